//! The lists of a feed while they are being read.

use serde::Deserialize;

use super::cursor::Cursor;
use crate::model::{Campaign, Event, Form, Identified, Member, Person, Programme, Series, Table, Theme};

/// A list of the feed, in the order in which they are indexed.
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
}

/// Where an entry stands in the file, for what turns out to be wrong with it later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    pub(super) index: u32,
    pub(super) offset: u32,
}

/// One list: its entries as they come, then its table.
pub(super) struct List<T> {
    entries: Vec<T>,
    pub(super) table: Table<T>,
    pub(super) origins: Vec<Origin>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), table: Table::default(), origins: Vec::new() }
    }
}

impl<T: Identified + for<'de> Deserialize<'de>> List<T> {
    fn push(&mut self, cursor: Cursor<'_>, origin: Origin) {
        if let Some(entry) = cursor.read() {
            self.entries.push(entry);
            self.origins.push(origin);
        }
    }

    /// Makes the table; tells of each entry left out because an earlier one has its id.
    fn index(&mut self, left_out: &mut dyn FnMut(Origin)) {
        let mut places = Vec::new();
        let entries = std::mem::take(&mut self.entries);
        self.table = Table::index(entries, &mut |place, _| places.push(place));
        for &place in places.iter().rev() {
            left_out(self.origins.remove(place));
        }
    }
}

/// All lists.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) themes: List<Theme>,
    pub(super) programmes: List<Programme>,
    pub(super) series: List<Series>,
    pub(super) campaigns: List<Campaign>,
    pub(super) people: List<Person>,
    pub(super) members: List<Member>,
    pub(super) events: List<Event>,
    pub(super) forms: List<Form>,
}

/// Does the same with whichever list a section is.
macro_rules! with_list {
    ($lists:expr, $section:expr, $list:ident => $body:expr) => {
        match $section {
            Section::Themes => {
                let $list = &mut $lists.themes;
                $body
            }
            Section::Programmes => {
                let $list = &mut $lists.programmes;
                $body
            }
            Section::Series => {
                let $list = &mut $lists.series;
                $body
            }
            Section::Campaigns => {
                let $list = &mut $lists.campaigns;
                $body
            }
            Section::People => {
                let $list = &mut $lists.people;
                $body
            }
            Section::Members => {
                let $list = &mut $lists.members;
                $body
            }
            Section::Events => {
                let $list = &mut $lists.events;
                $body
            }
            Section::Forms => {
                let $list = &mut $lists.forms;
                $body
            }
        }
    };
}

impl Lists {
    pub(super) fn push(&mut self, section: Section, cursor: Cursor<'_>, origin: Origin) {
        with_list!(self, section, list => list.push(cursor, origin));
    }

    pub(super) fn index(&mut self, section: Section, left_out: &mut dyn FnMut(Origin)) {
        with_list!(self, section, list => list.index(left_out));
    }

    /// Forgets a list, because a later one of the same name counts.
    pub(super) fn clear(&mut self, section: Section) {
        with_list!(self, section, list => *list = List::default());
    }

    /// How many entries the list has.
    pub(super) fn len(&self, section: Section) -> usize {
        self.origins(section).len()
    }

    pub(super) fn origin(&self, section: Section, place: usize) -> Option<Origin> {
        self.origins(section).get(place).copied()
    }

    fn origins(&self, section: Section) -> &[Origin] {
        match section {
            Section::Themes => &self.themes.origins,
            Section::Programmes => &self.programmes.origins,
            Section::Series => &self.series.origins,
            Section::Campaigns => &self.campaigns.origins,
            Section::People => &self.people.origins,
            Section::Members => &self.members.origins,
            Section::Events => &self.events.origins,
            Section::Forms => &self.forms.origins,
        }
    }

    /// Whether the list has an entry with this id. The lists must be indexed.
    pub(super) fn has(&self, section: Section, id: &str) -> bool {
        let place = match section {
            Section::Themes => self.themes.table.position(id),
            Section::Programmes => self.programmes.table.position(id),
            Section::Series => self.series.table.position(id),
            Section::Campaigns => self.campaigns.table.position(id),
            Section::People => self.people.table.position(id),
            Section::Members => self.members.table.position(id),
            Section::Events => self.events.table.position(id),
            Section::Forms => self.forms.table.position(id),
        };
        place.is_some()
    }
}
