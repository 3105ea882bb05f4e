//! A browser as a test holds it.

use std::cell::{Cell, RefCell};

use crate::record::Expectations;
use crate::session::{self, Session};
use crate::{Engine, Page};

/// One browser, for the length of one test.
pub struct Browser {
    /// Always there; taken when the test is over.
    session: Option<Session>,
    pub(crate) expectations: RefCell<Expectations>,
    /// Whether a page with a recorder is open and has not been looked through yet.
    unchecked: Cell<bool>,
}

impl Browser {
    pub(crate) fn take(engine: Engine) -> Result<Self, String> {
        Ok(Self {
            session: Some(session::take(engine)?),
            expectations: RefCell::default(),
            unchecked: Cell::new(false),
        })
    }

    pub(crate) fn session(&self) -> &Session {
        self.session.as_ref().unwrap_or_else(|| unreachable!("the session is given back at the end"))
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.session().engine
    }

    /// Opens an address of a test server, after the page before has been found clean.
    #[track_caller]
    pub fn open(&self, address: &str) -> Page<'_> {
        self.finish();
        let origin = origin_of(address);
        *self.expectations.borrow_mut() = Expectations { origins: vec![origin], ..Expectations::default() };
        let page = Page::of(self);
        // Not every driver waits for the new page, and the old one has a recorder, too.
        page.js("window.__ranLeft = true");
        if let Err(error) = self.session().run(self.session().client.goto(address)) {
            panic!("{address} could not be opened: {error}");
        }
        page.wait_for_js(
            "document.readyState !== 'loading' && '__ranRecorder' in window && !('__ranLeft' in window)",
        );
        self.unchecked.set(true);
        page
    }

    /// Hides the page, calls `meanwhile`, and comes back.
    #[track_caller]
    pub fn while_away(&self, meanwhile: impl FnOnce()) {
        let page = Page::of(self);
        let show = |shown: bool| {
            self.session().show(shown).unwrap_or_else(|error| panic!("the page is not hidden: {error}"));
            let state = if shown { "visible" } else { "hidden" };
            page.wait_for_js(&format!("document.visibilityState === '{state}'"));
        };
        show(false);
        meanwhile();
        show(true);
    }

    /// Looks through the open page's record, unless that has been done.
    #[track_caller]
    pub(crate) fn finish(&self) {
        if self.unchecked.replace(false) {
            Page::of(self).check_record();
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            session::give_back(session);
        }
    }
}

/// `http://127.0.0.1:1234/` of `http://127.0.0.1:1234/a/b`.
pub(crate) fn origin_of(address: &str) -> String {
    address.splitn(4, '/').take(3).flat_map(|piece| [piece, "/"]).collect()
}

#[cfg(test)]
mod tests {
    use super::origin_of;

    #[test]
    fn origins() {
        for address in ["http://127.0.0.1:1234", "http://127.0.0.1:1234/", "http://127.0.0.1:1234/a/b?c=/"] {
            assert_eq!(origin_of(address), "http://127.0.0.1:1234/", "{address}");
        }
    }
}
