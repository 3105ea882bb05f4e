//! `/events.ics`: the feed's events, to subscribe to.
//!
//! A file is made once for each question, day and state of the feed, and one at a time: whoever asks in many ways keeps
//! others waiting for the next file, and never holds more than one core.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ran_feed::civil::{CivilDate, CivilDateTime};
use ran_feed::model::{Feed, Lang};
use ran_form::proof::hex;
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;

use crate::feed::{Broken, Calendar, Question, Stamp, asked_for, now, whole};

/// The files that are kept, and their bytes together.
const MOST_FILES: usize = 32;
const MOST_BYTES: usize = 32 << 20;

const NO_FEED: &str =
    "The feed cannot be read now, so there is no calendar of its events. Please try again later.\n";
const NOT_MADE: &str =
    "The calendar of the events could not be made. The server's log says where it stopped.\n";

/// When to ask again for the calendar of a feed that cannot be read now, in seconds.
const COME_BACK: HeaderValue = HeaderValue::from_static("600");

/// The files that have been made of the feed as it stands.
#[derive(Debug, Clone)]
pub(super) struct Events {
    path: Arc<PathBuf>,
    made: Arc<Mutex<Made>>,
}

#[derive(Debug, Default)]
struct Made {
    /// The feed in this state of its file; none if that is no feed.
    read: Option<(Stamp, Option<Feed>)>,
    day: Option<CivilDate>,
    /// The oldest first.
    files: Vec<File>,
}

#[derive(Debug, Clone)]
struct File {
    origin: String,
    question: Question,
    text: Bytes,
    tag: HeaderValue,
}

/// Why there is no file.
enum Refusal {
    NoFeed,
    BadQuery(String),
}

impl Events {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path: Arc::new(path), made: Arc::default() }
    }
}

/// Answers a request.
pub(super) async fn answer(
    State(events): State<Events>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let origin = origin(&headers);
    let mut made = events.made.lock_owned().await;
    let path = events.path;
    // The lock goes along: a visitor who leaves does not let a second file be begun beside this one.
    let made = tokio::task::spawn_blocking(move || made.file(&path, origin, &query.unwrap_or_default()));
    match made.await {
        Ok(Ok(file)) => given(file, &headers),
        Ok(Err(Refusal::BadQuery(message))) => (StatusCode::BAD_REQUEST, message + "\n").into_response(),
        // Not 404: who subscribes would be offered to give the calendar up while somebody uploads the feed.
        Ok(Err(Refusal::NoFeed)) => {
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, COME_BACK)], NO_FEED).into_response()
        }
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, NOT_MADE).into_response(),
    }
}

/// A file, or that the visitor has it already (RFC 9110 §13.1.2).
fn given(file: File, headers: &HeaderMap) -> Response {
    let tag = file.tag.as_bytes();
    let asked = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let has_it = asked
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known).as_bytes() == tag);
    let tag = [(header::ETAG, file.tag)];
    if has_it {
        return (StatusCode::NOT_MODIFIED, tag).into_response();
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"))];
    (tag, kind, file.text).into_response()
}

/// The origin under which the visitor knows this server, as a proxy that keeps the `Host` hands it on.
fn origin(headers: &HeaderMap) -> String {
    let named = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_host = |host: &&str| {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        (1..=255).contains(&host.len()) && host.bytes().all(known)
    };
    let Some(host) = named("host").filter(is_host) else { return String::new() };
    let scheme = if named("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    format!("{scheme}://{host}")
}

impl Made {
    fn file(&mut self, path: &std::path::Path, origin: String, query: &str) -> Result<File, Refusal> {
        let stamp = Stamp::of(path).ok_or(Refusal::NoFeed)?;
        if self.read.as_ref().is_none_or(|(last, _)| *last != stamp) {
            self.files.clear();
            self.read = match whole(path) {
                Ok(reading) => Some((stamp, Some(reading.feed))),
                // Too many open files, for example: the file need not change before it can be read.
                Err(Broken::UNREADABLE) => None,
                Err(_) => Some((stamp, None)),
            };
        }
        let Some((_, Some(feed))) = &self.read else { return Err(Refusal::NoFeed) };
        let (today, utc) = now(feed).ok_or(Refusal::NoFeed)?;
        if self.day != Some(today) {
            self.files.clear();
            self.day = Some(today);
        }
        let question = asked_for(query, feed).map_err(|error| Refusal::BadQuery(error.to_string()))?;
        let known = self.files.iter().find(|file| file.origin == origin && file.question == question);
        if let Some(file) = known {
            return Ok(file.clone());
        }
        let since = stamp.changed.and_then(|changed| changed.duration_since(UNIX_EPOCH).ok());
        let seconds = since.and_then(|since| i64::try_from(since.as_secs()).ok());
        let changed = seconds.and_then(CivilDateTime::from_seconds).unwrap_or(utc);
        let address = if origin.is_empty() { String::new() } else { format!("{origin}/feed.json") };
        let (filter, lang) = (&question.filter, question.lang.unwrap_or(Lang::Ja));
        let calendar = Calendar { feed, filter, lang, address: &address, today, changed };
        let text = Bytes::from(calendar.text());
        let tag = HeaderValue::from_str(&tag(&text)).map_err(|_| Refusal::NoFeed)?;
        let file = File { origin, question, text, tag };
        self.keep(file.clone());
        Ok(file)
    }

    fn keep(&mut self, file: File) {
        self.files.push(file);
        let bytes = |files: &[File]| files.iter().map(|file| file.text.len()).sum::<usize>();
        while self.files.len() > MOST_FILES || bytes(&self.files) > MOST_BYTES {
            self.files.remove(0);
        }
    }
}

/// A tag that tells the content, the same on each of several servers.
fn tag(text: &[u8]) -> String {
    let digest = hex(&Sha256::digest(text));
    format!("\"{}\"", digest.get(..32).unwrap_or(&digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A process without a file left, for example: the feed need not change before it can be read.
    #[test]
    fn what_may_be_another_time_by_itself_is_not_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let mut made = Made::default();
        let feed = folder.path().join("feed.json");
        std::fs::write(&feed, r#"{"version":1,"alliance":{"name":"RAN","time_zone":"Asia/Tokyo"}}"#).unwrap();
        assert!(made.file(&feed, String::new(), "").is_ok());
        // Its state is known, and it cannot be read.
        assert!(made.file(folder.path(), String::new(), "").is_err());
        assert!(made.read.is_none());
        std::fs::write(&feed, "<html>").unwrap();
        assert!(made.file(&feed, String::new(), "").is_err());
        assert!(matches!(made.read, Some((_, None))), "what is wrong in the file is looked at once");
    }
}
