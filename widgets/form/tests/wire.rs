//! The bodies that page and receiver send each other, natively and in Wasm.

use ran_form::wire::{Accepted, FormToken, MOST_BYTES, Refused, Submission};
use ran_form::{Answer, Code};
use wasm_bindgen_test::wasm_bindgen_test;

const SUBMISSION: &str = r#"{"answers":{"name":"見本 \"はな子\"","themes":["women","seniors"]},"consent":{"agreed":true,"sharing":false,"version":"2026-04-01","lang":"ja","sha256":"9f"},"token":"t","proof":"12","website":""}"#;

#[wasm_bindgen_test(unsupported = test)]
fn a_submission_is_read_and_written() {
    let submission = Submission::from_json(SUBMISSION.as_bytes()).unwrap();
    assert_eq!(submission.answers.text("name"), "見本 \"はな子\"");
    assert!(submission.answers.get("themes").is_some_and(|themes| themes.has("seniors")));
    assert!(submission.consent.agreed && !submission.consent.sharing);
    assert_eq!(submission.to_json(), SUBMISSION);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_bad_body_is_named() {
    let check = |body: &str, expected: &str| {
        let error = Submission::from_json(body.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{body}: {error}");
    };
    check("", "the body is no JSON");
    check("[]", "the body is no JSON");
    check("{}", "`answers`");
    check(&SUBMISSION.replace("[\"women\"", "[1"), "`answers`");
    check(&SUBMISSION.replace("\"見本 \\\"はな子\\\"\"", "{}"), "`answers`");
    check(&SUBMISSION.replace("true", "\"true\""), "`agreed`");
    check(&SUBMISSION.replace("\"token\"", "\"tok\""), "`token`");
    let of_length = |bytes: usize| format!("{SUBMISSION}{}", " ".repeat(bytes - SUBMISSION.len()));
    assert!(Submission::from_json(of_length(MOST_BYTES).as_bytes()).is_ok());
    check(&of_length(MOST_BYTES + 1), "the body is no JSON");
    // A robot that fills in every field with something.
    for filled in ["true", "[\"http://example.com/\"]", "{}", "null"] {
        check(&SUBMISSION.replace("\"website\":\"\"", &format!("\"website\":{filled}")), "`website`");
    }
}

/// RFC 8259 §8.1. A reading in another encoding would keep some names with marks in place of their letters.
#[wasm_bindgen_test(unsupported = test)]
fn a_body_is_utf_8() {
    let names: [&[u8]; 3] = [b"\x8c\xa9\x96{", b"caf\xe9", b"\xed\xa0\x80"];
    // Half of a pair is no letter, whatever it is written as.
    let half = SUBMISSION.replace("見本", "\\ud83d");
    assert!(Submission::from_json(half.as_bytes()).unwrap_err().to_string().contains("UTF-8"));
    for name in names {
        let mut body = b"{\"answers\":{\"name\":\"".to_vec();
        body.extend(name);
        body.extend(SUBMISSION.split_once("はな子\\\"").unwrap().1.bytes());
        let error = Submission::from_json(&body).unwrap_err().to_string();
        assert!(error.contains("UTF-8"), "{name:?}: {error}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_submission_has_as_many_answers_as_a_form_may_ask() {
    let with = |count: usize| {
        let answers: Vec<_> = (0..count).map(|number| format!("\"{number}\":\"\"")).collect();
        let submission = SUBMISSION.replace("{\"name\"", &format!("{{{},\"name\"", answers.join(",")));
        Submission::from_json(submission.as_bytes())
    };
    assert!(with(998).is_ok());
    assert!(with(20_000).unwrap_err().to_string().starts_with("`answers`"));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_answers_of_a_receiver_are_read() {
    let token = FormToken::from_json(br#"{"token":"a.b","difficulty":16,"not_before_ms":3000}"#).unwrap();
    assert_eq!((token.token.as_str(), token.difficulty, token.not_before_ms), ("a.b", 16, 3000));
    let accepted = Accepted::from_json(
        r#"{"receipt":"RAN-7K3Q","consent_receipt":{"form":"f","at":"2026-04-01T10:00:00+09:00","lang":"ja","version":"1","sha256":"9f","text":"目的","agreed":true,"sharing":false}}"#.as_bytes(),
    )
    .unwrap();
    assert_eq!(accepted.receipt, "RAN-7K3Q");
    assert_eq!(accepted.consent_receipt.unwrap().text, "目的");
    let without = Accepted::from_json(br#"{"receipt":"x","consent_receipt":null}"#).unwrap();
    assert_eq!(without.consent_receipt, None);
    let refused = Refused::from_json(
        br#"{"errors":[{"field":"email","code":"bad-email","message":"m"},{"field":"","code":"newer","message":"m"}]}"#,
    )
    .unwrap();
    assert_eq!(refused.errors[0].error().map(|error| error.code), Some(Code::BadEmail));
    assert_eq!(refused.errors[1].error(), None);
    assert!(Refused::from_json(b"<html>").is_err());
}

#[wasm_bindgen_test(unsupported = test)]
fn of_a_name_given_twice_the_last_counts() {
    let twice = SUBMISSION.replace("\"themes\":", "\"name\":\"second\",\"themes\":");
    let submission = Submission::from_json(twice.as_bytes()).unwrap();
    assert_eq!(submission.answers.get("name"), Some(&Answer::Text("second".to_owned())));
}
