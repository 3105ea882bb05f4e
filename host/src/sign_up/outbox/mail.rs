//! Mail over SMTP.

use std::fmt;
use std::time::Duration;

use lettre::message::{Mailbox, SinglePart, header};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::{Entry, Trouble};
use crate::Error;

/// Shorter than a claim, so that nobody else begins while this is still trying.
const CONVERSATION: Duration = Duration::from_secs(20);

/// A mail server, and in whose name it is used.
#[derive(Clone)]
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    pub(crate) secretariat: Vec<Address>,
}

impl Mail {
    /// `smtp://HOST:PORT`, `smtp://HOST:PORT?tls=required` or `smtps://HOST:PORT`; a user may stand in it, and the
    /// password comes apart from it.
    ///
    /// # Errors
    /// When the URL or an address cannot be read.
    pub fn new(url: &str, password: Option<&str>, from: &str, secretariat: &[String]) -> Result<Self, Error> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            // The URL may hold a password, so it is not repeated.
            .map_err(|_| {
                Error::new("the address of --smtp cannot be read. It looks like smtps://USER@HOST:465.")
            })?;
        if let (Some(user), Some(password)) = (user_of(url), password) {
            builder = builder.credentials(Credentials::new(user, password.to_owned()));
        }
        let from = from.parse().map_err(|error| {
            Error::with_source(format!("{from:?} is no mail address. Look at --mail-from."), error)
        })?;
        let secretariat = secretariat
            .iter()
            .map(|address| {
                address.parse().map_err(|error| {
                    Error::with_source(
                        format!("{address:?} is no mail address. Look at --secretariat."),
                        error,
                    )
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { transport: builder.timeout(Some(CONVERSATION)).build(), from, secretariat })
    }

    pub(crate) async fn send(&self, entry: &Entry) -> Result<(), Trouble> {
        let message = self.message(entry)?;
        match tokio::time::timeout(CONVERSATION, self.transport.send(message)).await {
            Err(_) => Err(Trouble::passing("smtp timeout")),
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(match error.status() {
                Some(code) => Trouble { what: format!("smtp {code}"), permanent: error.is_permanent() },
                None if error.is_timeout() => Trouble::passing("smtp timeout"),
                None if error.is_tls() => Trouble::passing("smtp encryption"),
                None => Trouble::passing("smtp connection"),
            }),
        }
    }

    fn message(&self, entry: &Entry) -> Result<Message, Trouble> {
        let to = address(&entry.recipient)
            .ok_or_else(|| Trouble::permanent("an address that mail cannot have"))?;
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&entry.subject))
            .message_id(Some(format!("<{}@{}>", entry.id, self.from.email.domain())))
            .date_now()
            // RFC 3834: no holiday notice shall answer this.
            .header(AutoSubmitted)
            .singlepart(
                SinglePart::builder().header(header::ContentType::TEXT_PLAIN).body(entry.body.clone()),
            )
            .map_err(|_| Trouble::permanent("a letter that mail cannot have"))
    }
}

impl fmt::Debug for Mail {
    /// Without the password.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Mail").field("from", &self.from.email).finish_non_exhaustive()
    }
}

/// Japanese carriers have given out addresses with two dots in a row, which RFC 5321 §4.1.2 wants in quotation marks.
fn address(text: &str) -> Option<Address> {
    text.parse().ok().or_else(|| {
        let (name, host) = text.rsplit_once('@')?;
        let plain = name.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'));
        plain.then(|| Address::new(format!("\"{name}\""), host).ok())?
    })
}

/// A line break in a header would begin another header.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn user_of(url: &str) -> Option<String> {
    let (user, _) = url.split_once("://")?.1.split_once('@')?;
    let user = user.split_once(':').map_or(user, |(user, _)| user);
    Some(percent_encoding::percent_decode_str(user).decode_utf8().ok()?.into_owned())
}

#[derive(Clone, Copy)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_people_have_them() {
        for (text, expected) in [
            ("hanako@example.jp", Some("hanako@example.jp")),
            ("a..b.@docomo.example.jp", Some("\"a..b.\"@docomo.example.jp")),
            ("o'neill+ran@example.jp", Some("o'neill+ran@example.jp")),
            ("a\r\nBcc: b@example.jp", None),
            ("a b@example.jp", None),
            ("a\"b@example.jp", None),
            ("<a@example.jp>", None),
            ("", None),
        ] {
            assert_eq!(address(text).map(|address| address.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_header_stays_one_line() {
        assert_eq!(one_line("a\r\nBcc: b\u{85}c"), "a  Bcc: b c");
    }
}
