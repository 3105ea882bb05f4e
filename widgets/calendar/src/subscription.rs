//! The way for a calendar program to follow the events, and the address for one that must be given it by hand.

use ran_feed::model::{Feed, Lang};
use ran_parts::fragment::say;
use ran_parts::{Attributes, text};
use ran_view::html;
use yew::Html;

use crate::detail::copy;
use crate::filters::{self, Facet};
use crate::scene::Scene;
use crate::words;

/// The subscription, if the feed has one.
pub(crate) fn subscription(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let url = scene.feed().calendar_url.as_ref();
    let url = url.map(|url| text::href(url, &scene.ready.address)).unwrap_or_default();
    let own = own(&url, &scene.props.attributes, scene.feed(), lang);
    let is_wider = own.is_none();
    let url = own.unwrap_or_else(|| without_mark(&url).to_owned());
    let Some((_, rest)) = url.split_once("://") else { return Html::default() };
    html! {
        <p class="share">
            <a href={["webcal://", rest].concat()}>{words::SUBSCRIBE.html(lang)}</a>
            {copy(&url, words::COPY_SUBSCRIPTION, scene)}
            if is_wider { <span class="note">{words::SUBSCRIBES_TO_MORE.html(lang)}</span> }
        </p>
    }
}

/// An address without the mark of one that can be asked.
fn without_mark(offered: &str) -> &str {
    offered.strip_suffix('?').unwrap_or(offered)
}

/// The address of just the events that a calendar with these attributes has; none if `offered` has no such address.
///
/// Only the feed's author knows whether a server reads what stands behind the `?` of an address, or a file lies there and
/// all of it is given whatever is asked. An address that ends with the mark says that it can be asked, by the names of the
/// attributes. What a visitor picks is not asked for: they would go on missing events long after they have forgotten it.
fn own(offered: &str, attributes: &Attributes, feed: &Feed, lang: Lang) -> Option<String> {
    let base = filters::of_attributes(attributes);
    let answers = offered.ends_with('?');
    let mut query = String::new();
    if !base.is_empty() {
        // Nobody answers to words.
        if !answers || !base.text.is_empty() {
            return None;
        }
        for facet in Facet::ALL {
            let words: Vec<&str> = attributes.list(facet.attribute()).collect();
            // Who is asked for what the feed does not have, or nobody knows, refuses it.
            if !words.iter().all(|word| filters::name_of(facet, word, feed, Lang::Ja).is_some()) {
                return None;
            }
            say(&mut query, facet.attribute(), &words.join(" "));
        }
    }
    // Without it, it is in Japanese.
    if answers && lang != Lang::Ja {
        say(&mut query, "lang", lang.tag());
    }
    Some(if query.is_empty() { without_mark(offered).to_owned() } else { [offered, &query].concat() })
}

#[cfg(test)]
mod tests {
    use ran_feed::Limits;
    use yew::AttrValue;

    use super::*;

    /// What is answered to at `/events.ics` of `ran serve`, README.md says.
    #[test]
    fn a_narrowed_calendar_asks_for_its_own_events_where_that_is_answered() {
        const FEED: &str = r#"{ "version": 1, "themes": [{ "id": "young", "label": "若者" }],
            "members": [{ "id": "m", "name": "M" }, { "id": "n", "name": "N" }], "programmes": [{ "id": "p", "name": "P" }] }"#;
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let check = |offered: &str, pairs: &[(&str, &str)], expected: Option<&str>| {
            let owned = |text: &str| AttrValue::from(text.to_owned());
            let attributes: Attributes =
                pairs.iter().map(|(name, value)| (owned(name), owned(value))).collect();
            let lang = Lang::from_tag(attributes.get("lang")).unwrap_or_default();
            assert_eq!(own(offered, &attributes, &feed, lang).as_deref(), expected, "{offered} {pairs:?}");
        };
        // A calendar of everything has what the address has, and the mark is no part of it.
        check("https://a.example/e.ics", &[], Some("https://a.example/e.ics"));
        check(
            "https://a.example/e.ics?",
            &[("lang", "ja"), ("view", "week")],
            Some("https://a.example/e.ics"),
        );
        check(
            "https://a.example/e.ics?",
            &[
                ("kinds", "seminar workshop"),
                ("audience", "high-school"),
                ("host", "m n"),
                ("mode", "online"),
            ],
            Some(
                "https://a.example/e.ics?kinds=seminar%20workshop&audience=high-school&host=m%20n&mode=online",
            ),
        );
        check(
            "https://a.example/e.ics?",
            &[("themes", "young"), ("prefecture", "長野県"), ("programme", "p")],
            Some("https://a.example/e.ics?themes=young&prefecture=%E9%95%B7%E9%87%8E%E7%9C%8C&programme=p"),
        );
        // What nobody knows narrows no calendar, and would be refused.
        check("https://a.example/e.ics?", &[("kinds", "nonsense")], Some("https://a.example/e.ics"));
        check("https://a.example/e.ics?", &[("kinds", "seminar nonsense")], None);
        // As the visitor reads it.
        check("https://a.example/e.ics?", &[("lang", "en")], Some("https://a.example/e.ics?lang=en"));
        check(
            "https://a.example/e.ics?",
            &[("lang", "ja-x-easy"), ("host", "m")],
            Some("https://a.example/e.ics?host=m&lang=ja-x-easy"),
        );
        check("https://a.example/e.ics", &[("lang", "en")], Some("https://a.example/e.ics"));
        // A file answers to nothing; no server to words, or to what the feed does not have.
        check("https://a.example/e.ics", &[("kinds", "seminar")], None);
        check("https://a.example/e.ics?key=1", &[("kinds", "seminar")], None);
        check("https://a.example/e.ics?", &[("search", "会")], None);
        check("https://a.example/e.ics?", &[("host", "m"), ("search", "会")], None);
        check("https://a.example/e.ics?", &[("host", "m gone")], None);
        check("https://a.example/e.ics?", &[("programme", "gone")], None);
    }
}
