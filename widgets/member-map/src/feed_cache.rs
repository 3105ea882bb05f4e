//! What is kept as long as the feed is the same, and what the page asks of it.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use ran_atlas::japan::Japan;
use ran_feed::filter::Ties;
use ran_feed::model::{Feed, Lang};
use ran_parts::filter_bar::Choices;
use ran_parts::search::Haystacks;

use crate::choices::choices;
use crate::filters::{self, Picked};
use crate::listed::Rested;
use crate::places::Places;

/// What the page asks of a feed, and what comes of it.
pub(crate) struct Ground {
    /// What the page asks for.
    pub(crate) base: Picked,
    /// The members that the page lets through, by their places in the feed.
    pub(crate) allowed: Vec<u32>,
    /// What the filter bar can ask of them.
    pub(crate) choices: Vec<Choices>,
    pub(crate) cache: Rc<FeedCache>,
}

impl Ground {
    pub(crate) fn new(feed: &Feed, base: Picked, cache: Rc<FeedCache>, lang: Lang) -> Self {
        let allowed = filters::allowed(feed, &base, &base.prefectures, &cache);
        let choices = choices(feed, &allowed, &cache, lang);
        Self { base, allowed, choices, cache }
    }
}

/// Where the members of a feed are, what they run, and what is learnt of them while the visitor looks for something.
pub(crate) struct FeedCache {
    pub(crate) places: Places,
    pub(crate) ties: Ties,
    pub(crate) haystacks: Haystacks,
    pub(crate) rested: Rested,
    is_folded: Cell<bool>,
}

impl FeedCache {
    pub(crate) fn new(feed: &Feed, japan: &Japan) -> Self {
        Self {
            places: Places::new(feed, japan),
            ties: Ties::new(feed),
            haystacks: Haystacks::default(),
            rested: Rested::default(),
            is_folded: Cell::new(false),
        }
    }

    /// Makes ready for a search, piece by piece, so that its first letter need not wait for all of it.
    pub(crate) fn expect_search(self: &Rc<Self>, feed: &Rc<Feed>) {
        if !self.is_folded.replace(true) {
            self.fold(feed.clone(), 0);
        }
    }

    fn fold(self: &Rc<Self>, feed: Rc<Feed>, from: usize) {
        if let Some(next) = filters::fold_ahead(&feed, self, from) {
            let cache = self.clone();
            Timeout::new(0, move || cache.fold(feed, next)).forget();
        }
    }
}
