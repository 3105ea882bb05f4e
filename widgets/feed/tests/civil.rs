//! Dates: the arithmetic against counting day by day, and the model's use of it.

use ran_feed::{
    civil::{CivilDate, CivilDateTime, Weekday, days_in_month},
    model::EventTime,
};
use wasm_bindgen_test::wasm_bindgen_test;

fn date(text: &str) -> CivilDate {
    CivilDate::parse(text).expect("a date")
}

#[wasm_bindgen_test(unsupported = test)]
fn days_agree_with_counting() {
    // 0001-01-01 was a Monday in the proleptic Gregorian calendar, 719,162 days before 1970-01-01.
    let (mut days, mut weekday) = (-719_162, 1);
    for year in 1..=9999 {
        for month in 1..=12 {
            for day in 1..=days_in_month(year, month) {
                let date = CivilDate::new(year, month, day).unwrap();
                assert_eq!(date.days(), days, "{date}");
                assert_eq!(CivilDate::from_days(days), Some(date));
                assert_eq!(date.weekday(), Weekday::ALL[weekday], "{date}");
                days += 1;
                weekday = (weekday + 1) % 7;
            }
        }
    }
    assert_eq!(CivilDate::from_days(days), None);
    assert_eq!(CivilDate::from_days(-719_163), None);
    assert_eq!(CivilDate::from_days(i32::MAX), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn months_are_added_within_the_calendar() {
    let check = |from: &str, months, expected: Option<&str>| {
        assert_eq!(date(from).plus_months(months), expected.map(date), "{from} + {months}");
    };
    check("2026-01-31", 1, Some("2026-02-28"));
    check("2024-01-31", 1, Some("2024-02-29"));
    check("2026-01-31", -2, Some("2025-11-30"));
    check("2026-12-15", 1, Some("2027-01-15"));
    check("2026-01-15", -1, Some("2025-12-15"));
    check("2026-05-31", 12, Some("2027-05-31"));
    check("9999-12-01", 1, None);
    check("0001-01-01", -1, None);
    check("2026-01-01", i32::MAX, None);
    check("2026-01-01", i32::MIN, None);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_fiscal_year_begins_in_april() {
    assert_eq!(date("2026-03-31").fiscal_year(), 2025);
    assert_eq!(date("2026-04-01").fiscal_year(), 2026);
}

#[wasm_bindgen_test(unsupported = test)]
fn seconds_come_back() {
    let time = CivilDateTime::new(date("1969-12-31"), 23, 59, 59).unwrap();
    assert_eq!(time.seconds(), -1);
    assert_eq!(CivilDateTime::from_seconds(-1), Some(time));
    assert_eq!(time.plus_seconds(1).unwrap().to_string(), "1970-01-01T00:00");
    assert_eq!((time.hour(), time.minute(), time.second()), (23, 59, 59));
    assert_eq!(CivilDateTime::from_seconds(i64::MIN), None);
    assert_eq!(CivilDateTime::new(date("2026-01-01"), 24, 0, 0), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn times_with_an_offset_are_put_on_the_home_clock() {
    let key = |text: &str| EventTime::parse(text).unwrap().at_home(Some(540)).seconds();
    assert_eq!(key("2026-04-01T19:00"), key("2026-04-01T10:00Z"));
    assert_eq!(key("2026-04-01T00:00"), key("2026-04-01"));
    assert!(key("2026-04-01T19:00-05:00") > key("2026-04-02T08:59"));
}
