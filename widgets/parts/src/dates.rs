//! Dates as people write them.
//!
//! Japanese as public bodies write it, with the weekday in full-width brackets and 24 hours; やさしい日本語 with 年月日 and 時分 spelled out and read;
//! English in the order of day, month, year, which no reader can take for another date.

use ran_feed::civil::{CivilDate, CivilDateTime, MONTHS_EN, Weekday, day_reading};
use ran_feed::model::{Event, EventTime, Feed, Lang};

const WEEKDAYS_JA: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];
const WEEKDAYS_EASY: [&str; 7] = ["にち", "げつ", "か", "すい", "もく", "きん", "ど"];
const WEEKDAYS_EN: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/// A weekday in its short form.
#[must_use]
pub fn weekday(day: Weekday, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Ja | Lang::JaEasy => &WEEKDAYS_JA,
        Lang::En => &WEEKDAYS_EN,
    };
    names[usize::from(day.from_sunday())]
}

/// The same with its reading in やさしい日本語.
#[must_use]
pub fn weekday_read(day: Weekday, lang: Lang) -> String {
    let name = weekday(day, lang);
    match lang {
        Lang::JaEasy => [name, "《", WEEKDAYS_EASY[usize::from(day.from_sunday())], "》"].concat(),
        _ => name.to_owned(),
    }
}

/// A month's name in English; Japanese numbers them.
#[must_use]
pub fn month_en(month: u8) -> &'static str {
    MONTHS_EN.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// A date in full: `2026年4月1日（水）`.
#[must_use]
pub fn date(date: CivilDate, lang: Lang) -> String {
    let (before, after) = match lang {
        Lang::Ja => ("", "年"),
        Lang::En => (" ", ""),
        Lang::JaEasy => ("", "年《ねん》 "),
    };
    written(date, &format!("{before}{}{after}", date.year()), lang)
}

/// A date whose year is clear from where it stands: `4月1日（水）`.
#[must_use]
pub fn without_year(date: CivilDate, lang: Lang) -> String {
    written(date, "", lang)
}

fn written(date: CivilDate, year: &str, lang: Lang) -> String {
    let (month, day) = (date.month(), date.day());
    let weekday_name = weekday(date.weekday(), lang);
    match lang {
        Lang::Ja => format!("{year}{month}月{day}日（{weekday_name}）"),
        Lang::En => format!("{weekday_name}, {day} {}{year}", month_en(month)),
        Lang::JaEasy => {
            let reading = WEEKDAYS_EASY[usize::from(date.weekday().from_sunday())];
            let day = match day_reading(day) {
                None => format!("{day}日《にち》"),
                Some(special) => format!("｜{day}日《{special}》"),
            };
            format!("{year}{month}月《がつ》 {day} {weekday_name}曜日《{reading}ようび》")
        }
    }
}

/// 分 is ぷん after 1, 3, 4, 6, 8 and after tens, and ふん otherwise.
fn minute_reading(minute: u8) -> &'static str {
    match minute % 10 {
        2 | 5 | 7 | 9 => "ふん",
        _ => "ぷん",
    }
}

/// A time of day: `19:00`.
#[must_use]
pub fn time(time: CivilDateTime, lang: Lang) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match lang {
        Lang::Ja | Lang::En => format!("{hour}:{minute:02}"),
        Lang::JaEasy if minute == 0 => format!("{hour}時《じ》"),
        Lang::JaEasy => format!("{hour}時《じ》{minute}分《{}》", minute_reading(minute)),
    }
}

/// A date and what follows it, a time of day as a rule: in Japanese the bracket holds them apart.
#[must_use]
pub fn with_time(date: &str, time: &str, lang: Lang) -> String {
    let between = match lang {
        Lang::Ja => "",
        Lang::En => ", ",
        Lang::JaEasy => " ",
    };
    [date, between, time].concat()
}

/// A time with words in brackets behind it: whose clock it is on.
#[must_use]
pub fn noted(time: &str, note: &str, lang: Lang) -> String {
    let [open, close] = if lang == Lang::En { [" (", ")"] } else { ["（", "）"] };
    [time, open, note, close].concat()
}

/// A time, and in brackets behind it whose clock it is on where that is to be said.
#[must_use]
pub fn on_clock(time: String, clock: Option<String>, lang: Lang) -> String {
    match clock {
        Some(clock) => noted(&time, &clock, lang),
        None => time,
    }
}

/// What people call a zone: Japan, or the city that names it.
#[must_use]
pub fn zone_name(zone: &str, lang: Lang) -> String {
    match (zone, lang) {
        ("Asia/Tokyo", Lang::Ja) => "日本".to_owned(),
        ("Asia/Tokyo", Lang::JaEasy) => "日本《にほん》".to_owned(),
        ("Asia/Tokyo", Lang::En) => "Japan".to_owned(),
        _ => zone.rsplit('/').next().unwrap_or(zone).replace('_', " "),
    }
}

/// Whose clock a time is on: `日本時間`, `New York時間`.
#[must_use]
pub fn clock(zone: &str, lang: Lang) -> String {
    let after = match lang {
        Lang::Ja => "時間",
        Lang::En => " time",
        Lang::JaEasy => "の 時間《じかん》",
    };
    zone_name(zone, lang) + after
}

/// Whose clock a time of an event is on, if it is not the alliance's: `UTC−4`, `New York時間`.
#[must_use]
pub fn zone(start: EventTime, event: &Event, feed: &Feed, lang: Lang) -> Option<String> {
    match (start, &event.time_zone) {
        (EventTime::Offset(_, minutes), _) => Some(utc(minutes)),
        (EventTime::Local(_), Some(zone)) if zone.as_str() != feed.time_zone() && is_local(event) => {
            Some(clock(zone.as_str(), lang))
        }
        _ => None,
    }
}

/// Whether an event is written on the clock of its zone, and not moved from an offset.
#[must_use]
pub fn is_local(event: &Event) -> bool {
    !matches!(event.start, Some(EventTime::Offset(..)))
}

/// An offset as people write it: `UTC+9`, `UTC−3:30`.
#[must_use]
pub fn utc(minutes: i16) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_named() {
        let check = |minutes, expected: &str| assert_eq!(utc(minutes), expected);
        check(0, "UTC");
        check(540, "UTC+9");
        check(-240, "UTC−4");
        check(-210, "UTC−3:30");
    }

    fn at(hour: u8, minute: u8) -> CivilDateTime {
        CivilDateTime::new(CivilDate::new(2026, 4, 1).unwrap(), hour, minute, 0).unwrap()
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let check = |lang, expected: &str| assert_eq!(date(at(0, 0).date(), lang), expected);
        check(Lang::Ja, "2026年4月1日（水）");
        check(Lang::En, "Wed, 1 April 2026");
        check(Lang::JaEasy, "2026年《ねん》 4月《がつ》 ｜1日《ついたち》 水曜日《すいようび》");
    }

    #[test]
    fn a_time_follows_its_date_as_each_language_writes_it() {
        let check = |lang, expected: &str| assert_eq!(noted(&with_time("A", "B", lang), "C", lang), expected);
        check(Lang::Ja, "AB（C）");
        check(Lang::En, "A, B (C)");
        check(Lang::JaEasy, "A B（C）");
    }

    #[test]
    fn times_are_written_with_24_hours() {
        let check = |hour, minute, lang, expected: &str| assert_eq!(time(at(hour, minute), lang), expected);
        check(19, 0, Lang::Ja, "19:00");
        check(9, 5, Lang::En, "9:05");
        check(19, 0, Lang::JaEasy, "19時《じ》");
        check(9, 5, Lang::JaEasy, "9時《じ》5分《ふん》");
        check(9, 30, Lang::JaEasy, "9時《じ》30分《ぷん》");
    }
}
