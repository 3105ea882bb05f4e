//! The ends of rules that stand in UTC, as calendar programs write them, put on the clocks of their events.

use super::{clock::Clock, parts};
use crate::{
    civil::CivilDateTime,
    model::{Feed, Rrule},
};

impl Feed {
    /// Puts each `UNTIL=…Z` on the clock of its event, where that is not known to have one offset all year. `shown` says
    /// what the clocks of a zone show at a moment, in seconds since 1970 in UTC: zone data is the browser's or the
    /// server's. Where nobody says it, a rule rather gives a time too many than one too few.
    pub fn put_ends_on_clocks(&mut self, shown: &dyn Fn(&str, i64) -> Option<CivilDateTime>) {
        let home = self.time_zone().to_owned();
        for event in self.events.entries_mut() {
            let zone = event.time_zone.as_ref().map_or(&*home, |zone| zone.as_str());
            let (Some(start), Some(rule)) = (event.start, &mut event.rrule) else { continue };
            if !Clock::of(start, zone).is_known()
                && let Some(put) = put(rule, &|moment| shown(zone, moment))
            {
                *rule = put;
            }
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
