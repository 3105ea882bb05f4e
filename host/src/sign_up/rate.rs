//! How often one visitor may ask, without keeping who asked.

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Half a megabyte, however many visitors there are.
const PLACES: u64 = 32 * 1024;

/// A limit by address that holds no address.
///
/// Each address has a place in each of two tables, under a hash whose key is made at the start and told to nobody. A
/// place holds a time alone (the "theoretical arrival time" of the generic cell rate algorithm, ITU-T I.371). Who shares
/// one place with a busy visitor is let through by the other.
pub(crate) struct Rate {
    keys: [RandomState; 2],
    tables: [Vec<AtomicU64>; 2],
    start: Instant,
    /// How long one request counts, in milliseconds; 0 for no limit.
    each_ms: u64,
    /// How much may be saved up, in milliseconds.
    burst_ms: u64,
}

impl Rate {
    /// So many requests a minute, all of them at once if need be; 0 for any number.
    pub(crate) fn a_minute(count: u32) -> Self {
        Self::new(count, 60_000)
    }

    /// So many an hour.
    pub(crate) fn an_hour(count: u32) -> Self {
        Self::new(count, 60 * 60_000)
    }

    fn new(count: u32, millis: u64) -> Self {
        // However many they are, they are not any number.
        let each_ms = millis.checked_div(u64::from(count)).map_or(0, |each| each.max(1));
        let table = || (0..PLACES).map(|_| AtomicU64::new(0)).collect();
        Self {
            keys: [RandomState::new(), RandomState::new()],
            tables: [table(), table()],
            start: Instant::now(),
            each_ms,
            burst_ms: each_ms * u64::from(count),
        }
    }

    /// Counts something that belongs to a text, of which nothing is kept either.
    pub(crate) fn take_text(&self, text: &str) -> Result<Taken<'_>, Duration> {
        self.take_key(text, self.now())
    }

    /// Counts a request; the error is how long to wait.
    pub(crate) fn take(&self, address: IpAddr) -> Result<Taken<'_>, Duration> {
        self.take_key(network(address), self.now())
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn take_key(&self, owner: impl Hash + Copy, now: u64) -> Result<Taken<'_>, Duration> {
        let mut taken = Taken { places: [None; 2], each_ms: self.each_ms };
        if self.each_ms == 0 {
            return Ok(taken);
        }
        let mut shortest = u64::MAX;
        for (kept, place) in taken.places.iter_mut().zip(self.places(owner)) {
            match self.take_place(place, now) {
                Ok(()) => *kept = Some(place),
                Err(wait) => shortest = shortest.min(wait),
            }
        }
        if taken.places.iter().any(Option::is_some) {
            Ok(taken)
        } else {
            Err(Duration::from_millis(shortest))
        }
    }

    /// Where an owner's times are.
    fn places(&self, owner: impl Hash + Copy) -> impl Iterator<Item = &AtomicU64> {
        self.keys.iter().zip(&self.tables).filter_map(move |(key, table)| {
            table.get(usize::try_from(key.hash_one(owner) % PLACES).unwrap_or_default())
        })
    }

    /// The error is how many milliseconds to wait.
    fn take_place(&self, place: &AtomicU64, now: u64) -> Result<(), u64> {
        let next = |full: u64| {
            let full = full.max(now) + self.each_ms;
            (full <= now + self.burst_ms).then_some(full)
        };
        place
            .fetch_update(Relaxed, Relaxed, next)
            .map(drop)
            .map_err(|full| (full + self.each_ms).saturating_sub(now + self.burst_ms))
    }
}

/// What was counted, in those places that had room for it.
#[derive(Debug)]
pub(crate) struct Taken<'a> {
    places: [Option<&'a AtomicU64>; 2],
    each_ms: u64,
}

impl Taken<'_> {
    /// Takes back what was counted: nothing has come of it.
    pub(crate) fn give_back(self) {
        for place in self.places.into_iter().flatten() {
            let _ = place.fetch_update(Relaxed, Relaxed, |full| full.checked_sub(self.each_ms));
        }
    }
}

/// Who has one IPv6 address has 2⁶⁴ of them (RFC 6177).
fn network(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address) >> 64 << 64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    /// As of a visitor at an address, in milliseconds.
    fn take_at(rate: &Rate, visitor: &str, now: u64) -> Result<(), u128> {
        rate.take_key(network(address(visitor)), now).map(drop).map_err(|wait| wait.as_millis())
    }

    #[test]
    fn as_many_as_are_allowed_and_one_more_after_its_time() {
        let rate = Rate::a_minute(3);
        let seen = [0, 0, 0, 0, 19_999, 20_000, 20_000, 80_000].map(|now| take_at(&rate, "192.0.2.1", now));
        assert_eq!(seen, [Ok(()), Ok(()), Ok(()), Err(20_000), Err(1), Ok(()), Err(20_000), Ok(())]);
        assert_eq!(take_at(&rate, "192.0.2.2", 0), Ok(()));
    }

    #[test]
    fn a_household_counts_once() {
        let rate = Rate::a_minute(1);
        assert!(take_at(&rate, "2001:db8::1", 0).is_ok());
        assert!(take_at(&rate, "2001:db8::2", 0).is_err());
        assert!(take_at(&rate, "2001:db8:0:1::1", 0).is_ok());
        assert!(take_at(&rate, "192.0.2.1", 0).is_ok());
        assert!(take_at(&rate, "::ffff:192.0.2.1", 0).is_err());
    }

    #[test]
    fn many_are_not_any_number() {
        let rate = Rate::a_minute(u32::MAX);
        assert_eq!(rate.each_ms, 1);
        let hourly = Rate::an_hour(5);
        let seen = ["a", "a", "a", "a", "a", "a", "b"].map(|text| hourly.take_key(text, 0).is_ok());
        assert_eq!(seen, [true, true, true, true, true, false, true]);
    }

    #[test]
    fn what_was_taken_is_given_back_and_no_more() {
        let rate = Rate::an_hour(2);
        let full = || rate.places("a").map(|place| place.load(Relaxed)).collect::<Vec<_>>();
        rate.take_key("a", 0).unwrap().give_back();
        assert_eq!(full(), [0, 0]);
        // A busy stranger has one of the two places.
        rate.places("a").next().unwrap().store(2 * rate.each_ms, Relaxed);
        rate.take_key("a", 0).unwrap().give_back();
        assert_eq!(full(), [2 * rate.each_ms, 0]);
        let _first = rate.take_key("a", 0).unwrap();
        rate.take_key("a", 0).unwrap().give_back();
        assert_eq!(full(), [2 * rate.each_ms, rate.each_ms]);
    }

    #[test]
    fn zero_means_any_number() {
        let rate = Rate::a_minute(0);
        assert!((0..1_000).all(|_| take_at(&rate, "192.0.2.1", 0).is_ok()));
    }
}
