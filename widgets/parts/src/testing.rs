//! What the tests of all widgets do alike: a feed and attributes in, HTML out, as a server renders it.
//!
//! Only with the feature `testing`, which the widgets' dev-dependencies turn on.

use std::rc::Rc;

use ran_feed::{Limits, model::EventTime, read};
use yew::{BaseComponent, LocalServerRenderer};

use crate::{Attributes, FeedState, Ready, WidgetProps};

/// What a widget is given for a feed that was read from `https://feed.example/x/feed.json`. It knows no time: see [`at`].
///
/// # Panics
///
/// If the feed cannot be read.
#[must_use]
pub fn props(feed: &str, attributes: &[(&str, &str)]) -> WidgetProps {
    let reading = read(feed.as_bytes().to_vec(), &Limits::default()).expect("the feed can be read");
    let attributes: Attributes = attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned().into(), (*value).to_owned().into()))
        .collect();
    let feed = FeedState::Ready(Ready::new(Rc::new(reading.feed), "https://feed.example/x/feed.json", None));
    WidgetProps { attributes, feed, ..WidgetProps::default() }
}

/// The same at a time on the alliance's clocks, for example `2026-04-15T12:00`.
///
/// # Panics
///
/// If that is no time.
#[must_use]
pub fn at(now: &str, props: WidgetProps) -> WidgetProps {
    WidgetProps { now: EventTime::parse(now).expect("a time").time(), ..props }
}

/// The HTML of a component.
pub async fn rendered<Component: BaseComponent>(props: Component::Properties) -> String
where
    Component::Properties: 'static,
{
    LocalServerRenderer::<Component>::with_props(props).hydratable(false).render().await
}

/// Checks that all the parts are in a text, and none of the absent ones.
///
/// # Panics
///
/// If not, with the text.
pub fn check(text: &str, parts: &[&str], absent: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    for part in absent {
        assert!(!text.contains(part), "{part} is in {text}");
    }
}
