//! Lines for the person who runs the server: one JSON object each, on the standard error.
//!
//! Whoever writes a line sees to it that nothing personal is in it: no address, no name, no words of somebody.

use std::io::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

/// Writes one line. A full disk or a reader that is gone takes the line away, and not the server: `eprintln!` would panic.
pub(crate) fn line(event: &str, fields: &[(&str, Value)]) {
    let line = written(unix(), event, fields);
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// From now on a panic writes a line with its place, and none of its words: they repeat what was at hand, as in
/// `end byte index 1 is not a char boundary; it is inside '見' of …`.
pub(crate) fn silence_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        line(
            "panic",
            &[
                ("at", place.into()),
                ("trouble", "a mistake of this program: please report it with this line".into()),
            ],
        );
    }));
}

/// Seconds since 1970 (UTC).
fn unix() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn written(unix: u64, event: &str, fields: &[(&str, Value)]) -> String {
    let mut line = Map::new();
    line.insert("unix".to_owned(), unix.into());
    line.insert("event".to_owned(), event.into());
    line.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    Value::Object(line).to_string()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{silence_panics, written};

    /// In a process of its own, whose standard error is read.
    #[test]
    fn a_panic_tells_its_place_and_repeats_nothing() {
        const CHILD: &str = "RAN_TEST_PANICS";
        const NAME: &str = "journal::tests::a_panic_tells_its_place_and_repeats_nothing";
        if std::env::var_os(CHILD).is_some() {
            silence_panics();
            let name = std::hint::black_box("見本 はな子");
            let ended = std::thread::spawn(move || name[..1].len()).join();
            assert!(ended.is_err());
            return;
        }
        let own = std::env::current_exe().unwrap();
        let child =
            Command::new(own).args([NAME, "--exact", "--nocapture"]).env(CHILD, "1").output().unwrap();
        let said = String::from_utf8_lossy(&child.stderr);
        assert!(child.status.success(), "{said}");
        assert!(!said.contains("はな子"), "{said}");
        let line: serde_json::Value = serde_json::from_str(said.trim()).expect("one line of JSON");
        assert_eq!(line["event"], "panic");
        assert!(line["at"].as_str().unwrap().contains("journal.rs:"), "{said}");
    }

    #[test]
    fn a_line_stays_one_line() {
        let line = written(7, "request", &[("path", "/a\n\"b\"".into()), ("status", 200.into())]);
        let read: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(read["path"], "/a\n\"b\"");
        assert!(!line.contains('\n'), "{line}");
    }
}
