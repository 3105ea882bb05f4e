//! The feed's file, read again when it has changed.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::SystemTime;

use ran_feed::Reading;

use super::{Source, limits, reader};

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// When it was changed, where the file system says so.
    pub(crate) changed: Option<SystemTime>,
    length: u64,
    /// Which file it is, and when its rights were changed.
    place: (u64, u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file as it is now, if it is there.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let meta = path.metadata().ok()?;
        let place = (meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec());
        Some(Self { changed: meta.modified().ok(), length: meta.len(), place })
    }
}

/// Why a file is no feed that can be used. Nothing of what is in it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken {
    /// As in the report of `ran feed check`.
    pub(crate) code: &'static str,
    pub(crate) line: Option<u32>,
}

impl Broken {
    /// It may be another time without the file having changed.
    pub(crate) const UNREADABLE: Self = Self { code: "unreadable", line: None };
    /// The file has no end: a page shows what came before.
    pub(crate) const CUT_OFF: &str = "cut-off";
}

/// The feed in a file, if there is one and it has an end: a page shows what is left of a file that is cut off, but
/// whoever keeps what it says must not take the rest for gone.
pub(crate) fn whole(path: &Path) -> Result<Reading, Broken> {
    let most = limits().bytes;
    if path.metadata().is_ok_and(|meta| meta.len() > most as u64) {
        return Err(Broken { code: "too-large", line: None });
    }
    let bytes = Source::File(path.to_owned()).read(most).map_err(|_| Broken::UNREADABLE)?;
    let reading = reader(bytes).finish().map_err(|error| Broken { code: error.code(), line: None })?;
    if !reading.is_whole {
        return Err(Broken {
            code: Broken::CUT_OFF,
            line: reading.diagnostics.last().map(|found| found.line),
        });
    }
    Ok(reading)
}

#[cfg(test)]
mod tests {
    use super::{Broken, whole};

    #[test]
    fn that_a_file_is_cut_off_is_seen_behind_any_number_of_mistakes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed.json");
        let check = |end: &str, code: Option<&str>| {
            let mistakes = "7,".repeat(5_000);
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{mistakes}7],"forms":[{end}"#
            );
            std::fs::write(&path, feed).unwrap();
            assert_eq!(whole(&path).err().map(|broken: Broken| broken.code), code, "{end}");
        };
        check("", Some("cut-off"));
        check("]}", None);
    }
}
