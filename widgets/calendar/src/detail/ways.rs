//! Where an event leads: to apply, to its pages, into the visitor's own calendar, to others.

use ran_feed::civil::CivilDateTime;
use ran_feed::ics::{self, Words};
use ran_feed::model::{Event, EventTime, Lang, Url};
use ran_feed::occurrence::Occurrence;
use ran_parts::{Phrase, contact, text, words as shared};
use ran_view::html;
use yew::{AttrValue, Html};

use crate::scene::{self, Entrance, Scene};
use crate::state::Subject;
use crate::subscription::subscription;
use crate::{fragment, links, words};

/// The way to apply, or that there is none any more.
pub(super) fn apply(event: &Event, entrance: Entrance, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let closed = match entrance {
        Entrance::None => return Html::default(),
        Entrance::Open => {
            let Some(url) = &event.sign_up else { return Html::default() };
            return html! { <p><a class="apply" href={text::href(url, &scene.ready.address)}>{words::SIGN_UP.html(lang)}</a></p> };
        }
        Entrance::Closed => words::NO_LONGER,
        Entrance::Full => words::NO_ROOM_LEFT,
    };
    let applies = event.sign_up.is_some() || event.how_to_apply.is_some();
    html! { if applies { <p>{closed.html(lang)}</p> } }
}

/// A link that leaves the page.
pub(crate) fn out(href: AttrValue, inside: Html, lang: Lang) -> Html {
    html! { <a {href} target="_blank" rel="noopener noreferrer">{inside}<span class="visually-hidden">{" "}{shared::common::NEW_TAB.plain(lang)}</span></a> }
}

/// Where the event leads: to its page, and further pages.
pub(super) fn further(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let page = occurrence.map_or(event.url.as_ref(), Occurrence::url);
    let page = page.map(|url| (url, words::PAGE.html(lang)));
    let more = event.links.iter().map(|link| (&link.url, contact::link_name(link, words::LINK, lang)));
    let all: Vec<(&Url, Html)> = page.into_iter().chain(more).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="links">
            {for all.into_iter().map(|(url, name)| html! {
                <li><a href={text::href(url, &scene.ready.address)}>{name}</a></li>
            })}
        </ul>
    }
}

/// The ways into the visitor's own calendar.
pub(super) fn add(occurrence: &Occurrence<'_>, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let address = &scene.ready.address;
    let said = Words::of(occurrence, lang, address);
    let in_utc = |zone: &str, time| CivilDateTime::from_seconds(scene.props.clocks?.moment(zone, time)?);
    let when = ics::when(occurrence, scene.feed(), &in_utc);
    let now = scene.props.now.unwrap_or(CivilDateTime::midnight(occurrence.first_day()));
    let stamp = scene::instant(EventTime::Local(now), scene.feed().time_zone(), scene.props.clocks);
    let stamp = stamp.and_then(CivilDateTime::from_seconds).unwrap_or(now);
    let event = ics::event(occurrence, &when, &said, stamp, address);
    let file = ics::file(&[], [event.as_str()]);
    let outlook = |account, name| out(links::outlook(account, &when, &said).into(), name, lang);
    html! {
        <>
            <h3>{words::ADD.html(lang)}</h3>
            <ul class="links">
                <li><a href={links::data(&file)} download="event.ics">{words::ICS.html(lang)}</a></li>
                <li>{out(links::google(&when, &said).into(), html! { {"Google"} }, lang)}</li>
                <li>{outlook(links::OUTLOOK_LIVE, html! { {"Outlook"} })}</li>
                <li>{outlook(links::OUTLOOK_OFFICE, words::OUTLOOK_OFFICE.html(lang))}</li>
            </ul>
            {subscription(scene)}
        </>
    }
}

/// The event's address, for others: on this page, if it keeps what is seen in its address, or else the event's own page.
pub(super) fn share(subject: &Subject, event: &Event, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let here = fragment::shared(scene.props, subject);
    let own = event.url.as_ref().map(|url| text::href(url, &scene.ready.address).to_string());
    let Some(href) = here.or(own) else { return Html::default() };
    html! {
        <p class="share">
            <a href={href.clone()}>{words::SHARE.html(lang)}</a>
            {copy(&href, words::COPY, scene)}
        </p>
    }
}

/// A button that copies an address. What has come of it is said on the button itself, and once to who does not see it.
pub(crate) fn copy(address: &str, name: Phrase, scene: &Scene<'_>) -> Html {
    let copied = scene.state.copied.as_ref().filter(|(copied, _)| copied == address);
    html! {
        <span class="copy">
            <button type="button" data-do={["copy ", address].concat()}>{name.html(scene.lang)}</button>
            <span role="status">
                if let Some((_, copied)) = copied {
                    <span class={if *copied { "copied" } else { "" }}>
                        {if *copied { words::COPIED } else { words::NOT_COPIED }.html(scene.lang)}
                    </span>
                }
            </span>
        </span>
    }
}
