//! Themes: what a member is good at, and what an event is about.

use super::record::record;
use super::{Id, Text};

/// A theme: シニア, 女性, 外国人, 複業・兼業ほか.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Theme {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub label: Text,
    /// What it means here, as a sentence.
    pub description: Option<Text>,
    /// Other words by which people look for it: 複業 for 副業.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub keywords: Vec<Text>,
}

record!(Theme { id, label } with { description, keywords });
