//! The program `ran`: serves the kit, the feed and pages.
//!
//! Each command is a module with a library face, so that tests and `cargo xtask` run it in their own process.

#[doc(hidden)]
pub mod cli;
mod error;
pub mod serve;

pub use error::Error;
