//! Rules that no calendar can follow, for the checker: a page that reads a feed says no more than that something may be
//! missing.

use super::{
    HORIZONS, STEPS_PER_RULE,
    budget::Budget,
    clock::{self, Clock},
    own_clock,
    parts::{LONGEST_RULE, Parts},
    rule::Rule,
    series::Series,
};
use crate::{
    civil::{CivilDate, SECONDS_PER_DAY},
    fault::{
        Fault, NEVER, RULE_COUNT, RULE_HOUR, RULE_INTERVAL, RULE_MINUTE, RULE_MONTH, RULE_MONTH_DAY,
        RULE_POSITION, RULE_SECOND, RULE_TOO_LONG, RULE_UNTIL, RULE_WEEK, RULE_WEEKDAY, RULE_YEAR_DAY,
    },
    model::{Event, EventTime, Rrule},
    read::Clocks,
};

/// The days in which a rule must give a time: forty years, in which 29 February is once on each day of the week.
const PATIENCE: i64 = 40 * 366;

/// The largest count that is walked to its end, whatever the rule: no step of it may be left for want of others.
const LARGEST_COUNT: u32 = STEPS_PER_RULE as u32 / 10;

/// What is wrong with a rule that is well formed, for an event of this start, or of whole days from then on.
pub(crate) fn check(rrule: &Rrule, start: EventTime, takes_days: bool) -> Option<&'static Fault> {
    let text = rrule.as_str();
    if text.len() > LONGEST_RULE {
        return Some(&RULE_TOO_LONG);
    }
    let clock = Clock::of(start, "");
    let faulty = |part: &&str| {
        let alone =
            if part.starts_with("FREQ=") { (*part).to_owned() } else { format!("FREQ=YEARLY;{part}") };
        Rrule::parse(&alone).is_ok_and(|alone| Parts::new(&alone, clock, false).is_none())
    };
    if let Some(part) = text.split(';').find(faulty) {
        return Some(of_part(part.split_once('=')?.0));
    }
    let seconds = start.seconds();
    let rule = Rule::new(rrule, seconds, clock, takes_days)?;
    if rule.parts.count.is_some_and(|count| count > LARGEST_COUNT) {
        return Some(&RULE_COUNT);
    }
    let found = rule.between(seconds, seconds + PATIENCE * SECONDS_PER_DAY, &mut Budget::for_feed(1));
    (found.times.is_empty() && found.complete).then_some(&NEVER)
}

/// The times of a recurring event that is on its own clock, for who asks whether it has one.
pub(crate) struct Times<'a> {
    event: &'a Event,
    start: EventTime,
    zone: &'a str,
    clocks: Clocks,
    series: Series<'a>,
    /// The further times in order: there may be as many as are asked about.
    further: Vec<i64>,
    budget: &'a mut Budget,
}

impl<'a> Times<'a> {
    /// Of an event with a start, on the clock of this zone if it names none, within what all events may take together.
    pub(crate) fn of(
        event: &'a Event,
        zone: &'a str,
        clocks: Clocks,
        budget: &'a mut Budget,
    ) -> Option<Self> {
        let start = event.start?;
        let series = Series::new(event, start, zone);
        let mut further: Vec<i64> = series.further().collect();
        further.sort_unstable();
        let zone = event.zone(zone);
        Some(Self { event, start, zone, clocks, series, further, budget })
    }

    /// A time as the feed writes it on the clock of the event.
    pub(crate) fn on_clock(&self, time: EventTime) -> EventTime {
        own_clock::put(time, self.start, self.zone, self.clocks)
    }

    /// The start of the occurrence that a `recurrence_id` names.
    pub(crate) fn named(&self, id: EventTime) -> Option<EventTime> {
        own_clock::named(self.start, self.on_clock(id))
    }

    /// The seconds of a time on its clock.
    pub(crate) fn id(&self, time: EventTime) -> i64 {
        self.series.id(time)
    }

    /// Whether it leaves out all of its times, so that none is shown. Nobody knows it of a rule that takes too much work.
    pub(crate) fn are_left_out(&mut self) -> bool {
        if self.event.exdate.is_empty() {
            return false;
        }
        let start = self.start.date();
        let first = self.further.first().and_then(|first| day_of(*first)).map_or(start, |day| day.min(start));
        let mut has_times = false;
        for days in HORIZONS {
            let Some(last) = start.plus_days(days) else { return false };
            let mut shown = Vec::new();
            if !self.series.occur(&(first..=last), self.budget, &mut shown) || !shown.is_empty() {
                return false;
            }
            has_times = self.on(first, last).is_some_and(|times| !times.is_empty());
        }
        has_times
    }

    /// Whether it has a time, which as a date means all of its day. Nobody knows it of a rule that takes too much work.
    pub(crate) fn has(&mut self, time: EventTime) -> bool {
        let id = self.series.id(time);
        let midnight = id - id.rem_euclid(SECONDS_PER_DAY);
        let (first, last) =
            if time.is_all_day() { (midnight, midnight + SECONDS_PER_DAY - 1) } else { (id, id) };
        // All of thousands may be on one day, and be asked about.
        let next = self.further.partition_point(|time| *time < first);
        if self.further.get(next).is_some_and(|time| *time <= last) {
            return true;
        }
        let Some(day) = day_of(id) else { return true };
        match self.on(day, day) {
            None => true,
            Some(times) if time.is_all_day() => !times.is_empty(),
            Some(times) => times.contains(&id),
        }
    }

    /// The times on its day.
    pub(crate) fn on_day(&mut self, time: EventTime) -> Vec<i64> {
        let day = day_of(self.series.id(time));
        day.and_then(|day| self.on(day, day)).unwrap_or_default()
    }

    /// The times on its day, or else the last one before and the first one after it, as the feed writes them.
    pub(crate) fn near(&mut self, time: EventTime) -> Vec<EventTime> {
        let id = self.series.id(time);
        let Some(day) = day_of(id) else { return Vec::new() };
        let mut times = self.on_day(time);
        if times.is_empty() {
            let far = |days| day.plus_days(days).unwrap_or(day);
            let all = self.on(far(-366), far(366)).unwrap_or_default();
            let after = all.partition_point(|time| *time < id);
            times = all[after.saturating_sub(1)..all.len().min(after + 1)].to_vec();
        }
        times.into_iter().filter_map(|time| clock::like(self.start, time)).collect()
    }

    /// The first time of its rule, if that is not the start. Of what has no rule, or one without sense, there is none.
    pub(crate) fn first_if_not_start(&mut self) -> Option<EventTime> {
        self.event.rrule.as_ref()?;
        if self.has(self.start) {
            return None;
        }
        let first = self.start.date();
        let all = HORIZONS
            .into_iter()
            .find_map(|days| self.on(first, first.plus_days(days)?).filter(|times| !times.is_empty()));
        clock::like(self.start, *all?.first()?)
    }

    /// The times from the first day to the last, in order, if they can be told.
    fn on(&mut self, first: CivilDate, last: CivilDate) -> Option<Vec<i64>> {
        let (mut times, complete, range) = self.series.ruled(&(first..=last), self.budget);
        let from = self.further.partition_point(|time| time < range.start());
        let to = self.further.partition_point(|time| time <= range.end());
        times.extend(self.further.get(from..to).unwrap_or_default());
        let within = |time: &i64| day_of(*time).is_some_and(|day| first <= day && day <= last);
        times.retain(within);
        times.sort_unstable();
        complete.then_some(times)
    }
}

fn day_of(seconds: i64) -> Option<CivilDate> {
    CivilDate::from_days(i32::try_from(seconds.div_euclid(SECONDS_PER_DAY)).ok()?)
}

/// What is wrong with a part whose value has no sense.
fn of_part(name: &str) -> &'static Fault {
    match name {
        "BYSECOND" => &RULE_SECOND,
        "BYMINUTE" => &RULE_MINUTE,
        "BYHOUR" => &RULE_HOUR,
        "BYMONTH" => &RULE_MONTH,
        "BYMONTHDAY" => &RULE_MONTH_DAY,
        "BYWEEKNO" => &RULE_WEEK,
        "BYYEARDAY" => &RULE_YEAR_DAY,
        "BYSETPOS" => &RULE_POSITION,
        "INTERVAL" => &RULE_INTERVAL,
        "COUNT" => &RULE_COUNT,
        "UNTIL" => &RULE_UNTIL,
        _ => &RULE_WEEKDAY,
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::model::{EventTime, Rrule};

    #[test]
    fn rules_that_no_calendar_can_follow_are_known() {
        let check = |rule: &str, expected: &str| {
            let start = EventTime::parse("2026-04-01T19:00").unwrap();
            let rrule = Rrule::parse(rule).unwrap_or_else(|fault| panic!("{rule}: {fault}"));
            assert_eq!(check(&rrule, start, false).map_or("", |fault| fault.code()), expected, "{rule}");
        };
        for good in [
            "FREQ=MONTHLY;BYDAY=2TU",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
            "FREQ=DAILY;COUNT=10000",
            "FREQ=DAILY;COUNT=1;UNTIL=20260401",
            "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260401T100000Z",
            "FREQ=DAILY;INTERVAL=4294967295",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "FREQ=YEARLY;BYWEEKNO=53;BYDAY=-1SU;WKST=SU",
            "FREQ=SECONDLY",
        ] {
            check(good, "");
        }
        check("FREQ=DAILY;BYHOUR=25", "rule-hour");
        check("BYHOUR=24;FREQ=DAILY", "rule-hour");
        check("FREQ=DAILY;BYMINUTE=0,60", "rule-minute");
        check("FREQ=DAILY;BYSECOND=61", "rule-second");
        check("FREQ=MONTHLY;BYMONTHDAY=40", "rule-month-day");
        check("FREQ=MONTHLY;BYMONTHDAY=0", "rule-month-day");
        check("FREQ=YEARLY;BYMONTH=13", "rule-month");
        check("FREQ=YEARLY;BYMONTH=APRIL", "rule-month");
        check("FREQ=YEARLY;BYWEEKNO=54", "rule-week");
        check("FREQ=YEARLY;BYYEARDAY=-367", "rule-year-day");
        check("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "rule-position");
        check("FREQ=WEEKLY;BYDAY=MON", "rule-weekday");
        check("FREQ=WEEKLY;BYDAY=X", "rule-weekday");
        check("FREQ=WEEKLY;WKST=1", "rule-weekday");
        check("FREQ=WEEKLY;INTERVAL=0", "rule-interval");
        check("FREQ=WEEKLY;INTERVAL=-1", "rule-interval");
        check("FREQ=WEEKLY;COUNT=99999999999", "rule-count");
        check("FREQ=WEEKLY;COUNT=1000000", "rule-count");
        check("FREQ=WEEKLY;UNTIL=20260230", "rule-until");
        check("FREQ=WEEKLY;UNTIL=2026", "rule-until");
        check(&format!("FREQ=YEARLY;BYYEARDAY={}", ["366"; 300].join(",")), "rule-too-long");
        // Each part has sense, and there is still no such day.
        check("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never");
        check("FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31", "never");
        check("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "never");
        check("FREQ=DAILY;COUNT=0", "never");
        check("FREQ=DAILY;UNTIL=20260331", "never");
    }
}
