//! The command line of `ran`.

mod feed;
mod serve;
mod sign_ups;

use std::error::Error as _;
use std::fmt;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{Error, journal};

/// The command could not do its work: the exit code that `clap` uses for a wrong command line too.
const UNUSABLE: u8 = 2;

/// Checks and serves what the RAN Widgets show, and takes sign-ups.
#[derive(Parser)]
#[command(name = "ran", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a feed, make a sample, or print the schema.
    #[command(subcommand, arg_required_else_help = true)]
    Feed(feed::Command),
    /// Serve the kit, a feed and, if you like, pages.
    Serve(Box<serve::Serve>),
    /// Read, export, back up and delete what the sign-up forms have brought.
    #[command(arg_required_else_help = true)]
    SignUps(sign_ups::SignUps),
}

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Feed(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::SignUps(command) => command.run(),
    };
    journal::finish();
    result.unwrap_or_else(|error| {
        report(&error);
        ExitCode::from(UNUSABLE)
    })
}

/// The name of a variable of the environment, if there is something in it: a service's file of variables may have a line for
/// one that is not used.
fn filled(name: &'static str) -> Option<&'static str> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(|_| name)
}

fn variable(name: &'static str) -> Option<String> {
    filled(name).and_then(|name| std::env::var(name).ok())
}

/// Prints an error and what caused it.
fn report(error: &Error) {
    complain(format_args!("error: {error}"));
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let words = cause.to_string();
        // Many errors repeat their cause in their own words.
        if !said.contains(&words) {
            complain(format_args!("  because: {words}"));
            said = words;
        }
        source = cause.source();
    }
}

/// Writes a line to the standard error. Where it cannot be written there is nobody to tell: `eprintln!` would panic.
fn complain(text: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes to the standard output.
fn print(text: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Result<(), Error> {
    let mut out = BufWriter::new(io::stdout().lock());
    written(text(&mut out).and_then(|()| out.flush())).map(drop)
}

/// What came of writing to the standard output; false if its reader has had enough (`ran feed sample | head`), which is no
/// mistake.
fn written(result: io::Result<()>) -> Result<bool, Error> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => {
            Err(Error::with_source("the result could not be written to the standard output", error))
        }
    }
}
