//! The patterns of form fields, as a receiver reads them.
//!
//! They are those of HTML's `pattern` attribute, so JavaScript's. The receiver reads them in linear time, which leaves
//! out what only a backtracking engine can do: no input may make it think for minutes. What it cannot read asks for
//! nothing here, and the checker of feeds tells of it.

use ran_feed::PatternTrouble;
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::ErrorKind;

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
    let pattern = as_rust(pattern);
    // By itself first: `a)|(b` is none, though it would be one within the brackets below.
    regex_syntax::parse(&pattern).map_err(|error| kind(&error))?;
    let whole = format!("^(?:{pattern})$");
    RegexBuilder::new(&whole).size_limit(BYTES).build().map_err(|_| PatternTrouble::TooLarge)
}

fn kind(error: &regex_syntax::Error) -> PatternTrouble {
    let regex_syntax::Error::Parse(error) = error else { return PatternTrouble::Unreadable };
    match error.kind() {
        ErrorKind::UnsupportedLookAround => PatternTrouble::LooksAround,
        ErrorKind::UnsupportedBackreference => PatternTrouble::RefersBack,
        ErrorKind::NestLimitExceeded(_) => PatternTrouble::TooLarge,
        _ => PatternTrouble::Unreadable,
    }
}

/// What JavaScript means by the escapes that mean more in Rust: `\d`, `\w` and `\b` are about ASCII alone, and in a class
/// `\b` is the backspace.
fn as_rust(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    // How many classes are open: they can stand in each other.
    let mut classes = 0_usize;
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            match letter {
                '[' => classes += 1,
                ']' => classes = classes.saturating_sub(1),
                _ => (),
            }
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('d') => out.push_str("[0-9]"),
            Some('D') => out.push_str("[^0-9]"),
            Some('w') => out.push_str("[0-9A-Za-z_]"),
            Some('W') => out.push_str("[^0-9A-Za-z_]"),
            Some('b') if classes > 0 => out.push_str(r"\x08"),
            Some('b') => out.push_str(r"(?-u:\b)"),
            Some('B') if classes == 0 => out.push_str(r"(?-u:\B)"),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{PatternTrouble, fits, trouble};

    #[test]
    fn patterns_are_read_as_in_html() {
        for (pattern, text, expected) in [
            ("[0-9]{13}", "1234567890123", true),
            ("[0-9]{13}", "12345678901234", false),
            ("a|b", "ab", false),
            (r"\d+", "１２", false),
            (r"[\d-]+", "12-3", true),
            (r"\D", "１", true),
            (r".*\bRAN\b.*", "地域RANです", true),
            (r".*\BRAN", "地域RAN", false),
            (r"[a\b]+", "a\u{8}", true),
            (r"[^[a]\b]", "b", true),
            (r"\p{Script=Hiragana}+", "みほん", true),
            (r"https?:\/\/.+", "https://example.jp", true),
            ("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false),
        ] {
            assert_eq!(fits(pattern, text), Some(expected), "{pattern} {text}");
            assert_eq!(trouble(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_cannot_be_read_has_its_reason() {
        for (pattern, expected) in [
            ("(?=.*[0-9]).{8,}", PatternTrouble::LooksAround),
            ("(?!x)a", PatternTrouble::LooksAround),
            ("a(?<=a)", PatternTrouble::LooksAround),
            ("a(?<!b)", PatternTrouble::LooksAround),
            (r"(.)\1", PatternTrouble::RefersBack),
            ("a{1000}{1000}{1000}", PatternTrouble::TooLarge),
            (&"(".repeat(1_000), PatternTrouble::Unreadable),
            (&format!("{}{}", "(".repeat(1_000), ")".repeat(1_000)), PatternTrouble::TooLarge),
            (r"(?<x>.)\k<x>", PatternTrouble::Unreadable),
            ("[", PatternTrouble::Unreadable),
            ("a)|(b", PatternTrouble::Unreadable),
            ("\\", PatternTrouble::Unreadable),
            (r"\p{RGI_Emoji}", PatternTrouble::Unreadable),
        ] {
            assert_eq!(trouble(pattern), Some(expected), "{pattern}");
            assert_eq!(fits(pattern, "a"), None, "{pattern}");
        }
    }
}
