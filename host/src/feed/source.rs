//! Where a feed comes from.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::Duration;

use ran_feed::Tongue;
use ran_feed::model::Feed;

use super::{limits, reader};
use crate::Error;

/// From the request to the last byte. A feed that takes longer is of no use to a page either.
const FETCH_TIME: Duration = Duration::from_secs(30);
const MOST_REDIRECTS: u32 = 5;

/// A feed's place, as the command line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The standard input, named `-`.
    StandardInput,
    /// An `http` or `https` address.
    Address(String),
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The place that a word on the command line means.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let starts_with =
            |scheme: &str| name.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        if name == "-" {
            Self::StandardInput
        } else if starts_with("https://") || starts_with("http://") {
            Self::Address(name.to_owned())
        } else {
            Self::File(name.into())
        }
    }

    /// The bytes that stand there.
    ///
    /// # Errors
    /// When they cannot be had, or when there are more than `limit`.
    pub fn read(&self, limit: usize) -> Result<Vec<u8>, Error> {
        self.read_for(limit, Tongue::En)
    }

    /// The same, for who is told in a language why they cannot be had.
    pub(super) fn read_for(&self, limit: usize, tongue: Tongue) -> Result<Vec<u8>, Error> {
        self.bytes(limit).map_err(|unread| {
            // A sentence in Japanese has its full stop.
            let stop = if tongue == Tongue::En { ". " } else { "" };
            let message = format!("{}{stop}{}", unread.what(self, tongue), unread.remedy(self, tongue));
            match unread.cause() {
                Some(cause) => Error::because(message, cause),
                None => Error::new(message),
            }
        })
    }

    /// The same, for who makes a report of why they cannot be had.
    pub(super) fn bytes(&self, limit: usize) -> Result<Vec<u8>, Unread> {
        let mut bytes = Vec::new();
        // One byte more than allowed tells a feed at the limit from one beyond it.
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        match self {
            Self::StandardInput => io::stdin().lock().take(most).read_to_end(&mut bytes),
            Self::File(path) => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
            Self::Address(address) => fetch(address)?.take(most).read_to_end(&mut bytes),
        }
        .map_err(Unread::Unreadable)?;
        if bytes.len() > limit { Err(Unread::TooLarge { limit }) } else { Ok(bytes) }
    }

    /// The feed that stands there.
    ///
    /// # Errors
    /// When it cannot be had, or is no feed.
    pub fn feed(&self) -> Result<Feed, Error> {
        let refused = |error: ran_feed::Error| {
            Error::with_source(format!("{self} is no feed. {}", error.remedy(Tongue::En)), error)
        };
        Ok(reader(self.read(limits().bytes)?).finish().map_err(refused)?.feed)
    }

    fn remedy(&self, tongue: Tongue) -> &'static str {
        let (en, ja) = match self {
            Self::StandardInput => (
                "Pipe a feed into the command, or name a file.",
                "フィードをコマンドに渡すか、ファイルを指定してください。",
            ),
            Self::Address(_) => (
                "Check the address, and that the server answers in full.",
                "アドレスと、サーバーが最後まで応答しているかを確かめてください。",
            ),
            Self::File(_) => (
                "Check the path and that you may read the file.",
                "ファイルの場所と名前、読み取りの権限を確かめてください。",
            ),
        };
        match tongue {
            Tongue::En => en,
            Tongue::Ja => ja,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("<stdin>"),
            Self::Address(address) => f.write_str(address),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Why the bytes of a source cannot be had.
#[derive(Debug)]
pub(super) enum Unread {
    /// They cannot be read, or not to their end.
    Unreadable(io::Error),
    /// There are more than so many.
    TooLarge { limit: usize },
    /// The server has another answer.
    Status(u16),
    /// The server has none.
    NoAnswer(Box<ureq::Error>),
}

impl Unread {
    /// As in the report of `ran feed check`, and as widgets and the receiver have it.
    pub(super) fn code(&self) -> &'static str {
        if matches!(self, Self::TooLarge { .. }) { "too-large" } else { "unreadable" }
    }

    /// What is wrong: a sentence in Japanese, and in English one without its full stop.
    pub(super) fn what(&self, source: &Source, tongue: Tongue) -> String {
        let (en, ja) = match self {
            Self::Unreadable(_) => {
                (format!("{source} cannot be read"), format!("{source} を読み込めません。"))
            }
            Self::TooLarge { limit } => {
                let mib = limit >> 20;
                (
                    format!("{source} is larger than the {mib} MiB that are read"),
                    format!("{source} は、読み込める{mib} MiBを超えています。"),
                )
            }
            Self::Status(status) => {
                (format!("{source} answers {status}"), format!("{source} から{status}が返りました。"))
            }
            Self::NoAnswer(_) => {
                (format!("{source} does not answer"), format!("{source} から応答がありません。"))
            }
        };
        match tongue {
            Tongue::En => en,
            Tongue::Ja => ja,
        }
    }

    /// What to do about it.
    pub(super) fn remedy(&self, source: &Source, tongue: Tongue) -> &'static str {
        let (en, ja) = match self {
            Self::Unreadable(_) => return source.remedy(tongue),
            Self::TooLarge { .. } => {
                ("Move past events into a feed of their own.", "終わった行事を別のフィードに移してください。")
            }
            Self::Status(_) => ("Check the address.", "アドレスを確かめてください。"),
            Self::NoAnswer(_) => (
                "Check the address and this machine's connection.",
                "アドレスと、このパソコンの接続を確かめてください。",
            ),
        };
        match tongue {
            Tongue::En => en,
            Tongue::Ja => ja,
        }
    }

    /// What caused it, in the system's own words.
    pub(super) fn cause(self) -> Option<Box<dyn std::error::Error + Send + Sync>> {
        match self {
            Self::Unreadable(error) => Some(Box::new(error)),
            Self::NoAnswer(error) => Some(error),
            Self::TooLarge { .. } | Self::Status(_) => None,
        }
    }
}

fn fetch(address: &str) -> Result<impl Read, Unread> {
    let agent = ureq::Agent::config_builder()
        .timeout_global(Some(FETCH_TIME))
        .max_redirects(MOST_REDIRECTS)
        .user_agent(concat!("ran/", env!("CARGO_PKG_VERSION")))
        .build()
        .new_agent();
    match agent.get(address).header("accept", "application/json").call() {
        // The caller counts the bytes after decompression, which is what a limit is for.
        Ok(response) => Ok(response.into_body().into_with_config().limit(u64::MAX).reader()),
        Err(ureq::Error::StatusCode(status)) => Err(Unread::Status(status)),
        Err(error) => Err(Unread::NoAnswer(Box::new(error))),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::Source;

    #[test]
    fn names() {
        let check = |name: &str, expected: Source| assert_eq!(Source::named(name), expected);
        check("-", Source::StandardInput);
        check("feed.json", Source::File("feed.json".into()));
        check("./-", Source::File("./-".into()));
        check("https://example.jp/feed.json", Source::Address("https://example.jp/feed.json".into()));
        check("HTTP://example.jp/feed.json", Source::Address("HTTP://example.jp/feed.json".into()));
        check("ftp://example.jp/feed.json", Source::File("ftp://example.jp/feed.json".into()));
        check("フィード", Source::File("フィード".into()));
    }

    #[test]
    fn more_than_the_limit_is_refused() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&vec![b' '; 2 << 20]).expect("written");
        let source = Source::File(file.path().to_owned());
        assert_eq!(source.read(2 << 20).map(|bytes| bytes.len()).ok(), Some(2 << 20));
        let error = source.read((2 << 20) - 1).expect_err("one byte too many").to_string();
        assert!(error.contains("is larger than the 1 MiB that are read. Move past events"), "{error}");
    }
}
