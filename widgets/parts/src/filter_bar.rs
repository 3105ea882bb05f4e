//! The filter bar: a field for words, and one choice for each question that the feed can answer.
//!
//! It holds no state and no listener: its fields are named, the widget listens above it, and its buttons say in
//! `data-do`: `clear`, and the name of a field where only that is meant.

use ran_feed::model::Lang;
use ran_view::html;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};
use yew::{AttrValue, Html, NodeRef, SubmitEvent};

use crate::Phrase;
use crate::words::{common, without_readings};

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
    fn of(&self, name: &str) -> AttrValue {
        let index = self.names.iter().position(|known| *known == name);
        index.and_then(|index| self.values.get(index)).cloned().unwrap_or_default()
    }
}

/// Puts what is picked into the choices of a form in `root`: an option that somebody has chosen no longer heeds its
/// attribute, so one that came from an address, a map or a button would not be seen; and where there are other choices than
/// before, the browser has kept the place and not the value.
pub fn show_picks(picks: Picks<'_>, root: &NodeRef) {
    let Some(root) = root.cast::<Element>() else { return };
    for (name, value) in picks.names.iter().zip(picks.values) {
        let found = root.query_selector(&format!("select[name={name}]")).ok().flatten();
        if let Some(select) = found.and_then(|found| found.dyn_into::<HtmlSelectElement>().ok()) {
            select.set_value(value);
        }
    }
}

/// What is picked: the name of its field, and what it is called. `unlisted` is told both, and calls by a name what came
/// from an address and is no choice here.
pub fn asked(
    choices: &[Choices],
    picks: Picks<'_>,
    unlisted: &dyn Fn(&str, &str) -> String,
) -> Vec<(&'static str, String)> {
    let mut asked = Vec::new();
    for (name, value) in picks.names.iter().zip(picks.values) {
        if !value.is_empty() {
            let options = choices.iter().find(|choices| choices.name == *name);
            let option =
                options.and_then(|choices| choices.options.iter().find(|(option, _)| option == value));
            asked.push((*name, option.map_or_else(|| unlisted(name, value), |(_, called)| called.clone())));
        }
    }
    asked
}

/// Of what is picked, what it is called.
#[must_use]
pub fn called<'a>(asked: &'a [(&'static str, String)]) -> Vec<&'a str> {
    asked.iter().map(|(_, called)| called.as_str()).collect()
}

/// A form of this name, by which two on a page are told apart, with these choices; `more` are further fields. Where it
/// `is_active`, what is `asked` stands beside it and can be taken off, also while the choices are closed.
#[expect(clippy::too_many_arguments, reason = "a form is all of them")]
pub fn form(
    name: Phrase,
    choices: &[Choices],
    picks: Picks<'_>,
    asked: &[(&'static str, String)],
    query: &AttrValue,
    is_active: bool,
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
                    {for choices.iter().map(|choices| select(choices, &picks.of(choices.name), asked, lang))}
                    {more}
                </div>
            </details>
            if is_active {
                <ul class="asked">
                    {for asked.iter().map(|(name, called)| html! {
                        <li>
                            <button type="button" data-do={format!("clear {name}")} aria-label={without_readings(&common::TAKE_OFF.filled(lang, called))}>
                                {called.clone()}
                            </button>
                        </li>
                    })}
                    <li><button type="button" data-do="clear">{common::CLEAR.html(lang)}</button></li>
                </ul>
            }
        </form>
    }
}

/// What is picked is among the options also where it is no choice any more: a browser would show another one in its place.
fn select(choices: &Choices, picked: &AttrValue, asked: &[(&'static str, String)], lang: Lang) -> Html {
    let is_choice = picked.is_empty() || choices.options.iter().any(|(value, _)| value == picked);
    let unlisted = asked.iter().find(|(name, _)| !is_choice && *name == choices.name);
    let option = |value: &AttrValue, name: &str| {
        html! { <option value={value.clone()} selected={value == picked}>{name.to_owned()}</option> }
    };
    let mut options: Vec<Html> = choices.options.iter().map(|(value, name)| option(value, name)).collect();
    options.extend(unlisted.map(|(_, called)| option(picked, called)));
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
