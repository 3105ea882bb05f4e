//! The parts of a rule (RFC 5545 §3.3.10), as expansion and sentences need them.

use super::clock::Clock;
use crate::{
    civil::{CivilDate, CivilDateTime, SECONDS_PER_DAY, digits},
    model::Rrule,
};

/// The bytes of the longest rule that is expanded: `BYYEARDAY` with 200 days. Every rule that people need is shorter
/// than a tenth of it, and the work for a day grows with it.
pub(super) const LONGEST_RULE: usize = 1_000;

#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Frequency {
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// The parts that have a say. Those that the RFC does not allow with the frequency are left out.
pub(super) struct Parts {
    pub(super) frequency: Frequency,
    /// From 1.
    pub(super) interval: i64,
    pub(super) count: Option<u32>,
    /// The last second, on the clock of the event.
    pub(super) until: Option<i64>,
    pub(super) months: Numbers,
    pub(super) weeks: Numbers,
    pub(super) year_days: Vec<i16>,
    pub(super) month_days: Numbers,
    /// Days of the week, each time that they come: a bit a day, the lowest for Monday.
    pub(super) weekdays: u8,
    /// The nth such day of the month or year, or the nth from its end; 0 for Monday.
    pub(super) nth_weekdays: Vec<(i16, u8)>,
    /// The days of the week in either of the two.
    pub(super) any_weekdays: u8,
    pub(super) hours: Numbers,
    pub(super) minutes: Numbers,
    pub(super) seconds: Numbers,
    pub(super) positions: Vec<i16>,
    /// The day with which a week begins: 0 for Monday.
    pub(super) week_start: u8,
}

impl Parts {
    /// Reads a rule, of times or of whole days. None if a part has no sense.
    pub(super) fn new(rrule: &Rrule, clock: Clock, takes_days: bool) -> Option<Self> {
        let text = rrule.as_str();
        if text.len() > LONGEST_RULE {
            return None;
        }
        let mut parts = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            months: Numbers::default(),
            weeks: Numbers::default(),
            year_days: Vec::new(),
            month_days: Numbers::default(),
            weekdays: 0,
            nth_weekdays: Vec::new(),
            any_weekdays: 0,
            hours: Numbers::default(),
            minutes: Numbers::default(),
            seconds: Numbers::default(),
            positions: Vec::new(),
            week_start: 0,
        };
        for part in text.split(';') {
            let (name, value) = part.split_once('=')?;
            parts.read(name, value, clock)?;
        }
        if takes_days {
            parts.leave_out_times();
        }
        parts.leave_out_what_has_no_say();
        Some(parts)
    }

    fn read(&mut self, name: &str, value: &str, clock: Clock) -> Option<()> {
        match name {
            "FREQ" => {
                self.frequency = match value {
                    "SECONDLY" => Frequency::Secondly,
                    "MINUTELY" => Frequency::Minutely,
                    "HOURLY" => Frequency::Hourly,
                    "DAILY" => Frequency::Daily,
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    "YEARLY" => Frequency::Yearly,
                    _ => return None,
                }
            }
            "INTERVAL" => self.interval = value.parse::<u32>().ok().filter(|interval| *interval > 0)?.into(),
            "COUNT" => self.count = Some(value.parse().ok()?),
            "UNTIL" => self.until = Some(end(value, clock)?),
            "BYSECOND" => self.seconds = Numbers::new(value, 0, 60)?.leap_second_to_59(),
            "BYMINUTE" => self.minutes = Numbers::new(value, 0, 59)?,
            "BYHOUR" => self.hours = Numbers::new(value, 0, 23)?,
            "BYMONTH" => self.months = Numbers::new(value, 1, 12)?,
            "BYMONTHDAY" => self.month_days = Numbers::new(value, -31, 31)?,
            "BYWEEKNO" => self.weeks = Numbers::new(value, -53, 53)?,
            "BYYEARDAY" => self.year_days = numbers(value, -366, 366)?,
            "BYSETPOS" => self.positions = numbers(value, -366, 366)?,
            "BYDAY" => {
                for day in value.split(',') {
                    let (nth, weekday) = day.split_at_checked(day.len().checked_sub(2)?)?;
                    let weekday = weekday_named(weekday)?;
                    self.any_weekdays |= 1 << weekday;
                    match nth {
                        "" => self.weekdays |= 1 << weekday,
                        nth => self.nth_weekdays.push((number(nth, -53, 53)?, weekday)),
                    }
                }
            }
            "WKST" => self.week_start = weekday_named(value)?,
            _ => return None,
        }
        Some(())
    }

    /// RFC 5545 §3.3.10: the times of a day are ignored where the start is a date.
    fn leave_out_times(&mut self) {
        self.hours = Numbers::default();
        self.minutes = Numbers::default();
        self.seconds = Numbers::default();
        if self.frequency < Frequency::Daily {
            self.interval = (self.interval * self.unit() / SECONDS_PER_DAY).max(1);
            self.frequency = Frequency::Daily;
        }
    }

    /// The seconds of a period that is shorter than a day.
    pub(super) fn unit(&self) -> i64 {
        match self.frequency {
            Frequency::Secondly => 1,
            Frequency::Minutely => 60,
            _ => 3_600,
        }
    }

    fn leave_out_what_has_no_say(&mut self) {
        let frequency = self.frequency;
        if frequency != Frequency::Yearly {
            self.weeks = Numbers::default();
        }
        if matches!(frequency, Frequency::Daily | Frequency::Weekly | Frequency::Monthly) {
            self.year_days.clear();
        }
        if frequency == Frequency::Weekly {
            self.month_days = Numbers::default();
        }
        if frequency < Frequency::Monthly {
            // A number before a day of the week has no say; the day has.
            self.nth_weekdays.clear();
            self.weekdays = self.any_weekdays;
        }
    }

    /// Whether the rule says on which days, or leaves that to the start.
    pub(super) fn names_days(&self) -> bool {
        self.any_weekdays != 0
            || !(self.month_days.is_empty() && self.year_days.is_empty() && self.weeks.is_empty())
    }
}

/// `UNTIL`, as the last second on the clock of the event: of a date, the last one of that day.
pub(super) fn end(value: &str, clock: Clock) -> Option<i64> {
    let (date, time) = value.split_at_checked(8)?;
    let number = digits(date.as_bytes())?;
    let year = i16::try_from(number / 10_000).ok()?;
    let date = CivilDate::new(year, (number / 100 % 100) as u8, (number % 100) as u8)?;
    if time.is_empty() {
        return Some(CivilDateTime::midnight(date).seconds() + SECONDS_PER_DAY - 1);
    }
    let time = time.strip_prefix('T')?;
    let (time, later) = match time.strip_suffix('Z') {
        Some(time) => (time, clock.ahead()),
        None => (time, 0),
    };
    if time.len() != 6 {
        return None;
    }
    let number = digits(time.as_bytes())?;
    let second = (number % 100).min(59) as u8;
    let time = CivilDateTime::new(date, (number / 10_000) as u8, (number / 100 % 100) as u8, second)?;
    Some(time.seconds() + later)
}

/// 0 for `MO`.
fn weekday_named(name: &str) -> Option<u8> {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|day| *day == name).map(|day| day as u8)
}

/// A number from `least` to `most`; 0 only if it is the least.
fn number(text: &str, least: i16, most: i16) -> Option<i16> {
    let number = text.parse().ok()?;
    ((least..=most).contains(&number) && (number != 0 || least == 0)).then_some(number)
}

fn numbers(text: &str, least: i16, most: i16) -> Option<Vec<i16>> {
    text.split(',').map(|item| number(item, least, most)).collect()
}

/// Numbers from 0 to 63, counted from the beginning of something or, from 1 on, from its end. In order and each once,
/// however the rule has them.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Numbers {
    forward: u64,
    backward: u64,
}

impl Numbers {
    fn new(text: &str, least: i16, most: i16) -> Option<Self> {
        let mut set = Self::default();
        for item in text.split(',') {
            match number(item, least, most)? {
                number @ 0.. => set.forward |= 1 << number,
                number => set.backward |= 1 << -number,
            }
        }
        Some(set)
    }

    /// RFC 5545 §3.3.12: who has no leap seconds takes second 60 for second 59.
    fn leap_second_to_59(self) -> Self {
        let leap = self.forward >> 60 & 1;
        Self { forward: self.forward & !(1 << 60) | leap << 59, ..self }
    }

    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether a number is meant, that is the last one if it equals `last`.
    pub(super) fn has(self, number: u8, last: u8) -> bool {
        (self.forward >> number | self.backward >> (last + 1 - number)) & 1 == 1
    }

    /// Whether there is none, or it has the number.
    pub(super) fn allows(self, number: u8) -> bool {
        self.is_empty() || self.forward >> number & 1 == 1
    }

    /// The next one after a number, of those that are counted from the beginning.
    pub(super) fn after(self, number: u8) -> Option<u8> {
        let later = self.forward >> number >> 1;
        (later != 0).then(|| number + 1 + later.trailing_zeros() as u8)
    }

    /// A bit for each that is counted from the beginning, the lowest for 0.
    pub(super) fn bits(self) -> u64 {
        self.forward
    }

    /// Those that are counted from the beginning.
    pub(super) fn forward(self) -> impl Iterator<Item = u8> {
        (0..64).filter(move |number| self.forward >> number & 1 == 1)
    }

    /// Those that are counted from the beginning, and then those that are counted from the end, which is -1.
    pub(super) fn all(self) -> Vec<i16> {
        let mut all = Vec::new();
        for number in 0..64 {
            if self.forward >> number & 1 == 1 {
                all.push(number);
            }
        }
        for number in (1..64).rev() {
            if self.backward >> number & 1 == 1 {
                all.push(-number);
            }
        }
        all
    }
}
