//! In Japanese.

use super::{Every, On, Plan, joined, one_weekday, range};
use crate::civil::CivilDate;

pub(super) fn say(plan: &Plan) -> String {
    let interval = plan.interval;
    let head = match (plan.every, interval) {
        (Every::Day, 1) => "毎日".into(),
        (Every::Day, _) => format!("{interval}日に1回"),
        (Every::Week, 1) => "毎週".into(),
        (Every::Week, 2) => "隔週".into(),
        (Every::Week, _) => format!("{interval}週間に1回、"),
        (Every::Month, 1) => "毎月".into(),
        (Every::Month, 2) => "隔月".into(),
        (Every::Month, _) => format!("{interval}か月に1回、"),
        (Every::Year, 1) => "毎年".into(),
        (Every::Year, _) => format!("{interval}年に1回、"),
    };
    let months = joined(&plan.months, "・", |month| format!("{month}月"));
    let of = match (&plan.on, &plan.months[..]) {
        (_, []) => "",
        // 「11月3日」, but 「3月の末日」.
        (On::Days(days), [_]) if days[..] != [-1] && days.len() == 1 => "",
        _ => "の",
    };
    head + &months + of + &on(&plan.on)
}

fn on(on: &On) -> String {
    match on {
        On::All => String::new(),
        On::Weekdays(weekdays) => match range(weekdays) {
            Some((first, last)) => format!("{}〜{}曜日", letter(first), letter(last)),
            None => joined(weekdays, "・", |weekday| letter(weekday).into()) + "曜日",
        },
        On::Nth(days) => match one_weekday(days) {
            Some(weekday) => joined(days, "・", |(nth, _)| ordinal(nth)) + letter(weekday) + "曜日",
            None => joined(days, "・", |(nth, weekday)| ordinal(nth) + letter(weekday) + "曜日"),
        },
        On::Days(days) => joined(days, "・", |day| match day {
            -1 => "末日".into(),
            day => format!("{day}日"),
        }),
    }
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
