//! Everything that can be wrong with a value, as a closed list ([`table`]): a code, and in each language what is wrong and
//! how to mend it.

mod table;

use std::fmt;

pub(crate) use self::table::*;
use crate::{Tongue, report::Lost};

/// What is wrong with a value. Each kind has a stable code that a program may match or translate.
///
/// ```
/// use ran_feed::{Tongue, model::Url};
/// let fault = Url::parse("javascript:alert(1)").unwrap_err();
/// assert_eq!(fault.code(), "url-scheme");
/// assert_eq!(fault.what(Tongue::En), "is not an address that the feed may use");
/// assert_eq!(fault.what(Tongue::Ja), "は、フィードに書ける種類のアドレスではありません。");
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    code: &'static str,
    #[cfg(feature = "messages")]
    en: Words,
    #[cfg(feature = "messages")]
    ja: Words,
}

/// What is said of a fault in one language.
#[cfg(feature = "messages")]
#[derive(Debug, PartialEq, Eq)]
struct Words {
    what: &'static str,
    remedy: &'static str,
}

impl Fault {
    /// A stable kebab-case name, for example `bad-date`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong, to be read after the value: "is not a date", without a full stop; in Japanese the rest of a
    /// sentence, with one. Without the feature `messages`, the code: a page has the words in a file that it asks for
    /// when there is something to say.
    #[must_use]
    #[cfg_attr(
        not(feature = "messages"),
        expect(unused_variables, reason = "there are no words to choose from")
    )]
    pub fn what(&self, tongue: Tongue) -> &'static str {
        #[cfg(feature = "messages")]
        return self.words(tongue).what;
        #[cfg(not(feature = "messages"))]
        self.code
    }

    /// How to mend it, as a sentence. Empty without the feature `messages`.
    #[must_use]
    #[cfg_attr(
        not(feature = "messages"),
        expect(unused_variables, reason = "there are no words to choose from")
    )]
    pub fn remedy(&self, tongue: Tongue) -> &'static str {
        #[cfg(feature = "messages")]
        return self.words(tongue).remedy;
        #[cfg(not(feature = "messages"))]
        ""
    }

    /// What is wrong with a value that is quoted from the file, or with the file where there is nothing to quote.
    pub(crate) fn said_of(&self, quoted: &str, tongue: Tongue) -> String {
        let what = self.what(tongue);
        if quoted.is_empty() {
            return what.to_owned();
        }
        match tongue {
            Tongue::En => [quoted, " ", what].concat(),
            #[cfg(feature = "messages")]
            Tongue::Ja => ["「", without_quotes(quoted), "」", what].concat(),
        }
    }

    /// The same of so many problems.
    pub(crate) fn counted(&self, count: usize, tongue: Tongue) -> String {
        let what = self.what(tongue);
        match tongue {
            Tongue::En => format!("{count} {what}"),
            #[cfg(feature = "messages")]
            Tongue::Ja => format!("{count}{what}"),
        }
    }

    #[cfg(feature = "messages")]
    fn words(&self, tongue: Tongue) -> &Words {
        match tongue {
            Tongue::En => &self.en,
            Tongue::Ja => &self.ja,
        }
    }

    /// What the scanner, having mended a file with this fault, has left out.
    pub(crate) fn loses(&self) -> Lost {
        match self {
            _ if self == &INVALID_UTF8 => Lost::Letters,
            _ if [&TOO_DEEP, &TOO_LONG, &TOO_MANY, &NUMBER_RANGE].contains(&self) => Lost::This,
            _ => Lost::Nothing,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value {}. {}", self.what(Tongue::En), self.remedy(Tongue::En))
    }
}

impl std::error::Error for Fault {}

/// A text of JSON as one quotes it in Japanese, in brackets of its own; with the quotes of JSON where it would be taken
/// for a number or a word of JSON without, or for nothing at all.
#[cfg(feature = "messages")]
fn without_quotes(quoted: &str) -> &str {
    let Some(text) = quoted.strip_prefix('"') else { return quoted };
    // One that was shortened has no quote at its end.
    let text = text.strip_suffix('"').unwrap_or(text);
    let is_other = matches!(text, "" | "true" | "false" | "null") || text.parse::<f64>().is_ok();
    if is_other || text.contains('"') { quoted } else { text }
}

/// Everything that can be wrong with a feed and of which a page may hear. What takes more looking is for the checker alone.
#[must_use]
pub fn faults() -> &'static [&'static Fault] {
    FAULTS
}

#[cfg(all(test, feature = "messages"))]
mod tests {
    use super::{CHECKER_FAULTS, CUT_OFF, FAULTS, Fault, MORE, without_quotes};
    use crate::Tongue::{En, Ja};

    fn all() -> impl Iterator<Item = &'static Fault> {
        FAULTS.iter().chain(CHECKER_FAULTS).copied()
    }

    #[test]
    fn each_code_is_there_once() {
        let mut codes: Vec<_> = all().map(Fault::code).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|two| two[0] != two[1]), "{codes:?}");
    }

    #[test]
    fn each_language_has_sentences_of_its_own() {
        let is_japanese = |text: &str| text.contains(|letter| ('ぁ'..='ん').contains(&letter));
        for fault in all() {
            let (what, remedy) = (fault.what(Ja), fault.remedy(Ja));
            for said in [what, remedy] {
                assert!(is_japanese(said) && said.ends_with('。'), "{said}");
                // What is to be typed is in half width, and so is all of its kind.
                assert!(
                    !said.contains(|letter| matches!(letter, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')),
                    "{said}"
                );
            }
            // It goes on after the value.
            let goes_on = what.starts_with(['は', 'に', 'の', 'が', 'で', 'と', '件']);
            assert!(goes_on || fault == &CUT_OFF, "{what}");
            let (what, remedy) = (fault.what(En), fault.remedy(En));
            assert!(!is_japanese(what) && !is_japanese(remedy), "{what} {remedy}");
            assert!(!what.ends_with('.') && remedy.ends_with(['.', ']']), "{what} {remedy}");
        }
    }

    #[test]
    fn a_value_is_quoted_as_one_quotes_in_its_language() {
        let fault = all().find(|fault| fault.code() == "bad-date").unwrap();
        assert_eq!(fault.said_of("\"soon\"", En), "\"soon\" is not a date of the calendar");
        assert_eq!(fault.said_of("\"soon\"", Ja), "「soon」は、日付として読めません。");
        assert_eq!(CUT_OFF.said_of("", En), CUT_OFF.what(En));
        assert_eq!(CUT_OFF.said_of("", Ja), CUT_OFF.what(Ja));
        assert_eq!(MORE.counted(12, En), "12 more problems were found and are not listed");
        assert_eq!(MORE.counted(12, Ja), "12件の問題がほかにもありますが、ここには表示していません。");
        for (quoted, expected) in [
            ("\"soon\"", "soon"),
            // One that was shortened.
            ("\"地域の人事…", "地域の人事…"),
            // What would be something else.
            ("\"12\"", "\"12\""),
            ("\"true\"", "\"true\""),
            ("\"\"", "\"\""),
            ("\"", "\""),
            ("\"a\": \"b\"", "\"a\": \"b\""),
            ("12", "12"),
            ("", ""),
        ] {
            assert_eq!(without_quotes(quoted), expected, "{quoted}");
        }
    }
}
