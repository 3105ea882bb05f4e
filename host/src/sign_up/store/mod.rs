//! Where sign-ups are kept: SQLite in a file of its own, or PostgreSQL.
//!
//! The two differ in how they are opened, in a few words of SQL, and in how deleted bytes are made to go.
//! Everything else is the same text for both, so it is tested twice and written once.

mod dialect;
mod open;
mod outbox;
mod records;

use dialect::Dialect;
pub use outbox::Delivery;
pub(crate) use outbox::{Due, Waiting};
pub(crate) use records::Kept;
pub use records::{Filter, Record};

use std::fmt;

use sqlx::{AnyPool, Row as _};

use super::unix_ms;

/// The database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    dialect: Dialect,
}

/// The database did not do what was asked.
///
/// Neither `Display` nor `Debug` show the database's own words: they can repeat what somebody filled in.
pub struct Failure(sqlx::Error);

impl Store {
    /// Whether a sign-up could be kept now: the same kind of transaction writes a row, which a full disk refuses too.
    pub(crate) async fn check(&self) -> Result<(), Failure> {
        let mut transaction = self.pool.begin_with(self.dialect.begin()).await?;
        sqlx::query(
            "INSERT INTO settings (name, value) VALUES ('checked', $1) ON CONFLICT (name) DO UPDATE SET value = $1",
        )
        .bind(unix_ms().to_string())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// A secret that every receiver on this database has: the first one to ask decides it.
    pub(crate) async fn secret(&self, name: &str, proposal: String) -> Result<String, Failure> {
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
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

impl Failure {
    /// Whether somebody else has held for long what was needed.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self.0, sqlx::Error::PoolTimedOut)
    }

    /// What kind of failure it is, in words that are safe to log.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.0 {
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) => "connection",
            sqlx::Error::PoolTimedOut => "busy",
            sqlx::Error::PoolClosed => "closed",
            sqlx::Error::Database(_) => "database",
            sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } => "unreadable record",
            _ => "other",
        }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the database failed ({})", self.kind())?;
        match self.0.as_database_error().and_then(sqlx::error::DatabaseError::code) {
            Some(code) => write!(out, ", code {code}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Failure({self})")
    }
}

impl std::error::Error for Failure {}
