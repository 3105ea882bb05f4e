//! What is still to be told: claimed by one receiver at a time, until it is delivered.

use std::time::Duration;

use sqlx::{AnyConnection, Row as _};

use super::filter::of_id;
use super::{Failure, Store, set};
use crate::sign_up::outbox::{Channel, Entry, Lane, Letter};

/// An entry that one receiver may now deliver.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) entry: Entry,
    /// How often it was tried, this time included.
    pub(crate) attempts: i64,
    /// How often the other side has said that it will never take it.
    pub(crate) refusals: i64,
    /// Under which claim it is held.
    pub(crate) claim: String,
}

/// How far the telling of a sign-up has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// `applicant`, `secretariat` or `webhook`.
    pub channel: String,
    /// `waiting`, `delivered`, `refused` or `left out`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last attempt failed of.
    pub trouble: String,
}

/// How much is still to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Entries that will be tried again.
    pub(crate) waiting: i64,
    /// Those of them that have been tried for hours.
    pub(crate) late: i64,
    /// Entries that the other side will never take.
    pub(crate) refused: i64,
}

/// The setting that says until when a lane is held back, in milliseconds since 1970.
pub(super) fn held_until(lane: Lane) -> &'static str {
    match lane {
        Lane::Mail => "mail is held until",
        Lane::Chat => "chat is held until",
    }
}

/// What has been tried for hours (`REFUSALS` of the courier says how many), in the words of the index `outbox_late`.
macro_rules! late {
    () => {
        "state = 'waiting' AND attempts >= 8"
    };
}

/// Makes entries due at once, as if they had never been tried.
macro_rules! retry {
    ($condition:expr) => {
        concat!(
            "UPDATE outbox SET state = 'waiting', due_ms = 0, attempts = 0, refusals = 0, claim = '' WHERE ",
            $condition
        )
    };
}
/// What can be sent, and is refused or waits for its next attempt. What an older version refused holds nothing any more.
macro_rules! refused {
    () => {
        "state = 'refused' AND body <> ''"
    };
}
macro_rules! waiting {
    () => {
        "state = 'waiting' AND claim = '' AND due_ms > 0 AND body <> ''"
    };
}
/// Of the sign-up whose receipt number or submission name is `$1`.
pub(super) const RETRY_ONE: &str =
    retry!(concat!(of_id!("$1"), " AND ((", refused!(), ") OR (", waiting!(), "))"));
/// Each of the two has an index of its own: the delivered ones are many.
pub(super) const RETRY_ALL: &str = retry!(concat!(
    "id IN (SELECT id FROM outbox WHERE ",
    refused!(),
    " UNION ALL SELECT id FROM outbox WHERE ",
    waiting!(),
    ")"
));

impl Store {
    /// Takes up to `count` entries of a lane. Nobody else gets them until `lease` is over or they are set down.
    pub(crate) async fn claim(
        &self,
        claim: &str,
        lease: Duration,
        lane: Lane,
        count: i64,
    ) -> Result<Vec<Due>, Failure> {
        let rows = self
            .work(async {
                let mut connection = self.pool.acquire().await?;
                let now = self.now(&mut connection).await?;
                let rows = sqlx::query(self.dialect.claim(lane))
                    .bind(claim)
                    .bind(after(now, lease))
                    .bind(now)
                    .bind(count)
                    .fetch_all(&mut *connection)
                    .await?;
                Ok(rows)
            })
            .await?;
        let due = |row: &sqlx::any::AnyRow| -> Result<Option<Due>, Failure> {
            // An entry for a channel of a newer version is left to the receivers of that version.
            let Some(channel) = Channel::named(row.try_get::<&str, _>(1)?) else { return Ok(None) };
            Ok(Some(Due {
                entry: Entry {
                    id: row.try_get(0)?,
                    channel,
                    recipient: row.try_get(2)?,
                    words: Letter { subject: row.try_get(3)?, body: row.try_get(4)? },
                },
                attempts: row.try_get(5)?,
                refusals: row.try_get(6)?,
                claim: claim.to_owned(),
            }))
        };
        rows.iter().filter_map(|row| due(row).transpose()).collect()
    }

    /// It is still being delivered.
    pub(crate) async fn renew(&self, due: &Due, lease: Duration) -> Result<(), Failure> {
        self.work(async {
            let mut connection = self.pool.acquire().await?;
            let now = self.now(&mut connection).await?;
            sqlx::query("UPDATE outbox SET due_ms = $1 WHERE id = $2 AND claim = $3 AND state = 'waiting'")
                .bind(after(now, lease))
                .bind(due.entry.id.as_str())
                .bind(due.claim.as_str())
                .execute(&mut *connection)
                .await?;
            Ok(())
        })
        .await
    }

    /// It has arrived, whoever holds it by now: what was in it is forgotten.
    pub(crate) async fn delivered(&self, due: &Due) -> Result<(), Failure> {
        self.work(async {
            sqlx::query(
                "UPDATE outbox SET state = 'delivered', trouble = '', recipient = '', subject = '', body = '' \
                 WHERE id = $1",
            )
            .bind(due.entry.id.as_str())
            .execute(&self.pool)
            .await?;
            Ok(())
        })
        .await
    }

    /// It is not tried again until somebody says so: the mistake may be on this side, and then it is mended.
    pub(crate) async fn refused(&self, due: &Due, trouble: &str) -> Result<(), Failure> {
        self.work(async {
            sqlx::query(
                "UPDATE outbox SET state = 'refused', trouble = $1 \
                 WHERE id = $2 AND claim = $3 AND state = 'waiting'",
            )
            .bind(trouble)
            .bind(due.entry.id.as_str())
            .bind(due.claim.as_str())
            .execute(&self.pool)
            .await?;
            Ok(())
        })
        .await
    }

    /// It is tried again after `wait`.
    pub(crate) async fn postpone(
        &self,
        due: &Due,
        wait: Duration,
        refusals: i64,
        trouble: &str,
    ) -> Result<(), Failure> {
        self.work(async {
            let mut connection = self.pool.acquire().await?;
            let now = self.now(&mut connection).await?;
            sqlx::query(
                "UPDATE outbox SET due_ms = $1, refusals = $2, trouble = $3, claim = '' \
                 WHERE id = $4 AND claim = $5 AND state = 'waiting'",
            )
            .bind(after(now, wait))
            .bind(refusals)
            .bind(trouble)
            .bind(due.entry.id.as_str())
            .bind(due.claim.as_str())
            .execute(&mut *connection)
            .await?;
            Ok(())
        })
        .await
    }

    /// Nothing in a lane is tried before `wait` is over: neither what waits there nor what comes meanwhile.
    pub(crate) async fn hold_back(&self, lane: Lane, wait: Duration) -> Result<(), Failure> {
        self.work(async {
            let mut transaction = self.pool.begin_with(self.dialect.begin()).await?;
            let until = after(self.now(&mut transaction).await?, wait);
            set(&mut transaction, held_until(lane), until.to_string()).await?;
            sqlx::query(self.dialect.hold_back(lane)).bind(until).execute(&mut *transaction).await?;
            transaction.commit().await?;
            Ok(())
        })
        .await
    }

    /// Has what was refused, or waits for its next attempt, tried again from the beginning and at once, of one sign-up or
    /// of all; how many messages that are. With all, nothing is held back any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn retry(&self, id: Option<&str>) -> Result<u64, Failure> {
        self.work(async {
            let Some(id) = id else {
                let mut transaction = self.pool.begin_with(self.dialect.begin()).await?;
                sqlx::query("DELETE FROM settings WHERE name IN ($1, $2)")
                    .bind(held_until(Lane::Mail))
                    .bind(held_until(Lane::Chat))
                    .execute(&mut *transaction)
                    .await?;
                let again = sqlx::query(RETRY_ALL).execute(&mut *transaction).await?;
                transaction.commit().await?;
                return Ok(again.rows_affected());
            };
            Ok(sqlx::query(RETRY_ONE).bind(id).execute(&self.pool).await?.rows_affected())
        })
        .await
    }

    /// The receipts of sign-ups of which somebody could not be told, or not for hours, the oldest first, at most `count`
    /// of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn untold(&self, count: i64) -> Result<Vec<String>, Failure> {
        self.work(async {
            let rows = sqlx::query(concat!(
                "SELECT receipt FROM sign_ups WHERE submission IN (SELECT submission FROM outbox WHERE ",
                refused!(),
                " UNION ALL SELECT submission FROM outbox WHERE ",
                late!(),
                ") ORDER BY taken_ms, submission LIMIT $1"
            ))
            .bind(count)
            .fetch_all(&self.pool)
            .await?;
            rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
        })
        .await
    }

    /// How far the telling of one sign-up has come.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliveries(&self, submission: &str) -> Result<Vec<Delivery>, Failure> {
        let delivery = |row: &sqlx::any::AnyRow| {
            Ok(Delivery {
                channel: row.try_get(0)?,
                state: row.try_get(1)?,
                attempts: row.try_get(2)?,
                trouble: row.try_get(3)?,
            })
        };
        self.work(async {
            let rows = sqlx::query(
                "SELECT channel, CASE WHEN state = 'refused' AND body = '' THEN 'left out' ELSE state END, \
                 attempts, trouble FROM outbox WHERE submission = $1 ORDER BY channel",
            )
            .bind(submission)
            .fetch_all(&self.pool)
            .await?;
            rows.iter().map(delivery).collect()
        })
        .await
    }

    /// How much is still to be told, over all sign-ups.
    pub(crate) async fn waiting(&self) -> Result<Waiting, Failure> {
        self.work(async {
            // Each has an index of its own: the delivered ones are many.
            let row = sqlx::query(concat!(
                "SELECT (SELECT COUNT(*) FROM outbox WHERE state = 'waiting'), (SELECT COUNT(*) FROM outbox WHERE ",
                late!(),
                "), (SELECT COUNT(*) FROM outbox WHERE ",
                refused!(),
                ")"
            ))
            .fetch_one(&self.pool)
            .await?;
            Ok(Waiting { waiting: row.try_get(0)?, late: row.try_get(1)?, refused: row.try_get(2)? })
        })
        .await
    }

    async fn now(&self, connection: &mut AnyConnection) -> Result<i64, Failure> {
        Ok(sqlx::query(self.dialect.now()).fetch_one(connection).await?.try_get(0)?)
    }
}

/// The time `wait` after `now`, in milliseconds.
fn after(now: i64, wait: Duration) -> i64 {
    now.saturating_add(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX))
}
