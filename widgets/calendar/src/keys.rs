//! The keys of the month grid, after the grid pattern of the ARIA Authoring Practices.

use ran_feed::civil::CivilDate;

use crate::days::{WeekStart, plus_days, plus_months};
use crate::state::{Action, Target};

/// What a key does on the cell of a day. None leaves the key to the browser.
pub(crate) fn action(key: &str, shift: bool, day: CivilDate, week_start: WeekStart) -> Option<Action> {
    let page = if shift { 12 } else { 1 };
    Some(Action::Walk(match key {
        "ArrowLeft" => plus_days(day, -1),
        "ArrowRight" => plus_days(day, 1),
        "ArrowUp" => plus_days(day, -7),
        "ArrowDown" => plus_days(day, 7),
        "Home" => week_start.first_of_week(day),
        "End" => plus_days(week_start.first_of_week(day), 6),
        "PageUp" => plus_months(day, -page),
        "PageDown" => plus_months(day, page),
        "Enter" | " " => return Some(Action::Choose(day, Target::Day)),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_walk_over_the_days() {
        let day = |text: &str| CivilDate::parse(text).unwrap();
        let check = |key: &str, shift, from: &str, expected: &str| {
            let action = action(key, shift, day(from), WeekStart::Sunday);
            assert_eq!(action, Some(Action::Walk(day(expected))), "{key}");
        };
        check("ArrowLeft", false, "2026-04-01", "2026-03-31");
        check("ArrowRight", false, "2026-12-31", "2027-01-01");
        check("ArrowUp", false, "2026-04-05", "2026-03-29");
        check("ArrowDown", false, "2024-02-26", "2024-03-04");
        check("Home", false, "2026-04-01", "2026-03-29");
        check("End", false, "2026-04-01", "2026-04-04");
        check("PageUp", false, "2026-03-31", "2026-02-28");
        check("PageDown", false, "2024-01-31", "2024-02-29");
        check("PageUp", true, "2024-02-29", "2023-02-28");
        check("PageDown", true, "2026-04-01", "2027-04-01");
        // Beyond the last day that can be shown there is nowhere to go.
        check("PageDown", false, "2199-12-15", "2199-12-15");
    }

    #[test]
    fn a_week_may_begin_on_monday() {
        let day = |text: &str| CivilDate::parse(text).unwrap();
        let check = |key: &str, expected: &str| {
            let action = action(key, false, day("2026-04-05"), WeekStart::Monday);
            assert_eq!(action, Some(Action::Walk(day(expected))), "{key}");
        };
        check("Home", "2026-03-30");
        check("End", "2026-04-05");
    }

    #[test]
    fn enter_opens_the_day_and_other_keys_stay_the_browsers() {
        let day = CivilDate::parse("2026-04-01").unwrap();
        let check = |key, expected| assert_eq!(action(key, false, day, WeekStart::Sunday), expected, "{key}");
        check("Enter", Some(Action::Choose(day, Target::Day)));
        check(" ", Some(Action::Choose(day, Target::Day)));
        check("Tab", None);
        check("a", None);
        check("Escape", None);
    }
}
