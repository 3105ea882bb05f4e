//! The program `ran`: checks feeds, serves the kit, a feed and pages, and takes sign-ups.
//!
//! Each command is a module with a library face, so that tests run it in their own process.

#[doc(hidden)]
pub mod cli;
mod error;
pub mod feed;
mod journal;
mod patterns;
pub mod serve;
pub mod sign_up;

pub use error::Error;
