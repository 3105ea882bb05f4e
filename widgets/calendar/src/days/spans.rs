//! From when to when, and where a line of it breaks.

use ran_feed::civil::{CivilDate, CivilDateTime, SECONDS_PER_DAY as DAY};
use ran_feed::model::Lang;
use ran_parts::dates;

use super::plus_days;

/// Where a line may break: between two dates, and between a date and its hours. Each of them stays in one piece.
pub(crate) const BREAK: char = '\u{200b}';

/// A day that stands beside another: both have their year where it is not the same.
fn beside(day: CivilDate, other: CivilDate, lang: Lang) -> String {
    let said = if day.year() == other.year() { dates::without_year } else { dates::date };
    said(day, lang)
}

/// From one day to another.
pub(crate) fn span(first: CivilDate, last: CivilDate, lang: Lang) -> String {
    span_from(&beside(first, last, lang), first, last, lang)
}

/// The same with the first day's year; of one day that alone.
pub(crate) fn span_in_full(first: CivilDate, last: CivilDate, lang: Lang) -> String {
    let from = dates::date(first, lang);
    if first == last { from } else { span_from(&from, first, last, lang) }
}

/// From a time of a day to the end of another day: `4月1日（水）10:00〜4月3日（金）`.
pub(crate) fn until_day(from: CivilDateTime, last: CivilDate, lang: Lang) -> String {
    until_day_from(&beside(from.date(), last, lang), from, last, lang)
}

/// The same with the first day's year.
pub(crate) fn until_day_in_full(from: CivilDateTime, last: CivilDate, lang: Lang) -> String {
    until_day_from(&dates::date(from.date(), lang), from, last, lang)
}

fn until_day_from(first: &str, from: CivilDateTime, last: CivilDate, lang: Lang) -> String {
    span_from(&with_time(first, &dates::time(from, lang), lang), from.date(), last, lang)
}

fn span_from(from: &str, first: CivilDate, last: CivilDate, lang: Lang) -> String {
    join(from, &on_new_line(&beside(last, first, lang)), lang)
}

/// From one time of a day to another, on the clock of the wall: `19:00〜21:00`, and past midnight `22:00〜翌2:00`. What
/// lasts longer names its days.
pub(crate) fn hours(from: CivilDateTime, to: Option<CivilDateTime>, lang: Lang) -> String {
    hours_from(None, from, to, lang)
}

/// The same with the first day in full: `2026年4月1日（水）19:00〜21:00`.
pub(crate) fn moment(from: CivilDateTime, to: Option<CivilDateTime>, lang: Lang) -> String {
    hours_from(Some(dates::date(from.date(), lang)), from, to, lang)
}

fn hours_from(first: Option<String>, from: CivilDateTime, to: Option<CivilDateTime>, lang: Lang) -> String {
    let mut said = dates::time(from, lang);
    let to = to.filter(|to| *to > from);
    let end = to.and_then(|to| end_of_day(from, to, lang));
    if let Some(end) = &end {
        said = join(&said, end, lang);
    }
    let other_day = to.filter(|_| end.is_none());
    if let Some(first) = first.or_else(|| other_day.map(|to| beside(from.date(), to.date(), lang))) {
        said = with_time(&first, &said, lang);
    }
    if let Some(to) = other_day {
        let to = with_time(&beside(to.date(), from.date(), lang), &dates::time(to, lang), lang);
        said = join(&said, &on_new_line(&to), lang);
    }
    said
}

/// The end of hours that are said as those of the day on which they begin; none of what lasts longer.
fn end_of_day(from: CivilDateTime, to: CivilDateTime, lang: Lang) -> Option<String> {
    let time = dates::time(to, lang);
    let (before, after) = match (to.date().days() - from.date().days(), lang) {
        (0, _) => return Some(time),
        (1, Lang::Ja | Lang::En) if to.hour() == 0 && to.minute() == 0 => return Some("24:00".to_owned()),
        (1, _) if to.seconds() - from.seconds() < DAY => match lang {
            Lang::Ja => ("翌", ""),
            Lang::JaEasy => ("次《つぎ》の 日《ひ》の ", ""),
            Lang::En => ("", " the next day"),
        },
        _ => return None,
    };
    Some([before, &time, after].concat())
}

/// The same under the heading of a day. That of the night before is said as what came from there: `前日22:00〜2:00`.
pub(crate) fn hours_on(day: CivilDate, from: CivilDateTime, to: Option<CivilDateTime>, lang: Lang) -> String {
    match to {
        Some(to)
            if to.date() == day
                && plus_days(from.date(), 1) == day
                && to.seconds() - from.seconds() < DAY =>
        {
            let (start, end) = (dates::time(from, lang), dates::time(to, lang));
            let (before, after) = match lang {
                Lang::Ja => ("前日", ""),
                Lang::En => ("", " the day before"),
                Lang::JaEasy => ("前《まえ》の 日《ひ》の ", ""),
            };
            join(&[before, &start, after].concat(), &end, lang)
        }
        _ => hours(from, to, lang),
    }
}

/// From the one to the other.
pub(super) fn join(from: &str, to: &str, lang: Lang) -> String {
    let (between, after) = match lang {
        Lang::Ja => ("〜", ""),
        Lang::En => (" – ", ""),
        Lang::JaEasy => ("から ", "まで"),
    };
    [from, between, to, after].concat()
}

/// A date and its hours.
pub(crate) fn with_time(date: &str, time: &str, lang: Lang) -> String {
    dates::with_time(date, &on_new_line(time), lang)
}

/// What a line may begin with.
pub(super) fn on_new_line(text: &str) -> String {
    let mut line = String::from(BREAK);
    line.push_str(text);
    line
}

#[cfg(test)]
mod tests {
    use ran_feed::model::EventTime;

    use super::*;

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
    }

    fn at(text: &str) -> CivilDateTime {
        EventTime::parse(text).unwrap().time().unwrap()
    }

    /// What is said, with `|` where a line may break.
    fn marked(said: &str) -> String {
        said.replace(BREAK, "|")
    }

    #[test]
    fn lines_break_between_from_and_to() {
        let check = |said: String, expected: &str| assert_eq!(marked(&said), expected);
        let span = |lang| span(day("2026-11-23"), day("2026-11-25"), lang);
        check(span(Lang::Ja), "11月23日（月）〜|11月25日（水）");
        check(span(Lang::En), "Mon, 23 November – |Wed, 25 November");
        check(
            span(Lang::JaEasy),
            "11月《がつ》 23日《にち》 月曜日《げつようび》から |11月《がつ》 25日《にち》 水曜日《すいようび》まで",
        );
        let moment = |to, lang| moment(at("2026-04-05T19:00"), Some(at(to)), lang);
        check(moment("2026-04-06T02:00", Lang::Ja), "2026年4月5日（日）|19:00〜翌2:00");
        check(moment("2026-04-07T16:00", Lang::Ja), "2026年4月5日（日）|19:00〜|4月7日（火）|16:00");
        check(moment("2026-04-05T20:30", Lang::En), "Sun, 5 April 2026, |19:00 – 20:30");
        check(moment("2026-04-05T18:00", Lang::En), "Sun, 5 April 2026, |19:00");
        check(
            moment("2026-04-05T21:00", Lang::JaEasy),
            "2026年《ねん》 4月《がつ》 ｜5日《いつか》 日曜日《にちようび》 |19時《じ》から 21時《じ》まで",
        );
    }

    #[test]
    fn hours_are_said_as_people_say_them() {
        let check = |from, to: &str, lang, expected: &str| {
            let said = hours(at(from), (!to.is_empty()).then(|| at(to)), lang);
            assert_eq!(marked(&said), expected);
        };
        check("2026-04-01T19:00", "", Lang::Ja, "19:00");
        check("2026-04-01T19:00", "2026-04-01T21:00", Lang::Ja, "19:00〜21:00");
        check("2026-04-01T19:00", "2026-04-01T18:00", Lang::Ja, "19:00");
        check("2026-04-01T19:00", "2026-04-01T19:00", Lang::Ja, "19:00");
        check("2026-04-01T22:00", "2026-04-02T02:00", Lang::Ja, "22:00〜翌2:00");
        check("2026-04-01T22:00", "2026-04-02T00:00", Lang::Ja, "22:00〜24:00");
        check("2026-04-01T10:00", "2026-04-02T16:00", Lang::Ja, "4月1日（水）|10:00〜|4月2日（木）|16:00");
        check("2026-04-01T22:00", "2026-04-02T02:00", Lang::En, "22:00 – 2:00 the next day");
        check("2026-04-01T19:00", "2026-04-01T21:00", Lang::JaEasy, "19時《じ》から 21時《じ》まで");
    }

    #[test]
    fn a_night_is_said_on_both_of_its_days() {
        let check = |on, from, to: &str, lang, expected: &str| {
            assert_eq!(marked(&hours_on(day(on), at(from), Some(at(to)), lang)), expected);
        };
        let (from, to) = ("2026-04-16T22:00", "2026-04-17T02:00");
        check("2026-04-16", from, to, Lang::Ja, "22:00〜翌2:00");
        check("2026-04-17", from, to, Lang::Ja, "前日22:00〜2:00");
        check("2026-04-17", from, to, Lang::En, "22:00 the day before – 2:00");
        check("2026-04-17", from, to, Lang::JaEasy, "前《まえ》の 日《ひ》の 22時《じ》から 2時《じ》まで");
        // What lasts a day and more names its days, on each of them.
        check(
            "2026-04-17",
            "2026-04-16T10:00",
            "2026-04-17T16:00",
            Lang::Ja,
            "4月16日（木）|10:00〜|4月17日（金）|16:00",
        );
        for on in ["2026-04-16", "2026-04-17"] {
            check(
                on,
                "2026-04-16T10:00",
                "2026-04-17T10:00",
                Lang::Ja,
                "4月16日（木）|10:00〜|4月17日（金）|10:00",
            );
        }
        check("2026-04-17", "2026-04-17T10:00", "2026-04-17T16:00", Lang::Ja, "10:00〜16:00");
    }

    #[test]
    fn a_span_over_the_end_of_a_year_says_the_other_year() {
        let (first, last) = (day("2026-12-31"), day("2027-01-01"));
        assert_eq!(marked(&span(first, last, Lang::Ja)), "2026年12月31日（木）〜|2027年1月1日（金）");
        assert_eq!(marked(&span_in_full(first, last, Lang::Ja)), "2026年12月31日（木）〜|2027年1月1日（金）");
        assert_eq!(span_in_full(first, first, Lang::Ja), "2026年12月31日（木）");
        let hours = |from, to: &str| marked(&hours(at(from), Some(at(to)), Lang::Ja));
        assert_eq!(
            hours("2025-04-01T10:00", "2027-03-31T16:00"),
            "2025年4月1日（火）|10:00〜|2027年3月31日（水）|16:00"
        );
        assert_eq!(hours("2026-12-31T23:00", "2027-01-01T01:00"), "23:00〜翌1:00");
    }
}
