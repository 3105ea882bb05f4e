//! A copy of all in one file, made while others write.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::sqlite::beside;
use super::{Dialect, Failure, Store};
use crate::Error;

impl Store {
    /// Writes all that SQLite has, as it is at one moment, into a new file that nobody else may read. Sign-ups are taken
    /// meanwhile.
    ///
    /// # Errors
    /// When there is a file of this name or none can be made, the disk is full, or the database cannot be read; and of
    /// PostgreSQL, which has a program for it.
    pub async fn backup(&self, to: &Path) -> Result<(), Error> {
        if self.dialect == Dialect::Postgres {
            return Err(Error::new(
                "nothing is backed up: for a PostgreSQL database there is pg_dump, and pg_restore to bring it back: \
                 pg_dump --format=custom --file=FILE ADDRESS",
            ));
        }
        check_name(to)?;
        // Taken before anything is written. Until all is copied it is empty: what a power cut leaves is no half backup.
        let mut made = New::make(to)?;
        let part = New::make(&beside(to, ".part"))?;
        let path = part.path.canonicalize().map_err(|error| not_made(&part.path, error))?;
        let Some(name) = path.to_str() else {
            return Err(Error::new(format!(
                "nothing is backed up: SQLite takes a path in UTF-8 alone, and {} is none. Name another file.",
                path.display()
            )));
        };
        let copied = sqlx::query("VACUUM INTO $1").bind(name).execute(&self.pool).await;
        copied.map_err(|error| not_copied(error.into()))?;
        // SQLite leaves it to the system when what it has copied comes to the disk.
        let kept = File::open(&path).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&path, to));
        kept.map_err(|error| not_made(to, error))?;
        made.is_done = true;
        // The name too; not every file system can.
        let _ = path.parent().map(|folder| File::open(folder)?.sync_all());
        Ok(())
    }
}

/// By an address in place of a path a file would be made that nobody looks for.
fn check_name(to: &Path) -> Result<(), Error> {
    let Some(path) = to.to_str().and_then(|name| name.strip_prefix("sqlite:")) else { return Ok(()) };
    Err(Error::new(format!(
        "nothing is backed up: the file to make is named without sqlite: before it. Write {path}."
    )))
}

/// A file that was not there before. It goes with the value if it is not done.
struct New {
    path: PathBuf,
    is_done: bool,
}

impl New {
    fn make(path: &Path) -> Result<Self, Error> {
        // The names of people will be in it: nobody else on the machine may read it.
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Ok(_) => Ok(Self { path: path.to_owned(), is_done: false }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Error::new(format!(
                "nothing is backed up: {} is there already, and a backup overwrites nothing. Name another file.",
                path.display()
            ))),
            Err(error) => Err(not_made(path, error)),
        }
    }
}

impl Drop for New {
    fn drop(&mut self) {
        if !self.is_done {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn not_made(path: &Path, error: io::Error) -> Error {
    Error::with_source(format!("nothing is backed up: {} cannot be written.", path.display()), error)
}

fn not_copied(failure: Failure) -> Error {
    let why = if failure.is_full() {
        "the disk is full. Make room, or name a file on another disk."
    } else if failure.is_busy() {
        "others are using the database. Run the same command again."
    } else {
        "the database cannot be copied."
    };
    Error::with_source(format!("nothing is backed up: {why}"), failure)
}
