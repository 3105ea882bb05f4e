//! Addresses by postcode, in one file for each first three digits, so that whoever serves them never hears the other
//! four.
//!
//! A file is plain text. A line `@長野県 塩尻市` begins a municipality; a line `0737 大門八番町` below it is a
//! postcode's last four digits and the town, or the digits alone where the postcode stands for the municipality. A
//! postcode may stand several times, in several municipalities and prefectures too. `cargo xtask postcodes` makes them
//! from Japan Post's data.

/// What all places of a postcode have in common: the prefecture; the city, ward, town or village with its district
/// (東筑摩郡生坂村); and the part of that without a block (大門八番町). Empty from where they differ, and where there is
/// none.
pub type Address<'a> = [&'a str; 3];

/// The address of a postcode by its last four digits, in the file of its first three. None if nobody lives there.
///
/// ```
/// use ran_form::postcodes::find;
/// let file = "@長野県 塩尻市\n0737 大門八番町\n";
/// assert_eq!(find(file, "0737"), Some(["長野県", "塩尻市", "大門八番町"]));
/// assert_eq!(find(file, "0738"), None);
/// ```
#[must_use]
pub fn find<'a>(file: &'a str, digits: &str) -> Option<Address<'a>> {
    let mut found: Option<Address<'a>> = None;
    let (mut prefecture, mut municipality) = ("", "");
    for line in file.split('\n') {
        let (head, name) = line.split_once(' ').unwrap_or((line, ""));
        if let Some(above) = head.strip_prefix('@') {
            (prefecture, municipality) = (above, name);
        } else if head == digits {
            let next = [prefecture, municipality, name];
            let known = found.get_or_insert(next);
            let mut is_same = true;
            for (known, next) in known.iter_mut().zip(next) {
                is_same &= *known == next;
                if !is_same {
                    *known = "";
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_places_have_in_common_is_found() {
        const FILE: &str = "@長野県 塩尻市\n0700\n0737 大門八番町\n0001 北町\n0001 南町\n0002 北町\n0003\n\
            @長野県 松本市\n0002 北町\n@岐阜県 中津川市\n0003\n0004 坂下";
        let check = |digits: &str, expected: Option<Address<'_>>| {
            assert_eq!(find(FILE, digits), expected, "{digits}");
        };
        check("0737", Some(["長野県", "塩尻市", "大門八番町"]));
        check("0700", Some(["長野県", "塩尻市", ""]));
        check("0001", Some(["長野県", "塩尻市", ""]));
        check("0002", Some(["長野県", "", ""])); // two towns of one name are two towns
        check("0003", Some(["", "", ""]));
        check("0004", Some(["岐阜県", "中津川市", "坂下"]));
        check("9999", None);
        check("", None);
    }

    #[test]
    fn any_text_is_read() {
        for file in ["", "\n\n", "<!doctype html>\n<p>0737 here", "@", "@ 0737", "07370737"] {
            assert_eq!(find(file, "0737"), None, "{file:?}");
        }
        assert_eq!(find("0737", "0737"), Some(["", "", ""]));
    }
}
