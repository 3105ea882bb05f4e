//! What a click asks for. What can be clicked says it in `data-do`: a verb, and what it is about.

use ran_feed::model::PrefectureCode;
use yew::AttrValue;

use crate::camera::{Camera, Size};
use crate::filters::Facet;
use crate::listeners::NEAR;
use crate::map::PAN;
use crate::state::{Action, FOUND, View};

/// What a click asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// A change of what the visitor has chosen.
    Act(Action),
    /// A prefecture.
    Prefecture(PrefectureCode),
    /// A step closer, or back.
    Step(bool),
    /// A cluster, by its zoom and its place there.
    Cluster(u8, usize),
    /// A programme, by its id.
    Programme(AttrValue),
    /// Where the visitor is, as the browser tells it.
    Here,
    /// To close the dialog, which says so itself when it is closed.
    CloseDialog,
}

/// Reads `data-do`. None where a click means nothing.
pub(crate) fn read(said: &str, size: Size) -> Option<Command> {
    let (verb, about) = said.split_once(' ').unwrap_or((said, ""));
    let id = || AttrValue::from(about.to_owned());
    // The standard library reads each type of number by itself, and a visitor carries them all.
    let number = |digits: &str| digits.parse::<u32>().ok();
    Some(Command::Act(match verb {
        "close" => return Some(Command::CloseDialog),
        "here" => return Some(Command::Here),
        "prefecture" => return PrefectureCode::parse(about).ok().map(Command::Prefecture),
        "closer" | "farther" => return Some(Command::Step(verb == "closer")),
        "programme" => return Some(Command::Programme(id())),
        "cluster" => {
            let (zoom, place) = about.split_once(' ')?;
            return Some(Command::Cluster(number(zoom)?.try_into().ok()?, number(place)?.try_into().ok()?));
        }
        "open" => Action::Open(id()),
        "view" => Action::Show(View::read(about)?),
        "whole" => Action::See(Camera::default()),
        "pan" => Action::Pan(match about {
            "n" => (0.0, size.height * PAN),
            "s" => (0.0, -size.height * PAN),
            "w" => (size.width * PAN, 0.0),
            "e" => (-size.width * PAN, 0.0),
            _ => return None,
        }),
        "everybody" => Action::Pick(Facet::Prefecture, AttrValue::default()),
        "more" => Action::More,
        "found" => Action::Focus(FOUND.into()),
        "clear" if about == NEAR => Action::Near(AttrValue::default()),
        "clear" => match Facet::of(about) {
            Some(facet) => Action::Pick(facet, AttrValue::default()),
            None => Action::Clear(AttrValue::default()),
        },
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_say_what_they_mean() {
        let size = Size { width: 400.0, height: 200.0 };
        let check = |said: &str, expected: Option<Command>| assert_eq!(read(said, size), expected, "{said}");
        check("open meguru", Some(Command::Act(Action::Open("meguru".into()))));
        check("view list", Some(Command::Act(Action::Show(View::List))));
        check("prefecture 20", PrefectureCode::new(20).map(Command::Prefecture));
        check("farther", Some(Command::Step(false)));
        check("cluster 6 12", Some(Command::Cluster(6, 12)));
        check("pan w", Some(Command::Act(Action::Pan((100.0, 0.0)))));
        check("close", Some(Command::CloseDialog));
        check("clear near", Some(Command::Act(Action::Near("".into()))));
        check("clear", Some(Command::Act(Action::Clear("".into()))));
        check("found", Some(Command::Act(Action::Focus(".found".into()))));
        check("stay", None);
        check("cluster 6", None);
        check("prefecture 48", None);
        check("pan up", None);
        check("", None);
    }
}
