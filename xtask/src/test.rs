//! `cargo xtask test`: every test there is, in one run with one closing line.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};
use clap::Args;

use crate::kit::{self, Flavour};
use crate::run::{cargo, run};
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

/// Runs everything, goes on after failures, and fails at the end if anything did.
pub(crate) fn test(options: &Options) -> Result<ExitCode> {
    tools::wasm_target()?;
    tools::npm("xtask/npm")?;
    tools::npm("tests")?;
    tools::browser(&options.browser)?;
    tools::postgres()?;
    let runner = tools::wasm_test_runner()?;
    let filter: Vec<&str> = options.filter.as_deref().into_iter().collect();
    let mut tally = Tally::default();

    if options.filter.is_none() {
        tally.step("formatting", cargo().args(["fmt", "--all", "--check"]))?;
        tally.step(
            "lints",
            cargo().args([
                "clippy",
                "--quiet",
                "--workspace",
                "--all-targets",
                "--exclude",
                "ran-kit",
                "--",
                "-D",
                "warnings",
            ]),
        )?;
        tally.check("generated files", generate::generate(true));
    }
    tally.step(
        "native tests",
        cargo()
            .args([
                "test",
                "--workspace",
                "--exclude",
                "ran-kit",
                "--exclude",
                "ran-tests",
                "--no-fail-fast",
                "--",
            ])
            .args(&filter),
    )?;
    tally.step(
        "Wasm tests",
        cargo()
            .args([
                "test",
                "--package",
                "ran-feed",
                "--package",
                "ran-form",
                "--target",
                "wasm32-unknown-unknown",
                "--no-fail-fast",
                "--",
            ])
            .args(&filter)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner),
    )?;

    let kit = kit::build(Flavour::Release)?;
    let panicking = kit::build(Flavour::Panicking)?;
    if options.filter.is_none() {
        tally.check("size", size::size(true));
    }
    run(cargo().args(["build", "--package", "ran-host", "--bin", "ran"]))?;
    tally.step(
        "browser tests",
        cargo()
            .args(["test", "--package", "ran-tests", "--no-fail-fast", "--"])
            .args(&filter)
            .env("RAN_BROWSER", &options.browser)
            .env("RAN_KIT_DIR", kit)
            .env("RAN_PANICKING_KIT_DIR", panicking),
    )?;

    for what in &tally.broken {
        println!("failed: {what}");
    }
    println!("{}", tally.closing_line(&options.browser));
    let skipped_in_ci = tally.skipped > 0 && std::env::var_os("CI").is_some();
    if skipped_in_ci {
        println!("CI takes no skipped test; their names stand above.");
    }
    Ok(if tally.failed > 0 || skipped_in_ci { ExitCode::FAILURE } else { ExitCode::SUCCESS })
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

    /// A command; its `test result:` lines are shown and added up.
    fn step(&mut self, what: &'static str, command: &mut Command) -> Result<()> {
        println!("\n── {what} ──");
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{what}: could not start {:?}", command.get_program()))?;
        let before = self.passed + self.failed;
        let failed_before = self.failed;
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).lines() {
                let line = line?;
                println!("{line}");
                self.count(&line);
            }
        }
        let ok = child.wait()?.success();
        if !ok {
            self.broken.push(what);
            if self.failed == failed_before {
                self.failed += 1;
            }
        } else if self.passed + self.failed == before {
            // A linter prints nothing when all is well.
            self.passed += 1;
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
