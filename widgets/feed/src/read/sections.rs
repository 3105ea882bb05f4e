//! The lists of a feed while they are being read.

use super::{Cursor, Read, references::Refer};
use crate::{
    model::{
        Campaign, Event, Feed, Form, Identified, Member, Person, Programme, Series, Table, Theme, table,
    },
    report::Path,
};

/// A list of the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
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
    pub(super) const ALL: [Self; 8] = [
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
    pub(super) fn name(self) -> &'static str {
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
    by_id: Vec<u32>,
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
}

impl<T: Identified + Read + Refer> AnyList for List<T> {
    fn push(&mut self, cursor: &Cursor<'_>, origin: Origin) {
        if let Some(entry) = cursor.read() {
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
        remove(&mut self.origins, &twice)
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
}

impl<T: Identified> List<T> {
    fn into_table(self) -> Table<T> {
        Table::from_parts(self.entries, self.by_id)
    }
}

/// Takes out those at the places, which are in order.
fn remove(origins: &mut Vec<Origin>, places: &[u32]) -> Vec<Origin> {
    let removed = places.iter().filter_map(|&place| origins.get(place as usize).copied()).collect();
    let (mut place, mut next) = (0, places.iter().peekable());
    origins.retain(|_| {
        place += 1;
        next.next_if_eq(&&(place - 1)).is_none()
    });
    removed
}

/// All lists.
#[derive(Default)]
pub(super) struct Lists {
    themes: List<Theme>,
    programmes: List<Programme>,
    series: List<Series>,
    campaigns: List<Campaign>,
    people: List<Person>,
    members: List<Member>,
    events: List<Event>,
    forms: List<Form>,
}

impl Lists {
    pub(super) fn get(&self, section: Section) -> &dyn AnyList {
        match section {
            Section::Themes => &self.themes,
            Section::Programmes => &self.programmes,
            Section::Series => &self.series,
            Section::Campaigns => &self.campaigns,
            Section::People => &self.people,
            Section::Members => &self.members,
            Section::Events => &self.events,
            Section::Forms => &self.forms,
        }
    }

    pub(super) fn get_mut(&mut self, section: Section) -> &mut dyn AnyList {
        match section {
            Section::Themes => &mut self.themes,
            Section::Programmes => &mut self.programmes,
            Section::Series => &mut self.series,
            Section::Campaigns => &mut self.campaigns,
            Section::People => &mut self.people,
            Section::Members => &mut self.members,
            Section::Events => &mut self.events,
            Section::Forms => &mut self.forms,
        }
    }

    /// The feed with these lists.
    pub(super) fn into_feed(self, feed: Feed) -> Feed {
        Feed {
            themes: self.themes.into_table(),
            programmes: self.programmes.into_table(),
            series: self.series.into_table(),
            campaigns: self.campaigns.into_table(),
            people: self.people.into_table(),
            members: self.members.into_table(),
            events: self.events.into_table(),
            forms: self.forms.into_table(),
            ..feed
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_id: Vec::new(), origins: Vec::new() }
    }
}
