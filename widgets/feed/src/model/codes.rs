//! Codes of Japanese administration, and ways to reach someone.

use std::fmt;

use super::{
    prefectures::PREFECTURES,
    scalar::{Scalar, scalar, text_scalar},
    text::Lang,
};
use crate::{
    fault::{
        BAD_CORPORATE_NUMBER, BAD_EMAIL, BAD_MUNICIPALITY, BAD_POSTCODE, BAD_PREFECTURE, BAD_TEL, BAD_TOKEN,
        Fault,
    },
    search::fold_width,
};

/// A prefecture by its code in JIS X 0401, 01 to 47. Read from `"20"`, `20`, `"長野県"` or `"長野"`.
///
/// ```
/// use ran_feed::model::{Lang, PrefectureCode};
/// let nagano = PrefectureCode::parse("長野県").unwrap();
/// assert_eq!(nagano.to_string(), "20");
/// assert_eq!(nagano.name(Lang::En), "Nagano");
/// assert_eq!(nagano.name(Lang::JaEasy), "長野県");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PrefectureCode(u8);

impl PrefectureCode {
    /// The prefecture of this number, 1 to 47.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=47).contains(&number).then_some(Self(number))
    }

    /// Every prefecture, from 北海道 to 沖縄県.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=47).map(Self)
    }

    /// The number, 1 to 47.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// The name with its ending: 長野県.
    #[must_use]
    pub fn name_ja(self) -> &'static str {
        PREFECTURES[usize::from(self.0) - 1].0
    }

    /// The name in English without an ending: Nagano.
    #[must_use]
    pub fn name_en(self) -> &'static str {
        PREFECTURES[usize::from(self.0) - 1].1
    }

    /// The name on a page in a language: 長野県, or Nagano.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        if lang == Lang::En { self.name_en() } else { self.name_ja() }
    }
}

impl Scalar for PrefectureCode {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        let text = fold_width(text.trim());
        if let Ok(number) = text.parse::<u8>() {
            return Self::new(number).ok_or(&BAD_PREFECTURE);
        }
        // 北海道 has no ending to leave out; 京都 must not match 東京都.
        let named = |name: &str| {
            name == text
                || name != "北海道"
                    && name.strip_suffix(['都', '府', '県']).is_some_and(|short| short == text)
        };
        let place = PREFECTURES.iter().position(|(ja, en)| named(ja) || en.eq_ignore_ascii_case(&text));
        place.and_then(|place| Self::new(u8::try_from(place + 1).ok()?)).ok_or(&BAD_PREFECTURE)
    }
}

impl fmt::Display for PrefectureCode {
    /// The code with two digits: `20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

scalar!(PrefectureCode, from_text_or_number, {
    "description": "The code of JIS X 0401, \"01\" to \"47\", or the prefecture's name.",
    "anyOf": [
        { "type": "string", "minLength": 1 },
        { "type": "integer", "minimum": 1, "maximum": 47 }
    ]
});

/// A municipality, or a prefecture as a body, by its code in JIS X 0402 with the check digit: 202151 for 塩尻市.
///
/// Spreadsheets drop leading zeros: five digits of which the last is the check digit of the rest are 01 to 09. Five
/// digits that are no such thing are a code without its check digit, which is then added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MunicipalityCode(u32);

impl MunicipalityCode {
    /// The prefecture that it belongs to.
    #[must_use]
    pub fn prefecture(self) -> PrefectureCode {
        // The first two of six digits, which `from_number` has checked.
        PrefectureCode((self.0 / 10_000) as u8)
    }

    /// Whether it stands for the prefecture as a body: 200000.
    #[must_use]
    pub fn is_prefecture(self) -> bool {
        (self.0 / 10).is_multiple_of(1_000)
    }

    /// The code as a number, check digit included: 42021 for 石巻市, which is written `042021`.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// The code of a number with its check digit, if both are right.
    fn from_number(number: u32) -> Option<Self> {
        let prefecture = u8::try_from(number / 10_000).ok()?;
        PrefectureCode::new(prefecture)?;
        (check_digit(number / 10) == number % 10).then_some(Self(number))
    }
}

/// The check digit of five digits, JIS X 0402: (11 − Σ mod 11) mod 10 with the weights 6 5 4 3 2.
fn check_digit(five: u32) -> u32 {
    let sum =
        five / 10_000 * 6 + five / 1_000 % 10 * 5 + five / 100 % 10 * 4 + five / 10 % 10 * 3 + five % 10 * 2;
    (11 - sum % 11) % 10
}

impl Scalar for MunicipalityCode {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        let text = fold_width(text.trim());
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let (true, 4..=6, Ok(number)) = (digits, text.len(), text.parse::<u32>()) else {
            return Err(&BAD_MUNICIPALITY);
        };
        let whole = Self::from_number(number).filter(|_| text.len() != 4);
        // Four digits have lost a leading zero and never had a check digit; of six, nothing is missing.
        let without_check_digit =
            || Self::from_number(number * 10 + check_digit(number)).filter(|_| text.len() != 6);
        whole.or_else(without_check_digit).ok_or(&BAD_MUNICIPALITY)
    }
}

impl fmt::Display for MunicipalityCode {
    /// Six digits: `042021`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

scalar!(MunicipalityCode, from_text_or_number, {
    "description": "The code of JIS X 0402, six digits with the check digit: \"202151\".",
    "anyOf": [
        { "type": "string", "pattern": "^[\\s]*[0-9０-９]{4,6}[\\s]*$" },
        { "type": "integer", "minimum": 1000, "maximum": 479999 }
    ]
});

/// A corporate number (法人番号): 13 digits, of which the first checks the rest.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CorporateNumber(Box<str>);

impl Scalar for CorporateNumber {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        let text = fold_width(text.trim());
        if text.len() != 13 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(&BAD_CORPORATE_NUMBER);
        }
        // The rule of the ministerial order on corporate numbers: 9 − (Σ PnQn mod 9), Q 1 and 2 in turn from the right.
        let weigh = |(place, byte): (usize, u8)| u32::from(byte - b'0') * if place % 2 == 0 { 1 } else { 2 };
        let sum: u32 = text.bytes().skip(1).rev().enumerate().map(weigh).sum();
        let first = text.bytes().next().map(|byte| u32::from(byte - b'0'));
        if first == Some(9 - sum % 9) { Ok(Self(text.into())) } else { Err(&BAD_CORPORATE_NUMBER) }
    }
}

text_scalar!(CorporateNumber, {
    "type": "string",
    "description": "法人番号: 13 digits.",
    "pattern": "^\\s*[0-9０-９]{13}\\s*$"
});

/// A Japanese postcode: seven digits, kept as `399-0786`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Postcode(Box<str>);

impl Scalar for Postcode {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        let folded = fold_width(text.trim().trim_start_matches('〒').trim());
        let (first, second) = match folded.split_once('-') {
            Some(parts) => parts,
            None => folded.split_at_checked(3).ok_or(&BAD_POSTCODE)?,
        };
        let digits =
            |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits(first, 3) && digits(second, 4) {
            Ok(Self([first, "-", second].concat().into()))
        } else {
            Err(&BAD_POSTCODE)
        }
    }
}

text_scalar!(Postcode, {
    "type": "string",
    "description": "Seven digits: 399-0786.",
    "minLength": 7
});

/// An e-mail address that is fit for a `mailto:` link: one `@`, a dot in the host, no spaces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email(Box<str>);

impl Scalar for Email {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        let odd = |letter: char| {
            letter.is_whitespace()
                || letter.is_control()
                || matches!(letter, '<' | '>' | '"' | ',' | ';' | '?' | '&' | '%')
        };
        match text.split_once('@') {
            // RFC 5321 §4.5.3.1 allows 254 octets.
            Some((name, host))
                if !name.is_empty()
                    && host.split('.').count() > 1
                    && host.split('.').all(|part| !part.is_empty())
                    && !host.contains('@')
                    && text.len() <= 254
                    && !text.contains(odd) =>
            {
                Ok(Self(text.into()))
            }
            _ => Err(&BAD_EMAIL),
        }
    }
}

text_scalar!(Email, { "type": "string", "minLength": 3, "maxLength": 254, "pattern": "^[^@]+@[^@]+\\.[^@]+$" });

/// A telephone number as people write it: `0263-00-0000`, `+81-263-00-0000`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tel(Box<str>);

impl Tel {
    /// The number for a `tel:` address (RFC 3966): `+` and digits alone.
    #[must_use]
    pub fn dial(&self) -> String {
        self.0.chars().filter(|&letter| letter == '+' || letter.is_ascii_digit()).collect()
    }
}

impl Scalar for Tel {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        let text = fold_width(text.trim());
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let known =
            |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '(' | ')' | ' ' | '.');
        // Three digits for 110 and its kin; ITU-T E.164 allows fifteen.
        let plus = text.rfind('+').is_none_or(|at| at == 0);
        if (3..=15).contains(&digits) && plus && text.chars().all(known) {
            Ok(Self(text.into()))
        } else {
            Err(&BAD_TEL)
        }
    }
}

text_scalar!(Tel, { "type": "string", "minLength": 3 });

/// Something signed, kept as it was issued for the code that checks it: printable ASCII without spaces, at most 8,000
/// characters. JWS in compact form (RFC 7515) and base64url keys fit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Token(Box<str>);

impl Scalar for Token {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        let sound =
            !text.is_empty() && text.len() <= 8_000 && text.bytes().all(|byte| byte.is_ascii_graphic());
        if sound { Ok(Self(text.into())) } else { Err(&BAD_TOKEN) }
    }
}

text_scalar!(Token, { "type": "string", "pattern": "^[!-~]{1,8000}$" });
