//! A message to a chat: an incoming webhook as Slack, Mattermost and others have it.

use std::fmt;
use std::time::Duration;

use serde_json::json;
use ureq::Agent;
use ureq::http::HeaderValue;
use ureq::http::header::RETRY_AFTER;

use super::{Entry, Trouble};
use crate::Error;

/// From the connection to the last byte of the answer. However long it is, the claim is renewed meanwhile.
const CONVERSATION: Duration = Duration::from_secs(20);

/// Where messages to a chat go. The address is a secret: whoever knows it can write there.
#[derive(Clone)]
pub struct Webhook {
    agent: Agent,
    url: String,
}

impl Webhook {
    /// # Errors
    /// When the address is not one of `http` or `https`.
    pub fn new(url: &str) -> Result<Self, Error> {
        let known = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
        if !known || url.parse::<ureq::http::Uri>().is_err() {
            return Err(Error::new("the address of --webhook is neither http://… nor https://…."));
        }
        let agent = Agent::config_builder()
            .timeout_global(Some(CONVERSATION))
            // What is told is for that address and for no other.
            .max_redirects(0)
            .http_status_as_error(false)
            .build()
            .new_agent();
        Ok(Self { agent, url: url.to_owned() })
    }

    pub(crate) async fn send(&self, entry: &Entry) -> Result<(), Trouble> {
        let (this, id) = (self.clone(), entry.id.clone());
        let text = json!({ "text": escaped(&entry.words.body) }).to_string();
        tokio::task::spawn_blocking(move || this.post(&id, text))
            .await
            .unwrap_or_else(|_| Err(Trouble::passing("webhook broken off")))
    }

    fn post(&self, id: &str, text: String) -> Result<(), Trouble> {
        let answer = self
            .agent
            .post(&self.url)
            .header("content-type", "application/json")
            .header("idempotency-key", id)
            .send(text)
            .map_err(|error| match error {
                ureq::Error::Timeout(_) => Trouble::passing("webhook timeout"),
                _ => Trouble::passing("webhook connection"),
            })?;
        let code = answer.status().as_u16();
        match code {
            200..=299 => Ok(()),
            _ => Err(Trouble {
                what: format!("webhook {code}"),
                permanent: is_for_good(code),
                wait: answer.headers().get(RETRY_AFTER).and_then(seconds),
            }),
        }
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Webhook")
    }
}

/// Whether an answer stays the same until somebody mends the address: it has moved (no other one is told), was removed, or
/// wants a key. Too slow, too early and too often pass.
fn is_for_good(code: u16) -> bool {
    matches!(code, 300..=499) && !matches!(code, 408 | 425 | 429)
}

/// A wait in seconds; as a date nobody in this trade writes it.
fn seconds(value: &HeaderValue) -> Option<Duration> {
    value.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// In these three characters Slack hides links and calls to everybody (`<!channel>`).
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_and_what_stays() {
        for (code, expected) in [
            (301, true),
            (307, true),
            (400, true),
            (401, true),
            (404, true),
            (408, false),
            (410, true),
            (425, false),
            (429, false),
            (500, false),
            (503, false),
        ] {
            assert_eq!(is_for_good(code), expected, "{code}");
        }
    }

    #[test]
    fn waits_are_seconds() {
        for (text, expected) in [
            ("30", Some(30)),
            (" 30 ", Some(30)),
            ("-1", None),
            ("", None),
            ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ] {
            let value = HeaderValue::from_static(text);
            assert_eq!(seconds(&value), expected.map(Duration::from_secs), "{text}");
        }
    }
}
