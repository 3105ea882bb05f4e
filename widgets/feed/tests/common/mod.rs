//! What the tests share: a corpus is a JSON list of cases, read with our own reader, so that the same data run natively
//! and in Wasm.

#![expect(clippy::panic, reason = "a corpus that is no corpus is a failed test")]

use ran_feed::{
    Limits,
    json::{self, Node, Value},
};

/// Runs `check` on every case of a corpus; tells of all that fail, by name.
///
/// A check answers what it found; the case says under `expect` what it should be, or under the name of who looks, if that one
/// knows more.
pub(crate) fn run(corpus: &str, who: &str, check: impl Fn(&Node<'_>) -> String) {
    let cases = json::parse(corpus.as_bytes(), &Limits::default()).expect("the corpus is JSON");
    let Value::List(cases) = &cases.value else { panic!("the corpus is a list of cases") };
    assert!(!cases.is_empty());
    let mut failed = String::new();
    for case in cases {
        let found = check(case);
        let expected = text(case, if case.get(who).is_some() { who } else { "expect" });
        if found != expected {
            failed += &format!("\n{}\n  expected {expected}\n  found    {found}\n", text(case, "name"));
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

/// A text of a case; of a list of texts, its lines. Empty if the case has none.
pub(crate) fn text(case: &Node<'_>, field: &str) -> String {
    match case.get(field).map(|node| &node.value) {
        None => String::new(),
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::List(lines)) => {
            lines.iter().map(|line| line.as_str().expect("a line is a text")).collect::<Vec<_>>().join("\n")
        }
        Some(other) => panic!("{field} is {other:?}"),
    }
}
