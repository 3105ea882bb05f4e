//! Occurrences as iCalendar files (RFC 5545), for the programs in which people keep their own calendar.

use crate::{
    civil::{CivilDate, CivilDateTime, SECONDS_PER_DAY},
    model::{EventStatus, EventTime, Feed, Lang, Url, markdown},
    occurrence::{Occurrence, like},
};

/// When something takes place, as other programs want to be told.
#[derive(Clone, Debug, PartialEq)]
pub enum When<'a> {
    /// Whole days: the first, and the one after the last.
    Days(CivilDate, CivilDate),
    /// Times of UTC.
    Utc(CivilDateTime, Option<CivilDateTime>),
    /// Times on the clock of a zone that is known by its name alone.
    Zoned(CivilDateTime, Option<CivilDateTime>, &'a str),
}

/// When an occurrence takes place, with its times on the alliance's clock where that is known. `in_utc` tells the time of UTC
/// at which the clock of a zone shows a time, if it knows the zone: its name alone says nothing to Outlook, and it would
/// have to be defined in a file (RFC 5545 §3.6.5).
#[must_use]
pub fn when<'a>(
    occurrence: &Occurrence<'a>,
    feed: &'a Feed,
    in_utc: &dyn Fn(&str, CivilDateTime) -> Option<CivilDateTime>,
) -> When<'a> {
    let zone = occurrence.event.zone(feed.time_zone());
    let home = feed.home_minutes().filter(|_| zone == feed.time_zone() || moved(occurrence));
    let utc = |time: EventTime| match (time, home) {
        (EventTime::Offset(time, minutes), _) => back(time, minutes),
        (EventTime::Local(time), Some(minutes)) => back(time, minutes),
        (EventTime::Local(time), None) => in_utc(zone, time),
        _ => None,
    };
    let start = occurrence.start.time().filter(|_| !occurrence.is_all_day());
    let end = occurrence.end.and_then(|end| match end {
        // With its day.
        EventTime::Date(day) if day > occurrence.first_day() => {
            like(occurrence.start, end.seconds() + SECONDS_PER_DAY)
        }
        end => Some(end),
    });
    match (start, utc(occurrence.start)) {
        (None, _) => {
            let last = occurrence.last_day();
            When::Days(occurrence.first_day(), last.plus_days(1).unwrap_or(last))
        }
        (Some(_), Some(start)) => When::Utc(start, end.and_then(utc).filter(|end| *end > start)),
        (Some(start), None) => {
            let end = end.and_then(EventTime::time).filter(|end| *end > start);
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

/// The longest text that is handed on, in letters: programs and servers refuse longer ones.
const LONGEST_HANDED_ON: usize = 500;

/// What another program is told of an occurrence, in one language and without markup.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// What it is called.
    pub title: String,
    /// Where it is held.
    pub place: String,
    /// What it is, and where it is attended online.
    pub description: String,
    /// Its page.
    pub url: String,
}

impl Words {
    /// The words of an occurrence. `address` is the feed's, to which its relative addresses belong.
    #[must_use]
    pub fn of(occurrence: &Occurrence<'_>, lang: Lang, address: &str) -> Self {
        let event = occurrence.event;
        let resolved = |url: &Url| url.resolved(address);
        // Of one that belongs to the feed, whose address nobody knows, there is nothing to follow.
        let link =
            |url: &Url| if url.is_relative() && address.is_empty() { String::new() } else { resolved(url) };
        let online = event.online_url.as_ref().map_or(String::new(), resolved);
        let url = occurrence.url().map_or_else(|| online.clone(), resolved);
        let mut words = String::new();
        // What is special about this one, before what is so of all.
        let note = occurrence.change.and_then(|change| change.note.as_ref());
        for text in [note, event.summary.as_ref(), event.description.as_ref()].into_iter().flatten() {
            words.push_str(if words.is_empty() { "" } else { "\n\n" });
            words.push_str(&markdown::lines(&text.plain(lang), &link));
        }
        words = shortened(words);
        for part in [&online, &url] {
            if !part.is_empty() && !words.contains(part.as_str()) {
                words.push_str(if words.is_empty() { "" } else { "\n" });
                words.push_str(part);
            }
        }
        let title = occurrence.title().plain(lang);
        let state = state(occurrence.status(), lang);
        Self {
            title: state.chars().chain(title.chars()).take(LONGEST_HANDED_ON).collect(),
            place: occurrence.place().map_or(String::new(), |place| place.plain(lang)),
            description: words,
            url,
        }
    }
}

/// As much of a description as is handed on. An address that is cut would lead elsewhere.
fn shortened(mut words: String) -> String {
    let Some((end, _)) = words.char_indices().nth(LONGEST_HANDED_ON) else { return words };
    words.truncate(end);
    let address = words.rfind("https://").max(words.rfind("http://"));
    if let Some(begins) = address.filter(|begins| !words[*begins..].contains(char::is_whitespace)) {
        words.truncate(words[..begins].trim_end().len());
    }
    words + "…"
}

/// What stands before a title where not everything is as planned: a calendar says nothing of what is put off, and little of
/// what is called off.
fn state(status: EventStatus, lang: Lang) -> &'static str {
    match (status, lang) {
        (EventStatus::Cancelled, Lang::En) => "Cancelled: ",
        (EventStatus::Cancelled, _) => "【中止】",
        (EventStatus::Postponed, Lang::En) => "Postponed: ",
        (EventStatus::Postponed, _) => "【延期】",
        (EventStatus::Full, Lang::En) => "Full: ",
        (EventStatus::Full, _) => "【満席】",
        (EventStatus::Scheduled | EventStatus::Other, _) => "",
    }
}

/// A file of some events, each as [`event`] writes it. `properties` are those of the whole; their values are texts, or
/// of another type that has nothing to escape.
#[must_use]
pub fn file<'a>(properties: &[(&str, &str)], events: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//RAN//RAN Widgets//JA");
    for (name, value) in properties {
        out.text(name, value);
    }
    out.0.extend(events);
    out.line("END:VCALENDAR");
    out.0
}

/// An occurrence as a `VEVENT`. `stamp` is when it was made or last changed, in UTC; `address` is the feed's, whose host
/// makes the identifier unique.
#[must_use]
pub fn event(
    occurrence: &Occurrence<'_>,
    when: &When<'_>,
    words: &Words,
    stamp: CivilDateTime,
    address: &str,
) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VEVENT");
    let host =
        address.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or("ran");
    // The same wherever the event is moved to (RFC 5545 §3.8.4.7); of a series, the time that the rule gives tells its
    // occurrences apart. No id has a slash.
    let id = &occurrence.event.id;
    let uid = match occurrence.recurrence_id {
        None => format!("{id}@{host}"),
        Some(of) => format!("{id}/{}@{host}", of.time().map_or_else(|| date(of.date()), time)),
    };
    out.text("UID", &uid);
    out.line(&format!("DTSTAMP:{}Z", time(stamp)));
    match *when {
        When::Days(first, after) => {
            out.line(&format!("DTSTART;VALUE=DATE:{}", date(first)));
            // After the last day that can be written comes none.
            if after > first {
                out.line(&format!("DTEND;VALUE=DATE:{}", date(after)));
            }
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
    out.0
}

/// A date in the basic form: `20260401`.
#[must_use]
pub fn date(date: CivilDate) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A time in the basic form: `20260401T190000`.
#[must_use]
pub fn time(time: CivilDateTime) -> String {
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
    use super::*;
    use crate::{Limits, occurrence::Occurrences};

    fn feed(event: &str) -> Feed {
        let text = format!(r#"{{"version":1,"members":[],"events":[{event}]}}"#);
        crate::read(text.into(), &Limits::default()).unwrap().feed
    }

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
    }

    fn unknown(_: &str, _: CivilDateTime) -> Option<CivilDateTime> {
        None
    }

    fn made(event: &str, words: &Words) -> String {
        made_with(event, words, &unknown)
    }

    /// The file of the first occurrence in April 2026.
    fn made_with(
        event: &str,
        words: &Words,
        in_utc: &dyn Fn(&str, CivilDateTime) -> Option<CivilDateTime>,
    ) -> String {
        let feed = feed(event);
        let found = Occurrences::between(&feed, day("2026-04-01"), day("2026-04-30"), &|_, _| true).list;
        let when = when(&found[0], &feed, in_utc);
        let stamp = CivilDateTime::midnight(day("2026-04-01"));
        let event = super::event(&found[0], &when, words, stamp, "https://ran.example.jp/feed.json");
        file(&[], [event.as_str()])
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
            &["UID:a@ran.example.jp", "DTSTART:20260401T100000Z", "DTEND:20260401T120000Z"],
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
    fn an_end_that_is_a_day_is_the_whole_of_it() {
        let check = |zone: &str, end: &str, expected: &str, is_there: bool| {
            let event = format!(r#"{{"id":"a","title":"A","start":"2026-04-03T10:00"{zone},"end":"{end}"}}"#);
            let made = made(&event, &words("会", ""));
            assert_eq!(made.contains(expected), is_there, "{expected} in {made}");
        };
        // The midnight after the last day, in Japan and in a zone that has its name alone.
        check("", "2026-04-05", "\r\nDTEND:20260405T150000Z\r\n", true);
        let york = r#","time_zone":"America/New_York""#;
        check(york, "2026-04-05", "\r\nDTEND;TZID=America/New_York:20260406T000000\r\n", true);
        // The day of the start alone says nothing of the time.
        check("", "2026-04-03", "DTEND", false);
    }

    #[test]
    fn the_last_day_that_can_be_written_has_no_end() {
        // DTEND must be later than DTSTART (RFC 5545 §3.8.2.2), and the year 10000 has no form there.
        let feed = feed(r#"{"id":"a","title":"A","start":"9999-12-31"}"#);
        let found = Occurrences::between(&feed, day("9999-12-31"), day("9999-12-31"), &|_, _| true).list;
        let when = when(&found[0], &feed, &unknown);
        let made = event(&found[0], &when, &words("会", ""), CivilDateTime::midnight(day("2026-04-01")), "");
        assert!(made.contains("DTSTART;VALUE=DATE:99991231\r\n") && !made.contains("DTEND"), "{made}");
    }

    #[test]
    fn two_times_of_one_day_are_two() {
        let feed = feed(
            r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T10:00","rrule":"FREQ=DAILY;BYHOUR=10,14;COUNT=2"}"#,
        );
        let found = Occurrences::between(&feed, day("2026-04-01"), day("2026-04-01"), &|_, _| true).list;
        let uid = |occurrence: &Occurrence<'_>| {
            let stamp = CivilDateTime::midnight(day("2026-04-01"));
            let when = when(occurrence, &feed, &unknown);
            let made = event(occurrence, &when, &words("会", ""), stamp, "");
            made.lines().find(|line| line.starts_with("UID")).unwrap().to_owned()
        };
        let uids: Vec<_> = found.iter().map(uid).collect();
        assert_eq!(uids, ["UID:a/20260401T100000@ran", "UID:a/20260401T140000@ran"]);
    }

    #[test]
    fn a_zone_is_turned_into_utc_where_it_is_known() {
        // New York in summer, four hours behind UTC.
        let in_utc = |zone: &str, time: CivilDateTime| match zone {
            "America/New_York" => time.plus_seconds(4 * 3_600),
            _ => None,
        };
        let made = |zone: &str| {
            let event = format!(
                r#"{{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T19:00","end":"2026-04-01T21:00","time_zone":"{zone}"}}"#
            );
            made_with(&event, &words("会", ""), &in_utc)
        };
        let known = made("America/New_York");
        assert!(known.contains("\r\nDTSTART:20260401T230000Z\r\nDTEND:20260402T010000Z\r\n"), "{known}");
        assert!(!known.contains("TZID"), "{known}");
        // A zone that is not known keeps its name.
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
    fn what_is_not_as_planned_is_said_before_the_title() {
        let feed = feed(
            r#"{"id":"a","title":"A","summary":"B","start":"2026-04-01","rrule":"FREQ=DAILY;COUNT=5","overrides":[
                {"recurrence_id":"2026-04-02","status":"postponed","note":"19日に延期しました"},
                {"recurrence_id":"2026-04-03","status":"cancelled"},
                {"recurrence_id":"2026-04-04","status":"full"},
                {"recurrence_id":"2026-04-05","note":"飲み物をご用意ください"}]}"#,
        );
        let found = Occurrences::between(&feed, day("2026-04-01"), day("2026-04-05"), &|_, _| true).list;
        let said = |lang| -> Vec<String> {
            let words = found.iter().map(|one| Words::of(one, lang, "https://ran.example.jp/feed.json"));
            words.map(|words| format!("{} | {}", words.title, words.description)).collect()
        };
        let expected = [
            "A | B",
            "【延期】A | 19日に延期しました\n\nB",
            "【中止】A | B",
            "【満席】A | B",
            "A | 飲み物をご用意ください\n\nB",
        ];
        assert_eq!(said(Lang::Ja), expected);
        assert_eq!(
            said(Lang::En)[1..4],
            ["Postponed: A | 19日に延期しました\n\nB", "Cancelled: A | B", "Full: A | B"]
        );
    }

    #[test]
    fn another_program_is_told_what_it_is_in_short_and_in_full() {
        let told_of = |url: &str, texts: &str| {
            let feed = feed(&format!(
                r#"{{"id":"a","title":"A","start":"2026-04-01","online_url":"{url}"{texts}}}"#
            ));
            let found = Occurrences::between(&feed, day("2026-04-01"), day("2026-04-01"), &|_, _| true).list;
            Words::of(&found[0], Lang::Ja, "https://ran.example.jp/feed.json").description
        };
        let told = |texts: &str| told_of("https://live.example/", texts);
        // An address on the feed's own host is of no use elsewhere without it.
        assert_eq!(told_of("/live", ""), "https://ran.example.jp/live");
        assert_eq!(
            told_of("/live", r#","url":"a.html""#),
            "https://ran.example.jp/live\nhttps://ran.example.jp/a.html"
        );
        assert_eq!(told(r#","summary":"短く","description":"長く""#), "短く\n\n長く\nhttps://live.example/");
        assert_eq!(told(r#","summary":"短く""#), "短く\nhttps://live.example/");
        // A link leads there from a calendar too.
        assert_eq!(
            told(
                r#","description":"[申込書](/form.pdf)を**お持ちください**。\n- 筆記具\n- https://a.example/""#
            ),
            "申込書 https://ran.example.jp/form.pdf をお持ちください。\n- 筆記具\n- https://a.example/\nhttps://live.example/"
        );
        let long = "長".repeat(LONGEST_HANDED_ON - 9);
        for address in
            [" https://a.example/form.pdf", "https://a.example/form.pdf", "（https://a.example/form.pdf）"]
        {
            let told = told(&format!(r#","description":"{long}{address}""#));
            assert!(told.starts_with(&long) && !told.contains("https://a"), "{told}");
            assert!(told.contains('…'), "{told}");
        }
        assert_eq!(told(""), "https://live.example/");
    }

    #[test]
    fn nothing_in_the_feed_can_begin_a_line() {
        let event = r#"{"id":"a","title":"A","kind":"seminar","start":"2026-04-01"}"#;
        let made = made(event, &words("x\r\nATTACH:https://evil.example/", "y\u{2028}z\u{85}\u{0}"));
        assert!(!made.contains("\nATTACH"), "{made}");
        assert!(!made.contains(['\u{85}', '\u{0}']));
    }
}
