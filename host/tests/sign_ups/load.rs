//! Many at once, and a receiver that is killed in the middle: whoever got a receipt is in the database, once.
//!
//! `RAN_LOAD=10000,50,10` asks for 10,000 submissions, 50 at once and 10 kills; `cargo xtask bench sign-up` does so
//! and keeps the figures that this prints.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use ran_host::sign_up::{Filter, Store};

use crate::service::{FORM, Page, Place, Service, filled, name, wait_for};

/// How much is asked of it.
#[derive(Clone, Copy)]
struct Load {
    submissions: usize,
    at_once: usize,
    kills: usize,
}

impl Load {
    fn wanted() -> Self {
        let text = std::env::var("RAN_LOAD").unwrap_or_else(|_| "300,50,2".to_owned());
        let numbers: Vec<usize> = text.split(',').map(|number| number.parse().expect("a number")).collect();
        let [submissions, at_once, kills] = numbers[..] else {
            panic!("RAN_LOAD is N,AT_ONCE,KILLS: {text}")
        };
        Self { submissions, at_once, kills }
    }
}

/// What a page has seen of one submission.
struct Seen {
    name: String,
    receipt: String,
    /// The request that brought the receipt.
    answer: Duration,
    /// Everything, with the attempts before it.
    whole: Duration,
    attempts: usize,
}

pub(crate) fn every_receipt_is_in_the_database_once(place: &Place) {
    let load = Load::wanted();
    let on_postgres = place.address.starts_with("postgres");
    let mut services: Vec<Service> =
        (0..if on_postgres { 2 } else { 1 }).map(|_| Service::start(place, &[])).collect();
    let pages: Vec<Page> = services.iter().map(Page::of).collect();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let seen = Mutex::new(Vec::with_capacity(load.submissions));
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..load.at_once {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Relaxed);
                    if number >= load.submissions {
                        return;
                    }
                    let submitted = submit(&pages, number);
                    seen.lock().expect("no panic").push(submitted);
                    done.fetch_add(1, Relaxed);
                }
            });
        }
        for kill in 1..=load.kills {
            let due = kill * load.submissions / (load.kills + 1);
            wait_for_minutes(|| done.load(Relaxed) >= due);
            let killed = kill % services.len();
            services[killed].kill();
            services[killed].resume();
        }
    });
    let time = begun.elapsed();
    let seen = seen.into_inner().expect("no panic");
    assert_eq!(seen.len(), load.submissions);
    for service in services {
        service.stop();
    }
    compare(place, &seen);
    report(if on_postgres { "PostgreSQL, two receivers" } else { "SQLite" }, load, time, &seen);
}

/// As a page does it: again under the same name until there is a receipt.
fn submit(pages: &[Page], number: usize) -> Seen {
    let name = name();
    let visitor = format!("見本 {number}");
    let mut submission = filled(&[("name", visitor.as_str())]);
    wait_for("a token", || pages.iter().find_map(|page| page.try_prepare(FORM, &mut submission).ok()));
    let begun = Instant::now();
    let body = submission.to_json();
    let mut attempts = 0;
    wait_for("a receipt", || {
        let page = &pages[(number + attempts) % pages.len()];
        attempts += 1;
        let sent = Instant::now();
        let reply = page.post(FORM, &name, &body).ok().filter(|reply| reply.status != 503)?;
        // An answer without an end is no answer: the page cannot read it either.
        if reply.status == 201 && serde_json::from_str::<serde_json::Value>(&reply.body).is_err() {
            return None;
        }
        let receipt = reply.receipt();
        Some(Seen { name: name.clone(), receipt, answer: sent.elapsed(), whole: begun.elapsed(), attempts })
    })
}

fn wait_for_minutes(done: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30 * 60);
    while !done() {
        assert!(Instant::now() < deadline, "no progress");
        thread::sleep(Duration::from_millis(5));
    }
}

fn compare(place: &Place, seen: &[Seen]) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let records = runtime.block_on(async {
        let store = Store::open_existing(&place.address).await.expect("the database");
        let records = store.records(Filter::All, None, i64::MAX).await.expect("the records");
        store.close().await;
        records
    });
    let mut kept: HashMap<&str, Vec<&str>> = HashMap::new();
    for record in &records {
        kept.entry(record.submission.as_str()).or_default().push(record.receipt.as_str());
    }
    for Seen { name, receipt, .. } in seen {
        assert_eq!(kept.get(name.as_str()).map(Vec::as_slice), Some(&[receipt.as_str()][..]), "{name}");
    }
    assert_eq!(records.len(), seen.len(), "nothing is in the database that nobody has a receipt for");
}

#[allow(clippy::print_stdout, reason = "`cargo xtask bench sign-up` reads it")]
fn report(database: &str, load: Load, time: Duration, seen: &[Seen]) {
    let sorted = |of: fn(&Seen) -> Duration| {
        let mut times: Vec<Duration> = seen.iter().map(of).collect();
        times.sort();
        times
    };
    let (answers, wholes) = (sorted(|seen| seen.answer), sorted(|seen| seen.whole));
    let ms = |times: &[Duration], percent: usize| times[(times.len() - 1) * percent / 100].as_millis();
    let again: usize = seen.iter().map(|seen| seen.attempts - 1).sum();
    println!(
        "load | {database} | {} | {} | {} | {again} | {} | {} | {} | {} |",
        load.submissions,
        load.at_once,
        load.kills,
        seen.len() as u128 * 1_000 / time.as_millis().max(1),
        ms(&answers, 50),
        ms(&answers, 99),
        ms(&wholes, 99),
    );
}
