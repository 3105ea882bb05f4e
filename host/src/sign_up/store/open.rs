//! Opening: the file or the server, its rights and durability, and the migrations.

use std::fs::{OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{
    AnyConnection, AnyPool, AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, Row as _,
    SqlSafeStr as _,
};

use super::{Dialect, LONGEST_WORK, Store, code, is_forbidden, sqlite_code};
use crate::error::is_of_certificate;
use crate::sign_up::chance;
use crate::{Error, journal};

/// Receivers on one PostgreSQL share its (usually 100) connections.
const POSTGRES_CONNECTIONS: u32 = 16;
/// Somebody who waits longer is told to try again; the page does so by itself.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// A line to PostgreSQL may fall silent without being closed. Whoever waits for it then keeps its place in the pool.
const PING_TIME: Duration = Duration::from_secs(3);
/// The wait before a locked file is tried again.
const LOCKED: Duration = Duration::from_millis(20);
/// The first answer of PostgreSQL, which has to wake up where it sleeps while nobody asks.
const FIRST_ANSWER: Duration = Duration::from_secs(10);
/// A connection to PostgreSQL that nobody has needed for so long is closed: nobody would notice that it fell silent.
const LONGEST_REST: Duration = Duration::from_secs(30);
/// The server, too, must give up a line that fell silent. In the middle of a transaction what was begun on it holds the
/// name of its submission, and the page that sends it again would wait for that; at rest it is one of the server's
/// connections, which it would keep for two hours.
const FORSAKEN: &str = "SET idle_in_transaction_session_timeout = '10s'; SET tcp_keepalives_idle = 30; \
    SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3";
/// A connection that was used a moment ago is not asked again whether it is there.
const FRESH: Duration = Duration::from_secs(1);

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

/// What somebody wants of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// To keep sign-ups in it. It is made if it is not there.
    Keep,
    /// To change what is in it.
    Change,
    /// To read it, with no other rights.
    Read,
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

    async fn connect(address: &str, wanted: Use) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let store = if let Some(path) = address.strip_prefix("sqlite:") {
            if path.starts_with("//") {
                // Elsewhere the second slash is the end of an empty host, and here the beginning of a path.
                return Err(Error::new(
                    "the address of an SQLite database is sqlite:PATH, without // before the path.",
                ));
            }
            sqlite(Path::new(path), wanted).await?
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            Self { pool: postgres(address).await?, dialect: Dialect::Postgres, file: None }
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

    async fn bring_up_to_date(&self, wanted: Use) -> Result<(), Error> {
        let unreadable = |error| Error::with_source("the database's tables cannot be read.", error);
        let migrations = migrations(self.dialect);
        let newest = migrations.iter().map(|migration| migration.version).max().unwrap_or_default();
        // Of several programs on a new file each finds a step done that it was about to do, and looks again. PostgreSQL
        // has a lock for it.
        let mut attempts = if self.dialect == Dialect::Sqlite { newest } else { 0 };
        loop {
            let version = self.version().await.map_err(unreadable)?;
            if version == newest {
                return Ok(());
            }
            if version > newest {
                return Err(Error::new(
                    "the database was made by a newer version of this program. Use that one.",
                ));
            }
            if wanted == Use::Read {
                return Err(Error::new(
                    "the database's tables are not there yet, or those of an older version. Start `ran serve` with it once.",
                ));
            }
            match migrations.run(&self.pool).await {
                Ok(()) => return Ok(()),
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
    fn close_to_others(&self) {
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

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

async fn sqlite(path: &Path, wanted: Use) -> Result<Store, Error> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        let message = format!("the database {} cannot be opened. Name it with --database.", path.display());
        Error::because(message, error)
    };
    // The names of people are in it: nobody else on the machine may read it.
    let opened = OpenOptions::new().create(wanted == Use::Keep).append(true).mode(0o600).open(path);
    let may_write = match opened {
        Ok(_) => true,
        Err(error) if wanted == Use::Read && error.kind() == io::ErrorKind::PermissionDenied => false,
        Err(error) => return Err(failed(error.into())),
    };
    let given = path.display();
    let path = path.canonicalize().map_err(|error| failed(error.into()))?;
    let encoded = percent_encoding::percent_encode(path.as_os_str().as_encoded_bytes(), PATH);
    let mode = if may_write { "rw" } else { "ro" };
    let options: AnyConnectOptions = format!("sqlite://{encoded}?mode={mode}")
        .parse()
        .map_err(|error: sqlx::Error| failed(error.into()))?;
    let options = options.disable_statement_logging();
    let pragmas = if may_write { PRAGMAS } else { PRAGMAS_TO_READ };
    let mut reached = reach(&options, pragmas).await;
    let patience = Instant::now() + LONGEST_WAIT;
    // Turning the log on does not wait for a lock, as all else does: of several programs on a new file the others look again.
    while reached.as_ref().is_err_and(|error| sqlite_code(error) == Some(5)) && Instant::now() < patience {
        tokio::time::sleep(LOCKED).await;
        reached = reach(&options, pragmas).await;
    }
    reached.map_err(|error| {
        let why = match sqlite_code(&error) {
            Some(26) => "it is no SQLite database",
            // READONLY, IOERR and CANTOPEN, of the files that SQLite has beside it.
            Some(8 | 10 | 14) if may_write => "SQLite must be able to write in its folder too",
            Some(8 | 10 | 14) => {
                "while no server has it open, it can only be read by who may write in its folder"
            }
            Some(13) => "the disk is full",
            Some(5) => "another program holds it",
            _ => return failed(error.into()),
        };
        Error::with_source(format!("the database {given} cannot be opened: {why}."), error)
    })?;
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

/// What the path of an address keeps as it is.
const PATH: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.');

async fn postgres(address: &str) -> Result<AnyPool, Error> {
    // The address holds a password, so it is in no message.
    let options: AnyConnectOptions = address.parse().map_err(|_| {
        Error::new("the database's address cannot be read. It looks like postgres://USER@HOST/NAME.")
    })?;
    let options = options.disable_statement_logging();
    let failed = |error: sqlx::Error| {
        let code = code(&error);
        let why = match code.as_deref() {
            Some("28P01") => "it refuses the password. Look at user and password in RAN_DATABASE.",
            Some("28000") => {
                "it does not let this user in from here. Look at the user, and at the server's pg_hba.conf."
            }
            Some("3D000") => {
                "it has no database of this name. Look at the name, or make it with CREATE DATABASE."
            }
            Some(FULL_HOUSE) => {
                "it has no connection left for this user. Raise its max_connections or the user's CONNECTION LIMIT, or \
                 start fewer servers on it."
            }
            _ if is_of_certificate(&error) => {
                "its certificate is not believed. Name the authority that vouches for it with &sslrootcert=FILE."
            }
            _ => "it does not answer. Look at host and port, and whether it runs.",
        };
        Error::with_source(
            format!("the PostgreSQL server cannot be reached at {}: {why}", place(address)),
            error,
        )
    };
    let pool = pool(POSTGRES_CONNECTIONS)
        .idle_timeout(LONGEST_REST)
        .test_before_acquire(false)
        .after_connect(|connection, _| Box::pin(async move { connection.execute(FORSAKEN).await.map(drop) }))
        .before_acquire(|connection, known| {
            let is_in_transaction = connection.is_in_transaction();
            Box::pin(async move {
                if known.idle_for > FRESH {
                    answers(connection).await?;
                }
                Ok(!is_in_transaction)
            })
        })
        // The pool asks too, and waits for ever.
        .after_release(|connection, _| Box::pin(async move { answers(connection).await.map(|()| true) }));
    let answered = tokio::time::timeout(FIRST_ANSWER, mixes_clients_up(&options)).await;
    if answered.unwrap_or_else(|_| Err(silent())).map_err(failed)? {
        return Err(Error::new(format!(
            "the pool before PostgreSQL at {} has its clients share connections (PgBouncer: pool_mode = transaction). \
             Set pool_mode = session, or name the server itself.",
            place(address)
        )));
    }
    Ok(pool.connect_lazy_with(options))
}

/// What of an address may be shown: `HOST:PORT/NAME`, without user, password and settings.
fn place(address: &str) -> &str {
    let (_, rest) = address.split_once("://").unwrap_or_default();
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    rest.rsplit_once('@').map_or(rest, |(_, place)| place)
}

/// Whether the other side of a connection is there. After an error the connection is dropped without a farewell.
async fn answers(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    tokio::time::timeout(PING_TIME, connection.ping()).await.unwrap_or_else(|_| Err(silent()))
}

/// The other side has not answered in time.
fn silent() -> sqlx::Error {
    io::Error::from(io::ErrorKind::TimedOut).into()
}

/// Whether something before PostgreSQL gives each question to any of its connections. Newer ones know how to share
/// prepared statements so, but not what is set for a connection, nor its locks.
async fn mixes_clients_up(options: &AnyConnectOptions) -> Result<bool, sqlx::Error> {
    let name = chance::name();
    let mut one = AnyConnection::connect_with(options).await?;
    one.execute(AssertSqlSafe(format!("SET ran.probe = '{name}'"))).await?;
    let mut other = match AnyConnection::connect_with(options).await {
        // One connection is enough for a command, and then there is nobody to be mixed up with.
        Err(error) if code(&error).is_some_and(|code| code == FULL_HOUSE) => {
            return one.close().await.map(|()| false);
        }
        other => other?,
    };
    let found = other.fetch_one("SELECT COALESCE(current_setting('ran.probe', true), '')").await?;
    let is_found = found.try_get::<String, _>(0)? == name;
    other.close().await?;
    one.close().await?;
    Ok(is_found)
}

/// `too_many_connections`.
const FULL_HOUSE: &str = "53300";

/// Tries one connection: a pool tries until its time is over, and then says no more than that.
async fn reach(options: &AnyConnectOptions, pragmas: &'static str) -> Result<(), sqlx::Error> {
    let mut connection = AnyConnection::connect_with(options).await?;
    connection.execute(pragmas).await?;
    connection.close().await
}

fn pool(connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new().max_connections(connections).acquire_timeout(LONGEST_WAIT)
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

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn no_secret_is_shown() {
        for (address, expected) in [
            ("postgres://ran:secret@db.example.jp:5432/ran?sslmode=verify-full", "db.example.jp:5432/ran"),
            ("postgres://ran:s@c@db.example.jp/ran", "db.example.jp/ran"),
            ("postgres://db.example.jp/ran?user=ran&password=s@c", "db.example.jp/ran"),
            ("postgresql:///ran?host=/run", "/ran"),
            ("postgres:", ""),
        ] {
            assert_eq!(place(address), expected, "{address}");
        }
    }
}
