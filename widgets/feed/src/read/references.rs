//! Which ids an entry names, to find those that lead nowhere.

use super::sections::{Lists, Section};
use crate::{
    json::{Node, Value},
    model::{Alliance, Contact, Id},
    report::Path,
};

/// Told of each id: the fields that lead to it, the list that should have it, and the id.
pub(super) type Visit<'a> = dyn FnMut(&'static str, Section, &Id) + 'a;

/// Tells of every id that the entry at a place of a list names. Nothing if there is no such entry.
pub(super) fn of_entry(lists: &Lists, section: Section, place: usize, visit: &mut Visit<'_>) {
    use Section::{Campaigns, Forms, Members, People, Programmes, Series, Themes};
    match section {
        Themes | Forms => {}
        Programmes => {
            let Some(programme) = lists.programmes.table.as_ref().get(place) else { return };
            each("themes", Themes, &programme.themes, visit);
            each("members", Members, &programme.members, visit);
            each(
                "operations.member",
                Members,
                programme.operations.iter().filter_map(|o| o.member.as_ref()),
                visit,
            );
        }
        Series => {
            let Some(series) = lists.series.table.as_ref().get(place) else { return };
            each("programme", Programmes, &series.programme, visit);
            each("host", Members, &series.host, visit);
        }
        Campaigns => {
            let Some(campaign) = lists.campaigns.table.as_ref().get(place) else { return };
            each("programme", Programmes, &campaign.programme, visit);
            each("members", Members, &campaign.members, visit);
        }
        People => {
            let Some(person) = lists.people.table.as_ref().get(place) else { return };
            each(
                "affiliations.member",
                Members,
                person.affiliations.iter().filter_map(|a| a.member.as_ref()),
                visit,
            );
        }
        Members => {
            let Some(member) = lists.members.table.as_ref().get(place) else { return };
            each("themes", Themes, &member.themes, visit);
            each("programmes", Programmes, &member.programmes, visit);
            each(
                "services.themes",
                Themes,
                member.services.iter().flat_map(|service| &service.themes),
                visit,
            );
            each("people.person", People, member.people.iter().filter_map(|p| p.person.as_ref()), visit);
            of_contact("contact.form", member.contact.as_ref(), visit);
            of_contact("consult.form", member.consult.as_ref(), visit);
        }
        Section::Events => of_event(lists, place, visit),
    }
}

fn of_event(lists: &Lists, place: usize, visit: &mut Visit<'_>) {
    use Section::{Campaigns, Forms, Members, People, Programmes, Series, Themes};
    let Some(event) = lists.events.table.as_ref().get(place) else { return };
    each("host", Members, &event.host, visit);
    each("supporters.member", Members, event.supporters.iter().filter_map(|s| s.member.as_ref()), visit);
    each("programme", Programmes, &event.programme, visit);
    each("series", Series, &event.series, visit);
    each("campaign", Campaigns, &event.campaign, visit);
    each("themes", Themes, &event.themes, visit);
    each("speakers.person", People, event.speakers.iter().filter_map(|p| p.person.as_ref()), visit);
    let speakers = event.sessions.iter().flat_map(|session| &session.speakers);
    each("sessions.speakers.person", People, speakers.filter_map(|p| p.person.as_ref()), visit);
    each("form", Forms, &event.form, visit);
    of_contact("contact.form", event.contact.as_ref(), visit);
}

/// Tells of every id that the alliance's own entry names.
pub(super) fn of_alliance(alliance: &Alliance, visit: &mut Visit<'_>) {
    let forms = alliance.memberships.iter().filter_map(|membership| membership.form.as_ref());
    each("memberships.form", Section::Forms, forms, visit);
    of_contact("contact.form", alliance.contact.as_ref(), visit);
}

fn of_contact(fields: &'static str, contact: Option<&Contact>, visit: &mut Visit<'_>) {
    each(fields, Section::Forms, contact.and_then(|contact| contact.form.as_ref()), visit);
}

fn each<'a>(
    fields: &'static str,
    section: Section,
    ids: impl IntoIterator<Item = &'a Id>,
    visit: &mut Visit<'_>,
) {
    for id in ids {
        visit(fields, section, id);
    }
}

/// Finds the value of an id in an entry by the fields that lead to it, and hands over its place.
pub(super) fn locate<'a>(
    entry: &'a Node<'a>,
    path: &Path<'_>,
    fields: &str,
    id: &str,
    found: &mut dyn FnMut(&Path<'_>, &'a Node<'a>),
) -> bool {
    match &entry.value {
        Value::List(entries) => {
            let at = |(index, entry)| locate(entry, &Path::Index(path, index), fields, id, found);
            entries.iter().enumerate().any(at)
        }
        Value::Object(_) => {
            let (field, rest) = fields.split_once('.').unwrap_or((fields, ""));
            let next = entry.get(field);
            next.is_some_and(|next| locate(next, &Path::Field(path, field), rest, id, found))
        }
        Value::Text(text) if text == id && fields.is_empty() => {
            found(path, entry);
            true
        }
        _ => false,
    }
}
