//! The walk along the periods of a rule.

use super::{
    parts::{Frequency, Numbers},
    rule::{Rule, month_index, place_in_year},
};
use crate::civil::{CivilDate, SECONDS_PER_DAY as DAY, days_in_month};

/// Whether a walk goes on after a period.
pub(super) enum Next {
    /// With this one.
    Period(i64),
    /// The period begins after the last second.
    Over,
    /// The steps are spent.
    Spent,
}

/// A walk along the periods of a rule.
pub(super) struct Walk<'a> {
    rule: &'a Rule,
    /// The last second of interest.
    last: i64,
    /// How many are left.
    pub(super) steps: u64,
    /// The times within a day, or within a shorter period, in seconds from its beginning.
    offsets: Vec<u32>,
    /// The times that the period has given.
    pub(super) given: Vec<i64>,
    /// A day, and whether the rule has it.
    last_day: Option<(i64, bool)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(rule: &'a Rule, last: i64, steps: u64) -> Self {
        Self { rule, last, steps, offsets: Vec::new(), given: Vec::new(), last_day: None }
    }

    /// Works out the times of a day, an hour or a minute. Answers whether they are within the steps.
    pub(super) fn fill_offsets(&mut self) -> bool {
        let Rule { parts, start } = self.rule;
        let values = |numbers: Numbers, own: u8, coarser: bool| -> Vec<u8> {
            match (coarser, numbers.is_empty()) {
                (false, _) => vec![0],
                (true, true) => vec![own],
                (true, false) => numbers.forward().collect(),
            }
        };
        let hours = values(parts.hours, start.hour(), parts.frequency >= Frequency::Daily);
        let minutes = values(parts.minutes, start.minute(), parts.frequency >= Frequency::Hourly);
        let seconds = values(parts.seconds, start.second(), parts.frequency >= Frequency::Minutely);
        if !self.take((hours.len() * minutes.len() * seconds.len()) as u64 - 1) {
            return false;
        }
        for hour in hours {
            for minute in &minutes {
                let whole = (u32::from(hour) * 60 + u32::from(*minute)) * 60;
                self.offsets.extend(seconds.iter().map(|second| whole + u32::from(*second)));
            }
        }
        true
    }

    /// Spends steps, if they are there.
    fn take(&mut self, steps: u64) -> bool {
        let left = self.steps.checked_sub(steps);
        self.steps = left.unwrap_or(0);
        left.is_some()
    }

    /// Gives the times of a period.
    pub(super) fn visit(&mut self, period: i64) -> Next {
        self.given.clear();
        if !self.take(1) {
            return Next::Spent;
        }
        let Rule { parts, start } = self.rule;
        let index = period * parts.interval;
        let next = match parts.frequency {
            Frequency::Yearly => self.year(i64::from(start.date().year()) + index),
            Frequency::Monthly => self.month(month_index(start.date()) + index),
            Frequency::Weekly => self.days_from(self.rule.first_week() + index * 7, 7),
            Frequency::Daily => self.days_from(i64::from(start.date().days()) + index, 1),
            _ => return self.within_day(period),
        };
        match next {
            Some(true) => {
                self.keep_positions();
                Next::Period(period + 1)
            }
            Some(false) => self.spent(),
            None => Next::Over,
        }
    }

    /// Gives the times of a year: whether the steps sufficed, or None if it begins after the last second.
    fn year(&mut self, year: i64) -> Option<bool> {
        let new_year = CivilDate::new(i16::try_from(year).ok()?, 1, 1)?;
        let parts = &self.rule.parts;
        if parts.weeks.is_empty() {
            self.begins(new_year.days().into())?;
            for month in 0..12 {
                if !self.month(year * 12 + month)? {
                    return Some(false);
                }
            }
            return Some(true);
        }
        // Week 1 is the first with four days in the year (ISO 8601), the one with 4 January.
        let first_week = |new_year: i64| {
            let fourth = new_year + 3;
            fourth - (fourth + 3 - i64::from(parts.week_start)).rem_euclid(7)
        };
        let (_, days) = place_in_year(new_year);
        let new_year = i64::from(new_year.days());
        let first = first_week(new_year);
        let weeks = ((first_week(new_year + i64::from(days)) - first) / 7) as u8;
        self.begins(first)?;
        for week in (1..=weeks).filter(|week| parts.weeks.has(*week, weeks)) {
            // To the end of the year, also past the last second: a position counts all of them.
            if !self.days(first + i64::from(week - 1) * 7, 7) {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Gives the times of a month, counted from January of the year 0.
    fn month(&mut self, index: i64) -> Option<bool> {
        let (year, month) = (i16::try_from(index.div_euclid(12)).ok()?, (index.rem_euclid(12) + 1) as u8);
        let first = CivilDate::new(year, month, 1)?;
        let parts = &self.rule.parts;
        let of_year = parts.frequency == Frequency::Yearly;
        if !of_year {
            self.begins(first.days().into())?;
        }
        let own_month = !of_year || parts.names_days() || month == self.rule.start.date().month();
        let named = if parts.months.is_empty() { own_month } else { parts.months.allows(month) };
        if !named {
            return Some(true);
        }
        let before = first.weekday().from_monday() + 6;
        for day in 1..=days_in_month(year, month) {
            if !self.day(CivilDate::new(year, month, day)?, (before + day) % 7) {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Gives the times of some days: whether the steps sufficed, or None if they begin after the last second.
    fn days_from(&mut self, first: i64, count: i64) -> Option<bool> {
        self.begins(first)?;
        Some(self.days(first, count))
    }

    /// Gives the times of some days from one on, in days since 1970-01-01. Answers whether the steps sufficed.
    fn days(&mut self, first: i64, count: i64) -> bool {
        for day in first..first + count {
            // 1970-01-01 was a Thursday.
            let weekday = (day + 3).rem_euclid(7) as u8;
            if !self.rule.may_have(weekday) {
                if !self.take(1) {
                    return false;
                }
                continue;
            }
            // Before the year 1 there is no start, and after 9999 no date.
            let Some(date) = i32::try_from(day).ok().and_then(CivilDate::from_days) else { continue };
            if !self.day(date, weekday) {
                return false;
            }
        }
        true
    }

    /// Nothing, if a day is after the last second.
    fn begins(&self, day: i64) -> Option<()> {
        (day.checked_mul(DAY)? <= self.last).then_some(())
    }

    /// Gives the times of a day, if the rule has it. Answers whether the steps sufficed.
    fn day(&mut self, date: CivilDate, weekday: u8) -> bool {
        let parts = &self.rule.parts;
        if !self.take(1 + (parts.nth_weekdays.len() + parts.year_days.len()) as u64 / 4) {
            return false;
        }
        !self.rule.has(date, weekday) || self.give(i64::from(date.days()) * DAY)
    }

    /// Gives the times that are so far from a second on. Answers whether the steps sufficed.
    fn give(&mut self, from: i64) -> bool {
        let each = 1 + self.rule.parts.positions.len() as u64 / 4;
        if !self.take(self.offsets.len() as u64 * each) {
            return false;
        }
        self.given.extend(self.offsets.iter().map(|offset| from + i64::from(*offset)));
        true
    }

    /// Gives the times of an hour, a minute or a second.
    fn within_day(&mut self, period: i64) -> Next {
        let Rule { parts, start } = self.rule;
        let (unit, begin) = (parts.unit(), start.seconds());
        let stride = unit * parts.interval;
        let second = begin.saturating_add(period.saturating_mul(stride));
        // The time of the start within it says nothing where the rule names others.
        let begins = second - second.rem_euclid(unit);
        if begins > self.last {
            return Next::Over;
        }
        // On with the first period that begins then.
        let from = |next: i64| Next::Period((next - begin + stride - 1).div_euclid(stride));
        let Some(on) = self.has_day(second.div_euclid(DAY)) else { return Next::Over };
        if !on {
            return from(second - second.rem_euclid(DAY) + DAY);
        }
        for (length, count, named) in
            [(3_600, 24, parts.hours), (60, 60, parts.minutes), (1, 60, parts.seconds)]
        {
            if length < unit {
                break;
            }
            let number = (second.rem_euclid(DAY) / length % count) as u8;
            if !named.allows(number) {
                let later = named.after(number).unwrap_or(count as u8) - number;
                return from(second - second.rem_euclid(length) + i64::from(later) * length);
            }
        }
        if !self.give(begins) {
            return self.spent();
        }
        self.keep_positions();
        Next::Period(period + 1)
    }

    /// The steps are spent within a period: its times so far are given, unless the rest would tell which of them count.
    fn spent(&mut self) -> Next {
        if !self.rule.parts.positions.is_empty() {
            self.given.clear();
        }
        Next::Spent
    }

    /// Whether the rule has a day, in days since 1970-01-01; None beyond the year 9999. The last answer is kept: a day
    /// has many seconds.
    fn has_day(&mut self, day: i64) -> Option<bool> {
        match self.last_day {
            Some((last, has)) if last == day => Some(has),
            _ => {
                let date = CivilDate::from_days(i32::try_from(day).ok()?)?;
                let has = self.rule.has(date, date.weekday().from_monday());
                self.last_day = Some((day, has));
                Some(has)
            }
        }
    }

    /// Keeps the times whose positions the rule names, if it names any.
    fn keep_positions(&mut self) {
        let positions = &self.rule.parts.positions;
        if positions.is_empty() {
            return;
        }
        let count = self.given.len() as i64;
        let mut place = 0;
        self.given.retain(|_| {
            place += 1;
            positions.iter().any(|named| {
                let named = i64::from(*named);
                named == place || named == place - count - 1
            })
        });
    }
}
