//! Figures: what came of a programme, and how large the network is.

use super::record::record;
use super::{EventTime, Id, PartialDate, Text, Url, scalar::words};
use crate::civil::CivilDate;

words! {
    /// How exact a figure is.
    Exactness {
        /// As it stands.
        Exact = "exact",
        /// At least so much: 7割以上.
        AtLeast = "at-least",
        /// At most so much.
        AtMost = "at-most",
        /// About so much.
        About = "about",
    }
}

/// A figure: 27社, 7割以上.
///
/// `text` is the figure as it was said. It is shown when given; `value` and `unit` make it countable.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// An id, for figures that a page picks out: `members`.
    pub id: Option<Id>,
    /// What is counted: マッチングした企業.
    pub label: Text,
    /// The number.
    pub value: Option<f64>,
    /// What the number counts: 社, 名, %.
    pub unit: Option<Text>,
    /// How exact the number is.
    pub exactness: Option<Exactness>,
    /// The figure as it was said: 7割以上.
    pub text: Option<Text>,
    /// The span of time it covers: 3年間.
    pub period: Option<Text>,
    /// When it was true.
    pub as_of: Option<PartialDate>,
    /// Where it is taken from.
    pub source: Option<Url>,
}

record!(Figure { label } with { id, value, unit, exactness, text, period, as_of, source });

/// A time that is known only in words: 「2022年5月以降」, 「月1程度」, 「11月」.
///
/// It is shown as it was said, never as a day that nobody named.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fuzzy {
    /// What was said.
    pub label: Text,
    /// Where it sorts: the earliest year, month or day that it can mean.
    pub sort: Option<PartialDate>,
    /// The time after which it is no longer to come.
    pub until: Option<EventTime>,
}

record!(Fuzzy { label } with { sort, until });

impl Fuzzy {
    /// Whether it is no longer to come on this day: what it says of that itself, or else all that it can mean, is past.
    #[must_use]
    pub fn is_over(&self, today: CivilDate) -> bool {
        let last = self.until.map(EventTime::date).or_else(|| self.sort?.last_day());
        last.is_some_and(|last| last < today)
    }
}
