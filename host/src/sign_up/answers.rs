//! The answers as they are kept: with the words of the form, so that they can be read when the form has changed.

use ran_feed::model::{Field, FieldKind, Form, Lang, PrefectureCode};
use ran_feed::typed::is_unseen;
use ran_form::{Answer, Answers};
use serde::{Deserialize, Serialize};

/// The answer to one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptAnswer {
    /// The id of the field.
    pub(crate) field: String,
    /// What kind of field it was: `text`, `email`.
    pub(crate) kind: String,
    /// What was asked, in Japanese where the form has it.
    pub(crate) label: String,
    /// What was answered: one value, or one for each that was ticked.
    pub(crate) values: Vec<String>,
    /// The same in words, where the values are codes.
    pub(crate) shown: Vec<String>,
}

impl KeptAnswer {
    /// What was answered, in words.
    pub(crate) fn words(&self) -> String {
        self.shown.join("、")
    }
}

/// The answers to a form, in its order.
pub(crate) fn keep(form: &Form, answers: &Answers) -> Vec<KeptAnswer> {
    let answer = |field: &Field| {
        let answer = answers.get(field.id.as_str())?;
        Some(KeptAnswer {
            field: field.id.to_string(),
            kind: field.kind.as_str().to_owned(),
            label: field.label.get(Lang::Ja).to_owned(),
            values: answer.texts().map(str::to_owned).collect(),
            shown: answer.texts().map(|value| shown(field, value)).collect(),
        })
    };
    form.fields.iter().filter_map(answer).collect()
}

fn shown(field: &Field, value: &str) -> String {
    match field.kind {
        FieldKind::Select | FieldKind::Radio | FieldKind::Checkboxes => field
            .options
            .iter()
            .find(|option| option.value.as_str() == value)
            .map_or(value, |option| option.label.get(Lang::Ja))
            .to_owned(),
        FieldKind::Prefecture => {
            PrefectureCode::parse(value).map_or_else(|_| value.to_owned(), |code| code.name_ja().to_owned())
        }
        FieldKind::Consent if value == Answer::YES => "同意する".to_owned(),
        _ => value.to_owned(),
    }
}

/// Stands where something is kept that cannot be read.
pub(crate) const UNREADABLE: &str = "（読めません）";

/// Reads what [`keep`] was written as.
///
/// # Errors
/// When the text is of a newer version, or no such text at all.
pub(super) fn read(json: &str) -> Result<Vec<KeptAnswer>, serde_json::Error> {
    serde_json::from_str(json)
}

/// A text on one line without the marks that a terminal, a mail program or a spreadsheet would obey: control characters, and those that
/// turn the direction of writing (UAX 9).
pub(crate) fn inert_line(text: &str) -> String {
    inert_lines(text).replace('\n', " ")
}

/// The same with its line breaks, for a place where none of its lines can be taken for one of ours.
pub(crate) fn inert_lines(text: &str) -> String {
    // What shows nothing is obeyed, but for the marks of where a word may be broken.
    let obeyed = |letter: char| {
        letter.is_control()
            || is_unseen(letter) && !matches!(letter, '\u{200B}' | '\u{2060}')
            || matches!(letter, '\u{61C}' | '\u{2028}' | '\u{2029}')
    };
    text.replace("\r\n", "\n")
        .chars()
        .map(|letter| match letter {
            '\n' => '\n',
            '\r' | '\t' => ' ',
            other if obeyed(other) => '\u{FFFD}',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{inert_line, inert_lines};

    #[test]
    fn nothing_is_left_to_obey() {
        assert_eq!(inert_line("a\x1b[2Jb\r\nc\td\u{202E}e\u{9b}"), "a\u{FFFD}[2Jb c d\u{FFFD}e\u{FFFD}");
        assert_eq!(inert_lines("a\r\nb\nc\rd"), "a\nb\nc d");
        assert_eq!(inert_line("塩尻 はな子👩‍💻"), "塩尻 はな子👩‍💻");
        assert_eq!(inert_line("\u{61C}a\u{2028}b\u{FEFF}c\u{2066}d"), "\u{FFFD}a\u{FFFD}b\u{FFFD}c\u{FFFD}d");
        // Where a label may be broken, and where not.
        assert_eq!(inert_line("利用\u{200B}目的\u{2060}。"), "利用\u{200B}目的\u{2060}。");
    }
}
