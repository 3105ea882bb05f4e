//! In やさしい日本語, with readings in 《》.

use super::{Every, Months, On, Plan, counted, joined, one_weekday, range};
use crate::civil::{CivilDate, day_reading};

pub(super) fn say(plan: &Plan) -> String {
    let interval = plan.interval;
    let (one, span) = match plan.every {
        Every::Day => ("毎日《まいにち》", ""),
        Every::Week => ("毎週《まいしゅう》", "週間《しゅうかん》"),
        Every::Month => ("毎月《まいつき》", "か月《げつ》"),
        Every::Year => ("毎年《まいとし》", "年《ねん》"),
    };
    let mut text = match interval {
        1 => one.into(),
        _ if span.is_empty() => days_long(interval) + "に 1回《かい》",
        _ => counted(interval, span) + "に 1回《かい》",
    };
    if let [.., (first, last)] = plan.months[..] {
        let months = joined(&plan.months, "と ", months);
        text = match plan.every {
            // The third Tuesday is one of each month, not of all of them.
            Every::Year if first != last => text + " " + &months + "、毎月《まいつき》",
            Every::Year => text + " " + &months + "の",
            _ => months + "の " + &text,
        };
    }
    let on = on(&plan.on);
    if !on.is_empty() {
        text += " ";
        text += &on;
    }
    if !plan.only.is_empty() {
        text += &format!("（{}の ときだけ）", days(&plan.only, "か "));
    }
    text
}

/// So many days, and how that is read.
fn days_long(days: i64) -> String {
    day(u8::try_from(days).unwrap_or(u8::MAX), days)
}

fn on(on: &On) -> String {
    match on {
        On::All => String::new(),
        On::Weekdays(weekdays) => days(weekdays, "と "),
        On::Nth(days) => match one_weekday(days) {
            Some(weekday) => joined(days, "と ", |(nth, _)| ordinal(nth)) + "の " + name(weekday),
            None => joined(days, "と ", |(nth, weekday)| ordinal(nth) + "の " + name(weekday)),
        },
        On::Among(places, weekdays) => {
            days(weekdays, "と ") + "の 中《なか》で " + &joined(places, "と ", ordinal) + "の 日《ひ》"
        }
        On::Days(days) => joined(days, "と ", |date| match date {
            -1 => LAST_DAY.into(),
            -2 => format!("{LAST_DAY}の 前《まえ》の 日《ひ》"),
            ..-2 => format!("{LAST_DAY}の {}前《まえ》", days_long((-1 - date).into())),
            _ => days_long(date.into()),
        }),
    }
}

const LAST_DAY: &str = "最後《さいご》の 日《ひ》";

fn days(weekdays: &[u8], between: &str) -> String {
    match range(weekdays) {
        Some((first, last)) => format!("{}から {}まで", name(first), name(last)),
        None => joined(weekdays, between, |weekday| name(weekday).into()),
    }
}

pub(super) fn except(except: &[Months]) -> String {
    format!("（{}は ありません）", joined(except, "と ", months))
}

fn months((first, last): Months) -> String {
    if first == last {
        format!("{first}月《がつ》")
    } else {
        format!("{first}月《がつ》から {last}月《がつ》まで")
    }
}

pub(super) fn until(date: CivilDate) -> String {
    let day = day(date.day(), date.day().into());
    format!("、{}年《ねん》 {}月《がつ》 {day}まで", date.year(), date.month())
}

/// A number of days, or a day of the month: the reading changes with the number.
fn day(number: u8, written: i64) -> String {
    match day_reading(number) {
        Some(reading) => format!("｜{written}日《{reading}》"),
        None => counted(written, "日《にち》"),
    }
}

fn ordinal(nth: i16) -> String {
    match nth {
        -1 => "最後《さいご》".into(),
        ..-1 => format!("最後《さいご》から {}番目《ばんめ》", -nth),
        _ => counted(nth.into(), "番目《ばんめ》"),
    }
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
