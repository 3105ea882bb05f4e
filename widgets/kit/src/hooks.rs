//! What the loader gives the program: where it comes from, and whom to tell for which element it works.

use std::cell::RefCell;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::CssStyleSheet;
use yew::AttrValue;

#[wasm_bindgen]
extern "C" {
    /// The functions that the loader hands to [`crate::start`].
    #[derive(Clone)]
    pub type Hooks;

    /// The address of the folder that the kit comes from, with a slash at its end.
    #[wasm_bindgen(method, getter)]
    fn folder(this: &Hooks) -> String;

    /// The work that follows is for the element of this number. The loader's function only stores a number.
    #[wasm_bindgen(method)]
    fn enter(this: &Hooks, id: u32);

    /// An attribute of an element, or a call of its method, has a word that is not understood; the remedy says what would be.
    #[wasm_bindgen(method)]
    fn tell(this: &Hooks, id: u32, name: &str, word: &str, remedy: &str, is_needed: bool);

    /// A promise that the page has had its turn.
    #[wasm_bindgen(method)]
    fn breathe(this: &Hooks) -> Promise;

    /// What elements of a kind show in full is wanted.
    #[wasm_bindgen(method)]
    fn detail(this: &Hooks, kind: &str);

    /// Something is wrong with a feed: a line for the console, whose code the loader replaces by words.
    #[wasm_bindgen(method)]
    fn found(this: &Hooks, line: &str);

    /// An element's shadow root takes a style sheet on.
    #[wasm_bindgen(method)]
    fn adopt(this: &Hooks, id: u32, sheet: &CssStyleSheet);

    /// What search engines are told by an element, in the place of what it told them before.
    #[wasm_bindgen(method)]
    fn describe(this: &Hooks, id: u32, text: &str);

    /// What the page's address says of the element that it speaks of.
    #[wasm_bindgen(method)]
    fn fragment(this: &Hooks) -> String;

    /// The page's address where its `<base>` is another one, to which its fragments would belong.
    #[wasm_bindgen(method)]
    fn page(this: &Hooks) -> String;

    /// The address is to say this. Of an element in which the visitor opens something, also whether something is open.
    #[wasm_bindgen(method, js_name = setFragment)]
    fn set_fragment(this: &Hooks, fragment: &str, is_open: Option<bool>);

    /// A form of this name has gone from one step to another; to none, when it was sent.
    #[wasm_bindgen(method, js_name = setStep)]
    fn set_step(this: &Hooks, form: &str, from: usize, to: Option<usize>);

    /// The step of the form of this name at which the visitor's history is.
    #[wasm_bindgen(method, js_name = stepOf)]
    fn step_of(this: &Hooks, form: &str) -> Option<usize>;
}

thread_local! {
    static HOOKS: RefCell<Option<Hooks>> = const { RefCell::new(None) };
}

/// The address of a file in the kit's folder.
pub(crate) fn beside_kit(path: &str) -> String {
    let folder = HOOKS.with_borrow(|hooks| hooks.as_ref().map(Hooks::folder));
    [&*folder.unwrap_or_default(), path].concat()
}

/// Keeps the hooks.
pub(crate) fn install(hooks: &Hooks) {
    HOOKS.set(Some(hooks.clone()));
}

/// Tells the loader for which element the work that follows is done.
pub(crate) fn enter(id: u32) {
    with(|hooks| hooks.enter(id));
}

/// Has the loader tell the page's maker of a word that is not understood.
pub(crate) fn tell(id: u32, name: &str, word: &str, remedy: &str, is_needed: bool) {
    with(|hooks| hooks.tell(id, name, word, remedy, is_needed));
}

/// Lets the page have its turn. A timeout of zero would be lengthened to four milliseconds from the fifth in a row on, and to
/// a second where the page is not seen.
pub(crate) async fn breathe() {
    let turn = HOOKS.with_borrow(|hooks| hooks.as_ref().map(Hooks::breathe));
    if let Some(turn) = turn {
        let _ = JsFuture::from(turn).await;
    }
}

/// Has the loader fetch what elements of a kind show in full, which says by [`detail_came`](crate::detail_came) what came of it.
pub(crate) fn detail(kind: &str) {
    with(|hooks| hooks.detail(kind));
}

/// Has the loader say in words what is wrong with a feed: a [`Diagnostic`](ran_feed::Diagnostic) ends in its code here.
pub(crate) fn found(line: &str) {
    with(|hooks| hooks.found(line));
}

/// Has the loader put a style sheet on an element, and on it again in whichever document it is moved to.
pub(crate) fn adopt(id: u32, sheet: &CssStyleSheet) {
    with(|hooks| hooks.adopt(id, sheet));
}

/// Has the loader tell search engines what an element has for them, or nothing more if that is empty.
pub(crate) fn describe(id: u32, text: &str) {
    with(|hooks| hooks.describe(id, text));
}

/// What the page's address says, after `#ran-`, of the element that has `deep-link`.
pub(crate) fn fragment() -> AttrValue {
    HOOKS.with_borrow(|hooks| hooks.as_ref().map(Hooks::fragment)).unwrap_or_default().into()
}

/// What stands before a fragment in a link to this page.
pub(crate) fn page() -> AttrValue {
    HOOKS.with_borrow(|hooks| hooks.as_ref().map(Hooks::page)).unwrap_or_default().into()
}

/// Has the loader write it there. Of an element in which the visitor opens something, Back closes what is open.
pub(crate) fn set_fragment(fragment: &str, is_open: Option<bool>) {
    with(|hooks| hooks.set_fragment(fragment, is_open));
}

/// Has the loader make an entry of the visitor's history for a step of a form, or leave them behind, when it was sent.
pub(crate) fn set_step(form: &str, from: usize, to: Option<usize>) {
    with(|hooks| hooks.set_step(form, from, to));
}

/// The step of a form that the entry of the visitor's history is for.
pub(crate) fn step_of(form: &str) -> Option<usize> {
    HOOKS.with_borrow(|hooks| hooks.as_ref()?.step_of(form))
}

fn with(call: impl FnOnce(&Hooks)) {
    HOOKS.with_borrow(|hooks| hooks.as_ref().map(call));
}
