//! The DOM events: each bubbles and is composed, so a page may listen anywhere above the element.

use js_sys::{Array, Object, Reflect};
use ran_parts::Outgoing;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Fires what a widget has to say on its element.
pub(crate) fn dispatch(host: &HtmlElement, event: &Outgoing) {
    let detail = Object::new();
    let set = |name: &str, value: &str| {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&detail, &JsValue::from_str(name), &JsValue::from_str(value));
    };
    let name = match event {
        Outgoing::Ready => "ran-ready",
        Outgoing::Error(failure) => {
            set("code", failure.code());
            set("message", failure.message());
            "ran-error"
        }
        Outgoing::Select { what, id } => {
            set("type", what);
            set("id", id);
            "ran-select"
        }
        Outgoing::Closed => "ran-close",
        Outgoing::Filters(filters) => {
            let all = Object::new();
            for (name, value) in filters {
                let values = value.split_ascii_whitespace().map(JsValue::from_str).collect::<Array>();
                let _ = Reflect::set(&all, &JsValue::from_str(name), &values);
            }
            let _ = Reflect::set(&detail, &JsValue::from_str("filters"), &all);
            "ran-filter-change"
        }
        Outgoing::Submit { form, receipt } => {
            set("form", form);
            set("receipt", receipt);
            "ran-submit"
        }
        Outgoing::Refresh | Outgoing::Open | Outgoing::Fragment { .. } | Outgoing::Described(_) => return,
    };
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = host.dispatch_event(&event);
    }
}
