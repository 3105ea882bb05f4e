//! The filter bar: one choice for each facet that the feed can answer, and a field for words.

use ran_feed::model::Lang;
use ran_parts::filter_bar::{Choices, form};
use ran_parts::words::{with_furigana, without_readings};
use ran_view::html;
use yew::Html;

use crate::days;
use crate::entry::Entry;
use crate::filters::{self, Facet};
use crate::fragment;
use crate::scene::Scene;
use crate::state::View;
use crate::words;

/// The bar, whose choices are closed until somebody opens them.
pub(crate) fn bar(choices: &[Choices], asked: &[(&'static str, String)], scene: &Scene<'_>) -> Html {
    let (lang, state) = (scene.lang, scene.state);
    let picks = filters::picked(&state.picks);
    let is_active = !asked.is_empty() || !state.query.is_empty();
    html! {
        <div class="filters" part="filters">
            {form(words::FIND, choices, picks, asked, &state.query, is_active, Html::default(), lang)}
        </div>
    }
}

/// Which days are shown and how many events they have, said after each change of them, of the view and of the filters. It
/// stays, so that a change of its words is heard; it is seen, without the days, where the filters are why there are so many.
pub(crate) fn found(is_active: bool, period: &str, scene: &Scene<'_>) -> Html {
    let (lang, shown) = (scene.lang, scene.shown);
    // A grid has days of the months beside it, too.
    let month = (scene.cursor.first_of_month(), days::last_of_month(scene.cursor));
    let is_meant =
        |entry: &&Entry| scene.state.view == View::Week || entry.span.1 >= month.0 && entry.span.0 <= month.1;
    let count = words::count(shown.entries.iter().filter(is_meant).count() + shown.undated.len(), lang);
    let period = period.replace(days::BREAK, "") + if lang == Lang::En { ", " } else { "、" };
    html! {
        <p class={if is_active { "found" } else { "visually-hidden" }} role="status">
            <span class="visually-hidden">{without_readings(&period)}</span>{with_furigana(&count)}
        </p>
    }
}

/// What the element's attributes narrow the calendar to, and whose it is: a sheet that hangs on a wall has no page around it.
pub(crate) fn narrowed(scene: &Scene<'_>) -> Html {
    let (lang, attributes) = (scene.lang, &scene.props.attributes);
    let mut names = Vec::new();
    for facet in Facet::ALL {
        let name = facet.attribute();
        names.extend(attributes.list(name).map(|word| filters::called(name, word, scene.feed(), lang)));
    }
    names.extend(Some(attributes.get(fragment::SEARCH).to_owned()).filter(|words| !words.is_empty()));
    if names.is_empty() {
        return Html::default();
    }
    names.extend(scene.feed().alliance.as_ref().map(|alliance| alliance.name.plain(lang)));
    html! { <p class="paper">{names.join(if lang == Lang::En { ", " } else { "・" })}</p> }
}
