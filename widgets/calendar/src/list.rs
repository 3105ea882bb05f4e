//! Events as rows: under a day of the month, in the week and in the agenda.

use ran_feed::civil::CivilDate;
use ran_feed::model::{Event, EventStatus, Lang, Text};
use ran_feed::occurrence::Occurrence;
use ran_parts::member::place_name;
use ran_parts::{Label, dates, text, words as shared};
use ran_view::html;
use yew::Html;

use crate::days;
use crate::entry::Entry;
use crate::month::Day;
use crate::scene::{self, Entrance, Scene, title};
use crate::state::View;
use crate::words;

/// How many rows a list shows at first, and how many more each time it is asked: a page full, drawn at once.
const PORTION: usize = 100;

/// How many rows the list under the grid shows before anybody has asked for it: a wide element does not show it at all.
const IMPLIED: usize = 10;

/// The rows that a list may have now.
pub(crate) fn room(scene: &Scene<'_>) -> usize {
    PORTION * (scene.state.portions + 1)
}

/// An entry with its place in the list of what is shown.
pub(crate) type Row<'a> = (usize, &'a Entry);

/// The button under a list that has more rows than room.
pub(crate) fn more(rows: &[Row<'_>], room: usize, scene: &Scene<'_>) -> Html {
    let Some((index, _)) = rows.get(room) else { return Html::default() };
    further(rows.len() - room, format!("more entry {index}"), scene)
}

/// The same where so many rows are left; what it asks for names the first of them, to which the focus goes.
fn further(left: usize, asks: String, scene: &Scene<'_>) -> Html {
    let label = words::MORE_LONG.filled(scene.lang, &left.min(PORTION).to_string());
    html! { <p class="further"><button type="button" data-do={asks}>{shared::with_furigana(&label)}</button></p> }
}

/// A row under the heading of a day: when, what, and what must be known of it. `index` is that of the entry in the list of what is shown.
pub(crate) fn row(index: usize, entry: &Entry, day: CivilDate, scene: &Scene<'_>) -> Html {
    let Some(occurrence) = entry.of(scene.feed()) else { return Html::default() };
    let times = scene::times(&occurrence, day, scene.feed(), scene.lang);
    // A week has an event of several days on each of them, and says it in full on the first.
    let is_said = scene.state.view == View::Week && goes_on(entry, day, scene);
    let what =
        what(occurrence.title(), occurrence.status(), occurrence.event, Some(&occurrence), is_said, scene);
    button(format!("entry {index}"), span(&times), what)
}

/// Whether the week that is shown has the entry on a day before this one, too.
pub(crate) fn goes_on(entry: &Entry, day: CivilDate, scene: &Scene<'_>) -> bool {
    entry.span.0 < day && scene.week_start.first_of_week(day) < day
}

/// A text that a line of every list has room for, in bytes: `22:00〜翌2:00`.
const SHORT: usize = 24;

/// From when to when, of which a line that is too long breaks where it says so: a day stays with its day of the week.
pub(crate) fn span(text: &str) -> Html {
    let whole = text.replace(days::BREAK, "");
    if whole.len() <= SHORT {
        return shared::with_furigana(&whole);
    }
    let mut parts = Vec::new();
    for piece in text.split(days::BREAK) {
        parts.push(html! { <span class="piece">{shared::with_furigana(piece.trim_end())}</span> });
        parts.push(html! { {if piece.ends_with(' ') { " " } else { "" }} });
    }
    Html::from_iter(parts)
}

/// A date in other words, of which a line breaks before it and not within.
fn in_one(mut date: String) -> String {
    date.insert(0, days::BREAK);
    date
}

/// A row of an event whose time is known only in words.
fn undated_row(index: usize, event: &Event, scene: &Scene<'_>) -> Html {
    let label = event.when.as_ref().map(|when| text::text(&when.label, scene.lang)).unwrap_or_default();
    button(format!("undated {index}"), label, what(&event.title, event.status(), event, None, false, scene))
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

fn what(
    name: &Text,
    status: EventStatus,
    event: &Event,
    occurrence: Option<&Occurrence<'_>>,
    is_said: bool,
    scene: &Scene<'_>,
) -> Html {
    html! {
        <>
            if let Some(status) = scene::status("span", status, event, occurrence, scene) { {status}{" "} }
            <strong>{title(name, scene.lang)}</strong>
            if !is_said { {facts(event, occurrence, scene)} }
        </>
    }
}

/// What is said of it in a word or two, how one takes part, until when, and who holds it.
fn facts(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let mut labels = scene::labels(event, occurrence, scene.feed());
    labels.extend(event.mode().and_then(Label::label));
    let deadline = scene::deadline(event, occurrence);
    let deadline = deadline.map(|deadline| deadline.at_home(scene.feed().home_minutes()));
    let deadline = deadline.filter(|deadline| scene.today.is_some_and(|today| deadline.date() >= today));
    // Of what does not take place there is nothing to apply for.
    let deadline = deadline.filter(|_| scene::entrance(event, occurrence, scene) != Entrance::None);
    let deadline = deadline
        .map(|deadline| words::APPLY_BY.filled(lang, &in_one(dates::without_year(deadline.date(), lang))));
    let host = event.hosts().find_map(|id| scene.feed().member(id.as_str()));
    let place = occurrence.map_or(event.place.as_deref(), Occurrence::place);
    // A place may be an address alone, which is too long for a row.
    let place = place.and_then(|place| match &place.name {
        Some(name) => Some(title(name, lang)),
        None => {
            Some(place_name(place, lang)).filter(|name| !name.is_empty()).map(|name| text::shown(&name, lang))
        }
    });
    html! {
        <span class="facts">
            {for labels.into_iter().map(|label| html! { <span>{label.html(lang)}</span> })}
            if let Some(place) = place { <span>{place}</span> }
            if let Some(deadline) = deadline { <span>{span(&deadline)}</span> }
            if let Some(host) = host { <span>{title(&host.name, lang)}</span> }
        </span>
    }
}

/// A day's name: date, 今日, and the public holiday.
pub(crate) fn day_name(day: CivilDate, scene: &Scene<'_>) -> Html {
    named(&dates::date(day, scene.lang), day, scene)
}

/// The same without the year, where the heading above has it.
pub(crate) fn weekday_name(day: CivilDate, scene: &Scene<'_>) -> Html {
    named(&dates::without_year(day, scene.lang), day, scene)
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

/// A day's name and what it has as one text, for those who hear it.
pub(crate) fn day_label(day: CivilDate, has: &Day, scene: &Scene<'_>) -> String {
    let lang = scene.lang;
    let mut label = dates::date(day, lang);
    let today = (scene.today == Some(day)).then(|| words::TODAY.get(lang));
    let count = words::count_of_day(has.count, has.amiss, lang);
    for part in today.into_iter().chain(scene.holiday(day)).chain([count.as_str()]) {
        label.push_str(if lang == Lang::En { ", " } else { " " });
        label.push_str(part);
    }
    shared::without_readings(&label)
}

/// The list of one day, under the grid.
pub(crate) fn day(day: CivilDate, scene: &Scene<'_>) -> Html {
    let rows: Vec<Row<'_>> = scene.on(day).collect();
    let tag = scene.heading_tag(1);
    let implied = scene.state.chosen.is_none();
    // That the whole month has nothing is said once.
    if implied && scene.shown.is_empty {
        return Html::default();
    }
    let room = if implied && scene.state.portions == 0 { IMPLIED } else { room(scene) };
    html! {
        <section class="day" data-implied={implied.then_some("")} aria-labelledby="day" part="day">
            <@{tag} id="day" tabindex="-1">{day_name(day, scene)}</@>
            if rows.is_empty() {
                <p>{words::EMPTY_DAY.html(scene.lang)}</p>
            } else {
                <ul class="events">{for rows.iter().take(room).map(|(index, entry)| row(*index, entry, day, scene))}</ul>
            }
            {more(&rows, room, scene)}
        </section>
    }
}

/// The events whose time is known only in words, as said.
pub(crate) fn undated(scene: &Scene<'_>) -> Html {
    let events: &[Event] = &scene.feed().events;
    let rows = scene.shown.undated.iter().filter_map(|index| Some((*index, events.get(*index)?)));
    if scene.shown.undated.is_empty() {
        return Html::default();
    }
    let tag = scene.heading_tag(1);
    let (room, count) = (room(scene), scene.shown.undated.len());
    html! {
        <section class="undated">
            <@{tag}>{words::UNDATED.html(scene.lang)}</@>
            <ul class="events">
                {for rows.take(room).map(|(index, event)| undated_row(index, event, scene))}
            </ul>
            if let Some(index) = scene.shown.undated.get(room) { {further(count - room, format!("more undated {index}"), scene)} }
        </section>
    }
}

/// What stands under the filters where a view has nothing that is still to come: why, and what comes next. `asked` names
/// the filters that are on. An event whose day is not known yet may be to come: where there is one, only what is next is said.
pub(crate) fn nothing(asked: &[&str], scene: &Scene<'_>) -> Html {
    let (lang, shown) = (scene.lang, scene.shown);
    if !shown.is_over {
        return Html::default();
    }
    let has_undated = !shown.undated.is_empty();
    let is_filtered = shown.is_empty && !asked.is_empty() && !has_undated;
    let why = match shown.is_empty {
        _ if has_undated => Html::default(),
        true if is_filtered => text::shown(&words::NO_MATCH.filled(lang, &quoted(asked, lang)), lang),
        true => words::EMPTY.html(lang),
        false => words::ALL_OVER.html(lang),
    };
    let mut next = shown.next.iter().filter_map(|entry| Some((entry.span.0, entry.of(scene.feed())?)));
    let next = next.find(|(_, occurrence)| !scene::is_over(occurrence, scene));
    if has_undated && next.is_none() {
        return Html::default();
    }
    html! {
        <div class="state" part="empty">
            <p>
                {why}
                if !has_undated && next.is_some() { <br /> }
                if let Some((day, occurrence)) = &next { {next_words(*day, occurrence, lang)} }
            </p>
            if let Some((day, _)) = &next {
                <button type="button" data-do={format!("next {day}")}>{words::SHOW_NEXT.html(lang)}</button>
            }
            if is_filtered {
                <button type="button" data-do="clear">{shared::common::CLEAR.html(lang)}</button>
            }
        </div>
    }
}

/// Words one after the other, each between quotation marks.
fn quoted(words: &[&str], lang: Lang) -> String {
    let [open, between, close] =
        if lang == Lang::En { ["“", "”, “", "”"] } else { ["「", "」「", "」"] };
    [open, &words.join(between), close].concat()
}

fn next_words(day: CivilDate, occurrence: &Occurrence<'_>, lang: Lang) -> Html {
    let (date, title) = (dates::date(day, lang), title(occurrence.title(), lang));
    match lang {
        Lang::En => {
            html! { <>{words::NEXT.filled(lang, "")}{title}{", "}<span class="piece">{date}</span></> }
        }
        _ => html! { <>{span(&words::NEXT.filled(lang, &in_one(date)))}{" "}{title}</> },
    }
}
