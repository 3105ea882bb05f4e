//! Sign-ups are really deleted: their rows, and then the bytes that those leave behind.

use std::time::{Duration, Instant};

use sqlx::{AnyConnection, Executor as _, Row as _};

use super::{Cause, Dialect, Failure, Filter, Store, code, rescode, set, sqlite, sqlite_code};
use crate::sign_up::chance;

impl Store {
    /// Deletes records with all that is still to be told about them; how many records that are. Their bytes stay until
    /// [`overwrite`](Self::overwrite) is done, and that there are such bytes is remembered in the database.
    ///
    /// # Errors
    /// When the database does not answer, or may not be written to. Nothing is deleted then.
    pub async fn delete(&self, filter: Filter<'_>) -> Result<u64, Failure> {
        let mut transaction = self.pool.begin_with(self.dialect.begin()).await?;
        let deletion = filter.bind(sqlx::query(filter.deletion()));
        let deleted = deletion.execute(&mut *transaction).await?.rows_affected();
        if deleted > 0 {
            // A name of its own: whoever is overwriting now has begun before this, and must not take it for done.
            set(&mut transaction, TO_OVERWRITE, chance::name()).await?;
        }
        transaction.commit().await?;
        Ok(deleted)
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
                connection.execute(sqlite::BUSY_TIMEOUT).await?;
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
        Err(error) if sqlite_code(&error) == Some(rescode::BUSY) => Ok(false),
        Err(error) => Err(error.into()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign_up::store::records::tests::some;
    use crate::sign_up::store::{Keeping, Record};

    /// The same numbers each time, as even as chance (Knuth, MMIX).
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % bound
        }
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
            assert!(matches!(store.keep(&record, &[]).await, Ok(Keeping::New)));
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
            assert!(matches!(store.keep(&record, &[]).await, Ok(Keeping::New)), "{number}");
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
