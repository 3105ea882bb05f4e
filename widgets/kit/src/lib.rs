//! The one Wasm program of the kit.
//!
//! The loader (`pkg/src/ran.js`) owns the elements and calls in here; nothing in here knows custom elements.
//!
//! | call | when |
//! | --- | --- |
//! | [`start`] | once, after the program is there |
//! | [`mount`], [`update`], [`unmount`] | as an element comes, changes and goes |
//! | [`call`] | when the page calls a method of the element |
//! | [`address_changed`] | when the visitor goes to another address within the page |
//! | [`detail_came`] | when what a widget shows in its dialog is here, or will not come |
//! | [`refresh`], [`refresh_all`] | when the visitor, the page or a long absence asks for news |
//!
//! Before the first element of a kind the loader puts the kind's pieces in their places (`prepare` in kit.js).
//!
//! Elements are told apart by a number that the loader gives. After a panic the loader lets this program go and
//! starts a new one, so nothing here tries to go on after one.

mod app;
mod browser;
mod clock;
mod details;
mod events;
mod fetch;
mod files;
mod hooks;
mod kept;
mod names;
mod registry;
mod sheets;
mod splits;
mod store;
mod turnstile;

/// The standard library's own is two kilobytes more of every page, and slower.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

use js_sys::Object;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

pub use hooks::Hooks;

/// Takes the loader's hooks.
#[wasm_bindgen]
pub fn start(hooks: &Hooks) {
    hooks::install(hooks);
}

/// Shows a widget in the open shadow root of `host`, whose first child is the slot of the page's own content.
#[wasm_bindgen]
pub fn mount(id: u32, host: HtmlElement, kind: &str, attributes: &Object) {
    registry::mount(id, host, kind, attributes);
}

/// Gives a widget its changed attributes.
#[wasm_bindgen]
pub fn update(id: u32, attributes: &Object) {
    registry::update(id, attributes);
}

/// Takes a widget off the page.
#[wasm_bindgen]
pub fn unmount(id: u32) {
    registry::unmount(id);
}

/// Hands a call of a method of an element to its widget.
#[wasm_bindgen]
pub fn call(id: u32, method: &str, argument: &str) {
    registry::call(id, method, argument);
}

/// What elements of a kind show in full is in its place, or could not be had.
#[wasm_bindgen]
pub fn detail_came(kind: &str, is_here: bool) {
    details::came(kind, is_here);
}

/// Reads the feed of an element again.
#[wasm_bindgen]
pub fn refresh(id: u32) {
    registry::refresh(id);
}

/// The page's address has changed: those that it speaks of look at it again.
#[wasm_bindgen]
pub fn address_changed() {
    registry::address_changed();
}

/// Reads every feed of the page again.
#[wasm_bindgen]
pub fn refresh_all() {
    store::refresh_all();
}
