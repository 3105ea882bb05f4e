//! Every day from 1955 to 2027 is held against the official list, and from 1970 against a second one, and what the lists
//! do not reach against the law.

use super::{Holiday, of};
use crate::{civil::CivilDate, model::Lang};

const LISTS: &str = include_str!("../../corpus/holidays-1955-2027.csv");

/// How the official list names a holiday.
fn official(holiday: Holiday, date: CivilDate) -> &'static str {
    match holiday {
        Holiday::Substitute | Holiday::Between => "休日",
        Holiday::Accession => "休日（祝日扱い）",
        Holiday::Enthronement if date.year() == 2019 => "休日（祝日扱い）",
        Holiday::HealthAndSports if date.year() == 2019 => "体育の日（スポーツの日）",
        holiday => holiday.name(Lang::Ja),
    }
}

/// How the second list names it, which says what a substitute stands for.
fn agrees(holiday: Holiday, date: CivilDate, name: &str) -> bool {
    match holiday {
        Holiday::Substitute => name.ends_with(" 振替休日"),
        holiday => name == official(holiday, date),
    }
}

#[test]
fn every_day_of_the_lists() {
    let mut rows = LISTS.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| {
        let mut fields = line.split(',');
        let mut next = || fields.next().unwrap();
        (CivilDate::parse(next()).unwrap(), next(), next())
    });
    let mut row = rows.next();
    let mut date = CivilDate::new(1955, 1, 1).unwrap();
    while date.year() < 2028 {
        let found = of(date);
        match row.filter(|(day, ..)| *day == date) {
            None => assert_eq!(found, None, "{date}"),
            Some((_, first, second)) => {
                let holiday = found.unwrap_or_else(|| panic!("{date} is {first}{second}"));
                assert_eq!(first, official(holiday, date), "{date}");
                assert!(date.year() < 1970 || agrees(holiday, date, second), "{date}: {holiday:?}, {second}");
                row = rows.next();
            }
        }
        date = date.plus_days(1).unwrap();
    }
    assert_eq!(row, None);
}

/// `2028-05-03` to the holiday's Japanese name, or nothing.
fn check(date: &str, expected: Option<&str>) {
    let found = of(CivilDate::parse(date).unwrap());
    assert_eq!(found.map(|holiday| holiday.name(Lang::Ja)), expected, "{date}");
}

#[test]
fn before_the_lists() {
    check("1948-07-19", None);
    check("1948-05-03", None);
    // 秋分 of 1948 was on 23 September (暦要項), the first holiday under the law.
    check("1948-09-23", Some("秋分の日"));
    check("1948-11-03", Some("文化の日"));
    check("1949-01-01", Some("元日"));
    check("1947-11-03", None);
}

#[test]
fn after_the_lists() {
    // 2032: 敬老の日 on Monday the 20th, 秋分 on the 22nd.
    check("2032-09-21", Some("国民の休日"));
    // A Sunday on the 3rd, the 4th or the 5th of May is made up for on the 6th, the next day without a holiday.
    check("2037-05-06", Some("振替休日"));
    check("2031-05-06", Some("振替休日"));
    check("2030-05-06", Some("振替休日"));
    check("2029-05-06", None);
    check("2151-03-20", None);
    check("9999-12-31", None);
    check("0001-01-01", None);
}

#[test]
fn names_in_three_languages() {
    let name = |lang| Holiday::Labour.name(lang);
    assert_eq!(name(Lang::Ja), "勤労感謝の日");
    assert_eq!(name(Lang::En), "Labor Thanksgiving Day");
    assert_eq!(name(Lang::JaEasy), "勤労感謝《きんろうかんしゃ》の 日《ひ》");
}
