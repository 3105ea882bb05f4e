//! `cargo xtask bench WHAT`: figures for BENCHMARKS.md, made anew.

mod beside;
mod sign_up;

use std::fs;

use anyhow::{Context, Result};
use clap::Subcommand;

use crate::run::root;

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum What {
    /// The event calendar beside five others.
    Calendar,
    /// The member map beside Leaflet, MapLibre and supercluster.
    Map,
    /// The receiver of sign-ups: 10,000 of them, 50 at once, killed ten times.
    SignUp,
}

/// Measures, and writes what was measured.
///
/// # Errors
/// When what is measured does not do what it should, or a program is missing.
pub(crate) fn bench(what: &What) -> Result<()> {
    match what {
        What::Calendar => beside::calendar(),
        What::Map => beside::map(),
        What::SignUp => sign_up::sign_up(),
    }
}

/// Replaces what stands in BENCHMARKS.md between `<!-- table: NAME -->` and `<!-- end -->`.
fn write_table(name: &str, table: &str) -> Result<()> {
    let path = root().join("BENCHMARKS.md");
    let text = fs::read_to_string(&path).context("reading BENCHMARKS.md")?;
    fs::write(&path, with_table(&text, name, table)?)?;
    println!("wrote BENCHMARKS.md");
    Ok(())
}

fn with_table(text: &str, name: &str, table: &str) -> Result<String> {
    let begin = format!("<!-- table: {name} -->\n");
    let (before, rest) =
        text.split_once(&begin).with_context(|| format!("BENCHMARKS.md has no table {name}"))?;
    let (_, after) = rest
        .split_once("<!-- end -->")
        .with_context(|| format!("BENCHMARKS.md: the table {name} has no end"))?;
    Ok(format!("{before}{begin}{table}<!-- end -->{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_table_is_replaced_and_the_rest_stays() {
        let text = "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n<!-- table: y -->\n<!-- end -->\n";
        let check = |name, expected: &str| assert_eq!(with_table(text, name, "new\n").unwrap(), expected);
        check("x", "a\n<!-- table: x -->\nnew\n<!-- end -->\nb\n<!-- table: y -->\n<!-- end -->\n");
        check("y", "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n<!-- table: y -->\nnew\n<!-- end -->\n");
        assert!(with_table(text, "z", "").is_err());
        assert!(with_table("<!-- table: x -->\n", "x", "").is_err());
    }
}
