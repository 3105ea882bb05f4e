//! Rules on how the fields of one object stand to each other, checked while the object is at hand, so that what breaks
//! them is reported with its exact place.

mod events;
mod forms;
mod places;

#[cfg(any(test, feature = "check"))]
pub(super) use self::events::time;
pub(crate) use self::{
    events::{event, span},
    forms::{field, form},
    places::place,
};
use super::cursor::{Cursor, Failure};
#[cfg(any(test, feature = "check"))]
use crate::json::Value;
use crate::{
    fault::{Fault, NO_NAME},
    json::Node,
    report::{Lost, Path},
};

/// The name of a field that a rule refuses: it reads as missing.
pub(crate) type Refused = Option<&'static str>;

/// Looks at an object before it is read. A failure costs the object.
pub(crate) type Rule = fn(&Cursor<'_>) -> Result<Refused, Failure>;

/// The fields may be as they are.
pub(crate) fn none(_: &Cursor<'_>) -> Result<Refused, Failure> {
    Ok(None)
}

/// Of who takes part: an id or a name.
pub(crate) fn participant(cursor: &Cursor<'_>) -> Result<Refused, Failure> {
    need_one(cursor.node, "person", "name")
}

/// Of who supports: an id or a name.
pub(crate) fn supporter(cursor: &Cursor<'_>) -> Result<Refused, Failure> {
    need_one(cursor.node, "member", "name")
}

fn need_one(object: &Node<'_>, one: &str, other: &str) -> Result<Refused, Failure> {
    match object.given(one).or(object.given(other)) {
        Some(_) => Ok(None),
        None => Err(Failure::Fault(&NO_NAME)),
    }
}

/// Notes a problem of a field of this object.
pub(super) fn note(cursor: &Cursor<'_>, field: &str, fault: &'static Fault, lost: Lost) {
    at(cursor, field, &mut |value| value.note(fault, lost));
}

/// Hands over a field, if the object has it.
pub(super) fn at(cursor: &Cursor<'_>, field: &str, look: &mut dyn FnMut(&Cursor<'_>)) {
    if let Some(node) = cursor.node.given(field) {
        look(&Cursor { node, path: &Path::Field(cursor.path, field), session: cursor.session });
    }
}

/// Hands over each entry of a list.
#[cfg(any(test, feature = "check"))]
pub(super) fn each(cursor: &Cursor<'_>, list: &str, look: &mut dyn FnMut(&Cursor<'_>)) {
    at(cursor, list, &mut |list| {
        let Value::List(entries) = &list.node.value else { return };
        for (index, node) in entries.iter().enumerate() {
            look(&Cursor { node, path: &Path::Index(list.path, index), session: list.session });
        }
    });
}
