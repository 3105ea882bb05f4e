//! The sign-ups themselves: taken once, listed, found, and really deleted.

use sqlx::any::AnyRow;
use sqlx::{Executor as _, Row as _};

use super::{Dialect, Failure, Store, code};
use crate::sign_up::outbox::Entry;

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
                "INSERT INTO outbox (id, submission, channel, recipient, subject, body, due_ms) \
                 VALUES ($1, $2, $3, $4, $5, $6, 0)",
            )
            .bind(entry.id.as_str())
            .bind(record.submission.as_str())
            .bind(entry.channel.as_str())
            .bind(entry.recipient.as_str())
            .bind(entry.subject.as_str())
            .bind(entry.body.as_str())
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
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(record).collect()
    }

    /// Deletes records with all that is still to be told about them, so that no byte of them stays in the database.
    ///
    /// # Errors
    /// When the database does not answer, or somebody reads from it so long that its log cannot be emptied. The
    /// records are deleted in the second case; the same call again finishes the work.
    pub async fn delete(&self, filter: Filter<'_>) -> Result<u64, Failure> {
        let (form, id, before) = filter.parts();
        let deleted = sqlx::query(
            "DELETE FROM sign_ups WHERE ($1 IS NULL OR form = $1) \
             AND ($2 IS NULL OR receipt = $2 OR submission = $2) AND taken_ms < $3",
        )
        .bind(form)
        .bind(id)
        .bind(before)
        .execute(&self.pool)
        .await?;
        self.overwrite().await?;
        Ok(deleted.rows_affected())
    }

    /// A deleted row leaves its bytes behind: in SQLite's log, and in PostgreSQL's tables.
    async fn overwrite(&self) -> Result<(), Failure> {
        match self.dialect {
            // `secure_delete` overwrites rows, and not the copies that SQLite leaves in a page when it moves rows to another.
            Dialect::Sqlite => {
                self.pool.execute("VACUUM").await?;
                let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.pool).await?;
                if row.try_get::<i64, _>(0)? != 0 {
                    return Err(sqlx::Error::PoolTimedOut.into());
                }
            }
            // Plain VACUUM only marks the space as free; FULL writes the tables anew.
            Dialect::Postgres => {
                let mut connection = self.pool.acquire().await?;
                connection.execute("SET lock_timeout = '2s'").await?;
                let vacuumed = vacuum_full(&mut connection).await;
                connection.execute("RESET lock_timeout").await?;
                vacuumed?;
            }
        }
        Ok(())
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
async fn vacuum_full(connection: &mut sqlx::AnyConnection) -> Result<(), Failure> {
    /// `lock_not_available`.
    const LOCKED: &str = "55P03";
    for table in ["VACUUM FULL outbox", "VACUUM FULL sign_ups"] {
        let mut attempts = 0;
        while let Err(error) = connection.execute(table).await {
            let is_locked = code(&error).is_some_and(|code| code == LOCKED);
            attempts += 1;
            if !is_locked {
                return Err(error.into());
            }
            if attempts == 20 {
                return Err(sqlx::Error::PoolTimedOut.into());
            }
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        }
    }
    Ok(())
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
            sqlx::query("DELETE FROM sign_ups WHERE receipt = $1")
                .bind(receipts[number].as_str())
                .execute(&store.pool)
                .await
                .unwrap();
            gone.push(number);
        }
        store.overwrite().await.unwrap();
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
