//! Opening: what is wanted of which database.

use std::path::Path;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;

use super::{Dialect, Store, postgres, sqlite};
use crate::Error;

/// Somebody who waits longer is told to try again; the page does so by itself.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// What somebody wants of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// To keep sign-ups in it. It is made if it is not there.
    Keep,
    /// To change what is in it.
    Change,
    /// To read it, with no other rights.
    Read,
    /// To copy all of it, with no other rights and whatever version it is of: backups are made before updates.
    Copy,
}

impl Use {
    pub(super) fn only_reads(self) -> bool {
        matches!(self, Self::Read | Self::Copy)
    }
}

impl Store {
    /// Opens `sqlite:PATH`, which is made if it is not there, or `postgres://…`, and brings its tables up to date.
    ///
    /// # Errors
    /// When the address is of neither kind, the file cannot be made or read, or the server does not answer.
    pub async fn open(address: &str) -> Result<Self, Error> {
        Self::connect(address, Use::Keep).await
    }

    /// The same, but a file that is not there is a mistake and not a new database.
    ///
    /// # Errors
    /// As with [`open`](Self::open), and when the file is not there.
    pub async fn open_existing(address: &str) -> Result<Self, Error> {
        Self::connect(address, Use::Change).await
    }

    /// For reading alone, for which rights to read are enough.
    ///
    /// # Errors
    /// As with [`open_existing`](Self::open_existing), and when the tables are those of another version.
    pub async fn open_to_read(address: &str) -> Result<Self, Error> {
        Self::connect(address, Use::Read).await
    }

    /// For [`backup`](Self::backup), for which rights to read are enough, and tables of any version.
    ///
    /// # Errors
    /// As with [`open_existing`](Self::open_existing), and when there are no tables.
    pub async fn open_to_copy(address: &str) -> Result<Self, Error> {
        Self::connect(address, Use::Copy).await
    }

    async fn connect(address: &str, wanted: Use) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let store = if let Some(path) = address.strip_prefix("sqlite:") {
            check_path(path)?;
            sqlite::open(Path::new(path), wanted).await?
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            Self { pool: postgres::open(address, wanted).await?, dialect: Dialect::Postgres, file: None }
        } else {
            return Err(Error::new(
                "the database's address is neither sqlite:PATH nor postgres://USER@HOST/NAME.",
            ));
        };
        store.bring_up_to_date(wanted).await?;
        // Not sooner: by a mistake it may be another file.
        if let (Use::Keep, Some(file)) = (wanted, &store.file) {
            file.close_to_others();
        }
        Ok(store)
    }
}

/// What other programs take for more than a path would become a part of the file's name here.
fn check_path(path: &str) -> Result<(), Error> {
    // Elsewhere the second slash is the end of an empty host, and here the beginning of a path.
    let wrong = if path.starts_with("//") {
        "without // before the path"
    } else if path.contains('?') {
        "without settings (?…) after the path. A file with a ? in its name needs another name"
    } else if path == ":memory:" {
        "with the path of a file: what is in memory alone is lost with the process"
    } else {
        return Ok(());
    };
    Err(Error::new(format!("the address of an SQLite database is sqlite:PATH, {wrong}.")))
}

/// As both databases have it.
pub(super) fn pool(connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new().max_connections(connections).acquire_timeout(LONGEST_WAIT)
}
