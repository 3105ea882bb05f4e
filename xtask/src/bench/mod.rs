//! `cargo xtask bench WHAT`: figures for BENCHMARKS.md, made anew.

mod in_browser;
mod sign_up;

use std::fs;

use anyhow::{Context, Result};
use clap::Subcommand;

use crate::run::root;
use crate::tables::with_table;

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum What {
    /// The event calendar beside five others.
    Calendar,
    /// The member map beside Leaflet, MapLibre and supercluster.
    Map,
    /// Pages with many elements.
    Many,
    /// The receiver of sign-ups: 10,000 of them, 50 at once, killed ten times.
    SignUp,
    /// What runs in a browser, each once with the least, and nothing written: whether it still works.
    Rehearse,
}

/// Measures, and writes what was measured.
///
/// # Errors
/// When what is measured does not do what it should, or a program is missing.
pub(crate) fn bench(what: &What) -> Result<()> {
    match what {
        What::Calendar => in_browser::beside_others(&in_browser::CALENDAR),
        What::Map => in_browser::beside_others(&in_browser::MAP),
        What::Many => in_browser::many(),
        What::SignUp => sign_up::sign_up(),
        What::Rehearse => in_browser::rehearse(),
    }
}

/// Writes a table of BENCHMARKS.md anew.
fn write_table(name: &str, table: &str) -> Result<()> {
    let path = root().join("BENCHMARKS.md");
    let text = fs::read_to_string(&path).context("reading BENCHMARKS.md")?;
    fs::write(&path, with_table("BENCHMARKS.md", &text, name, table)?)?;
    println!("wrote BENCHMARKS.md");
    Ok(())
}
