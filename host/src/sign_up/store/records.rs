//! The sign-ups themselves: taken once, listed and found.

use ran_form::wire::ConsentReceipt;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor as _, Row as _};

use super::outbox::held_until;
use super::{Dialect, Failure, Filter, Store, in_time};
use crate::sign_up::answers;
use crate::sign_up::outbox::{Intended, Letter};

/// A sign-up, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name that the form gave to this submission: the same one is the same submission.
    pub submission: String,
    /// The number that the applicant has.
    pub receipt: String,
    /// Which of the form's tokens it came with. Each is good for one.
    pub token: String,
    /// The form's id.
    pub form: String,
    /// The applicant's language.
    pub lang: String,
    /// SHA-256 of what was sent, which tells a repetition from something else under the same name.
    pub digest: String,
    /// The answers, as JSON.
    pub answers: String,
    /// What was agreed to, as JSON.
    pub consent: String,
    /// When it was taken, in milliseconds since 1970 (UTC).
    pub taken_ms: i64,
}

/// The columns of a [`Record`], in the order of its fields.
macro_rules! columns {
    () => {
        "submission, receipt, token, form, lang, digest, answers, consent, taken_ms"
    };
}
pub(super) use columns;

/// What keeping a record came to.
#[derive(Debug)]
pub(crate) enum Keeping {
    /// It is in the database.
    New,
    /// A record of this name was there before.
    Before(Box<Record>),
    /// Another submission came with the same token.
    TokenUsed,
    /// The receipt's number is taken.
    ReceiptTaken,
}

impl Store {
    /// Keeps a record together with what is to be told about it: both or neither.
    pub(crate) async fn keep(&self, record: &Record, entries: &[Intended]) -> Result<Keeping, Failure> {
        let kept = self.work(self.insert(record, entries)).await?;
        if kept { Ok(Keeping::New) } else { self.work(self.why_not(record)).await }
    }

    /// Whether it was new.
    async fn insert(&self, record: &Record, entries: &[Intended]) -> Result<bool, Failure> {
        let mut transaction = self.pool.begin_with(self.dialect.begin()).await?;
        let inserted = sqlx::query(concat!(
            "INSERT INTO sign_ups (",
            columns!(),
            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING"
        ))
        .bind(record.submission.as_str())
        .bind(record.receipt.as_str())
        .bind(record.token.as_str())
        .bind(record.form.as_str())
        .bind(record.lang.as_str())
        .bind(record.digest.as_str())
        .bind(record.answers.as_str())
        .bind(record.consent.as_str())
        .bind(record.taken_ms)
        .execute(&mut *transaction)
        .await?;
        if inserted.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        for entry in entries {
            let (subject, body, state, trouble) = match &entry.words {
                Some(Letter { subject, body }) => (subject.as_str(), body.as_str(), "waiting", ""),
                None => ("", "", "refused", LEFT_OUT),
            };
            sqlx::query(
                "INSERT INTO outbox (id, submission, channel, recipient, subject, body, due_ms, state, trouble) \
                 VALUES ($1, $2, $3, $4, $5, $6, \
                 COALESCE((SELECT CAST(value AS BIGINT) FROM settings WHERE name = $9), 0), $7, $8)",
            )
            .bind(entry.id.as_str())
            .bind(record.submission.as_str())
            .bind(entry.channel.as_str())
            .bind(entry.recipient.as_str())
            .bind(subject)
            .bind(body)
            .bind(state)
            .bind(trouble)
            .bind(held_until(entry.channel.lane()))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    async fn why_not(&self, record: &Record) -> Result<Keeping, Failure> {
        if let Some(before) = self.submission(&record.submission).await? {
            return Ok(Keeping::Before(Box::new(before)));
        }
        let with_token = sqlx::query("SELECT 1 FROM sign_ups WHERE token = $1")
            .bind(record.token.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(if with_token.is_some() { Keeping::TokenUsed } else { Keeping::ReceiptTaken })
    }

    /// The record of a submission.
    pub(crate) async fn submission(&self, name: &str) -> Result<Option<Record>, Failure> {
        self.work(async {
            let row = sqlx::query(concat!("SELECT ", columns!(), " FROM sign_ups WHERE submission = $1"))
                .bind(name)
                .fetch_optional(&self.pool)
                .await?;
            row.map(|row| record(&row)).transpose()
        })
        .await
    }

    /// Records in the order in which they were taken, at most `count` of them, from the one after `after` on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn records(
        &self,
        filter: Filter<'_>,
        after: Option<&Record>,
        count: i64,
    ) -> Result<Vec<Record>, Failure> {
        self.work(async {
            let mut connection = self.pool.acquire().await?;
            records(&mut connection, filter, after, count).await
        })
        .await
    }

    /// The database as it is now, to go through several times.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn snapshot(&self) -> Result<Snapshot, Failure> {
        self.work(async {
            let mut transaction = self.pool.begin_with(self.dialect.begin_snapshot()).await?;
            if self.dialect == Dialect::Postgres {
                // Whoever reads a long table page by page is not forsaken.
                transaction.execute("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
            }
            Ok(Snapshot { transaction })
        })
        .await
    }

    /// How many records a deletion would delete.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, filter: Filter<'_>) -> Result<i64, Failure> {
        self.work(async {
            let row = filter.bind(sqlx::query(filter.counting())).fetch_one(&self.pool).await?;
            Ok(row.try_get(0)?)
        })
        .await
    }

    /// The forms of which there are records, sorted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forms(&self) -> Result<Vec<String>, Failure> {
        self.work(async {
            let rows = sqlx::query("SELECT DISTINCT form FROM sign_ups").fetch_all(&self.pool).await?;
            let mut forms = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
            forms.sort();
            Ok(forms)
        })
        .await
    }
}

/// Why a letter was left out.
const LEFT_OUT: &str = "too many letters to one address in an hour";

/// The database at one moment.
#[derive(Debug)]
pub struct Snapshot {
    transaction: sqlx::Transaction<'static, sqlx::Any>,
}

impl Snapshot {
    /// Records as [`Store::records`] gives them, of that moment.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn records(
        &mut self,
        filter: Filter<'_>,
        after: Option<&Record>,
        count: i64,
    ) -> Result<Vec<Record>, Failure> {
        in_time(records(&mut self.transaction, filter, after, count)).await
    }
}

impl Record {
    /// Whether answers and consent are such that this version knows how to read them.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        answers::read(&self.answers).is_ok() && self.consent().is_ok()
    }

    /// What was agreed to, if something was asked.
    pub(crate) fn consent(&self) -> Result<Option<ConsentReceipt>, serde_json::Error> {
        serde_json::from_str(&self.consent)
    }
}

async fn records(
    connection: &mut AnyConnection,
    filter: Filter<'_>,
    after: Option<&Record>,
    count: i64,
) -> Result<Vec<Record>, Failure> {
    let (time, name) = after.map_or((i64::MIN, ""), |last| (last.taken_ms, last.submission.as_str()));
    let page = sqlx::query(filter.page()).bind(time).bind(name).bind(count);
    let rows = filter.bind(page).fetch_all(connection).await?;
    rows.iter().map(record).collect()
}

fn record(row: &AnyRow) -> Result<Record, Failure> {
    Ok(Record {
        submission: row.try_get(0)?,
        receipt: row.try_get(1)?,
        token: row.try_get(2)?,
        form: row.try_get(3)?,
        lang: row.try_get(4)?,
        digest: row.try_get(5)?,
        answers: row.try_get(6)?,
        consent: row.try_get(7)?,
        taken_ms: row.try_get(8)?,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::Poll;

    use super::*;

    pub(in crate::sign_up::store) fn some(number: usize) -> Record {
        Record {
            submission: format!("s{number}"),
            receipt: format!("r{number}"),
            token: format!("t{number}"),
            form: "f".to_owned(),
            lang: "ja".to_owned(),
            digest: String::new(),
            answers: "本".repeat(1000),
            consent: String::new(),
            taken_ms: 0,
        }
    }

    #[tokio::test]
    async fn a_disk_that_was_full_is_written_to_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("db").display())).await.unwrap();
        // As full as a disk, to the one connection that is told so.
        sqlx::query("PRAGMA max_page_count = 30").execute(&store.pool).await.unwrap();
        let mut kept = 0;
        let failure = loop {
            match store.keep(&some(kept), &[]).await {
                Ok(_) => kept += 1,
                Err(failure) => break failure,
            }
            assert!(kept < 1000, "the file never is full");
        };
        assert_eq!((failure.kind(), failure.is_busy()), ("the disk is full", false));
        assert!(matches!(store.keep(&some(kept), &[]).await, Ok(Keeping::New)));
        store.check().await.unwrap();
        // The check sees it too, though its own row has its place: there is room for one page.
        let row = sqlx::query("PRAGMA page_count").fetch_one(&store.pool).await.unwrap();
        let pages: i64 = row.try_get(0).unwrap();
        let limit = format!("PRAGMA max_page_count = {}", pages + 1);
        sqlx::query(sqlx::AssertSqlSafe(limit)).execute(&store.pool).await.unwrap();
        assert_eq!(store.check().await.unwrap_err().kind(), "the disk is full");
        store.check().await.unwrap();
    }

    /// Else it is seen by nobody but the disk of a test.
    #[tokio::test]
    async fn a_check_writes_to_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("db").display())).await.unwrap();
        store.keep(&some(0), &[]).await.unwrap();
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&store.pool).await.unwrap();
        let log = || std::fs::metadata(folder.path().join("db-wal")).unwrap().len();
        assert_eq!(log(), 0);
        store.check().await.unwrap();
        assert!(log() > 32 * 1024, "{}", log());
        let row = sqlx::query("SELECT COUNT(*) FROM settings WHERE name = 'room'");
        assert_eq!(row.fetch_one(&store.pool).await.unwrap().try_get::<i64, _>(0).unwrap(), 0);
    }

    /// Visitors of the check go, and its time runs out: wherever that is, the connection is as it was.
    #[tokio::test]
    async fn a_check_that_is_broken_off_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("db").display())).await.unwrap();
        let cache_size = async || {
            let row = sqlx::query("PRAGMA cache_size").fetch_one(&store.pool).await.unwrap();
            row.try_get::<i64, _>(0).unwrap()
        };
        let usual = cache_size().await;
        for steps in 1.. {
            let is_done = {
                let mut check = pin!(store.check());
                let mut waits = 0;
                let broken_off = poll_fn(|context| match check.as_mut().poll(context) {
                    Poll::Ready(checked) => Poll::Ready(checked.is_ok()),
                    Poll::Pending if waits == steps => Poll::Ready(false),
                    Poll::Pending => {
                        waits += 1;
                        Poll::Pending
                    }
                });
                broken_off.await
            };
            if is_done {
                break;
            }
            assert_eq!(cache_size().await, usual, "broken off after {steps}");
        }
    }

    #[tokio::test]
    async fn a_snapshot_is_of_one_moment() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("db").display());
        let (store, other) = (Store::open(&address).await.unwrap(), Store::open(&address).await.unwrap());
        store.keep(&some(0), &[]).await.unwrap();
        let mut snapshot = other.snapshot().await.unwrap();
        assert_eq!(snapshot.records(Filter::All, None, 9).await.unwrap().len(), 1);
        store.keep(&some(1), &[]).await.unwrap();
        assert_eq!(snapshot.records(Filter::All, None, 9).await.unwrap().len(), 1);
        drop(snapshot);
        assert_eq!(other.records(Filter::All, None, 9).await.unwrap().len(), 2);
    }
}
