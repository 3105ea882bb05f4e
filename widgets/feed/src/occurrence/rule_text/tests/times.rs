//! Times of the day, the end, and what is left unsaid.

use super::said;
use crate::model::Lang;

#[test]
fn several_times_a_day() {
    let check = |event: &str, lang: Lang, expected: Option<&str>| {
        assert_eq!(said(event, lang).as_deref(), expected, "{event}");
    };
    let daily = |rule: &str| format!(r#""start":"2026-04-14T09:30","rrule":"FREQ=DAILY;{rule}""#);
    check(&daily("BYHOUR=9,15"), Lang::Ja, Some("毎日 9:30・15:30"));
    check(&daily("BYHOUR=15,9;BYMINUTE=0"), Lang::Ja, Some("毎日 9:00・15:00"));
    check(&daily("BYHOUR=9,15"), Lang::En, Some("Every day at 9:30 and 15:30"));
    check(&daily("BYHOUR=9,15"), Lang::JaEasy, Some("毎日《まいにち》 9:30と 15:30"));
    check(&daily("BYHOUR=9,13,15"), Lang::En, Some("Every day at 9:30, 13:30 and 15:30"));
    check(
        &daily("BYHOUR=9,15;BYMONTH=1,2,3,4,5,6,7,9,10,11,12"),
        Lang::Ja,
        Some("毎日 9:30・15:30（8月を除く）"),
    );
    // The rule's own time, where it is another than the start's.
    check(
        r#""start":"2026-04-14T09:30","rrule":"FREQ=WEEKLY;BYHOUR=19;BYMINUTE=0""#,
        Lang::Ja,
        Some("毎週火曜日 19:00"),
    );
    // Whole days have no times.
    check(r#""start":"2026-04-14","rrule":"FREQ=DAILY;BYHOUR=9,15""#, Lang::Ja, Some("毎日"));
    // How many there are is not said where one is left out.
    check(r#""start":"2026-04-14","rrule":"FREQ=DAILY;COUNT=5""#, Lang::Ja, Some("毎日、全5回"));
    check(
        r#""start":"2026-04-14","rrule":"FREQ=DAILY;COUNT=5","exdate":["2026-04-15"]"#,
        Lang::Ja,
        Some("毎日"),
    );
    // Too many, and counted among all times of a month.
    check(&daily("BYHOUR=9,10,11,12,13"), Lang::Ja, None);
    check(
        r#""start":"2026-04-14T09:30","rrule":"FREQ=MONTHLY;BYDAY=MO;BYHOUR=9,15;BYSETPOS=2""#,
        Lang::Ja,
        None,
    );
}

#[test]
fn the_time_and_the_end() {
    let check = |event: &str, lang: Lang, expected: &str| {
        assert_eq!(said(event, lang).as_deref(), Some(expected), "{event}");
    };
    let evening = r#""start":"2026-04-14T19:00","rrule":"FREQ=MONTHLY;BYDAY=2TU""#;
    check(evening, Lang::Ja, "毎月第2火曜日 19:00");
    check(evening, Lang::En, "Second Tuesday of every month at 19:00");
    check(&format!(r#"{evening},"all_day":true"#), Lang::Ja, "毎月第2火曜日");
    let daily = |rule: &str| format!(r#""start":"2026-04-14T09:05","rrule":"FREQ=DAILY;{rule}""#);
    check(&daily("UNTIL=20270331"), Lang::Ja, "毎日 9:05、2027年3月31日まで");
    check(&daily("UNTIL=20270331"), Lang::En, "Every day at 9:05, until 31 March 2027");
    check(
        &daily("UNTIL=20270331"),
        Lang::JaEasy,
        "毎日《まいにち》 9:05、2027年《ねん》 3月《がつ》 31日《にち》まで",
    );
    // The last day has the earliest of the times, before that of the start.
    check(
        r#""start":"2026-06-01T19:00","rrule":"FREQ=DAILY;BYHOUR=10,19;UNTIL=20260630T120000""#,
        Lang::Ja,
        "毎日 10:00・19:00、2026年6月30日まで",
    );
    // Midnight of 1 April in Japan: the last one begins on 31 March.
    check(&daily("UNTIL=20270331T150000Z"), Lang::Ja, "毎日 9:05、2027年3月31日まで");
    check(&daily("COUNT=10"), Lang::Ja, "毎日 9:05、全10回");
    check(&daily("COUNT=10"), Lang::En, "Every day at 9:05, 10 times");
    check(&daily("COUNT=10"), Lang::JaEasy, "毎日《まいにち》 9:05、全部《ぜんぶ》で 10回《かい》");
}

#[test]
fn what_is_not_said_shortly() {
    for rule in [
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=2TU,FR",
        "FREQ=MONTHLY;BYDAY=2TU;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,6",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=DAILY;BYMONTHDAY=13,14;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=3,4;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTH=4",
        "FREQ=YEARLY;BYMONTH=3,4;BYDAY=TH;BYSETPOS=1",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=100",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYMONTHDAY=13,14;BYSETPOS=1",
    ] {
        let event = format!(r#""start":"2026-04-14","rrule":"{rule}""#);
        assert_eq!(said(&event, Lang::Ja), None, "{rule}");
    }
    assert_eq!(said(r#""start":"2026-04-14""#, Lang::Ja), None);
    assert_eq!(said(r#""start":"2026-04-14T09:05","rrule":"FREQ=HOURLY""#, Lang::Ja), None);
}
