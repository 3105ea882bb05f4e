//! Of events, and of whatever else begins and ends.

use super::{Refused, at, note};
use crate::{
    fault::{END_BEFORE_START, NO_DATE},
    model::EventTime,
    read::{Cursor, Failure},
    report::Lost,
};
#[cfg(any(test, feature = "check"))]
use crate::{
    fault::{ENDLESS_DEADLINE, Fault, NO_START, RULE_TIMES, TOO_FREQUENT},
    json::{Node, Value},
    model::Rrule,
    occurrence::{self, OCCURRENCES_PER_RULE},
};

/// Of what begins and ends: in this order.
pub(crate) fn span(cursor: &Cursor<'_>) -> Result<Refused, Failure> {
    Ok(check_order(cursor))
}

/// Of an event: a time, or words for it.
pub(crate) fn event(cursor: &Cursor<'_>) -> Result<Refused, Failure> {
    if cursor.node.given("when").is_none() && !has_start(cursor) {
        return Err(Failure::Reported);
    }
    #[cfg(any(test, feature = "check"))]
    note_without_start(cursor);
    // Not for each page that reads a feed, which would pay for it: there the calendar says it in words.
    #[cfg(any(test, feature = "check"))]
    if let Some((fault, lost)) = wrong_with_rule(cursor.node) {
        note(cursor, "rrule", fault, lost);
    }
    #[cfg(any(test, feature = "check"))]
    if cursor.node.given("deadline").is_some() && is_endless(cursor.node) {
        note(cursor, "deadline", &ENDLESS_DEADLINE, Lost::Nothing);
    }
    Ok(check_order(cursor))
}

/// Whether an event recurs for ever.
#[cfg(any(test, feature = "check"))]
fn is_endless(event: &Node<'_>) -> bool {
    let rule = event.get("rrule").and_then(Node::as_str).and_then(|text| Rrule::parse(text).ok());
    rule.is_some_and(|rule| rule.part("COUNT").is_none() && rule.part("UNTIL").is_none())
}

/// Notes what says when an event recurs and is counted from a start that there is not.
#[cfg(any(test, feature = "check"))]
fn note_without_start(event: &Cursor<'_>) {
    if event.node.given("start").is_some() {
        return;
    }
    for field in ["rrule", "rdate"] {
        at(event, field, &mut |times| {
            if !matches!(&times.node.value, Value::List(times) if times.is_empty()) {
                times.note(&NO_START, Lost::This);
            }
        });
    }
}

/// Whether an event that says nothing else of its time has a start. If not, that is reported, and the event is lost.
fn has_start(cursor: &Cursor<'_>) -> bool {
    #[cfg(any(test, feature = "check"))]
    if cursor.is_lost_with("start") {
        return false;
    }
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
pub(in crate::read) fn time(cursor: &Cursor<'_>, field: &str) -> Option<EventTime> {
    let mut time = None;
    at(cursor, field, &mut |value| time = value.clean_text().and_then(|text| EventTime::parse(&text).ok()));
    time
}

fn check_order(cursor: &Cursor<'_>) -> Refused {
    let time = |name| time(cursor, name);
    match (time("start"), time("end")) {
        (Some(start), Some(end)) if end.is_before(start) => {
            note(cursor, "end", &END_BEFORE_START, Lost::This);
            Some("end")
        }
        _ => None,
    }
}

/// What is wrong with the rule of an event that is well formed: no calendar can follow it, or it has parts without a say.
#[cfg(any(test, feature = "check"))]
fn wrong_with_rule(event: &Node<'_>) -> Option<(&'static Fault, Lost)> {
    let text = event.get("rrule")?.as_str()?;
    let rule = Rrule::parse(text).ok()?;
    let start = EventTime::parse(event.get("start")?.as_str()?).ok()?;
    let takes_days =
        start.is_all_day() || event.get("all_day").is_some_and(|node| node.value == Value::Bool(true));
    if let Some(fault) = occurrence::check(&rule, start, takes_days) {
        return Some((fault, Lost::This));
    }
    if takes_days {
        let names = |part| rule.part(part).is_some();
        let is_short = matches!(rule.part("FREQ"), Some("HOURLY" | "MINUTELY" | "SECONDLY"));
        let has_times = is_short || names("BYHOUR") || names("BYMINUTE") || names("BYSECOND");
        return has_times.then_some((&RULE_TIMES, Lost::Nothing));
    }
    is_too_frequent(&rule).then_some((&TOO_FREQUENT, Lost::This))
}

/// Whether a rule gives more times than a page of six weeks can show. As far as its parts say it: the rule is not walked,
/// for its times may be without end.
#[cfg(any(test, feature = "check"))]
fn is_too_frequent(rule: &Rrule) -> bool {
    let number = |name| rule.part(name).and_then(|value| value.parse::<u64>().ok());
    let (hours, minutes, seconds) = match rule.part("FREQ") {
        Some("SECONDLY") => (24, 60, 60),
        Some("MINUTELY") => (24, 60, 1),
        Some("HOURLY") => (24, 1, 1),
        _ => (1, 1, 1),
    };
    let named = |name, all| rule.part(name).map_or(all, |list| list.split(',').count() as u64);
    let times = named("BYHOUR", hours) * named("BYMINUTE", minutes) * named("BYSECOND", seconds);
    let interval = if hours == 1 { 1 } else { number("INTERVAL").unwrap_or(1).max(1) };
    let most = OCCURRENCES_PER_RULE as u64;
    times / interval > most / 42 && number("COUNT").is_none_or(|count| count > most)
}

#[cfg(test)]
mod tests {
    use super::is_too_frequent;
    use crate::model::Rrule;

    #[test]
    fn rules_that_no_page_can_show_are_known_by_their_parts() {
        let check = |rule, expected| {
            assert_eq!(is_too_frequent(&Rrule::parse(rule).unwrap()), expected, "{rule}");
        };
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
    fn times_of_a_rule_of_whole_days_are_reported_and_ignored() {
        let check = |fields: &str, expected: &[(&str, &str, &str)]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"a","title":"A",{fields}}}]}}"#
            );
            let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
            assert_eq!(crate::read::codes_of(&read), expected, "{fields}");
        };
        let wrong = ("rule-times", "events[0].rrule", "warning");
        check(r#""start":"2026-04-01","rrule":"FREQ=DAILY;BYHOUR=9,15""#, &[wrong]);
        check(r#""start":"2026-04-01","rrule":"FREQ=SECONDLY""#, &[wrong]);
        check(r#""start":"2026-04-01T10:00","all_day":true,"rrule":"FREQ=HOURLY;INTERVAL=6""#, &[wrong]);
        check(r#""start":"2026-04-01","rrule":"FREQ=DAILY;INTERVAL=2""#, &[]);
        check(r#""start":"2026-04-01T10:00","all_day":false,"rrule":"FREQ=DAILY;BYHOUR=10""#, &[]);
    }

    #[test]
    fn a_rule_that_is_too_frequent_is_reported_and_kept() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"events":[
            {"id":"a","title":"A","kind":"seminar","start":"2026-04-01T19:00","rrule":"FREQ=SECONDLY"}]}"#;
        let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
        assert_eq!(crate::read::codes_of(&read), [("too-frequent", "events[0].rrule", "error")]);
        assert!(read.feed.events[0].rrule.is_some());
    }
}
