//! Rules and what is said of them.

use super::of;
use crate::{Limits, model::Lang};

/// What is said of an event in a language.
fn said(event: &str, lang: Lang) -> Option<String> {
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E","kind":"seminar",{event}}}]}}"#
    );
    let feed = crate::read(feed.into_bytes(), &Limits::default()).unwrap().feed;
    of(&feed.events[0], "Asia/Tokyo", lang)
}

/// An event of the whole day from Tuesday, 14 April 2026.
fn check(rule: &str, ja: &str, en: &str, easy: &str) {
    let event = format!(r#""start":"2026-04-14","rrule":"{rule}""#);
    for (lang, expected) in [(Lang::Ja, ja), (Lang::En, en), (Lang::JaEasy, easy)] {
        assert_eq!(said(&event, lang).as_deref(), Some(expected), "{rule}");
    }
}

#[test]
fn by_day_and_week() {
    check("FREQ=DAILY", "毎日", "Every day", "毎日《まいにち》");
    check("FREQ=DAILY;INTERVAL=2", "2日に1回", "Every other day", "｜2日《ふつか》に 1回《かい》");
    check("FREQ=WEEKLY", "毎週火曜日", "Every Tuesday", "毎週《まいしゅう》 火曜日《かようび》");
    check(
        "FREQ=WEEKLY;BYDAY=WE,MO",
        "毎週月・水曜日",
        "Every Monday and Wednesday",
        "毎週《まいしゅう》 月曜日《げつようび》と 水曜日《すいようび》",
    );
    check(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        "隔週金曜日",
        "Every other week on Friday",
        "2週間《しゅうかん》に 1回《かい》 金曜日《きんようび》",
    );
    check(
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA,SU",
        "3週間に1回、土・日曜日",
        "Every 3 weeks on Saturday and Sunday",
        "3週間《しゅうかん》に 1回《かい》 土曜日《どようび》と 日曜日《にちようび》",
    );
    for rule in ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"] {
        check(
            rule,
            "毎週月〜金曜日",
            "Every weekday (Monday to Friday)",
            "毎週《まいしゅう》 月曜日《げつようび》から 金曜日《きんようび》まで",
        );
    }
    check("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "毎日", "Every day", "毎日《まいにち》");
}

#[test]
fn by_month() {
    for rule in ["FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2"] {
        check(
            rule,
            "毎月第2火曜日",
            "Second Tuesday of every month",
            "毎月《まいつき》 2番目《ばんめ》の 火曜日《かようび》",
        );
    }
    check(
        "FREQ=MONTHLY;BYDAY=3WE,1WE",
        "毎月第1・第3水曜日",
        "First and third Wednesday of every month",
        "毎月《まいつき》 1番目《ばんめ》と 3番目《ばんめ》の 水曜日《すいようび》",
    );
    check(
        "FREQ=MONTHLY;BYDAY=-1FR,2TU",
        "毎月第2火曜日・最終金曜日",
        "Second Tuesday and last Friday of every month",
        "毎月《まいつき》 2番目《ばんめ》の 火曜日《かようび》と 最後《さいご》の 金曜日《きんようび》",
    );
    check("FREQ=MONTHLY", "毎月14日", "14th of every month", "毎月《まいつき》 ｜14日《じゅうよっか》");
    check(
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15,1",
        "隔月1日・15日",
        "1st and 15th of every other month",
        "2か月《げつ》に 1回《かい》 ｜1日《ついたち》と 15日《にち》",
    );
    check(
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
        "3か月に1回、末日",
        "Last day of every 3 months",
        "3か月《げつ》に 1回《かい》 最後《さいご》の 日《ひ》",
    );
    check("FREQ=MONTHLY;BYDAY=TU", "毎週火曜日", "Every Tuesday", "毎週《まいしゅう》 火曜日《かようび》");
}

#[test]
fn by_year() {
    for rule in ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SA", "FREQ=MONTHLY;BYMONTH=3;BYDAY=-1SA"] {
        check(
            rule,
            "毎年3月の最終土曜日",
            "Last Saturday of March every year",
            "毎年《まいとし》 3月《がつ》の 最後《さいご》の 土曜日《どようび》",
        );
    }
    check(
        "FREQ=YEARLY",
        "毎年4月14日",
        "April 14 every year",
        "毎年《まいとし》 4月《がつ》の ｜14日《じゅうよっか》",
    );
    check(
        "FREQ=YEARLY;BYMONTH=10,4;BYMONTHDAY=1",
        "毎年4月・10月の1日",
        "1st of April and October every year",
        "毎年《まいとし》 4月《がつ》と 10月《がつ》の ｜1日《ついたち》",
    );
    check(
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=-1",
        "2年に1回、3月の末日",
        "Last day of March every other year",
        "2年《ねん》に 1回《かい》 3月《がつ》の 最後《さいご》の 日《ひ》",
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
    check(&daily("UNTIL=20270331"), Lang::Ja, "毎日 09:05、2027年3月31日まで");
    check(&daily("UNTIL=20270331"), Lang::En, "Every day at 09:05, until March 31, 2027");
    check(
        &daily("UNTIL=20270331"),
        Lang::JaEasy,
        "毎日《まいにち》 09:05、2027年《ねん》 3月《がつ》 31日《にち》まで",
    );
    // Midnight of 1 April in Japan: the last one begins on 31 March.
    check(&daily("UNTIL=20270331T150000Z"), Lang::Ja, "毎日 09:05、2027年3月31日まで");
    check(&daily("COUNT=10"), Lang::Ja, "毎日 09:05、全10回");
    check(&daily("COUNT=10"), Lang::En, "Every day at 09:05, 10 times");
    check(&daily("COUNT=10"), Lang::JaEasy, "毎日《まいにち》 09:05、全部《ぜんぶ》で 10回《かい》");
}

#[test]
fn what_is_not_said_shortly() {
    for rule in [
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9,15",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=DAILY;BYMONTH=1",
        "FREQ=WEEKLY;BYMONTH=4",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=-2MO",
        "FREQ=MONTHLY;BYDAY=2TU,FR",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTH=4",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYDAY=2MO",
        "FREQ=YEARLY;BYMONTHDAY=15",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "FREQ=YEARLY;BYMONTH=3,4;BYDAY=TH;BYSETPOS=1",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=100",
        "FREQ=DAILY;BYHOUR=25",
    ] {
        let event = format!(r#""start":"2026-04-14","rrule":"{rule}""#);
        assert_eq!(said(&event, Lang::Ja), None, "{rule}");
    }
    assert_eq!(said(r#""start":"2026-04-14""#, Lang::Ja), None);
}
