//! SQLite: a file of its own, its rights, and that it stays the same.

use std::borrow::Cow;
use std::fs::{OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _};

use super::open::{LONGEST_WAIT, Use, pool};
use super::{Dialect, Store, rescode, sqlite_code};
use crate::{Error, journal};

/// The wait before a locked file is tried again.
const LOCKED: Duration = Duration::from_millis(20);

/// How long SQLite waits for somebody who holds it.
macro_rules! busy_timeout {
    () => {
        "PRAGMA busy_timeout = 15000;"
    };
}
pub(super) const BUSY_TIMEOUT: &str = busy_timeout!();

/// For each connection to SQLite. FULL survives a power cut and not only a crash; `secure_delete` overwrites what is
/// deleted; VACUUM writes a copy of all, which must not stand in the folder for temporary files. Reading opens the log,
/// so that its file is known.
const PRAGMAS: &str = concat!(
    busy_timeout!(),
    "PRAGMA temp_store = MEMORY; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
     PRAGMA secure_delete = ON; SELECT COUNT(*) FROM sqlite_schema;"
);
/// For who may not write.
const PRAGMAS_TO_READ: &str = concat!(busy_timeout!(), "SELECT COUNT(*) FROM sqlite_schema;");

/// SQLite's file and its log, as they were opened.
///
/// What is written into a file that has no name any more is lost with the process.
#[derive(Debug)]
pub(super) struct File {
    path: PathBuf,
    opened: Mutex<[Option<(u64, u64)>; 2]>,
}

impl File {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there still is a file of this name.
    pub(super) fn is_there(&self) -> bool {
        self.path.exists()
    }

    fn names(&self) -> [PathBuf; 2] {
        [self.path.clone(), beside(&self.path, "-wal")]
    }

    fn now(&self) -> [Option<(u64, u64)>; 2] {
        self.names().map(|path| path.metadata().ok().map(|found| (found.dev(), found.ino())))
    }

    fn note(&self) {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = self.now();
    }

    /// Whether its names still are those of what was opened: a copy may have been put in its place.
    fn is_the_same(&self) -> bool {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) == self.now()
    }

    /// Takes from everybody else the right to read a database that was made without care (0644). Rights of a group alone
    /// (0640) are somebody's decision. SQLite gives the files that it makes beside it the same rights.
    pub(super) fn close_to_others(&self) {
        for path in [self.path.clone(), beside(&self.path, "-wal"), beside(&self.path, "-shm")] {
            let Ok(found) = path.metadata() else { continue };
            if found.mode() & 0o007 == 0 {
                continue;
            }
            let trouble = match std::fs::set_permissions(&path, Permissions::from_mode(0o600)) {
                Ok(()) => "everybody on this machine could read it; from now on nobody else can",
                Err(_) => "everybody on this machine can read it, and this user may not change that",
            };
            journal::line(
                "database",
                &[("file", path.display().to_string().into()), ("trouble", trouble.into())],
            );
        }
    }
}

pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Opens a file, which is made if sign-ups are to be kept in it.
pub(super) async fn open(given: &Path, wanted: Use) -> Result<Store, Error> {
    // The names of people are in it: nobody else on the machine may read it.
    let opened = OpenOptions::new().create(wanted == Use::Keep).append(true).mode(0o600).open(given);
    let may_write = match opened {
        Ok(_) => true,
        Err(error) if wanted.only_reads() && error.kind() == io::ErrorKind::PermissionDenied => false,
        Err(error) => return Err(not_opened(given, error.into())),
    };
    let path = given.canonicalize().map_err(|error| not_opened(given, error.into()))?;
    if !may_write {
        check_readable(&path)?;
    }
    let encoded = percent_encoding::percent_encode(path.as_os_str().as_encoded_bytes(), PATH);
    let mode = if may_write { "rw" } else { "ro" };
    let options: AnyConnectOptions = format!("sqlite://{encoded}?mode={mode}")
        .parse()
        .map_err(|error: sqlx::Error| not_opened(given, error.into()))?;
    let options = options.disable_statement_logging();
    let pragmas = if may_write { PRAGMAS } else { PRAGMAS_TO_READ };
    let mut reached = reach(&options, pragmas).await;
    let patience = Instant::now() + LONGEST_WAIT;
    // Turning the log on does not wait for a lock, as all else does: of several programs on a new file the others look again.
    while reached.as_ref().is_err_and(|error| sqlite_code(error) == Some(rescode::BUSY))
        && Instant::now() < patience
    {
        tokio::time::sleep(LOCKED).await;
        reached = reach(&options, pragmas).await;
    }
    reached.map_err(|error| why_not_opened(error, given, &path, may_write))?;
    let file = Arc::new(File { path, opened: Mutex::default() });
    let (noted, compared) = (Arc::clone(&file), Arc::clone(&file));
    // One connection, and a fair queue for it: SQLite has one writer at a time, and several would poll for the lock.
    let pool = pool(1)
        // Not given up but for a reason: with it goes a file that has lost its name, and all that is in it.
        .max_lifetime(None)
        .idle_timeout(None)
        .after_connect(move |connection, _| {
            let file = Arc::clone(&noted);
            Box::pin(async move {
                connection.execute(pragmas).await?;
                file.note();
                Ok(())
            })
        })
        // A full disk makes SQLite end a transaction by itself, which sqlx does not hear of: on that connection no other
        // could ever begin.
        .before_acquire(move |connection, _| {
            let good = !connection.is_in_transaction() && compared.is_the_same();
            Box::pin(async move { Ok(good) })
        });
    let pool = pool.connect_lazy_with(options);
    Ok(Store { pool, dialect: Dialect::Sqlite, file: Some(file) })
}

/// Asked before SQLite is, which says the same of this file and of those beside it.
fn check_readable(path: &Path) -> Result<(), Error> {
    match std::fs::File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(Error::with_source(
            format!(
                "the database {0} cannot be opened: this user may not read it. Run the command as its owner, or let a \
                 group of this user read it (chgrp GROUP {0}; chmod 640 {0}), and {0}-wal and {0}-shm if they are there.",
                path.display()
            ),
            error,
        )),
        _ => Ok(()),
    }
}

/// The file that SQLite has beside the database and that this user may not use as the database itself.
fn closed_beside(path: &Path, may_write: bool) -> Option<PathBuf> {
    let is_closed = |file: &PathBuf| {
        let opened = OpenOptions::new().read(true).append(may_write).open(file);
        opened.is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
    };
    ["-wal", "-shm"].map(|ending| beside(path, ending)).into_iter().find(is_closed)
}

/// Why a file that is there could not be opened as a database.
fn why_not_opened(error: sqlx::Error, given: &Path, path: &Path, may_write: bool) -> Error {
    let why: Cow<'_, str> = match sqlite_code(&error) {
        Some(rescode::NOTADB) => "it is no SQLite database".into(),
        // Of the files that SQLite has beside it.
        Some(rescode::READONLY | rescode::IOERR | rescode::CANTOPEN) => match closed_beside(path, may_write) {
            Some(file) => format!(
                "this user may not {} {} beside it. Give that the database's own rights (chmod --reference)",
                if may_write { "write to" } else { "read" },
                file.display()
            )
            .into(),
            None if may_write => "SQLite must be able to write in its folder too".into(),
            None => "while no server has it open, it can only be read by who may write in its folder".into(),
        },
        Some(rescode::FULL) => "the disk is full".into(),
        Some(rescode::BUSY) => "another program holds it".into(),
        _ => return not_opened(given, error.into()),
    };
    Error::with_source(format!("the database {} cannot be opened: {why}.", given.display()), error)
}

fn not_opened(given: &Path, error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    let message = format!("the database {} cannot be opened. Name it with --database.", given.display());
    Error::because(message, error)
}

/// What the path of an address keeps as it is.
const PATH: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.');

/// Tries one connection: a pool tries until its time is over, and then says no more than that.
async fn reach(options: &AnyConnectOptions, pragmas: &'static str) -> Result<(), sqlx::Error> {
    let mut connection = AnyConnection::connect_with(options).await?;
    connection.execute(pragmas).await?;
    connection.close().await
}
