//! One member in full: the head of its profile and the sections under it. The profile shows it on the page, and the map
//! in a dialog.

mod header;
mod next;
mod sections;
mod words;

use ran_feed::model::{Id, Lang, Member, Text, Url};
use ran_view::html;
use yew::{AttrValue, Callback, Html};

pub use header::{areas, header, header_under_name, name, place_name};
pub use next::{Coming, soonest};
pub use sections::{SECTIONS, Section, figure};

use crate::heading::Level;
use crate::{Outgoing, Ready, WidgetProps, text};

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

    /// The title of a row, and where it leads. The page is told of whoever goes there, if it is a thing of the feed.
    fn title(&self, title: &Text, url: Option<&Url>, is: Option<(&'static str, &Id)>) -> Html {
        let mut title = text::text(title, self.lang);
        if let Some(url) = url {
            let onclick = is.map(|(what, id)| {
                let (emit, id) = (self.props.emit.clone(), AttrValue::from(id.as_str().to_owned()));
                Callback::from(move |_| emit.emit(Outgoing::Select { what, id: id.clone() }))
            });
            title = html! { <a href={self.href(url)} {onclick}>{title}</a> };
        }
        html! { <strong>{title}</strong> }
    }
}
