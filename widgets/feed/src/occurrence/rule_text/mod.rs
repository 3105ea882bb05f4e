//! A rule in plain words: 「毎月第2火曜日 19:00」.
//!
//! Only what can be said in a short sentence is said, and it is exact; for any other rule a page shows the next dates
//! alone. やさしい日本語 has readings in 《》, after the run of kanji or the `｜` that they belong to.

mod easy;
mod en;
mod ja;
#[cfg(test)]
mod tests;

use super::{
    clock::Clock,
    parts::{Frequency, Numbers, Parts},
};
use crate::{
    civil::{CivilDate, CivilDateTime, SECONDS_PER_DAY},
    model::{Event, Lang},
};

/// The most times of a day that are named.
const MOST_TIMES: usize = 4;

/// When an event recurs, in words. None if it does not recur, or not in a way that is said shortly. `zone` is that of
/// the feed, and `time` says a time of day in the language, as the page around does.
///
/// ```
/// use ran_feed::{Limits, civil::CivilDateTime, model::Lang, occurrence::rule_text};
/// let feed = r#"{"version":1,"alliance":{"name":"RAN"},"events":[
///     {"id":"e","title":"定例会","kind":"meeting","start":"2026-04-01T19:00","rrule":"FREQ=MONTHLY;BYDAY=2TU"}]}"#;
/// let feed = ran_feed::read(feed.into(), &Limits::default())?.feed;
/// let time = |time: CivilDateTime| format!("{}:{:02}", time.hour(), time.minute());
/// assert_eq!(rule_text::of(&feed.events[0], "Asia/Tokyo", Lang::Ja, &time).unwrap(), "毎月第2火曜日 19:00");
/// # Ok::<(), ran_feed::Error>(())
/// ```
#[must_use]
pub fn of(event: &Event, zone: &str, lang: Lang, time: &dyn Fn(CivilDateTime) -> String) -> Option<String> {
    let start = event.start?;
    let zone = event.time_zone.as_ref().map_or(zone, |zone| zone.as_str());
    let parts = Parts::new(event.rrule.as_ref()?, Clock::of(start, zone), event.is_all_day())?;
    let plan = Plan::new(&parts, start.date())?;
    let times = times(&parts, start.time().filter(|_| !event.is_all_day()))?;
    // A position is counted among all times.
    if times.len() > 1 && !parts.positions.is_empty() {
        return None;
    }
    let mut text = match lang {
        Lang::Ja => ja::say(&plan),
        Lang::En => en::say(&plan),
        Lang::JaEasy => easy::say(&plan),
    };
    if !times.is_empty() {
        let (before, between, last) = match lang {
            Lang::Ja => (" ", "・", "・"),
            Lang::En => (" at ", ", ", " and "),
            Lang::JaEasy => (" ", "と ", "と "),
        };
        text += before;
        text += &listed(&times, between, last, time);
    }
    if !plan.except.is_empty() {
        text += &match lang {
            Lang::Ja => ja::except(&plan.except),
            Lang::En => en::except(&plan.except),
            Lang::JaEasy => easy::except(&plan.except),
        };
    }
    let earliest = times.first().map_or(start.seconds(), |time| time.seconds());
    if let Some(until) = parts.until.map(|until| last_day(until, earliest)) {
        text += &match lang {
            Lang::Ja => ja::until(until?),
            Lang::En => en::until(until?),
            Lang::JaEasy => easy::until(until?),
        };
    }
    // How many are left of a number of which some are left out, only the calendar tells.
    if let Some(count) = parts.count.filter(|_| event.exdate.is_empty()) {
        text += &match lang {
            Lang::Ja => format!("、全{count}回"),
            Lang::En if count == 1 => ", once".into(),
            Lang::En => format!(", {count} times"),
            Lang::JaEasy => format!("、全部《ぜんぶ》で {count}回《かい》"),
        };
    }
    Some(text)
}

/// The times of day, `own` at the start; none of what takes whole days. None if there are too many to be said.
fn times(parts: &Parts, own: Option<CivilDateTime>) -> Option<Vec<CivilDateTime>> {
    let Some(own) = own else { return Some(Vec::new()) };
    let or_own = |named: Numbers, own: u8| -> Vec<u8> {
        if named.is_empty() { vec![own] } else { named.forward().collect() }
    };
    let minutes = or_own(parts.minutes, own.minute());
    let mut times = Vec::new();
    for hour in or_own(parts.hours, own.hour()) {
        for minute in &minutes {
            times.push(CivilDateTime::new(own.date(), hour, *minute, 0)?);
        }
    }
    (times.len() <= MOST_TIMES).then_some(times)
}

/// The last day with a time until then; `earliest` is on any day, at the earliest time of a day.
fn last_day(until: i64, earliest: i64) -> Option<CivilDate> {
    let time_of_day = earliest.rem_euclid(SECONDS_PER_DAY);
    Some(CivilDateTime::from_seconds(until - time_of_day)?.date())
}

/// Months in a row, 1 to 12, by the first and the last of them; or one, which is both.
type Months = (u8, u8);

/// What a rule says, as a sentence can be made of it.
struct Plan {
    every: Every,
    interval: i64,
    /// The months that are meant; none means all, or all but those that are excepted.
    months: Vec<Months>,
    /// The months in which it is not, where all others are meant.
    except: Vec<Months>,
    on: On,
    /// On these days of the week alone, 0 for Monday; none means on any.
    only: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq)]
enum Every {
    Day,
    Week,
    Month,
    Year,
}

enum On {
    /// On every day.
    All,
    /// On days of the week, 0 for Monday.
    Weekdays(Vec<u8>),
    /// On the nth such day, or the nth from the end: never 0, -1 for the last; and 0 for Monday.
    Nth(Vec<(i16, u8)>),
    /// On the nth of all days that are one of these, or the nth from the end, as above; 0 for Monday.
    Among(Vec<i16>, Vec<u8>),
    /// On days of the month: 1 to 31, or from -31 to -1 for the last.
    Days(Vec<i16>),
}

/// The ordinals that are said, in the order of the calendar, the last ones at the end.
const ORDINALS: [i16; 10] = [1, 2, 3, 4, 5, -5, -4, -3, -2, -1];

impl Plan {
    fn new(parts: &Parts, start: CivilDate) -> Option<Self> {
        // Few people count the weeks of a year, and not all in the same way, nor its days.
        let said = parts.seconds.is_empty() && parts.year_days.is_empty() && parts.weeks.is_empty();
        let one = parts.interval == 1;
        let every = match parts.frequency {
            _ if !said => return None,
            Frequency::Daily => Every::Day,
            Frequency::Weekly => Every::Week,
            Frequency::Monthly => Every::Month,
            Frequency::Yearly => Every::Year,
            _ => return None,
        };
        let (months, except) = months(parts.months.bits(), one || every != Every::Year);
        let plan = Self { every, interval: parts.interval, months, except, on: On::All, only: Vec::new() };
        match every {
            // On some days of every month.
            Every::Day if one && !parts.month_days.is_empty() && parts.positions.is_empty() => {
                plan.by_month(parts, start)
            }
            Every::Day | Every::Week => plan.by_week(parts, start),
            Every::Month | Every::Year => plan.by_month(parts, start),
        }
    }

    /// Every day, or on days of the week.
    fn by_week(mut self, parts: &Parts, start: CivilDate) -> Option<Self> {
        if !(parts.month_days.is_empty() && parts.positions.is_empty()) {
            return None;
        }
        let own = 1 << start.weekday().from_monday();
        match (self.every, parts.weekdays) {
            (Every::Day, 0) => return Some(self),
            // Every second day that is a Monday is not said shortly.
            (Every::Day, _) if self.interval > 1 => return None,
            (_, EVERY_WEEKDAY) if self.interval == 1 => self.every = Every::Day,
            (_, weekdays) => {
                self.every = Every::Week;
                self.on = On::Weekdays(set(if weekdays == 0 { own } else { weekdays }.into()));
            }
        }
        Some(self)
    }

    /// On days of the month, every month or in some months of the year.
    fn by_month(mut self, parts: &Parts, start: CivilDate) -> Option<Self> {
        let of_year = self.every == Every::Year;
        let has_months = !parts.months.is_empty();
        if of_year && !has_months && !parts.names_days() {
            self.months.push((start.month(), start.month()));
        } else if self.interval > 1 && of_year != has_months {
            // Every second month, if it is April, is not said shortly, nor the 15th of all months of every second year.
            return None;
        } else if self.months.is_empty() {
            self.every = Every::Month;
        } else {
            self.every = Every::Year;
        }
        let (positions, weekdays) = (&parts.positions[..], parts.weekdays);
        let mut days = parts.month_days.all();
        let mut nth_weekdays = parts.nth_weekdays.clone();
        let has_more = weekdays != 0 || !positions.is_empty() || !days.is_empty() || of_year && !has_months;
        if !nth_weekdays.is_empty() && has_more {
            // Beside the second Tuesday each Friday, or the second Monday of a year: that is not said shortly.
            return None;
        }
        if weekdays == 0 {
            if !positions.is_empty() {
                return None;
            }
        } else if positions.is_empty() {
            if days.is_empty() {
                // Every Tuesday of every month is every Tuesday.
                return if self.interval == 1 { self.by_week(parts, start) } else { None };
            }
            self.only = set(weekdays.into());
        } else if !days.is_empty() || of_year && !parts.months.bits().is_power_of_two() {
            // A position in place of an ordinal is said if it is counted within one month, and among all its days.
            return None;
        } else if weekdays.is_power_of_two() {
            for nth in positions {
                nth_weekdays.push((*nth, weekdays.trailing_zeros() as u8));
            }
        } else {
            if !positions.iter().all(|nth| ORDINALS.contains(nth)) {
                return None;
            }
            days.extend(ORDINALS.iter().filter(|nth| positions.contains(nth)));
            if weekdays != EVERY_WEEKDAY {
                self.on = On::Among(days, set(weekdays.into()));
                return Some(self);
            }
        }
        if nth_weekdays.is_empty() {
            if days.is_empty() {
                days.push(start.day().into());
            }
            self.on = On::Days(days);
            return Some(self);
        }
        let mut said = Vec::new();
        for nth in ORDINALS {
            for place in (0..7).map(|day| (nth, day)) {
                if nth_weekdays.contains(&place) {
                    said.push(place);
                }
            }
        }
        if nth_weekdays.iter().any(|place| !said.contains(place)) {
            return None;
        }
        self.on = On::Nth(said);
        Some(self)
    }
}

/// How months are said that a rule names, a bit for each from the second one on; and those that are excepted.
fn months(named: u64, every_year: bool) -> (Vec<Months>, Vec<Months>) {
    const YEAR: u64 = 0b1_1111_1111_1110;
    let said = in_rows(named, every_year);
    // Most of the year is what is left of it, unless it has one beginning and one end.
    let is_plain = matches!(said[..], [(first, last)] if first < last && last - first < 10);
    if every_year && named.count_ones() >= 9 && !is_plain {
        return (Vec::new(), in_rows(YEAR & !named, true));
    }
    (said, Vec::new())
}

/// Three or more months in a row as one, the others each for itself. If months of every year are meant, a row goes on
/// from December to January.
fn in_rows(named: u64, every_year: bool) -> Vec<Months> {
    let has = |month: u8| named >> month & 1 == 1;
    let mut first = 1;
    while every_year && has(1) && has(12) && has(first) && first < 12 {
        first += 1;
    }
    let mut rows: Vec<Months> = Vec::new();
    for month in (0..12).map(|later| (first + later - 1) % 12 + 1) {
        let before = (month + 10) % 12 + 1;
        match &mut rows[..] {
            _ if !has(month) => {}
            [.., (_, last)] if *last == before => *last = month,
            _ => rows.push((month, month)),
        }
    }
    let mut said = Vec::new();
    for (first, last) in rows {
        if first % 12 + 1 == last {
            said.extend([(first, first), (last, last)]);
        } else {
            said.push((first, last));
        }
    }
    said
}

/// The numbers that have their bit.
fn set(bits: u64) -> Vec<u8> {
    (0..13).filter(|number| bits >> number & 1 == 1).collect()
}

/// A bit for each day of the week.
const EVERY_WEEKDAY: u8 = 0b111_1111;

/// Three or more days in a row: the first and the last of them.
fn range(weekdays: &[u8]) -> Option<(u8, u8)> {
    let (first, last) = (*weekdays.first()?, *weekdays.last()?);
    (weekdays.len() >= 3 && usize::from(last - first) + 1 == weekdays.len()).then_some((first, last))
}

/// The one weekday that all of them are.
fn one_weekday(days: &[(i16, u8)]) -> Option<u8> {
    let (_, weekday) = *days.first()?;
    days.iter().all(|(_, other)| *other == weekday).then_some(weekday)
}

/// A number with what is counted.
fn counted(number: i64, what: &str) -> String {
    format!("{number}{what}")
}

/// Each of them said, with something between.
fn joined<T: Copy>(list: &[T], between: &str, say: impl Fn(T) -> String) -> String {
    listed(list, between, between, say)
}

/// Each of them said, with something between, and something else before the last one.
fn listed<T: Copy>(list: &[T], between: &str, last: &str, say: impl Fn(T) -> String) -> String {
    together(list.len(), between, last, &|place| list.get(place).map(|item| say(*item)).unwrap_or_default())
}

/// The same of so many, apart from what they are: compiled once.
fn together(count: usize, between: &str, last: &str, say: &dyn Fn(usize) -> String) -> String {
    let mut text = String::new();
    for place in 0..count {
        if place > 0 {
            text += if place + 1 == count { last } else { between };
        }
        text += &say(place);
    }
    text
}
