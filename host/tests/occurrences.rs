//! What `ran feed occurrences` prints.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// Runs the command on a feed of one event, `e`.
fn ran(event: &str, arguments: &[&str]) -> Output {
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E","kind":"seminar",{event}}}]}}"#
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_ran"))
        .args(["feed", "occurrences", "-"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    // A command that refuses its arguments reads nothing.
    let _ = child.stdin.take().expect("a pipe").write_all(feed.as_bytes());
    child.wait_with_output().expect("an end")
}

fn check(event: &str, from: &str, to: &str, expected: &[&str]) {
    let output = ran(event, &["--event", "e", "--from", from, "--to", to]);
    let starts: Vec<String> = serde_json::from_slice(&output.stdout).expect("a JSON array of strings");
    assert_eq!(starts, expected, "{event}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn start_times_have_the_offset_of_the_zone() {
    check(
        r#""start":"2026-04-01T19:00","rrule":"FREQ=MONTHLY;BYDAY=2TU",
            "overrides":[{"recurrence_id":"2026-05-12T19:00","status":"cancelled"}]"#,
        "2026-04-01",
        "2026-06-30",
        &["2026-04-14T19:00:00+09:00", "2026-06-09T19:00:00+09:00"],
    );
    // Clocks in New York went back on 1 November 2026.
    check(
        r#""start":"2026-10-30T09:00","time_zone":"America/New_York","rrule":"FREQ=DAILY""#,
        "2026-10-31",
        "2026-11-01",
        &["2026-10-31T09:00:00-04:00", "2026-11-01T09:00:00-05:00"],
    );
    // 02:30 on 8 March 2026 was not there: an hour after 01:30.
    check(
        r#""start":"2026-03-08T02:30","time_zone":"America/New_York""#,
        "2026-03-08",
        "2026-03-08",
        &["2026-03-08T03:30:00-04:00"],
    );
    // That is 03:30, which the rule has too: one time.
    check(
        r#""start":"2026-03-08T01:30","time_zone":"America/New_York","rrule":"FREQ=HOURLY;COUNT=4""#,
        "2026-03-08",
        "2026-03-08",
        &["2026-03-08T01:30:00-05:00", "2026-03-08T03:30:00-04:00", "2026-03-08T04:30:00-04:00"],
    );
    check(r#""start":"2026-04-01T10:00Z""#, "2026-04-01", "2026-04-01", &["2026-04-01T10:00:00+00:00"]);
    check(
        r#""start":"2026-11-20","end":"2026-11-22""#,
        "2026-11-22",
        "2026-11-30",
        &["2026-11-20T00:00:00+09:00"],
    );
    check(r#""start":"2026-11-20""#, "2026-11-21", "2026-11-30", &[]);
    // A zone that there is not counts for nothing, as on a page: the alliance's does.
    check(
        r#""start":"2026-04-01T19:00","time_zone":"Asia/Atlantis""#,
        "2026-04-01",
        "2026-04-01",
        &["2026-04-01T19:00:00+09:00"],
    );
}

#[test]
fn mistakes_are_named() {
    let check = |event: &str, arguments: &[&str], expected: &str| {
        let output = ran(event, arguments);
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(said.contains(expected), "{said}");
        assert_eq!(output.status.code(), Some(2));
    };
    let once = r#""start":"2026-04-01T19:00""#;
    let days = ["--from", "2026-04-01", "--to", "2026-04-30"];
    check(once, &[&["--event", "f"], &days[..]].concat(), "has no event \"f\"");
    check(once, &["--event", "e", "--from", "2026-02-29", "--to", "2026-04-30"], "a date is written as");
}

#[test]
fn a_rule_that_is_cut_off_is_said() {
    let output = ran(
        r#""start":"2026-04-01T19:00","rrule":"FREQ=SECONDLY""#,
        &["--event", "e", "--from", "2026-04-01", "--to", "2026-04-30"],
    );
    assert!(String::from_utf8(output.stderr).expect("UTF-8").contains("some may be missing"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_can_be_written_is_given_beside_what_cannot() {
    // The library of time zones ends a day before the calendar does.
    let daily = r#""start":"9999-12-30T10:00","rrule":"FREQ=DAILY""#;
    let days = ["--event", "e", "--from", "9999-12-30", "--to", "9999-12-31"];
    assert!(String::from_utf8(ran(daily, &days).stderr).expect("UTF-8").contains("some may be missing"));
    check(daily, days[3], days[5], &["9999-12-30T10:00:00+09:00"]);
}
