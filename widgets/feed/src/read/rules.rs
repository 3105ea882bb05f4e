//! Rules on how the fields of one object stand to each other, checked while the object is at hand, so that what breaks
//! them is reported with its exact place.

use super::cursor::{Cursor, Failure};
use crate::{
    fault::{BAD_COORDINATES, END_BEFORE_START, Fault, NO_CHOICES, NO_DATE, NO_NAME, SWAPPED_COORDINATES},
    json::{Node, Value},
    model::{Coordinates, EventTime, FieldKind},
    report::{Lost, Path},
};

/// Checks an object before it is read as the type of this name. The answer is the name of a field to leave out, or
/// empty; a failure costs the object.
pub(super) fn check(name: &str, cursor: Cursor<'_>, object: &Node<'_>) -> Result<&'static str, Failure> {
    match name {
        "Place" => Ok(check_coordinates(cursor, object)),
        "Event" => {
            if given(object, "when").is_none() && !has_start(cursor, object) {
                return Err(Failure::Reported);
            }
            Ok(check_order(cursor, object))
        }
        "Session" | "Override" | "Campaign" => Ok(check_order(cursor, object)),
        "Participant" => need_one(object, "person", "name"),
        "Supporter" => need_one(object, "member", "name"),
        "Field" => {
            let kind = object.get("type").and_then(Node::as_str).and_then(FieldKind::parse);
            let empty = match given(object, "options") {
                Some(Node { value: Value::List(options), .. }) => options.is_empty(),
                options => options.is_none(),
            };
            if kind.is_some_and(FieldKind::has_options) && empty {
                Err(Failure::Fault(&NO_CHOICES))
            } else {
                Ok("")
            }
        }
        _ => Ok(""),
    }
}

/// The field, unless it is missing or `null`.
fn given<'a>(object: &'a Node<'a>, name: &str) -> Option<&'a Node<'a>> {
    object.get(name).filter(|node| node.value != Value::Null)
}

fn need_one(object: &Node<'_>, one: &str, other: &str) -> Result<&'static str, Failure> {
    match given(object, one).or(given(object, other)) {
        Some(_) => Ok(""),
        None => Err(Failure::Fault(&NO_NAME)),
    }
}

/// Notes a problem of a field of this object.
fn note(cursor: Cursor<'_>, node: &Node<'_>, field: &str, fault: &'static Fault, lost: Lost) {
    let path = Path::Field(cursor.path, field);
    Cursor { node: Some(node), path: &path, ..cursor }.note(fault, lost);
}

/// Whether an event that says nothing else of its time has a start. If not, that is reported, and the event is lost.
fn has_start(cursor: Cursor<'_>, object: &Node<'_>) -> bool {
    let Some(start) = given(object, "start") else {
        cursor.note(&NO_DATE, Lost::This);
        return false;
    };
    let path = Path::Field(cursor.path, "start");
    let found = Cursor { node: Some(start), path: &path, ..cursor }.read::<EventTime>();
    if found.is_none() {
        cursor.report.borrow_mut().costs(cursor.path);
    }
    found.is_some()
}

fn check_order(cursor: Cursor<'_>, object: &Node<'_>) -> &'static str {
    let time = |name| EventTime::parse(object.get(name)?.as_str()?).ok();
    let (Some(start), Some(end), Some(node)) = (time("start"), time("end"), object.get("end")) else {
        return "";
    };
    if !end.is_before(start) {
        return "";
    }
    note(cursor, node, "end", &END_BEFORE_START, Lost::This);
    "end"
}

fn check_coordinates(cursor: Cursor<'_>, object: &Node<'_>) -> &'static str {
    #[expect(clippy::cast_precision_loss, reason = "no coordinate has more than 53 bits")]
    let number = |node: &Node<'_>| match node.value {
        Value::Integer(number) => Some(number as f64),
        Value::Number(number) => Some(number),
        _ => None,
    };
    let (lat, lng) = (given(object, "lat"), given(object, "lng"));
    let Some(node) = lat.or(lng) else { return "" };
    match (lat.and_then(number), lng.and_then(number)) {
        (Some(lat), Some(lng)) if Coordinates::are_swapped(lat, lng) => {
            note(cursor, node, "lat", &SWAPPED_COORDINATES, Lost::Nothing);
            ""
        }
        (Some(lat), Some(lng)) if Coordinates::new(lat, lng).is_some() => "",
        // What is no number at all is reported as such when it is read.
        (None, _) if lat.is_some() => "",
        (_, None) if lng.is_some() => "",
        _ => {
            note(cursor, node, if lat.is_some() { "lat" } else { "lng" }, &BAD_COORDINATES, Lost::This);
            // One without the other makes no point.
            if lat.is_some() { "lat" } else { "lng" }
        }
    }
}
