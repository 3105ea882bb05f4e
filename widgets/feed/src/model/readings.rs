//! Readings of やさしい日本語.
//!
//! A reading follows its word in 《》, as Japanese plain texts have long written it: `会員《かいいん》`. It belongs to the run
//! of kanji before it, or to all that follows a `｜` (`｜1日《ついたち》`).

/// The kanji, and the marks that are read with them.
fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '々' | '〆' | 'ヶ')
}

/// Text before a reading, the reading's base, and the reading; and what is left after it.
#[must_use]
pub fn next(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = text.split_once('《')?;
    let (reading, after) = rest.split_once('》')?;
    if let Some((before, base)) = before.rsplit_once('｜') {
        return Some((before, base, reading, after));
    }
    let base_start = before
        .char_indices()
        .rev()
        .take_while(|(_, letter)| is_kanji(*letter))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let (before, base) = before.split_at(base_start);
    Some((before, base, reading, after))
}

/// A text without its readings.
#[must_use]
pub fn without(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, base, reading, after)) = next(rest) {
        out.push_str(before);
        out.push_str(base);
        if base.is_empty() {
            out.push_str(&format!("《{reading}》"));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_belongs_to_the_kanji_before_it() {
        let check = |text: &str, plain: &str| assert_eq!(without(text), plain);
        check("会員《かいいん》の 情報《じょうほう》", "会員の 情報");
        check("もう一度《いちど》", "もう一度");
        check("readings: none", "readings: none");
        check("かな《かな》", "かな《かな》");
        check("4月《がつ》｜1日《ついたち》です", "4月1日です");
        check("開《ひら", "開《ひら");
        assert_eq!(next("お人々《ひとびと》は"), Some(("お", "人々", "ひとびと", "は")));
    }
}
