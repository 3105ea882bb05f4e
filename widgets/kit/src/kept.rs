//! The last good copy of each feed, in the browser's Cache API, for the day the network fails.
//!
//! A feed is public, so nothing personal is stored. Where the API is missing (plain `http`, some frames) there is
//! simply no copy.

use js_sys::{Array, ArrayBuffer, Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, Headers, Response, ResponseInit};

const CACHE: &str = "ran-feed-v1";
/// So many copies are kept of an origin's feeds; a newer one takes the place of the oldest.
const MOST: u32 = 8;
/// When the copy was made, as `Date.prototype.toISOString` writes it.
const KEPT_AT: &str = "x-ran-kept-at";

/// A copy, and when it was made, by `Date.now()`.
pub(crate) struct Copy {
    pub(crate) bytes: Uint8Array,
    pub(crate) at: f64,
}

/// Replaces the copy of an address.
pub(crate) async fn keep(address: &str, bytes: &Uint8Array) {
    // Storage may be full or forbidden; the page has its feed all the same.
    let _ = try_keep(address, bytes).await;
}

/// The copy of an address.
pub(crate) async fn find(address: &str) -> Option<Copy> {
    try_find(address).await.ok().flatten()
}

async fn cache() -> Result<Cache, JsValue> {
    let storage = gloo::utils::window().caches()?;
    if storage.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    JsFuture::from(storage.open(CACHE)).await.map(JsCast::unchecked_into)
}

async fn try_keep(address: &str, bytes: &Uint8Array) -> Result<(), JsValue> {
    let headers = Headers::new()?;
    headers.set(KEPT_AT, &String::from(Date::new_0().to_iso_string()))?;
    let init = ResponseInit::new();
    init.set_headers(&headers);
    let response = Response::new_with_opt_js_u8_array_and_init(Some(bytes), &init)?;
    let cache = cache().await?;
    JsFuture::from(cache.put_with_str(address, &response)).await?;
    // In the order in which they were put there. An address that changes with each visit (`?t=…`) fills no disk.
    let kept: Array = JsFuture::from(cache.keys()).await?.unchecked_into();
    for oldest in 0..kept.length().saturating_sub(MOST) {
        JsFuture::from(cache.delete_with_request(kept.get(oldest).unchecked_ref())).await?;
    }
    Ok(())
}

async fn try_find(address: &str) -> Result<Option<Copy>, JsValue> {
    let found = JsFuture::from(cache().await?.match_with_str(address)).await?;
    let Ok(response) = found.dyn_into::<Response>() else { return Ok(None) };
    let kept_at = response.headers().get(KEPT_AT)?.unwrap_or_default();
    let at = Date::parse(&kept_at);
    let body: ArrayBuffer = JsFuture::from(response.array_buffer()?).await?.unchecked_into();
    Ok(Some(Copy { bytes: Uint8Array::new(&body), at }))
}
