//! Every way to type the same becomes one: the program does this, never the person.

use ran_feed::civil::CivilDate;
use ran_feed::model::{Field, FieldKind, Lang, PrefectureCode};
use ran_feed::search::{fold_kana, fold_width};
use ran_feed::typed::{self, FIRST_YEAR, clean, is_unseen};

use crate::answers::Answer;
use crate::proof::hex;

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
        FieldKind::Email => typed::email(typed),
        FieldKind::Tel => typed::tel(typed),
        FieldKind::Postcode => typed::postcode(typed),
        FieldKind::Prefecture => {
            PrefectureCode::parse(typed).map_or_else(|_| typed.trim().to_owned(), |code| code.to_string())
        }
        FieldKind::Url => url(typed),
        FieldKind::Date => typed::date(typed),
        FieldKind::Consent => consent(typed),
        FieldKind::Select | FieldKind::Radio | FieldKind::Checkboxes => typed.trim().to_owned(),
    }
}

/// The same for a field. A text that must fit a pattern is a code of some kind, so all of it is folded, hyphens too.
#[must_use]
pub fn normalise_field(field: &Field, typed: &str) -> String {
    match field.kind {
        FieldKind::Text if field.pattern.is_some() => with_hyphens(&clean(&fold_width(typed))),
        kind => normalise(kind, typed),
    }
}

/// ー after a letter or digit that is no kana is what an input method put for a hyphen: `ＡＢー１２３`.
fn with_hyphens(text: &str) -> String {
    let mut is_code = false;
    let hyphen = |letter| {
        let written = if letter == 'ー' && is_code { '-' } else { letter };
        is_code = written.is_ascii_alphanumeric() || written == '-';
        written
    };
    text.chars().map(hyphen).collect()
}

/// An expression for answers as they were typed, as one for answers that are normalised: `[ァ-ヶー]+`, by which many a form
/// asks for フリガナ, is `[ぁ-ゖー]+`, and `０-９` is `0-9`. A sign that becomes one of the expression's own is escaped.
#[must_use]
pub fn pattern(kind: FieldKind, typed: &str) -> String {
    let is_kana = kind == FieldKind::Kana;
    if !is_kana && !matches!(kind, FieldKind::Text | FieldKind::Email | FieldKind::Tel | FieldKind::Postcode)
    {
        return typed.to_owned();
    }
    let mut written = String::with_capacity(typed.len());
    let mut letters = [0; 4];
    for letter in typed.chars() {
        let folded = fold_width(letter.encode_utf8(&mut letters));
        if letter.is_ascii() || !folded.bytes().all(|byte| byte.is_ascii_punctuation() || byte == b' ') {
            written.push_str(&if is_kana && *folded >= *"\u{3000}" { fold_kana(&folded) } else { folded });
        } else {
            folded.bytes().for_each(|byte| written.push_str(&["\\x", &hex(&[byte])].concat()));
        }
    }
    written
}

/// The pattern of a field that [`validate`](crate::validate()) asks normalised answers for: a receiver reads this one.
#[must_use]
pub fn pattern_of(field: &Field, lang: Lang) -> Option<String> {
    Some(pattern(field.kind, field.pattern.as_ref()?.get(lang)))
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
    if line.contains(|letter: char| letter >= '\u{3000}') { fold_kana(&line) } else { line }
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

/// Whether a date is one of the calendar, as [`normalise`] writes it, with a year of four digits.
pub(crate) fn is_date(text: &str) -> bool {
    CivilDate::parse(text).is_ok_and(|date| date.year() >= FIRST_YEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_for_what_is_typed_is_one_for_what_is_kept() {
        let check = |kind, typed: &str, expected: &str| assert_eq!(pattern(kind, typed), expected, "{typed}");
        check(FieldKind::Kana, "[ァ-ヶー　]+", r"[ぁ-ゖー\x20]+");
        check(FieldKind::Kana, "[ｦ-ﾟ]+|[A-Z]+", "[を-゜]+|[A-Z]+");
        check(FieldKind::Kana, r"\u{3041}[ぁ-ん]", r"\u{3041}[ぁ-ん]");
        // A name in Latin letters keeps its capitals.
        check(FieldKind::Kana, "[Ａ-Ｚａ-ｚ]+|[À-Ý]+", "[A-Za-z]+|[À-Ý]+");
        check(FieldKind::Text, "[Ａ-Ｚ]{2}[－‐]?[０-９]{3}", r"[A-Z]{2}[\x2d\x2d]?[0-9]{3}");
        check(FieldKind::Text, "（株）[ァ-ヶ]+", r"\x28株\x29[ァ-ヶ]+");
        check(FieldKind::Textarea, "[ァ-ヶ　]+", "[ァ-ヶ　]+");
    }

    #[test]
    fn what_stands_for_a_hyphen_in_a_code_is_one() {
        let check = |text: &str, expected: &str| assert_eq!(with_hyphens(text), expected);
        check("ABー123", "AB-123");
        check("Aーー1", "A--1");
        check("サーバー1", "サーバー1");
        check("ー1", "ー1");
    }
}
