//! What stands over the map: heading, counters, the view's buttons, filters, and the programme that is shown.

use ran_feed::model::{Figure, Lang};
use ran_parts::{filter_bar, member, text, words as shared};
use ran_view::html;
use yew::Html;

use crate::campaign;
use crate::filters::picked;
use crate::scene::Scene;
use crate::state::{Hint, View};
use crate::words;

pub(crate) fn bar(choices: &[filter_bar::Choices], scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let asked = filter_bar::asked(choices, picked(&scene.state.picks));
    html! {
        <>
            <div class="toolbar" part="toolbar">
                {heading(scene)}
                <div role="group" aria-label={words::VIEWS.plain(lang)}>
                    {for View::ALL.into_iter().zip([words::MAP, words::LIST]).map(|(view, name)| html! {
                        <button type="button" data-do={format!("view {}", view.name())} aria-pressed={(scene.state.view == view).to_string()}>{name.html(lang)}</button>
                    })}
                </div>
            </div>
            {counters(scene)}
            {filters(choices, &asked, scene)}
            {programme(scene)}
            <p class="found" role="status">{shared::with_furigana(&found(scene))}{said(&asked, scene)}</p>
        </>
    }
}

fn heading(scene: &Scene<'_>) -> Html {
    let title = words::TITLE.html(scene.lang);
    html! { <@{scene.level.tag(0)}>{title}</@> }
}

fn found(scene: &Scene<'_>) -> String {
    match scene.shown.found.len() {
        0 => words::FOUND_NONE.get(scene.lang).to_owned(),
        1 => words::FOUND_ONE.get(scene.lang).to_owned(),
        count => words::FOUND.filled(scene.lang, &count.to_string()),
    }
}

/// What is filtered by, in brackets: the choices themselves may be closed.
fn said(asked: &[(&'static str, String)], scene: &Scene<'_>) -> String {
    let [open, joint, close] = if scene.lang == Lang::En { [" (", ", ", ")"] } else { ["（", "、", "）"] };
    if asked.is_empty() {
        String::new()
    } else {
        [open, &filter_bar::called(asked).join(joint), close].concat()
    }
}

/// How large the network is: as the alliance says it, or else counted.
fn counters(scene: &Scene<'_>) -> Html {
    let (lang, feed) = (scene.lang, scene.feed());
    let said: &[Figure] = feed.alliance.as_ref().map_or(&[], |alliance| &alliance.counters);
    let rows: Vec<(Html, Html)> = if said.is_empty() {
        let prefectures = scene.shown.counts[1..].iter().filter(|count| **count > 0).count();
        [
            (words::MEMBER_COUNT, feed.members.len()),
            (words::PREFECTURE_COUNT, prefectures),
            (words::PROGRAMME_COUNT, feed.programmes.len()),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| (name.html(lang), html! { {count} }))
        .collect()
    } else {
        said.iter().map(|figure| (text::text(&figure.label, lang), member::figure(figure, lang))).collect()
    };
    html! {
        <dl class="counters" aria-label={words::COUNTERS.plain(lang)} part="counters">
            {for rows.into_iter().map(|(name, value)| html! { <div><dt>{name}</dt><dd>{value}</dd></div> })}
        </dl>
    }
}

fn filters(choices: &[filter_bar::Choices], asked: &[(&'static str, String)], scene: &Scene<'_>) -> Html {
    let (lang, state) = (scene.lang, scene.state);
    let has_no_position = matches!(state.hint, Some((Hint::NoPosition, _)));
    let near = html! {
        <>
            <div class="near">
                <label>
                    <span>{words::NEAR.html(lang)}</span>
                    <input type="text" name="near" autocomplete="off" maxlength="50" aria-describedby="near-note" value={state.near.clone()} />
                </label>
                <span class="note" id="near-note" role="status">
                    if scene.is_lost { <strong>{words::NEAR_UNKNOWN.html(lang)}</strong> }
                    else if let Some(code) = scene.somewhere_in {
                        {shared::with_furigana(&words::NEAR_PREFECTURE.filled(lang, code.name(lang)))}
                    }
                    else if has_no_position { <strong>{words::NO_POSITION.html(lang)}</strong> }
                    else { {words::NEAR_NOTE.html(lang)} }
                </span>
            </div>
            <button type="button" data-do="here">{words::HERE.html(lang)}</button>
        </>
    };
    let is_active = state.here.is_some()
        || state.picks.iter().chain([&state.query, &state.near]).any(|asked| !asked.is_empty());
    let form = filter_bar::form(
        words::TITLE,
        choices,
        picked(&state.picks),
        asked,
        &state.query,
        is_active,
        near,
        lang,
    );
    html! { <div class="filters" part="filters">{form}</div> }
}

/// One programme in several regions at once, as one movement.
fn programme(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let Some(programme) = scene.programme() else { return Html::default() };
    let regions = scene.shown.counts[1..].iter().filter(|count| **count > 0).count();
    html! {
        <div class="programme" part="programme">
            <p><strong>{text::text(&programme.name, lang)}</strong></p>
            if regions > 1 { <p>{shared::with_furigana(&words::MOVEMENT.filled(lang, &regions.to_string()))}</p> }
            if let Some(summary) = &programme.summary { <p>{text::text(summary, lang)}</p> }
            if !programme.figures.is_empty() {
                <ul class="chips">
                    {for programme.figures.iter().map(|figure| html! {
                        <li>{text::text(&figure.label, lang)}{" "}{member::figure(figure, lang)}</li>
                    })}
                </ul>
            }
            {for campaign::all(programme, scene)}
        </div>
    }
}
