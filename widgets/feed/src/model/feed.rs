//! The feed as a whole, and who belongs to whom.

use super::{
    Alliance, Campaign, Event, EventTime, Form, Id, Member, Participant, Person, Programme, Series, Table,
    Text, Theme, TimeZone, Url,
};

/// A feed, version 1.
///
/// Read one with [`read`](crate::read) or [`Reader`](crate::Reader), which report what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Feed {
    /// The version of the format: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub version: u32,
    /// When the feed was last changed.
    pub updated: Option<EventTime>,
    /// When it is expected to change next, so that a reader need not ask before.
    pub next_revalidation: Option<EventTime>,
    /// The events as iCalendar, to subscribe to. A `?` at its end says that the server behind it answers to the attributes of
    /// a calendar, as `ran serve` does at `/events.ics?`: a calendar that they narrow then offers just its own events.
    pub calendar_url: Option<Url>,
    /// The events as RSS.
    pub rss_url: Option<Url>,
    /// The terms under which the feed may be used.
    pub license: Option<Url>,
    /// Who must be named by those who use it.
    pub credit: Option<Text>,
    /// The network.
    #[cfg_attr(feature = "schema", schemars(with = "Alliance"))]
    pub alliance: Option<Alliance>,
    /// What members are good at and events are about.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub themes: Table<Theme>,
    /// What members run together.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub programmes: Table<Programme>,
    /// Events that belong together.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub series: Table<Series>,
    /// Events of several regions that are held as one.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub campaigns: Table<Campaign>,
    /// People who belong to several organisations, or are named in several places.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub people: Table<Person>,
    /// The organisations of the network.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub members: Table<Member>,
    /// The events.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub events: Table<Event>,
    /// The forms.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub forms: Table<Form>,
}

impl Feed {
    /// The zone of times that name neither zone nor offset.
    #[must_use]
    pub fn time_zone(&self) -> &str {
        let named = self.alliance.as_ref().and_then(|alliance| alliance.time_zone.as_ref());
        named.map_or(TimeZone::DEFAULT, TimeZone::as_str)
    }

    /// The minutes by which the alliance's clock is ahead of UTC, if they are the same all year and always.
    #[must_use]
    pub fn home_minutes(&self) -> Option<i16> {
        TimeZone::fixed_minutes(self.time_zone())
    }

    /// The member with this id.
    #[must_use]
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.members.get(id)
    }

    /// The theme with this id.
    #[must_use]
    pub fn theme(&self, id: &str) -> Option<&Theme> {
        self.themes.get(id)
    }

    /// The programme with this id.
    #[must_use]
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.get(id)
    }

    /// The event with this id.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(id)
    }

    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.get(id)
    }

    /// The events that a member holds, alone or with others, in the order of the feed.
    pub fn events_of<'a>(&'a self, member: &'a str) -> impl Iterator<Item = &'a Event> {
        self.events.iter().filter(move |event| event.hosts().any(|host| host == member))
    }

    /// The themes of an event: its own, or else those of its programme.
    #[must_use]
    pub fn themes_of<'a>(&'a self, event: &'a Event) -> &'a [Id] {
        match event.programme.as_ref().and_then(|id| self.programme(id.as_str())) {
            Some(programme) if event.themes.is_empty() => &programme.themes,
            _ => &event.themes,
        }
    }

    /// The programmes that a member runs, whichever of the two says so, in the order of the feed.
    pub fn programmes_of<'a>(&'a self, member: &'a str) -> impl Iterator<Item = &'a Programme> {
        let own: &[Id] = self.member(member).map_or(&[], |member| &member.programmes);
        self.programmes.iter().filter(move |programme| {
            own.contains(&programme.id) || programme.operators().any(|id| id == member)
        })
    }

    /// The members that run a programme, whichever of the two says so, in the order of the feed.
    pub fn members_of<'a>(&'a self, programme: &'a str) -> impl Iterator<Item = &'a Member> {
        // Both may be thousands.
        let mut is_named = vec![false; self.members.len()];
        for id in self.programme(programme).into_iter().flat_map(Programme::operators) {
            if let Some(place) = self.members.position(id.as_str()) {
                is_named[place] = true;
            }
        }
        let runs = move |(member, is_named): &(&Member, bool)| {
            *is_named || member.programmes.iter().any(|id| id == programme)
        };
        self.members.iter().zip(is_named).filter(runs).map(|(member, _)| member)
    }

    /// The people of a member with their roles there: those that the member names, then those that name the member.
    pub fn people_of<'a>(&'a self, member: &'a str) -> impl Iterator<Item = Role<'a>> {
        let named: &[Participant] = self.member(member).map_or(&[], |member| &member.people);
        let own = named.iter().filter_map(|participant| self.who(participant));
        let affiliated = self.people.iter().flat_map(move |person| {
            let here = person.affiliations.iter().filter(move |affiliation| {
                affiliation.member.as_ref().is_some_and(|id| id == member)
                    && !named.iter().any(|participant| participant.person.as_ref() == Some(&person.id))
            });
            here.map(move |affiliation| Role {
                person: Some(person),
                name: &person.name,
                kana: person.kana.as_ref(),
                role: affiliation.role.as_ref(),
                organisation: affiliation.organisation.as_ref(),
            })
        });
        own.chain(affiliated)
    }

    /// Who a participant is. `None` if neither the feed nor the participant names anyone.
    #[must_use]
    pub fn who<'a>(&'a self, participant: &'a Participant) -> Option<Role<'a>> {
        let person = participant.person.as_ref().and_then(|id| self.people.get(id.as_str()));
        Some(Role {
            person,
            name: participant.name.as_ref().or(person.map(|person| &person.name))?,
            kana: participant.kana.as_ref().or(person.and_then(|person| person.kana.as_ref())),
            role: participant.role.as_ref(),
            organisation: participant.organisation.as_ref(),
        })
    }
}

/// A person in a role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Role<'a> {
    /// Their entry, if they have one.
    pub person: Option<&'a Person>,
    /// Their name.
    pub name: &'a Text,
    /// How the name is read.
    pub kana: Option<&'a Text>,
    /// What they are there.
    pub role: Option<&'a Text>,
    /// The organisation or part of it, if it is not the one at hand.
    pub organisation: Option<&'a Text>,
}
