//! The forms of the feed, and who reads their patterns.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use ran_feed::model::Feed;
use regex::{Regex, RegexBuilder};

use crate::feed::{Stamp, whole};

/// The feed as the file last stood in good order.
pub(crate) struct Forms {
    path: PathBuf,
    last: Mutex<Option<Read>>,
}

#[derive(Clone)]
struct Read {
    stamp: Stamp,
    feed: Arc<Feed>,
}

impl Forms {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, last: Mutex::new(None) }
    }

    /// The feed; none if the file has never been one since the start. A file that has become unreadable while it is
    /// being changed must not stop sign-ups.
    pub(crate) async fn feed(self: &Arc<Self>) -> Option<Arc<Feed>> {
        let this = Arc::clone(self);
        tokio::task::spawn_blocking(move || this.read()).await.ok().flatten()
    }

    fn read(&self) -> Option<Arc<Feed>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let stamp = Stamp::of(&self.path);
        if let (Some(stamp), Some(last)) = (stamp, &last)
            && last.stamp == stamp
        {
            return Some(Arc::clone(&last.feed));
        }
        // Half a feed would refuse the other half's sign-ups.
        let read = stamp.zip(whole(&self.path)).map(|(stamp, feed)| Read { stamp, feed: Arc::new(feed) });
        let read = read.or(last)?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(read.clone());
        Some(read.feed)
    }
}

/// A pattern is short; one that would need more than this is taken for unreadable.
const PATTERN_BYTES: usize = 1 << 20;

/// Whether a text fits a pattern of HTML, as far as it can be said in linear time.
///
/// What only a backtracking engine can read (look-around, references back) asks for nothing here: the page has asked,
/// and no input may make the receiver think for minutes.
pub(crate) fn fits(pattern: &str, text: &str) -> Option<bool> {
    let regex: Regex =
        RegexBuilder::new(&format!("^(?:{})$", as_rust(pattern))).size_limit(PATTERN_BYTES).build().ok()?;
    Some(regex.is_match(text))
}

/// In JavaScript `\d` and `\w` are ASCII alone.
fn as_rust(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('d') => out.push_str("[0-9]"),
            Some('D') => out.push_str("[^0-9]"),
            Some('w') => out.push_str("[0-9A-Za-z_]"),
            Some('W') => out.push_str("[^0-9A-Za-z_]"),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_are_read_as_in_html() {
        for (pattern, text, expected) in [
            ("[0-9]{13}", "1234567890123", Some(true)),
            ("[0-9]{13}", "12345678901234", Some(false)),
            ("a|b", "ab", Some(false)),
            (r"\d+", "１２", Some(false)),
            (r"[\d-]+", "12-3", Some(true)),
            (r"\D", "１", Some(true)),
            (r"\p{Script=Hiragana}+", "みほん", Some(true)),
            (r"https?:\/\/.+", "https://example.jp", Some(true)),
            ("(?=a)a", "a", None),
            ("[", "a", None),
            ("\\", "a", None),
            ("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", Some(false)),
            ("a{1000}{1000}{1000}", "a", None),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }
}
