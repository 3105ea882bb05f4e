//! What holds for every input, not only for those we thought of.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be set up is a failed test")]

use std::fmt::Write as _;

use proptest::{collection::vec, prelude::*};
use ran_feed::model::{FieldKind, Form, Lang};
use ran_feed::{Limits, read};
use ran_form::wire::{ConsentGiven, Submission};
use ran_form::{Answer, Answers, NoPatterns, normalise, validate};

const KINDS: [FieldKind; 13] = [
    FieldKind::Text,
    FieldKind::Kana,
    FieldKind::Email,
    FieldKind::Tel,
    FieldKind::Postcode,
    FieldKind::Prefecture,
    FieldKind::Url,
    FieldKind::Select,
    FieldKind::Radio,
    FieldKind::Checkboxes,
    FieldKind::Textarea,
    FieldKind::Date,
    FieldKind::Consent,
];

/// What people type: Japanese in both widths, digits and dashes of every kind, and anything at all.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9０-９ー−‐－()（）+＋ 　年月日/.令和rRhH元]{0,16}",
        "[ぁ-んァ-ヶｦ-ﾟ\u{3099}\u{309A}ー・ 　a-zA-Z]{0,16}",
        "[a-zａ-ｚ@＠.．。:：mailto/ -]{0,24}",
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![typed().prop_map(Answer::Text), vec(typed(), 0..4).prop_map(Answer::Choices)]
}

/// A form with a field of each kind, named by its place.
fn every_kind() -> Form {
    let mut fields = String::new();
    for (place, kind) in KINDS.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        write!(
            fields,
            r#"{comma}{{"id":"f{place}","type":"{}","label":"L","options":[{{"value":"x","label":"X"}}]}}"#,
            kind.as_str()
        )
        .unwrap();
    }
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"forms":[{{"id":"f","title":"F","fields":[{fields}]}}]}}"#
    );
    read(feed.into_bytes(), &Limits::default()).unwrap().feed.form("f").unwrap().clone()
}

proptest! {
    #[test]
    fn normalising_twice_is_normalising_once(text in typed()) {
        for kind in KINDS {
            let once = normalise(kind, &text);
            prop_assert_eq!(normalise(kind, &once), once, "{:?}", kind);
        }
    }

    #[test]
    fn what_is_kept_holds_and_stays(pairs in vec((0..14_usize, answer()), 0..14)) {
        let form = every_kind();
        let answers: Answers = pairs.into_iter().map(|(place, answer)| (format!("f{place}"), answer)).collect();
        if let Ok(valid) = validate(&form, &answers, Lang::Ja, &NoPatterns) {
            prop_assert_eq!(validate(&form, valid.answers(), Lang::Ja, &NoPatterns), Ok(valid));
        }
    }

    #[test]
    fn one_line_answers_hold_no_line_end_and_nothing_unseen(text in any::<String>()) {
        let form = every_kind();
        for (place, kind) in KINDS.iter().enumerate().filter(|(_, kind)| **kind != FieldKind::Textarea) {
            let answers: Answers = [(format!("f{place}"), Answer::Text(text.clone()))].into_iter().collect();
            if let Ok(valid) = validate(&form, &answers, Lang::Ja, &NoPatterns) {
                let kept = valid.answers().text(&format!("f{place}"));
                prop_assert!(!kept.contains(char::is_control), "{:?} {:?}", kind, kept);
            }
        }
    }

    #[test]
    fn the_writer_writes_what_serde_json_and_the_reader_read(
        pairs in vec((any::<String>(), answer()), 0..5), agreed: bool, sharing: bool, texts in vec(any::<String>(), 6)
    ) {
        let [version, lang, sha256, token, proof, website] = texts.try_into().unwrap();
        let submission = Submission {
            answers: pairs.into_iter().collect(),
            consent: ConsentGiven { agreed, sharing, version, lang, sha256 },
            token, proof, website,
        };
        let json = submission.to_json();
        prop_assert_eq!(Submission::from_json(json.as_bytes()).unwrap(), submission.clone());
        let theirs: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&theirs["token"], &submission.token);
        prop_assert_eq!(&theirs["consent"]["agreed"], agreed);
        for (id, answer) in submission.answers.iter() {
            match answer {
                Answer::Text(text) => prop_assert_eq!(&theirs["answers"][id], text),
                Answer::Choices(choices) => prop_assert_eq!(&theirs["answers"][id], &serde_json::json!(choices)),
            }
        }
        #[cfg(feature = "serde")]
        {
            prop_assert_eq!(serde_json::from_str::<Submission>(&json).unwrap(), submission.clone());
            prop_assert_eq!(serde_json::to_value(&submission).unwrap(), theirs);
        }
    }

    #[test]
    fn no_body_panics(body in vec(any::<u8>(), 0..200)) {
        let _ = Submission::from_json(&body);
    }
}
