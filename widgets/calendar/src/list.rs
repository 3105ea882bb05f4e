//! Events as rows: under a day of the month, in the week and in the agenda.

use ran_feed::civil::CivilDate;
use ran_feed::model::{Event, EventStatus, Feed, Lang, Text};
use ran_feed::occurrence::Occurrence;
use ran_parts::{Label, dates, text, words as shared};
use ran_view::html;
use yew::Html;

use crate::days;
use crate::entry::Entry;
use crate::scene::{self, Scene, title};
use crate::words;

/// How many rows a list shows at first, and how many more each time it is asked: a page full, drawn at once.
const PORTION: usize = 100;

/// How many rows the list under the grid shows before anybody has asked for it: a wide element does not show it at all.
const IMPLIED: usize = 10;

/// The rows that a list may have now.
pub(crate) fn room(scene: &Scene<'_>) -> usize {
    PORTION * (scene.state.portions + 1)
}

/// The button under a list that has more rows than room.
pub(crate) fn more(rows: usize, room: usize, scene: &Scene<'_>) -> Html {
    let Some(left) = rows.checked_sub(room).filter(|left| *left > 0) else { return Html::default() };
    let label = words::MORE_LONG.filled(scene.lang, &left.min(PORTION).to_string());
    html! { <p class="further"><button type="button" data-do="more">{shared::with_furigana(&label)}</button></p> }
}

/// A row under the heading of a day: when, what, and what must be known of it. `place` is that of the entry in the list of what is shown.
pub(crate) fn row(place: usize, entry: &Entry, day: CivilDate, scene: &Scene<'_>) -> Html {
    let Some(occurrence) = entry.of(scene.feed()) else { return Html::default() };
    let times = scene::times(&occurrence, day, scene.feed(), scene.lang);
    let what = what(occurrence.title(), occurrence.status(), occurrence.event, scene);
    button(format!("entry {place}"), span(&times, scene.lang), what)
}

/// A text that a line of every list has room for, in bytes: `22:00〜翌2:00`.
const SHORT: usize = 24;

/// From when to when, of which a line that is too long breaks between the two: a day stays with its day of the week.
pub(crate) fn span(text: &str, lang: Lang) -> Html {
    if text.len() <= SHORT {
        return shared::with_furigana(text);
    }
    let mut parts = Vec::new();
    for piece in days::pieces(text, lang) {
        parts.push(html! { <span class="piece">{shared::with_furigana(piece.trim_end())}</span> });
        parts.push(html! { {if piece.ends_with(' ') { " " } else { "" }} });
    }
    Html::from_iter(parts)
}

/// A row of an event whose time is known only in words.
fn undated_row(place: usize, event: &Event, scene: &Scene<'_>) -> Html {
    let label = event.when.as_ref().map(|when| text::text(&when.label, scene.lang)).unwrap_or_default();
    button(format!("undated {place}"), label, what(&event.title, event.status(), event, scene))
}

fn button(asks: String, when: Html, what: Html) -> Html {
    html! {
        <li>
            <button type="button" class="event" data-do={asks} part="event">
                <span class="when">{when}</span>
                <span class="what">{what}</span>
            </button>
        </li>
    }
}

fn what(name: &Text, status: EventStatus, event: &Event, scene: &Scene<'_>) -> Html {
    let status = scene::status(status, event, scene);
    html! {
        <>
            if let Some(status) = status {
                <span class="status">{status.html(scene.lang)}</span>{" "}
            }
            <strong>{title(name, scene.lang)}</strong>
            {facts(event, scene)}
        </>
    }
}

/// Kind, mode, host, and whether anything is provisional or for members alone.
fn facts(event: &Event, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let labels = [
        event.kind.label(),
        event.mode().and_then(Label::label),
        event.provisional.then_some(words::PROVISIONAL),
        event.provisional_title.then_some(words::PROVISIONAL_TITLE),
        event.members_only.then_some(words::MEMBERS_ONLY),
        is_nationwide(event, scene.feed()).then_some(words::NATIONWIDE),
    ];
    let deadline =
        event.deadline.filter(|deadline| scene.today.is_some_and(|today| deadline.date() >= today));
    let deadline =
        deadline.map(|deadline| words::APPLY_BY.filled(lang, &days::without_year(deadline.date(), lang)));
    let host = event.hosts().find_map(|id| scene.feed().member(id.as_str()));
    html! {
        <span class="facts">
            {for labels.into_iter().flatten().map(|label| html! { <span>{label.html(lang)}</span> })}
            if let Some(deadline) = deadline { <span>{shared::with_furigana(&deadline)}</span> }
            if let Some(host) = host { <span>{title(&host.name, lang)}</span> }
        </span>
    }
}

/// Whether it is part of what several regions hold as one.
pub(crate) fn is_nationwide(event: &Event, feed: &Feed) -> bool {
    event.campaign.as_ref().is_some_and(|id| feed.campaigns.get(id.as_str()).is_some())
}

/// A day's name: date, 今日, and the public holiday.
pub(crate) fn day_name(day: CivilDate, scene: &Scene<'_>) -> Html {
    named(&dates::date(day, scene.lang), day, scene)
}

/// The same without the year, where the heading above has it.
pub(crate) fn weekday_name(day: CivilDate, scene: &Scene<'_>) -> Html {
    named(&days::without_year(day, scene.lang), day, scene)
}

fn named(date: &str, day: CivilDate, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    html! {
        <>
            {shared::with_furigana(date)}
            if scene.today == Some(day) { {" "}<span class="mark">{words::TODAY.html(lang)}</span> }
            if let Some(holiday) = scene.holiday(day) {
                {" "}<span class="holiday">{shared::with_furigana(holiday)}</span>
            }
        </>
    }
}

/// A day's name as one text, for those who hear it.
pub(crate) fn day_label(day: CivilDate, count: usize, scene: &Scene<'_>) -> String {
    let lang = scene.lang;
    let mut label = dates::date(day, lang);
    let today = (scene.today == Some(day)).then(|| words::TODAY.get(lang));
    let count = words::count(count, lang);
    for part in today.into_iter().chain(scene.holiday(day)).chain([count.as_str()]) {
        label.push_str(if lang == Lang::En { ", " } else { " " });
        label.push_str(part);
    }
    shared::without_readings(&label)
}

/// The list of one day, under the grid.
pub(crate) fn day(day: CivilDate, scene: &Scene<'_>) -> Html {
    let rows: Vec<(usize, &Entry)> = scene.on(day).collect();
    let tag = scene.heading_tag(1);
    let implied = scene.state.chosen.is_none();
    let room = if implied && scene.state.portions == 0 { IMPLIED } else { room(scene) };
    html! {
        <section class="day" data-implied={implied.then_some("")} aria-labelledby="day" part="day">
            <@{tag} id="day" tabindex="-1">{day_name(day, scene)}</@>
            if rows.is_empty() {
                <p>{words::EMPTY_DAY.html(scene.lang)}</p>
            } else {
                <ul class="events">{for rows.iter().take(room).map(|(place, entry)| row(*place, entry, day, scene))}</ul>
            }
            {more(rows.len(), room, scene)}
        </section>
    }
}

/// The events whose time is known only in words, as said.
pub(crate) fn undated(scene: &Scene<'_>) -> Html {
    let events: &[Event] = &scene.feed().events;
    let rows = scene.shown.undated.iter().filter_map(|place| Some((*place, events.get(*place)?)));
    if scene.shown.undated.is_empty() {
        return Html::default();
    }
    let tag = scene.heading_tag(1);
    html! {
        <section class="undated">
            <@{tag}>{words::UNDATED.html(scene.lang)}</@>
            <ul class="events">
                {for rows.take(room(scene)).map(|(place, event)| undated_row(place, event, scene))}
            </ul>
            {more(scene.shown.undated.len(), room(scene), scene)}
        </section>
    }
}

/// What stands where a view has nothing: that it has nothing, and what comes next.
pub(crate) fn nothing(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let next = scene.shown.next.as_ref().and_then(|entry| Some((entry.span.0, entry.of(scene.feed())?)));
    html! {
        <div class="state" part="empty">
            <p>
                {words::EMPTY.html(lang)}
                if let Some((day, occurrence)) = &next { <br />{next_words(*day, occurrence, lang)} }
            </p>
            if let Some((day, _)) = &next {
                <button type="button" data-do={format!("next {day}")}>{words::SHOW_NEXT.html(lang)}</button>
            }
        </div>
    }
}

fn next_words(day: CivilDate, occurrence: &Occurrence<'_>, lang: Lang) -> Html {
    let date = words::NEXT.filled(lang, &dates::date(day, lang));
    html! { <>{shared::with_furigana(&date)}{" "}{title(occurrence.title(), lang)}</> }
}
