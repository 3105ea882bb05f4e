//! What the benchmarks in a browser share: the bundled peers, their pages, the turns they take, and medians.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use ran_tests::{Browser, Html, Page, Reply, TestServer};
use serde_json::{Value, json};

/// Where `bundle.mjs` has put the peers of this benchmark, and where its table goes.
pub(crate) fn bundles() -> PathBuf {
    PathBuf::from(std::env::var("RAN_BENCH_DIR").expect("RAN_BENCH_DIR: run cargo xtask bench"))
}

/// Whether this is a rehearsal (`cargo xtask bench rehearse`): the first case alone, once, and no table.
fn is_rehearsal() -> bool {
    std::env::var_os("RAN_BENCH_REHEARSAL").is_some()
}

/// The cases that are measured.
pub(crate) fn cases<C>(all: &[C]) -> &[C] {
    if is_rehearsal() { &all[..1] } else { all }
}

const KIT: &str = "/kit/v1/ran.js";

/// A peer by its name, and the address of its page.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    pub(crate) address: String,
    /// A page with nothing on it.
    blank: String,
}

impl Peer {
    /// Serves a peer's bundle, and a page with it, the benchmark's scripts, and a body.
    pub(crate) fn new(server: &TestServer, name: &'static str, scripts: &[&str], body: &str) -> Self {
        let read = |kind: &str| fs::read_to_string(bundles().join(format!("{name}.{kind}")));
        server.put(&format!("/{name}.js"), Reply::script(read("js").unwrap()));
        if let Ok(worker) = read("worker.js") {
            server.put(&format!("/{name}.worker.js"), Reply::script(worker));
        }
        let mut head = String::new();
        if let Ok(css) = read("css") {
            server.put(&format!("/{name}.css"), Reply::style(css));
            write!(head, r#"<link rel="stylesheet" href="/{name}.css">"#).unwrap();
        }
        let own = format!("/{name}.js");
        let kit = (name == "ran").then_some(KIT);
        let scripts: Vec<&str> =
            kit.into_iter().chain([own.as_str()]).chain(scripts.iter().copied()).collect();
        Self::with(server, name, &head, &scripts, body)
    }

    /// The same of a page of ours that has no peers.
    pub(crate) fn alone(server: &TestServer, name: &'static str, script: &str, body: &str) -> Self {
        Self::with(server, name, "", &[KIT, script], body)
    }

    fn with(server: &TestServer, name: &'static str, head: &str, scripts: &[&str], body: &str) -> Self {
        server.put("/page.js", Reply::script(include_str!("page.js")));
        let mut head = head.to_owned();
        for script in ["/page.js"].iter().chain(scripts) {
            write!(head, r#"<script src="{script}"></script>"#).unwrap();
        }
        let address = server.page(&Html::plain(body).policy(None).head(&head));
        Self { name, address, blank: server.page(&Html::plain("")) }
    }

    /// Opens its page. What it writes to the console is its own affair.
    pub(crate) fn open<'b>(&self, browser: &'b Browser) -> Page<'b> {
        self.leave(browser);
        self.enter(browser)
    }

    /// The same in a browser that has none of its files, nor what it made of them before.
    fn visit_first<'b>(&self, browser: &'b Browser) -> Page<'b> {
        self.leave(browser).devtools("Network.clearBrowserCache", &json!({}));
        self.leave(browser);
        self.enter(browser)
    }

    /// What the browser does to put the page before this one away is nobody's time.
    fn leave<'b>(&self, browser: &'b Browser) -> Page<'b> {
        let page = browser.open(&self.blank);
        page.js("new Promise((done) => setTimeout(done, 300))");
        page
    }

    fn enter<'b>(&self, browser: &'b Browser) -> Page<'b> {
        let page = browser.open(&self.address);
        page.allow_console("");
        page
    }

    /// The number that the page has given.
    pub(crate) fn number(&self, value: &Value) -> f64 {
        value.as_f64().unwrap_or_else(|| panic!("{} shows {value}", self.name))
    }
}

/// Lets all take turns, so that what else the machine does falls on all of them, and calls `once` with the place of each.
/// Two rounds fill the caches of the browser, and do not count: it keeps a script at the first one, and what it has compiled
/// of it at the second.
pub(crate) fn take_turns(
    browser: &Browser,
    peers: &[Peer],
    rounds: usize,
    mut once: impl FnMut(&Page<'_>, usize, bool),
) {
    const FILL: usize = 2;
    for round in if is_rehearsal() { FILL + 1..=FILL + 1 } else { 1..=rounds + FILL } {
        for (place, peer) in peers.iter().enumerate() {
            once(&peer.open(browser), place, round > FILL);
        }
    }
}

/// When each has shown what it has to (`bench.first()`), in milliseconds, to a visitor who was never there, round by round.
pub(crate) fn first_visits(browser: &Browser, peers: &[Peer], rounds: usize) -> Vec<Vec<f64>> {
    let mut times = vec![Vec::new(); peers.len()];
    for _ in if is_rehearsal() { 1..=1 } else { 1..=rounds } {
        for (peer, times) in peers.iter().zip(&mut times) {
            times.push(peer.number(&peer.visit_first(browser).js("bench.first()")));
        }
    }
    times
}

/// What the page holds, in MiB: its scripts, its document, and the memory of its Wasm programs.
pub(crate) fn memory(page: &Page<'_>) -> f64 {
    page.devtools("HeapProfiler.collectGarbage", &json!({}));
    let heap = page.devtools("Runtime.getHeapUsage", &json!({}));
    let parts = ["usedSize", "embedderHeapUsedSize", "backingStorageSize"].map(|part| heap[part].as_f64());
    let programs = page.js("bench.programs()").as_f64();
    let held = parts.into_iter().chain([programs]).map(|part| part.expect("bytes")).sum::<f64>();
    held / 1024.0 / 1024.0
}

/// The value in the middle; NaN of none.
pub(crate) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// The value below which this part of them lies; NaN of none.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a length")]
pub(crate) fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() as f64 * part) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

/// The heading of a case and of its table.
pub(crate) fn write_heading(table: &mut String, case: &str, rounds: usize, columns: &[&str]) {
    writeln!(table, "\n### {case}\n\nMedians of {rounds}; in brackets, how many times ours.\n").unwrap();
    writeln!(table, "| {} |\n| ---{} |", columns.join(" | "), " | ---:".repeat(columns.len() - 1)).unwrap();
}

/// Shows the table and keeps it for `cargo xtask bench`.
pub(crate) fn keep(table: &str) {
    if is_rehearsal() {
        return;
    }
    print!("{table}");
    fs::write(bundles().join("table.md"), table).unwrap();
}
