//! `cargo xtask test`: every test there is, in one run with one closing line.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow};
use clap::Args;

use crate::kit::{self, Flavour};
use crate::run::{cargo, cargo_on_all, target};
use crate::{generate, size, tools};

/// How `test` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// Which browser drives the browser tests: chromium, firefox or webkit.
    #[arg(long, default_value = "chromium")]
    browser: String,
    /// Run only the tests whose names contain this.
    filter: Option<String>,
}

/// What the runs came to.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// Tests of the browser suite that failed as `tests/known-failures/` says; its output counts them as passed.
    known: u64,
    /// Tests of the browser suite that were run twice, because the driver stopped answering.
    repeated: u64,
    /// What ended badly without a count, for example a crate that does not compile.
    broken: Vec<&'static str>,
}

/// Without a filter, what is looked at before anything runs; these and those that no plain `cargo test` runs.
const LINTS: &[&[&str]] =
    &[&["--all-targets"], &["--test", "browser", "--test", "bench-calendar", "--test", "bench-map"]];
/// The kit compiles for Wasm alone.
const LINTS_OF_THE_KIT: &[&str] =
    &["clippy", "--quiet", "--package", "ran-kit", "--all-features", "--target", "wasm32-unknown-unknown"];
const WASM: &[&str] = &[
    "test",
    "--package",
    "ran-feed",
    "--package",
    "ran-form",
    "--target",
    "wasm32-unknown-unknown",
    "--no-fail-fast",
    "--",
];

/// Runs everything, goes on after failures, and fails at the end if anything did.
pub(crate) fn test(options: &Options) -> Result<ExitCode> {
    tools::wasm_target()?;
    tools::npm("xtask/npm")?;
    tools::npm("tests")?;
    tools::browser(&options.browser)?;
    tools::postgres()?;

    let is_whole = options.filter.is_none();
    let filter = options.filter.as_slice();
    let mut tally = Tally::default();
    // The linker of the kit keeps one processor busy for minutes; the tests that need no kit have the others meanwhile.
    let (kit, panicking) = thread::scope(|scope| -> Result<_> {
        let kits = scope.spawn(|| Ok((kit::build(Flavour::Release)?, kit::build(Flavour::Panicking)?)));
        if is_whole {
            tally.silent_step("formatting", cargo().args(["fmt", "--all", "--check"]))?;
            for targets in LINTS {
                let lints = ["--quiet"].iter().chain(*targets).chain(&["--", "-D", "warnings"]);
                tally.silent_step("lints", cargo_on_all("clippy").args(lints))?;
            }
            tally.silent_step(
                "lints of the kit",
                cargo().args(LINTS_OF_THE_KIT).args(["--", "-D", "warnings"]),
            )?;
            tally.check("generated files", generate::generate(true));
        }
        // They make the programs, too, that the tests after them run: the runner of the Wasm tests, and `ran`.
        tally.step("native tests", cargo_on_all("test").args(["--no-fail-fast", "--"]).args(filter))?;
        let runner = target().join("debug/wasm-test-runner");
        let wasm = ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
        tally.step("Wasm tests", cargo().args(WASM).args(filter).env(wasm.0, wasm.1))?;
        kits.join().unwrap_or_else(|_| Err(anyhow!("building the kit panicked")))
    })?;
    if is_whole {
        tally.check("size", size::size(true));
    }
    tally.step(
        "browser tests",
        cargo_on_all("test")
            .args(["--test", "browser", "--no-fail-fast", "--"])
            .args(filter)
            .env("RAN_BROWSER", &options.browser)
            .env("RAN_KIT_DIR", kit)
            .env("RAN_PANICKING_KIT_DIR", panicking),
    )?;
    Ok(tally.close(options))
}

impl Tally {
    /// A check of ours, counted as one test.
    fn check(&mut self, what: &'static str, result: Result<()>) {
        match result {
            Ok(()) => {
                println!("{what}: ok");
                self.passed += 1;
            }
            Err(error) => {
                println!("{what}: {error:#}");
                self.failed += 1;
                self.broken.push(what);
            }
        }
    }

    /// A command that prints nothing when all is well, counted as one test.
    fn silent_step(&mut self, what: &'static str, command: &mut Command) -> Result<()> {
        let failed = self.failed;
        self.step(what, command)?;
        if self.failed == failed {
            self.passed += 1;
        }
        Ok(())
    }

    /// A command; its `test result:` lines are shown and added up.
    fn step(&mut self, what: &'static str, command: &mut Command) -> Result<()> {
        println!("\n── {what} ──");
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{what}: could not start {:?}", command.get_program()))?;
        let failed_before = self.failed;
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).lines() {
                let line = line?;
                println!("{line}");
                self.count(&line);
            }
        }
        if !child.wait()?.success() {
            self.broken.push(what);
            if self.failed == failed_before {
                self.failed += 1;
            }
        }
        Ok(())
    }

    /// Reads `test result: ok. 12 passed; 0 failed; 1 ignored; …` and the browser suite's closing lines.
    fn count(&mut self, line: &str) {
        let first = |words: &str| {
            let (number, rest) = line.split_once(' ')?;
            rest.starts_with(words).then(|| number.parse::<u64>().ok())?
        };
        if let Some(known) = first("known failures of ") {
            self.known += known;
            self.passed = self.passed.saturating_sub(known);
        }
        self.repeated += first("repeated because ").unwrap_or(0);
        let Some(rest) = line.trim_start().strip_prefix("test result: ") else { return };
        let number = |word: &str| {
            rest.split([';', '.'])
                .find_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok())
                .unwrap_or(0)
        };
        self.passed += number("passed");
        self.failed += number("failed");
        self.skipped += number("ignored");
    }

    /// Says what the runs came to, and whether that is good.
    fn close(&self, options: &Options) -> ExitCode {
        for what in &self.broken {
            println!("failed: {what}");
        }
        println!("{}", self.closing_line(&options.browser));
        let ran_nothing = self.passed + self.failed + self.skipped + self.known == 0;
        if let Some(filter) = options.filter.as_ref().filter(|_| ran_nothing) {
            println!("No test has {filter:?} in its name.");
        }
        let skipped_in_ci = self.skipped > 0 && std::env::var_os("CI").is_some();
        if skipped_in_ci {
            println!("CI takes no skipped test; their names stand above.");
        }
        if self.failed > 0 || ran_nothing || skipped_in_ci { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    fn closing_line(&self, browser: &str) -> String {
        let mut line = format!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped);
        if self.known > 0 {
            line +=
                &format!(", {} known failures of {browser} (tests/known-failures/{browser}.txt)", self.known);
        }
        if self.repeated > 0 {
            line += &format!(", {} repeated because the driver stopped answering", self.repeated);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_added_up() {
        let mut tally = Tally::default();
        tally.count(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
        );
        tally.count("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.count("running 5 tests");
        assert_eq!(tally.closing_line("chromium"), "15 passed, 2 failed, 1 skipped");
        tally.count("4 known failures of firefox, as tests/known-failures/firefox.txt says:");
        tally.count("1 repeated because the driver of firefox stopped answering:");
        assert_eq!(
            tally.closing_line("firefox"),
            "11 passed, 2 failed, 1 skipped, 4 known failures of firefox (tests/known-failures/firefox.txt), \
             1 repeated because the driver stopped answering"
        );
    }
}
