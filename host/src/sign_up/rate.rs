//! How often one visitor may ask, without keeping who asked.

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Half a megabyte, however many visitors there are.
const PLACES: usize = 32 * 1024;

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
    pub(crate) fn take_text(&self, text: &str) -> Result<(), Duration> {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.take_key(text, now)
    }

    /// Counts a request; the error is how long to wait.
    pub(crate) fn take(&self, address: IpAddr) -> Result<(), Duration> {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.take_at(address, now)
    }

    fn take_at(&self, address: IpAddr, now: u64) -> Result<(), Duration> {
        self.take_key(network(address), now)
    }

    fn take_key(&self, owner: impl Hash + Copy, now: u64) -> Result<(), Duration> {
        if self.each_ms == 0 {
            return Ok(());
        }
        match self.places(owner).map(|place| self.take_place(place, now)).min() {
            Some(wait) if wait > 0 => Err(Duration::from_millis(wait)),
            _ => Ok(()),
        }
    }

    /// Takes back what was counted for a text: nothing has come of it.
    pub(crate) fn give_back(&self, text: &str) {
        for place in self.places(text) {
            let _ = place.fetch_update(Relaxed, Relaxed, |full| full.checked_sub(self.each_ms));
        }
    }

    /// Where an owner's times are.
    fn places(&self, owner: impl Hash + Copy) -> impl Iterator<Item = &AtomicU64> {
        self.keys.iter().zip(&self.tables).filter_map(move |(key, table)| {
            table.get(usize::try_from(key.hash_one(owner) % PLACES as u64).unwrap_or_default())
        })
    }

    fn take_place(&self, place: &AtomicU64, now: u64) -> u64 {
        let next = |full: u64| {
            let full = full.max(now) + self.each_ms;
            (full <= now + self.burst_ms).then_some(full)
        };
        match place.fetch_update(Relaxed, Relaxed, next) {
            Ok(_) => 0,
            Err(full) => (full + self.each_ms).saturating_sub(now + self.burst_ms),
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

    #[test]
    fn as_many_as_are_allowed_and_one_more_after_its_time() {
        let rate = Rate::a_minute(3);
        let one = address("192.0.2.1");
        let seen: Vec<_> = [0, 0, 0, 0, 19_999, 20_000, 20_000, 80_000]
            .map(|now| rate.take_at(one, now).map_err(|wait| wait.as_millis()))
            .to_vec();
        assert_eq!(seen, [Ok(()), Ok(()), Ok(()), Err(20_000), Err(1), Ok(()), Err(20_000), Ok(())]);
        assert_eq!(rate.take_at(address("192.0.2.2"), 0), Ok(()));
    }

    #[test]
    fn a_household_counts_once() {
        let rate = Rate::a_minute(1);
        assert!(rate.take_at(address("2001:db8::1"), 0).is_ok());
        assert!(rate.take_at(address("2001:db8::2"), 0).is_err());
        assert!(rate.take_at(address("2001:db8:0:1::1"), 0).is_ok());
        assert!(rate.take_at(address("192.0.2.1"), 0).is_ok());
        assert!(rate.take_at(address("::ffff:192.0.2.1"), 0).is_err());
    }

    #[test]
    fn many_are_not_any_number() {
        let rate = Rate::a_minute(u32::MAX);
        assert_eq!(rate.each_ms, 1);
        let hourly = Rate::an_hour(5);
        let seen = ["a", "a", "a", "a", "a", "a", "b"].map(|text| hourly.take_key(text, 0).is_ok());
        assert_eq!(seen, [true, true, true, true, true, false, true]);
        hourly.give_back("a");
        assert_eq!(["a", "a"].map(|text| hourly.take_key(text, 0).is_ok()), [true, false]);
    }

    #[test]
    fn zero_means_any_number() {
        let rate = Rate::a_minute(0);
        assert!((0..1_000).all(|_| rate.take_at(address("192.0.2.1"), 0).is_ok()));
    }
}
