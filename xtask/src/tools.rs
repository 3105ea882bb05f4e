//! What a fresh machine lacks, installed by the project's own files or named in one clear line.

use anyhow::{Result, bail};

use crate::run::{has, output, program, root, run};

/// The Wasm target of the toolchain that `rust-toolchain.toml` names.
///
/// A toolchain that was there before the file was read does not get the file's `targets`, so this asks again.
pub fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    if !has("rustup") {
        bail!("rustup is missing: it brings the {TARGET} target. Install it as https://rustup.rs says.");
    }
    let installed = output(program("rustup").args(["target", "list", "--installed"]))?;
    if installed.lines().any(|line| line.trim() == TARGET) {
        return Ok(());
    }
    println!("Installing the Rust target {TARGET} …");
    run(program("rustup").args(["target", "add", TARGET]))
}

/// The npm packages that the build runs, at the versions of a lock file; nothing of them is shipped.
pub fn npm(folder: &str) -> Result<()> {
    let folder = root().join(folder);
    let (lock, stamp) = (folder.join("package-lock.json"), folder.join("node_modules/.package-lock.json"));
    let newer = |a: &std::path::Path, b: &std::path::Path| {
        let time = |path: &std::path::Path| path.metadata().and_then(|meta| meta.modified()).ok();
        time(a) >= time(b)
    };
    if stamp.exists() && newer(&stamp, &lock) {
        return Ok(());
    }
    if !has("npm") {
        bail!("npm is missing: it brings wasm-opt (binaryen) and axe. Install Node.js 20 or later.");
    }
    println!("Installing the build tools of {} …", folder.display());
    run(program("npm").current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
}
