//! One member in full: the head of its profile and the sections under it. The profile shows it on the page, and the map
//! in a dialog.

mod header;
mod next;
mod sections;
mod words;

use ran_feed::model::{Lang, Member, Url};
use yew::AttrValue;

pub use header::{header, place_name};
pub use next::{Coming, soonest};
pub use sections::{SECTIONS, Section, figure};

use crate::heading::Level;
use crate::{Ready, WidgetProps, text};

/// What every section is made from.
pub struct View<'a> {
    /// What the widget was given.
    pub props: &'a WidgetProps,
    /// The feed.
    pub ready: &'a Ready,
    /// The member.
    pub member: &'a Member,
    /// The language.
    pub lang: Lang,
    /// The level of the member's name among the headings.
    pub level: Level,
}

impl View<'_> {
    /// An address of the feed, for `href` or `src`.
    fn href(&self, url: &Url) -> AttrValue {
        text::href(url, &self.ready.address)
    }
}
