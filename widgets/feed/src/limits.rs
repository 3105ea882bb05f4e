//! How much a reader takes before it refuses.

/// Bounds that keep a feed that is too large, by mistake or on purpose, from freezing a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The size of the file in bytes. A larger one is refused whole.
    pub bytes: usize,
    /// How many brackets may be open at once. A deeper value is skipped.
    pub depth: usize,
    /// The length of one text in bytes of UTF-8. A longer one is left out.
    pub text_bytes: usize,
    /// How many entries one list may have. The rest is skipped.
    pub entries: usize,
    /// How many diagnostics are kept. Further ones are counted only.
    pub diagnostics: usize,
}

impl Default for Limits {
    /// Room for 100,000 members, and nothing that a phone could not hold.
    fn default() -> Self {
        Self { bytes: 40 << 20, depth: 64, text_bytes: 100_000, entries: 200_000, diagnostics: 1_000 }
    }
}
