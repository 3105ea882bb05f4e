//! What reading found wrong, with the place in the file.

use std::{borrow::Cow, fmt};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing was lost, but a person should look at it.
    Warning,
    /// Something of the feed is not shown because of it.
    Error,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One problem of a feed that could still be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether something was lost.
    pub severity: Severity,
    /// What is wrong, as a stable kebab-case name that a program may match or translate: `bad-date`.
    pub code: &'static str,
    /// The place in the document: `events[3].start`; empty for the document itself.
    pub path: String,
    /// The line in the file, from 1.
    pub line: u32,
    /// The column in that line, in characters, from 1.
    pub column: u32,
    /// What is wrong, naming the value, in the language of the [`Reader`](crate::Reader). A sentence in Japanese, and in
    /// English one without its full stop.
    pub message: String,
    /// How to mend it, in the same language.
    pub remedy: Cow<'static, str>,
    /// The path of what was left out because of it, if anything was.
    pub lost: Option<String>,
}

impl fmt::Display for Diagnostic {
    /// One line, as compilers print them: `3:14: error: events[0].start: "soon" is not a date. Write …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, path, message, remedy, .. } = self;
        let severity = self.severity.as_str();
        let colon = if path.is_empty() { "" } else { ": " };
        #[cfg(feature = "messages")]
        if message.ends_with('。') {
            return write!(f, "{line}:{column}: {severity}: {path}{colon}{message}{remedy}");
        }
        write!(f, "{line}:{column}: {severity}: {path}{colon}{message}. {remedy}")
    }
}
