//! Waiting for something to be so, with a deadline, and with what was seen last in the message.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Long enough for a slow machine; a test that passes never takes it. `RAN_DEADLINE_SECONDS` says otherwise.
pub(crate) fn deadline() -> Duration {
    static DEADLINE: OnceLock<Duration> = OnceLock::new();
    *DEADLINE.get_or_init(|| {
        let given = std::env::var("RAN_DEADLINE_SECONDS").unwrap_or_default();
        seconds(&given).unwrap_or_else(|error| panic!("RAN_DEADLINE_SECONDS: {error}"))
    })
}

/// What somebody has set, or 20 seconds.
fn seconds(given: &str) -> Result<Duration, String> {
    if given.is_empty() {
        return Ok(Duration::from_secs(20));
    }
    given.parse().map(Duration::from_secs).map_err(|_| format!("{given:?} is no whole number of seconds"))
}

/// Between two looks. A command to the browser takes about 5 ms.
const PAUSE: Duration = Duration::from_millis(15);

/// Looks again and again until `probe` succeeds.
///
/// # Errors
/// What `probe` said last, when the deadline has come.
pub fn poll<T>(deadline: Duration, mut probe: impl FnMut() -> Result<T, String>) -> Result<T, String> {
    let end = Instant::now() + deadline;
    loop {
        match probe() {
            Ok(found) => return Ok(found),
            Err(last) if Instant::now() >= end => return Err(last),
            Err(_) => std::thread::sleep(PAUSE),
        }
    }
}

/// Looks until `probe` succeeds, and fails the test with what it said last when that takes too long.
#[track_caller]
pub fn wait_for<T>(what: &str, probe: impl FnMut() -> Result<T, String>) -> T {
    match poll(deadline(), probe) {
        Ok(found) => found,
        Err(last) => panic!("waited {} s for {what}; last seen: {last}", deadline().as_secs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_that_is_not_understood_is_named() {
        assert_eq!(seconds(""), Ok(Duration::from_secs(20)));
        assert_eq!(seconds("90"), Ok(Duration::from_secs(90)));
        assert_eq!(seconds("90s"), Err("\"90s\" is no whole number of seconds".to_owned()));
    }
}
