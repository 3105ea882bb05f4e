//! `ran serve`.
#![allow(clippy::print_stdout, reason = "a command line talks through its standard output")]

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::Error;
use crate::serve::{Content, Server, logged, router, stop_signal};

#[derive(clap::Args)]
pub(super) struct Serve {
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

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode, Error> {
        let Self { host, port, kit, feed, pages, log } = self;
        let content = Content { kit, feed, pages };
        let runtime = tokio::runtime::Runtime::new()
            .map_err(|error| Error::with_source("the server's threads could not be started", error))?;
        runtime.block_on(async {
            let router = router(&content)?;
            let router = if log { logged(router) } else { router };
            let server = Server::bind((host, port).into()).await?;
            let stop = stop_signal()?;
            println!("Serving on {}", server.url());
            server.run(router, stop).await;
            Ok(ExitCode::SUCCESS)
        })
    }
}
