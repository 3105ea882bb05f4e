//! What `cargo xtask` starts: it builds `xtask` beside all else that compiles natively, and runs it.
//!
//! `cargo run --package xtask` would choose the features of xtask's dependencies for xtask alone, and the tests, which choose
//! them for the whole workspace, would compile forty crates once more, the largest among them (`wasmparser`, `walrus`,
//! `wasm-bindgen-cli-support`): minutes of a run in a fresh checkout. `cargo run` takes no `--workspace`, `cargo build` does.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match start() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cargo xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<ExitCode, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let xtask = beside_this()?.join("xtask");
    let mut build = Command::new(cargo);
    // As `cargo_on_all` of xtask has it.
    build.current_dir(root).args(["build", "--workspace", "--exclude", "ran-kit", "--bin", "xtask"]);
    if xtask.exists() {
        build.arg("--quiet");
    } else {
        // In a fresh checkout it takes minutes, in which cargo shows how far it is.
        eprintln!("Compiling what builds and tests this workspace …");
    }
    let built = build.status().map_err(|error| format!("cargo could not be started: {error}"))?;
    if !built.success() {
        return Ok(ExitCode::FAILURE);
    }
    let ended = Command::new(&xtask)
        .args(std::env::args_os().skip(1))
        .status()
        .map_err(|error| format!("{} could not be started: {error}", xtask.display()))?;
    // Without a code a signal has ended it, as somebody wanted.
    Ok(ended.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The folder in which cargo puts programs, wherever the target folder is.
fn beside_this() -> Result<PathBuf, String> {
    let own = std::env::current_exe().map_err(|error| format!("the path of this program: {error}"))?;
    own.parent().map(Path::to_path_buf).ok_or_else(|| format!("{} is in no folder", own.display()))
}
