//! `ran serve`: the kit, the feed and pages over HTTP.
//!
//! | address | what | may be cached |
//! | --- | --- | --- |
//! | `/feed.json` | the feed, as the file stands now | after asking |
//! | `/events.ics` | its events as iCalendar, all or those that the query asks for | after asking |
//! | `/kit/v1/…` | the kit of this program, evergreen | after asking; for a year where the path holds a content hash |
//! | `/kit/<version>/…` | the same kit, pinned | for a year |
//! | `/embed.html` | leads to `/kit/v1/embed.html`, the page for frames | after asking |
//! | `/healthz` | `ok`; 503 when sign-ups cannot be taken | never |
//! | `/api/forms/…`, `/metrics` | with a receiver: see [`crate::sign_up`] | never |
//! | `/…` | the pages | after asking |
//!
//! Kit, feed and embed page are for other origins and say so; the pages are for this one and carry the strict
//! policy under which the kit is promised to work. The server speaks plain HTTP/1.1: encryption is for the proxy in
//! front of it.

mod events;
mod files;
mod headers;
mod limits;
mod listener;
mod log;
mod parts;
mod routes;

pub(crate) use limits::LONGEST_STOP;
pub use listener::Server;
pub(crate) use listener::StopSignals;
pub(crate) use log::logged;
pub use routes::{Content, router};
