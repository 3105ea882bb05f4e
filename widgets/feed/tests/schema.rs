//! The schema, the examples and the reader tell the same story.

use std::{collections::BTreeSet, fs, path::Path};

use proptest::prelude::*;
use ran_feed::{
    Limits,
    model::{
        CivilDate, Email, EventTime, Feed, Id, MunicipalityCode, PartialDate, Postcode, PrefectureCode,
        Rrule, Tel, TimeZone, Token, Url,
    },
    read, schema, to_json,
};
use serde_json::{Value, json};

fn feeds() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples-json");
    let entries = fs::read_dir(folder).expect("the examples").map(|entry| entry.expect("an example").path());
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/feed.json");
    entries.chain([demo]).map(|path| (path.display().to_string(), fs::read(&path).expect("a feed"))).collect()
}

#[test]
fn the_examples_are_valid_and_clean() {
    let schema = jsonschema::validator_for(&schema()).unwrap();
    for (name, bytes) in feeds() {
        let document: Value = serde_json::from_slice(&bytes).unwrap();
        let errors: Vec<_> =
            schema.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path)).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        let reading = read(bytes, &Limits::default()).unwrap();
        assert_eq!(reading.diagnostics, [], "{name}");
    }
}

/// `model::record` lists fields by hand: a list that misspells one would go unnoticed but for this.
#[test]
fn serde_reads_the_same_feed() {
    for (name, bytes) in feeds() {
        let theirs: Feed = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(read(bytes, &Limits::default()).unwrap().feed, theirs, "{name}");
    }
}

#[test]
fn a_feed_comes_back_from_json() {
    for (name, bytes) in feeds() {
        let feed = read(bytes, &Limits::default()).unwrap().feed;
        let written = to_json(&feed).unwrap().to_string();
        let again = read(written.into_bytes(), &Limits::default()).unwrap();
        assert_eq!((again.feed, again.diagnostics), (feed, vec![]), "{name}");
    }
}

/// The names of all fields of the schema or of a document.
fn names(value: &Value, is_schema: bool, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if !is_schema {
                found.extend(fields.keys().cloned());
            } else if let Some(Value::Object(properties)) = fields.get("properties") {
                found.extend(properties.keys().cloned());
            }
            fields.values().for_each(|field| names(field, is_schema, found));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| names(entry, is_schema, found)),
        _ => {}
    }
}

#[test]
fn the_examples_show_every_field() {
    let (mut known, mut shown) = (BTreeSet::new(), BTreeSet::new());
    names(&schema(), true, &mut known);
    for (_, bytes) in feeds() {
        names(&serde_json::from_slice(&bytes).unwrap(), false, &mut shown);
    }
    // The long form of `ja-easy`.
    known.remove("ja-x-easy");
    assert_eq!(known.difference(&shown).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_schema_refuses_what_the_reader_reports() {
    let schema = jsonschema::validator_for(&schema()).unwrap();
    let check = |document: Value, valid: bool| assert_eq!(schema.is_valid(&document), valid, "{document}");
    let member = |fields: Value| json!({ "version": 1, "alliance": { "name": "RAN" }, "members": [fields] });
    check(json!({}), false);
    check(json!({ "version": 2, "alliance": { "name": "RAN" } }), false);
    check(member(json!({ "id": "a", "name": "A" })), true);
    check(member(json!({ "id": "a", "name": "A", "new": [1] })), true);
    check(member(json!({ "id": "a", "name": "A", "themes": null, "url": null, "place": null })), true);
    check(member(json!({ "name": "A" })), false);
    check(member(json!({ "id": "a b", "name": "A" })), false);
    check(member(json!({ "id": "a", "name": " " })), false);
    check(member(json!({ "id": "a", "name": {} })), false);
    check(member(json!({ "id": "a", "name": { "ja": "あ", "en": null } })), true);
    check(member(json!({ "id": "a", "name": "A", "url": "javascript:alert(1)" })), false);
    check(member(json!({ "id": "a", "name": "A", "url": " java\tscript:alert(1)" })), false);
    check(member(json!({ "id": "a", "name": "A", "kind": "club" })), false);
    check(member(json!({ "id": "a", "name": "A", "since": "2022-05" })), true);
    check(member(json!({ "id": "a", "name": "A", "since": 2022 })), false);
    check(member(json!({ "id": "a", "name": "A", "since": "2022-12-31" })), true);
    check(member(json!({ "id": "a", "name": "A", "since": "2022-13" })), false);
    check(member(json!({ "id": "a", "name": "A", "since": "2022-12-32" })), false);
    check(json!({ "version": 1 }), false);
    check(json!({ "version": 1, "alliance": null }), false);
    check(json!({ "version": null, "alliance": { "name": "RAN" } }), false);
    let event = |fields: Value| {
        let mut event = json!({ "id": "a", "title": "A", "start": "2026-04-01" });
        event.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        json!({ "version": 1, "alliance": { "name": "RAN" }, "events": [event] })
    };
    check(event(json!({ "price": u32::MAX })), true);
    check(event(json!({ "price": u64::from(u32::MAX) + 1 })), false);
    check(event(json!({ "price": -1 })), false);
    check(event(json!({ "price": null })), true);
    check(event(json!({ "end": "2026-12-31T23:59:59+09:00" })), true);
    check(event(json!({ "end": "2026-13-01" })), false);
    check(event(json!({ "end": "2026-12-00T10:00" })), false);
}

/// Texts near the borders of the rules.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,20}",
        "[-_.:a-zA-Z0-9塩😀 /#?@&<>]{0,20}",
        "(https?|HTTP|mailto|tel|ftp|javascript|)(:|)(//|/|)[a-z@:.?#/%塩]{0,12}",
        "[0-9０-９〒-]{0,14}",
        "\\d{4}(-\\d{2}(-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})?)?)?)?",
        "(RRULE:|)(FREQ|freq)=(DAILY|weekly)(;INTERVAL=\\d)?",
        "[A-Z][a-z]{0,5}(/[A-Z][a-z_]{0,5})?",
        "[a-z.]{1,5}@[a-z]{1,5}\\.[a-z]{1,3}",
    ]
}

proptest! {
    /// What a value accepts, its schema accepts.
    #[test]
    fn the_schema_accepts_what_values_accept(text in texts()) {
        macro_rules! check {
            ($($type:ident)*) => {
                $(if $type::parse(&text).is_ok() {
                    let schema = schemars::schema_for!($type);
                    prop_assert!(jsonschema::is_valid(schema.as_value(), &json!(text)), "{}: {text:?}", stringify!($type));
                })*
            };
        }
        check!(CivilDate Email EventTime Id MunicipalityCode PartialDate Postcode PrefectureCode Rrule Tel TimeZone Token Url);
    }
}
