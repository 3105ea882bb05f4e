//! What the calendar shows of an occurrence: which one it is, and the days it stands on.
//!
//! An [`Occurrence`] borrows from the feed; an entry names its event by index, so that a list of them can be kept from one
//! rendering to the next.

use ran_feed::civil::{CivilDate, CivilDateTime};
use ran_feed::model::{Event, EventStatus, EventTime, Feed};
use ran_feed::occurrence::{self, Occurrence, Occurrences};

use crate::days;

/// An occurrence on the clock of the alliance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry {
    /// The index of its event in the feed.
    event: usize,
    /// The index of what is different about it among the event's overrides.
    change: Option<usize>,
    start: EventTime,
    end: Option<EventTime>,
    recurrence_id: Option<EventTime>,
    /// The first and the last day it touches.
    pub(crate) span: (CivilDate, CivilDate),
}

impl Entry {
    /// The entry of an occurrence; none if its event is not of this feed.
    pub(crate) fn new(occurrence: &Occurrence<'_>, feed: &Feed) -> Option<Self> {
        let event = occurrence.event;
        Some(Self {
            event: feed.events.element_offset(event)?,
            change: occurrence.change.and_then(|change| event.overrides.element_offset(change)),
            start: occurrence.start,
            end: occurrence.end,
            recurrence_id: occurrence.recurrence_id,
            span: (occurrence.first_day(), occurrence.last_day()),
        })
    }

    /// The index of its event in the feed.
    pub(crate) fn event(&self) -> usize {
        self.event
    }

    /// The occurrence itself. None if the feed is another one by now.
    pub(crate) fn of<'a>(&self, feed: &'a Feed) -> Option<Occurrence<'a>> {
        let event = events(feed).get(self.event)?;
        Some(Occurrence {
            event,
            start: self.start,
            end: self.end,
            recurrence_id: self.recurrence_id,
            change: self.change.and_then(|index| event.overrides.get(index)),
        })
    }

    /// What tells it from the others of its event: the day on which it begins, the time if it is not the first of that
    /// day, or the time that its rule has for it where another one was moved to the same time.
    pub(crate) fn on(&self, feed: &Feed) -> EventTime {
        let planned = self.recurrence_id.unwrap_or(self.start).at_home(feed.home_minutes());
        let is_meant = |on: &EventTime| {
            let found = events(feed).get(self.event).and_then(|event| at(feed, event, *on));
            found.is_none_or(|found| (found.start, found.recurrence_id) == (self.start, self.recurrence_id))
        };
        [EventTime::Date(self.span.0), self.start].into_iter().find(is_meant).unwrap_or(planned)
    }

    /// Whether it touches a day.
    pub(crate) fn touches(&self, day: CivilDate) -> bool {
        (self.span.0..=self.span.1).contains(&day)
    }
}

/// So many of a day's occurrences are looked for where they were moved to: more than a day has.
const MOST_MOVED: usize = 50;

/// The occurrence that an address means by a day or a time: what begins then, or had begun before it was moved, or goes
/// on then. Of two that begin at one time a day means what takes place, and the time what its rule has then.
fn at<'a>(feed: &Feed, event: &'a Event, on: EventTime) -> Option<Occurrence<'a>> {
    let (day, home) = (on.date(), feed.home_minutes());
    let moved = event.overrides.iter().filter(|change| change.recurrence_id.at_home(home).date() == day);
    let moved = moved.filter_map(|change| Some(change.start?.at_home(home).date()));
    let mut days = vec![day];
    for day in moved.take(MOST_MOVED) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    let near = days
        .into_iter()
        .flat_map(|day| within(feed, event, days::plus_days(day, -1), days::plus_days(day, 1)));
    let ranked = near.filter_map(|occurrence| {
        let id = occurrence.recurrence_id.map(|id| id.at_home(home));
        let signs = [
            occurrence.start == on && id == Some(on),
            occurrence.start == on,
            id == Some(on),
            occurrence.first_day() == day,
            id.is_some_and(|id| id.date() == day),
            occurrence.days().contains(&day),
        ];
        let rank = signs.iter().position(|sign| *sign)?;
        let is_second = (!occurrence.status().takes_place(), id == Some(occurrence.start));
        Some(((rank, occurrence.start.seconds(), is_second), occurrence))
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, occurrence)| occurrence)
}

/// What touches some days of an event.
fn within<'a>(feed: &Feed, event: &'a Event, from: CivilDate, to: CivilDate) -> Vec<Occurrence<'a>> {
    let mut found = Occurrences::of(event, feed.time_zone(), from, to);
    found.put_at_home(feed.home_minutes());
    found.list
}

/// The occurrence that an address means, and whether it is another one: of a series that has nothing then, the next one that
/// takes place, or else the next or the last. An event that takes place once has no other.
pub(crate) fn meant<'a>(
    feed: &Feed,
    event: &'a Event,
    on: Option<EventTime>,
    now: Option<CivilDateTime>,
) -> Option<(Occurrence<'a>, bool)> {
    let start = event.start?.at_home(feed.home_minutes());
    let recurs = event.rrule.is_some() || !event.rdate.is_empty();
    let wanted = if recurs { on } else { Some(start) };
    if let Some(found) = wanted.and_then(|on| at(feed, event, on)) {
        return Some((found, false));
    }
    let now = now.unwrap_or(CivilDateTime::midnight(start.date()));
    let next = |counts| occurrence::next_of(event, feed, now, 1, counts).pop();
    let last = || {
        let today = now.date();
        occurrence::HORIZONS
            .iter()
            .find_map(|days| within(feed, event, days::plus_days(today, -days), today).pop())
    };
    // Of a series that is called off its next time says so.
    Some((next(&EventStatus::takes_place).or_else(|| next(&|_| true)).or_else(last)?, on.is_some()))
}

/// When an occurrence begins on its own clock, if that is another than the alliance's and known by its offset.
pub(crate) fn abroad(occurrence: &Occurrence<'_>, feed: &Feed) -> Option<EventTime> {
    match (occurrence.event.start?, occurrence.start, feed.home_minutes()) {
        (EventTime::Offset(_, own), EventTime::Local(start), Some(home)) if own != home => {
            Some(EventTime::Offset(start.plus_seconds(i64::from(own - home) * 60)?, own))
        }
        (EventTime::Offset(..), start @ EventTime::Offset(..), None) => Some(start),
        _ => None,
    }
}

/// What touches the days from `from` to `to`, both included, of the events that `keep` lets through, in the order in
/// which it begins.
pub(crate) fn between(
    feed: &Feed,
    from: CivilDate,
    to: CivilDate,
    keep: &dyn Fn(usize, &Event) -> bool,
) -> Vec<Entry> {
    found(feed, from, to, keep).0
}

/// The same, and whether some may be missing of a rule that cannot be followed to its end.
pub(crate) fn found(
    feed: &Feed,
    from: CivilDate,
    to: CivilDate,
    keep: &dyn Fn(usize, &Event) -> bool,
) -> (Vec<Entry>, bool) {
    let found = Occurrences::between_at_home(feed, from, to, keep);
    let entries = found.list.iter().filter_map(|occurrence| Entry::new(occurrence, feed)).collect();
    (entries, !found.incomplete.is_empty())
}

/// The events of a feed by their places.
fn events(feed: &Feed) -> &[Event] {
    &feed.events
}

#[cfg(test)]
mod tests {
    use ran_feed::Limits;

    use super::*;

    fn feed(zone: &str, events: &str) -> Feed {
        let text = format!(
            r#"{{"version":1,"alliance":{{"name":"RAN","time_zone":"{zone}"}},"members":[],"events":[{events}]}}"#
        );
        ran_feed::read(text.into(), &Limits::default()).unwrap().feed
    }

    fn check(zone: &str, events: &str, expected: &[&str]) {
        let feed = feed(zone, events);
        let day = |text| CivilDate::parse(text).unwrap();
        let entries = between(&feed, day("2026-04-01"), day("2026-04-30"), &|_, _| true);
        let said = |entry: &Entry| {
            let occurrence = entry.of(&feed).unwrap();
            let own = abroad(&occurrence, &feed).map_or(String::new(), |own| format!(" = {own}"));
            format!("{} {}{own}", occurrence.event.id, occurrence.start)
        };
        assert_eq!(entries.iter().map(said).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn times_of_other_clocks_stand_on_the_alliances_day() {
        check(
            "Asia/Tokyo",
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T23:00Z"},
               {"id":"b","title":"B","kind":"seminar","start":"2026-04-02T07:00"},
               {"id":"c","title":"C","kind":"seminar","start":"2026-04-01T10:00+09:00"},
               {"id":"d","title":"D","kind":"seminar","start":"2026-03-31T20:00-04:00"},
               {"id":"e","title":"E","kind":"seminar","start":"2026-04-30T16:00Z"}"#,
            &[
                "d 2026-04-01T09:00 = 2026-03-31T20:00-04:00",
                "c 2026-04-01T10:00",
                "b 2026-04-02T07:00",
                "a 2026-04-02T08:00 = 2026-04-01T23:00Z",
            ],
        );
    }

    #[test]
    fn a_clock_that_is_not_known_moves_nothing() {
        check(
            "Europe/Berlin",
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T23:00Z"},
               {"id":"b","title":"B","kind":"seminar","start":"2026-04-01T07:00"}"#,
            &["b 2026-04-01T07:00", "a 2026-04-01T23:00Z = 2026-04-01T23:00Z"],
        );
    }

    #[test]
    fn filters_are_asked_once_an_event_and_before_rules_take_their_share() {
        let greedy = |id: u32| {
            format!(
                r#"{{"id":"g{id}","title":"G","kind":"seminar","start":"2026-01-01T00:00","rrule":"FREQ=MINUTELY"}}"#
            )
        };
        let mut events: Vec<String> = (0..20).map(greedy).collect();
        events.push(
            r#"{"id":"a","title":"A","kind":"workshop","start":"2026-04-01T10:00","rrule":"FREQ=DAILY;BYHOUR=8,9,10,11,12,13,14,15,16,17"}"#.into(),
        );
        let feed = feed("Asia/Tokyo", &events.join(","));
        let asked = std::cell::Cell::new(0);
        let keep = |_: usize, event: &Event| {
            asked.set(asked.get() + 1);
            event.id.as_str() == "a"
        };
        let day = |text| CivilDate::parse(text).unwrap();
        let (entries, incomplete) = found(&feed, day("2026-04-02"), day("2026-04-30"), &keep);
        assert_eq!((entries.len(), incomplete, asked.get()), (290, false, 21));
    }

    #[test]
    fn two_times_of_one_day_are_told_apart() {
        let feed = feed(
            "Asia/Tokyo",
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T10:00","rrule":"FREQ=DAILY;BYHOUR=10,14"}"#,
        );
        let day = CivilDate::parse("2026-04-02").unwrap();
        let entries = between(&feed, day, day, &|_, _| true);
        let on: Vec<_> = entries.iter().map(|entry| entry.on(&feed).to_string()).collect();
        assert_eq!(on, ["2026-04-02", "2026-04-02T14:00"]);
        let event = &feed.events[0];
        let found = |on: &str| {
            let (found, is_another) = meant(&feed, event, EventTime::parse(on).ok(), None).unwrap();
            (found.start.to_string(), is_another)
        };
        assert_eq!(found("2026-04-02"), ("2026-04-02T10:00".to_owned(), false), "an address of before");
        assert_eq!(found("2026-04-02T14:00"), ("2026-04-02T14:00".to_owned(), false));
        assert_eq!(
            found("2026-04-02T15:00"),
            ("2026-04-02T10:00".to_owned(), false),
            "the time has been moved since"
        );
        assert_eq!(found("2026-03-02"), ("2026-04-01T10:00".to_owned(), true));
    }

    /// Each session has an address of its own, also where another one was moved to its time.
    #[test]
    fn two_at_one_time_are_told_apart() {
        let check = |overrides: &str, expected: &[&str]| {
            let feed = feed(
                "Asia/Tokyo",
                &format!(
                    r#"{{"id":"a","title":"A","start":"2026-04-01T19:00","rrule":"FREQ=WEEKLY;COUNT=4","overrides":[{overrides}]}}"#
                ),
            );
            let day = |text| CivilDate::parse(text).unwrap();
            let said = |entry: &Entry| {
                let on = entry.on(&feed);
                let (found, is_another) = meant(&feed, &feed.events[0], Some(on), None).unwrap();
                assert_eq!(Entry::new(&found, &feed).as_ref(), Some(entry), "{on} in {overrides}");
                assert!(!is_another);
                format!("{} {on}", found.title().get(Default::default()))
            };
            let entries = between(&feed, day("2026-04-01"), day("2026-05-31"), &|_, _| true);
            let mut said: Vec<_> = entries.iter().map(said).collect();
            said.sort();
            assert_eq!(said, expected, "{overrides}");
        };
        let moved = |from: &str, to: &str| {
            format!(
                r#"{{"recurrence_id":"2026-04-{from}T19:00","start":"2026-04-{to}T19:00","title":"M{from}"}}"#
            )
        };
        let off = r#"{"recurrence_id":"2026-04-08T19:00","status":"cancelled"}"#;
        check(
            &[off, &moved("15", "08")].join(","),
            &["A 2026-04-01", "A 2026-04-08T19:00", "A 2026-04-22", "M15 2026-04-08"],
        );
        // Nobody has called off the one that stood there, or those after it were moved on too.
        let last = ["A 2026-04-08T19:00", "A 2026-04-15", "A 2026-04-22", "M01 2026-04-08"];
        check(&moved("01", "08"), &last);
        check(
            &[moved("01", "08"), moved("08", "15"), moved("15", "22")].join(","),
            &["A 2026-04-22T19:00", "M01 2026-04-08", "M08 2026-04-15", "M15 2026-04-22"],
        );
        // Two were moved to one time.
        check(
            &[moved("01", "22"), moved("08", "22")].join(","),
            &["A 2026-04-15", "A 2026-04-22T19:00", "M01 2026-04-22", "M08 2026-04-08T19:00"],
        );
    }

    #[test]
    fn an_address_finds_what_it_means() {
        let feed = feed(
            "Asia/Tokyo",
            r#"{"id":"series","title":"A","start":"2026-04-07T19:00","rrule":"FREQ=WEEKLY;COUNT=4",
                "overrides":[{"recurrence_id":"2026-04-14T19:00","start":"2026-05-20T18:00"},
                             {"recurrence_id":"2026-04-21","status":"cancelled"}]},
               {"id":"twice","title":"B","start":"2026-04-01T10:00","rrule":"FREQ=DAILY;BYHOUR=10,14;COUNT=4",
                "overrides":[{"recurrence_id":"2026-04-01T14:00","start":"2026-04-03T14:00"}]},
               {"id":"once","title":"C","start":"2026-04-10T19:00"},
               {"id":"span","title":"D","start":"2026-04-10","end":"2026-04-12","rdate":["2026-06-10"]},
               {"id":"abroad","title":"E","start":"2026-04-10T20:00-04:00","rrule":"FREQ=WEEKLY;COUNT=2",
                "overrides":[{"recurrence_id":"2026-04-17T20:00-04:00","start":"2026-04-20T20:00-04:00"}]},
               {"id":"words","title":"F","when":{"label":"春ごろ"}}"#,
        );
        let check = |id: &str, on: &str, now: &str, expected: &str| {
            let time = |text: &str| EventTime::parse(text).ok();
            let now = time(now).and_then(EventTime::time);
            let said = meant(&feed, feed.event(id).unwrap(), time(on), now).map(|(found, is_another)| {
                format!("{}{}", found.start, if is_another { " instead" } else { "" })
            });
            assert_eq!(said.as_deref().unwrap_or("-"), expected, "{id} {on} {now:?}");
        };
        let april = "2026-04-08T12:00";
        check("series", "2026-04-28", april, "2026-04-28T19:00");
        // It has been moved: the day of before and that of now lead to it.
        check("series", "2026-04-14", april, "2026-05-20T18:00");
        check("series", "2026-05-20", april, "2026-05-20T18:00");
        // What is called off is found too, and is not what comes next.
        check("series", "2026-04-21", april, "2026-04-21T19:00");
        check("series", "2026-04-20", april, "2026-04-28T19:00 instead");
        check("series", "", april, "2026-04-28T19:00");
        check("series", "2026-04-20", "2026-12-01T12:00", "2026-05-20T18:00 instead");
        check("series", "2026-04-20", "2035-12-01T12:00", "2026-05-20T18:00 instead");
        // The time says which of two on a day.
        check("twice", "2026-04-01", april, "2026-04-01T10:00");
        check("twice", "2026-04-01T14:00", april, "2026-04-03T14:00");
        // An event that takes place once is what any link to it means.
        for on in ["", "2026-04-10", "2026-04-24", "2026-04-10T18:00"] {
            check("once", on, "2026-12-01T12:00", "2026-04-10T19:00");
        }
        check("span", "2026-04-12", april, "2026-04-10");
        check("span", "2026-06-11", april, "2026-06-10");
        check("abroad", "2026-04-11", april, "2026-04-11T09:00");
        check("abroad", "2026-04-18", april, "2026-04-21T09:00");
        check("words", "2026-04-01", april, "-");
    }

    #[test]
    fn entries_find_their_changes_again() {
        let feed = feed(
            "Asia/Tokyo",
            r#"{"id":"x","title":"X","kind":"seminar","start":"2030-01-01"},
               {"id":"a","title":"A","kind":"seminar","start":"2026-04-07T19:00","rrule":"FREQ=WEEKLY;COUNT=3",
                "overrides":[{"recurrence_id":"2026-04-14T19:00","title":"特別回"}]}"#,
        );
        let day = |text| CivilDate::parse(text).unwrap();
        let entries = between(&feed, day("2026-04-01"), day("2026-04-30"), &|_, _| true);
        let titles: Vec<_> = entries
            .iter()
            .map(|entry| entry.of(&feed).unwrap().title().get(Default::default()).to_owned())
            .collect();
        assert_eq!(titles, ["A", "特別回", "A"]);
        assert_eq!(between(&feed, day("2026-04-01"), day("2026-04-30"), &|index, _| index == 0), []);
    }
}
