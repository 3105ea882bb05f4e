//! The ends of rules that stand in UTC, as calendar programs write them, put on the clocks of their events.

use super::{clock::Clock, parts};
use crate::{
    civil::CivilDateTime,
    model::{Event, Rrule},
    read::Clocks,
};

impl Event {
    /// Puts an `UNTIL=…Z` on the clock of the event, where that is not known to have one offset all year. Where nobody knows
    /// the clock, a rule rather gives a time too many than one too few.
    pub(crate) fn put_end_on_clock(&mut self, home: &str, clocks: Clocks) {
        let zone = self.time_zone.as_ref().map_or(home, |zone| zone.as_str());
        let (Some(start), Some(rule)) = (self.start, &mut self.rrule) else { return };
        if !Clock::of(start, zone).is_known()
            && let Some(put) = put(rule, &|moment| clocks(zone, moment))
        {
            *rule = put;
        }
    }
}

fn put(rule: &Rrule, shown: &dyn Fn(i64) -> Option<CivilDateTime>) -> Option<Rrule> {
    let until = rule.part("UNTIL").filter(|until| until.ends_with('Z'))?;
    let mut end = shown(parts::end(until, Clock::UTC)?)?.to_string().replace(['-', ':'], "");
    if end.len() < "20260410T090000".len() {
        end.push_str("00");
    }
    Rrule::parse(&rule.as_str().replace(until, &end)).ok()
}
