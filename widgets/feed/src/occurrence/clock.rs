//! How far the clock of an event is ahead of UTC, and times moved on it.
//!
//! Zone data would weigh more than the whole calendar; the browser has it in `Intl`. Here only zones are known that have
//! had one offset since 1989, Japan's among them.

use crate::{
    civil::{CivilDateTime, SECONDS_PER_DAY as DAY},
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
pub(crate) fn like(model: EventTime, seconds: i64) -> Option<EventTime> {
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
    let later = match end {
        EventTime::Date(_) => (start.seconds().div_euclid(DAY) - model.seconds().div_euclid(DAY)) * DAY,
        _ => start.seconds() - model.seconds(),
    };
    like(end, end.seconds() + later)
}
