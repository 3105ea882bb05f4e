//! What the tab remembers, so that a reload loses nothing: the submission's id, the step, what was typed, what of it the
//! program has filled in, and what was sent and not answered yet.
//!
//! Consents are not remembered but as part of what was sent: each is given on the page that sends it.

use ran_feed::model::{Form, Lang};
use ran_form::consent::sha256_of;
use ran_form::wire::{Accepted, ConsentReceipt, Submission, answers_from_json};
use ran_form::{Answer, Answers, consent_text};

/// What was typed so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Draft {
    /// The `Idempotency-Key`: after a reload, the same form is the same submission.
    pub(crate) key: String,
    pub(crate) step: usize,
    pub(crate) answers: Answers,
    /// What the program has put into fields. A field that holds something else now is a person's.
    pub(crate) filled: Answers,
    /// What was sent under the key, as long as the receiver may have it and nobody knows.
    pub(crate) sent: Option<Submission>,
}

/// Under which name the tab remembers a form of a receiver. The same form may stand on a page more than once: `place` is
/// how many of them stand before this one.
pub(crate) fn name(endpoint: &str, form: &str, place: usize) -> String {
    let place = if place > 0 { format!(" {place}") } else { String::new() };
    ["ran-sign-up ", form, " ", endpoint, &place].concat()
}

/// The draft as a text: the key, the step, and as they go over the wire the answers, what was filled in and what was sent.
pub(crate) fn write(draft: &Draft) -> String {
    let json = |answers: &Answers| {
        let answers = answers.clone();
        Submission { answers, ..Submission::default() }.to_json()
    };
    let sent = draft.sent.as_ref().map_or(String::new(), Submission::to_json);
    [&draft.key, &*draft.step.to_string(), &*json(&draft.answers), &*json(&draft.filled), &*sent].join("\n")
}

/// What stands before a receipt, where a draft has its key.
const RECEIVED: &str = "received\n";

/// The receipt as a text, in place of the draft: its number and when it was given, what was agreed to and to which text,
/// and nothing of what was typed.
pub(crate) fn write_receipt(accepted: &Accepted, at: &str) -> String {
    let mut text = [RECEIVED, &accepted.receipt, "\n", at].concat();
    if let Some(consent) = &accepted.consent_receipt {
        let agreed = match (consent.agreed, consent.sharing) {
            (true, true) => "both",
            (true, false) => "use",
            (false, _) => "none",
        };
        // The version last: only it is written by people, and may have lines.
        for part in [agreed, &consent.at, &consent.lang, &consent.sha256, &consent.version] {
            text.push('\n');
            text.push_str(part);
        }
    }
    text
}

/// Reads the receipt and its time back. That of the consent is whole again if the form still has the text that was agreed
/// to.
pub(crate) fn read_receipt(text: &str, form: &Form) -> Option<(Accepted, String)> {
    let mut lines = text.strip_prefix(RECEIVED)?.splitn(7, '\n').map(str::to_owned);
    let (receipt, at) = (lines.next()?, lines.next()?);
    let mut consent = || {
        let agreed = lines.next()?;
        let [at, lang, sha256, version] = [lines.next()?, lines.next()?, lines.next()?, lines.next()?];
        let read_in = Lang::from_tag(&lang)?;
        (sha256_of(form, read_in) == sha256).then(|| ConsentReceipt {
            form: form.id.to_string(),
            at,
            lang,
            version,
            sha256,
            text: consent_text(form, read_in),
            agreed: agreed != "none",
            sharing: agreed == "both",
        })
    };
    let consent_receipt = consent();
    Some((Accepted { receipt, consent_receipt }, at))
}

fn answers(json: &str) -> Option<Answers> {
    answers_from_json(json.as_bytes()).ok()
}

/// Reads it back. None if it is anything else.
pub(crate) fn read(text: &str) -> Option<Draft> {
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (key, step) = (line().to_owned(), line().parse().ok()?);
    // A draft of an older version does not say what was filled in, or sent.
    Some(Draft {
        key,
        step,
        answers: answers(line())?,
        filled: answers(line()).unwrap_or_default(),
        sent: Submission::from_json(line().as_bytes()).ok(),
    })
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
    use ran_form::wire::ConsentGiven;

    use super::*;

    #[test]
    fn a_draft_is_read_back() {
        let mut answers = Answers::default();
        answers.set("name", Answer::Text("見本\n\"はな子\"".to_owned()));
        answers.set("themes", Answer::Choices(vec!["a".to_owned()]));
        let mut filled = Answers::default();
        filled.set("prefecture", Answer::Text("20".to_owned()));
        let sent = Submission {
            answers: answers.clone(),
            consent: ConsentGiven {
                agreed: true,
                version: "第1版\n改".to_owned(),
                ..ConsentGiven::default()
            },
            token: "t".to_owned(),
            ..Submission::default()
        };
        for sent in [None, Some(sent)] {
            let (answers, filled) = (answers.clone(), filled.clone());
            let draft = Draft { key: "k".to_owned(), step: 2, answers, filled, sent };
            assert_eq!(read(&write(&draft)), Some(draft));
        }
        for broken in ["", "k", "k\n1", "k\nx\n{}", "k\n1\n{}"] {
            assert_eq!(read(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn a_receipt_is_no_draft_and_a_draft_no_receipt() {
        let accepted = Accepted { receipt: "12".to_owned(), consent_receipt: None };
        let text = write_receipt(&accepted, "2026年4月1日（水） 12:00");
        assert_eq!(text, "received\n12\n2026年4月1日（水） 12:00");
        let form = form("目的");
        assert_eq!(read_receipt(&text, &form), Some((accepted, "2026年4月1日（水） 12:00".to_owned())));
        assert_eq!(read(&text), None);
        assert_eq!(read_receipt(&write(&Draft { key: "k".to_owned(), ..Draft::default() }), &form), None);
        assert_eq!(read_receipt("received\n", &form), None);
    }

    fn form(purpose: &str) -> Form {
        let feed = format!(
            r#"{{ "version": 1, "forms": [{{ "id": "f", "title": "入会", "fields": [],
                "consent": {{ "purpose": "{purpose}", "version": "第1版\\n改",
                    "sharing": {{ "text": "共有", "label": "同意" }} }} }}] }}"#
        );
        let read = ran_feed::read(feed.into_bytes(), &ran_feed::Limits::default()).unwrap();
        read.feed.form("f").unwrap().clone()
    }

    #[test]
    fn a_receipt_of_a_consent_is_whole_again_while_its_text_is_the_same() {
        let given = |agreed, sharing| ConsentGiven {
            agreed,
            sharing,
            lang: "ja".to_owned(),
            ..ConsentGiven::default()
        };
        for (agreed, sharing) in [(true, true), (true, false), (false, false)] {
            let receipt =
                ConsentReceipt::new(&form("目的"), &given(agreed, sharing), "2026-04-01T10:00:00+09:00");
            let accepted = Accepted { receipt: "12".to_owned(), consent_receipt: Some(receipt) };
            let text = write_receipt(&accepted, "今日");
            assert!(!text.contains("目的"));
            assert_eq!(read_receipt(&text, &form("目的")), Some((accepted, "今日".to_owned())));
            let other = read_receipt(&text, &form("別の目的"));
            assert_eq!(other.unwrap().0, Accepted { receipt: "12".to_owned(), consent_receipt: None });
        }
    }

    #[test]
    fn a_draft_of_an_older_version_is_read() {
        let json = r#"{"answers":{"prefecture":"20"},"consent":{"agreed":false,"sharing":false,"version":"","lang":"","sha256":""},"token":"","proof":"","website":""}"#;
        for rest in ["", "\n", "\n[]", "\n{\"answers\":7}"] {
            let draft = read(&format!("k\n1\n{json}{rest}")).unwrap();
            assert_eq!((draft.key.as_str(), draft.step, draft.answers.text("prefecture")), ("k", 1, "20"));
            assert_eq!((draft.filled, draft.sent), (Answers::default(), None), "{rest:?}");
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
