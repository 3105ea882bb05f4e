//! `<ran-event-calendar>`: the alliance's events as month, week and agenda.
//!
//! | attribute | takes |
//! | --- | --- |
//! | `view` | `month` (default), `week` or `agenda` |
//! | `date` | the day at hand, `2026-04-01`; none is today |
//! | `week-start` | `sunday` (default) or `monday` |
//! | `year` | `era` (default), `western` or `fiscal`: how a year is written |
//! | `search` | words that are found in what is shown at all |
//! | `deep-link` | keeps what is seen in the page's address |
//! | `json-ld` | tells search engines of the coming events |
//! | `kinds`, `audience`, `themes`, `prefecture`, `host`, `programme`, `mode` | what is shown at all; the visitor filters within it |
//! | `heading-level` | `2` (default), `3` or `4`: the level of the calendar's heading |
//!
//! Takes `goTo(date)`. Fires `ran-select` when a visitor opens an event, `ran-close` when it is closed, and `ran-filter-change`. Parts: `calendar`, `toolbar`, `filters`, `grid`, `week`, `agenda`,
//! `day`, `event`, `empty`, `detail`.
//!
//! State is a plain reducer (`state/`); layout and keys are pure functions (`month.rs`, `keys.rs`); the views
//! (`grid.rs`, `agenda.rs`, `list.rs`, `detail/`) only render, and say in `data-do` what a click on them means.

mod agenda;
mod background;
mod bar;
mod command;
mod component;
mod days;
mod detail;
mod entry;
mod filter_bar;
mod filters;
mod fragment;
mod grid;
mod json_ld;
mod keys;
mod links;
mod list;
mod listeners;
mod look;
mod month;
mod scene;
mod state;
mod subscription;
mod words;

use ran_feed::{ListKind, lists};
use ran_parts::stylesheet;

pub use component::EventCalendar;
pub use detail::detail;

/// The lists of the feed that the widget reads.
pub const LISTS: &[ListKind] =
    &[lists::THEMES, lists::PROGRAMMES, lists::CAMPAIGNS, lists::PEOPLE, lists::MEMBERS, lists::EVENTS];
/// The widget's style sheet.
pub const CSS: &str = stylesheet!(
    "../../parts/src/chips.css",
    "../../parts/src/filter_bar.css",
    "../../parts/src/dialog.css",
    "calendar.css"
);

#[cfg(test)]
mod tests;
