//! The part of the page's address that tells where an element is, where an attribute asks for it.

use std::cell::Cell;

use gloo::utils::window;
use ran_parts::Attributes;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::AttrValue;

use crate::registry;

/// What the page's address has before what is ours. Every other fragment is the page's own.
const MARK: &str = "#ran-";

/// Whether an element's state is part of the page's address.
pub(crate) fn is_linked(attributes: &Attributes) -> bool {
    !attributes.get("deep-link").is_empty()
}

/// What the page's address says of an element.
pub(crate) fn place(attributes: &Attributes) -> AttrValue {
    if !is_linked(attributes) {
        return AttrValue::default();
    }
    listen();
    let fragment = window().location().hash().unwrap_or_default();
    fragment.strip_prefix(MARK).unwrap_or_default().to_owned().into()
}

/// Writes it into the page's address, without a new entry in the visitor's history: Back leaves the page.
pub(crate) fn set_place(place: &str) {
    let location = window().location();
    let fragment = location.hash().unwrap_or_default();
    // What stands there of the page's own stays until there is something to say.
    if fragment.strip_prefix(MARK).unwrap_or_default() == place {
        return;
    }
    // A page in a sandbox may not change its address; then it stays as it is.
    if let (Ok(href), Ok(history)) = (location.href(), window().history()) {
        let page = href.split('#').next().unwrap_or_default();
        let mark = if place.is_empty() { "" } else { MARK };
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(&format!("{page}{mark}{place}")));
    }
}

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

/// Hears from now on when the visitor follows a link within the page.
fn listen() {
    if LISTENS.replace(true) {
        return;
    }
    let heard = Closure::<dyn Fn()>::new(registry::address_changed);
    let _ = window().add_event_listener_with_callback("hashchange", heard.as_ref().unchecked_ref());
    // As long as the page.
    heard.forget();
}
