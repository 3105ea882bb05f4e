//! Binaryen, which makes the pieces small.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::order;
use crate::run::{program, root, run};

/// The features that every browser of the last four years has, named one by one:
/// `--all-features` writes files that no browser reads.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes a piece small, in its place or in another.
pub(super) fn optimise(from: &Path, to: &Path) -> Result<()> {
    run(binaryen("wasm-opt")
        // Bytes after compression: `-Oz` and these two passes make the file smaller, and what is downloaded larger.
        .args(["-Os", "--converge", "--skip-pass=local-cse", "--skip-pass=simplify-locals"])
        // What is called once and is no trifle stays a function of its own: that compresses better.
        .args(["--one-caller-inline-max-function-size", "50"])
        // The stack lies lowest in memory, so no address of data is small, and an offset that is added to one cannot wrap.
        .arg("--low-memory-unused")
        .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
        .arg(from)
        .arg("-o")
        .arg(to))?;
    let made = fs::read(to).with_context(|| format!("reading {}", to.display()))?;
    fs::write(to, order::sorted(&made)?)?;
    Ok(())
}

/// A program of Binaryen, which knows the features of our files.
pub(super) fn binaryen(name: &str) -> Command {
    let mut command = program(root().join("xtask/npm/node_modules/.bin").join(name));
    command.args(WASM_FEATURES);
    command
}
