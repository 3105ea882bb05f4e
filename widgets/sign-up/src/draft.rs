//! What the tab remembers, so that a reload loses nothing: the submission's id, the step, what was typed, and what of it
//! the program has filled in.
//!
//! Consents are not remembered: each is given on the page that sends it.

use ran_form::wire::{Submission, answers_from_json};
use ran_form::{Answer, Answers};

/// What was typed so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Draft {
    /// The `Idempotency-Key`: after a reload, the same form is the same submission.
    pub(crate) key: String,
    pub(crate) step: usize,
    pub(crate) answers: Answers,
    /// What the program has put into fields. A field that holds something else now is a person's.
    pub(crate) filled: Answers,
}

/// Under which name the tab remembers a form of a receiver. The same form may stand on a page more than once: `place` is
/// how many of them stand before this one.
pub(crate) fn name(endpoint: &str, form: &str, place: usize) -> String {
    let place = if place > 0 { format!(" {place}") } else { String::new() };
    ["ran-sign-up ", form, " ", endpoint, &place].concat()
}

/// The draft as a text: the key, the step, and as they go over the wire the answers and what was filled in.
pub(crate) fn write(draft: &Draft) -> String {
    let json = |answers: &Answers| {
        let answers = answers.clone();
        Submission { answers, ..Submission::default() }.to_json()
    };
    [&draft.key, &*draft.step.to_string(), &*json(&draft.answers), &*json(&draft.filled)].join("\n")
}

/// What stands before a receipt, where a draft has its key.
const RECEIVED: &str = "received\n";

/// The receipt as a text, in place of the draft: its number and when it was given, and nothing of what was typed.
pub(crate) fn write_receipt(number: &str, at: &str) -> String {
    [RECEIVED, number, "\n", at].concat()
}

/// Reads the number and the time back.
pub(crate) fn read_receipt(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix(RECEIVED)?.split_once('\n')
}

fn answers(json: &str) -> Option<Answers> {
    answers_from_json(json.as_bytes()).ok()
}

/// Reads it back. None if it is anything else.
pub(crate) fn read(text: &str) -> Option<Draft> {
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (key, step) = (line().to_owned(), line().parse().ok()?);
    // A draft of an older version does not say what was filled in.
    Some(Draft { key, step, answers: answers(line())?, filled: answers(line()).unwrap_or_default() })
}

/// The three inputs of a date, as they were typed.
pub(crate) fn date_parts(answers: &Answers, field: &str) -> [String; 3] {
    let mut parts = answers.text(field).splitn(3, '/').map(str::to_owned);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// Puts what was typed into one of the three inputs among the answers.
pub(crate) fn set_date_part(answers: &mut Answers, field: &str, part: usize, typed: &str) {
    let mut parts = date_parts(answers, field);
    if let Some(slot) = parts.get_mut(part) {
        // The slash parts the three; a whole date that is pasted into the first stays whole.
        *slot = typed.replace('/', "-");
    }
    let typed = if parts.iter().all(String::is_empty) { String::new() } else { parts.join("/") };
    answers.set(field, Answer::Text(typed));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_read_back() {
        let mut answers = Answers::default();
        answers.set("name", Answer::Text("見本\n\"はな子\"".to_owned()));
        answers.set("themes", Answer::Choices(vec!["a".to_owned()]));
        let mut filled = Answers::default();
        filled.set("prefecture", Answer::Text("20".to_owned()));
        let draft = Draft { key: "k".to_owned(), step: 2, answers, filled };
        assert_eq!(read(&write(&draft)), Some(draft));
        for broken in ["", "k", "k\n1", "k\nx\n{}", "k\n1\n{}"] {
            assert_eq!(read(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn a_receipt_is_no_draft_and_a_draft_no_receipt() {
        let text = write_receipt("12", "2026年4月1日（水） 12:00");
        assert_eq!(read_receipt(&text), Some(("12", "2026年4月1日（水） 12:00")));
        assert_eq!(read(&text), None);
        assert_eq!(read_receipt(&write(&Draft { key: "k".to_owned(), ..Draft::default() })), None);
        assert_eq!(read_receipt("received\n"), None);
    }

    #[test]
    fn a_draft_of_an_older_version_is_read() {
        let json = r#"{"answers":{"prefecture":"20"},"consent":{"agreed":false,"sharing":false,"version":"","lang":"","sha256":""},"token":"","proof":"","website":""}"#;
        for rest in ["", "\n", "\n[]", "\n{\"answers\":7}"] {
            let draft = read(&format!("k\n1\n{json}{rest}")).unwrap();
            assert_eq!((draft.key.as_str(), draft.step, draft.answers.text("prefecture")), ("k", 1, "20"));
            assert_eq!(draft.filled, Answers::default(), "{rest:?}");
        }
    }

    #[test]
    fn the_same_form_twice_on_a_page_has_two_names() {
        let name = |place| name("https://a.example/submissions", "f", place);
        assert_eq!(
            name(0),
            "ran-sign-up f https://a.example/submissions",
            "as it was before there were places"
        );
        assert_ne!(name(0), name(1));
        assert_ne!(name(1), name(2));
    }

    #[test]
    fn however_much_was_pasted_is_read_back() {
        let mut answers = Answers::default();
        answers.set("message", Answer::Text("見".repeat(1_000_000)));
        let draft = Draft { answers, ..Draft::default() };
        assert!(read(&write(&draft)) == Some(draft));
    }

    #[test]
    fn a_date_is_kept_in_three_parts() {
        let mut answers = Answers::default();
        let check = |answers: &Answers, expected: &str| assert_eq!(answers.text("d"), expected);
        set_date_part(&mut answers, "d", 1, "4");
        check(&answers, "/4/");
        set_date_part(&mut answers, "d", 0, "令和8");
        set_date_part(&mut answers, "d", 2, "1/2");
        check(&answers, "令和8/4/1-2");
        assert_eq!(date_parts(&answers, "d"), ["令和8", "4", "1-2"]);
        for part in 0..3 {
            set_date_part(&mut answers, "d", part, "");
        }
        check(&answers, "");
    }
}
