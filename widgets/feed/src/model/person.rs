//! People, and the parts they play in organisations.

use serde::Deserialize;

use super::{Id, Link, Text, Url};

/// A person who is known by an id, with a role in each of several organisations.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Their id.
    pub id: Id,
    /// Their name.
    pub name: Text,
    /// How the name is read.
    pub kana: Option<Text>,
    /// Where they belong.
    #[serde(default)]
    pub affiliations: Vec<Affiliation>,
    /// Who they are, in Markdown.
    pub description: Option<Text>,
    /// A picture.
    pub image: Option<Url>,
    /// A page about them.
    pub url: Option<Url>,
    /// Further pages.
    #[serde(default)]
    pub links: Vec<Link>,
}

/// A role of a person in an organisation: a member of the feed, or another by its name.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Affiliation {
    /// The member.
    pub member: Option<Id>,
    /// The name of an organisation that is no member, or of a part of one: Idea partners.
    pub organisation: Option<Text>,
    /// What they are there: 代表理事.
    pub role: Option<Text>,
}

/// A person as a member, an event or a session names them: by id, or by name.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Participant {
    /// The person of this feed.
    pub person: Option<Id>,
    /// The name, for a person without an entry of their own.
    pub name: Option<Text>,
    /// How the name is read.
    pub kana: Option<Text>,
    /// What they are there: 代表理事, 司会.
    pub role: Option<Text>,
    /// Where they come from, for a person without an entry of their own.
    pub organisation: Option<Text>,
    /// A page about them.
    pub url: Option<Url>,
}

impl Participant {
    /// Whether it names someone.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.person.is_some() || self.name.is_some()
    }
}
