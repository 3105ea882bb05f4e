//! The calendar beside others, in one run on one machine: `cargo xtask bench calendar`.
//!
//! All are given the same events and show the same two months with three events a day and "+n"; that this is so is
//! asserted before a figure counts. They take turns, so that what else the machine does falls on all of them.

use std::collections::HashMap;
use std::fmt::Write;
use std::iter::successors;

use ran_tests::{Browser, Page, Reply, TestServer};
use serde_json::{Value, json};

use crate::common::{Peer, cases, first_visits, keep, median, memory, take_turns, write_heading};

/// Ours first; the others as `bundle.mjs` names them.
const CALENDARS: [&str; 6] =
    ["ran", "fullcalendar6", "fullcalendar7", "toast-ui", "schedule-x", "react-big-calendar"];

/// How many events, by how much the processor is slowed down, and how often each is measured.
const CASES: [(usize, u32, usize); 5] =
    [(200, 1, 9), (1000, 1, 9), (5000, 1, 7), (10_000, 1, 9), (200, 4, 15)];

/// The events are spread evenly over so many days from 2099-03-01 on: two months before and two after the turn.
const DAYS: usize = 122;

/// The day and the hour of an event, by its number.
fn time(number: usize, count: usize) -> (usize, usize) {
    (number * DAYS / count, 9 + number % 9)
}

/// A day as `2099-03-01`.
fn date(mut day: usize) -> String {
    for (month, length) in [(3, 31), (4, 30), (5, 31), (6, 30)] {
        if day < length {
            return format!("2099-{month:02}-{:02}", day + 1);
        }
        day -= length;
    }
    panic!("beyond the events")
}

fn events(count: usize) -> Vec<Value> {
    let event = |number| {
        let (day, hour) = time(number, count);
        let day = date(day);
        json!({ "id": format!("e{number}"), "title": format!("予定{number}番の会"), "kind": "seminar",
            "start": format!("{day}T{hour:02}:00"), "end": format!("{day}T{:02}:00", hour + 1) })
    };
    (0..count).map(event).collect()
}

/// How many events are on the days from one to another, both included.
fn between(count: usize, first: &str, last: &str) -> usize {
    let on = |number: &usize| (first..=last).contains(&date(time(*number, count).0).as_str());
    (0..count).filter(on).count()
}

/// The figures of one calendar in one case.
#[derive(Default)]
struct Figures {
    first: Vec<f64>,
    next: Vec<f64>,
    script: Vec<f64>,
    heap: Vec<f64>,
    nodes: Vec<f64>,
}

pub(crate) fn measure(browser: &Browser) {
    let server = TestServer::start();
    server.put("/calendar.js", Reply::script(include_str!("calendar.js")));
    let ours =
        r#"<ran-event-calendar feed="/feed.json" loading="eager" date="2099-04-15"></ran-event-calendar>"#;
    let peers = CALENDARS.map(|name| {
        let own = if name == "ran" { ours } else { "" };
        let body = format!(r#"<div id=root>{own}</div><script src="/begin.js"></script>"#);
        Peer::new(&server, name, &["/calendar.js"], &body)
    });
    let mut table = String::new();
    for &(count, slowdown, rounds) in cases(&CASES) {
        let events = events(count);
        server.put("/events.json", Reply::json(json!(events).to_string()));
        let feed = json!({ "version": 1, "alliance": { "name": "RAN" }, "members": [], "events": events });
        server.put("/feed.json", Reply::json(feed.to_string()));
        // April 2099 from its Sunday to its Saturday, and May.
        let expected =
            [between(count, "2099-03-29", "2099-05-02"), between(count, "2099-04-26", "2099-06-06")];
        server.put("/begin.js", Reply::script(format!("bench.begin({}, '2099-04-15');", expected[0])));
        let mut all = CALENDARS.map(|_| Figures::default());
        let slow_down = |page: &Page<'_>, rate| {
            page.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": rate }));
        };
        // It lasts over the navigations that follow, so that starting is slowed down too.
        slow_down(&peers[0].open(browser), slowdown);
        let visits = first_visits(browser, &peers, rounds);
        take_turns(browser, &peers, rounds, |page, place, counts| {
            once(page, expected, slowdown, counts.then_some(&mut all[place]), &peers[place]);
        });
        slow_down(&peers[0].open(browser), 1);
        write_case(&mut table, (count, slowdown, rounds), &visits, &all);
    }
    keep(&table);
}

fn once(
    page: &Page<'_>,
    [first, next]: [usize; 2],
    slowdown: u32,
    figures: Option<&mut Figures>,
    peer: &Peer,
) {
    let shown = page.js("bench.first()");
    assert_eq!(page.js(&format!("bench.check({first})")), true, "{}: {shown}", peer.name);
    page.devtools("Profiler.enable", &json!({}));
    page.devtools("Profiler.setSamplingInterval", &json!({ "interval": 250 }));
    page.js("bench.rest()");
    page.devtools("Profiler.start", &json!({}));
    let moved = page.js(&format!("bench.next({next})"));
    let profile = page.devtools("Profiler.stop", &json!({}));
    page.devtools("Profiler.disable", &json!({}));
    assert_eq!(page.js(&format!("bench.check({next})")), true, "{}: {moved}", peer.name);
    let Some(figures) = figures else { return };
    figures.first.push(peer.number(&shown));
    figures.next.push(peer.number(&moved));
    figures.script.push(running(&profile["profile"]));
    if slowdown == 1 {
        figures.heap.push(memory(page));
        let nodes = page.run("return find('*').length", vec![]);
        figures.nodes.push(nodes.as_f64().unwrap_or_default());
    }
}

/// How long scripts and programs were running, in milliseconds, by the samples of a profile: without the benchmark's own
/// looks at the page, and what the browser does of itself (frames, waiting). It ends with the profile, and not with the last
/// look: some calendars go on for a while, and the samples do not always have the last look.
fn running(profile: &Value) -> f64 {
    let parts = |name: &str| profile[name].as_array().expect("a profile").iter();
    let mut parents = HashMap::new();
    let mut names = HashMap::new();
    for node in parts("nodes") {
        names.insert(node["id"].as_u64(), node["callFrame"]["functionName"].as_str().unwrap_or_default());
        for child in node["children"].as_array().into_iter().flatten() {
            parents.insert(child.as_u64(), node["id"].as_u64());
        }
    }
    let counts = |sample: &Value| {
        let mut stack = successors(Some(sample.as_u64()), |node| parents.get(node).copied());
        !matches!(names[&sample.as_u64()], "(program)" | "(idle)" | "(root)")
            && stack.all(|node| names[&node] != "lookAtPage")
    };
    let samples = parts("samples").zip(parts("timeDeltas")).filter(|(sample, _)| counts(sample));
    samples.map(|(_, micros)| micros.as_f64().expect("a time").max(0.0) / 1000.0).sum()
}

fn write_case(
    table: &mut String,
    (count, slowdown, rounds): (usize, u32, usize),
    visits: &[Vec<f64>],
    all: &[Figures],
) {
    let slowed =
        if slowdown == 1 { String::new() } else { format!(", processor slowed down {slowdown} times") };
    let columns = [
        "calendar",
        "first visit, ms",
        "first month, ms",
        "next month, ms",
        "script of it, ms",
        "memory, MiB",
        "elements",
    ];
    write_heading(table, &format!("{count} events{slowed}"), rounds, &columns);
    let ours = [median(&visits[0]), median(&all[0].first), median(&all[0].next)];
    for ((name, figures), visits) in CALENDARS.iter().zip(all).zip(visits) {
        let [visit, first, next] = [median(visits), median(&figures.first), median(&figures.next)];
        let unless_slow = |values: &[f64], digits: usize| {
            if values.is_empty() { "–".to_owned() } else { format!("{:.digits$}", median(values)) }
        };
        writeln!(
            table,
            "| {name} | {visit:.0} ({:.2}) | {first:.0} ({:.2}) | {next:.1} ({:.2}) | {:.1} | {} | {} |",
            visit / ours[0],
            first / ours[1],
            next / ours[2],
            median(&figures.script),
            unless_slow(&figures.heap, 1),
            unless_slow(&figures.nodes, 0)
        )
        .unwrap();
    }
}
