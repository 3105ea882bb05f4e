//! The views that are plain lists: a week with its seven days, and the month as an agenda.

use ran_feed::civil::CivilDate;
use ran_parts::Phrase;
use ran_parts::words::with_furigana;
use ran_view::html;
use yew::Html;

use crate::days;
use crate::list::{self, Row};
use crate::scene::{self, Scene};
use crate::state::View;
use crate::words;

/// The week: every day has its place, also one without events.
pub(crate) fn week(scene: &Scene<'_>) -> Html {
    let (first, _) = scene::days_of(View::Week, scene.cursor, scene.week_start);
    let days = (0..7).map(|column| {
        let day = days::plus_days(first, column);
        // What begins on a day stands before what goes on.
        let (mut rows, further): (Vec<Row<'_>>, Vec<Row<'_>>) =
            scene.on(day).partition(|(_, entry)| !list::goes_on(entry, day, scene));
        rows.extend(further);
        group(day, list::weekday_name(day, scene), &rows, room_of_a_column(scene), 1, scene)
    });
    html! {
        <ol class="days columns" part="week">{for days}</ol>
    }
}

/// The rows of one day of seven: the seven share the room of a list.
fn room_of_a_column(scene: &Scene<'_>) -> usize {
    list::room(scene) / 7
}

/// The agenda: only days on which something begins, or on which the month begins with it. Who opens this month's wants to
/// know what is still to come: what is over stands behind a disclosure, and where little is left, the months after follow.
pub(crate) fn agenda(scene: &Scene<'_>) -> Html {
    let is_this_month = |today: &CivilDate| today.first_of_month() == scene.cursor.first_of_month();
    let today = scene.today.filter(is_this_month);
    let after = days::plus_months(scene.cursor, 1).first_of_month();
    let (mut past, mut coming, mut ahead) = (Vec::new(), Vec::new(), Vec::new());
    for row in scene.shown.entries.iter().enumerate() {
        let (first, last) = row.1.span;
        let is_over = today.is_some_and(|today| last < today);
        let rows = if first >= after {
            &mut ahead
        } else if is_over {
            &mut past
        } else {
            &mut coming
        };
        rows.push(row);
    }
    let room = list::room(scene);
    html! {
        <>
            if !past.is_empty() {
                <details class="past">
                    <summary>{with_furigana(&words::PAST.filled(scene.lang, &past.len().to_string()))}</summary>
                    <ol class="days">{by_day(&past, 1, scene)}</ol>
                    {list::more(&past, room, scene)}
                </details>
            }
            if !coming.is_empty() { <ol class="days" part="agenda">{by_day(&coming, 1, scene)}</ol> }
            {list::more(&coming, room, scene)}
            if !ahead.is_empty() { {later(after, &ahead, scene)} }
        </>
    }
}

/// What comes after the month that is shown, from the first of another on, and the way to that month.
fn later(first: CivilDate, ahead: &[Row<'_>], scene: &Scene<'_>) -> Html {
    let tag = scene.heading_tag(1);
    let month = days::month(first, scene.year, scene.lang);
    let said = |words: Phrase| list::span(&words.filled(scene.lang, &month));
    html! {
        <section class="ahead">
            <@{tag}>{said(words::AHEAD)}</@>
            <ol class="days">{by_day(ahead, 2, scene)}</ol>
            {list::more(ahead, list::room(scene), scene)}
            <p class="further"><button type="button" data-do={format!("next {first}")}>{said(words::SHOW_MONTH)}</button></p>
        </section>
    }
}

/// As many rows as there is room for, under their days: headings so many levels below the calendar's.
fn by_day(rows: &[Row<'_>], below: u8, scene: &Scene<'_>) -> Html {
    let first = scene.cursor.first_of_month();
    let mut groups: Vec<(CivilDate, Vec<Row<'_>>)> = Vec::new();
    for row in rows.iter().take(list::room(scene)) {
        let day = row.1.span.0.max(first);
        match groups.last_mut().filter(|(last, _)| *last == day) {
            Some((_, rows)) => rows.push(*row),
            None => groups.push((day, vec![*row])),
        }
    }
    let group = |(day, rows): &(CivilDate, Vec<Row<'_>>)| {
        group(*day, list::day_name(*day, scene), rows, rows.len(), below, scene)
    };
    groups.iter().map(group).collect()
}

fn group(day: CivilDate, name: Html, rows: &[Row<'_>], room: usize, below: u8, scene: &Scene<'_>) -> Html {
    let tag = scene.heading_tag(below);
    html! {
        <li class="group" aria-current={(scene.today == Some(day)).then_some("date")}>
            <@{tag} class={days::kind(day, scene.holiday(day).is_some())}>{name}</@>
            if rows.is_empty() {
                <p class="none">{words::NONE.html(scene.lang)}</p>
            } else {
                <ul class="events">{for rows.iter().take(room).map(|(place, entry)| list::row(*place, entry, day, scene))}</ul>
            }
            if let Some((index, _)) = rows.get(room) {
                <button type="button" data-do={format!("more entry {index}")}>{words::MORE.filled(scene.lang, &(rows.len() - room).to_string())}</button>
            }
        </li>
    }
}
