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

/// Names each holiday in Japanese, English and やさしい日本語.
macro_rules! holidays {
    ($($variant:ident = $ja:literal, $en:literal, $easy:literal;)*) => {
        /// A holiday.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Holiday {
            $(#[doc = $ja] $variant,)*
        }

        impl Holiday {
            /// Its name; in やさしい日本語 with readings in 《》.
            #[must_use]
            pub fn name(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$variant, Lang::Ja) => $ja,
                        (Self::$variant, Lang::En) => $en,
                        (Self::$variant, Lang::JaEasy) => $easy,
                    )*
                }
            }
        }
    };
}

holidays! {
    NewYear = "元日", "New Year's Day", "元日《がんじつ》";
    ComingOfAge = "成人の日", "Coming of Age Day", "成人《せいじん》の 日《ひ》";
    Foundation = "建国記念の日", "National Foundation Day", "建国記念《けんこくきねん》の 日《ひ》";
    Emperor = "天皇誕生日", "The Emperor's Birthday", "天皇誕生日《てんのうたんじょうび》";
    VernalEquinox = "春分の日", "Vernal Equinox Day", "春分《しゅんぶん》の 日《ひ》";
    Showa = "昭和の日", "Showa Day", "昭和《しょうわ》の 日《ひ》";
    Constitution = "憲法記念日", "Constitution Memorial Day", "憲法記念日《けんぽうきねんび》";
    Greenery = "みどりの日", "Greenery Day", "みどりの 日《ひ》";
    Children = "こどもの日", "Children's Day", "こどもの 日《ひ》";
    Marine = "海の日", "Marine Day", "海《うみ》の 日《ひ》";
    Mountain = "山の日", "Mountain Day", "山《やま》の 日《ひ》";
    Aged = "敬老の日", "Respect for the Aged Day", "敬老《けいろう》の 日《ひ》";
    AutumnalEquinox = "秋分の日", "Autumnal Equinox Day", "秋分《しゅうぶん》の 日《ひ》";
    HealthAndSports = "体育の日", "Health and Sports Day", "体育《たいいく》の 日《ひ》";
    Sports = "スポーツの日", "Sports Day", "スポーツの 日《ひ》";
    Culture = "文化の日", "Culture Day", "文化《ぶんか》の 日《ひ》";
    Labour = "勤労感謝の日", "Labor Thanksgiving Day", "勤労感謝《きんろうかんしゃ》の 日《ひ》";
    Wedding = "結婚の儀", "Imperial Wedding", "結婚《けっこん》の 儀《ぎ》";
    Funeral = "大喪の礼", "Imperial Funeral", "大喪《たいそう》の 礼《れい》";
    Accession = "天皇の即位の日", "Accession of the Emperor", "天皇《てんのう》の 即位《そくい》の 日《ひ》";
    Enthronement = "即位礼正殿の儀", "Enthronement Ceremony", "即位礼正殿《そくいれいせいでん》の 儀《ぎ》";
    Substitute = "振替休日", "Substitute Holiday", "振替休日《ふりかえきゅうじつ》";
    Between = "国民の休日", "National Holiday", "国民《こくみん》の 休日《きゅうじつ》";
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
