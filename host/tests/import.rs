//! `ran feed import`: what a feed comes of tables, and what is said of them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables")
}

fn import(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ran"));
    command.args(["feed", "import"]).args(arguments).current_dir(folder()).env("LC_ALL", "C");
    command.output().expect("the program")
}

fn feed(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("a feed")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// 推奨データセット, with what tables have of mistakes. The expected is what stands in the table.
#[test]
fn a_list_of_a_town_becomes_events() {
    let output = import(&["recommended.csv", "--into", "base.json", "--lang", "ja"]);
    let feed = feed(&output);
    let expected = json!([
        {
            "id": "202151-0000000002", "title": "職場見学会", "start": "2027-01-16", "end": "2027-01-17",
            "place": {
                "prefecture": "長野県", "municipality": "202151", "municipality_name": "塩尻市",
                "address": "長野県塩尻市大門八番町",
            },
            "supporters": [{ "role": "host", "name": "塩尻商工会議所" }],
            "fee": "無料", "price": 0, "description": "定員：各回10名",
        },
        {
            "id": "sodan", "title": "仕事の相談会", "kind": "consultation",
            "start": "2026-12-08T19:00", "rrule": "FREQ=MONTHLY;BYDAY=2TU",
        },
        {
            "id": "202151-0000000001", "title": { "ja": "若手社員の合同研修", "en": "Joint training" },
            "start": "2026-12-10T13:30", "end": "2026-12-10T17:00",
            "place": {
                "name": "えんぱーく", "prefecture": "長野県", "municipality": "202151", "municipality_name": "塩尻市",
                "address": "長野県塩尻市大門一番町12-2", "building": "3階", "access": "塩尻駅から徒歩10分", "parking": "有料",
                "lat": 36.115, "lng": 137.954,
            },
            "host": "meguru", "fee": "2,000円　学生は無料", "price": 2000, "capacity": 30,
            "deadline": "2026-12-04T17:00", "how_to_apply": "ウェブで", "url": "https://example.jp/kenshu",
            "contact": { "name": "産業振興課", "tel": "0263-52-0280", "extension": "123" },
            "description": "一日で、働き方を考えます。\n昼食は各自で。\n\n動きやすい服装で\n\n先着30名",
        },
        {
            "id": "202151-0000000003", "title": "人事の交流会", "when": { "label": "11月頃" }, "time_note": "未定",
            "place": { "prefecture": "長野県", "municipality": "202151", "municipality_name": "塩尻市" },
        },
        {
            "id": "202151-0000000004", "start": "2026-12-20",
            "place": { "prefecture": "長野県", "municipality": "202151", "municipality_name": "塩尻市" },
        },
    ]);
    assert_eq!(feed["events"], expected, "{:#}", feed["events"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        said(&output),
        std::fs::read_to_string(folder().join("recommended.ja.txt")).expect("what is said")
    );
}

#[test]
fn what_is_not_of_the_table_stays_as_it_is_written() {
    let output = import(&["own.csv", "--into", "base.json"]);
    let made = String::from_utf8(output.stdout).expect("UTF-8");
    let base = std::fs::read_to_string(folder().join("base.json")).expect("the feed");
    for line in base.lines().filter(|line| !line.ends_with("\"FREQ=MONTHLY;BYDAY=2TU\" }")) {
        assert!(made.contains(line.trim_end_matches([',', '}'])), "{line}");
    }
    assert!(
        made.contains("{ \"id\": \"sodan\", \"title\": \"仕事の相談会\", \"kind\": \"consultation\",\n"),
        "{made}"
    );
}

/// What the columns of a time say together.
#[test]
fn times_of_several_columns_make_one() {
    let here = tempfile::tempdir().expect("a folder");
    let table = here.path().join("times.csv");
    for (cells, expected) in [
        // A day; days; the end of a table that repeats the day.
        ("2026-12-01,,,", json!({ "start": "2026-12-01" })),
        ("2026-12-01,,2026-12-03,", json!({ "start": "2026-12-01", "end": "2026-12-03" })),
        ("2026-12-01,,2026-12-01,", json!({ "start": "2026-12-01" })),
        ("2026-12-01,9:00,,", json!({ "start": "2026-12-01T09:00" })),
        ("2026-12-01,9:00,,10:00", json!({ "start": "2026-12-01T09:00", "end": "2026-12-01T10:00" })),
        ("2026-12-01,22:00,,25:00", json!({ "start": "2026-12-01T22:00", "end": "2026-12-02T01:00" })),
        ("2026-12-01,9:00,2026-12-03,", json!({ "start": "2026-12-01T09:00", "end": "2026-12-03" })),
        (
            "2026-12-01,9:00-17:00,2026-12-03,",
            json!({ "start": "2026-12-01T09:00", "end": "2026-12-03T17:00" }),
        ),
        // The end's own time before that of the span.
        ("2026-12-01,9:00-17:00,,18:00", json!({ "start": "2026-12-01T09:00", "end": "2026-12-01T18:00" })),
        (
            "2026-12-01 9:00,,2026-12-01 10:00,",
            json!({ "start": "2026-12-01T09:00", "end": "2026-12-01T10:00" }),
        ),
        // What makes no time is shown as it stands.
        ("2026-12-01,,,17:00", json!({ "start": "2026-12-01", "time_note": "17:00" })),
        ("2026-12-01,午前,,", json!({ "start": "2026-12-01", "time_note": "午前" })),
        ("2026-12-01,9:00,未定,", json!({ "start": "2026-12-01T09:00", "time_note": "未定" })),
        ("2月上旬,9:00,,", json!({ "when": { "label": "2月上旬" }, "time_note": "9:00" })),
        ("2月上旬,,3月,17:00", json!({ "when": { "label": "2月上旬" }, "time_note": "3月\n17:00" })),
    ] {
        std::fs::write(&table, format!("ID,イベント名,開始日,開始時間,終了日,終了時間\na,b,{cells}\n"))
            .expect("written");
        let output = import(&[table.to_str().expect("a path"), "--into", "base.json"]);
        let mut event = feed(&output)["events"][2].clone();
        let fields = event.as_object_mut().expect("an event");
        assert!(fields.remove("id").is_some() && fields.remove("title").is_some());
        assert_eq!(event, expected, "{cells}: {}", said(&output));
        assert_eq!(output.status.code(), Some(0), "{cells}: {}", said(&output));
    }
}

/// What belongs to no date that can be read is shown all the same.
#[test]
fn nothing_of_a_deadline_or_a_place_is_lost() {
    let here = tempfile::tempdir().expect("a folder");
    let table = here.path().join("rest.csv");
    for (cells, expected) in [
        ("当日,17:00,,", json!({ "description": "締切：当日\n\n参加申込終了時間：17:00" })),
        ("2026-12-01,夕方,,", json!({ "deadline": "2026-12-01", "description": "参加申込終了時間：夕方" })),
        (",,36.1,", json!({ "place": { "lat": 36.1 } })),
        (",,,なし", json!({ "place": { "parking": "なし" } })),
        (",,,-", json!({})),
    ] {
        let head = "ID,イベント名,開始日,締切,参加申込終了時間,緯度,駐車場";
        std::fs::write(&table, format!("{head}\na,b,2026-12-08,{cells}\n")).expect("written");
        let output = import(&[table.to_str().expect("a path"), "--into", "base.json"]);
        let mut event = feed(&output)["events"][2].clone();
        let fields = event.as_object_mut().expect("an event");
        for name in ["id", "title", "start"] {
            assert!(fields.remove(name).is_some(), "{name}");
        }
        assert_eq!(event, expected, "{cells}: {}", said(&output));
    }
}

/// A heading above the list, columns as people call them, words that the feed does not have.
#[test]
fn a_table_of_ones_own_is_read_by_its_headings() {
    let output = import(&["own.csv", "--into", "base.json"]);
    let events = &feed(&output)["events"];
    assert_eq!(
        events[2],
        json!({
            "id": "朝の勉強会-2026-12-15", "title": "朝の勉強会", "kind": "seminar",
            "start": "2026-12-15T07:00", "end": "2026-12-15T08:30", "status": "full", "mode": "hybrid",
            "place": { "name": "えんぱーく" }, "themes": ["youth"], "audience": ["companies", "executives"],
            "fee": "500円", "price": 500,
        })
    );
    assert_eq!(
        events[3],
        json!({
            "id": "夜の座談会-2026-12-16", "title": "夜の座談会", "start": "2026-12-17T01:00", "mode": "online",
            "description": "種類：健康\n\n対象：会員、一般",
        })
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(said(&output), std::fs::read_to_string(folder().join("own.txt")).expect("what is said"));
}

/// The same list in Shift_JIS, with tabs, and as a workbook in which dates and times are numbers.
#[test]
fn a_table_is_the_same_in_every_file() {
    let here = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(folder().join("own.csv")).expect("the table");
    let sjis = here.path().join("sjis.csv");
    // 〜 (U+301C) is not in the table of Windows, which writes it as ～.
    let windows = text.replace('〜', "～");
    let (bytes, _, is_lossy) = encoding_rs::SHIFT_JIS.encode(&windows);
    assert!(!is_lossy);
    std::fs::write(&sjis, bytes).expect("written");
    let tabs = here.path().join("tabs.txt");
    std::fs::write(&tabs, format!("\u{FEFF}{}", text.replace(',', "\t"))).expect("written");
    let expected = feed(&import(&["own.csv", "--into", "base.json"]));
    for table in [sjis.to_str(), tabs.to_str(), Some("own.xlsx")] {
        let output = import(&[table.expect("a path"), "--into", "base.json"]);
        assert_eq!(feed(&output), expected, "{table:?} {}", said(&output));
    }
}

/// A sheet for each month, with a date, a time, hours beyond a day and a telephone number as numbers.
#[test]
fn every_sheet_of_a_workbook_is_read() {
    let output = import(&["months.xlsx", "--into", "base.json"]);
    let event = |month: &str, day: &str, next: &str| {
        json!({
            "id": format!("相談会-{month}-{day}"), "title": "相談会", "start": format!("{month}-{day}T18:30"),
            "end": format!("{month}-{next}T01:00"), "contact": { "tel": "0263520280" },
        })
    };
    let events = &feed(&output)["events"];
    assert_eq!(events[2], event("2027-04", "06", "07"), "{}", said(&output));
    assert_eq!(events[3], event("2027-05", "11", "12"), "{}", said(&output));
    assert_eq!(said(&output), "2 rows, 0 errors, 0 warnings\n");
}

#[test]
fn several_tables_make_one_feed_and_an_id_twice_is_told_of_its_row() {
    let output = import(&["own.csv", "own.xlsx", "--into", "base.json"]);
    assert_eq!(feed(&output)["events"].as_array().map(Vec::len), Some(6));
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("own.xlsx[行事]:4:1: error[duplicate-id] id: "), "{said}");
    assert!(said.contains("left out: row 4\n"), "{said}");
}

/// Whoever fills in a table knows its columns, and nothing of fields.
#[test]
fn what_a_row_lacks_is_told_in_the_words_of_the_table() {
    let here = tempfile::tempdir().expect("a folder");
    let table = here.path().join("rows.csv");
    std::fs::write(
        &table,
        "\nID,開催日,行事名\n1,,\"b\nc\"\n\n\n2,2026-12-01\n\n3,2026-12-01,c\n\n4,2026-12-01",
    )
    .expect("written");
    let output = import(&[table.to_str().expect("a path"), "--into", "base.json", "--lang", "ja"]);
    let said = said(&output);
    let lines: Vec<&str> =
        said.lines().filter_map(|line| line.split_once("rows.csv:").map(|(_, said)| said)).collect();
    assert_eq!(
        lines,
        [
            "3:2: エラー[no-date] 開催日: 開始日がなく、時期を表す言葉もありません。",
            "6:3: エラー[missing] 行事名: イベント名がありません。",
            "10:3: エラー[missing] 行事名: イベント名がありません。",
        ]
    );
    assert!(said.ends_with("4行、エラー3件、警告0件\n"), "{said}");
}

#[test]
fn what_is_no_table_and_no_feed_is_refused() {
    let here = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = here.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.to_str().expect("a path").to_owned()
    };
    let table = folder().join("own.csv").to_str().expect("a path").to_owned();
    let base = folder().join("base.json").to_str().expect("a path").to_owned();
    for (table, base, expected) in [
        (file("empty.csv", b""), base.clone(), "has no row with the headings"),
        (
            file("members.csv", "名称,電話\nMEGURU,1\n".as_bytes()),
            base.clone(),
            "has no row with the headings",
        ),
        (file("cut.xlsx", b"PK\x03\x04 and no more"), base.clone(), "is no workbook that can be read"),
        (file("noise.csv", b"\xFF\xFE\x00a\x80"), base.clone(), "is neither in UTF-8 nor in Shift_JIS"),
        (here.path().join("none.csv").to_str().expect("a path").to_owned(), base, "cannot be read"),
        (table.clone(), file("no.json", b"[]"), "is no feed"),
        (
            table,
            file("comma.json", b"{\"version\":1,\"alliance\":{\"name\":\"a\"},\"members\":[],}"),
            "`ran feed check ",
        ),
    ] {
        let output = import(&[&table, "--into", &base]);
        assert_eq!(output.status.code(), Some(2), "{table} {base}");
        assert!(output.stdout.is_empty());
        assert!(said(&output).contains(expected), "{}", said(&output));
        let output = import(&[&table, "--into", &base, "--lang", "ja"]);
        assert_eq!(output.status.code(), Some(2), "{table} {base}");
        let said = said(&output);
        // The command is called the same in both.
        let is_english = said.contains(expected) && !expected.contains("ran feed");
        assert!(said.contains('。') && !is_english, "{said}");
    }
}
