//! An element on a test page, in any of its states.

use ran_tests::{Browser, Gate, Html, Page, Reply, TestServer, wait_for};

/// The feed of every contract test.
pub(crate) const FEED: &str = include_str!("../feeds/contract.json");
/// What the page puts inside the element, to be seen until there is something better.
pub(crate) const FALLBACK: &str = "団体の一覧を見る";

/// Serves a feed as `/feed.json`, and the picture that it names.
pub(crate) fn put_feed(server: &TestServer, feed: impl Into<Vec<u8>>) {
    server.put("/feed.json", Reply::json(feed.into()));
    let logo = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1"/></svg>"#;
    server.put("/logo.svg", Reply::json(logo).header("content-type", "image/svg+xml"));
}

/// What the contract needs to know about an element; the rest is in the catalogue.
#[derive(Debug)]
pub(crate) struct Element {
    /// The tag.
    pub(crate) tag: &'static str,
    /// Attributes with which it shows something of the feed.
    pub(crate) shows: &'static str,
    /// Attributes with which the feed has nothing for it.
    pub(crate) shows_nothing: &'static str,
    /// What a person then reads in Japanese, English and やさしい日本語.
    pub(crate) reads: [&'static str; 3],
    /// The height that a page reserves for it when nothing may ever move.
    pub(crate) reserve: &'static str,
    /// Attributes that change what is read.
    pub(crate) changes: &'static [Change],
}

/// A change of an attribute, and what is read after it.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) attribute: &'static str,
    pub(crate) value: &'static str,
    pub(crate) reads: &'static str,
}

/// What an element can come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Loading,
    Ready,
    Empty,
    Stale,
    Failed,
}

impl State {
    pub(crate) const ALL: [Self; 5] = [Self::Loading, Self::Ready, Self::Empty, Self::Stale, Self::Failed];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Empty => "empty",
            Self::Stale => "stale",
            Self::Failed => "failed",
        }
    }
}

/// A page with one element on it, and its server.
pub(crate) struct Stage<'b> {
    pub(crate) page: Page<'b>,
    pub(crate) server: TestServer,
    /// Holds the feed back while the element shows that it loads.
    _gate: Option<Gate>,
}

impl Element {
    /// The element in HTML, with these attributes beside the feed's address.
    pub(crate) fn html(&self, attributes: &str) -> String {
        let tag = self.tag;
        format!(r#"<{tag} feed="/feed.json" loading="eager" {attributes}><p>{FALLBACK}</p></{tag}>"#)
    }

    /// A selector for what the widget renders.
    pub(crate) fn inside(&self, selector: &str) -> String {
        format!("{} >>> {selector}", self.tag)
    }

    /// The page's maker is told of a name that the feed does not have.
    pub(crate) fn expect_word_of_nothing(&self, page: &Page<'_>) {
        if self.shows_nothing.contains("nobody") {
            page.expect_console(r#"="nobody" is not understood. Use any of "#);
        }
    }

    /// A server that has the contract's feed.
    pub(crate) fn server() -> TestServer {
        let server = TestServer::start();
        put_feed(&server, FEED);
        server
    }

    /// The element as it shows something.
    #[track_caller]
    pub(crate) fn ready<'b>(&self, browser: &'b Browser) -> Stage<'b> {
        self.stage(browser, State::Ready, "")
    }

    /// The element in a state, with further attributes.
    #[track_caller]
    pub(crate) fn stage<'b>(&self, browser: &'b Browser, state: State, attributes: &str) -> Stage<'b> {
        let server = Self::server();
        let own = if state == State::Empty { self.shows_nothing } else { self.shows };
        let html = Html::with_kit(&self.html(&format!("{own} {attributes}")));
        let gate = (state == State::Loading).then(|| server.hold("/feed.json"));
        match state {
            State::Failed => server.put("/feed.json", Reply::status(404)),
            State::Stale => {
                let page = browser.open(&server.page(&html));
                page.wait_for_events("ran-ready", 1);
                wait_for("the copy that is kept", || {
                    let kept = page.js(
                        "caches.open('ran-feed-v1').then((cache) => cache.keys()).then((all) => all.length)",
                    );
                    if kept == 1 { Ok(()) } else { Err(kept.to_string()) }
                });
                server.put("/feed.json", Reply::status(404));
            }
            State::Loading | State::Ready | State::Empty => {}
        }
        // A page of its own: WebKit's driver keeps nothing in the Cache API for an origin while a page replaces itself.
        let page = browser.open(&server.page(&html));
        if state == State::Empty {
            self.expect_word_of_nothing(&page);
        }
        if matches!(state, State::Failed | State::Stale) {
            // The page's maker is told what is wrong.
            page.expect_console("the server answers 404");
        }
        match state {
            State::Loading => drop(page.find(&self.inside("[data-state=loading] [role=status]"))),
            State::Ready | State::Empty | State::Stale => drop(page.wait_for_events("ran-ready", 1)),
            State::Failed => drop(page.wait_for_events("ran-error", 1)),
        }
        Stage { page, server, _gate: gate }
    }
}
