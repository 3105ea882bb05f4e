//! The driver as a child process.

use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, io};

use crate::Engine;
use crate::wait::poll;

/// A driver that listens, killed with the value.
pub(crate) struct Driver {
    process: Running,
    port: u16,
    /// Ends after the driver, in the order of the fields.
    _screen: Option<Running>,
}

/// A child process, killed with the value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A driver starts in well under a second; a busy machine takes longer.
const START: Duration = Duration::from_secs(30);

/// A window of WebKit's browser is as wide as the buttons above the page: 447 pixels, and 290 without all this.
const SMALL_BUTTONS: &str = "* { padding: 0; margin: 0; min-width: 0; min-height: 0; border-width: 0; font-size: 1px; \
                             -gtk-icon-source: none }";

impl Driver {
    /// Starts the engine's driver on a free port, with a folder for what its browser keeps.
    ///
    /// # Errors
    /// When a program is missing (named, with how to install it) or the driver does not start.
    pub(crate) fn start(engine: Engine, profile: &Path) -> Result<Self, String> {
        check_programs(engine)?;
        // A test's own server may take the port before the driver has it.
        Self::start_once(engine, profile).or_else(|_| Self::start_once(engine, profile))
    }

    fn start_once(engine: Engine, profile: &Path) -> Result<Self, String> {
        let port = free_port()?;
        let line = engine.driver(port);
        let (program, arguments) = line.split_first().ok_or("no driver")?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut screen = None;
        if engine.needs_screen() {
            let (running, display) = start_screen()?;
            command.env("DISPLAY", display);
            put_style(profile).map_err(|error| format!("no style for the window: {error}"))?;
            command.env("XDG_CONFIG_HOME", profile);
            // GTK's own input method swallows `＠` and the two letters after it.
            command.env("GTK_IM_MODULE", "gtk-im-context-none");
            screen = Some(running);
        }
        let process = command.spawn().map_err(|error| format!("{program} could not be started: {error}"))?;
        let mut driver = Self { process: Running(process), port, _screen: screen };
        let answers =
            poll(START, || TcpStream::connect(("127.0.0.1", port)).map_err(|error| error.to_string()));
        match answers {
            Ok(_) => Ok(driver),
            Err(last) => {
                let ended = driver
                    .process
                    .0
                    .try_wait()
                    .ok()
                    .flatten()
                    .map(|status| format!(" It ended with {status}."));
                Err(format!("{program} does not answer on port {port}: {last}.{}", ended.unwrap_or_default()))
            }
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// Writes the style of GTK's windows into a configuration folder.
fn put_style(folder: &Path) -> io::Result<()> {
    let folder = folder.join("gtk-3.0");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("gtk.css"), SMALL_BUTTONS)
}

/// A screen that nobody sees, and its name for `DISPLAY`.
fn start_screen() -> Result<(Running, String), String> {
    let started = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut running = Running(started.map_err(|error| format!("Xvfb could not be started: {error}"))?);
    let mut number = String::new();
    if let Some(output) = running.0.stdout.take() {
        // It writes the number when it is ready.
        BufReader::new(output)
            .read_line(&mut number)
            .map_err(|error| format!("Xvfb says nothing: {error}"))?;
    }
    match number.trim() {
        "" => Err("Xvfb has no screen".to_owned()),
        number => Ok((running, format!(":{number}"))),
    }
}

/// A port that is free now.
fn free_port() -> Result<u16, String> {
    let probe = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    probe.map(|address| address.port()).map_err(|error| format!("no free port: {error}"))
}

fn check_programs(engine: Engine) -> Result<(), String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there = |program: &str| std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    match engine.programs().iter().find(|(program, _)| !there(program)) {
        None => Ok(()),
        Some((program, install)) => Err(format!(
            "{program} is missing: the browser tests for {} cannot run. Install it: {install}",
            engine.name()
        )),
    }
}
