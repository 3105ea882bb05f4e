//! A list of entries that are found by their ids.

use std::ops::Deref;

use super::{Campaign, Event, Form, Id, Member, Person, Programme, Series, Theme, index::Index};

/// An entry with an id.
pub trait Identified {
    /// The id.
    fn id(&self) -> &Id;
}

macro_rules! identified {
    ($($type:ident)*) => {
        $(impl Identified for $type {
            fn id(&self) -> &Id {
                &self.id
            }
        })*
    };
}

identified!(Campaign Event Form Member Person Programme Series Theme);

/// A list of entries in the order of the feed, each with an id of its own, found by id in logarithmic time.
///
/// It reads like a slice: `feed.members.iter()`, `feed.members.get("meguru")`.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<T> {
    entries: Vec<T>,
    by_id: Index,
}

impl<T: Identified> Table<T> {
    /// Indexes the entries. Of entries with the same id the first one stays.
    #[must_use]
    pub fn new(mut entries: Vec<T>) -> Self {
        let (by_id, _) = index(&mut entries);
        Self { entries, by_id }
    }

    /// A table of what [`index`] has indexed.
    pub(crate) fn from_parts(entries: Vec<T>, by_id: Index) -> Self {
        Self { entries, by_id }
    }

    /// The entries, to be changed in all but their ids.
    #[cfg(test)]
    pub(crate) fn entries_mut(&mut self) -> &mut [T] {
        &mut self.entries
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.position(id).map(|place| &self.entries[place])
    }

    /// The entry at this place.
    pub(crate) fn at(&self, place: usize) -> Option<&T> {
        self.entries.get(place)
    }

    /// The place of the entry with this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        position(&self.entries, &self.by_id, id)
    }
}

/// Indexes entries by their ids. Of entries with the same id all but the first are taken out: their places, in order, are
/// the second answer.
pub(crate) fn index<T: Identified>(entries: &mut Vec<T>) -> (Index, Vec<usize>) {
    let (by_id, repeated) = Index::new(entries.len(), &|place| entries[place].id().as_str());
    if repeated.is_empty() {
        return (by_id, repeated);
    }
    compact(entries, &repeated);
    let (by_id, _) = Index::new(entries.len(), &|place| entries[place].id().as_str());
    (by_id, repeated)
}

/// The place of an id in what [`index`] has indexed.
pub(crate) fn position<T: Identified>(entries: &[T], by_id: &Index, id: &str) -> Option<usize> {
    by_id.find(&|place| entries[place].id().as_str(), id)
}

/// Takes out what stands at these places, which are in order.
pub(crate) fn compact<T>(entries: &mut Vec<T>, places: &[usize]) {
    let mut kept = 0;
    let mut gone = places.iter().copied().peekable();
    for place in 0..entries.len() {
        if gone.next_if_eq(&place).is_none() {
            entries.swap(kept, place);
            kept += 1;
        }
    }
    entries.truncate(kept);
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_id: Index::default() }
    }
}

impl<T> Deref for Table<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

#[cfg(feature = "serialize")]
impl<'de, T: Identified + serde::Deserialize<'de>> serde::Deserialize<'de> for Table<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(feature = "serialize")]
impl<T: serde::Serialize> serde::Serialize for Table<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entries.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Table<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<T>::json_schema(generator)
    }
}
