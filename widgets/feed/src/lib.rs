//! The feed: model, tolerant reading, diagnostics, search. No DOM: it runs natively and in Wasm.
//!
//! [`read`] turns bytes into a [`Feed`](model::Feed) and a list of [`Diagnostic`]s. What is wrong with a value costs
//! that value, or the entry that needs it, and nothing else; only a file that is no feed at all is an [`Error`].

pub mod civil;
mod diagnostic;
mod error;
mod fault;
pub mod filter;
pub mod holiday;
pub mod ics;
pub mod json;
mod limits;
pub mod model;
pub mod occurrence;
mod order;
mod read;
mod report;
#[cfg(feature = "serialize")]
mod schema;
pub mod search;
mod tongue;
pub mod typed;

pub use diagnostic::{Diagnostic, Severity};
pub use error::Error;
pub use fault::{Fault, faults};
pub use limits::Limits;
#[cfg(any(test, feature = "check"))]
pub use read::PatternTrouble;
pub use read::{ListKind, Progress, Reader, Reading, Section, lists, read};
#[cfg(feature = "schema")]
pub use schema::schema;
#[cfg(feature = "serialize")]
pub use schema::to_json;
pub use tongue::Tongue;
