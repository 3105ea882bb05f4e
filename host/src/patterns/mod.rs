//! The patterns of form fields, as a receiver reads them.
//!
//! They are those of HTML's `pattern` attribute, so JavaScript's. The receiver reads them in linear time, which leaves
//! out what only a backtracking engine can do: no input may make it think for minutes. What it cannot read asks for
//! nothing here, and the checker of feeds tells of it. So does what only Rust reads: no page has asked for it.

mod browser;
mod properties;

use ran_feed::PatternTrouble;
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, ErrorKind, parse::Parser};
use regex_syntax::hir::translate::Translator;

/// A pattern is short; one that would need more than this is taken for unreadable.
const BYTES: usize = 1 << 20;

/// Whether a text fits a pattern as a whole; none if the pattern cannot be read.
pub(crate) fn fits(pattern: &str, text: &str) -> Option<bool> {
    Some(compiled(pattern).ok()?.is_match(text))
}

/// Why a pattern cannot be read, if it cannot.
pub(crate) fn trouble(pattern: &str) -> Option<PatternTrouble> {
    compiled(pattern).err()
}

fn compiled(pattern: &str) -> Result<Regex, PatternTrouble> {
    let pattern = as_rust(pattern)?;
    // By itself first: `a)|(b` is none, though it would be one within the brackets below.
    let ast = Parser::new().parse(&pattern).map_err(|error| kind(&error))?;
    if !browser::reads(&pattern, &ast) {
        return Err(PatternTrouble::Unreadable);
    }
    // A property of letters that Rust does not know either.
    Translator::new().translate(&pattern, &ast).map_err(|_| PatternTrouble::Unreadable)?;
    let whole = format!("^(?:{pattern})$");
    RegexBuilder::new(&whole).size_limit(BYTES).build().map_err(|_| PatternTrouble::TooLarge)
}

fn kind(error: &ast::Error) -> PatternTrouble {
    match error.kind() {
        ErrorKind::UnsupportedLookAround => PatternTrouble::LooksAround,
        ErrorKind::UnsupportedBackreference => PatternTrouble::RefersBack,
        ErrorKind::NestLimitExceeded(_) => PatternTrouble::TooLarge,
        _ => PatternTrouble::Unreadable,
    }
}

/// What JavaScript means by what means something else in Rust: `\d`, `\w` and `\b` are about ASCII alone, in a class `\b`
/// is the backspace, a blank is another, and a line ends in four ways.
fn as_rust(pattern: &str) -> Result<String, PatternTrouble> {
    let mut out = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    // How many classes are open: they can stand in each other.
    let mut classes = 0_usize;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('d') => out.push_str("[0-9]"),
                Some('D') => out.push_str("[^0-9]"),
                Some('w') => out.push_str("[0-9A-Za-z_]"),
                Some('W') => out.push_str("[^0-9A-Za-z_]"),
                Some('s') => out.push_str(r"[[\s\u{FEFF}]--\u{85}]"),
                Some('S') => out.push_str(r"[^[\s\u{FEFF}]--\u{85}]"),
                Some('b') if classes > 0 => out.push_str(r"\x08"),
                Some('b') => out.push_str(r"(?-u:\b)"),
                Some('B') if classes == 0 => out.push_str(r"(?-u:\B)"),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            '.' if classes == 0 => out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '(' if classes == 0 && !browser::knows_group(letters.as_str()) => {
                return Err(PatternTrouble::Unreadable);
            }
            other => {
                match other {
                    '[' => classes += 1,
                    ']' => classes = classes.saturating_sub(1),
                    _ => (),
                }
                out.push(other);
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{PatternTrouble, fits, trouble};

    /// A pattern, and what the receiver makes of it.
    #[derive(Deserialize)]
    struct Row {
        pattern: String,
        /// What fits it, and what does not: in browsers too.
        #[serde(default)]
        fits: Vec<String>,
        #[serde(default)]
        refuses: Vec<String>,
        /// Why it is not checked. Beside it stands whether `new RegExp(pattern, "v")` reads it (as `"browser"`): null where
        /// some do, or where it means something else there.
        trouble: Option<String>,
    }

    #[test]
    fn patterns_are_read_as_in_html() {
        let rows: Vec<Row> = serde_json::from_str(include_str!("corpus.json")).expect("rows");
        for Row { pattern, fits: fitting, refuses, trouble: expected } in rows {
            let found = trouble(&pattern).map(|trouble| match trouble {
                PatternTrouble::LooksAround => "looks-around",
                PatternTrouble::RefersBack => "refers-back",
                PatternTrouble::TooLarge => "too-large",
                PatternTrouble::Unreadable => "unreadable",
            });
            assert_eq!(found, expected.as_deref(), "{pattern}");
            for (texts, fit) in [(fitting, true), (refuses, false)] {
                for text in texts {
                    assert_eq!(fits(&pattern, &text), Some(fit), "{pattern} {text:?}");
                }
            }
            assert_eq!(fits(&pattern, "a").is_none(), expected.is_some(), "{pattern}");
        }
    }
}
