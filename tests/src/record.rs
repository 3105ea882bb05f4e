//! What the recorder in the page has seen, and whether that is all right.

use serde::Deserialize;
use serde_json::Value;

/// The recorder, served as the first script of each test page.
pub(crate) const RECORDER: &str = include_str!("recorder.js");

/// Everything since the page was opened.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Record {
    /// Calls of `console.error` and `console.warn`.
    pub console: Vec<Console>,
    /// Uncaught exceptions and rejections.
    pub errors: Vec<String>,
    /// Violations of the page's policy, as `directive address`.
    pub violations: Vec<String>,
    /// The address of every resource that was asked for.
    pub resources: Vec<String>,
    /// The `ran-…` events that reached the document.
    pub events: Vec<Fired>,
    /// Layout shifts without input, with what moved (Chromium only).
    pub shifts: Vec<Value>,
    /// Tasks of 50 ms and more, in milliseconds (Chromium only).
    pub long_tasks: Vec<f64>,
}

/// A line on the console.
#[derive(Debug, Clone, Deserialize)]
pub struct Console {
    /// `error` or `warn`.
    pub level: String,
    /// The arguments as text.
    pub text: String,
}

/// An event of the kit.
#[derive(Debug, Clone, Deserialize)]
pub struct Fired {
    /// The type, for example `ran-ready`.
    pub name: String,
    /// The tag of the target as the document sees it.
    pub target: String,
    /// What it carries.
    pub detail: Value,
    /// Whether it bubbles.
    pub bubbles: bool,
    /// Whether it passes out of shadow roots.
    pub composed: bool,
}

/// What a test says beforehand about the page's record.
#[derive(Debug, Default)]
pub(crate) struct Expectations {
    pub(crate) origins: Vec<String>,
    pub(crate) console: Vec<Expected>,
    pub(crate) violations: Vec<Expected>,
}

/// A piece of text that may, or must, stand in a record.
#[derive(Debug)]
pub(crate) struct Expected {
    pub(crate) text: String,
    pub(crate) required: bool,
}

impl Expectations {
    /// Whether something must come.
    pub(crate) fn is_waiting(&self) -> bool {
        self.console.iter().chain(&self.violations).any(|expected| expected.required)
    }

    /// What in the record is not as it should be, one sentence each.
    pub(crate) fn complaints(&self, record: &Record) -> Vec<String> {
        let mut complaints = Vec::new();
        for line in &record.console {
            if !matches(&self.console, &line.text) {
                complaints.push(format!("console.{}: {}", line.level, line.text));
            }
        }
        complaints.extend(record.errors.iter().map(|error| format!("uncaught: {error}")));
        for violation in &record.violations {
            if !matches(&self.violations, violation) {
                complaints.push(format!("policy violated: {violation}"));
            }
        }
        for address in &record.resources {
            if !self.origins.iter().any(|origin| address.starts_with(origin.as_str())) {
                complaints.push(format!("foreign request: {address}"));
            }
        }
        let console = record.console.iter().map(|line| line.text.as_str()).collect::<Vec<_>>();
        let violations = record.violations.iter().map(String::as_str).collect::<Vec<_>>();
        missing(&self.console, &console, "on the console", &mut complaints);
        missing(&self.violations, &violations, "as a violated policy", &mut complaints);
        complaints
    }
}

fn matches(expected: &[Expected], text: &str) -> bool {
    expected.iter().any(|expected| text.contains(&expected.text))
}

fn missing(expected: &[Expected], seen: &[&str], place: &str, complaints: &mut Vec<String>) {
    for Expected { text, .. } in expected.iter().filter(|expected| expected.required) {
        if !seen.iter().any(|line| line.contains(text.as_str())) {
            complaints.push(format!("expected {place}, and not there: {text}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(text: &str, required: bool) -> Expected {
        Expected { text: text.to_owned(), required }
    }

    fn check(expectations: &Expectations, record: &Record, complaints: &[&str]) {
        assert_eq!(expectations.complaints(record), complaints);
    }

    #[test]
    fn what_is_not_named_is_complained_about() {
        let record = Record {
            console: vec![Console { level: "warn".into(), text: "ran: size".into() }],
            errors: vec!["Error: x".into()],
            violations: vec!["connect-src https://a.example/".into()],
            resources: vec!["http://127.0.0.1:1/a".into(), "https://b.example/".into()],
            ..Record::default()
        };
        let origins = vec!["http://127.0.0.1:1/".to_owned()];
        check(
            &Expectations { origins: origins.clone(), ..Expectations::default() },
            &record,
            &[
                "console.warn: ran: size",
                "uncaught: Error: x",
                "policy violated: connect-src https://a.example/",
                "foreign request: https://b.example/",
            ],
        );
        check(
            &Expectations {
                origins: [&origins[..], &["https://b.example/".to_owned()]].concat(),
                console: vec![expected("size", true)],
                violations: vec![expected("connect-src", false)],
            },
            &record,
            &["uncaught: Error: x"],
        );
    }

    #[test]
    fn what_was_promised_must_come() {
        let expectations =
            Expectations { console: vec![expected("a", true), expected("b", false)], ..Default::default() };
        check(&expectations, &Record::default(), &["expected on the console, and not there: a"]);
    }
}
