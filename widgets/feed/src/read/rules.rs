//! Rules on how the fields of one object stand to each other, checked while the object is at hand, so that what breaks
//! them is reported with its exact place.

use super::cursor::{Cursor, Failure};
use crate::{
    fault::{
        BAD_COORDINATES, END_BEFORE_START, Fault, NO_CHOICES, NO_DATE, NO_NAME, OUTSIDE_JAPAN,
        SWAPPED_COORDINATES,
    },
    json::{Node, Value},
    model::{Coordinates, EventTime, FieldKind},
    report::{Lost, Path},
};
#[cfg(any(test, feature = "check"))]
use crate::{
    fault::{
        DANGLING, DUPLICATE_ID, NO_TOWN, PATTERN_LOOKS_AROUND, PATTERN_REFERS_BACK, PATTERN_TOO_LARGE,
        PATTERN_UNREADABLE, TOO_FREQUENT,
    },
    model::{MunicipalityCode, Rrule},
    occurrence::{self, OCCURRENCES_PER_RULE},
    read::PatternTrouble,
};

/// Looks at an object before it is read. The answer is the name of a field to leave out, or empty; a failure costs the
/// object.
pub(crate) type Rule = fn(&Cursor<'_>) -> Result<&'static str, Failure>;

/// The fields may be as they are.
pub(crate) fn none(_: &Cursor<'_>) -> Result<&'static str, Failure> {
    Ok("")
}

/// Of a place: degrees that are a point.
pub(crate) fn place(cursor: &Cursor<'_>) -> Result<&'static str, Failure> {
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
        let text = match code.node.value {
            Value::Integer(number) => number.to_string(),
            _ => code.clean_text().unwrap_or_default().into_owned(),
        };
        if MunicipalityCode::parse(&text).is_ok_and(|code| !code.is_prefecture()) {
            code.note(&NO_TOWN, Lost::Nothing);
        }
    });
}

/// Of what begins and ends: in this order.
pub(crate) fn span(cursor: &Cursor<'_>) -> Result<&'static str, Failure> {
    Ok(check_order(cursor))
}

/// Of an event: a time, or words for it.
pub(crate) fn event(cursor: &Cursor<'_>) -> Result<&'static str, Failure> {
    if cursor.node.given("when").is_none() && !has_start(cursor) {
        return Err(Failure::Reported);
    }
    // Not for each page that reads a feed, which would pay for it: there the calendar says it in words.
    #[cfg(any(test, feature = "check"))]
    if let Some(fault) = hopeless(cursor.node) {
        note(cursor, "rrule", fault, Lost::This);
    }
    Ok(check_order(cursor))
}

/// Of who takes part: an id or a name.
pub(crate) fn participant(cursor: &Cursor<'_>) -> Result<&'static str, Failure> {
    need_one(cursor.node, "person", "name")
}

/// Of who supports: an id or a name.
pub(crate) fn supporter(cursor: &Cursor<'_>) -> Result<&'static str, Failure> {
    need_one(cursor.node, "member", "name")
}

/// Of a question: something to choose from, if it is a choice.
pub(crate) fn field(cursor: &Cursor<'_>) -> Result<&'static str, Failure> {
    let kind = cursor.node.get("type").and_then(Node::as_str).and_then(FieldKind::parse);
    let empty = match cursor.node.given("options") {
        Some(Node { value: Value::List(options), .. }) => options.is_empty(),
        options => options.is_none(),
    };
    if kind.is_some_and(FieldKind::has_options) && empty { Err(Failure::Fault(&NO_CHOICES)) } else { Ok("") }
}

/// A page shows a form as it is, and does not pay for looking.
#[cfg(not(any(test, feature = "check")))]
pub(crate) use self::none as form;

/// Of a form: ids that are given once and lead somewhere, and patterns that its receiver can check.
#[cfg(any(test, feature = "check"))]
pub(crate) fn form(cursor: &Cursor<'_>) -> Result<&'static str, Failure> {
    let fields = ids(cursor, "fields", "id");
    let steps = ids(cursor, "steps", "id");
    each(cursor, "fields", &mut |field| {
        ids(field, "options", "value");
        at(field, "step", &mut |step| note_dangling(step, &steps));
        at(field, "show_if", &mut |show_if| {
            at(show_if, "field", &mut |other| note_dangling(other, &fields));
        });
        at(field, "pattern", &mut note_pattern);
    });
    Ok("")
}

/// Notes why a receiver cannot check a pattern, which may be one for each language.
#[cfg(any(test, feature = "check"))]
fn note_pattern(pattern: &Cursor<'_>) {
    for language in ["ja", "en", "ja-easy", "ja-x-easy"] {
        at(pattern, language, &mut note_pattern);
    }
    let trouble = pattern.clean_text().and_then(|text| (pattern.session.experts.pattern)(&text));
    let fault = match trouble {
        None => return,
        Some(PatternTrouble::LooksAround) => &PATTERN_LOOKS_AROUND,
        Some(PatternTrouble::RefersBack) => &PATTERN_REFERS_BACK,
        Some(PatternTrouble::TooLarge) => &PATTERN_TOO_LARGE,
        Some(PatternTrouble::Unreadable) => &PATTERN_UNREADABLE,
    };
    // Nothing is lost on the page, which asks its browser.
    pattern.note(fault, Lost::Nothing);
}

/// The ids of the objects of a list; those that were there before are noted.
#[cfg(any(test, feature = "check"))]
fn ids(cursor: &Cursor<'_>, list: &str, name: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    each(cursor, list, &mut |entry| {
        at(entry, name, &mut |id| {
            let Some(text) = id.clean_text() else { return };
            if ids.iter().any(|known| *known == text) {
                // Of two with one id, one answer is kept.
                id.note(&DUPLICATE_ID, Lost::This);
            }
            ids.push(text.into_owned());
        });
    });
    ids
}

#[cfg(any(test, feature = "check"))]
fn note_dangling(id: &Cursor<'_>, known: &[String]) {
    if id.clean_text().is_some_and(|id| known.iter().all(|known| *known != id)) {
        id.note(&DANGLING, Lost::Nothing);
    }
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

fn need_one(object: &Node<'_>, one: &str, other: &str) -> Result<&'static str, Failure> {
    match object.given(one).or(object.given(other)) {
        Some(_) => Ok(""),
        None => Err(Failure::Fault(&NO_NAME)),
    }
}

/// Notes a problem of a field of this object.
fn note(cursor: &Cursor<'_>, field: &str, fault: &'static Fault, lost: Lost) {
    at(cursor, field, &mut |value| value.note(fault, lost));
}

/// Whether an event that says nothing else of its time has a start. If not, that is reported, and the event is lost.
fn has_start(cursor: &Cursor<'_>) -> bool {
    if cursor.node.given("start").is_none() {
        cursor.note(&NO_DATE, Lost::This);
        return false;
    }
    if time(cursor, "start").is_some() {
        return true;
    }
    at(cursor, "start", &mut |start| {
        let _ = start.read::<EventTime>();
    });
    cursor.session.report.borrow_mut().costs(cursor.path);
    false
}

/// A time of this object, if it is one.
fn time(cursor: &Cursor<'_>, field: &str) -> Option<EventTime> {
    let mut time = None;
    at(cursor, field, &mut |value| time = value.clean_text().and_then(|text| EventTime::parse(&text).ok()));
    time
}

fn check_order(cursor: &Cursor<'_>) -> &'static str {
    let time = |name| time(cursor, name);
    match (time("start"), time("end")) {
        (Some(start), Some(end)) if end.is_before(start) => {
            note(cursor, "end", &END_BEFORE_START, Lost::This);
            "end"
        }
        _ => "",
    }
}

/// What is wrong with the rule of an event that is well formed, if no calendar can follow it.
#[cfg(any(test, feature = "check"))]
fn hopeless(event: &Node<'_>) -> Option<&'static Fault> {
    let text = event.get("rrule")?.as_str()?;
    let rule = Rrule::parse(text).ok()?;
    let start = EventTime::parse(event.get("start")?.as_str()?).ok()?;
    occurrence::check(&rule, start).or_else(|| is_too_frequent(text).then_some(&TOO_FREQUENT))
}

/// Whether a rule gives more times than a page of six weeks can show. As far as its parts say it: the rule is not walked,
/// for its times may be without end.
#[cfg(any(test, feature = "check"))]
fn is_too_frequent(rule: &str) -> bool {
    let rule = rule.to_ascii_uppercase();
    let part = |name: &str| rule.split([';', ':']).find_map(|part| part.strip_prefix(name));
    let number = |name| part(name).and_then(|value| value.parse::<u64>().ok());
    let (hours, minutes, seconds) = match part("FREQ=") {
        Some("SECONDLY") => (24, 60, 60),
        Some("MINUTELY") => (24, 60, 1),
        Some("HOURLY") => (24, 1, 1),
        _ => (1, 1, 1),
    };
    let named = |name, all| part(name).map_or(all, |list| list.split(',').count() as u64);
    let times = named("BYHOUR=", hours) * named("BYMINUTE=", minutes) * named("BYSECOND=", seconds);
    let interval = if hours == 1 { 1 } else { number("INTERVAL=").unwrap_or(1).max(1) };
    let most = OCCURRENCES_PER_RULE as u64;
    times / interval > most / 42 && number("COUNT=").is_none_or(|count| count > most)
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
        return "";
    }
    let Some(point) = Coordinates::new(lat, lng) else {
        // One without the other makes no point either.
        note(cursor, at, &BAD_COORDINATES, Lost::This);
        return at;
    };
    // Not for each page, where the map says it. An event may be held anywhere.
    if cfg!(any(test, feature = "check"))
        && !point.are_about_japan()
        && cursor.path.render().starts_with("members[")
    {
        note(cursor, at, &OUTSIDE_JAPAN, Lost::Nothing);
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::{PatternTrouble, is_too_frequent};

    #[test]
    fn rules_that_no_page_can_show_are_known_by_their_parts() {
        let check = |rule, expected| assert_eq!(is_too_frequent(rule), expected, "{rule}");
        check("FREQ=SECONDLY", true);
        check("RRULE:FREQ=MINUTELY", true);
        check("freq=minutely;interval=5", true);
        check(
            "FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55",
            true,
        );
        check("FREQ=HOURLY", false);
        check("FREQ=MINUTELY;INTERVAL=30;BYHOUR=10,11", false);
        check("FREQ=MINUTELY;COUNT=60", false);
        check("FREQ=SECONDLY;INTERVAL=86400", false);
        check("FREQ=WEEKLY;INTERVAL=2;BYHOUR=10,14", false);
        check("", false);
    }

    #[test]
    fn a_member_outside_of_japan_is_reported_and_kept_and_an_event_is_not() {
        let check = |place: &str, expected: &[(&str, &str, &str)]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{{"id":"a","name":"A","place":{place},"areas":[{place}]}}],
                "events":[{{"id":"e","title":"E","start":"2026-04-01","place":{place}}}]}}"#
            );
            let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
            let said: Vec<_> = read
                .diagnostics
                .iter()
                .map(|said| (said.code, said.path.as_str(), said.severity.as_str()))
                .collect();
            assert_eq!(said, expected, "{place}");
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
    fn what_was_meant_otherwise_is_said_with_what_was_meant() {
        let check = |fields: &str, expected: &str| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{{"id":"m","name":"M","place":{{"municipality":"202151","municipality_name":"塩尻市"}}}}],
                "events":[{{"id":"e","title":"E","start":"2026-12-05",{fields}}}]}}"#
            );
            let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
            let said = read.diagnostics.iter().map(|said| {
                let path = said.path.strip_prefix("events[0].").unwrap_or(&said.path);
                format!("{} {} {path}: {}", said.severity.as_str(), said.code, said.remedy)
            });
            assert_eq!(said.collect::<Vec<_>>().join("\n"), expected, "{fields}");
        };
        check(r#""dedline":"2026-12-01""#, r#"warning misspelt-name dedline: Did you mean "deadline"?"#);
        check(r#""RRULE":"FREQ=DAILY""#, r#"warning misspelt-name RRULE: Did you mean "rrule"?"#);
        check(
            r#""sessions":[{"Title":"S"}]"#,
            "error missing sessions[0].title: Add it: without it the entry cannot be shown.\nwarning misspelt-name sessions[0].Title: Did you mean \"title\"?",
        );
        check(r#""x_internal":1,"lang":"ja","schedule":[]"#, "");
        check(r#""status":"canceled""#, "");
        check(
            r#""status":"中止""#,
            "error unknown-value status: Write one of these: scheduled, cancelled, postponed, full, other.",
        );
        check(
            r#""mode":"Online""#,
            r#"warning unknown-value mode: Write "online". Known are: onsite, online, hybrid, other."#,
        );
        check(r#""deadline":"2026/12/1""#, r#"error bad-time deadline: Write "2026-12-01"."#);
        check(
            r#""deadline":"soon""#,
            "error bad-time deadline: Write it like 2026-04-01, 2026-04-01T19:00 or 2026-04-01T19:00+09:00.",
        );
        check(r#""deadline":"2027-02-29""#, "error bad-time deadline: Correct the day: 2027-02 has 28 days.");
        check(
            r#""contact":{"tel":"0263ー00ー0000","email":"info＠example.jp"}"#,
            "error bad-tel contact.tel: Write \"0263-00-0000\".\nerror bad-email contact.email: Write \"info@example.jp\".",
        );
        check(
            r#""sign_up":"example.jp/apply""#,
            r#"warning no-scheme sign_up: Write "https://example.jp/apply"."#,
        );
        check(r#""links":[{"url":"leaflet.pdf"}]"#, "");
        let markdown = "Write Markdown: **bold**, [a link](https://…), an empty line between paragraphs.";
        check(r#""description":"<p>x</p>""#, &format!("warning html-tag description: {markdown}"));
        check(
            r#""description":{"ja":"x","en":"a<br>b"}"#,
            &format!("warning html-tag description.en: {markdown}"),
        );
    }

    #[test]
    fn times_that_an_event_does_not_have_are_reported_with_those_that_it_has() {
        let check = |fields: &str, expected: &[&str]| {
            let feed = format!(
                r#"{{"version":1,"events":[{{"id":"e","title":"E",{fields}}}],"alliance":{{"name":"RAN"}}}}"#
            );
            let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
            let said = read.diagnostics.iter().map(|said| {
                let path = said.path.strip_prefix("events[0].").unwrap_or(&said.path);
                format!("{} {} {path}: {}", said.severity.as_str(), said.code, said.remedy)
            });
            assert_eq!(said.collect::<Vec<_>>(), expected, "{fields}");
        };
        // 2026-12-07 is a Monday.
        let weekly = r#""start":"2026-12-07T09:00","rrule":"FREQ=WEEKLY""#;
        check(
            &format!(r#"{weekly},"exdate":["2026-12-28T10:00","2026-12-21T09:00","2026-12-14T00:00Z"]"#),
            &["error stray-time exdate[0]: On that day it is at 2026-12-28T09:00: write that."],
        );
        check(
            &format!(r#"{weekly},"exdate":["2026-12-29","2026-12-28"]"#),
            &[
                "warning stray-time exdate[0]: On that day there is none; the nearest is 2026-12-28T09:00 and 2027-01-04T09:00.",
            ],
        );
        check(
            &format!(
                r#"{weekly},"overrides":[{{"recurrence_id":"2026-12-09T19:00","status":"cancelled"}},{{"recurrence_id":"2026-12-14"}}]"#
            ),
            &[
                "error stray-time overrides[0].recurrence_id: On that day there is none; the nearest is 2026-12-07T09:00 and 2026-12-14T09:00.",
            ],
        );
        // A further time can be left out too, and what is no time is said elsewhere.
        check(
            r#""start":"2026-12-07T09:00","rdate":["2026-12-10T09:00"],"exdate":["2026-12-10T09:00","soon"],"overrides":[{"recurrence_id":"2026-12-07T09:00","status":"cancelled"}]"#,
            &[
                "error bad-time exdate[1]: Write it like 2026-04-01, 2026-04-01T19:00 or 2026-04-01T19:00+09:00.",
            ],
        );
        // 2026-01-07 is a Wednesday, and 2026-02-02 the first Monday of its month.
        let start = r#""start":"2026-01-07","rrule":"FREQ=MONTHLY;BYDAY=1MO""#;
        check(
            start,
            &[
                r#"warning start-off-rule start: The first time is 2026-02-02: write that. Or, if it takes place on that day too, add "rdate": ["2026-01-07"]."#,
            ],
        );
        check(&format!(r#"{start},"rdate":["2026-01-07"]"#), &[]);
        // One that was refused too.
        check(
            r#""start":"2026-01-07","rrule":"monthly","exdate":["2026-01-09"]"#,
            &["error bad-rrule rrule: Write it like FREQ=MONTHLY;BYDAY=2TU."],
        );
        // A rule that takes too much work may have any time.
        check(
            r#""start":"2026-01-07T00:00","rrule":"FREQ=SECONDLY","exdate":["2026-01-09T00:00"]"#,
            &["error too-frequent rrule: Write a rule of at most one time an hour, or a COUNT."],
        );
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

    #[test]
    fn a_form_that_contradicts_itself_is_reported_and_kept() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F",
            "steps":[{"id":"one","title":"1"},{"id":"one","title":"2"}],
            "fields":[
                {"id":"a","type":"text","label":"A","step":"one"},
                {"id":"a","type":"text","label":"B","step":"two"},
                {"id":"c","type":"radio","label":"C","show_if":{"field":"nobody"},
                 "options":[{"value":"x","label":"X"},{"value":"x","label":"Y"}]}]}]}"#;
        let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
        let mut said: Vec<_> = read.diagnostics.iter().map(|said| (said.path.as_str(), said.code)).collect();
        said.sort_unstable();
        assert_eq!(
            said,
            [
                ("forms[0].fields[1].id", "duplicate-id"),
                ("forms[0].fields[1].step", "dangling-reference"),
                ("forms[0].fields[2].options[1].value", "duplicate-id"),
                ("forms[0].fields[2].show_if.field", "dangling-reference"),
                ("forms[0].steps[1].id", "duplicate-id"),
            ]
        );
        assert_eq!(read.feed.forms[0].fields.len(), 3);
    }

    #[test]
    fn a_pattern_that_the_receiver_cannot_check_is_reported_and_kept() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F","fields":[
            {"id":"a","type":"text","label":"A","pattern":"good"},
            {"id":"b","type":"text","label":"B","pattern":"around"},
            {"id":"c","type":"text","label":"C","pattern":{"ja":"good","en":"back","ja-easy":"large"}},
            {"id":"d","type":"text","label":"D","pattern":"\u202aother"},
            {"id":"e","type":"text","label":"E","pattern":7}]}]}"#;
        let expert = |pattern: &str| match pattern {
            "good" => None,
            "around" => Some(PatternTrouble::LooksAround),
            "back" => Some(PatternTrouble::RefersBack),
            "large" => Some(PatternTrouble::TooLarge),
            _ => Some(PatternTrouble::Unreadable),
        };
        let reader = || crate::Reader::new(feed.into(), crate::Limits::default());
        let told = |reader: crate::Reader| {
            let read = reader.finish().unwrap();
            let patterns = read.feed.forms[0].fields.iter().filter(|field| field.pattern.is_some()).count();
            let said = read.diagnostics.iter().map(|said| {
                format!(
                    "{}:{} {} {} {}",
                    said.line,
                    said.column,
                    said.severity.as_str(),
                    said.code,
                    said.path
                )
            });
            (patterns, said.collect::<Vec<_>>())
        };
        let usual = [
            "5:59 warning hidden-characters forms[0].fields[3].pattern",
            "6:59 error bad-translation forms[0].fields[4].pattern",
        ];
        assert_eq!(told(reader()), (4, usual.map(str::to_owned).to_vec()));
        let expected = [
            "3:59 warning pattern-looks-around forms[0].fields[1].pattern",
            "4:77 warning pattern-refers-back forms[0].fields[2].pattern.en",
            "4:94 warning pattern-too-large forms[0].fields[2].pattern.ja-easy",
            "5:59 warning pattern-unreadable forms[0].fields[3].pattern",
            usual[0],
            usual[1],
        ];
        assert_eq!(told(reader().with_patterns(expert)), (4, expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn hidden_characters_are_told_once_and_hide_no_fault() {
        let check = |times: &str, expected: &[(&str, &str)]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"a","title":"A",{times}}}]}}"#
            );
            let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
            let said: Vec<_> = read.diagnostics.iter().map(|said| (said.path.as_str(), said.code)).collect();
            assert_eq!(said, expected, "{times}");
        };
        check("\"start\":\"\u{202a}2026-04-01\"", &[("events[0].start", "hidden-characters")]);
        check(
            "\"start\":\"\u{202a}2026-04-02\",\"end\":\"2026-04-01\"",
            &[("events[0].start", "hidden-characters"), ("events[0].end", "end-before-start")],
        );
        check(
            "\"start\":\"\u{202a}no\"",
            &[("events[0].start", "hidden-characters"), ("events[0].start", "bad-time")],
        );
    }

    #[test]
    fn a_rule_that_no_calendar_can_follow_is_reported_and_kept() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"events":[
            {"id":"a","title":"A","kind":"seminar","start":"2026-04-01T19:00","rrule":"freq=daily;byhour=25"}]}"#;
        let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
        let said: Vec<_> =
            read.diagnostics.iter().map(|said| (said.code, said.severity.as_str(), &*said.remedy)).collect();
        assert_eq!(said, [("rule-hour", "error", "Write hours from 0 to 23.")]);
        assert!(read.feed.events[0].rrule.is_some());
    }

    #[test]
    fn a_rule_that_is_too_frequent_is_reported_and_kept() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"events":[
            {"id":"a","title":"A","kind":"seminar","start":"2026-04-01T19:00","rrule":"FREQ=SECONDLY"}]}"#;
        let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
        let said: Vec<_> = read
            .diagnostics
            .iter()
            .map(|said| (said.code, said.path.as_str(), said.severity.as_str()))
            .collect();
        assert_eq!(said, [("too-frequent", "events[0].rrule", "error")]);
        assert!(read.feed.events[0].rrule.is_some());
    }
}
