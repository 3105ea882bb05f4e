//! When an event takes place, as times that any program can read.

use std::collections::HashSet;

use jiff::{Timestamp, civil::DateTime, tz::Offset, tz::TimeZone};
use ran_feed::{
    civil::{CivilDate, CivilDateTime},
    model::{EventStatus, EventTime},
    occurrence,
};

use super::{Source, zone};
use crate::Error;

/// The start times of an event, found by the code that the calendar uses.
#[derive(Debug)]
pub struct Occurrences {
    /// As RFC 3339 has them, with the offset of the event's zone: `2026-04-14T19:00:00+09:00`. A whole day starts at
    /// its midnight.
    pub starts: Vec<String>,
    /// Whether none is missing because the event's rule gives too many or makes no sense, or because the time cannot be
    /// written: an offset may lead beyond the year 9999.
    pub complete: bool,
}

impl Occurrences {
    /// What of an event touches the days from the first to the last, both included. Cancelled ones are left out.
    ///
    /// # Errors
    /// When the feed cannot be read, or has no event of this id.
    pub fn of(source: &Source, id: &str, from: CivilDate, to: CivilDate) -> Result<Self, Error> {
        let feed = source.feed()?;
        let Some(event) = feed.event(id) else {
            return Err(Error::new(format!(
                "{source} has no event {id:?} that can be shown. See what `ran feed check` says."
            )));
        };
        let found = occurrence::Occurrences::of(event, feed.time_zone(), from, to);
        let zone = zone(event.zone(feed.time_zone()));
        let held = found.list.iter().filter(|occurrence| occurrence.status() != EventStatus::Cancelled);
        let (mut starts, mut complete) = (Vec::new(), found.incomplete.is_empty());
        // What the clocks skip is an hour later, where the rule may have a time too. It counts once (RFC 5545 §3.8.5).
        let mut ruled = HashSet::new();
        for occurrence in held {
            match rfc3339(occurrence.start, &zone) {
                None => complete = false,
                Some(start) if occurrence.change.is_none() && !ruled.insert(start.clone()) => {}
                Some(start) => starts.push(start),
            }
        }
        Ok(Self { starts, complete })
    }
}

/// What the clocks of a zone show at a moment, in seconds since 1970 in UTC.
pub(super) fn shown(zone: &str, moment: i64) -> Option<CivilDateTime> {
    let offset = TimeZone::get(zone).ok()?.to_offset(Timestamp::from_second(moment).ok()?);
    CivilDateTime::from_seconds(moment + i64::from(offset.seconds()))
}

/// A time that the clocks skip or have twice is the one before the change (RFC 5545 §3.3.5). None beyond the times that can be
/// written with an offset.
fn rfc3339(time: EventTime, zone: &TimeZone) -> Option<String> {
    let (time, zone) = match time {
        EventTime::Date(date) => (CivilDateTime::midnight(date), zone.clone()),
        EventTime::Local(time) => (time, zone.clone()),
        EventTime::Offset(time, minutes) => {
            (time, TimeZone::fixed(Offset::from_seconds(i32::from(minutes) * 60).ok()?))
        }
    };
    let zoned = zone.to_zoned(on_clock(time).ok()?).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// What a clock shows, as the library of time zones has it.
pub(super) fn on_clock(time: CivilDateTime) -> Result<DateTime, jiff::Error> {
    let date = time.date();
    // None of them is more than 59.
    DateTime::new(
        date.year(),
        date.month() as i8,
        date.day() as i8,
        time.hour() as i8,
        time.minute() as i8,
        time.second() as i8,
        0,
    )
}
