//! A browser that is driven, and the few that all tests share.

use std::cell::Cell;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::Engine;
use crate::command::Command;
use crate::driver::Driver;

/// No command takes this long unless the browser hangs. What a benchmark measures beside ours may be busy for a minute.
const COMMAND_TIME: Duration = Duration::from_secs(120);
/// A browser that hangs is given this long to end by itself.
const LAST_TIME: Duration = Duration::from_secs(3);
/// What a page sees unless a test says otherwise, in CSS pixels.
pub(crate) const VIEWPORT: (u32, u32) = (1280, 800);

/// The runtime of the driver's connections and of the test servers; tests themselves are plain functions.
pub(crate) fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| match Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => panic!("the harness's threads could not be started: {error}"),
    })
}

/// One browser with an empty profile.
pub(crate) struct Session {
    pub(crate) engine: Engine,
    pub(crate) client: Client,
    /// Whether a command was not answered; nothing is asked of it any more.
    pub(crate) hangs: Cell<bool>,
    /// What WebKit's window has around the page, as far as is known, in CSS pixels.
    pub(crate) frame: Cell<(u32, u32)>,
    _driver: Driver,
    _profile: TempDir,
}

impl Session {
    fn start(engine: Engine) -> Result<Self, String> {
        let profile = TempDir::with_prefix("ran-tests-")
            .map_err(|error| format!("no folder for a profile: {error}"))?;
        let driver = Driver::start(engine, profile.path())?;
        let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        builder.capabilities(engine.capabilities(profile.path()));
        let client = runtime()
            .block_on(async { tokio::time::timeout(COMMAND_TIME, builder.connect(&driver.url())).await })
            .map_err(|_| "it does not answer".to_owned())
            .and_then(|client| client.map_err(|error| error.to_string()))
            .map_err(|error| format!("{} could not be started: {error}", engine.name()))?;
        Ok(Self {
            engine,
            client,
            hangs: Cell::new(false),
            frame: Cell::default(),
            _driver: driver,
            _profile: profile,
        })
    }

    /// Runs a command to its end.
    pub(crate) fn run<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> Result<T, String> {
        let name = self.engine.name();
        if self.hangs.get() {
            return Err(format!("{name} hangs"));
        }
        let timed = async { tokio::time::timeout(COMMAND_TIME, command).await };
        match runtime().block_on(timed) {
            Ok(result) => result.map_err(|error| error.to_string()),
            Err(_) => {
                self.hangs.set(true);
                Err(format!("{name} did not answer within {} s", COMMAND_TIME.as_secs()))
            }
        }
    }

    pub(crate) fn issue(&self, command: Command) -> Result<Value, String> {
        self.run(self.client.issue_cmd(command))
    }

    /// A command of the DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, String> {
        if !self.engine.has_devtools() {
            return Err(format!("the driver of {} has no {command}", self.engine.name()));
        }
        self.issue(Command::post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters })))
    }

    /// Makes one window of the usual size that shows nothing, with nothing emulated.
    fn reset(&self) -> Result<(), String> {
        let windows = self.run(self.client.windows())?;
        let (first, rest) = windows.split_first().ok_or("the browser has no window")?;
        for window in rest {
            self.run(self.client.switch_to_window(window.clone()))?;
            self.run(self.client.close_window())?;
        }
        self.run(self.client.switch_to_window(first.clone()))?;
        self.run(self.client.goto("about:blank"))?;
        self.emulate_nothing()?;
        self.resize(VIEWPORT.0, VIEWPORT.1)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver ends its browser with the session; killing the driver alone would leave it running.
        let time = if self.hangs.get() { LAST_TIME } else { COMMAND_TIME };
        let client = self.client.clone();
        let _ = runtime().block_on(async { tokio::time::timeout(time, client.close()).await });
    }
}

/// The browsers that no test holds just now.
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// A browser as good as new: a used one, or one more.
///
/// # Errors
/// When the driver or the browser cannot be started.
pub(crate) fn take(engine: Engine) -> Result<Session, String> {
    loop {
        let Some(used) = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop() else { break };
        if used.reset().is_ok() {
            return Ok(used);
        }
        // It crashed or hangs; the next test must not suffer for it.
    }
    let fresh = Session::start(engine)?;
    fresh.reset()?;
    Ok(fresh)
}

/// Keeps a browser for the next test, unless it hangs.
pub(crate) fn give_back(session: Session) {
    if session.hangs.get() {
        return;
    }
    IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(session);
}

/// Ends every browser that no test holds.
pub(crate) fn end_all() {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
