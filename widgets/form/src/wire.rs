//! What page and receiver send each other, with a reader and a writer that cost a visitor next to nothing.
//!
//! The reader is the feed's, which every page has already; the writer is a few lines. With the feature `serde` the same
//! types are serde's too, and a test holds that both write and read the same.

use std::fmt;

use ran_feed::Limits;
use ran_feed::json::{self, Node, Value, quote};
use ran_feed::model::Lang;

use crate::answers::{Answer, Answers};
pub use crate::consent::ConsentReceipt;
use crate::error::{Code, FieldError};

/// The most bytes of a submission: thirty answers of ten thousand Japanese letters have room.
pub const MOST_BYTES: usize = 1024 * 1024;

const LIMITS: Limits =
    Limits { bytes: usize::MAX, depth: 5, text_bytes: usize::MAX, entries: 1_000, diagnostics: 1_000 };

/// What a form token is issued with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FormToken {
    /// What the receiver signed; printable ASCII.
    pub token: String,
    /// How many zero bits the [`proof`](crate::proof) begins with.
    pub difficulty: u32,
    /// How many milliseconds after it was issued a submission is taken at the earliest.
    pub not_before_ms: u32,
}

/// A filled-in form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Submission {
    /// The answers by the ids of the fields.
    pub answers: Answers,
    /// What was agreed to.
    pub consent: ConsentGiven,
    /// The form token.
    pub token: String,
    /// The proof of work for it.
    pub proof: String,
    /// The honeypot: empty, unless a robot filled it in.
    #[cfg_attr(feature = "serde", serde(default))]
    pub website: String,
}

/// What was agreed to. For a form without consent, all is false and empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ConsentGiven {
    /// The purpose of use.
    pub agreed: bool,
    /// The sharing between organisations.
    pub sharing: bool,
    /// The version of the text that was shown.
    pub version: String,
    /// The language in which it was shown.
    pub lang: String,
    /// The SHA-256 of the text that was shown.
    pub sha256: String,
}

impl ConsentGiven {
    /// The language in which the text was shown; Japanese if its tag is none that is known.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or_default()
    }
}

/// The answer to a submission that was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Accepted {
    /// The number that the person may quote.
    pub receipt: String,
    /// What was agreed to; none for a form without consent.
    pub consent_receipt: Option<ConsentReceipt>,
}

/// The answer to a submission that was not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Refused {
    /// What is wrong with it.
    pub errors: Vec<RefusedField>,
}

/// One mistake on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RefusedField {
    /// As in [`FieldError`].
    pub field: String,
    /// A word of [`Code`], or one that a later receiver has added.
    pub code: String,
    /// For people, in the language of the submission.
    pub message: String,
}

impl RefusedField {
    /// The mistake, if its code is known to this version.
    #[must_use]
    pub fn error(&self) -> Option<FieldError> {
        Code::parse(&self.code).map(|code| FieldError::new(&self.field, code))
    }
}

/// A body that is not what it should be: the name of what is missing or has the wrong type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadBody(&'static str);

impl fmt::Display for BadBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "" => f.write_str("the body is no JSON object in UTF-8 of at most 1 MiB"),
            name => write!(f, "`{name}` is missing or has the wrong type; see the crate ran-form, `wire`"),
        }
    }
}

impl std::error::Error for BadBody {}

impl Submission {
    /// Reads it from JSON. Names that are not known are passed over.
    ///
    /// # Errors
    /// The body is larger than [`MOST_BYTES`], not in UTF-8, no JSON, or lacks something.
    pub fn from_json(body: &[u8]) -> Result<Self, BadBody> {
        // Else a name would be kept with marks in place of its letters, as it would with half of a pair (`\\ud800`).
        let body = std::str::from_utf8(body).map_err(|_| BadBody(""))?;
        let node = read(body.as_bytes())?;
        let answers = answers(&node)?;
        let consent = node.get("consent").ok_or(BadBody("consent"))?;
        Ok(Self {
            answers,
            consent: ConsentGiven {
                agreed: flag(consent, "agreed")?,
                sharing: flag(consent, "sharing")?,
                version: text(consent, "version")?,
                lang: text(consent, "lang")?,
                sha256: text(consent, "sha256")?,
            },
            token: text(&node, "token")?,
            proof: text(&node, "proof")?,
            website: node.get("website").map_or(Ok(String::new()), |_| text(&node, "website"))?,
        })
    }

    /// Writes it as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\"answers\":{");
        for (place, (id, answer)) in self.answers.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            quote(&mut out, id);
            out.push(':');
            match answer {
                Answer::Text(text) => quote(&mut out, text),
                Answer::Choices(choices) => {
                    out.push('[');
                    for (place, choice) in choices.iter().enumerate() {
                        if place > 0 {
                            out.push(',');
                        }
                        quote(&mut out, choice);
                    }
                    out.push(']');
                }
            }
        }
        let consent = &self.consent;
        out.push_str("},\"consent\":{\"agreed\":");
        out.push_str(if consent.agreed { "true" } else { "false" });
        out.push_str(",\"sharing\":");
        out.push_str(if consent.sharing { "true" } else { "false" });
        for (name, value) in
            [("version", &consent.version), ("lang", &consent.lang), ("sha256", &consent.sha256)]
        {
            field(&mut out, name, value);
        }
        out.push('}');
        for (name, value) in [("token", &self.token), ("proof", &self.proof), ("website", &self.website)] {
            field(&mut out, name, value);
        }
        out.push('}');
        out
    }
}

impl FormToken {
    /// Reads it from JSON.
    ///
    /// # Errors
    /// The body is no JSON, or lacks something.
    pub fn from_json(body: &[u8]) -> Result<Self, BadBody> {
        let node = read(body)?;
        Ok(Self {
            token: text(&node, "token")?,
            difficulty: number(&node, "difficulty")?,
            not_before_ms: number(&node, "not_before_ms")?,
        })
    }
}

impl Accepted {
    /// Reads it from JSON.
    ///
    /// # Errors
    /// The body is no JSON, or lacks the receipt.
    pub fn from_json(body: &[u8]) -> Result<Self, BadBody> {
        let node = read(body)?;
        let receipt = text(&node, "receipt")?;
        let consent_receipt = match node.given("consent_receipt") {
            None => None,
            Some(node) => Some(ConsentReceipt {
                form: text(node, "form")?,
                at: text(node, "at")?,
                lang: text(node, "lang")?,
                version: text(node, "version")?,
                sha256: text(node, "sha256")?,
                text: text(node, "text")?,
                agreed: flag(node, "agreed")?,
                sharing: flag(node, "sharing")?,
            }),
        };
        Ok(Self { receipt, consent_receipt })
    }
}

impl Refused {
    /// The errors of a form in a language, for the wire.
    #[must_use]
    pub fn new(errors: &[FieldError], form: &ran_feed::model::Form, lang: ran_feed::model::Lang) -> Self {
        let errors = errors.iter().map(|error| RefusedField {
            field: error.field.clone(),
            code: error.code.as_str().to_owned(),
            message: error.message(form, lang),
        });
        Self { errors: errors.collect() }
    }

    /// Reads it from JSON.
    ///
    /// # Errors
    /// The body is no JSON, or has no list of errors.
    pub fn from_json(body: &[u8]) -> Result<Self, BadBody> {
        let node = read(body)?;
        let Some(Value::List(errors)) = node.get("errors").map(|node| &node.value) else {
            return Err(BadBody("errors"));
        };
        let errors = errors.iter().map(|error| {
            Ok(RefusedField {
                field: text(error, "field")?,
                code: text(error, "code")?,
                message: text(error, "message").unwrap_or_default(),
            })
        });
        Ok(Self { errors: errors.collect::<Result<_, _>>()? })
    }
}

/// The answers of a submission that was written as JSON, however long: what is never sent has no bound.
///
/// # Errors
/// The text is no JSON, or has no answers.
pub fn answers_from_json(text: &[u8]) -> Result<Answers, BadBody> {
    answers(&parse(text)?)
}

fn read(body: &[u8]) -> Result<Node<'_>, BadBody> {
    if body.len() > MOST_BYTES {
        return Err(BadBody(""));
    }
    parse(body)
}

fn parse(text: &[u8]) -> Result<Node<'_>, BadBody> {
    json::parse(text, &LIMITS).ok().filter(|node| matches!(node.value, Value::Object(_))).ok_or(BadBody(""))
}

/// The most answers of a submission. No form has a tenth of them, and each is looked for among all that came before it.
const MOST_ANSWERS: usize = 1_000;

fn answers(node: &Node<'_>) -> Result<Answers, BadBody> {
    let pairs = match node.get("answers").map(|node| &node.value) {
        Some(Value::Object(pairs)) if pairs.len() <= MOST_ANSWERS => pairs,
        _ => return Err(BadBody("answers")),
    };
    let answers = pairs.iter().map(|(id, node)| Some((id.to_string(), answer(node)?)));
    answers.collect::<Option<_>>().ok_or(BadBody("answers"))
}

fn answer(node: &Node<'_>) -> Option<Answer> {
    match &node.value {
        Value::Text(text) => Some(Answer::Text(text.to_string())),
        Value::List(choices) => {
            let choices = choices.iter().map(|choice| choice.as_str().map(str::to_owned));
            choices.collect::<Option<_>>().map(Answer::Choices)
        }
        _ => None,
    }
}

fn text(node: &Node<'_>, name: &'static str) -> Result<String, BadBody> {
    node.get(name).and_then(Node::as_str).map(str::to_owned).ok_or(BadBody(name))
}

fn flag(node: &Node<'_>, name: &'static str) -> Result<bool, BadBody> {
    match node.get(name).map(|node| &node.value) {
        Some(Value::Bool(flag)) => Ok(*flag),
        _ => Err(BadBody(name)),
    }
}

fn number(node: &Node<'_>, name: &'static str) -> Result<u32, BadBody> {
    match node.get(name).map(|node| &node.value) {
        Some(Value::Integer(number)) => u32::try_from(*number).map_err(|_| BadBody(name)),
        _ => Err(BadBody(name)),
    }
}

fn field(out: &mut String, name: &str, value: &str) {
    out.push(',');
    quote(out, name);
    out.push(':');
    quote(out, value);
}
