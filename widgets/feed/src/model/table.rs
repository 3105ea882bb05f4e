//! A list of entries that are found by their ids.

use std::ops::Deref;

use serde::{Deserialize, Deserializer};

use super::{Campaign, Event, Form, Id, Member, Person, Programme, Series, Theme};

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
    /// Places in `entries`, sorted by the ids that stand there.
    by_id: Vec<u32>,
}

impl<T: Identified> Table<T> {
    /// Indexes the entries. Of entries with the same id the first one stays.
    #[must_use]
    pub fn new(entries: Vec<T>) -> Self {
        Self::index(entries, &mut |_, _| {})
    }

    /// Indexes the entries; hands each one that is left out, with its place, to `left_out`.
    pub(crate) fn index(mut entries: Vec<T>, left_out: &mut dyn FnMut(usize, &Id)) -> Self {
        let mut by_id = sorted(entries.len(), &|place| entries[place].id().as_str());
        let mut twice: Vec<usize> = Vec::new();
        for pair in by_id.windows(2) {
            let (earlier, later) = (pair[0] as usize, pair[1] as usize);
            if entries[earlier].id() == entries[later].id() {
                twice.push(later);
            }
        }
        if !twice.is_empty() {
            twice.sort_unstable();
            for &place in &twice {
                left_out(place, entries[place].id());
            }
            let mut place = 0;
            entries.retain(|_| {
                place += 1;
                twice.binary_search(&(place - 1)).is_err()
            });
            by_id = sorted(entries.len(), &|place| entries[place].id().as_str());
        }
        Self { entries, by_id }
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.position(id).map(|place| &self.entries[place])
    }

    /// The place of the entry with this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        let found = self.by_id.binary_search_by(|&place| self.entries[place as usize].id().as_str().cmp(id));
        found.ok().map(|at| self.by_id[at] as usize)
    }
}

/// The places 0 to `count`, sorted by their ids and then by place. One function for all types: sorting is large.
fn sorted<'a>(count: usize, id: &dyn Fn(usize) -> &'a str) -> Vec<u32> {
    let mut places: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    places.sort_unstable_by(|&a, &b| id(a as usize).cmp(id(b as usize)).then(a.cmp(&b)));
    places
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_id: Vec::new() }
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

impl<'de, T: Identified + Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
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
