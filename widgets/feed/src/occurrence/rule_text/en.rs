//! In English.

use super::{Every, Months, On, Plan, listed, one_weekday, range};
use crate::civil::{CivilDate, MONTHS_EN};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub(super) fn say(plan: &Plan) -> String {
    let (unit, units) = match plan.every {
        Every::Day => ("day", "days"),
        Every::Week => ("week", "weeks"),
        Every::Month => ("month", "months"),
        Every::Year => ("year", "years"),
    };
    let every = match plan.interval {
        1 => format!("every {unit}"),
        2 => format!("every other {unit}"),
        interval => format!("every {interval} {units}"),
    };
    // What a day is one of, and in which months days of the week are meant.
    let list = listed(&plan.months, ", ", " and ", months);
    let (within, in_months) = match plan.months[..] {
        [] => (every.clone(), String::new()),
        [(first, last)] if first != last => {
            (format!("each month from {list} {every}"), format!(" from {list}"))
        }
        _ => (format!("{list} {every}"), format!(" in {list}")),
    };
    let text = match &plan.on {
        On::All => every + &in_months,
        On::Weekdays(weekdays) if plan.interval == 1 => format!("every {}{in_months}", days(weekdays)),
        On::Weekdays(weekdays) => format!("{every} on {}{in_months}", days(weekdays)),
        On::Nth(days) => match one_weekday(days) {
            Some(one) => {
                format!(
                    "{} {} of {within}",
                    listed(days, ", ", " and ", |(nth, _)| ordinal(nth)),
                    weekday(one)
                )
            }
            None => {
                let days =
                    listed(days, ", ", " and ", |(nth, day)| format!("{} {}", ordinal(nth), weekday(day)));
                format!("{days} of {within}")
            }
        },
        On::Among(places, weekdays) => {
            format!("{} {} of {within}", listed(places, ", ", " and ", ordinal), one_of(weekdays))
        }
        On::Days(days) => match (&days[..], &plan.months[..]) {
            ([day], [(first, last)]) if *day > 0 && first == last => format!("{day} {within}"),
            (days, _) => format!("{} of {within}", listed(days, ", ", " and ", day)),
        },
    };
    let only =
        if plan.only.is_empty() { String::new() } else { format!(", if it is a {}", one_of(&plan.only)) };
    capital(text + &only)
}

fn days(weekdays: &[u8]) -> String {
    match range(weekdays) {
        Some((first, last)) if weekdays.len() > 3 => format!("{} to {}", weekday(first), weekday(last)),
        _ => listed(weekdays, ", ", " and ", weekday),
    }
}

fn one_of(weekdays: &[u8]) -> String {
    match weekdays[..] {
        [0, 1, 2, 3, 4] => "weekday (Monday to Friday)".into(),
        _ => listed(weekdays, ", ", " or ", weekday),
    }
}

pub(super) fn except(except: &[Months]) -> String {
    match except[..] {
        [(first, last)] if first != last => format!(", except from {}", months((first, last))),
        _ => format!(", except in {}", listed(except, ", ", " and ", months)),
    }
}

fn months((first, last): Months) -> String {
    if first == last { month(first) } else { format!("{} to {}", month(first), month(last)) }
}

pub(super) fn until(date: CivilDate) -> String {
    format!(", until {} {} {}", date.day(), month(date.month()), date.year())
}

fn ordinal(nth: i16) -> String {
    match nth {
        -1 => "last".into(),
        ..-1 => ordinal(-nth) + "-to-last",
        1 => "first".into(),
        2 => "second".into(),
        3 => "third".into(),
        4 => "fourth".into(),
        5 => "fifth".into(),
        _ => day(nth),
    }
}

fn day(day: i16) -> String {
    if day < 0 {
        return ordinal(day) + " day";
    }
    let ending = match (day % 10, day) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

fn weekday(weekday: u8) -> String {
    WEEKDAYS[usize::from(weekday % 7)].into()
}

fn month(month: u8) -> String {
    MONTHS_EN[usize::from((month + 11) % 12)].into()
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
