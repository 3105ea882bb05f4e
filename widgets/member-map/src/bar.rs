//! What stands over the map: heading, counters, the view's buttons, filters, and the programme that is shown.

use ran_atlas::japan::bit;
use ran_feed::model::{Figure, Lang, PartialDate, PrefectureCode};
use ran_parts::words::without_readings;
use ran_parts::{dates, filter_bar, labels, member, text, words as shared};
use ran_view::html;
use yew::Html;

use crate::campaign;
use crate::filters::{self, picked};
use crate::listed::Listed;
use crate::near::Sought;
use crate::scene::Scene;
use crate::state::{Hint, View};
use crate::towns::Towns;
use crate::words;

pub(crate) fn bar(choices: &[filter_bar::Choices], scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let mut asked = filter_bar::asked(choices, picked(&scene.state.picks), &|name, value| {
        filters::called(name, value, scene.feed(), lang)
    });
    // That the nearest come first is said, and taken off, like a filter.
    let here = scene.state.here.map(|_| words::HERE_NAME.plain(lang));
    let place = here.or(scene.typed().map(|near| near.called(&scene.state.near, lang)));
    if let Some(place) = place {
        asked.push(("near", without_readings(&words::NEAR_FIRST.filled(lang, &place))));
    }
    html! {
        <>
            <div class="toolbar" part="toolbar">
                {heading(scene)}
                <div role="group" aria-label={words::VIEWS.plain(lang)}>
                    {for View::ALL.map(|view| view_button(view, scene))}
                </div>
            </div>
            {counters(scene)}
            {form(choices, &asked, scene)}
            {programme(scene)}
            {result(&asked, scene)}
        </>
    }
}

fn view_button(view: View, scene: &Scene<'_>) -> Html {
    let name = match view {
        View::Map => words::MAP,
        View::List => words::LIST,
    };
    html! {
        <button type="button" data-do={format!("view {}", view.name())} aria-pressed={(scene.state.view == view).to_string()}>{name.html(scene.lang)}</button>
    }
}

fn heading(scene: &Scene<'_>) -> Html {
    let title = words::TITLE.html(scene.lang);
    html! { <@{scene.level.tag(0)}>{title}</@> }
}

/// Who is found, in one line, and beside it the way back to everybody.
fn result(asked: &[(&'static str, String)], scene: &Scene<'_>) -> Html {
    let (lang, found) = (scene.lang, scene.shown.found.len());
    // What the page itself asks for is not the visitor's to take away.
    let is_filtered = !scene.state.filters().is_empty();
    let (phrase, of, count) = match scene.listed {
        _ if found == 0 => (words::FOUND_NONE, 0, 0),
        Listed::Seen(members) => (words::IN_VIEW, found, members.len()),
        Listed::Point(members) => (words::AT_POINT, found, members.len()),
        Listed::All(_) if is_filtered => (words::FOUND, scene.total, found),
        Listed::All(_) => (words::FOUND_ALL, found, 0),
    };
    let mut line = phrase.filled(lang, &of.to_string()).replacen("{}", &count.to_string(), 1);
    line.push_str(&said(asked, scene));
    if found == 0 && !scene.shown.instead.is_empty() {
        let joint = if lang == Lang::En { ". " } else { "。" };
        line = [&line, joint, &instead(scene)].concat();
    }
    let is_partial = scene.shown.is_partial && matches!(scene.listed, Listed::All(_));
    if is_partial {
        line = partly(scene);
    }
    let unplaced = scene.shown.unplaced.as_ref();
    if let Some(why) = unplaced.and_then(|(word, sought)| lost(word, Some(*sought), scene)) {
        line = dates::noted(&line, &why, lang);
    }
    // The map has a button for it too, and the filters may be closed.
    if has_no_position(scene) {
        line = dates::noted(&line, words::NO_POSITION.get(lang), lang);
    }
    let back = match scene.listed {
        _ if found == 0 || is_partial => is_filtered.then_some(("clear", shared::common::CLEAR)),
        Listed::All(_) => None,
        _ => Some(("everybody", words::SHOW_ALL)),
    };
    html! {
        <div class="scope">
            <p class="found" role="status" tabindex="-1">{shared::with_furigana(&line)}</p>
            // A node of its own also where there is none: else the line before it would be put in anew, and not be heard.
            if let Some((say, name)) = back { <button type="button" data-do={say}>{name.html(lang)}</button> }
        </div>
    }
}

fn has_no_position(scene: &Scene<'_>) -> bool {
    matches!(scene.state.hint, Some((Hint::NoPosition, _)))
}

/// Who is listed where nobody is found.
fn instead(scene: &Scene<'_>) -> String {
    let lang = scene.lang;
    let phrase = match (scene.shown.is_instead_near, scene.has_theme, &scene.shown.near) {
        (true, true, _) => words::NEAREST_BY_THEME,
        (true, false, Some((word, near))) => return words::NEAREST_TO.filled(lang, &near.called(word, lang)),
        (true, false, None) => words::NEAREST,
        (false, ..) => words::OTHERS,
    };
    phrase.get(lang).to_owned()
}

/// That those who are found match the words in part, and whether the nearest come first.
fn partly(scene: &Scene<'_>) -> String {
    let lang = scene.lang;
    let (phrase, place) = match &scene.shown.near {
        Some((word, near)) => (words::PARTLY_NEAR, near.called(word, lang)),
        None => (words::PARTLY, String::new()),
    };
    words::quoting(phrase, &scene.state.query, &place, lang)
}

/// The prefecture of which no more is known than that the visitor is in it; none while that is being found out.
fn middle_of(scene: &Scene<'_>) -> Option<PrefectureCode> {
    match scene.sought? {
        Sought::Roughly(_) if scene.state.towns != Towns::Failed => None,
        sought => sought.near()?.somewhere_in,
    }
}

/// Why a word was not taken for a place; nothing while that is being found out.
fn lost(word: &str, sought: Option<Sought>, scene: &Scene<'_>) -> Option<String> {
    let lang = scene.lang;
    Some(match sought? {
        Sought::Found(_) | Sought::Roughly(_) => return None,
        Sought::Several(bits) => words::quoting(words::NEAR_SEVERAL, word, &words::area(bits, lang), lang),
        Sought::Unread if scene.state.towns != Towns::Failed => return None,
        Sought::Unread => words::NEAR_UNREAD.get(lang).to_owned(),
        Sought::Unknown => words::NEAR_UNKNOWN.get(lang).to_owned(),
    })
}

/// What is filtered by, in brackets: the choices themselves may be closed.
fn said(asked: &[(&'static str, String)], scene: &Scene<'_>) -> String {
    let joint = if scene.lang == Lang::En { ", " } else { "、" };
    if asked.is_empty() {
        String::new()
    } else {
        dates::noted("", &filter_bar::called(asked).join(joint), scene.lang)
    }
}

/// How large the network is: as the alliance says it, or else counted.
fn counters(scene: &Scene<'_>) -> Html {
    let (lang, feed) = (scene.lang, scene.feed());
    let said: &[Figure] = feed.alliance.as_ref().map_or(&[], |alliance| &alliance.counters);
    let rows: Vec<Html> = if said.is_empty() {
        let prefectures = scene.shown.counts[1..].iter().filter(|count| **count > 0).count();
        [
            (words::MEMBER_COUNT, feed.members.len()),
            (words::PREFECTURE_COUNT, prefectures),
            (words::PROGRAMME, feed.programmes.len()),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| counter(name.html(lang), html! { {count} }))
        .collect()
    } else {
        figures(said, lang)
    };
    html! { <dl class="counters" aria-label={words::COUNTERS.plain(lang)} part="counters">{for rows}</dl> }
}

/// Figures as they were said, and of when they are.
fn figures(said: &[Figure], lang: Lang) -> Vec<Html> {
    let one = |(at, figure): (usize, &Figure)| {
        // Of figures of one day in a row, the last one says it for all.
        let next = said.get(at + 1).and_then(|next| next.as_of);
        let date = figure.as_of.filter(|_| figure.as_of != next);
        let date = date.map(|date| html! { <small>{shared::with_furigana(&as_of(date, lang))}</small> });
        counter(text::text(&figure.label, lang), html! { <>{member::figure(figure, lang)}{date}</> })
    };
    said.iter().enumerate().map(one).collect()
}

fn counter(name: Html, value: Html) -> Html {
    html! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}

/// 「（2022年3月現在）」.
fn as_of(date: PartialDate, lang: Lang) -> String {
    let year = date.year();
    let said = match (date.month(), lang) {
        (None, Lang::En) => year.to_string(),
        (None, _) => format!("{year}年"),
        (Some(month), Lang::En) => format!("{} {year}", dates::month_en(month)),
        (Some(month), Lang::Ja) => format!("{year}年{month}月"),
        (Some(month), Lang::JaEasy) => format!("{year}年《ねん》 {month}月《がつ》"),
    };
    words::AS_OF.filled(lang, &said)
}

fn form(choices: &[filter_bar::Choices], asked: &[(&'static str, String)], scene: &Scene<'_>) -> Html {
    let (lang, state) = (scene.lang, scene.state);
    let near = html! {
        <>
            <div class="near">
                <label>
                    <span>{words::NEAR.html(lang)}</span>
                    <input type="text" name="near" autocomplete="off" maxlength="50" aria-describedby="near-note" value={state.near.clone()} />
                </label>
                <button type="button" data-do="here">{words::HERE.html(lang)}</button>
                <span class="note" id="near-note" role="status">
                    if let Some(why) = lost(&state.near, scene.sought, scene) { <strong>{shared::with_furigana(&why)}</strong> }
                    else if let Some(code) = middle_of(scene) {
                        {shared::with_furigana(&words::NEAR_PREFECTURE.filled(lang, &labels::prefecture(code, lang)))}
                    }
                    else if has_no_position(scene) { <strong>{words::NO_POSITION.html(lang)}</strong> }
                    else { {words::NEAR_NOTE.html(lang)} }
                </span>
            </div>
            // On a phone the open choices stand over what they change.
            if !scene.shown.found.is_empty() {
                <button type="button" class="show" data-do="found">{shared::with_furigana(&words::SHOW_FOUND.filled(lang, &scene.shown.found.len().to_string()))}</button>
            }
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
    // Counted as the list says where they are: who works in a prefecture, too, is not listed there.
    let codes = scene.shown.found.iter().filter_map(|member| scene.places.of(*member as usize)?.code);
    let regions = codes.fold(0, |bits, code| bits | bit(code.number())).count_ones();
    html! {
        <div class="programme" part="programme">
            <p><strong>{text::text(&programme.name, lang)}</strong></p>
            if regions > 1 { <p>{shared::with_furigana(&words::MOVEMENT.filled(lang, &regions.to_string()))}</p> }
            if let Some(summary) = &programme.summary { <p>{text::text(summary, lang)}</p> }
            if !programme.figures.is_empty() {
                <dl class="counters">{for figures(&programme.figures, lang)}</dl>
            }
            {for campaign::all(programme, scene)}
        </div>
    }
}
