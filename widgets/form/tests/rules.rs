//! Normalising and validating: `corpus/normalise.json` and `corpus/validate.json`, natively and in Wasm.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a corpus that is no corpus is a failed test")]

#[path = "../../feed/tests/common/mod.rs"]
mod common;

use ran_feed::json::{Node, Value};
use ran_feed::model::{FieldKind, Form, Lang};
use ran_feed::{Limits, read};
use ran_form::consent::{ConsentReceipt, sha256_of};
use ran_form::error::{AGREED, SHARING};
use ran_form::wire::ConsentGiven;
use ran_form::{Answer, Answers, Code, FieldError, consent_text, normalise, validate, validate_consent};
use wasm_bindgen_test::wasm_bindgen_test;

const NORMALISE: &str = include_str!("../corpus/normalise.json");
const VALIDATE: &str = include_str!("../corpus/validate.json");

#[wasm_bindgen_test(unsupported = test)]
fn whoever_reads_another_language_need_not_know_kana() {
    let form = form(r#"[{ "id": "a", "type": "kana", "label": "A" }]"#, "");
    let check = |typed: &str, lang: Lang, is_taken: bool| {
        let answers = [("a".to_owned(), Answer::Text(typed.to_owned()))].into_iter().collect();
        assert_eq!(validate(&form, &answers, lang, &patterns).is_ok(), is_taken, "{typed} {lang:?}");
    };
    for lang in [Lang::En, Lang::JaEasy] {
        for name in [
            "MIHON Hanako",
            "Nguyễn Văn An",
            "Jean-Luc O’Neill Jr.",
            "Müller",
            "Mu\u{308}ller",
            "みほん はなこ",
        ] {
            check(name, lang, true);
        }
        check("見本", lang, false);
        check("<b>", lang, false);
    }
    check("MIHON Hanako", Lang::Ja, false);
    check("みほん", Lang::Ja, true);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_wrong_length_of_a_code_is_said_in_the_fields_own_words() {
    let own = r#""pattern": "[0-9]{13}", "pattern_message": "13桁の数字で入力してください。""#;
    let check = |bounds: &str, code: Code, is_own: bool| {
        let form = form(&format!(r#"[{{ "id": "a", "type": "text", "label": "A", {own}, {bounds} }}]"#), "");
        let said = FieldError::new("a", code).message(&form, Lang::Ja);
        assert_eq!(said == "13桁の数字で入力してください。", is_own, "{said}");
    };
    let fixed = r#""min_length": 13, "max_length": 13"#;
    check(fixed, Code::TooShort, true);
    check(fixed, Code::TooLong, true);
    check(fixed, Code::BadPattern, true);
    check(fixed, Code::Required, false);
    check(r#""max_length": 13"#, Code::TooLong, false);
    check(r#""min_length": 13"#, Code::TooShort, false);
    check(r#""required": true"#, Code::TooLong, false);
}

#[wasm_bindgen_test(unsupported = test)]
fn normalising() {
    common::run(NORMALISE, "page", |case| {
        let kind = FieldKind::parse(&common::text(case, "kind")).unwrap();
        let Some(Value::List(inputs)) = case.get("input").map(|node| &node.value) else { panic!() };
        let normalised = inputs.iter().map(|input| {
            let once = normalise(kind, input.as_str().unwrap());
            assert_eq!(normalise(kind, &once), once, "normalising twice");
            once
        });
        normalised.collect::<Vec<_>>().join("\n")
    });
}

/// A form with these fields, read as a feed's.
fn form(fields: &str, rest: &str) -> Form {
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"forms":[{{"id":"f","title":"F","fields":{fields}{rest}}}]}}"#
    );
    let reading = read(feed.into_bytes(), &Limits::default()).unwrap();
    reading.feed.form("f").unwrap().clone()
}

fn answers(case: &Node<'_>) -> Answers {
    let Some(Value::Object(pairs)) = case.get("answers").map(|node| &node.value) else { panic!() };
    let answer = |node: &Node<'_>| match &node.value {
        Value::Text(text) => Answer::Text(text.to_string()),
        Value::List(list) => {
            Answer::Choices(list.iter().map(|choice| choice.as_str().unwrap().to_owned()).collect())
        }
        other => panic!("{other:?}"),
    };
    pairs.iter().map(|(id, node)| (id.to_string(), answer(node))).collect()
}

/// Stands for a regular expression that means this.
fn patterns(pattern: &str, text: &str) -> Option<bool> {
    (pattern == "only-digits").then(|| text.bytes().all(|byte| byte.is_ascii_digit()))
}

#[wasm_bindgen_test(unsupported = test)]
fn the_pattern_of_the_language_holds() {
    let form =
        form(r#"[{"id":"x","type":"text","label":"X","pattern":{"ja":"any","en":"only-digits"}}]"#, "");
    let typed: Answers = [("x".to_owned(), Answer::Text("みほん".to_owned()))].into_iter().collect();
    for (lang, expected) in [(Lang::Ja, None), (Lang::JaEasy, None), (Lang::En, Some(Code::BadPattern))] {
        let errors = validate(&form, &typed, lang, &patterns).err().unwrap_or_default();
        assert_eq!(errors.first().map(|error| error.code), expected, "{lang:?}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn validating() {
    common::run(VALIDATE, "page", |case| {
        let fields = case.get("fields").unwrap();
        let form = form(&VALIDATE[fields.start..fields.end], "");
        match validate(&form, &answers(case), Lang::Ja, &patterns) {
            Ok(valid) => {
                let again = validate(&form, valid.answers(), Lang::Ja, &patterns);
                assert_eq!(again.as_ref(), Ok(&valid), "what was kept holds");
                let kept = valid
                    .answers()
                    .iter()
                    .map(|(id, answer)| format!("{id} = {}", answer.texts().collect::<Vec<_>>().join(", ")));
                kept.collect::<Vec<_>>().join("\n")
            }
            Err(errors) => {
                for error in &errors {
                    for lang in Lang::ALL {
                        let message = error.message(&form, lang);
                        assert!(!message.is_empty() && !message.contains(['$', '#', '%']), "{message}");
                    }
                }
                let named = errors.iter().map(|error| format!("{} {}", error.field, error.code.as_str()));
                named.collect::<Vec<_>>().join("\n")
            }
        }
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn messages_say_how_to_mend_it() {
    let form = form(
        r#"[{"id":"a","type":"text","label":{"ja":"お名前","en":"Name"},"max_length":5},
            {"id":"b","type":"text","label":"番号","pattern":"x","pattern_message":{"ja":"13桁で。","en":"13 digits."}},
            {"id":"d","type":"text","label":"法人番号","min_length":13,"max_length":13},
            {"id":"e","type":"textarea","label":"Note","min_length":10},
            {"id":"f","type":"checkboxes","label":"テーマ","min_choices":2,"max_choices":3,"options":[{"value":"x","label":"X"}]},
            {"id":"c","type":"email","label":{"ja":"メール","en":"E-mail"}}]"#,
        "",
    );
    let check = |error: FieldError, lang, expected: &str| assert_eq!(error.message(&form, lang), expected);
    check(FieldError::new("a", Code::Required), Lang::Ja, "「お名前」を入力してください。");
    check(FieldError::new("a", Code::Required), Lang::En, "Name: enter an answer.");
    let long = FieldError { field: "a".to_owned(), code: Code::TooLong, count: 7 };
    check(long, Lang::Ja, "「お名前」は5文字以内で入力してください（現在7文字）。");
    let counted = |field: &str, code, count| FieldError { field: field.to_owned(), code, count };
    check(counted("d", Code::TooShort, 1), Lang::Ja, "「法人番号」は13文字で入力してください（現在1文字）。");
    check(counted("d", Code::TooLong, 14), Lang::En, "法人番号: enter exactly 13 characters (currently 14).");
    // As many as are asked for are enough.
    for code in [Code::TooShort, Code::TooFew] {
        let message = FieldError::new("a", code).message(&form, Lang::JaEasy);
        assert!(message.contains("以上《いじょう》") && !message.contains("より"), "{message}");
    }
    check(FieldError::new("b", Code::BadPattern), Lang::En, "13 digits.");
    check(FieldError::new("c", Code::BadEmail), Lang::En, "E-mail: enter it in the form name@example.jp.");
    check(counted("e", Code::TooShort, 4), Lang::En, "Note: enter at least 10 characters (currently 4).");
    check(
        counted("e", Code::TooLong, 10_001),
        Lang::En,
        "Note: enter no more than 10000 characters (currently 10001).",
    );
    check(FieldError::new("f", Code::Required), Lang::Ja, "「テーマ」を選んでください。");
    check(counted("f", Code::TooFew, 1), Lang::En, "テーマ: choose at least 2.");
    check(counted("f", Code::TooMany, 4), Lang::En, "テーマ: choose no more than 3 (currently 4).");
}

/// A field that sets no bound takes 1,000 characters, and one of several lines 10,000.
#[wasm_bindgen_test(unsupported = test)]
fn every_field_has_a_bound() {
    for (kind, longest) in [("text", 1_000), ("textarea", 10_000)] {
        let form = form(&format!(r#"[{{ "id": "a", "type": "{kind}", "label": "A" }}]"#), "");
        for (length, expected) in [(longest, None), (longest + 1, Some(Code::TooLong))] {
            let typed = [("a".to_owned(), Answer::Text("あ".repeat(length)))].into_iter().collect();
            let errors = validate(&form, &typed, Lang::Ja, &patterns).err().unwrap_or_default();
            assert_eq!(errors.first().map(|error| error.code), expected, "{kind} {length}");
        }
    }
}

/// RFC 5321 §4.5.3.1: 64 bytes before `@`, and 254 in all (a path of 256 has brackets around the address); RFC 1035 §2.3.4:
/// 63 in a label.
#[wasm_bindgen_test(unsupported = test)]
fn an_email_address_is_no_longer_than_mail_carries() {
    let form = form(r#"[{ "id": "a", "type": "email", "label": "A" }]"#, "");
    let check = |name: usize, labels: &[usize], is_taken: bool| {
        let labels: Vec<_> = labels.iter().map(|length| "b".repeat(*length)).collect();
        let address = format!("{}@{}", "a".repeat(name), labels.join("."));
        let typed = [("a".to_owned(), Answer::Text(address.clone()))].into_iter().collect();
        assert_eq!(validate(&form, &typed, Lang::Ja, &patterns).is_ok(), is_taken, "{}", address.len());
    };
    check(64, &[63, 63, 61], true);
    check(64, &[63, 63, 62], false);
    check(64, &[63, 2], true);
    check(65, &[63, 2], false);
    check(64, &[64, 2], false);
}

const CONSENT: &str = r#","consent":{"purpose":{"ja":"目的","en":"Purpose"},"version":"2026-04-01",
    "sharing":{"text":"共有","label":"共有に同意します","required":true},"privacy_policy":"https://example.jp/privacy"}"#;

#[wasm_bindgen_test(unsupported = test)]
fn consent_is_to_the_text_that_was_shown() {
    let form = form("[]", CONSENT);
    assert_eq!(
        consent_text(&form, Lang::Ja),
        "目的\n\n利用目的を読み、同意します\n\n共有\n\n共有に同意します\n\nhttps://example.jp/privacy"
    );
    let given = |lang: Lang| ConsentGiven {
        agreed: true,
        sharing: true,
        version: "2026-04-01".to_owned(),
        lang: lang.tag().to_owned(),
        sha256: sha256_of(&form, lang),
    };
    let check = |given: ConsentGiven, expected: &[(&str, Code)]| {
        let errors = validate_consent(&form, &given).err().unwrap_or_default();
        let found: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
        assert_eq!(found, expected);
    };
    check(given(Lang::Ja), &[]);
    check(given(Lang::En), &[]);
    check(ConsentGiven { lang: "en".to_owned(), ..given(Lang::Ja) }, &[(AGREED, Code::ConsentOutdated)]);
    check(ConsentGiven { version: "2025".to_owned(), ..given(Lang::Ja) }, &[(AGREED, Code::ConsentOutdated)]);
    check(ConsentGiven { agreed: false, ..given(Lang::Ja) }, &[(AGREED, Code::NotAgreed)]);
    check(ConsentGiven { sharing: false, ..given(Lang::Ja) }, &[(SHARING, Code::NotAgreed)]);
    check(ConsentGiven::default(), &[(AGREED, Code::NotAgreed), (SHARING, Code::NotAgreed)]);
}

#[wasm_bindgen_test(unsupported = test)]
fn what_must_be_agreed_to_is_named_as_its_box_names_it() {
    let form = form("[]", CONSENT);
    let check = |field: &str, expected: &str| {
        assert_eq!(FieldError::new(field, Code::NotAgreed).message(&form, Lang::En), expected);
    };
    check(AGREED, "Please read the text and tick “I have read the purpose of use and agree”.");
    check(SHARING, "Please read the text and tick “共有に同意します”.");
}

#[wasm_bindgen_test(unsupported = test)]
fn nobody_has_agreed_to_what_the_form_does_not_ask() {
    for (consent, expected) in [(CONSENT, true), (r#","consent":{"purpose":"目的"}"#, false)] {
        let given = ConsentGiven { agreed: true, sharing: true, ..ConsentGiven::default() };
        let receipt = ConsentReceipt::new(&form("[]", consent), &given, "2026-04-01T10:00:00+09:00");
        assert_eq!((receipt.agreed, receipt.sharing), (true, expected), "{consent}");
    }
}
