//! The filter bar: one choice for each facet that the feed can answer, and a field for words.

use ran_parts::Phrase;
use ran_view::html;
use yew::Html;

use crate::filters::{Choices, Facet};
use crate::scene::Scene;
use crate::words;

/// What the bar calls a facet.
fn label(facet: Facet) -> Phrase {
    [
        words::KIND,
        words::AUDIENCE,
        words::THEME,
        words::PREFECTURE,
        words::HOST,
        words::PROGRAMME,
        words::MODE,
    ][facet as usize]
}

/// The bar, closed until somebody opens it. `found` is how many events the view shows.
pub(crate) fn bar(choices: &[Choices], found: usize, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let picked = scene.state.picks.iter().filter(|pick| !pick.is_empty()).count();
    let active = picked > 0 || !scene.state.query.is_empty();
    let count = words::count(found, lang);
    html! {
        <details class="filters" part="filters">
            <summary>
                {words::FILTERS.html(lang)}
                <span class="found" role="status">
                    if active { {"："}{ran_parts::words::with_furigana(&count)} }
                </span>
            </summary>
            <form onsubmit={|event: yew::SubmitEvent| event.prevent_default()}>
                <label>
                    <span>{words::SEARCH.html(lang)}</span>
                    <input type="search" name="q" autocomplete="off" maxlength="100"
                        value={scene.state.query.clone()} />
                </label>
                {for choices.iter().map(|choices| select(choices, scene))}
                <button type="button" data-do="clear">{words::CLEAR.html(lang)}</button>
            </form>
        </details>
    }
}

fn select(choices: &Choices, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let picked = &scene.state.picks[choices.facet as usize];
    let options = choices.options.iter().map(|(value, name)| {
        html! { <option value={value.clone()} selected={value == picked}>{name.clone()}</option> }
    });
    html! {
        <label>
            <span>{label(choices.facet).html(lang)}</span>
            <select name={choices.facet.attribute()}>
                <option value="">{words::ANY.plain(lang)}</option>
                {for options}
            </select>
        </label>
    }
}
