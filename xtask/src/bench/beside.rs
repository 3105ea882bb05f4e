//! Ours beside others, in one run: the calendar and the map.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};

use crate::kit::{self, Flavour};
use crate::run::{cargo_on_all, program, root, run};
use crate::{size, tools};

/// What is measured beside others.
struct Beside {
    /// The folder of the peers, and the name of the table.
    name: &'static str,
    kind: &'static str,
    /// What the weights are of.
    loaded: &'static str,
}

/// Bundles the other calendars, measures all, and writes the table.
///
/// # Errors
/// When a calendar does not show what it was given, or a program is missing.
pub(super) fn calendar() -> Result<()> {
    measure(&Beside {
        name: "calendar",
        kind: "event-calendar",
        loaded: "Brotli bytes of month, list and Japanese; ours with recurrence, filters, search, dialog and .ics.",
    })
}

/// Bundles the other maps, measures all, and writes the table.
///
/// # Errors
/// When a map does not show what it was given, our clusters are not supercluster's, or a program is missing.
pub(super) fn map() -> Result<()> {
    measure(&Beside {
        name: "map",
        kind: "member-map",
        loaded: "Brotli bytes of scripts, workers and styles; ours with the outlines of Japan, list, search, filters and dialog. On top of the others come tiles.",
    })
}

fn measure(what: &Beside) -> Result<()> {
    let Beside { name, kind, loaded } = what;
    tools::npm("xtask/npm")?;
    tools::npm("tests/bench")?;
    tools::browser("chromium")?;
    let kit = kit::build(Flavour::Release)?;
    let out = root().join("target/bench").join(name);
    println!("Bundling the others …");
    run(program("node")
        .current_dir(root().join("tests/bench"))
        .args(["bundle.mjs", name])
        .arg(&out)
        .arg(root().join("xtask/npm/node_modules/.bin/esbuild")))?;
    run(cargo_on_all("test")
        .arg("--test")
        .arg(format!("bench-{name}"))
        .env("RAN_BENCH_DIR", &out)
        .env("RAN_KIT_DIR", kit))?;

    let mut bytes: BTreeMap<String, usize> =
        serde_json::from_str(&fs::read_to_string(out.join("bytes.json"))?).context("reading the weights")?;
    bytes.insert("ran".to_owned(), size::of_kinds(&[kind])?);
    let mut text = fs::read_to_string(out.join("table.md"))?;
    write!(text, "\n### What is loaded\n\n{loaded}\n\n| {name} | bytes |\n| --- | ---: |\n")?;
    // What only checks is in no table.
    for (name, bytes) in bytes.into_iter().filter(|(name, _)| name != "recount") {
        writeln!(text, "| {name} | {} |", size::grouped(bytes))?;
    }
    super::write_table(name, &text)
}
