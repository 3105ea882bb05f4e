//! Which members and events a page shows: by the attributes of an element and by what a visitor chooses.
//!
//! A filter is a plain value. An empty list of it asks for nothing; of several values in a list, one must match; of
//! several lists, all must.

use crate::{
    model::{
        Audience, Event, EventKind, Feed, Id, Member, MemberKind, Mode, Place, PrefectureCode, Text, Tier,
        markdown,
    },
    order::sort,
    search::{Query, fold},
};

/// Which events are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventFilter {
    /// What kind of event.
    pub kinds: Vec<EventKind>,
    /// For whom; an event that says nothing is for no one in particular and does not match.
    pub audience: Vec<Audience>,
    /// About what: an event's own themes, or else those of its programme.
    pub themes: Vec<Id>,
    /// Where: the place, or else the host's. An event online alone is everywhere.
    pub prefectures: Vec<PrefectureCode>,
    /// By whom.
    pub hosts: Vec<Id>,
    /// Of which programme.
    pub programmes: Vec<Id>,
    /// On site or online. An event that is both matches either.
    pub modes: Vec<Mode>,
    /// Words that must all occur.
    pub text: Query,
}

impl EventFilter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an event is shown. Use [`EventFilter::matches_all_but_text`] and [`event_haystack`],
    /// the latter once an event, where there are many.
    #[must_use]
    pub fn matches(&self, event: &Event, feed: &Feed) -> bool {
        self.matches_all_but_text(event, feed)
            && (self.text.is_empty() || self.text.matches(&event_haystack(event, feed)))
    }

    /// Whether an event is shown as far as its fields decide.
    #[must_use]
    pub fn matches_all_but_text(&self, event: &Event, feed: &Feed) -> bool {
        asks(&self.kinds, [&event.kind])
            && asks(&self.audience, &event.audience)
            && self.asks_themes(event, feed)
            && asks(&self.hosts, event.hosts())
            && asks(&self.programmes, &event.programme)
            && self.asks_mode(event.mode())
            && self.asks_prefecture(event, feed)
    }

    fn asks_themes(&self, event: &Event, feed: &Feed) -> bool {
        if self.themes.is_empty() {
            return true;
        }
        asks(&self.themes, feed.themes_of(event))
    }

    fn asks_mode(&self, mode: Option<Mode>) -> bool {
        match mode {
            Some(Mode::Hybrid) => asks(&self.modes, &[Mode::Hybrid, Mode::Onsite, Mode::Online]),
            mode => asks(&self.modes, &mode),
        }
    }

    fn asks_prefecture(&self, event: &Event, feed: &Feed) -> bool {
        if self.prefectures.is_empty() || event.mode() == Some(Mode::Online) {
            return true;
        }
        match event.place.as_deref().and_then(Place::prefecture) {
            Some(prefecture) => self.prefectures.contains(&prefecture),
            None => event
                .hosts()
                .filter_map(|host| feed.member(host.as_str()))
                .any(|host| works_in(host, &self.prefectures)),
        }
    }
}

/// A list of an [`EventFilter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// [`EventFilter::kinds`]
    Kind,
    /// [`EventFilter::audience`]
    Audience,
    /// [`EventFilter::themes`]
    Theme,
    /// [`EventFilter::prefectures`]
    Prefecture,
    /// [`EventFilter::hosts`]
    Host,
    /// [`EventFilter::programmes`]
    Programme,
    /// [`EventFilter::modes`]
    Mode,
}

impl Facet {
    /// All of them, in the order in which a visitor is asked.
    pub const ALL: [Self; 7] =
        [Self::Kind, Self::Audience, Self::Theme, Self::Prefecture, Self::Host, Self::Programme, Self::Mode];

    /// The attributes that ask for them, in the same order.
    pub const ATTRIBUTES: [&'static str; 7] = {
        let (mut attributes, mut place) = ([""; 7], 0);
        while place < attributes.len() {
            // So each is found by its number, too.
            assert!(Self::ALL[place] as usize == place);
            attributes[place] = Self::ALL[place].attribute();
            place += 1;
        }
        attributes
    };

    /// The attribute, or the part of an address, that asks for it.
    #[must_use]
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Kind => "kinds",
            Self::Audience => "audience",
            Self::Theme => "themes",
            Self::Prefecture => "prefecture",
            Self::Host => "host",
            Self::Programme => "programme",
            Self::Mode => "mode",
        }
    }

    /// The one that an attribute, or a part of an address, asks for.
    #[must_use]
    pub fn named(attribute: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.attribute() == attribute)
    }

    /// Adds a value, as an attribute writes it, to what a filter asks for. A value that means nothing adds nothing.
    pub fn add(self, filter: &mut EventFilter, word: &str) {
        match self {
            Self::Kind => filter.kinds.extend(EventKind::parse(word)),
            Self::Audience => filter.audience.extend(Audience::parse(word)),
            Self::Theme => filter.themes.extend(Id::parse(word)),
            Self::Prefecture => filter.prefectures.extend(PrefectureCode::parse(word)),
            Self::Host => filter.hosts.extend(Id::parse(word)),
            Self::Programme => filter.programmes.extend(Id::parse(word)),
            Self::Mode => filter.modes.extend(Mode::parse(word)),
        }
    }
}

/// Which members are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MemberFilter {
    /// What kind of organisation.
    pub kinds: Vec<MemberKind>,
    /// How it takes part.
    pub tiers: Vec<Tier>,
    /// What it is good at: its own themes, or those of a service.
    pub themes: Vec<Id>,
    /// Which programme it runs.
    pub programmes: Vec<Id>,
    /// Words that must all occur.
    pub text: Query,
}

impl MemberFilter {
    /// Whether the member at this place of the feed is shown as far as its fields decide. Its words are those of
    /// [`member_haystack`], to be made once a member.
    #[must_use]
    pub fn matches_all_but_text(&self, place: usize, feed: &Feed, ties: &Ties) -> bool {
        let Some(member) = feed.members.at(place) else { return false };
        asks(&self.kinds, &member.kind)
            && asks(&self.tiers, &member.tier)
            && asks(&self.themes, member.all_themes())
            && asks(&self.programmes, ties.programmes(place, feed).map(|place| &feed.programmes[place].id))
    }
}

/// Which programmes members run and which people name them, looked up once for all members of a feed.
///
/// [`Feed::programmes_of`] and [`Feed::people_of`] look through the whole feed for one.
pub struct Ties {
    /// The place of a member in the upper half; in the lower that of a programme or, counted on behind them, of a person.
    all: Vec<u64>,
}

impl Ties {
    /// Those of a feed.
    #[must_use]
    pub fn new(feed: &Feed) -> Self {
        let mut all = Vec::new();
        let mut tie = |member: Option<usize>, place: Option<usize>| {
            all.extend(member.zip(place).map(|(member, place)| (member as u64) << 32 | place as u64));
        };
        for (place, member) in feed.members.iter().enumerate() {
            member.programmes.iter().for_each(|id| tie(Some(place), feed.programmes.position(id.as_str())));
        }
        for (place, programme) in feed.programmes.iter().enumerate() {
            programme.operators().for_each(|id| tie(feed.members.position(id.as_str()), Some(place)));
        }
        for (place, person) in (feed.programmes.len()..).zip(&feed.people) {
            let members = person.affiliations.iter().filter_map(|affiliation| affiliation.member.as_ref());
            members.for_each(|id| tie(feed.members.position(id.as_str()), Some(place)));
        }
        sort(&mut all, &|a, b| a > b);
        all.dedup();
        Self { all }
    }

    /// The places of the programmes that the member at this place of the feed runs, in order, and behind them those of
    /// the people who name it.
    fn of(&self, member: usize) -> impl Iterator<Item = usize> {
        let is_before = |tie: &u64| *tie >> 32 < member as u64;
        let from = self.all.partition_point(is_before);
        let own = self.all[from..].iter().take_while(move |tie| **tie >> 32 == member as u64);
        own.map(|tie| (tie & u64::from(u32::MAX)) as usize)
    }

    /// The places of the programmes that the member at this place of the feed runs, in order.
    pub fn programmes(&self, member: usize, feed: &Feed) -> impl Iterator<Item = usize> {
        self.of(member).take_while(|place| *place < feed.programmes.len())
    }
}

/// Whether one of the values is asked for, or nothing is.
fn asks<'a, T: PartialEq + 'a>(wanted: &[T], values: impl IntoIterator<Item = &'a T>) -> bool {
    wanted.is_empty() || values.into_iter().any(|value| wanted.contains(value))
}

fn works_in(member: &Member, prefectures: &[PrefectureCode]) -> bool {
    member.places().filter_map(Place::prefecture).any(|prefecture| prefectures.contains(&prefecture))
}

/// All words by which the member at this place of the feed is found, folded: its names, places, themes, programmes,
/// services and people.
#[must_use]
pub fn member_haystack(place: usize, feed: &Feed, ties: &Ties) -> String {
    let mut words = Words::default();
    let Some(member) = feed.members.at(place) else { return words.0 };
    words.add([&member.name]);
    words.add(&member.kana);
    words.add(&member.short_name);
    words.add(&member.summary);
    words.add_markdown(member.description.as_ref());
    for brand in &member.brands {
        words.add([&brand.name]);
        words.add(&brand.kana);
    }
    member.places().for_each(|place| words.add_place(place));
    words.add_themes(&member.themes, feed);
    for service in &member.services {
        words.add([&service.name]);
        words.add_themes(&service.themes, feed);
    }
    for role in member.people.iter().filter_map(|participant| feed.who(participant)) {
        words.add([role.name]);
        words.add(role.kana);
    }
    for place in ties.of(place) {
        if let Some(programme) = feed.programmes.at(place) {
            words.add([&programme.name]);
        } else if let Some(person) = feed.people.at(place - feed.programmes.len()) {
            words.add([&person.name]);
            words.add(&person.kana);
        }
    }
    fold(&words.0)
}

/// All words by which an event is found, folded: its title, place, themes, hosts, programme and speakers, and what single
/// times of it are called. What its kind is called in a language, only a page knows.
#[must_use]
pub fn event_haystack(event: &Event, feed: &Feed) -> String {
    let mut words = Words::default();
    words.add([&event.title]);
    words.add(&event.summary);
    words.add_markdown(event.description.as_ref());
    event.place.iter().for_each(|place| words.add_place(place));
    words.add_themes(&event.themes, feed);
    for host in event.hosts().filter_map(|id| feed.member(id.as_str())) {
        words.add([&host.name]);
        words.add(&host.kana);
    }
    words.add(event.supporters.iter().filter_map(|supporter| supporter.name.as_ref()));
    words.add(
        event.programme.as_ref().and_then(|id| feed.programme(id.as_str())).map(|programme| &programme.name),
    );
    words.add(event.speakers.iter().filter_map(|speaker| feed.who(speaker)).map(|role| role.name));
    words.add(event.sessions.iter().map(|session| &session.title));
    for change in &event.overrides {
        words.add(&change.title);
        words.add(&change.note);
        change.place.iter().for_each(|place| words.add_place(place));
    }
    fold(&words.0)
}

/// Texts in all their languages, one after the other.
#[derive(Default)]
struct Words(String);

impl Words {
    fn add<'a>(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        for text in texts.into_iter().flat_map(Text::all) {
            self.push(text);
        }
    }

    fn push(&mut self, word: &str) {
        self.0.push_str(word);
        self.0.push(' ');
    }

    fn add_markdown(&mut self, text: Option<&Text>) {
        for source in text.into_iter().flat_map(Text::all) {
            self.push(&markdown::plain(source));
        }
    }

    fn add_place(&mut self, place: &Place) {
        let prefecture = place.prefecture().map_or("", PrefectureCode::name_ja);
        self.push(prefecture);
        self.push(place.prefecture().map_or("", PrefectureCode::name_en));
        for part in [&place.municipality_name, &place.name, &place.address].into_iter().flatten() {
            // 「長野県塩尻市」 is one run, as a card shows it.
            self.0.push_str(prefecture);
            self.add([part]);
        }
    }

    fn add_themes(&mut self, ids: &[Id], feed: &Feed) {
        for theme in ids.iter().filter_map(|id| feed.theme(id.as_str())) {
            self.add([&theme.label]);
            self.add(&theme.keywords);
        }
    }
}
