//! What an answer says about itself: type, lifetime, and what a page may do with it.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::cors::{Any, CorsLayer};

/// Kept, but asked about each time; an unchanged file costs one small answer.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");
/// One year, the most that RFC 9111 expects a cache to honour.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The policy that the kit is promised to work under (frames of this site are for the page that shows the iframe).
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    style-src 'self'; img-src 'self' data:; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The same for the page that stands in other sites' frames: anyone may frame it. Which feeds it shows, it decides
/// itself (its `ran-feeds` line), and the pictures may be where the feed says.
const EMBED_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https:; \
    style-src 'self'; img-src 'self' data: https:; base-uri 'none'; form-action 'self' https:; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// Lets scripts of every origin read kit and feed, conditional requests and the validators included.
///
/// No answer differs by origin, so none of them says `Vary: Origin`, which would split caches for nothing.
pub(super) fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([
            header::ACCEPT,
            header::CACHE_CONTROL,
            header::IF_MODIFIED_SINCE,
            header::IF_NONE_MATCH,
        ])
        .expose_headers([header::AGE, header::DATE, header::ETAG])
        .vary([])
}

/// For the evergreen kit: for ever where the path is named by its content, else ask.
pub(super) async fn evergreen(request: Request, next: Next) -> Response {
    let immutable = holds_content_hash(request.uri().path());
    let mut response = next.run(request).await;
    shared(&mut response, if immutable { FOR_EVER } else { ASK_FIRST });
    response
}

/// For the pinned kit: a release never changes, but for the page for frames, in which an operator names origins.
pub(super) async fn pinned(request: Request, next: Next) -> Response {
    // By its name: a 304 says nothing of its type, and a cache keeps the page for as long as that allows (RFC 9111 §4.3.4).
    let is_page = request.uri().path().ends_with(".html");
    let mut response = next.run(request).await;
    shared(&mut response, if is_page { ASK_FIRST } else { FOR_EVER });
    response
}

/// For the feed, whatever its file is called.
pub(super) async fn feed(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    shared(&mut response, ASK_FIRST);
    if response.status().is_success() {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    weaken_tag(&mut response);
    response
}

/// For what is made at each request: the calendar of the feed's events, and the address that leads to the embed page.
pub(super) async fn made(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    shared(&mut response, ASK_FIRST);
    weaken_tag(&mut response);
    response
}

/// What is compressed on the way has not the bytes that its tag was made for (RFC 9110 §8.8.3). A 304 does not say whether
/// it would have been, and has the tag of the 200 that it stands for: so all have a weak one.
fn weaken_tag(response: &mut Response) {
    let headers = response.headers_mut();
    if let Some(tag) = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok())
        && !tag.starts_with("W/")
        && let Ok(weak) = HeaderValue::from_str(&format!("W/{tag}"))
    {
        headers.insert(header::ETAG, weak);
    }
}

/// For this site's own pages.
pub(super) async fn page(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    lifetime(&mut response, ASK_FIRST);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    response
}

/// For every answer.
pub(super) async fn common(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    name_charset(headers);
    response
}

/// What stands on other sites' pages, in whatever way they embed it. The kit's only page is the one for frames.
fn shared(response: &mut Response, cache: HeaderValue) {
    lifetime(response, cache);
    let is_page = is_page(response);
    let headers = response.headers_mut();
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    if is_page {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(EMBED_POLICY));
    }
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// A mistake must never be kept for a year: only what is there gets the long lifetime.
///
/// RFC 9110 §15.4.5 asks that a 304 carries the `Vary` of the answer that it stands for.
fn lifetime(response: &mut Response, cache: HeaderValue) {
    let status = response.status();
    let there = status.is_success() || status == StatusCode::NOT_MODIFIED;
    response.headers_mut().insert(header::CACHE_CONTROL, if there { cache } else { ASK_FIRST });
    if status == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
}

/// Text without a charset is a guess, and old browsers in Japan guess Shift_JIS.
fn name_charset(headers: &mut HeaderMap) {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return };
    if kind.starts_with("text/")
        && !kind.contains(';')
        && let Ok(named) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, named);
    }
}

/// The build names folders or files by 16 or more hexadecimal digits of their content.
fn holds_content_hash(path: &str) -> bool {
    path.split(['/', '.', '-'])
        .any(|word| word.len() >= 16 && word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}

#[cfg(test)]
mod tests {
    use super::holds_content_hash;

    #[test]
    fn content_hashes_are_recognised() {
        for (path, expected) in [
            ("/kit/v1/0678cce4e04c9f16/kit.js", true),
            ("/kit/v1/kit-0678cce4e04c9f16.js", true),
            ("/kit/v1/kit.0678cce4e04c9f16.js", true),
            ("/kit/v1/ran.js", false),
            ("/kit/v1/0678cce4e04c9f1/kit.js", false),
            ("/kit/v1/custom-elements.json", false),
            ("/kit/v1/internationalisation.js", false),
        ] {
            assert_eq!(holds_content_hash(path), expected, "{path}");
        }
    }
}
