//! Where a visitor is, from what they type: a municipality of the feed, a prefecture, a postcode, or any other
//! municipality. All on the device.

use ran_atlas::japan::{Japan, bit};
use ran_atlas::plane::Point;
use ran_atlas::towns;
use ran_feed::model::{Feed, Lang, PrefectureCode, readings};
use ran_feed::search::{fold, fold_kana, fold_width};
use ran_parts::{dates, labels};

use crate::places::{How, Places};

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

/// Where the visitor is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Near {
    pub(crate) point: Point,
    /// The prefecture of which no more is known than that the visitor is in it, unless the place itself is known.
    pub(crate) somewhere_in: Option<PrefectureCode>,
    /// The prefecture of the place itself, as far as that is known.
    pub(crate) within: Option<PrefectureCode>,
}

impl Near {
    /// A place of which no more is known than where it is.
    pub(crate) fn at(point: Point) -> Self {
        Self { point, somewhere_in: None, within: None }
    }

    /// What the place is called: the prefecture of which no more is known; or as the visitor has typed it, with its prefecture,
    /// for there may be another one of the name.
    pub(crate) fn called(self, typed: &str, lang: Lang) -> String {
        if let Some(code) = self.somewhere_in {
            return labels::prefecture(code, lang);
        }
        let typed = typed.trim();
        let words = fold_width(typed);
        let (digits, words) = parts(&words);
        match self.within.map(|code| labels::prefecture(code, lang)) {
            Some(prefecture) if split_read(&fold_kana(words)).0.is_none() => {
                if lang == Lang::En || !digits.is_empty() {
                    dates::noted(typed, &prefecture, lang)
                } else {
                    prefecture + typed
                }
            }
            _ => typed.to_owned(),
        }
    }
}

/// What came of looking for a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sought {
    /// It is here.
    Found(Near),
    /// It is somewhere in a prefecture; the municipalities of all of Japan, which are not here, may know it better.
    Roughly(Near),
    /// There is one of the name in each of several prefectures, a bit for each.
    Several(u64),
    /// There is none of the name.
    Unknown,
    /// The feed does not know it, and the municipalities of all of Japan are not here.
    Unread,
}

impl Sought {
    pub(crate) fn near(self) -> Option<Near> {
        match self {
            Self::Found(near) | Self::Roughly(near) => Some(near),
            _ => None,
        }
    }

    /// Whether the municipalities of all of Japan are wanted.
    pub(crate) fn wants_towns(self) -> bool {
        matches!(self, Self::Roughly(_) | Self::Unread)
    }
}

/// Where a place is, of which the feed and the names of the prefectures say no more than what is `known`. `asked` are the
/// prefectures that somebody asks for, of which one may tell it from others of its name.
pub(crate) fn seek(
    typed: &str,
    known: Option<Near>,
    towns: Option<&str>,
    asked: &[PrefectureCode],
    japan: &Japan,
) -> Sought {
    let least = known.map_or(Sought::Unknown, Sought::Found);
    let words = fold_width(typed);
    let (digits, words) = parts(&words);
    let is_postcode = digits.len() == 7;
    let folded = fold_kana(words);
    let name = if is_postcode { &*digits } else { split_read(&folded).1 };
    // The name of a prefecture alone is all that there is to know.
    let is_all = |near: Near| {
        near.somewhere_in.is_none() || named(words, &folded).is_some_and(|(_, is_city)| !is_city)
    };
    if name.is_empty() || known.is_some_and(is_all) {
        return least;
    }
    let Some(towns) = towns else { return known.map_or(Sought::Unread, Sought::Roughly) };
    // Each postcode is one municipality's, and a few lie in a neighbour.
    let home = known.and_then(|near| near.somewhere_in).filter(|_| !is_postcode);
    let asked = if is_postcode || home.is_some() { &[] } else { asked };
    let within = home.iter().chain(asked).fold(0, |bits, code| bits | bit(code.number()));
    let within = if within == 0 { u64::MAX } else { within };
    // 鹿嶋市 and 鹿島市 are two; only where there is none is it any that people write so.
    let in_any_shape = fold(name);
    let names = [Some(name), Some(&*in_any_shape).filter(|shape| *shape != name)];
    let places = [Some(within), (!asked.is_empty()).then_some(u64::MAX)];
    let ways = places
        .into_iter()
        .flatten()
        .flat_map(|within| names.into_iter().flatten().map(move |name| (name, within)));
    let mut all = ways.map(|(name, within)| towns::find(towns, name, within));
    let found = all.find(|found| found.prefectures != 0).unwrap_or_default();
    // The bit of code 1 is the first one.
    let code = PrefectureCode::new(found.prefectures.trailing_zeros() as u8 + 1);
    if let Some(point) = found.point {
        return Sought::Found(Near { point, somewhere_in: None, within: code });
    }
    if known.is_none() && found.prefectures.count_ones() > 1 {
        return Sought::Several(found.prefectures);
    }
    code.filter(|_| known.is_none()).and_then(|code| inside(code, japan)).map_or(least, Sought::Found)
}

/// Somewhere in a prefecture.
pub(crate) fn inside(code: PrefectureCode, japan: &Japan) -> Option<Near> {
    let prefecture = japan.prefecture(code.number());
    prefecture.map(|prefecture| Near { somewhere_in: Some(code), ..Near::at(prefecture.inside) })
}

/// Where the visitor is, as far as the feed and the names of the prefectures say; none if they do not.
pub(crate) fn locate(typed: &str, feed: &Feed, places: &Places, japan: &Japan) -> Option<Near> {
    let inside = |code| inside(code, japan);
    let words = fold_width(typed);
    let (digits, words) = parts(&words);
    // The address behind a postcode says more than the postcode does.
    let named = locate_name(words, feed, places, &inside);
    let area = digits.bytes().take(2).fold(0, |area, digit| area * 10 + usize::from(digit - b'0'));
    let area = POSTCODES.get(area).filter(|_| !digits.is_empty());
    named.or_else(|| area.copied().and_then(PrefectureCode::new).and_then(inside))
}

/// The digits of a postcode, or of how it begins, and the words behind it. What has fewer than three is none.
fn parts(words: &str) -> (String, &str) {
    let words = words.trim().trim_start_matches('〒').trim();
    // Input methods put the long-vowel mark for a hyphen.
    let rest = words.trim_start_matches(|letter| matches!(letter, '0'..='9' | '-' | 'ー' | ' '));
    let digits: String = words[..words.len() - rest.len()].chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 3 { (String::new(), words) } else { (digits, rest) }
}

/// The same of what is no postcode; `inside` is somewhere in a prefecture.
fn locate_name(
    words: &str,
    feed: &Feed,
    places: &Places,
    inside: &dyn Fn(PrefectureCode) -> Option<Near>,
) -> Option<Near> {
    let folded = fold_kana(words);
    if folded.is_empty() {
        return None;
    }
    let (prefecture, rest) = split_read(&folded);
    // A municipality in which somebody is: 唐津市 is not 津市, and there are two 府中市.
    let is_there = |(index, name): &(usize, String)| {
        let position = places.of(*index)?;
        if prefecture.is_some_and(|prefecture| position.code != Some(prefecture)) {
            return None;
        }
        let name = split(name).1;
        // Behind a prefecture the rest of an address may follow: 東村 is not 東村山市.
        let least = if prefecture.is_some() { 0 } else { towns::BEGUN };
        let is_named = towns::merit(name, rest) > least;
        let (somewhere_in, within) =
            if position.how == How::Exactly { (None, position.code) } else { (position.code, None) };
        is_named.then_some(Near { point: position.point, somewhere_in, within })
    };
    let municipality = places.municipalities(feed).iter().find_map(is_there);
    municipality.or_else(|| inside(prefecture.or_else(|| Some(named(words, &folded)?.0))?))
}

/// The prefecture that some words name, or its capital of the same name, and whether it is that: 広島市 lies in 広島県.
fn named(words: &str, folded: &str) -> Option<(PrefectureCode, bool)> {
    let read = |code| {
        let reading = reading(code);
        // 都, 道, 府 and 県 but the first are left out like 市: とうきょう, ほっかいどう.
        let short = ["けん", "ふ", "と"].iter().find_map(|kind| reading.strip_suffix(kind));
        let is_city = folded != reading && short.is_none_or(|short| folded != short);
        let city = folded.strip_suffix('し').filter(|city| short == Some(*city));
        (!is_city || city.is_some()).then_some((code, is_city))
    };
    let city = words.strip_suffix('市');
    let by_name = PrefectureCode::parse(city.unwrap_or(words)).ok();
    by_name.map(|code| (code, city.is_some())).or_else(|| PrefectureCode::all().find_map(read))
}

/// How a prefecture is read: ながのけん.
fn reading(code: PrefectureCode) -> String {
    read(&labels::prefecture(code, Lang::JaEasy))
}

/// A text of やさしい日本語 with the readings in the place of what they belong to.
pub(crate) fn read(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, _, reading, after)) = readings::next(rest) {
        out.push_str(before);
        out.push_str(reading);
        rest = after;
    }
    out + rest
}

/// The first of some words that is a place, and where that is. What begins with a digit is rather a year.
pub(crate) fn locate_among(
    words: &[&str],
    feed: &Feed,
    places: &Places,
    japan: &Japan,
) -> Option<(usize, Near)> {
    words.iter().enumerate().find_map(|(at, word)| {
        let is_number = word.starts_with(|letter| matches!(letter, '0'..='9' | '０'..='９'));
        let near = if is_number { None } else { locate(word, feed, places, japan) };
        near.map(|near| (at, near))
    })
}

/// The prefecture with which a folded place begins, and what follows, without its district (郡).
fn split(place: &str) -> (Option<PrefectureCode>, &str) {
    let prefecture = PrefectureCode::all().find(|code| place.starts_with(code.name_ja()));
    let rest = prefecture.map_or(place, |code| place[code.name_ja().len()..].trim_start());
    // Of the cities with 郡 in their names (郡山市, 蒲郡市, 大和郡山市), what follows is no town.
    let town = rest.split_once('郡').map(|(_, town)| town);
    let town = town.filter(|town| town.ends_with('町') || town.ends_with('村'));
    (prefecture, town.unwrap_or(rest))
}

/// The same, where the prefecture may also be as it is read.
fn split_read(folded: &str) -> (Option<PrefectureCode>, &str) {
    let (prefecture, rest) = split(folded);
    let read = |code| Some((Some(code), folded.strip_prefix(&*reading(code))?.trim_start()));
    prefecture.map_or_else(
        || PrefectureCode::all().find_map(read).unwrap_or((None, rest)),
        |code| (Some(code), rest),
    )
}

#[cfg(test)]
mod tests {
    use ran_atlas::plane;
    use ran_feed::Limits;

    use super::*;

    #[test]
    fn a_place_is_understood_as_people_write_it() {
        const FEED: &str = r#"{ "version": 1, "members": [
            { "id": "m", "name": "MEGURU", "place": { "lat": 36.115, "lng": 137.953, "municipality_name": "塩尻市" } },
            { "id": "matsumoto", "name": "松本", "place": { "lat": 36.238, "lng": 137.972, "prefecture": "20",
              "municipality_name": { "ja": "松本市", "en": "Matsumoto", "ja-easy": "松本市《まつもとし》" } } },
            { "id": "ogawa", "name": "小川", "place": { "lat": 36.617, "lng": 137.974, "prefecture": "20",
              "municipality_name": { "ja": "小川村", "ja-easy": "小川村《おがわむら》" } } },
            { "id": "tsu", "name": "津", "place": { "lat": 34.718, "lng": 136.506, "prefecture": "24", "municipality_name": "津市" } },
            { "id": "fuchu", "name": "府中", "place": { "lat": 35.669, "lng": 139.478, "prefecture": "13", "municipality_name": "府中市" } },
            { "id": "hiroshima", "name": "広島", "place": { "lat": 34.385, "lng": 132.455, "prefecture": "34", "municipality_name": "広島市" } },
            { "id": "tatsuno", "name": "辰野", "place": { "lat": 35.982, "lng": 137.988, "prefecture": "20", "municipality_name": "辰野町" } },
            { "id": "east", "name": "東", "place": { "lat": 26.633, "lng": 128.157, "prefecture": "47", "municipality_name": "東村" } },
            { "id": "vague", "name": "湯沢", "place": { "prefecture": "05", "municipality_name": "湯沢市" } }
        ] }"#;
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let japan = Japan::new();
        let places = Places::new(&feed, &japan);
        let check = |typed: &str, expected: Option<Near>| {
            assert_eq!(locate(typed, &feed, &places, &japan), expected, "{typed}");
        };
        let at = |index: usize| {
            places.of(index).map(|position| Near { within: position.code, ..Near::at(position.point) })
        };
        let inside = |code: u8| super::inside(PrefectureCode::new(code)?, &japan);
        check("塩尻市", at(0));
        check("長野県塩尻市", at(0));
        check("長野県 塩尻市大門七番町3-3", at(0));
        check("塩尻", at(0));
        check("長野県", inside(20));
        check("長野", inside(20));
        check("長野県上田市", inside(20));
        // A municipality is no other one whose name it ends, and is in one prefecture.
        check("津市", at(3));
        check("三重県津市", at(3));
        check("佐賀県唐津市", inside(41));
        check("唐津市", None);
        check("府中市", at(4));
        check("東京都府中市", at(4));
        check("広島県府中市", inside(34));
        check("北海道北広島市", inside(1));
        check("広島市", at(5));
        check("長野県上伊那郡辰野町", at(6));
        check("上伊那郡辰野町", at(6));
        check("沖縄県東村", at(7));
        check("東京都東村山市", inside(13));
        check("東村山市", None);
        check("福島県郡山市", inside(7));
        // The city of a prefecture's own name lies in it; of any other nothing is known.
        check("千葉市", inside(12));
        check("上田市", None);
        check("湯沢市", inside(5));
        // Postcodes of 塩尻市, 石巻市, 那覇市 and 札幌市 as 日本郵便 publishes them.
        check("399-0786", inside(20));
        check("３９９ー０７０１", inside(20));
        check("399‐0701", inside(20));
        check("〒９８６－８５０１", inside(4));
        check("900", inside(47));
        check("0608611", inside(1));
        // What the municipalities of all of Japan say of it.
        let all = [
            (5, "湯沢市 ゆざわし", [39.16, 140.49]),
            (13, "府中市 ふちゅうし", [35.67, 139.48]),
            (20, "長野市 ながのし", [36.65, 138.18]),
            (20, "上田市 うえだし 386", [36.40, 138.25]),
            (20, "飯田市 いいだし 395", [35.51, 137.82]),
            (24, "木曽岬町 きそさきちょう 4980801", [35.08, 136.73]),
            (27, "北区 きたく", [34.71, 135.51]),
            (27, "北区 きたく", [34.57, 135.50]),
            (34, "府中市 ふちゅうし", [34.57, 133.24]),
            (4, "しおがまし 塩竈市 塩釜市", [38.32, 141.02]),
            (8, "かしまし 鹿嶋市", [35.97, 140.64]),
            (41, "かしまし 鹿島市", [33.10, 130.10]),
        ];
        let file = towns::written(all);
        let seek = |typed: &str, file, asked: &[u8]| {
            let asked: Vec<_> = asked.iter().copied().filter_map(PrefectureCode::new).collect();
            super::seek(typed, locate(typed, &feed, &places, &japan), file, &asked, &japan)
        };
        let inside_of = |code: u8| inside(code).unwrap();
        let sought = |typed: &str, asked: &[u8], expected: Sought| {
            assert_eq!(seek(typed, Some(&file), asked), expected, "{typed} {asked:?}");
        };
        let found = |typed: &str, asked: &[u8], [lat, lng]: [f64; 2]| {
            let town = all.iter().find(|(_, _, degrees)| *degrees == [lat, lng]).unwrap();
            let near =
                Near { within: PrefectureCode::new(town.0), ..Near::at(plane::place(lat, lng).unwrap()) };
            sought(typed, asked, Sought::Found(near));
        };
        for typed in [
            "上田市",
            "上田",
            "ｳｴﾀﾞ",
            "長野県上田市",
            "ながのけんうえだし",
            "〒386-8601 上田市大手一丁目11番16号",
        ] {
            found(typed, &[], [36.40, 138.25]);
            found(typed, &[13], [36.40, 138.25]);
        }
        for typed in ["395-8501", "３９５ー８５０１", "395 飯田市", "〒3958501", "長野県飯田市大久保町"]
        {
            found(typed, &[], [35.51, 137.82]);
        }
        // The city, and the prefecture of which it is the capital.
        found("長野市", &[], [36.65, 138.18]);
        found("ながのし", &[], [36.65, 138.18]);
        for typed in ["長野", "ながの", "長野県", "399", "399-0786"] {
            sought(typed, &[], Sought::Found(inside_of(20)));
        }
        // Where the feed knows no more than the prefecture; and a postcode that lies in a neighbour.
        found("湯沢市", &[], [39.16, 140.49]);
        found("498-0801", &[], [35.08, 136.73]);
        sought("府中", &[], Sought::Found(at(4).unwrap()));
        found("広島県府中市", &[], [34.57, 133.24]);
        sought("ふちゅう", &[20], Sought::Several(bit(13) | bit(34)));
        found("ふちゅう", &[34], [34.57, 133.24]);
        for typed in ["塩竈市", "塩釜市", "塩釜", "宮城県塩竈市", "宮城県塩釜市本町1-1"]
        {
            found(typed, &[], [38.32, 141.02]);
        }
        found("鹿嶋市", &[], [35.97, 140.64]);
        found("鹿島市", &[], [33.10, 130.10]);
        sought("北区", &[], Sought::Found(inside_of(27)));
        sought("火星", &[], Sought::Unknown);
        sought("塩尻市", &[], Sought::Found(at(0).unwrap()));
        // Without the file, it is wanted where it may say more.
        assert_eq!(seek("上田市", None, &[]), Sought::Unread);
        for (typed, code) in [("長野県上田市", 20), ("長野市", 20), ("395-8501", 20), ("湯沢市", 5)]
        {
            assert_eq!(seek(typed, None, &[]), Sought::Roughly(inside_of(code)), "{typed}");
        }
        for (typed, code) in [("長野県", 20), ("長野", 20), ("395", 20)] {
            assert_eq!(seek(typed, None, &[]), Sought::Found(inside_of(code)), "{typed}");
        }
        assert_eq!(seek("塩尻市", None, &[]), Sought::Found(at(0).unwrap()));
        check("", None);
        check("火星", None);
        check("1", inside(1));
        // As they are read, in any kana, with and without what they are.
        check("まつもとし", at(1));
        check("まつもと", at(1));
        check("ﾏﾂﾓﾄｼ", at(1));
        check("マツモト", at(1));
        check("Matsumoto", at(1));
        check("ながのけんまつもとし", at(1));
        check("ナガノケン　マツモトシ大手", at(1));
        check("おがわ", at(2));
        check("おがわむら", at(2));
        check("おが", None);
        check("ながの", inside(20));
        check("ﾅｶﾞﾉｹﾝ", inside(20));
        check("ながのし", inside(20));
        check("ながのけんうえだし", inside(20));
        check("きょうと", inside(26));
        check("きょうとふ", inside(26));
        check("きょうとし", inside(26));
        check("とうきょう", inside(13));
        check("とうきょうと", inside(13));
        check("ほっかいどう", inside(1));
        check("ぎふ", inside(21));
        check("おおさかし", inside(27));
        check("うえだし", None);
        // An address as it is pasted, with its postcode.
        check("〒390-0874 長野県松本市大手3-8-13", at(1));
        check("３９０－０８７４　松本市", at(1));
        check("〒3900874長野県松本市", at(1));
        check("〒390-0874\n長野県松本市大手3-8-13", at(1));
        check("〒386-8601 上田市大手一丁目11番16号", inside(20));
    }

    #[test]
    fn a_place_is_called_by_its_prefecture_too() {
        let japan = Japan::new();
        let near = |somewhere_in: Option<u8>, within: Option<u8>| Near {
            somewhere_in: somewhere_in.and_then(PrefectureCode::new),
            within: within.and_then(PrefectureCode::new),
            ..Near::at(japan.prefecture(20).unwrap().inside)
        };
        let check = |near: Near, typed: &str, lang, expected: &str| {
            assert_eq!(near.called(typed, lang), expected, "{typed}");
        };
        check(near(Some(20), None), "390", Lang::Ja, "長野県");
        check(near(None, Some(5)), "湯沢 ", Lang::Ja, "秋田県湯沢");
        check(near(None, Some(5)), "Yuzawa", Lang::En, "Yuzawa (Akita)");
        check(near(None, Some(5)), "湯沢", Lang::JaEasy, "秋田県《あきたけん》湯沢");
        for typed in ["秋田県湯沢市", "あきたけんゆざわし", "〒012-0801 秋田県湯沢市"] {
            check(near(None, Some(5)), typed, Lang::Ja, typed);
        }
        check(near(None, Some(20)), "399-0786", Lang::Ja, "399-0786（長野県）");
        check(near(None, None), "どこか", Lang::Ja, "どこか");
    }
}
