//! What the program tells the loader: for which element it works, and that it has panicked.

use std::cell::{Cell, RefCell};

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

    /// `panicked(message)`: the program ends now; nothing in it may be called again.
    #[wasm_bindgen(method, getter)]
    fn panicked(this: &Hooks) -> Function;
}

thread_local! {
    static FOLDER: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
    static ENTER: RefCell<Option<Function>> = const { RefCell::new(None) };
    static PANICKED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this program has ended. The browser still runs what was promised before, on elements that another program
/// serves by now: whoever works for an element asks this first.
pub(crate) fn has_panicked() -> bool {
    PANICKED.get()
}

/// The address of the kit's folder, with a slash at its end.
pub(crate) fn folder() -> Option<String> {
    FOLDER.with_borrow(JsValue::as_string)
}

/// Keeps the hooks and tells the loader of every panic from now on.
pub(crate) fn install(hooks: &Hooks) {
    FOLDER.set(hooks.folder());
    ENTER.with(|slot| slot.replace(Some(hooks.enter())));
    let panicked = Panicked(hooks.panicked());
    // Yew would replace a hook that it does not know of by one that writes to the console alone.
    // What `Display` would add, the place in the source, is not in a kit.
    yew::set_custom_panic_hook(Box::new(move |info| {
        panicked.call(&["panicked: ", info.payload_as_str().unwrap_or_default()].concat());
    }));
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

struct Panicked(Function);

// SAFETY: a panic hook must be `Send` and `Sync`, and a JavaScript function is neither.
// This program has one thread: it is built without the `atomics` feature, so no other can exist.
unsafe impl Send for Panicked {}
// SAFETY: as above.
unsafe impl Sync for Panicked {}

impl Panicked {
    fn call(&self, message: &str) {
        PANICKED.set(true);
        let _ = self.0.call1(&JsValue::UNDEFINED, &JsValue::from_str(message));
    }
}
