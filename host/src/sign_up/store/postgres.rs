//! PostgreSQL: a server that several receivers share, and that may fall silent.

use std::io::ErrorKind;
use std::time::Duration;

use sqlx::any::AnyConnectOptions;
use sqlx::{
    AnyConnection, AnyPool, AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, Row as _,
};

use super::open::{Use, pool};
use super::{code, silent};
use crate::Error;
use crate::error::is_of_certificate;
use crate::sign_up::chance;

/// Receivers on one PostgreSQL share its (usually 100) connections.
const POSTGRES_CONNECTIONS: u32 = 16;
/// A line to PostgreSQL may fall silent without being closed. Whoever waits for it then keeps its place in the pool.
const PING_TIME: Duration = Duration::from_secs(3);
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

/// Opens what is at an address.
pub(super) async fn open(address: &str, wanted: Use) -> Result<AnyPool, Error> {
    // The address holds a password, so it is in no message.
    let options: AnyConnectOptions = address.parse().map_err(|_| {
        Error::new("the database's address cannot be read. It looks like postgres://USER@HOST/NAME.")
    })?;
    check_options(&options)?;
    let options = options.disable_statement_logging();
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
    let answered = tokio::time::timeout(FIRST_ANSWER, look(&options)).await;
    let found =
        answered.unwrap_or_else(|_| Err(silent())).map_err(|error| why_not_reached(error, address))?;
    // What another version has kept in it can be read.
    if wanted == Use::Keep && !WIDE.contains(&found.encoding.as_str()) {
        return Err(Error::new(format!(
            "the PostgreSQL database {} keeps text in {}, which has no place for all that people fill in. Make one with \
             CREATE DATABASE ran ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0, and name that.",
            place(address),
            found.encoding
        )));
    }
    if found.mixes_clients_up {
        return Err(Error::new(format!(
            "the pool before PostgreSQL at {} has its clients share connections (PgBouncer: pool_mode = transaction). \
             Set pool_mode = session, or name the server itself.",
            place(address)
        )));
    }
    Ok(pool.connect_lazy_with(options))
}

/// What may stand after the `?` of an address. By one that sqlx does not know it is not stopped: the certificate would not be
/// looked at for a slip in `sslmode`.
const OPTIONS: [&str; 18] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "statement-cache-capacity",
    "options",
];

/// What is not known is not shown: it may be a part of a password with a `?` or `&` in it.
fn check_options(options: &AnyConnectOptions) -> Result<(), Error> {
    let is_known =
        |name: &str| OPTIONS.contains(&name) || name.starts_with("options[") && name.ends_with(']');
    match options.database_url.query_pairs().position(|(name, _)| !is_known(&name)) {
        None => Ok(()),
        Some(before) => Err(Error::new(format!(
            "option {} after the ? of the database's address is not known. There are {}, options[NAME].",
            before + 1,
            OPTIONS.join(", ")
        ))),
    }
}

/// Why there is no connection, and what to do about it.
fn why_not_reached(error: sqlx::Error, address: &str) -> Error {
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
        _ => match &error {
            sqlx::Error::Tls(_) => {
                "it speaks no TLS that both know. Switch it on there (ssl = on in postgresql.conf), or leave sslmode \
                 out if nobody else is on the line."
            }
            sqlx::Error::Configuration(_) => {
                "the value of an option after the ? is not understood. sslmode is disable, allow, prefer, require, \
                 verify-ca or verify-full; port is a number, hostaddr an IP address."
            }
            sqlx::Error::Io(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) =>
            {
                "a file that its address names cannot be read. Look at sslrootcert, sslcert and sslkey, or at the \
                 socket's folder in host."
            }
            _ => "it does not answer. Look at host and port, and whether it runs.",
        },
    };
    Error::with_source(format!("the PostgreSQL server cannot be reached at {}: {why}", place(address)), error)
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

/// The encodings that keep whatever is written: all of Unicode, and bytes as they come.
const WIDE: [&str; 2] = ["UTF8", "SQL_ASCII"];

/// What can be told of a database before it is used.
struct Found {
    encoding: String,
    mixes_clients_up: bool,
}

async fn look(options: &AnyConnectOptions) -> Result<Found, sqlx::Error> {
    let mut connection = AnyConnection::connect_with(options).await?;
    let encoding = connection.fetch_one("SELECT current_setting('server_encoding')").await?.try_get(0)?;
    Ok(Found { encoding, mixes_clients_up: mixes_clients_up(connection, options).await? })
}

/// Whether something before PostgreSQL gives each question to any of its connections. Newer ones know how to share
/// prepared statements so, but not what is set for a connection, nor its locks.
async fn mixes_clients_up(mut one: AnyConnection, options: &AnyConnectOptions) -> Result<bool, sqlx::Error> {
    let name = chance::name();
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

#[cfg(test)]
mod tests {
    use super::{check_options, place};

    #[test]
    fn no_option_is_passed_over() {
        for (query, expected) in [
            ("", None),
            ("?sslmode=verify-full&sslrootcert=ca.pem", None),
            ("?host=/run&options[search_path]=ran&statement-cache-capacity=0", None),
            ("?ssl_mode=verify-full&sslrootcert=ca.pem", Some("option 1 after the ?")),
            ("?SSLMODE=verify-full", Some("option 1 after the ?")),
            ("?sslmode=verify-full&sslroot=ca.pem", Some("option 2 after the ?")),
            ("?options[search_path=ran", Some("option 1 after the ?")),
            ("?password=a&geheim", Some("option 2 after the ?")),
        ] {
            let options = format!("postgres://ran@db.example.jp/ran{query}").parse().unwrap();
            let said = check_options(&options).err().map(|error| error.to_string());
            assert_eq!(said.is_some(), expected.is_some(), "{query}: {said:?}");
            let said = said.unwrap_or_default();
            assert!(
                said.contains(expected.unwrap_or_default()) && !said.contains("geheim"),
                "{query}: {said}"
            );
        }
    }

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
