//! What a click asks for. A button, or what is clicked for the eye alone, says it in `data-do`: a verb, and what it is about.
//!
//! One listener for all of them, because a listener a cell or a row costs each rendering more than it shows.

use ran_feed::civil::CivilDate;
use ran_feed::model::{Event, EventTime, Feed};
use yew::AttrValue;

use crate::filters::Facet;
use crate::scene::Shown;
use crate::state::{Action, Subject, Target, View};

/// What a click asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// A change of what the visitor has chosen.
    Act(Action),
    /// To copy an address.
    Copy(String),
    /// To ask once more for what the dialog is to show.
    Again,
    /// To close the dialog, which says so itself when it is closed.
    CloseDialog,
}

/// Reads `data-do`. None where a click means nothing.
pub(crate) fn read(said: &str, shown: &Shown, feed: &Feed) -> Option<Command> {
    let events: &[Event] = &feed.events;
    let (verb, about) = said.split_once(' ').unwrap_or((said, ""));
    let date = || CivilDate::parse(about).ok();
    let id = |event: &Event| AttrValue::from(event.id.as_str().to_owned());
    Some(Command::Act(match verb {
        "close" => return Some(Command::CloseDialog),
        "again" => return Some(Command::Again),
        "copy" => return Some(Command::Copy(about.to_owned())),
        "view" => Action::Show(View::read(about)?),
        "go" => Action::Go(date()?),
        "next" => Action::Follow(date()?),
        "list" => Action::Choose(date()?, Target::Day),
        "more" => Action::More(about.to_owned().into()),
        "clear" => Action::Clear(Facet::named(about)),
        "entry" => {
            let entry = *shown.entries.get(about.parse::<usize>().ok()?)?;
            let (id, on) = (id(events.get(entry.event())?), Some(entry.on(feed)));
            Action::Open(Subject { id, on, linked: false })
        }
        "date" => {
            let (on, id) = about.split_once(' ')?;
            Action::Open(Subject { id: id.to_owned().into(), on: EventTime::parse(on).ok(), linked: false })
        }
        "undated" => {
            let event = events.get(about.parse::<usize>().ok()?)?;
            Action::Open(Subject { id: id(event), on: None, linked: false })
        }
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_say_what_they_mean() {
        let check = |said: &str, expected: Option<Command>| {
            assert_eq!(read(said, &Shown::default(), &Feed::default()), expected, "{said}");
        };
        let day = CivilDate::parse("2026-04-01").unwrap();
        check("view week", Some(Command::Act(Action::Show(View::Week))));
        check("go 2026-04-01", Some(Command::Act(Action::Go(day))));
        check("next 2026-04-01", Some(Command::Act(Action::Follow(day))));
        check("list 2026-04-01", Some(Command::Act(Action::Choose(day, Target::Day))));
        check("more entry 100", Some(Command::Act(Action::More("entry 100".into()))));
        check("clear", Some(Command::Act(Action::Clear(None))));
        check("clear mode", Some(Command::Act(Action::Clear(Some(Facet::Mode)))));
        check("close", Some(Command::CloseDialog));
        check("again", Some(Command::Again));
        check("copy https://a.example/#b c", Some(Command::Copy("https://a.example/#b c".to_owned())));
        check("stay", None);
        check("go nowhere", None);
        check("view year", None);
        check("entry 0", None);
        check("undated -1", None);
        let subject = Subject { id: "e".into(), on: Some(EventTime::Date(day)), linked: false };
        check("date 2026-04-01 e", Some(Command::Act(Action::Open(subject))));
        check("date 2026-04-01", None);
        check("", None);
    }
}
