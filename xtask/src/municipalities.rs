//! The municipalities of all of Japan, for `cargo xtask postcodes`: the file that the map asks for beside the kit, as
//! [`ran_atlas::towns`] describes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use ran_atlas::towns;
use ran_feed::model::PrefectureCode;
use ran_feed::search::{fold, fold_kana};

use crate::run::root;

/// Where the file is kept.
pub(crate) fn file() -> PathBuf {
    root().join("widgets/atlas/data/towns/municipalities.txt")
}

/// Where the towns of each municipality lie in degrees, by its code (JIS X 0402 without the check digit).
pub(crate) struct Towns {
    all: BTreeMap<String, Vec<[f64; 2]>>,
    /// Which version of the data it is.
    pub(crate) version: String,
}

impl Towns {
    /// Reads what `places` prints.
    ///
    /// # Errors
    /// When the package has another shape.
    pub(crate) fn read(printed: &str) -> Result<Self> {
        let mut towns = Self { all: BTreeMap::new(), version: String::new() };
        for line in printed.lines() {
            match line.split('\t').collect::<Vec<_>>()[..] {
                [code, lat, lng] => {
                    let degrees = [lat.parse(), lng.parse()];
                    let [Ok(lat), Ok(lng)] = degrees else { bail!("{line:?} is no place") };
                    towns.all.entry(code.to_owned()).or_default().push([lat, lng]);
                }
                [version] => version.clone_into(&mut towns.version),
                _ => bail!("{line:?} is not a code and a place"),
            }
        }
        ensure!(!towns.version.is_empty(), "no version is said of where the towns lie");
        Ok(towns)
    }

    /// The middle of some municipalities: half of their towns lie to the north of it, and half to the east. People live where
    /// the towns are, and so does the town hall.
    ///
    /// # Errors
    /// When one of them is not known.
    pub(crate) fn middle<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Result<[f64; 2]> {
        let mut towns = Vec::new();
        for code in codes {
            // With its check digit it is one longer.
            let own = code.get(..5).and_then(|code| self.all.get(code));
            towns.extend(own.with_context(|| format!("nobody knows where the municipality {code} lies"))?);
        }
        ensure!(!towns.is_empty(), "no municipality has no middle");
        let mut median = |axis: fn(&[f64; 2]) -> f64| {
            towns.sort_by(|one, other| axis(one).total_cmp(&axis(other)));
            axis(&towns[towns.len() / 2])
        };
        Ok([median(|at| at[0]), median(|at| at[1])])
    }
}

/// A municipality as `municipalities.py` prints it: its code, its name with what stands above it, and how that is read.
type Line<'a> = [&'a str; 3];

/// Makes the file from what `municipalities.py` prints, from the municipalities of all postcodes, and from where the towns lie.
///
/// # Errors
/// When a package has another shape.
pub(crate) fn written(printed: &str, postcodes: &[(&str, &str)], towns: &Towns) -> Result<String> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for line in printed.lines() {
        let Ok([code, name, kana]) = <[&str; 3]>::try_from(line.split('\t').collect::<Vec<_>>()) else {
            bail!("{line:?} is not a code, a municipality and its reading");
        };
        ensure!(prefecture(code).is_some(), "{line:?} is in no prefecture");
        ensure!(!name.is_empty() && !kana.is_empty(), "{line:?} names no municipality");
        lines.push([code, name, kana]);
    }
    ensure!(
        lines.len() > 1_700,
        "there are only {} municipalities: the package has another shape",
        lines.len()
    );
    // Of the wards of a city each has the city beside it: one place with all of their codes.
    let mut all: BTreeMap<(u8, String, String), BTreeSet<&str>> = BTreeMap::new();
    // Two wards of one name, in two cities of a prefecture, are two places.
    let mut wards = Vec::new();
    for Municipality { code, name, kana, is_above } in cut(&lines)? {
        let prefecture = prefecture(code).unwrap_or_default();
        let names = (prefecture, fold_kana(&name), fold_kana(&kana));
        if is_above {
            all.entry(names).or_default().insert(code);
        } else {
            wards.push((names, BTreeSet::from([code])));
        }
    }
    let mut places = Vec::new();
    let mut prefectures = BTreeSet::new();
    // People leave 市 and 町 out.
    let stem = |name: &str| name.strip_suffix(['市', '区', '町', '村']).unwrap_or(name).to_owned();
    let written: BTreeSet<String> =
        all.keys().chain(wards.iter().map(|(names, _)| names)).map(|(_, name, _)| stem(name)).collect();
    let own = prefixes(postcodes);
    for ((prefecture, name, kana), codes) in all.into_iter().chain(wards) {
        prefectures.insert(prefecture);
        // 塩竈市 is as well known as 塩釜市; 鹿嶋市 is not 鹿島市, which is another, nor 天龍村 天竜区.
        let as_most_write = Some(fold(&name)).filter(|common| !written.contains(&stem(common)));
        let names = [name, kana].into_iter().chain(as_most_write);
        let mut names: Vec<String> = names.collect::<BTreeSet<_>>().into_iter().collect();
        let middle = towns.middle(codes.iter().copied())?;
        // Of a city with wards, they have the postcodes.
        let one = codes.first().copied().filter(|_| codes.len() == 1);
        names.extend(
            one.and_then(|code| own.get(code)).into_iter().flatten().map(|prefix| (*prefix).to_owned()),
        );
        places.push((prefecture, codes.first().copied(), names.join(" "), middle));
    }
    ensure!(prefectures.len() == 47, "a prefecture has no municipality: the package has another shape");
    // Neighbours have codes near to each other, which makes what is compressed smaller.
    places.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
    Ok(towns::written(places.into_iter().map(|(prefecture, _, names, middle)| (prefecture, names, middle))))
}

/// The shortest beginnings of postcodes by which each municipality is known, by its code: no other one has a postcode that
/// begins so. `all` are postcodes and codes in order.
fn prefixes<'a>(all: &[(&'a str, &'a str)]) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut prefixes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (at, (postcode, code)) in all.iter().enumerate() {
        let is_other = |prefix: &str, other: &(&str, &str)| other.0.starts_with(prefix) && other.1 != *code;
        let shortest = (2..=postcode.len()).map(|length| &postcode[..length]).find(|prefix| {
            let (before, after) = all.split_at(at);
            !before
                .iter()
                .rev()
                .take_while(|other| other.0.starts_with(prefix))
                .any(|other| is_other(prefix, other))
                && !after
                    .iter()
                    .take_while(|other| other.0.starts_with(prefix))
                    .any(|other| is_other(prefix, other))
        });
        let own = prefixes.entry(code).or_default();
        if let Some(shortest) = shortest.filter(|shortest| own.last() != Some(shortest)) {
            own.push(shortest);
        }
    }
    prefixes
}

/// The prefecture of a municipality's code.
fn prefecture(code: &str) -> Option<u8> {
    code.get(..2).and_then(|code| PrefectureCode::parse(code).ok()).map(PrefectureCode::number)
}

/// A municipality or ward without what stands above it; or that, which is a city above its wards, or an island.
#[derive(Debug)]
struct Municipality<'a> {
    /// The code of the municipality or ward, also if this stands above it.
    code: &'a str,
    name: String,
    kana: String,
    is_above: bool,
}

/// Names without their districts, and cities beside their wards.
fn cut<'a>(lines: &[Line<'a>]) -> Result<Vec<Municipality<'a>>> {
    let mut cut = Vec::new();
    for [code, name, kana] in lines {
        let mut add = |name: &str, kana: &str, is_above| {
            cut.push(Municipality { code, name: name.to_owned(), kana: kana.to_owned(), is_above });
        };
        let Some((above, own)) = parts(name) else {
            add(name, kana, false);
            continue;
        };
        // The reading of what stands above is what all have in common that stand under it.
        let beside = lines.iter().filter(|[other, name, _]| {
            prefecture(other) == prefecture(code) && parts(name).is_some_and(|(other, _)| other == above)
        });
        let kanas: Vec<&str> = beside.map(|[.., kana]| *kana).collect();
        let (kind, read) = match above.chars().last() {
            Some('市') => ("市", "シ"),
            Some('郡') => ("郡", "グン"),
            _ => ("島", "ジマ"),
        };
        let common = common(&kanas);
        // One alone under it has all of its own reading in common with itself.
        let end = common
            .rfind(read)
            .filter(|_| kanas.len() > 1)
            .or_else(|| kana.find(read))
            .map(|at| at + read.len());
        let Some((above_kana, own_kana)) = end.map(|end| kana.split_at(end)) else {
            bail!("{name} is read {kana}: where does its {kind} end?");
        };
        ensure!(!own_kana.is_empty(), "{name} is read {kana}: nothing is left behind its {kind}");
        add(own, own_kana, false);
        if kind != "郡" {
            add(above, above_kana, true);
        }
    }
    Ok(cut)
}

/// What stands above a municipality in its name, and its own: 上伊那郡 辰野町, 札幌市 中央区, 三宅島 三宅村.
fn parts(name: &str) -> Option<(&str, &str)> {
    let is_town = name.ends_with('町') || name.ends_with('村');
    let at = |letter: char| {
        let end = name.find(letter)? + letter.len_utf8();
        Some(name.split_at(end)).filter(|(_, own)| own.chars().count() > 1)
    };
    match name.chars().last() {
        Some('区') => at('市'),
        _ if is_town => at('郡').or_else(|| at('島')),
        _ => None,
    }
}

/// With what all of some texts begin.
fn common<'a>(texts: &[&'a str]) -> &'a str {
    let Some((first, rest)) = texts.split_first() else { return "" };
    let ends = first.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let is_common = |end: &usize| rest.iter().all(|text| text.starts_with(&first[..*end]));
    &first[..ends.take_while(is_common).last().unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use std::fs;

    use ran_atlas::japan::bit;
    use ran_atlas::plane::{kilometres, place};
    use ran_atlas::towns::find;

    use super::*;

    #[test]
    fn districts_are_left_out_and_cities_stand_beside_their_wards() {
        let places = [
            ["01107", "札幌市西区", "サッポロシニシク"],
            ["01104", "札幌市白石区", "サッポロシシロイシク"],
            ["10344", "北群馬郡榛東村", "キタグンマグンシントウムラ"],
            ["10345", "北群馬郡吉岡町", "キタグンマグンヨシオカマチ"],
            ["13381", "三宅島三宅村", "ミヤケジマミヤケムラ"],
            ["13361", "大島町", "オオシママチ"],
            ["07203", "郡山市", "コオリヤマシ"],
        ];
        let names: Vec<_> =
            cut(&places).unwrap().into_iter().map(|place| [place.name, place.kana].join(" ")).collect();
        assert_eq!(
            names,
            [
                "西区 ニシク",
                "札幌市 サッポロシ",
                "白石区 シロイシク",
                "札幌市 サッポロシ",
                "榛東村 シントウムラ",
                "吉岡町 ヨシオカマチ",
                "三宅村 ミヤケムラ",
                "三宅島 ミヤケジマ",
                "大島町 オオシママチ",
                "郡山市 コオリヤマシ",
            ]
        );
    }

    #[test]
    fn a_package_of_another_shape_is_refused() {
        for (printed, says) in [
            ("", "only 0"),
            ("20203\t上田市", "is not"),
            ("99203\t上田市\tウエダシ", "no prefecture"),
            ("20203\t\tウエダシ", "no municipality"),
        ] {
            let towns = Towns::read("20203\t36.4\t138.2\n19.0b\n").unwrap();
            let error = written(printed, &[], &towns).unwrap_err().to_string();
            assert!(error.contains(says), "{printed:?}: {error}");
        }
        for (printed, says) in [
            ("", "no version"),
            ("20203\t36.4\t138.2", "no version"),
            ("20203\t36.4", "is not"),
            ("20203\tN\t138.2", "is no place"),
        ] {
            let error = Towns::read(printed).err().unwrap().to_string();
            assert!(error.contains(says), "{printed:?}: {error}");
        }
    }

    #[test]
    fn a_municipality_has_the_shortest_beginnings_that_are_its_own() {
        let all = [
            ("3900874", "20202"),
            ("3901701", "20202"),
            ("3990701", "20215"),
            ("3990702", "20215"),
            ("3990703", "20215"),
            ("3990703", "20202"),
            ("3991201", "20413"),
        ];
        let own = prefixes(&all);
        assert_eq!(own["20202"], ["390"]);
        assert_eq!(own["20215"], ["3990701", "3990702"]);
        assert_eq!(own["20413"], ["3991"]);
    }

    #[test]
    fn a_municipality_is_where_most_of_its_towns_are() {
        let printed = "20203\t36.40\t138.25\n20203\t36.41\t138.24\n20203\t36.52\t138.33\n\
            01101\t43.05\t141.35\n01102\t43.09\t141.34\n01102\t43.10\t141.33\n19.0b\n";
        let towns = Towns::read(printed).unwrap();
        assert_eq!(towns.version, "19.0b");
        let check = |codes: &[&str], expected: Option<[f64; 2]>| {
            assert_eq!(towns.middle(codes.iter().copied()).ok(), expected, "{codes:?}");
        };
        check(&["20203"], Some([36.41, 138.25]));
        check(&["202037"], Some([36.41, 138.25]));
        check(&["01101", "01102"], Some([43.09, 141.34]));
        check(&["01101", "99999"], None);
        check(&["1101"], None);
        check(&[], None);
    }

    /// In which prefectures municipalities lie that everybody knows, and those that share a name (総務省's list of codes); and
    /// within how many kilometres of their offices (国土地理院, 「都道府県庁・市区町村役場の位置」) they stand.
    #[test]
    fn the_municipalities_of_japan_are_found() {
        let file = fs::read_to_string(file()).unwrap();
        let check = |words: &str, codes: &[u8]| {
            let bits = codes.iter().fold(0, |bits, code| bits | bit(*code));
            let found = [fold_kana(words), fold(words)].map(|words| find(&file, &words, u64::MAX));
            let found = found.into_iter().find(|found| found.prefectures != 0).unwrap_or_default();
            assert_eq!(found.prefectures, bits, "{words}");
            assert_eq!(found.point.is_some(), codes.len() == 1, "{words}");
        };
        check("上田市", &[20]);
        check("安曇野市", &[20]);
        check("あづみの", &[20]);
        check("横浜市", &[14]);
        check("よこはま", &[14]);
        check("名古屋市", &[23]);
        check("仙台", &[4]);
        check("さいたま市", &[11]);
        check("府中市", &[13, 34]);
        check("伊達市", &[1, 7]);
        check("港区", &[13, 23, 27]);
        check("鎌ヶ谷市", &[12]);
        check("鎌ケ谷市", &[12]);
        for way in ["塩竈市", "塩釜市", "塩釜", "しおがま"] {
            check(way, &[4]);
        }
        check("鹿嶋市", &[8]);
        check("鹿島市", &[41]);
        check("天竜", &[22]);
        check("天龍村", &[20]);
        check("龍ケ崎市", &[8]);
        check("竜ケ崎", &[8]);
        check("南アルプス市", &[19]);
        check("三宅村", &[13]);
        check("三宅", &[13, 29]);
        check("八丈島", &[13]);
        check("しんとうむら", &[10]);
        check("辰野町", &[20]);
        // Every prefecture has its 市町村: the last one too is where it is looked for.
        check("那覇市", &[47]);
        // 大阪市北区 and 堺市北区.
        let north = find(&file, "北区", bit(27));
        assert_eq!((north.prefectures, north.point), (bit(27), None));
        let near = |words: &str, [lat, lng]: [f64; 2], within: f64| {
            let found = find(&file, &fold_kana(words), u64::MAX).point.unwrap();
            let apart = kilometres(found, place(lat, lng).unwrap());
            assert!(apart <= within, "{words} stands {apart} km from its office");
        };
        near("塩尻市", [36.115, 137.953], 4.0);
        near("飯田市", [35.515, 137.821], 4.0);
        near("札幌市", [43.062, 141.354], 4.0);
        near("那覇市", [26.212, 127.679], 4.0);
        near("千代田区", [35.694, 139.754], 4.0);
        near("石巻市", [38.434, 141.303], 8.0);
        near("静岡市", [34.975, 138.383], 4.0);
        near("八丈町", [33.113, 139.788], 4.0);
        near("石垣市", [24.341, 124.155], 8.0);
        // Postcodes of town halls, of which the first digits 39 are those of a prefecture of two hundred kilometres.
        near("3990786", [36.115, 137.953], 4.0); // 塩尻市
        near("3958501", [35.515, 137.821], 4.0); // 飯田市
        near("3999393", [36.698, 137.862], 4.0); // 白馬村
        near("9008585", [26.212, 127.679], 4.0); // 那覇市
        near("1008979", [35.694, 139.754], 4.0); // 千代田区
        near("0608611", [43.062, 141.354], 4.0); // 札幌市
        // In 愛知県 and 三重県, and 西和賀町 with what is but the beginning of a postcode.
        check("4980000", &[]);
        check("399", &[]);
    }
}
