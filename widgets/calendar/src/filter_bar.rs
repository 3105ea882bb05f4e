//! The filter bar: one choice for each facet that the feed can answer, and a field for words.

use ran_parts::filter_bar::{Choices, form};
use ran_parts::words::with_furigana;
use ran_view::html;
use yew::Html;

use crate::filters;
use crate::scene::Scene;
use crate::words;

/// The bar, whose choices are closed until somebody opens them. `found` is how many events the view shows.
pub(crate) fn bar(choices: &[Choices], found: usize, scene: &Scene<'_>) -> Html {
    let (lang, state) = (scene.lang, scene.state);
    let active = state.picks.iter().any(|pick| !pick.is_empty()) || !state.query.is_empty();
    html! {
        <div class="filters" part="filters">
            {form(words::FIND, choices, filters::picked(&state.picks), &state.query, Html::default(), lang)}
            <span class="found" role="status">
                if active { {with_furigana(&words::count(found, lang))} }
            </span>
        </div>
    }
}
