//! Attributes that name something of the feed, and what there is when they name nothing.

use ran_feed::model::{Audience, EventKind, Feed, Identified, PrefectureCode, Table};
use ran_parts::Attributes;

use crate::hooks;

/// So many of the names that there are stand in a message; a feed may have 100,000.
const MOST: usize = 20;

/// An attribute whose words name something.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    attribute: &'static str,
    /// Whether the element has nothing to show without it.
    is_needed: bool,
    /// What there is, if the word is none of it.
    others: fn(&Feed, &str) -> Option<String>,
}

impl Name {
    /// A name without which the element has nothing to show.
    pub(crate) const fn needed(attribute: &'static str, others: fn(&Feed, &str) -> Option<String>) -> Self {
        Self { attribute, is_needed: true, others }
    }

    /// Names that narrow down what is shown, or open some of it.
    pub(crate) const fn any(attribute: &'static str, others: fn(&Feed, &str) -> Option<String>) -> Self {
        Self { attribute, is_needed: false, others }
    }
}

/// Has the loader tell of what an element's attributes name and the feed does not have.
pub(crate) fn tell(id: u32, names: &[Name], attributes: &Attributes, feed: &Feed) {
    for Name { attribute, is_needed, others } in names {
        for word in attributes.get(attribute).split(' ') {
            if !word.is_empty() || *is_needed {
                if let Some(others) = others(feed, word) {
                    hooks::tell(id, attribute, word, &others, *is_needed);
                }
            }
        }
    }
}

/// The first few of the names.
fn listed(names: &mut dyn Iterator<Item = &str>) -> String {
    let mut list = String::new();
    for (count, name) in names.enumerate() {
        if count > 0 {
            list.push_str(", ");
        }
        if count == MOST {
            list.push('…');
            break;
        }
        list.push_str(name);
    }
    list
}

fn ids<T: Identified>(table: &Table<T>, word: &str) -> Option<String> {
    if table.get(word).is_some() {
        return None;
    }
    Some(listed(&mut table.iter().map(|entry| entry.id().as_str())))
}

pub(crate) fn members(feed: &Feed, word: &str) -> Option<String> {
    ids(&feed.members, word)
}

pub(crate) fn programmes(feed: &Feed, word: &str) -> Option<String> {
    ids(&feed.programmes, word)
}

pub(crate) fn themes(feed: &Feed, word: &str) -> Option<String> {
    ids(&feed.themes, word)
}

pub(crate) fn forms(feed: &Feed, word: &str) -> Option<String> {
    ids(&feed.forms, word)
}

pub(crate) fn kinds(_: &Feed, word: &str) -> Option<String> {
    let unknown = EventKind::parse(word).is_none();
    unknown.then(|| listed(&mut EventKind::ALL.iter().map(|kind| kind.as_str())))
}

pub(crate) fn audiences(_: &Feed, word: &str) -> Option<String> {
    let unknown = Audience::parse(word).is_none();
    unknown.then(|| listed(&mut Audience::ALL.iter().map(|audience| audience.as_str())))
}

pub(crate) fn prefectures(_: &Feed, word: &str) -> Option<String> {
    PrefectureCode::parse(word).is_err().then(|| "01 to 47".to_owned())
}
