//! One rule, expanded between two times.

use ical::recur::{IcalRecurDateTime, IcalRecurFreq, IcalRecurRule, expand::IcalRecurExpand};

use super::{budget::Budget, clock::Clock};
use crate::{
    civil::{SECONDS_PER_DAY, days_in_month},
    model::Rrule,
};

/// The bytes of the longest rule that is expanded: `BYYEARDAY` with 200 days. Every rule that people need is shorter
/// than a tenth of it, and the work for a day grows with it.
const LONGEST_RULE: usize = 1_000;

const DAY: i64 = SECONDS_PER_DAY as i64;

/// The periods that every walk visits: the one of the start, and the one that proves to be past the end.
const FEWEST_PERIODS: u64 = 2;

/// The last second of the year 9999, after which there are no dates.
const LAST_SECOND: i64 = 253_402_300_799;

/// A rule that can be expanded.
pub(super) struct Rule {
    parts: IcalRecurRule,
    start: IcalRecurDateTime,
}

/// What of a rule was found.
pub(super) struct Expansion {
    /// Seconds on the clock of the event, in order.
    pub(super) times: Vec<i64>,
    /// Whether nothing is missing.
    pub(super) complete: bool,
}

/// The distance between two periods of a rule.
#[derive(Clone, Copy)]
enum Stride {
    Seconds(i64),
    Months(i64),
}

impl Rule {
    /// Reads a rule for an event that starts at so many seconds on its clock. None if a part has no sense.
    pub(super) fn new(rrule: &Rrule, start: i64, clock: Clock) -> Option<Self> {
        let parts = parts_in_force(rrule, clock)?;
        let mut rule = Self { parts, start: IcalRecurDateTime::from_seconds(start) };
        rule.turn_count_into_until();
        rule.turn_year_into_months();
        Some(rule)
    }

    /// The times from the first second to the last, both included.
    pub(super) fn between(mut self, first: i64, last: i64, budget: &mut Budget) -> Expansion {
        let mut complete = true;
        let first = self.first_possible(first.max(self.start.seconds()));
        let mut last = self.parts.until.map_or(last, |until| last.min(until.seconds()));
        if last < first || !self.may_match(first, last) || self.is_over(first) {
            return Expansion { times: Vec::new(), complete };
        }
        if self.parts.count.is_none() {
            self.skip_ahead(first);
        }
        let affordable = budget.steps() / self.steps_per_period();
        if affordable < FEWEST_PERIODS {
            return Expansion { times: Vec::new(), complete: false };
        }
        if self.periods_until(last) > affordable {
            complete = false;
            last = self.end_of(affordable);
        }
        // The walk itself stops there, also where it finds nothing: the bound must be the rule's own.
        self.parts.until = Some(IcalRecurDateTime::from_seconds(last));

        let most = budget.occurrences();
        let mut times = Vec::new();
        let mut reached = last;
        let mut left = self.parts.count;
        for time in IcalRecurExpand::new(self.parts.clone(), self.start) {
            let time = time.seconds();
            if time >= first {
                if times.len() == most {
                    complete = false;
                    reached = time;
                    break;
                }
                times.push(time);
            }
            left = left.map(|count| count.saturating_sub(1));
            if left == Some(0) {
                // A count that is used up ends the walk, and is charged for no more.
                complete = true;
                reached = time;
                break;
            }
        }
        budget.spend(self.periods_until(reached).saturating_mul(self.steps_per_period()), times.len());
        Expansion { times, complete }
    }

    fn stride(&self) -> Stride {
        let interval = i64::from(self.parts.interval);
        match self.parts.freq {
            IcalRecurFreq::Secondly => Stride::Seconds(interval),
            IcalRecurFreq::Minutely => Stride::Seconds(interval * 60),
            IcalRecurFreq::Hourly => Stride::Seconds(interval * 3_600),
            IcalRecurFreq::Daily => Stride::Seconds(interval * DAY),
            IcalRecurFreq::Weekly => Stride::Seconds(interval * 7 * DAY),
            IcalRecurFreq::Monthly => Stride::Months(interval),
            IcalRecurFreq::Yearly => Stride::Months(interval * 12),
        }
    }

    /// A rule with periods of one length and nothing else gives one time in each, so that its count says when it ends.
    /// Such a rule need not be walked from its start.
    fn turn_count_into_until(&mut self) {
        let (Some(count @ 1..), Stride::Seconds(stride)) = (self.parts.count, self.stride()) else { return };
        let parts = &self.parts;
        if self.day_parts() + self.time_parts() + parts.by_month.len() + parts.by_set_pos.len() == 0 {
            let end = self.start.seconds().saturating_add(stride.saturating_mul(i64::from(count) - 1));
            let end = IcalRecurDateTime::from_seconds(end.min(LAST_SECOND));
            self.parts.until = Some(self.parts.until.map_or(end, |until| until.min(end)));
            self.parts.count = None;
        }
    }

    /// A yearly rule that keeps to the month of its start is a monthly rule of every twelfth month, and spares the walk
    /// through eleven.
    fn turn_year_into_months(&mut self) {
        let parts = &self.parts;
        let one_month = match &parts.by_month[..] {
            [] => self.day_parts() == 0,
            [month] => *month == self.start.month && parts.by_week_no.len() + parts.by_year_day.len() == 0,
            _ => false,
        };
        if parts.freq == IcalRecurFreq::Yearly
            && one_month
            && let Some(months) = parts.interval.checked_mul(12)
        {
            self.parts.freq = IcalRecurFreq::Monthly;
            self.parts.interval = months;
        }
    }

    /// Whether the count is used up before `first`, as far as that is seen at a glance: the rule has a time in every
    /// period, and as many periods are over.
    fn is_over(&self, first: i64) -> bool {
        let (parts, Some(count)) = (&self.parts, self.parts.count) else { return false };
        let others = self.time_parts() + parts.by_month.len() + parts.by_set_pos.len();
        let by_day = |longest| {
            parts.by_day.iter().any(|day| day.ordinal.is_none_or(|nth| nth.unsigned_abs() <= longest))
        };
        let one_each = match (parts.freq, parts.by_month_day.len(), parts.by_day.len()) {
            (IcalRecurFreq::Weekly, _, _) => true,
            // The shortest month has 28 days, and four of each day of the week.
            (IcalRecurFreq::Monthly, 0, 1..) => by_day(4),
            (IcalRecurFreq::Monthly, 1.., 0) => parts.by_month_day.iter().any(|day| day.unsigned_abs() <= 28),
            (IcalRecurFreq::Monthly, 0, 0) => self.start.day <= 28,
            _ => false,
        };
        // The first period may have had its time before the start, and the last one may not be over.
        others == 0 && one_each && self.periods_until(first) > u64::from(count) + FEWEST_PERIODS + 1
    }

    /// The first second from `first` on that a rule of whole days can give: its times are all at the time of its start.
    fn first_possible(&self, first: i64) -> i64 {
        match self.parts.freq {
            IcalRecurFreq::Secondly | IcalRecurFreq::Minutely | IcalRecurFreq::Hourly => first,
            _ if self.time_parts() > 0 => first,
            _ => first + (self.start.seconds() - first).rem_euclid(DAY),
        }
    }

    /// How many days of the week, month and year the rule names.
    fn day_parts(&self) -> usize {
        let parts = &self.parts;
        parts.by_day.len() + parts.by_month_day.len() + parts.by_year_day.len() + parts.by_week_no.len()
    }

    /// How many hours, minutes and seconds the rule names.
    fn time_parts(&self) -> usize {
        self.parts.by_hour.len() + self.parts.by_minute.len() + self.parts.by_second.len()
    }

    /// Whether the months between the two times are any that the rule names. Spares a yearly event the walk in eleven
    /// months of the year.
    fn may_match(&self, first: i64, last: i64) -> bool {
        let own = [self.start.month];
        let months: &[u8] = match self.parts.freq {
            _ if !self.parts.by_month.is_empty() => &self.parts.by_month,
            IcalRecurFreq::Yearly if self.day_parts() == 0 => &own,
            _ => return true,
        };
        let (first, last) = (month_index(first), month_index(last));
        last - first >= 11 || (first..=last).any(|month| months.contains(&((month % 12) as u8 + 1)))
    }

    /// Moves the start of a rule without a count near to `first`, in step with its interval, and not past it: only
    /// what is before the new start is lost.
    fn skip_ahead(&mut self, first: i64) {
        let start = self.start.seconds();
        match self.stride() {
            Stride::Seconds(stride) => {
                let periods = (first - start).div_euclid(stride).max(0);
                self.start = IcalRecurDateTime::from_seconds(start + periods * stride);
            }
            Stride::Months(stride) => {
                let month = month_index(start);
                let mut periods = (month_index(first) - month).div_euclid(stride).max(0);
                let names_days = self.day_parts() > 0 && self.parts.freq == IcalRecurFreq::Monthly;
                if periods > 0 && names_days && self.time_parts() == 0 {
                    // The day of the start has no say, and the first of the month is not past anything.
                    self.start.day = 1;
                } else if month + periods * stride == month_index(first) || self.day_parts() > 0 {
                    // The day of the start may come after `first`, and a week of the last year may reach into this one.
                    periods = (periods - 1).max(0);
                }
                // The 31st, and 29 February, are not in every month or year; the first start is.
                while periods > 0 && !self.starts_in(month + periods * stride) {
                    periods -= 1;
                }
                let moved = month + periods * stride;
                self.start.year = i32::try_from(moved.div_euclid(12)).unwrap_or(self.start.year);
                self.start.month = (moved.rem_euclid(12) + 1) as u8;
            }
        }
    }

    /// Whether a month has the day of the start.
    fn starts_in(&self, month: i64) -> bool {
        let length = |year| days_in_month(year, (month.rem_euclid(12) + 1) as u8);
        i16::try_from(month.div_euclid(12)).is_ok_and(|year| self.start.day <= length(year))
    }

    /// The periods that a walk from the start visits at most until it is past `last`.
    fn periods_until(&self, last: i64) -> u64 {
        let strides = match self.stride() {
            Stride::Seconds(stride) => (last - self.start.seconds()).div_euclid(stride),
            Stride::Months(stride) => {
                (month_index(last) - month_index(self.start.seconds())).div_euclid(stride)
            }
        };
        u64::try_from(strides).unwrap_or(0) + FEWEST_PERIODS
    }

    /// A time that a walk reaches within so many periods.
    fn end_of(&self, periods: u64) -> i64 {
        let strides = i64::try_from(periods.saturating_sub(FEWEST_PERIODS)).unwrap_or(i64::MAX);
        let stride = match self.stride() {
            Stride::Seconds(stride) => stride,
            // The shortest months there are, so as not to promise too much.
            Stride::Months(stride) => stride * 28 * DAY,
        };
        self.start.seconds().saturating_add(stride.saturating_mul(strides)).min(LAST_SECOND)
    }

    /// The steps that one period takes at most: its days, each held against all that the rule names, and its times.
    fn steps_per_period(&self) -> u64 {
        let parts = &self.parts;
        let of = |length: usize| length.max(1) as u64;
        let (days, times) = match parts.freq {
            IcalRecurFreq::Secondly => (1, 1),
            IcalRecurFreq::Minutely => (1, of(parts.by_second.len())),
            IcalRecurFreq::Hourly => (1, of(parts.by_minute.len()) * of(parts.by_second.len())),
            freq => {
                let days = match freq {
                    IcalRecurFreq::Weekly => 7,
                    IcalRecurFreq::Monthly => 31,
                    // A week of the year may begin before it and end after it.
                    IcalRecurFreq::Yearly => 366 + 14,
                    _ => 1,
                };
                let hours = of(parts.by_hour.len());
                (days, hours * of(parts.by_minute.len()) * of(parts.by_second.len()))
            }
        };
        let tests = (self.day_parts() + parts.by_month.len()) as u64;
        days * (1 + tests + times * of(parts.by_set_pos.len()))
    }
}

/// The parts of a rule that have a say, with an end on the clock of the event. None if a part has no sense.
pub(super) fn parts_in_force(rrule: &Rrule, clock: Clock) -> Option<IcalRecurRule> {
    let text = rrule.as_str();
    if text.len() > LONGEST_RULE {
        return None;
    }
    let mut parts = IcalRecurRule::parse(text).ok()?;
    // RFC 5545 §3.3.12: who has no leap seconds takes second 60 for second 59.
    for second in &mut parts.by_second {
        *second = (*second).min(59);
    }
    // Parts that the RFC does not allow with a frequency have no say.
    if parts.freq != IcalRecurFreq::Yearly {
        parts.by_week_no.clear();
    }
    match parts.freq {
        IcalRecurFreq::Weekly => {
            parts.by_year_day.clear();
            parts.by_month_day.clear();
        }
        IcalRecurFreq::Daily | IcalRecurFreq::Monthly => parts.by_year_day.clear(),
        _ => {}
    }
    if let (Some(until), Some(text)) = (parts.until, rrule.part("UNTIL")) {
        let later = match text.len() {
            // A date: all of that day.
            8 => DAY - 1,
            _ if text.ends_with('Z') => clock.ahead(),
            _ => 0,
        };
        parts.until = Some(IcalRecurDateTime::from_seconds(until.seconds() + later));
    }
    Some(parts)
}

/// The months from the year 0 to a time.
fn month_index(seconds: i64) -> i64 {
    let date = IcalRecurDateTime::from_seconds(seconds);
    i64::from(date.year) * 12 + i64::from(date.month) - 1
}
