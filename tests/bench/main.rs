//! The benchmarks in a browser: `cargo xtask bench`.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a figure that cannot be had ends the run")]
#![allow(clippy::print_stdout, reason = "a benchmark reports on its standard output")]

mod calendar;
mod common;
mod many;
mod map;

use std::process::ExitCode;

use ran_tests::Suite;

fn main() -> ExitCode {
    let mut suite = Suite::default();
    suite.test("calendar", calendar::measure);
    suite.test("map", map::measure);
    suite.test("many", many::measure);
    suite.run()
}
