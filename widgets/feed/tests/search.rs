//! Search as people type it: `corpus/search.json`.

mod common;

use ran_feed::search::{Query, fold, fold_width};
use wasm_bindgen_test::wasm_bindgen_test;

const CORPUS: &str = include_str!("../corpus/search.json");

/// `fold` gives the folded form; `find` says which words of `input` are found in the text of `in`.
#[wasm_bindgen_test(unsupported = test)]
fn folding_and_finding() {
    common::run(CORPUS, "page", |case| {
        let input = common::text(case, "input");
        if case.get("in").is_none() {
            return input.split('\n').map(fold).collect::<Vec<_>>().join("\n");
        }
        let haystack = fold(&common::text(case, "in"));
        let found = |query: &str| if Query::new(query).matches(&haystack) { "found" } else { "not found" };
        input.split('\n').map(found).collect::<Vec<_>>().join("\n")
    });
}

#[wasm_bindgen_test(unsupported = test)]
fn every_half_width_kana_has_its_full_width_form() {
    // Unicode's own order: U+FF66 ｦ to U+FF9D ﾝ.
    let half: String = ('\u{FF66}'..='\u{FF9D}').collect();
    let full = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    assert_eq!(fold_width(&half), full);
}

#[wasm_bindgen_test(unsupported = test)]
fn voiced_marks_join() {
    let plain = "カキクケコサシスセソタチツテトハヒフヘホウかきくけこさしすせそたちつてとはひふへほう";
    let voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴがぎぐげござじずぜぞだぢづでどばびぶべぼゔ";
    for (plain, voiced) in plain.chars().zip(voiced.chars()) {
        assert_eq!(fold_width(&format!("{plain}\u{3099}")), voiced.to_string());
        assert_eq!(fold_width(&format!("{plain}ﾞ")), voiced.to_string());
    }
    for (plain, voiced) in "ハヒフヘホはひふへほ".chars().zip("パピプペポぱぴぷぺぽ".chars())
    {
        assert_eq!(fold_width(&format!("{plain}\u{309A}")), voiced.to_string());
    }
    for alone in "アナマヤラワンャッーaあん".chars() {
        assert_eq!(fold_width(&format!("{alone}\u{3099}")), format!("{alone}゛"));
    }
    assert_eq!(fold_width("ﾞ"), "゛");
}

#[wasm_bindgen_test(unsupported = test)]
fn an_empty_query_finds_everything() {
    assert!(Query::new(" 　").is_empty());
    assert!(Query::new("「」・").is_empty());
    assert!(Query::new("").matches(""));
    assert!(!Query::new("a").matches(""));
}
