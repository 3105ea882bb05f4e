//! The times of an event put on its own clock: that of its start.
//!
//! A feed may write the start on the clock of a zone, and an end, a further time or a change of it in UTC, as calendar
//! programs do. Whoever expands, shows or hands on an event compares its times, so all of them stand on one clock.

use super::{
    clock::{Clock, like},
    parts,
    series::id_of,
};
use crate::{
    civil::CivilDateTime,
    model::{Event, EventTime, Rrule, TimeZone},
    read::Clocks,
};

/// The most by which clocks go back today, in seconds: Troll's by two hours (tz database). They do so on a quarter of an hour.
const GOES_BACK: i64 = 2 * 3_600;
const QUARTER: i64 = 15 * 60;

impl Event {
    /// Puts all that belongs to the event's start on its clock. Where nobody knows the clock, times stay as they are, and a
    /// rule rather gives a time too many than one too few. An end that now turns out to be before its start is left out.
    pub(crate) fn put_on_clock(&mut self, home: &str, clocks: Clocks) {
        let Some(start) = self.start else { return };
        let zone = self.time_zone.as_ref().map_or(home, |zone| zone.as_str());
        if !Clock::of(start, zone).is_known()
            && let Some(rule) = &mut self.rrule
            && let Some(put) = put_end(rule, &|moment| clocks(zone, moment))
        {
            **rule = put;
        }
        let put = &|time: &mut EventTime| *time = put(*time, start, zone, clocks);
        let put_span =
            |begin: &mut Option<EventTime>, end: &mut Option<EventTime>, own: Option<EventTime>| {
                begin.iter_mut().for_each(put);
                end.iter_mut().for_each(put);
                *end = end.filter(|end| begin.or(own).is_none_or(|begin| !end.is_before(begin)));
            };
        put_span(&mut None, &mut self.end, self.start);
        self.rdate.iter_mut().for_each(put);
        self.exdate.iter_mut().for_each(put);
        for change in &mut self.overrides {
            put(&mut change.recurrence_id);
            put_span(&mut change.start, &mut change.end, named(start, change.recurrence_id));
        }
        for session in &mut self.sessions {
            put_span(&mut session.start, &mut session.end, None);
        }
    }
}

/// A time of an event with this start, on its clock: that of the start's offset, or else of the zone, if anybody knows it.
pub(super) fn put(time: EventTime, start: EventTime, zone: &str, clocks: Clocks) -> EventTime {
    let put = match (start, time) {
        (EventTime::Offset(_, minutes), EventTime::Local(time)) => Some(EventTime::Offset(time, minutes)),
        (EventTime::Offset(_, minutes), EventTime::Offset(time, own)) => {
            time.plus_seconds(i64::from(minutes - own) * 60).map(|time| EventTime::Offset(time, minutes))
        }
        (_, EventTime::Offset(time, own)) => match TimeZone::fixed_minutes(zone) {
            Some(minutes) => time.plus_seconds(i64::from(minutes - own) * 60),
            None => clocks(zone, time.seconds() - i64::from(own) * 60),
        }
        .map(EventTime::Local),
        _ => None,
    };
    put.unwrap_or(time)
}

/// The start of the occurrence that a `recurrence_id` names, of an event with this start: a date has its time of day.
pub(super) fn named(start: EventTime, id: EventTime) -> Option<EventTime> {
    like(start, id_of(start, id))
}

fn put_end(rule: &Rrule, shown: &dyn Fn(i64) -> Option<CivilDateTime>) -> Option<Rrule> {
    let until = rule.part("UNTIL").filter(|until| until.ends_with('Z'))?;
    let end = parts::end(until, Clock::UTC)?;
    let mut latest = shown(end)?;
    // Clocks that have just gone back showed a later time before, and that is within too: of a time that they show twice, the
    // first one counts (RFC 5545 §3.3.5).
    if latest.seconds() - shown(end - GOES_BACK)?.seconds() < GOES_BACK {
        let changes = (0..GOES_BACK).step_by(QUARTER as usize).map(|ago| end - end.rem_euclid(QUARTER) - ago);
        latest = changes.filter_map(|change| shown(change - 1)).fold(latest, Ord::max);
    }
    let mut end = latest.to_string().replace(['-', ':'], "");
    if end.len() < "20260410T090000".len() {
        end.push_str("00");
    }
    Rrule::parse(&rule.as_str().replace(until, &end)).ok()
}
