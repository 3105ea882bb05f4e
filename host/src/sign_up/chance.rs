//! Names and numbers that nobody can guess.

use ran_feed::model::FieldKind;
use ran_feed::search::fold_width;

use crate::journal;

/// Crockford's base 32: no I, L, O or U, so that a number read aloud or from paper is not misread.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 60 random bits as the applicant sees them: `7KQ2-M3XA-9TJD`.
pub(crate) fn receipt() -> String {
    let letters = letters(12);
    format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..])
}

/// 130 random bits: for what must never be there twice, on whatever machine it is made.
pub(crate) fn name() -> String {
    letters(26)
}

/// A receipt's number as somebody typed it: in small letters, with O for 0, without hyphens, in full width with whatever
/// an input method puts for a hyphen, or pasted with what nobody sees.
pub(crate) fn receipt_as_typed(text: &str) -> Option<String> {
    let letters: String = fold_width(&ran_form::normalise(FieldKind::Text, text))
        .chars()
        .filter(|letter| !matches!(letter, '-' | 'ー' | ' '))
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let known = letters.len() == 12 && letters.bytes().all(|letter| LETTERS.contains(&letter));
    known.then(|| format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..]))
}

fn letters(count: usize) -> String {
    let mut bytes = [0_u8; 32];
    if getrandom::fill(&mut bytes).is_err() {
        // With guessable numbers anybody could ask about others. Linux has randomness from its first second on.
        journal::line("end", &[("trouble", "this system gives no random numbers".into())]);
        std::process::abort();
    }
    bytes.iter().take(count).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_known_again_however_it_is_typed() {
        for (typed, expected) in [
            ("7KQ2-M3XA-9TJD", Some("7KQ2-M3XA-9TJD")),
            ("7kq2m3xa9tjd", Some("7KQ2-M3XA-9TJD")),
            ("OIL2 M3XA 9TJD", Some("0112-M3XA-9TJD")),
            ("7KQ2-M3XA-9TJ", None),
            ("7KQ2-M3XA-9TJU", None),
            ("", None),
            // As input methods type it, each with another hyphen: ー － − ‐ ― ｰ.
            ("７ＫＱ２ーＭ３ＸＡー９ＴＪＤ", Some("7KQ2-M3XA-9TJD")),
            ("７ｋｑ２－ｍ３ｘａ−９ｔｊｄ", Some("7KQ2-M3XA-9TJD")),
            ("7KQ2\u{2010}M3XA\u{2015}9TJD", Some("7KQ2-M3XA-9TJD")),
            ("ＯＩＬ２ｰＭ３ＸＡ\u{3000}９ＴＪＤ", Some("0112-M3XA-9TJD")),
            // As it is pasted from a page.
            ("\u{FEFF}7KQ2-M3XA-\u{200B}9TJD\t\n", Some("7KQ2-M3XA-9TJD")),
            ("７ＫＱ２ーＭ３ＸＡー９ＴＪ", None),
            ("７ＫＱ２ーＭ３ＸＡー９ＴＪＵ", None),
            ("ーーー", None),
            ("受付番号", None),
        ] {
            assert_eq!(receipt_as_typed(typed).as_deref(), expected, "{typed}");
        }
        let made = receipt();
        assert_eq!(receipt_as_typed(&made), Some(made));
    }

    #[test]
    fn no_two_are_alike() {
        let names: std::collections::HashSet<String> = (0..1_000).map(|_| receipt()).collect();
        assert_eq!(names.len(), 1_000);
    }
}
