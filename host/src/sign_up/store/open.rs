//! Opening: the file or the server, its durability, and the migrations.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, ConnectOptions as _, Connection as _, Executor as _, SqlSafeStr as _};

use super::{Dialect, Store};
use crate::Error;

/// Receivers on one PostgreSQL share its (usually 100) connections.
const POSTGRES_CONNECTIONS: u32 = 16;
/// Somebody who waits longer is told to try again; the page does so by itself.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// For each connection to SQLite. FULL survives a power cut and not only a crash; `secure_delete` overwrites what is
/// deleted.
const PRAGMAS: &str = "PRAGMA busy_timeout = 15000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";

impl Store {
    /// Opens `sqlite:PATH`, which is made if it is not there, or `postgres://…`, and brings its tables up to date.
    ///
    /// # Errors
    /// When the address is of neither kind, the file cannot be made or read, or the server does not answer.
    pub async fn open(address: &str) -> Result<Self, Error> {
        Self::connect(address, true).await
    }

    /// The same, but a file that is not there is a mistake and not a new database.
    ///
    /// # Errors
    /// As with [`open`](Self::open), and when the file is not there.
    pub async fn open_existing(address: &str) -> Result<Self, Error> {
        Self::connect(address, false).await
    }

    async fn connect(address: &str, make: bool) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let (dialect, pool) = if let Some(path) = address.strip_prefix("sqlite:") {
            (Dialect::Sqlite, sqlite(Path::new(path), make).await?)
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            (Dialect::Postgres, postgres(address).await?)
        } else {
            return Err(Error::new(
                "the database's address is neither sqlite:PATH nor postgres://USER@HOST/NAME.",
            ));
        };
        let mut migrated = migrations(dialect).run(&pool).await;
        if migrated.is_err() && dialect == Dialect::Sqlite {
            // Two programs at once on a new file: PostgreSQL has a lock for it; here the second one looks again.
            migrated = migrations(dialect).run(&pool).await;
        }
        migrated.map_err(|error| {
            let message =
                "the database's tables cannot be brought up to date. Was it made by a newer version?";
            Error::with_source(message, error)
        })?;
        Ok(Self { pool, dialect })
    }
}

async fn sqlite(path: &Path, make: bool) -> Result<AnyPool, Error> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        let message = format!("the database {} cannot be opened. Name it with --database.", path.display());
        Error::because(message, error)
    };
    // The names of people are in it: nobody else on the machine may read it. SQLite gives its other files the same
    // rights.
    OpenOptions::new()
        .create(make)
        .append(true)
        .mode(0o600)
        .open(path)
        .map_err(|error| failed(error.into()))?;
    let path = path.canonicalize().map_err(|error| failed(error.into()))?;
    let address = percent_encoding::percent_encode(path.as_os_str().as_encoded_bytes(), PATH);
    let options: AnyConnectOptions =
        format!("sqlite://{address}").parse().map_err(|error: sqlx::Error| failed(error.into()))?;
    let options = options.disable_statement_logging();
    reach(&options).await.map_err(|error| failed(error.into()))?;
    // One connection, and a fair queue for it: SQLite has one writer at a time, and several would poll for the lock.
    pool(1, |connection| Box::pin(async move { connection.execute(PRAGMAS).await.map(|_| ()) }))
        .connect_with(options)
        .await
        .map_err(|error| failed(error.into()))
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
    let failed = |error| Error::with_source("the PostgreSQL server cannot be reached.", error);
    reach(&options).await.map_err(failed)?;
    pool(POSTGRES_CONNECTIONS, |_| Box::pin(async { Ok(()) })).connect_with(options).await.map_err(failed)
}

/// Tries one connection: a pool tries until its time is over, and then says no more than that.
async fn reach(options: &AnyConnectOptions) -> Result<(), sqlx::Error> {
    AnyConnection::connect_with(options).await?.close().await
}

type Prepared<'a> = std::pin::Pin<Box<dyn Future<Output = Result<(), sqlx::Error>> + Send + 'a>>;

fn pool(connections: u32, prepare: fn(&mut sqlx::AnyConnection) -> Prepared<'_>) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(LONGEST_WAIT)
        .after_connect(move |connection, _| prepare(connection))
        // A full disk makes SQLite end a transaction by itself, which sqlx does not hear of: on that connection no other
        // could ever begin.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
}

fn migrations(dialect: Dialect) -> Migrator {
    macro_rules! of {
        ($folder:literal) => {
            [
                (1, "sign ups", include_str!(concat!("../../../migrations/", $folder, "/1_sign_ups.sql"))),
                (2, "refusals", include_str!(concat!("../../../migrations/", $folder, "/2_refusals.sql"))),
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
