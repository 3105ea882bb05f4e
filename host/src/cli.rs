//! The command line of `ran`.
#![allow(clippy::print_stdout, reason = "a command line talks through its standard output")]

use std::error::Error as _;
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::Error;
use crate::serve::{self, Content};

/// The command could not do its work: the exit code that `clap` uses for a wrong command line too.
const UNUSABLE: u8 = 2;

/// Serves the RAN Widgets.
#[derive(Parser)]
#[command(name = "ran", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the kit, a feed and, if you like, pages.
    Serve(Serve),
}

#[derive(clap::Args)]
struct Serve {
    /// The address to listen on; 0.0.0.0 for every network of this machine.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port to listen on; 0 for any that is free.
    #[arg(long, value_name = "N", default_value_t = 8787)]
    port: u16,
    /// The folder of the built kit (pkg/dist).
    #[arg(long, value_name = "DIR")]
    kit: PathBuf,
    /// The feed. A changed file shows at the next request.
    #[arg(long, value_name = "FILE")]
    feed: PathBuf,
    /// The folder whose pages are shown at `/`.
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    /// Write a line for each request to the standard error. No visitor's address is in it.
    #[arg(long)]
    log: bool,
}

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Serve(arguments) => serve(arguments),
    };
    result.unwrap_or_else(|error| {
        report(&error);
        ExitCode::from(UNUSABLE)
    })
}

fn serve(arguments: Serve) -> Result<ExitCode, Error> {
    let Serve { host, port, kit, feed, pages, log } = arguments;
    let content = Content { kit, feed, pages };
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Error::with_source("the server's threads could not be started", error))?;
    runtime.block_on(async {
        let router = serve::router(&content)?;
        let router = if log { serve::logged(router) } else { router };
        let server = serve::Server::bind((host, port).into()).await?;
        let stop = serve::stop_signal()?;
        println!("Serving on {}", server.url());
        server.run(router, stop).await;
        Ok(ExitCode::SUCCESS)
    })
}

/// Prints an error and what caused it.
fn report(error: &Error) {
    eprintln!("error: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        eprintln!("  because: {cause}");
        source = cause.source();
    }
}
