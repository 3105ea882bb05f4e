//! `<ran-member-badge>`: that a member belongs to the alliance.
//!
//! | attribute | takes |
//! | --- | --- |
//! | `member` | the id of the member |
//! | `size` | `s`, `m` (default) or `l` |
//! | `link` | where the badge leads; without it, the alliance's site |
//!
//! Fires `ran-select` with the member when it is followed. Parts: `badge`, `mark`.
//! The badge says what the feed says; it carries no signature yet, so it claims no check.

use ran_feed::model::{Alliance, Lang, Member, Url};
use ran_feed::{ListKind, lists};
use ran_parts::{Label, Outgoing, Phrase, Ready, WidgetProps, frame, icons, stylesheet, text, words};
use ran_view::{classes, html};
use yew::{AttrValue, Callback, Html, component};

/// The lists of the feed that the widget reads.
pub const LISTS: &[ListKind] = &[lists::MEMBERS];
/// The widget's style sheet.
pub const CSS: &str = stylesheet!("badge.css");

const NAME: Phrase = ran_parts::phrase!("会員バッジ", "Member badge", "会員《かいいん》の しるし");
const SINCE: Phrase = ran_parts::phrase!("{}年から", "since {}", "{}年《ねん》から");

/// The badge.
#[component]
pub fn MemberBadge(props: &WidgetProps) -> Html {
    frame::around(props, NAME, props.ready().map(|ready| content(props, ready)))
}

fn content(props: &WidgetProps, ready: &Ready) -> Html {
    let lang = props.lang();
    match ready.feed.member(props.attributes.get("member")) {
        Some(member) => badge(props, ready, member, lang),
        None => frame::empty(words::common::NO_MEMBER.html(lang)),
    }
}

fn badge(props: &WidgetProps, ready: &Ready, member: &Member, lang: Lang) -> Html {
    let alliance = ready.feed.alliance.as_ref();
    let size = match props.attributes.get("size") {
        "s" => "s",
        "l" => "l",
        _ => "m",
    };
    let tier = member.tier.and_then(Label::label);
    let class = classes!("badge", size, member.tier.map(|tier| format!("{}-member", tier.as_str())));
    let since = member.since.map(|since| SINCE.filled(lang, &since.year().to_string()));
    let inside = html! {
        <>
            {icons::mark()}
            <span class="words">
                if tier.is_some() || since.is_some() {
                    <span class="tier">
                        {tier.map(|tier| tier.html(lang))}
                        if let Some(since) = since {
                            {" "}<span class="since">{words::with_furigana(&since)}</span>
                        }
                    </span>
                }
                <span class="name">{text::text(&member.name, lang)}</span>
                if let Some(alliance) = alliance {
                    <span class="alliance">{text::text(&alliance.name, lang)}</span>
                }
            </span>
        </>
    };
    match destination(props, ready, alliance) {
        Some(href) => {
            let (emit, id) = (props.emit.clone(), AttrValue::from(member.id.as_str().to_owned()));
            let onclick =
                Callback::from(move |_| emit.emit(Outgoing::Select { what: "member", id: id.clone() }));
            html! { <a {class} part="badge" {href} {onclick}>{inside}</a> }
        }
        None => html! { <div {class} part="badge">{inside}</div> },
    }
}

/// The `link` attribute if it is an address that may be followed, or the alliance's site.
fn destination(props: &WidgetProps, ready: &Ready, alliance: Option<&Alliance>) -> Option<AttrValue> {
    let own = Url::parse(props.attributes.get("link")).ok().filter(Url::is_web);
    // The page's own address is relative to the page, and stays as it is.
    own.map(|url| url.as_str().to_owned().into())
        .or_else(|| Some(text::href(alliance?.url.as_ref()?, &ready.address)))
}

#[cfg(test)]
mod tests;
