//! `cargo xtask test`: every test there is, in one run with one closing line.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow};
use clap::Args;

use crate::kit;
use crate::phases::Phases;
use crate::run::{cargo, cargo_on_all, target};
use crate::{bench, generate, size, tools};

/// How `test` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// Drive the browser tests in this browser alone: chromium, firefox or webkit.
    ///
    /// Without it they run in Chromium, and, where no FILTER is given, those of tests/selection.txt in WebKit too.
    #[arg(long)]
    browser: Option<String>,
    /// Run only the tests whose names contain this.
    filter: Option<String>,
}

/// The engine that runs every browser test unless another one is named.
const FIRST: &str = "chromium";
/// The engine that runs some of them, too: Debian has all of it in packages, where Firefox's driver would have to be compiled.
const SECOND: &str = "webkit";

/// What the runs came to.
struct Tally<'a> {
    phases: &'a Phases,
    passed: u64,
    failed: u64,
    skipped: u64,
    /// Those of the passed that ran in the second engine.
    in_second: u64,
    /// Per engine the tests of the browser suite that failed as `tests/known-failures/` says; its output counts them as
    /// passed.
    known: BTreeMap<String, u64>,
    /// Tests of the browser suite that were run twice, because the driver stopped answering.
    repeated: u64,
    /// What ended badly without a count, for example a crate that does not compile.
    broken: Vec<&'static str>,
}

/// Without a filter, what is looked at before anything runs; these and those that no plain `cargo test` runs.
const LINTS: &[&[&str]] = &[&["--all-targets"], &["--test", "browser", "--test", "bench"]];
/// The kit compiles for Wasm alone.
const LINTS_OF_THE_KIT: &[&str] =
    &["clippy", "--quiet", "--package", "ran-kit", "--target", "wasm32-unknown-unknown"];
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

/// How many native tests run at once, unless whoever starts the run has said so.
const THREADS: &str = "RUST_TEST_THREADS";

/// Two for each processor: those of sign-ups wait for disks, and for answers that come late.
fn threads() -> OsString {
    let at_once = || thread::available_parallelism().map_or(1, usize::from).saturating_mul(2);
    std::env::var_os(THREADS).unwrap_or_else(|| at_once().to_string().into())
}

/// Runs everything, goes on after failures, and fails at the end if anything did.
pub(crate) fn test(options: &Options) -> Result<ExitCode> {
    let phases = Phases::start();
    let is_whole = options.filter.is_none();
    let first = options.browser.as_deref().unwrap_or(FIRST);
    let second = (is_whole && options.browser.is_none()).then_some(SECOND);
    phases.time("setting up", || {
        tools::wasm_target()?;
        tools::npm("xtask/npm")?;
        tools::npm("tests")?;
        tools::browser(first)?;
        second.map_or(Ok(()), tools::browser)?;
        tools::postgres()
    })?;

    let filter = options.filter.as_slice();
    let mut tally = Tally::new(&phases);
    // The linker of the kit keeps one processor busy for minutes; the tests that need no kit have the others meanwhile.
    let kit = thread::scope(|scope| -> Result<_> {
        let kit = scope.spawn(|| phases.time("the kit, beside what stands around", kit::build));
        if is_whole {
            tally.lint()?;
        }
        // They make the programs, too, that the tests after them run: the runner of the Wasm tests, and `ran`.
        if tally.step("compiling the native tests", cargo_on_all("test").arg("--no-run"))? {
            let mut tests = cargo_on_all("test");
            tests.args(["--no-fail-fast", "--"]).args(filter).env(THREADS, threads());
            tally.step("native tests", &mut tests)?;
        }
        let runner = target().join("debug/wasm-test-runner");
        let wasm = ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
        tally.step("Wasm tests", cargo().args(WASM).args(filter).env(wasm.0, wasm.1))?;
        let kit = phases.time("waiting for the kit", || kit.join());
        Ok(kit.unwrap_or_else(|_| Err(anyhow!("building the kit panicked"))))
    })?;
    let Some(kit) = tally.made("the kit", kit) else {
        // All that is left needs it.
        return Ok(tally.close(options));
    };
    if is_whole {
        tally.check("size", || size::size(true));
    }
    let in_browser = |engine: &str| {
        let mut command = cargo_on_all("test");
        command.args(["--test", "browser", "--no-fail-fast", "--"]).args(filter);
        command.env("RAN_BROWSER", engine).env("RAN_KIT_DIR", &kit);
        command
    };
    tally.step("browser tests", &mut in_browser(first))?;
    if let Some(engine) = second {
        let passed = tally.passed;
        tally.step("browser tests in WebKit", in_browser(engine).env("RAN_TESTS", "selection"))?;
        tally.in_second = tally.passed.saturating_sub(passed);
    }
    if is_whole && first == FIRST {
        // Sign-ups under load are among the native tests.
        tally.check("the benchmarks' rehearsal", || bench::bench(&bench::What::Rehearse));
    }
    Ok(tally.close(options))
}

impl<'a> Tally<'a> {
    fn new(phases: &'a Phases) -> Self {
        Self {
            phases,
            passed: 0,
            failed: 0,
            skipped: 0,
            in_second: 0,
            known: BTreeMap::new(),
            repeated: 0,
            broken: Vec::new(),
        }
    }

    /// Looks at what no test runs.
    fn lint(&mut self) -> Result<()> {
        self.silent_step("formatting", cargo().args(["fmt", "--all", "--check"]))?;
        for targets in LINTS {
            let lints = ["--quiet"].iter().chain(*targets).chain(&["--", "-D", "warnings"]);
            self.silent_step("lints", cargo_on_all("clippy").args(lints))?;
        }
        self.silent_step("lints of the kit", cargo().args(LINTS_OF_THE_KIT).args(["--", "-D", "warnings"]))?;
        self.check("generated files", || generate::generate(true));
        Ok(())
    }

    /// A check of ours, counted as one test.
    fn check(&mut self, what: &'static str, check: impl FnOnce() -> Result<()>) {
        let checked = self.phases.time(what, check);
        if self.made(what, checked).is_some() {
            println!("{what}: ok");
            self.passed += 1;
        }
    }

    /// What was made, if it was; else that counts as one failure.
    fn made<T>(&mut self, what: &'static str, made: Result<T>) -> Option<T> {
        made.map_err(|error| {
            println!("{what}: {error:#}");
            self.failed += 1;
            self.broken.push(what);
        })
        .ok()
    }

    /// A command that prints nothing when all is well, counted as one test.
    fn silent_step(&mut self, what: &'static str, command: &mut Command) -> Result<()> {
        if self.step(what, command)? {
            self.passed += 1;
        }
        Ok(())
    }

    /// A command; its `test result:` lines are shown and added up. Whether it ended well.
    fn step(&mut self, what: &'static str, command: &mut Command) -> Result<bool> {
        println!("\n── {what} ──");
        let phases = self.phases;
        phases.time(what, || self.run(what, command))
    }

    fn run(&mut self, what: &'static str, command: &mut Command) -> Result<bool> {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{what}: could not start {:?}", command.get_program()))?;
        let failed_before = self.failed;
        if let Some(output) = child.stdout.take() {
            // Also what is not UTF-8, and what cannot be read: the child is waited for in any case.
            for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                self.count(&line);
            }
        }
        let ended_well = child.wait()?.success();
        if !ended_well {
            self.broken.push(what);
            if self.failed == failed_before {
                self.failed += 1;
            }
        }
        Ok(ended_well)
    }

    /// Reads `test result: ok. 12 passed; 0 failed; 1 ignored; …` and the browser suite's closing lines.
    fn count(&mut self, line: &str) {
        let first = |words: &str| {
            let (number, rest) = line.split_once(' ')?;
            rest.starts_with(words).then(|| number.parse::<u64>().ok())?
        };
        if let Some(known) = first("known failures of ") {
            let engine = line.split([' ', ',']).nth(4).unwrap_or_default();
            *self.known.entry(engine.to_owned()).or_default() += known;
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
        println!("\nseconds\n{}\n{}", self.phases, self.closing_line());
        let ran_nothing = self.passed + self.failed + self.skipped + self.known.values().sum::<u64>() == 0;
        if let Some(filter) = options.filter.as_ref().filter(|_| ran_nothing) {
            println!("No test has {filter:?} in its name.");
        }
        let skipped_in_ci = self.skipped > 0 && std::env::var_os("CI").is_some();
        if skipped_in_ci {
            println!("CI takes no skipped test; their names stand above.");
        }
        if self.failed > 0 || ran_nothing || skipped_in_ci { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    fn closing_line(&self) -> String {
        let mut line = format!("{} passed", self.passed);
        if self.in_second > 0 {
            line += &format!(" ({} of them in {SECOND})", self.in_second);
        }
        line += &format!(", {} failed, {} skipped", self.failed, self.skipped);
        for (engine, known) in &self.known {
            line += &format!(", {known} known failures of {engine} (tests/known-failures/{engine}.txt)");
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
    fn what_is_not_made_is_a_failure_among_the_others() {
        let phases = Phases::start();
        let mut tally = Tally::new(&phases);
        tally.count("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
        assert_eq!(tally.made("the kit", Ok(7)), Some(7));
        assert_eq!(tally.made("the kit", Err::<u8, _>(anyhow!("no linker"))), None);
        assert_eq!(
            (tally.closing_line().as_str(), &*tally.broken),
            ("12 passed, 1 failed, 0 skipped", &["the kit"][..])
        );
    }

    #[test]
    fn result_lines_are_added_up() {
        let phases = Phases::start();
        let mut tally = Tally::new(&phases);
        tally.count(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
        );
        tally.count("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.count("running 5 tests");
        assert_eq!(tally.closing_line(), "15 passed, 2 failed, 1 skipped");
        tally.count("4 known failures of firefox, as tests/known-failures/firefox.txt says:");
        tally.count("1 repeated because the driver of firefox stopped answering:");
        tally.count("2 known failures of webkit, as tests/known-failures/webkit.txt says:");
        tally.in_second = 3;
        assert_eq!(
            tally.closing_line(),
            "9 passed (3 of them in webkit), 2 failed, 1 skipped, \
             4 known failures of firefox (tests/known-failures/firefox.txt), \
             2 known failures of webkit (tests/known-failures/webkit.txt), \
             1 repeated because the driver stopped answering"
        );
    }
}
