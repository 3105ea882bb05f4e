//! By month: days of it, the nth of its days of the week, and its last days.

use super::check;

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
fn several_places_in_a_month() {
    check(
        "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,2",
        "毎月の土・日曜日のうち最初と2番目の日",
        "First and second Saturday or Sunday of every month",
        "毎月《まいつき》 土曜日《どようび》と 日曜日《にちようび》の 中《なか》で 1番目《ばんめ》と 2番目《ばんめ》の 日《ひ》",
    );
    // In the order of the calendar, and each once, however the rule has them.
    for positions in ["1,-1", "-1,1", "1,-1,1"] {
        check(
            &format!("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={positions}"),
            "毎月の月〜金曜日のうち最初と最後の日",
            "First and last weekday (Monday to Friday) of every month",
            "毎月《まいつき》 月曜日《げつようび》から 金曜日《きんようび》までの 中《なか》で 1番目《ばんめ》と 最後《さいご》の 日《ひ》",
        );
    }
    check(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1,-1",
        "毎月1日・末日",
        "1st and last day of every month",
        "毎月《まいつき》 ｜1日《ついたち》と 最後《さいご》の 日《ひ》",
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
