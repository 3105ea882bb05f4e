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
    clock::{self, Clock},
    parts::{Frequency, Parts},
};
use crate::{
    civil::{CivilDate, CivilDateTime, SECONDS_PER_DAY},
    model::{Event, EventTime, Lang},
};

/// When an event recurs, in words. None if it does not recur, or not in a way that is said shortly. `zone` is that of
/// the feed.
///
/// ```
/// use ran_feed::{Limits, model::Lang, occurrence::rule_text};
/// let feed = r#"{"version":1,"alliance":{"name":"RAN"},"events":[
///     {"id":"e","title":"定例会","kind":"meeting","start":"2026-04-01T19:00","rrule":"FREQ=MONTHLY;BYDAY=2TU"}]}"#;
/// let feed = ran_feed::read(feed.into(), &Limits::default())?.feed;
/// assert_eq!(rule_text::of(&feed.events[0], "Asia/Tokyo", Lang::Ja).unwrap(), "毎月第2火曜日 19:00");
/// # Ok::<(), ran_feed::Error>(())
/// ```
#[must_use]
pub fn of(event: &Event, zone: &str, lang: Lang) -> Option<String> {
    let start = event.start?;
    let zone = event.time_zone.as_ref().map_or(zone, |zone| zone.as_str());
    let parts = Parts::new(event.rrule.as_ref()?, Clock::of(start, zone))?;
    let plan = Plan::new(&parts, start.date())?;
    let mut text = match lang {
        Lang::Ja => ja::say(&plan),
        Lang::En => en::say(&plan),
        Lang::JaEasy => easy::say(&plan),
    };
    if let (false, Some(time)) = (event.is_all_day(), start.time()) {
        text += if lang == Lang::En { " at " } else { " " };
        text += &format!("{:02}:{:02}", time.hour(), time.minute());
    }
    if let Some(until) = parts.until.map(|until| day_of(until, start)) {
        text += &match lang {
            Lang::Ja => ja::until(until?),
            Lang::En => en::until(until?),
            Lang::JaEasy => easy::until(until?),
        };
    }
    if let Some(count) = parts.count {
        text += &match lang {
            Lang::Ja => format!("、全{count}回"),
            Lang::En if count == 1 => ", once".into(),
            Lang::En => format!(", {count} times"),
            Lang::JaEasy => format!("、全部《ぜんぶ》で {count}回《かい》"),
        };
    }
    Some(text)
}

/// The last day on which an event of this start can begin.
fn day_of(until: i64, start: EventTime) -> Option<CivilDate> {
    let time_of_day = clock::seconds(start).rem_euclid(SECONDS_PER_DAY.into());
    Some(CivilDateTime::from_seconds(until - time_of_day)?.date())
}

/// What a rule says, as a sentence can be made of it.
struct Plan {
    every: Every,
    interval: i64,
    /// 1 to 12; of a yearly rule.
    months: Vec<u8>,
    on: On,
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
    /// On the first or last such day: 1 to 5, or -1; and 0 for Monday.
    Nth(Vec<(i16, u8)>),
    /// On days of the month: 1 to 31, or -1 for the last.
    Days(Vec<i8>),
}

impl Plan {
    fn new(parts: &Parts, start: CivilDate) -> Option<Self> {
        let unsaid = !(parts.seconds.is_empty()
            && parts.minutes.is_empty()
            && parts.hours.is_empty()
            && parts.year_days.is_empty()
            && parts.weeks.is_empty());
        let every = match parts.frequency {
            _ if unsaid => return None,
            Frequency::Daily => Every::Day,
            Frequency::Weekly => Every::Week,
            Frequency::Monthly => Every::Month,
            Frequency::Yearly => Every::Year,
            _ => return None,
        };
        let plan =
            Self { every, interval: parts.interval, months: parts.months.forward().collect(), on: On::All };
        match every {
            Every::Day | Every::Week => plan.by_week(parts, start),
            Every::Month | Every::Year => plan.by_month(parts, start),
        }
    }

    /// Every day, or on days of the week.
    fn by_week(mut self, parts: &Parts, start: CivilDate) -> Option<Self> {
        if !(self.months.is_empty() && parts.month_days.is_empty() && parts.positions.is_empty()) {
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
                let weekdays = if weekdays == 0 { own } else { weekdays };
                self.on = On::Weekdays((0..7).filter(|day| weekdays >> day & 1 == 1).collect());
            }
        }
        Some(self)
    }

    /// On days of the month, every month or in some months of the year.
    fn by_month(mut self, parts: &Parts, start: CivilDate) -> Option<Self> {
        let of_year = parts.frequency == Frequency::Yearly;
        if !of_year && !self.months.is_empty() {
            // Every second month, if it is April, is not said shortly.
            if self.interval > 1 {
                return None;
            }
            self.every = Every::Year;
        }
        let positions = &parts.positions[..];
        let nth_weekdays = match (parts.weekdays, &parts.nth_weekdays[..]) {
            (0, nth) if positions.is_empty() => nth.to_vec(),
            // Every Tuesday of every month is every Tuesday.
            (1.., []) if positions.is_empty() && self.every == Every::Month && self.interval == 1 => {
                return self.by_week(parts, start);
            }
            // A position in place of an ordinal, if it is counted within one month.
            (weekday, [])
                if !positions.is_empty()
                    && weekday.is_power_of_two()
                    && (!of_year || self.months.len() == 1) =>
            {
                positions.iter().map(|nth| (*nth, weekday.trailing_zeros() as u8)).collect()
            }
            _ => return None,
        };
        match (nth_weekdays.is_empty(), parts.month_days.is_empty()) {
            (false, true) => {
                // The second Monday of a year is not one of a month.
                if self.every == Every::Year && self.months.is_empty() {
                    return None;
                }
                // In the order of the calendar, the last ones at the end.
                let places =
                    [1, 2, 3, 4, 5, -1].into_iter().flat_map(|nth| (0..7).map(move |day| (nth, day)));
                let said: Vec<_> = places.filter(|place| nth_weekdays.contains(place)).collect();
                if nth_weekdays.iter().any(|place| !said.contains(place)) {
                    return None;
                }
                self.on = On::Nth(said);
            }
            (true, false) => {
                // The 15th of a year is the 15th of every month; the last but one is not said.
                let sayable = !parts.month_days.has_backward() || parts.month_days.has_last();
                if !sayable || (of_year && self.months.is_empty()) {
                    return None;
                }
                let last = parts.month_days.has_last().then_some(-1);
                self.on = On::Days(parts.month_days.forward().map(|day| day as i8).chain(last).collect());
            }
            (true, true) => {
                if self.every == Every::Year && self.months.is_empty() {
                    self.months.push(start.month());
                }
                self.on = On::Days(vec![start.day() as i8]);
            }
            (false, false) => return None,
        }
        Some(self)
    }
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

/// Each of them said, with something between.
fn joined<T: Copy>(list: &[T], between: &str, say: impl Fn(T) -> String) -> String {
    let said: Vec<String> = list.iter().map(|item| say(*item)).collect();
    said.join(between)
}
