//! Dates and times as the feed writes them.

use std::fmt;

use super::scalar::{Scalar, scalar, text_scalar};
use crate::{
    civil::{CivilDate, CivilDateTime, days_in_month, digits, two_digits},
    fault::{BAD_DATE, BAD_PARTIAL_DATE, BAD_RRULE, BAD_TIME, BAD_ZONE, Fault},
};

/// When something begins or ends: a date (all day), a time in the event's zone, or a time with its offset from UTC.
///
/// Written as RFC 3339 does, the offset and the seconds left out at will: `2026-04-01`, `2026-04-01T19:00`,
/// `2026-04-01T19:00+09:00`. Fractions of a second are dropped.
///
/// ```
/// use ran_feed::model::EventTime;
/// let start = EventTime::parse("2026-04-01T19:00:00+09:00").unwrap();
/// assert_eq!(start.to_string(), "2026-04-01T19:00+09:00");
/// assert!(EventTime::parse("2026-02-29").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventTime {
    /// The whole day.
    Date(CivilDate),
    /// A time on the clock of the event's time zone.
    Local(CivilDateTime),
    /// A time on a clock so many minutes ahead of UTC, below a day either way.
    Offset(CivilDateTime, i16),
}

impl EventTime {
    /// The date it names, on its own clock.
    #[must_use]
    pub fn date(self) -> CivilDate {
        match self {
            Self::Date(date) => date,
            Self::Local(time) | Self::Offset(time, _) => time.date(),
        }
    }

    /// The time it names, on its own clock; none for a whole day.
    #[must_use]
    pub fn time(self) -> Option<CivilDateTime> {
        match self {
            Self::Date(_) => None,
            Self::Local(time) | Self::Offset(time, _) => Some(time),
        }
    }

    /// Whether it is a whole day.
    #[must_use]
    pub fn is_all_day(self) -> bool {
        matches!(self, Self::Date(_))
    }

    /// The seconds since 1970-01-01T00:00:00 on its own clock; a whole day counts from its midnight.
    #[must_use]
    pub fn seconds(self) -> i64 {
        match self {
            Self::Date(date) => CivilDateTime::midnight(date).seconds(),
            Self::Local(time) | Self::Offset(time, _) => time.seconds(),
        }
    }

    /// A time with an offset put on a clock so many minutes ahead of UTC, such as 540 for Japan, where that is known
    /// ([`Feed::home_minutes`](super::Feed::home_minutes)); any other as it is.
    #[must_use]
    pub fn at_home(self, home_minutes: Option<i16>) -> Self {
        match (self, home_minutes) {
            (Self::Offset(time, own), Some(home)) => {
                time.plus_seconds((i64::from(home) - i64::from(own)) * 60).map_or(self, Self::Local)
            }
            _ => self,
        }
    }

    /// Whether it is before `earlier`, as far as the two can be told apart: their clocks may differ by zones that
    /// only the browser knows, so a local time is compared with an offset only beyond a day.
    pub(crate) fn is_before(self, earlier: Self) -> bool {
        match (self, earlier) {
            (Self::Date(end), start) => end < start.date(),
            (end, Self::Date(start)) => end.date() < start,
            (Self::Local(end), Self::Local(start)) => end < start,
            (end, start) => {
                let is_known = matches!((end, start), (Self::Offset(..), Self::Offset(..)));
                let doubt = if is_known { 0 } else { crate::civil::SECONDS_PER_DAY };
                end.at_home(Some(0)).seconds() + doubt < start.at_home(Some(0)).seconds()
            }
        }
    }
}

impl Scalar for EventTime {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        read_time(text.as_bytes()).ok_or(&BAD_TIME)
    }
}

fn read_time(text: &[u8]) -> Option<EventTime> {
    let (date, rest) = text.split_at_checked(10)?;
    let date = CivilDate::from_digits(date)?;
    if rest.is_empty() {
        return Some(EventTime::Date(date));
    }
    let [b'T' | b't' | b' ', h, i, b':', m, n, rest @ ..] = rest else { return None };
    let (second, rest) = match rest {
        [b':', s, t, rest @ ..] => (two_digits(*s, *t)?, rest),
        rest => (0, rest),
    };
    let rest = match rest {
        [b'.', fraction @ ..] => {
            let length = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if length == 0 {
                return None;
            }
            &fraction[length..]
        }
        rest => rest,
    };
    let time = CivilDateTime::new(date, two_digits(*h, *i)?, two_digits(*m, *n)?, second)?;
    Some(match rest {
        [] => EventTime::Local(time),
        [b'Z' | b'z'] => EventTime::Offset(time, 0),
        [sign @ (b'+' | b'-'), a, b, b':', c, d] => {
            let (hours, minutes) = (two_digits(*a, *b)?, two_digits(*c, *d)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let offset = i16::from(hours) * 60 + i16::from(minutes);
            EventTime::Offset(time, if *sign == b'-' { -offset } else { offset })
        }
        _ => return None,
    })
}

impl fmt::Display for EventTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Local(time) => write!(f, "{time}"),
            Self::Offset(time, 0) => write!(f, "{time}Z"),
            Self::Offset(time, minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

scalar!(EventTime, from_text, {
    "type": "string",
    "description": "2026-04-01 (all day), 2026-04-01T19:00 (in the event's time zone) or 2026-04-01T19:00+09:00.",
    "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])([Tt ]\\d{2}:\\d{2}(:\\d{2})?(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})?)?$"
});

/// A year, a month or a day: `2022`, `2022-05`, `2022-05-20`. It says no more than what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, if it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if it is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day that it can mean, to sort by.
    #[must_use]
    pub fn first_day(self) -> Option<CivilDate> {
        CivilDate::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last_day(self) -> Option<CivilDate> {
        let month = self.month.unwrap_or(12);
        CivilDate::new(self.year, month, self.day.unwrap_or(days_in_month(self.year, month)))
    }

    fn read_parts(text: &[u8]) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let year = i16::try_from(digits(year)?).ok()?;
        let (month, day) = match rest {
            [] => (None, None),
            [b'-', a, b] => (Some(two_digits(*a, *b)?), None),
            [b'-', a, b, b'-', c, d] => (Some(two_digits(*a, *b)?), Some(two_digits(*c, *d)?)),
            _ => return None,
        };
        let date = Self { year, month, day };
        date.first_day().map(|_| date)
    }
}

impl Scalar for PartialDate {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        Self::read_parts(text.as_bytes()).ok_or(&BAD_PARTIAL_DATE)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

scalar!(PartialDate, from_text, {
    "type": "string",
    "description": "A year, a month or a date: 2022, 2022-05, 2022-05-20.",
    "pattern": "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$"
});

impl Scalar for CivilDate {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        Self::from_digits(text.as_bytes()).ok_or(&BAD_DATE)
    }
}

scalar!(CivilDate, from_text, {
    "type": "string",
    "description": "A date: 2026-04-01.",
    "pattern": "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"
});

/// The name of a time zone in the IANA list, such as `Asia/Tokyo`. Only its form is checked here: which names there
/// are, others know ([`Reader::with_zones`](crate::Reader::with_zones)).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimeZone(Box<str>);

impl TimeZone {
    /// The zone of an alliance that names none.
    pub const DEFAULT: &'static str = "Asia/Tokyo";

    /// The minutes by which the clocks of a zone are ahead of UTC, if it has had one offset since 1989 (tz database).
    /// Zone data would weigh more than the calendar, so a few are known here.
    #[must_use]
    pub fn fixed_minutes(name: &str) -> Option<i16> {
        match name {
            "Asia/Tokyo" | "Asia/Seoul" | "Japan" => Some(540),
            "Asia/Taipei" | "Asia/Singapore" => Some(480),
            "UTC" | "Etc/UTC" => Some(0),
            _ => None,
        }
    }
}

impl Scalar for TimeZone {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        // `theory.html` of the IANA data: letters, digits, - _ + and slashes between parts, a letter first.
        let part = |part: &str| {
            part.starts_with(|first: char| first.is_ascii_alphabetic())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+'))
        };
        if text.len() <= 60 && text.split('/').all(part) { Ok(Self(text.into())) } else { Err(&BAD_ZONE) }
    }
}

text_scalar!(TimeZone, from_zone, {
    "type": "string",
    "description": "A name of the IANA list: Asia/Tokyo.",
    "maxLength": 60,
    "pattern": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z][A-Za-z0-9_+-]*)*$"
});

/// A rule of recurrence in the form of RFC 5545 §3.3.10, such as `FREQ=MONTHLY;BYDAY=2TU`.
///
/// Its form is checked here: known parts, each once, `FREQ` among them. What it means is expanded elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rrule(Box<str>);

const FREQUENCIES: [&str; 7] = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const PARTS: [&str; 14] = [
    "FREQ",
    "UNTIL",
    "COUNT",
    "INTERVAL",
    "BYSECOND",
    "BYMINUTE",
    "BYHOUR",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];

impl Rrule {
    /// The value of a part: `part("FREQ")` is `MONTHLY`.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&str> {
        self.0.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
    }
}

impl Scalar for Rrule {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        // People copy the line with its name from an .ics file, and write in small letters, which the RFC allows.
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text).trim_end_matches(';');
        let mut seen = [false; PARTS.len()];
        for part in text.split(';') {
            let (name, value) = part.split_once('=').ok_or(&BAD_RRULE)?;
            let place = PARTS.iter().position(|known| *known == name).ok_or(&BAD_RRULE)?;
            let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'+' | b'-');
            if seen[place] || value.is_empty() || !value.bytes().all(known) {
                return Err(&BAD_RRULE);
            }
            seen[place] = true;
        }
        let rule = Self(text.into());
        match rule.part("FREQ") {
            Some(frequency) if FREQUENCIES.contains(&frequency) => Ok(rule),
            _ => Err(&BAD_RRULE),
        }
    }
}

text_scalar!(Rrule, {
    "type": "string",
    "description": "A rule of RFC 5545: FREQ=MONTHLY;BYDAY=2TU.",
    "pattern": "[Ff][Rr][Ee][Qq]="
});
