//! What a click asks for. What can be clicked says it in `data-do`: a verb, and what it is about.

use ran_feed::model::PrefectureCode;
use yew::AttrValue;

use crate::camera::{Camera, Size};
use crate::filters::Facet;
use crate::list::PORTION;
use crate::listeners::NEAR;
use crate::map::PAN;
use crate::state::{Action, FIRST_ROW, FOUND, View};

/// What a click asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// A change of what the visitor has chosen.
    Act(Action),
    /// The same by a button that may go with it: the focus then goes to what this selector finds.
    ActAndFocus(Action, AttrValue),
    /// A prefecture.
    Prefecture(PrefectureCode),
    /// A step closer, or back.
    Step(Step),
    /// A cluster, by its zoom and its index there.
    Cluster(u8, usize),
    /// A programme, by its id.
    Programme(AttrValue),
    /// Where the visitor is, as the browser tells it.
    Here,
    /// To ask once more for what the dialog is to show.
    Again,
    /// To close the dialog, which says so itself when it is closed.
    CloseDialog,
}

/// A step of the zoom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    Closer,
    Farther,
}

/// Reads `data-do`, with the size of the map and how many further portions of the list are shown. None where a click means
/// nothing.
pub(crate) fn read(said: &str, size: Size, portions: usize) -> Option<Command> {
    let (verb, about) = said.split_once(' ').unwrap_or((said, ""));
    let id = || AttrValue::from(about.to_owned());
    // The standard library reads each type of number by itself, and a visitor carries them all.
    let number = |digits: &str| digits.parse::<u32>().ok();
    let (action, goal) = match verb {
        "close" => return Some(Command::CloseDialog),
        "again" => return Some(Command::Again),
        "here" => return Some(Command::Here),
        "prefecture" => return PrefectureCode::parse(about).ok().map(Command::Prefecture),
        "closer" => return Some(Command::Step(Step::Closer)),
        "farther" => return Some(Command::Step(Step::Farther)),
        "programme" => return Some(Command::Programme(id())),
        "cluster" => {
            let (zoom, index) = about.split_once(' ')?;
            return Some(Command::Cluster(number(zoom)?.try_into().ok()?, number(index)?.try_into().ok()?));
        }
        "open" => return Some(Command::Act(Action::Open(id()))),
        "view" => return Some(Command::Act(Action::Show(View::read(about)?))),
        "pan" => return panned(about, size).map(|by| Command::Act(Action::Pan(by))),
        "found" => return Some(Command::Act(Action::Focus(FOUND.into()))),
        "whole" => (Action::See(Camera::default()), ".closer".into()),
        "everybody" => (Action::Pick(Facet::Prefecture, AttrValue::default()), FIRST_ROW.into()),
        "more" => {
            let next = (PORTION * (portions + 1) + 1).to_string();
            (Action::More, [".members > :nth-child(", &next, ") button"].concat().into())
        }
        "clear" => match Facet::named(about) {
            Some(facet) => (Action::Pick(facet, AttrValue::default()), FILTERS.into()),
            None if about == NEAR => (Action::Near(AttrValue::default()), FILTERS.into()),
            None => (Action::Clear(AttrValue::default()), FIRST_ROW.into()),
        },
        _ => return None,
    };
    Some(Command::ActAndFocus(action, goal))
}

/// The button that opens the filters.
const FILTERS: &str = "summary";

/// By how many pixels a button moves the map.
fn panned(direction: &str, size: Size) -> Option<(f64, f64)> {
    Some(match direction {
        "n" => (0.0, size.height * PAN),
        "s" => (0.0, -size.height * PAN),
        "w" => (size.width * PAN, 0.0),
        "e" => (-size.width * PAN, 0.0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_say_what_they_mean() {
        let size = Size { width: 400.0, height: 200.0 };
        let check =
            |said: &str, expected: Option<Command>| assert_eq!(read(said, size, 1), expected, "{said}");
        check("open meguru", Some(Command::Act(Action::Open("meguru".into()))));
        check("view list", Some(Command::Act(Action::Show(View::List))));
        check("prefecture 20", PrefectureCode::new(20).map(Command::Prefecture));
        check("closer", Some(Command::Step(Step::Closer)));
        check("farther", Some(Command::Step(Step::Farther)));
        check("cluster 6 12", Some(Command::Cluster(6, 12)));
        check("pan w", Some(Command::Act(Action::Pan((100.0, 0.0)))));
        check("close", Some(Command::CloseDialog));
        check("again", Some(Command::Again));
        let and_focus = |action, goal: &'static str| Some(Command::ActAndFocus(action, goal.into()));
        check("clear near", and_focus(Action::Near("".into()), "summary"));
        check("clear themes", and_focus(Action::Pick(Facet::Theme, "".into()), "summary"));
        check("clear", and_focus(Action::Clear("".into()), ".list button"));
        check("everybody", and_focus(Action::Pick(Facet::Prefecture, "".into()), ".list button"));
        check("whole", and_focus(Action::See(Camera::default()), ".closer"));
        // Two portions of thirty are shown: the next one begins with the sixty-first.
        check("more", and_focus(Action::More, ".members > :nth-child(61) button"));
        check("found", Some(Command::Act(Action::Focus(".found".into()))));
        check("stay", None);
        check("cluster 6", None);
        check("prefecture 48", None);
        check("pan up", None);
        check("", None);
    }
}
