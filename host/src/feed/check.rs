//! A checked feed, as text for people and as JSON for programs.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};
use ran_feed::{Diagnostic, Reading, Severity, Tongue};
use serde::Serialize;

use super::source::Unread;
use super::{Source, limits, reader};

/// What checking a feed has come to.
///
/// Its `Display` is what the command prints; serialised, it is the command's JSON.
#[derive(Debug, Serialize)]
pub struct Checked {
    /// The name of what was checked.
    source: String,
    #[serde(skip)]
    tongue: Tongue,
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
pub(super) struct Finding {
    pub(super) severity: &'static str,
    pub(super) code: &'static str,
    pub(super) path: String,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) message: String,
    pub(super) remedy: Cow<'static, str>,
    /// What is not shown because of it.
    pub(super) lost: Option<String>,
}

#[derive(Debug, Serialize)]
struct Refusal {
    code: &'static str,
    message: String,
    remedy: &'static str,
}

impl Checked {
    /// Reads a feed and notes what is wrong with it, in a language.
    #[must_use]
    pub fn of(source: &Source, tongue: Tongue) -> Self {
        let outcome = match source.bytes(limits().bytes) {
            Err(unread) => Outcome::unreadable(source, unread, tongue),
            Ok(bytes) => {
                let encoding = encoding_of(&bytes);
                match (reader(bytes).with_tongue(tongue).finish(), encoding) {
                    (Err(error), Some(encoding)) if error.code() == "encoding" => {
                        Outcome::in_another_encoding(encoding, tongue)
                    }
                    (Err(error), _) => Outcome::unusable(&error, tongue),
                    (Ok(reading), _) => Outcome::read(reading),
                }
            }
        };
        Self { source: source.to_string(), tongue, outcome }
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

/// The name of the Japanese encoding that all of a file may be in, if it is not all in UTF-8. Whether it is in another encoding
/// the reader says.
pub(super) fn encoding_of(bytes: &[u8]) -> Option<&'static str> {
    // ISO-2022-JP switches to Japanese by the character Escape, which has no place in JSON.
    if str::from_utf8(bytes).is_ok() && !bytes.contains(&0x1B) {
        return None;
    }
    // ISO-2022-JP has no bytes beyond ASCII, and the others hardly ever none. EUC-JP before Shift_JIS: nearly all of it would do
    // as the half-width kana there, and hardly anything the other way round.
    let is_in = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
    };
    [ISO_2022_JP, EUC_JP, SHIFT_JIS].into_iter().find(|encoding| is_in(encoding)).map(Encoding::name)
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

    fn unusable(error: &ran_feed::Error, tongue: Tongue) -> Self {
        let remedy = error.remedy(tongue);
        Self::Unusable { error: Refusal { code: error.code(), message: error.what(tongue), remedy } }
    }

    fn in_another_encoding(encoding: &str, tongue: Tongue) -> Self {
        let (message, remedy) = match tongue {
            Tongue::En => (
                format!("the feed is in {encoding}, not in UTF-8"),
                "Save the file as UTF-8: in Windows' Notepad under Save As, Encoding (名前を付けて保存、文字コード); \
                 in other editors where the encoding is shown.",
            ),
            Tongue::Ja => (
                format!("フィードの文字コードが、UTF-8ではなく{encoding}です。"),
                "ファイルをUTF-8で保存し直してください。Windowsのメモ帳では「名前を付けて保存」の「文字コード」、\
                 ほかのエディターでは文字コードが表示されているところで選べます。",
            ),
        };
        Self::Unusable { error: Refusal { code: "encoding", message, remedy } }
    }

    fn unreadable(source: &Source, unread: Unread, tongue: Tongue) -> Self {
        let (code, remedy) = (unread.code(), unread.remedy(source, tongue));
        let mut message = unread.what(source, tongue);
        let cause = unread.cause();
        let causes = std::iter::successors(
            cause.as_deref().map(|cause| cause as &(dyn std::error::Error + 'static)),
            |cause| cause.source(),
        );
        for cause in causes {
            message.push_str(&match tongue {
                Tongue::En => format!(" ({cause})"),
                Tongue::Ja => format!("（{cause}）"),
            });
        }
        Self::Unreadable { error: Refusal { code, message, remedy } }
    }
}

impl From<Diagnostic> for Finding {
    fn from(found: Diagnostic) -> Self {
        let Diagnostic { severity, code, path, line, column, message, remedy, lost } = found;
        Self { severity: severity.as_str(), code, path, line, column, message, remedy, lost }
    }
}

/// What stands around the findings in the text.
pub(super) struct Labels {
    error: &'static str,
    warning: &'static str,
    help: &'static str,
    left_out: &'static str,
}

impl Labels {
    pub(super) fn of(tongue: Tongue) -> Self {
        match tongue {
            Tongue::En => Self { error: "error", warning: "warning", help: "help: ", left_out: "left out: " },
            Tongue::Ja => {
                Self {
                    error: "エラー", warning: "警告", help: "直し方: ", left_out: "省いたもの: "
                }
            }
        }
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, tongue, outcome } = self;
        let labels = Labels::of(*tongue);
        let Labels { error: label, help, .. } = labels;
        match outcome {
            Outcome::Read { summary, diagnostics } => {
                for found in diagnostics {
                    write!(f, "{source}:")?;
                    found.write(f, &labels)?;
                }
                writeln!(f, "{source}: {}", summary.say(*tongue))
            }
            Outcome::Unusable { error: Refusal { code, message, remedy } } => {
                writeln!(f, "{source}: {label}[{code}] {message}\n  {help}{remedy}")
            }
            Outcome::Unreadable { error: Refusal { code, message, remedy } } => {
                writeln!(f, "{label}[{code}] {message}\n  {help}{remedy}")
            }
        }
    }
}

impl Finding {
    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error.as_str()
    }

    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, labels: &Labels) -> fmt::Result {
        let Self { code, path, line, column, message, remedy, lost, .. } = self;
        let Labels { error, warning, help, left_out } = labels;
        let severity = if self.is_error() { error } else { warning };
        let colon = if path.is_empty() { "" } else { ": " };
        writeln!(f, "{line}:{column}: {severity}[{code}] {path}{colon}{message}")?;
        writeln!(f, "  {help}{remedy}")?;
        match lost {
            // That the value itself is not used goes without saying; that an entry is not shown does not.
            Some(lost) if lost != path || lost.ends_with(']') => writeln!(f, "  {left_out}{lost}"),
            _ => Ok(()),
        }
    }
}

impl Summary {
    fn say(&self, tongue: Tongue) -> String {
        let Self { members, events, forms, errors, warnings } = *self;
        let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        match tongue {
            Tongue::En => [
                plural(members, "member"),
                plural(events, "event"),
                plural(forms, "form"),
                plural(errors, "error"),
                plural(warnings, "warning"),
            ]
            .join(", "),
            Tongue::Ja => format!(
                "会員{members}件、行事{events}件、フォーム{forms}件、エラー{errors}件、警告{warnings}件"
            ),
        }
    }
}
