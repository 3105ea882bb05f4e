//! Programmes, series and campaigns: what runs in several regions, several times, or at the same time.

use super::record::record;
use super::{
    Audience, EventTime, Figure, Fuzzy, Id, Link, Operation, PartialDate, Place, Text, Url, scalar::words,
};
use crate::read::rules;

words! {
    /// Whether a programme or series is running.
    RunState {
        /// 準備中
        Planned = "planned",
        /// 参加者募集中
        Recruiting = "recruiting",
        /// 実施中
        Running = "running",
        /// 休止中
        Paused = "paused",
        /// 終了
        Ended = "ended",
    }
}

/// A programme: a way of working that several members run, each in its region.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Programme {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// How the name is read.
    pub kana: Option<Text>,
    /// What it is, in a sentence.
    pub summary: Option<Text>,
    /// What it is, in Markdown.
    pub description: Option<Text>,
    /// What it is about: ids of themes.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub themes: Vec<Id>,
    /// Whom it is for.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub audience: Vec<Audience>,
    /// Who runs it: ids of members.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub members: Vec<Id>,
    /// Who runs it and where, if there is more to say than the ids.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub operations: Vec<Operation>,
    /// Whether it is running.
    pub state: Option<RunState>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// What came of it: 27社51名, 7割以上.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub figures: Vec<Figure>,
    /// Its page.
    pub url: Option<Url>,
    /// A picture.
    pub image: Option<Url>,
    /// Recordings, reports and further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
    /// When this entry was last changed.
    pub updated: Option<EventTime>,
}

record!(Programme { id, name } with {
    kana, summary, description, themes, audience, members, operations, state, since, figures, url, image,
    links, updated,
});

impl Programme {
    /// The ids of all members that run it. One may come twice.
    pub fn operators(&self) -> impl Iterator<Item = &Id> {
        self.members.iter().chain(self.operations.iter().filter_map(|operation| operation.member.as_ref()))
    }
}

/// Events that belong together: the sessions of a course with the same people, or one cohort of it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Series {
    /// Its id.
    pub id: Id,
    /// What it is called: 石巻地域同期研修 第2期.
    pub title: Text,
    /// The programme it belongs to.
    pub programme: Option<Id>,
    /// The member that holds it.
    pub host: Option<Id>,
    /// What it is, in Markdown.
    pub description: Option<Text>,
    /// Which group of people it is held for: 第2期, 地域同期.
    pub cohort: Option<Text>,
    /// How often it meets, as it is said: 月1回.
    pub cadence: Option<Text>,
    /// When it begins.
    pub start: Option<PartialDate>,
    /// When it ends.
    pub end: Option<PartialDate>,
    /// When, if it is known only in words: 半年間.
    pub when: Option<Fuzzy>,
    /// How many can take part.
    pub capacity: Option<u32>,
    /// Whether it is running.
    pub state: Option<RunState>,
    /// Its page.
    pub url: Option<Url>,
    /// Recordings, reports and further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
}

record!(Series { id, title } with {
    programme, host, description, cohort, cadence, start, end, when, capacity, state, url, links,
});

/// Events of several regions that are held as one (複数地域同時開催).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Campaign {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// What it is, in a sentence.
    pub summary: Option<Text>,
    /// What it is, in Markdown.
    pub description: Option<Text>,
    /// The programme it belongs to.
    pub programme: Option<Id>,
    /// Who takes part: ids of members.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub members: Vec<Id>,
    /// Where it is held.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub areas: Vec<Place>,
    /// When it begins.
    pub start: Option<EventTime>,
    /// When it ends.
    pub end: Option<EventTime>,
    /// When, if it is known only in words.
    pub when: Option<Fuzzy>,
    /// Its page.
    pub url: Option<Url>,
    /// A picture.
    pub image: Option<Url>,
    /// Further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
}

record!(Campaign { id, title } with {
    summary, description, programme, members, areas, start, end, when, url, image, links,
} checked by rules::span);
