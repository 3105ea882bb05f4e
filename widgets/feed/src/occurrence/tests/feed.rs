//! What the feed says about single times: further ones, missing ones, moved ones; and which days an event touches.

use super::{between, date, feed, shown};
use crate::{
    civil::CivilDateTime,
    model::{EventStatus, EventTime, Feed},
    occurrence::{Occurrences, next_of},
};

/// What takes place from the first day to the last, in order.
fn check(events: &[&str], days: &str, expected: &[&str]) {
    let feed = feed(events);
    let (from, to) = days.split_once('/').unwrap();
    let found = between(&feed, from, to);
    let list: Vec<String> = found.list.iter().map(shown).collect();
    assert_eq!(list, expected, "{events:?} within {days}");
    assert_eq!(found.incomplete.len(), 0, "{events:?}");
}

const TUESDAYS: &str =
    r#""start":"2026-04-01T19:00","end":"2026-04-01T21:00","rrule":"FREQ=MONTHLY;BYDAY=2TU""#;

fn tuesdays(more: &str) -> String {
    format!("{TUESDAYS},{more}")
}

#[test]
fn an_event_once() {
    let party = r#""start":"2026-04-30T22:00","end":"2026-05-01T00:30""#;
    check(&[party], "2026-05-01/2026-05-31", &["2026-04-30T22:00/2026-05-01T00:30"]);
    check(&[party], "2026-05-02/2026-05-31", &[]);
    let until_midnight = r#""start":"2026-04-30T22:00","end":"2026-05-01T00:00""#;
    check(&[until_midnight], "2026-05-01/2026-05-31", &[]);
    check(&[r#""start":"2026-05-01T00:00""#], "2026-05-01/2026-05-01", &["2026-05-01T00:00"]);
    check(&[r#""when":{"label":"2026年5月以降"}"#], "2026-01-01/2026-12-31", &[]);
}

#[test]
fn whole_days_end_with_their_last_one() {
    let festival = r#""start":"2026-11-20","end":"2026-11-22""#;
    check(&[festival], "2026-11-22/2026-11-22", &["2026-11-20/2026-11-22"]);
    check(&[festival], "2026-11-23/2026-11-30", &[]);
    let yearly = r#""start":"2020-12-30","end":"2021-01-02","rrule":"FREQ=YEARLY""#;
    check(&[yearly], "2026-01-01/2026-01-31", &["2025-12-30/2026-01-02"]);
    check(&[yearly], "2026-01-03/2026-01-31", &[]);
}

#[test]
fn the_start_is_a_bound_and_not_a_time_of_its_own() {
    check(
        &[TUESDAYS],
        "2026-04-01/2026-06-01",
        &["2026-04-14T19:00/2026-04-14T21:00", "2026-05-12T19:00/2026-05-12T21:00"],
    );
    check(&[TUESDAYS], "2025-01-01/2026-03-31", &[]);
}

#[test]
fn an_hour_that_begins_before_the_end_has_its_times_until_then() {
    // The rule names the minutes, and the start is at another than the end.
    check(
        &[r#""start":"2026-05-01T10:30","rrule":"FREQ=HOURLY;BYMINUTE=0,30;UNTIL=20260501T121500""#],
        "2026-05-01/2026-05-31",
        &["2026-05-01T10:30", "2026-05-01T11:00", "2026-05-01T11:30", "2026-05-01T12:00"],
    );
}

#[test]
fn past_midnight_into_the_page() {
    let nightly = r#""start":"2026-01-01T23:00","end":"2026-01-02T01:00","rrule":"FREQ=DAILY""#;
    check(
        &[nightly],
        "2026-05-01/2026-05-01",
        &["2026-04-30T23:00/2026-05-01T01:00", "2026-05-01T23:00/2026-05-02T01:00"],
    );
}

#[test]
fn a_position_counts_what_is_after_the_page() {
    // The last day of weeks 1 and 20 is that of week 20, also on a page that ends before it.
    let yearly = r#""start":"1996-02-29","rrule":"FREQ=YEARLY;BYWEEKNO=1,20;BYSETPOS=-1""#;
    check(&[yearly], "1998-11-27/1999-01-11", &[]);
    check(&[yearly], "1999-05-01/1999-05-31", &["1999-05-23"]);
    let monthly = r#""start":"2026-01-01","rrule":"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1""#;
    check(&[monthly], "2026-11-01/2026-11-24", &[]);
}

#[test]
fn a_week_of_the_year_before() {
    // Week 53 of 2026 ends on 3 January 2027.
    let yearly = r#""start":"2020-01-01","rrule":"FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR""#;
    check(&[yearly], "2027-01-01/2027-01-31", &["2027-01-01"]);
    // Also where it is that of the start.
    for count in ["", ";COUNT=1"] {
        let itself = format!(r#""start":"2027-01-01","rrule":"FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR{count}""#);
        check(&[&itself], "2027-01-01/2027-01-31", &["2027-01-01"]);
    }
    let first = r#""start":"0001-01-01","rrule":"FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO""#;
    check(&[first], "0001-01-01/0001-01-31", &["0001-01-01"]);
    // Week 1 of 2009 begins on 29 December 2008.
    let yearly = r#""start":"2003-01-01","rrule":"FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO""#;
    check(&[yearly], "2008-12-01/2008-12-31", &["2008-12-29"]);
}

#[test]
fn until_means_what_people_mean() {
    let daily = |start: &str, rule: &str| format!(r#""start":"{start}","rrule":"FREQ=DAILY;{rule}""#);
    // The day itself is in, although 19:00 is after its midnight.
    let by_date = daily("2027-03-30T19:00", "UNTIL=20270331");
    check(&[&by_date], "2027-03-01/2027-04-30", &["2027-03-30T19:00", "2027-03-31T19:00"]);
    // 14:59:59 in UTC is the end of the day in Japan, as calendar programs write it.
    let in_utc = daily("2027-03-30T19:00", "UNTIL=20270331T145959Z");
    check(&[&in_utc], "2027-03-01/2027-04-30", &["2027-03-30T19:00", "2027-03-31T19:00"]);
    let with_offset = daily("2027-03-30T19:00-05:00", "UNTIL=20270401T000000Z");
    check(&[&with_offset], "2027-03-01/2027-04-30", &["2027-03-30T19:00-05:00", "2027-03-31T19:00-05:00"]);
    let whole_days = daily("2027-03-30", "UNTIL=20270331");
    check(&[&whole_days], "2027-03-01/2027-04-30", &["2027-03-30", "2027-03-31"]);
}

/// The clocks of Berlin and New York in the spring of 2026, as their laws have it: summer time from 29 March 01:00 UTC,
/// and from 8 March 07:00 UTC.
fn spring_of_2026(zone: &str, moment: i64) -> Option<CivilDateTime> {
    let is_after = |time: &str| moment >= EventTime::parse(time).unwrap().seconds();
    let hours = match zone {
        "Europe/Berlin" => 1 + i64::from(is_after("2026-03-29T01:00")),
        "America/New_York" => -5 + i64::from(is_after("2026-03-08T07:00")),
        _ => return None,
    };
    CivilDateTime::from_seconds(moment + hours * 3_600)
}

#[test]
fn until_in_utc_counts_the_first_of_two_hours_of_one_name() {
    // The clocks of New York go back from 02:00 to 01:00 on 1 November 2026, at 06:00 UTC (15 U.S.C. 260a). A time that
    // there is twice is the first one (RFC 5545 §3.3.5): 01:30 is 05:30 UTC.
    let clocks = |_: &str, moment| {
        let is_winter = moment >= EventTime::parse("2026-11-01T06:00").unwrap().seconds();
        CivilDateTime::from_seconds(moment - if is_winter { 5 } else { 4 } * 3_600)
    };
    let check = |start: &str, until: &str, expected: &[&str]| {
        let event = format!(
            r#""start":"2026-10-31T{start}","time_zone":"America/New_York","rrule":"FREQ=DAILY;UNTIL={until}""#
        );
        let mut feed = feed(&[&event]);
        for event in feed.events.entries_mut() {
            event.put_on_clock("Asia/Tokyo", clocks);
        }
        let list: Vec<String> = between(&feed, "2026-11-01", "2026-11-30").list.iter().map(shown).collect();
        assert_eq!(list, expected, "{start} {until}");
    };
    check("01:30", "20261101T060000Z", &["2026-11-01T01:30"]);
    check("01:30", "20261101T053000Z", &["2026-11-01T01:30"]);
    check("01:30", "20261101T052959Z", &[]);
    check("01:30", "20261101T062000Z", &["2026-11-01T01:30"]);
    // That of 02:00 is 07:00 UTC, and there is one.
    check("02:00", "20261101T065959Z", &[]);
    check("02:00", "20261101T070000Z", &["2026-11-01T02:00"]);
    check("03:30", "20261101T083000Z", &["2026-11-01T03:30"]);
    check("03:30", "20261101T082959Z", &[]);
}

#[test]
fn until_in_utc_loses_no_time_of_a_clock_that_changes() {
    let check = |zone: &str, start: &str, rule: &str, with_clock: &[&str], without: &[&str]| {
        let event = format!(r#""start":"{start}","time_zone":"{zone}","rrule":"{rule}""#);
        let mut feed = feed(&[&event]);
        let last = |feed: &Feed| -> Vec<String> {
            let found = between(feed, "2026-03-01", "2026-05-31").list;
            found.iter().rev().take(2).rev().map(|occurrence| occurrence.start.to_string()).collect()
        };
        assert_eq!(last(&feed), without, "{zone} {rule}");
        for event in feed.events.entries_mut() {
            event.put_on_clock("Asia/Tokyo", spring_of_2026);
        }
        assert_eq!(last(&feed), with_clock, "{zone} {rule}");
    };
    // 09:00 in summer is 07:00 in UTC.
    let weekly = ["2026-04-03T09:00", "2026-04-10T09:00"];
    check("Europe/Berlin", "2026-03-06T09:00", "FREQ=WEEKLY;UNTIL=20260410T070000Z", &weekly, &weekly);
    let one_less = ["2026-03-27T09:00", "2026-04-03T09:00"];
    check("Europe/Berlin", "2026-03-06T09:00", "FREQ=WEEKLY;UNTIL=20260410T065959Z", &one_less, &weekly);
    // The evening of the 10th in New York is the 11th in UTC.
    let daily = ["2026-04-09T20:00", "2026-04-10T20:00"];
    check("America/New_York", "2026-04-08T20:00", "FREQ=DAILY;UNTIL=20260411T000000Z", &daily, &daily);
    // The morning of the 10th in Shanghai is the 9th in UTC; nobody here knows its clock.
    let daily = ["2026-04-09T07:00", "2026-04-10T07:00"];
    check("Asia/Shanghai", "2026-04-08T07:00", "FREQ=DAILY;UNTIL=20260409T230000Z", &daily, &daily);
    // To the second before midnight in UTC, which is two hours into the next day in Berlin.
    let daily = ["2026-04-09T09:00", "2026-04-10T09:00"];
    let one_more = ["2026-04-10T09:00", "2026-04-11T09:00"];
    check("Europe/Berlin", "2026-04-09T09:00", "FREQ=DAILY;UNTIL=20260410T235959Z", &daily, &one_more);
}

/// What takes place in April 2026 of an event at this start in this zone.
fn check_on_clock(start: &str, zone: &str, more: &str, expected: &[&str]) {
    let event = format!(r#""start":"{start}","time_zone":"{zone}",{more}"#);
    let mut feed = feed(&[&event]);
    for event in feed.events.entries_mut() {
        event.put_on_clock("Asia/Tokyo", spring_of_2026);
    }
    let list: Vec<String> = between(&feed, "2026-04-01", "2026-04-30").list.iter().map(shown).collect();
    assert_eq!(list, expected, "{event}");
}

#[test]
fn times_with_another_offset_are_put_on_the_clock_of_the_event() {
    // New York is four hours behind UTC then, so its evening is the next day in UTC.
    let check = |more: &str, expected: &[&str]| {
        check_on_clock("2026-04-03T19:00", "America/New_York", more, expected);
    };
    check(r#""end":"2026-04-04T02:00Z""#, &["2026-04-03T19:00/2026-04-03T22:00"]);
    let daily = r#""rrule":"FREQ=DAILY;COUNT=3""#;
    let two = ["2026-04-03T19:00", "2026-04-05T19:00"];
    check(&format!(r#"{daily},"exdate":["2026-04-04T23:00Z"]"#), &two);
    check(&format!(r#"{daily},"exdate":["2026-04-04T18:00-05:00"]"#), &two);
    check(r#""rdate":["2026-04-06T00:00Z"]"#, &["2026-04-03T19:00", "2026-04-05T20:00"]);
    check(
        &format!(
            r#"{daily},"overrides":[{{"recurrence_id":"2026-04-04T23:00Z","start":"2026-04-05T02:00Z","end":"2026-04-05T03:00Z"}}]"#
        ),
        &["2026-04-03T19:00", "2026-04-04T22:00/2026-04-04T23:00", "2026-04-05T19:00"],
    );
    // A zone with one offset all year, and one that nobody knows.
    check_on_clock(
        "2026-04-03T19:00",
        "Asia/Singapore",
        r#""end":"2026-04-03T12:00Z""#,
        &["2026-04-03T19:00/2026-04-03T20:00"],
    );
    check_on_clock(
        "2026-04-03T19:00",
        "Asia/Shanghai",
        r#""end":"2026-04-03T22:00Z""#,
        &["2026-04-03T19:00/2026-04-03T22:00Z"],
    );
}

#[test]
fn a_start_with_an_offset_is_the_clock_of_all_times() {
    let offset = r#""start":"2026-04-03T19:00-05:00","end":"2026-04-03T21:00""#;
    check(&[offset], "2026-04-01/2026-04-30", &["2026-04-03T19:00-05:00/2026-04-03T21:00-05:00"]);
    let daily = r#""start":"2026-04-03T19:00-05:00","rrule":"FREQ=DAILY;COUNT=2","overrides":[
        {"recurrence_id":"2026-04-04T19:00","start":"2026-04-05T18:00","end":"2026-04-06T00:00Z"}]"#;
    check(
        &[daily],
        "2026-04-01/2026-04-30",
        &["2026-04-03T19:00-05:00", "2026-04-05T18:00-05:00/2026-04-05T19:00-05:00"],
    );
}

#[test]
fn whole_days_recur_once_a_day() {
    // RFC 5545 §3.3.10: BYHOUR, BYMINUTE and BYSECOND are ignored where the start is a date.
    let two = ["2026-04-01", "2026-04-02"];
    for rule in ["FREQ=DAILY;BYHOUR=9,15;COUNT=2", "FREQ=HOURLY;INTERVAL=6;COUNT=2", "FREQ=MINUTELY;COUNT=2"]
    {
        check(&[&format!(r#""start":"2026-04-01","rrule":"{rule}""#)], "2026-04-01/2026-04-30", &two);
    }
    check(
        &[r#""start":"2026-04-01T10:00","all_day":true,"rrule":"FREQ=DAILY;BYHOUR=9,15;COUNT=2""#],
        "2026-04-01/2026-04-30",
        &["2026-04-01T10:00", "2026-04-02T10:00"],
    );
    let other_days = r#""start":"2026-04-01","rrule":"FREQ=HOURLY;INTERVAL=48;COUNT=2""#;
    check(&[other_days], "2026-04-01/2026-04-30", &["2026-04-01", "2026-04-03"]);
}

#[test]
fn further_times() {
    let twice = r#""start":"2026-04-01T19:00","end":"2026-04-01T21:00","rdate":["2026-04-03","2026-04-02T10:00","2026-04-01T19:00"]"#;
    check(
        &[twice],
        "2026-04-01/2026-04-30",
        &[
            "2026-04-01T19:00/2026-04-01T21:00",
            "2026-04-02T10:00/2026-04-02T12:00",
            "2026-04-03T19:00/2026-04-03T21:00",
        ],
    );
    // On the clock of Japan, where the event's zone is known.
    let in_utc = r#""start":"2026-04-01T19:00","rdate":["2026-04-02T10:00Z"]"#;
    check(&[in_utc], "2026-04-02/2026-04-30", &["2026-04-02T19:00"]);
    // Nobody has lent the reader a clock here.
    let unknown =
        r#""start":"2026-04-01T19:00","time_zone":"America/New_York","rdate":["2026-04-02T10:00Z"]"#;
    check(&[unknown], "2026-04-02/2026-04-30", &["2026-04-02T10:00"]);
}

#[test]
fn times_left_out() {
    let june = ["2026-06-09T19:00/2026-06-09T21:00"];
    for exdate in ["2026-05-12T19:00", "2026-05-12", "2026-05-12T10:00Z", "2026-05-12T19:00+09:00"] {
        let event = tuesdays(&format!(r#""exdate":["{exdate}"]"#));
        check(&[&event], "2026-05-01/2026-06-30", &june);
    }
    let other_time = tuesdays(r#""exdate":["2026-05-12T18:00"]"#);
    check(&[&other_time], "2026-05-01/2026-05-31", &["2026-05-12T19:00/2026-05-12T21:00"]);
    let also_further = tuesdays(r#""rdate":["2026-05-20T19:00"],"exdate":["2026-05-20","2026-05-12"]"#);
    check(&[&also_further], "2026-05-01/2026-05-31", &[]);
    // The time of an event that is once, too.
    let once = |exdate| format!(r#""start":"2026-05-12T19:00","exdate":["{exdate}"]"#);
    check(&[&once("2026-05-12T19:00")], "2026-05-01/2026-05-31", &[]);
    check(&[&once("2026-05-12")], "2026-05-01/2026-05-31", &[]);
    check(&[&once("2026-05-13")], "2026-05-01/2026-05-31", &["2026-05-12T19:00"]);
}

#[test]
fn single_ones_moved() {
    let moved = tuesdays(r#""overrides":[{"recurrence_id":"2026-05-12T19:00","start":"2026-06-02T18:30"}]"#);
    check(&[&moved], "2026-05-01/2026-05-31", &[]);
    check(
        &[&moved],
        "2026-06-01/2026-06-30",
        &["2026-06-02T18:30/2026-06-02T20:30", "2026-06-09T19:00/2026-06-09T21:00"],
    );
    let longer =
        tuesdays(r#""overrides":[{"recurrence_id":"2026-05-12","start":"2026-05-13","end":"2026-05-15"}]"#);
    check(&[&longer], "2026-05-15/2026-05-31", &["2026-05-13/2026-05-15"]);
    let in_utc =
        tuesdays(r#""overrides":[{"recurrence_id":"2026-05-12T10:00Z","start":"2026-05-13T10:00Z"}]"#);
    check(&[&in_utc], "2026-05-01/2026-05-31", &["2026-05-13T19:00/2026-05-13T21:00"]);
    // What the rule does not have is a time of its own, unless it is called off.
    let own = tuesdays(r#""overrides":[{"recurrence_id":"2026-05-20T19:00"}]"#);
    let second = "2026-05-20T19:00/2026-05-20T21:00";
    check(&[&own], "2026-05-01/2026-05-31", &["2026-05-12T19:00/2026-05-12T21:00", second]);
    for gone in [
        r#""overrides":[{"recurrence_id":"2026-05-20T19:00","status":"cancelled"}]"#,
        r#""overrides":[{"recurrence_id":"2026-04-14T19:00","start":"2026-05-20T19:00"}],"exdate":["2026-04-14"]"#,
    ] {
        check(&[&tuesdays(gone)], "2026-05-01/2026-05-31", &["2026-05-12T19:00/2026-05-12T21:00"]);
    }
}

#[test]
fn a_day_that_is_moved_is_once_on_every_page() {
    let moved = r#""start":"2026-05-01T10:00","rrule":"FREQ=DAILY;COUNT=20;BYHOUR=10,14",
        "overrides":[{"recurrence_id":"2026-05-06","start":"2026-06-01T18:00"}]"#;
    check(&[moved], "2026-06-01/2026-06-01", &["2026-06-01T18:00"]);
    let last = ["2026-05-10T10:00", "2026-05-10T14:00", "2026-06-01T18:00"];
    check(&[moved], "2026-05-10/2026-06-01", &last);
    let before = ["2026-05-05T10:00", "2026-05-05T14:00"];
    check(&[moved], "2026-05-05/2026-05-06", &before);
    let feed = feed(&[moved]);
    let all = between(&feed, "2026-05-01", "2026-06-01").list;
    assert_eq!(all.iter().filter(|occurrence| occurrence.change.is_some()).count(), 1);
    // What stays on its day is each of its times.
    let renamed = r#""start":"2026-05-01T10:00","rrule":"FREQ=DAILY;COUNT=20;BYHOUR=10,14",
        "overrides":[{"recurrence_id":"2026-05-06","title":"B"}]"#;
    check(&[renamed], "2026-05-06/2026-05-06", &["2026-05-06T10:00", "2026-05-06T14:00"]);
}

#[test]
fn single_ones_different() {
    let event = tuesdays(
        r#""url":"https://example.jp/","overrides":[
            {"recurrence_id":"2026-05-12T19:00","status":"cancelled"},
            {"recurrence_id":"2026-06-09","title":"拡大版","url":"https://example.jp/6"},
            {"recurrence_id":"2026-06-09","title":"二度目"}]"#,
    );
    let feed = feed(&[&event]);
    let found = between(&feed, "2026-05-01", "2026-06-30");
    let said: Vec<_> = found
        .list
        .iter()
        .map(|occurrence| {
            let url = occurrence.url().unwrap().as_str();
            (occurrence.status(), occurrence.title().get(crate::model::Lang::Ja), url)
        })
        .collect();
    assert_eq!(
        said,
        [
            (EventStatus::Cancelled, "E0", "https://example.jp/"),
            (EventStatus::Scheduled, "拡大版", "https://example.jp/6")
        ]
    );
}

#[test]
fn of_two_changes_of_one_occurrence_the_first_counts_on_every_page() {
    let twice = tuesdays(
        r#""overrides":[{"recurrence_id":"2026-05-12T19:00","start":"2026-06-02T19:00"},
            {"recurrence_id":"2026-05-12T19:00","start":"2026-06-03T19:00"}]"#,
    );
    let moved = "2026-06-02T19:00/2026-06-02T21:00";
    let june = "2026-06-09T19:00/2026-06-09T21:00";
    check(&[&twice], "2026-05-01/2026-06-30", &[moved, june]);
    check(&[&twice], "2026-06-01/2026-06-30", &[moved, june]);
    let off = tuesdays(
        r#""overrides":[{"recurrence_id":"2026-05-12T19:00","status":"cancelled"},
            {"recurrence_id":"2026-05-12T19:00","start":"2026-06-03T19:00"}]"#,
    );
    check(&[&off], "2026-06-01/2026-06-30", &[june]);
    // Of what the rule does not have too, in whatever order the changes stand.
    let own = tuesdays(
        r#""overrides":[{"recurrence_id":"2026-06-20T19:00","start":"2026-06-21T19:00"},
            {"recurrence_id":"2026-06-15T19:00","start":"2026-06-16T19:00"},
            {"recurrence_id":"2026-06-20T19:00","start":"2026-06-22T19:00"}]"#,
    );
    let (first, second) = ("2026-06-16T19:00/2026-06-16T21:00", "2026-06-21T19:00/2026-06-21T21:00");
    check(&[&own], "2026-06-01/2026-06-30", &[june, first, second]);
}

#[test]
fn in_order() {
    check(
        &[
            r#""start":"2026-05-02T10:00""#,
            r#""start":"2026-05-01T10:00","rrule":"FREQ=DAILY;COUNT=2""#,
            r#""start":"2026-05-02""#,
        ],
        "2026-05-01/2026-05-31",
        &["e1 2026-05-01T10:00", "e2 2026-05-02", "2026-05-02T10:00", "e1 2026-05-02T10:00"],
    );
}

#[test]
fn the_next_ones() {
    let event = tuesdays(
        r#""overrides":[{"recurrence_id":"2026-05-12T19:00","status":"cancelled"},
            {"recurrence_id":"2026-07-14T19:00","start":"2026-06-10T19:00"}]"#,
    );
    let leap = r#""start":"2024-02-29","rrule":"FREQ=YEARLY""#;
    let over = r#""start":"2024-02-29","rrule":"FREQ=DAILY;COUNT=3""#;
    // Monday evenings in New York are Tuesday mornings in Japan.
    let abroad = r#""start":"2026-04-20T20:00-04:00","rrule":"FREQ=WEEKLY""#;
    let feed = feed(&[&event, leap, over, abroad]);
    let at = |text: &str, hour| CivilDateTime::new(date(text), hour, 0, 0).unwrap();
    let starts = |place: usize, from, count| -> Vec<String> {
        let keeps = |status| status != EventStatus::Cancelled;
        let list = next_of(&feed.events[place], &feed, from, count, &keeps);
        list.iter().map(|occurrence| occurrence.start.to_string()).collect()
    };
    assert_eq!(
        starts(0, at("2026-04-14", 19), 3),
        ["2026-04-14T19:00", "2026-06-09T19:00", "2026-06-10T19:00"]
    );
    assert_eq!(starts(0, at("2026-04-14", 20), 1), ["2026-06-09T19:00"]);
    assert_eq!(starts(1, at("2026-01-01", 0), 2), ["2028-02-29", "2032-02-29"]);
    assert_eq!(starts(2, at("2026-01-01", 0), 1), [""; 0]);
    assert_eq!(starts(2, at("2024-03-01", 0), 9), ["2024-03-01", "2024-03-02"]);
    assert_eq!(starts(1, at("9999-12-31", 0), 9), [""; 0]);
    assert_eq!(starts(3, at("2026-04-28", 0), 2), ["2026-04-28T09:00", "2026-05-05T09:00"]);
    assert_eq!(starts(3, at("2026-04-28", 10), 1), ["2026-05-05T09:00"]);
}

#[test]
fn at_home_the_days_are_those_of_the_alliance() {
    let feed = feed(&[
        // Five in the morning of the first in Japan, and half past seven in the evening of the day before.
        r#""start":"2026-03-31T20:00Z""#,
        r#""start":"2026-04-01T00:30+14:00""#,
        r#""start":"2026-04-01T19:00""#,
        r#""start":"2026-04-02""#,
    ]);
    let found = |first: &str, last: &str| {
        let found = Occurrences::between_at_home(&feed, date(first), date(last), &|_, _| true);
        found.list.iter().map(|occurrence| occurrence.event.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found("2026-04-01", "2026-04-01"), ["e0", "e2"]);
    assert_eq!(found("2026-03-31", "2026-03-31"), ["e1"]);
    assert_eq!(found("2026-03-30", "2026-04-02"), ["e1", "e0", "e2", "e3"]);
}
