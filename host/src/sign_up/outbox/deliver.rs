//! The loop that delivers what is due.

use std::collections::HashSet;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::JoinSet;

use super::{Entry, Lane, Mail, Trouble, Webhook};
use crate::journal;
use crate::sign_up::chance;
use crate::sign_up::metrics::Metrics;
use crate::sign_up::store::{Due, Failure, Store};

/// So many at a time of each lane: mail servers count the connections of each client.
const AT_ONCE: usize = 8;
/// How long a mistake of the other side lasts at least before somebody mends it.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
/// How often the other side may say of an entry that it will never take it. Mail servers say so of what a minute later
/// they take, and of their own misconfiguration: eight attempts span some hours.
const REFUSALS: i64 = 8;

/// How quickly the courier works. Only tests have another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// How long a claim holds after the last sign of life of the receiver that has it.
    pub(crate) lease: Duration,
    /// The wait after the first failure; it doubles with each further one.
    pub(crate) first_wait: Duration,
    /// How often a receiver looks for what others have left.
    pub(crate) rounds: Duration,
}

impl Pace {
    /// The wait before what came of an attempt is noted once more.
    fn next_note(&self) -> Duration {
        (self.lease / 10).min(Duration::from_secs(1))
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(60),
            first_wait: Duration::from_secs(60),
            rounds: Duration::from_secs(5),
        }
    }
}

/// By what something is delivered.
#[derive(Clone, Debug)]
pub(crate) enum Means {
    Mail(Mail),
    Chat(Webhook),
}

impl Means {
    fn lane(&self) -> Lane {
        match self {
            Self::Mail(_) => Lane::Mail,
            Self::Chat(_) => Lane::Chat,
        }
    }

    async fn send(&self, entry: &Entry) -> Result<(), Trouble> {
        match self {
            Self::Mail(mail) => mail.send(entry).await,
            Self::Chat(webhook) => webhook.send(entry).await,
        }
    }
}

/// Who delivers.
pub(crate) struct Courier {
    store: Store,
    pace: Pace,
    metrics: Arc<Metrics>,
    /// Under which this receiver claims.
    name: String,
    /// The entries that this receiver has in hand, until it is noted what came of them. While the database was away their
    /// claim may have run out, and then it is this receiver itself that would claim them again.
    in_hand: Mutex<HashSet<String>>,
}

impl Courier {
    pub(crate) fn new(store: Store, pace: Pace, metrics: Arc<Metrics>) -> Self {
        Self { store, pace, metrics, name: chance::name(), in_hand: Mutex::default() }
    }

    /// Delivers by each of `means` until `stop` turns true or nobody is left to turn it; what was begun is finished. `news` tells of each new record.
    ///
    /// Mail and chat have places of their own, each filled again as soon as it is free: what hangs holds up itself alone.
    /// Nothing is claimed that this receiver has no means to deliver: another one on the database may have them.
    pub(crate) async fn run(
        self: Arc<Self>,
        means: Vec<Means>,
        news: Arc<Notify>,
        mut stop: watch::Receiver<bool>,
    ) {
        let lanes: Vec<_> =
            means.into_iter().map(|means| (Arc::new(means), Arc::new(Semaphore::new(AT_ONCE)))).collect();
        let mut tasks = JoinSet::new();
        let mut is_alone = false;
        loop {
            let ends = is_alone || *stop.borrow();
            if !ends {
                for (means, places) in &lanes {
                    self.fill(&mut tasks, means, places).await;
                }
            } else if tasks.is_empty() {
                return;
            }
            tokio::select! {
                Some(_) = tasks.join_next() => while tasks.try_join_next().is_some() {},
                () = news.notified(), if !ends => (),
                () = tokio::time::sleep(self.pace.rounds) => (),
                changed = stop.changed(), if !ends => is_alone = changed.is_err(),
            }
        }
    }

    /// Begins with as many entries as there are places.
    async fn fill(self: &Arc<Self>, tasks: &mut JoinSet<()>, means: &Arc<Means>, places: &Arc<Semaphore>) {
        let free = i64::try_from(places.available_permits()).unwrap_or(i64::MAX);
        if free == 0 {
            return;
        }
        match self.store.claim(&self.name, self.pace.lease, means.lane(), free).await {
            Ok(due) => {
                for due in due {
                    let Ok(place) = Arc::clone(places).try_acquire_owned() else { return };
                    let Some(in_hand) = self.take_in_hand(&due.entry.id) else { continue };
                    let means = Arc::clone(means);
                    tasks.spawn(async move {
                        in_hand.courier.deliver(&due, &means).await;
                        drop((in_hand, place));
                    });
                }
            }
            Err(failure) => journal::line("outbox", &[("trouble", failure.to_string().into())]),
        }
    }

    async fn deliver(&self, due: &Due, means: &Means) {
        let outcome = self.attempt(due, means).await;
        match &outcome {
            Ok(()) => self.metrics.delivered.add(),
            Err(trouble) => {
                self.metrics.failed_deliveries.add();
                let said = [
                    ("entry", due.entry.id.as_str().into()),
                    ("channel", due.entry.channel.as_str().into()),
                    ("attempt", due.attempts.into()),
                    ("trouble", trouble.what.as_str().into()),
                ];
                journal::line("delivery", &said);
            }
        }
        // What went and is not noted goes a second time: so this does not give up while the database is away. That may be
        // hours, of which each second would be a line of the log for each entry.
        let mut told = News::default();
        while let Err(failure) = self.note(due, &outcome, means.lane()).await {
            let trouble = failure.to_string();
            if told.is_new(&trouble) {
                let said = [("entry", due.entry.id.as_str().into()), ("trouble", trouble.into())];
                journal::line("outbox", &said);
            }
            tokio::time::sleep(self.pace.next_note()).await;
        }
    }

    async fn note(&self, due: &Due, outcome: &Result<(), Trouble>, lane: Lane) -> Result<(), Failure> {
        let Err(trouble) = outcome else { return self.store.delivered(due).await };
        if let Some(wanted) = trouble.wait {
            // Who says so of one message means all of them.
            self.store.hold_back(lane, wanted.min(LONGEST_WAIT)).await?;
        }
        let refusals = due.refusals + i64::from(trouble.permanent);
        if refusals >= REFUSALS {
            return self.store.refused(due, &trouble.what).await;
        }
        let wait = wait_after(due.attempts, self.pace.first_wait, trouble.wait);
        self.store.postpone(due, wait, refusals, &trouble.what).await
    }

    /// One attempt. While it goes on the claim is renewed, as a mail server may take its time, and minutes of it.
    async fn attempt(&self, due: &Due, means: &Means) -> Result<(), Trouble> {
        let mut attempt = pin!(means.send(&due.entry));
        loop {
            tokio::select! {
                outcome = &mut attempt => return outcome,
                () = tokio::time::sleep(self.pace.lease / 3) => {
                    if let Err(failure) = self.store.renew(due, self.pace.lease).await {
                        journal::line("outbox", &[("trouble", failure.to_string().into())]);
                    }
                }
            }
        }
    }

    /// Takes an entry in hand, unless it is.
    fn take_in_hand(self: &Arc<Self>, id: &str) -> Option<InHand> {
        let is_new = self.in_hand().insert(id.to_owned());
        is_new.then(|| InHand { courier: Arc::clone(self), id: id.to_owned() })
    }

    fn in_hand(&self) -> MutexGuard<'_, HashSet<String>> {
        self.in_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was said last.
#[derive(Default)]
struct News(String);

impl News {
    /// Whether this was not said last; it is now.
    fn is_new(&mut self, text: &str) -> bool {
        let is_new = self.0 != text;
        text.clone_into(&mut self.0);
        is_new
    }
}

/// An entry in hand. It goes out of hand with the value, also when its delivery panics: else it would never be tried again.
struct InHand {
    courier: Arc<Courier>,
    id: String,
}

impl Drop for InHand {
    fn drop(&mut self) {
        self.courier.in_hand().remove(&self.id);
    }
}

/// Doubled with each attempt, and as long as the other side wants at least, up to an hour.
fn wait_after(attempts: i64, first: Duration, wanted: Option<Duration>) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1).clamp(0, 16)).unwrap_or(16);
    first.saturating_mul(1 << doublings).max(wanted.unwrap_or_default()).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt as _;

    use super::super::{Channel, Letter};
    use super::*;
    use crate::sign_up::store::{Keeping, Record};

    #[tokio::test]
    async fn what_breaks_off_is_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("db").display())).await.unwrap();
        let courier = Arc::new(Courier::new(store, Pace::default(), Arc::default()));
        let in_hand = courier.take_in_hand("a").unwrap();
        assert!(courier.take_in_hand("a").is_none());
        let task = tokio::spawn(async move {
            let _in_hand = in_hand;
            panic!("a panic of a test");
        });
        assert!(task.await.is_err());
        assert!(courier.take_in_hand("a").is_some());
    }

    #[tokio::test]
    async fn what_was_begun_is_finished_when_nobody_is_left_to_stop_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("db").display())).await.unwrap();
        let chat = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let webhook = Webhook::new(&format!("http://{}/", chat.local_addr().unwrap())).unwrap();
        let text = || String::from("1");
        let record = Record {
            submission: text(),
            receipt: text(),
            token: text(),
            form: text(),
            lang: text(),
            digest: text(),
            answers: text(),
            consent: text(),
            taken_ms: 0,
        };
        let words = Some(Letter { subject: text(), body: text() });
        let entry = Entry { id: text(), channel: Channel::Webhook, recipient: text(), words };
        assert!(matches!(store.keep(&record, &[entry]).await, Ok(Keeping::New)));
        let metrics = Arc::new(Metrics::default());
        let courier = Arc::new(Courier::new(store, Pace::default(), Arc::clone(&metrics)));
        let (turn, stop) = watch::channel(false);
        let run = tokio::spawn(courier.run(vec![Means::Chat(webhook)], Arc::default(), stop));
        let (mut connection, _) = chat.accept().await.unwrap();
        drop(turn);
        connection.readable().await.unwrap();
        connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        run.await.unwrap();
        let page = metrics.page(None, true);
        assert!(page.contains("ran_deliveries_total{outcome=\"delivered\"} 1\n"), "{page}");
    }

    #[test]
    fn what_goes_on_is_said_once() {
        let mut told = News::default();
        let said = ["connection", "connection", "busy", "busy", "connection"].map(|text| told.is_new(text));
        assert_eq!(said, [true, false, true, false, true]);
    }

    #[test]
    fn waits_double_up_to_an_hour() {
        let seconds: Vec<u64> =
            (0..9).map(|attempt| wait_after(attempt, Duration::from_secs(60), None).as_secs()).collect();
        assert_eq!(seconds, [60, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(wait_after(i64::MAX, Duration::from_secs(60), None), LONGEST_WAIT);
        for (wanted, expected) in [(1, 60), (61, 61), (3_600, 3_600), (3_601, 3_600), (u64::MAX, 3_600)] {
            let wait = wait_after(1, Duration::from_secs(60), Some(Duration::from_secs(wanted)));
            assert_eq!(wait.as_secs(), expected, "{wanted}");
        }
    }
}
