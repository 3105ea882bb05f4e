//! In Japanese.

use super::{Every, Months, On, Plan, counted, joined, one_weekday, range};
use crate::civil::CivilDate;

pub(super) fn say(plan: &Plan) -> String {
    let (interval, on) = (plan.interval, on(&plan.on) + &only(&plan.only));
    let every = match (plan.every, interval) {
        (Every::Day, 1) => "毎日".into(),
        (Every::Week, 1) => "毎週".into(),
        (Every::Month, 1) => "毎月".into(),
        (Every::Year, 1) => "毎年".into(),
        (Every::Week, 2) => "隔週".into(),
        (Every::Month, 2) => "隔月".into(),
        (Every::Day, _) => counted(interval, "日に1回"),
        (Every::Week, _) => counted(interval, "週間ごとの"),
        (Every::Month, _) => counted(interval, "か月ごとの"),
        (Every::Year, _) => counted(interval, "年ごとに"),
    };
    if plan.months.is_empty() {
        let of = match &plan.on {
            _ if every.ends_with('の') => "",
            // 「毎月の土・日曜日のうち」 and 「毎月の最後から2番目の月曜日」, but 「毎月第2火曜日」.
            On::Among(..) => "の",
            On::Nth(days) if matches!(days[..], [(..-1, _), ..]) => "の",
            _ => "",
        };
        return every + of + &on;
    }
    let months = joined(&plan.months, "・", months);
    if plan.every != Every::Year {
        // 「4月・5月の毎週火曜日」
        return "毎年".to_owned() + &months + "の" + &every + &on;
    }
    let of = match (&plan.on, &plan.months[..]) {
        // 「11月3日」, but 「3月の末日」.
        (On::Days(days), [(first, last)]) if first == last && matches!(days[..], [day] if day > 0) => "",
        // 「5月〜10月の毎月15日」, which is not one day of all of it.
        (On::Days(_), [.., (first, last)]) if first != last => "の毎月",
        (On::Among(..), [(first, last), more @ ..]) if first != last || !more.is_empty() => "、各月の",
        _ => "の",
    };
    every + &months + of + &on
}

fn months((first, last): Months) -> String {
    if first == last { format!("{first}月") } else { format!("{first}月〜{last}月") }
}

fn on(on: &On) -> String {
    match on {
        On::All => String::new(),
        On::Weekdays(weekdays) => days(weekdays),
        On::Nth(days) => match one_weekday(days) {
            // 「第1・最終月曜日」, but 「第1月曜日・最後から2番目の月曜日」.
            Some(weekday) if days.iter().all(|(nth, _)| (-1..=5).contains(nth)) => {
                joined(days, "・", |(nth, _)| ordinal(nth)) + letter(weekday) + "曜日"
            }
            _ => joined(days, "・", |(nth, weekday)| ordinal(nth) + letter(weekday) + "曜日"),
        },
        On::Among(places, weekdays) => {
            let places = joined(places, "と", |nth| match nth {
                -1 => "最後".into(),
                1 => "最初".into(),
                2.. => counted(nth.into(), "番目"),
                _ => from_end(nth),
            });
            days(weekdays) + "のうち" + &places + "の日"
        }
        On::Days(days) => joined(days, "・", |day| match day {
            -1 => "末日".into(),
            -2 => "末日の前日".into(),
            ..-2 => format!("末日の{}日前", -1 - day),
            _ => counted(day.into(), "日"),
        }),
    }
}

fn only(weekdays: &[u8]) -> String {
    if weekdays.is_empty() { String::new() } else { format!("（{}の場合のみ）", days(weekdays)) }
}

fn days(weekdays: &[u8]) -> String {
    match range(weekdays) {
        Some((first, last)) => format!("{}〜{}曜日", letter(first), letter(last)),
        None => joined(weekdays, "・", |weekday| letter(weekday).into()) + "曜日",
    }
}

pub(super) fn except(except: &[Months]) -> String {
    format!("（{}を除く）", joined(except, "・", months))
}

pub(super) fn until(date: CivilDate) -> String {
    format!("、{}年{}月{}日まで", date.year(), date.month(), date.day())
}

fn ordinal(nth: i16) -> String {
    match nth {
        -1 => "最終".into(),
        ..-1 => from_end(nth) + "の",
        _ => format!("第{nth}"),
    }
}

fn from_end(nth: i16) -> String {
    format!("最後から{}番目", -nth)
}

fn letter(weekday: u8) -> &'static str {
    ["月", "火", "水", "木", "金", "土", "日"][usize::from(weekday % 7)]
}
