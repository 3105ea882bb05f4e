//! The program `ran` as a process: what an operator starts, and what the secretariat asks.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::workspace;

/// A running `ran serve` with the demo's feed and a database of its own. It is killed with the value.
pub struct Program {
    child: Child,
    url: String,
    folder: TempDir,
}

/// `cargo xtask test` builds it beside the folder of the tests.
fn path() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_else(|error| panic!("the path of this test: {error}"));
    own.parent().and_then(Path::parent).unwrap_or(&own).join("ran")
}

fn command() -> Command {
    let mut command = Command::new(path());
    // What an operator has set is for another service.
    for name in ["RAN_DATABASE", "RAN_SMTP", "RAN_WEBHOOK"] {
        command.env_remove(name);
    }
    command
}

impl Program {
    /// Starts it on a free port, taking forms from pages of this origin too.
    #[must_use]
    #[track_caller]
    pub fn serve(origin: &str) -> Self {
        let folder = TempDir::new().unwrap_or_else(|error| panic!("a folder: {error}"));
        let child = command()
            .args(["serve", "--port", "0", "--allow-origin", origin, "--kit"])
            .arg(workspace::kit())
            .arg("--feed")
            .arg(workspace::root().join("demo/feed.json"))
            .args(["--database", &database(&folder)])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{}: {error}. Build it with `cargo build --bin ran`.", path().display())
            });
        // From here on it is killed, also by the panic below.
        let mut program = Self { child, url: String::new(), folder };
        let mut line = String::new();
        if let Some(output) = &mut program.child.stdout {
            let _ = BufReader::new(output).read_line(&mut line);
        }
        let url = line.trim().strip_prefix("Serving on ").map(|url| url.trim_end_matches('/').to_owned());
        program.url = url.unwrap_or_else(|| panic!("`ran serve` does not start: {line:?}"));
        program
    }

    /// The address of a path that starts with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        [&self.url, path].concat()
    }

    /// What `ran sign-ups …` prints about its database.
    #[must_use]
    #[track_caller]
    pub fn sign_ups(&self, arguments: &[&str]) -> String {
        let output = command()
            .arg("sign-ups")
            .args(arguments)
            .args(["--database", &database(&self.folder)])
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", path().display()));
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn database(folder: &TempDir) -> String {
    format!("sqlite:{}", folder.path().join("sign-ups.db").display())
}
