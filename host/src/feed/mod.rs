//! `ran feed`: what a secretariat does with a feed before it is published.

mod check;
mod occurrences;
mod sample;
mod source;

pub use check::Checked;
pub use occurrences::Occurrences;
pub use sample::Sample;
pub use source::Source;

/// The JSON Schema (draft 2020-12) of a feed, made from the types that read it.
#[must_use]
pub fn schema() -> String {
    format!("{:#}", ran_feed::schema())
}
