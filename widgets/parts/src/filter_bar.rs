//! The filter bar: a field for words, and one choice for each question that the feed can answer.
//!
//! It holds no state and no listener: its fields are named, the widget listens above it, and its button says `clear`
//! in `data-do`.

use ran_feed::model::Lang;
use ran_view::html;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};
use yew::{AttrValue, Html, NodeRef, SubmitEvent};

use crate::{Phrase, words::common};

/// The answers that the feed has to a question.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The name of the field.
    pub name: &'static str,
    /// What is asked.
    pub label: Phrase,
    /// Values, and what they are called.
    pub options: Vec<(AttrValue, String)>,
}

/// What is picked of each question.
#[derive(Clone, Copy, Debug)]
pub struct Picks<'a> {
    /// The names of the fields.
    pub names: &'a [&'static str],
    /// The value of each, in the same order; an empty one filters nothing.
    pub values: &'a [AttrValue],
}

impl Picks<'_> {
    fn of(&self, name: &str) -> &str {
        let place = self.names.iter().position(|known| *known == name);
        place.and_then(|place| self.values.get(place)).map_or("", AttrValue::as_str)
    }
}

/// Puts what is picked into the choices of a form in `root`: an option that somebody has chosen no longer heeds its
/// attribute, so one that came from an address, a map or a button would not be seen.
pub fn show_picks(picks: Picks<'_>, root: &NodeRef) {
    let Some(root) = root.cast::<Element>() else { return };
    for (name, value) in picks.names.iter().zip(picks.values) {
        let found = root.query_selector(&format!("select[name={name}]")).ok().flatten();
        if let Some(select) = found.and_then(|found| found.dyn_into::<HtmlSelectElement>().ok()) {
            select.set_value(value);
        }
    }
}

/// A form of this name, by which two on a page are told apart, with these choices; `more` are further fields before the
/// button.
pub fn form(
    name: Phrase,
    choices: &[Choices],
    picks: Picks<'_>,
    query: &AttrValue,
    more: Html,
    lang: Lang,
) -> Html {
    html! {
        // A form, so that Enter on a phone closes the keyboard.
        <form role="search" aria-label={name.plain(lang)} onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label>
                <span>{common::SEARCH.html(lang)}</span>
                <input type="search" name="q" autocomplete="off" maxlength="100" value={query.clone()} />
            </label>
            <details>
                <summary>{common::FILTERS.html(lang)}</summary>
                <div>
                    {for choices.iter().map(|choices| select(choices, picks.of(choices.name), lang))}
                    {more}
                    <button type="button" data-do="clear">{common::CLEAR.html(lang)}</button>
                </div>
            </details>
        </form>
    }
}

fn select(choices: &Choices, picked: &str, lang: Lang) -> Html {
    let options = choices.options.iter().map(|(value, name)| {
        html! { <option value={value.clone()} selected={*value == picked}>{name.clone()}</option> }
    });
    html! {
        <label>
            <span>{choices.label.html(lang)}</span>
            <select name={choices.name}>
                <option value="" selected={picked.is_empty()}>{common::ANY.plain(lang)}</option>
                {for options}
            </select>
        </label>
    }
}
