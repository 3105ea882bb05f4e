//! A list of entries that are found by their ids.

use std::ops::Deref;

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
    pub fn new(mut entries: Vec<T>) -> Self {
        let (by_id, _) = index(&mut entries);
        Self { entries, by_id }
    }

    /// A table of what [`index`] has indexed.
    pub(crate) fn from_parts(entries: Vec<T>, by_id: Vec<u32>) -> Self {
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
        position(&self.entries, &self.by_id, id)
    }
}

/// Indexes entries by their ids. Of entries with the same id all but the first are taken out: their places, in order, are
/// the second answer.
pub(crate) fn index<T: Identified>(entries: &mut Vec<T>) -> (Vec<u32>, Vec<u32>) {
    let mut twice = Vec::new();
    let by_id = sorted(entries.len(), &|place| entries[place].id().as_str(), &mut twice);
    if twice.is_empty() {
        return (by_id, twice);
    }
    compact(entries, &twice);
    let by_id = sorted(entries.len(), &|place| entries[place].id().as_str(), &mut Vec::new());
    (by_id, twice)
}

/// The place of an id in what [`index`] has indexed.
pub(crate) fn position<T: Identified>(entries: &[T], by_id: &[u32], id: &str) -> Option<usize> {
    find(by_id, &|place| entries[place].id().as_str(), id)
}

/// Takes out the entries at these places, which are in order.
fn compact<T>(entries: &mut Vec<T>, places: &[u32]) {
    let mut kept = 0;
    let mut gone = places.iter().map(|&place| place as usize).peekable();
    for place in 0..entries.len() {
        if gone.next_if_eq(&place).is_none() {
            entries.swap(kept, place);
            kept += 1;
        }
    }
    entries.truncate(kept);
}

/// The place in `by_id` whose id is this one. Once for all types.
fn find<'a>(by_id: &[u32], id_at: &dyn Fn(usize) -> &'a str, id: &str) -> Option<usize> {
    let at = by_id.binary_search_by(|&place| id_at(place as usize).cmp(id)).ok()?;
    Some(by_id[at] as usize)
}

/// The places 0 to `count`, sorted by their ids and then by place; those whose id an earlier one has go to `twice`.
///
/// A merge sort of our own, once for all types: those of the standard library cost 3 KB each time they are used.
fn sorted<'a>(count: usize, id: &dyn Fn(usize) -> &'a str, twice: &mut Vec<u32>) -> Vec<u32> {
    let mut places: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    let mut merged = Vec::with_capacity(places.len());
    let after = |a: u32, b: u32| id(a as usize) > id(b as usize);
    let mut width = 1;
    while width < places.len() {
        merged.clear();
        for pair in places.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            // Ids are mostly in order already.
            if let ([.., last], [first, ..]) = (left, right)
                && after(*last, *first)
            {
                while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                    if after(*a, *b) {
                        merged.push(*b);
                        right = right_rest;
                    } else {
                        merged.push(*a);
                        left = left_rest;
                    }
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut places, &mut merged);
        width *= 2;
    }
    let mut later = vec![false; places.len()];
    for pair in places.windows(2) {
        later[pair[1] as usize] = id(pair[0] as usize) == id(pair[1] as usize);
    }
    twice.extend((0..).zip(&later).filter(|(_, later)| **later).map(|(place, _)| place));
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
