//! A rule in plain words: 「毎月第2火曜日 19:00」.
//!
//! Only what can be said in a short sentence is said, and it is exact; for any other rule a page shows the next dates
//! alone. やさしい日本語 has readings in 《》, after the run of kanji or the `｜` that they belong to.

mod easy;
mod en;
mod ja;
#[cfg(test)]
mod tests;

use ical::recur::{IcalRecurDateTime, IcalRecurFreq, IcalRecurRule};

use super::{clock::Clock, rule::parts_in_force};
use crate::{
    civil::CivilDate,
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
    let parts = parts_in_force(event.rrule.as_ref()?, Clock::of(start, zone))?;
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
fn day_of(until: IcalRecurDateTime, start: EventTime) -> Option<CivilDate> {
    let date = CivilDate::new(i16::try_from(until.year).ok()?, until.month, until.day)?;
    let time = start.time().map_or((0, 0, 0), |time| (time.hour(), time.minute(), time.second()));
    if (until.hour, until.minute, until.second) < time { date.plus_days(-1) } else { Some(date) }
}

/// What a rule says, as a sentence can be made of it.
struct Plan {
    every: Every,
    interval: u32,
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
    fn new(parts: &IcalRecurRule, start: CivilDate) -> Option<Self> {
        let unsaid = parts.by_second.len()
            + parts.by_minute.len()
            + parts.by_hour.len()
            + parts.by_year_day.len()
            + parts.by_week_no.len();
        if unsaid > 0 {
            return None;
        }
        let every = match parts.freq {
            IcalRecurFreq::Daily => Every::Day,
            IcalRecurFreq::Weekly => Every::Week,
            IcalRecurFreq::Monthly => Every::Month,
            IcalRecurFreq::Yearly => Every::Year,
            _ => return None,
        };
        let plan =
            Self { every, interval: parts.interval, months: sorted(parts.by_month.clone()), on: On::All };
        match every {
            Every::Day | Every::Week => plan.by_week(parts, start),
            Every::Month | Every::Year => plan.by_month(parts, start),
        }
    }

    /// Every day, or on days of the week.
    fn by_week(mut self, parts: &IcalRecurRule, start: CivilDate) -> Option<Self> {
        if self.months.len() + parts.by_month_day.len() + parts.by_set_pos.len() > 0 {
            return None;
        }
        let mut weekdays = sorted(parts.by_day.iter().map(|day| from_monday(day.weekday as u8)).collect());
        if self.every == Every::Day {
            if weekdays.is_empty() {
                return Some(self);
            }
            // Every second day that is a Monday is not said shortly.
            if self.interval > 1 {
                return None;
            }
        }
        if weekdays.is_empty() {
            weekdays.push(start.weekday().from_monday());
        }
        if weekdays.len() == 7 && self.interval == 1 {
            self.every = Every::Day;
        } else {
            self.every = Every::Week;
            self.on = On::Weekdays(weekdays);
        }
        Some(self)
    }

    /// On days of the month, every month or in some months of the year.
    fn by_month(mut self, parts: &IcalRecurRule, start: CivilDate) -> Option<Self> {
        if self.every == Every::Month && !self.months.is_empty() {
            // Every second month, if it is April, is not said shortly.
            if self.interval > 1 {
                return None;
            }
            self.every = Every::Year;
        }
        let by_month_alone = self.every == Every::Month || parts.freq == IcalRecurFreq::Monthly;
        self.on = match (&parts.by_day[..], &parts.by_month_day[..], &parts.by_set_pos[..]) {
            ([], [], []) => On::Days(vec![start.day() as i8]),
            ([], days, []) => On::Days(days.to_vec()),
            // The one weekday in place of an ordinal; counted within a month.
            ([day], [], nths @ [_, ..]) if day.ordinal.is_none() => {
                if !by_month_alone && self.months.len() != 1 {
                    return None;
                }
                On::Nth(nths.iter().map(|nth| (*nth, from_monday(day.weekday as u8))).collect())
            }
            (days, [], []) if days.iter().all(|day| day.ordinal.is_some()) => {
                let nth = |day: &ical::recur::IcalRecurWeekdayNum| {
                    Some((day.ordinal?, from_monday(day.weekday as u8)))
                };
                On::Nth(days.iter().filter_map(nth).collect())
            }
            // Every Tuesday of every month is every Tuesday.
            (days, [], []) if self.every == Every::Month && self.interval == 1 => {
                if days.iter().any(|day| day.ordinal.is_some()) {
                    return None;
                }
                return self.by_week(parts, start);
            }
            _ => return None,
        };
        let sayable = match &mut self.on {
            On::Nth(days) => {
                // The last one after the others, as they come in the month.
                days.sort_unstable_by_key(|(nth, weekday)| (nth.rem_euclid(100), *weekday));
                days.dedup();
                // The nth day of the year is not of a month.
                days.iter().all(|(nth, _)| matches!(nth, 1..=5 | -1))
                    && (self.every == Every::Month || !self.months.is_empty())
            }
            On::Days(days) => {
                days.sort_unstable_by_key(|day| day.rem_euclid(100));
                days.dedup();
                if self.every == Every::Year && self.months.is_empty() {
                    self.months.push(start.month());
                    // The 15th of a year is the 15th of every month.
                    if !parts.by_month_day.is_empty() {
                        return None;
                    }
                }
                days.iter().all(|day| *day >= -1)
            }
            _ => true,
        };
        sayable.then_some(self)
    }
}

/// 0 for Monday, from 0 for Sunday.
fn from_monday(weekday: u8) -> u8 {
    (weekday + 6) % 7
}

fn sorted(mut list: Vec<u8>) -> Vec<u8> {
    list.sort_unstable();
    list.dedup();
    list
}

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
