//! How much of the server one visitor can hold, and for how long.

use std::time::Duration;

/// A browser sends some 15 headers; a proxy adds a few.
pub(super) const HEADERS: usize = 64;
/// The request line and all headers together, in bytes.
pub(super) const HEAD_BYTES: usize = 32 * 1024;
/// No route of this server but the receiver's takes a body.
pub(super) const BODY_BYTES: usize = 64 * 1024;
/// From the connection, or from the last answer, to the end of the next request's headers.
pub(super) const HEAD_TIME: Duration = Duration::from_secs(30);
/// From the request to the start of the answer.
pub(super) const ANSWER_TIME: Duration = Duration::from_secs(30);
/// Without a byte of an answer being taken.
pub(super) const WRITE_TIME: Duration = Duration::from_secs(30);
/// Open connections; further ones wait. Half of the 1,024 files that a process may usually open.
pub(super) const CONNECTIONS: usize = 512;
/// What an answer under way may take after the signal to stop.
pub(super) const STOP_TIME: Duration = Duration::from_secs(8);
/// What all of the end may take: after ten seconds Docker and others kill.
pub(crate) const LONGEST_STOP: Duration = Duration::from_secs(9);
