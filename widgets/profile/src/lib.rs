//! `<ran-member-profile>`: one member, who and where, what it is good at, what it runs, and when to meet it.
//!
//! | attribute | takes |
//! | --- | --- |
//! | `member` | the id of the member |
//! | `sections` | any of `about themes services programmes people events contact`; none means all |
//! | `heading-level` | `2` (default), `3` or `4`: the level of the name; sections are one below |
//!
//! Fires `ran-select` when a visitor follows a programme or an event. Parts: `profile`, `name`, `section`.

use ran_feed::{ListKind, lists};
use ran_parts::heading::Level;
use ran_parts::member::{self, SECTIONS, Section, View};
use ran_parts::{Ready, WidgetProps, frame, stylesheet};
use ran_view::html;
use yew::{Html, component};

/// The lists of the feed that the widget reads.
pub const LISTS: &[ListKind] =
    &[lists::MEMBERS, lists::PEOPLE, lists::THEMES, lists::PROGRAMMES, lists::EVENTS];
/// The widget's style sheet.
pub const CSS: &str = stylesheet!("../../parts/src/chips.css", "../../parts/src/member.css");

const NAME: ran_parts::Phrase =
    ran_parts::phrase!("会員の紹介", "Member profile", "会員《かいいん》の 紹介《しょうかい》");

/// The profile.
#[component]
pub fn MemberProfile(props: &WidgetProps) -> Html {
    frame::around(props, NAME, props.ready().map(|ready| content(props, ready)))
}

fn content(props: &WidgetProps, ready: &Ready) -> Html {
    let lang = props.lang();
    let Some(member) = ready.feed.member(props.attributes.get("member")) else {
        return frame::empty(ran_parts::words::common::NO_MEMBER.html(lang));
    };
    let view = View { props, ready, member, lang, level: Level::read(props.attributes.get("heading-level")) };
    let shown = |section: &&Section| {
        let mut asked = props.attributes.list("sections").peekable();
        asked.peek().is_none() || asked.any(|name| name == section.name)
    };
    html! {
        <article class="profile" part="profile">
            {member::header(&view)}
            {for SECTIONS.iter().filter(shown).map(|section| section.render(&view))}
        </article>
    }
}

#[cfg(test)]
mod tests;
