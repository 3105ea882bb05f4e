//! The member map beside others, in one run on one machine: `cargo xtask bench map`.
//!
//! All are given the same feed, in a frame of the same size, and join what is within the same radius. That every map
//! shows all members is asserted before a figure counts, and for ours that its clusters in view have supercluster's counts.

use std::fmt::Write;

use ran_atlas::plane::{WORLD, place};
use ran_host::feed::Sample;
use ran_tests::{Browser, Page, Reply, TestServer};
use serde_json::{Value, json};

use crate::common::{Peer, cases, first_visits, keep, median, memory, quantile, take_turns, write_heading};

/// Ours first; the others as `bundle.mjs` names them.
const MAPS: [&str; 4] = ["ran", "leaflet", "maplibre", "supercluster"];

/// How many members, and how often each is measured.
const CASES: [(u32, usize); 3] = [(1_000, 7), (10_000, 5), (100_000, 3)];

/// The radius and the zooms of ours (`widgets/member-map/src/camera.rs`), by which all join members.
const RADIUS: f64 = 56.0;
const ZOOMS: [u8; 2] = [4, 14];
/// All of Japan in the frame is seen at this zoom, as Leaflet counts them.
const WHOLE: u8 = 5;
/// The zoom to which ours goes for one member.
const NEAR: u8 = 10;

/// In the middle of Tokyo: the sample gives the first 47 members to the prefectures in their order.
const MIDDLE: usize = 12;

/// Members of these themes are the half that remains: of twelve themes each member has one or two.
const HALF: [&str; 4] = ["youth", "career-education", "senior", "women"];

/// Everything of a map is on the screen.
const SCREEN: (u32, u32) = (1280, 1400);

/// A feed, and what is asked about it.
struct Case {
    members: Vec<Value>,
    half: usize,
}

impl Case {
    fn new(server: &TestServer, members: u32) -> Self {
        let mut feed = Vec::new();
        Sample { members, events: 0, seed: 20_220_325, year: 2026 }.write(&mut feed).unwrap();
        let read: Value = serde_json::from_slice(&feed).unwrap();
        server.put("/feed.json", Reply::json(String::from_utf8(feed).unwrap()));
        let members = read["members"].as_array().unwrap().clone();
        let half = members.iter().filter(|member| is_of_half(member)).count();
        Self { members, half }
    }

    /// Where those who are asked for stand on our plane, in the order in which ours joins them: by prefecture.
    fn points(&self, asked: impl Fn(&Value) -> bool) -> Value {
        let mut members: Vec<&Value> = self.members.iter().filter(|member| asked(member)).collect();
        members.sort_by_key(|member| {
            member["place"]["municipality"].as_str().unwrap()[..2].parse::<u8>().unwrap()
        });
        let point = |member: &&Value| {
            let degrees = |name: &str| member["place"][name].as_f64().unwrap();
            let point = place(degrees("lat"), degrees("lng")).unwrap();
            [f64::from(point.x), f64::from(point.y)]
        };
        json!(members.iter().map(point).collect::<Vec<_>>())
    }

    fn middle(&self) -> Value {
        let member = &self.members[MIDDLE];
        json!({ "id": member["id"], "lat": member["place"]["lat"], "lng": member["place"]["lng"], "zoom": NEAR })
    }
}

fn is_of_half(member: &Value) -> bool {
    member["themes"].as_array().unwrap().iter().any(|theme| HALF.contains(&theme.as_str().unwrap()))
}

/// The figures of one map in one case.
#[derive(Default)]
struct Figures {
    first: Vec<f64>,
    half: Vec<f64>,
    heap: Vec<f64>,
    /// Of all rounds together.
    between: Vec<f64>,
    work: Vec<f64>,
}

pub(crate) fn measure(browser: &Browser) {
    let server = TestServer::start();
    server.put("/map.js", Reply::script(include_str!("map.js")));
    let ours = r#"<div id=root><ran-member-map feed="/feed.json" loading="eager"></ran-member-map></div>"#;
    let begin = r#"<script src="/begin.js"></script>"#;
    // The size of the frame is that of our map, which is asked first.
    let own = Peer::new(&server, "ran", &["/map.js"], &format!("{ours}{begin}"));
    let recount = Peer::new(&server, "recount", &[], "");
    let mut table = String::new();
    let mut others = Vec::new();
    let mut peers = Vec::new();
    for &(count, rounds) in cases(&CASES) {
        let case = Case::new(&server, count);
        let asked = json!({
            "count": count,
            "view": { "radius": RADIUS, "farthest": ZOOMS[0], "closest": ZOOMS[1], "zoom": WHOLE, "world": WORLD },
        });
        server.put("/begin.js", Reply::script(format!("bench.begin({asked});")));
        check_clusters(browser, &server, &case, &own, &recount, &asked["view"]);
        if peers.is_empty() {
            let page = own.open(browser);
            page.resize(SCREEN.0, SCREEN.1);
            own.number(&page.js("bench.first()"));
            let frame = page.js("peer.surface().getBoundingClientRect().toJSON()");
            let style = format!("width: {}px; height: {}px", frame["width"], frame["height"]);
            peers = MAPS
                .map(|name| {
                    let root = if name == "ran" {
                        ours.to_owned()
                    } else {
                        format!(r#"<div id=root style="{style}"></div>"#)
                    };
                    Peer::new(&server, name, &["/map.js"], &format!("{root}{begin}"))
                })
                .into();
            others = peers.iter().map(|peer| requests_to_others(browser, peer)).collect();
        }
        let mut all = MAPS.map(|_| Figures::default());
        let visits = first_visits(browser, &peers, rounds);
        take_turns(browser, &peers, rounds, |page, place, counts| {
            once(page, &case, counts.then_some(&mut all[place]), &peers[place]);
        });
        write_case(&mut table, (count, rounds), &visits, &all);
    }
    write_others(&mut table, &others);
    keep(&table);
}

/// Ours shows what supercluster counts at the same zoom, in the same box, for all members and for half of them.
fn check_clusters(
    browser: &Browser,
    server: &TestServer,
    case: &Case,
    own: &Peer,
    recount: &Peer,
    view: &Value,
) {
    for themes in [&[][..], &HALF] {
        let page = own.open(browser);
        page.resize(SCREEN.0, SCREEN.1);
        own.number(&page.js("bench.first()"));
        if !themes.is_empty() {
            own.number(&page.js(&format!("bench.filter({}, {})", case.half, json!(themes))));
        }
        let mut looks = Vec::new();
        let look =
            |looks: &mut Vec<Value>| looks.push(page.js(&format!("peer.look({RADIUS}, {})", ZOOMS[1])));
        look(&mut looks);
        // The nearer ones around a member who is of the half too.
        let middle = case.members.iter().skip(MIDDLE).find(|member| is_of_half(member)).unwrap();
        page.js(&format!("peer.go({middle})"));
        for step in [
            "", "closer", "closer", "closer", "closer", "farther", "farther", "farther", "farther", "farther",
        ] {
            let before = page.js("peer.where()");
            if !step.is_empty() {
                page.js(&format!("peer.{step}()"));
                page.wait_for_js(&format!("peer.where() !== {before}"));
            }
            look(&mut looks);
        }
        server.put(
            "/points.json",
            Reply::json(case.points(|member| themes.is_empty() || is_of_half(member)).to_string()),
        );
        let page = recount.open(browser);
        let counted = page.js(&format!("recount({}, {view})", json!(looks)));
        for (version, counted) in [8, 9].iter().zip(counted.as_array().unwrap()) {
            for (look, counted) in looks.iter().zip(counted.as_array().unwrap()) {
                assert_eq!(look["counts"], *counted, "supercluster {version} at {look}");
            }
        }
    }
}

/// In a run of its own, because it adds tiles.
fn requests_to_others(browser: &Browser, peer: &Peer) -> f64 {
    let page = peer.open(browser);
    peer.number(&page.js("bench.first()"));
    peer.number(&page.js("bench.others()"))
}

fn once(page: &Page<'_>, case: &Case, figures: Option<&mut Figures>, peer: &Peer) {
    let all = case.members.len();
    let first = peer.number(&page.js("bench.first()"));
    let draws = peer.name != "supercluster";
    let is_seen = |count: usize| {
        if draws {
            assert_eq!(page.js(&format!("bench.check({count})")), true, "{}", peer.name);
        }
    };
    is_seen(all);
    let heap = memory(page);
    let mut between = Vec::new();
    let mut work = Vec::new();
    if draws {
        let seen = page.js(&format!("bench.frames({})", case.middle()));
        let numbers = |name: &str| {
            seen[name].as_array().unwrap().iter().map(|value| peer.number(value)).collect::<Vec<_>>()
        };
        (between, work) = (numbers("between"), numbers("work"));
        // More often than by the zoom buttons alone, however few frames a busy machine makes.
        assert!(peer.number(&seen["moved"]) > 10.0, "{} does not move: {seen}", peer.name);
        assert_eq!(page.js(&format!("bench.whole({all})")), true, "{}", peer.name);
    }
    let half = peer.number(&page.js(&format!("bench.filter({}, {})", case.half, json!(HALF))));
    is_seen(case.half);
    let Some(figures) = figures else { return };
    figures.first.push(first);
    figures.half.push(half);
    figures.heap.push(heap);
    figures.between.extend(between);
    figures.work.extend(work);
}

fn write_case(table: &mut String, (count, rounds): (u32, usize), visits: &[Vec<f64>], all: &[Figures]) {
    let columns = [
        "map",
        "first visit, ms",
        "first clusters, ms",
        "half of them, ms",
        "frames p50 / p95 / max, ms",
        "work a frame p50 / p95 / max, ms",
        "memory, MiB",
    ];
    write_heading(table, &format!("{count} members"), rounds, &columns);
    let ours = [median(&visits[0]), median(&all[0].first), median(&all[0].half)];
    for ((name, figures), visits) in MAPS.iter().zip(all).zip(visits) {
        let [visit, first, half] = [median(visits), median(&figures.first), median(&figures.half)];
        let spread = |values: &[f64]| {
            if values.is_empty() {
                return "–".to_owned();
            }
            let [middle, most, longest] = [0.5, 0.95, 1.0].map(|part| quantile(values, part));
            format!("{middle:.1} / {most:.1} / {longest:.1}")
        };
        writeln!(
            table,
            "| {name} | {visit:.0} ({:.2}) | {first:.0} ({:.2}) | {half:.1} ({:.2}) | {} | {} | {:.1} |",
            visit / ours[0],
            first / ours[1],
            half / ours[2],
            spread(&figures.between),
            spread(&figures.work),
            median(&figures.heap)
        )
        .unwrap();
    }
}

fn write_others(table: &mut String, others: &[f64]) {
    table.push_str("\n### Who else is asked\n\nRequests to other hosts for the first view, with the tiles that the documentation says to paste.\n\n| map | requests |\n| --- | ---: |\n");
    for (name, others) in MAPS.iter().zip(others) {
        writeln!(table, "| {name} | {others} |").unwrap();
    }
}
