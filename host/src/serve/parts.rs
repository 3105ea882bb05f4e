//! Parts of files (RFC 9110 §14): one at a time, and only of the file that the visitor has begun with.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Before whatever serves files. Those who serve them look at no `If-Range`, and answer 416 to what may be answered with
/// all of the file: a part of another file would be put to what is there of this one.
pub(super) async fn one_of_the_same(request: Request, next: Next) -> Response {
    let (mut head, body) = request.into_parts();
    let range = range(&head.headers).filter(|_| head.method == Method::GET);
    let begun = head.headers.remove(header::IF_RANGE);
    head.headers.remove(header::RANGE);
    let Some(range) = range else { return next.run(Request::from_parts(head, body)).await };
    let whole = Request::from_parts(head.clone(), Body::empty());
    let is_end = range.as_bytes().starts_with(b"bytes=-");
    head.headers.insert(header::RANGE, range);
    let part = next.clone().run(Request::from_parts(head, body)).await;
    // A date would be too coarse to tell two states of a file apart.
    let is_same = begun.is_none_or(|begun| {
        part.headers().get(header::ETAG) == Some(&begun) && !begun.as_bytes().starts_with(b"W/")
    });
    let is_longer_than_the_file = is_end && part.status() == StatusCode::RANGE_NOT_SATISFIABLE;
    if is_same && !is_longer_than_the_file { part } else { next.run(whole).await }
}

/// The part that is asked for, in numbers that every reader takes; none where all of the file is to be sent.
fn range(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut given = headers.get_all(header::RANGE).iter();
    let (Some(range), None) = (given.next(), given.next()) else { return None };
    let (unit, range) = range.to_str().ok()?.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !unit.trim().eq_ignore_ascii_case("bytes") || !is_number(first) || !is_number(last) {
        return None;
    }
    // What is larger than any file is so too as the largest number.
    let number = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
    let range = match (first, last) {
        ("", "") => return None,
        ("", length) => format!("bytes=-{}", number(length)),
        (first, "") => format!("bytes={}-", number(first)),
        (first, last) if number(first) > number(last) => return None,
        (first, last) => format!("bytes={}-{}", number(first), number(last)),
    };
    HeaderValue::from_str(&range).ok()
}
