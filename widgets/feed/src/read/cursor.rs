//! Our deserializer: it hands a [`Node`] to the types that serde derives, and swallows what is wrong with a value
//! that the entry can do without.
//!
//! It presents an object to the derived code as a *sequence* of its fields in the order of the type. That is what
//! makes the derived code small in Wasm, and it lets this one file decide what a bad value costs:
//!
//! - a bad or missing value of an `Option` is `None`; of a field with `#[serde(default)]`, the default;
//! - a bad entry of a list is left out of the list;
//! - a bad or missing value of any other field costs the object that needs it.
//!
//! So types read here must not use `alias`, `flatten` or `untagged`.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    fmt,
};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, Expected, SeqAccess, Unexpected, Visitor,
};

use super::rules;
use crate::{
    fault::{
        Fault, HIDDEN_CHARACTERS, MISSING, NOT_BOOL, NOT_LIST, NOT_NUMBER, NOT_OBJECT, NOT_TEXT, NOT_WHOLE,
        UNKNOWN_VALUE, UNREADABLE,
    },
    json::{Node, Value},
    report::{Lost, Path, Report},
};

/// A value to be read, the way to it, and where to report.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    /// `None` reads as a value that is not there.
    pub(crate) node: Option<&'a Node<'a>>,
    pub(crate) path: &'a Path<'a>,
    /// The whole document, from which messages quote.
    pub(crate) source: &'a [u8],
    pub(crate) report: &'a RefCell<Report>,
}

/// Why a value could not be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// For this reason, which is still to be reported.
    Fault(&'static Fault),
    /// Something within it was needed, and that is reported.
    Reported,
}

impl<'a> Cursor<'a> {
    /// Reads an optional value of its own: a problem is reported and costs only the value.
    pub(crate) fn read<T: for<'de> Deserialize<'de>>(self) -> Option<T> {
        match T::deserialize(self) {
            Ok(value) => Some(value),
            Err(failure) => {
                self.fail(&failure);
                None
            }
        }
    }

    /// Notes a problem of this value.
    pub(crate) fn note(self, fault: &'static Fault, lost: Lost) {
        let (at, quoted) = match self.node {
            Some(node) => (node.start, self.quote(node)),
            None => (0, Cow::Borrowed("")),
        };
        self.report.borrow_mut().add(self.path, at, fault, &quoted, lost);
    }

    fn fail(self, failure: &Failure) {
        if let Failure::Fault(fault) = failure {
            self.note(fault, Lost::This);
        }
    }

    /// The source of a value, as much as a message could show.
    fn quote(self, node: &Node<'_>) -> Cow<'a, str> {
        let end = node.end.min(node.start + 200);
        String::from_utf8_lossy(self.source.get(node.start..end).unwrap_or_default())
    }

    /// A required field is missing, or was bad and is reported: this object is lost.
    fn incomplete(self, object: &Node<'_>, field: &str) -> Failure {
        if object.get(field).is_none() {
            let path = Path::Field(self.path, field);
            self.report.borrow_mut().add(&path, object.start, &MISSING, field, Lost::This);
        }
        self.report.borrow_mut().costs(self.path);
        Failure::Reported
    }

    /// The text here without characters that no reader sees and that could reorder what stands around it.
    fn text(self) -> Result<Cow<'a, str>, Failure> {
        let Some(Node { value: Value::Text(text), .. }) = self.node else {
            return Err(Failure::Fault(&NOT_TEXT));
        };
        if !text.contains(is_hidden) {
            return Ok(Cow::Borrowed(text));
        }
        self.note(&HIDDEN_CHARACTERS, Lost::Nothing);
        Ok(Cow::Owned(text.chars().filter(|&letter| !is_hidden(letter)).collect()))
    }
}

/// Control characters besides tab and line breaks, and the characters that override the direction of text
/// (Unicode Standard Annex 9, explicit formatting): a feed needs none of them.
fn is_hidden(letter: char) -> bool {
    let control = letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
    control || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Where a value has the wrong type.
macro_rules! wrong {
    ($fault:ident) => {
        Err(Failure::Fault(&$fault))
    };
}

impl<'de> Deserializer<'de> for Cursor<'_> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.node {
            Some(Node { value: Value::Text(_), .. }) => visitor.visit_str(&self.text()?),
            Some(Node { value: Value::Integer(number), .. }) => visitor.visit_i64(*number),
            // The visitor reads it as the type that it knows, by way of `deserialize_struct`.
            Some(Node { value: Value::Object(_), .. }) => visitor.visit_newtype_struct(self),
            _ => Err(Failure::invalid_type(Unexpected::Unit, &visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let Some(object @ Node { value: Value::Object(_), .. }) = self.node else {
            return wrong!(NOT_OBJECT);
        };
        let hidden = rules::check(name, self, object)?;
        let next = Cell::new(0);
        visitor.visit_seq(Fields { cursor: self, object, hidden, names: fields, next: &next }).map_err(|_| {
            let field = fields.get(next.get().wrapping_sub(1)).copied().unwrap_or_default();
            self.incomplete(object, field)
        })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let entries = match self.node {
            None | Some(Node { value: Value::Null, .. }) => &[],
            Some(Node { value: Value::List(entries), .. }) => entries.as_slice(),
            Some(single) => {
                self.note(&NOT_LIST, Lost::Nothing);
                std::slice::from_ref(single)
            }
        };
        visitor.visit_seq(Elements { cursor: self, entries, next: 0 })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.node {
            None | Some(Node { value: Value::Null, .. }) => visitor.visit_none(),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_str(visitor)
    }

    /// A word of a closed list is handed over by its place in the list, or −1 when the list does not have it.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let text = self.text()?;
        let place = words.iter().position(|word| *word == text).and_then(|place| i64::try_from(place).ok());
        if place.is_none() {
            self.note(&UNKNOWN_VALUE, Lost::Nothing);
        }
        visitor.visit_i64(place.unwrap_or(-1))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.node {
            Some(Node { value: Value::Bool(value), .. }) => visitor.visit_bool(*value),
            _ => wrong!(NOT_BOOL),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.node {
            Some(Node { value: Value::Integer(number), .. }) => match u32::try_from(*number) {
                Ok(number) => visitor.visit_u32(number),
                Err(_) => wrong!(NOT_WHOLE),
            },
            _ => wrong!(NOT_WHOLE),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.node {
            #[expect(clippy::cast_precision_loss, reason = "no figure or coordinate has more than 53 bits")]
            Some(Node { value: Value::Integer(number), .. }) => visitor.visit_f64(*number as f64),
            Some(Node { value: Value::Number(number), .. }) => visitor.visit_f64(*number),
            _ => wrong!(NOT_NUMBER),
        }
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 char bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map identifier ignored_any
    }
}

/// The fields of an object in the order of the type that reads it.
struct Fields<'a> {
    cursor: Cursor<'a>,
    object: &'a Node<'a>,
    /// A field that reads as missing, because a rule refused it.
    hidden: &'static str,
    names: &'static [&'static str],
    next: &'a Cell<usize>,
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = Failure;

    /// Never fails: `None` makes the derived code take the default, or give up the object if there is none.
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Failure> {
        let name = self.names.get(self.next.get()).copied().unwrap_or_default();
        self.next.set(self.next.get() + 1);
        // `null` is the same as leaving the field out.
        let mut node = self.object.get(name).filter(|node| node.value != Value::Null && name != self.hidden);
        let path = Path::Field(self.cursor.path, name);
        // The second round, after a bad value, asks what the type makes of nothing: `None` or an empty list.
        loop {
            let cursor = Cursor { node, path: &path, ..self.cursor };
            match T::deserialize(cursor) {
                Ok(value) => return Ok(Some(value)),
                Err(_) if node.is_none() => return Ok(None),
                Err(failure) => cursor.fail(&failure),
            }
            node = None;
        }
    }

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, _: T) -> Result<Option<T::Value>, Failure> {
        // Derived code asks by type, not by seed.
        wrong!(UNREADABLE)
    }
}

/// The entries of a list.
struct Elements<'a> {
    cursor: Cursor<'a>,
    entries: &'a [Node<'a>],
    next: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Failure;

    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Failure> {
        while let Some(node) = self.entries.get(self.next) {
            let path = Path::Index(self.cursor.path, self.next);
            self.next += 1;
            let cursor = Cursor { node: Some(node), path: &path, ..self.cursor };
            match T::deserialize(cursor) {
                Ok(value) => return Ok(Some(value)),
                Err(failure) => cursor.fail(&failure),
            }
        }
        Ok(None)
    }

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, _: T) -> Result<Option<T::Value>, Failure> {
        wrong!(UNREADABLE)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len() - self.next)
    }
}

impl Error for Failure {
    /// Serde's own messages, and those of derived code: the type at hand says more.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Fault(&UNREADABLE)
    }

    /// Our types say what they expect as a [`Fault`].
    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Fault(Fault::by_code(&format!("{expected:#}")).unwrap_or(&UNREADABLE))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_value(unexpected, expected)
    }

    /// Derived code says that a field without a default got none; [`Cursor::incomplete`] knows which.
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::Reported
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fault(fault) => fault.what(),
            Self::Reported => "reported",
        })
    }
}

impl std::error::Error for Failure {}
