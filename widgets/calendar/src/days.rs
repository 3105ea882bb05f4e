//! Days as the calendar walks over them and names them.

use ran_feed::civil::{CivilDate, CivilDateTime, Weekday, days_in_month};
use ran_feed::model::Lang;
use ran_parts::dates;

/// The years that can be shown. Beyond them no feed has events, and within them no arithmetic fails.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// The day nearest to `date` that can be shown.
pub(crate) fn clamped(date: CivilDate) -> CivilDate {
    let year = date.year().clamp(*YEARS.start(), *YEARS.end());
    if year == date.year() { date } else { CivilDate::new(year, date.month(), 1).unwrap_or(date) }
}

/// So many days later, or earlier if negative.
pub(crate) fn plus_days(date: CivilDate, days: i32) -> CivilDate {
    date.plus_days(days).unwrap_or(date)
}

/// The same day so many months later, as far as can be shown.
pub(crate) fn plus_months(date: CivilDate, months: i32) -> CivilDate {
    date.plus_months(months).filter(|moved| YEARS.contains(&moved.year())).unwrap_or(date)
}

/// The last day of the date's month.
pub(crate) fn last_of_month(date: CivilDate) -> CivilDate {
    CivilDate::new(date.year(), date.month(), days_in_month(date.year(), date.month())).unwrap_or(date)
}

/// The day with which a week begins.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum WeekStart {
    /// As DADS and most Japanese calendars have it.
    #[default]
    Sunday,
    Monday,
}

impl WeekStart {
    /// The `week-start` attribute.
    pub(crate) fn read(attribute: &str) -> Self {
        if attribute == "monday" { Self::Monday } else { Self::Sunday }
    }

    /// The place of a date in its week, 0 to 6.
    pub(crate) fn column(self, date: CivilDate) -> i32 {
        i32::from(match self {
            Self::Sunday => date.weekday().from_sunday(),
            Self::Monday => date.weekday().from_monday(),
        })
    }

    /// The first day of a date's week.
    pub(crate) fn first_of_week(self, date: CivilDate) -> CivilDate {
        plus_days(date, -self.column(date))
    }

    /// The days of a week in order.
    pub(crate) fn weekdays(self) -> impl Iterator<Item = Weekday> {
        Weekday::ALL.into_iter().cycle().skip(self as usize).take(7)
    }
}

/// What a day is to who looks for days off, as a class: a Saturday, or a Sunday or public holiday.
pub(crate) fn kind(date: CivilDate, is_holiday: bool) -> &'static str {
    if is_holiday { "sunday" } else { kind_of_weekday(date.weekday()) }
}

/// The same of a weekday.
pub(crate) fn kind_of_weekday(weekday: Weekday) -> &'static str {
    match weekday.from_sunday() {
        0 => "sunday",
        6 => "saturday",
        _ => "weekday",
    }
}

/// The era of a day, and the year in which it began.
fn era(date: CivilDate) -> Option<(&'static str, i16)> {
    // The first day of each era, from the cabinet orders that changed them.
    const ERAS: [(i16, u8, u8, &str); 3] =
        [(2019, 5, 1, "令和"), (1989, 1, 8, "平成"), (1926, 12, 25, "昭和")];
    let day = (date.year(), date.month(), date.day());
    let era = ERAS.iter().find(|(year, month, first, _)| day >= (*year, *month, *first))?;
    Some((era.3, era.0))
}

/// The year of an era as it is written: the first one is 元.
fn count_ja(count: i16) -> String {
    if count == 1 { "元".to_owned() } else { count.to_string() }
}

/// The year as Japanese public bodies write it: `2026年（令和8年）`. The era is that of the date.
fn year_ja(date: CivilDate) -> String {
    let year = date.year();
    match era(date) {
        Some((name, first)) => format!("{year}年（{name}{}年）", count_ja(year - first + 1)),
        None => format!("{year}年"),
    }
}

/// How a year is written, as the attribute `year` asks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum YearStyle {
    /// As Japanese public bodies write it: `2026年（令和8年）`.
    #[default]
    Era,
    /// `2026年`.
    Western,
    /// With the fiscal year, which begins in April: `2026年（令和8年度）`.
    Fiscal,
}

impl YearStyle {
    /// The `year` attribute.
    pub(crate) fn read(attribute: &str) -> Self {
        match attribute {
            "western" => Self::Western,
            "fiscal" => Self::Fiscal,
            _ => Self::Era,
        }
    }

    /// The year of a date.
    fn year(self, date: CivilDate, lang: Lang) -> String {
        let year = date.year();
        let fiscal = date.fiscal_year();
        match (lang, self) {
            (Lang::Ja, Self::Era) => year_ja(date),
            (Lang::Ja, Self::Western) => format!("{year}年"),
            (Lang::Ja, Self::Fiscal) => {
                // 2019 is 令和元年度 from its first day on, and 1988 昭和63年度 to its last: the era is that of the
                // end of the calendar year.
                match era(CivilDate::new(fiscal, 12, 31).unwrap_or(date)) {
                    Some((name, first)) => {
                        format!("{year}年（{name}{}年度）", count_ja(fiscal - first + 1))
                    }
                    None => format!("{year}年（{fiscal}年度）"),
                }
            }
            (Lang::En, Self::Fiscal) => format!("{year} (FY{fiscal})"),
            (Lang::En, _) => year.to_string(),
            (Lang::JaEasy, Self::Fiscal) => format!("{year}年《ねん》（{fiscal}年度《ねんど》）"),
            (Lang::JaEasy, _) => format!("{year}年《ねん》"),
        }
    }
}

/// The month of a date: `2026年（令和8年）4月`.
pub(crate) fn month(date: CivilDate, style: YearStyle, lang: Lang) -> String {
    let (month, year) = (date.month(), style.year(last_of_month(date), lang));
    match lang {
        Lang::Ja => with_year(&year, &format!("{month}月"), lang),
        Lang::En => format!("{} {year}", dates::month_en(month)),
        Lang::JaEasy => with_year(&year, &format!("{month}月《がつ》"), lang),
    }
}

/// The days of a week: `2026年（令和8年）4月5日（日）〜4月11日（土）`, each with its year where these are written differently.
pub(crate) fn week(first: CivilDate, style: YearStyle, lang: Lang) -> String {
    let last = plus_days(first, 6);
    let (year, other) = (style.year(first, lang), style.year(last, lang));
    let (from, to) = (without_year(first, lang), without_year(last, lang));
    match lang {
        Lang::En if year == other => format!("{} {year}", join(&from, &to, lang)),
        Lang::En => join(&format!("{from} {year}"), &format!("{to} {other}"), lang),
        _ => {
            let from = with_year(&year, &from, lang);
            let to = if year == other { to } else { with_year(&other, &to, lang) };
            join(&from, &to, lang)
        }
    }
}

/// A Japanese year and what follows it.
fn with_year(year: &str, rest: &str, lang: Lang) -> String {
    [year, if lang == Lang::Ja { "" } else { " " }, rest].concat()
}

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

fn join(from: &str, to: &str, lang: Lang) -> String {
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
    fn a_month_is_named_with_its_era() {
        let check = |date, lang, expected: &str| {
            assert_eq!(month(day(date), YearStyle::Era, lang), expected);
        };
        check("2026-04-01", Lang::Ja, "2026年（令和8年）4月");
        check("2019-05-31", Lang::Ja, "2019年（令和元年）5月");
        check("2019-04-30", Lang::Ja, "2019年（平成31年）4月");
        check("1989-01-01", Lang::Ja, "1989年（平成元年）1月");
        check("1988-12-01", Lang::Ja, "1988年（昭和63年）12月");
        check("1900-01-01", Lang::Ja, "1900年1月");
        check("2026-04-01", Lang::En, "April 2026");
        check("2026-04-01", Lang::JaEasy, "2026年《ねん》 4月《がつ》");
    }

    #[test]
    fn a_year_is_written_as_asked() {
        let check = |date, style, lang, expected: &str| {
            assert_eq!(month(day(date), YearStyle::read(style), lang), expected);
        };
        check("2026-04-01", "western", Lang::Ja, "2026年4月");
        check("2026-04-01", "fiscal", Lang::Ja, "2026年（令和8年度）4月");
        check("2027-03-31", "fiscal", Lang::Ja, "2027年（令和8年度）3月");
        check("2019-04-01", "fiscal", Lang::Ja, "2019年（令和元年度）4月");
        check("2019-03-01", "fiscal", Lang::Ja, "2019年（平成30年度）3月");
        check("1989-03-01", "fiscal", Lang::Ja, "1989年（昭和63年度）3月");
        check("2027-01-01", "fiscal", Lang::En, "January 2027 (FY2026)");
        check("2027-01-01", "fiscal", Lang::JaEasy, "2027年《ねん》（2026年度《ねんど》） 1月《がつ》");
        check("2026-04-01", "neither", Lang::Ja, "2026年（令和8年）4月");
    }

    #[test]
    fn a_week_is_named_by_its_first_and_last_day() {
        let check = |date, lang, expected: &str| {
            assert_eq!(week(day(date), YearStyle::Era, lang), expected);
        };
        check("2026-04-05", Lang::Ja, "2026年（令和8年）4月5日（日）〜4月11日（土）");
        check("2026-12-27", Lang::Ja, "2026年（令和8年）12月27日（日）〜2027年（令和9年）1月2日（土）");
        check("2026-04-05", Lang::En, "Sun, 5 April – Sat, 11 April 2026");
        check("2026-12-27", Lang::En, "Sun, 27 December 2026 – Sat, 2 January 2027");
        check("2019-04-28", Lang::Ja, "2019年（平成31年）4月28日（日）〜2019年（令和元年）5月4日（土）");
        check("2019-04-28", Lang::En, "Sun, 28 April – Sat, 4 May 2019");
    }

    #[test]
    fn a_week_of_two_fiscal_years_names_both() {
        let check = |lang, expected: &str| {
            assert_eq!(week(day("2026-03-29"), YearStyle::Fiscal, lang), expected);
        };
        check(Lang::Ja, "2026年（令和7年度）3月29日（日）〜2026年（令和8年度）4月4日（土）");
        check(Lang::En, "Sun, 29 March 2026 (FY2025) – Sat, 4 April 2026 (FY2026)");
    }

    #[test]
    fn weeks_begin_on_sunday_or_monday() {
        let check = |start: WeekStart, date, expected| {
            assert_eq!(start.first_of_week(day(date)), day(expected));
        };
        check(WeekStart::Sunday, "2026-04-01", "2026-03-29");
        check(WeekStart::Sunday, "2026-03-29", "2026-03-29");
        check(WeekStart::Monday, "2026-03-29", "2026-03-23");
        assert_eq!(WeekStart::Monday.weekdays().next(), Some(Weekday::Monday));
        assert_eq!(WeekStart::Sunday.weekdays().last(), Some(Weekday::Saturday));
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
    fn days_stay_within_what_can_be_shown() {
        assert_eq!(clamped(day("0001-02-03")), day("1900-02-01"));
        assert_eq!(clamped(day("2026-02-03")), day("2026-02-03"));
        assert_eq!(plus_months(day("2199-12-31"), 1), day("2199-12-31"));
        assert_eq!(last_of_month(day("2024-02-01")), day("2024-02-29"));
        assert_eq!(last_of_month(day("2199-12-05")), day("2199-12-31"));
        assert_eq!(
            span(day("2026-12-31"), day("2027-01-01"), Lang::Ja),
            "12月31日（木）〜2027年1月1日（金）"
        );
    }
}
