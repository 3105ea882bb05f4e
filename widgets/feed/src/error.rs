//! Why a feed cannot be used at all.

use std::fmt;

/// Why nothing of a feed could be read. What costs only a part of it is a [`Diagnostic`](crate::Diagnostic) instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(pub(crate) Cause);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Empty,
    Encoding,
    Html,
    NotJson(String),
    NotAnObject,
    TooLarge { bytes: usize, limit: usize },
    Version(String),
}

impl Error {
    /// A stable name that a program may match or translate: `empty`, `encoding`, `html`, `not-json`, `not-an-object`,
    /// `too-large` or `version`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.0 {
            Cause::Empty => "empty",
            Cause::Encoding => "encoding",
            Cause::Html => "html",
            Cause::NotJson(_) => "not-json",
            Cause::NotAnObject => "not-an-object",
            Cause::TooLarge { .. } => "too-large",
            Cause::Version(_) => "version",
        }
    }

    /// How to mend it, in English.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self.0 {
            Cause::Empty => "Publish the feed again; the upload may have failed.",
            Cause::Encoding => "Save the file as UTF-8.",
            Cause::Html => "Check the address: a web page stands there, perhaps an error page or a sign-in.",
            Cause::NotJson(_) => "Check the address, and that the file is the JSON feed.",
            Cause::NotAnObject => "A feed begins with { and names its version, alliance, members and events.",
            Cause::TooLarge { .. } => "Move past events into a feed of their own, or raise the limit.",
            Cause::Version(_) => "Update RAN Widgets to a version that knows this format.",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::Empty => f.write_str("the feed is empty"),
            Cause::Encoding => f.write_str("the feed is in UTF-16, not in UTF-8"),
            Cause::Html => f.write_str("the feed is an HTML or XML page, not JSON"),
            Cause::NotJson(start) => write!(f, "the feed is not JSON: it begins with “{start}”"),
            Cause::NotAnObject => f.write_str("the feed is JSON, but not an object"),
            Cause::TooLarge { bytes, limit } => {
                write!(f, "the feed has {bytes} bytes, more than the {limit} that are read")
            }
            Cause::Version(version) => {
                write!(f, "the feed has version {version} of the format; this reader knows version 1")
            }
        }
    }
}

impl std::error::Error for Error {}
