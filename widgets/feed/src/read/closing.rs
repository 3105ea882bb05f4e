//! What can be told only when the whole text is read: ids given twice, and ids that lead nowhere.

#[cfg(any(test, feature = "check"))]
use std::collections::BTreeSet;

use super::{
    Cursor, REFERENCES_A_STEP, Reader, State,
    references::{Refer, locate},
    sections::{Origin, Section},
};
#[cfg(any(test, feature = "check"))]
use crate::{
    fault::{ALL_LEFT_OUT, CHANGED_TWICE, END_BEFORE_START, START_OFF_RULE, STRAY_TIME},
    model::{Event, EventTime},
    occurrence::Times,
    read::{Remedy, rules},
};
use crate::{
    fault::{DANGLING, DUPLICATE_ID, Fault, MISSING, NO_VERSION},
    json::{Node, Scanner},
    model::{Id, index::Index},
    report::{Lost, Path},
};

/// What a time of an event is listed for.
#[cfg(any(test, feature = "check"))]
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    /// To be left out.
    LeftOut,
    /// To be changed.
    Changed,
}

/// Notes a time that an event does not have, with those that it has on that day or near it.
#[cfg(any(test, feature = "check"))]
fn note_stray(time: &Cursor<'_>, times: &mut Times<'_>, listed: Listed) {
    let Some(named) = time.clean_text().and_then(|text| EventTime::parse(&text).ok()) else { return };
    let named = times.on_clock(named);
    if times.has(named) {
        return;
    }
    let near = times.near(named);
    let is_on_day = near.first().is_some_and(|first| first.date() == named.date());
    // Who lists the days of a holiday has lost nothing by those on which there is none.
    let is_harmless = listed == Listed::LeftOut && named.is_all_day() && !is_on_day;
    time.note(&STRAY_TIME, if is_harmless { Lost::Nothing } else { Lost::This });
    if near.is_empty() {
        return;
    }
    let near: Vec<_> = near.iter().map(EventTime::to_string).collect();
    time.help(&if is_on_day { Remedy::OnThatDay(&near) } else { Remedy::NotThatDay(&near) });
}

/// Notes a time that an earlier change is for too, or a day of which earlier ones have every time, of the change at a path.
#[cfg(any(test, feature = "check"))]
fn note_again(
    time: &Cursor<'_>,
    change: &Path<'_>,
    times: &mut Times<'_>,
    changed: &mut BTreeSet<(i64, bool)>,
) {
    let Some(named) = time.clean_text().and_then(|text| EventTime::parse(&text).ok()) else { return };
    let named = times.on_clock(named);
    let mut is_new = changed.insert((times.id(named), named.is_all_day()));
    if is_new && named.is_all_day() {
        let on_day = times.on_day(named);
        let new = on_day.iter().filter(|time| changed.insert((**time, false))).count();
        is_new = on_day.is_empty() || new > 0;
    }
    if !is_new {
        time.note(&CHANGED_TWICE, Lost::This);
        time.session.report.borrow_mut().costs(change);
    }
}

/// Notes an end that is before the start, or before the time at which the rule has the occurrence, once both are on one
/// clock.
#[cfg(any(test, feature = "check"))]
fn note_order(span: &Cursor<'_>, own: Option<EventTime>, times: &Times<'_>) {
    let (start, end) = (rules::time(span, "start"), rules::time(span, "end"));
    let Some(end) = end else { return };
    // What could be told as they are written was reported when the entry was read.
    let is_reported = start.is_some_and(|start| end.is_before(start));
    let start = start.map(|start| times.on_clock(start)).or(own);
    if !is_reported && start.is_some_and(|start| times.on_clock(end).is_before(start)) {
        rules::note(span, "end", &END_BEFORE_START, Lost::This);
    }
}

/// How many ends an event has, with those of its changes and sessions.
#[cfg(any(test, feature = "check"))]
fn ends(event: &Event) -> usize {
    let changes = event.overrides.iter().map(|change| change.end);
    let sessions = event.sessions.iter().map(|session| session.end);
    changes.chain(sessions).chain([event.end]).flatten().count()
}

impl Reader {
    /// The text is read: what is missing from it is reported, and the tables come next.
    pub(super) fn end(&mut self) {
        let missing = |name, fault: &'static Fault, lost| {
            self.report.borrow_mut().add(&Path::Field(&Path::Root, name), 0, fault, name, lost);
        };
        if !self.seen.contains(&"version") {
            self.feed.version = 1;
            missing("version", &NO_VERSION, Lost::Nothing);
        }
        if !self.seen.contains(&"alliance") {
            missing("alliance", &MISSING, Lost::This);
        }
        self.state = State::Index(0);
    }

    /// Makes the table of a list, and says how many entries it has.
    pub(super) fn index(&mut self, at: usize, source: &[u8]) -> usize {
        let Some(&section) = Section::ALL.get(at) else {
            self.state = State::Refer(0, 0);
            return 0;
        };
        self.state = State::Index(at + 1);
        let Some(list) = self.lists.get_mut(section) else { return 0 };
        for origin in list.index() {
            self.read_again(origin.offset as usize, source, &mut |entry| {
                let list = section.path();
                let path = Path::Index(&list, origin.index as usize);
                let node = entry.get("id").unwrap_or(entry);
                let session = self.session(source);
                Cursor { node, path: &Path::Field(&path, "id"), session: &session }
                    .note(&DUPLICATE_ID, Lost::This);
                self.report.borrow_mut().costs(&path);
            });
        }
        self.lists.get(section).map_or(0, |list| list.origins().len())
    }

    /// Reads an entry again, to say where in it something is wrong.
    fn read_again(&self, offset: usize, source: &[u8], say: &mut dyn FnMut(&Node<'_>)) {
        let mut scanner = Scanner::new(source, self.limits);
        scanner.pos = offset;
        if let Ok(node) = scanner.value(1) {
            say(&node);
        }
    }

    /// Looks for ids that lead nowhere, a few entries at a time; says how many.
    pub(super) fn refer(&mut self, at: usize, from: usize, source: &[u8]) -> usize {
        let Some(&section) = Section::ALL.get(at) else {
            if let Some(alliance) = &self.feed.alliance {
                let offset = u32::try_from(self.alliance_at).unwrap_or(u32::MAX);
                self.check(alliance, &Path::Field(&Path::Root, "alliance"), offset, source);
            }
            self.state = State::Done;
            return 0;
        };
        let Some(list) = self.lists.get(section) else {
            self.state = State::Refer(at + 1, 0);
            return 0;
        };
        let to = list.origins().len().min(from + REFERENCES_A_STEP);
        for place in from..to {
            let Origin { index, offset } = list.origins()[place];
            let list_path = section.path();
            let path = Path::Index(&list_path, index as usize);
            self.check(list.entry(place), &path, offset, source);
            #[cfg(any(test, feature = "check"))]
            if let Some(event) = list.entry(place).event() {
                self.check_times(event, &path, offset, source);
            }
        }
        self.state = if to == list.origins().len() { State::Refer(at + 1, 0) } else { State::Refer(at, to) };
        to - from
    }

    /// Reports the times of an event that are none of its rule, and so change nothing, and ends that are before the start on
    /// its clock. A page has no use for it.
    #[cfg(any(test, feature = "check"))]
    fn check_times(&self, event: &Event, path: &Path<'_>, offset: u32, source: &[u8]) {
        let (ends_written, is_plain) =
            (ends(event), event.rrule.is_none() && event.exdate.is_empty() && event.overrides.is_empty());
        if is_plain && ends_written == 0 {
            return;
        }
        let mut budget = self.work.borrow_mut();
        let (home, clocks) = (self.feed.time_zone(), self.experts.clocks);
        // As it will be in the feed.
        let mut event = event.clone();
        event.put_on_clock(home, clocks);
        let has_all_ends = ends(&event) == ends_written;
        if is_plain && has_all_ends {
            return;
        }
        let Some(mut times) = Times::of(&event, home, clocks, &mut budget) else { return };
        self.read_again(offset as usize, source, &mut |entry| {
            let session = self.session(source);
            let written = Cursor { node: entry, path, session: &session };
            if !has_all_ends {
                note_order(&written, None, &times);
                rules::each(&written, "overrides", &mut |change| {
                    let own = rules::time(change, "recurrence_id").and_then(|id| times.named(id));
                    note_order(change, own, &times);
                });
                rules::each(&written, "sessions", &mut |part| note_order(part, None, &times));
            }
            // Of a rule that was refused nobody knows the times, and that is reported.
            if event.rrule.is_none() && entry.given("rrule").is_some() {
                return;
            }
            let event = written;
            rules::each(&event, "exdate", &mut |time| note_stray(time, &mut times, Listed::LeftOut));
            let mut changed = BTreeSet::new();
            rules::each(&event, "overrides", &mut |change| {
                rules::at(change, "recurrence_id", &mut |time| {
                    note_stray(time, &mut times, Listed::Changed);
                    note_again(time, change.path, &mut times, &mut changed);
                });
            });
            if times.are_left_out() {
                rules::note(&event, "exdate", &ALL_LEFT_OUT, Lost::This);
                self.report.borrow_mut().costs(path);
            }
            if let Some(first) = times.first_if_not_start() {
                rules::at(&event, "start", &mut |start| {
                    start.note(&START_OFF_RULE, Lost::Nothing);
                    let text = start.clean_text().unwrap_or_default();
                    start.help(&Remedy::FirstTime { first: first.to_string(), start: &text });
                });
            }
        });
    }

    /// Reports the ids of an entry that lead nowhere.
    fn check(&self, entry: &dyn Refer, path: &Path<'_>, offset: u32, source: &[u8]) {
        // A feed that lost a list may have thousands of these, all in one entry: each of the fields is gone through once.
        let mut told: Vec<(&str, Vec<Id>)> = Vec::new();
        entry.refer(&mut |fields, section, id| {
            // What was not read cannot be told to be missing.
            if self.lists.get(section).is_none_or(|list| list.has(id.as_str())) {
                return;
            }
            let mut report = self.report.borrow_mut();
            if report.is_full() {
                report.count();
                return;
            }
            match told.iter_mut().find(|(known, _)| *known == fields) {
                Some((_, ids)) => ids.push(id.clone()),
                None => told.push((fields, vec![id.clone()])),
            }
        });
        if told.is_empty() {
            return;
        }
        self.read_again(offset as usize, source, &mut |node| {
            for (fields, ids) in &told {
                let id_at = |place: usize| ids[place].as_str();
                let (index, _) = Index::new(ids.len(), &id_at);
                locate(node, path, fields, &mut |path, node| {
                    if node.as_str().is_some_and(|id| index.find(&id_at, id).is_some()) {
                        Cursor { node, path, session: &self.session(source) }.note(&DANGLING, Lost::Nothing);
                    }
                });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Limits, Reader,
        civil::CivilDateTime,
        read::{said_in, said_of},
    };

    /// To go through the entry for each of them takes half a minute.
    #[test]
    fn thousands_of_ids_that_lead_nowhere_are_each_told_once() {
        const MANY: usize = 40_000;
        // Each stands there twice.
        let ids = (0..MANY).map(|number| format!("\"m{}\"", number / 2)).collect::<Vec<_>>().join(",");
        let feed = format!(
            r#"{{"version":1,"alliance":{{"name":"RAN"}},"programmes":[{{"id":"a","name":"A","themes":["m1"],"members":[{ids}]}}]}}"#
        );
        let told = |diagnostics: usize| {
            let limits = Limits { diagnostics, ..Limits::default() };
            crate::read(feed.clone().into(), &limits).unwrap().diagnostics
        };
        let all = told(2 * MANY);
        let paths: Vec<&str> = all.iter().map(|told| told.path.as_str()).collect();
        assert_eq!(paths[..2], ["programmes[0].themes[0]", "programmes[0].members[0]"]);
        assert_eq!((paths.len(), paths[MANY]), (MANY + 1, &*format!("programmes[0].members[{}]", MANY - 1)));
        assert!(all.iter().all(|told| told.code == "dangling-reference"));
        let few = told(10);
        assert!(few[10].message.contains(&(MANY - 9).to_string()), "{:?}", few[10]);
    }

    #[test]
    fn a_time_in_utc_is_looked_for_on_the_clock_of_the_event() {
        let check = |exdate: &str, expected: &[&str]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E","start":"2026-12-03T19:00",
                    "time_zone":"America/New_York","rrule":"FREQ=DAILY;COUNT=4","exdate":["{exdate}"]}}]}}"#
            );
            // New York in winter.
            let reader = Reader::new(feed.into(), Limits::default())
                .with_clocks(|_, moment| CivilDateTime::from_seconds(moment - 5 * 3_600));
            assert_eq!(said_in(&reader.finish().unwrap()), expected, "{exdate}");
        };
        check("2026-12-05T00:00Z", &[]);
        check(
            "2026-12-05T01:00Z",
            &["error stray-time exdate[0]: On that day it is at 2026-12-04T19:00: write that."],
        );
    }

    #[test]
    fn an_end_is_compared_on_the_clock_of_its_event() {
        let check = |fields: &str, expected: &[&str], end: Option<&str>| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E",{fields}}}]}}"#
            );
            let reading = crate::read(feed.into(), &Limits::default()).unwrap();
            assert_eq!(said_in(&reading), expected, "{fields}");
            assert_eq!(reading.feed.events[0].end.map(|end| end.to_string()).as_deref(), end, "{fields}");
        };
        let wrong = "error end-before-start end: Correct the end or the start.";
        // 09:00 in UTC is 18:00 in Tokyo.
        check(r#""start":"2026-04-01T19:00","end":"2026-04-01T09:00Z""#, &[wrong], None);
        check(r#""start":"2026-04-01T19:00","end":"2026-04-01T18:00+09:00""#, &[wrong], None);
        check(r#""start":"2026-04-01T19:00+09:00","end":"2026-04-01T18:00""#, &[wrong], None);
        check(r#""start":"2026-04-01T19:00","end":"2026-03-01T09:00Z""#, &[wrong], None);
        check(r#""start":"2026-04-01T19:00","end":"2026-04-01T11:00Z""#, &[], Some("2026-04-01T20:00"));
        check(
            r#""start":"2026-04-01T19:00","end":"2026-04-01T21:00","sessions":[{"title":"S","start":"2026-04-01T20:00","end":"2026-04-01T10:30Z"}]"#,
            &["error end-before-start sessions[0].end: Correct the end or the start."],
            Some("2026-04-01T21:00"),
        );
    }

    #[test]
    fn the_end_of_a_change_is_compared_with_its_own_start_or_that_of_the_rule() {
        let check = |event: &str, change: &str, is_wrong: bool| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E",{event},
                    "rrule":"FREQ=WEEKLY","overrides":[{{{change}}}]}}]}}"#
            );
            let reading = crate::read(feed.into(), &Limits::default()).unwrap();
            let wrong = "error end-before-start overrides[0].end: Correct the end or the start.";
            assert_eq!(said_in(&reading), [wrong][..usize::from(is_wrong)], "{change}");
            assert_eq!(reading.feed.events[0].overrides[0].end.is_none(), is_wrong, "{change}");
        };
        let evening = r#""start":"2026-04-01T19:00","end":"2026-04-01T21:00""#;
        check(evening, r#""recurrence_id":"2026-04-08","end":"2026-04-08T18:00""#, true);
        check(evening, r#""recurrence_id":"2026-04-08T19:00","end":"2026-04-08T18:00""#, true);
        check(evening, r#""recurrence_id":"2026-04-08T10:00Z","end":"2026-04-08T09:30Z""#, true);
        check(
            evening,
            r#""recurrence_id":"2026-04-08","start":"2026-04-09T19:00","end":"2026-04-08T20:00""#,
            true,
        );
        check(evening, r#""recurrence_id":"2026-04-08","end":"2026-04-08T20:00""#, false);
        check(
            evening,
            r#""recurrence_id":"2026-04-08","start":"2026-04-08T17:00","end":"2026-04-08T18:00""#,
            false,
        );
        let days = r#""start":"2026-04-01","end":"2026-04-02""#;
        check(days, r#""recurrence_id":"2026-04-08","end":"2026-04-07""#, true);
        check(days, r#""recurrence_id":"2026-04-08","end":"2026-04-08""#, false);
    }

    #[test]
    fn what_changes_nothing_is_reported() {
        let check = |fields: &str, expected: &[&str]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"e","title":"E",{fields}}}]}}"#
            );
            let reading = crate::read(feed.into(), &Limits::default()).unwrap();
            let said = reading.diagnostics.iter().map(|said| format!("{} {}", said.code, said.path));
            assert_eq!(said.collect::<Vec<_>>(), expected, "{fields}");
        };
        let fuzzy = r#""when":{"label":"11月"}"#;
        check(&format!(r#"{fuzzy},"rrule":"FREQ=WEEKLY""#), &["no-start events[0].rrule"]);
        check(&format!(r#"{fuzzy},"rdate":["2026-04-01"]"#), &["no-start events[0].rdate"]);
        check(&format!(r#"{fuzzy},"start":"soon","rrule":"FREQ=WEEKLY""#), &["bad-time events[0].start"]);
        check(&format!(r#"{fuzzy},"rdate":[]"#), &[]);
        let weekly = r#""start":"2026-04-01T19:00","rrule":"FREQ=WEEKLY;COUNT=2""#;
        check(
            &format!(
                r#"{weekly},"overrides":[{{"recurrence_id":"2026-04-08T19:00"}},{{"recurrence_id":"2026-04-08T10:00Z"}},
                    {{"recurrence_id":"2026-04-01"}},{{"recurrence_id":"2026-04-01"}}]"#
            ),
            &[
                "changed-twice events[0].overrides[1].recurrence_id",
                "changed-twice events[0].overrides[3].recurrence_id",
            ],
        );
        let one_by_day_and_one_by_time = &["changed-twice events[0].overrides[1].recurrence_id"];
        for changes in [
            r#"{"recurrence_id":"2026-04-08T19:00"},{"recurrence_id":"2026-04-08"}"#,
            r#"{"recurrence_id":"2026-04-08"},{"recurrence_id":"2026-04-08T19:00"}"#,
        ] {
            check(&format!(r#"{weekly},"overrides":[{changes}]"#), one_by_day_and_one_by_time);
        }
        // The other time of that day is still to be changed.
        check(
            &format!(
                r#"{weekly},"rdate":["2026-04-08T10:00"],
                    "overrides":[{{"recurrence_id":"2026-04-08T19:00"}},{{"recurrence_id":"2026-04-08"}}]"#
            ),
            &[],
        );
        check(
            &format!(r#"{weekly},"exdate":["2026-04-01","2026-04-08T19:00"]"#),
            &["all-left-out events[0].exdate"],
        );
        check(&format!(r#"{weekly},"exdate":["2026-04-01"]"#), &[]);
        check(&format!(r#"{weekly},"exdate":["2026-04-01","2026-04-08"],"rdate":["2026-04-09T19:00"]"#), &[]);
        check(r#""start":"2026-04-01T19:00","exdate":["2026-04-01"]"#, &["all-left-out events[0].exdate"]);
        check(
            r#""start":"2026-04-01T19:00","exdate":["2026-04-01"],"rrule":"weekly""#,
            &["bad-rrule events[0].rrule"],
        );
    }

    #[test]
    fn times_that_an_event_does_not_have_are_reported_with_those_that_it_has() {
        let check = |fields: &str, expected: &[&str]| {
            let feed = format!(
                r#"{{"version":1,"events":[{{"id":"e","title":"E",{fields}}}],"alliance":{{"name":"RAN"}}}}"#
            );
            assert_eq!(said_of(&feed), expected, "{fields}");
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
}
