//! The feeds of the page: one request and one reading for each address, shared by all its elements.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use ran_feed::{Diagnostic, Limits, Progress, Reader, Reading};
use ran_parts::{Failure, FeedState, Notice, Ready};
use wasm_bindgen_futures::spawn_local;

use crate::fetch::{self, Freshness};
use crate::{kept, registry};

/// How much of a feed is read in one go. A cheap phone reads this much in a few milliseconds,
/// so that no task comes near the 50 ms at which a page feels stuck.
const SLICE_BYTES: usize = 64 * 1024;

/// The console shows this many findings of a feed; `ran feed check` shows them all.
const MOST_DIAGNOSTICS: usize = 20;

struct Source {
    address: String,
    state: FeedState,
    listeners: Vec<u32>,
    reading: bool,
}

thread_local! {
    static SOURCES: RefCell<Vec<Source>> = const { RefCell::new(Vec::new()) };
}

fn with<T>(address: &str, f: impl FnOnce(&mut Source) -> T) -> T {
    SOURCES.with_borrow_mut(|all| {
        let at = all.iter().position(|source| source.address == address).unwrap_or_else(|| {
            all.push(Source {
                address: address.to_owned(),
                state: FeedState::Loading,
                listeners: Vec::new(),
                reading: false,
            });
            all.len() - 1
        });
        f(&mut all[at])
    })
}

/// The absolute address of a `feed` attribute; empty when there is none or it is not an `http(s)` address.
pub(crate) fn resolve(attribute: &str) -> String {
    if attribute.is_empty() {
        return String::new();
    }
    let base = gloo::utils::document().base_uri().ok().flatten().unwrap_or_default();
    match web_sys::Url::new_with_base(attribute, &base) {
        Ok(url) if matches!(url.protocol().as_str(), "https:" | "http:") => {
            url.set_hash("");
            url.href()
        }
        _ => String::new(),
    }
}

/// What is known of a feed now.
pub(crate) fn state(address: &str) -> FeedState {
    if address.is_empty() {
        return FeedState::Failed(Failure::no_address());
    }
    with(address, |source| source.state.clone())
}

/// Tells the element of every change from now on, and reads the feed if nobody has.
pub(crate) fn subscribe(address: &str, element: u32) {
    if address.is_empty() {
        return;
    }
    let unread = with(address, |source| {
        source.listeners.push(element);
        !matches!(source.state, FeedState::Ready(_))
    });
    if unread {
        read(address, Freshness::AsCached);
    }
}

/// Tells the element no more. What was read stays for the next element with this address.
pub(crate) fn unsubscribe(address: &str, element: u32) {
    if !address.is_empty() {
        with(address, |source| source.listeners.retain(|listener| *listener != element));
    }
}

/// Asks the server for news, while what is shown stays.
pub(crate) fn refresh(address: &str) {
    if !address.is_empty() {
        read(address, Freshness::Revalidated);
    }
}

/// The same for every feed that an element shows.
pub(crate) fn refresh_all() {
    let shown: Vec<String> = SOURCES.with_borrow(|all| {
        all.iter()
            .filter(|source| !source.listeners.is_empty())
            .map(|source| source.address.clone())
            .collect()
    });
    for address in shown {
        read(&address, Freshness::Revalidated);
    }
}

fn read(address: &str, freshness: Freshness) {
    let failed = with(address, |source| {
        if std::mem::replace(&mut source.reading, true) {
            return None;
        }
        Some(matches!(source.state, FeedState::Failed(_)))
    });
    let Some(failed) = failed else { return };
    if failed {
        set(address, FeedState::Loading);
    }
    let address = address.to_owned();
    spawn_local(async move {
        let state = newest(&address, freshness).await;
        with(&address, |source| source.reading = false);
        set(&address, state);
    });
}

fn set(address: &str, state: FeedState) {
    let listeners = with(address, |source| {
        source.state = state.clone();
        source.listeners.clone()
    });
    for element in listeners {
        registry::feed_changed(element, state.clone());
    }
}

/// The feed from the server, or else the last good copy, marked with its age.
async fn newest(address: &str, freshness: Freshness) -> FeedState {
    let failure = match fetch::get(address, freshness).await {
        Ok(bytes) => match parse(bytes.clone()).await {
            Ok(reading) => {
                report(address, &reading.diagnostics);
                let cut_off = reading.diagnostics.iter().any(|finding| finding.code == "cut-off");
                if !cut_off {
                    let address = address.to_owned();
                    spawn_local(async move { kept::keep(&address, &bytes).await });
                }
                let notice = cut_off.then_some(Notice::Partial);
                return FeedState::Ready(Ready::new(Rc::new(reading.feed), address, notice));
            }
            Err(failure) => failure,
        },
        Err(failure) => failure,
    };
    gloo::console::warn!(format!("ran: {address}: {}", failure.message()));
    let Some(copy) = kept::find(address).await else { return FeedState::Failed(failure) };
    match parse(copy.bytes).await {
        Ok(reading) => {
            let notice = Notice::Stale { minutes: copy.age_minutes };
            FeedState::Ready(Ready::new(Rc::new(reading.feed), address, Some(notice)))
        }
        Err(_) => FeedState::Failed(failure),
    }
}

/// Reads slice by slice and lets the page breathe between.
async fn parse(bytes: Vec<u8>) -> Result<Reading, Failure> {
    let mut reader = Reader::new(bytes, Limits::default());
    while reader.advance(SLICE_BYTES) == Progress::Pending {
        TimeoutFuture::new(0).await;
    }
    reader.finish().map_err(|error| Failure::new(error.code(), format!("{error}. {}", error.remedy())))
}

fn report(address: &str, diagnostics: &[Diagnostic]) {
    for finding in diagnostics.iter().take(MOST_DIAGNOSTICS) {
        gloo::console::warn!(format!("ran: {address}:{finding}"));
    }
    if let Some(more) = diagnostics.len().checked_sub(MOST_DIAGNOSTICS + 1) {
        gloo::console::warn!(format!(
            "ran: {address}: and {} more. `ran feed check` lists them all.",
            more + 1
        ));
    }
}
