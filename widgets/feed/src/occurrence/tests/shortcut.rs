//! Starting near the page gives what walking from the start gives.

use ical::recur::{IcalRecurDateTime, IcalRecurRule, expand::IcalRecurExpand};
use proptest::prelude::*;

use crate::{
    civil::{CivilDate, CivilDateTime, SECONDS_PER_DAY as DAY},
    model::{EventTime, Rrule},
    occurrence::{budget::Budget, clock::Clock, rule::Rule},
};

fn plain(rule: &str, start: i64, first: i64, last: i64) -> Vec<i64> {
    let mut rule = IcalRecurRule::parse(rule).unwrap();
    let last = rule.until.map_or(last, |until| last.min(until.seconds()));
    // Without an end the crate looks for the next time until the year 9999. With one it leaves out the days of week 1
    // that are in the year before, if the end is: hence a week more.
    rule.until = Some(IcalRecurDateTime::from_seconds(last + 7 * DAY));
    IcalRecurExpand::new(rule, IcalRecurDateTime::from_seconds(start))
        .map(|time| time.seconds())
        .skip_while(|time| *time < first)
        .take_while(|time| *time <= last)
        .collect()
}

/// A time in the basic form.
fn basic(seconds: i64) -> String {
    crate::ics::time(CivilDateTime::from_seconds(seconds).unwrap())
}

fn part(name: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = String> {
    let list = prop::sample::subsequence(values, 1..=values.len().min(3));
    prop_oneof![3 => Just(String::new()), 1 => list.prop_map(move |list| format!(";{name}={}", list.join(",")))]
}

fn rules() -> impl Strategy<Value = String> {
    let frequency =
        prop::sample::select(&["YEARLY", "MONTHLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"][..]);
    (
        frequency,
        1..60_u32,
        (
            part("BYMONTH", &["1", "2", "4", "12"]),
            part("BYMONTHDAY", &["1", "13", "29", "31", "-1", "-30"]),
            part("BYDAY", &["MO", "TU", "SA", "1SU", "2TU", "-1FR", "5WE"]),
            part("BYWEEKNO", &["1", "20", "53", "-1"]),
            part("BYYEARDAY", &["1", "60", "366", "-1"]),
        ),
        (
            part("BYHOUR", &["0", "9", "23"]),
            part("BYMINUTE", &["0", "30"]),
            part("BYSETPOS", &["1", "2", "-1"]),
            part("WKST", &["SU", "WE"]),
        ),
    )
        .prop_map(|(frequency, interval, days, times)| {
            let (month, month_day, day, week, year_day) = days;
            let (hour, minute, position, week_start) = times;
            format!(
                "FREQ={frequency};INTERVAL={interval}{month}{month_day}{day}{week}{year_day}{hour}{minute}\
                 {position}{week_start}"
            )
        })
        // A list that chose no value of WKST's twice.
        .prop_filter("one start of the week", |rule| !rule.contains("SU,WE"))
}

/// How a rule ends.
#[derive(Clone, Debug)]
enum End {
    Never,
    Count(u32),
    /// So many minutes after the first day of the page begins.
    Until(i64),
}

fn ends() -> impl Strategy<Value = End> {
    prop_oneof![
        3 => Just(End::Never),
        1 => (1..400_u32).prop_map(End::Count),
        1 => (-1_440..72_000_i64).prop_map(End::Until),
    ]
}

/// From 1995 to 2005 on any minute; leap days and the ends of months more often than by chance.
fn starts() -> impl Strategy<Value = i64> {
    let day = prop_oneof![
        2 => 9_131..12_784_i32,
        1 => prop::sample::select(&[(1996, 2, 29), (2000, 2, 29), (1999, 12, 31), (2001, 1, 31), (1998, 8, 30)][..])
            .prop_map(|(year, month, day)| CivilDate::new(year, month, day).unwrap().days()),
    ];
    (day, 0..1_440_i64).prop_map(|(day, minute)| i64::from(day) * DAY + minute * 60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_short_way_gives_what_the_long_way_gives(
        rule in rules(), end in ends(), start in starts(), later in -400..3_000_i64, days in 1..50_i64,
    ) {
        // The long way through minutes is long indeed.
        let later = if rule.contains("HOURLY") || rule.contains("MINUTELY") { later / 40 } else { later };
        let first = start.div_euclid(DAY) * DAY + later * DAY;
        let last = first + days * DAY - 1;
        let rule = match end {
            End::Never => rule,
            End::Count(count) => format!("{rule};COUNT={count}"),
            End::Until(minutes) => format!("{rule};UNTIL={}", basic(first + minutes * 60)),
        };
        let rrule = Rrule::parse(&rule).unwrap();
        let begins = EventTime::Local(CivilDateTime::from_seconds(start).unwrap());
        let short = Rule::new(&rrule, start, Clock::of(begins, "Asia/Tokyo"), false).unwrap();
        let short = short.between(first, last, &mut Budget::for_feed(1));
        let long = plain(&rule, start, first, last);
        if short.complete {
            prop_assert_eq!(short.times, long);
        } else {
            // What is cut off is cut off at the end.
            prop_assert!(long.starts_with(&short.times));
        }
    }
}
