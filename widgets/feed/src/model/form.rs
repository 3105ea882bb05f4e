//! Forms that a page shows and a receiver takes.

use super::record::record;
use super::{Id, Text, Url, scalar::words};
use crate::read::rules;

words! {
    /// What a field takes.
    FieldKind {
        /// One line.
        Text = "text",
        /// One line of kana (ふりがな).
        Kana = "kana",
        /// An e-mail address.
        Email = "email",
        /// A telephone number.
        Tel = "tel",
        /// A postcode.
        Postcode = "postcode",
        /// A prefecture.
        Prefecture = "prefecture",
        /// A web address.
        Url = "url",
        /// One of several, as a list to open.
        Select = "select",
        /// One of several, all in view.
        Radio = "radio",
        /// Any of several.
        Checkboxes = "checkboxes",
        /// Several lines.
        Textarea = "textarea",
        /// A date.
        Date = "date",
        /// A statement that must be agreed to, never ticked beforehand.
        Consent = "consent",
    }
}

impl FieldKind {
    /// Whether it is a choice among the field's options.
    #[must_use]
    pub fn has_options(self) -> bool {
        matches!(self, Self::Select | Self::Radio | Self::Checkboxes)
    }
}

/// A form.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// Its id, which is part of the receiver's address.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// What it is for, in Markdown.
    pub description: Option<Text>,
    /// Where it is sent. None: the receiver of the host that serves the feed.
    pub endpoint: Option<Url>,
    /// The pages it is split into. None: all fields on one page.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub steps: Vec<Step>,
    /// What is asked.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub fields: Vec<Field>,
    /// What is done with the answers.
    pub consent: Option<Consent>,
    /// What the button says.
    pub submit_label: Option<Text>,
    /// What is said when it was accepted, in Markdown.
    pub thanks: Option<Text>,
}

record!(Form { id, title } with { description, endpoint, steps, fields, consent, submit_label, thanks } checked by rules::form);

impl Form {
    /// The fields of one of the form's steps. A field that names no step, or one that is not there, is in the first.
    pub fn fields_of<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = &'a Field> {
        let is_first = self.steps.first().is_some_and(|first| first.id == step.id);
        let known = |id: &Id| self.steps.iter().any(|step| step.id == *id);
        self.fields.iter().filter(move |field| match &field.step {
            Some(id) if known(id) => *id == step.id,
            _ => is_first,
        })
    }
}

/// A page of a form.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// Its id, by which fields name it.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// What to know before filling it in.
    pub help: Option<Text>,
}

record!(Step { id, title } with { help });

/// A question of a form.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Field {
    /// The name under which the answer is sent.
    pub id: Id,
    /// What it takes.
    #[cfg_attr(feature = "serialize", serde(rename = "type"))]
    pub kind: FieldKind,
    /// What is asked.
    pub label: Text,
    /// Whether it must be answered.
    #[cfg_attr(feature = "serialize", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub required: bool,
    /// What to know for answering.
    pub help: Option<Text>,
    /// An example of an answer, in words below the label.
    pub example: Option<Text>,
    /// What it is, for autofill: a token of HTML's `autocomplete`.
    pub autocomplete: Option<Id>,
    /// What to choose from.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub options: Vec<Choice>,
    /// The form an answer must have: a regular expression of HTML's `pattern`, in whichever width and, of a reading,
    /// whichever kana: `[ァ-ヶー]+` is kept as hiragana all the same.
    pub pattern: Option<Text>,
    /// What to say when it has not.
    pub pattern_message: Option<Text>,
    /// How many characters it must have; of a telephone number, how many digits. Postcodes and dates have their own length.
    pub min_length: Option<u32>,
    /// How many it may have.
    pub max_length: Option<u32>,
    /// How many options must be chosen.
    pub min_choices: Option<u32>,
    /// How many options may be chosen.
    pub max_choices: Option<u32>,
    /// When it is asked at all.
    pub show_if: Option<ShowIf>,
    /// The step in which it is asked.
    pub step: Option<Id>,
}

record!(Field { id, kind = "type", label } with {
    required, help, example, autocomplete, options, pattern, pattern_message, min_length, max_length,
    min_choices, max_choices, show_if, step,
} checked by rules::field);

/// Something to choose.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// What is sent.
    pub value: Id,
    /// What is shown.
    pub label: Text,
    /// What to know for choosing it.
    pub help: Option<Text>,
}

record!(Choice { value, label } with { help });

/// The condition under which a field is asked: another field has one of these answers.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShowIf {
    /// The id of the other field, which stands earlier.
    pub field: Id,
    /// Its answers. None: any answer at all.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub is: Vec<Id>,
}

record!(ShowIf { field } with { is });

/// What is done with the answers, shown in full before sending.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent {
    /// The purpose of use (利用目的), in Markdown.
    pub purpose: Text,
    /// Which version of the text this is, kept with the answer.
    pub version: Option<Text>,
    /// What must be agreed to.
    pub label: Option<Text>,
    /// The consent to sharing with other organisations, asked apart and never ticked beforehand.
    pub sharing: Option<Sharing>,
    /// The privacy policy.
    pub privacy_policy: Option<Url>,
}

record!(Consent { purpose } with { version, label, sharing, privacy_policy });

/// The consent to sharing between organisations.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sharing {
    /// What is shared with whom and what for, in Markdown.
    pub text: Text,
    /// What is agreed to.
    pub label: Text,
    /// Whether the form cannot be sent without it.
    #[cfg_attr(feature = "serialize", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub required: bool,
}

record!(Sharing { text, label } with { required });
