//! The examples of RFC 5545 §3.8.5.3 with the dates that it prints. Each starts at 09:00 in New York, which is 09:00
//! here: expansion knows no zones. `UNTIL` in UTC is written as the local time that it means there.

use super::{between, feed};

/// Expands a rule from 1997 to the end of 2020. `expected` is dates, or times as `02T09:00`, grouped by month:
/// `1997-09: 2 3; 1997-10: 1`; three dots at the end say that the rule goes on.
fn check(start: &str, rule: &str, expected: &str) {
    let event = format!(r#""start":"{start}T09:00","rrule":"{rule}""#);
    let feed = feed(&[&event]);
    let found = between(&feed, "1997-01-01", "2020-12-31");
    let mut times: Vec<String> = found.list.iter().map(|occurrence| occurrence.start.to_string()).collect();
    let (expected, endless) = match expected.strip_suffix(" ...") {
        Some(expected) => (expected, true),
        None => (expected, false),
    };
    let expected: Vec<String> = expected
        .split(';')
        .flat_map(|group| {
            let (month, days) = group.trim().split_once(": ").unwrap();
            days.split(' ').map(move |day| match day.split_once('T') {
                Some((day, time)) => format!("{month}-{day:0>2}T{time}"),
                None => format!("{month}-{day:0>2}T09:00"),
            })
        })
        .collect();
    if endless {
        assert!(times.len() > expected.len(), "{rule} ends");
        times.truncate(expected.len());
    } else {
        assert!(found.incomplete.is_empty(), "{rule} is cut off");
    }
    assert_eq!(times, expected, "{rule}");
}

const SEPTEMBER: &str =
    "1997-09: 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30";

#[test]
fn daily() {
    check("1997-09-02", "FREQ=DAILY;COUNT=10", "1997-09: 2 3 4 5 6 7 8 9 10 11");
    check(
        "1997-09-02",
        "FREQ=DAILY;UNTIL=19971223T190000",
        &format!(
            "{SEPTEMBER}; \
             1997-10: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31; \
             1997-11: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; \
             1997-12: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23"
        ),
    );
    check(
        "1997-09-02",
        "FREQ=DAILY;INTERVAL=2",
        "1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30; 1997-10: 2 4 6 ...",
    );
    check("1997-09-02", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09: 2 12 22; 1997-10: 2 12");
}

#[test]
fn every_day_in_january() {
    let january = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31";
    let expected = format!("1998-01: {january}; 1999-01: {january}; 2000-01: {january}");
    for rule in [
        "FREQ=YEARLY;UNTIL=20000131T090000;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "FREQ=DAILY;UNTIL=20000131T090000;BYMONTH=1",
    ] {
        check("1998-01-01", rule, &expected);
    }
}

#[test]
fn weekly() {
    check("1997-09-02", "FREQ=WEEKLY;COUNT=10", "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4");
    check(
        "1997-09-02",
        "FREQ=WEEKLY;UNTIL=19971223T190000",
        "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4 11 18 25; 1997-12: 2 9 16 23",
    );
    check(
        "1997-09-02",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997-09: 2 16 30; 1997-10: 14 28; 1997-11: 11 25; 1997-12: 9 23; 1998-01: 6 20; 1998-02: 3 17 ...",
    );
    for rule in
        ["FREQ=WEEKLY;UNTIL=19971006T200000;WKST=SU;BYDAY=TU,TH", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH"]
    {
        check("1997-09-02", rule, "1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2");
    }
    check(
        "1997-09-01",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971223T190000;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09: 1 3 5 15 17 19 29; 1997-10: 1 3 13 15 17 27 29 31; 1997-11: 10 12 14 24 26 28; \
         1997-12: 8 10 12 22",
    );
    check(
        "1997-09-02",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-09: 2 4 16 18 30; 1997-10: 2 14 16",
    );
    check("1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08: 5 10 19 24");
    check("1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08: 5 17 19 31");
}

#[test]
fn monthly() {
    check(
        "1997-09-05",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-01: 2; 1998-02: 6; 1998-03: 6; 1998-04: 3; \
         1998-05: 1; 1998-06: 5",
    );
    check(
        "1997-09-05",
        "FREQ=MONTHLY;UNTIL=19971223T190000;BYDAY=1FR",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5",
    );
    check(
        "1997-09-07",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09: 7 28; 1997-11: 2 30; 1998-01: 4 25; 1998-03: 1 29; 1998-05: 3 31",
    );
    check(
        "1997-09-22",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-01: 19; 1998-02: 16",
    );
    check(
        "1997-09-28",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09: 28; 1997-10: 29; 1997-11: 28; 1997-12: 29; 1998-01: 29; 1998-02: 26 ...",
    );
    check(
        "1997-09-02",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997-09: 2 15; 1997-10: 2 15; 1997-11: 2 15; 1997-12: 2 15; 1998-01: 2 15",
    );
    check(
        "1997-09-30",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09: 30; 1997-10: 1 31; 1997-11: 1 30; 1997-12: 1 31; 1998-01: 1 31; 1998-02: 1",
    );
    check(
        "1997-09-10",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09: 10 11 12 13 14 15; 1999-03: 10 11 12 13",
    );
    check(
        "1997-09-02",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997-09: 2 9 16 23 30; 1997-11: 4 11 18 25; 1998-01: 6 13 20 27; 1998-03: 3 10 17 24 31 ...",
    );
    check(
        "1997-09-13",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09: 13; 1997-10: 11; 1997-11: 8; 1997-12: 13; 1998-01: 10; 1998-02: 7; 1998-03: 7; \
         1998-04: 11; 1998-05: 9; 1998-06: 13 ...",
    );
}

#[test]
fn friday_the_thirteenth() {
    // The RFC leaves its start, a Tuesday, out by EXDATE; here a start that the rule does not give is not given.
    check(
        "1997-09-02",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1998-02: 13; 1998-03: 13; 1998-11: 13; 1999-08: 13; 2000-10: 13 ...",
    );
}

#[test]
fn yearly() {
    check(
        "1997-06-10",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06: 10; 1997-07: 10; 1998-06: 10; 1998-07: 10; 1999-06: 10; 1999-07: 10; 2000-06: 10; \
         2000-07: 10; 2001-06: 10; 2001-07: 10",
    );
    check(
        "1997-03-10",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-03: 10; 1999-01: 10; 1999-02: 10; 1999-03: 10; 2001-01: 10; 2001-02: 10; 2001-03: 10; \
         2003-01: 10; 2003-02: 10; 2003-03: 10",
    );
    check(
        "1997-01-01",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997-01: 1; 1997-04: 10; 1997-07: 19; 2000-01: 1; 2000-04: 9; 2000-07: 18; 2003-01: 1; \
         2003-04: 10; 2003-07: 19; 2006-01: 1",
    );
    check("1997-05-19", "FREQ=YEARLY;BYDAY=20MO", "1997-05: 19; 1998-05: 18; 1999-05: 17 ...");
    check("1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05: 12; 1998-05: 11; 1999-05: 17 ...");
    check(
        "1997-03-13",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03: 13 20 27; 1998-03: 5 12 19 26; 1999-03: 4 11 18 25 ...",
    );
    check(
        "1997-06-05",
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997-06: 5 12 19 26; 1997-07: 3 10 17 24 31; 1997-08: 7 14 21 28; 1998-06: 4 11 18 25; \
         1998-07: 2 9 16 23 30; 1998-08: 6 13 20 27; 1999-06: 3 10 17 24; 1999-07: 1 8 15 22 29; \
         1999-08: 5 12 19 26 ...",
    );
    // The day of presidential elections in the United States.
    check(
        "1996-11-05",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "2000-11: 7; 2004-11: 2 ...",
    );
}

#[test]
fn by_set_position() {
    check(
        "1997-09-04",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09: 4; 1997-10: 7; 1997-11: 6",
    );
    check(
        "1997-09-29",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09: 29; 1997-10: 30; 1997-11: 27; 1997-12: 30; 1998-01: 29; 1998-02: 26; 1998-03: 30 ...",
    );
}

#[test]
fn within_a_day() {
    // Erratum 3883: the RFC prints 17:00 in UTC where it means 17:00 in New York.
    check("1997-09-02", "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000", "1997-09: 2T09:00 2T12:00 2T15:00");
    check(
        "1997-09-02",
        "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
        "1997-09: 2T09:00 2T09:15 2T09:30 2T09:45 2T10:00 2T10:15",
    );
    check("1997-09-02", "FREQ=MINUTELY;INTERVAL=90;COUNT=4", "1997-09: 2T09:00 2T10:30 2T12:00 2T13:30");
    let day = |day: u8| {
        let times: Vec<String> = (9..=16)
            .flat_map(|hour| [0, 20, 40].map(|minute| format!("{day}T{hour:02}:{minute:02}")))
            .collect();
        times.join(" ")
    };
    let expected = format!("1997-09: {} {} ...", day(2), day(3));
    for rule in [
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    ] {
        check("1997-09-02", rule, &expected);
    }
}

#[test]
fn a_date_that_does_not_exist_is_left_out() {
    check(
        "2007-01-15",
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01: 15 30; 2007-02: 15; 2007-03: 15 30",
    );
}
