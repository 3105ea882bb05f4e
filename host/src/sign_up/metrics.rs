//! Counters for whoever watches the service, in Prometheus' text format. None of them is about a person.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use super::store::Waiting;

/// Upper bounds of the histogram, in milliseconds.
const BOUNDS: [u64; 8] = [5, 10, 25, 50, 100, 250, 1_000, 5_000];

/// How often something has happened.
#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    /// Once more.
    pub(crate) fn add(&self) {
        self.0.fetch_add(1, Relaxed);
    }

    fn count(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// What has happened since the start.
#[derive(Default)]
pub(crate) struct Metrics {
    /// Of these the time is counted too.
    accepted: Counter,
    pub(crate) repeated: Counter,
    pub(crate) conflicting: Counter,
    pub(crate) refused: Counter,
    pub(crate) malformed: Counter,
    pub(crate) forbidden: Counter,
    pub(crate) limited: Counter,
    pub(crate) failed: Counter,
    pub(crate) tokens_given: Counter,
    pub(crate) tokens_limited: Counter,
    pub(crate) delivered: Counter,
    pub(crate) failed_deliveries: Counter,
    buckets: [Counter; BOUNDS.len()],
    microseconds: AtomicU64,
}

impl Metrics {
    /// A submission is in the database now, after so long.
    pub(crate) fn took(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        for (bound, bucket) in BOUNDS.iter().zip(&self.buckets) {
            if millis <= *bound {
                bucket.add();
            }
        }
        self.microseconds.fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Relaxed);
        self.accepted.add();
    }

    /// The page that Prometheus reads; `waiting` is none when the database does not answer, and `feed` is whether the
    /// feed's file can be used as it stands.
    pub(crate) fn page(&self, waiting: Option<Waiting>, feed: bool) -> String {
        let mut page = Page(String::new());
        page.head("ran_submissions_total", "counter", "Submissions by what came of them.");
        for (outcome, count) in [
            ("accepted", &self.accepted),
            ("repeated", &self.repeated),
            ("conflicting", &self.conflicting),
            ("refused", &self.refused),
            ("malformed", &self.malformed),
            ("forbidden", &self.forbidden),
            ("limited", &self.limited),
            ("failed", &self.failed),
        ] {
            page.value(&format!("ran_submissions_total{{outcome=\"{outcome}\"}}"), count.count());
        }
        page.head("ran_tokens_total", "counter", "Questions for a form's token by what came of them.");
        page.value("ran_tokens_total{outcome=\"given\"}", self.tokens_given.count());
        page.value("ran_tokens_total{outcome=\"limited\"}", self.tokens_limited.count());
        page.head("ran_submission_seconds", "histogram", "Time of submissions that were accepted.");
        let timed = self.accepted.count();
        for (bound, bucket) in BOUNDS.iter().zip(&self.buckets) {
            let (whole, part) = (bound / 1_000, bound % 1_000);
            let name = format!("ran_submission_seconds_bucket{{le=\"{whole}.{part:03}\"}}");
            page.value(&name, bucket.count());
        }
        page.value("ran_submission_seconds_bucket{le=\"+Inf\"}", timed);
        let micros = self.microseconds.load(Relaxed);
        page.value("ran_submission_seconds_sum", format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000));
        page.value("ran_submission_seconds_count", timed);
        page.head("ran_deliveries_total", "counter", "Attempts to deliver a message.");
        page.value("ran_deliveries_total{outcome=\"delivered\"}", self.delivered.count());
        page.value("ran_deliveries_total{outcome=\"failed\"}", self.failed_deliveries.count());
        page.head("ran_feed_up", "gauge", "Whether the feed's file can be used as it stands.");
        page.value("ran_feed_up", u8::from(feed));
        page.head("ran_database_up", "gauge", "Whether the database answers.");
        page.value("ran_database_up", u8::from(waiting.is_some()));
        if let Some(Waiting { waiting, late, refused }) = waiting {
            page.head("ran_outbox_entries", "gauge", "Messages in the database that have not arrived.");
            page.value("ran_outbox_entries{state=\"waiting\"}", waiting);
            page.value("ran_outbox_entries{state=\"refused\"}", refused);
            page.head("ran_outbox_late_entries", "gauge", "Waiting messages that have been tried for hours.");
            page.value("ran_outbox_late_entries", late);
        }
        page.0
    }
}

struct Page(String);

impl Page {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn value(&mut self, name: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.0, "{name} {value}");
    }
}
