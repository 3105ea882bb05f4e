//! `ran feed`: what a secretariat does with a feed before it is published.

mod calendar;
mod check;
mod file;
mod import;
mod occurrences;
mod sample;
mod source;

use jiff::tz::TimeZone;
use ran_atlas::japan::Japan;
use ran_atlas::plane;
use ran_feed::model::PrefectureCode;
use ran_feed::{Limits, Reader};

pub(crate) use calendar::now;
pub use calendar::{BadQuery, Calendar, Question, asked_for};
pub use check::Checked;
pub(crate) use file::{Broken, Stamp, whole};
pub use import::Imported;
pub use occurrences::Occurrences;
pub use sample::Sample;
pub use source::Source;

/// How much of a feed is read. A page's console shows the first few mistakes; the checker shows all, and what a receiver says
/// of a form must not be lost behind all that is wrong before it.
fn limits() -> Limits {
    Limits { diagnostics: 100_000, ..Limits::default() }
}

/// Reads a feed, wherever one is read here: every command takes the same of it, and no more than a page does.
fn reader(bytes: Vec<u8>) -> Reader {
    Reader::new(bytes, limits())
        .with_zones(|name| TimeZone::get(name).is_ok())
        .with_patterns(crate::patterns::trouble)
        .with_clocks(occurrences::shown)
        .with_outlines(may_be_in)
}

/// Whether degrees can be in a prefecture, by the outlines of the map.
fn may_be_in(code: PrefectureCode, lat: f64, lng: f64) -> bool {
    // Its outlines are shared within a thread.
    thread_local!(static JAPAN: Japan = Japan::new());
    // What is not on the map is reported as that.
    plane::place(lat, lng).is_none_or(|point| JAPAN.with(|japan| japan.may_be_in(code.number(), point)))
}

/// The time zone of a name; of one that nobody knows, that of an alliance that names none.
pub(crate) fn zone(name: &str) -> TimeZone {
    let known = TimeZone::get(name).or_else(|_| TimeZone::get(ran_feed::model::TimeZone::DEFAULT));
    known.unwrap_or(TimeZone::UTC)
}

/// The JSON Schema (draft 2020-12) of a feed, made from the types that read it.
#[must_use]
pub fn schema() -> String {
    format!("{:#}", ran_feed::schema())
}
