//! Where a feed comes from.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::Duration;

use ran_feed::model::Feed;
use ran_feed::{Limits, Reader};

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
        let mut bytes = Vec::new();
        // One byte more than allowed tells a feed at the limit from one beyond it.
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        match self {
            Self::StandardInput => io::stdin().lock().take(most).read_to_end(&mut bytes),
            Self::File(path) => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
            Self::Address(address) => fetch(address)?.take(most).read_to_end(&mut bytes),
        }
        .map_err(|error| Error::with_source(format!("{self} cannot be read. {}", self.remedy()), error))?;
        if bytes.len() > limit {
            let mib = limit >> 20;
            return Err(Error::new(format!(
                "{self} is larger than the {mib} MiB that are read. Move past events into a feed of their own."
            )));
        }
        Ok(bytes)
    }

    /// The feed that stands there.
    ///
    /// # Errors
    /// When it cannot be had, or is no feed.
    pub fn feed(&self) -> Result<Feed, Error> {
        let limits = Limits::default();
        let reader = Reader::new(self.read(limits.bytes)?, limits).with_clocks(super::occurrences::shown);
        let refused = |error: ran_feed::Error| {
            Error::with_source(format!("{self} is no feed. {}", error.remedy()), error)
        };
        Ok(reader.finish().map_err(refused)?.feed)
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::StandardInput => "Pipe a feed into the command, or name a file.",
            Self::Address(_) => "Check the address, and that the server answers in full.",
            Self::File(_) => "Check the path and that you may read the file.",
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

fn fetch(address: &str) -> Result<impl Read, Error> {
    let agent = ureq::Agent::config_builder()
        .timeout_global(Some(FETCH_TIME))
        .max_redirects(MOST_REDIRECTS)
        .user_agent(concat!("ran/", env!("CARGO_PKG_VERSION")))
        .build()
        .new_agent();
    match agent.get(address).header("accept", "application/json").call() {
        // The caller counts the bytes after decompression, which is what a limit is for.
        Ok(response) => Ok(response.into_body().into_with_config().limit(u64::MAX).reader()),
        Err(ureq::Error::StatusCode(status)) => {
            Err(Error::new(format!("{address} answers {status}. Check the address.")))
        }
        Err(error) => Err(Error::with_source(
            format!("{address} does not answer. Check the address and this machine's connection."),
            error,
        )),
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
