//! By day and week.

use super::check;

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
