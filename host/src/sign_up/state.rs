//! What a receiver has: made once at the start, shared by all requests.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, Notify, watch};
use tokio::task::JoinHandle;
use url::Url;

use super::forms::Forms;
use super::metrics::Metrics;
use super::outbox::{Courier, Mail, Means, Pace, Webhook};
use super::rate::Rate;
use super::store::{Store, Waiting};
use super::token::Tokens;
use super::visitor::Network;
use super::{chance, routes};
use crate::Error;

/// How a receiver is set up.
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// The feed whose forms are taken.
    pub feed: PathBuf,
    /// Origins, besides this server's own, whose pages may send forms: `https://town.example.jp`.
    pub origins: Vec<String>,
    /// Proxies that are believed about whom they speak for.
    pub proxies: Vec<Network>,
    /// Submissions a minute that one address may send; 0 for any number.
    pub rate: u32,
    /// Letters an hour that one applicant's address may get; 0 for any number.
    pub mail_rate: u32,
    /// Zero bits of the proof of work.
    pub difficulty: u32,
    /// How long a page must be open before it sends.
    pub minimum: Duration,
    /// How mail is sent, if it is.
    pub mail: Option<Mail>,
    /// Where a chat is told, if it is.
    pub webhook: Option<Webhook>,
    /// The wait after a failed delivery, in place of a minute; claims and rounds follow it. For tests.
    #[doc(hidden)]
    pub wait: Option<Duration>,
}

impl Options {
    /// The file of the database as it was named, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.database.strip_prefix("sqlite:").map(Path::new)
    }
}

impl fmt::Debug for Options {
    /// Without the database: its address may hold a password.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            database: _,
            feed,
            origins,
            proxies,
            rate,
            mail_rate,
            difficulty,
            minimum,
            mail,
            webhook,
            wait,
        } = self;
        out.debug_struct("Options")
            .field("feed", feed)
            .field("origins", origins)
            .field("proxies", proxies)
            .field("rate", rate)
            .field("mail_rate", mail_rate)
            .field("difficulty", difficulty)
            .field("minimum", minimum)
            .field("mail", mail)
            .field("webhook", webhook)
            .field("wait", wait)
            .finish_non_exhaustive()
    }
}

/// How long a page may stand open: a working day, with the tab left open overnight.
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

pub(crate) struct State {
    pub(crate) store: Store,
    pub(crate) forms: Arc<Forms>,
    pub(crate) tokens: Tokens,
    pub(crate) difficulty: u32,
    pub(crate) origins: Vec<String>,
    pub(crate) proxies: Vec<Network>,
    pub(crate) submissions: Rate,
    pub(crate) tokens_given: Rate,
    /// By the address of the applicant: anybody can fill in somebody else's.
    pub(crate) mails: Rate,
    pub(crate) mail: Option<Mail>,
    pub(crate) has_webhook: bool,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) news: Arc<Notify>,
    /// When the store was checked last, and whether it could be written to.
    checked: Mutex<Option<(Instant, bool)>>,
    /// When the outbox was counted last, and what was in it. SQLite has one connection, and anybody may ask.
    counted: Mutex<Option<(Instant, Option<Waiting>)>>,
}

/// How long a check of the store holds: each one writes, and anybody may ask.
const CHECK_HOLDS: Duration = Duration::from_secs(1);
/// A check that waits is no check.
const CHECK_TIME: Duration = Duration::from_secs(3);

impl State {
    /// Whether a sign-up can be kept now, or could be a second ago.
    pub(crate) async fn can_keep(&self) -> bool {
        now_and_then(&self.checked, CHECK_HOLDS, async {
            matches!(tokio::time::timeout(CHECK_TIME, self.store.check()).await, Ok(Ok(())))
        })
        .await
    }

    /// What is in the outbox; none when the database does not answer.
    pub(crate) async fn waiting(&self) -> Option<Waiting> {
        now_and_then(&self.counted, Duration::ZERO, async {
            tokio::time::timeout(CHECK_TIME, self.store.waiting()).await.ok().and_then(Result::ok)
        })
        .await
    }
}

/// The last answer if it was asked for no longer than `holds` ago, and else a new one. However many ask at once, it is
/// asked for once at a time.
async fn now_and_then<T: Copy>(
    last: &Mutex<Option<(Instant, T)>>,
    holds: Duration,
    ask: impl Future<Output = T>,
) -> T {
    let wanted = Instant::now();
    let mut last = last.lock().await;
    if let Some((asked, answer)) = *last
        && asked + holds >= wanted
    {
        return answer;
    }
    let asked = Instant::now();
    let answer = ask.await;
    *last = Some((asked, answer));
    answer
}

/// The receiver of sign-ups: its routes, and the courier that tells people of them.
pub struct Receiver {
    state: Arc<State>,
    file: Option<PathBuf>,
    courier: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Receiver {
    /// Opens the database and starts to deliver what is in its outbox.
    ///
    /// # Errors
    /// When the database cannot be opened, has no key that signs, or an origin is not written as browsers write it.
    pub async fn start(options: Options) -> Result<Self, Error> {
        for origin in &options.origins {
            check_origin(origin)?;
        }
        let store = Store::open(&options.database).await?;
        let file = options.file().map(Path::to_owned);
        let key = store
            .secret("token key", chance::name())
            .await
            .map_err(|failure| Error::with_source("the database cannot be written to.", failure))?;
        let forms = Arc::new(Forms::new(options.feed));
        // What it has to tell of the feed is told now, and not at the first visitor's question.
        forms.look().await;
        let metrics = Arc::new(Metrics::default());
        let news = Arc::new(Notify::new());
        let pace = options.wait.map_or_else(Pace::default, |wait| Pace {
            // An attempt that is claimed again while it goes on would be made twice.
            lease: (wait * 4).max(Duration::from_secs(1)),
            first_wait: wait,
            rounds: wait,
        });
        let state = Arc::new(State {
            forms: Arc::clone(&forms),
            tokens: Tokens::new(&key, options.minimum, LIFETIME)?,
            difficulty: options.difficulty,
            origins: options.origins,
            proxies: options.proxies,
            submissions: Rate::a_minute(options.rate),
            // A page asks once, and again when it is opened again or its token has become too old.
            tokens_given: Rate::a_minute(options.rate.saturating_mul(4)),
            mails: Rate::an_hour(options.mail_rate),
            mail: options.mail.clone(),
            has_webhook: options.webhook.is_some(),
            metrics: Arc::clone(&metrics),
            news: Arc::clone(&news),
            store: store.clone(),
            checked: Mutex::default(),
            counted: Mutex::default(),
        });
        let (stop, stopped) = watch::channel(false);
        let means = [options.mail.map(Means::Mail), options.webhook.map(Means::Chat)];
        let means = means.into_iter().flatten().collect();
        let courier = tokio::spawn(Arc::new(Courier::new(store, pace, metrics)).run(means, news, stopped));
        Ok(Self { state, file, courier, stop })
    }

    /// `/api/forms/…` and `/metrics`.
    pub fn routes(&self) -> axum::Router {
        routes::routes(&self.state)
    }

    /// The file of the database as it was named, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Whether sign-ups can be taken and told of now.
    pub(crate) fn health(&self) -> impl Fn() -> routes::Health + Clone + Send + 'static {
        let (state, courier) = (Arc::clone(&self.state), self.courier.abort_handle());
        move || routes::health(Arc::clone(&state), courier.is_finished())
    }

    /// Begins with no other delivery, and waits for those that were begun. One that does not end is made again after the
    /// next start.
    pub async fn finish(&self) {
        self.stop.send_replace(true);
        self.stop.closed().await;
    }

    /// Closes the database. Call it when no request can come any more.
    pub async fn close(&self) {
        self.state.store.close().await;
    }
}

/// Browsers write an origin in one way; another spelling would never match.
fn check_origin(given: &str) -> Result<(), Error> {
    match as_sent(given) {
        Some(sent) if sent == given => Ok(()),
        Some(sent) => {
            Err(Error::new(format!("{given:?} is no origin. Write it as browsers send it: {sent}")))
        }
        None => Err(Error::new(format!(
            "{given:?} is no origin. Write it with scheme and host alone, in small letters, and the port if it is not \
             the usual one: https://town.example.jp"
        ))),
    }
}

/// The origin of an address as browsers send it, if there can be a page.
fn as_sent(given: &str) -> Option<String> {
    // Of names a URL may have more than there are in the DNS: `*`, or nothing between two dots.
    let plain =
        |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b':' | b'[' | b']' | b'_');
    let sent = Url::parse(given).ok()?.origin().ascii_serialization();
    let host = ["https://", "http://"].iter().find_map(|scheme| sent.strip_prefix(scheme))?;
    let can_be = host.bytes().all(plain) && !host.starts_with('.') && !host.contains("..");
    can_be.then_some(sent)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use tokio::sync::Notify;

    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_send_it() {
        for given in [
            "https://town.example.jp",
            "http://localhost:8080",
            "https://xn--lhr59c.example.jp",
            "https://192.0.2.7",
            "http://[::1]:8787",
            "https://a_b.example.jp",
        ] {
            assert!(check_origin(given).is_ok(), "{given}");
        }
        for (given, sent) in [
            ("https://a.jp:443", "https://a.jp"),
            ("http://a.jp:80", "http://a.jp"),
            ("https://a.jp:0443", "https://a.jp"),
            ("https://a.jp/", "https://a.jp"),
            ("https://a.jp/forms?a=b", "https://a.jp"),
            ("HTTPS://Town.Example.jp", "https://town.example.jp"),
            ("https://町.jp", "https://xn--1ny.jp"),
            ("https://ａ．jp", "https://a.jp"),
            ("http://127.1", "http://127.0.0.1"),
        ] {
            let said = check_origin(given).err().map(|error| error.to_string());
            let expected = format!("{given:?} is no origin. Write it as browsers send it: {sent}");
            assert_eq!(said, Some(expected));
        }
        for given in [
            "https://a.jp:99999",
            "https://a..jp",
            "https://.jp",
            "https://*.a.jp",
            "a.jp",
            "https://",
            "null",
            "ftp://a.jp",
        ] {
            let said = check_origin(given).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(said.contains("is no origin. Write it with scheme and host alone"), "{given}: {said}");
        }
    }

    #[tokio::test]
    async fn no_secret_is_shown() {
        let options = Options {
            database: "postgres://ran:geheim@db.example.jp/ran".to_owned(),
            feed: PathBuf::from("feed.json"),
            origins: Vec::new(),
            proxies: Vec::new(),
            rate: 60,
            mail_rate: 5,
            difficulty: 16,
            minimum: Duration::ZERO,
            mail: Mail::new("smtps://ran@mail.example.jp", Some("geheim"), None, "ran@example.jp", &[]).ok(),
            webhook: Webhook::new("https://chat.example.jp/geheim").ok(),
            wait: None,
        };
        assert!(options.mail.is_some() && options.webhook.is_some());
        let shown = format!("{options:?}");
        assert!(shown.contains("feed.json") && !shown.contains("geheim"), "{shown}");
    }

    #[tokio::test]
    async fn of_many_who_ask_at_once_two_are_asked_for() {
        let (last, asked, go_on) = (Mutex::default(), AtomicU32::new(0), Notify::new());
        let ask = || async {
            now_and_then(&last, Duration::ZERO, async {
                let number = asked.fetch_add(1, Ordering::Relaxed);
                go_on.notified().await;
                number
            })
            .await
        };
        let many = async { tokio::join!(ask(), ask(), ask(), ask(), ask()) };
        let answers = async {
            // The first is asked for alone; the others came later, and share one that is begun after them.
            tokio::task::yield_now().await;
            go_on.notify_one();
            tokio::task::yield_now().await;
            go_on.notify_one();
        };
        let (answers, ()) = tokio::join!(many, answers);
        assert_eq!(answers, (0, 1, 1, 1, 1));
        // One who asks afterwards is not told what was.
        go_on.notify_one();
        assert_eq!(ask().await, 2);
    }
}
