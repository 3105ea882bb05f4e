//! The words by which members and events are found.

use std::cell::RefCell;

use ran_feed::search::Query;

/// The words by which each of some records is found, folded when they are first asked for.
#[derive(Default)]
pub struct Haystacks(RefCell<Vec<Option<Box<str>>>>);

impl Haystacks {
    /// Whether the words of the record at this index, of so many, match; `words` makes them.
    pub fn match_query(&self, query: &Query, index: usize, count: usize, words: &dyn Fn() -> String) -> bool {
        if query.is_empty() {
            return true;
        }
        let mut all = self.0.borrow_mut();
        if all.len() <= index {
            all.resize(count.max(index + 1), None);
        }
        query.matches(all[index].get_or_insert_with(|| words().into()))
    }

    /// How many have been folded.
    #[must_use]
    pub fn folded(&self) -> usize {
        self.0.borrow().iter().flatten().count()
    }
}
