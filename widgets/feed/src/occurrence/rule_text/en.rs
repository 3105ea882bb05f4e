//! In English.

use super::{Every, On, Plan, listed, one_weekday, range};
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
    let months = listed(&plan.months, ", ", " and ", month);
    let (within, in_months) = if months.is_empty() {
        (every.clone(), String::new())
    } else {
        (format!("{months} {every}"), format!(" in {months}"))
    };
    let text = match &plan.on {
        On::All => every + &in_months,
        On::Weekdays(weekdays) if plan.interval == 1 => match range(weekdays) {
            Some((first, last)) if weekdays.len() > 3 => {
                format!("every {} to {}{in_months}", weekday(first), weekday(last))
            }
            _ => format!("every {}{in_months}", listed(weekdays, ", ", " and ", weekday)),
        },
        On::Weekdays(weekdays) => format!("{every} on {}", listed(weekdays, ", ", " and ", weekday)),
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
        On::Among(nth, weekdays) => {
            let nth = ordinal(*nth);
            let days = match weekdays[..] {
                [0, 1, 2, 3, 4] => "weekday (Monday to Friday)".into(),
                _ => listed(weekdays, ", ", " or ", weekday),
            };
            format!("{nth} {days} of {within}")
        }
        On::Days(days) => match (&days[..], &plan.months[..]) {
            ([day], [_]) if *day > 0 => format!("{day} {within}"),
            (days, _) => format!("{} of {within}", listed(days, ", ", " and ", day)),
        },
    };
    capital(text)
}

pub(super) fn except(months: &[u8]) -> String {
    format!(", except in {}", listed(months, ", ", " and ", month))
}

pub(super) fn until(date: CivilDate) -> String {
    format!(", until {} {} {}", date.day(), month(date.month()), date.year())
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

fn day(day: i16) -> String {
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
    MONTHS_EN[usize::from((month + 11) % 12)].into()
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
