//! The views that are plain lists: a week with its seven days, and the month as an agenda.

use ran_feed::civil::CivilDate;
use ran_parts::words::with_furigana;
use ran_view::html;
use yew::Html;

use crate::days;
use crate::entry::Entry;
use crate::list;
use crate::scene::{self, Scene};
use crate::state::View;
use crate::words;

/// The week: every day has its place, also one without events.
pub(crate) fn week(scene: &Scene<'_>) -> Html {
    let (first, _) = scene::days_of(View::Week, scene.cursor, scene.week_start);
    let days = (0..7).map(|column| {
        let day = days::plus_days(first, column);
        let rows: Vec<(usize, &Entry)> = scene.on(day).collect();
        group(day, list::weekday_name(day, scene), &rows, room_of_a_column(scene), scene)
    });
    html! {
        <>
            <ol class="days columns" part="week">{for days}</ol>
            if scene.shown.entries.is_empty() { {list::nothing(scene)} }
            {list::undated(scene)}
        </>
    }
}

/// The rows of one day of seven: the seven share the room of a list.
fn room_of_a_column(scene: &Scene<'_>) -> usize {
    list::room(scene) / 7
}

/// The agenda: only days on which something begins, or on which the month begins with it.
pub(crate) fn agenda(scene: &Scene<'_>) -> Html {
    let first = scene.cursor.first_of_month();
    let entries = &scene.shown.entries;
    let mut groups: Vec<(CivilDate, Vec<(usize, &Entry)>)> = Vec::new();
    for row in entries.iter().enumerate().take(list::room(scene)) {
        let day = row.1.span.0.max(first);
        match groups.last_mut().filter(|(last, _)| *last == day) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((day, vec![row])),
        }
    }
    // Who opens this month's list wants to know what is still to come.
    let is_over = |(_, rows): &(CivilDate, Vec<(usize, &Entry)>)| {
        scene.today.is_some_and(|today| {
            today.first_of_month() == first && rows.iter().all(|(_, entry)| entry.span.1 < today)
        })
    };
    let over = groups.iter().take_while(|group| is_over(group)).count();
    let (past, coming) = groups.split_at(if over == groups.len() { 0 } else { over });
    let list = |groups: &[(CivilDate, Vec<(usize, &Entry)>)]| -> Html {
        let group = |(day, rows): &(CivilDate, Vec<_>)| {
            group(*day, list::day_name(*day, scene), rows, rows.len(), scene)
        };
        groups.iter().map(group).collect()
    };
    let count: usize = past.iter().map(|(_, rows)| rows.len()).sum();
    html! {
        <>
            if !past.is_empty() {
                <details class="past">
                    <summary>{with_furigana(&words::PAST.filled(scene.lang, &count.to_string()))}</summary>
                    <ol class="days">{list(past)}</ol>
                </details>
            }
            if entries.is_empty() {
                {list::nothing(scene)}
            } else {
                <ol class="days" part="agenda">{list(coming)}</ol>
            }
            {list::more(entries.len(), list::room(scene), scene)}
            {list::undated(scene)}
        </>
    }
}

fn group(day: CivilDate, name: Html, rows: &[(usize, &Entry)], room: usize, scene: &Scene<'_>) -> Html {
    let tag = scene.heading_tag(1);
    let hidden = rows.len().saturating_sub(room);
    html! {
        <li class="group" aria-current={(scene.today == Some(day)).then_some("date")}>
            <@{tag}>{name}</@>
            if rows.is_empty() {
                <p class="none">{words::NONE.html(scene.lang)}</p>
            } else {
                <ul class="events">{for rows.iter().take(room).map(|(place, entry)| list::row(*place, entry, day, scene))}</ul>
            }
            if hidden > 0 {
                <button type="button" data-do="more">{words::MORE.filled(scene.lang, &hidden.to_string())}</button>
            }
        </li>
    }
}
