//! The network itself.

use super::record::record;
use super::{Audience, Contact, EventTime, Figure, Id, Link, Text, Tier, TimeZone, Token, Url};

/// The network that publishes the feed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alliance {
    /// What it is called.
    pub name: Text,
    /// The name in short: RAN.
    pub short_name: Option<Text>,
    /// What it is, in a sentence.
    pub summary: Option<Text>,
    /// What it is, in Markdown.
    pub description: Option<Text>,
    /// Its site.
    pub url: Option<Url>,
    /// Its logo.
    pub logo: Option<Url>,
    /// The zone of all times that name neither zone nor offset. None: `Asia/Tokyo`.
    pub time_zone: Option<TimeZone>,
    /// How to reach it.
    pub contact: Option<Contact>,
    /// Its privacy policy.
    pub privacy_policy: Option<Url>,
    /// The keys with which members' credentials are checked.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub keys: Vec<PublicKey>,
    /// The ways to take part.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub memberships: Vec<Membership>,
    /// How large the network is: members, regions, programmes, people matched.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub counters: Vec<Figure>,
    /// Further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
}

record!(Alliance { name } with {
    short_name, summary, description, url, logo, time_zone, contact, privacy_policy, keys, memberships,
    counters, links,
});

/// A way to take part in the network.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    /// Which one.
    pub tier: Tier,
    /// What it is called: アライアンスメンバー.
    pub title: Text,
    /// What it means, in Markdown.
    pub description: Option<Text>,
    /// Who may apply, in words.
    pub eligibility: Option<Text>,
    /// Who may apply.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub audience: Vec<Audience>,
    /// What members get.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub benefits: Vec<Text>,
    /// What it costs.
    pub fee: Option<Text>,
    /// How many more are wanted: 「あと n 団体」.
    pub places_left: Option<u32>,
    /// How many are wanted in all, in words: 5〜10団体.
    pub wanted: Option<Text>,
    /// Until when one can apply.
    pub deadline: Option<EventTime>,
    /// Whether it takes new members now; if not said, it does.
    pub recruiting: Option<bool>,
    /// The form of this feed with which to apply.
    pub form: Option<Id>,
    /// Its page.
    pub url: Option<Url>,
}

record!(Membership { tier, title } with {
    description, eligibility, audience, benefits, fee, places_left, wanted, deadline, recruiting, form, url,
});

/// A public key as a JSON Web Key, RFC 7517 and RFC 8037.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublicKey {
    /// The id by which credentials name it.
    pub kid: Id,
    /// The type: `OKP` or `EC`.
    pub kty: Token,
    /// The curve: `Ed25519` or `P-256`.
    pub crv: Token,
    /// The key, or its first coordinate, in base64url.
    pub x: Token,
    /// The second coordinate in base64url, for `EC`.
    pub y: Option<Token>,
    /// The algorithm: `EdDSA` or `ES256`.
    pub alg: Option<Token>,
    /// From when it is good.
    pub valid_from: Option<EventTime>,
    /// Until when it is good.
    pub valid_until: Option<EventTime>,
    /// Whether it must not be trusted any more.
    #[cfg_attr(feature = "serialize", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub revoked: bool,
}

record!(PublicKey { kid, kty, crv, x } with { y, alg, valid_from, valid_until, revoked });
