//! A checked feed, as text for people and as JSON for programs.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS};
use jiff::tz::TimeZone;
use ran_feed::{Diagnostic, Limits, Reader, Reading, Severity};
use serde::Serialize;

use super::Source;
use crate::patterns;

/// A page's console shows the first few; this command is where all can be seen.
pub(super) const MOST_DIAGNOSTICS: usize = 100_000;

/// What checking a feed has come to.
///
/// Its `Display` is what the command prints; serialised, it is the command's JSON.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// The name of what was checked.
    source: String,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Outcome {
    Read {
        summary: Summary,
        diagnostics: Vec<Finding>,
    },
    /// It was read and is no feed.
    Unusable {
        error: Refusal,
    },
    /// Nothing could be read; the message names the source itself.
    Unreadable {
        error: Refusal,
    },
}

#[derive(Debug, Serialize)]
struct Summary {
    members: usize,
    events: usize,
    forms: usize,
    errors: usize,
    warnings: usize,
}

/// A diagnostic with the field names of the JSON report.
#[derive(Debug, Serialize)]
struct Finding {
    severity: &'static str,
    code: &'static str,
    path: String,
    line: u32,
    column: u32,
    message: String,
    remedy: Cow<'static, str>,
    /// What is not shown because of it.
    lost: Option<String>,
}

#[derive(Debug, Serialize)]
struct Refusal {
    code: &'static str,
    message: String,
    remedy: Option<&'static str>,
}

impl Checked {
    /// Reads a feed and notes what is wrong with it.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let limits = Limits { diagnostics: MOST_DIAGNOSTICS, ..Limits::default() };
        let outcome = match source.read(limits.bytes) {
            Err(error) => Outcome::unreadable(&error),
            Ok(bytes) => match encoding_of(&bytes) {
                Some(encoding) => Outcome::in_another_encoding(encoding),
                None => match Reader::new(bytes, limits)
                    .with_zones(is_zone)
                    .with_patterns(patterns::trouble)
                    .finish()
                {
                    Err(error) => Outcome::unusable(&error),
                    Ok(reading) => Outcome::read(reading),
                },
            },
        };
        Self { source: source.to_string(), outcome }
    }

    /// Whether anything of the feed can be shown.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        matches!(self.outcome, Outcome::Read { .. })
    }

    /// Whether there was something to check.
    #[must_use]
    pub fn is_read(&self) -> bool {
        !matches!(self.outcome, Outcome::Unreadable { .. })
    }

    /// How many mistakes cost something of the feed.
    #[must_use]
    pub fn errors(&self) -> usize {
        match &self.outcome {
            Outcome::Read { summary, .. } => summary.errors,
            Outcome::Unusable { .. } | Outcome::Unreadable { .. } => 0,
        }
    }
}

/// The name of the Japanese encoding that a file is in, if it is in one and not in UTF-8: all that could be said about its
/// texts would be wrong.
fn encoding_of(bytes: &[u8]) -> Option<&'static str> {
    // A file of UTF-8 with a broken letter has many that are whole; one of another encoding has those by chance alone.
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if broken <= whole {
        return None;
    }
    // EUC-JP first: nearly all of it would do as the half-width kana of Shift_JIS, and hardly anything the other way round.
    let is_in = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
    };
    [EUC_JP, SHIFT_JIS].into_iter().find(|encoding| is_in(encoding)).map(Encoding::name)
}

fn is_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

impl Outcome {
    fn read(Reading { feed, diagnostics, .. }: Reading) -> Self {
        let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
        let summary = Summary {
            members: feed.members.len(),
            events: feed.events.len(),
            forms: feed.forms.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        };
        Self::Read { summary, diagnostics: diagnostics.into_iter().map(Finding::from).collect() }
    }

    fn unusable(error: &ran_feed::Error) -> Self {
        let error = Refusal { code: error.code(), message: error.to_string(), remedy: Some(error.remedy()) };
        Self::Unusable { error }
    }

    fn in_another_encoding(encoding: &str) -> Self {
        let error = Refusal {
            code: "encoding",
            message: format!("the feed is in {encoding}, not in UTF-8"),
            remedy: Some(
                "Save the file as UTF-8: in Windows' Notepad under Save As, Encoding (名前を付けて保存、文字コード); \
                 in other editors where the encoding is shown.",
            ),
        };
        Self::Unusable { error }
    }

    fn unreadable(error: &crate::Error) -> Self {
        let mut message = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            message.push_str(&format!(" ({cause})"));
            source = cause.source();
        }
        Self::Unreadable { error: Refusal { code: "unreadable", message, remedy: None } }
    }
}

impl From<Diagnostic> for Finding {
    fn from(found: Diagnostic) -> Self {
        let Diagnostic { severity, code, path, line, column, message, remedy, lost } = found;
        Self { severity: severity.as_str(), code, path, line, column, message, remedy, lost }
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = &self.source;
        match &self.outcome {
            Outcome::Read { summary, diagnostics } => {
                for found in diagnostics {
                    write!(f, "{source}:{found}")?;
                }
                writeln!(f, "{source}: {summary}")
            }
            Outcome::Unusable { error: Refusal { code, message, remedy } } => {
                writeln!(f, "{source}: error[{code}] {message}")?;
                remedy.map_or(Ok(()), |remedy| writeln!(f, "  help: {remedy}"))
            }
            Outcome::Unreadable { error: Refusal { code, message, .. } } => {
                writeln!(f, "error[{code}] {message}")
            }
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, code, path, line, column, message, remedy, lost } = self;
        let colon = if path.is_empty() { "" } else { ": " };
        writeln!(f, "{line}:{column}: {severity}[{code}] {path}{colon}{message}")?;
        writeln!(f, "  help: {remedy}")?;
        match lost {
            // That the value itself is not used goes without saying; that an entry is not shown does not.
            Some(lost) if lost != path || lost.ends_with(']') => writeln!(f, "  left out: {lost}"),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { members, events, forms, errors, warnings } = *self;
        let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let parts = [
            plural(members, "member"),
            plural(events, "event"),
            plural(forms, "form"),
            plural(errors, "error"),
            plural(warnings, "warning"),
        ];
        f.write_str(&parts.join(", "))
    }
}
