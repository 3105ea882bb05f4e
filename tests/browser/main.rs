//! Everything that is tried in a real browser.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::process::ExitCode;

use ran_tests::Suite;

mod harness;

fn main() -> ExitCode {
    let mut suite = Suite::default();
    harness::register(&mut suite);
    suite.run()
}
