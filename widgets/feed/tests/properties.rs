//! What holds for every input, not only for those we thought of.
#![cfg(not(target_arch = "wasm32"))]

use proptest::{collection::vec, prelude::*, sample::Index};
use ran_feed::{
    Limits, Progress, Reader, json,
    json::{Node, Value},
    read,
    search::{Query, fold, fold_width},
};

const FULL: &str = include_str!("../examples-json/full.json");

/// Reads whole and in steps of these sizes: the two must be the same, and neither may panic.
fn read_both_ways(bytes: &[u8], steps: &[usize]) {
    let limits = Limits { depth: 8, text_bytes: 5_000, entries: 20, diagnostics: 10, ..Limits::default() };
    let whole = read(bytes.to_vec(), &limits);
    let mut reader = Reader::new(bytes.to_vec(), limits);
    for step in steps.iter().cycle() {
        if reader.advance(*step) == Progress::Done {
            break;
        }
    }
    assert_eq!(reader.finish(), whole);
}

/// The same value in the terms of `serde_json`. Numbers beyond 19 digits or 22 powers of ten may differ in the last
/// bits, as `json::number` says.
fn same(ours: &Node<'_>, theirs: &serde_json::Value) -> bool {
    use serde_json::Value as Theirs;
    match (&ours.value, theirs) {
        (Value::Null, Theirs::Null) => true,
        (Value::Bool(ours), Theirs::Bool(theirs)) => ours == theirs,
        (Value::Integer(_) | Value::Number(_), Theirs::Number(theirs)) => {
            let (Some(ours), Some(theirs)) = (ours.as_f64(), theirs.as_f64()) else { return false };
            (ours - theirs).abs() <= theirs.abs() * 4.0 * f64::EPSILON
                || (theirs.abs() < 1e-290 && ours.abs() < 1e-290)
        }
        (Value::Text(ours), Theirs::String(theirs)) => ours == theirs,
        (Value::List(ours), Theirs::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Object(_), Theirs::Object(theirs)) => {
            theirs.iter().all(|(name, theirs)| ours.get(name).is_some_and(|ours| same(ours, theirs)))
        }
        _ => false,
    }
}

fn assert_agrees(text: &str) {
    if let Ok(theirs) = serde_json::from_str::<serde_json::Value>(text) {
        let ours = json::parse(text.as_bytes(), &Limits { depth: 128, ..Limits::default() });
        assert!(ours.is_ok_and(|ours| same(&ours, &theirs)), "{text}");
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 60, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Into::into),
            vec((any::<String>(), inner), 0..8)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Text made of pieces of JSON, right and wrong.
fn nearly_json() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"id\":",
        "\"name\":\"A\"",
        "\\",
        "\\u12",
        "\\ud83d",
        "\\ude00",
        "null",
        "true",
        "fals",
        "0",
        "-",
        "-0",
        "12",
        "1.5",
        "1e3",
        "1E-400",
        "00",
        ".5",
        "\"members\":[",
        "\"events\":[",
        "\"version\":1",
        "'",
        "//",
        "/*",
        "*/",
        "\n",
        " ",
        "\u{FEFF}",
        "é",
        "塩",
    ]);
    vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in vec(any::<u8>(), 0..300), steps in vec(1usize..50, 1..5)) {
        read_both_ways(&bytes, &steps);
    }

    #[test]
    fn nearly_json_is_survived(text in nearly_json(), steps in vec(1usize..50, 1..5)) {
        read_both_ways(text.as_bytes(), &steps);
        read_both_ways(format!("{{\"members\":[{text}").as_bytes(), &steps);
    }

    #[test]
    fn a_feed_with_scratches_is_survived(
        scratches in vec((any::<Index>(), 0usize..6, prop::sample::select(&b"\"{}[],:\\\n0x\xFF"[..])), 1..6),
        steps in vec(1usize..5_000, 1..5),
    ) {
        let mut bytes = FULL.as_bytes().to_vec();
        for (at, gone, new) in scratches {
            let at = at.index(bytes.len());
            let end = bytes.len().min(at + gone);
            bytes.splice(at..end, [new]);
        }
        read_both_ways(&bytes, &steps);
    }

    #[test]
    fn what_serde_json_writes_is_read_the_same(value in any_json()) {
        assert_agrees(&value.to_string());
        assert_agrees(&format!("{value:#}"));
    }

    #[test]
    fn what_serde_json_accepts_is_read_the_same(text in nearly_json()) {
        assert_agrees(&text);
    }

    #[test]
    fn numbers_of_few_digits_are_exact(mantissa in -9_007_199_254_740_991i64..=9_007_199_254_740_991, power in -22i32..=22) {
        let text = format!("{mantissa}e{power}");
        let ours = json::parse(text.as_bytes(), &Limits::default()).unwrap().as_f64().unwrap();
        prop_assert_eq!(ours.to_bits(), text.parse::<f64>().unwrap().to_bits());
    }

    #[test]
    fn an_entry_before_the_cut_is_never_lost(count in 1usize..6, cut in any::<Index>()) {
        let members: Vec<_> = (0..count).map(|id| format!(r#"{{"id":"m{id}","name":"NPO{id} {{[,]}}"}}"#)).collect();
        let start = r#"{"version":1,"alliance":{"name":"RAN"},"members":["#;
        let feed = format!(r#"{start}{}],"events":[]}}"#, members.join(","));
        let cut = start.len() + cut.index(feed.len() - start.len() + 1);
        let ends = (1..=count).map(|upto| start.len() + members[..upto].join(",").len());
        let whole = ends.filter(|end| *end <= cut).count();
        let reading = read(feed.as_bytes()[..cut].to_vec(), &Limits::default()).unwrap();
        prop_assert_eq!(reading.feed.members.len(), whole);
        let said_so = reading.diagnostics.iter().any(|found| found.code == "cut-off");
        prop_assert_eq!(said_so, cut < feed.len());
        prop_assert_eq!(reading.is_whole, !said_so);
    }

    #[test]
    fn folding_twice_is_folding_once(text in "[ -~\u{3000}-\u{30FF}\u{FF00}-\u{FFEF}漢字\u{2010}-\u{2015}]{0,30}|.{0,30}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(fold(&fold_width(&text)), once.clone());
        prop_assert!(Query::new(&text).matches(&once));
    }
}
