//! Rules that were written to keep a page busy. Work is counted in steps, so that no clock is needed to see it bounded.

use super::{between, feed};
use crate::{
    model::Rrule,
    occurrence::{
        OCCURRENCES_PER_FEED, OCCURRENCES_PER_RULE, STEPS_PER_FEED, STEPS_PER_RULE, budget::Budget,
        clock::Clock, rule::Rule,
    },
};

/// The steps that a rule takes for November 2026, the times found, and whether they are all.
fn cost(start: &str, rule: &str) -> (u64, usize, bool) {
    let start = crate::model::EventTime::parse(start).unwrap();
    let rrule = Rrule::parse(rule).unwrap();
    let november = super::date("2026-11-01")..=super::date("2026-11-30");
    let (first, last) = crate::occurrence::seconds_of(&november);
    let Some(rule) = Rule::new(&rrule, start.seconds(), Clock::of(start, "Asia/Tokyo"), false) else {
        return (0, 0, false);
    };
    let mut budget = Budget::for_feed(1);
    let found = rule.between(first, last, &mut budget);
    (STEPS_PER_FEED - budget.steps_left(), found.times.len(), found.complete)
}

#[test]
fn no_rule_takes_more_than_its_steps() {
    let long_list = |name: &str, value: &str| format!("FREQ=YEARLY;{name}={}", vec![value; 190].join(","));
    let every_second =
        "BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9,60";
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;COUNT=4294967295",
        "FREQ=SECONDLY;COUNT=4294967295;BYMONTH=2",
        "FREQ=SECONDLY;BYSETPOS=2",
        "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1",
        "FREQ=SECONDLY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=SECONDLY;INTERVAL=4294967295",
        "FREQ=MINUTELY;BYSETPOS=-366",
        "FREQ=HOURLY;COUNT=4294967295;BYDAY=MO",
        "FREQ=DAILY;COUNT=4294967295;BYDAY=MO",
        "FREQ=WEEKLY;COUNT=4294967295;BYDAY=MO",
        "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=11",
        "FREQ=YEARLY;INTERVAL=4294967295",
        "FREQ=MONTHLY;INTERVAL=4294967295",
        "FREQ=YEARLY;COUNT=4294967295;BYDAY=53MO",
        "FREQ=YEARLY;BYDAY=32767MO,-32768SU",
        &format!("FREQ=YEARLY;{every_second}"),
        &format!("FREQ=DAILY;{every_second}"),
        &long_list("BYDAY", "1MO"),
        &long_list("BYYEARDAY", "-366"),
        "FREQ=DAILY;UNTIL=00010101",
        "FREQ=DAILY;COUNT=0",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=9",
        "FREQ=YEARLY;BYWEEKNO=53;BYSETPOS=-366",
    ] {
        for start in ["2026-11-01T00:00", "0001-01-01T00:00", "0004-02-29T23:59", "9999-12-31T23:59"] {
            let (steps, times, _) = cost(start, rule);
            assert!(steps <= STEPS_PER_RULE, "{rule} from {start} took {steps} steps");
            assert!(times <= OCCURRENCES_PER_RULE, "{rule} from {start} gave {times}");
        }
    }
}

/// The times found in November 2026, and whether they are all.
fn check(start: &str, rule: &str, expected: (usize, bool)) {
    let (_, times, complete) = cost(start, rule);
    assert_eq!((times, complete), expected, "{rule} from {start}");
}

#[test]
fn a_count_is_walked_past_what_the_rule_does_not_name() {
    // Nine in the morning once a day, and so on: the last times are in that November.
    check("2026-08-25T09:00", "FREQ=MINUTELY;BYHOUR=9;BYMINUTE=0;COUNT=100", (30, true));
    check("2013-03-24T09:00", "FREQ=HOURLY;BYHOUR=9;COUNT=5000", (30, true));
    check("2026-10-01T09:00", "FREQ=SECONDLY;BYHOUR=9,21;BYMINUTE=0;BYSECOND=0,30;COUNT=128", (4, true));
    // As many as the checker lets through.
    check("2000-01-01T09:00", "FREQ=MINUTELY;BYHOUR=9;BYMINUTE=0;COUNT=10000", (30, true));
    check("2000-01-01T09:00", "FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=0;COUNT=10000", (30, true));
}

#[test]
fn what_is_cut_off_is_said() {
    check("2026-11-01T00:00", "FREQ=SECONDLY", (OCCURRENCES_PER_RULE, false));
    check("2026-11-01T00:00", "FREQ=HOURLY", (720, true));
    check("0001-01-01T00:00", "FREQ=DAILY", (30, true));
    check("0001-01-01T00:00", "FREQ=WEEKLY;BYDAY=MO", (5, true));
    check("0001-01-31T00:00", "FREQ=MONTHLY", (0, true));
    check("0001-11-30T00:00", "FREQ=YEARLY", (1, true));
    // A count has to be walked from the start: from 1970, but not from the year 1.
    check("1970-01-01T00:00", "FREQ=DAILY;COUNT=4294967295", (30, true));
    check("0001-01-01T00:00", "FREQ=DAILY;COUNT=4294967295", (0, false));
    check("2026-10-31T00:00", "FREQ=MINUTELY;COUNT=1500", (60, true));
    check("1950-01-01T00:00", "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10", (0, true));
    check("1970-01-01T00:00", "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=100000", (9, true));
    check("0001-01-01T00:00", "FREQ=DAILY;BYDAY=MO,WE;COUNT=1000000", (0, false));
    check("2026-11-01T00:00", "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2", (0, true));
    check("2026-11-01T00:00", "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=11", (0, true));
    check("2026-11-01T00:00", "FREQ=DAILY;BYHOUR=25", (0, false));
}

#[test]
fn a_feed_of_hostile_rules_has_one_budget() {
    let event = r#""start":"2026-11-01T00:00","rrule":"FREQ=SECONDLY;BYSETPOS=2""#;
    let once = r#""start":"2026-11-03T10:00""#;
    let mut events = vec![event; 1_000];
    events.push(once);
    let feed = feed(&events);
    let found = between(&feed, "2026-11-01", "2026-11-30");
    assert_eq!(found.list.len(), 1, "the event without a rule is always there");
    // 50 of them take what a feed may take; none is walked to its end.
    assert_eq!(found.incomplete.len(), 1_000);
}

#[test]
fn an_ordinary_rule_does_not_starve_beside_greedy_ones() {
    let weekly = r#""start":"2026-11-03T10:00","rrule":"FREQ=WEEKLY""#;
    // Such as take all steps and such as have all occurrences, before it and after it.
    for greedy in [
        r#""start":"2026-11-01T00:00","rrule":"FREQ=SECONDLY;BYSETPOS=2""#,
        r#""start":"2026-11-01T00:00","rrule":"FREQ=MINUTELY""#,
    ] {
        let mut events = vec![greedy; 300];
        events.insert(150, weekly);
        events.push(weekly);
        let feed = feed(&events);
        let found = between(&feed, "2026-11-01", "2026-11-30");
        for place in [150, 301] {
            let event = &feed.events[place];
            let times = found.list.iter().filter(|occurrence| occurrence.event.id == event.id).count();
            assert_eq!(times, 4, "{greedy} before {place}");
            assert!(!found.incomplete.iter().any(|incomplete| incomplete.id == event.id));
        }
        assert_eq!(found.incomplete.len(), 300);
    }
}

#[test]
fn a_rule_may_take_more_than_its_share_of_what_others_leave() {
    // 1,000 rules, of which the first has to be walked from long ago: 20,000 steps, and a share is 5,000.
    let mut events = vec![r#""start":"1972-01-01T10:00","rrule":"FREQ=DAILY;COUNT=100000""#];
    events.extend(vec![r#""start":"2026-11-03T10:00","rrule":"FREQ=WEEKLY""#; 999]);
    let feed = feed(&events);
    let found = between(&feed, "2026-11-01", "2026-11-30");
    assert_eq!((found.list.len(), found.incomplete.len()), (30 + 999 * 4, 0));
}

#[test]
fn rules_that_have_more_than_a_page_takes_have_as_much_each() {
    // A page may have 200,000: 400 rules of each day have 500 of two years, all of them the earliest.
    let feed = feed(&[r#""start":"2026-11-01T10:00","rrule":"FREQ=DAILY""#; 400]);
    let found = between(&feed, "2026-11-01", "2028-10-31");
    assert_eq!((found.list.len(), found.incomplete.len()), (OCCURRENCES_PER_FEED, 400));
    assert_eq!(found.list.last().unwrap().first_day(), super::date("2028-03-14"));
}

#[test]
fn a_position_counts_within_a_whole_period_alone() {
    // 1,440 times on each of four months' days are more than the steps of a rule, which end in November: what comes first
    // or last of a year is not known, and none is shown rather than a wrong one.
    let list = |last: u8| (0..=last).map(|value| value.to_string()).collect::<Vec<_>>().join(",");
    let every_minute = format!("BYHOUR={};BYMINUTE={}", list(23), list(59));
    let autumn = format!("BYMONTH=9,10,11,12;{every_minute};BYSETPOS=-1");
    check("2026-01-01T00:00", &format!("FREQ=YEARLY;{autumn};BYDAY=MO,TU,WE,TH,FR,SA,SU"), (0, false));
    check("2026-01-01T00:00", &format!("FREQ=YEARLY;{autumn};BYDAY=MO,TU"), (0, true));
    check("2026-01-01T00:00", &format!("FREQ=MONTHLY;{every_minute};BYDAY=MO,TU;BYSETPOS=-1"), (1, true));
}

/// To go through all of a day for each of its changes takes minutes.
#[test]
fn changes_of_one_day_take_no_more_time_than_those_of_many() {
    const MANY: usize = 30_000;
    let (time, change) = (r#""2026-11-03T10:00""#, r#"{"recurrence_id":"2026-11-03","title":"once"}"#);
    let times = (0..MANY).map(|second| {
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        format!(r#""2026-11-03T{hour:02}:{minute:02}:{second:02}""#)
    });
    let event = format!(
        r#""start":{time},"rdate":[{}],"overrides":[{}]"#,
        times.collect::<Vec<_>>().join(","),
        vec![change; MANY].join(",")
    );
    let feed = feed(&[&event]);
    let found = between(&feed, "2026-11-01", "2026-11-30");
    assert_eq!(found.list.len(), MANY + 1);
    let title = &feed.events[0].overrides[0];
    assert!(found.list.iter().all(|occurrence| occurrence.change.is_some_and(|of| std::ptr::eq(of, title))));
}

#[test]
fn a_rule_without_sense_leaves_the_start() {
    let feed = feed(&[r#""start":"2026-11-03T10:00","rrule":"FREQ=DAILY;BYHOUR=25""#]);
    let found = between(&feed, "2026-11-01", "2026-11-30");
    assert_eq!((found.list.len(), found.incomplete.len()), (1, 1));
}
