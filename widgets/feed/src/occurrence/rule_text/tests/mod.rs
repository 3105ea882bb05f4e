//! Rules and what is said of them.

mod months;
mod times;
mod weeks;
mod years;

use super::of;
use crate::{Limits, civil::CivilDateTime, model::Lang};

/// What is said of an event in a language.
fn said(event: &str, lang: Lang) -> Option<String> {
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E","kind":"seminar",{event}}}]}}"#
    );
    let feed = crate::read(feed.into_bytes(), &Limits::default()).unwrap().feed;
    let time = |time: CivilDateTime| format!("{}:{:02}", time.hour(), time.minute());
    of(&feed.events[0], "Asia/Tokyo", lang, &time)
}

/// An event of the whole day from Tuesday, 14 April 2026.
fn check(rule: &str, ja: &str, en: &str, easy: &str) {
    let event = format!(r#""start":"2026-04-14","rrule":"{rule}""#);
    for (lang, expected) in [(Lang::Ja, ja), (Lang::En, en), (Lang::JaEasy, easy)] {
        assert_eq!(said(&event, lang).as_deref(), Some(expected), "{rule}");
    }
}
