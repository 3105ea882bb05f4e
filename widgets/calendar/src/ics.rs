//! One occurrence as an iCalendar file (RFC 5545), for the programs in which people keep their own calendar.

use ran_feed::civil::{CivilDate, CivilDateTime};
use ran_feed::model::{EventStatus, EventTime, Feed, TimeZone};
use ran_feed::occurrence::Occurrence;
use ran_parts::Clocks;

use crate::days;
use crate::entry::home_minutes;

/// When something takes place, as other programs want to be told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When<'a> {
    /// Whole days: the first, and the one after the last.
    Days(CivilDate, CivilDate),
    /// Times of UTC.
    Utc(CivilDateTime, Option<CivilDateTime>),
    /// Times on the clock of a zone that is known by its name alone.
    Zoned(CivilDateTime, Option<CivilDateTime>, &'a str),
}

/// When an occurrence takes place. Where there are clocks to ask, its times are those of UTC: a zone by its name alone says
/// nothing to Outlook, and would have to be defined in a file (RFC 5545 §3.6.5).
pub(crate) fn when<'a>(occurrence: &Occurrence<'a>, feed: &'a Feed, clocks: Option<Clocks>) -> When<'a> {
    let own_zone = occurrence.event.time_zone.as_ref().map(TimeZone::as_str);
    let zone = own_zone.unwrap_or(feed.time_zone());
    let home = home_minutes(feed).filter(|_| zone == feed.time_zone() || moved(occurrence));
    let utc = |time: EventTime| match (time, home) {
        (EventTime::Offset(time, minutes), _) => back(time, minutes),
        (EventTime::Local(time), Some(minutes)) => back(time, minutes),
        (EventTime::Local(time), None) => CivilDateTime::from_seconds(clocks?.moment(zone, time)?),
        _ => None,
    };
    let start = occurrence.start.time().filter(|_| !occurrence.is_all_day());
    match (start, utc(occurrence.start)) {
        (None, _) => When::Days(occurrence.first_day(), days::plus_days(occurrence.last_day(), 1)),
        (Some(_), Some(start)) => When::Utc(start, occurrence.end.and_then(utc).filter(|end| *end > start)),
        (Some(start), None) => {
            let end = occurrence.end.and_then(EventTime::time).filter(|end| *end > start);
            When::Zoned(start, end, zone)
        }
    }
}

/// Whether the event is written with an offset, and so stands on the alliance's clock whatever its zone.
fn moved(occurrence: &Occurrence<'_>) -> bool {
    matches!(occurrence.event.start, Some(EventTime::Offset(..)))
}

fn back(time: CivilDateTime, minutes: i16) -> Option<CivilDateTime> {
    time.plus_seconds(i64::from(minutes) * -60)
}

/// What is said of an occurrence in another program, in the language of the page and without markup.
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) place: String,
    pub(crate) description: String,
    pub(crate) url: String,
}

/// The file. `stamp` is when it was made, in UTC; `address` is the feed's, whose host makes the identifier unique.
pub(crate) fn file(
    occurrence: &Occurrence<'_>,
    feed: &Feed,
    words: &Words,
    stamp: CivilDateTime,
    address: &str,
    clocks: Option<Clocks>,
) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//RAN//RAN Widgets//JA");
    out.line("BEGIN:VEVENT");
    let host =
        address.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or("ran");
    // Of a series the time too: it may have two on one day.
    let id = occurrence
        .recurrence_id
        .and_then(EventTime::time)
        .map_or_else(|| date(occurrence.recurrence_id.unwrap_or(occurrence.start).date()), time);
    out.text("UID", &format!("{}-{id}@{host}", occurrence.event.id));
    out.line(&format!("DTSTAMP:{}Z", time(stamp)));
    match when(occurrence, feed, clocks) {
        When::Days(first, after) => {
            out.line(&format!("DTSTART;VALUE=DATE:{}", date(first)));
            out.line(&format!("DTEND;VALUE=DATE:{}", date(after)));
        }
        When::Utc(start, end) => {
            out.line(&format!("DTSTART:{}Z", time(start)));
            if let Some(end) = end {
                out.line(&format!("DTEND:{}Z", time(end)));
            }
        }
        // Programs know the zones of the IANA list by name; a definition of it would be more than the calendar knows.
        When::Zoned(start, end, zone) => {
            out.line(&format!("DTSTART;TZID={zone}:{}", time(start)));
            if let Some(end) = end {
                out.line(&format!("DTEND;TZID={zone}:{}", time(end)));
            }
        }
    }
    out.text("SUMMARY", &words.title);
    out.text("LOCATION", &words.place);
    out.text("DESCRIPTION", &words.description);
    if !words.url.is_empty() {
        out.line(&format!("URL:{}", words.url));
    }
    let status = match occurrence.status() {
        EventStatus::Cancelled => "CANCELLED",
        EventStatus::Postponed => "TENTATIVE",
        _ if occurrence.event.provisional => "TENTATIVE",
        _ => "CONFIRMED",
    };
    out.line(&format!("STATUS:{status}"));
    out.line("END:VEVENT");
    out.line("END:VCALENDAR");
    out.0
}

/// A date in the basic form: `20260401`.
pub(crate) fn date(date: CivilDate) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A time in the basic form: `20260401T190000`.
pub(crate) fn time(time: CivilDateTime) -> String {
    format!("{}T{:02}{:02}{:02}", date(time.date()), time.hour(), time.minute(), time.second())
}

/// The longest line in octets, without its end (RFC 5545 §3.1).
const LONGEST_LINE: usize = 75;

/// Content lines.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property of a text, if there is one, with what means something in a text escaped (RFC 5545 §3.3.11).
    fn text(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut line = format!("{name}:");
        for letter in text.chars() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\n' => line.push_str("\\n"),
                letter if letter.is_control() => {}
                letter => line.push(letter),
            }
        }
        self.line(&line);
    }

    /// A line, folded where it is too long and never within a letter.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for letter in line.chars() {
            if length + letter.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                // The space belongs to the line that it begins.
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use ran_feed::Limits;

    use super::*;

    fn feed(event: &str) -> Feed {
        let text = format!(r#"{{"version":1,"members":[],"events":[{event}]}}"#);
        ran_feed::read(text.into(), &Limits::default()).unwrap().feed
    }

    fn made(event: &str, words: &Words) -> String {
        made_with(event, words, None)
    }

    fn made_with(event: &str, words: &Words, clocks: Option<Clocks>) -> String {
        let feed = feed(event);
        let day = CivilDate::parse("2026-04-01").unwrap();
        let entries = crate::entry::between(&feed, day, days::plus_days(day, 30), &|_, _| true);
        let occurrence = entries[0].of(&feed).unwrap();
        let stamp = CivilDateTime::midnight(day);
        file(&occurrence, &feed, words, stamp, "https://ran.example.jp/feed.json", clocks)
    }

    fn words(title: &str, description: &str) -> Words {
        Words {
            title: title.to_owned(),
            place: String::new(),
            description: description.to_owned(),
            url: String::new(),
        }
    }

    #[test]
    fn times_are_those_of_utc_where_that_is_known() {
        let check = |event: &str, expected: &[&str]| {
            let made = made(event, &words("会", ""));
            for line in expected {
                assert!(made.contains(&format!("\r\n{line}\r\n")), "{line} in {made}");
            }
        };
        check(
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T19:00","end":"2026-04-01T21:00"}"#,
            &["UID:a-20260401@ran.example.jp", "DTSTART:20260401T100000Z", "DTEND:20260401T120000Z"],
        );
        check(
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T19:00-04:00"}"#,
            &["DTSTART:20260401T230000Z", "STATUS:CONFIRMED", "DTSTAMP:20260401T000000Z"],
        );
        check(
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01","end":"2026-04-03","status":"cancelled"}"#,
            &["DTSTART;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260404", "STATUS:CANCELLED"],
        );
        check(
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T19:00","time_zone":"America/New_York","provisional":true}"#,
            &["DTSTART;TZID=America/New_York:20260401T190000", "STATUS:TENTATIVE"],
        );
    }

    #[test]
    fn two_times_of_one_day_are_two() {
        let feed = feed(
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T10:00","rrule":"FREQ=DAILY;BYHOUR=10,14;COUNT=2"}"#,
        );
        let day = CivilDate::parse("2026-04-01").unwrap();
        let entries = crate::entry::between(&feed, day, day, &|_, _| true);
        let uids: Vec<_> = entries
            .iter()
            .map(|entry| {
                let occurrence = entry.of(&feed).unwrap();
                let made = file(&occurrence, &feed, &words("会", ""), CivilDateTime::midnight(day), "", None);
                made.lines().find(|line| line.starts_with("UID")).unwrap().to_owned()
            })
            .collect();
        assert_eq!(uids, ["UID:a-20260401T100000@ran", "UID:a-20260401T140000@ran"]);
    }

    #[test]
    fn a_zone_is_turned_into_utc_where_there_are_clocks() {
        // New York in summer, four hours behind UTC.
        let clocks = Clocks(|zone, moment| match zone {
            Some("America/New_York") => CivilDateTime::from_seconds(moment - 4 * 3_600),
            _ => None,
        });
        let made = |zone: &str| {
            let event = format!(
                r#"{{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T19:00","end":"2026-04-01T21:00","time_zone":"{zone}"}}"#
            );
            made_with(&event, &words("会", ""), Some(clocks))
        };
        let known = made("America/New_York");
        assert!(known.contains("\r\nDTSTART:20260401T230000Z\r\nDTEND:20260402T010000Z\r\n"), "{known}");
        assert!(!known.contains("TZID"), "{known}");
        // A zone that the browser does not know keeps its name.
        let unknown = made("Europe/Berlin");
        assert!(unknown.contains("\r\nDTSTART;TZID=Europe/Berlin:20260401T190000\r\n"), "{unknown}");
    }

    #[test]
    fn lines_are_folded_and_texts_escaped() {
        let event = r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01"}"#;
        let title = "地域人事部、".repeat(40) + "a,b;c\\d";
        let made = made(event, &words(&title, "一行目\r\n二行目"));
        assert!(made.starts_with("BEGIN:VCALENDAR\r\n") && made.ends_with("\r\nEND:VCALENDAR\r\n"));
        assert!(made.split("\r\n").all(|line| line.len() <= LONGEST_LINE), "{made}");
        assert!(!made.replace("\r\n", "").contains(['\r', '\n']), "a bare line end in {made}");
        let unfolded = made.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:{}a\\,b\\;c\\\\d\r\n", "地域人事部、".repeat(40))));
        assert!(unfolded.contains("DESCRIPTION:一行目\\n二行目\r\n"));
        assert!(!made.contains("LOCATION"));
    }

    #[test]
    fn nothing_in_the_feed_can_begin_a_line() {
        let event = r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01"}"#;
        let made = made(event, &words("x\r\nATTACH:https://evil.example/", "y\u{2028}z\u{85}\u{0}"));
        assert!(!made.contains("\nATTACH"), "{made}");
        assert!(!made.contains(['\u{85}', '\u{0}']));
    }
}
