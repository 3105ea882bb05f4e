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

/// A statement of each database, for mail and for chat.
type PerLane = [[&'static str; 2]; 2];

/// A statement about the entries of a lane, of which the channels and PostgreSQL's lock are left out: without the lock two
/// receivers would wait for each other's row, and then both send it.
macro_rules! of_lane {
    ($before:literal, $after_channels:literal, $after_lock:literal) => {{
        macro_rules! with {
            ($channels:literal, $lock:literal) => {
                concat!($before, $channels, $after_channels, $lock, $after_lock)
            };
        }
        [
            [with!("'applicant', 'secretariat'", ""), with!("'webhook'", "")],
            [
                with!("'applicant', 'secretariat'", " FOR UPDATE SKIP LOCKED"),
                with!("'webhook'", " FOR UPDATE SKIP LOCKED"),
            ],
        ]
    }};
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

    /// Starts a transaction that sees one moment all the time.
    pub(super) fn begin_snapshot(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
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
        self.of_lane(
            lane,
            of_lane!(
                "UPDATE outbox SET claim = $1, due_ms = $2, attempts = attempts + 1 WHERE id IN (\
                 SELECT id FROM outbox WHERE state = 'waiting' AND due_ms <= $3 AND channel IN (",
                ") ORDER BY due_ms LIMIT $4",
                ") RETURNING id, channel, recipient, subject, body, attempts, refusals"
            ),
        )
    }

    /// Makes the entries that nobody has claimed due no earlier than `$1`.
    pub(super) fn hold_back(self, lane: Lane) -> &'static str {
        self.of_lane(
            lane,
            of_lane!(
                "UPDATE outbox SET due_ms = $1 WHERE id IN (\
                 SELECT id FROM outbox WHERE state = 'waiting' AND claim = '' AND due_ms < $1 AND channel IN (",
                ")",
                ")"
            ),
        )
    }

    fn of_lane(
        self,
        lane: Lane,
        [[sqlite_mail, sqlite_chat], [postgres_mail, postgres_chat]]: PerLane,
    ) -> &'static str {
        match (self, lane) {
            (Self::Sqlite, Lane::Mail) => sqlite_mail,
            (Self::Sqlite, Lane::Chat) => sqlite_chat,
            (Self::Postgres, Lane::Mail) => postgres_mail,
            (Self::Postgres, Lane::Chat) => postgres_chat,
        }
    }
}
