//! What a view shows of the feed: occurrences of its days, of events that are asked for.

use ran_feed::civil::CivilDate;
use ran_feed::filter::EventFilter;
use ran_feed::model::{Event, EventTime, Feed, PartialDate};
use ran_feed::occurrence::Occurrence;
use ran_parts::search::Haystacks;

use crate::days;
use crate::entry::{self, Entry};
use crate::filters;
use crate::scene::Shown;
use crate::state::View;

/// How far ahead the next event is looked for where a view has nothing left: two months, then two years.
const HORIZONS: [i32; 2] = [62, 731];

/// So many are still to come in the list of the current month, or else it goes on into the months after it: what is read at
/// one look, also on the last day of a month.
const FEW: usize = 10;

/// What the events are looked through with.
pub(crate) struct Look<'a> {
    pub(crate) feed: &'a Feed,
    pub(crate) base: &'a EventFilter,
    pub(crate) picked: &'a EventFilter,
    pub(crate) haystacks: &'a Haystacks,
}

impl Look<'_> {
    fn keeps(&self, index: usize, event: &Event) -> bool {
        let keeps = |filter: &&EventFilter| filters::keeps(filter, index, event, self.feed, self.haystacks);
        [self.base, self.picked].iter().all(keeps)
    }

    fn between(&self, from: CivilDate, to: CivilDate) -> Vec<Entry> {
        entry::between(self.feed, from, to, &|index, event| self.keeps(index, event))
    }

    /// What a view shows of the days and the month at hand.
    pub(crate) fn shown(
        &self,
        view: View,
        (from, to): (CivilDate, CivilDate),
        month: CivilDate,
        today: Option<CivilDate>,
    ) -> Shown {
        let (mut entries, incomplete) =
            entry::found(self.feed, from, to, &|index, event| self.keeps(index, event));
        // A grid has days of other months too.
        let (first, last) = if view == View::Week { (from, to) } else { (month, days::last_of_month(month)) };
        let has_none = |first| entries.iter().all(|entry| entry.span.1 < first || entry.span.0 > last);
        let (is_empty, left) = (has_none(first), today.filter(|today| *today <= last));
        let is_over = has_none(left.map_or(first, |today| today.max(first)));
        let after = days::plus_days(last, 1);
        let mut goes_on = false;
        if view == View::Agenda
            && let Some(today) = left.filter(|today| *today >= first)
        {
            let left = entries.iter().filter(|entry| entry.span.1 >= today).count();
            let ahead = self.ahead(after, FEW.saturating_sub(left));
            goes_on = ahead.iter().any(|entry| entry.of(self.feed).is_some_and(takes_place));
            entries.extend(ahead);
        }
        let next = if is_over && !goes_on { self.next(after.max(today.unwrap_or(last))) } else { Vec::new() };
        let events = self.feed.events.iter().enumerate();
        let undated =
            events.filter(|(index, event)| is_undated(event, month, today) && self.keeps(*index, event));
        let undated = undated.map(|(index, _)| index).collect();
        Shown { undated, entries, incomplete, is_empty, is_over, next }
    }

    /// What begins on a day or so many days after it.
    fn beginning(&self, from: CivilDate, days: i32) -> Vec<Entry> {
        let mut entries = self.between(from, days::plus_days(from, days));
        entries.retain(|entry| entry.span.0 >= from);
        entries
    }

    /// So many that begin on a day or after it, soon, and what else begins on the last one's day.
    fn ahead(&self, from: CivilDate, count: usize) -> Vec<Entry> {
        let Some(others) = count.checked_sub(1) else { return Vec::new() };
        let mut ahead = self.beginning(from, HORIZONS[0]);
        if let Some(last) = ahead.get(others).map(|entry| entry.span.0) {
            ahead.truncate(ahead.partition_point(|entry| entry.span.0 <= last));
        }
        ahead
    }

    /// What takes place on a day, and the first after it.
    fn next(&self, from: CivilDate) -> Vec<Entry> {
        let mut next = Vec::new();
        for days in HORIZONS {
            next = self.beginning(from, days);
            next.retain(|entry| entry.of(self.feed).is_some_and(takes_place));
            if let Some(after) = next.iter().position(|entry| entry.span.0 > from) {
                next.truncate(after + 1);
                break;
            }
        }
        next
    }
}

fn takes_place(occurrence: Occurrence<'_>) -> bool {
    occurrence.status().takes_place()
}

/// Whether an event whose time is known only in words belongs to a month: all from the one that its words mean, or else
/// the current one, to that in which it is no longer to come. Without such an end it is that month alone, or every month
/// of a year that its words mean.
fn is_undated(event: &Event, month: CivilDate, today: Option<CivilDate>) -> bool {
    let Some(when) = event.when.as_ref().filter(|_| event.start.is_none()) else { return false };
    let Some(first) = when.sort.map_or(today, PartialDate::first_day) else { return true };
    let until = when.until.map(EventTime::date);
    let last = until.or_else(|| when.sort?.last_day()).unwrap_or(first);
    first.first_of_month() <= month && month <= last
}

#[cfg(test)]
mod tests {
    use ran_feed::Limits;

    use super::*;

    #[test]
    fn what_has_no_day_stands_in_the_months_that_it_may_be_in() {
        let check = |when: &str, today: Option<&str>, expected: &str| {
            let text = format!(
                r#"{{"version":1,"members":[],"events":[{{"id":"a","title":"A","when":{{"label":"春ごろ"{when}}}}}]}}"#
            );
            let feed = ran_feed::read(text.into(), &Limits::default()).unwrap().feed;
            let today = today.map(|today| CivilDate::parse(today).unwrap());
            let months = (1..=12)
                .filter(|month| is_undated(&feed.events[0], CivilDate::new(2026, *month, 1).unwrap(), today));
            let months: Vec<String> = months.map(|month| month.to_string()).collect();
            assert_eq!(months.join(" "), expected, "{when} {today:?}");
        };
        let today = Some("2026-05-02");
        check(r#","sort":"2026-05""#, today, "5");
        check(r#","sort":"2026""#, today, "1 2 3 4 5 6 7 8 9 10 11 12");
        check(r#","sort":"2026-05","until":"2026-08-31""#, today, "5 6 7 8");
        check(r#","sort":"2025-11-20","until":"2026-02-01""#, today, "1 2");
        check("", today, "5");
        check(r#","until":"2026-07-01""#, today, "5 6 7");
        check("", None, "1 2 3 4 5 6 7 8 9 10 11 12");
    }
}
