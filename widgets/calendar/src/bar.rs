//! The toolbar: which days are shown, to the days before and after, and how they are shown.

use ran_feed::civil::CivilDate;
use ran_view::html;
use yew::Html;

use crate::days;
use crate::list;
use crate::scene::Scene;
use crate::state::View;
use crate::words;

/// The days that are shown, in words.
pub(crate) fn period(scene: &Scene<'_>) -> String {
    match scene.state.view {
        View::Week => days::week(scene.week_start.first_of_week(scene.cursor), scene.year, scene.lang),
        View::Month | View::Agenda => days::month(scene.cursor, scene.year, scene.lang),
    }
}

/// The toolbar, over the days of this name.
pub(crate) fn bar(period: &str, scene: &Scene<'_>) -> Html {
    let (lang, view, cursor) = (scene.lang, scene.state.view, scene.cursor);
    // Of another month the first day, and of this one today.
    let month = |months| {
        let first = days::plus_months(cursor, months).first_of_month();
        scene.today.filter(|today| today.first_of_month() == first).unwrap_or(first)
    };
    let (previous, next) = match view {
        View::Week => (
            (days::plus_days(cursor, -7), words::PREVIOUS_WEEK),
            (days::plus_days(cursor, 7), words::NEXT_WEEK),
        ),
        View::Month | View::Agenda => ((month(-1), words::PREVIOUS_MONTH), (month(1), words::NEXT_MONTH)),
    };
    let go = |(day, name): (CivilDate, ran_parts::Phrase)| {
        html! { <button type="button" data-do={format!("go {day}")}>{name.html(lang)}</button> }
    };
    let tag = scene.heading_tag(0);
    html! {
        <div class="toolbar" part="toolbar">
            <@{tag} id="period">{list::span(period)}</@>
            <div role="group" aria-label={words::PERIOD.plain(lang)}>
                {go(previous)}
                if let Some(today) = scene.today { {go((today, words::TODAY))} }
                {go(next)}
            </div>
            <div role="group" aria-label={words::VIEWS.plain(lang)}>{for View::ALL.map(|other| view_button(other, scene))}</div>
        </div>
    }
}

fn view_button(view: View, scene: &Scene<'_>) -> Html {
    let name = match view {
        View::Month => words::MONTH,
        View::Week => words::WEEK,
        View::Agenda => words::AGENDA,
    };
    let pressed = if view == scene.state.view { "true" } else { "false" };
    html! {
        <button type="button" aria-pressed={pressed} data-do={format!("view {}", view.name())}>{name.html(scene.lang)}</button>
    }
}
