//! A member's next events.

use ran_feed::model::{Event, EventStatus, EventTime};
use ran_parts::{Label, Outgoing, dates, text};
use yew::{AttrValue, Callback, Html, html};

use crate::{View, words};

/// How many are shown: enough to see that something happens, few enough to read.
const MOST: usize = 3;

/// Japan's distance from UTC, to order times that have an offset among those that have none.
const HOME_MINUTES: i16 = 540;

/// The events of a member that are still to come, soonest first.
pub(crate) fn next<'a>(view: &View<'a>) -> Vec<(&'a Event, Option<EventTime>)> {
    let Some(now) = view.props.now else { return Vec::new() };
    let today = EventTime::Date(now.date()).sort_key(HOME_MINUTES);
    let feed = &view.ready.feed;
    let mut soonest: Vec<(i64, &Event, Option<EventTime>)> = Vec::with_capacity(MOST + 1);
    for event in feed.events_of(view.member.id.as_str()) {
        let start = event.start;
        let key = start.map_or_else(|| event.sort_key(HOME_MINUTES), |start| start.sort_key(HOME_MINUTES));
        if key < today {
            continue;
        }
        // Three of thousands: a place in a short list costs less than sorting them all.
        let place = soonest.iter().take_while(|(other, ..)| *other <= key).count();
        soonest.insert(place, (key, event, start));
        soonest.truncate(MOST);
    }
    soonest.into_iter().map(|(_, event, start)| (event, start)).collect()
}

pub(crate) fn row(view: &View<'_>, event: &Event, start: Option<EventTime>) -> Html {
    let lang = view.lang;
    let when = match (start, &event.when) {
        (Some(start), _) => {
            let mut words = dates::date(start.date(), lang);
            if let Some(time) = start.time().filter(|_| !event.is_all_day()) {
                words.push(' ');
                words.push_str(&dates::time(time, lang));
            }
            html! { <time datetime={start.to_string()}>{ran_parts::words::with_furigana(&words)}</time> }
        }
        (None, Some(fuzzy)) => html! { <strong>{text::text(&fuzzy.label, lang)}</strong> },
        (None, None) => Html::default(),
    };
    let status = match event.status() {
        EventStatus::Scheduled => None,
        status => status.label(),
    };
    let title = text::text(&event.title, lang);
    let (emit, id) = (view.props.emit.clone(), AttrValue::from(event.id.as_str().to_owned()));
    let onclick = Callback::from(move |_| emit.emit(Outgoing::Select { what: "event", id: id.clone() }));
    html! {
        <li>
            {when}{" "}
            if let Some(status) = status { <span class="status">{status.html(lang)}</span>{" "} }
            if event.provisional { <span class="support">{"（"}{words::PROVISIONAL.html(lang)}{"）"}</span> }
            if let Some(url) = &event.url {
                <a href={view.href(url)} {onclick}>{title}</a>
            } else {
                <span>{title}</span>
            }
            <span class="support">
                if let Some(kind) = event.kind.label() { {" "}{kind.html(lang)} }
                if let Some(mode) = event.mode().and_then(Label::label) { {" ／ "}{mode.html(lang)} }
                if event.members_only { {" ／ "}{words::MEMBERS_ONLY.html(lang)} }
            </span>
        </li>
    }
}
