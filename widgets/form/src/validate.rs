//! Which fields are asked, what is wrong with an answer, and what is kept of it.

use ran_feed::model::{Field, FieldKind, Form, Lang, Postcode, PrefectureCode, Url};

use crate::answers::{Answer, Answers};
use crate::consent::consent_version;
use crate::error::{AGREED, Code, FieldError, SHARING};
use crate::normalise::{is_date, normalise_answer, normalise_field, pattern_of};
use crate::wire::ConsentGiven;

/// The longest answer, in characters, of a field that sets no bound: one line, and several.
const LONGEST_LINE: u32 = 1_000;
const LONGEST_TEXT: u32 = 10_000;

/// Who knows regular expressions: the browser its own, the receiver a crate. Neither pays for the other's.
pub trait Patterns {
    /// Whether the whole text fits an expression of HTML's `pattern` attribute, which is `^(?:…)$` in JavaScript.
    /// None if the expression cannot be read: then, as in HTML, it asks for nothing.
    fn fits(&self, pattern: &str, text: &str) -> Option<bool>;
}

impl<F: Fn(&str, &str) -> Option<bool>> Patterns for F {
    fn fits(&self, pattern: &str, text: &str) -> Option<bool> {
        self(pattern, text)
    }
}

/// Nobody does: every text fits.
pub struct NoPatterns;

impl Patterns for NoPatterns {
    fn fits(&self, _: &str, _: &str) -> Option<bool> {
        None
    }
}

/// Answers that hold: normalised, in the order of the form, of the fields that are asked, and without empty ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valid(Answers);

impl Valid {
    /// The answers.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.0
    }

    /// The answers, to keep.
    #[must_use]
    pub fn into_answers(self) -> Answers {
        self.0
    }
}

/// For each field of the form whether it is asked, given the answers so far.
///
/// A field is asked if the field that it depends on is asked itself and has one of the answers. One that depends on a
/// field that does not stand before it is always asked: a slip in the feed must not lose a question.
#[must_use]
pub fn asked(form: &Form, answers: &Answers) -> Vec<bool> {
    let mut asked: Vec<bool> = Vec::with_capacity(form.fields.len());
    for field in &form.fields {
        let shown = field.show_if.as_ref().is_none_or(|condition| {
            let place = form.fields.iter().take(asked.len()).position(|other| other.id == condition.field);
            let Some(place) = place else { return true };
            let other = &form.fields[place];
            let answer = answers.get(condition.field.as_str());
            asked[place]
                && answer.is_some_and(|answer| {
                    let answer = normalise_answer(other, answer);
                    if condition.is.is_empty() {
                        !answer.is_empty()
                    } else {
                        condition.is.iter().any(|value| answer.has(&normalise_field(other, value.as_str())))
                    }
                })
        });
        asked.push(shown);
    }
    asked
}

/// Checks the answers to a form. What was typed is normalised first; the answers to fields that are not asked are
/// dropped. Of a pattern in several languages that of `lang` holds, in which the form is read.
///
/// # Errors
/// Every mistake, in the order of the form; of a field, the first alone. Answers to fields that the form does not have
/// come last.
pub fn validate(
    form: &Form,
    answers: &Answers,
    lang: Lang,
    patterns: &dyn Patterns,
) -> Result<Valid, Vec<FieldError>> {
    let mut kept = Vec::new();
    let mut errors = Vec::new();
    for (field, asked) in form.fields.iter().zip(asked(form, answers)) {
        if !asked {
            continue;
        }
        let id = field.id.as_str();
        let answer = answers.get(id).map(|answer| normalise_answer(field, answer));
        match check(field, answer.as_ref(), lang, patterns) {
            Err((code, count)) => errors.push(FieldError { field: id.to_owned(), code, count }),
            Ok(()) => {
                kept.extend(answer.filter(|answer| !answer.is_empty()).map(|answer| (id.to_owned(), answer)));
            }
        }
    }
    let unknown = |id: &str| !form.fields.iter().any(|field| field.id.as_str() == id);
    errors.extend(
        answers.iter().filter(|(id, _)| unknown(id)).map(|(id, _)| FieldError::new(id, Code::UnknownField)),
    );
    if errors.is_empty() { Ok(Valid(kept.into_iter().collect())) } else { Err(errors) }
}

/// Checks the consent to the purpose of use and to sharing. A form that states no purpose asks for none.
///
/// # Errors
/// The consent is not given; or it was given to another text than the one that the form has now.
pub fn validate_consent(form: &Form, given: &ConsentGiven) -> Result<(), Vec<FieldError>> {
    let Some(consent) = &form.consent else { return Ok(()) };
    let mut errors = Vec::new();
    let same_text = given.sha256 == crate::consent::sha256_of(form, given.lang());
    if !given.agreed {
        errors.push(FieldError::new(AGREED, Code::NotAgreed));
    } else if !same_text || given.version != consent_version(form) {
        errors.push(FieldError::new(AGREED, Code::ConsentOutdated));
    }
    if consent.sharing.as_ref().is_some_and(|sharing| sharing.required) && !given.sharing {
        errors.push(FieldError::new(SHARING, Code::NotAgreed));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// The most characters that a field takes.
#[must_use]
pub fn longest(field: &Field) -> u32 {
    let own = if field.kind == FieldKind::Textarea { LONGEST_TEXT } else { LONGEST_LINE };
    field.max_length.unwrap_or(own)
}

/// The first mistake of a normalised answer, with what was counted.
fn check(
    field: &Field,
    answer: Option<&Answer>,
    lang: Lang,
    patterns: &dyn Patterns,
) -> Result<(), (Code, u32)> {
    let takes_list = field.kind == FieldKind::Checkboxes;
    match answer {
        Some(Answer::Choices(choices)) if takes_list => check_choices(field, choices),
        Some(Answer::Text(text)) if !takes_list && !text.is_empty() => {
            check_text(field, text, lang, patterns)
        }
        // An empty text for a list and the other way round are no answer; anything else has the wrong shape.
        Some(answer) if !answer.is_empty() => Err((Code::WrongShape, 0)),
        _ if field.kind == FieldKind::Consent && field.required => Err((Code::NotAgreed, 0)),
        _ if field.required => Err((Code::Required, 0)),
        _ => Ok(()),
    }
}

fn check_choices(field: &Field, choices: &[String]) -> Result<(), (Code, u32)> {
    let count = u32::try_from(choices.len()).unwrap_or(u32::MAX);
    if choices.is_empty() {
        return if field.required { Err((Code::Required, 0)) } else { Ok(()) };
    }
    if !choices.iter().all(|choice| has_option(field, choice)) {
        return Err((Code::BadChoice, 0));
    }
    if field.min_choices.is_some_and(|least| count < least) {
        return Err((Code::TooFew, count));
    }
    if field.max_choices.is_some_and(|most| count > most) {
        return Err((Code::TooMany, count));
    }
    Ok(())
}

fn has_option(field: &Field, value: &str) -> bool {
    field.options.iter().any(|option| option.value.as_str() == value)
}

fn check_text(field: &Field, text: &str, lang: Lang, patterns: &dyn Patterns) -> Result<(), (Code, u32)> {
    let sound = match field.kind {
        FieldKind::Text
        | FieldKind::Textarea
        | FieldKind::Consent
        | FieldKind::Checkboxes
        | FieldKind::Other => Ok(()),
        // Who reads the form in another language may have no kana for a name.
        FieldKind::Kana => {
            let is_taken = |letter| is_kana(letter) || lang != Lang::Ja && is_latin(letter);
            ok_if(text.chars().all(is_taken), Code::BadKana)
        }
        FieldKind::Email => ok_if(is_email(text), Code::BadEmail),
        FieldKind::Tel => ok_if(is_tel(text), Code::BadTel),
        FieldKind::Postcode => ok_if(Postcode::parse(text).is_ok(), Code::BadPostcode),
        FieldKind::Prefecture => ok_if(PrefectureCode::parse(text).is_ok(), Code::BadPrefecture),
        FieldKind::Url => ok_if(is_web_address(text), Code::BadUrl),
        FieldKind::Date => ok_if(is_date(text), Code::BadDate),
        FieldKind::Select | FieldKind::Radio => ok_if(has_option(field, text), Code::BadChoice),
    };
    sound.map_err(|code| (code, 0))?;
    // People see characters, and so does `maxlength` nearly; bytes or UTF-16 units would surprise them.
    let letters: &dyn Fn(char) -> bool = match field.kind {
        // What is chosen, and what has a form of its own whatever was typed, is as long as it is.
        FieldKind::Select | FieldKind::Radio | FieldKind::Consent => return Ok(()),
        FieldKind::Postcode | FieldKind::Date | FieldKind::Prefecture => &|_| false,
        FieldKind::Tel => &|letter| letter.is_ascii_digit(),
        _ => &|_| true,
    };
    let count = u32::try_from(text.chars().filter(|letter| letters(*letter)).count()).unwrap_or(u32::MAX);
    if count > longest(field) {
        return Err((Code::TooLong, count));
    }
    if count > 0 && field.min_length.is_some_and(|least| count < least) {
        return Err((Code::TooShort, count));
    }
    if let Some(expression) = pattern_of(field, lang)
        && patterns.fits(&expression, text) == Some(false)
    {
        return Err((Code::BadPattern, 0));
    }
    Ok(())
}

fn ok_if(sound: bool, code: Code) -> Result<(), Code> {
    if sound { Ok(()) } else { Err(code) }
}

/// What a normalised reading consists of: hiragana with its marks, the rare katakana that hiragana lacks, and what
/// stands between names.
fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{3096}' | 'ゝ' | 'ゞ' | '\u{30F7}'..='\u{30FA}' | 'ー' | '・' | ' ')
}

/// The letters of names in Latin script, with their accents, which may stand apart (NFD), and what stands within names.
fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, '\u{300}'..='\u{36F}' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '-' | '\'' | '’' | '.' | ',')
}

/// What HTML calls a valid e-mail address (`input type=email`), with a dot in the host and the lengths of RFC 5321
/// §4.5.3.1. It takes the addresses with `..` or a dot before `@` that Japanese carriers have given out.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(inside)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (1..=64).contains(&name.len())
        && name.bytes().all(in_name)
        && text.len() <= 254
        && host.contains('.')
        && host.split('.').all(is_label)
}

/// A Japanese number has ten or eleven digits from its first 0 (総務省, 電気通信番号計画); any other begins with `+` and
/// has at most fifteen (ITU-T E.164).
fn is_tel(text: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let known = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match text.strip_prefix('+') {
        Some(rest) => known(rest) && (7..=15).contains(&digits(rest)) && !rest.starts_with('0'),
        None => known(text) && (10..=11).contains(&digits(text)) && text.starts_with('0'),
    }
}

/// A whole address of the web, on a host with a dot.
fn is_web_address(text: &str) -> bool {
    let host = |url: &Url| {
        let (_, rest) = url.as_str().split_once("://")?;
        rest.split(['/', '?', '#', ':']).next().map(|host| host.contains('.') && !host.starts_with('.'))
    };
    Url::parse(text).is_ok_and(|url| url.is_web() && !url.is_relative() && host(&url) == Some(true))
}
