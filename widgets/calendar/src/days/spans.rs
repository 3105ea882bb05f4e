//! From when to when, and where a line of it breaks.

use ran_feed::civil::{CivilDate, CivilDateTime};
use ran_feed::model::Lang;
use ran_parts::dates;

use super::plus_days;

/// A date whose year is clear from where it stands: `4月1日（水）`.
pub(crate) fn without_year(date: CivilDate, lang: Lang) -> String {
    let full = dates::date(date, lang);
    let year = date.year();
    match lang {
        Lang::Ja => full.replacen(&format!("{year}年"), "", 1),
        Lang::En => full.replacen(&format!(" {year}"), "", 1),
        Lang::JaEasy => full.replacen(&format!("{year}年《ねん》"), "", 1),
    }
}

/// From one day to another, the second one with its year only where it is another.
pub(crate) fn span(first: CivilDate, last: CivilDate, lang: Lang) -> String {
    let to = if first.year() == last.year() { without_year(last, lang) } else { dates::date(last, lang) };
    join(&without_year(first, lang), &to, lang)
}

/// From one time of a day to another, on the clock of the wall: `19:00〜21:00`, and past midnight `22:00〜翌2:00`.
pub(crate) fn hours(from: CivilDateTime, to: Option<CivilDateTime>, lang: Lang) -> String {
    let start = dates::time(from, lang);
    let Some(to) = to.filter(|to| *to > from) else { return start };
    let days = to.date().days() - from.date().days();
    let end = match (days, lang) {
        (0, _) => dates::time(to, lang),
        (1, Lang::Ja | Lang::En) if to.hour() == 0 && to.minute() == 0 => "24:00".to_owned(),
        (1, Lang::Ja) if to.seconds() - from.seconds() < DAY => format!("翌{}", dates::time(to, lang)),
        (1, Lang::JaEasy) if to.seconds() - from.seconds() < DAY => {
            format!("次《つぎ》の日《ひ》の {}", dates::time(to, lang))
        }
        (1, Lang::En) if to.seconds() - from.seconds() < DAY => {
            format!("{} the next day", dates::time(to, lang))
        }
        _ => {
            let moment = |time: CivilDateTime| {
                dates::with_time(&without_year(time.date(), lang), &dates::time(time, lang), lang)
            };
            return join(&moment(from), &moment(to), lang);
        }
    };
    join(&start, &end, lang)
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
            let start = match lang {
                Lang::Ja => format!("前日{start}"),
                Lang::En => format!("{start} the day before"),
                Lang::JaEasy => format!("前《まえ》の日《ひ》の {start}"),
            };
            join(&start, &end, lang)
        }
        _ => hours(from, to, lang),
    }
}

const DAY: i64 = ran_feed::civil::SECONDS_PER_DAY as i64;

/// From the one to the other.
pub(super) fn join(from: &str, to: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{from}〜{to}"),
        Lang::En => format!("{from} – {to}"),
        Lang::JaEasy => format!("{from}から {to}まで"),
    }
}

/// What a line of a date and hours breaks between: a date stays in one piece, and so do hours of one day.
pub(crate) fn pieces(text: &str, lang: Lang) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, _) in text.char_indices() {
        if breaks(&text[..at], &text[at..], lang) {
            pieces.push(&text[from..at]);
            from = at;
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// Whether a line may break here: after a date, but not before 〜 or から; and after these, but not between two hours.
fn breaks(before: &str, after: &str, lang: Lang) -> bool {
    // Of all dates only one in English has no 月 in it, and begins with a letter.
    let is_date = || after.contains("月");
    match lang {
        Lang::Ja => before.ends_with("〜") && is_date() || before.ends_with("）") && !after.starts_with("〜"),
        Lang::En => match before.as_bytes() {
            [.., last, b',', b' '] => last.is_ascii_digit(),
            _ => {
                before.ends_with("– ")
                    && after.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
            }
        },
        Lang::JaEasy => before.ends_with("》から ") && is_date() || before.ends_with("ようび》 "),
    }
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

    #[test]
    fn lines_break_between_from_and_to() {
        let check = |text: &str, lang, expected: &[&str]| assert_eq!(pieces(text, lang), expected);
        let span = |lang| span(day("2026-11-23"), day("2026-11-25"), lang);
        check(&span(Lang::Ja), Lang::Ja, &["11月23日（月）〜", "11月25日（水）"]);
        check(&span(Lang::En), Lang::En, &["Mon, 23 November – ", "Wed, 25 November"]);
        check(
            &span(Lang::JaEasy),
            Lang::JaEasy,
            &[
                "11月《がつ》23日《にち》 月曜日《げつようび》から ",
                "11月《がつ》25日《にち》 水曜日《すいようび》まで",
            ],
        );
        check(
            "2026年（令和8年）4月5日（日）〜4月11日（土）",
            Lang::Ja,
            &["2026年（令和8年）", "4月5日（日）〜", "4月11日（土）"],
        );
        check(
            "4月5日（日）19:00〜翌2:00（New York）",
            Lang::Ja,
            &["4月5日（日）", "19:00〜翌2:00（New York）"],
        );
        check(
            "4月5日（日）10:00〜4月7日（火）16:00",
            Lang::Ja,
            &["4月5日（日）", "10:00〜", "4月7日（火）", "16:00"],
        );
        check("Sun, 5 April 2026, 19:00 – 20:30", Lang::En, &["Sun, 5 April 2026, ", "19:00 – 20:30"]);
        check("April 2026", Lang::En, &["April 2026"]);
        let hours = hours(at("2026-04-05T19:00"), Some(at("2026-04-05T21:00")), Lang::JaEasy);
        check(
            &dates::with_time(&dates::date(day("2026-04-05"), Lang::JaEasy), &hours, Lang::JaEasy),
            Lang::JaEasy,
            &[
                "2026年《ねん》4月《がつ》｜5日《いつか》 日曜日《にちようび》 ",
                "19時《じ》から 21時《じ》まで",
            ],
        );
    }

    #[test]
    fn hours_are_said_as_people_say_them() {
        let check = |from, to: &str, lang, expected: &str| {
            assert_eq!(hours(at(from), (!to.is_empty()).then(|| at(to)), lang), expected);
        };
        check("2026-04-01T19:00", "", Lang::Ja, "19:00");
        check("2026-04-01T19:00", "2026-04-01T21:00", Lang::Ja, "19:00〜21:00");
        check("2026-04-01T19:00", "2026-04-01T18:00", Lang::Ja, "19:00");
        check("2026-04-01T22:00", "2026-04-02T02:00", Lang::Ja, "22:00〜翌2:00");
        check("2026-04-01T22:00", "2026-04-02T00:00", Lang::Ja, "22:00〜24:00");
        check("2026-04-01T10:00", "2026-04-02T16:00", Lang::Ja, "4月1日（水）10:00〜4月2日（木）16:00");
        check("2026-04-01T22:00", "2026-04-02T02:00", Lang::En, "22:00 – 2:00 the next day");
        check("2026-04-01T19:00", "2026-04-01T21:00", Lang::JaEasy, "19時《じ》から 21時《じ》まで");
    }

    #[test]
    fn a_night_is_said_on_both_of_its_days() {
        let check = |on, from, to: &str, lang, expected: &str| {
            assert_eq!(hours_on(day(on), at(from), Some(at(to)), lang), expected);
        };
        let (from, to) = ("2026-04-16T22:00", "2026-04-17T02:00");
        check("2026-04-16", from, to, Lang::Ja, "22:00〜翌2:00");
        check("2026-04-17", from, to, Lang::Ja, "前日22:00〜2:00");
        check("2026-04-17", from, to, Lang::En, "22:00 the day before – 2:00");
        check("2026-04-17", from, to, Lang::JaEasy, "前《まえ》の日《ひ》の 22時《じ》から 2時《じ》まで");
        // What lasts a day and more names its days, on each of them.
        check(
            "2026-04-17",
            "2026-04-16T10:00",
            "2026-04-17T16:00",
            Lang::Ja,
            "4月16日（木）10:00〜4月17日（金）16:00",
        );
        check("2026-04-17", "2026-04-17T10:00", "2026-04-17T16:00", Lang::Ja, "10:00〜16:00");
    }

    #[test]
    fn a_span_over_the_end_of_a_year_says_the_other_year() {
        assert_eq!(
            span(day("2026-12-31"), day("2027-01-01"), Lang::Ja),
            "12月31日（木）〜2027年1月1日（金）"
        );
    }
}
