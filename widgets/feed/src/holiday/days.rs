//! On which days the 国民の祝日 have been (第2条, and the acts for single days and years).

use super::Holiday;
use crate::civil::{CivilDate, Weekday};

/// Which day of its month a holiday is.
#[derive(Clone, Copy)]
enum Day {
    /// This one.
    Of(u8),
    /// The first, second, … Monday (ハッピーマンデー制度).
    Monday(u8),
    /// 春分日, in March.
    Vernal,
    /// 秋分日, in September.
    Autumnal,
}

/// A holiday on a day of a month from one year to another, both included.
struct Rule(Holiday, u8, Day, i16, i16);

/// No end in sight.
const ON: i16 = i16::MAX;

#[rustfmt::skip]
const RULES: [Rule; 38] = {
    use Day::{Autumnal, Monday, Of, Vernal};
    use Holiday::*;
    [
        Rule(NewYear, 1, Of(1), 1949, ON),
        Rule(ComingOfAge, 1, Of(15), 1949, 1999),
        Rule(ComingOfAge, 1, Monday(2), 2000, ON),
        Rule(Foundation, 2, Of(11), 1967, ON),
        Rule(Emperor, 2, Of(23), 2020, ON),
        Rule(Funeral, 2, Of(24), 1989, 1989),
        Rule(VernalEquinox, 3, Vernal, 1949, ON),
        Rule(Wedding, 4, Of(10), 1959, 1959),
        Rule(Emperor, 4, Of(29), 1949, 1988),
        Rule(Greenery, 4, Of(29), 1989, 2006),
        Rule(Showa, 4, Of(29), 2007, ON),
        Rule(Accession, 5, Of(1), 2019, 2019),
        Rule(Constitution, 5, Of(3), 1949, ON),
        Rule(Greenery, 5, Of(4), 2007, ON),
        Rule(Children, 5, Of(5), 1949, ON),
        Rule(Wedding, 6, Of(9), 1993, 1993),
        Rule(Marine, 7, Of(20), 1996, 2002),
        Rule(Marine, 7, Monday(3), 2003, 2019),
        // 令和三年東京オリンピック競技大会・東京パラリンピック競技大会特別措置法: two summers with other days.
        Rule(Marine, 7, Of(23), 2020, 2020),
        Rule(Marine, 7, Of(22), 2021, 2021),
        Rule(Marine, 7, Monday(3), 2022, ON),
        Rule(Sports, 7, Of(24), 2020, 2020),
        Rule(Sports, 7, Of(23), 2021, 2021),
        Rule(Mountain, 8, Of(11), 2016, 2019),
        Rule(Mountain, 8, Of(10), 2020, 2020),
        Rule(Mountain, 8, Of(8), 2021, 2021),
        Rule(Mountain, 8, Of(11), 2022, ON),
        Rule(Aged, 9, Of(15), 1966, 2002),
        Rule(Aged, 9, Monday(3), 2003, ON),
        Rule(AutumnalEquinox, 9, Autumnal, 1948, ON),
        Rule(HealthAndSports, 10, Of(10), 1966, 1999),
        Rule(HealthAndSports, 10, Monday(2), 2000, 2019),
        Rule(Enthronement, 10, Of(22), 2019, 2019),
        Rule(Sports, 10, Monday(2), 2022, ON),
        Rule(Culture, 11, Of(3), 1948, ON),
        Rule(Enthronement, 11, Of(12), 1990, 1990),
        Rule(Labour, 11, Of(23), 1948, ON),
        Rule(Emperor, 12, Of(23), 1989, 2018),
    ]
};

/// The 国民の祝日 on a date.
pub(super) fn national(date: CivilDate) -> Option<Holiday> {
    let found = RULES.iter().find(|Rule(_, month, day, from, to)| {
        *month == date.month() && (*from..=*to).contains(&date.year()) && day.is(date)
    });
    found.map(|rule| rule.0)
}

impl Day {
    fn is(self, date: CivilDate) -> bool {
        match self {
            Self::Of(day) => day == date.day(),
            Self::Monday(nth) => date.weekday() == Weekday::Monday && (date.day() - 1) / 7 + 1 == nth,
            Self::Vernal => equinox(date.year(), [20_835_700, 20_843_100, 21_851_000]) == Some(date.day()),
            Self::Autumnal => equinox(date.year(), [23_258_800, 23_248_800, 24_248_800]) == Some(date.day()),
        }
    }
}

/// The day of an equinox in Japan, from 1948 to 2150, by the approximation of 海上保安庁水路部 暦計算研究会 (『新こよみ便利帳』).
///
/// `days` are its constants in millionths of a day for the years to 1979, to 2099, and to 2150.
fn equinox(year: i16, days: [i32; 3]) -> Option<u8> {
    /// What a tropical year has beyond 365 days, in millionths of a day.
    const BEYOND_365: i32 = 242_194;
    let year = i32::from(year);
    let (days, leap_days) = match year {
        1900..=1979 => (days[0], (year - 1983) / 4),
        1980..=2099 => (days[1], (year - 1980) / 4),
        2100..=2150 => (days[2], (year - 1980) / 4),
        _ => return None,
    };
    u8::try_from((days + BEYOND_365 * (year - 1980)) / 1_000_000 - leap_days).ok()
}
