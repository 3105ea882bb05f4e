//! In やさしい日本語, with readings in 《》.

use super::{Every, On, Plan, counted, joined, one_weekday, range};
use crate::civil::CivilDate;

pub(super) fn say(plan: &Plan) -> String {
    let interval = plan.interval;
    let every = match plan.every {
        Every::Day => "毎日《まいにち》",
        Every::Week => "毎週《まいしゅう》",
        Every::Month => "毎月《まいつき》",
        Every::Year => "毎年《まいとし》",
    };
    let head = if interval == 1 {
        every.into()
    } else {
        let span = match plan.every {
            Every::Day => day(u8::try_from(interval).unwrap_or(u8::MAX), interval),
            Every::Week => counted(interval, "週間《しゅうかん》"),
            Every::Month => counted(interval, "か月《げつ》"),
            Every::Year => counted(interval, "年《ねん》"),
        };
        span + "に 1回《かい》"
    };
    let mut text = head;
    if !plan.months.is_empty() {
        let months = joined(&plan.months, "と ", month) + "の";
        text = if plan.every == Every::Year { text + " " + &months } else { months + " " + &text };
    }
    let on = on(&plan.on);
    if !on.is_empty() {
        text += " ";
        text += &on;
    }
    text
}

fn on(on: &On) -> String {
    match on {
        On::All => String::new(),
        On::Weekdays(weekdays) => days(weekdays),
        On::Nth(days) => match one_weekday(days) {
            Some(weekday) => joined(days, "と ", |(nth, _)| ordinal(nth)) + "の " + name(weekday),
            None => joined(days, "と ", |(nth, weekday)| ordinal(nth) + "の " + name(weekday)),
        },
        On::Among(nth, weekdays) => days(weekdays) + "の 中《なか》で " + &ordinal(*nth) + "の 日《ひ》",
        On::Days(days) => joined(days, "と ", |date| match u8::try_from(date) {
            Ok(date) => day(date, date.into()),
            Err(_) => "最後《さいご》の 日《ひ》".into(),
        }),
    }
}

fn days(weekdays: &[u8]) -> String {
    match range(weekdays) {
        Some((first, last)) => format!("{}から {}まで", name(first), name(last)),
        None => joined(weekdays, "と ", |weekday| name(weekday).into()),
    }
}

pub(super) fn except(months: &[u8]) -> String {
    format!("（{}は ありません）", joined(months, "と ", month))
}

fn month(month: u8) -> String {
    counted(month.into(), "月《がつ》")
}

pub(super) fn until(date: CivilDate) -> String {
    let day = day(date.day(), date.day().into());
    format!("、{}年《ねん》 {}月《がつ》 {day}まで", date.year(), date.month())
}

/// A number of days, or a day of the month: the reading changes with the number.
fn day(number: u8, written: i64) -> String {
    const READINGS: [&str; 10] = [
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
    let reading = match number {
        1..=10 => READINGS[usize::from(number) - 1],
        14 => "じゅうよっか",
        20 => "はつか",
        24 => "にじゅうよっか",
        _ => return counted(written, "日《にち》"),
    };
    format!("｜{written}日《{reading}》")
}

fn ordinal(nth: i16) -> String {
    if nth < 0 { "最後《さいご》".into() } else { counted(nth.into(), "番目《ばんめ》") }
}

fn name(weekday: u8) -> &'static str {
    [
        "月曜日《げつようび》",
        "火曜日《かようび》",
        "水曜日《すいようび》",
        "木曜日《もくようび》",
        "金曜日《きんようび》",
        "土曜日《どようび》",
        "日曜日《にちようび》",
    ][usize::from(weekday % 7)]
}
