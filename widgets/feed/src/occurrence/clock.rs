//! Times of different clocks put on one.
//!
//! Zone data would weigh more than the whole calendar; the browser has it in `Intl`, and a page converts for its
//! visitors there. Here only zones are known that have had one offset since 1989, Japan's among them.

use crate::{
    civil::{CivilDateTime, SECONDS_PER_DAY},
    model::{EventTime, TimeZone},
};

/// The clock of an event: a number of minutes ahead of UTC, if it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock(Option<i16>);

impl Clock {
    /// The clock that an event begins on, in this zone if the time does not name its offset.
    pub(super) fn of(start: EventTime, zone: &str) -> Self {
        match start {
            EventTime::Offset(_, minutes) => Self(Some(minutes)),
            _ => Self(TimeZone::fixed_minutes(zone)),
        }
    }

    /// The seconds of a time on this clock, counted from 1970-01-01T00:00:00 on it. A local time is on it already; a
    /// time with an offset is put on it, or stays on its own where this one is not known.
    pub(super) fn seconds(self, time: EventTime) -> i64 {
        match (self.0, time) {
            (Some(minutes), EventTime::Offset(time, own)) => {
                time.seconds() + (i64::from(minutes) - i64::from(own)) * 60
            }
            _ => time.seconds(),
        }
    }

    /// A time with an offset put on this clock, if it is known, and written as `model` is; any other time as it is.
    pub(super) fn put(self, time: EventTime, model: EventTime) -> EventTime {
        match (self.0, time, model) {
            (Some(_), EventTime::Offset(..), EventTime::Local(_) | EventTime::Offset(..)) => {
                like(model, self.seconds(time)).unwrap_or(time)
            }
            _ => time,
        }
    }

    pub(super) const UTC: Self = Self(Some(0));

    /// Whether it is known how far it is ahead of UTC.
    pub(super) fn is_known(self) -> bool {
        self.0.is_some()
    }

    /// The seconds by which this clock is ahead of UTC. One that is not known may be as far ahead as any: then a rule ends
    /// no earlier than it should, and a daily one ends on time if its last time is its end.
    pub(super) fn ahead(self) -> i64 {
        self.0.map_or(14 * 3_600 - 1, |minutes| i64::from(minutes) * 60)
    }
}

/// The time at so many seconds on the clock of `model`, written as `model` is. None beyond the year 9999.
pub(super) fn like(model: EventTime, seconds: i64) -> Option<EventTime> {
    let time = CivilDateTime::from_seconds(seconds)?;
    Some(match model {
        EventTime::Date(_) => EventTime::Date(time.date()),
        EventTime::Local(_) => EventTime::Local(time),
        EventTime::Offset(_, minutes) => EventTime::Offset(time, minutes),
    })
}

/// When something ends that began at `start`, if it took from `model` to `end` once. None if it now takes whole days
/// and did not before, or the other way round.
pub(super) fn shifted_end(model: EventTime, end: EventTime, start: EventTime) -> Option<EventTime> {
    if model.is_all_day() != start.is_all_day() {
        return None;
    }
    let day = i64::from(SECONDS_PER_DAY);
    let later = match end {
        EventTime::Date(_) => (start.seconds().div_euclid(day) - model.seconds().div_euclid(day)) * day,
        _ => start.seconds() - model.seconds(),
    };
    like(end, end.seconds() + later)
}
