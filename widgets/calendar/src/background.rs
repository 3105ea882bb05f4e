//! What stands behind an event: who holds and supports it, what happens in it, and whom to ask.

use ran_feed::model::{Event, EventTime, Session, SupportRole, Supporter};
use ran_parts::{Label, Phrase, contact, text};
use ran_view::html;
use yew::Html;

use crate::detail::{listed, out};
use crate::scene::Scene;
use crate::{days, list, words};

/// 主催, 共催, 後援 and so on, each with its names in the feed's order. These terms are fixed and are never mixed up.
pub(crate) fn supporters(event: &Event, scene: &Scene<'_>) -> Vec<(Phrase, Html)> {
    let of = |role: SupportRole| {
        let host = event.host.as_ref().filter(|_| role == SupportRole::Host);
        let host = host.and_then(|id| scene.feed().member(id.as_str()));
        let host = host.map(|host| text::text(&host.name, scene.lang));
        let further = event.supporters.iter().filter(|supporter| supporter.role == role);
        let names = listed(&mut host.into_iter().chain(further.filter_map(|one| name(one, scene))));
        Some((role.label().unwrap_or(words::INVOLVED), names?))
    };
    SupportRole::ALL.iter().filter_map(|role| of(*role)).collect()
}

fn name(supporter: &Supporter, scene: &Scene<'_>) -> Option<Html> {
    let member = supporter.member.as_ref().and_then(|id| scene.feed().member(id.as_str()));
    let name = text::text(supporter.name.as_ref().or(member.map(|member| &member.name))?, scene.lang);
    Some(match &supporter.url {
        Some(url) => out(text::href(url, &scene.ready.address), name, scene.lang),
        None => name,
    })
}

/// The parts of the event, in the feed's order.
pub(crate) fn sessions(event: &Event, scene: &Scene<'_>) -> Option<Html> {
    listed(&mut event.sessions.iter().map(|one| session(one, event, scene)))
}

fn session(session: &Session, event: &Event, scene: &Scene<'_>) -> Html {
    let (lang, feed) = (scene.lang, scene.feed());
    let at_home = |time: Option<EventTime>| time.map(|time| time.at_home(feed.home_minutes()));
    let time = at_home(session.start).and_then(EventTime::time).map(|start| {
        // Of an event of several days, the day too.
        let takes_days = at_home(event.start)
            .zip(at_home(event.end))
            .is_some_and(|(start, end)| start.date() != end.date());
        let said = if takes_days { days::moment } else { days::hours };
        said(start, at_home(session.end).and_then(EventTime::time), lang)
    });
    let speakers = session.speakers.iter().filter_map(|speaker| feed.who(speaker));
    let place = session.place.as_ref().map(|place| place.plain(lang));
    html! {
        <>
            if let Some(time) = time { {list::span(&time)}{" "} }
            <strong>{text::text(&session.title, lang)}</strong>
            if let Some(place) = place { {" "}<span class="support">{place}</span> }
            {for speakers.map(|speaker| html! { <>{" "}<span class="support">{text::text(speaker.name, lang)}</span></> })}
            if let Some(description) = &session.description { {text::prose(description, lang, &scene.ready.address)} }
            {for session.links.iter().map(|link| html! {
                <>{" "}<a href={text::href(&link.url, &scene.ready.address)}>{contact::link_name(link, words::LINK, lang)}</a></>
            })}
        </>
    }
}

/// Whom to ask: as the event says, or else who holds it, or the alliance.
pub(crate) fn contact(event: &Event, scene: &Scene<'_>) -> Option<Html> {
    let (feed, lang) = (scene.feed(), scene.lang);
    let host = event.hosts().find_map(|id| feed.member(id.as_str()));
    let of_host = || Some((host?.consultation()?, Some(&host?.name)));
    let of_alliance =
        || feed.alliance.as_ref().and_then(|own| Some((own.contact.as_ref()?, Some(&own.name))));
    let own = event.contact.as_deref().map(|own| (own, None));
    let (contact, whose) = own.or_else(of_host).or_else(of_alliance)?;
    // Who is not named by the contact is named by whose it is.
    let whose = whose.filter(|_| contact.name.is_none()).map(|name| text::text(name, lang));
    let lines = contact::lines(contact, true, lang, &scene.ready.address);
    let note = contact.note.as_ref().map(|note| text::text(note, lang));
    listed(&mut whose.into_iter().chain(lines).chain(note))
}
