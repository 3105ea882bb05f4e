//! Expansion is checked against the examples of the RFC, against plain walking, and against hostile rules.

mod feed;
mod hostile;
mod rfc5545;
#[cfg(not(target_arch = "wasm32"))]
mod shortcut;

use super::{Occurrence, Occurrences};
use crate::{
    Diagnostic, Limits,
    civil::CivilDate,
    model::{EventTime, Feed},
};

/// A feed of these events, each without its id and title. A fault in one of them fails the test.
fn feed(events: &[&str]) -> Feed {
    let events: Vec<String> = events
        .iter()
        .enumerate()
        .map(|(place, event)| format!(r#"{{"id":"e{place}","title":"E{place}","kind":"seminar",{event}}}"#))
        .collect();
    let feed = format!(r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{}]}}"#, events.join(","));
    let reading = crate::read(feed.into_bytes(), &Limits::default()).unwrap();
    // That a rule cannot be followed, does not have a time, changes one twice, or has none left, is what some tests are about.
    let is_of_rule = |wrong: &Diagnostic| {
        let codes = ["stray-time", "start-off-rule", "changed-twice", "all-left-out", "more-problems"];
        wrong.path.ends_with(".rrule") || codes.contains(&wrong.code)
    };
    let wrong = reading.diagnostics.iter().find(|wrong| !is_of_rule(wrong));
    assert_eq!(wrong, None, "{events:?}");
    reading.feed
}

fn date(text: &str) -> CivilDate {
    EventTime::parse(text).unwrap().date()
}

fn between<'a>(feed: &'a Feed, from: &str, to: &str) -> Occurrences<'a> {
    Occurrences::between(feed, date(from), date(to), &|_, _| true)
}

/// `2026-04-14T19:00/2026-04-14T21:00`, with the event before it unless it is the first, and what is different after it.
fn shown(occurrence: &Occurrence<'_>) -> String {
    let mut text = occurrence.start.to_string();
    if let Some(end) = occurrence.end {
        text += &format!("/{end}");
    }
    match occurrence.event.id.as_str() {
        "e0" => text,
        id => format!("{id} {text}"),
    }
}
