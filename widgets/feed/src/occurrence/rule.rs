//! One rule, expanded between two times.
//!
//! The rule is walked a period at a time, a year, a month, a week, a day or less: the times that it gives in each, in
//! order, and of these the positions that it names. A rule without a count is walked from the period of `first` on,
//! for no period depends on those before it. Each period, each day looked at and each time given is a step; when the
//! steps are spent, the walk ends there.
//!
//! Written for the browser in place of the crate `ical-rs`, with which the same took 21 KB of brotli and not 8, and whose
//! steps cannot be counted. The tests hold it against that crate.

use super::{
    budget::Budget,
    clock::Clock,
    parts::{Frequency, Parts},
    walk::{Next, Walk},
};
use crate::{
    civil::{CivilDate, CivilDateTime, days_in_month},
    model::Rrule,
};

/// A rule that can be expanded.
pub(super) struct Rule {
    pub(super) parts: Parts,
    pub(super) start: CivilDateTime,
}

/// What of a rule was found.
pub(super) struct Expansion {
    /// Seconds on the clock of the event, in order.
    pub(super) times: Vec<i64>,
    /// Whether nothing is missing.
    pub(super) complete: bool,
}

impl Rule {
    /// Reads a rule for an event that starts at so many seconds on its clock, or takes whole days from then on. None if a
    /// part has no sense.
    pub(super) fn new(rrule: &Rrule, start: i64, clock: Clock, takes_days: bool) -> Option<Self> {
        let parts = Parts::new(rrule, clock, takes_days)?;
        let mut rule = Self { parts, start: CivilDateTime::from_seconds(start)? };
        let parts = &mut rule.parts;
        if parts.frequency == Frequency::Weekly && parts.weekdays == 0 {
            parts.weekdays = 1 << rule.start.date().weekday().from_monday();
            parts.any_weekdays = parts.weekdays;
        }
        Some(rule)
    }

    /// The times from the first second to the last, both included.
    pub(super) fn between(&self, first: i64, last: i64, budget: &mut Budget) -> Expansion {
        let start = self.start.seconds();
        let last = self.parts.until.map_or(last, |until| last.min(until));
        let mut walk = Walk::new(self, last, budget.steps());
        let mut times = Vec::new();
        let mut complete = walk.fill_offsets();
        let mut left = self.parts.count;
        let mut period = if left.is_none() { self.period_of(first.max(start)) } else { self.first_period() };
        'walk: while complete && left != Some(0) {
            match walk.visit(period) {
                Next::Period(next) => period = next,
                Next::Over => break,
                Next::Spent => complete = false,
            }
            for &time in walk.given.iter().filter(|time| **time >= start) {
                if time > last || left == Some(0) {
                    break 'walk;
                }
                left = left.map(|count| count - 1);
                if time >= first {
                    if times.len() == budget.occurrences() {
                        complete = false;
                        break 'walk;
                    }
                    times.push(time);
                }
            }
        }
        budget.spend(budget.steps() - walk.steps, times.len());
        Expansion { times, complete }
    }

    /// The number of the first period that may have a time: a start on the first days of January may be in a week of the year
    /// before.
    fn first_period(&self) -> i64 {
        let Parts { weeks, interval, .. } = &self.parts;
        -i64::from(!weeks.is_empty() && *interval == 1 && self.start.date().year() > 1)
    }

    /// The number of the last period that begins by then, or of one before it; the period of the start is 0.
    fn period_of(&self, seconds: i64) -> i64 {
        let Some(date) = CivilDateTime::from_seconds(seconds).map(CivilDateTime::date) else { return 0 };
        let start = self.start.date();
        let (distance, unit) = match self.parts.frequency {
            // A week of the year before may reach into this one.
            Frequency::Yearly => {
                (i64::from(date.year() - start.year()) - i64::from(!self.parts.weeks.is_empty()), 1)
            }
            Frequency::Monthly => (month_index(date) - month_index(start), 1),
            Frequency::Weekly => (i64::from(date.days()) - self.first_week(), 7),
            Frequency::Daily => (i64::from(date.days() - start.days()), 1),
            _ => (seconds - self.start.seconds(), self.parts.unit()),
        };
        distance.div_euclid(unit * self.parts.interval).max(self.first_period())
    }

    /// The day with which the week of the start begins, in days since 1970-01-01.
    pub(super) fn first_week(&self) -> i64 {
        let start = self.start.date();
        let into_week = (start.weekday().from_monday() + 7 - self.parts.week_start) % 7;
        i64::from(start.days()) - i64::from(into_week)
    }

    /// Whether the rule has such a day of the week at all, from 0 for Monday.
    pub(super) fn may_have(&self, weekday: u8) -> bool {
        self.parts.any_weekdays == 0 || self.parts.any_weekdays >> weekday & 1 == 1
    }

    /// Whether the rule has the day, a day of the week from 0 for Monday.
    pub(super) fn has(&self, date: CivilDate, weekday: u8) -> bool {
        let parts = &self.parts;
        // First what most days fail.
        if !self.may_have(weekday) || !parts.months.allows(date.month()) {
            return false;
        }
        let start = self.start.date();
        if !parts.names_days() {
            // What the rule does not say is as at the start.
            return match parts.frequency {
                Frequency::Monthly => date.day() == start.day(),
                Frequency::Yearly => {
                    date.day() == start.day() && (!parts.months.is_empty() || date.month() == start.month())
                }
                _ => true,
            };
        }
        let days = days_in_month(date.year(), date.month());
        if !parts.month_days.is_empty() && !parts.month_days.has(date.day(), days) {
            return false;
        }
        let of_year = || place_in_year(date);
        if !parts.year_days.is_empty() {
            let (day, days) = of_year();
            if !parts.year_days.iter().any(|named| *named == day || *named == day - days - 1) {
                return false;
            }
        }
        if parts.any_weekdays == 0 || parts.weekdays >> weekday & 1 == 1 {
            return true;
        }
        let (day, days) = if parts.frequency == Frequency::Yearly && parts.months.is_empty() {
            of_year()
        } else {
            (i16::from(date.day()), i16::from(days))
        };
        let (nth, from_end) = ((day - 1) / 7 + 1, (day - days) / 7 - 1);
        parts
            .nth_weekdays
            .iter()
            .any(|(named, other)| *other == weekday && (*named == nth || *named == from_end))
    }
}

/// The day of the year, from 1, and the days that the year has.
pub(super) fn place_in_year(date: CivilDate) -> (i16, i16) {
    let leap_day = i16::from(days_in_month(date.year(), 2)) - 28;
    let before: i16 = (1..date.month()).map(|month| i16::from(days_in_month(date.year(), month))).sum();
    (before + i16::from(date.day()), 365 + leap_day)
}

/// The months from January of the year 0.
pub(super) fn month_index(date: CivilDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}
