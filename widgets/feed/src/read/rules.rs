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
pub(super) fn check(name: &str, cursor: &Cursor<'_>) -> Result<&'static str, Failure> {
    let object = cursor.node;
    match name {
        "Place" => Ok(check_coordinates(cursor)),
        "Event" => {
            if object.given("when").is_none() && !has_start(cursor) {
                return Err(Failure::Reported);
            }
            Ok(check_order(cursor))
        }
        "Session" | "Override" | "Campaign" => Ok(check_order(cursor)),
        "Participant" => need_one(object, "person", "name"),
        "Supporter" => need_one(object, "member", "name"),
        "Field" => {
            let kind = object.get("type").and_then(Node::as_str).and_then(FieldKind::parse);
            let empty = match object.given("options") {
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

fn need_one(object: &Node<'_>, one: &str, other: &str) -> Result<&'static str, Failure> {
    match object.given(one).or(object.given(other)) {
        Some(_) => Ok(""),
        None => Err(Failure::Fault(&NO_NAME)),
    }
}

/// Notes a problem of a field of this object.
fn note(cursor: &Cursor<'_>, field: &str, fault: &'static Fault, lost: Lost) {
    if let Some(node) = cursor.node.get(field) {
        Cursor { node, path: &Path::Field(cursor.path, field), session: cursor.session }.note(fault, lost);
    }
}

/// Whether an event that says nothing else of its time has a start. If not, that is reported, and the event is lost.
fn has_start(cursor: &Cursor<'_>) -> bool {
    let Some(node) = cursor.node.given("start") else {
        cursor.note(&NO_DATE, Lost::This);
        return false;
    };
    let path = Path::Field(cursor.path, "start");
    let found = Cursor { node, path: &path, session: cursor.session }.read::<EventTime>();
    if found.is_none() {
        cursor.session.report.borrow_mut().costs(cursor.path);
    }
    found.is_some()
}

fn check_order(cursor: &Cursor<'_>) -> &'static str {
    let time = |name| EventTime::parse(cursor.node.get(name)?.as_str()?).ok();
    match (time("start"), time("end")) {
        (Some(start), Some(end)) if end.is_before(start) => {
            note(cursor, "end", &END_BEFORE_START, Lost::This);
            "end"
        }
        _ => "",
    }
}

fn check_coordinates(cursor: &Cursor<'_>) -> &'static str {
    let (lat, lng) = (cursor.node.given("lat"), cursor.node.given("lng"));
    let at = match (lat, lng) {
        (None, None) => return "",
        (None, Some(_)) => "lng",
        (Some(_), _) => "lat",
    };
    // What is given and no number is reported when it is read.
    let degrees = |node: Option<&Node<'_>>| node.map_or(Some(f64::NAN), Node::as_f64);
    let (Some(lat), Some(lng)) = (degrees(lat), degrees(lng)) else { return "" };
    if Coordinates::are_swapped(lat, lng) {
        note(cursor, at, &SWAPPED_COORDINATES, Lost::Nothing);
    } else if Coordinates::new(lat, lng).is_none() {
        // One without the other makes no point either.
        note(cursor, at, &BAD_COORDINATES, Lost::This);
        return at;
    }
    ""
}
