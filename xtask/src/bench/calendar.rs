//! `cargo xtask bench calendar`: ours beside others, in one run; writes BENCHMARKS.md.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};

use crate::kit::{self, Flavour};
use crate::run::{cargo, program, root, run};
use crate::{size, tools};

/// Bundles the others, measures all, and writes the table.
///
/// # Errors
/// When a calendar does not show what it was given, or a program is missing.
pub(super) fn calendar() -> Result<()> {
    tools::npm("xtask/npm")?;
    tools::npm("tests/bench")?;
    tools::browser("chromium")?;
    let kit = kit::build(Flavour::Release)?;
    let out = root().join("target/bench");
    println!("Bundling the others …");
    run(program("node")
        .current_dir(root().join("tests/bench"))
        .arg("bundle.mjs")
        .arg(&out)
        .arg(root().join("xtask/npm/node_modules/.bin/esbuild")))?;
    run(cargo()
        .args(["test", "--package", "ran-tests", "--test", "bench-calendar"])
        .env("RAN_BENCH_DIR", &out)
        .env("RAN_KIT_DIR", kit))?;

    let mut bytes: BTreeMap<String, usize> =
        serde_json::from_str(&fs::read_to_string(out.join("bytes.json"))?).context("reading the weights")?;
    bytes.insert("ran".to_owned(), size::of_kinds(&["event-calendar"])?);
    let mut text = fs::read_to_string(out.join("table.md"))?;
    text.push_str("\n### What is loaded\n\nBrotli bytes of month, list and Japanese; ours with recurrence, filters, search, dialog and .ics.\n\n| calendar | bytes |\n| --- | ---: |\n");
    for (name, bytes) in bytes {
        writeln!(text, "| {name} | {} |", size::grouped(bytes))?;
    }
    super::write_table("calendar", &text)
}
