//! `cargo xtask bench calendar`: ours beside others, in one run; writes BENCHMARKS.md.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::kit::{self, Flavour};
use crate::run::{cargo, program, root, run};
use crate::{size, tools};

/// What is measured.
#[derive(Args)]
pub(crate) struct Options {
    /// Which widget: calendar.
    widget: String,
}

/// Bundles the others, measures all, and writes the table.
///
/// # Errors
/// When a calendar does not show what it was given, or a program is missing.
pub(crate) fn bench(options: &Options) -> Result<()> {
    if options.widget != "calendar" {
        bail!("there is no benchmark of {:?}: calendar", options.widget);
    }
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
    let mut text = String::from(
        "# The calendar beside others\n\nMade by `cargo xtask bench calendar`: one run, headless Chromium, all taking turns on one machine.\n\
         `tests/bench` holds what is measured and how; the versions are in its lock file.\n\
         First month: from the start of the navigation until April is laid out, script, feed and all, from a server on the same machine.\n\
         Next month: from the call until May is laid out.\n\
         Before a figure counts, what a person sees must add up: the events shown and every \"+n\".\n\
         Memory is that of the page's scripts, the kit's own memory included.\n",
    );
    text.push_str(&fs::read_to_string(out.join("table.md"))?);
    text.push_str("\n### What is loaded\n\nBrotli bytes of month, list and Japanese; ours with recurrence, filters, search, dialog and .ics.\n\n| calendar | bytes |\n| --- | ---: |\n");
    for (name, bytes) in bytes {
        writeln!(text, "| {name} | {} |", size::grouped(bytes))?;
    }
    fs::write(root().join("BENCHMARKS.md"), text)?;
    println!("wrote BENCHMARKS.md");
    Ok(())
}
