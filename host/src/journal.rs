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
    use super::written;

    #[test]
    fn a_line_stays_one_line() {
        let line = written(7, "request", &[("path", "/a\n\"b\"".into()), ("status", 200.into())]);
        let read: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(read["path"], "/a\n\"b\"");
        assert!(!line.contains('\n'), "{line}");
    }
}
