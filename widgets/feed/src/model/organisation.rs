//! Organisations that stand behind something: as supporters by role, and as operators.

use super::record::record;
use super::{Id, Link, PartialDate, Place, Text, Url, scalar::words};
use crate::read::rules;

words! {
    /// The part an organisation plays in an event. The Japanese terms are fixed and must not be mixed up.
    SupportRole {
        /// 主催
        Host = "host",
        /// 共催
        CoHost = "co-host",
        /// 後援
        Patron = "patron",
        /// 協力
        Cooperator = "cooperator",
        /// 協賛
        Sponsor = "sponsor",
        /// 企画・運営
        Organizer = "organizer",
    }
}

/// An organisation that supports an event, in one role.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Supporter {
    /// Its part.
    pub role: SupportRole,
    /// The member of this feed.
    pub member: Option<Id>,
    /// The name of an organisation that is no member: 塩尻市.
    pub name: Option<Text>,
    /// Its page.
    pub url: Option<Url>,
    /// Its logo.
    pub logo: Option<Url>,
}

record!(Supporter { role } with { member, name, url, logo } checked by rules::supporter);

/// Who runs a programme, and where: one programme runs in several regions at once.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Operation {
    /// The member that runs it.
    pub member: Option<Id>,
    /// The name of an operator that is no member.
    pub name: Option<Text>,
    /// What the programme is called there, if otherwise.
    pub local_name: Option<Text>,
    /// Where.
    pub place: Option<Place>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Its page there.
    pub url: Option<Url>,
    /// Further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
}

record!(Operation {} with { member, name, local_name, place, since, url, links });
