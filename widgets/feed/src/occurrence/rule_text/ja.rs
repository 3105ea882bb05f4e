//! In Japanese.

use super::{Every, On, Plan, counted, joined, one_weekday, range};
use crate::civil::CivilDate;

pub(super) fn say(plan: &Plan) -> String {
    let (interval, on) = (plan.interval, on(&plan.on));
    let every = match plan.every {
        Every::Day => "毎日",
        Every::Week => "毎週",
        Every::Month => "毎月",
        Every::Year => "毎年",
    };
    if plan.months.is_empty() {
        let head = match (plan.every, interval) {
            (_, 1) => every.into(),
            (Every::Week, 2) => "隔週".into(),
            (Every::Month, 2) => "隔月".into(),
            (Every::Day, _) => counted(interval, "日に1回"),
            (Every::Week, _) => counted(interval, "週間ごとの"),
            (Every::Month | Every::Year, _) => counted(interval, "か月ごとの"),
        };
        // 「毎月の土・日曜日のうち」, but 「毎月第2火曜日」.
        let of = if matches!(plan.on, On::Among(..)) && !head.ends_with('の') { "の" } else { "" };
        return head + of + &on;
    }
    let head = if interval == 1 { "毎年".into() } else { counted(interval, "年ごとに") };
    let of = match (plan.every, &plan.on) {
        // 「11月3日」, but 「3月の末日」.
        (_, On::Days(days)) if plan.months.len() == 1 && days.len() == 1 && days[..] != [-1] => "",
        _ => "の",
    };
    // 「4月・5月の毎週火曜日」
    let every = if plan.every == Every::Year { "" } else { every };
    head + &joined(&plan.months, "・", month) + of + every + &on
}

fn month(month: u8) -> String {
    counted(month.into(), "月")
}

fn on(on: &On) -> String {
    match on {
        On::All => String::new(),
        On::Weekdays(weekdays) => days(weekdays),
        On::Nth(days) => match one_weekday(days) {
            Some(weekday) => joined(days, "・", |(nth, _)| ordinal(nth)) + letter(weekday) + "曜日",
            None => joined(days, "・", |(nth, weekday)| ordinal(nth) + letter(weekday) + "曜日"),
        },
        On::Among(nth, weekdays) => {
            let nth = match nth {
                -1 => "最後".into(),
                1 => "最初".into(),
                nth => counted((*nth).into(), "番目"),
            };
            days(weekdays) + "のうち" + &nth + "の日"
        }
        On::Days(days) => joined(days, "・", |day| match day {
            -1 => "末日".into(),
            day => counted(day.into(), "日"),
        }),
    }
}

fn days(weekdays: &[u8]) -> String {
    match range(weekdays) {
        Some((first, last)) => format!("{}〜{}曜日", letter(first), letter(last)),
        None => joined(weekdays, "・", |weekday| letter(weekday).into()) + "曜日",
    }
}

pub(super) fn except(months: &[u8]) -> String {
    format!("（{}を除く）", joined(months, "・", month))
}

pub(super) fn until(date: CivilDate) -> String {
    format!("、{}年{}月{}日まで", date.year(), date.month(), date.day())
}

fn ordinal(nth: i16) -> String {
    if nth < 0 { "最終".into() } else { format!("第{nth}") }
}

fn letter(weekday: u8) -> &'static str {
    ["月", "火", "水", "木", "金", "土", "日"][usize::from(weekday % 7)]
}
