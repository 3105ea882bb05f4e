//! The municipalities of all of Japan, for `cargo xtask postcodes`: the file that the map asks for beside the kit, as
//! [`ran_atlas::towns`] describes it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use ran_atlas::towns;
use ran_feed::model::PrefectureCode;
use ran_feed::search::fold;

use crate::run::root;

/// Where the file is kept.
pub(crate) fn file() -> PathBuf {
    root().join("widgets/atlas/data/municipalities.txt")
}

/// Makes the file from what `municipalities.py` prints.
///
/// # Errors
/// When the package has another shape.
pub(crate) fn written(printed: &str) -> Result<String> {
    let mut places = Vec::new();
    for line in printed.lines() {
        let Ok([code, name, kana]) = <[&str; 3]>::try_from(line.split('\t').collect::<Vec<_>>()) else {
            bail!("{line:?} is not a code, a municipality and its reading");
        };
        let prefecture = code.get(..2).and_then(|code| PrefectureCode::parse(code).ok());
        let prefecture = prefecture.with_context(|| format!("{line:?} is in no prefecture"))?.number();
        ensure!(!name.is_empty() && !kana.is_empty(), "{line:?} names no municipality");
        places.push((prefecture, name, kana));
    }
    ensure!(
        places.len() > 1_700,
        "there are only {} municipalities: the package has another shape",
        places.len()
    );
    let mut all: BTreeMap<u8, BTreeSet<[String; 2]>> = (1..=47).map(|code| (code, BTreeSet::new())).collect();
    for (prefecture, name, kana) in cut(&places)? {
        all.entry(prefecture).or_default().insert([fold(&name), fold(&kana)]);
    }
    ensure!(
        all.values().all(|names| !names.is_empty()),
        "a prefecture has no municipality: the package has another shape"
    );
    let names = all
        .into_iter()
        .flat_map(|(prefecture, names)| names.into_iter().flat_map(ways).map(move |name| (prefecture, name)));
    Ok(towns::written(names))
}

/// The ways to write a municipality. People write 鎌ヶ谷 and 鎌ケ谷 alike, which are folded apart.
fn ways([name, kana]: [String; 2]) -> BTreeSet<String> {
    BTreeSet::from([name.replace('ゖ', "け"), name.replace('け', "ゖ"), name, kana])
}

/// Names without their districts, and cities beside their wards.
fn cut(places: &[(u8, &str, &str)]) -> Result<Vec<(u8, String, String)>> {
    let mut cut = Vec::new();
    for (prefecture, name, kana) in places {
        let Some((above, own)) = parts(name) else {
            cut.push((*prefecture, (*name).to_owned(), (*kana).to_owned()));
            continue;
        };
        // The reading of what stands above is what all have in common that stand under it.
        let beside = places.iter().filter(|(other, name, _)| {
            other == prefecture && parts(name).is_some_and(|(other, _)| other == above)
        });
        let kanas: Vec<&str> = beside.map(|(.., kana)| *kana).collect();
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
        cut.push((*prefecture, own.to_owned(), own_kana.to_owned()));
        if kind != "郡" {
            cut.push((*prefecture, above.to_owned(), above_kana.to_owned()));
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
    use ran_atlas::towns::find;

    use super::*;

    #[test]
    fn districts_are_left_out_and_cities_stand_beside_their_wards() {
        let places = [
            (1, "札幌市西区", "サッポロシニシク"),
            (1, "札幌市白石区", "サッポロシシロイシク"),
            (10, "北群馬郡榛東村", "キタグンマグンシントウムラ"),
            (10, "北群馬郡吉岡町", "キタグンマグンヨシオカマチ"),
            (13, "三宅島三宅村", "ミヤケジマミヤケムラ"),
            (13, "大島町", "オオシママチ"),
            (7, "郡山市", "コオリヤマシ"),
        ];
        let names: Vec<_> =
            cut(&places).unwrap().into_iter().map(|(_, name, kana)| [name, kana].join(" ")).collect();
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
            let error = written(printed).unwrap_err().to_string();
            assert!(error.contains(says), "{printed:?}: {error}");
        }
    }

    /// Where municipalities lie that everybody knows, and those that share a name (総務省's list of codes).
    #[test]
    fn the_municipalities_of_japan_are_found() {
        let file = fs::read_to_string(file()).unwrap();
        let check = |words: &str, codes: &[u8]| {
            let bits = codes.iter().fold(0, |bits, code| bits | bit(*code));
            assert_eq!(find(&file, &fold(words)), bits, "{words}");
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
        check("南アルプス市", &[19]);
        check("三宅村", &[13]);
        check("八丈島", &[13]);
        check("しんとうむら", &[10]);
        check("辰野町", &[20]);
        // Every prefecture has its 市町村: the last one too is where it is looked for.
        check("那覇市", &[47]);
    }
}
