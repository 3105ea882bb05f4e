//! Values as people type them: every way to type the same becomes one.
//!
//! Forms take what is typed so, and the checker proposes it for what a feed has. What cannot be understood stays as it is.

use crate::{model::Postcode, search::fold_width};

/// One space between words and none at the ends; no control characters, nor those without width, which are pasted
/// along unseen and make two texts that look the same differ.
#[must_use]
pub fn clean(text: &str) -> String {
    let seen = text.chars().filter(|letter| !is_unseen(*letter)).collect::<String>();
    let mut cleaned = String::with_capacity(seen.len());
    for word in seen.split_whitespace() {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        cleaned.push_str(word);
    }
    cleaned
}

/// Characters that show nothing: controls, marks of direction, the zero-width space and the byte order mark. The
/// zero-width joiners stay: emoji and some scripts are written with them.
#[must_use]
pub fn is_unseen(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
        || turns_text(letter)
        || matches!(letter, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Those of them that could reorder what stands around them (Unicode Standard Annex 9, explicit formatting).
pub(crate) fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text that is ASCII when it is right: all width folded, and what input methods put for a hyphen is one, as both of
/// their wave dashes are one tilde.
fn ascii(typed: &str) -> String {
    clean(&fold_width(typed)).replace('ー', "-").replace('〜', "~")
}

/// An address with one sign `@` and without `mailto:`, however wide: `ran@example.jp` for ` ｒａｎ＠Example。jp `.
#[must_use]
pub fn email(typed: &str) -> String {
    let text = ascii(typed).replace('。', ".");
    let mut text = text.as_str();
    while let Some(address) = text.strip_prefix("mailto:") {
        text = address.trim();
    }
    match text.rsplit_once('@') {
        // Only the host is the same in capitals (RFC 5321 §2.4).
        Some((name, host)) => [name.trim_end(), "@", &host.trim_start().to_ascii_lowercase()].concat(),
        None => text.to_owned(),
    }
}

/// Digits in groups as they were typed, with a hyphen between them: `(0263) 52-0280` is `0263-52-0280`.
#[must_use]
pub fn tel(typed: &str) -> String {
    let text = ascii(typed);
    let known = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, '+' | '-' | '(' | ')' | '[' | ']' | '.' | '/' | ' ' | '~')
    };
    if !text.chars().all(known) {
        return text;
    }
    // +81 (0)263 …: the zero is for those who call from within the country.
    let text = if text.starts_with('+') { text.replace("(0)", "-") } else { text };
    let (plus, digits) = match text.strip_prefix('+') {
        Some(digits) => ("+", digits),
        None => ("", text.as_str()),
    };
    let groups = digits.split(|letter: char| !letter.is_ascii_digit() && letter != '+');
    let has_digit = |group: &&str| group.bytes().any(|byte| byte.is_ascii_digit());
    plus.to_owned() + &groups.filter(has_digit).collect::<Vec<_>>().join("-")
}

/// The seven digits as `399-0786`, with or without 〒.
#[must_use]
pub fn postcode(typed: &str) -> String {
    let text = ascii(typed).replace(' ', "").replace('~', "-");
    Postcode::parse(&text).map_or_else(|_| text.clone(), |code| code.to_string())
}

/// The years before the first of each era (元号), by its name and its letter.
const ERAS: [(&str, char, i16); 5] =
    [("令和", 'r', 2018), ("平成", 'h', 1988), ("昭和", 's', 1925), ("大正", 't', 1911), ("明治", 'm', 1867)];

/// The first year that is taken for one of our era: it has four digits.
pub const FIRST_YEAR: i16 = 1000;

/// `YYYY-MM-DD` from any order of 年月日 that begins with the year, whether the calendar has the day or not.
#[must_use]
pub fn date(typed: &str) -> String {
    let text = ascii(typed).replace(' ', "");
    // A whole date in the first of the three inputs.
    let parted = text.strip_suffix("//").filter(|text| !text.is_empty()).unwrap_or(&text);
    // In the three inputs their signs are typed along: 2026年/4月/1日.
    let parted = parted.replace("年/", "年").replace("月/", "月");
    let parted = parted.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let whole = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = parted.split('-');
    let (Some(year), month, day, None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return text;
    };
    let (year, month, day) = match (month, day) {
        (Some(month), Some(day)) => (year, month, day),
        // 20260401
        (None, None) if year.len() == 8 && year.bytes().all(|byte| byte.is_ascii_digit()) => {
            (&year[..4], &year[4..6], &year[6..])
        }
        _ => return text,
    };
    if year.is_empty() && month.is_empty() && day.is_empty() {
        return String::new();
    }
    match (western(year), month.trim_start_matches('0'), day.trim_start_matches('0')) {
        (Some(year), month, day) if whole(month) && whole(day) => format!("{year:04}-{month:0>2}-{day:0>2}"),
        _ => text,
    }
}

/// A year of our era from `2026`, `令和8`, `令和元`, `R8`. With fewer digits and no era it may be of any: 8 is as likely 令和8.
fn western(year: &str) -> Option<i16> {
    let lower = year.to_ascii_lowercase();
    let number = |digits: &str| {
        let sound = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if sound { digits.parse::<i16>().ok() } else { None }
    };
    for (name, letter, before) in ERAS {
        if let Some(rest) = lower.strip_prefix(name).or_else(|| lower.strip_prefix(letter)) {
            let year = if rest == "元" { Some(1) } else { number(rest) };
            // No era has had more than 64 years.
            return year.filter(|year| (1..=64).contains(year)).map(|year| before + year);
        }
    }
    number(&lower).filter(|year| *year >= FIRST_YEAR)
}
