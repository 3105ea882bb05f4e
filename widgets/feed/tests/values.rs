//! Which texts the validated values take, and how they write them: `corpus/values.json`.

mod common;

use std::fmt::Display;

use ran_feed::{
    Fault,
    civil::CivilDate,
    model::{
        CorporateNumber, Email, EventTime, Id, Lang, MunicipalityCode, PartialDate, Postcode, PrefectureCode,
        Rrule, Tel, TimeZone, Token, Url,
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

const CORPUS: &str = include_str!("../corpus/values.json");

/// What a value writes after reading a text, or the code of what is wrong with the text.
fn describe<T: Display>(result: Result<T, &'static Fault>) -> String {
    match result {
        Ok(value) => value.to_string(),
        Err(fault) => fault.code().to_owned(),
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn values() {
    common::run(CORPUS, "page", |case| {
        let kind = common::text(case, "type");
        let inputs = common::text(case, "input");
        let found = inputs.split('\n').map(|input| match kind.as_str() {
            "id" => describe(Id::parse(input)),
            "url" => describe(Url::parse(input)),
            "email" => describe(Email::parse(input)),
            "tel" => describe(Tel::parse(input)),
            "postcode" => describe(Postcode::parse(input)),
            "prefecture" => describe(PrefectureCode::parse(input)),
            "municipality" => describe(MunicipalityCode::parse(input)),
            "corporate-number" => describe(CorporateNumber::parse(input)),
            "date" => describe(CivilDate::parse(input)),
            "partial-date" => describe(PartialDate::parse(input)),
            "time" => describe(EventTime::parse(input)),
            "zone" => describe(TimeZone::parse(input)),
            "rrule" => describe(Rrule::parse(input)),
            "token" => describe(Token::parse(input)),
            "lang" => Lang::from_tag(input).map_or("none", Lang::tag).to_owned(),
            other => panic!("no such type: {other}"),
        });
        found.collect::<Vec<_>>().join("\n")
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn control_characters_and_lengths() {
    assert!(Url::parse("https://example.jp/a\nb").is_err());
    assert!(Url::parse("java\tscript:alert(1)").is_err());
    assert!(Url::parse(&format!("https://example.jp/{}", "a".repeat(1_981))).is_ok());
    assert!(Url::parse(&format!("https://example.jp/{}", "a".repeat(1_982))).is_err());
    assert!(Id::parse(&"あ".repeat(100)).is_ok());
    assert!(Id::parse(&"あ".repeat(101)).is_err());
    assert!(Id::parse("a\u{7f}").is_err());
    assert!(Token::parse(&"a".repeat(8_001)).is_err());
}

#[wasm_bindgen_test(unsupported = test)]
fn every_prefecture_is_found_by_its_names() {
    let mut seen = 0;
    for code in PrefectureCode::all() {
        seen += 1;
        let short = code.name_ja().trim_end_matches(['都', '府', '県']);
        for name in [code.name_ja(), short, code.name_en(), &code.name_en().to_uppercase(), &code.to_string()]
        {
            // 京都府 loses both its endings that way.
            let expected = if name == "京" { Err("bad-prefecture") } else { Ok(code) };
            assert_eq!(PrefectureCode::parse(name).map_err(Fault::code), expected, "{name}");
        }
    }
    assert_eq!(seen, 47);
    assert_eq!(PrefectureCode::parse("京都").unwrap().number(), 26);
    assert_eq!(PrefectureCode::parse("東京").unwrap().number(), 13);
}

#[wasm_bindgen_test(unsupported = test)]
fn parts_of_codes_and_addresses() {
    let shiojiri = MunicipalityCode::parse("202151").unwrap();
    assert_eq!((shiojiri.prefecture().number(), shiojiri.is_prefecture()), (20, false));
    assert!(MunicipalityCode::parse("200000").unwrap().is_prefecture());
    assert_eq!(Tel::parse("+81 (263) 00-0000").unwrap().dial(), "+81263000000");
    let url = |text| Url::parse(text).unwrap();
    assert!(url("/a").is_relative() && url("a?b").is_relative() && url("#a").is_web());
    assert!(!url("HTTPS://example.jp").is_relative() && url("HTTPS://example.jp").is_web());
    assert!(!url("mailto:a@example.jp").is_web() && !url("tel:110").is_relative());
    let rule = Rrule::parse("rrule:freq=monthly;byday=2tu;").unwrap();
    assert_eq!(
        (rule.part("FREQ"), rule.part("BYDAY"), rule.part("COUNT")),
        (Some("MONTHLY"), Some("2TU"), None)
    );
}
