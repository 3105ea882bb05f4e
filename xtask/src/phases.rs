//! Where the time of a run goes: what makes CI slow is seen in the log of every run.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The parts of a run that are over, each with how long it took.
pub(crate) struct Phases {
    begun: Instant,
    over: Mutex<Vec<(&'static str, Duration)>>,
}

impl Phases {
    /// The clock of the whole run starts now.
    pub(crate) fn start() -> Self {
        Self { begun: Instant::now(), over: Mutex::default() }
    }

    /// Does some work and notes how long it took. Several threads may do so at once.
    pub(crate) fn time<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = work();
        self.over().push((what, begun.elapsed()));
        done
    }

    fn over(&self) -> MutexGuard<'_, Vec<(&'static str, Duration)>> {
        self.over.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Phases {
    /// A line for each phase in the order in which they ended, and one for all: some went on beside others.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |time: Duration, what: &str| writeln!(out, "{:>7.1}  {what}", time.as_secs_f64());
        for (what, time) in &*self.over() {
            line(*time, what)?;
        }
        line(self.begun.elapsed(), "in all")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_stand_in_the_order_in_which_they_ended() {
        let phases = Phases::start();
        assert_eq!(phases.time("outer", || phases.time("inner", || 7)), 7);
        phases.over().push(("slow", Duration::from_millis(61_250)));
        let table = phases.to_string();
        let names: Vec<&str> =
            table.lines().filter_map(|line| Some(line.trim_start().split_once("  ")?.1)).collect();
        assert_eq!(names, ["inner", "outer", "slow", "in all"]);
        assert!(table.contains("\n   61.2  slow\n"), "{table}");
    }
}
