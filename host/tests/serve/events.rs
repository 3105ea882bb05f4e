//! `/events.ics`. Its contents are read by another reader of iCalendar than ours has a part in.

use std::collections::HashSet;

use ical::component::IcalComponent;
use ical::tree::cst::IcalCst;
use ical::value::IcalValue;
use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use ran_feed::civil::CivilDate;
use ran_host::feed::{Occurrences, Source};

use super::check;
use super::site::Site;

/// Today in Japan, so many days later.
fn day(later: i64) -> Date {
    let zone = TimeZone::get("Asia/Tokyo").expect("a zone");
    Timestamp::now().to_zoned(zone).date().saturating_add(later.days())
}

fn basic(date: Date) -> String {
    date.to_string().replace('-', "")
}

fn feed_of(events: &[String]) -> String {
    format!(
        r#"{{"version":1,"alliance":{{"name":"RAN","time_zone":"Asia/Tokyo"}},
            "members":[{{"id":"inquiry","name":"Inquiry合同会社"}}],"events":[{}]}}"#,
        events.join(",")
    )
}

fn event(id: &str, fields: &str) -> String {
    format!(r#"{{"id":"{id}","title":"{id}","kind":"seminar",{fields}}}"#)
}

/// A site with these events.
fn site(events: &[String]) -> Site {
    let site = Site::start();
    site.write("feed.txt", &feed_of(events));
    site
}

/// A field of an event as it is written, but unescaped.
fn field(event: &IcalComponent<'_>, name: &str) -> Option<String> {
    let prop = event.props.iter().find(|prop| &*prop.name == name)?;
    Some(match &prop.value {
        IcalValue::Text(text) => text.0.to_string(),
        IcalValue::DateTime(time) => time.0.to_string(),
        IcalValue::Date(date) => date.0.to_string(),
        IcalValue::Uri(uri) => uri.0.to_string(),
        _ => return None,
    })
}

/// Reads a calendar strictly, and answers `UID DTSTART` of each event.
#[track_caller]
fn valid(text: &str) -> Vec<String> {
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a bare line end");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line that is not folded");
    let cst = IcalCst::parse(text).expect("iCalendar");
    let calendar = cst.decode();
    let problems = calendar.clone().validate().err().into_iter().flatten();
    let problems: Vec<String> = problems.map(|problem| problem.to_string()).collect();
    assert!(problems.is_empty(), "not valid: {problems:?}\n{text}");
    let named = |event| {
        format!("{} {}", field(event, "UID").expect("a UID"), field(event, "DTSTART").expect("a start"))
    };
    let all: Vec<_> = calendar.components.iter().map(named).collect();
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "something stands twice");
    all
}

#[test]
fn what_a_calendar_program_gets() {
    let long = "地域人事部、".repeat(30);
    let site = site(&[
        event(
            "timed",
            &format!(
                r#""start":"{0}T19:00","end":"{0}T21:00","url":"/timed?a=1,2","place":{{"name":"会場; A"}}"#,
                day(3)
            ),
        ),
        event("abroad", r#""start":"2000-01-01T19:00","time_zone":"America/New_York""#),
        event("york", &format!(r#""start":"{}T19:00","time_zone":"America/New_York""#, day(4))),
        event("moved", &format!(r#""start":"{}T20:00-12:00""#, day(5))),
        event("days", &format!(r#""start":"{}","end":"{}","status":"cancelled""#, day(6), day(7))),
        event(
            "long",
            &format!(
                r#""start":"{}T10:00","description":"**{long}**\n[ここ](https://example.jp/)","updated":"2020-01-01""#,
                day(8)
            ),
        ),
        event("past", &format!(r#""start":"{}T10:00""#, day(-60))),
        event("old", &format!(r#""start":"{}T10:00""#, day(-130))),
        event("next", &format!(r#""start":"{}T10:00""#, day(500))),
        event("far", &format!(r#""start":"{}T10:00""#, day(600))),
    ]);
    let answer = check(
        &site,
        "GET /events.ics",
        &[
            "200",
            "content-type: text/calendar; charset=utf-8",
            "cache-control: no-cache",
            "access-control-allow-origin: *",
            "access-control-expose-headers: age,date,etag",
            "cross-origin-resource-policy: cross-origin",
            "x-content-type-options: nosniff",
            "vary: accept-encoding",
            "content-encoding: -",
        ],
    );
    let unfolded = answer.body.replace("\r\n ", "");
    let york = TimeZone::get("America/New_York").expect("a zone");
    let york = day(4).at(19, 0, 0, 0).to_zoned(york).expect("a time").with_time_zone(TimeZone::UTC);
    for line in [
        "VERSION:2.0",
        "PRODID:-//RAN//RAN Widgets//JA",
        "X-WR-CALNAME:RANの予定",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "UID:timed@localhost",
        &format!("DTSTART:{}T100000Z", basic(day(3))),
        &format!("DTEND:{}T120000Z", basic(day(3))),
        "URL:http://localhost/timed?a=1,2",
        "LOCATION:会場\\; A",
        &format!("DTSTART:{}", york.strftime("%Y%m%dT%H%M%SZ")),
        // Eight in the evening at UTC-12 is five in the afternoon of the next day in Japan, whose day names it.
        "UID:moved@localhost",
        &format!("DTSTART:{}T080000Z", basic(day(6))),
        &format!("DTSTART;VALUE=DATE:{}", basic(day(6))),
        &format!("DTEND;VALUE=DATE:{}", basic(day(8))),
        "STATUS:CANCELLED",
        &format!("DESCRIPTION:{long}\\nここ https://example.jp/"),
    ] {
        assert!(unfolded.contains(&format!("\r\n{line}\r\n")), "no {line:?} in\n{unfolded}");
    }
    let ids: Vec<String> =
        valid(&answer.body).iter().filter_map(|named| Some(named.split_once('@')?.0.to_owned())).collect();
    assert_eq!(ids, ["past", "timed", "york", "days", "moved", "long", "next"]);
    assert!(!answer.body.contains("CALDESC"), "nothing is left out");

    let secure = site.ask("GET /events.ics\nx-forwarded-proto: https");
    assert!(secure.body.contains("\r\nURL:https://localhost/timed?a=1,2\r\n"), "{secure:#?}");
}

#[test]
fn it_is_sent_and_made_again_when_the_feed_has_changed() {
    let site = site(&[event("a", &format!(r#""start":"{}T19:00""#, day(3)))]);
    let first = check(&site, "GET /events.ics", &["200"]);
    let tag = first.header("etag").expect("an ETag").to_owned();
    let strong = tag.strip_prefix("W/").expect("a weak tag: it is compressed on the way").to_owned();
    let head = check(&site, "HEAD /events.ics", &["200", &format!("etag: {tag}")]);
    assert_eq!(head.header("content-length"), first.header("content-length"));
    assert_eq!(head.body, "");
    for known in [tag.clone(), strong, format!("\"other\", {tag}"), "*".to_owned()] {
        let same = [
            "304",
            &format!("etag: {tag}"),
            "vary: accept-encoding",
            "cache-control: no-cache",
            "access-control-allow-origin: *",
        ];
        let again = check(&site, &format!("GET /events.ics\nif-none-match: {known}"), &same);
        assert_eq!(again.body, "");
    }
    check(&site, "GET /events.ics\nif-none-match: \"other\"", &["200"]);
    for coding in ["br", "gzip"] {
        let request = format!("GET /events.ics\naccept-encoding: {coding}");
        check(&site, &request, &["200", &format!("content-encoding: {coding}"), &format!("etag: {tag}")]);
    }

    site.write("feed.txt", &feed_of(&[event("bb", &format!(r#""start":"{}T19:00""#, day(3)))]));
    let second = check(&site, &format!("GET /events.ics\nif-none-match: {tag}"), &["200", "| UID:bb@"]);
    assert_ne!(second.header("etag"), Some(&*tag));

    let gone = [
        "503",
        "retry-after: 600",
        "content-type: text/plain; charset=utf-8",
        "cache-control: no-cache",
        "access-control-allow-origin: *",
        "| The feed cannot be read",
    ];
    // What is cut off would take the events after it out of everybody's calendar.
    for broken in ["", "<!doctype html>", r#"{"version":1,"events":[{"id":"a","#] {
        site.write("feed.txt", broken);
        check(&site, "GET /events.ics", &gone);
    }
    site.remove("feed.txt");
    check(&site, "GET /events.ics", &gone);
    check(&site, "POST /events.ics", &["405", "allow: GET,HEAD"]);
}

#[test]
fn a_school_asks_for_its_own() {
    let start = format!(r#""start":"{}T19:00""#, day(3));
    let site = site(&[
        event("students", &format!(r#"{start},"audience":["high-school"]"#)),
        event("teachers", &format!(r#"{start},"audience":["educators"],"host":"inquiry""#)),
        event("all", &start),
        format!(r#"{{"id":"work","title":"work","kind":"workshop","mode":"online",{start}}}"#),
    ]);
    for (query, expected) in [
        ("", "students teachers all work"),
        ("?", "students teachers all work"),
        ("?audience=high-school", "students"),
        ("?audience=high-school+educators", "students teachers"),
        ("?audience=high-school%20educators", "students teachers"),
        ("?audience=high-school,educators", "students teachers"),
        ("?audience=high-school&audience=educators", "students teachers"),
        ("?audience=high-school&host=inquiry", ""),
        ("?host=inquiry", "teachers"),
        ("?kinds=workshop", "work"),
        ("?mode=online", "work"),
        ("?kinds=workshop&utm_source=letter&fbclid=x", "work"),
    ] {
        let answer = check(&site, &format!("GET /events.ics{query}"), &["200"]);
        let ids: Vec<_> = valid(&answer.body)
            .iter()
            .filter_map(|named| Some(named.split_once('@')?.0.to_owned()))
            .collect();
        assert_eq!(ids.join(" "), expected, "{query}");
    }
    let own = site.ask("GET /events.ics?host=inquiry");
    assert!(own.body.contains("\r\nX-WR-CALNAME:Inquiry合同会社の予定\r\n"), "{own:#?}");
    for (lang, name) in [("en", "Events of Inquiry合同会社"), ("ja-x-easy", "Inquiry合同会社の 予定")]
    {
        let own = site.ask(&format!("GET /events.ics?host=inquiry&lang={lang}"));
        assert!(own.body.contains(&format!("\r\nX-WR-CALNAME:{name}\r\n")), "{own:#?}");
    }
    for (query, said) in [
        ("lang=fr", "lang: \"fr\" is not known. It is one of ja, en, ja-x-easy."),
        ("audiences=high-school", "\"audiences\" is not known here. Known are: kinds, audience, themes,"),
        ("audience=pupils", "audience: \"pupils\" is not known to the feed."),
        ("host=nobody", "host: \"nobody\" is not known to the feed."),
        ("audience=high-school+pupils", "audience: \"pupils\""),
        ("audience=", "audience has no value."),
        ("audience", "audience has no value."),
        ("kinds=%3Cscript%3E%0D%0A", "kinds: \"<script>\\r\\n\" is not known"),
        ("kinds=%ff", "kinds: "),
    ] {
        let request = format!("GET /events.ics?{query}");
        let type_of = "content-type: text/plain; charset=utf-8";
        check(&site, &request, &["400", type_of, "cache-control: no-cache", &format!("| {said}")]);
    }
}

#[test]
fn it_has_what_the_command_has() {
    let fields = format!(
        r#""start":"{}T19:00","time_zone":"America/New_York","rrule":"FREQ=WEEKLY;BYDAY=TU,SU;BYHOUR=2,19","exdate":["{}"]"#,
        day(-200),
        day(10)
    );
    let site = site(&[event("series", &fields)]);
    let text = site.ask("GET /events.ics").body;
    let read = IcalCst::parse(&text).expect("iCalendar");
    let starts: Vec<String> =
        read.decode().components.iter().filter_map(|event| field(event, "DTSTART")).collect();
    assert_eq!(valid(&text).len(), starts.len());
    let civil = |date: Date| CivilDate::parse(&date.to_string()).expect("a date");
    let source = Source::File(site.path("feed.txt"));
    let (from, to) = (day(0).saturating_sub(3.months()), day(0).saturating_add(18.months()));
    let found = Occurrences::of(&source, "series", civil(from), civil(to)).expect("occurrences");
    let expected: Vec<String> = found
        .starts
        .iter()
        .map(|start| start.parse::<Timestamp>().expect("RFC 3339").strftime("%Y%m%dT%H%M%SZ").to_string())
        .collect();
    assert_eq!(starts, expected);
    assert!(starts.len() > 300, "{} is not two a day, two days a week", starts.len());
}

#[test]
fn no_feed_makes_it_endless() {
    let rule =
        r#""start":"2020-01-01T10:00","description":"一秒ごとに、いつまでも。","rrule":"FREQ=SECONDLY""#;
    let mut events: Vec<String> = (0..100).map(|n| event(&format!("e{n}"), rule)).collect();
    // What is far costs the place of what is near: each of these is 2 KB.
    let long = "あ".repeat(500);
    let often = format!(r#""start":"{}T10:00","description":"{long}","rrule":"FREQ=HOURLY""#, day(-30));
    events.push(event("often", &often));
    events.push(event("soon", &format!(r#""start":"{}T10:00""#, day(1))));
    let site = site(&events);
    let answer = check(&site, "GET /events.ics", &["200", "| X-WR-CALDESC:予定が多いため"]);
    assert!(answer.body.len() < (8 << 20) + 1_000, "{} bytes", answer.body.len());
    let named = valid(&answer.body);
    assert!(named.iter().any(|named| named.starts_with("soon@")), "what is next is left out");
    let tag = answer.header("etag").expect("an ETag");
    check(&site, &format!("GET /events.ics\nif-none-match: {tag}"), &["304"]);
}
