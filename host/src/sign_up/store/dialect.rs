//! The few words in which the two databases differ.

use crate::sign_up::outbox::Lane;

/// Which SQL the database speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// One file, one writer at a time.
    Sqlite,
    /// A server that several receivers share.
    Postgres,
}

impl Dialect {
    /// Starts a transaction that writes. SQLite has to be told: one that began by reading fails as soon as somebody
    /// else has written since.
    pub(super) fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// The database's own clock in milliseconds: receivers on several machines must agree on when a claim runs out.
    pub(super) fn now(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT CAST(1000 * unixepoch('subsec') AS INTEGER)",
            Self::Postgres => "SELECT CAST(1000 * extract(epoch FROM clock_timestamp()) AS BIGINT)",
        }
    }

    /// Takes the entries that are due, and makes them due again at the end of the claim.
    ///
    /// `$1` the claim's name, `$2` its end, `$3` now, `$4` how many at most.
    pub(super) fn claim(self, lane: Lane) -> &'static str {
        macro_rules! claim {
            ($channels:literal, $lock:literal) => {
                concat!(
                    "UPDATE outbox SET claim = $1, due_ms = $2, attempts = attempts + 1 WHERE id IN (",
                    "SELECT id FROM outbox WHERE state = 'waiting' AND due_ms <= $3 AND channel IN (",
                    $channels,
                    ") ORDER BY due_ms LIMIT $4",
                    $lock,
                    ") RETURNING id, channel, recipient, subject, body, attempts, refusals"
                )
            };
        }
        match (self, lane) {
            (Self::Sqlite, Lane::Mail) => claim!("'applicant', 'secretariat'", ""),
            (Self::Sqlite, Lane::Chat) => claim!("'webhook'", ""),
            // Without the lock two receivers would wait for each other's row, and then both send it.
            (Self::Postgres, Lane::Mail) => claim!("'applicant', 'secretariat'", " FOR UPDATE SKIP LOCKED"),
            (Self::Postgres, Lane::Chat) => claim!("'webhook'", " FOR UPDATE SKIP LOCKED"),
        }
    }
}
