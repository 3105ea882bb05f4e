//! The feeds of the page: one request for each address, shared by all its elements.
//!
//! A feed is read for the lists that its elements ask for. An element that asks for more has the same bytes read
//! once more; it asks for no second request.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Date, Uint8Array};
use ran_feed::{Diagnostic, Limits, ListKind, Progress, Reader, Reading, Tongue};
use ran_parts::{Failure, FeedState, Notice, Ready};
use wasm_bindgen_futures::spawn_local;

use crate::fetch::{self, Freshness};
use crate::{clock, hooks, kept, registry};

/// How much of a feed is read between two looks at the clock. A cheap phone reads this much in a few milliseconds.
const SLICE_BYTES: usize = 64 * 1024;

/// How long a feed is read in one go, in milliseconds, so that no task comes near the 50 at which a page feels stuck.
const SLICE_MS: f64 = 12.0;

/// The console shows this many findings of a feed; `ran feed check` shows them all.
const MOST_DIAGNOSTICS: usize = 20;

/// So many feeds stay here that no element shows: the next route of a page often shows one of them again. An address that
/// changes with each visit (`?t=…`) fills no memory.
const MOST_UNHEARD: usize = 4;

struct Source {
    address: String,
    state: FeedState,
    /// When the server had what is in `state`, by `Date.now()`.
    at: f64,
    listeners: Vec<u32>,
    /// The lists that an element has asked for so far.
    lists: Vec<ListKind>,
    /// How many of them the feed in `state` was read for.
    read: usize,
    /// What the server sent last, kept outside of this program's memory.
    bytes: Option<Uint8Array>,
    /// What was found wrong in them.
    diagnostics: Vec<Diagnostic>,
    /// What it is being read for just now.
    reading: Option<Want>,
    /// Whether news are wanted after that.
    news: bool,
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
                at: 0.0,
                listeners: Vec::new(),
                lists: Vec::new(),
                read: 0,
                bytes: None,
                diagnostics: Vec::new(),
                reading: None,
                news: false,
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

/// What is known of a feed now to an element that shows these lists of it: nothing, until all of them are read.
pub(crate) fn state(address: &str, lists: &[ListKind]) -> FeedState {
    if address.is_empty() {
        return FeedState::Failed(Failure::no_address());
    }
    with(address, |source| {
        let here = matches!(source.state, FeedState::Ready(_));
        let read = &source.lists[..source.read];
        if here && !lists.iter().all(|list| includes(read, *list)) {
            return FeedState::Loading;
        }
        source.state.clone()
    })
}

fn includes(lists: &[ListKind], list: ListKind) -> bool {
    lists.iter().any(|known| known.section() == list.section())
}

/// Tells the element of every change from now on, and reads what nobody has read.
pub(crate) fn subscribe(address: &str, element: u32, lists: &[ListKind]) {
    if address.is_empty() {
        return;
    }
    let (unread, more, failed) = with(address, |source| {
        source.listeners.push(element);
        let known = source.lists.len();
        for list in lists {
            if !includes(&source.lists, *list) {
                source.lists.push(*list);
            }
        }
        let (unread, failed) =
            (matches!(source.state, FeedState::Loading), matches!(source.state, FeedState::Failed(_)));
        (unread, source.lists.len() > known, failed)
    });
    // A feed that could not be had a moment ago is asked for again by a visitor, not by each further element.
    if unread || (more && !failed) {
        read(address, if unread { Want::Feed } else { Want::MoreLists });
    }
}

/// Tells the element no more. What was read stays for the next element with this address, if there are not many of the kind.
pub(crate) fn unsubscribe(address: &str, element: u32) {
    SOURCES.with_borrow_mut(|all| {
        let Some(at) = all.iter().position(|source| source.address == address) else { return };
        // To the end, where the newest are.
        all[at..].rotate_left(1);
        if let Some(source) = all.last_mut() {
            source.listeners.retain(|listener| *listener != element);
        }
        let is_unheard = |source: &Source| source.listeners.is_empty() && source.reading.is_none();
        let unheard = all.iter().filter(|source| is_unheard(source)).count();
        let mut spare = unheard.saturating_sub(MOST_UNHEARD);
        all.retain(|source| {
            let goes = spare > 0 && is_unheard(source);
            spare -= usize::from(goes);
            !goes
        });
    });
}

/// Asks the server for news, while what is shown stays.
pub(crate) fn refresh(address: &str) {
    if !address.is_empty() {
        read(address, Want::News);
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
        read(&address, Want::News);
    }
}

/// What a reading is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    /// The feed, as the HTTP cache has it.
    Feed,
    /// What the server has now.
    News,
    /// More of the feed that is here.
    MoreLists,
}

fn read(address: &str, want: Want) {
    let failed = with(address, |source| {
        if let Some(reading) = source.reading {
            // It notices at its end that more is asked for.
            source.news |= want == Want::News && reading != want;
            return None;
        }
        source.reading = Some(want);
        Some(matches!(source.state, FeedState::Failed(_)))
    });
    let Some(failed) = failed else { return };
    if failed {
        set(address, FeedState::Loading, 0);
    }
    let address = address.to_owned();
    spawn_local(async move {
        let mut want = want;
        loop {
            let asked = with(&address, |source| source.lists.clone());
            let (state, read) = newest(&address, want, &asked).await;
            // Of a feed that is not here there is no more to read.
            let here = matches!(state, FeedState::Ready(_));
            set(&address, state, read);
            let next = with(&address, |source| {
                source.reading = if here && source.lists.len() > read {
                    Some(Want::MoreLists)
                } else if std::mem::take(&mut source.news) && here {
                    Some(Want::News)
                } else {
                    None
                };
                source.reading
            });
            match next {
                Some(next) => want = next,
                None => return,
            }
        }
    });
}

fn set(address: &str, state: FeedState, read: usize) {
    let listeners = with(address, |source| {
        source.state = state;
        source.read = read;
        source.listeners.clone()
    });
    for element in listeners {
        registry::feed_changed(element);
    }
}

/// The feed from the server, or else what is shown of it or the last good copy, marked with its age; and how many of the
/// source's lists it was read for.
async fn newest(address: &str, want: Want, lists: &[ListKind]) -> (FeedState, usize) {
    let here = with(address, |source| source.bytes.clone()).filter(|_| want == Want::MoreLists);
    let fetched = match here {
        Some(bytes) => Ok(bytes),
        None => {
            let freshness = if want == Want::News { Freshness::Revalidated } else { Freshness::AsCached };
            fetch::get(address, freshness).await
        }
    };
    let failure = match fetched {
        Ok(bytes) => match parse(bytes.to_vec(), lists).await {
            Ok(reading) => {
                let is_whole = reading.is_whole;
                report(address, reading.diagnostics, want);
                if want != Want::MoreLists {
                    with(address, |source| (source.bytes, source.at) = (Some(bytes.clone()), Date::now()));
                    if is_whole {
                        let address = address.to_owned();
                        spawn_local(async move {
                            // The visitor waits for what is shown, and nobody for this.
                            hooks::breathe().await;
                            kept::keep(&address, &bytes).await;
                        });
                    }
                }
                let notice = match with(address, |source| source.state.clone()) {
                    FeedState::Ready(before) if want == Want::MoreLists => before.notice,
                    _ => (!is_whole).then_some(Notice::Partial),
                };
                return (FeedState::Ready(Ready::new(Rc::new(reading.feed), address, notice)), lists.len());
            }
            Err(failure) => failure,
        },
        Err(failure) => failure,
    };
    gloo::console::warn!(format!("ran: {address}: {}", failure.message()));
    // What is shown stays, and needs no copy.
    let (before, at, read) = with(address, |source| (source.state.clone(), source.at, source.read));
    if want == Want::News
        && let FeedState::Ready(before) = before
    {
        return (FeedState::Ready(Ready { notice: Some(stale(at)), ..before }), read);
    }
    if let Some(copy) = kept::find(address).await
        && let Ok(reading) = parse(copy.bytes.to_vec(), lists).await
    {
        with(address, |source| (source.bytes, source.at) = (Some(copy.bytes), copy.at));
        let ready = Ready::new(Rc::new(reading.feed), address, Some(stale(copy.at)));
        return (FeedState::Ready(ready), lists.len());
    }
    (FeedState::Failed(failure), lists.len())
}

/// Says how old a feed is that the server had at a time.
fn stale(at: f64) -> Notice {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an `as` cast saturates, NaN is 0"
    )]
    let minutes = ((Date::now() - at) / 60_000.0) as u32;
    Notice::Stale { minutes }
}

/// Reads slice by slice and lets the page breathe between.
async fn parse(bytes: Vec<u8>, lists: &[ListKind]) -> Result<Reading, Failure> {
    let mut reader = Reader::of(bytes, Limits::default(), lists)
        .with_zones(clock::is_zone)
        .with_clocks(|zone, moment| clock::shown(Some(zone), moment));
    let mut begun = Date::now();
    // No element is to blame for what a feed does to the program.
    hooks::enter(0);
    while reader.advance(SLICE_BYTES) == Progress::Pending {
        // A clock that was set back meanwhile gives the page its turn too.
        if !(0.0..SLICE_MS).contains(&(Date::now() - begun)) {
            hooks::breathe().await;
            hooks::enter(0);
            begun = Date::now();
        }
    }
    reader
        .finish()
        .map_err(|error| Failure::new(error.code(), format!("{error}. {}", error.remedy(Tongue::En))))
}

/// Tells the page's maker what is wrong; what was told of the same bytes before is not told again.
fn report(address: &str, found: Vec<Diagnostic>, want: Want) {
    let told = with(address, |source| std::mem::replace(&mut source.diagnostics, found.clone()));
    let mut fresh = found.iter().filter(|finding| want != Want::MoreLists || !told.contains(finding));
    for finding in fresh.by_ref().take(MOST_DIAGNOSTICS) {
        hooks::found(&format!("ran: {address}:{finding}"));
    }
    let more = fresh.count();
    if more > 0 {
        hooks::found(&format!("ran: {address}: and {more} more. `ran feed check` lists them all."));
    }
}
