//! The loop that delivers what is due.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use super::{Channel, Mail, Trouble, Webhook};
use crate::journal;
use crate::sign_up::chance;
use crate::sign_up::metrics::Metrics;
use crate::sign_up::store::{Due, Store};

/// So many at a time: mail servers count the connections of each client.
const AT_ONCE: i64 = 8;
/// How long a mistake of the other side lasts at least before somebody mends it.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
/// How often an entry is tried of which the other side says that it will never take it. Mail servers say so of what a
/// minute later they take, and of their own misconfiguration: eight attempts span some hours.
const REFUSALS: i64 = 8;

/// How quickly the courier works. Only tests have another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// How long a claim holds. Longer than any attempt, or a second receiver would begin as well.
    pub(crate) lease: Duration,
    /// The wait after the first failure; it doubles with each further one.
    pub(crate) first_wait: Duration,
    /// How often a receiver looks for what others have left.
    pub(crate) rounds: Duration,
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

/// Who delivers.
pub(crate) struct Courier {
    pub(crate) store: Store,
    pub(crate) mail: Option<Mail>,
    pub(crate) webhook: Option<Webhook>,
    pub(crate) pace: Pace,
    pub(crate) metrics: Arc<Metrics>,
    /// Told of each new record.
    pub(crate) news: Arc<Notify>,
}

impl Courier {
    /// Delivers until `stop` turns true; what was begun is finished.
    pub(crate) async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        loop {
            let worked = self.round().await;
            if *stop.borrow() {
                return;
            }
            if worked {
                continue;
            }
            tokio::select! {
                () = self.news.notified() => (),
                () = tokio::time::sleep(self.pace.rounds) => (),
                _ = stop.changed() => (),
            }
        }
    }

    /// Whether there was anything to do.
    async fn round(self: &Arc<Self>) -> bool {
        let due = match self.store.claim(&chance::name(), self.pace.lease, AT_ONCE).await {
            Ok(due) => due,
            Err(failure) => {
                journal::line("outbox", &[("trouble", failure.to_string().into())]);
                return false;
            }
        };
        let worked = !due.is_empty();
        let mut tasks = JoinSet::new();
        for due in due {
            let this = Arc::clone(self);
            tasks.spawn(async move { this.deliver(&due).await });
        }
        while tasks.join_next().await.is_some() {}
        worked
    }

    async fn deliver(&self, due: &Due) {
        let outcome = match (due.entry.channel, &self.mail, &self.webhook) {
            (Channel::Applicant | Channel::Secretariat, Some(mail), _) => mail.send(&due.entry).await,
            (Channel::Webhook, _, Some(webhook)) => webhook.send(&due.entry).await,
            // Another receiver on the same database may have it; and so may this one after its next start.
            _ => Err(Trouble::passing("not configured")),
        };
        let noted = match &outcome {
            Ok(()) => {
                self.metrics.add(&self.metrics.delivered);
                self.store.delivered(due).await
            }
            Err(trouble) => {
                self.metrics.add(&self.metrics.failed_deliveries);
                if trouble.permanent && due.attempts >= REFUSALS {
                    self.store.refused(due, &trouble.what).await
                } else {
                    let wait = wait_after(due.attempts, self.pace.first_wait);
                    self.store.postpone(due, wait, &trouble.what).await
                }
            }
        };
        if let Err(trouble) = &outcome {
            let said = [
                ("entry", due.entry.id.as_str().into()),
                ("channel", due.entry.channel.as_str().into()),
                ("attempt", due.attempts.into()),
                ("trouble", trouble.what.as_str().into()),
            ];
            journal::line("delivery", &said);
        }
        if let Err(failure) = noted {
            // The claim runs out, and it is tried again.
            journal::line("outbox", &[("trouble", failure.to_string().into())]);
        }
    }
}

/// Doubled with each attempt, up to an hour.
fn wait_after(attempts: i64, first: Duration) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1).clamp(0, 16)).unwrap_or(16);
    first.saturating_mul(1 << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        let seconds: Vec<u64> =
            (0..9).map(|attempt| wait_after(attempt, Duration::from_secs(60)).as_secs()).collect();
        assert_eq!(seconds, [60, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(wait_after(i64::MAX, Duration::from_secs(60)), LONGEST_WAIT);
    }
}
