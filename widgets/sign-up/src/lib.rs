//! `<ran-sign-up>`: a form that the feed defines, from the first question to the receipt.
//!
//! | attribute | takes |
//! | --- | --- |
//! | `form` | the id of the form in the feed: `ran-member`, `alliance-member` |
//! | `endpoint` | where the form is sent, instead of where the feed says |
//! | `heading-level` | `2` (default), `3` or `4`: the level of the title; steps are one below |
//!
//! Fires `ran-submit` with the form and the receipt. Parts: `form`, `title`, `progress`, `errors`, `field`, `review`,
//! `thanks`.
//!
//! The state is a plain reducer that answers with what is to be done (`state.rs`, `sending.rs`, `address.rs`); the component
//! (`component.rs`) does it; the views (`page.rs`, `fields.rs`, `review.rs`) only render, and say in `data-do` and
//! `data-field` what a click and a typed letter mean.

mod address;
mod component;
mod draft;
mod fields;
mod listeners;
mod page;
mod review;
mod sending;
mod slip;
mod state;
mod words;

use ran_feed::{ListKind, lists};
use ran_parts::stylesheet;

pub use component::SignUp;

/// The lists of the feed that the widget reads.
pub const LISTS: &[ListKind] = &[lists::FORMS];
/// The widget's style sheet.
pub const CSS: &str = stylesheet!("sign_up.css");

#[cfg(test)]
mod tests;
