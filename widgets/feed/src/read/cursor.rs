//! Hands the values of a document to the types of the model, and decides what a bad value costs:
//!
//! - a bad or missing value of an `Option` is `None`, of a `bool` false;
//! - a bad entry of a list is left out of the list, and a missing list is empty;
//! - a bad or missing value of any other field costs the object that needs it.

use std::{borrow::Cow, cell::RefCell};

use super::rules::{Refused, Rule};
use crate::{
    civil::CivilDateTime,
    fault::{
        Fault, HIDDEN_CHARACTERS, MISSING, NOT_BOOL, NOT_LIST, NOT_NUMBER, NOT_OBJECT, NOT_TEXT, NOT_WHOLE,
        UNKNOWN_VALUE,
    },
    json::{Node, Value},
    model::scalar::respelt,
    report::{Lost, Path, Report},
    typed::turns_text,
};
#[cfg(any(test, feature = "check"))]
use crate::{
    fault::{HTML_TAG, MISSPELT},
    model::{FieldKind, PrefectureCode, scalar::Scalar},
    read::{Remedy, near},
    report::shorten,
};

/// A value to be read, the way to it, and where to report.
pub(crate) struct Cursor<'a> {
    pub(crate) node: &'a Node<'a>,
    pub(crate) path: &'a Path<'a>,
    pub(crate) session: &'a Session<'a>,
}

/// What all cursors of a document share.
pub(crate) struct Session<'a> {
    /// The whole document, from which messages quote.
    pub(crate) source: &'a [u8],
    pub(crate) report: &'a RefCell<Report>,
    pub(crate) experts: Experts,
}

/// What the clocks of a zone show at a moment, in seconds since 1970 in UTC, if the zone is known.
pub(crate) type Clocks = fn(&str, i64) -> Option<CivilDateTime>;

/// Who is asked about values that this crate does not know enough about.
#[derive(Clone, Copy)]
pub(crate) struct Experts {
    /// Whether the name of a time zone, well formed, is one of the IANA list.
    pub(crate) is_zone: fn(&str) -> bool,
    /// What the clocks of a zone show.
    pub(crate) clocks: Clocks,
    /// Why the receiver cannot check the pattern of a form field, if it cannot.
    #[cfg(any(test, feature = "check"))]
    pub(crate) pattern: fn(FieldKind, &str) -> Option<PatternTrouble>,
    /// Whether degrees, latitude first, can be in a prefecture.
    #[cfg(any(test, feature = "check"))]
    pub(crate) may_be_in: fn(PrefectureCode, f64, f64) -> bool,
}

impl Default for Experts {
    /// Nobody: all is well.
    fn default() -> Self {
        Self {
            is_zone: |_| true,
            clocks: |_, _| None,
            #[cfg(any(test, feature = "check"))]
            pattern: |_, _| None,
            #[cfg(any(test, feature = "check"))]
            may_be_in: |_, _, _| true,
        }
    }
}

/// Why a receiver cannot check the pattern of a form field, and so takes whatever is sent.
#[cfg(any(test, feature = "check"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternTrouble {
    /// It looks ahead or behind, for which one has to try again and again.
    LooksAround,
    /// It refers back to what it has matched.
    RefersBack,
    /// It would need more memory than a pattern may.
    TooLarge,
    /// It is no regular expression, or of a kind that only browsers know.
    Unreadable,
}

/// More bytes of a value than a message shows.
pub(super) const SHOWN: usize = 200;

impl Session<'_> {
    /// Notes a problem of what stands from `start` to `end`.
    pub(crate) fn add(&self, path: &Path<'_>, start: usize, end: usize, fault: &'static Fault, lost: Lost) {
        let quoted = self.source.get(start..end.min(start + SHOWN)).unwrap_or_default();
        self.report.borrow_mut().add(path, start, fault, &String::from_utf8_lossy(quoted), lost);
    }
}

/// Why a value could not be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// For this reason, which is still to be reported.
    Fault(&'static Fault),
    /// Something within it was needed, and that is reported.
    Reported,
}

/// A type that is read from a value.
pub(crate) trait Read: Sized {
    fn read(cursor: &Cursor<'_>) -> Result<Self, Failure>;
}

/// A place for a value that an object can do without. A bad value is reported, and the place is then as if there had
/// been none.
pub(crate) trait Fill {
    fn fill(&mut self, cursor: &Cursor<'_>);
}

impl<T: Read> Fill for Option<T> {
    fn fill(&mut self, cursor: &Cursor<'_>) {
        *self = cursor.read();
    }
}

impl<T: Read> Fill for Vec<T> {
    fn fill(&mut self, cursor: &Cursor<'_>) {
        cursor.each(&mut |count, entry| {
            if self.is_empty() {
                self.reserve_exact(count);
            }
            if let Some(value) = entry.read() {
                self.push(value);
            }
        });
    }
}

impl<'a> Cursor<'a> {
    /// Reads a value that can be done without.
    pub(crate) fn read<T: Read>(&self) -> Option<T> {
        match T::read(self) {
            Ok(value) => Some(value),
            Err(failure) => {
                if let Failure::Fault(fault) = failure {
                    self.note(fault, Lost::This);
                }
                None
            }
        }
    }

    /// Notes a problem of this value.
    pub(crate) fn note(&self, fault: &'static Fault, lost: Lost) {
        self.session.add(self.path, self.node.start, self.node.end, fault, lost);
    }

    /// The text here, without characters that no reader sees and that could reorder what stands around it.
    pub(crate) fn text(&self) -> Result<Cow<'a, str>, Failure> {
        let text = self.clean_text().ok_or(Failure::Fault(&NOT_TEXT))?;
        if let Cow::Owned(_) = text {
            self.note(&HIDDEN_CHARACTERS, Lost::Nothing);
        }
        #[cfg(any(test, feature = "check"))]
        if self.is_description() && near::has_tag(&text) {
            self.note(&HTML_TAG, Lost::Nothing);
        }
        Ok(text)
    }

    /// The same without a word, for rules that look at what is read, and reported, elsewhere.
    pub(super) fn clean_text(&self) -> Option<Cow<'a, str>> {
        let Value::Text(text) = &self.node.value else { return None };
        if !may_hide(text) || !text.contains(is_hidden) {
            return Some(Cow::Borrowed(text));
        }
        Some(Cow::Owned(text.chars().filter(|&letter| !is_hidden(letter)).collect()))
    }

    /// Whether this is a description, or one in a language.
    #[cfg(any(test, feature = "check"))]
    fn is_description(&self) -> bool {
        match self.path {
            Path::Field(
                Path::Field(_, field) | Path::Index(Path::Field(_, field), _),
                "ja" | "en" | "ja-easy" | "ja-x-easy",
            )
            | Path::Field(_, field) => *field == "description",
            _ => false,
        }
    }

    /// The place in a list of words of the one here. None, and that is reported, if the list does not have it.
    pub(crate) fn word(&self, words: &[&str]) -> Result<Option<usize>, Failure> {
        let text = self.text()?;
        let place = words.iter().position(|word| *word == respelt(&text));
        if place.is_none() {
            // Whether an event takes place is what people travel for; anything else that a newer feed may say is a detail.
            let is_status = matches!(self.path, Path::Field(_, "status"));
            self.note(&UNKNOWN_VALUE, if is_status { Lost::This } else { Lost::Nothing });
            #[cfg(any(test, feature = "check"))]
            self.help(&Remedy::OneOf { known: words, meant: &text });
        }
        Ok(place)
    }

    /// Gives the problem noted last a remedy of its own.
    #[cfg(any(test, feature = "check"))]
    pub(crate) fn help(&self, remedy: &Remedy<'_>) {
        self.session.report.borrow_mut().help(remedy);
    }

    /// Refuses a text: with the value that was meant, if it can be told, or else with the remedy of the fault.
    #[cfg(any(test, feature = "check"))]
    pub(crate) fn refuse<T: Scalar>(&self, text: &str, fault: &'static Fault) -> Failure {
        let mended;
        let remedy = match near::is_of_time(fault).then(|| near::no_such_time(text)).flatten() {
            Some(remedy) => remedy,
            None => {
                mended = near::mended(text, fault).into_iter().find(|mended| T::read(mended).is_ok());
                let Some(mended) = &mended else { return Failure::Fault(fault) };
                Remedy::Write(mended)
            }
        };
        self.note(fault, Lost::This);
        self.help(&remedy);
        Failure::Reported
    }

    /// Whether a field of the object here stands in the file and could not be kept, as the scanner noted: that costs the
    /// object then.
    #[cfg(any(test, feature = "check"))]
    pub(in crate::read) fn is_lost_with(&self, name: &str) -> bool {
        let Some(Node { value: Value::Null, start, .. }) = self.node.get(name) else { return false };
        let mut report = self.session.report.borrow_mut();
        let is_noted = self.session.source.get(*start) != Some(&b'n') && report.turn_to(*start);
        if is_noted {
            report.costs(self.path);
        }
        is_noted
    }

    /// Warns of names in the object here that are not known, and near to one that is.
    #[cfg(any(test, feature = "check"))]
    pub(crate) fn note_misspelt(&self, known: &[&str]) {
        let Value::Object(fields) = &self.node.value else { return };
        for (name, value) in fields.iter().filter(|(name, _)| !known.contains(&&**name)) {
            note_misspelt(self.session, self.path, name, known, value.start);
        }
    }

    /// Hands over each entry of the list here, with how many there are; of anything else, that itself as the only one.
    fn each(&self, read: &mut dyn FnMut(usize, &Cursor<'_>)) {
        let entries = match &self.node.value {
            Value::List(entries) => entries,
            _ => {
                self.note(&NOT_LIST, Lost::Nothing);
                std::slice::from_ref(self.node)
            }
        };
        for (index, node) in entries.iter().enumerate() {
            read(
                entries.len(),
                &Cursor { node, path: &Path::Index(self.path, index), session: self.session },
            );
        }
    }

    /// The fields of the object here, if they keep to a rule.
    pub(crate) fn fields(&self, rule: Rule) -> Result<Fields<'_>, Failure> {
        if !matches!(self.node.value, Value::Object(_)) {
            return Err(Failure::Fault(&NOT_OBJECT));
        }
        Ok(Fields { cursor: self, hidden: rule(self)? })
    }
}

/// Warns of a name that is not known, if it is near to one that is and the warning would be listed.
#[cfg(any(test, feature = "check"))]
pub(super) fn note_misspelt(session: &Session<'_>, path: &Path<'_>, name: &str, known: &[&str], at: usize) {
    if session.report.borrow().is_full() {
        return;
    }
    if let Some(meant) = near::nearest(known, name) {
        let mut report = session.report.borrow_mut();
        // The file may name anything.
        report.add(&Path::Field(path, &shorten(name)), at, &MISSPELT, name, Lost::Nothing);
        report.help(&Remedy::Meant(meant));
    }
}

/// The fields of an object.
pub(crate) struct Fields<'a> {
    cursor: &'a Cursor<'a>,
    /// A field that reads as missing, because a rule refused it.
    hidden: Refused,
}

impl Fields<'_> {
    /// Fills a place with a field, if it is given. `null` is the same as leaving it out.
    pub(crate) fn take(&self, name: &str, place: &mut dyn Fill) {
        let Some(node) = self.cursor.node.given(name) else { return };
        if self.hidden != Some(name) {
            let path = Path::Field(self.cursor.path, name);
            place.fill(&Cursor { node, path: &path, session: self.cursor.session });
        }
    }

    /// Reads a field without which the object is lost.
    pub(crate) fn need<T: Read>(&self, name: &str) -> Result<T, Failure> {
        let mut value = None;
        self.take(name, &mut value);
        value.ok_or_else(|| self.incomplete(name))
    }

    /// A needed field is missing, or was bad and is reported: the object is lost.
    fn incomplete(&self, name: &str) -> Failure {
        #[cfg(any(test, feature = "check"))]
        if self.cursor.is_lost_with(name) {
            return Failure::Reported;
        }
        let Cursor { node, path, session } = self.cursor;
        let mut report = session.report.borrow_mut();
        if node.given(name).is_none() {
            report.add(&Path::Field(path, name), node.start, &MISSING, name, Lost::This);
        }
        report.costs(path);
        Failure::Reported
    }
}

/// Control characters besides tab and line breaks, and what turns text: a feed needs none of them. What else is not seen,
/// such as a zero-width space, does no harm where it is shown, and stays; people who type lose it too
/// ([`is_unseen`](crate::typed::is_unseen)).
fn is_hidden(letter: char) -> bool {
    turns_text(letter) || letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// Whether a text has a byte with which a hidden character begins: a control character of ASCII, or the first byte of
/// U+0080 to U+00BF or of U+2000 to U+2FFF. Bytes are looked through faster than characters.
fn may_hide(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0..0x20 | 0x7F | 0xC2 | 0xE2))
}

impl<T: Read> Read for Box<T> {
    fn read(cursor: &Cursor<'_>) -> Result<Self, Failure> {
        T::read(cursor).map(Self::new)
    }
}

impl Read for Box<str> {
    fn read(cursor: &Cursor<'_>) -> Result<Self, Failure> {
        cursor.text().map(Box::from)
    }
}

impl Read for bool {
    fn read(cursor: &Cursor<'_>) -> Result<Self, Failure> {
        match cursor.node.value {
            Value::Bool(value) => Ok(value),
            _ => Err(Failure::Fault(&NOT_BOOL)),
        }
    }
}

impl Fill for bool {
    fn fill(&mut self, cursor: &Cursor<'_>) {
        *self = cursor.read().unwrap_or(*self);
    }
}

impl Read for u32 {
    fn read(cursor: &Cursor<'_>) -> Result<Self, Failure> {
        let number = match cursor.node.value {
            Value::Integer(number) => Self::try_from(number).ok(),
            _ => None,
        };
        number.ok_or(Failure::Fault(&NOT_WHOLE))
    }
}

impl Read for f64 {
    fn read(cursor: &Cursor<'_>) -> Result<Self, Failure> {
        cursor.node.as_f64().ok_or(Failure::Fault(&NOT_NUMBER))
    }
}

#[cfg(test)]
mod tests {
    use super::{is_hidden, may_hide};

    #[test]
    fn no_hidden_character_is_overlooked() {
        for letter in (char::MIN..=char::MAX).filter(|letter| is_hidden(*letter)) {
            assert!(may_hide(&format!("あ{letter}")), "{}", letter.escape_unicode());
        }
        assert!(!may_hide("地域人事部 RAN"));
    }

    #[test]
    fn hidden_characters_are_told_once_and_hide_no_fault() {
        let check = |times: &str, expected: &[(&str, &str)]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"a","title":"A",{times}}}]}}"#
            );
            let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
            let said: Vec<_> = read.diagnostics.iter().map(|said| (said.path.as_str(), said.code)).collect();
            assert_eq!(said, expected, "{times}");
        };
        check("\"start\":\"\u{202a}2026-04-01\"", &[("events[0].start", "hidden-characters")]);
        check(
            "\"start\":\"\u{202a}2026-04-02\",\"end\":\"2026-04-01\"",
            &[("events[0].start", "hidden-characters"), ("events[0].end", "end-before-start")],
        );
        check(
            "\"start\":\"\u{202a}no\"",
            &[("events[0].start", "hidden-characters"), ("events[0].start", "bad-time")],
        );
    }
}
