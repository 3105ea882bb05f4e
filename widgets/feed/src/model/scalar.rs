//! What the validated values have in common: each is read from a text, and written as one.

#[cfg(any(test, feature = "check"))]
use crate::{
    fault::NO_SCHEME,
    read::{Remedy, near},
    report::Lost,
};
use crate::{
    fault::{BAD_ZONE, Fault},
    json::{Node, Value},
    read::{Cursor, Failure},
};

/// A value that is written as a text in JSON and can hold nothing else than what its rules allow.
pub(crate) trait Scalar: Sized {
    fn read(text: &str) -> Result<Self, &'static Fault>;
}

/// Reads a [`Scalar`] from a text.
pub(crate) fn from_text<T: Scalar>(cursor: &Cursor<'_>) -> Result<T, Failure> {
    let text = cursor.text()?;
    T::read(&text).map_err(|fault| refused::<T>(cursor, &text, fault))
}

/// Why a text is refused, with what was meant by it where somebody wants to know.
fn refused<T: Scalar>(cursor: &Cursor<'_>, text: &str, fault: &'static Fault) -> Failure {
    #[cfg(any(test, feature = "check"))]
    return cursor.refuse::<T>(text, fault);
    #[cfg(not(any(test, feature = "check")))]
    {
        let _ = (cursor, text);
        Failure::Fault(fault)
    }
}

/// A page follows an address, and does not pay for looking.
#[cfg(not(any(test, feature = "check")))]
pub(crate) use from_text as from_address;

/// Reads an address, and warns of one that was meant to lead to a host and leads to a file beside the feed.
#[cfg(any(test, feature = "check"))]
pub(crate) fn from_address<T: Scalar>(cursor: &Cursor<'_>) -> Result<T, Failure> {
    let address = from_text(cursor)?;
    if let Some(text) = cursor.node.as_str().filter(|text| near::is_host(text)) {
        cursor.note(&NO_SCHEME, Lost::Nothing);
        cursor.help(&Remedy::Write(&format!("https://{text}")));
    }
    Ok(address)
}

/// The word of the feed for another spelling of it.
pub(crate) fn respelt(word: &str) -> &str {
    // As the other side of the Atlantic has it, and iCalendar nearly.
    if word == "canceled" { "cancelled" } else { word }
}

/// Reads the name of a time zone that whoever knows them knows.
pub(crate) fn from_zone<T: Scalar>(cursor: &Cursor<'_>) -> Result<T, Failure> {
    let text = cursor.text()?;
    let zone = T::read(&text).map_err(Failure::Fault)?;
    if (cursor.session.experts.is_zone)(&text) { Ok(zone) } else { Err(Failure::Fault(&BAD_ZONE)) }
}

/// Reads a [`Scalar`] from a text or a whole number: for codes, which spreadsheets make into numbers.
pub(crate) fn from_text_or_number<T: Scalar>(cursor: &Cursor<'_>) -> Result<T, Failure> {
    match cursor.node {
        Node { value: Value::Integer(number), .. } => T::read(&number.to_string()).map_err(Failure::Fault),
        _ => from_text(cursor),
    }
}

/// Gives a [`Scalar`] its public face: `parse`, `FromStr`, serde, and its place in the schema.
///
/// The type needs `Display`, which must write what `read` reads.
macro_rules! scalar {
    ($type:ident, $reader:ident, $schema:tt) => {
        impl $type {
            /// Reads it from a text.
            ///
            /// # Errors
            /// The [`Fault`](crate::Fault) says which rule the text breaks and how to mend it.
            pub fn parse(text: &str) -> Result<Self, &'static $crate::Fault> {
                $crate::model::scalar::Scalar::read(text)
            }
        }

        impl std::str::FromStr for $type {
            type Err = &'static $crate::Fault;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl $crate::read::Read for $type {
            fn read(cursor: &$crate::read::Cursor<'_>) -> Result<Self, $crate::read::Failure> {
                $crate::model::scalar::$reader(cursor)
            }
        }

        #[cfg(feature = "serialize")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::scalar::derived::$reader(deserializer)
            }
        }

        #[cfg(feature = "serialize")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

/// A [`Scalar`] that is kept as the text it was read from.
macro_rules! text_scalar {
    ($type:ident, $schema:tt) => {
        $crate::model::scalar::text_scalar!($type, from_text, $schema);
    };
    ($type:ident, $reader:ident, $schema:tt) => {
        impl $type {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl PartialEq<str> for $type {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }

        impl PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                *self.0 == **other
            }
        }

        $crate::model::scalar::scalar!($type, $reader, $schema);
    };
}

/// Declares an enum whose variants are words in the feed. A word that is not listed is read as `Other`, so that a
/// newer feed loses nothing but the word.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $type:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// None of the others, or a word of a newer version of the feed.
            #[default]
            Other,
        }

        impl $type {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)* Self::Other];

            const WORDS: &'static [&'static str] = &[$($word,)* "other"];

            /// The word in the feed, in attributes and in addresses.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                Self::WORDS[self as usize]
            }

            /// The value of this word, if it is one of the list.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                let place = Self::WORDS.iter().position(|known| *known == $crate::model::scalar::respelt(word))?;
                Self::ALL.get(place).copied()
            }
        }

        impl $crate::read::Read for $type {
            fn read(cursor: &$crate::read::Cursor<'_>) -> Result<Self, $crate::read::Failure> {
                let known = cursor.word(Self::WORDS)?.and_then(|place| Self::ALL.get(place));
                Ok(known.copied().unwrap_or(Self::Other))
            }
        }

        #[cfg(feature = "serialize")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                Ok(Self::parse(&word).unwrap_or(Self::Other))
            }
        }

        #[cfg(feature = "serialize")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": Self::WORDS })
            }
        }
    };
}

/// What `serde` derives is read with, where it is used at all: in programs and tests.
#[cfg(feature = "serialize")]
pub(crate) mod derived {
    use serde::{
        Deserialize, Deserializer,
        de::{Error, Unexpected},
    };

    use super::Scalar;

    pub(crate) fn from_text<'de, D: Deserializer<'de>, T: Scalar>(deserializer: D) -> Result<T, D::Error> {
        parse(&String::deserialize(deserializer)?)
    }

    pub(crate) use {from_text as from_address, from_text as from_zone};

    pub(crate) fn from_text_or_number<'de, D: Deserializer<'de>, T: Scalar>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Text(String),
            Number(i64),
        }
        match Form::deserialize(deserializer)? {
            Form::Text(text) => parse(&text),
            Form::Number(number) => parse(&number.to_string()),
        }
    }

    fn parse<T: Scalar, E: Error>(text: &str) -> Result<T, E> {
        T::read(text)
            .map_err(|fault| E::invalid_value(Unexpected::Str(text), &fault.remedy(crate::Tongue::En)))
    }
}

pub(crate) use {scalar, text_scalar, words};
