//! Mail over SMTP.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::{Mailbox, SinglePart, header};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::{Entry, Trouble};
use crate::Error;

/// A server may take ten minutes for its last answer alone (RFC 5321 §4.5.3.2), and who does not wait for it sends the
/// letter twice.
const CONVERSATION: Duration = Duration::from_secs(15 * 60);
/// How long a server may take to answer the call.
const CONNECTION: Duration = Duration::from_secs(30);
/// How long a conversation is kept for the next letter. Without one, the answer to QUIT would decide over a letter that
/// was taken already.
const KEPT: Duration = Duration::from_secs(5);

/// A mail server, and in whose name it is used.
#[derive(Clone)]
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    pub(crate) secretariat: Vec<Address>,
}

impl Mail {
    /// `smtp://HOST:PORT`, `smtp://HOST:PORT?tls=required` or `smtps://HOST:PORT`; a user may stand in it, and the
    /// password comes apart from it. Needs the runtime, on which conversations are closed that nobody uses any more.
    ///
    /// # Errors
    /// When the URL or an address cannot be read, when a user has no password or a password no user, and when the
    /// password would go over the line in clear.
    pub fn new(url: &str, password: Option<&str>, from: &str, secretariat: &[String]) -> Result<Self, Error> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            // The URL may hold a password, so it is not repeated.
            .map_err(|_| {
                Error::new("the address of --smtp cannot be read. It looks like smtps://USER@HOST:465.")
            })?;
        let account = Account::of(url);
        match (account.user, password) {
            (None, None) => (),
            (Some(_), None) if account.has_password => (),
            (Some(user), Some(password)) => {
                builder = builder.credentials(Credentials::new(user, password.to_owned()));
            }
            (Some(_), None) => {
                return Err(Error::new("--smtp names a user. Give the password in RAN_SMTP_PASSWORD."));
            }
            (None, Some(_)) => {
                return Err(Error::new(
                    "RAN_SMTP_PASSWORD is there, and --smtp names no user. Write smtps://USER@HOST:465.",
                ));
            }
        }
        if (password.is_some() || account.has_password) && account.is_in_clear {
            return Err(Error::new(
                "the password of --smtp would go over the line in clear. Write smtps://USER@HOST:465 or smtp://USER@HOST:587?tls=required.",
            ));
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
        let transport =
            builder.timeout(Some(CONNECTION)).pool_config(PoolConfig::new().idle_timeout(KEPT)).build();
        Ok(Self { transport, from, secretariat })
    }

    pub(crate) async fn send(&self, entry: &Entry) -> Result<(), Trouble> {
        let message = self.message(entry)?;
        match tokio::time::timeout(CONVERSATION, self.transport.send(message)).await {
            Err(_) => Err(Trouble::passing("smtp timeout")),
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(match error.status() {
                Some(code) => {
                    Trouble { what: format!("smtp {code}"), permanent: is_about_the_letter(code.into()) }
                }
                None if error.is_timeout() => Trouble::passing("smtp timeout"),
                None if error.is_client() => {
                    Trouble::passing("smtp: the server does not offer what is needed")
                }
                None if error.is_tls() || is_of_certificate(&error) => Trouble::passing("smtp encryption"),
                None => Trouble::passing("smtp connection"),
            }),
        }
    }

    fn message(&self, entry: &Entry) -> Result<Message, Trouble> {
        let to = address(&entry.recipient)
            .ok_or_else(|| Trouble::permanent("an address that mail cannot have"))?;
        // Said and not read from the headers: there the quotation marks of an address would get lost.
        let envelope = Envelope::new(Some(self.from.email.clone()), vec![to.clone()])
            .map_err(|_| Trouble::permanent("a letter that mail cannot have"))?;
        Message::builder()
            .envelope(envelope)
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

/// Whether a refusal is about this letter or its address. The others are about who sends it, a password or a server that
/// is not ready: somebody mends them, and all letters can go.
fn is_about_the_letter(code: u16) -> bool {
    matches!(code, 550..=554 | 556)
}

/// A certificate that nobody vouches for is a failed connection among others to the library.
fn is_of_certificate(error: &dyn std::error::Error) -> bool {
    error
        .source()
        .is_some_and(|source| source.to_string().contains("certificate") || is_of_certificate(source))
}

/// What an address of a mail server says of who uses it.
#[derive(Debug, PartialEq, Eq)]
struct Account {
    user: Option<String>,
    has_password: bool,
    /// Whether somebody on the line could read the password.
    is_in_clear: bool,
}

impl Account {
    fn of(url: &str) -> Self {
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        let (authority, query) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        // A user is often a mail address: the last `@` is the one before the host.
        let (user, host) =
            authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
        let (user, password) = user.map_or((None, None), |user| match user.split_once(':') {
            Some((user, password)) => (Some(user), Some(password)),
            None => (Some(user), None),
        });
        let host = host
            .strip_prefix('[')
            .and_then(|host| host.split(']').next())
            .unwrap_or_else(|| host.split(':').next().unwrap_or_default());
        let is_here = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        let is_encrypted = scheme == "smtps" || query.contains("tls=required");
        Self {
            user: user
                .filter(|user| !user.is_empty())
                .map(|user| percent_encoding::percent_decode_str(user).decode_utf8_lossy().into_owned()),
            has_password: password.is_some(),
            is_in_clear: !is_here && !is_encrypted,
        }
    }
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
    fn who_uses_the_server_and_whether_others_can_read_it() {
        for (url, user, has_password, is_in_clear) in [
            ("smtps://ran@example.jp@mail.example.jp:465", Some("ran@example.jp"), false, false),
            ("smtps://ran%40example.jp@mail.example.jp", Some("ran@example.jp"), false, false),
            ("smtp://ran@mail.example.jp:587", Some("ran"), false, true),
            ("smtp://ran@mail.example.jp:587?tls=required", Some("ran"), false, false),
            ("smtp://ran@mail.example.jp?tls=opportunistic", Some("ran"), false, true),
            ("smtp://ran:a@mail.example.jp", Some("ran"), true, true),
            ("smtp://ran@127.0.0.1:25", Some("ran"), false, false),
            ("smtp://ran@[::1]:25/me", Some("ran"), false, false),
            ("smtp://localhost.example.jp", None, false, true),
            ("", None, false, true),
        ] {
            let expected = Account { user: user.map(str::to_owned), has_password, is_in_clear };
            assert_eq!(Account::of(url), expected, "{url}");
        }
    }

    #[tokio::test]
    async fn half_an_account_is_a_mistake() {
        let check = |url: &str, password: Option<&str>, words: Option<&str>| {
            let made = Mail::new(url, password, "ran@example.jp", &[]);
            assert_eq!(made.is_ok(), words.is_none(), "{url}");
            if let (Err(error), Some(words)) = (made, words) {
                assert!(
                    error.to_string().contains(words) && !error.to_string().contains("geheim"),
                    "{error}"
                );
            }
        };
        check("smtps://ran@example.jp@mail.example.jp", Some("geheim"), None);
        check("smtp://mail.example.jp", None, None);
        check("smtp://ran@localhost:25", Some("geheim"), None);
        check("smtps://ran@mail.example.jp", None, Some("Give the password"));
        check("smtps://mail.example.jp", Some("geheim"), Some("names no user"));
        check("smtp://ran@mail.example.jp:587", Some("geheim"), Some("in clear"));
        check("smtp://ran:geheim@mail.example.jp", None, Some("in clear"));
    }

    #[test]
    fn a_refusal_of_the_sender_is_not_one_of_the_letter() {
        for (code, expected) in
            [(421, false), (450, false), (521, false), (530, false), (535, false), (550, true), (553, true)]
        {
            assert_eq!(is_about_the_letter(code), expected, "{code}");
        }
    }

    #[test]
    fn a_header_stays_one_line() {
        assert_eq!(one_line("a\r\nBcc: b\u{85}c"), "a  Bcc: b c");
    }
}
