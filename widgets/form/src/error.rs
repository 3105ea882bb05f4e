//! The mistakes: stable codes, and in three languages what is wrong and how to mend it.

use ran_feed::model::{Field, FieldKind, Form, Lang};

/// What is wrong with an answer. The words of [`Code::as_str`] are stable: they stand on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Must be answered.
    Required,
    /// Has fewer characters than the field asks for.
    TooShort,
    /// Has more characters than the field takes.
    TooLong,
    /// Is not among the options.
    BadChoice,
    /// Fewer options are ticked than the field asks for.
    TooFew,
    /// More options are ticked than the field takes.
    TooMany,
    /// Is no e-mail address.
    BadEmail,
    /// Is no telephone number.
    BadTel,
    /// Is no postcode.
    BadPostcode,
    /// Is no prefecture.
    BadPrefecture,
    /// Is no address of the web.
    BadUrl,
    /// Is no date of the calendar.
    BadDate,
    /// Has something else than kana in it.
    BadKana,
    /// Does not fit the field's pattern.
    BadPattern,
    /// Must be agreed to.
    NotAgreed,
    /// The text that was agreed to is not the one that holds now.
    ConsentOutdated,
    /// The form has no such field.
    UnknownField,
    /// A list where the field takes a text, or a text where it takes a list.
    WrongShape,
    /// The token is not one of the receiver's, or is for another form.
    BadToken,
    /// The token is too old.
    TokenExpired,
    /// Sent sooner after the token was issued than a person can be.
    TooEarly,
    /// The proof of work does not hold.
    BadProof,
}

impl Code {
    /// All of them with their words.
    const WORDS: [(Self, &'static str); 22] = [
        (Self::Required, "required"),
        (Self::TooShort, "too-short"),
        (Self::TooLong, "too-long"),
        (Self::BadChoice, "bad-choice"),
        (Self::TooFew, "too-few"),
        (Self::TooMany, "too-many"),
        (Self::BadEmail, "bad-email"),
        (Self::BadTel, "bad-tel"),
        (Self::BadPostcode, "bad-postcode"),
        (Self::BadPrefecture, "bad-prefecture"),
        (Self::BadUrl, "bad-url"),
        (Self::BadDate, "bad-date"),
        (Self::BadKana, "bad-kana"),
        (Self::BadPattern, "bad-pattern"),
        (Self::NotAgreed, "not-agreed"),
        (Self::ConsentOutdated, "consent-outdated"),
        (Self::UnknownField, "unknown-field"),
        (Self::WrongShape, "wrong-shape"),
        (Self::BadToken, "bad-token"),
        (Self::TokenExpired, "token-expired"),
        (Self::TooEarly, "too-early"),
        (Self::BadProof, "bad-proof"),
    ];

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::WORDS.iter().map(|(code, _)| *code)
    }

    /// Its word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize].1
    }

    /// The mistake of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(code, _)| *code)
    }

    /// Whether it is about the form token, so that the page can mend it without the person.
    #[must_use]
    pub fn is_about_token(self) -> bool {
        matches!(self, Self::BadToken | Self::TokenExpired | Self::TooEarly | Self::BadProof)
    }
}

/// The name under which an error about the consent to the purpose of use is reported.
pub const AGREED: &str = "consent.agreed";
/// The same about the consent to sharing.
pub const SHARING: &str = "consent.sharing";

/// Something wrong with the answer to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field; [`AGREED`] or [`SHARING`] for the consent; empty for the submission as a whole.
    pub field: String,
    /// What is wrong.
    pub code: Code,
    /// How many characters were typed or options ticked, where that is what is wrong; else 0.
    pub count: u32,
}

impl FieldError {
    /// A mistake in which nothing is counted.
    #[must_use]
    pub fn new(field: &str, code: Code) -> Self {
        Self { field: field.to_owned(), code, count: 0 }
    }

    /// What is wrong and how to mend it, for the person who fills in the form. It names the field, so that it can stand
    /// in a list of its own. In やさしい日本語 readings follow in 《》, as in the feed.
    #[must_use]
    pub fn message(&self, form: &Form, lang: Lang) -> String {
        let field = form.fields.iter().find(|field| field.id.as_str() == self.field);
        let label = match (field, &form.consent) {
            (Some(field), _) => field.label.get(lang),
            (None, Some(consent)) if self.field == AGREED => crate::consent::label(consent, lang),
            (None, Some(consent)) if self.field == SHARING => {
                consent.sharing.as_ref().map_or("", |sharing| sharing.label.get(lang))
            }
            _ => &self.field,
        };
        // Of a code with a fixed length, the field's own words say the length too.
        let is_fixed = |field: &&Field| match self.code {
            Code::BadPattern => true,
            Code::TooShort | Code::TooLong => has_fixed_length(field),
            _ => false,
        };
        if let Some(message) = field.filter(is_fixed).and_then(|field| field.pattern_message.as_ref()) {
            return message.get(lang).to_owned();
        }
        let number = self.limit(field).map_or(String::new(), |limit| limit.to_string());
        let count = self.count.to_string();
        let sentence = sentence(self.code, field).split('\n').nth(lang as usize).unwrap_or_default();
        let mut message = String::with_capacity(sentence.len() + label.len());
        let mut rest = sentence;
        while let Some(at) = rest.find(['$', '#', '%']) {
            message.push_str(&rest[..at]);
            message.push_str(match rest.as_bytes()[at] {
                b'$' => label,
                b'#' => &number,
                _ => &count,
            });
            rest = &rest[at + 1..];
        }
        message.push_str(rest);
        message
    }

    fn limit(&self, field: Option<&Field>) -> Option<u32> {
        let field = field?;
        match self.code {
            Code::TooShort => field.min_length,
            Code::TooLong => Some(crate::validate::longest(field)),
            Code::TooFew => Some(field.min_choices.unwrap_or(1)),
            Code::TooMany => Some(field.max_choices.unwrap_or(1)),
            _ => None,
        }
    }
}

/// What is said, a line for each [`Lang`] in its order. `$` is the label, `#` the bound, `%` the count.
fn sentence(code: Code, field: Option<&Field>) -> &'static str {
    let chosen = matches!(
        field.map(|field| field.kind),
        Some(FieldKind::Select | FieldKind::Radio | FieldKind::Checkboxes | FieldKind::Prefecture)
    );
    match code {
        Code::Required if chosen => {
            "「$」を選んでください。\n\
             $: choose an answer.\n\
             「$」を えらんで ください。"
        }
        Code::Required => {
            "「$」を入力してください。\n\
             $: enter an answer.\n\
             「$」を 書《か》いて ください。"
        }
        // A code of some kind, such as the 13 digits of a corporation.
        Code::TooShort | Code::TooLong if field.is_some_and(has_fixed_length) => {
            "「$」は#文字で入力してください（現在%文字）。\n\
             $: enter exactly # characters (currently %).\n\
             「$」は #文字《もじ》で 書《か》いて ください（今《いま》 %文字《もじ》）。"
        }
        Code::TooShort => {
            "「$」は#文字以上で入力してください（現在%文字）。\n\
             $: enter at least # characters (currently %).\n\
             「$」は #文字《もじ》以上《いじょう》 書《か》いて ください（今《いま》 %文字《もじ》）。"
        }
        Code::TooLong => {
            "「$」は#文字以内で入力してください（現在%文字）。\n\
             $: enter no more than # characters (currently %).\n\
             「$」は #文字《もじ》までに して ください（今《いま》 %文字《もじ》）。"
        }
        Code::BadChoice => {
            "「$」は、表示されている選択肢から選んでください。\n\
             $: choose one of the options shown.\n\
             「$」は、ここに ある ものから えらんで ください。"
        }
        Code::TooFew => {
            "「$」は#個以上選んでください。\n\
             $: choose at least #.\n\
             「$」は #個《こ》以上《いじょう》 えらんで ください。"
        }
        Code::TooMany => {
            "「$」は#個まで選べます（現在%個）。選択を減らしてください。\n\
             $: choose no more than # (currently %).\n\
             「$」は #個《こ》までです（今《いま》 %個《こ》）。少《すく》なく して ください。"
        }
        Code::BadEmail => {
            "「$」は、name@example.jpのような形で入力してください。\n\
             $: enter it in the form name@example.jp.\n\
             「$」は、name@example.jp のように 書《か》いて ください。"
        }
        Code::BadTel => {
            "「$」は、市外局番から入力してください（例：0263-00-0000）。内線番号は含めないでください。\n\
             $: enter the number with its area code, for example 0263-00-0000 or +81-263-00-0000, without an extension.\n\
             「$」は、はじめの 0から ぜんぶ 書《か》いて ください（例《れい》：0263-00-0000）。"
        }
        Code::BadPostcode => {
            "「$」は7桁の数字で入力してください（例：399-0786）。\n\
             $: enter seven digits, for example 399-0786.\n\
             「$」は 7つの 数字《すうじ》を 書《か》いて ください（例《れい》：399-0786）。"
        }
        Code::BadPrefecture => {
            "「$」を一覧から選んでください。\n\
             $: choose a prefecture from the list.\n\
             「$」を えらんで ください。"
        }
        Code::BadUrl => {
            "「$」は、https://example.jp/のような形で入力してください。\n\
             $: enter it in the form https://example.jp/.\n\
             「$」は、https://example.jp/ のように 書《か》いて ください。"
        }
        Code::BadDate => {
            "「$」に、実際にある日付を入力してください（例：2026年4月1日）。\n\
             $: enter a date that exists, with year, month and day, for example 2026 4 1.\n\
             「$」に、年《ねん》・月《つき》・日《ひ》を 正《ただ》しく 書《か》いて ください（例《れい》：2026年《ねん》 4月《がつ》 ｜1日《ついたち》）。"
        }
        Code::BadKana => {
            "「$」は、ひらがなまたはカタカナだけで入力してください。\n\
             $: use only Latin letters, hiragana or katakana.\n\
             「$」は、ひらがなか カタカナか ローマ字《じ》で 書《か》いて ください。"
        }
        Code::BadPattern => {
            "「$」を、説明にある形で入力してください。\n\
             $: enter it in the form described.\n\
             「$」を、説明《せつめい》と 同《おな》じ 形《かたち》で 書《か》いて ください。"
        }
        Code::NotAgreed => {
            "内容をお読みになり、「$」にチェックを入れてください。\n\
             Please read the text and tick “$”.\n\
             よく 読《よ》んで、「$」に チェックを 入《い》れて ください。"
        }
        Code::ConsentOutdated => {
            "利用目的の文面が新しくなりました。もう一度お読みになり、チェックを入れてください。\n\
             The purpose of use has changed in the meantime. Please read it again and tick the box.\n\
             情報《じょうほう》の 使《つか》い方《かた》が 新《あたら》しく なりました。もう一度《いちど》 読《よ》んで、チェックを 入《い》れて ください。"
        }
        Code::UnknownField | Code::WrongShape => {
            "フォームが更新されました。新しい内容を確認して、もう一度送信してください。\n\
             The form has changed in the meantime. Please check what it asks now, and send it again.\n\
             フォームが 新《あたら》しく なりました。もう一度《いちど》 見《み》てから、送《おく》って ください。"
        }
        Code::BadToken | Code::TokenExpired | Code::TooEarly | Code::BadProof => {
            "送信の準備ができていませんでした。入力した内容はそのままです。もう一度送信してください。\n\
             The form was not ready to be sent. Your answers are still here. Please send it again.\n\
             まだ 送《おく》る ことが できませんでした。書《か》いた ことは 消《き》えて いません。もう一度《いちど》 送《おく》って ください。"
        }
    }
}

/// Whether its answers have one length, as the 13 digits of a corporation.
fn has_fixed_length(field: &Field) -> bool {
    field.min_length.is_some() && field.min_length == field.max_length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_codes_name_each_other() {
        for code in Code::all() {
            assert_eq!(Code::parse(code.as_str()), Some(code));
        }
        assert_eq!(Code::all().count(), Code::BadProof as usize + 1);
        assert_eq!(Code::parse("no-such"), None);
    }
}
