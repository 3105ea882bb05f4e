//! In English.

use super::{Every, On, Plan, one_weekday};
use crate::civil::CivilDate;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn say(plan: &Plan) -> String {
    let months = listed(&plan.months, month);
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
    let within = if plan.months.is_empty() { every.clone() } else { format!("{months} {every}") };
    let text = match &plan.on {
        On::All => every,
        On::Weekdays(weekdays) if plan.interval == 1 => match &weekdays[..] {
            [0, 1, 2, 3, 4] => "every weekday (Monday to Friday)".into(),
            weekdays => format!("every {}", listed(weekdays, weekday)),
        },
        On::Weekdays(weekdays) => format!("{every} on {}", listed(weekdays, weekday)),
        On::Nth(days) => match one_weekday(days) {
            Some(one) => format!("{} {} of {within}", listed(days, |(nth, _)| ordinal(nth)), weekday(one)),
            None => {
                let days = listed(days, |(nth, day)| format!("{} {}", ordinal(nth), weekday(day)));
                format!("{days} of {within}")
            }
        },
        On::Days(days) => match (&days[..], &plan.months[..]) {
            ([day], [_]) if *day > 0 => format!("{months} {day} {every}"),
            (days, _) => format!("{} of {within}", listed(days, day)),
        },
    };
    capital(text)
}

pub(super) fn until(date: CivilDate) -> String {
    format!(", until {} {}, {}", month(date.month()), date.day(), date.year())
}

/// `a`, `a and b`, `a, b and c`.
fn listed<T: Copy>(list: &[T], say: impl Fn(T) -> String) -> String {
    let mut text = String::new();
    for (place, item) in list.iter().enumerate() {
        text += match place {
            0 => "",
            _ if place + 1 == list.len() => " and ",
            _ => ", ",
        };
        text += &say(*item);
    }
    text
}

fn ordinal(nth: i16) -> String {
    match nth {
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        5 => "fifth",
        _ => "last",
    }
    .into()
}

fn day(day: i8) -> String {
    let ending = match day {
        -1 => return "last day".into(),
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

fn weekday(weekday: u8) -> String {
    WEEKDAYS[usize::from(weekday % 7)].into()
}

fn month(month: u8) -> String {
    MONTHS[usize::from((month + 11) % 12)].into()
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
