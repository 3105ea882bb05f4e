//! Where sign-ups are kept: SQLite in a file of its own, or PostgreSQL.
//!
//! The two differ in how they are opened, in a few words of SQL, and in how deleted bytes are made to go.
//! Everything else is the same text for both, so it is tested twice and written once.

mod backup;
mod dialect;
mod erase;
mod filter;
mod migrate;
mod open;
mod outbox;
mod postgres;
mod records;
mod sqlite;

use dialect::Dialect;
pub use filter::Filter;
pub use outbox::Delivery;
pub(crate) use outbox::{Due, Waiting};
pub(crate) use records::Keeping;
pub use records::{Record, Snapshot};

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use sqlx::{AnyConnection, AnyPool, Connection as _, Executor as _, Row as _};

use super::unix_ms;

/// The database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    dialect: Dialect,
    /// Of SQLite.
    file: Option<Arc<sqlite::File>>,
}

/// The database did not do what was asked.
///
/// Neither `Display` nor `Debug` show the database's own words: they can repeat what somebody filled in.
pub struct Failure(Cause);

enum Cause {
    Database(sqlx::Error),
    /// It has not answered for so long that it was given up.
    Silent,
    /// SQLite's file has lost its name.
    Gone,
    /// Others have used for long what was needed.
    InTheWay,
}

/// Longer than SQLite waits for a lock, shorter than a visitor for an answer.
const LONGEST_WORK: Duration = Duration::from_secs(20);

/// The bytes for which a check wants room.
const ROOM: usize = 64 * 1024;

impl Store {
    /// Whether a sign-up could be kept now: the same kind of transaction writes a row, and SQLite has room for some more.
    pub(crate) async fn check(&self) -> Result<(), Failure> {
        self.work(async {
            if self.dialect == Dialect::Sqlite {
                self.check_room().await?;
            }
            let mut transaction = self.pool.begin_with(self.dialect.begin()).await?;
            set(&mut transaction, "checked", unix_ms().to_string()).await?;
            transaction.commit().await?;
            Ok(())
        })
        .await
    }

    /// Writes something as long as several sign-ups into SQLite's log, and takes it back. A row of a few bytes finds its
    /// place on a full disk too.
    ///
    /// This runs to its end even if nobody waits for it any more: what it changes of the one connection it changes back.
    async fn check_room(&self) -> Result<(), Failure> {
        let store = self.clone();
        let checked = tokio::spawn(async move { store.check_room_to_the_end().await });
        checked.await.unwrap_or(Err(Failure(Cause::Silent)))
    }

    async fn check_room_to_the_end(&self) -> Result<(), Failure> {
        let mut connection = self.pool.acquire().await?;
        // What does not fit into so small a cache is written out at once.
        connection.execute("PRAGMA cache_size = 4").await?;
        let written = self.write_and_take_back(&mut connection).await;
        connection.execute("PRAGMA cache_size = -2000").await?;
        written
    }

    async fn write_and_take_back(&self, connection: &mut AnyConnection) -> Result<(), Failure> {
        let mut transaction = connection.begin_with(self.dialect.begin()).await?;
        let inserted = sqlx::query("INSERT INTO settings (name, value) VALUES ('room', $1)")
            .bind("0".repeat(ROOM))
            .execute(&mut *transaction)
            .await;
        // A full disk has taken it back already, and SQLite says that there is nothing more to take back.
        let taken_back = transaction.rollback().await;
        inserted?;
        Ok(taken_back?)
    }

    /// Work that comes to an end whatever the database does. A connection that does not answer is closed when the work
    /// gives it back.
    async fn work<T>(&self, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        if self.file.as_ref().is_some_and(|file| !file.is_there()) {
            return Err(Failure(Cause::Gone));
        }
        in_time(work).await
    }

    /// A secret that every receiver on this database has: the first one to ask decides it.
    pub(crate) async fn secret(&self, name: &str, proposal: String) -> Result<String, Failure> {
        self.work(async {
            sqlx::query("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(name)
                .bind(proposal)
                .execute(&self.pool)
                .await?;
            let row = sqlx::query("SELECT value FROM settings WHERE name = $1")
                .bind(name)
                .fetch_one(&self.pool)
                .await?;
            Ok(row.try_get(0)?)
        })
        .await
    }

    /// SQLite's file, by its path without links.
    pub(crate) fn file(&self) -> Option<&std::path::Path> {
        self.file.as_deref().map(sqlite::File::path)
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Makes a setting what it is from now on.
async fn set(connection: &mut AnyConnection, name: &'static str, value: String) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
    )
    .bind(name)
    .bind(value)
    .execute(connection)
    .await?;
    Ok(())
}

/// Gives up a database that does not answer.
async fn in_time<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::time::timeout(LONGEST_WORK, work).await.unwrap_or(Err(Failure(Cause::Silent)))
}

/// The other side has not answered in time.
fn silent() -> sqlx::Error {
    std::io::Error::from(std::io::ErrorKind::TimedOut).into()
}

impl Failure {
    /// Whether somebody else has held for long what was needed.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        match &self.0 {
            Cause::Database(sqlx::Error::PoolTimedOut) => true,
            Cause::Database(error) => sqlite_code(error) == Some(rescode::BUSY),
            Cause::InTheWay => true,
            Cause::Silent | Cause::Gone => false,
        }
    }

    /// Whether the database may be read and not be written to.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        matches!(&self.0, Cause::Database(error) if is_forbidden(error))
    }

    /// Whether there is no room left for what was to be written.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(&self.0, Cause::Database(error) if is_full(error))
    }

    /// What kind of failure it is, in words that are safe to log.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        let error = match &self.0 {
            Cause::Silent => return "it does not answer",
            Cause::Gone => {
                return "its file was removed. What is in it can be copied from /proc/PID/fd until this process ends";
            }
            Cause::InTheWay => return "others are using it",
            Cause::Database(error) => error,
        };
        match error {
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) => "connection",
            sqlx::Error::PoolClosed => "closed",
            _ if self.is_busy() => "busy",
            _ if self.is_forbidden() => "it may not be written to",
            _ if is_full(error) => "the disk is full",
            _ if matches!(sqlite_code(error), Some(rescode::CORRUPT | rescode::NOTADB)) => {
                "its file is damaged"
            }
            // A prepared statement that another one has made, or that is not there.
            _ if code(error).is_some_and(|code| matches!(code.as_ref(), "42P05" | "26000")) => {
                "a pool before PostgreSQL mixes its clients up: it needs pool_mode = session"
            }
            // A letter that the encoding of an earlier version's database does not have.
            _ if code(error).is_some_and(|code| code == "22P05") => {
                "PostgreSQL's encoding has no place for a letter: it needs a database with ENCODING 'UTF8'"
            }
            sqlx::Error::Database(_) => "database",
            sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } => "unreadable record",
            _ => "other",
        }
    }
}

/// The database's code of an error, if it is the database's.
fn code(error: &sqlx::Error) -> Option<Cow<'_, str>> {
    error.as_database_error()?.code()
}

/// SQLite's result codes, by its names without `SQLITE_`.
mod rescode {
    pub(super) const BUSY: u32 = 5;
    pub(super) const READONLY: u32 = 8;
    pub(super) const IOERR: u32 = 10;
    pub(super) const CORRUPT: u32 = 11;
    pub(super) const FULL: u32 = 13;
    pub(super) const CANTOPEN: u32 = 14;
    pub(super) const NOTADB: u32 = 26;
}

/// SQLite's code of an error, without what it says more exactly: one of [`rescode`].
fn sqlite_code(error: &sqlx::Error) -> Option<u32> {
    // PostgreSQL's have five letters, SQLite's have less.
    let code = code(error).filter(|code| code.len() < 5)?;
    Some(code.parse::<u32>().ok()? & 0xff)
}

fn is_forbidden(error: &sqlx::Error) -> bool {
    /// `insufficient_privilege` and `read_only_sql_transaction`.
    const FORBIDDEN: [&str; 2] = ["42501", "25006"];
    sqlite_code(error) == Some(rescode::READONLY)
        || code(error).is_some_and(|code| FORBIDDEN.contains(&code.as_ref()))
}

fn is_full(error: &sqlx::Error) -> bool {
    /// `disk_full`.
    const DISK_FULL: &str = "53100";
    sqlite_code(error) == Some(rescode::FULL) || code(error).is_some_and(|code| code == DISK_FULL)
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self(Cause::Database(error))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the database failed ({})", self.kind())?;
        match &self.0 {
            Cause::Database(error) => match code(error) {
                Some(code) => write!(out, ", code {code}"),
                None => Ok(()),
            },
            Cause::Silent | Cause::Gone | Cause::InTheWay => Ok(()),
        }
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Failure({self})")
    }
}

impl std::error::Error for Failure {}
