//! The holidays of Japan: 国民の祝日, 振替休日 and 国民の休日.
//!
//! They are computed from the law (国民の祝日に関する法律, 昭和23年法律第178号, with its amendments, and the acts for
//! single years) and not read from a table, so that a calendar of next year is right before it is printed anywhere.
//! What cannot be computed is the future of the law, and strictly the equinoxes: the day is the one that the gazette
//! of the February before names, which so far has always been the astronomical one.

mod days;
#[cfg(test)]
mod tests;

use self::days::national;
use crate::{
    civil::{CivilDate, Weekday},
    model::Lang,
};

/// Names each holiday in Japanese, with its reading, and in English.
macro_rules! holidays {
    ($($variant:ident = $ja:literal, $reading:literal, $en:literal;)*) => {
        /// A holiday.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Holiday {
            $(#[doc = $ja] $variant,)*
        }

        impl Holiday {
            /// Its name; in やさしい日本語 with the reading.
            #[must_use]
            pub fn name(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$variant, Lang::Ja) => $ja,
                        (Self::$variant, Lang::En) => $en,
                        (Self::$variant, Lang::JaEasy) => concat!($ja, "（", $reading, "）"),
                    )*
                }
            }
        }
    };
}

holidays! {
    NewYear = "元日", "がんじつ", "New Year's Day";
    ComingOfAge = "成人の日", "せいじんのひ", "Coming of Age Day";
    Foundation = "建国記念の日", "けんこくきねんのひ", "National Foundation Day";
    Emperor = "天皇誕生日", "てんのうたんじょうび", "The Emperor's Birthday";
    VernalEquinox = "春分の日", "しゅんぶんのひ", "Vernal Equinox Day";
    Showa = "昭和の日", "しょうわのひ", "Showa Day";
    Constitution = "憲法記念日", "けんぽうきねんび", "Constitution Memorial Day";
    Greenery = "みどりの日", "みどりのひ", "Greenery Day";
    Children = "こどもの日", "こどものひ", "Children's Day";
    Marine = "海の日", "うみのひ", "Marine Day";
    Mountain = "山の日", "やまのひ", "Mountain Day";
    Aged = "敬老の日", "けいろうのひ", "Respect for the Aged Day";
    AutumnalEquinox = "秋分の日", "しゅうぶんのひ", "Autumnal Equinox Day";
    HealthAndSports = "体育の日", "たいいくのひ", "Health and Sports Day";
    Sports = "スポーツの日", "スポーツのひ", "Sports Day";
    Culture = "文化の日", "ぶんかのひ", "Culture Day";
    Labour = "勤労感謝の日", "きんろうかんしゃのひ", "Labor Thanksgiving Day";
    Wedding = "結婚の儀", "けっこんのぎ", "Imperial Wedding";
    Funeral = "大喪の礼", "たいそうのれい", "Imperial Funeral";
    Accession = "天皇の即位の日", "てんのうのそくいのひ", "Accession of the Emperor";
    Enthronement = "即位礼正殿の儀", "そくいれいせいでんのぎ", "Enthronement Ceremony";
    Substitute = "振替休日", "ふりかえきゅうじつ", "Substitute Holiday";
    Between = "国民の休日", "こくみんのきゅうじつ", "National Holiday";
}

/// The holiday on a date, if it is one, from the beginning of the law on 1948-07-20. After 2150 the equinoxes are not
/// known.
///
/// ```
/// use ran_feed::{civil::CivilDate, holiday::{self, Holiday}};
/// assert_eq!(holiday::of(CivilDate::new(2026, 11, 23).unwrap()), Some(Holiday::Labour));
/// assert_eq!(holiday::of(CivilDate::new(2026, 9, 22).unwrap()), Some(Holiday::Between));
/// assert_eq!(holiday::of(CivilDate::new(2026, 11, 24).unwrap()), None);
/// ```
#[must_use]
pub fn of(date: CivilDate) -> Option<Holiday> {
    national(date).or_else(|| if is_substitute(date) { Some(Holiday::Substitute) } else { between(date) })
}

/// Whether the date stands for a 国民の祝日 on a Sunday (第3条第2項). Until 2006 that was the day after, whatever it was;
/// since then it is the next day that is not a 国民の祝日 itself.
fn is_substitute(date: CivilDate) -> bool {
    // The day on which the amendment came into force: a Sunday in February 1973 had no substitute yet.
    if (date.year(), date.month(), date.day()) < (1973, 4, 12) {
        return false;
    }
    let mut day = date;
    loop {
        let Some(before) = day.plus_days(-1).filter(|before| national(*before).is_some()) else {
            return false;
        };
        if before.weekday() == Weekday::Sunday {
            return true;
        }
        if date.year() < 2007 {
            return false;
        }
        day = before;
    }
}

/// 国民の休日: a date between two 国民の祝日 (第3条第3項), since 1986; until 2006 not if it was a Sunday.
fn between(date: CivilDate) -> Option<Holiday> {
    let holiday = |days| date.plus_days(days).and_then(national).is_some();
    let open = date.year() >= 2007 || (date.year() >= 1986 && date.weekday() != Weekday::Sunday);
    (open && holiday(-1) && holiday(1)).then_some(Holiday::Between)
}
