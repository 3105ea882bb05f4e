//! Where a municipality or a postcode lies, by a file of all municipalities that stands beside the kit: so nobody hears where
//! somebody lives.
//!
//! The file is plain text. A line `@` begins each prefecture, in the order of their codes; each line below it is a
//! municipality without its district, or a ward: how it is written and how it is read, folded as `ran_feed::search::fold`
//! does; with what its postcodes, and no others, begin; and its latitude and longitude in hundredths of a degree (some 1 km).
//! All of that by spaces: `しおじりし 塩尻市 39907 3611 13796`. `cargo xtask postcodes` makes it.

use crate::plane::{Point, place};

/// Who says where the municipalities and the postcodes lie, as the terms of the data ask for it.
pub const CREDIT: &str = "位置参照情報（国土交通省）を加工して作成";

/// What municipalities end with, which people leave out, and how that is read; cities first.
const ENDINGS: [&str; 12] = ["", "市", "し", "区", "町", "村", "く", "まち", "ちょう", "むら", "そん", "島"];

/// What a name is worth to folded words: nothing where they do not name it; more than [`BEGUN`] where they are the name,
/// which may miss its end; else they only begin with it. A whole name is meant before one without its end, and 大阪 is a
/// city before it is anything else.
#[must_use]
pub fn merit(name: &str, words: &str) -> usize {
    let ending = name.strip_prefix(words).and_then(|end| ENDINGS.iter().position(|ending| *ending == end));
    match ending {
        _ if name.is_empty() => 0,
        Some(0) => BEGUN + 3,
        Some(1..3) => BEGUN + 2,
        Some(_) => BEGUN + 1,
        // 東村 is not 東村山市: the longest is meant.
        None if words.starts_with(name) => name.len().min(BEGUN),
        None => 0,
    }
}

/// The most that a name is worth to an address that begins with it.
pub const BEGUN: usize = 1000;

/// The line that begins a prefecture.
const PREFECTURE: &str = "@";

/// Writes such a file: folded names by spaces, each with the code of its prefecture, and latitude and longitude in degrees.
/// What is no code has no place in it. A name has no line break and is no `@`.
///
/// ```
/// use ran_atlas::towns::{find, written};
/// let file = written([(1, "伊達市", [42.47, 140.86]), (7, "伊達市", [37.82, 140.56]), (1, "札幌市 さっぽろし", [43.06, 141.36])]);
/// assert!(file.starts_with("@\n伊達市 4247 14086\n札幌市 さっぽろし 4306 14136\n@\n"));
/// assert_eq!(find(&file, "伊達市", u64::MAX).prefectures, 0b100_0001);
/// ```
#[must_use]
pub fn written<Names: AsRef<str>>(towns: impl IntoIterator<Item = (u8, Names, [f64; 2])>) -> String {
    let mut prefectures = vec![[PREFECTURE, "\n"].concat(); 47];
    for (code, names, degrees) in towns {
        if let Some(own) = prefectures.get_mut(usize::from(code).wrapping_sub(1)) {
            let [lat, lng] = degrees.map(|degrees| (degrees * 100.0).round());
            own.push_str(&format!("{} {lat} {lng}\n", names.as_ref()));
        }
    }
    prefectures.concat()
}

/// Where hundredths of a degree are, if in Japan.
fn point(lat: &str, lng: &str) -> Option<Point> {
    let degrees = |text: &str| text.parse::<u16>().ok().map(|hundredths| f64::from(hundredths) / 100.0);
    place(degrees(lat)?, degrees(lng)?)
}

/// Whether a text is such a file: a server may answer with a page of its own.
#[must_use]
pub fn is_file(text: &str) -> bool {
    text.starts_with(PREFECTURE)
}

/// What folded words name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Named {
    /// A bit for each prefecture in which there is such a municipality, the lowest for code 1.
    pub prefectures: u64,
    /// Where it is, if there is but one.
    pub point: Option<Point>,
}

/// The municipality that folded words name, or that has a postcode (its seven digits), in one of some prefectures: a bit for each, the lowest for code 1.
///
/// ```
/// use ran_atlas::towns::find;
/// let file = "@\n伊達市 4247 14086\n札幌市 4306 14136\n@\n青森市 4082 14074\n@\n伊達市 3782 14056\n";
/// let named = |words, within| find(file, words, within).prefectures;
/// assert_eq!(named("青森", u64::MAX), 0b10);
/// assert_eq!(named("伊達市", u64::MAX), 0b101);
/// assert_eq!(named("伊達市", 0b110), 0b100);
/// assert_eq!(named("火星", u64::MAX), 0);
/// ```
#[must_use]
pub fn find(file: &str, words: &str, within: u64) -> Named {
    let (mut prefectures, mut best, mut here) = (0, 1, 0);
    let mut at = None;
    for line in file.split('\n') {
        if line == PREFECTURE {
            here = (here << 1_u64).max(1);
            continue;
        }
        if here & within == 0 {
            continue;
        }
        let mut parts = line.rsplit(' ');
        let (Some(lng), Some(lat)) = (parts.next(), parts.next()) else { continue };
        let merit = parts.map(|name| merit(name, words)).max().unwrap_or_default();
        if merit < best {
            continue;
        }
        if merit > best {
            (prefectures, best) = (0, merit);
        }
        // A place may stand under two names: 三宅村 and 三宅島.
        let is_other = prefectures != 0 && at != Some([lat, lng]);
        at = (!is_other).then_some([lat, lng]);
        prefectures |= here;
    }
    Named { prefectures, point: at.and_then(|[lat, lng]| point(lat, lng)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japan::bit;

    /// Municipalities of 総務省's list, and where their offices are.
    const TOWNS: [(u8, &str, [f64; 2]); 17] = [
        (1, "札幌市 さっぽろし", [43.06, 141.35]),
        (1, "北区 きたく", [43.09, 141.34]),
        (1, "伊達市 だてし", [42.47, 140.86]),
        (7, "伊達市 だてし", [37.82, 140.56]),
        (13, "府中市 ふちゅうし", [35.67, 139.48]),
        (13, "東村山市 ひがしむらやまし", [35.75, 139.47]),
        (13, "港区 みなとく", [35.66, 139.75]),
        (13, "三宅村 みやけむら", [34.08, 139.53]),
        (13, "三宅島 みやけじま", [34.08, 139.53]),
        (14, "川崎市 かわさきし", [35.53, 139.70]),
        (20, "上田市 うえだし 3860 3868", [36.40, 138.25]),
        (27, "北区 きたく", [34.71, 135.51]), // 大阪市
        (27, "北区 きたく", [34.57, 135.50]), // 堺市
        (30, "東村 ひがしそん", [33.73, 135.87]),
        (34, "府中町 ふちゅうちょう", [34.39, 132.50]),
        (40, "川崎町 かわさきまち", [33.60, 130.82]),
        (47, "那覇市 なはし", [26.21, 127.68]),
    ];

    #[test]
    fn a_municipality_is_in_all_its_prefectures() {
        let file = written(TOWNS);
        let check = |words: &str, within: &[u8], codes: &[u8], degrees: Option<[f64; 2]>| {
            let bits = |codes: &[u8]| codes.iter().fold(0, |bits, code| bits | bit(*code));
            let within = if within.is_empty() { u64::MAX } else { bits(within) };
            let point = degrees.and_then(|[lat, lng]| place(lat, lng));
            assert_eq!(point.is_some(), degrees.is_some());
            assert_eq!(find(&file, words, within), Named { prefectures: bits(codes), point }, "{words}");
        };
        for words in ["上田市", "上田", "うえだ", "うえだし", "上田市大手一丁目", "3868601"]
        {
            check(words, &[], &[20], Some([36.40, 138.25]));
            check(words, &[13, 20], &[20], Some([36.40, 138.25]));
            check(words, &[13], &[], None);
        }
        check("伊達市", &[], &[1, 7], None);
        check("伊達市", &[7], &[7], Some([37.82, 140.56]));
        check("北区", &[1, 13], &[1], Some([43.09, 141.34]));
        // Two in one prefecture.
        check("北区", &[27], &[27], None);
        check("府中", &[], &[13], Some([35.67, 139.48]));
        check("府中町", &[], &[34], Some([34.39, 132.50]));
        check("川崎", &[], &[14], Some([35.53, 139.70]));
        check("川崎町", &[], &[40], Some([33.60, 130.82]));
        check("みなと", &[], &[13], Some([35.66, 139.75]));
        // One place of two names.
        check("三宅", &[], &[13], Some([34.08, 139.53]));
        check("東村", &[], &[30], Some([33.73, 135.87]));
        check("東村山市本町", &[], &[13], Some([35.75, 139.47]));
        check("札幌市北区北七条", &[], &[1], Some([43.06, 141.35]));
        check("なは", &[], &[47], Some([26.21, 127.68]));
        for words in ["上", "火星", "市", "", "3640", "13825", "386", "3880000"] {
            check(words, &[], &[], None);
        }
    }

    #[test]
    fn any_text_is_read() {
        for file in
            ["", "\n\n", "<!doctype html>", "@", "上田市 3640 13825", "@x\n上田市 3640 13825", "@\n上田市"]
        {
            assert_eq!(find(file, "上田市", u64::MAX), Named::default(), "{file:?}");
        }
        assert_eq!(find(&"@\n".repeat(99), "上田市", u64::MAX), Named::default());
        assert_eq!(find("@\n\n上田市 3640 13825", "", u64::MAX), Named::default());
        // In no place of Japan.
        for degrees in ["", "a b", "0 0", "-3640 13825", "99999 13825"] {
            let named = find(&format!("@\n上田市 {degrees}"), "上田市", u64::MAX);
            assert_eq!(named.point, None, "{degrees:?}");
        }
        assert!(is_file("@1\n") && !is_file("<!doctype html>"));
    }
}
