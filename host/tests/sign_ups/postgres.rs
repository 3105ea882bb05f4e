//! A PostgreSQL of the tests' own: a temporary cluster on the loopback, which ends with the process.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnection, PgPoolOptions};
use sqlx::{Connection as _, Executor as _, Row as _};
use tempfile::TempDir;

use crate::service::free_port;

/// A running server.
pub(crate) struct Cluster {
    folder: TempDir,
    port: u16,
    server: Option<Child>,
    /// What else the server is started with.
    settings: Vec<String>,
}

/// The cluster that tests share, each with a database of its own.
pub(crate) fn database() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start).database()
}

impl Cluster {
    pub(crate) fn start() -> Self {
        Self::start_with(|_| Vec::new())
    }

    /// With settings (`name=value`) that may name files in the cluster's folder.
    pub(crate) fn start_with(settings: impl FnOnce(&Path) -> Vec<String>) -> Self {
        let folder = TempDir::new().expect("a folder");
        let settings = settings(folder.path());
        if is_root() {
            done(
                Command::new("chown").args(["-R", "postgres"]).arg(folder.path()),
                "give the folder to postgres",
            );
        }
        done(
            as_postgres("initdb")
                .args(["--auth=trust", "--username=ran", "--encoding=UTF8", "--locale=C", "-D"])
                .arg(folder.path().join("data"))
                .stdout(Stdio::null()),
            "make a cluster",
        );
        let mut cluster = Self { folder, port: free_port(), server: None, settings };
        cluster.resume();
        cluster
    }

    /// Starts the server, again if need be, and waits until it answers.
    pub(crate) fn resume(&mut self) {
        // The server ends when this process does, however it does: then the pipe is closed, and `read` returns.
        const UNTIL_CLOSED: &str = "\"$@\" & read -r _; kill -INT $!; wait";
        let mut command = as_user("sh");
        command
            .args(["-c", UNTIL_CLOSED, "sh"])
            .arg(bin("postgres"))
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .args(["-p", &self.port.to_string(), "-c", "listen_addresses=127.0.0.1"])
            .args(["-c", "unix_socket_directories=", "-c", "logging_collector=off"])
            .args(self.settings.iter().flat_map(|setting| ["-c", setting]))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(self.folder.path().join("log.txt")).expect("a file"));
        self.server = Some(command.spawn().expect("a shell"));
        let deadline = Instant::now() + Duration::from_secs(30);
        let ready = || {
            Command::new(bin("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .status()
                .is_ok_and(|status| status.success())
        };
        while !ready() {
            let ended =
                self.server.as_mut().is_none_or(|server| server.try_wait().is_ok_and(|end| end.is_some()));
            if ended || Instant::now() > deadline {
                let log = std::fs::read_to_string(self.folder.path().join("log.txt")).unwrap_or_default();
                panic!("PostgreSQL does not start: {log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stops the server as an operator does.
    pub(crate) fn stop(&mut self) {
        let mut server = self.server.take().expect("a running server");
        let _ = server.stdin.take().expect("a pipe").write_all(b"\n");
        server.wait().expect("an end");
    }

    /// The address of an empty database.
    pub(crate) fn database(&self) -> String {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        self.execute(&format!("CREATE DATABASE {name}"));
        format!("postgres://ran@127.0.0.1:{}/{name}", self.port)
    }

    /// Runs a command as the database's owner.
    pub(crate) fn execute(&self, sql: &str) {
        self.execute_in(&format!("postgres://ran@127.0.0.1:{}/postgres", self.port), sql);
    }

    /// The same in one of its databases.
    pub(crate) fn execute_in(&self, address: &str, sql: &str) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let pool = PgPoolOptions::new().max_connections(1).connect(address).await.expect("a connection");
            pool.execute(sqlx::AssertSqlSafe(sql.to_owned())).await.expect("a command that works");
            pool.close().await;
        });
    }

    /// Where its files are.
    pub(crate) fn files(&self) -> PathBuf {
        self.folder.path().join("data/base")
    }
}

/// Somebody who reads the sign-ups for as long as this lives.
pub(crate) struct Reader {
    runtime: tokio::runtime::Runtime,
    connection: PgConnection,
}

impl Reader {
    pub(crate) fn of(address: &str) -> Self {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let connection = runtime.block_on(async {
            let mut connection = PgConnection::connect(address).await.expect("a connection");
            connection.execute("BEGIN; SELECT count(*) FROM sign_ups").await.expect("a table");
            connection
        });
        Self { runtime, connection }
    }

    /// Whether somebody else waits for the table.
    pub(crate) fn is_in_the_way(&mut self) -> bool {
        let waiting =
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'sign_ups'::regclass)";
        let row = self.runtime.block_on(self.connection.fetch_one(waiting)).expect("an answer");
        row.get(0)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.server.is_some() {
            self.stop();
        }
    }
}

/// Debian keeps the server's programs outside the path, a folder for each version.
fn bin(name: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found =
        versions.map(|version| version.path().join("bin").join(name)).filter(|path| path.exists()).max();
    let path = std::env::var_os("PATH").unwrap_or_default();
    found
        .or_else(|| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.exists()))
        .unwrap_or_else(|| panic!("{name} is missing. On Debian: sudo apt-get install postgresql"))
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("id");
    output.stdout.trim_ascii() == b"0"
}

/// PostgreSQL refuses to run as root.
pub(crate) fn as_user(program: impl AsRef<std::ffi::OsStr>) -> Command {
    if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program).current_dir("/");
        command
    } else {
        let mut command = Command::new(program);
        command.current_dir("/");
        command
    }
}

fn as_postgres(name: &str) -> Command {
    as_user(bin(name))
}

#[track_caller]
fn done(command: &mut Command, what: &str) {
    let status = command.status().unwrap_or_else(|error| panic!("could not {what}: {error}"));
    assert!(status.success(), "could not {what}");
}

/// Whether some bytes are in any file of a folder.
pub(crate) fn is_in_files(folder: &Path, needle: &str) -> bool {
    std::fs::read_dir(folder).expect("a folder").flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return is_in_files(&path, needle);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
    })
}
