//! Numbers that look random and are always the same.

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
///
/// A crate would be larger, and could change its numbers with a new version.
pub(super) struct Random(u64);

impl Random {
    /// The numbers of one entry: nothing that comes before it in the feed changes them.
    pub(super) fn of(seed: u64, list: u64, number: u32) -> Self {
        let mut random = Self(seed);
        random.0 = random.next() ^ list;
        random.0 = random.next() ^ u64::from(number);
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `bound` − 1; 0 when there is none.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        // The upper half of a product is below its bound, so the conversion always succeeds.
        u32::try_from(((self.next() >> 32) * u64::from(bound)) >> 32).unwrap_or_default()
    }

    /// Whether something that happens so often in a hundred times happens now.
    pub(super) fn percent(&mut self, often: u32) -> bool {
        self.below(100) < often
    }

    /// One of a list that has something in it.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(u32::try_from(list.len()).unwrap_or(u32::MAX)) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_first_numbers_of_the_reference_implementation() {
        // splitmix64.c by Sebastiano Vigna, seeded with 1234567.
        let mut random = Random(1_234_567);
        for expected in [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423] {
            assert_eq!(random.next(), expected);
        }
    }

    #[test]
    fn numbers_stay_below_their_bound() {
        let mut random = Random::of(1, 2, 3);
        assert!((0..1_000).all(|_| random.below(7) < 7));
        assert_eq!(random.below(1), 0);
        assert_eq!(random.below(0), 0);
    }
}
