//! The tables, brought up to date.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{Row as _, SqlSafeStr as _};

use super::open::Use;
use super::{Dialect, LONGEST_WORK, Store, code, is_forbidden, silent};
use crate::Error;

impl Store {
    /// Makes the tables what this version needs, if that is wanted.
    pub(super) async fn bring_up_to_date(&self, wanted: Use) -> Result<(), Error> {
        let unreadable = |error| Error::with_source("the database's tables cannot be read.", error);
        let migrations = migrations(self.dialect);
        let newest = migrations.iter().map(|migration| migration.version).max().unwrap_or_default();
        // Of several programs on a new file each finds a step done that it was about to do, and looks again. PostgreSQL
        // has a lock for it.
        let mut attempts = if self.dialect == Dialect::Sqlite { newest } else { 0 };
        loop {
            let version = self.version().await.map_err(unreadable)?;
            if version == newest || wanted == Use::Copy && version > 0 {
                return Ok(());
            }
            if version > newest {
                return Err(Error::new(
                    "the database was made by a newer version of this program. Use that one.",
                ));
            }
            if wanted.only_reads() {
                return Err(self.not_up_to_date(version));
            }
            match migrations.run(&self.pool).await {
                Ok(()) => {
                    self.move_log_into_file().await;
                    return Ok(());
                }
                Err(_) if attempts > 0 => attempts -= 1,
                Err(error) => {
                    let is_forbidden = match &error {
                        sqlx::migrate::MigrateError::Execute(error)
                        | sqlx::migrate::MigrateError::ExecuteMigration(error, _) => is_forbidden(error),
                        _ => false,
                    };
                    let why = if is_forbidden {
                        " The database's user may not make tables: start `ran serve` once as their owner."
                    } else {
                        ""
                    };
                    return Err(Error::with_source(
                        format!("the database's tables cannot be brought up to date.{why}"),
                        error,
                    ));
                }
            }
        }
    }

    /// Why tables of this version cannot be read.
    fn not_up_to_date(&self, version: i64) -> Error {
        if version > 0 {
            return Error::new(
                "the database's tables are those of an older version. Start `ran serve` with it once.",
            );
        }
        let Some(file) = &self.file else {
            return Error::new("the database's tables are not there yet. Start `ran serve` with it once.");
        };
        Error::new(format!(
            "{} has no tables of sign-ups. If it is new, start `ran serve` with it once. If it was copied while its server \
             ran, that would make it an empty one: the sign-ups are in the file ending in -wal beside the original, and \
             `ran sign-ups backup FILE` copies all.",
            file.path().display()
        ))
    }

    /// So that SQLite's file is a database of sign-ups by itself, and not only with its log. Where somebody reads it stays
    /// in the log a while longer, which is no mistake.
    async fn move_log_into_file(&self) {
        if self.dialect == Dialect::Sqlite {
            let _ = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_optional(&self.pool).await;
        }
    }

    /// Up to which migration the tables have come; 0 if there are none.
    async fn version(&self) -> Result<i64, sqlx::Error> {
        let row = sqlx::query("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success")
            .fetch_one(&self.pool);
        match tokio::time::timeout(LONGEST_WORK, row).await.unwrap_or_else(|_| Err(silent())) {
            Ok(row) => row.try_get(0),
            Err(error) => {
                // `undefined_table`; for SQLite it is a mistake like any other.
                let missing = match self.dialect {
                    Dialect::Sqlite => "1",
                    Dialect::Postgres => "42P01",
                };
                if code(&error).is_some_and(|code| code == missing) { Ok(0) } else { Err(error) }
            }
        }
    }
}

fn migrations(dialect: Dialect) -> Migrator {
    macro_rules! of {
        ($folder:literal) => {
            [
                (1, "sign ups", include_str!(concat!("../../../migrations/", $folder, "/1_sign_ups.sql"))),
                (2, "refusals", include_str!(concat!("../../../migrations/", $folder, "/2_refusals.sql"))),
                (3, "late", include_str!(concat!("../../../migrations/", $folder, "/3_late.sql"))),
            ]
        };
    }
    let all = match dialect {
        Dialect::Sqlite => of!("sqlite"),
        Dialect::Postgres => of!("postgres"),
    };
    Migrator::with_migrations(
        all.into_iter()
            .map(|(version, name, sql)| {
                Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
            })
            .collect(),
    )
}
