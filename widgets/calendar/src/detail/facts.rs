//! The facts of an event that are not about time.

use std::cell::Cell;

use ran_feed::civil::CivilDateTime;
use ran_feed::model::{Event, EventTime, Lang, Place};
use ran_feed::occurrence::{Occurrence, rule_text};
use ran_parts::{Label, Phrase, dates, labels, text, words as shared};
use ran_view::html;
use yew::Html;

use super::ways::out;
use super::when::upcoming;
use super::{Rows, words_of};
use crate::scene::{Entrance, Scene};
use crate::{background, links, words};

/// All of them.
#[inline(never)]
pub(super) fn facts(
    event: &Event,
    occurrence: Option<&Occurrence<'_>>,
    entrance: Entrance,
    scene: &Scene<'_>,
) -> Rows {
    let (lang, feed) = (scene.lang, scene.feed());
    let mut rows = Vec::new();
    let mut row = |name: Phrase, value: Option<Html>| rows.extend(value.map(|value| (name, value)));
    let furigana = |words: String| shared::with_furigana(&words);

    let place = occurrence.map_or(event.place.as_deref(), Occurrence::place);
    row(words::WHERE, place.map(|place| where_it_is(place, scene)));
    // Who has applied joins also where nobody else can any more.
    let join = event.online_url.as_ref().filter(|_| entrance != Entrance::None);
    let mode = event.mode().and_then(Label::label);
    row(
        words::MODE,
        (mode.is_some() || join.is_some()).then(|| {
            html! {
                <>
                    if let Some(mode) = mode { {mode.html(lang)}{" "} }
                    if let Some(url) = join {
                        <a href={text::href(url, &scene.ready.address)}>{words::JOIN_ONLINE.html(lang)}</a>
                    }
                </>
            }
        }),
    );
    let audience = event.audience.iter().filter_map(|audience| audience.label());
    row(words::AUDIENCE, in_line(&mut audience.map(|audience| audience.html(lang)), lang));
    row(words::FEE, words_of(&event.fee, lang).or_else(|| event.price.map(|price| fee(price, lang))));
    row(
        words::CAPACITY,
        event.capacity.map(|capacity| furigana(words::PEOPLE.filled(lang, &text::number(capacity.into())))),
    );
    for (role, names) in background::supporters(event, scene) {
        row(role, Some(names));
    }
    let speakers = event.speakers.iter().filter_map(|speaker| feed.who(speaker));
    row(words::SPEAKERS, listed(&mut speakers.map(|speaker| text::text(speaker.name, lang))));
    row(words::CONTACT, background::contact(event, scene));
    row(words::SESSIONS, background::sessions(event, scene));
    row(words::RULE, rule(event, scene).map(furigana));
    row(words::UPCOMING, upcoming(event, occurrence, scene));
    // Of the series itself a page reads nothing.
    let number = event.number.map(|number| words::NUMBER.filled(lang, &number.to_string()));
    row(words::SERIES, number.map(furigana));
    let programme = event.programme.as_ref().and_then(|id| feed.programme(id.as_str()));
    row(words::PROGRAMME, programme.map(|programme| text::text(&programme.name, lang)));
    let themes = event.themes.iter().filter_map(|id| feed.theme(id.as_str()));
    row(words::THEME, in_line(&mut themes.map(|theme| text::text(&theme.label, lang)), lang));
    rows
}

/// When an event recurs, on the clock on which its times are shown; nothing if its days are others there, for the days of
/// the week that the rule names are those of the event's own.
fn rule(event: &Event, scene: &Scene<'_>) -> Option<String> {
    let (lang, feed) = (scene.lang, scene.feed());
    let start = event.start?;
    let shown = |time: EventTime| time.at_home(feed.home_minutes());
    let is_other_day = Cell::new(shown(start).date() != start.date());
    let time = |time: CivilDateTime| {
        let own = match start {
            EventTime::Offset(_, minutes) => EventTime::Offset(time, minutes),
            _ => EventTime::Local(time),
        };
        let shown = shown(own).time().unwrap_or(time);
        is_other_day.set(is_other_day.get() || shown.date() != time.date());
        dates::time(shown, lang)
    };
    let said = rule_text::of(event, feed.time_zone(), lang, &time).filter(|_| !is_other_day.get())?;
    let zone = dates::zone(shown(start), event, feed, lang).filter(|_| !event.is_all_day());
    Some(dates::on_clock(said, zone, lang))
}

fn where_it_is(place: &Place, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let map = links::map(place, lang, &scene.ready.address);
    html! {
        <>
            {for place.lines(lang).iter().map(|line| html! {
                <bdi class="line">{text::shown(&labels::with_reading(line, place, lang), lang)}</bdi>
            })}
            if let Some(map) = map { {out(map.into(), words::MAP.html(lang), lang)} }
            if let Some(access) = &place.access { <br />{text::text(access, lang)} }
            if let Some(parking) = &place.parking {
                <br />{text::shown(&words::PARKING.filled(lang, parking.get(lang)), lang)}
            }
        </>
    }
}

fn fee(price: u32, lang: Lang) -> Html {
    match price {
        0 => words::FREE.html(lang),
        _ => shared::with_furigana(&words::YEN.filled(lang, &text::number(price.into()))),
    }
}

/// Nodes under each other, if there are any.
pub(crate) fn listed(nodes: &mut dyn Iterator<Item = Html>) -> Option<Html> {
    let nodes: Vec<Html> = nodes.map(|node| html! { <li>{node}</li> }).collect();
    (!nodes.is_empty()).then(|| html! { <ul>{for nodes}</ul> })
}

/// Nodes after each other, if there are any.
fn in_line(nodes: &mut dyn Iterator<Item = Html>, lang: Lang) -> Option<Html> {
    let between = if lang == Lang::En { ", " } else { "、" };
    let mut line = Vec::new();
    for node in nodes {
        if !line.is_empty() {
            line.push(html! { {between} });
        }
        line.push(node);
    }
    (!line.is_empty()).then(|| Html::from_iter(line))
}
