//! One address read over HTTP: with a timeout and a few patient repetitions.
//!
//! A body that is too large is measured when the browser has all of it, and does not come into the program's memory.
//!
//! This is `web_sys` and not `gloo::net`, which brings the `http` crate into the program: a visitor pays for that.

use gloo::timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, Math, Promise, Uint8Array};
use ran_feed::Limits;
use ran_parts::Failure;
use ran_parts::browser::is_passing;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestInit, Response};

#[wasm_bindgen]
extern "C" {
    /// The loader's, which has asked for the feed already; the build puts it in the place of the browser's.
    fn fetch(address: &str, init: &RequestInit) -> Promise;
}

/// How long one attempt may take, the body included. The loader has the same limit.
const TIMEOUT_MS: u32 = 15_000;
/// The pause before the second attempt; it doubles with each further one.
const FIRST_PAUSE_MS: f64 = 500.0;
const ATTEMPTS: u32 = 3;

/// How new the answer has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// What the HTTP cache thinks good enough.
    AsCached,
    /// The server is asked (by `ETag`, if it gave one).
    Revalidated,
}

/// Whether another attempt may help.
enum Outcome {
    Final(Failure),
    Passing(Failure),
}

/// The body at an address.
///
/// # Errors
/// `network`, `timeout`, `http` (a status other than 2xx) or `too-large`, after up to three attempts where a repetition
/// may help: no answer, a timeout, 408, 425, 429 and 5xx.
pub(crate) async fn get(address: &str, freshness: Freshness) -> Result<Uint8Array, Failure> {
    let (mut left, mut pause_ms) = (ATTEMPTS, FIRST_PAUSE_MS);
    loop {
        left -= 1;
        match once(address, freshness).await {
            Ok(bytes) => return Ok(bytes),
            Err(Outcome::Passing(_)) if left > 0 => {
                TimeoutFuture::new(spread(pause_ms)).await;
                pause_ms *= 2.0;
            }
            Err(Outcome::Passing(failure) | Outcome::Final(failure)) => return Err(failure),
        }
    }
}

/// A pause up to a half shorter or longer: it keeps the visitors of a page from coming back all at once.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an `as` cast saturates")]
pub(crate) fn spread(pause_ms: f64) -> u32 {
    (pause_ms * (0.5 + Math::random())) as u32
}

async fn once(address: &str, freshness: Freshness) -> Result<Uint8Array, Outcome> {
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    if freshness == Freshness::Revalidated {
        init.set_cache(RequestCache::NoCache);
    }
    let response = JsFuture::from(fetch(address, &init)).await;
    let response: Response = response.map_err(|error| passing(&error))?.unchecked_into();
    let status = response.status();
    if !response.ok() {
        let failure = Failure::new("http", format!("the server answers {status}. Check the `feed` address"));
        return Err(if is_passing(status) { Outcome::Passing(failure) } else { Outcome::Final(failure) });
    }
    let body = response.array_buffer().map_err(|error| passing(&error))?;
    let body: ArrayBuffer = JsFuture::from(body).await.map_err(|error| passing(&error))?.unchecked_into();
    let most = Limits::default().bytes;
    if body.byte_length() as usize > most {
        // Up, where the limit is rounded down: it is larger also in the message.
        let size = body.byte_length().div_ceil(1_000_000);
        return Err(Outcome::Final(Failure::new(
            "too-large",
            format!(
                "the feed has {size} MB, and {} MB are read at most. Split it by region or by year",
                most / 1_000_000
            ),
        )));
    }
    Ok(Uint8Array::new(&body))
}

fn passing(error: &JsValue) -> Outcome {
    let timed_out =
        error.dyn_ref::<web_sys::DomException>().is_some_and(|error| error.name() == "TimeoutError");
    Outcome::Passing(if timed_out {
        Failure::new("timeout", format!("no answer within {} s", TIMEOUT_MS / 1000))
    } else {
        unanswered()
    })
}

fn unanswered() -> Failure {
    Failure::new(
        "network",
        "no answer. Check the `feed` address, `connect-src` of the page's policy, and that the server allows this origin (CORS)"
            .to_owned(),
    )
}
