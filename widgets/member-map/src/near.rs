//! Where a visitor is, from what they type: a municipality of the feed, a prefecture, or a postcode. All on the device.

use ran_atlas::japan::Japan;
use ran_atlas::plane::Point;
use ran_feed::model::{Feed, PrefectureCode, Text};
use ran_feed::search::{fold, fold_width};

use crate::places::Places;

/// The prefectures of the first two digits of a postcode, from 00 to 99: 日本郵便's 地域番号. A few codes lie in a
/// neighbour (498-0000 is 三重県 and 愛知県), which for a first look is near enough.
#[rustfmt::skip]
const POSTCODES: [u8; 100] = [
     1,  5,  3,  2,  1,  1,  1,  1,  1,  1, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,
    13, 14, 14, 14, 14, 14, 12, 12, 12, 12, 8,  8,  9, 11, 11, 11, 11, 10, 20, 20,
    19, 22, 22, 22, 23, 23, 23, 23, 23, 23, 21, 24, 25, 27, 27, 27, 27, 27, 27, 27,
    26, 26, 26, 29, 30, 28, 28, 28, 31, 32, 33, 33, 34, 34, 35, 35, 37, 36, 39, 38,
    40, 40, 40, 40, 41, 42, 43, 44, 45, 46, 47, 18, 17, 16, 15, 15,  7,  7,  4,  6,
];

/// Where the visitor is; none if nothing is understood.
pub(crate) fn locate(typed: &str, feed: &Feed, places: &Places, japan: &Japan) -> Option<Point> {
    let inside = |code: u8| japan.prefecture(code).map(|prefecture| prefecture.inside);
    let words = fold_width(typed);
    let words = words.trim().trim_start_matches('〒').trim();
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    if digits.len() >= 3 && words.chars().all(|letter| letter.is_ascii_digit() || letter == '-') {
        let area = digits.bytes().take(2).fold(0, |area, digit| area * 10 + usize::from(digit - b'0'));
        return POSTCODES.get(area).copied().and_then(inside);
    }
    let folded = fold(words);
    if folded.is_empty() {
        return None;
    }
    // A municipality in which somebody is, named alone or after its prefecture.
    let municipality = (0..).zip(feed.members.iter()).find(|(_, member)| {
        let names = member.place.iter().filter_map(|place| place.municipality_name.as_ref());
        names.flat_map(Text::all).any(|name| {
            let name = fold(name);
            folded.ends_with(&*name)
                || name.strip_suffix(['市', '区', '町', '村']).is_some_and(|short| short == folded)
        })
    });
    if let Some(spot) = municipality.and_then(|(place, _)| places.of(place)) {
        return Some(spot.point);
    }
    let begins = |code: &PrefectureCode| words.starts_with(code.name_ja());
    let prefecture = PrefectureCode::parse(words).ok().or_else(|| PrefectureCode::all().find(begins));
    prefecture.and_then(|code| inside(code.number()))
}

#[cfg(test)]
mod tests {
    use ran_feed::Limits;

    use super::*;

    #[test]
    fn a_place_is_understood_as_people_write_it() {
        const FEED: &str = r#"{ "version": 1, "members": [
            { "id": "m", "name": "MEGURU", "place": { "lat": 36.115, "lng": 137.953, "municipality_name": "塩尻市" } }
        ] }"#;
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let japan = Japan::new();
        let places = Places::new(&feed, &japan);
        let shiojiri = places.of(0).unwrap().point;
        let check = |typed: &str, expected: Option<Point>| {
            assert_eq!(locate(typed, &feed, &places, &japan), expected, "{typed}");
        };
        let inside = |code: u8| japan.prefecture(code).map(|prefecture| prefecture.inside);
        check("塩尻市", Some(shiojiri));
        check("長野県塩尻市", Some(shiojiri));
        check("塩尻", Some(shiojiri));
        check("長野県", inside(20));
        check("長野", inside(20));
        check("長野県松本市", inside(20));
        // Postcodes of 塩尻市, 石巻市, 那覇市 and 札幌市 as 日本郵便 publishes them.
        check("399-0786", inside(20));
        check("〒９８６－８５０１", inside(4));
        check("900", inside(47));
        check("0608611", inside(1));
        check("", None);
        check("火星", None);
        check("1", PrefectureCode::parse("1").ok().and_then(|code| inside(code.number())));
    }
}
