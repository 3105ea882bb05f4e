//! Attributes and calls whose words mean something to the feed or to a widget, and what to write where they do not.

use ran_feed::civil::CivilDate;
use ran_feed::model::{Audience, EventKind, Feed, Identified, PrefectureCode, Table, Url};
use ran_parts::{Asked, Attributes};

use crate::hooks;

/// So many of the names that there are stand in a message; a feed may have 100,000.
const MOST: usize = 20;

/// The longest word for which the nearest name is looked for.
const LONGEST: usize = 64;

/// An attribute, or a method with its argument, whose words must be understood.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    /// The attribute's name, or the method's.
    of: &'static str,
    takes: Takes,
    /// What to write instead, if the word is not understood.
    remedy: Remedy,
}

#[derive(Clone, Copy, PartialEq)]
enum Takes {
    /// A word without which the element has nothing to show.
    Needed,
    One,
    /// Words with spaces between them.
    Many,
}

type Remedy = fn(&Feed, &str) -> Option<String>;

impl Name {
    /// A name without which the element has nothing to show.
    pub(crate) const fn needed(of: &'static str, remedy: Remedy) -> Self {
        Self { of, takes: Takes::Needed, remedy }
    }

    /// A word that opens something, or says where something leads; for a method, its argument.
    pub(crate) const fn one(of: &'static str, remedy: Remedy) -> Self {
        Self { of, takes: Takes::One, remedy }
    }

    /// Words that narrow down what is shown.
    pub(crate) const fn many(of: &'static str, remedy: Remedy) -> Self {
        Self { of, takes: Takes::Many, remedy }
    }
}

/// Has the loader tell of what an element's attributes and its last call say and nobody understands.
pub(crate) fn tell(id: u32, names: &[Name], attributes: &Attributes, asked: Option<&Asked>, feed: &Feed) {
    for Name { of, takes, remedy } in names {
        let is_needed = *takes == Takes::Needed;
        let check = |word: &str| {
            if let Some(remedy) = remedy(feed, word) {
                hooks::tell(id, of, word, &remedy, is_needed);
            }
        };
        let value = attributes.get(of);
        match takes {
            Takes::Many => attributes.list(of).for_each(check),
            _ if is_needed || !value.is_empty() => check(value),
            _ => {}
        }
        if let Some(asked) = asked.filter(|asked| asked.method == *of) {
            check(&asked.argument);
        }
    }
}

/// Some of the names, and the nearest first: most often it is the one that was meant.
fn listed(word: &str, names: &mut dyn Iterator<Item = &str>) -> String {
    let names: Vec<_> = names.collect();
    let nearest = names.iter().min_by_key(|name| distance(word, name).unwrap_or(LONGEST));
    let others = names.iter().filter(|name| Some(*name) != nearest);
    let mut list = String::new();
    for (count, name) in nearest.into_iter().chain(others).enumerate() {
        list.push_str(if count == 0 { "any of " } else { ", " });
        if count == MOST {
            list.push('…');
            break;
        }
        list.push_str(name);
    }
    list
}

/// How many letters are put in, left out or changed between two words (Levenshtein), in bytes. None if one is too long.
///
/// The checker's, in the feed crate, also knows letters that were exchanged, and widths: more than a page should carry
/// to put the likeliest name first.
fn distance(word: &str, name: &str) -> Option<usize> {
    let (word, name) = (word.as_bytes(), name.as_bytes());
    if word.len().max(name.len()) > LONGEST {
        return None;
    }
    let mut row: [usize; LONGEST + 1] = std::array::from_fn(|place| place);
    for (line, letter) in word.iter().enumerate() {
        let mut slanted = row[0];
        row[0] = line + 1;
        for (place, other) in name.iter().enumerate() {
            let changed = slanted + usize::from(letter != other);
            slanted = row[place + 1];
            row[place + 1] = changed.min(slanted + 1).min(row[place] + 1);
        }
    }
    row.get(name.len()).copied()
}

fn ids<T: Identified>(table: &Table<T>, word: &str) -> Option<String> {
    if table.get(word).is_some() {
        return None;
    }
    Some(listed(word, &mut table.iter().map(|entry| entry.id().as_str())))
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
    unknown.then(|| listed(word, &mut EventKind::ALL.iter().map(|kind| kind.as_str())))
}

pub(crate) fn audiences(_: &Feed, word: &str) -> Option<String> {
    let unknown = Audience::parse(word).is_none();
    unknown.then(|| listed(word, &mut Audience::ALL.iter().map(|audience| audience.as_str())))
}

pub(crate) fn prefectures(_: &Feed, word: &str) -> Option<String> {
    PrefectureCode::parse(word).is_err().then(|| "the codes of JIS X 0401, 01 to 47".to_owned())
}

pub(crate) fn days(_: &Feed, word: &str) -> Option<String> {
    CivilDate::parse(word).is_err().then(|| "a day, for example 2026-04-01".to_owned())
}

pub(crate) fn addresses(_: &Feed, word: &str) -> Option<String> {
    let is_web = Url::parse(word).is_ok_and(|url| url.is_web());
    (!is_web).then(|| "an http or https address, or a path of this site".to_owned())
}
