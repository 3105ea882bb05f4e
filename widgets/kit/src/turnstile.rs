//! One piece of work at a time, so that a panic names its element.
//!
//! Yew renders in a microtask after the call that asked for it. If two elements were mounted in one task, their
//! rendering would share that microtask and nobody could tell whose panic it was. So work for elements queues here:
//! each piece starts after the rendering that the one before has caused.

use std::cell::RefCell;
use std::collections::VecDeque;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Date, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::hooks;

/// After so long Yew lets the browser have its turn and goes on in a timeout (yew 0.23). What is asked of it meanwhile waits
/// for that: so does the next element's work, or its panic would be another's.
const YEW_RESTS_AFTER_MS: f64 = 16.0;

/// So often at the most: on a page that is always busy each of its own timeouts comes late.
const MOST_RESTS: u32 = 8;

struct Work {
    element: u32,
    run: Box<dyn FnOnce()>,
}

#[derive(Default)]
struct Turnstile {
    queue: VecDeque<Work>,
    turning: bool,
}

thread_local! {
    static TURNSTILE: RefCell<Turnstile> = RefCell::default();
}

/// Runs `work` for the element of this number when it is its turn.
pub(crate) fn queue(element: u32, run: impl FnOnce() + 'static) {
    let idle = TURNSTILE.with_borrow_mut(|turnstile| {
        turnstile.queue.push_back(Work { element, run: Box::new(run) });
        !std::mem::replace(&mut turnstile.turning, true)
    });
    if idle {
        spawn_local(turn());
    }
}

async fn turn() {
    loop {
        let next = TURNSTILE.with_borrow_mut(|turnstile| {
            let next = turnstile.queue.pop_front();
            turnstile.turning = next.is_some();
            next
        });
        let Some(Work { element, run }) = next else { return };
        hooks::enter(element);
        let mut begun = Date::now();
        run();
        // Yew's scheduler was queued by `run`, so it has had its turn when this promise continues.
        let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
        for _ in 0..MOST_RESTS {
            if Date::now() - begun < YEW_RESTS_AFTER_MS {
                break;
            }
            begun = Date::now();
            TimeoutFuture::new(0).await;
        }
    }
}
