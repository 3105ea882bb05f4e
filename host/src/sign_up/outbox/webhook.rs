//! A message to a chat: an incoming webhook as Slack, Mattermost and others have it.

use std::fmt;
use std::time::Duration;

use serde_json::json;
use ureq::Agent;

use super::{Entry, Trouble};
use crate::Error;

/// Shorter than a claim, so that nobody else begins while this is still trying.
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
        let text = json!({ "text": escaped(&entry.body) }).to_string();
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
        match answer.status().as_u16() {
            200..=299 => Ok(()),
            // Slack answers 429 when it is busy, and 404 or 410 when the webhook was removed.
            code @ (400 | 403 | 404 | 410) => Err(Trouble::permanent(format!("webhook {code}"))),
            code => Err(Trouble::passing(format!("webhook {code}"))),
        }
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Webhook")
    }
}

/// In these three characters Slack hides links and calls to everybody (`<!channel>`).
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
