//! In やさしい日本語, with readings in 《》.

use super::{Every, On, Plan, joined, one_weekday, range};
use crate::civil::CivilDate;

pub(super) fn say(plan: &Plan) -> String {
    let interval = plan.interval;
    let head = match (plan.every, interval) {
        (Every::Day, 1) => "毎日《まいにち》".into(),
        (Every::Week, 1) => "毎週《まいしゅう》".into(),
        (Every::Month, 1) => "毎月《まいつき》".into(),
        (Every::Year, 1) => "毎年《まいとし》".into(),
        (every, _) => {
            let span = match every {
                Every::Day => day(u8::try_from(interval).unwrap_or(u8::MAX), interval),
                Every::Week => format!("{interval}週間《しゅうかん》"),
                Every::Month => format!("{interval}か月《げつ》"),
                Every::Year => format!("{interval}年《ねん》"),
            };
            span + "に 1回《かい》"
        }
    };
    let mut text = head;
    if !plan.months.is_empty() {
        text += " ";
        text += &joined(&plan.months, "と ", |month| format!("{month}月《がつ》"));
        text += "の";
    }
    match &plan.on {
        On::All => {}
        On::Weekdays(weekdays) => {
            text += " ";
            text += &match range(weekdays) {
                Some((first, last)) => format!("{}から {}まで", name(first), name(last)),
                None => joined(weekdays, "と ", |weekday| name(weekday).into()),
            };
        }
        On::Nth(days) => {
            text += " ";
            text += &match one_weekday(days) {
                Some(weekday) => joined(days, "と ", |(nth, _)| ordinal(nth)) + "の " + name(weekday),
                None => joined(days, "と ", |(nth, weekday)| ordinal(nth) + "の " + name(weekday)),
            };
        }
        On::Days(days) => {
            text += " ";
            text += &joined(days, "と ", |date| match u8::try_from(date) {
                Ok(date) => day(date, date.into()),
                Err(_) => "最後《さいご》の 日《ひ》".into(),
            });
        }
    }
    text
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
        _ => return format!("{written}日《にち》"),
    };
    format!("｜{written}日《{reading}》")
}

fn ordinal(nth: i16) -> String {
    if nth < 0 { "最後《さいご》".into() } else { format!("{nth}番目《ばんめ》") }
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
