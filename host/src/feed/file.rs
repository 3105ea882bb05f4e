//! The feed's file, read again when it has changed.

use std::path::Path;
use std::time::SystemTime;

use ran_feed::model::Feed;
use ran_feed::{Limits, Reading};

use super::Source;

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// When it was changed, where the file system says so.
    pub(crate) changed: Option<SystemTime>,
    length: u64,
}

impl Stamp {
    /// The stamp of a file as it is now, if it is there.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let meta = path.metadata().ok()?;
        Some(Self { changed: meta.modified().ok(), length: meta.len() })
    }
}

/// The feed in a file, if there is one and it has an end: a page shows what is left of a file that is cut off, but
/// whoever keeps what it says must not take the rest for gone.
pub(crate) fn whole(path: &Path) -> Option<Feed> {
    let limits = Limits::default();
    let bytes = Source::File(path.to_owned()).read(limits.bytes).ok()?;
    let Reading { feed, diagnostics } = ran_feed::read(bytes, &limits).ok()?;
    let is_whole = !diagnostics.iter().any(|found| found.code == "cut-off");
    is_whole.then_some(feed)
}
