//! `ran feed`: what a secretariat does with a feed before it is published.

mod calendar;
mod check;
mod file;
mod occurrences;
mod sample;
mod source;

pub(crate) use calendar::now;
pub use calendar::{BadQuery, Calendar, asked_for};
pub use check::Checked;
pub(crate) use file::{Broken, Stamp, whole};
pub use occurrences::Occurrences;
pub use sample::Sample;
pub use source::Source;

/// The JSON Schema (draft 2020-12) of a feed, made from the types that read it.
#[must_use]
pub fn schema() -> String {
    format!("{:#}", ran_feed::schema())
}
