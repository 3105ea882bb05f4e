//! The filter bar: a field for words, and one choice for each question that the feed can answer.
//!
//! It holds no state and no listener: its fields are named, the widget listens above it, and its button says `clear`
//! in `data-do`.

use ran_feed::model::Lang;
use ran_view::html;
use yew::{AttrValue, Html, SubmitEvent};

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

/// A form with these choices. `picked` tells what is chosen of each, in the same order; `more` are further fields before the button.
pub fn form(
    choices: &[Choices],
    picked: &dyn Fn(&str) -> AttrValue,
    query: &AttrValue,
    more: Html,
    lang: Lang,
) -> Html {
    html! {
        // A form, so that Enter on a phone closes the keyboard.
        <form role="search" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label>
                <span>{common::SEARCH.html(lang)}</span>
                <input type="search" name="q" autocomplete="off" maxlength="100" value={query.clone()} />
            </label>
            <details>
                <summary>{common::FILTERS.html(lang)}</summary>
                <div>
                    {for choices.iter().map(|choices| select(choices, &picked(choices.name), lang))}
                    {more}
                    <button type="button" data-do="clear">{common::CLEAR.html(lang)}</button>
                </div>
            </details>
        </form>
    }
}

fn select(choices: &Choices, picked: &AttrValue, lang: Lang) -> Html {
    let options = choices.options.iter().map(|(value, name)| {
        html! { <option value={value.clone()} selected={value == picked}>{name.clone()}</option> }
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
