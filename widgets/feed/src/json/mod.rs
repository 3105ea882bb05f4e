//! JSON (RFC 8259) with positions, read from bytes that may be broken, hostile or cut off.
//!
//! Why not `serde_json`: it keeps nothing of a file that is cut off half-way, knows no positions once a value is
//! parsed, and costs the widgets 18 KB. This reader mends what has one meaning (a trailing comma, a comment),
//! reports it, and gives up a value only where it must guess.

mod number;
mod scan;
mod string;

use std::borrow::Cow;

pub(crate) use scan::Scanner;

use crate::{Limits, fault::Fault};

/// Writes a text as JSON has it (RFC 8259 §7). `<` and the separators of lines are escaped too, so that no text can end a
/// script element, nor a line of a script.
pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '<' | '\0'..='\x1f' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

/// A value and where it stands in the bytes it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    /// What it is.
    pub value: Value<'a>,
    /// The offset of its first byte.
    pub start: usize,
    /// The offset after its last byte.
    pub end: usize,
}

/// A JSON value. Texts borrow from the input where they have no escapes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without fraction or exponent that fits.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A text. Halves of surrogate pairs and invalid UTF-8 have become U+FFFD.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object in the order of the file. Of names given twice, the last one counts, as in `JSON.parse`.
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// The value of this name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        match &self.value {
            // Most names differ in length already; the comparison proper is a call.
            Value::Object(fields) => {
                let is_it = |key: &str| key.len() == name.len() && key == name;
                fields.iter().rev().find(|(key, _)| is_it(key)).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// The value of this name, unless it is `null`, which in a feed is the same as leaving it out.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&Node<'a>> {
        self.get(name).filter(|node| node.value != Value::Null)
    }

    /// The number, if this is one.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "as in every reader that has one type of numbers")]
    pub fn as_f64(&self) -> Option<f64> {
        match self.value {
            Value::Integer(number) => Some(number as f64),
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Something wrong with the JSON itself, at an offset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Note {
    pub(crate) at: usize,
    pub(crate) fault: &'static Fault,
}

/// Reads one whole document, for small answers of a server rather than feeds.
///
/// # Errors
/// The first fault, be it one that the reader of feeds mends; it is among as many as `limits` has diagnostics. A name that
/// is given twice is none: the last one counts, as in `JSON.parse`.
pub fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Node<'a>, &'static Fault> {
    let mut scanner = Scanner::new(bytes, *limits);
    scanner.skip_bom();
    let node = scanner.value(0).map_err(|note| note.fault)?;
    scanner.space();
    let mended = scanner.notes.iter().find(|note| *note.fault != crate::fault::DUPLICATE_KEY);
    match (scanner.peek(), mended) {
        (None, None) => Ok(node),
        (None, Some(note)) => Err(note.fault),
        (Some(_), _) => Err(&crate::fault::TEXT_AFTER_END),
    }
}
