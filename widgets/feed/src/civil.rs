//! Dates and times of the calendar on the wall: no zones, no leap seconds.
//!
//! The arithmetic is Howard Hinnant's, <https://howardhinnant.github.io/date_algorithms.html>
//! ("chrono-Compatible Low-Level Date Algorithms"), for the proleptic Gregorian calendar.

use std::fmt;
use std::num::NonZeroU32;

/// How the day of a month, or so many days, are read where that is not the number and にち.
#[must_use]
pub fn day_reading(day: u8) -> Option<&'static str> {
    const FIRST: [&str; 10] = [
        "ついたち",
        "ふつか",
        "みっか",
        "よっか",
        "いつか",
        "むいか",
        "なのか",
        "ようか",
        "ここのか",
        "とおか",
    ];
    match day {
        1..=10 => FIRST.get(usize::from(day) - 1).copied(),
        14 => Some("じゅうよっか"),
        20 => Some("はつか"),
        24 => Some("にじゅうよっか"),
        _ => None,
    }
}

/// The months in English, January first. In Japanese they have numbers.
pub const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

impl Weekday {
    /// The days from Sunday, as DADS and most Japanese calendars order them.
    pub const ALL: [Self; 7] = [
        Self::Sunday,
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
    ];

    /// 0 for Sunday to 6 for Saturday.
    #[must_use]
    pub fn from_sunday(self) -> u8 {
        self as u8
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn from_monday(self) -> u8 {
        (self as u8 + 6) % 7
    }
}

/// A date from 0001-01-01 to 9999-12-31 that exists in the calendar.
///
/// One number, so that two dates are compared at once: the year in the highest bits, four for the month, five for the day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilDate(NonZeroU32);

impl CivilDate {
    /// The date, if the calendar has it.
    ///
    /// ```
    /// use ran_feed::civil::CivilDate;
    /// assert!(CivilDate::new(2024, 2, 29).is_some());
    /// assert!(CivilDate::new(2026, 2, 29).is_none());
    /// ```
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1;
        let packed = u32::from(year.unsigned_abs()) << 9 | u32::from(month) << 5 | u32::from(day);
        NonZeroU32::new(packed).filter(|_| exists && day <= days_in_month(year, month)).map(Self)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i16 {
        (self.0.get() >> 9) as i16
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        (self.0.get() >> 5 & 15) as u8
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        (self.0.get() & 31) as u8
    }

    /// The days since 1970-01-01, negative before it.
    #[must_use]
    pub fn days(self) -> i32 {
        // `days_from_civil`: years begin in March, so that the leap day is the last one.
        let month = i32::from(self.month());
        let year = i32::from(self.year()) - i32::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(self.day()) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The date that many days after 1970-01-01, if it has four digits for the year.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        // `civil_from_days`
        let shifted = days.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = (shifted_month + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        Self::new(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.days() + 4).rem_euclid(7) as usize]
    }

    /// The date that many days later, or earlier if negative.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        Self::from_days(self.days().checked_add(days)?)
    }

    /// The same day that many months later, or the last day of a month that is shorter.
    ///
    /// ```
    /// use ran_feed::civil::CivilDate;
    /// let january = CivilDate::new(2026, 1, 31).unwrap();
    /// assert_eq!(january.plus_months(1), CivilDate::new(2026, 2, 28));
    /// ```
    #[must_use]
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let total = (i32::from(self.year()) * 12 + i32::from(self.month()) - 1).checked_add(months)?;
        let year = i16::try_from(total.div_euclid(12)).ok()?;
        let month = u8::try_from(total.rem_euclid(12)).ok()? + 1;
        Self::new(year, month, self.day().min(days_in_month(year, month)))
    }

    /// The first day of this date's month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(NonZeroU32::MIN | self.0.get() & !31)
    }

    /// The Japanese fiscal year (年度): it begins on 1 April and has the number of the year it begins in.
    #[must_use]
    pub fn fiscal_year(self) -> i16 {
        self.year() - i16::from(self.month() < 4)
    }

    /// Reads `2026-04-01`.
    pub(crate) fn from_digits(text: &[u8]) -> Option<Self> {
        let [a, b, c, d, b'-', e, f, b'-', g, h] = text else { return None };
        let year = digits(&[*a, *b, *c, *d])?;
        Self::new(i16::try_from(year).ok()?, two_digits(*e, *f)?, two_digits(*g, *h)?)
    }
}

/// The days of a month, 1 to 12, in a year. A month out of range has none.
#[must_use]
pub fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// A time of day on a date, to the second.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilDateTime {
    date: CivilDate,
    /// Seconds from midnight, below 86,400.
    seconds: u32,
}

/// Seconds of a civil day.
pub const SECONDS_PER_DAY: i64 = 86_400;

impl CivilDateTime {
    /// The time on the date, if the clock has it: 00:00:00 to 23:59:59.
    #[must_use]
    pub fn new(date: CivilDate, hour: u8, minute: u8, second: u8) -> Option<Self> {
        let seconds = u32::from(hour) * 3_600 + u32::from(minute) * 60 + u32::from(second);
        (hour < 24 && minute < 60 && second < 60).then_some(Self { date, seconds })
    }

    /// Midnight, the beginning of the date.
    #[must_use]
    pub fn midnight(date: CivilDate) -> Self {
        Self { date, seconds: 0 }
    }

    /// The date.
    #[must_use]
    pub fn date(self) -> CivilDate {
        self.date
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        (self.seconds / 3_600) as u8
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        (self.seconds / 60 % 60) as u8
    }

    /// The second, 0 to 59.
    #[must_use]
    pub fn second(self) -> u8 {
        (self.seconds % 60) as u8
    }

    /// The seconds since 1970-01-01T00:00:00 on the same clock.
    #[must_use]
    pub fn seconds(self) -> i64 {
        i64::from(self.date.days()) * SECONDS_PER_DAY + i64::from(self.seconds)
    }

    /// The time that many seconds after 1970-01-01T00:00:00 on the same clock.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        let date = CivilDate::from_days(i32::try_from(seconds.div_euclid(SECONDS_PER_DAY)).ok()?)?;
        Some(Self { date, seconds: u32::try_from(seconds.rem_euclid(SECONDS_PER_DAY)).ok()? })
    }

    /// The time that many seconds later, or earlier if negative.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Option<Self> {
        Self::from_seconds(self.seconds().checked_add(seconds)?)
    }
}

/// Two digits as a number.
pub(crate) fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    digits(&[tens, ones]).and_then(|number| u8::try_from(number).ok())
}

/// Up to nine digits as a number.
pub(crate) fn digits(text: &[u8]) -> Option<u32> {
    let mut number = 0;
    for &byte in text {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
    }
    Some(number)
}

impl fmt::Display for CivilDate {
    /// `2026-04-01`, as RFC 3339 writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Display for CivilDateTime {
    /// `2026-04-01T19:00`, with seconds where they are not zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour(), self.minute())?;
        match self.second() {
            0 => Ok(()),
            second => write!(f, ":{second:02}"),
        }
    }
}

impl fmt::Debug for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for CivilDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
