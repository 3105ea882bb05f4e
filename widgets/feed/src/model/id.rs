//! Ids, by which entries of the feed name each other.

use super::scalar::{Scalar, text_scalar};
use crate::fault::{BAD_ID, Fault};

/// The id of an entry, unique among the entries of its kind.
///
/// Ids stand in attributes, in space-separated lists and in addresses: so no spaces, quotes, slashes or the like, and
/// at most 100 characters, which are at most 400 bytes.
///
/// ```
/// use ran_feed::model::Id;
/// assert!(Id::parse("meguru").is_ok());
/// assert!(Id::parse("two words").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Box<str>);

const LONGEST: usize = 100;

impl Scalar for Id {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        let allowed = |letter: char| match letter {
            '-' | '_' | '.' | ':' => true,
            _ if letter.is_ascii() => letter.is_ascii_alphanumeric(),
            _ => !letter.is_whitespace() && !letter.is_control(),
        };
        let length = text.chars().count();
        if length == 0 || length > LONGEST || !text.chars().all(allowed) {
            return Err(&BAD_ID);
        }
        Ok(Self(text.into()))
    }
}

text_scalar!(Id, {
    "type": "string",
    "description": "Letters, digits, - _ . : without spaces; unique among the entries of its kind.",
    "minLength": 1,
    "maxLength": 100,
    "pattern": "^[^\\x00-,/;-@\\[-^`{-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*$"
});
