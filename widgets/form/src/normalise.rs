//! Every way to type the same becomes one: the program does this, never the person.

use ran_feed::civil::CivilDate;
use ran_feed::model::{Field, FieldKind, Postcode, PrefectureCode};
use ran_feed::search::{fold, fold_width};

use crate::answers::Answer;

/// What was typed into a field of this kind, in the one way in which it is checked, sent and kept. Normalising what is
/// normalised changes nothing; what cannot be understood stays as it was typed, for [`validate`](crate::validate()) to
/// name.
///
/// ```
/// use ran_feed::model::FieldKind;
/// use ran_form::normalise;
/// assert_eq!(normalise(FieldKind::Postcode, "〒３９９ー０７８６"), "399-0786");
/// assert_eq!(normalise(FieldKind::Kana, "ﾐﾎﾝ　ハナコ"), "みほん はなこ");
/// assert_eq!(normalise(FieldKind::Email, " ｒａｎ＠Example。jp "), "ran@example.jp");
/// ```
#[must_use]
pub fn normalise(kind: FieldKind, typed: &str) -> String {
    match kind {
        // A kind of a newer feed is asked as one line.
        FieldKind::Text | FieldKind::Other => one_line(typed),
        FieldKind::Textarea => several_lines(typed),
        FieldKind::Kana => kana(typed),
        FieldKind::Email => email(typed),
        FieldKind::Tel => tel(typed),
        FieldKind::Postcode => postcode(typed),
        FieldKind::Prefecture => {
            PrefectureCode::parse(typed).map_or_else(|_| typed.trim().to_owned(), |code| code.to_string())
        }
        FieldKind::Url => url(typed),
        FieldKind::Date => date(typed),
        FieldKind::Consent => consent(typed),
        FieldKind::Select | FieldKind::Radio | FieldKind::Checkboxes => typed.trim().to_owned(),
    }
}

/// The same for a field. A text that must fit a pattern is a code of some kind, so all of it is folded, hyphens too.
#[must_use]
pub fn normalise_field(field: &Field, typed: &str) -> String {
    match field.kind {
        FieldKind::Text if field.pattern.is_some() => clean(&fold_width(typed)),
        kind => normalise(kind, typed),
    }
}

/// The same for an answer, choice by choice. Of what is ticked twice, one is kept.
#[must_use]
pub fn normalise_answer(field: &Field, answer: &Answer) -> Answer {
    match answer {
        Answer::Text(text) => Answer::Text(normalise_field(field, text)),
        Answer::Choices(choices) => {
            let mut kept: Vec<String> = Vec::with_capacity(choices.len().min(field.options.len()));
            for choice in choices {
                let choice = normalise_field(field, choice);
                if !choice.is_empty() && !kept.contains(&choice) {
                    kept.push(choice);
                }
            }
            Answer::Choices(kept)
        }
    }
}

/// Full-width letters and digits to half, half-width kana to full; punctuation and dashes stay as they were typed, for
/// they may belong to a name.
fn fold_letters(typed: &str) -> String {
    let stays = |letter: char| {
        matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{3000}' | '\u{FE63}')
            || matches!(letter, '\u{02D7}' | '\u{2043}' | '\u{2500}' | '\u{2501}' | '\u{FE58}')
            || matches!(letter, '\u{FF01}'..='\u{FF5E}')
                && !matches!(letter, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
    };
    let mut folded = String::with_capacity(typed.len());
    let mut rest = typed;
    while let Some(at) = rest.find(stays) {
        let (before, from) = rest.split_at(at);
        folded.push_str(&fold_width(before));
        let length = from.chars().next().map_or(0, char::len_utf8);
        let (kept, after) = from.split_at(length);
        folded.push_str(kept);
        rest = after;
    }
    folded.push_str(&fold_width(rest));
    folded
}

/// One space between words and none at the ends; no control characters, nor those without width, which are pasted
/// along unseen and make two texts that look the same differ.
fn clean(text: &str) -> String {
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
fn is_unseen(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
        || matches!(letter, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn one_line(typed: &str) -> String {
    clean(&fold_letters(typed))
}

/// Lines stay lines, their beginnings too: people indent. Line ends are `\n`, and none stand at the ends of the text.
fn several_lines(typed: &str) -> String {
    let unified =
        typed.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{B}', '\u{C}'], "\n");
    let lines = unified.split('\n').map(|line| {
        let line: String = line.chars().filter(|letter| !is_unseen(*letter)).collect();
        fold_letters(&line).trim_end().to_owned()
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim_end().trim_start_matches('\n').to_owned()
}

/// Hiragana: what searching folds to is how kana are kept, so that one person is one reading. A name in Latin letters
/// stays as it is written.
fn kana(typed: &str) -> String {
    let line = clean(&fold_width(typed));
    if line.contains(|letter: char| letter >= '\u{3000}') { fold(&line) } else { line }
}

/// A text that is ASCII when it is right: all width folded, and what input methods put for a hyphen is one, as both of
/// their wave dashes are one tilde.
fn ascii(typed: &str) -> String {
    clean(&fold_width(typed)).replace('ー', "-").replace('〜', "~")
}

fn email(typed: &str) -> String {
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
fn tel(typed: &str) -> String {
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

fn postcode(typed: &str) -> String {
    let text = ascii(typed).replace(' ', "").replace('~', "-");
    Postcode::parse(&text).map_or_else(|_| text.clone(), |code| code.to_string())
}

/// An address of the web; people leave out the scheme.
fn url(typed: &str) -> String {
    let text = clean(&fold_width(typed));
    let is_host = |text: &str| {
        let host = text.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.') && !host.contains([':', '@', ' ']) && !host.starts_with('.')
    };
    if is_host(&text) { "https://".to_owned() + &text } else { text }
}

fn consent(typed: &str) -> String {
    match typed.trim() {
        Answer::YES | "true" | "on" => Answer::YES.to_owned(),
        _ => String::new(),
    }
}

/// The years before the first of each era (元号), by its name and its letter.
const ERAS: [(&str, char, i16); 5] =
    [("令和", 'r', 2018), ("平成", 'h', 1988), ("昭和", 's', 1925), ("大正", 't', 1911), ("明治", 'm', 1867)];

/// `YYYY-MM-DD` from any order of 年月日 that begins with the year, whether the calendar has the day or not.
fn date(typed: &str) -> String {
    let text = ascii(typed).replace(' ', "");
    // A whole date in the first of the three inputs.
    let parted = text.strip_suffix("//").filter(|text| !text.is_empty()).unwrap_or(&text);
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

/// A year of our era from `2026`, `令和8`, `令和元`, `R8`.
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
    number(&lower)
}

/// Whether a date is one of the calendar, as [`normalise`] writes it.
pub(crate) fn is_date(text: &str) -> bool {
    CivilDate::parse(text).is_ok()
}
