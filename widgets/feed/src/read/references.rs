//! Which ids an entry names, to find those that lead nowhere.

use super::sections::Section::{self, Campaigns, Forms, Members, People, Programmes, Series};
use crate::{
    json::{Node, Value},
    model::{
        self, Alliance, Campaign, Event, Form, Id, Member, Operation, Participant, Person, Programme, Theme,
    },
    report::Path,
};

/// Told of each id: the fields that lead to it, the list that should have it, and the id.
pub(super) type Visit<'a> = dyn FnMut(&'static str, Section, &Id) + 'a;

/// An entry that names others.
pub(super) trait Refer {
    /// Tells of every id that it names.
    fn refer(&self, visit: &mut Visit<'_>);

    /// The event, if it is one.
    #[cfg(any(test, feature = "check"))]
    fn event(&self) -> Option<&Event> {
        None
    }
}

impl Refer for Theme {
    fn refer(&self, _: &mut Visit<'_>) {}
}

impl Refer for Form {
    fn refer(&self, _: &mut Visit<'_>) {}
}

impl Refer for Programme {
    fn refer(&self, visit: &mut Visit<'_>) {
        all("themes", Section::Themes, &self.themes, visit);
        all("members", Members, &self.members, visit);
        for Operation { member, .. } in &self.operations {
            one("operations.member", Members, member.as_ref(), visit);
        }
    }
}

impl Refer for model::Series {
    fn refer(&self, visit: &mut Visit<'_>) {
        one("programme", Programmes, self.programme.as_ref(), visit);
        one("host", Members, self.host.as_ref(), visit);
    }
}

impl Refer for Campaign {
    fn refer(&self, visit: &mut Visit<'_>) {
        one("programme", Programmes, self.programme.as_ref(), visit);
        all("members", Members, &self.members, visit);
    }
}

impl Refer for Person {
    fn refer(&self, visit: &mut Visit<'_>) {
        for affiliation in &self.affiliations {
            one("affiliations.member", Members, affiliation.member.as_ref(), visit);
        }
    }
}

impl Refer for Member {
    fn refer(&self, visit: &mut Visit<'_>) {
        all("themes", Section::Themes, &self.themes, visit);
        all("programmes", Programmes, &self.programmes, visit);
        for service in &self.services {
            all("services.themes", Section::Themes, &service.themes, visit);
        }
        people("people.person", &self.people, visit);
        one("contact.form", Forms, self.contact.as_ref().and_then(|contact| contact.form.as_ref()), visit);
        one("consult.form", Forms, self.consult.as_ref().and_then(|contact| contact.form.as_ref()), visit);
    }
}

impl Refer for Event {
    #[cfg(any(test, feature = "check"))]
    fn event(&self) -> Option<&Event> {
        Some(self)
    }

    fn refer(&self, visit: &mut Visit<'_>) {
        one("host", Members, self.host.as_ref(), visit);
        for supporter in &self.supporters {
            one("supporters.member", Members, supporter.member.as_ref(), visit);
        }
        one("programme", Programmes, self.programme.as_ref(), visit);
        one("series", Series, self.series.as_ref(), visit);
        one("campaign", Campaigns, self.campaign.as_ref(), visit);
        all("themes", Section::Themes, &self.themes, visit);
        people("speakers.person", &self.speakers, visit);
        for session in &self.sessions {
            people("sessions.speakers.person", &session.speakers, visit);
        }
        one("form", Forms, self.form.as_ref(), visit);
        one("contact.form", Forms, self.contact.as_ref().and_then(|contact| contact.form.as_ref()), visit);
    }
}

impl Refer for Alliance {
    fn refer(&self, visit: &mut Visit<'_>) {
        for membership in &self.memberships {
            one("memberships.form", Forms, membership.form.as_ref(), visit);
        }
        one("contact.form", Forms, self.contact.as_ref().and_then(|contact| contact.form.as_ref()), visit);
    }
}

fn one(fields: &'static str, section: Section, id: Option<&Id>, visit: &mut Visit<'_>) {
    if let Some(id) = id {
        visit(fields, section, id);
    }
}

fn all(fields: &'static str, section: Section, ids: &[Id], visit: &mut Visit<'_>) {
    for id in ids {
        visit(fields, section, id);
    }
}

fn people(fields: &'static str, participants: &[Participant], visit: &mut Visit<'_>) {
    for participant in participants {
        one(fields, People, participant.person.as_ref(), visit);
    }
}

/// Finds the ids in an entry by the fields that lead to them, and hands over each text there with its place.
pub(super) fn locate<'a>(
    entry: &'a Node<'a>,
    path: &Path<'_>,
    fields: &str,
    found: &mut dyn FnMut(&Path<'_>, &'a Node<'a>),
) {
    match &entry.value {
        Value::List(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                locate(entry, &Path::Index(path, index), fields, found);
            }
        }
        Value::Object(_) => {
            let (field, rest) = fields.split_once('.').unwrap_or((fields, ""));
            if let Some(next) = entry.get(field) {
                locate(next, &Path::Field(path, field), rest, found);
            }
        }
        Value::Text(_) if fields.is_empty() => found(path, entry),
        _ => {}
    }
}
