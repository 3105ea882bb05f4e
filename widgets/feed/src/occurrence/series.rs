//! The recurrence set of an event: its rule and further times, less what is left out, and what is different about
//! single ones (RFC 5545 §3.8.5).

use std::ops::RangeInclusive;

use super::{
    Occurrence,
    budget::Budget,
    clock::{self, Clock},
    rule::Rule,
    seconds_of,
};
use crate::{
    civil::{CivilDate, SECONDS_PER_DAY as DAY},
    model::{Event, EventStatus, EventTime, Override},
    order::{in_order, sorted},
};

/// An occurrence of a recurring event is looked for up to so many seconds before a page: a year. What lasts longer and
/// recurs is a mistake, and would cost every page the work of many years.
const LONGEST_SPAN: i64 = 366 * DAY;

/// An event with a start, and the clock that it runs on.
pub(super) struct Series<'a> {
    event: &'a Event,
    start: EventTime,
    clock: Clock,
}

impl<'a> Series<'a> {
    pub(super) fn new(event: &'a Event, start: EventTime, zone: &str) -> Self {
        let zone = event.zone(zone);
        Self { event, start, clock: Clock::of(start, zone) }
    }

    /// Adds what touches the days. Answers whether that is all.
    pub(super) fn occur(
        &self,
        days: &RangeInclusive<CivilDate>,
        budget: &mut Budget,
        found: &mut Vec<Occurrence<'a>>,
    ) -> bool {
        let event = self.event;
        let mut add = |occurrence: Option<Occurrence<'a>>| {
            found.extend(occurrence.filter(|occurrence| occurrence.touches(days)));
        };
        let (mut ids, complete) = self.ids(days, budget);
        let left_out = LeftOut::new(self);
        ids.retain(|id| !left_out.contains(*id));
        ids = sorted(ids);

        // Overrides are few, and may move an occurrence from anywhere to anywhere: each one is looked at.
        let mut changed = vec![false; ids.len()];
        // Of two for one occurrence the first counts, also where the occurrence itself is on another page.
        let (mut elsewhere, mut of_elsewhere) = (Vec::new(), Vec::new());
        for (change, again) in event.overrides.iter().zip(self.again()) {
            // Thousands for the same day would each go through all that it has.
            if again {
                continue;
            }
            let id = self.id(change.recurrence_id);
            let (first, last) = match change.recurrence_id {
                // A date means all of its day.
                EventTime::Date(_) => (midnight(id), midnight(id) + DAY - 1),
                _ => (id, id),
            };
            let places = ids.partition_point(|id| *id < first)..ids.partition_point(|id| *id <= last);
            if places.is_empty() {
                elsewhere.push(id);
                of_elsewhere.push(change);
            }
            // A day that is moved is one occurrence then, also where only its new time is on the page and nobody looks how
            // many times it had.
            let kept = if change.start.is_some() { places.start + 1 } else { places.end };
            for place in places {
                if !std::mem::replace(&mut changed[place], true) && place < kept {
                    add(self.changed(ids[place], change));
                }
            }
        }
        let mut last = None;
        for place in in_order(&elsewhere) {
            let (id, change) = (elsewhere[place], of_elsewhere[place]);
            // One that the rule does not have stands for itself, as in the programs that write .ics files; but there
            // is no sense in calling off what was never on.
            let cancelled = change.status == Some(EventStatus::Cancelled);
            if last.replace(id) != Some(id) && !cancelled && !left_out.contains(id) {
                add(self.changed(id, change));
            }
        }
        for (id, changed) in ids.iter().zip(changed) {
            if !changed {
                add(self.plain(*id));
            }
        }
        complete
    }

    /// Of each change whether an earlier one is for the same time or the same day.
    fn again(&self) -> Vec<bool> {
        // A day and the time on it at which the event begins are two.
        let key = |change: &Override| {
            2 * self.id(change.recurrence_id) + i64::from(change.recurrence_id.is_all_day())
        };
        let keys: Vec<i64> = self.event.overrides.iter().map(key).collect();
        let mut again = vec![false; keys.len()];
        let mut last = None;
        for place in in_order(&keys) {
            again[place] = last.replace(keys[place]) == Some(keys[place]);
        }
        again
    }

    /// The times of the rule, or the start of an event without one, and the further times: those that can touch the
    /// days, and whether that is all.
    fn ids(&self, days: &RangeInclusive<CivilDate>, budget: &mut Budget) -> (Vec<i64>, bool) {
        let (mut ids, complete, within) = self.ruled(days, budget);
        ids.extend(self.further().filter(|id| within.contains(id)));
        (ids, complete)
    }

    /// The further times.
    pub(super) fn further(&self) -> impl Iterator<Item = i64> {
        self.event.rdate.iter().map(|time| self.id(*time))
    }

    /// The times of the rule, or the start of an event without one, that can touch the days; whether that is all, and when
    /// a time that can must be.
    pub(super) fn ruled(
        &self,
        days: &RangeInclusive<CivilDate>,
        budget: &mut Budget,
    ) -> (Vec<i64>, bool, RangeInclusive<i64>) {
        let start = self.start.seconds();
        let (first, last) = seconds_of(days);
        // So much of an occurrence is after its start.
        let span = match self.event.end {
            None => 0,
            Some(end @ EventTime::Date(_)) => end.seconds() + DAY - 1 - start,
            Some(end) => end.seconds() - 1 - start,
        };
        let first = first - span.clamp(0, LONGEST_SPAN);

        let takes_days = self.event.is_all_day();
        let rule = self.event.rrule.as_ref().map(|rrule| Rule::new(rrule, start, self.clock, takes_days));
        let (ids, complete) = match rule {
            None => (vec![start], true),
            // What the rule means is not known; the event takes place at least once.
            Some(None) => (vec![start], false),
            Some(Some(rule)) => {
                let expansion = rule.between(first, last, budget);
                (expansion.times, expansion.complete && span <= LONGEST_SPAN)
            }
        };
        (ids, complete, first..=last)
    }

    pub(super) fn id(&self, time: EventTime) -> i64 {
        id_of(self.start, time)
    }

    fn plain(&self, id: i64) -> Option<Occurrence<'a>> {
        let start = clock::like(self.start, id)?;
        let end = self.event.end.and_then(|end| clock::shifted_end(self.start, end, start));
        Some(Occurrence { event: self.event, start, end, recurrence_id: Some(start), change: None })
    }

    fn changed(&self, id: i64, change: &'a Override) -> Option<Occurrence<'a>> {
        let plain = self.plain(id)?;
        let start = change.start.unwrap_or(plain.start);
        let shifted = || clock::shifted_end(self.start, self.event.end?, start);
        let end = change.end.or_else(shifted);
        Some(Occurrence { start, end, change: Some(change), ..plain })
    }
}

/// The seconds of a time of an event with this start; of a date, those of the time of day at which the event begins.
pub(super) fn id_of(start: EventTime, time: EventTime) -> i64 {
    let seconds = time.seconds();
    match (start, time) {
        (EventTime::Date(_), _) => midnight(seconds),
        (start, EventTime::Date(_)) => seconds + start.seconds().rem_euclid(DAY),
        _ => seconds,
    }
}

/// The midnight with which the day of a time begins.
fn midnight(seconds: i64) -> i64 {
    seconds - seconds.rem_euclid(DAY)
}

/// The times and days that `exdate` names.
struct LeftOut {
    times: Vec<i64>,
    midnights: Vec<i64>,
}

impl LeftOut {
    fn new(series: &Series<'_>) -> Self {
        let (mut times, mut midnights) = (Vec::new(), Vec::new());
        for time in &series.event.exdate {
            match time {
                EventTime::Date(_) => midnights.push(time.seconds()),
                _ => times.push(series.id(*time)),
            }
        }
        Self { times: sorted(times), midnights: sorted(midnights) }
    }

    fn contains(&self, id: i64) -> bool {
        self.times.binary_search(&id).is_ok() || self.midnights.binary_search(&midnight(id)).is_ok()
    }
}
