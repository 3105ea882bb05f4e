//! How much work recurrences may cause.
//!
//! Walking a rule takes steps: one for each period visited, each day looked at and each time given, and more where the
//! rule has long lists. When a rule has taken its steps, or all rules of a feed theirs, the walk ends, and the page says
//! that something may be missing. No step loops, and nothing depends on a clock: the same feed gives the same page
//! everywhere.

/// The steps that one rule may take for one page: every day for 90 years, or every minute for a month. The most costly
/// rules found took 1 ms for that natively, and a feed of them 90 ms.
pub const STEPS_PER_RULE: u64 = 100_000;

/// The steps that all rules of a feed may take together for one page: what 10,000 ordinary events need for a year.
pub const STEPS_PER_FEED: u64 = 5_000_000;

/// The occurrences that one rule may have on one page: every hour of half a year.
pub const OCCURRENCES_PER_RULE: usize = 5_000;

/// The occurrences that all rules of a feed may have together on one page.
pub const OCCURRENCES_PER_FEED: usize = 200_000;

/// What is left to spend, and the rules that are still to have their share of it.
pub(crate) struct Budget {
    steps: u64,
    occurrences: usize,
    /// The rules that have not had their turn. 1 shares nothing out.
    rules: usize,
}

impl Budget {
    /// What a feed of so many rules may spend. Each one gets an even share of what those before it have left, so that no
    /// rule goes short because of others.
    pub(crate) fn for_feed(rules: usize) -> Self {
        Self { steps: STEPS_PER_FEED, occurrences: OCCURRENCES_PER_FEED, rules }
    }

    /// The steps that the next rule may take.
    pub(super) fn steps(&self) -> u64 {
        (self.steps / self.rules.max(1) as u64).min(STEPS_PER_RULE)
    }

    /// The occurrences that the next rule may have.
    pub(super) fn occurrences(&self) -> usize {
        (self.occurrences / self.rules.max(1)).min(OCCURRENCES_PER_RULE)
    }

    /// Shares what is left among so many rules. Of what those before had, this many occurrences were thrown away.
    pub(super) fn share_again(&mut self, rules: usize, thrown_away: usize) {
        self.rules = rules;
        self.occurrences += thrown_away;
    }

    pub(super) fn spend(&mut self, steps: u64, occurrences: usize) {
        self.steps = self.steps.saturating_sub(steps);
        self.occurrences = self.occurrences.saturating_sub(occurrences);
        self.rules = self.rules.saturating_sub(1);
    }
}

#[cfg(test)]
impl Budget {
    /// The steps that are left of the feed's.
    pub(super) fn steps_left(&self) -> u64 {
        self.steps
    }
}
