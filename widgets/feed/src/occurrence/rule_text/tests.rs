//! Rules and what is said of them.

use super::of;
use crate::{Limits, civil::CivilDateTime, model::Lang};

/// What is said of an event in a language.
fn said(event: &str, lang: Lang) -> Option<String> {
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E","kind":"seminar",{event}}}]}}"#
    );
    let feed = crate::read(feed.into_bytes(), &Limits::default()).unwrap().feed;
    let time = |time: CivilDateTime| format!("{}:{:02}", time.hour(), time.minute());
    of(&feed.events[0], "Asia/Tokyo", lang, &time)
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
        "3週間ごとの土・日曜日",
        "Every 3 weeks on Saturday and Sunday",
        "3週間《しゅうかん》に 1回《かい》 土曜日《どようび》と 日曜日《にちようび》",
    );
    for rule in ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"] {
        check(
            rule,
            "毎週月〜金曜日",
            "Every Monday to Friday",
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
        "3か月ごとの末日",
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
        "14 April every year",
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
        "2年ごとに3月の末日",
        "Last day of March every other year",
        "2年《ねん》に 1回《かい》 3月《がつ》の 最後《さいご》の 日《ひ》",
    );
}

#[test]
fn of_several_days_the_first_or_last() {
    for rule in
        ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR,MO,TU,WE,TH"]
    {
        check(
            rule,
            "毎月の月〜金曜日のうち最後の日",
            "Last weekday (Monday to Friday) of every month",
            "毎月《まいつき》 月曜日《げつようび》から 金曜日《きんようび》までの 中《なか》で 最後《さいご》の 日《ひ》",
        );
    }
    check(
        "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1",
        "毎月の土・日曜日のうち最初の日",
        "First Saturday or Sunday of every month",
        "毎月《まいつき》 土曜日《どようび》と 日曜日《にちようび》の 中《なか》で 1番目《ばんめ》の 日《ひ》",
    );
    check(
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=SA,SU;BYSETPOS=2",
        "隔月の土・日曜日のうち2番目の日",
        "Second Saturday or Sunday of every other month",
        "2か月《げつ》に 1回《かい》 土曜日《どようび》と 日曜日《にちようび》の 中《なか》で 2番目《ばんめ》の 日《ひ》",
    );
    check(
        "FREQ=YEARLY;BYMONTH=3;BYDAY=SA,SU;BYSETPOS=-1",
        "毎年3月の土・日曜日のうち最後の日",
        "Last Saturday or Sunday of March every year",
        "毎年《まいとし》 3月《がつ》の 土曜日《どようび》と 日曜日《にちようび》の 中《なか》で 最後《さいご》の 日《ひ》",
    );
    check(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1",
        "毎月末日",
        "Last day of every month",
        "毎月《まいつき》 最後《さいご》の 日《ひ》",
    );
}

#[test]
fn in_some_months() {
    check(
        "FREQ=WEEKLY;BYMONTH=5,4",
        "毎年4月・5月の毎週火曜日",
        "Every Tuesday in April and May",
        "4月《がつ》と 5月《がつ》の 毎週《まいしゅう》 火曜日《かようび》",
    );
    for rule in [
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "FREQ=WEEKLY;BYMONTH=3;BYDAY=TH",
        "FREQ=MONTHLY;BYMONTH=3;BYDAY=TH",
    ] {
        check(
            rule,
            "毎年3月の毎週木曜日",
            "Every Thursday in March",
            "3月《がつ》の 毎週《まいしゅう》 木曜日《もくようび》",
        );
    }
    check("FREQ=DAILY;BYMONTH=1", "毎年1月の毎日", "Every day in January", "1月《がつ》の 毎日《まいにち》");
    check(
        "FREQ=WEEKLY;BYMONTH=4,5,6;BYDAY=MO,TU,WE,TH,FR",
        "毎年4月〜6月の毎週月〜金曜日",
        "Every Monday to Friday from April to June",
        "4月《がつ》から 6月《がつ》までの 毎週《まいしゅう》 月曜日《げつようび》から 金曜日《きんようび》まで",
    );
    for rule in [
        "FREQ=MONTHLY;BYMONTH=1,2,4,5,6,7,9,10,11,12;BYDAY=3WE",
        "FREQ=YEARLY;BYMONTH=1,2,4,5,6,7,9,10,11,12;BYDAY=3WE",
    ] {
        check(
            rule,
            "毎月第3水曜日（3月・8月を除く）",
            "Third Wednesday of every month, except in March and August",
            "毎月《まいつき》 3番目《ばんめ》の 水曜日《すいようび》（3月《がつ》と 8月《がつ》は ありません）",
        );
    }
    check(
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;COUNT=20",
        "毎週火曜日（8月を除く）、全20回",
        "Every Tuesday, except in August, 20 times",
        "毎週《まいしゅう》 火曜日《かようび》（8月《がつ》は ありません）、全部《ぜんぶ》で 20回《かい》",
    );
    check(
        "FREQ=MONTHLY;BYMONTH=2,5,8,11;BYDAY=2SA",
        "毎年2月・5月・8月・11月の第2土曜日",
        "Second Saturday of February, May, August and November every year",
        "毎年《まいとし》 2月《がつ》と 5月《がつ》と 8月《がつ》と 11月《がつ》の 2番目《ばんめ》の 土曜日《どようび》",
    );
    // Every month, however the rule has it.
    for rule in ["FREQ=YEARLY;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=15"]
    {
        check(rule, "毎月15日", "15th of every month", "毎月《まいつき》 15日《にち》");
    }
    check("FREQ=YEARLY;BYDAY=TU", "毎週火曜日", "Every Tuesday", "毎週《まいしゅう》 火曜日《かようび》");
    check(
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=4,5,6;BYDAY=1SU",
        "2年ごとに4月〜6月の第1日曜日",
        "First Sunday of each month from April to June every other year",
        "2年《ねん》に 1回《かい》 4月《がつ》から 6月《がつ》まで、毎月《まいつき》 1番目《ばんめ》の 日曜日《にちようび》",
    );
}

#[test]
fn months_in_a_row() {
    check(
        "FREQ=MONTHLY;BYMONTH=5,6,7,8,9,10;BYDAY=3TU",
        "毎年5月〜10月の第3火曜日",
        "Third Tuesday of each month from May to October every year",
        "毎年《まいとし》 5月《がつ》から 10月《がつ》まで、毎月《まいつき》 3番目《ばんめ》の 火曜日《かようび》",
    );
    check(
        "FREQ=YEARLY;BYMONTH=5,6,7;BYMONTHDAY=15",
        "毎年5月〜7月の毎月15日",
        "15th of each month from May to July every year",
        "毎年《まいとし》 5月《がつ》から 7月《がつ》まで、毎月《まいつき》 15日《にち》",
    );
    check(
        "FREQ=MONTHLY;BYMONTH=5,6,7;BYDAY=SA,SU;BYSETPOS=1",
        "毎年5月〜7月、各月の土・日曜日のうち最初の日",
        "First Saturday or Sunday of each month from May to July every year",
        "毎年《まいとし》 5月《がつ》から 7月《がつ》まで、毎月《まいつき》 土曜日《どようび》と 日曜日《にちようび》の 中《なか》で 1番目《ばんめ》の 日《ひ》",
    );
    // Over the end of the year.
    check(
        "FREQ=WEEKLY;BYMONTH=1,2,11,12",
        "毎年11月〜2月の毎週火曜日",
        "Every Tuesday from November to February",
        "11月《がつ》から 2月《がつ》までの 毎週《まいしゅう》 火曜日《かようび》",
    );
    check(
        "FREQ=MONTHLY;BYMONTH=12,1;BYDAY=2SA",
        "毎年12月・1月の第2土曜日",
        "Second Saturday of December and January every year",
        "毎年《まいとし》 12月《がつ》と 1月《がつ》の 2番目《ばんめ》の 土曜日《どようび》",
    );
    // Not over the end of a year that is followed by one without.
    check(
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=11,12,1,2;BYDAY=1SU",
        "2年ごとに1月・2月・11月・12月の第1日曜日",
        "First Sunday of January, February, November and December every other year",
        "2年《ねん》に 1回《かい》 1月《がつ》と 2月《がつ》と 11月《がつ》と 12月《がつ》の 1番目《ばんめ》の 日曜日《にちようび》",
    );
    check(
        "FREQ=WEEKLY;BYMONTH=4,5,6,9,11,12,1",
        "毎年4月〜6月・9月・11月〜1月の毎週火曜日",
        "Every Tuesday in April to June, September and November to January",
        "4月《がつ》から 6月《がつ》までと 9月《がつ》と 11月《がつ》から 1月《がつ》までの 毎週《まいしゅう》 火曜日《かようび》",
    );
    // Most of the year.
    check(
        "FREQ=WEEKLY;BYMONTH=4,5,6,7,8,9,10,11,12",
        "毎年4月〜12月の毎週火曜日",
        "Every Tuesday from April to December",
        "4月《がつ》から 12月《がつ》までの 毎週《まいしゅう》 火曜日《かようび》",
    );
    check(
        "FREQ=WEEKLY;BYMONTH=3,4,5,6,7,8,9,10,11",
        "毎年3月〜11月の毎週火曜日",
        "Every Tuesday from March to November",
        "3月《がつ》から 11月《がつ》までの 毎週《まいしゅう》 火曜日《かようび》",
    );
    check(
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,10,11,12",
        "毎週火曜日（7月〜9月を除く）",
        "Every Tuesday, except from July to September",
        "毎週《まいしゅう》 火曜日《かようび》（7月《がつ》から 9月《がつ》までは ありません）",
    );
}

#[test]
fn from_the_end() {
    check(
        "FREQ=MONTHLY;BYDAY=-2MO",
        "毎月の最後から2番目の月曜日",
        "Second-to-last Monday of every month",
        "毎月《まいつき》 最後《さいご》から 2番目《ばんめ》の 月曜日《げつようび》",
    );
    check(
        "FREQ=MONTHLY;BYDAY=-2MO,1MO",
        "毎月第1月曜日・最後から2番目の月曜日",
        "First and second-to-last Monday of every month",
        "毎月《まいつき》 1番目《ばんめ》と 最後《さいご》から 2番目《ばんめ》の 月曜日《げつようび》",
    );
    check(
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-3SA",
        "毎年3月の最後から3番目の土曜日",
        "Third-to-last Saturday of March every year",
        "毎年《まいとし》 3月《がつ》の 最後《さいご》から 3番目《ばんめ》の 土曜日《どようび》",
    );
    check(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "毎月の月〜金曜日のうち最後から2番目の日",
        "Second-to-last weekday (Monday to Friday) of every month",
        "毎月《まいつき》 月曜日《げつようび》から 金曜日《きんようび》までの 中《なか》で 最後《さいご》から 2番目《ばんめ》の 日《ひ》",
    );
    check(
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "毎月末日",
        "Last day of every month",
        "毎月《まいつき》 最後《さいご》の 日《ひ》",
    );
    check(
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "毎月末日の前日",
        "Second-to-last day of every month",
        "毎月《まいつき》 最後《さいご》の 日《ひ》の 前《まえ》の 日《ひ》",
    );
    check(
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "毎月末日の2日前",
        "Third-to-last day of every month",
        "毎月《まいつき》 最後《さいご》の 日《ひ》の ｜2日《ふつか》前《まえ》",
    );
    check(
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1,-11,-1",
        "毎年2月の1日・末日の10日前・末日",
        "1st, 11th-to-last day and last day of February every year",
        "毎年《まいとし》 2月《がつ》の ｜1日《ついたち》と 最後《さいご》の 日《ひ》の ｜10日《とおか》前《まえ》と 最後《さいご》の 日《ひ》",
    );
}

#[test]
fn a_date_that_is_a_day_of_the_week() {
    for rule in [
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=DAILY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13",
    ] {
        check(
            rule,
            "毎月13日（金曜日の場合のみ）",
            "13th of every month, if it is a Friday",
            "毎月《まいつき》 13日《にち》（金曜日《きんようび》の ときだけ）",
        );
    }
    check(
        "FREQ=MONTHLY;BYDAY=SA,SU;BYMONTHDAY=15,1",
        "毎月1日・15日（土・日曜日の場合のみ）",
        "1st and 15th of every month, if it is a Saturday or Sunday",
        "毎月《まいつき》 ｜1日《ついたち》と 15日《にち》（土曜日《どようび》か 日曜日《にちようび》の ときだけ）",
    );
    // Each day by its number.
    check("FREQ=DAILY;BYMONTHDAY=3", "毎月3日", "3rd of every month", "毎月《まいつき》 ｜3日《みっか》");
}

#[test]
fn every_second_week_of_some_months() {
    check(
        "FREQ=WEEKLY;INTERVAL=2;BYMONTH=7,8,9",
        "毎年7月〜9月の隔週火曜日",
        "Every other week on Tuesday from July to September",
        "7月《がつ》から 9月《がつ》までの 2週間《しゅうかん》に 1回《かい》 火曜日《かようび》",
    );
    check(
        "FREQ=DAILY;INTERVAL=3;BYMONTH=4",
        "毎年4月の3日に1回",
        "Every 3 days in April",
        "4月《がつ》の ｜3日《みっか》に 1回《かい》",
    );
}

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
    // Too many, of whole days, and counted among all times of a month.
    check(&daily("BYHOUR=9,10,11,12,13"), Lang::Ja, None);
    check(r#""start":"2026-04-14","rrule":"FREQ=DAILY;BYHOUR=9,15""#, Lang::Ja, None);
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
    // Midnight of 1 April in Japan: the last one begins on 31 March.
    check(&daily("UNTIL=20270331T150000Z"), Lang::Ja, "毎日 9:05、2027年3月31日まで");
    check(&daily("COUNT=10"), Lang::Ja, "毎日 9:05、全10回");
    check(&daily("COUNT=10"), Lang::En, "Every day at 9:05, 10 times");
    check(&daily("COUNT=10"), Lang::JaEasy, "毎日《まいにち》 9:05、全部《ぜんぶ》で 10回《かい》");
}

#[test]
fn several_places_in_a_month() {
    check(
        "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,2",
        "毎月の土・日曜日のうち最初と2番目の日",
        "First and second Saturday or Sunday of every month",
        "毎月《まいつき》 土曜日《どようび》と 日曜日《にちようび》の 中《なか》で 1番目《ばんめ》と 2番目《ばんめ》の 日《ひ》",
    );
    check(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
        "毎月の月〜金曜日のうち最初と最後の日",
        "First and last weekday (Monday to Friday) of every month",
        "毎月《まいつき》 月曜日《げつようび》から 金曜日《きんようび》までの 中《なか》で 1番目《ばんめ》と 最後《さいご》の 日《ひ》",
    );
    check(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1,-1",
        "毎月1日・末日",
        "1st and last day of every month",
        "毎月《まいつき》 ｜1日《ついたち》と 最後《さいご》の 日《ひ》",
    );
}

#[test]
fn what_is_not_said_shortly() {
    for rule in [
        "FREQ=HOURLY",
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
}
