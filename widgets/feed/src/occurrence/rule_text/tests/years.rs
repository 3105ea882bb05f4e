//! By year: its months.

use super::check;

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
