//! In which prefecture a municipality lies, by a file of all municipalities that stands beside the kit.
//!
//! The file is plain text. A line `@` begins each prefecture, in the order of their codes; each line below it is the name
//! of a municipality without its district, or of a ward, or how one is read, folded as `ran_feed::search::fold` does.
//! `cargo xtask postcodes` makes it from Japan Post's data.

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

/// Writes such a file: folded names, each with the code of its prefecture. What is no code has no place in it. A name has no line break and is no `@`.
///
/// ```
/// use ran_atlas::towns::{find, written};
/// let file = written([(1, "伊達市"), (7, "伊達市"), (1, "札幌市")]);
/// assert!(file.starts_with("@\n伊達市\n札幌市\n@\n"));
/// assert_eq!(find(&file, "伊達市"), 0b100_0001);
/// ```
#[must_use]
pub fn written<Name: AsRef<str>>(names: impl IntoIterator<Item = (u8, Name)>) -> String {
    let mut prefectures = vec![[PREFECTURE, "\n"].concat(); 47];
    for (code, name) in names {
        if let Some(own) = prefectures.get_mut(usize::from(code).wrapping_sub(1)) {
            own.extend([name.as_ref(), "\n"]);
        }
    }
    prefectures.concat()
}

/// Whether a text is such a file: a server may answer with a page of its own.
#[must_use]
pub fn is_file(text: &str) -> bool {
    text.starts_with(PREFECTURE)
}

/// A bit for each prefecture, the lowest for code 1, in which folded words name a municipality.
///
/// ```
/// use ran_atlas::towns::find;
/// let file = "@\n伊達市\n札幌市\n@\n青森市\n@\n伊達市\n";
/// assert_eq!(find(file, "青森"), 0b10);
/// assert_eq!(find(file, "伊達市"), 0b101);
/// assert_eq!(find(file, "火星"), 0);
/// ```
#[must_use]
pub fn find(file: &str, words: &str) -> u64 {
    let (mut found, mut best, mut here) = (0, 1, 0);
    for name in file.split('\n') {
        if name == PREFECTURE {
            here = (here << 1_u64).max(1);
            continue;
        }
        let merit = merit(name, words);
        if merit > best {
            (found, best) = (0, merit);
        }
        if merit == best {
            found |= here;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japan::bit;

    /// Municipalities of 総務省's list.
    const TOWNS: [(u8, &str); 9] = [
        (1, "札幌市 さっぽろし 北区 きたく 伊達市 だてし"),
        (7, "伊達市 だてし"),
        (13, "北区 きたく 府中市 ふちゅうし 東村山市 ひがしむらやまし 港区 みなとく"),
        (14, "川崎市 かわさきし 川崎区 かわさきく"),
        (20, "上田市 うえだし 南あるぷす市 みなみあるぷすし"),
        (30, "東村 ひがしそん"),
        (34, "府中市 ふちゅうし 府中町 ふちゅうちょう"),
        (40, "川崎町 かわさきまち"),
        (47, "那覇市 なはし"),
    ];

    #[test]
    fn a_municipality_is_in_all_its_prefectures() {
        let names = TOWNS.iter().flat_map(|(code, names)| names.split(' ').map(|name| (*code, name)));
        let file = written(names);
        let check = |words: &str, codes: &[u8]| {
            let bits = codes.iter().fold(0, |bits, code| bits | bit(*code));
            assert_eq!(find(&file, words), bits, "{words}");
        };
        check("上田市", &[20]);
        check("上田", &[20]);
        check("うえだ", &[20]);
        check("うえだし", &[20]);
        check("上田市大手一丁目", &[20]);
        check("伊達市", &[1, 7]);
        check("北区", &[1, 13]);
        check("府中", &[13, 34]);
        check("府中町", &[34]);
        check("川崎", &[14]);
        check("川崎町", &[40]);
        check("みなと", &[13]);
        check("東村", &[30]);
        check("東村山市本町", &[13]);
        check("札幌市北区北七条", &[1]);
        check("なは", &[47]);
        check("上", &[]);
        check("火星", &[]);
        check("市", &[]);
        check("", &[]);
    }

    #[test]
    fn any_text_is_read() {
        for file in ["", "\n\n", "<!doctype html>", "@", "上田市", "@x\n上田市"] {
            assert_eq!(find(file, "上田市"), 0, "{file:?}");
        }
        assert_eq!(find(&"@\n".repeat(99), "上田市"), 0);
        assert_eq!(find("@\n\n上田市", ""), 0);
        assert!(is_file("@1\n") && !is_file("<!doctype html>"));
    }
}
