//! The patterns of form fields, as a receiver reads them.
//!
//! They are those of HTML's `pattern` attribute, so JavaScript's. The receiver reads them in linear time, which leaves
//! out what only a backtracking engine can do: no input may make it think for minutes. What it cannot read asks for
//! nothing here, and the checker of feeds tells of it. So does what only Rust reads: no page has asked for it.

mod browser;
mod properties;

use std::collections::{HashMap, HashSet};

use ran_feed::PatternTrouble;
use ran_feed::model::{Feed, FieldKind, Lang};
use ran_form::Patterns;
use ran_form::normalise::{self, pattern_of};
use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, ErrorKind, parse::Parser};
use regex_syntax::hir::translate::Translator;

/// A pattern is short; one that would need more than this is taken for unreadable.
const BYTES: usize = 1 << 20;

/// The patterns of a feed's forms, each read once. What cannot be read is not among them.
pub(crate) struct Compiled(HashMap<String, Regex>);

impl Compiled {
    /// Those of every field, in every language.
    pub(crate) fn of(feed: &Feed) -> Self {
        let fields = feed.forms.iter().flat_map(|form| &form.fields);
        let patterns = fields.flat_map(|field| Lang::ALL.map(|lang| pattern_of(field, lang)));
        let texts: HashSet<_> = patterns.flatten().collect();
        Self(texts.into_iter().filter_map(|text| compiled(&text).ok().map(|read| (text, read))).collect())
    }
}

impl Patterns for Compiled {
    fn fits(&self, pattern: &str, text: &str) -> Option<bool> {
        Some(self.0.get(pattern)?.is_match(text))
    }
}

/// Why a pattern of such a field cannot be read, if it cannot.
pub(crate) fn trouble(kind: FieldKind, pattern: &str) -> Option<PatternTrouble> {
    compiled(&normalise::pattern(kind, pattern)).err()
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
    use ran_feed::model::Lang;
    use ran_form::Answer;
    use serde::Deserialize;

    use super::{Compiled, FieldKind, PatternTrouble, Patterns as _, compiled, trouble};

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
            let found = trouble(FieldKind::Textarea, &pattern).map(|trouble| match trouble {
                PatternTrouble::LooksAround => "looks-around",
                PatternTrouble::RefersBack => "refers-back",
                PatternTrouble::TooLarge => "too-large",
                PatternTrouble::Unreadable => "unreadable",
            });
            assert_eq!(found, expected.as_deref(), "{pattern}");
            for (texts, fit) in [(fitting, true), (refuses, false)] {
                for text in texts {
                    let found = compiled(&pattern).map(|compiled| compiled.is_match(&text));
                    assert_eq!(found, Ok(fit), "{pattern} {text:?}");
                }
            }
        }
    }

    #[test]
    fn every_pattern_of_a_feed_is_read_in_every_language() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F","fields":[
            {"id":"a","type":"text","label":"A","pattern":"[0-9]+"},
            {"id":"b","type":"text","label":"B","pattern":{"ja":"[ぁ-ん]+","en":"[a-z]+","ja-easy":"(?i)a"}}]}]}"#;
        let feed = ran_feed::read(feed.into(), &ran_feed::Limits::default()).unwrap().feed;
        let patterns = Compiled::of(&feed);
        for (pattern, text, expected) in [
            ("[0-9]+", "7", Some(true)),
            ("[ぁ-ん]+", "a", Some(false)),
            ("[a-z]+", "a", Some(true)),
            ("(?i)a", "b", None),
        ] {
            assert_eq!(patterns.fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    /// A page asks for what is kept: あ for ア, and 1 for １. So does the receiver, or it would ask for nothing.
    #[test]
    fn a_pattern_is_read_as_it_is_asked() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F","fields":[
            {"id":"kana","type":"kana","label":"K","pattern":"[ァ-ヶー]{3}"},
            {"id":"code","type":"text","label":"C","pattern":{"ja":"[０-９]{3}","en":"（[０-９]+）"}}]}]}"#;
        let feed = ran_feed::read(feed.into(), &ran_feed::Limits::default()).unwrap().feed;
        let patterns = Compiled::of(&feed);
        for (lang, [kana, code], expected) in [
            (Lang::Ja, ["アイウ", "１２３"], &[][..]),
            (Lang::Ja, ["あいう", "123"], &[]),
            (Lang::Ja, ["あ", "anything"], &["kana", "code"]),
            (Lang::En, ["あいう", "（１２）"], &[]),
            (Lang::En, ["あいう", "12"], &["code"]),
        ] {
            let answers = [("kana", kana), ("code", code)];
            let answers = answers.map(|(id, text)| (id.to_owned(), Answer::Text(text.to_owned())));
            let wrong = ran_form::validate(&feed.forms[0], &answers.into_iter().collect(), lang, &patterns);
            let wrong = wrong.err().unwrap_or_default();
            let fields: Vec<_> = wrong.iter().map(|error| &*error.field).collect();
            assert_eq!(fields, expected, "{lang:?} {kana} {code}");
        }
    }

    #[test]
    fn the_checker_reads_what_is_asked() {
        // ｰ stands after ﾟ, but ー before ゜: what a browser asks for normalised kana has no such range.
        assert_eq!(trouble(FieldKind::Textarea, "[ｰ-ﾟ]+"), None);
        assert_eq!(trouble(FieldKind::Kana, "[ｰ-ﾟ]+"), Some(PatternTrouble::Unreadable));
    }
}
