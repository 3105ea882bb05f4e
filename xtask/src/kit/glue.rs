//! `kit.js`: the glue that wasm-bindgen has written, and what is changed in it.
//!
//! Each change looks for words of the glue. Where they are no longer there the build fails, and whoever moves to another
//! version of Yew or wasm-bindgen looks here.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::Needs;
use super::bundle::esbuild;
use crate::run::root;

/// The properties by which Yew marks the nodes that it owns. A Yew page around the kit looks for the same
/// names and would answer our clicks with its own handlers, so the glue uses names of this build's own.
const BRANDS: [&str; 2] = ["__yew_subtree_id", "__yew_listener_id"];

/// How the glue would write markup for Yew's `VRaw`, which no widget uses. It throws instead, so that no text of a feed can
/// become markup whatever a widget does.
const MARKUP: [&str; 2] =
    ["arg0.innerHTML = getStringFromWasm0(arg1, arg2);", "throw new Error('no text becomes markup');"];

/// What no script of the kit may name, for the same reason.
const WRITES_MARKUP: [&str; 5] =
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "document.write"];

/// What the program does otherwise on a page that is not as the glue expects it.
const ON_ANY_PAGE: [[&str; 2]; 6] = [
    // Where a translator may have put its own nodes: see `pkg/src/translated.js`.
    ["arg0.insertBefore(arg1, arg2)", "insertBefore(arg0, arg1, arg2)"],
    ["arg0.removeChild(arg1)", "removeChild(arg0, arg1)"],
    ["arg0.nodeValue = ", "original(arg0).nodeValue = "],
    // Where nothing of the element is rendered: see `pkg/src/modal.js`.
    ["arg0.showModal()", "showModal(arg0)"],
    // MooTools puts something else in the place of `Window`.
    ["arg0 instanceof Window", "arg0 === window"],
    // What fills in forms fires plain events, which have no `key` and no `inputType`.
    ["function passStringToWasm0(arg, ", "function passStringToWasm0(arg = '', "],
];

/// What the program asks and hears over and over, made cheap.
const OFTEN: [[&str; 2]; 2] = [
    // Yew asks each parent twice, and copies the answer, to find out whether it is SVG or MathML.
    [
        "const ret = arg1.namespaceURI;",
        "const ret = arg1.namespaceURI === 'http://www.w3.org/1999/xhtml' ? undefined : arg1.namespaceURI;",
    ],
    // See `pkg/src/texts.js`.
    [
        "function getStringFromWasm0(",
        "const getStringFromWasm0 = remembering(decodedFromWasm0);\nfunction decodedFromWasm0(",
    ],
];

/// What the glue takes from the loader: `fetch` for a feed that it has asked for already, the compiled pieces, how a
/// translated page is written to, and how a dialog is opened.
const FROM_LOADER: &str = "--banner:js=const{fetch,piece,insertBefore,removeChild,original,showModal,work,rest}=window[Symbol.for('ran-widgets')];";

/// The glue in one file, with Yew's properties renamed.
pub(super) fn glue(pieces: &Path, needs: &Needs) -> Result<String> {
    change(pieces)?;
    // The glue and the link module import each other; one file loads in one request.
    let doors = needs
        .keys()
        .map(|kind| format!("{}: link.__wasm_split_load_{}", json!(kind), kind.replace('-', "_")));
    let entry = format!(
        "export * from './core.js'; export {{ default }} from './core.js'; export {{ whenEnded }} from './guard.js';\n\
         import * as link from './__wasm_split.js'; const DOORS = {{ {} }};\n\
         export const prepare = (kind) => DOORS[kind]();\n",
        doors.collect::<Vec<_>>().join(", "),
    );
    fs::write(pieces.join("entry.js"), entry)?;
    let mut glue =
        esbuild(&pieces.join("entry.js"), &["--bundle", "--format=esm", "--charset=utf8", FROM_LOADER])?;
    let version = env!("CARGO_PKG_VERSION").replace('.', "_");
    for brand in BRANDS {
        if !glue.contains(brand) {
            bail!(
                "the glue no longer names {brand}: Yew marks its nodes in another way, see xtask/src/kit/glue.rs"
            );
        }
        glue = glue.replace(brand, &brand.replace("__yew", &format!("__ran_{version}")));
    }

    Ok(glue)
}

/// Changes the glue, and puts `pkg/src/guard.js` between it and the program.
fn change(pieces: &Path) -> Result<()> {
    for name in ["guard.js", "texts.js"] {
        let source = root().join("pkg/src").join(name);
        fs::copy(&source, pieces.join(name)).with_context(|| format!("copying {}", source.display()))?;
    }
    let path = pieces.join("core.js");
    let glue = otherwise(without_markup(&fs::read_to_string(&path)?)?)?;
    let Some((before, after)) = glue.split_once("wasm = instance.exports;") else {
        bail!("the glue no longer takes the program's exports as it did, see xtask/src/kit/glue.rs");
    };
    fs::write(
        path,
        format!(
            "import {{ guarded }} from './guard.js'; import {{ remembering }} from './texts.js';\n{before}wasm = guarded(instance.exports);{after}"
        ),
    )?;
    Ok(())
}

/// The glue without a way to make markup of a text.
fn without_markup(glue: &str) -> Result<String> {
    let [writes, throws] = MARKUP;
    let glue = glue.replace(writes, throws);
    match WRITES_MARKUP.iter().find(|name| glue.contains(*name)) {
        Some(name) => {
            bail!(
                "the glue has {name}: Yew writes markup in another way than before, see xtask/src/kit/glue.rs"
            )
        }
        None => Ok(glue),
    }
}

/// The glue that asks the loader where a page may not be as it expects, and does cheaply what it does often.
fn otherwise(mut glue: String) -> Result<String> {
    for [does, asks] in ON_ANY_PAGE.into_iter().chain(OFTEN) {
        if !glue.contains(does) {
            bail!(
                "the glue no longer has `{does}`: it does that in another way than before, see xtask/src/kit/glue.rs"
            );
        }
        glue = glue.replace(does, asks);
    }
    Ok(glue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_glue_writes_markup() {
        let glue =
            "if: function(arg0, arg1, arg2) {\n    arg0.innerHTML = getStringFromWasm0(arg1, arg2);\n},";
        assert!(without_markup(glue).unwrap().contains("throw new Error"));
        let error = without_markup("arg0.insertAdjacentHTML(arg1, arg2);").unwrap_err();
        assert!(error.to_string().contains("insertAdjacentHTML"), "{error}");
    }
}
