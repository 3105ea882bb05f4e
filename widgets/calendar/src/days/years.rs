//! Years, and the months and weeks that are named with them.

use ran_feed::civil::CivilDate;
use ran_feed::model::Lang;
use ran_parts::dates;

use super::spans::{join, on_new_line};
use super::{last_of_month, plus_days};

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
    let (number, year) = (date.month(), style.year(last_of_month(date), lang));
    let month = match lang {
        Lang::Ja => format!("{number}月"),
        Lang::En => dates::month_en(number).to_owned(),
        Lang::JaEasy => format!("{number}月《がつ》"),
    };
    with_year(&year, &month, lang)
}

/// The days of a week: `2026年（令和8年）4月5日（日）〜4月11日（土）`, each with its year where these are written differently.
pub(crate) fn week(first: CivilDate, style: YearStyle, lang: Lang) -> String {
    let last = plus_days(first, 6);
    let (year, other) = (style.year(first, lang), style.year(last, lang));
    let (mut from, mut to) = (dates::without_year(first, lang), dates::without_year(last, lang));
    // In English the year stands behind, and so is said of the last day.
    if lang != Lang::En || year != other {
        from = with_year(&year, &from, lang);
    }
    if lang == Lang::En || year != other {
        to = with_year(&other, &to, lang);
    }
    join(&from, &on_new_line(&to), lang)
}

/// A month or a day of it with its year.
fn with_year(year: &str, rest: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => [year, &on_new_line(rest)].concat(),
        Lang::En => [rest, " ", year].concat(),
        Lang::JaEasy => [year, " ", &on_new_line(rest)].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
    }

    fn unbroken(said: &str) -> String {
        said.replace(crate::days::BREAK, "")
    }

    #[test]
    fn a_year_is_where_a_line_may_break() {
        let week = week(day("2026-04-05"), YearStyle::Era, Lang::Ja);
        assert_eq!(week.replace(crate::days::BREAK, "|"), "2026年（令和8年）|4月5日（日）〜|4月11日（土）");
    }

    #[test]
    fn a_month_is_named_with_its_era() {
        let check = |date, lang, expected: &str| {
            assert_eq!(unbroken(&month(day(date), YearStyle::Era, lang)), expected);
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
            assert_eq!(unbroken(&month(day(date), YearStyle::read(style), lang)), expected);
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
            assert_eq!(unbroken(&week(day(date), YearStyle::Era, lang)), expected);
        };
        check("2026-04-05", Lang::Ja, "2026年（令和8年）4月5日（日）〜4月11日（土）");
        check("2026-12-27", Lang::Ja, "2026年（令和8年）12月27日（日）〜2027年（令和9年）1月2日（土）");
        check("2026-04-05", Lang::En, "Sun, 5 April – Sat, 11 April 2026");
        check("2026-12-27", Lang::En, "Sun, 27 December 2026 – Sat, 2 January 2027");
        check("2019-04-28", Lang::Ja, "2019年（平成31年）4月28日（日）〜2019年（令和元年）5月4日（土）");
        check("2019-04-28", Lang::En, "Sun, 28 April – Sat, 4 May 2019");
        // A Sunday was the first day of 平成.
        check("1989-01-08", Lang::Ja, "1989年（平成元年）1月8日（日）〜1月14日（土）");
        check("1989-01-01", Lang::Ja, "1989年（昭和64年）1月1日（日）〜1月7日（土）");
    }

    #[test]
    fn a_week_of_two_fiscal_years_names_both() {
        let check = |lang, expected: &str| {
            assert_eq!(unbroken(&week(day("2026-03-29"), YearStyle::Fiscal, lang)), expected);
        };
        check(Lang::Ja, "2026年（令和7年度）3月29日（日）〜2026年（令和8年度）4月4日（土）");
        check(Lang::En, "Sun, 29 March 2026 (FY2025) – Sat, 4 April 2026 (FY2026)");
    }
}
