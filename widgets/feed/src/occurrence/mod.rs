//! When events take place: recurrences expanded, single occurrences moved, cancelled or left out.
//!
//! Expansion is RFC 5545's (§3.3.10, §3.8.5), on the clock of the event: an event at 19:00 stays at 19:00 whatever the
//! zone does to its clocks. The feed is wiser than the standard in three points, because people write it by hand:
//!
//! - `start` is the first time that the rule may give, not a time of its own: a rule of Tuesdays that starts on a
//!   Wednesday begins on the Tuesday after. The RFC leaves this open.
//! - `UNTIL` with a date includes that day, also of an event at 19:00.
//! - `exdate` with a date leaves out all of that day, and a `recurrence_id` with a date means the occurrence on it.
//!
//! All times of an event are on the clock of its start: they are put there when the feed is read, by who has zone data if
//! the clock is not known to have one offset all year, as in Japan. See [`Reader::with_clocks`](crate::Reader::with_clocks).

mod budget;
#[cfg(any(test, feature = "check"))]
mod check;
mod clock;
mod own_clock;
mod parts;
mod rule;
pub mod rule_text;
mod series;
#[cfg(test)]
mod tests;
mod walk;

use std::ops::RangeInclusive;

#[cfg(not(any(test, feature = "check")))]
use self::budget::Budget;
pub use self::budget::{OCCURRENCES_PER_FEED, OCCURRENCES_PER_RULE, STEPS_PER_FEED, STEPS_PER_RULE};
pub(crate) use self::clock::like;
use self::series::Series;
#[cfg(any(test, feature = "check"))]
pub(crate) use self::{
    budget::Budget,
    check::{Times, check},
};
use crate::order::in_order;
use crate::{
    civil::{CivilDate, CivilDateTime, SECONDS_PER_DAY},
    model::{Event, EventStatus, EventTime, Feed, Override, Place, Text, Url},
};

/// One time at which an event takes place, or would have taken place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Occurrence<'a> {
    /// The event.
    pub event: &'a Event,
    /// When it begins.
    pub start: EventTime,
    /// When it ends. Of whole days it is the last one.
    pub end: Option<EventTime>,
    /// The time at which the rule has it, as `RECURRENCE-ID` of RFC 5545. None if the event does not recur.
    pub recurrence_id: Option<EventTime>,
    /// What is different about it.
    pub change: Option<&'a Override>,
}

impl<'a> Occurrence<'a> {
    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &'a Text {
        self.change.and_then(|change| change.title.as_ref()).unwrap_or(&self.event.title)
    }

    /// Whether it takes place. What was put off and has a new time takes place then.
    #[must_use]
    pub fn status(&self) -> EventStatus {
        let status = self.change.and_then(|change| change.status).unwrap_or(self.event.status());
        let is_moved = || self.change.is_some_and(|change| change.start.is_some());
        if status == EventStatus::Postponed && is_moved() { EventStatus::Scheduled } else { status }
    }

    /// Where it is held.
    #[must_use]
    pub fn place(&self) -> Option<&'a Place> {
        self.change.and_then(|change| change.place.as_ref()).or(self.event.place.as_deref())
    }

    /// Its page, or else the event's.
    #[must_use]
    pub fn url(&self) -> Option<&'a Url> {
        self.change.and_then(|change| change.url.as_ref()).or(self.event.url.as_ref())
    }

    /// Until when to apply for it.
    #[must_use]
    pub fn deadline(&self) -> Option<EventTime> {
        self.change.and_then(|change| change.deadline).or(self.event.deadline)
    }

    /// Whether it takes whole days.
    #[must_use]
    pub fn is_all_day(&self) -> bool {
        self.event.all_day || self.start.is_all_day()
    }

    /// The first day it touches, on its own clock.
    #[must_use]
    pub fn first_day(&self) -> CivilDate {
        self.start.date()
    }

    /// The last day it touches, on its own clock: a party until 00:00 does not touch the day that begins then.
    #[must_use]
    pub fn last_day(&self) -> CivilDate {
        let first = self.first_day();
        let last = match self.end {
            None => first,
            Some(EventTime::Date(date)) => date,
            Some(EventTime::Local(time) | EventTime::Offset(time, _)) => {
                if time == CivilDateTime::midnight(time.date()) {
                    time.date().plus_days(-1).unwrap_or(first)
                } else {
                    time.date()
                }
            }
        };
        last.max(first)
    }

    /// The days it touches, first and last.
    #[must_use]
    pub fn days(&self) -> RangeInclusive<CivilDate> {
        self.first_day()..=self.last_day()
    }

    /// The only one of an event that neither recurs nor leaves out a time.
    fn once(event: &'a Event) -> Option<Self> {
        let lists = !event.rdate.is_empty() || !event.exdate.is_empty() || !event.overrides.is_empty();
        let recurs = event.rrule.is_some() || lists;
        let start = event.start.filter(|_| !recurs)?;
        Some(Self { event, start, end: event.end, recurrence_id: None, change: None })
    }

    /// A key to sort by within a page: the time on its own clock, what takes whole days before what does not.
    fn sort_key(&self) -> i64 {
        // In one number, so that it is compared at once.
        self.start.seconds() * 2 + i64::from(!self.is_all_day())
    }

    fn touches(&self, days: &RangeInclusive<CivilDate>) -> bool {
        self.first_day() <= *days.end() && self.last_day() >= *days.start()
    }
}

/// The occurrences within some days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Occurrences<'a> {
    /// In the order in which they begin; those that begin at once, in the order of the feed,
    /// but for rules that take more than their share of the work, which come last.
    pub list: Vec<Occurrence<'a>>,
    /// Events of which some may be missing: their rules give too many, take too much work, or cannot be understood.
    pub incomplete: Vec<&'a Event>,
}

impl<'a> Occurrences<'a> {
    /// What takes place in a feed from the first day to the last, both included: everything that touches one of them,
    /// also if it began before.
    ///
    /// The work is bounded, whatever the rules: see [`STEPS_PER_FEED`] and [`OCCURRENCES_PER_FEED`]. Events that do
    /// not recur are never left out, nor are ordinary rules beside greedy ones. `keeps` is asked once of each event that
    /// recurs or touches these days, with its place, and what it does not let through takes none of the work.
    #[must_use]
    pub fn between(
        feed: &'a Feed,
        from: CivilDate,
        to: CivilDate,
        keeps: &dyn Fn(usize, &Event) -> bool,
    ) -> Self {
        let (zone, days) = (feed.time_zone(), from..=to);
        let mut events: Vec<&Event> = Vec::new();
        for (place, event) in feed.events.iter().enumerate() {
            // The cheaper question first: most events take place once, and not on these days.
            let is_elsewhere = Occurrence::once(event).is_some_and(|once| !once.touches(&days));
            if !is_elsewhere && keeps(place, event) {
                events.push(event);
            }
        }
        let mut budget = Budget::for_feed(events.iter().filter(|event| event.rrule.is_some()).count());
        let mut found = Self::default();
        // First each rule takes its even share. Those that need more share what is left then.
        let mut greedy = Vec::new();
        let mut thrown_away = 0;
        for event in events {
            let before = found.list.len();
            if !found.add(event, zone, &days, &mut budget) {
                thrown_away += found.list.len() - before;
                found.list.truncate(before);
                greedy.push(event);
            }
        }
        budget.share_again(greedy.len(), thrown_away);
        for event in greedy {
            if !found.add(event, zone, &days, &mut budget) {
                found.incomplete.push(event);
            }
        }
        found.sort();
        found
    }

    /// The same on the alliance's clock, where that is known: what touches one of these days there, put on it.
    #[must_use]
    pub fn between_at_home(
        feed: &'a Feed,
        from: CivilDate,
        to: CivilDate,
        keeps: &dyn Fn(usize, &Event) -> bool,
    ) -> Self {
        // A time of another clock may be of the day before or after on the alliance's.
        let near = |day: CivilDate, days| day.plus_days(days).unwrap_or(day);
        let mut found = Self::between(feed, near(from, -1), near(to, 1), keeps);
        found.put_at_home(feed.home_minutes());
        found.list.retain(|occurrence| occurrence.touches(&(from..=to)));
        found
    }

    /// The occurrences of one event from the first day to the last, both included. `zone` is that of the feed.
    #[must_use]
    pub fn of(event: &'a Event, zone: &str, from: CivilDate, to: CivilDate) -> Self {
        let mut found = Self::default();
        if !found.add(event, zone, &(from..=to), &mut Budget::for_feed(1)) {
            found.incomplete.push(event);
        }
        found.sort();
        found
    }

    /// Adds what touches the days. Answers whether that is all.
    fn add(
        &mut self,
        event: &'a Event,
        zone: &str,
        days: &RangeInclusive<CivilDate>,
        budget: &mut Budget,
    ) -> bool {
        if let Some(once) = Occurrence::once(event) {
            // Most events, and so without a look at clocks.
            self.list.extend(once.touches(days).then_some(once));
            return true;
        }
        let Some(start) = event.start else { return true };
        Series::new(event, start, zone).occur(days, budget, &mut self.list)
    }

    /// Puts times with an offset on the alliance's clock, where that is known ([`Feed::home_minutes`]).
    pub fn put_at_home(&mut self, home_minutes: Option<i16>) {
        for occurrence in &mut self.list {
            occurrence.start = occurrence.start.at_home(home_minutes);
            occurrence.end = occurrence.end.map(|end| end.at_home(home_minutes));
        }
        self.sort();
    }

    fn sort(&mut self) {
        let keys: Vec<i64> = self.list.iter().map(Occurrence::sort_key).collect();
        if !keys.is_sorted() {
            self.list = in_order(&keys).map(|place| self.list[place]).collect();
        }
    }
}

/// Days within which a time of an event is looked for, one after the other: most events have one within weeks, and a wider
/// look costs more. The last are forty years.
pub const HORIZONS: [i32; 3] = [62, 800, 14_610];

/// The next times at which an event takes place, at most `count`, beginning at `from` or later: of those whose status
/// `keeps` lets through, and all on the alliance's clock where that is known. `from` is on the clock of these times: the
/// alliance's, or that of the event's own zone.
///
/// It looks 40 years ahead, not to the end of time.
#[must_use]
pub fn next_of<'a>(
    event: &'a Event,
    feed: &Feed,
    from: CivilDateTime,
    count: usize,
    keeps: &dyn Fn(EventStatus) -> bool,
) -> Vec<Occurrence<'a>> {
    // A time of another clock may be of the day before on the alliance's.
    let first = from.date().plus_days(-1).unwrap_or(from.date());
    let mut found = Occurrences::default();
    for days in HORIZONS {
        let Some(to) = from.date().plus_days(days).or(CivilDate::new(9999, 12, 31)) else { break };
        found = Occurrences::of(event, feed.time_zone(), first, to);
        found.put_at_home(feed.home_minutes());
        found
            .list
            .retain(|occurrence| occurrence.start.seconds() >= from.seconds() && keeps(occurrence.status()));
        if found.list.len() >= count {
            break;
        }
    }
    found.list.truncate(count);
    found.list
}

/// The first and last second of a span of days.
fn seconds_of(days: &RangeInclusive<CivilDate>) -> (i64, i64) {
    let first = CivilDateTime::midnight(*days.start()).seconds();
    let last = CivilDateTime::midnight(*days.end()).seconds() + SECONDS_PER_DAY - 1;
    (first, last)
}
