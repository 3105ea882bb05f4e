//! Running other programs, with errors that name the program and what to do about it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

/// The workspace's root: the folder above `xtask`.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// Where cargo puts what it builds for this machine.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The cargo that runs this task, so that the toolchain file's choice holds for what it starts.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    // What cargo tells the program that it runs, of its package. A build script that looks at it (ring's) would run again
    // whenever a plain `cargo test` comes after a task, and all that stands on its crate would be compiled again.
    let of_this_package = |name: &OsString| {
        name.to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
    };
    std::env::vars_os().map(|(name, _)| name).filter(of_this_package).for_each(|name| {
        command.env_remove(name);
    });
    command
}

/// The same on every package that compiles natively. Where each command names the same packages, their dependencies have
/// the same features, and are compiled once.
pub(crate) fn cargo_on_all(command: &str) -> Command {
    let mut cargo = cargo();
    cargo.args([command, "--workspace", "--exclude", "ran-kit"]);
    cargo
}

/// A program in the workspace's root.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Runs to the end; anything but success is an error with the whole command in it.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs to the end and gives what it printed; its complaints go to the terminal.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {}", shown(command)))?;
    if !output.status.success() {
        bail!("{} ended with {}", shown(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Does some work for each, as many at a time as the machine has processors. After an error nothing more is begun.
pub(crate) fn side_by_side<T: Sync>(all: &[T], work: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
    let left = Mutex::new(all.iter());
    let failed = AtomicBool::new(false);
    let next = || left.lock().ok()?.next().filter(|_| !failed.load(Ordering::Relaxed));
    thread::scope(|scope| {
        let at_once = thread::available_parallelism().map_or(1, usize::from);
        let worker = || {
            while let Some(one) = next() {
                work(one).inspect_err(|_| failed.store(true, Ordering::Relaxed))?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..at_once).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(anyhow!("a worker panicked"))))
    })
}

/// Whether a program answers to `--version`.
pub(crate) fn has(name: &str) -> bool {
    Command::new(name)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// Cargo tells the test program, too.
    #[test]
    fn builds_hear_nothing_of_this_package() {
        assert!(std::env::var_os("CARGO_PKG_NAME").is_some());
        let command = cargo();
        let removed: Vec<_> =
            command.get_envs().filter(|(_, value)| value.is_none()).map(|(name, _)| name).collect();
        assert!(removed.contains(&OsStr::new("CARGO_PKG_NAME")), "{removed:?}");
        assert!(removed.contains(&OsStr::new("CARGO_MANIFEST_DIR")), "{removed:?}");
    }

    #[test]
    fn work_is_done_for_each() {
        let done = Mutex::new(Vec::new());
        let work = |one: &u8| {
            done.lock().unwrap().push(*one);
            Ok(())
        };
        side_by_side(&[3, 1, 2], work).unwrap();
        let mut done = done.into_inner().unwrap();
        done.sort_unstable();
        assert_eq!(done, [1, 2, 3]);
    }

    #[test]
    fn after_an_error_nothing_more_is_begun() {
        static HAS_FAILED: AtomicBool = AtomicBool::new(false);
        /// Goes with the thread, which has told of its error by then.
        struct Failing;
        impl Drop for Failing {
            fn drop(&mut self) {
                HAS_FAILED.store(true, Ordering::SeqCst);
            }
        }
        thread_local!(static FAILING: Failing = const { Failing });
        let begun = AtomicUsize::new(0);
        let work = |one: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if *one == 0 {
                FAILING.with(|_| ());
                bail!("no");
            }
            while !HAS_FAILED.load(Ordering::SeqCst) {
                thread::yield_now();
            }
            Ok(())
        };
        let all: Vec<usize> = (0..1_000).collect();
        assert_eq!(side_by_side(&all, work).unwrap_err().to_string(), "no");
        let at_once = thread::available_parallelism().map_or(1, usize::from);
        assert!(begun.load(Ordering::SeqCst) <= at_once, "{begun:?} of {at_once} at a time");
    }
}
