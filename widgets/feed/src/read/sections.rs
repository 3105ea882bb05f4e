//! The lists of a feed while they are being read.

use super::{Clocks, Cursor, Read, references::Refer};
use crate::{
    model::{
        Campaign, Event, Feed, Form, Identified, Member, Person, Programme, Series, Table, Theme,
        index::Index, table,
    },
    report::Path,
};

/// A list of the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `Feed` say what each is")]
pub enum Section {
    Themes,
    Programmes,
    Series,
    Campaigns,
    People,
    Members,
    Events,
    Forms,
}

impl Section {
    /// Every list, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Themes,
        Self::Programmes,
        Self::Series,
        Self::Campaigns,
        Self::People,
        Self::Members,
        Self::Events,
        Self::Forms,
    ];

    /// The name in the feed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Themes => "themes",
            Self::Programmes => "programmes",
            Self::Series => "series",
            Self::Campaigns => "campaigns",
            Self::People => "people",
            Self::Members => "members",
            Self::Events => "events",
            Self::Forms => "forms",
        }
    }

    pub(super) fn path(self) -> Path<'static> {
        Path::Field(&Path::Root, self.name())
    }
}

/// Where an entry stands in the file, for what turns out to be wrong with it later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    /// Its place in the list of the file.
    pub(super) index: u32,
    /// The offset of its first byte.
    pub(super) offset: u32,
}

/// One list: its entries as they come, indexed when all have come.
struct List<T> {
    entries: Vec<T>,
    by_id: Index,
    origins: Vec<Origin>,
}

/// What can be done with a list whatever its entries are.
pub(super) trait AnyList {
    /// Reads an entry and adds it, unless it cannot be read, which is reported.
    fn push(&mut self, cursor: &Cursor<'_>, origin: Origin);

    /// Forgets all entries, because a later list of the same name counts.
    fn clear(&mut self);

    /// Indexes the entries; tells of each entry left out because an earlier one has its id.
    fn index(&mut self) -> Vec<Origin>;

    /// Where each entry stands in the file.
    fn origins(&self) -> &[Origin];

    /// An entry.
    fn entry(&self, place: usize) -> &dyn Refer;

    /// Whether there is an entry with this id. The list must be indexed.
    fn has(&self, id: &str) -> bool;

    /// Puts the table into the feed.
    fn hand_over(self: Box<Self>, feed: &mut Feed, clocks: Clocks);
}

/// How many entries more a list that is full makes room for, by the length of those that are there and that of the file. By
/// doubling it would be copied time and again, and what it has left behind stays with the program. Fourfold at once is the
/// most, for one long text may be all that follows, or another list.
fn room(there: &[Origin], next: Origin, end: usize) -> usize {
    let count = there.len() as u64;
    let first = there.first().map_or(next.offset, |first| first.offset);
    let read = u64::from(next.offset.saturating_sub(first)).max(1);
    let ahead = (end as u64).saturating_sub(next.offset.into());
    // One more than the even share, which the last one is a little short of.
    (count * ahead / read + 1).clamp(count / 8 + 4, count * 3 + 8) as usize
}

impl<T: Identified + Listed + Read + Refer> AnyList for List<T> {
    fn push(&mut self, cursor: &Cursor<'_>, origin: Origin) {
        if let Some(entry) = cursor.read() {
            if self.entries.len() == self.entries.capacity() {
                let more = room(&self.origins, origin, cursor.session.source.len());
                self.entries.reserve_exact(more);
                self.origins.reserve_exact(more);
            }
            self.entries.push(entry);
            self.origins.push(origin);
        }
    }

    fn clear(&mut self) {
        self.entries.clear();
        self.origins.clear();
    }

    fn index(&mut self) -> Vec<Origin> {
        let (by_id, twice) = table::index(&mut self.entries);
        self.by_id = by_id;
        let removed = twice.iter().filter_map(|&place| self.origins.get(place).copied()).collect();
        table::compact(&mut self.origins, &twice);
        removed
    }

    fn origins(&self) -> &[Origin] {
        &self.origins
    }

    fn entry(&self, place: usize) -> &dyn Refer {
        &self.entries[place]
    }

    fn has(&self, id: &str) -> bool {
        table::position(&self.entries, &self.by_id, id).is_some()
    }

    fn hand_over(mut self: Box<Self>, feed: &mut Feed, clocks: Clocks) {
        let home = feed.time_zone().to_owned();
        self.entries.iter_mut().for_each(|entry| entry.settle(&home, clocks));
        *T::table(feed) = Table::from_parts(self.entries, self.by_id);
    }
}

/// An entry of a list, which knows its table in the feed.
trait Listed: Sized {
    fn table(feed: &mut Feed) -> &mut Table<Self>;

    /// What is left to do when the whole feed is read, of which this is the time zone.
    fn settle(&mut self, _home: &str, _clocks: Clocks) {}
}

/// A list together with the code that reads it.
///
/// A program that shows only badges names [`MEMBERS`](lists::MEMBERS) alone, and carries no code that reads events.
#[derive(Clone, Copy)]
pub struct ListKind {
    section: Section,
    new: fn() -> Box<dyn AnyList>,
}

impl ListKind {
    const fn of<T: Identified + Listed + Read + Refer + 'static>(section: Section) -> Self {
        Self { section, new: || Box::new(List::<T>::default()) }
    }

    /// Which list it is.
    #[must_use]
    pub fn section(&self) -> Section {
        self.section
    }
}

macro_rules! lists {
    ($($name:ident = $section:ident, $type:ident, $field:ident $(, $settle:path)?;)*) => {
        /// The lists that a [`Reader`](crate::Reader) can be asked for.
        pub mod lists {
            use super::{ListKind, Section};
            $(
                #[doc = concat!("`", stringify!($field), "`.")]
                pub const $name: ListKind = ListKind::of::<crate::model::$type>(Section::$section);
            )*
            /// Every list.
            pub const ALL: &[ListKind] = &[$($name),*];
        }
        $(impl Listed for $type {
            fn table(feed: &mut Feed) -> &mut Table<Self> {
                &mut feed.$field
            }
            $(fn settle(&mut self, home: &str, clocks: Clocks) {
                $settle(self, home, clocks);
            })?
        })*
    };
}

lists! {
    THEMES = Themes, Theme, themes;
    PROGRAMMES = Programmes, Programme, programmes;
    SERIES = Series, Series, series;
    CAMPAIGNS = Campaigns, Campaign, campaigns;
    PEOPLE = People, Person, people;
    MEMBERS = Members, Member, members;
    EVENTS = Events, Event, events, Event::put_on_clock;
    FORMS = Forms, Form, forms;
}

/// The lists that are read; the others are stepped over.
pub(super) struct Lists([Option<Box<dyn AnyList>>; Section::ALL.len()]);

impl Lists {
    pub(super) fn new(kinds: &[ListKind]) -> Self {
        let mut lists = Self([const { None }; Section::ALL.len()]);
        for kind in kinds {
            lists.0[kind.section as usize] = Some((kind.new)());
        }
        lists
    }

    pub(super) fn get(&self, section: Section) -> Option<&dyn AnyList> {
        self.0[section as usize].as_deref()
    }

    pub(super) fn get_mut(&mut self, section: Section) -> Option<&mut Box<dyn AnyList>> {
        self.0[section as usize].as_mut()
    }

    /// The feed with these lists.
    pub(super) fn into_feed(self, mut feed: Feed, clocks: Clocks) -> Feed {
        for list in self.0.into_iter().flatten() {
            list.hand_over(&mut feed, clocks);
        }
        feed
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_id: Index::default(), origins: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_makes_room_for_what_the_file_may_hold() {
        let check = |count: u32, end: usize, expected: usize| {
            let at = |index| Origin { index, offset: 100 + index * 50 };
            let there: Vec<_> = (0..count).map(at).collect();
            assert_eq!(room(&there, at(count), end), expected, "{count} {end}");
        };
        // So many bytes before the list, and 50 an entry.
        check(0, 5_000, 4);
        check(8, 5_100, 32);
        check(80, 5_100, 21);
        check(80, 4_102, 14);
        check(100, 1_000_000, 308);
        // Offsets stand still where a file is larger than they can say.
        let last = Origin { index: 0, offset: u32::MAX - 1000 };
        assert_eq!(room(&[last; 9], last, u32::MAX as usize), 35);
    }
}
