//! What a typed letter and a click mean: all that reads the page.

use ran_feed::civil::CivilDate;
use ran_feed::model::FieldKind;
use ran_form::normalise;
use ran_parts::WidgetProps;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::{InputEvent, MouseEvent, NodeRef, TargetCast};

use crate::sending::Spot;
use crate::state::Act;

/// An answer, from the control that it was given in.
pub(crate) fn typed(event: &InputEvent) -> Option<Act> {
    answer(&event.target_dyn_into()?, event.input_type() == "insertFromPaste")
}

/// The same, where a program that has filled it in says only that it has changed.
pub(crate) fn changed(event: &Event) -> Option<Act> {
    answer(&event.target_dyn_into()?, false)
}

/// All that the controls hold, for what has filled them in may have said nothing; then the way on.
pub(crate) fn submitted(root: &NodeRef) -> Vec<Act> {
    let mut acts = Vec::new();
    let all = root.cast::<Element>().and_then(|root| root.query_selector_all("[data-field]").ok());
    if let Some(all) = all {
        let controls = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok());
        acts.extend(controls.filter_map(|control| answer(&control, false)));
    }
    acts.push(Act::Next);
    acts
}

/// What a control holds, by its `data-field` (and `data-part`).
fn answer(target: &Element, is_pasted: bool) -> Option<Act> {
    let field = target.get_attribute("data-field")?;
    let (value, checked) = if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        let (kind, checked) = (input.type_(), input.checked());
        // The one of them that is chosen is the answer.
        if kind == "radio" && !checked {
            return None;
        }
        (input.value(), matches!(kind.as_str(), "checkbox" | "radio").then_some(checked))
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        (select.value(), None)
    } else {
        (target.dyn_ref::<HtmlTextAreaElement>()?.value(), None)
    };
    Some(match (field.as_str(), checked) {
        ("agreed", Some(checked)) => Act::Agree(checked),
        ("sharing", Some(checked)) => Act::Share(checked),
        ("website", _) => Act::Website(value),
        (_, Some(checked)) => Act::Tick(field.parse().ok()?, value, checked),
        _ => match target.get_attribute("data-part") {
            Some(part) => match is_pasted.then(|| whole_date(&value)).flatten() {
                Some(date) => Act::Answer(field.parse().ok()?, date),
                None => Act::DatePart(field.parse().ok()?, part.parse().ok()?, value),
            },
            None => Act::Answer(field.parse().ok()?, value),
        },
    })
}

/// The three parts of a date that somebody has pasted into one of its inputs.
fn whole_date(pasted: &str) -> Option<String> {
    let date = normalise(FieldKind::Date, pasted);
    CivilDate::parse(&date).ok().map(|_| date.replace('-', "/"))
}

/// What a button says in `data-do`.
pub(crate) fn clicked(event: &MouseEvent) -> Option<Act> {
    let target = event.target_dyn_into::<Element>()?;
    let hit = target.closest("[data-do]").ok()??;
    command(&hit.get_attribute("data-do")?)
}

fn command(said: &str) -> Option<Act> {
    let (verb, about) = said.split_once(' ').unwrap_or((said, ""));
    Some(match verb {
        "back" => Act::Back,
        "anew" => Act::Anew,
        "go" => Act::Go(about.parse().ok()?),
        "clear" => Act::Clear(about.parse().ok()?),
        "mend" => Act::Mend(about.parse().ok()?),
        _ => return None,
    })
}

/// Moves the focus by program: a link to `#id` finds nothing inside of a shadow root.
pub(crate) fn move_focus(spot: Spot, root: &NodeRef) {
    let id = match spot {
        Spot::Step => "#step".to_owned(),
        Spot::Summary => "#summary".to_owned(),
        Spot::Field(place) => format!("#f{place}"),
        Spot::Agreed => "#agreed".to_owned(),
        Spot::Sharing => "#sharing".to_owned(),
    };
    if let Some(found) = find::<HtmlElement>(&id, root) {
        // An element that cannot take the focus leaves it where it is.
        let _ = found.focus();
    }
    // A browser brings what has the focus somewhere into view; what is new is read from its beginning.
    let beginning = match spot {
        Spot::Step => find::<Element>(".progress", root).or_else(|| find(".title", root)),
        Spot::Summary => find("#summary", root),
        _ => None,
    };
    if let Some(beginning) = beginning {
        beginning.scroll_into_view();
    }
}

/// Lets the list of a field show an answer, if it has one.
pub(crate) fn choose(place: usize, answer: &str, root: &NodeRef) {
    if let Some(list) = find::<HtmlSelectElement>(&format!("#f{place}"), root) {
        list.set_value(answer);
    }
}

/// How many elements for this form stand before the one that is rendered here.
pub(crate) fn place(form: &str, root: &NodeRef) -> usize {
    let mut place = 0;
    let Some(root) = root.cast::<Element>() else { return place };
    let same = root.owner_document().and_then(|page| page.query_selector_all("ran-sign-up").ok());
    let Some(same) = same else { return place };
    for at in 0..same.length() {
        let Some(other) = same.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        if other.shadow_root().is_some_and(|inside| inside.contains(Some(&root))) {
            return place;
        }
        place += usize::from(other.get_attribute("form").is_some_and(|other| other == form));
    }
    // In a shadow root of the page's own.
    0
}

fn find<T: JsCast>(selector: &str, root: &NodeRef) -> Option<T> {
    root.cast::<Element>()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// What makes a form another one: a program that has served one element is given to the next of its kind.
pub(crate) fn identity(props: &WidgetProps) -> [String; 3] {
    ["feed", "form", "endpoint"].map(|name| props.attributes.get(name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_date_is_three_parts() {
        let check = |pasted: &str, expected: Option<&str>| {
            assert_eq!(whole_date(pasted).as_deref(), expected, "{pasted}");
        };
        for whole in ["20260401", "2026-04-01", "2026/4/1", "令和8年4月1日", "２０２６．４．１"]
        {
            check(whole, Some("2026/04/01"));
        }
        for part in ["2026", "4", "令和8", "2026-02-30", "a-b-c", ""] {
            check(part, None);
        }
    }

    #[test]
    fn buttons_say_what_they_mean() {
        let check = |said: &str, expected: Option<Act>| assert_eq!(command(said), expected, "{said}");
        check("back", Some(Act::Back));
        check("go 2", Some(Act::Go(2)));
        check("clear 1", Some(Act::Clear(1)));
        check("mend 0", Some(Act::Mend(0)));
        for nothing in ["", "go", "go -1", "mend x", "stay"] {
            check(nothing, None);
        }
    }
}
