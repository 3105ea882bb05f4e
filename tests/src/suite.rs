//! The tests by name, and how they are run.
#![allow(clippy::print_stdout, reason = "a test program reports on its standard output")]

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::known::{Known, KnownFailure};
use crate::selection::Selection;
use crate::{Browser, Engine, Page, session};

/// Two browsers at once keep two cores busy; more would only wait for each other.
const MOST_BROWSERS: usize = 2;

/// A list of tests that share a few browsers.
#[derive(Default)]
pub struct Suite {
    tests: Vec<(String, Test)>,
}

type Test = Box<dyn Fn(&Browser) + Send>;

impl Suite {
    /// Adds a test. It is run with a browser as good as new.
    pub fn test(&mut self, name: impl Into<String>, test: impl Fn(&Browser) + Send + 'static) {
        self.tests.push((name.into(), Box::new(test)));
    }

    /// Runs what the command line asks for, as any Rust test program does.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let mut arguments = Arguments::from_args();
        arguments.test_threads = Some(arguments.test_threads.unwrap_or(MOST_BROWSERS).min(MOST_BROWSERS));
        let prepared = Engine::from_environment().and_then(|engine| {
            let names: Vec<_> = self.tests.iter().map(|(name, _)| name.as_str()).collect();
            let known = Known::of(engine)?;
            known.check(&names)?;
            Ok((engine, known, Selection::from_environment(&names)?))
        });
        let (engine, known, selection) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                eprintln!("error: {error}");
                return ExitCode::FAILURE;
            }
        };
        // One missing program is one message, not one for each test.
        if !arguments.list {
            match Browser::take(engine) {
                Ok(browser) => drop(browser),
                Err(error) => {
                    eprintln!("error: {error}");
                    return ExitCode::FAILURE;
                }
            }
        }
        std::panic::set_hook(Box::new(|panic| LAST_PANIC.set(panic.to_string())));

        let counts = Arc::new(Counts::default());
        let chosen = self.tests.into_iter().filter(|(name, _)| selection.has(name));
        let trials = chosen.map(|(name, test)| {
            let known = known.find(&name).cloned();
            let (counts, own_name) = (Arc::clone(&counts), name.clone());
            let kind = if known.is_some() { "known failure" } else { "" };
            let run = move || {
                let result = counts.attempt(engine, &own_name, &test);
                let Some(KnownFailure { reason, message, .. }) = known else {
                    return result.map_err(|failure| Failed::from(failure.text()));
                };
                match result {
                    // What the console and the page say besides may have any word in it.
                    Err(failure) if failure.said.contains(&message) => {
                        counts.note_known(format!("{own_name}: {reason}"));
                        Ok(())
                    }
                    Err(failure) => Err(Failed::from(format!(
                        "it is known to fail of {} with {message:?} ({reason}), but not like this:\n{}",
                        engine.name(),
                        failure.text()
                    ))),
                    Ok(()) => Err(Failed::from(format!(
                        "it passes, though it is listed as a known failure of {} ({reason}): remove the line",
                        engine.name()
                    ))),
                }
            };
            Trial::test(name, run).with_kind(kind)
        });
        let conclusion = libtest_mimic::run(&arguments, trials.collect());
        session::end_all();
        counts.tell(engine);
        conclusion.exit_code()
    }
}

/// What the test framework does not count.
#[derive(Default)]
struct Counts {
    /// The tests that failed as they are known to, each with the reason.
    failed_as_known: Mutex<Vec<String>>,
    /// The tests that were run a second time.
    repeated: Mutex<Vec<String>>,
}

impl Counts {
    /// Runs a test, and once more in a fresh browser if the driver stopped answering: nothing is known of the kit then.
    fn attempt(&self, engine: Engine, name: &str, test: &Test) -> Result<(), Failure> {
        match attempt(engine, name, test) {
            Err(Failure { hung: true, .. }) => {
                self.repeated.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
                attempt(engine, name, test)
            }
            result => result,
        }
    }

    fn note_known(&self, line: String) {
        self.failed_as_known.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// The lines that `cargo xtask test` reads, too.
    fn tell(&self, engine: Engine) {
        let name = engine.name();
        let mut known = self.failed_as_known.lock().unwrap_or_else(PoisonError::into_inner);
        known.sort_unstable();
        if !known.is_empty() {
            println!("{} known failures of {name}, as tests/known-failures/{name}.txt says:", known.len());
            known.iter().for_each(|line| println!("    {line}"));
        }
        let repeated = self.repeated.lock().unwrap_or_else(PoisonError::into_inner);
        if !repeated.is_empty() {
            println!("{} repeated because the driver of {name} stopped answering:", repeated.len());
            repeated.iter().for_each(|test| println!("    {test}"));
        }
    }
}

/// Why a test has failed.
struct Failure {
    /// What its panic said, with its place.
    said: String,
    /// What can still be seen.
    scene: String,
    /// Whether the driver did not answer.
    hung: bool,
}

impl Failure {
    fn text(&self) -> String {
        format!("{}\n{}", self.said, self.scene)
    }
}

thread_local! {
    /// What the last panic of this thread said, with its place.
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

fn attempt(engine: Engine, name: &str, test: &Test) -> Result<(), Failure> {
    // A browser that cannot be started is no hang: a second one would not start either.
    let browser =
        Browser::take(engine).map_err(|said| Failure { said, scene: String::new(), hung: false })?;
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        test(&browser);
        browser.finish();
    }));
    if outcome.is_ok() {
        return Ok(());
    }
    // Its own panics would be taken for the test's.
    let said = LAST_PANIC.take();
    Err(Failure { said, scene: scene(&browser, name), hung: browser.session().hangs.get() })
}

/// What can still be seen where a test has failed.
fn scene(browser: &Browser, name: &str) -> String {
    let page = Page::of(browser);
    let mut lines = Vec::new();
    let picture = format!("failed/{}", name.replace("::", "-"));
    if page.try_screenshot(&picture).is_ok() {
        lines.push(format!("screenshot: target/screenshots/{picture}.png"));
    }
    if let Ok(record) = page.try_record() {
        let console = record.console.iter().map(|line| format!("console.{}: {}", line.level, line.text));
        lines.extend(console);
        lines.extend(record.errors.iter().map(|error| format!("uncaught: {error}")));
        lines.extend(record.violations.iter().map(|violation| format!("policy violated: {violation}")));
        lines.extend(
            record
                .events
                .iter()
                .map(|event| format!("event: {} {} {}", event.name, event.target, event.detail)),
        );
    }
    lines.join("\n")
}
