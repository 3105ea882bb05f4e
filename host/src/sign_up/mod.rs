//! Sign-ups: what comes from the forms of the feed, kept so that none is lost, taken twice or leaked.
//!
//! | address | what |
//! | --- | --- |
//! | `GET /api/forms/{form}/token` | the token that a page needs for sending, with the proof of work that it asks for |
//! | `POST /api/forms/{form}/submissions` | takes a filled-in form; see `ran_form::wire` |
//! | `GET /metrics` | counters, in Prometheus' text format |
//!
//! A submission is answered 201 when it is on the disk, and together with it what is to be told to the applicant, the
//! secretariat and the chat. Whatever is cut off before is sent again by the page under the same name, and gives
//! the same record.

mod answers;
mod chance;
mod export;
mod forms;
mod metrics;
mod outbox;
mod rate;
mod receive;
mod routes;
mod show;
mod state;
mod store;
mod token;
mod visitor;

pub(crate) use export::Csv;
pub use outbox::{Mail, Webhook};
pub(crate) use show::{line, page};
pub use state::{Options, Receiver};
pub use store::{Delivery, Failure, Filter, Record, Snapshot, Store};
pub use visitor::Network;
pub(crate) use visitor::Peer;

/// Where sign-ups are kept unless something else is said.
pub(crate) const DATABASE: &str = "sqlite:sign-ups.db";

pub(crate) use answers::UNREADABLE;
pub(crate) use chance::receipt_as_typed;
pub(crate) use receive::unix_ms;
