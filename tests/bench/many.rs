//! Pages with many elements: `cargo xtask bench many`.
//!
//! What one element costs, the page pays once for each. That all are ready is asserted before a figure counts.

use std::fmt::Write;

use ran_tests::{Browser, Reply, TestServer};

use crate::common::{Peer, cases, keep, median, memory, take_turns};

/// An element, what it is to show, and how many of it.
const CASES: [(&str, &str, usize); 7] = [
    ("ran-member-badge", MEMBER, 1),
    ("ran-member-badge", MEMBER, 20),
    ("ran-member-badge", MEMBER, 200),
    ("ran-member-profile", MEMBER, 50),
    ("ran-event-calendar", "", 10),
    ("ran-member-map", "", 10),
    ("ran-sign-up", r#"form="ran-member""#, 10),
];
const MEMBER: &str = r#"member="inquiry""#;

/// How often each page is measured.
const ROUNDS: usize = 9;

/// The figures of a page.
#[derive(Default)]
struct Figures {
    first: Vec<f64>,
    all: Vec<f64>,
    longest: Vec<f64>,
    heap: Vec<f64>,
    nodes: Vec<f64>,
}

pub(crate) fn measure(browser: &Browser) {
    let server = TestServer::with_demo();
    server.put("/many.js", Reply::script(include_str!("many.js")));
    let cases = cases(&CASES);
    let page = |&(tag, what, count): &(&'static str, &str, usize)| {
        let element = format!(r#"<{tag} {what} feed="/feed.json" loading="eager"></{tag}>"#);
        let body = format!("<main id=root>{}</main>", element.repeat(count));
        Peer::alone(&server, tag, "/many.js", &body)
    };
    let pages: Vec<Peer> = cases.iter().map(page).collect();
    let mut all: Vec<Figures> = cases.iter().map(|_| Figures::default()).collect();
    take_turns(browser, &pages, ROUNDS, |page, place, counts| {
        let peer = &pages[place];
        let found = page.js("bench.ready()");
        let [first, last, longest] = ["first", "last", "longest"].map(|part| peer.number(&found[part]));
        if !counts {
            return;
        }
        let figures = &mut all[place];
        figures.first.push(first);
        figures.all.push(last);
        figures.longest.push(longest);
        figures.heap.push(memory(page));
        figures.nodes.push(page.run("return find('*').length", vec![]).as_f64().unwrap_or_default());
    });
    let mut table = format!("\nMedians of {ROUNDS}.\n\n");
    table.push_str(
        "| page | first ready, ms | all ready, ms | longest task, ms | memory, MiB | elements |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for ((tag, _, count), figures) in cases.iter().zip(&all) {
        let [first, last, longest, heap, nodes] =
            [&figures.first, &figures.all, &figures.longest, &figures.heap, &figures.nodes]
                .map(|values| median(values));
        writeln!(
            table,
            "| {count} `<{tag}>` | {first:.0} | {last:.0} | {longest:.0} | {heap:.1} | {nodes:.0} |"
        )
        .unwrap();
    }
    keep(&table);
}
