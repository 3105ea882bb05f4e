//! The program `ran`: checks feeds, and serves the kit, a feed and pages.
//!
//! Each command is a module with a library face, so that tests and `cargo xtask` run it in their own process.

#[doc(hidden)]
pub mod cli;
mod error;
pub mod feed;
pub mod serve;

pub use error::Error;
