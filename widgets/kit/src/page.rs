//! The part of the page's address that tells where an element is, where an attribute asks for it.

use std::cell::{Cell, RefCell};

use gloo::utils::window;
use js_sys::{Object, Reflect};
use ran_parts::Attributes;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
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

/// What an entry of the visitor's history says of itself in its state that we have added for what was opened then.
const OPENED: &str = "ran-opened";

/// Writes it into the page's address, without a new entry in the visitor's history: Back leaves the page.
pub(crate) fn set_place(place: &str) {
    // On the way back to the entry before, it waits for that.
    let waits = LATER.with_borrow_mut(|later| later.as_mut().map(|later| place.clone_into(later)).is_some());
    if !waits {
        write(place, false);
    }
}

/// The same of an element in which the visitor opens something, in an entry of its own: Back closes it. To close it is to go
/// back there.
pub(crate) fn step(place: &str, is_open: bool) {
    let Ok(history) = window().history() else { return };
    let state = history.state().unwrap_or_default();
    let is_ours = Reflect::get(&state, &OPENED.into()).is_ok_and(|mark| mark.is_truthy());
    if is_ours == is_open {
        set_place(place);
    } else if is_open {
        write(place, true);
        // Whoever has written it knows it now, and that another one is another.
        registry::address_changed();
    } else if history.back().is_ok() {
        LATER.set(Some(place.to_owned()));
    }
}

fn write(place: &str, as_entry: bool) {
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
        let address = format!("{page}{mark}{place}");
        let state = history.state().unwrap_or_default();
        let _ = if as_entry {
            // What the page keeps there goes along.
            let state = Object::assign(&Object::new(), state.unchecked_ref());
            let _ = Reflect::set(&state, &OPENED.into(), &JsValue::TRUE);
            history.push_state_with_url(&state, "", Some(&address))
        } else {
            history.replace_state_with_url(&state, "", Some(&address))
        };
    }
}

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
    /// What is to be written into the address as soon as the visitor is back at the entry before.
    static LATER: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Hears from now on when the visitor follows a link within the page.
fn listen() {
    if LISTENS.replace(true) {
        return;
    }
    let heard = Closure::<dyn Fn()>::new(|| {
        if let Some(place) = LATER.take() {
            write(&place, false);
        }
        registry::address_changed();
    });
    let _ = window().add_event_listener_with_callback("hashchange", heard.as_ref().unchecked_ref());
    // As long as the page.
    heard.forget();
}
