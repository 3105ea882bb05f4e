//! `ran.js`: the loader of `pkg/src` in one file, told what the build has made.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use ran_catalogue::{Element, Reserve, Values};
use serde_json::{Map, Value, json};

use super::Needs;
use super::bundle::esbuild;
use crate::files::{files, recreate};
use crate::run::root;

/// The loader in one file, told what there is.
pub(super) fn loader(pieces: &Path, folder: &str, needs: &Needs) -> Result<String> {
    let sources = pieces.join("loader");
    recreate(&sources)?;
    for file in files(&root().join("pkg/src"))? {
        fs::copy(&file, sources.join(file.file_name().context("a source without a name")?))?;
    }
    let told = format!(
        "export const VERSION = {version};\n\
         export const FOLDER = {folder};\n\
         /** Per tag: [attributes with the words they take (0: any; 1: there or not; a list: one of; a list in a list: any \
         of), methods, rules for the size to keep free]. */\n\
         export const ELEMENTS = {elements};\n\
         /** Per kind: the Wasm files that it needs beside the core. */\n\
         export const PIECES = {needs};\n",
        version = json!(env!("CARGO_PKG_VERSION")),
        folder = json!(folder),
        elements = faces(),
        needs = json!(needs),
    );
    fs::write(sources.join("told.js"), told)?;
    // In ASCII, for it is no module: without a charset a browser reads it in that of the page, Shift_JIS on some.
    esbuild(&sources.join("ran.js"), &["--bundle", "--format=iife", "--target=es2022"])
}

/// The loader's table of elements: per tag its attributes, its methods and the size to keep free.
fn faces() -> Value {
    let face = |element: &Element| {
        let attributes: Map<String, Value> = element
            .all_attributes()
            .map(|attribute| {
                let words = match attribute.values {
                    Values::Text | Values::Id | Values::Url | Values::Day | Values::List => json!(0),
                    Values::OneOf(words) => json!(words),
                    Values::ListOf(words) => json!([words]),
                    Values::Flag => json!(1),
                };
                (attribute.name.to_owned(), words)
            })
            .collect();
        let methods: Vec<&str> = element.methods.iter().map(|method| method.name).collect();
        (element.tag.to_owned(), json!([attributes, methods, reserve(&element.reserve)]))
    };
    Value::Object(ran_catalogue::ELEMENTS.iter().map(face).collect())
}

/// The rules of a host's own size, as CSS.
fn reserve(reserve: &Reserve) -> String {
    let with =
        reserve.with.iter().map(|(name, value, size)| format!(":host([{name}={value}]){{--reserve:{size}}}"));
    with.fold(format!(":host{{--reserve:{}}}", reserve.usual), |rules, rule| rules + &rule)
}
