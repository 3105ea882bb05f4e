//! `cargo xtask bench sign-up`: ten thousand submissions, and a receiver that is killed ten times.

use std::fmt::Write as _;
use std::process::Stdio;

use anyhow::{Result, bail};

use crate::run::{cargo, output};
use crate::tools;

/// Submissions, how many at once, and kills.
const LOAD: &str = "10000,50,10";

/// Runs the load test of the receiver at full size, and writes its figures into BENCHMARKS.md.
pub(super) fn sign_up() -> Result<()> {
    tools::postgres()?;
    println!("Compiling the receiver …");
    let printed = output(
        cargo()
            .args(["test", "--release", "--package", "ran-host", "--test", "sign_ups", "--"])
            // One after the other: each has the machine for itself.
            .args(["every_receipt_is_in_the_database_once", "--nocapture", "--test-threads=1"])
            .env("RAN_LOAD", LOAD)
            .stdin(Stdio::null()),
    )?;
    let rows: Vec<&str> =
        printed.lines().filter_map(|line| line.split_once("load ").map(|(_, row)| row)).collect();
    if rows.len() != 2 {
        bail!("the load test printed {} rows of figures and not two", rows.len());
    }
    let mut table = String::from(
        "| database | submissions | at once | kills | sent again | a second | p50, ms | p99, ms | p99 with repetitions, ms |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for row in rows {
        println!("{row}");
        writeln!(table, "{row}")?;
    }
    super::write_table("sign-up", &table)
}
