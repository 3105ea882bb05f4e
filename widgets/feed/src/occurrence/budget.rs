//! How much work recurrences may cause.
//!
//! A rule's cost is known before it is walked: so many periods between its start and the end of the page, so many days
//! to look at and times to produce in each. What is beyond the budget is cut off at the end and said so. Nothing
//! depends on a clock, so the same feed gives the same page everywhere.

/// The steps that one rule may take for one page. A step is one test of a day, or one time produced; the slowest kind
/// took 20 ns natively, so a rule ends within 2 ms however hostile.
///
/// Room for every day of 70 years, or for every minute of a month.
pub const STEPS_PER_RULE: u64 = 100_000;

/// The steps that all rules of a feed may take together for one page: what 10,000 ordinary events need for a month,
/// ten times over.
pub const STEPS_PER_FEED: u64 = 5_000_000;

/// The occurrences that one rule may have on one page: every hour of half a year.
pub const OCCURRENCES_PER_RULE: usize = 5_000;

/// The occurrences that all rules of a feed may have together on one page.
pub const OCCURRENCES_PER_FEED: usize = 200_000;

/// What is left to spend.
pub(super) struct Budget {
    steps: u64,
    occurrences: usize,
}

impl Budget {
    pub(super) fn for_feed() -> Self {
        Self { steps: STEPS_PER_FEED, occurrences: OCCURRENCES_PER_FEED }
    }

    /// The steps that the next rule may take.
    pub(super) fn steps(&self) -> u64 {
        self.steps.min(STEPS_PER_RULE)
    }

    /// The occurrences that the next rule may have.
    pub(super) fn occurrences(&self) -> usize {
        self.occurrences.min(OCCURRENCES_PER_RULE)
    }

    pub(super) fn spend(&mut self, steps: u64, occurrences: usize) {
        self.steps = self.steps.saturating_sub(steps);
        self.occurrences = self.occurrences.saturating_sub(occurrences);
    }
}

#[cfg(test)]
impl Budget {
    /// The steps that are left of the feed's.
    pub(super) fn steps_left(&self) -> u64 {
        self.steps
    }
}
