//! What is measured in a browser: the calendar and the map beside others, and pages of many elements.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::kit;
use crate::run::{cargo_on_all, program, root, run, target};
use crate::{size, tools};

/// What is measured beside others.
pub(super) struct Beside {
    /// The folder of the peers, and the name of the table.
    name: &'static str,
    kind: &'static str,
    /// What the weights are of.
    loaded: &'static str,
}

pub(super) const CALENDAR: Beside = Beside {
    name: "calendar",
    kind: "event-calendar",
    loaded: "Brotli bytes of month, list and Japanese; ours with recurrence, filters and search. What its dialog shows, .ics and all, comes when somebody is about to open one (SIZE.md).",
};

pub(super) const MAP: Beside = Beside {
    name: "map",
    kind: "member-map",
    loaded: "Brotli bytes of scripts, workers and styles; ours with the outlines of Japan, list, search, filters and dialog. On top of the others come tiles.",
};

/// Measures and writes the table.
///
/// # Errors
/// When one of those that are measured does not show what it was given, or a program is missing.
pub(super) fn beside_others(what: &Beside) -> Result<()> {
    let Beside { name, kind, loaded } = what;
    bundle(name)?;
    let out = take(name, false)?;
    let mut bytes: BTreeMap<String, usize> =
        serde_json::from_str(&fs::read_to_string(out.join("bytes.json"))?).context("reading the weights")?;
    bytes.insert("ran".to_owned(), size::of_kinds(&[kind])?);
    let mut text = table(&out)?;
    write!(text, "\n### What is loaded\n\n{loaded}\n\n| {name} | bytes |\n| --- | ---: |\n")?;
    // What only checks is in no table.
    for (name, bytes) in bytes.into_iter().filter(|(name, _)| name != "recount") {
        writeln!(text, "| {name} | {} |", size::grouped(bytes))?;
    }
    super::write_table(name, &text)
}

/// Measures pages of many elements and writes the table.
///
/// # Errors
/// When an element does not become ready, or a program is missing.
pub(super) fn many() -> Result<()> {
    super::write_table(MANY, &table(&take(MANY, false)?)?)
}

const MANY: &str = "many";

/// Goes through the first case of each once: a benchmark that no longer fits what it measures is found before somebody
/// needs its figures.
///
/// # Errors
/// As above.
pub(super) fn rehearse() -> Result<()> {
    for what in [CALENDAR, MAP] {
        bundle(what.name)?;
        take(what.name, true)?;
    }
    take(MANY, true).map(|_| ())
}

/// Where the peers of a benchmark are, and what is measured goes.
fn out(name: &str) -> PathBuf {
    target().join("bench").join(name)
}

/// Bundles what is measured beside ours.
fn bundle(name: &str) -> Result<()> {
    tools::npm("xtask/npm")?;
    tools::npm("tests/bench")?;
    println!("Bundling the others …");
    run(program("node")
        .current_dir(root().join("tests/bench"))
        .args(["bundle.mjs", name])
        .arg(out(name))
        .arg(root().join("xtask/npm/node_modules/.bin/esbuild")))
}

/// Measures, and gives the folder of what was measured.
fn take(name: &str, is_rehearsal: bool) -> Result<PathBuf> {
    tools::browser("chromium")?;
    let kit = kit::build()?;
    let out = out(name);
    fs::create_dir_all(&out)?;
    let mut command = cargo_on_all("test");
    command
        .args(["--test", "bench", "--", "--exact", name])
        .env("RAN_BENCH_DIR", &out)
        .env("RAN_KIT_DIR", kit);
    if is_rehearsal {
        command.env("RAN_BENCH_REHEARSAL", "");
    }
    run(&mut command)?;
    Ok(out)
}

fn table(out: &Path) -> Result<String> {
    fs::read_to_string(out.join("table.md")).context("reading what was measured")
}
