//! The forms of the feed, as its file last stood in good order.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ran_feed::{Diagnostic, Reading, model::Feed};
use tokio::sync::Mutex;

use crate::feed::{Broken, Stamp, whole};
use crate::journal;
use crate::patterns::Compiled;

/// What is asked of applicants.
pub(crate) struct Rules {
    pub(crate) feed: Feed,
    /// Those of its forms.
    pub(crate) patterns: Compiled,
}

/// The feed as the file last stood in good order.
pub(crate) struct Forms {
    path: PathBuf,
    last: Arc<Mutex<Last>>,
}

/// What the file was found to be. A file that is broken is not read again until it has changed.
#[derive(Default)]
struct Last {
    /// The state of the file that was looked at; none inside if it was not there.
    seen: Option<Option<Stamp>>,
    /// Its last good state.
    rules: Option<Arc<Rules>>,
    broken: Option<Broken>,
}

impl Forms {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, last: Arc::default() }
    }

    /// The feed's rules; none if the file has never been one since the start. A file that has become unreadable while it is
    /// being changed must not stop sign-ups.
    pub(crate) async fn rules(&self) -> Option<Arc<Rules>> {
        self.look().await.0
    }

    /// The feed's rules, and whether the file stands so now.
    pub(crate) async fn look(&self) -> (Option<Arc<Rules>>, bool) {
        // One reader at a time; the lock goes along, so that a visitor who leaves lets no second one begin.
        let mut last = Arc::clone(&self.last).lock_owned().await;
        let path = self.path.clone();
        let looked = tokio::task::spawn_blocking(move || (last.look(&path), last.broken.is_none()));
        looked.await.unwrap_or_default()
    }
}

impl Last {
    /// Reads the file if it has changed, and gives its last good state.
    fn look(&mut self, path: &Path) -> Option<Arc<Rules>> {
        let stamp = Stamp::of(path);
        if self.seen == Some(stamp) {
            return self.rules.clone();
        }
        // Half a feed would refuse the other half's sign-ups.
        let read = if stamp.is_some() { whole(path) } else { Err(Broken::UNREADABLE) };
        let before = self.broken;
        self.seen = Some(stamp);
        match read {
            Ok(Reading { feed, diagnostics, .. }) => {
                self.rules = Some(Arc::new(Rules { patterns: Compiled::of(&feed), feed }));
                self.broken = None;
                if before.is_some() {
                    journal::line("feed", &[("state", "read again".into())]);
                }
                diagnostics.into_iter().filter(is_about_pattern).for_each(tell_of);
            }
            Err(broken) => {
                self.broken = Some(broken);
                // Once for each state; what may be another time by itself is told once at all.
                if broken != Broken::UNREADABLE || before != Some(broken) {
                    self.tell(broken);
                }
                if broken == Broken::UNREADABLE && stamp.is_some() {
                    // Too many open files, for example: the file need not change before it can be read.
                    self.seen = None;
                }
            }
        }
        self.rules.clone()
    }

    fn tell(&self, broken: Broken) {
        let trouble = match self.rules {
            Some(_) => {
                "the feed cannot be used; forms are those of its last good state. See `ran feed check FILE`"
            }
            None => "the feed cannot be used, and no sign-up can be taken. See `ran feed check FILE`",
        };
        let line = broken.line.map(|line| ("line", line.into()));
        let fields = [("code", broken.code.into()), ("trouble", trouble.into())];
        journal::line("feed", &fields.into_iter().chain(line).collect::<Vec<_>>());
    }
}

/// Whether it is one of the rules of this receiver that is not checked, and not the page's own business.
fn is_about_pattern(found: &Diagnostic) -> bool {
    found.code.starts_with("pattern-")
}

fn tell_of(found: Diagnostic) {
    let Diagnostic { code, path, line, message, remedy, .. } = found;
    let fields = [
        ("code", code.into()),
        ("path", path.into()),
        ("line", line.into()),
        ("trouble", message.into()),
        ("remedy", remedy.into()),
    ];
    journal::line("feed", &fields);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Last;

    #[test]
    fn a_file_is_read_once_in_each_state() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed.json");
        let mut last = Last::default();
        let mut check = |text: Option<&str>, code: Option<&str>, has_feed: bool| {
            match text {
                Some(text) => std::fs::write(&path, text).unwrap(),
                None => std::fs::remove_file(&path).unwrap_or_default(),
            }
            let first = last.look(&path);
            assert_eq!(first.is_some(), has_feed, "{text:?}");
            assert_eq!(last.broken.map(|broken| broken.code), code, "{text:?}");
            // Whoever reads it again finds that again, and makes new rules.
            let broken = last.broken.take();
            let second = last.look(&path);
            assert_eq!(first.as_ref().map(Arc::as_ptr), second.as_ref().map(Arc::as_ptr), "{text:?}");
            assert!(last.broken.is_none(), "{text:?}");
            last.broken = broken;
        };
        check(None, Some("unreadable"), false);
        check(Some("<html>"), Some("html"), false);
        check(Some(r#"{"version":1}"#), None, true);
        check(Some("<html></html>"), Some("html"), true);
        check(Some(r#"{"version":1,"events":["#), Some("cut-off"), true);
        check(None, Some("unreadable"), true);
        check(Some(r#"{"version":1,"events":[]}"#), None, true);
    }
}
