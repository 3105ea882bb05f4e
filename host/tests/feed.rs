//! What `ran feed` prints, and how it ends.
//!
//! Each `feeds/NAME.json` is checked; `feeds/NAME.txt` holds the exit code and the exact output, and `feeds/NAME.ja.txt`,
//! where there is one, the same in Japanese.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds")
}

fn ran(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ran"))
        .arg("feed")
        .args(arguments)
        .current_dir(folder())
        // Whatever this machine speaks.
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    child.stdin.take().expect("a pipe").write_all(input).expect("read to the end");
    child.wait_with_output().expect("an end")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_fixture_prints_what_stands_beside_it() {
    let mut checked = 0;
    for entry in std::fs::read_dir(folder()).expect("the fixtures") {
        let feed = entry.expect("an entry").path();
        if feed.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = feed.file_name().and_then(|name| name.to_str()).expect("a plain name");
        for (lang, extension) in [("en", "txt"), ("ja", "ja.txt")] {
            let expected = match std::fs::read_to_string(feed.with_extension(extension)) {
                Err(_) if lang == "ja" => continue,
                expected => expected.unwrap_or_default(),
            };
            let output = ran(&["check", name, "--lang", lang], b"");
            let seen = format!(
                "exit {}\n{}{}",
                output.status.code().unwrap_or(-1),
                text(&output.stdout),
                text(&output.stderr)
            );
            assert_eq!(seen, expected, "{name} {lang}");
            checked += 1;
        }
    }
    assert!(checked >= 16, "the fixtures are gone: {checked}");
}

#[test]
fn json_says_the_same() {
    for (name, code, summary, codes) in [
        ("clean.json", 0, [1, 1, 0, 0, 0], &[][..]),
        ("warnings.json", 0, [1, 0, 0, 0, 2], &["dangling-reference", "trailing-comma"]),
        ("cut-off.json", 1, [1, 0, 0, 1, 0], &["cut-off"]),
    ] {
        let output = ran(&["check", name, "--format", "json"], b"");
        assert_eq!(output.status.code(), Some(code), "{name}");
        let report = json(&output);
        assert_eq!(report["source"], name);
        let names = ["members", "events", "forms", "errors", "warnings"];
        assert_eq!(names.map(|field| report["summary"][field].as_u64().unwrap_or(99)), summary, "{report:#}");
        let found: Vec<&Value> =
            report["diagnostics"].as_array().into_iter().flatten().map(|found| &found["code"]).collect();
        assert_eq!(found, codes, "{report:#}");
    }
    let report = json(&ran(&["check", "mistakes.json", "--format", "json"], b""));
    assert_eq!(
        report["diagnostics"][1],
        serde_json::json!({
            "severity": "error", "code": "duplicate-id", "path": "members[1].id", "line": 6, "column": 13,
            "message": "\"meguru\" is the id of an earlier entry",
            "remedy": "Give each entry an id of its own.", "lost": "members[1]"
        })
    );
}

#[test]
fn another_language_changes_the_words_alone() {
    let report = json(&ran(&["check", "mistakes.json", "--format", "json", "--lang", "ja"], b""));
    assert_eq!(
        report["diagnostics"][1],
        serde_json::json!({
            "severity": "error", "code": "duplicate-id", "path": "members[1].id", "line": 6, "column": 13,
            "message": "「meguru」は、前の項目がすでに使っているidです。",
            "remedy": "idは、項目ごとに違うものにしてください。", "lost": "members[1]"
        })
    );
    // What cannot be read or used at all.
    let (shift_jis, ..) = encoding_rs::SHIFT_JIS.encode("{\"name\":\"地域人事部\"}");
    for (arguments, input, code, expected) in [
        (&["missing.json"][..], &b""[..], "unreadable", "missing.json を読み込めません。（"),
        (&["-"], &shift_jis, "encoding", "フィードの文字コードが、UTF-8ではなくShift_JISです。"),
        (&["-"], b"id,name", "not-json", "フィードがJSONではありません。「id,name」で始まっています。"),
        (&["-"], b"[]", "not-an-object", "JSONですが、波かっこ { } で囲まれたフィードではありません。"),
    ] {
        let arguments = [&["check", "--lang", "ja", "--format", "json"], arguments].concat();
        let output = ran(&arguments, input);
        let report = json(&output);
        assert_eq!((output.status.code(), report["error"]["code"].as_str()), (Some(2), Some(code)));
        let message = report["error"]["message"].as_str().unwrap_or_default();
        assert!(message.starts_with(expected), "{message}");
        let remedy = report["error"]["remedy"].as_str().unwrap_or_default();
        assert!(remedy.ends_with('。') && !message.contains(remedy), "{message} {remedy}");
    }
}

#[test]
fn a_feed_that_is_too_large_is_named_as_everywhere() {
    let spaces = vec![b' '; ran_feed::Limits::default().bytes + 1];
    let output = ran(&["check", "-", "--format", "json"], &spaces);
    let error = &json(&output)["error"];
    assert_eq!((output.status.code(), error["code"].as_str()), (Some(2), Some("too-large")));
    assert_eq!(error["message"], "<stdin> is larger than the 40 MiB that are read");
    assert_eq!(error["remedy"], "Move past events into a feed of their own.");
}

/// The guide for those who write a feed: its example is one, and what the guide shows of the checker is what it says.
#[test]
fn the_guide_has_a_clean_feed_and_what_is_said_of_one_that_is_not() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.ja.md");
    let guide = std::fs::read_to_string(guide).expect("the guide");
    let (_, chapter) = guide.split_once("\n## 5. ").expect("the chapter on feeds");
    let blocks: Vec<&str> = chapter.split("\n```").skip(1).step_by(2).collect();
    let feed = blocks.iter().find_map(|block| block.strip_prefix("json\n")).expect("the example");
    let checked = ran(&["check", "-"], feed.as_bytes());
    assert_eq!(text(&checked.stdout), "<stdin>: 1 member, 2 events, 0 forms, 0 errors, 0 warnings\n");
    // Its event of the 19th and 20th ends for a calendar as the 21st begins (RFC 5545, 3.6.1), and in the feed on the 20th.
    let calendar = text(&ran(&["ics", "-"], feed.as_bytes()).stdout);
    assert!(calendar.contains("DTEND;VALUE=DATE:20261221\r\n"), "{calendar}");
    let shown = blocks.iter().find(|block| block.contains(": エラー[")).expect("what is said").trim_start();
    let slips = [("\"2026-12-08T19:00\"", "\"2026/12/8 19:00\""), ("\"deadline\"", "\"dedline\"")];
    let wrong = slips.iter().fold(feed.to_owned(), |feed, (right, wrong)| feed.replacen(right, wrong, 1));
    let said = text(&ran(&["check", "-", "--lang", "ja"], wrong.as_bytes()).stdout);
    assert_eq!(said.replace("<stdin>", "feed.json").trim_end(), shown);
}

#[test]
fn what_cannot_be_used_is_an_error_in_json_too() {
    for (name, code) in
        [("newer-version.json", "version"), ("web-page.json", "html"), ("missing.json", "unreadable")]
    {
        let output = ran(&["check", name, "--format", "json"], b"");
        assert_eq!(output.status.code(), Some(2), "{name}");
        let report = json(&output);
        assert_eq!(
            (&report["error"]["code"], &report["summary"]),
            (&code.into(), &Value::Null),
            "{report:#}"
        );
    }
}

#[test]
fn the_standard_input_is_a_feed_too() {
    let output = ran(&["check", "-"], b"{\"version\":1,\"alliance\":{\"name\":\"RAN\"}}");
    assert_eq!(text(&output.stdout), "<stdin>: 0 members, 0 events, 0 forms, 0 errors, 0 warnings\n");
    assert_eq!(output.status.code(), Some(0));
}

/// Answers one request with these bytes, and returns the address.
fn answering(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a request");
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).expect("its head");
        stream.write_all(answer.as_bytes()).expect("an answer");
    });
    format!("http://{address}/feed.json")
}

/// What `ran feed check` says of a feed of this text in an encoding.
fn checked_in(encoding: &'static encoding_rs::Encoding, name: &str) -> (Option<i32>, String) {
    let feed = format!(r#"{{"version":1,"alliance":{{"name":"{name}"}}}}"#);
    let (bytes, _, has_errors) = encoding.encode(&feed);
    assert!(!has_errors);
    let output = ran(&["check", "-"], &bytes);
    (output.status.code(), text(&output.stdout))
}

#[test]
fn another_encoding_is_one_error_that_names_it() {
    for (encoding, name, expected) in [
        (encoding_rs::SHIFT_JIS, "地域人事部ネットワーク", "the feed is in Shift_JIS, not in UTF-8"),
        // What CP932 has and JIS X 0208 does not.
        (encoding_rs::SHIFT_JIS, "①髙橋㈱", "the feed is in Shift_JIS, not in UTF-8"),
        (encoding_rs::EUC_JP, "地域人事部ネットワーク", "the feed is in EUC-JP, not in UTF-8"),
        (encoding_rs::ISO_2022_JP, "地域人事部ネットワーク", "the feed is in ISO-2022-JP, not in UTF-8"),
    ] {
        let (code, said) = checked_in(encoding, name);
        let expected = format!("<stdin>: error[encoding] {expected}\n  help: Save the file as UTF-8");
        assert!(said.starts_with(&expected), "{said}");
        assert_eq!((code, said.lines().count()), (Some(2), 2), "{said}");
    }
    assert_eq!(checked_in(encoding_rs::UTF_8, "地域人事部ネットワーク").0, Some(0));
}

#[test]
fn an_entry_that_is_lost_is_named() {
    let feed = br#"{"version":1,"alliance":{"name":"RAN"},"events":[{"id":"e","title":"E"}]}"#;
    let said = text(&ran(&["check", "-"], feed).stdout);
    assert!(said.contains("\n  left out: events[0]\n"), "{said}");
}

#[test]
fn a_broken_letter_is_an_error() {
    let feed = b"{\"version\":1,\"alliance\":{\"name\":\"\xE5\x9C\xB0\xE5\x9F\x9F\xE4\xBA\xBA\x83\"}}";
    // Latin-1's sign of degrees, which is a letter in Shift_JIS too: pages read such a feed.
    let degrees = b"{\"version\":1,\"alliance\":{\"name\":\"25\xB0C\"}}";
    for feed in [&feed[..], degrees] {
        let output = ran(&["check", "-"], feed);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stdout).contains(": error[invalid-utf-8] alliance.name: "), "{output:?}");
    }
}

#[test]
fn an_address_is_fetched() {
    for (answer, code, expected) in [
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 44\r\n\r\n{\"version\":1,\"alliance\":{\"name\":\"Ishinomaki\"}}",
            1,
            "error[cut-off]",
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 39\r\n\r\n{\"version\":1,\"alliance\":{\"name\":\"RAN\"}}",
            0,
            ": 0 members, 0 events, 0 forms, 0 errors, 0 warnings",
        ),
        (
            "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
            2,
            " answers 404\n  help: Check the address.",
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n{\"version\":1",
            2,
            "\n  help: Check the address, and that the server answers in full.",
        ),
        ("", 2, "\n  help: Check the address and this machine's connection."),
    ] {
        let output = ran(&["check", &answering(answer)], b"");
        // What was found in a feed is the answer; that there is none to look at is no answer.
        let is_read = code < 2;
        let (seen, other) =
            if is_read { (&output.stdout, &output.stderr) } else { (&output.stderr, &output.stdout) };
        let seen = text(seen);
        assert!(seen.contains(expected), "no {expected:?} in {seen}");
        assert_eq!(text(other), "", "{expected}");
        assert_eq!(output.status.code(), Some(code), "{seen}");
    }
}

#[test]
fn a_wrong_command_line_is_unusable() {
    for (arguments, expected) in [
        (&["check"][..], "<FILE|URL>"),
        (&["check", "a.json", "--format", "xml"], "[possible values: text, json]"),
        (&["sample", "--members=-1"], "invalid value '-1'"),
        (&["sample", "--year", "1"], "1 is not in 1970..=2100"),
    ] {
        let output = ran(arguments, b"");
        assert!(text(&output.stderr).contains(expected), "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_sample_is_clean() {
    let sample = ran(&["sample", "--members", "50", "--events", "200", "--seed", "3"], b"");
    let checked = ran(&["check", "-"], &sample.stdout);
    assert_eq!(text(&checked.stdout), "<stdin>: 50 members, 200 events, 0 forms, 0 errors, 0 warnings\n");
}

#[test]
fn a_rule_that_ends_in_utc_ends_on_the_clock_of_its_zone() {
    let check = |rule: &str, expected: &[&str]| {
        let feed = format!(
            r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E","start":"2026-03-06T09:00",
            "time_zone":"Europe/Berlin","rrule":"{rule}"}}]}}"#
        );
        let asked = ["occurrences", "-", "--event", "e", "--from", "2026-03-28", "--to", "2026-05-31"];
        assert_eq!(json(&ran(&asked, feed.as_bytes())), serde_json::json!(expected), "{rule}");
    };
    // Summer time begins on 29 March: 09:00 is then 07:00 in UTC.
    let weekly = ["2026-04-03T09:00:00+02:00", "2026-04-10T09:00:00+02:00"];
    check("FREQ=WEEKLY;UNTIL=20260410T070000Z", &weekly);
    check("FREQ=WEEKLY;UNTIL=20260410T065959Z", &weekly[..1]);
}

#[test]
fn the_schema_is_one() {
    let output = ran(&["schema"], b"");
    let schema = json(&output);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["members"].is_object() && output.status.success());
}

#[test]
fn the_events_as_a_file() {
    let start = jiff::Zoned::now().date().tomorrow().expect("a day");
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{{"id":"m","name":{{"ja":"団体","en":"Group"}}}}],
            "events":[{{"id":"own","title":"A","start":"{start}","host":"m","url":"/a"}},{{"id":"other","title":"B","start":"{start}"}}]}}"#
    );
    let address = "https://ran.example.jp/data/feed.json";
    let output =
        ran(&["ics", "-", "--address", address, "--lang", "en", "--query", "host=m"], feed.as_bytes());
    let file = text(&output.stdout);
    for line in ["X-WR-CALNAME:Events of Group", "URL:https://ran.example.jp/a"] {
        assert!(file.contains(&format!("\r\n{line}\r\n")), "no {line} in {file}");
    }
    assert!(file.contains("@ran.example.jp\r\n") && !file.contains("UID:other"), "{file}");
    let output = ran(&["ics", "-", "--query", "host=nobody"], feed.as_bytes());
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("\"nobody\" is not known to the feed"), "{output:?}");
}

/// A page takes the alliance's zone for it, and so does each command.
#[test]
fn a_zone_that_there_is_not_is_in_no_file() {
    let day = jiff::Zoned::now().date().tomorrow().expect("a day");
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN","time_zone":"Asia/Tokio"}},
            "events":[{{"id":"e","title":"E","start":"{day}T19:00","time_zone":"Asia/Tokio"}}]}}"#
    );
    let file = text(&ran(&["ics", "-"], feed.as_bytes()).stdout);
    let start = format!("\r\nDTSTART:{}T100000Z\r\n", day.strftime("%Y%m%d"));
    assert!(file.contains(&start) && !file.contains("TZID"), "{file}");
}
