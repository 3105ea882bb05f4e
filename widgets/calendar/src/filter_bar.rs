//! The filter bar: one choice for each facet that the feed can answer, and a field for words.

use ran_parts::filter_bar::{Choices, form};
use ran_parts::words::with_furigana;
use ran_view::html;
use yew::Html;

use crate::detail;
use crate::filters;
use crate::scene::Scene;
use crate::words;

/// The bar, whose choices are closed until somebody opens them, and the way to all events. `found` is how many of them the
/// view shows.
pub(crate) fn bar(
    choices: &[Choices],
    asked: &[(&'static str, String)],
    found: usize,
    scene: &Scene<'_>,
) -> Html {
    let (lang, state) = (scene.lang, scene.state);
    let picks = filters::picked(&state.picks);
    let is_active = !asked.is_empty() || !state.query.is_empty();
    html! {
        <div class="filters" part="filters">
            {form(words::FIND, choices, picks, asked, &state.query, is_active, Html::default(), lang)}
            // Under a dialog nothing is said: it says the same.
            {detail::subscription(scene)}
            <span class="found" role="status">
                if is_active { {with_furigana(&words::count(found, lang))} }
            </span>
        </div>
    }
}
