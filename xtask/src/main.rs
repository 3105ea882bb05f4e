//! Everything that is done to the workspace, as `cargo xtask COMMAND`.
//!
//! The two commands of the README are `demo` and `test`; both set up whatever they need first.
#![allow(clippy::print_stdout, reason = "a build tool talks to the person who started it")]

mod kit;
mod run;
mod tools;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// The tasks of the RAN Widgets workspace.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the kit into `pkg/dist/`.
    Build,
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Build => kit::build(kit::Flavour::Release).map(drop),
    }
}
