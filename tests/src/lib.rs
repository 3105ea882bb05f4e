//! The browser harness, over W3C WebDriver.
//!
//! A test is a function of a [`Browser`]. It starts a [`TestServer`], opens a page of it, acts as a person would, and
//! waits for what should be seen, never for time to pass:
//!
//! ```ignore
//! fn shows_the_name(browser: &Browser) {
//!     let server = TestServer::start();
//!     server.put("/feed.json", Reply::json(FEED));
//!     let page = browser.open(&server.page(Html::with_kit(
//!         "<ran-member-badge feed='/feed.json' member='meguru'></ran-member-badge>",
//!     )));
//!     page.wait_for_text("ran-member-badge >>> [part=badge]", "NPO法人MEGURU");
//! }
//! ```
//!
//! After each test the page must be clean: no call of `console.error` or `console.warn`, no uncaught exception or
//! rejection, no policy violated, no request to another origin. What a test expects of these, it names first (see
//! [`Page::expect_console`] and its neighbours). A script in the page sees them: what a browser itself writes to its
//! console (a file that was not found, say), and what happens in a worker or in a frame, it does not.
//!
//! | part | what |
//! | --- | --- |
//! | [`Engine`] | which browser: `RAN_BROWSER=chromium`, `firefox` or `webkit` |
//! | [`Suite`] | the tests by name, run by `cargo test` with its filters; known failures are in `known-failures/`, and what a whole run tries in a second engine in `selection.txt` |
//! | [`Browser`], [`Page`], [`Node`] | what a test holds |
//! | [`TestServer`], [`Reply`], [`Html`] | the other side: pages, feeds, and every way in which a server can fail |
//! | [`Program`] | the real other side: `ran serve` as a process, and `ran sign-ups` |
//! | [`axe`] | the accessibility checker |
//!
//! A harness may panic: a panic in here is a test that fails.
#![allow(clippy::panic, clippy::missing_panics_doc, reason = "a panic is how a test fails")]

pub mod axe;
mod browser;
mod command;
mod driver;
mod emulation;
mod engine;
mod foreign;
mod keys;
mod known;
mod node;
mod page;
mod pdf;
mod program;
mod record;
mod selection;
mod server;
mod session;
mod suite;
mod wait;
mod workspace;

pub use browser::Browser;
pub use engine::Engine;
pub use foreign::serve_foreign_yew;
pub use keys::Key;
pub use node::{Node, Rect};
pub use page::Page;
pub use program::Program;
pub use record::{Console, Fired, Record};
pub use server::{Gate, Html, Reply, Seen, TestServer, strict_policy};
pub use suite::Suite;
pub use wait::{poll, wait_for};
