//! Dates, times and numbers as people write them into tables.

use ran_feed::civil::CivilDate;
use ran_feed::model::EventTime;
use ran_feed::search::fold_width;

/// A date, and a time of the day beside it if one stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub(super) date: CivilDate,
    pub(super) time: Option<Clock>,
}

/// A time of the day in minutes: 25:00 is one o'clock of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock(u16);

impl When {
    /// Reads `2026-12-08`, `2026/12/8`, `20261208`, `2026年12月8日（火）`, `令和8年12月8日`, `R8.12.8`, each with a time behind
    /// it or none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = fold_width(text);
        let mut rest = text.trim();
        // The year before the first one of an era.
        let eras = [("令和", 2018), ("R", 2018), ("平成", 1988), ("H", 1988)];
        let mut era = 0;
        for (name, before) in eras {
            if let Some(years) = rest.strip_prefix(name) {
                (era, rest) = (before, years.trim_start());
                break;
            }
        }
        let (year, month, day);
        if let Some(behind) = rest.strip_prefix('元').filter(|_| era != 0) {
            (year, rest) = (1, behind);
        } else {
            (year, rest) = number(rest)?;
        }
        if era == 0 && (10_000_000..=99_999_999).contains(&year) {
            let date = CivilDate::new(
                i16::try_from(year / 10_000).ok()?,
                u8_of(year / 100 % 100)?,
                u8_of(year % 100)?,
            )?;
            return Self { date, time: None }.behind(rest);
        }
        (month, rest) = number(sign(rest, "年")?)?;
        (day, rest) = number(sign(rest, "月")?)?;
        rest = rest.strip_prefix('日').unwrap_or(rest);
        if era == 0 && year < 1900 {
            return None;
        }
        let date = CivilDate::new(i16::try_from(year + era).ok()?, u8_of(month)?, u8_of(day)?)?;
        Self { date, time: None }.behind(rest)
    }

    /// With what follows the date: a weekday in brackets, a time.
    fn behind(self, rest: &str) -> Option<Self> {
        let mut rest = rest.trim_start();
        if let Some((weekday, behind)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            if !weekday.starts_with(['日', '月', '火', '水', '木', '金', '土', '祝', '休']) {
                return None;
            }
            rest = behind.trim_start();
        }
        let rest = rest.strip_prefix('T').unwrap_or(rest);
        if rest.is_empty() { Some(self) } else { Some(Self { time: Some(Clock::of(rest)?), ..self }) }
    }

    /// As the feed writes it.
    pub(super) fn written(self) -> Option<String> {
        let Self { date, time } = self;
        let Some(Clock(minutes)) = time else { return Some(EventTime::Date(date).to_string()) };
        let date = date.plus_days(i32::from(minutes / MINUTES_PER_DAY))?;
        let minutes = minutes % MINUTES_PER_DAY;
        Some(format!("{}T{:02}:{:02}", EventTime::Date(date), minutes / 60, minutes % 60))
    }
}

const MINUTES_PER_DAY: u16 = 24 * 60;

impl Clock {
    /// Reads `9:00`, `09:00:00`, `19時`, `午後7時30分`, `午前9時半`, `正午`.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = fold_width(text);
        let text = text.trim();
        if text == "正午" {
            return Some(Self(12 * 60));
        }
        let (half, rest) = match (text.strip_prefix("午前"), text.strip_prefix("午後")) {
            (Some(rest), _) => (Some(0), rest),
            (_, Some(rest)) => (Some(12), rest),
            _ => (None, text),
        };
        let (hour, rest) = number(rest)?;
        let (minute, rest) = match rest.strip_prefix([':', '時'])?.trim_start() {
            "" if rest.starts_with('時') => (0, ""),
            "半" => (30, ""),
            rest => {
                let (minute, rest) = number(rest)?;
                (minute, rest.strip_prefix('分').unwrap_or(rest))
            }
        };
        // Seconds are no matter.
        let rest = rest.strip_prefix(':').map_or(Some(rest), |rest| number(rest).map(|(_, rest)| rest))?;
        let hour = match half {
            Some(half) if hour <= 12 => hour % 12 + half,
            Some(_) => return None,
            None => hour,
        };
        let is_time = hour < 30 && minute < 60 && rest.trim().is_empty();
        is_time.then(|| u16::try_from(hour * 60 + minute).ok()).flatten().map(Self)
    }
}

/// A time that may have its end behind it: `19:00〜20:30`.
pub(super) fn span(text: &str) -> Option<(Clock, Option<Clock>)> {
    match text.split_once(['〜', '～', '~', '-', '－', '–', '−']) {
        Some((start, end)) if end.trim().is_empty() => Some((Clock::of(start)?, None)),
        Some((start, end)) => Some((Clock::of(start)?, Some(Clock::of(end)?))),
        None => Some((Clock::of(text)?, None)),
    }
}

/// A count: `30`, `1,000円`, `先着30名`.
pub(super) fn count(text: &str) -> Option<u32> {
    let text = fold_width(text).replace(',', "");
    let text = text.trim();
    let text = text.strip_prefix("先着").unwrap_or(text);
    let text = text.trim_end_matches(['円', '名', '人', '席', '組', '社']).trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// The digits that a text begins with, and the rest.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    Some((digits.parse().ok()?, rest.trim_start()))
}

/// What is behind the sign between two parts of a date.
fn sign<'a>(text: &'a str, kanji: &str) -> Option<&'a str> {
    text.strip_prefix(kanji).or_else(|| text.strip_prefix(['-', '/', '.']))
}

fn u8_of(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let written = |text| When::of(text).and_then(When::written);
        for (text, expected) in [
            ("2026-12-08", "2026-12-08"),
            ("2026-1-8", "2026-01-08"),
            ("2026/12/8", "2026-12-08"),
            ("２０２６／１２／８", "2026-12-08"),
            ("2026.12.8", "2026-12-08"),
            ("20261208", "2026-12-08"),
            ("2026年12月8日", "2026-12-08"),
            ("2026年 1月 8日（木）", "2026-01-08"),
            ("2026年11月3日(火・祝)", "2026-11-03"),
            ("令和8年12月8日", "2026-12-08"),
            ("令和元年5月1日", "2019-05-01"),
            ("R8.12.8", "2026-12-08"),
            ("平成31年4月30日", "2019-04-30"),
            ("2026-12-08T19:00", "2026-12-08T19:00"),
            ("2026/12/8 9:00", "2026-12-08T09:00"),
            ("2026年12月8日(火) 午後7時", "2026-12-08T19:00"),
            ("2026-12-31 24:00", "2027-01-01T00:00"),
        ] {
            assert_eq!(written(text).as_deref(), Some(expected), "{text}");
        }
        // Never a day that nobody named.
        for text in [
            "",
            "未定",
            "11月頃",
            "12/8",
            "26/12/8",
            "2026年11月",
            "2026/2/29",
            "2026-13-01",
            "2026年12月上旬",
            "2026年12月8日、9日",
            "2026-12-08～",
            "2026年12月8日(予定)",
            "令和",
            "46000",
            "99999999",
            "-1-1-1",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        for (text, expected) in [
            ("9:00", Some(540)),
            ("09:00:00", Some(540)),
            ("１９：００", Some(1_140)),
            ("19時", Some(1_140)),
            ("午前9時", Some(540)),
            ("午後7時30分", Some(1_170)),
            ("午後 7 時 半", Some(1_170)),
            ("午前0時", Some(0)),
            ("午後0時15分", Some(735)),
            ("正午", Some(720)),
            ("25:00", Some(1_500)),
            ("午後13時", None),
            ("9", None),
            ("9:60", None),
            ("30:00", None),
            ("9:00頃", None),
            ("未定", None),
        ] {
            assert_eq!(Clock::of(text), expected.map(Clock), "{text}");
        }
        let both = Some((Clock(1_140), Some(Clock(1_230))));
        for text in ["19:00〜20:30", "19:00～20:30", "19:00-20:30", "19時 ～ 20時半", "19:00－20:30"] {
            assert_eq!(span(text), both, "{text}");
        }
        assert_eq!(span("19:00～"), Some((Clock(1_140), None)));
        assert_eq!(span("19:00～終了まで"), None);
    }

    #[test]
    fn counts_are_read_as_they_are_written() {
        for (text, expected) in [
            ("30", Some(30)),
            ("３０名", Some(30)),
            ("先着30名", Some(30)),
            ("1,000円", Some(1_000)),
            ("各回10名", None),
            ("10〜20人", None),
            ("-3", None),
            ("名", None),
            ("99999999999", None),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }
}
