//! What is kept as long as the feed is the same, and what the page asks of it.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use ran_atlas::japan::Japan;
use ran_feed::model::{Feed, Lang};
use ran_parts::filter_bar::Choices;
use ran_parts::search::Haystacks;

use crate::filters::{self, Picked};
use crate::listed::Rested;
use crate::places::Places;

/// What is made of a feed, and of what the page asks of it.
pub(crate) struct Ground {
    /// What the page asks for.
    pub(crate) base: Picked,
    pub(crate) places: Places,
    /// The members that the page lets through, by their places in the feed.
    pub(crate) allowed: Vec<u32>,
    /// What the filter bar can ask of them.
    pub(crate) choices: Vec<Choices>,
    pub(crate) kept: Rc<Kept>,
}

impl Ground {
    pub(crate) fn new(feed: Option<&Feed>, base: Picked, japan: &Japan, lang: Lang) -> Self {
        let nothing = Feed::default();
        let feed = feed.unwrap_or(&nothing);
        let places = Places::new(feed, japan);
        let allowed = filters::allowed(feed, &base, &base.prefectures, &places);
        let choices = filters::choices(feed, &allowed, &places, lang);
        Self { base, places, allowed, choices, kept: Rc::default() }
    }
}

/// What is learnt of it while the visitor looks for something.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) haystacks: Haystacks,
    pub(crate) rested: Rested,
    is_folded: Cell<bool>,
}

impl Kept {
    /// Makes ready for a search, piece by piece, so that its first letter need not wait for all of it.
    pub(crate) fn expect_search(self: &Rc<Self>, feed: &Rc<Feed>) {
        if !self.is_folded.replace(true) {
            self.fold(feed.clone(), 0);
        }
    }

    fn fold(self: &Rc<Self>, feed: Rc<Feed>, from: usize) {
        if let Some(next) = filters::fold_ahead(&feed, &self.haystacks, from) {
            let kept = self.clone();
            Timeout::new(0, move || kept.fold(feed, next)).forget();
        }
    }
}
