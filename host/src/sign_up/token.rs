//! The form's token: says that a page asked for the form, when, and that this service answered.

use std::time::Duration;

use hmac::{Hmac, Mac as _};
use ran_form::Code;
use sha2::Sha256;

use super::chance;
use crate::Error;

/// Signs tokens and knows its own again. Receivers with the same key take each other's.
pub(crate) struct Tokens {
    /// Has taken in the key, and nothing else.
    mac: Hmac<Sha256>,
    /// How long somebody needs at least who reads the form.
    pub(crate) minimum: Duration,
    /// How long a page may stand open.
    pub(crate) lifetime: Duration,
}

impl Tokens {
    /// # Errors
    /// When there is no key, with which anybody could sign.
    pub(crate) fn new(key: &str, minimum: Duration, lifetime: Duration) -> Result<Self, Error> {
        let unfit = || {
            Error::new(
                "the database's \"token key\" is empty. Delete it from the table settings, and start again.",
            )
        };
        if key.is_empty() {
            return Err(unfit());
        }
        let mac = Hmac::new_from_slice(key.as_bytes()).map_err(|_| unfit())?;
        Ok(Self { mac, minimum, lifetime })
    }

    /// A token for a form, as `TIME.NAME.SIGNATURE`.
    pub(crate) fn issue(&self, form: &str, now_ms: i64) -> String {
        let said = format!("{now_ms}.{}", chance::name());
        let signature = self.mac(form, &said).finalize().into_bytes();
        format!("{said}.{}", ran_form::proof::hex(&signature))
    }

    /// The name of a token that is good now: each is good for one submission.
    pub(crate) fn check(&self, form: &str, token: &str, now_ms: i64) -> Result<String, Code> {
        let (said, signature) = token.rsplit_once('.').ok_or(Code::BadToken)?;
        let signature = unhex(signature).ok_or(Code::BadToken)?;
        // Takes as long for a wrong signature as for a right one.
        self.mac(form, said).verify_slice(&signature).map_err(|_| Code::BadToken)?;
        let (time, name) = said.split_once('.').ok_or(Code::BadToken)?;
        let age = now_ms.saturating_sub(time.parse().map_err(|_| Code::BadToken)?);
        let millis = |time: Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        if age < millis(self.minimum) {
            Err(Code::TooEarly)
        } else if age > millis(self.lifetime) {
            Err(Code::TokenExpired)
        } else {
            Ok(name.to_owned())
        }
    }

    fn mac(&self, form: &str, said: &str) -> Hmac<Sha256> {
        let mut mac = self.mac.clone();
        mac.update(form.as_bytes());
        mac.update(b"\n");
        mac.update(said.as_bytes());
        mac
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    digits.chunks(2).map(|pair| Some(value(*pair.first()?)? << 4 | value(*pair.get(1)?)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(key: &str) -> Tokens {
        Tokens::new(key, Duration::from_secs(3), Duration::from_secs(3_600)).expect("a key")
    }

    #[test]
    fn nobody_signs_without_a_key() {
        assert!(Tokens::new("", Duration::ZERO, Duration::ZERO).is_err());
    }

    #[test]
    fn a_token_is_good_for_its_form_and_its_time() {
        let token = tokens("key").issue("ran-member", 1_000_000);
        let check = |form: &str, token: &str, now| tokens("key").check(form, token, now).map(|_| ());
        for (form, now, expected) in [
            ("ran-member", 1_003_000, Ok(())),
            ("ran-member", 4_600_000, Ok(())),
            ("ran-member", 1_002_999, Err(Code::TooEarly)),
            ("ran-member", 0, Err(Code::TooEarly)),
            ("ran-member", 4_600_001, Err(Code::TokenExpired)),
            ("alliance-member", 1_003_000, Err(Code::BadToken)),
        ] {
            assert_eq!(check(form, &token, now), expected, "{form} {now}");
        }
        let forged = token.replacen("1000000", "1000001", 1);
        for wrong in
            [forged.as_str(), "", ".", "..", "1.2.3", "1000000.A.", &token[1..], &format!("{token}0")]
        {
            assert_eq!(check("ran-member", wrong, 1_003_000), Err(Code::BadToken), "{wrong}");
        }
        let other = tokens("another key").check("ran-member", &token, 1_003_000);
        assert_eq!(other, Err(Code::BadToken));
    }

    #[test]
    fn each_has_a_name_of_its_own() {
        let tokens = tokens("key");
        let name = |token: String| tokens.check("f", &token, 5_000).expect("a good token");
        assert_ne!(name(tokens.issue("f", 0)), name(tokens.issue("f", 0)));
    }
}
