//! People, and the parts they play in organisations.

use super::record::record;
use super::{Id, Link, Text, Url};
use crate::read::rules;

/// A person who is known by an id, with a role in each of several organisations.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Their id.
    pub id: Id,
    /// Their name.
    pub name: Text,
    /// How the name is read.
    pub kana: Option<Text>,
    /// Where they belong.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub affiliations: Vec<Affiliation>,
    /// Who they are, in Markdown.
    pub description: Option<Text>,
    /// A picture.
    pub image: Option<Url>,
    /// A page about them.
    pub url: Option<Url>,
    /// Further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
}

record!(Person { id, name } with { kana, affiliations, description, image, url, links });

/// A role of a person in an organisation: a member of the feed, or another by its name.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Affiliation {
    /// The member.
    pub member: Option<Id>,
    /// The name of an organisation that is no member, or of a part of one: Idea partners.
    pub organisation: Option<Text>,
    /// What they are there: 代表理事.
    pub role: Option<Text>,
}

record!(Affiliation {} with { member, organisation, role });

/// A person as a member, an event or a session names them: by id, or by name.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
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

record!(Participant {} with { person, name, kana, role, organisation, url } checked by rules::participant);
