//! Mail over SMTP.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::address::{AddressError, Envelope};
use lettre::message::{Mailbox, SinglePart, header};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::{Entry, Trouble};
use crate::Error;
use crate::error::is_of_certificate;

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
    /// password comes apart from it. `authorities` are certificates (PEM) that are believed besides the world's; they are
    /// for a server of one's own. Needs the runtime, on which conversations are closed that nobody uses any more.
    ///
    /// # Errors
    /// When the URL, an address or a certificate cannot be read, when a user has no password or a password no user, and when the
    /// password would go over the line in clear.
    pub fn new(
        url: &str,
        password: Option<&str>,
        authorities: Option<&[u8]>,
        from: &str,
        secretariat: &[String],
    ) -> Result<Self, Error> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            // The URL may hold a password, so it is not repeated.
            .map_err(|_| {
                Error::new("the address of --smtp cannot be read. It looks like smtps://USER@HOST:465.")
            })?;
        let account = Account::of(url);
        let encryption = Encryption::of(url).ok_or_else(|| {
            Error::new("--smtp knows smtps://HOST, smtp://HOST, and smtp://HOST with ?tls=required or ?tls=opportunistic.")
        })?;
        if let Some(pem) = authorities {
            builder = builder.tls(encryption.believing(pem, &account.host)?);
        }
        if let Some(credentials) = account.credentials(password)? {
            builder = builder.credentials(credentials);
        }
        let from: Mailbox = from.parse().map_err(|error| no_address(from, "--mail-from", error))?;
        check_ascii(&from.email)?;
        let address = |text: &String| {
            let address = text.parse().map_err(|error| no_address(text, "--secretariat", error))?;
            check_ascii(&address).map(|()| address)
        };
        let secretariat = secretariat.iter().map(address).collect::<Result<_, Error>>()?;
        if !account.has_greeting {
            // Some servers refuse who greets them as 127.0.0.1.
            builder = builder.hello_name(ClientId::Domain(from.email.domain().to_owned()));
        }
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
                Some(code) if is_about_the_letter(code.into()) => Trouble::permanent(format!("smtp {code}")),
                Some(code) => Trouble::passing(format!("smtp {code}")),
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
            .subject(one_line(&entry.words.subject))
            .message_id(Some(format!("<{}@{}>", entry.id, self.from.email.domain())))
            .date_now()
            // RFC 3834: no holiday notice shall answer this.
            .header(AutoSubmitted)
            .singlepart(
                SinglePart::builder().header(header::ContentType::TEXT_PLAIN).body(entry.words.body.clone()),
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

fn no_address(text: &str, option: &str, error: AddressError) -> Error {
    Error::with_source(format!("{text:?} is no mail address. Look at {option}."), error)
}

/// Few servers take others, and those that do not would be asked for ever.
fn check_ascii(address: &Address) -> Result<(), Error> {
    let text: &str = address.as_ref();
    if text.is_ascii() {
        return Ok(());
    }
    Err(Error::new(format!(
        "mail servers do not take {text:?}. Write the address in ASCII: a name of 日本語 as xn--…."
    )))
}

/// Whether a refusal is about this letter or its address. The others are about who sends it, a password or a server that
/// is not ready: somebody mends them, and all letters can go.
fn is_about_the_letter(code: u16) -> bool {
    matches!(code, 550..=554 | 556)
}

/// What an address of a mail server says of who uses it.
#[derive(Debug, PartialEq, Eq)]
struct Account {
    user: Option<String>,
    has_password: bool,
    /// Whether somebody on the line could read the password.
    is_in_clear: bool,
    /// Without the brackets of IPv6.
    host: String,
    /// Whether it says by what name the server is greeted (`smtps://HOST/NAME`).
    has_greeting: bool,
}

/// How the line to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encryption {
    /// Not at all.
    InClear,
    /// If the server offers it (STARTTLS).
    Opportunistic,
    /// By STARTTLS, or there is no conversation.
    Required,
    /// From the first byte on.
    Wrapper,
}

impl Encryption {
    /// None if the address asks for something else: another word would be passed over in silence.
    fn of(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let query = rest.split_once('?').map(|(_, query)| query);
        match (scheme, query) {
            ("smtp", None) => Some(Self::InClear),
            ("smtp", Some("tls=opportunistic")) => Some(Self::Opportunistic),
            ("smtp", Some("tls=required")) => Some(Self::Required),
            ("smtps", None | Some("tls=required")) => Some(Self::Wrapper),
            _ => None,
        }
    }

    fn believing(self, pem: &[u8], host: &str) -> Result<Tls, Error> {
        const WRONG: &str = "--smtp-ca holds no certificate. It is a file with -----BEGIN CERTIFICATE-----.";
        if !pem.windows(CERTIFICATE.len()).any(|bytes| bytes == CERTIFICATE) {
            return Err(Error::new(WRONG));
        }
        let certificate = Certificate::from_pem(pem).map_err(|error| Error::with_source(WRONG, error))?;
        let parameters = TlsParameters::builder(host.to_owned())
            .add_root_certificate(certificate)
            .build()
            .map_err(|error| Error::with_source(WRONG, error))?;
        match self {
            Self::InClear => Err(Error::new(
                "--smtp-ca is for an encrypted line. Write smtps://USER@HOST:465 or smtp://USER@HOST:587?tls=required.",
            )),
            Self::Opportunistic => Ok(Tls::Opportunistic(parameters)),
            Self::Required => Ok(Tls::Required(parameters)),
            Self::Wrapper => Ok(Tls::Wrapper(parameters)),
        }
    }
}

const CERTIFICATE: &[u8] = b"-----BEGIN CERTIFICATE-----";

impl Account {
    fn of(url: &str) -> Self {
        let (_, rest) = url.split_once("://").unwrap_or_default();
        let (authority, end) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
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
        let is_encrypted = matches!(Encryption::of(url), Some(Encryption::Required | Encryption::Wrapper));
        Self {
            user: user
                .filter(|user| !user.is_empty())
                .map(|user| percent_encoding::percent_decode_str(user).decode_utf8_lossy().into_owned()),
            has_password: password.is_some(),
            is_in_clear: !is_here && !is_encrypted,
            host: host.to_owned(),
            has_greeting: end.split('?').next().is_some_and(|path| path.len() > 1),
        }
    }

    /// User and password, if they come apart: those of the address are the transport's already.
    fn credentials(&self, password: Option<&str>) -> Result<Option<Credentials>, Error> {
        let credentials = match (&self.user, password) {
            (None, None) => None,
            (Some(_), None) if self.has_password => None,
            (Some(user), Some(password)) => Some(Credentials::new(user.clone(), password.to_owned())),
            (Some(_), None) => {
                return Err(Error::new("--smtp names a user. Give the password in RAN_SMTP_PASSWORD."));
            }
            (None, Some(_)) => {
                return Err(Error::new(
                    "RAN_SMTP_PASSWORD is there, and --smtp names no user. Write smtps://USER@HOST:465.",
                ));
            }
        };
        if (password.is_some() || self.has_password) && self.is_in_clear {
            return Err(Error::new(
                "the password of --smtp would go over the line in clear. Write smtps://USER@HOST:465 or smtp://USER@HOST:587?tls=required.",
            ));
        }
        Ok(credentials)
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
            let account = Account::of(url);
            let found = (account.user.as_deref(), account.has_password, account.is_in_clear);
            assert_eq!(found, (user, has_password, is_in_clear), "{url}");
        }
        for (url, host, has_greeting) in [
            ("smtps://ran@example.jp@mail.example.jp:465", "mail.example.jp", false),
            ("smtps://mail.example.jp/", "mail.example.jp", false),
            ("smtps://mail.example.jp/relay.example.jp", "mail.example.jp", true),
            ("smtp://[::1]:25/me?tls=required", "::1", true),
            ("smtp://mail.example.jp?tls=required", "mail.example.jp", false),
        ] {
            let account = Account::of(url);
            assert_eq!((account.host.as_str(), account.has_greeting), (host, has_greeting), "{url}");
        }
    }

    #[test]
    fn an_encryption_that_nobody_knows_is_a_mistake() {
        for (url, expected) in [
            ("smtps://mail.example.jp", Some(Encryption::Wrapper)),
            ("smtps://mail.example.jp?tls=required", Some(Encryption::Wrapper)),
            ("smtps://mail.example.jp?tls=bogus", None),
            ("smtps://mail.example.jp?tls=opportunistic", None),
            ("smtp://mail.example.jp", Some(Encryption::InClear)),
            ("smtp://mail.example.jp?tls=required", Some(Encryption::Required)),
            ("smtp://mail.example.jp/me?tls=opportunistic", Some(Encryption::Opportunistic)),
            ("smtp://mail.example.jp?tls=Required", None),
            ("smtp://mail.example.jp?tls=required&tls=none", None),
            ("smtp://mail.example.jp?", None),
        ] {
            assert_eq!(Encryption::of(url), expected, "{url}");
        }
    }

    #[tokio::test]
    async fn half_an_account_is_a_mistake() {
        let check = |url: &str, password: Option<&str>, words: Option<&str>| {
            let made = Mail::new(url, password, None, "ran@example.jp", &[]);
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
