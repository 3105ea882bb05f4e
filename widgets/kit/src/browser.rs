//! The browser for widgets that send something: what [`ran_parts::browser::Browser`] promises.
//!
//! Everything in here stands behind the split points of those widgets; a page without them does not load it.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{ArrayBuffer, Uint8Array};
use ran_parts::browser::{Answered, Browser, Host, Request};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, Response, Storage};
use yew::Callback;

use crate::{fetch, hooks, turnstile};

/// How long a receiver may take. It commits to its database and answers; no mail is waited for.
const TIMEOUT_MS: u32 = 20_000;

#[wasm_bindgen]
extern "C" {
    /// The binding of `js_sys` does not catch the error of an expression that cannot be read.
    #[wasm_bindgen(js_name = RegExp)]
    type Expression;

    #[wasm_bindgen(constructor, catch, js_class = "RegExp")]
    fn new(pattern: &str, flags: &str) -> Result<Expression, JsValue>;

    #[wasm_bindgen(method)]
    fn test(this: &Expression, text: &str) -> bool;
}

/// The browser for the element of this number.
pub(crate) fn host(element: u32) -> Host {
    Host::Browser(Rc::new(Here { element }))
}

struct Here {
    element: u32,
}

/// Says something to a widget when it is its element's turn.
fn tell<T: 'static>(element: u32, then: Callback<T>, what: T) {
    turnstile::queue(element, move || then.emit(what));
}

impl Browser for Here {
    fn send(&self, request: Request, answered: Callback<Answered>) {
        let element = self.element;
        spawn_local(async move {
            // Whatever goes wrong on the way, there is no answer.
            let answer = send(&request).await.unwrap_or_default();
            tell(element, answered, answer);
        });
    }

    fn beside_kit(&self, path: &str) -> String {
        hooks::beside_kit(path)
    }

    fn is_online(&self) -> bool {
        gloo::utils::window().navigator().on_line()
    }

    fn when_online(&self, then: Callback<()>) {
        let element = self.element;
        EventListener::once(&gloo::utils::window(), "online", move |_| tell(element, then, ())).forget();
    }

    fn after(&self, ms: u32, spread: bool, then: Callback<()>) {
        let (element, ms) = (self.element, if spread { fetch::spread(f64::from(ms)) } else { ms });
        Timeout::new(ms, move || tell(element, then, ())).forget();
    }

    fn keep(&self, name: &str, text: &str) {
        if let Some(storage) = storage() {
            // It may be full or forbidden; the form still holds what was typed.
            let _ = storage.set_item(name, text);
        }
    }

    fn kept(&self, name: &str) -> Option<String> {
        storage()?.get_item(name).ok()?
    }

    fn forget(&self, name: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(name);
        }
    }

    fn new_id(&self) -> String {
        let mut bytes = [0; 16];
        if let Ok(crypto) = gloo::utils::window().crypto() {
            let _ = crypto.get_random_values_with_u8_array(&mut bytes);
        }
        uuid(bytes)
    }

    fn went(&self, form: &str, from: usize, to: Option<usize>) {
        hooks::set_step(form, from, to);
    }

    fn step_of(&self, form: &str) -> Option<usize> {
        hooks::step_of(form)
    }

    fn fits(&self, pattern: &str, text: &str) -> Option<bool> {
        // As HTML does it, with `v`; engines before 2023 know only `u`.
        let whole = ["^(?:", pattern, ")$"].concat();
        let expression = Expression::new(&whole, "v").or_else(|_| Expression::new(&whole, "u")).ok()?;
        Some(expression.test(text))
    }
}

/// What a tab remembers; nothing in a frame that is forbidden to.
fn storage() -> Option<Storage> {
    gloo::utils::window().session_storage().ok()?
}

/// The bytes as a UUID of version 4 (RFC 9562 §5.4).
fn uuid(mut bytes: [u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut text = String::with_capacity(36);
    for (place, byte) in bytes.iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.extend([byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)])));
    }
    text
}

async fn send(request: &Request) -> Result<Answered, JsValue> {
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    // No cookie of the receiver's host is any business of a form.
    init.set_credentials(RequestCredentials::Omit);
    if let Some(json) = &request.json {
        let headers = Headers::new()?;
        headers.set("Content-Type", "application/json")?;
        if let Some(key) = &request.idempotency_key {
            headers.set("Idempotency-Key", key)?;
        }
        init.set_method("POST");
        init.set_headers(&headers);
        init.set_body(&JsValue::from_str(json));
    }
    let answer = gloo::utils::window().fetch_with_str_and_init(&request.address, &init);
    let response: Response = JsFuture::from(answer).await?.unchecked_into();
    let body: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.unchecked_into();
    Ok(Answered {
        status: response.status(),
        body: Uint8Array::new(&body).to_vec(),
        retry_after_s: response.headers().get("Retry-After")?.and_then(|seconds| seconds.parse().ok()),
    })
}
