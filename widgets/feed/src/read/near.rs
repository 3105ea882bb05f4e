//! What was meant by a value or a name that is wrong, for the checker's remedies.

use super::Remedy;
use crate::{
    civil::{CivilDate, days_in_month},
    fault::{BAD_DATE, BAD_EMAIL, BAD_PARTIAL_DATE, BAD_POSTCODE, BAD_TEL, BAD_TIME, Fault},
    search::fold_width,
    typed,
};

/// Of some words, which are in ASCII, the one that was meant, if one is near enough to be taken for a slip of the keys.
pub(crate) fn nearest<'a>(words: &[&'a str], meant: &str) -> Option<&'a str> {
    let meant = plain(meant);
    // Each letter too many or too few, or that the word does not have, is a slip: most words are told to be far by that.
    let may_be_near = |word: &&&str| {
        let length = word.chars().filter(|letter| !is_joint(*letter)).count();
        let is_alien = |letter: &&char| !word.chars().any(|own| own.eq_ignore_ascii_case(letter));
        length.abs_diff(meant.len()) <= most_slips(word)
            && meant.iter().filter(is_alien).nth(most_slips(word)).is_none()
    };
    let near = words.iter().filter(may_be_near).map(|word| (slips(&plain(word), &meant), *word));
    near.filter(|(slips, word)| *slips <= most_slips(word))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// Two, and a third of the word: of `tel` and `url` nobody would say that one was meant by the other.
fn most_slips(word: &str) -> usize {
    (word.len() / 3).min(2)
}

/// A word without what people do not look at: case, width, and how its parts are joined.
fn plain(word: &str) -> Vec<char> {
    // Of anything longer no word of the feed is near.
    let word: String = word.trim().chars().take(40).collect();
    fold_width(&word).to_lowercase().chars().filter(|letter| !is_joint(*letter)).collect()
}

fn is_joint(letter: char) -> bool {
    matches!(letter, '-' | '_' | ' ')
}

/// How many letters are missing, too many, wrong, or exchanged with the next: the distance of the optimal string
/// alignment, in which no letter takes part in two slips.
fn slips(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut row = vec![at + 1];
        for (place, wanted) in other.iter().enumerate() {
            let mut least =
                (last[place] + usize::from(letter != wanted)).min(last[place + 1] + 1).min(row[place] + 1);
            if at > 0 && place > 0 && one[at - 1] == *wanted && *letter == other[place - 1] {
                least = least.min(before[place - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

/// How a value that was refused for this fault may be written so that it can be read, as the forms of a page mend what is
/// typed: of these, the first that can be.
pub(crate) fn mended(text: &str, fault: &Fault) -> Vec<String> {
    let narrow = fold_width(text).trim().to_owned();
    let typed = match fault {
        _ if fault == &BAD_EMAIL => Some(typed::email(text)),
        _ if fault == &BAD_TEL => Some(typed::tel(text)),
        _ if fault == &BAD_POSTCODE => Some(typed::postcode(text)),
        _ if is_of_time(fault) => date(text).map(|date| date.text),
        _ => None,
    };
    [Some(narrow), typed].into_iter().flatten().collect()
}

/// Whether what was refused was to be a date or a time.
pub(crate) fn is_of_time(fault: &Fault) -> bool {
    [&BAD_DATE, &BAD_PARTIAL_DATE, &BAD_TIME].contains(&fault)
}

/// A remedy for a date that no calendar has, or for an hour that no day has.
pub(crate) fn no_such_time(text: &str) -> Option<Remedy<'static>> {
    let Dated { year, month, day, hour, .. } = date(text)?;
    match days_in_month(year, month) {
        0 => return Some(Remedy::Month),
        last if day > last => return Some(Remedy::Day { year, month, last }),
        _ => {}
    }
    let next = CivilDate::new(year, month, day)?.plus_days(1)?;
    match hour? {
        24 => Some(Remedy::Midnight { next }),
        hour @ 25..=47 => Some(Remedy::NextDay { next, hour: hour - 24 }),
        _ => None,
    }
}

/// A date as people write it, which the calendar need not have.
struct Dated {
    year: i16,
    month: u8,
    day: u8,
    hour: Option<u8>,
    /// As the feed has it, with the time if there is one.
    text: String,
}

/// Reads `2026/12/1`, `2026年12月5日 9:00`, `20261205`, `令和8年12月5日`, in any width.
fn date(text: &str) -> Option<Dated> {
    let text = fold_width(text);
    // The hour begins with the digits before its sign.
    let hour_at = text
        .find([':', '時'])
        .map(|sign| text[..sign].trim_end_matches(|letter: char| letter.is_ascii_digit()).len());
    let (day, time) = text.split_at(hour_at.unwrap_or(text.len()));
    let date = typed::date(day.trim().trim_end_matches(['T', 't']));
    let mut parts = date.split('-');
    let (year, month, day, None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()) else {
        return None;
    };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if !(1_000..=9_999).contains(&year) {
        return None;
    }
    if time.is_empty() {
        return Some(Dated { year, month, day, hour: None, text: date });
    }
    let time = time.replace(['時', '分'], ":");
    let (hour, minute) = time.split_once(':')?;
    let minute = minute.trim().trim_end_matches(':');
    let minute = if minute.is_empty() { "00" } else { minute };
    let text = format!("{date}T{hour:0>2}:{minute:0>2}");
    Some(Dated { year, month, day, hour: hour.parse().ok(), text })
}

/// Whether an address without a scheme was meant to lead to a host: `example.jp/apply`, `www.example.jp`.
pub(crate) fn is_host(address: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["jp", "com", "org", "net", "info", "io", "biz", "dev", "app", "tokyo", "site", "gle"];
    if address.contains(':') {
        return false;
    }
    let (host, path) =
        address.split_once(['/', '?', '#']).map_or((address, None), |(host, path)| (host, Some(path)));
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    let is_name =
        |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    if !name.split('.').all(is_name) || !ending.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    // `leaflet.pdf` is a file beside the feed; a folder has no such name.
    host.starts_with("www.")
        || ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
        || path.is_some() && ending.len() >= 2 && address.contains('/')
}

/// Whether a text has a tag of HTML, which a page shows as it stands.
pub(crate) fn has_tag(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        const TAGS: [&str; 24] = [
            "a",
            "b",
            "blockquote",
            "br",
            "center",
            "div",
            "em",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "hr",
            "i",
            "iframe",
            "img",
            "li",
            "ol",
            "p",
            "script",
            "span",
            "strong",
            "table",
            "ul",
        ];
        let name = rest[..length].to_ascii_lowercase();
        TAGS.contains(&name.as_str())
            && rest[length..].starts_with(['>', '/', ' ', '\t', '\n', '\r'])
            && rest.contains('>')
    })
}

#[cfg(test)]
mod tests {
    use super::{has_tag, is_host, mended, nearest, no_such_time, slips};
    use crate::{
        Tongue,
        fault::{BAD_DATE, BAD_EMAIL, BAD_PARTIAL_DATE, BAD_POSTCODE, BAD_TEL, BAD_TIME},
    };

    #[test]
    fn slips_are_counted() {
        let check = |one: &str, other: &str, expected| {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(slips(&letters(one), &letters(other)), expected, "{one:?}, {other:?}");
        };
        check("", "", 0);
        check("", "abc", 3);
        check("title", "titel", 1);
        check("deadline", "dedline", 1);
        check("kitten", "sitting", 3);
    }

    #[test]
    fn what_was_meant_is_near() {
        let words = ["seminar", "career-education", "end", "url", "mode", "rrule", "time_zone"];
        let check = |meant: &str, expected| assert_eq!(nearest(&words, meant), expected, "{meant}");
        check("Seminar", Some("seminar"));
        check("ｓｅｍｉｎａｒ", Some("seminar"));
        check("semminar", Some("seminar"));
        check("CAREER_EDUCATION", Some("career-education"));
        check("RRULE", Some("rrule"));
        check("timeZone", Some("time_zone"));
        check("ende", Some("end"));
        // Names of their own, near as they are.
        check("tel", None);
        check("note", None);
        check("x", None);
        check("セミナー", None);
        check(&"seminar".repeat(10_000), None);
    }

    #[test]
    fn values_are_mended_as_in_a_form() {
        let check = |fault, text: &str, expected: &str| {
            let all = mended(text, fault);
            assert!(all.iter().any(|mended| mended == expected), "{text}: {all:?}");
        };
        check(&BAD_TIME, "2026/12/1", "2026-12-01");
        check(&BAD_TIME, "2026-12-5", "2026-12-05");
        check(&BAD_TIME, "2026.12.05", "2026-12-05");
        check(&BAD_DATE, "20261205", "2026-12-05");
        check(&BAD_DATE, "２０２６－１２－０５", "2026-12-05");
        check(&BAD_DATE, "2026年12月5日", "2026-12-05");
        check(&BAD_PARTIAL_DATE, "２０２６－１２", "2026-12");
        check(&BAD_DATE, "令和8年12月5日", "2026-12-05");
        check(&BAD_DATE, "令和元年5月1日", "2019-05-01");
        check(&BAD_DATE, "平成31年4月30日", "2019-04-30");
        check(&BAD_DATE, "R8.12.5", "2026-12-05");
        check(&BAD_TIME, "2026-12-18T9:00", "2026-12-18T09:00");
        check(&BAD_TIME, "2026年12月5日 9時", "2026-12-05T09:00");
        check(&BAD_TIME, "2026年12月5日9時5分", "2026-12-05T09:05");
        check(&BAD_TIME, "2026 年 12 月 5 日 19:00", "2026-12-05T19:00");
        check(&BAD_TIME, "2026-12-16T14：00", "2026-12-16T14:00");
        check(&BAD_TIME, "2026/12/16 9:00+09:00", "2026-12-16T09:00+09:00");
        check(&BAD_TEL, "0263ー00ー0000", "0263-00-0000");
        check(&BAD_TEL, "［0263］ 52 / 0280", "0263-52-0280");
        check(&BAD_EMAIL, "info＠example.jp", "info@example.jp");
        check(&BAD_EMAIL, "mailto: info @ Example。jp", "info@example.jp");
        check(&BAD_POSTCODE, "３９９ー０７８６", "399-0786");
        for odd in [
            "",
            "年",
            "2026",
            "2026-",
            "99999999999999999999",
            "令和99999年1月1日",
            "令和",
            "2026-12-05T",
            ":",
            "時",
            "あ9:00",
            "2026-12-05T9:",
            "-1-1-1",
            "2026-12-300",
            "2026-12-05 あ:あ",
        ] {
            for fault in [&BAD_TIME, &BAD_DATE, &BAD_TEL, &BAD_EMAIL, &BAD_POSTCODE] {
                let _ = (mended(odd, fault), no_such_time(odd));
            }
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_told() {
        let check = |text: &str, en: &str, ja: &str| {
            let said = |tongue| no_such_time(text).map(|remedy| remedy.say(tongue)).unwrap_or_default();
            assert_eq!([said(Tongue::En), said(Tongue::Ja)], [en, ja], "{text}");
        };
        let day = "Correct the day: 2027-02 has 28 days.";
        check("2027-02-29", day, "日を直してください。2027年2月は28日までです。");
        let day = "Correct the day: 2028-02 has 29 days.";
        check("2028-02-30T10:00", day, "日を直してください。2028年2月は29日までです。");
        let day = "Correct the day: 2026-11 has 30 days.";
        check("2026/11/31", day, "日を直してください。2026年11月は30日までです。");
        check(
            "2026-13-01",
            "Correct the month: they are 01 to 12.",
            "月を直してください。月は01から12までです。",
        );
        check(
            "2026-12-31T24:00",
            "The day ends with 00:00 of the next: write 2027-01-01T00:00.",
            "1日の終わりは、翌日の00:00です。2027-01-01T00:00 と書いてください。",
        );
        check(
            "2026-12-31T25:00",
            "Hours are 00 to 23. If it is on the next day, write 2027-01-01T01:…",
            "時は00から23までです。翌日のことなら、2027-01-01T01:… と書いてください。",
        );
        check("2026-12-31T23:00", "", "");
        check("soon", "", "");
    }

    #[test]
    fn hosts_are_told_from_files() {
        for host in [
            "example.jp/apply",
            "www.example.jp",
            "www.example.city",
            "example.jp",
            "forms.gle/abc",
            "a-b.example.lg.jp/x?y",
            "EXAMPLE.COM",
        ] {
            assert!(is_host(host), "{host}");
        }
        for file in [
            "leaflet.pdf",
            "apply.html",
            "/apply",
            "./a.b/c",
            "../x.jp",
            "events/a.jp",
            "?x=a.jp",
            "#a.jp",
            "v1.2/x",
            "https://example.jp",
            "mailto:a@b.jp",
            "",
        ] {
            assert!(!is_host(file), "{file}");
        }
    }

    #[test]
    fn tags_are_told_from_signs() {
        for tagged in ["<p>x</p>", "a<br>b", "a<BR/>b", "<a href=\"x\">x</a>", "x</div>"] {
            assert!(has_tag(tagged), "{tagged}");
        }
        for plain in
            ["a < b > c", "<https://example.jp>", "1<2", "<氏名>", "<b", "<<>>", "<address@example.jp>"]
        {
            assert!(!has_tag(plain), "{plain}");
        }
    }
}
