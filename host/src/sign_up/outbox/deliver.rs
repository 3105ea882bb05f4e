//! The loop that delivers what is due.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use super::{Channel, Lane, Mail, Trouble, Webhook};
use crate::journal;
use crate::sign_up::chance;
use crate::sign_up::metrics::Metrics;
use crate::sign_up::store::{Due, Store};

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
    ///
    /// Mail and chat have places of their own, each filled again as soon as it is free: what hangs holds up itself alone.
    pub(crate) async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let (mut letters, mut messages) = (JoinSet::new(), JoinSet::new());
        loop {
            let ends = *stop.borrow();
            if !ends {
                // Nothing is claimed that this receiver has no way to deliver: another one on the database may have it.
                if self.mail.is_some() {
                    self.fill(&mut letters, Lane::Mail).await;
                }
                if self.webhook.is_some() {
                    self.fill(&mut messages, Lane::Chat).await;
                }
            } else if letters.is_empty() && messages.is_empty() {
                return;
            }
            tokio::select! {
                Some(_) = letters.join_next() => (),
                Some(_) = messages.join_next() => (),
                () = self.news.notified(), if !ends => (),
                () = tokio::time::sleep(self.pace.rounds) => (),
                changed = stop.changed(), if !ends => if changed.is_err() { return },
            }
        }
    }

    /// Begins with as many entries as there are places.
    async fn fill(self: &Arc<Self>, tasks: &mut JoinSet<()>, lane: Lane) {
        while tasks.try_join_next().is_some() {}
        let free = AT_ONCE.saturating_sub(tasks.len());
        if free == 0 {
            return;
        }
        match self.store.claim(&chance::name(), self.pace.lease, lane, free as i64).await {
            Ok(due) => {
                for due in due {
                    let this = Arc::clone(self);
                    tasks.spawn(async move { this.deliver(&due).await });
                }
            }
            Err(failure) => journal::line("outbox", &[("trouble", failure.to_string().into())]),
        }
    }

    async fn deliver(&self, due: &Due) {
        let outcome = self.attempt(due).await;
        let noted = match &outcome {
            Ok(()) => {
                self.metrics.add(&self.metrics.delivered);
                self.store.delivered(due).await
            }
            Err(trouble) => {
                self.metrics.add(&self.metrics.failed_deliveries);
                let refusals = due.refusals + i64::from(trouble.permanent);
                if refusals >= REFUSALS {
                    self.store.refused(due, &trouble.what).await
                } else {
                    let wait = wait_after(due.attempts, self.pace.first_wait);
                    self.store.postpone(due, wait, refusals, &trouble.what).await
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

    /// One attempt. While it goes on the claim is renewed, as a mail server may take its time, and minutes of it.
    async fn attempt(&self, due: &Due) -> Result<(), Trouble> {
        let mut attempt = pin!(async {
            match (due.entry.channel, &self.mail, &self.webhook) {
                (Channel::Applicant | Channel::Secretariat, Some(mail), _) => mail.send(&due.entry).await,
                (Channel::Webhook, _, Some(webhook)) => webhook.send(&due.entry).await,
                _ => Err(Trouble::passing("not configured")),
            }
        });
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
