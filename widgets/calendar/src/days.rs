//! Days as the calendar walks over them; how it names them stands in the modules under it.

mod spans;
mod years;

use ran_feed::civil::{CivilDate, Weekday, days_in_month};

pub(crate) use spans::{
    BREAK, hours, hours_on, moment, span, span_in_full, until_day, until_day_in_full, with_time,
};
pub(crate) use years::{YearStyle, month, week};

/// The years that can be shown. Beyond them no feed has events, and within them no arithmetic fails.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// The day nearest to `date` that can be shown.
pub(crate) fn clamped(date: CivilDate) -> CivilDate {
    let end = |year, month, day| CivilDate::new(year, month, day).unwrap_or(date);
    date.clamp(end(*YEARS.start(), 1, 1), end(*YEARS.end(), 12, 31))
}

/// So many days later, or earlier if negative.
pub(crate) fn plus_days(date: CivilDate, days: i32) -> CivilDate {
    date.plus_days(days).unwrap_or(date)
}

/// The same day so many months later, as far as can be shown.
pub(crate) fn plus_months(date: CivilDate, months: i32) -> CivilDate {
    date.plus_months(months).filter(|moved| YEARS.contains(&moved.year())).unwrap_or(date)
}

/// The last day of the date's month.
pub(crate) fn last_of_month(date: CivilDate) -> CivilDate {
    CivilDate::new(date.year(), date.month(), days_in_month(date.year(), date.month())).unwrap_or(date)
}

/// The day with which a week begins.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum WeekStart {
    /// As DADS and most Japanese calendars have it.
    #[default]
    Sunday,
    Monday,
}

impl WeekStart {
    /// The `week-start` attribute.
    pub(crate) fn read(attribute: &str) -> Self {
        if attribute == "monday" { Self::Monday } else { Self::Sunday }
    }

    /// The place of a date in its week, 0 to 6.
    pub(crate) fn column(self, date: CivilDate) -> i32 {
        i32::from(match self {
            Self::Sunday => date.weekday().from_sunday(),
            Self::Monday => date.weekday().from_monday(),
        })
    }

    /// The first day of a date's week.
    pub(crate) fn first_of_week(self, date: CivilDate) -> CivilDate {
        plus_days(date, -self.column(date))
    }

    /// The days of a week in order.
    pub(crate) fn weekdays(self) -> impl Iterator<Item = Weekday> {
        let first = Weekday::ALL.into_iter().cycle().skip(usize::from(self == Self::Monday));
        first.take(7)
    }
}

/// What a day is to who looks for days off, as a class: a Saturday, or a Sunday or public holiday.
pub(crate) fn kind(date: CivilDate, is_holiday: bool) -> &'static str {
    if is_holiday { "sunday" } else { kind_of_weekday(date.weekday()) }
}

/// The same of a weekday.
pub(crate) fn kind_of_weekday(weekday: Weekday) -> &'static str {
    match weekday.from_sunday() {
        0 => "sunday",
        6 => "saturday",
        _ => "weekday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
    }

    #[test]
    fn weeks_begin_on_sunday_or_monday() {
        let check = |start: WeekStart, date, expected| {
            assert_eq!(start.first_of_week(day(date)), day(expected));
        };
        check(WeekStart::Sunday, "2026-04-01", "2026-03-29");
        check(WeekStart::Sunday, "2026-03-29", "2026-03-29");
        check(WeekStart::Monday, "2026-03-29", "2026-03-23");
        assert_eq!(WeekStart::Monday.weekdays().next(), Some(Weekday::Monday));
        assert_eq!(WeekStart::Sunday.weekdays().last(), Some(Weekday::Saturday));
    }

    #[test]
    fn saturdays_sundays_and_holidays_are_told_apart() {
        let check = |date, is_holiday, expected| assert_eq!(kind(day(date), is_holiday), expected, "{date}");
        check("2026-04-03", false, "weekday");
        check("2026-04-04", false, "saturday");
        check("2026-04-05", false, "sunday");
        // 昭和の日 on a Wednesday, and 文化の日 of 2029 on a Saturday.
        check("2026-04-29", true, "sunday");
        check("2029-11-03", true, "sunday");
    }

    #[test]
    fn days_stay_within_what_can_be_shown() {
        assert_eq!(clamped(day("0001-02-03")), day("1900-01-01"));
        assert_eq!(clamped(day("2200-01-01")), day("2199-12-31"));
        assert_eq!(clamped(day("2026-02-03")), day("2026-02-03"));
        assert_eq!(plus_months(day("2199-12-31"), 1), day("2199-12-31"));
        assert_eq!(last_of_month(day("2024-02-01")), day("2024-02-29"));
        assert_eq!(last_of_month(day("2199-12-05")), day("2199-12-31"));
    }
}
