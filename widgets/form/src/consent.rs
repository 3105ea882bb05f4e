//! The exact text that someone agrees to, and the receipt for it.

use ran_feed::model::{Consent, Form, Lang, Text};

use crate::proof::{hex, sha256};

/// What the box for the purpose of use says where the feed gives no words for it, in the order of [`Lang`].
const LABEL: [&str; 3] = [
    "利用目的を読み、同意します",
    "I have read the purpose of use and agree",
    "情報《じょうほう》を 何《なに》に 使《つか》うかを 読《よ》みました。同意《どうい》します",
];

/// What the box for the purpose of use says.
#[must_use]
pub fn label(consent: &Consent, lang: Lang) -> &str {
    consent.label.as_ref().map_or(LABEL[lang as usize], |label| label.get(lang))
}

/// The text that someone agrees to, exactly as the feed has it in their language: the purpose, what its box says, what
/// is shared, what that box says, and the address of the privacy policy, with an empty line between. Empty for a form
/// that asks for no consent.
#[must_use]
pub fn consent_text(form: &Form, lang: Lang) -> String {
    let Some(consent) = &form.consent else { return String::new() };
    let mut parts = vec![consent.purpose.get(lang), label(consent, lang)];
    if let Some(sharing) = &consent.sharing {
        parts.extend([sharing.text.get(lang), sharing.label.get(lang)]);
    }
    parts.extend(consent.privacy_policy.as_ref().map(ran_feed::model::Url::as_str));
    parts.join("\n\n")
}

/// Which version of the text it is, as the feed names it; empty where it does not.
#[must_use]
pub fn consent_version(form: &Form) -> &str {
    let version = form.consent.as_ref().and_then(|consent| consent.version.as_ref());
    version.map_or("", |version: &Text| version.get(Lang::Ja))
}

/// The SHA-256 of [`consent_text`] in hexadecimal digits. Page and receiver both compute it, so that a consent to a text
/// that has changed in the meantime is not taken for one to the new.
#[must_use]
pub fn sha256_of(form: &Form, lang: Lang) -> String {
    hex(&sha256(consent_text(form, lang).as_bytes()))
}

/// What the receiver keeps with the record, and gives to the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ConsentReceipt {
    /// The id of the form.
    pub form: String,
    /// When the receiver took it: RFC 3339, with an offset.
    pub at: String,
    /// In which language the text was read: `ja`, `en`, `ja-x-easy`.
    pub lang: String,
    /// The version of the text.
    pub version: String,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// The text itself.
    pub text: String,
    /// Whether the purpose of use was agreed to.
    pub agreed: bool,
    /// Whether the sharing was agreed to, where the form asks for that.
    pub sharing: bool,
}

impl ConsentReceipt {
    /// The receipt for a consent, at a time.
    #[must_use]
    pub fn new(form: &Form, given: &crate::wire::ConsentGiven, at: &str) -> Self {
        let lang = given.lang();
        Self {
            form: form.id.to_string(),
            at: at.to_owned(),
            lang: lang.tag().to_owned(),
            version: consent_version(form).to_owned(),
            sha256: sha256_of(form, lang),
            text: consent_text(form, lang),
            agreed: given.agreed,
            sharing: given.sharing && form.consent.as_ref().is_some_and(|consent| consent.sharing.is_some()),
        }
    }
}
