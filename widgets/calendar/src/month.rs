//! How the events of some weeks share the room of their days: lanes for what spans days, and "+n" for what has no room.

use ran_feed::civil::CivilDate;

use crate::words::AMISS;

/// The events that a day has room for.
pub(crate) const LANES: usize = 3;

/// The days of a week.
pub(crate) const WEEK: usize = 7;

/// What stands in one lane of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Slot {
    /// Nothing.
    #[default]
    Free,
    /// A bar that begins on an earlier day of the week.
    Covered,
    /// An event that begins here, or goes on from the week before.
    Bar {
        /// Its place in the list of entries.
        entry: usize,
        /// The days of this week that it covers, 1 to 7.
        days: u8,
        /// Whether it began before this week.
        from_before: bool,
        /// Whether it goes on after this week.
        goes_on: bool,
    },
}

/// A day with what it has room for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Day {
    /// Its lanes from the top.
    pub(crate) slots: [Slot; LANES],
    /// All events that touch it.
    pub(crate) count: usize,
    /// Those of them that have no room.
    pub(crate) more: usize,
    /// Those of them that are as [`AMISS`] says, in its order; counted by who knows the events.
    pub(crate) amiss: [usize; AMISS.len()],
}

/// Lays out what touches the weeks that begin on `first`. `spans` are the first and last days of the entries in the
/// order in which they are to stand. The answer is the days, and for each entry whether it is hidden in some week.
///
/// What spans days comes first, so that a bar is not pushed down by what is in its way on one day alone. An event
/// that finds no lane free on all its days of a week is hidden in that week, and counted in each of them.
pub(crate) fn weeks(
    first: CivilDate,
    count: usize,
    spans: impl Iterator<Item = (CivilDate, CivilDate)> + Clone,
) -> (Vec<Day>, Vec<bool>) {
    let mut days = vec![Day::default(); count * WEEK];
    let mut hidden = vec![false; spans.clone().count()];
    let last_place = days.len() as i32 - 1;
    for spanning in [true, false] {
        for (entry, (from, to)) in spans.clone().enumerate() {
            if (to > from) != spanning {
                continue;
            }
            let (from, to) = (from.days() - first.days(), to.days() - first.days());
            let (mut at, end) = (from.max(0), to.min(last_place));
            while at <= end {
                let week_end = at / WEEK as i32 * WEEK as i32 + WEEK as i32 - 1;
                let part_end = week_end.min(end);
                let part = &mut days[at as usize..=part_end as usize];
                hidden[entry] |= !place(part, entry, from < at, to > part_end);
                at = part_end + 1;
            }
        }
    }
    (days, hidden)
}

/// Puts an entry into the first lane that is free on all its days of a week, if there is one.
fn place(days: &mut [Day], entry: usize, from_before: bool, goes_on: bool) -> bool {
    let lane = (0..LANES).find(|lane| days.iter().all(|day| day.slots[*lane] == Slot::Free));
    let length = days.len() as u8;
    for (number, day) in days.iter_mut().enumerate() {
        day.count += 1;
        match lane {
            None => day.more += 1,
            Some(lane) if number == 0 => {
                day.slots[lane] = Slot::Bar { entry, days: length, from_before, goes_on };
            }
            Some(lane) => day.slots[lane] = Slot::Covered,
        }
    }
    lane.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lanes of the weeks as text: a letter for each entry where it begins, `-` where it goes on, `.` where nothing is;
    /// days apart by spaces, weeks by `|`, then `+n` a day.
    fn drawn(first: &str, count: usize, spans: &[(&str, &str)]) -> String {
        let day = |text: &str| CivilDate::parse(text).unwrap();
        let spans: Vec<_> = spans.iter().map(|(from, to)| (day(from), day(to))).collect();
        let (days, _) = weeks(day(first), count, spans.iter().copied());
        assert_eq!(days.len(), count * WEEK);
        let weeks = days.chunks(WEEK).map(|week| {
            let days = week.iter().map(|day| {
                let mut text: String = day
                    .slots
                    .iter()
                    .map(|slot| match slot {
                        Slot::Free => '.',
                        Slot::Covered => '-',
                        Slot::Bar { entry, .. } => char::from(b'a' + (*entry % 26) as u8),
                    })
                    .collect();
                if day.more > 0 {
                    text.push_str(&format!("+{}", day.more));
                }
                text
            });
            days.collect::<Vec<_>>().join(" ")
        });
        weeks.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn events_find_their_lanes() {
        let check = |spans: &[(&str, &str)], expected: &str| {
            assert_eq!(drawn("2026-03-29", 1, spans), expected, "{spans:?}");
        };
        let none = "... ... ... ... ... ... ...";
        check(&[], none);
        check(&[("2026-03-28", "2026-03-28"), ("2026-04-05", "2026-04-05")], none);
        check(&[("2026-04-01", "2026-04-01")], "... ... ... a.. ... ... ...");
        check(&[("2026-04-01", "2026-04-03")], "... ... ... a.. -.. -.. ...");
        // What spans days stands above what does not, also if it comes later in the list.
        check(&[("2026-04-01", "2026-04-01"), ("2026-04-01", "2026-04-02")], "... ... ... ba. -.. ... ...");
        // A lane that one bar has left is free for the next.
        check(&[("2026-03-29", "2026-03-30"), ("2026-03-31", "2026-04-01")], "a.. -.. b.. -.. ... ... ...");
        check(&[("2026-03-29", "2026-03-31"), ("2026-03-31", "2026-04-01")], "a.. -.. -b. .-. ... ... ...");
        // A span from before the weeks to after them covers them all.
        check(&[("2020-01-01", "2030-01-01")], "a.. -.. -.. -.. -.. -.. -..");
    }

    #[test]
    fn a_bar_is_cut_at_the_weeks_end_and_goes_on() {
        assert_eq!(
            drawn("2026-03-29", 2, &[("2026-04-03", "2026-04-06")]),
            "... ... ... ... ... a.. -.. | a.. -.. ... ... ... ... ..."
        );
        let day = |text| CivilDate::parse(text).unwrap();
        let (days, _) = weeks(day("2026-03-29"), 2, [(day("2026-04-03"), day("2026-04-06"))].into_iter());
        assert_eq!(days[5].slots[0], Slot::Bar { entry: 0, days: 2, from_before: false, goes_on: true });
        assert_eq!(days[7].slots[0], Slot::Bar { entry: 0, days: 2, from_before: true, goes_on: false });
    }

    #[test]
    fn what_has_no_room_is_counted_on_each_of_its_days() {
        let day = ("2026-03-29", "2026-03-29");
        let two = ("2026-03-29", "2026-03-30");
        let check = |spans: &[(&str, &str)], expected: &str| {
            let drawn = drawn("2026-03-29", 1, spans);
            assert!(drawn.starts_with(expected), "{spans:?} drew {drawn}");
        };
        check(&[day, day, day], "abc ...");
        check(&[day, day, day, day, day], "abc+2 ...");
        check(&[two, two, two, two], "abc+1 ---+1 ...");
        check(&[two, two, two, day], "abc+1 --- ...");
    }

    #[test]
    fn what_has_no_room_in_any_of_its_weeks_is_named() {
        let day = |text: &str| CivilDate::parse(text).unwrap();
        let hidden = |spans: &[(&str, &str)]| -> Vec<usize> {
            let spans: Vec<_> = spans.iter().map(|(from, to)| (day(from), day(to))).collect();
            let (_, hidden) = weeks(day("2026-03-29"), 2, spans.into_iter());
            hidden.iter().enumerate().filter(|(_, hidden)| **hidden).map(|(entry, _)| entry).collect()
        };
        let on = |day| (day, day);
        let full = [on("2026-04-06"), on("2026-04-06"), on("2026-04-06")];
        assert!(hidden(&full).is_empty());
        assert_eq!(
            hidden(&[&full[..], &[on("2026-04-06"), on("2026-04-07"), on("2026-04-06")]].concat()),
            [3, 5]
        );
        // It has room in its first week, and none in its second.
        let busy = ("2026-04-05", "2026-04-06");
        assert_eq!(hidden(&[busy, busy, busy, ("2026-04-04", "2026-04-05")]), [3]);
        // What is of other weeks is not hidden here.
        assert!(hidden(&[on("2026-03-28"), on("2026-04-12")]).is_empty());
    }

    #[test]
    fn ten_thousand_on_a_day_cost_no_more_than_their_count() {
        let day = CivilDate::parse("2026-04-01").unwrap();
        let (days, hidden) = weeks(day, 1, std::iter::repeat_n((day, day), 10_000));
        assert_eq!((days[0].count, days[0].more), (10_000, 9_997));
        assert_eq!(days[1], Day::default());
        assert_eq!(hidden.iter().filter(|hidden| **hidden).count(), 9_997);
    }
}
