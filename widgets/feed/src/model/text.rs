//! Texts in up to three languages.

use std::fmt;

use super::record::record;
use crate::{
    fault::{BAD_TRANSLATION, EMPTY_TEXT},
    json::{Node, Value},
    read::{Cursor, Failure, Read},
};

/// A language of the widgets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
    /// やさしい日本語: plain Japanese for those who are learning it.
    JaEasy,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Ja, Self::En, Self::JaEasy];

    /// The tag of BCP 47: `ja`, `en`, `ja-x-easy`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
            Self::JaEasy => "ja-x-easy",
        }
    }

    /// The language that a tag asks for: `en-GB` is English, `ja-easy` is short for `ja-x-easy`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let is = |name: &str| tag.eq_ignore_ascii_case(name);
        if is("ja-x-easy") || is("ja-easy") {
            return Some(Self::JaEasy);
        }
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        [Self::Ja, Self::En].into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }
}

/// A text that is not empty, in at least one language. In the feed: `"…"`, or `{ "ja": "…", "en": "…", "ja-easy": "…" }`.
///
/// ```
/// use ran_feed::model::{Lang, Text};
/// let text = Text::new("塩尻市").unwrap();
/// assert_eq!(text.get(Lang::En), "塩尻市");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Text {
    /// The text itself; of a text in several languages, the Japanese one or else the English one.
    main: Box<str>,
    /// The other languages, where there are any. Most texts have none.
    others: Option<Box<Others>>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Others {
    /// Whether `main` is Japanese by name, so that a page may say so in `lang`.
    main_is: Option<Lang>,
    en: Option<Box<str>>,
    easy: Option<Box<str>>,
}

impl Text {
    /// A text in no language in particular, if it has any visible character.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self { main: text.into(), others: None })
    }

    /// The text in this language, or in the one nearest to it: Japanese for やさしい日本語, Japanese for English.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.exact(lang).unwrap_or(&self.main)
    }

    /// The text in this language without [readings](super::readings), for places that take no furigana. In the other
    /// languages 《》 are quotation marks.
    #[must_use]
    pub fn plain(&self, lang: Lang) -> String {
        match lang {
            Lang::JaEasy => super::readings::without(self.get(lang)),
            _ => self.get(lang).to_owned(),
        }
    }

    /// The language that [`Text::get`] answers in, if the feed says: for the `lang` attribute of the page.
    #[must_use]
    pub fn lang_of(&self, lang: Lang) -> Option<Lang> {
        match self.exact(lang) {
            Some(_) => Some(lang),
            None => self.others.as_ref().and_then(|others| others.main_is),
        }
    }

    /// The text in every language that it has, for searching.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let others = self.others.as_deref();
        let en = others.and_then(|others| others.en.as_deref());
        let easy = others.and_then(|others| others.easy.as_deref());
        std::iter::once(&*self.main).chain(en).chain(easy)
    }

    fn exact(&self, lang: Lang) -> Option<&str> {
        let others = self.others.as_deref()?;
        match lang {
            _ if others.main_is == Some(lang) => Some(&self.main),
            Lang::En => others.en.as_deref(),
            Lang::JaEasy => others.easy.as_deref(),
            Lang::Ja => None,
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all()).finish()
    }
}

/// The object form of a [`Text`].
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
struct Translations {
    ja: Option<Box<str>>,
    en: Option<Box<str>>,
    #[cfg_attr(feature = "serialize", serde(rename = "ja-easy"))]
    ja_easy: Option<Box<str>>,
    #[cfg_attr(feature = "serialize", serde(rename = "ja-x-easy"))]
    ja_x_easy: Option<Box<str>>,
}

record!(Translations {} with { ja, en, ja_easy = "ja-easy", ja_x_easy = "ja-x-easy" });

impl Translations {
    fn text(self) -> Option<Text> {
        let filled = |text: Option<Box<str>>| text.filter(|text| !text.trim().is_empty());
        let easy = filled(self.ja_x_easy).or(filled(self.ja_easy));
        let (main, main_is, en, easy) = match (filled(self.ja), filled(self.en), easy) {
            (Some(ja), en, easy) => (ja, Lang::Ja, en, easy),
            (None, Some(en), easy) => (en, Lang::En, None, easy),
            (None, None, easy) => (easy?, Lang::JaEasy, None, None),
        };
        Some(Text { main, others: Some(Box::new(Others { main_is: Some(main_is), en, easy })) })
    }
}

impl Read for Text {
    fn read(cursor: &Cursor<'_>) -> Result<Self, Failure> {
        match cursor.node {
            Node { value: Value::Text(_), .. } => {
                Self::new(&cursor.text()?).ok_or(Failure::Fault(&EMPTY_TEXT))
            }
            Node { value: Value::Object(_), .. } => {
                Translations::read(cursor)?.text().ok_or(Failure::Fault(&BAD_TRANSLATION))
            }
            _ => Err(Failure::Fault(&BAD_TRANSLATION)),
        }
    }
}

#[cfg(feature = "serialize")]
impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Form {
            Plain(String),
            Translated(Translations),
        }
        let text = match Form::deserialize(deserializer)? {
            Form::Plain(text) => Self::new(&text),
            Form::Translated(translations) => translations.text(),
        };
        text.ok_or_else(|| serde::de::Error::custom(&BAD_TRANSLATION))
    }
}

#[cfg(feature = "serialize")]
impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.others.is_none() {
            return serializer.serialize_str(&self.main);
        }
        let exact = |lang| self.exact(lang).map(Box::from);
        Translations {
            ja: exact(Lang::Ja),
            en: exact(Lang::En),
            ja_easy: exact(Lang::JaEasy),
            ja_x_easy: None,
        }
        .serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let filled = serde_json::json!({ "type": "string", "pattern": "\\S" });
        let optional = serde_json::json!({ "type": ["string", "null"] });
        schemars::json_schema!({
            "description": "A text, or the same text in several languages. ja-easy is やさしい日本語.",
            "anyOf": [
                filled,
                {
                    "type": "object",
                    "properties": { "ja": optional, "en": optional, "ja-easy": optional, "ja-x-easy": optional },
                    "anyOf": [{ "required": ["ja"] }, { "required": ["en"] }, { "required": ["ja-easy"] }, { "required": ["ja-x-easy"] }]
                }
            ]
        })
    }
}
