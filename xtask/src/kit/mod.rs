//! From the crate `ran-kit` to the files that a page loads.
//!
//! ```text
//! cargo build     one linked program, with relocations
//! wasm_split      cut at the split points: core, one piece a widget, shared chunks
//! wasm-bindgen    the core's glue, its names made short
//! pack            for each widget one program of the core and all its pieces, linked for good; the pieces by themselves
//!                 for the widgets that come to a page later
//! wasm-opt        each of them made small, and its functions put in an order that compresses well
//! esbuild         glue and link module bundled into one kit.js; Yew's brands renamed in it
//! dist/ran.js     the loader, told the name of the folder that holds the rest
//! dist/<hash>/    kit.js and the pieces, named by their content: a cache may keep them for ever;
//!                 in postcodes/ the addresses of the sign-up form, by the first three digits; municipalities.txt for the map
//! ```

mod bundle;
mod compile;
mod glue;
mod loader;
mod names;
mod optimise;
mod order;
mod pack;
mod split;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::files::{fingerprint, folder_bytes, recreate};
use crate::run::root;
use crate::{municipalities, postcodes, tools};

/// Where what is made on the way lies.
fn work() -> PathBuf {
    root().join("target/kit/release")
}

/// Where the build notes which pieces each widget needs.
pub(crate) fn needs_file() -> PathBuf {
    work().join("needs.json")
}

/// The folder that a server offers as the kit.
pub(crate) fn dist() -> PathBuf {
    root().join("pkg/dist")
}

/// Builds what is out of date and returns the folder with the result.
pub(crate) fn build() -> Result<PathBuf> {
    tools::wasm_target()?;
    tools::library_source()?;
    tools::npm("xtask/npm")?;

    println!("[1/4] Compiling the kit …");
    let linked = compile::compile()?;
    let input = fs::read(&linked).with_context(|| format!("reading {}", linked.display()))?;

    let data = postcodes::data_file();
    let data = fs::read(&data).with_context(|| format!("reading {}", data.display()))?;
    let towns = municipalities::file();
    let towns = fs::read(&towns).with_context(|| format!("reading {}", towns.display()))?;
    let tools = fs::read(root().join("xtask/npm/package-lock.json"))
        .context("reading xtask/npm/package-lock.json")?;
    let this_program = fs::read(std::env::current_exe()?)?;
    let (sources, statics) = (folder_bytes("pkg/src")?, folder_bytes("pkg/static")?);
    let stamp = fingerprint([&input, &sources, &statics, &data, &towns, &tools, &this_program]);
    let (work, dist) = (work(), dist());
    let stamp_file = work.join("stamp");
    if dist.join("ran.js").exists() && fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        println!("The kit is up to date in {}.", dist.display());
        return Ok(dist);
    }
    let _ = fs::remove_file(&stamp_file);
    let pieces = work.join("pieces");
    recreate(&pieces)?;
    recreate(&dist)?;

    println!("[2/4] Splitting it by widget …");
    let mut needs = split::split(&input, &pieces)?;
    println!("[3/4] Making each piece small …");
    pack::pack(&pieces, &mut needs)?;
    println!("[4/4] Bundling the glue and the loader …");
    bundle::bundle(&pieces, &dist, &needs, &data, &towns)?;
    bundle::compress(&dist)?;
    fs::write(needs_file(), serde_json::to_string(&needs)?)?;
    fs::write(&stamp_file, stamp)?;
    Ok(dist)
}

/// Per kind of widget (`member-badge`), the names of the pieces that it needs beside the core.
pub(crate) type Needs = BTreeMap<String, Vec<String>>;
