//! Of places.

#[cfg(any(test, feature = "check"))]
use super::at;
use super::{Refused, note};
use crate::{
    fault::{BAD_COORDINATES, OUTSIDE_JAPAN, SWAPPED_COORDINATES},
    json::Node,
    model::Coordinates,
    read::{Cursor, Failure},
    report::Lost,
};
#[cfg(any(test, feature = "check"))]
use crate::{
    fault::{NO_TOWN, OTHER_PREFECTURE},
    json::Value,
    model::{MunicipalityCode, PrefectureCode},
};

/// Of a place: degrees that are a point.
pub(crate) fn place(cursor: &Cursor<'_>) -> Result<Refused, Failure> {
    #[cfg(any(test, feature = "check"))]
    note_nameless(cursor);
    Ok(check_coordinates(cursor))
}

/// Notes a municipality of a member that is a code alone. A prefecture as a body has its name from its code.
#[cfg(any(test, feature = "check"))]
fn note_nameless(place: &Cursor<'_>) {
    if place.node.given("municipality_name").is_some() || !place.path.render().starts_with("members[") {
        return;
    }
    at(place, "municipality", &mut |code| {
        if MunicipalityCode::parse(&text_of(code)).is_ok_and(|code| !code.is_prefecture()) {
            code.note(&NO_TOWN, Lost::Nothing);
        }
    });
}

/// A code, which may be written as a number.
#[cfg(any(test, feature = "check"))]
fn text_of(code: &Cursor<'_>) -> String {
    match code.node.value {
        Value::Integer(number) => number.to_string(),
        _ => code.clean_text().unwrap_or_default().into_owned(),
    }
}

/// The prefecture of a place, named or implied by its municipality.
#[cfg(any(test, feature = "check"))]
fn prefecture(place: &Cursor<'_>) -> Option<PrefectureCode> {
    let (mut named, mut implied) = (None, None);
    at(place, "prefecture", &mut |code| named = PrefectureCode::parse(&text_of(code)).ok());
    at(place, "municipality", &mut |code| implied = MunicipalityCode::parse(&text_of(code)).ok());
    named.or(implied.map(MunicipalityCode::prefecture))
}

fn check_coordinates(cursor: &Cursor<'_>) -> Refused {
    let (lat, lng) = (cursor.node.given("lat"), cursor.node.given("lng"));
    let at = match (lat, lng) {
        (None, None) => return None,
        (None, Some(_)) => "lng",
        (Some(_), _) => "lat",
    };
    // What is given and no number is reported when it is read.
    let degrees = |node: Option<&Node<'_>>| node.map_or(Some(f64::NAN), Node::as_f64);
    let (Some(lat), Some(lng)) = (degrees(lat), degrees(lng)) else { return None };
    if Coordinates::are_swapped(lat, lng) {
        note(cursor, at, &SWAPPED_COORDINATES, Lost::Nothing);
        return None;
    }
    let Some(point) = Coordinates::new(lat, lng) else {
        // One without the other makes no point either.
        note(cursor, at, &BAD_COORDINATES, Lost::This);
        return Some(at);
    };
    // Not for each page, where the map says it. An event may be held anywhere.
    if cfg!(any(test, feature = "check"))
        && !point.are_about_japan()
        && cursor.path.render().starts_with("members[")
    {
        note(cursor, at, &OUTSIDE_JAPAN, Lost::Nothing);
    }
    #[cfg(any(test, feature = "check"))]
    if prefecture(cursor).is_some_and(|code| !(cursor.session.experts.may_be_in)(code, lat, lng)) {
        note(cursor, at, &OTHER_PREFECTURE, Lost::Nothing);
    }
    None
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_member_outside_of_japan_is_reported_and_kept_and_an_event_is_not() {
        let check = |place: &str, expected: &[(&str, &str, &str)]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{{"id":"a","name":"A","place":{place},"areas":[{place}]}}],
                "events":[{{"id":"e","title":"E","start":"2026-04-01","place":{place}}}]}}"#
            );
            let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
            assert_eq!(crate::read::codes_of(&read), expected, "{place}");
            assert!(read.feed.members[0].place.as_ref().unwrap().coordinates().is_some());
        };
        let said = [
            ("outside-japan", "members[0].place.lat", "warning"),
            ("outside-japan", "members[0].areas[0].lat", "warning"),
        ];
        // パリ, nowhere, and 塩尻市 with a digit lost; 南鳥島 is Japan's easternmost island.
        check(r#"{"lat":48.85,"lng":2.35}"#, &said);
        check(r#"{"lat":0,"lng":0}"#, &said);
        check(r#"{"lat":36.115,"lng":13.7953}"#, &said);
        check(r#"{"lat":36.115,"lng":137.953}"#, &[]);
        check(r#"{"lat":24.28,"lng":153.98}"#, &[]);
    }

    #[test]
    fn degrees_in_another_prefecture_are_reported_and_kept() {
        let check = |place: &str, expected: &[(&str, &str, &str)]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E","start":"2026-04-01","place":{place}}}]}}"#
            );
            // Who knows that 36 degrees north are 長野県 and nothing else.
            let reader = crate::Reader::new(feed.into(), crate::Limits::default());
            let reader = reader.with_outlines(|code, lat, _| (lat.trunc() == 36.0) == (code.number() == 20));
            let read = reader.finish().unwrap();
            assert_eq!(crate::read::codes_of(&read), expected, "{place}");
            assert!(read.feed.events[0].place.as_ref().unwrap().coordinates().is_some());
        };
        let said = [("other-prefecture", "events[0].place.lat", "warning")];
        check(r#"{"lat":36.115,"lng":137.953,"prefecture":"長野県"}"#, &[]);
        check(r#"{"lat":36.115,"lng":137.953,"municipality":"202151"}"#, &[]);
        check(r#"{"lat":36.115,"lng":137.953}"#, &[]);
        check(r#"{"lat":35.115,"lng":137.953,"prefecture":20}"#, &said);
        check(r#"{"lat":35.115,"lng":137.953,"municipality":202151}"#, &said);
        check(r#"{"lat":36.115,"lng":137.953,"prefecture":"岐阜県","municipality":"202151"}"#, &said);
    }

    #[test]
    fn a_town_without_a_name_is_reported_of_members() {
        let check = |place: &str, expected: &[&str]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{{"id":"a","name":"A","place":{place}}}],
                "events":[{{"id":"e","title":"E","start":"2026-04-01","place":{place}}}]}}"#
            );
            let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
            let said: Vec<_> = read.diagnostics.iter().map(|said| said.path.as_str()).collect();
            assert_eq!(said, expected, "{place}");
        };
        check(r#"{"municipality":"202151"}"#, &["members[0].place.municipality"]);
        check(r#"{"municipality":202151}"#, &["members[0].place.municipality"]);
        check(r#"{"municipality":"202151","municipality_name":"塩尻市"}"#, &[]);
        check(r#"{"municipality":"200000"}"#, &[]);
    }
}
