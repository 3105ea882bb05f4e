//! Everything that is done to the workspace, as `cargo xtask COMMAND`.
//!
//! The two commands of the README are `demo` and `test`; both set up whatever they need first.
#![allow(clippy::print_stdout, reason = "a build tool talks to the person who started it")]

mod bench;
mod compress;
mod demo;
mod files;
mod generate;
mod geometry;
#[cfg(test)]
mod invariants;
mod kit;
mod municipalities;
mod phases;
mod postcodes;
#[cfg(test)]
mod promised;
mod run;
mod size;
#[cfg(test)]
mod styles;
mod tables;
mod test;
mod tools;

use std::process::ExitCode;

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
    /// Build the kit and serve it with the demo pages on http://127.0.0.1:8787/.
    Demo(demo::Options),
    /// Run every test: native, Wasm and browser.
    Test(test::Options),
    /// Measure, and write the figures into BENCHMARKS.md.
    #[command(subcommand)]
    Bench(bench::What),
    /// Build the kit into `pkg/dist/`.
    Build,
    /// Weigh the kit, write SIZE.md, and fail over budget.
    Size {
        /// Only compare with SIZE.md; write nothing.
        #[arg(long)]
        check: bool,
    },
    /// Make the outlines of the map again, from Natural Earth or from a file of N03.
    Geometry(geometry::Options),
    /// Make the postcodes and the municipalities again, from the packages that are pinned.
    Postcodes,
    /// Make the generated files again: types, manifest, README tables, JSON Schema.
    Generate {
        /// Only compare; write nothing.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    match start() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<ExitCode> {
    match Arguments::parse().task {
        Task::Demo(options) => demo::demo(&options),
        Task::Test(options) => test::test(&options),
        Task::Build => kit::build().map(|_| ExitCode::SUCCESS),
        Task::Bench(what) => bench::bench(&what).map(|()| ExitCode::SUCCESS),
        Task::Size { check } => size::size(check).map(|()| ExitCode::SUCCESS),
        Task::Geometry(options) => geometry::geometry(&options).map(|()| ExitCode::SUCCESS),
        Task::Postcodes => postcodes::postcodes().map(|()| ExitCode::SUCCESS),
        Task::Generate { check } => generate::generate(check).map(|()| ExitCode::SUCCESS),
    }
}
