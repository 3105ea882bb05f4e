//! Short names for what the core imports from its glue.
//!
//! wasm-bindgen names each import after its function and a hash, `__wbg_appendChild_a1b2c3d4e5f60718`, once in the
//! program and once in the glue. Hashes do not compress, and nobody reads them in a browser.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

/// How wasm-bindgen begins each name of its own.
const PREFIX: &str = "__wb";

/// The program and its glue with the names of the imports replaced by short ones.
///
/// # Errors
/// When the program cannot be parsed, or the glue does not know one of its imports.
pub(crate) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut module = walrus::Module::from_buffer(wasm)?;
    let mut short = BTreeMap::new();
    for import in module.imports.iter_mut().filter(|import| import.name.starts_with(PREFIX)) {
        let next = letters(short.len());
        import.name = short.entry(std::mem::take(&mut import.name)).or_insert(next).clone();
    }
    let (glue, met) = with_names(glue, &short);
    if let Some(missing) = short.keys().find(|name| !met.contains(&name.as_str())) {
        bail!(
            "the glue does not know the import {missing}: wasm-bindgen writes it in another way, see xtask/src/kit/names.rs"
        );
    }
    Ok((module.emit_wasm(), glue))
}

/// `a`, `b` … `z`, `ba`, `bb` …
fn letters(mut number: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(b"abcdefghijklmnopqrstuvwxyz"[number % 26]);
        number /= 26;
        if number == 0 {
            break;
        }
    }
    name.iter().rev().copied().map(char::from).collect()
}

/// The text with whole identifiers replaced, and which of them were met.
fn with_names<'a>(text: &'a str, short: &BTreeMap<String, String>) -> (String, Vec<&'a str>) {
    let mut out = String::new();
    let mut met = Vec::new();
    let is_of_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|letter| !is_of_name(letter)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        match short.get(name) {
            Some(short) => {
                met.push(name);
                out.push_str(short);
            }
            None => out.push_str(name),
        }
        let next = after.find(is_of_name).unwrap_or(after.len());
        out.push_str(&after[..next]);
        rest = &after[next..];
    }
    (out, met)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_replaced_and_nothing_else() {
        let short = BTreeMap::from([
            ("__wbg_a_01".to_owned(), "a".to_owned()),
            ("__wbg_a".to_owned(), "b".to_owned()),
        ]);
        let check = |text, expected: &str| assert_eq!(with_names(text, &short).0, expected);
        check("", "");
        check("{__wbg_a_01:function(){return __wbg_a}}", "{a:function(){return b}}");
        check("x__wbg_a $__wbg_a \"__wbg_a\"", "x__wbg_a $__wbg_a \"b\"");
        check("語__wbg_a・", "語__wbg_a・");
    }

    #[test]
    fn no_two_numbers_have_the_same_letters() {
        let all: std::collections::BTreeSet<String> = (0..2000).map(letters).collect();
        assert_eq!(all.len(), 2000);
        assert_eq!((letters(0), letters(25), letters(26)), ("a".into(), "z".into(), "ba".into()));
    }

    #[test]
    fn an_import_that_the_glue_lacks_is_an_error() {
        let mut module = walrus::Module::default();
        let kind = module.types.add(&[], &[]);
        module.add_import_func("./core_bg.js", "__wbg_now_0123456789abcdef", kind);
        let wasm = module.emit_wasm();
        let (short, glue) = shorten(&wasm, "{__wbg_now_0123456789abcdef:()=>Date.now()}").unwrap();
        assert_eq!(glue, "{a:()=>Date.now()}");
        let names: Vec<String> = walrus::Module::from_buffer(&short)
            .unwrap()
            .imports
            .iter()
            .map(|import| import.name.clone())
            .collect();
        assert_eq!(names, ["a"]);
        assert!(shorten(&wasm, "{}").unwrap_err().to_string().contains("__wbg_now_0123456789abcdef"));
    }
}
