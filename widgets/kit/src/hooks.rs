//! What the loader gives the program: where it comes from, and whom to tell for which element it works.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The functions that the loader hands to [`crate::start`].
    pub type Hooks;

    /// The address of the folder that the kit comes from, with a slash at its end.
    #[wasm_bindgen(method, getter)]
    fn folder(this: &Hooks) -> JsValue;

    /// `enter(id)`: the work that follows is for the element of this number.
    #[wasm_bindgen(method, getter)]
    fn enter(this: &Hooks) -> Function;
}

thread_local! {
    static FOLDER: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
    static ENTER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// The address of the kit's folder, with a slash at its end.
pub(crate) fn folder() -> Option<String> {
    FOLDER.with_borrow(JsValue::as_string)
}

/// Keeps the hooks.
pub(crate) fn install(hooks: &Hooks) {
    FOLDER.set(hooks.folder());
    ENTER.with(|slot| slot.replace(Some(hooks.enter())));
}

/// Tells the loader for which element the work that follows is done.
pub(crate) fn enter(id: u32) {
    ENTER.with_borrow(|enter| {
        if let Some(enter) = enter {
            // The loader's function only stores a number.
            let _ = enter.call1(&JsValue::UNDEFINED, &JsValue::from(id));
        }
    });
}
