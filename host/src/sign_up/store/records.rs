//! The sign-ups themselves: taken once, listed, found, and really deleted.

use std::time::{Duration, Instant};

use ran_form::wire::ConsentReceipt;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor as _, Row as _};

use super::{Cause, Dialect, Failure, Store, code, sqlite_code};
use crate::sign_up::outbox::Entry;
use crate::sign_up::{answers, chance};

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

/// What keeping a record came to.
#[derive(Debug)]
pub(crate) enum Kept {
    /// It is in the database.
    New,
    /// A record of this name was there before.
    Before(Box<Record>),
    /// Another submission came with the same token.
    TokenUsed,
    /// The receipt's number is taken.
    ReceiptTaken,
}

/// Which records are meant.
#[derive(Clone, Copy, Debug)]
pub enum Filter<'a> {
    /// All of them.
    All,
    /// Those of one form.
    Form(&'a str),
    /// The one with this receipt number or submission name.
    Id(&'a str),
    /// Those taken before a time in milliseconds.
    TakenBefore(i64),
}

impl Store {
    /// Keeps a record together with what is to be told about it: both or neither.
    pub(crate) async fn keep(&self, record: &Record, entries: &[Entry]) -> Result<Kept, Failure> {
        let kept = self.work(self.insert(record, entries)).await?;
        if kept { Ok(Kept::New) } else { self.work(self.why_not(record)).await }
    }

    /// Whether it was new.
    async fn insert(&self, record: &Record, entries: &[Entry]) -> Result<bool, Failure> {
        let mut transaction = self.pool.begin_with(self.dialect.begin()).await?;
        let inserted = sqlx::query(
            "INSERT INTO sign_ups (submission, receipt, token, form, lang, digest, answers, consent, taken_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        )
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
            sqlx::query(
                "INSERT INTO outbox (id, submission, channel, recipient, subject, body, due_ms, state, trouble) \
                 VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
            )
            .bind(entry.id.as_str())
            .bind(record.submission.as_str())
            .bind(entry.channel.as_str())
            .bind(entry.recipient.as_str())
            .bind(entry.subject.as_str())
            .bind(entry.body.as_str())
            .bind(if entry.body.is_empty() { "refused" } else { "waiting" })
            .bind(if entry.body.is_empty() { LEFT_OUT } else { "" })
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    async fn why_not(&self, record: &Record) -> Result<Kept, Failure> {
        if let Some(before) = self.submission(&record.submission).await? {
            return Ok(Kept::Before(Box::new(before)));
        }
        let with_token = sqlx::query("SELECT 1 FROM sign_ups WHERE token = $1")
            .bind(record.token.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(if with_token.is_some() { Kept::TokenUsed } else { Kept::ReceiptTaken })
    }

    /// The record of a submission.
    pub(crate) async fn submission(&self, name: &str) -> Result<Option<Record>, Failure> {
        self.work(async {
            let row = sqlx::query(
                "SELECT submission, receipt, token, form, lang, digest, answers, consent, taken_ms \
                 FROM sign_ups WHERE submission = $1",
            )
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
        let mut connection = self.pool.acquire().await?;
        records(&mut connection, filter, after, count).await
    }

    /// The database as it is now, to go through several times.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn snapshot(&self) -> Result<Snapshot, Failure> {
        let mut transaction = self.pool.begin_with(self.dialect.begin_snapshot()).await?;
        if self.dialect == Dialect::Postgres {
            // Whoever reads a long table page by page is not forsaken.
            transaction.execute("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
        }
        Ok(Snapshot { transaction })
    }

    /// Deletes records with all that is still to be told about them; how many records that are. Their bytes stay until
    /// [`overwrite`](Self::overwrite) is done, and that there are such bytes is remembered in the database.
    ///
    /// # Errors
    /// When the database does not answer, or may not be written to. Nothing is deleted then.
    pub async fn delete(&self, filter: Filter<'_>) -> Result<u64, Failure> {
        let (form, id, before) = filter.parts();
        let mut transaction = self.pool.begin_with(self.dialect.begin()).await?;
        let deleted = sqlx::query(
            "DELETE FROM sign_ups WHERE ($1 IS NULL OR form = $1) \
             AND ($2 IS NULL OR receipt = $2 OR submission = $2) AND taken_ms < $3",
        )
        .bind(form)
        .bind(id)
        .bind(before)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if deleted > 0 {
            // A name of its own: whoever is overwriting now has begun before this, and must not take it for done.
            sqlx::query(
                "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
            )
            .bind(TO_OVERWRITE)
            .bind(chance::name())
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(deleted)
    }

    /// How many records a deletion would delete.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, filter: Filter<'_>) -> Result<i64, Failure> {
        let (form, id, before) = filter.parts();
        let row = sqlx::query(
            "SELECT COUNT(*) FROM sign_ups WHERE ($1 IS NULL OR form = $1) \
             AND ($2 IS NULL OR receipt = $2 OR submission = $2) AND taken_ms < $3",
        )
        .bind(form)
        .bind(id)
        .bind(before)
        .fetch_one(&self.pool)
        .await?;
        Ok(row.try_get(0)?)
    }

    /// Overwrites what deleted records have left, so that no byte of them stays in the database; whether there was
    /// something to overwrite.
    ///
    /// # Errors
    /// When the database does not answer, its disk is full, or others use it for `patience` in a way that is in the way.
    /// The same call again finishes the work.
    pub async fn overwrite(&self, patience: Duration) -> Result<bool, Failure> {
        let pending = sqlx::query("SELECT value FROM settings WHERE name = $1")
            .bind(TO_OVERWRITE)
            .fetch_optional(&self.pool)
            .await?;
        let Some(pending) = pending else { return Ok(false) };
        let pending: String = pending.try_get(0)?;
        // A deleted row leaves its bytes behind: in SQLite's log, and in PostgreSQL's tables.
        let mut connection = self.pool.acquire().await?;
        match self.dialect {
            // `secure_delete` overwrites rows, and not the copies that SQLite leaves in a page when it moves rows to another.
            Dialect::Sqlite => {
                connection.execute("VACUUM").await?;
                // While it waits by itself, nobody can write. So it does not, and steps back each time.
                connection.execute("PRAGMA busy_timeout = 200").await?;
                let emptied = patiently(patience, async || empty_log(&mut connection).await).await;
                connection.execute(super::open::BUSY_TIMEOUT).await?;
                emptied?;
            }
            // Plain VACUUM only marks the space as free; FULL writes the tables anew.
            Dialect::Postgres => {
                connection.execute("SET lock_timeout = '2s'").await?;
                let vacuumed = vacuum_full(&mut connection, patience).await;
                connection.execute("RESET lock_timeout").await?;
                vacuumed?;
            }
        }
        drop(connection);
        sqlx::query("DELETE FROM settings WHERE name = $1 AND value = $2")
            .bind(TO_OVERWRITE)
            .bind(pending)
            .execute(&self.pool)
            .await?;
        Ok(true)
    }
}

/// Why a letter was left out.
const LEFT_OUT: &str = "too many letters to one address in an hour";

/// The setting that is there while deleted records have left something.
const TO_OVERWRITE: &str = "to overwrite";

/// The wait before somebody who is in the way is asked again, at first.
const STEP_BACK: Duration = Duration::from_millis(50);
/// The longest such wait.
const LONGEST_STEP_BACK: Duration = Duration::from_secs(1);

/// Tries until it is done, `patience` is over, or something else goes wrong than that others are in the way.
async fn patiently(
    patience: Duration,
    mut attempt: impl AsyncFnMut() -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let deadline = Instant::now() + patience;
    let mut wait = STEP_BACK;
    loop {
        match attempt().await {
            Ok(true) => return Ok(()),
            Ok(false) if Instant::now() + wait > deadline => return Err(Failure(Cause::InTheWay)),
            Ok(false) => tokio::time::sleep(wait).await,
            Err(failure) => return Err(failure),
        }
        wait = (2 * wait).min(LONGEST_STEP_BACK);
    }
}

/// Moves SQLite's log into the file and cuts it off; false when somebody reads from it, or does the same just now.
async fn empty_log(connection: &mut AnyConnection) -> Result<bool, Failure> {
    match sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await {
        Ok(row) => Ok(row.try_get::<i64, _>(0)? == 0),
        Err(error) if sqlite_code(&error) == Some(5) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

impl<'a> Filter<'a> {
    fn parts(self) -> (Option<&'a str>, Option<&'a str>, i64) {
        match self {
            Self::All => (None, None, i64::MAX),
            Self::Form(form) => (Some(form), None, i64::MAX),
            Self::Id(id) => (None, Some(id), i64::MAX),
            Self::TakenBefore(time) => (None, None, time),
        }
    }
}

/// It needs each table for itself, and while it waits for a long reader (`pg_dump`) every sign-up waits behind it: so it
/// steps back and lets them pass.
async fn vacuum_full(connection: &mut AnyConnection, patience: Duration) -> Result<(), Failure> {
    /// `lock_not_available`.
    const LOCKED: &str = "55P03";
    for table in ["VACUUM FULL outbox", "VACUUM FULL sign_ups"] {
        patiently(patience, async || match connection.execute(table).await {
            Ok(_) => Ok(true),
            Err(error) if code(&error).is_some_and(|code| code == LOCKED) => Ok(false),
            Err(error) => Err(error.into()),
        })
        .await?;
    }
    Ok(())
}

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
        records(&mut self.transaction, filter, after, count).await
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
    let (form, id, before) = filter.parts();
    let (time, name) = after.map_or((i64::MIN, ""), |last| (last.taken_ms, last.submission.as_str()));
    let rows = sqlx::query(
            "SELECT submission, receipt, token, form, lang, digest, answers, consent, taken_ms FROM sign_ups \
             WHERE ($1 IS NULL OR form = $1) AND ($2 IS NULL OR receipt = $2 OR submission = $2) AND taken_ms < $3 \
             AND (taken_ms > $4 OR (taken_ms = $4 AND submission > $5)) \
             ORDER BY taken_ms, submission LIMIT $6",
        )
        .bind(form)
        .bind(id)
        .bind(before)
        .bind(time)
        .bind(name)
        .bind(count)
        .fetch_all(connection)
        .await?;
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
mod tests {
    use super::*;

    /// The same numbers each time, as even as chance (Knuth, MMIX).
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % bound
        }
    }

    fn some(number: usize) -> Record {
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
        assert!(matches!(store.keep(&some(kept), &[]).await, Ok(Kept::New)));
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

    #[tokio::test]
    async fn what_is_in_the_way_is_waited_for() {
        let mut attempts = 0;
        let third = patiently(Duration::from_secs(30), async || {
            attempts += 1;
            Ok(attempts == 3)
        });
        third.await.unwrap();
        assert_eq!(attempts, 3);
        let failure = patiently(STEP_BACK, async || Ok(false)).await.unwrap_err();
        assert_eq!((failure.kind(), failure.is_busy()), ("others are using it", true));
        let failure =
            patiently(Duration::from_secs(30), async || Err(Failure(Cause::Silent))).await.unwrap_err();
        assert!(!failure.is_busy());
    }

    /// Somebody reads all the time; when they have gone, the next call finishes what was begun.
    #[tokio::test]
    async fn what_could_not_be_overwritten_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("db").display());
        let store = Store::open(&address).await.unwrap();
        let is_there = || {
            let files = std::fs::read_dir(folder.path()).unwrap();
            files
                .map(|file| std::fs::read(file.unwrap().path()).unwrap())
                .any(|bytes| bytes.windows(5).any(|bytes| bytes == b"trace"))
        };
        for number in 0..2 {
            let record = Record { answers: "trace".to_owned(), ..some(number) };
            assert!(matches!(store.keep(&record, &[]).await, Ok(Kept::New)));
        }
        assert!(!store.overwrite(Duration::ZERO).await.unwrap(), "nothing was deleted");
        assert_eq!(store.delete(Filter::Id("none")).await.unwrap(), 0);
        assert!(!store.overwrite(Duration::ZERO).await.unwrap(), "nothing was deleted");
        let reader = Store::open_to_read(&address).await.unwrap();
        let mut reading = reader.pool.begin().await.unwrap();
        sqlx::query("SELECT * FROM sign_ups").fetch_all(&mut *reading).await.unwrap();
        assert_eq!(store.delete(Filter::All).await.unwrap(), 2);
        assert!(store.overwrite(Duration::ZERO).await.unwrap_err().is_busy());
        assert!(is_there(), "the test looks in the right place");
        reading.rollback().await.unwrap();
        assert_eq!(store.delete(Filter::All).await.unwrap(), 0);
        assert!(store.overwrite(Duration::ZERO).await.unwrap());
        assert!(!is_there());
        assert!(!store.overwrite(Duration::ZERO).await.unwrap(), "it is done");
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

    /// Else a plain copy of all sign-ups stands in the folder for temporary files while the file is written anew.
    #[tokio::test]
    async fn nothing_is_written_to_another_folder() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("db").display())).await.unwrap();
        let row = sqlx::query("PRAGMA temp_store").fetch_one(&store.pool).await.unwrap();
        assert_eq!(row.try_get::<i64, _>(0).unwrap(), 2, "MEMORY");
    }

    /// Rows of many sizes are moved from page to page when others go.
    #[tokio::test]
    async fn deleted_rows_leave_no_copy_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sign-ups.sqlite");
        let store = Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
        let mut chance = Chance(1);
        let mut receipts = Vec::new();
        for number in 0..700 {
            let receipt = format!("receipt-{number:04}");
            let message = "本".repeat(5 + chance.below(60));
            let record = Record {
                submission: format!("{:032x}", chance.below(usize::MAX)),
                receipt: receipt.clone(),
                token: format!("{:032x}", chance.below(usize::MAX)),
                form: "ran-member".to_owned(),
                lang: "ja".to_owned(),
                digest: "0".repeat(64),
                answers: format!(
                    r#"[{{"field":"name","values":["trace-{number:04}"],"shown":["{message}"]}}]"#
                ),
                consent: "null".to_owned(),
                taken_ms: 0,
            };
            assert!(matches!(store.keep(&record, &[]).await, Ok(Kept::New)), "{number}");
            receipts.push(receipt);
        }
        let mut left: Vec<usize> = (0..700).collect();
        let mut gone = Vec::new();
        for _ in 0..350 {
            let number = left.swap_remove(chance.below(left.len()));
            assert_eq!(store.delete(Filter::Id(&receipts[number])).await.unwrap(), 1);
            gone.push(number);
        }
        assert!(store.overwrite(Duration::ZERO).await.unwrap());
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            files.extend(std::fs::read(entry.unwrap().path()).unwrap());
        }
        let is_there = |text: &str| files.windows(text.len()).any(|bytes| bytes == text.as_bytes());
        assert!(is_there(&format!("trace-{:04}", left[0])), "the test looks in the right place");
        for number in gone {
            assert!(!is_there(&format!("trace-{number:04}")) && !is_there(&receipts[number]), "{number}");
        }
    }
}
