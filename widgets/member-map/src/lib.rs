//! `<ran-member-map>`: the members on a map of Japan, with a list that does all that the map does.
//!
//! | attribute | takes |
//! | --- | --- |
//! | `view` | `map` (default) or `list` |
//! | `themes`, `prefecture`, `programme` | what is shown at all; the visitor filters within it |
//! | `member` | the id of the member that is opened |
//! | `heading-level` | `2` (default), `3` or `4`: the level of the heading |
//! | `tiles`, `tiles-credit` | raster tiles under the map when it is close, and who made them; none by default |
//! | `deep-link` | keeps the open member and the filters in the page's address |
//!
//! Fires `ran-select` when a visitor opens a member or a programme, `ran-close` when the member is closed, and
//! `ran-filter-change`. Method: `focusMember(id)`.
//! Parts: `member-map`, `toolbar`, `counters`, `filters`, `programme`, `map`, `prefecture`, `member`, `cluster`, `list`,
//! `row`, `detail`.
//!
//! State is a plain reducer (`state/`); what part of Japan is seen is arithmetic (`camera.rs`); the views (`bar.rs`,
//! `campaign.rs`, `map/`, `list.rs`, `detail.rs`) only render, and say in `data-do` what a click on them means.

mod bar;
mod camera;
mod campaign;
mod choices;
mod command;
mod component;
mod detail;
mod effects;
mod feed_cache;
mod filters;
mod focus;
mod found;
mod gestures;
mod hooks;
mod list;
mod listed;
mod listeners;
mod map;
mod near;
mod next_event;
mod order;
mod places;
mod pointer;
mod scene;
mod shown;
mod state;
mod tiles;
mod towns;
mod words;

use ran_feed::{ListKind, lists};
use ran_parts::stylesheet;

pub use component::MemberMap;
pub use detail::detail;

/// The lists of the feed that the widget reads.
pub const LISTS: &[ListKind] =
    &[lists::THEMES, lists::PROGRAMMES, lists::CAMPAIGNS, lists::PEOPLE, lists::MEMBERS, lists::EVENTS];
/// The widget's style sheet.
pub const CSS: &str = stylesheet!(
    "../../parts/src/chips.css",
    "../../parts/src/filter_bar.css",
    "../../parts/src/dialog.css",
    "map.css",
    "../../parts/src/member.css"
);

#[cfg(test)]
mod tests;
