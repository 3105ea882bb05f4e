//! Where the link module takes the pieces from.
//!
//! The splitter makes a piece for every set of widgets that share something, some of a few dozen bytes. Each would be a
//! request, which costs a visitor more than its bytes; and they are too small to weigh on a page that does not need them.
//! So small pieces travel inside the core, and the others come compiled from the loader, which asks for them ahead.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::kit::{Needs, files};

/// A piece below this many bytes, before compression, is no request of its own.
const SMALL: usize = 1024;

/// Moves the small pieces into custom sections of the core, and lets the link module take them from there and all others
/// from the loader's `piece`.
///
/// # Errors
/// When the glue or the link module is not written as this expects.
pub(crate) fn pack(pieces: &Path, needs: &mut Needs) -> Result<()> {
    let [core, glue, link] = ["core.wasm", "core.js", "__wasm_split.js"].map(|name| pieces.join(name));
    let mut packed = fs::read(&core)?;
    let mut text = fs::read_to_string(&link)?;
    for path in files(pieces)? {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path == core || path.extension().is_none_or(|extension| extension != "wasm") {
            continue;
        }
        let bytes = fs::read(&path)?;
        let is_small = name.starts_with("chunk_") && bytes.len() < SMALL;
        text = taken(&text, &name, if is_small { "packed" } else { "piece" })?;
        if !is_small {
            continue;
        }
        packed.extend(custom_section(&name, &bytes)?);
        for needed in needs.values_mut() {
            needed.retain(|piece| *piece != name);
        }
        fs::remove_file(path)?;
    }
    let mut own = fs::read_to_string(&glue)?;
    if !own.contains("let wasmModule,") {
        bail!("the glue no longer keeps its module as wasmModule, see xtask/src/pack.rs");
    }
    own.push_str("export const packed = (name) => new WebAssembly.Module(WebAssembly.Module.customSections(wasmModule, name)[0]);\n");
    fs::write(&core, packed)?;
    fs::write(&glue, own)?;
    let take = "const take = (module) => async (imports) => new WebAssembly.Instance(await module, imports);";
    fs::write(&link, format!("import {{ packed }} from './core.js';\n{take}\n{text}"))?;
    Ok(())
}

/// The link module with one of its requests replaced by a call of `source`, which gives the compiled piece or a promise of it.
fn taken(link: &str, name: &str, source: &str) -> Result<String> {
    let fetched = format!(
        "() => {{\n    const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));\n    src.catch(() => {{}});\n    \
         return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n"
    );
    let (before, after) = link.split_once(&fetched).with_context(|| {
        format!("the link module asks for {name} in another way than before, see xtask/src/pack.rs")
    })?;
    Ok(format!("{before}() => take({source}(\"{name}\"))\n{after}"))
}

/// The core with some pieces in it: one file of which nothing waits for another request, and in which a page that shows one
/// kind of widget has all its pieces packed together, which is a sixteenth less than each by itself.
///
/// # Errors
/// When a piece is missing.
pub(crate) fn whole(pieces: &Path, names: &[String]) -> Result<Vec<u8>> {
    let read = |name: &str| {
        let path = pieces.join(format!("{name}.wasm"));
        fs::read(&path).with_context(|| format!("reading {}", path.display()))
    };
    let mut whole = read("core")?;
    for name in names {
        whole.extend(custom_section(name, &read(name)?)?);
    }
    Ok(whole)
}

/// A custom section as the core specification of WebAssembly lays it out: id 0, size, name, contents.
fn custom_section(name: &str, contents: &[u8]) -> Result<Vec<u8>> {
    let mut body = leb128(name.len())?;
    body.extend(name.as_bytes());
    body.extend(contents);
    let mut section = vec![0];
    section.extend(leb128(body.len())?);
    section.extend(body);
    Ok(section)
}

/// An unsigned number of 32 bits as WebAssembly writes it.
fn leb128(number: usize) -> Result<Vec<u8>> {
    let mut left = u32::try_from(number)?;
    let mut bytes = Vec::new();
    loop {
        let low = (left & 0x7f) as u8;
        left >>= 7;
        bytes.push(if left == 0 { low } else { low | 0x80 });
        if left == 0 {
            return Ok(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_webassembly_reads_them() {
        let check = |number, expected: &[u8]| assert_eq!(leb128(number).unwrap(), expected, "{number}");
        check(0, &[0]);
        check(127, &[0x7f]);
        check(128, &[0x80, 1]);
        // The example of the DWARF standard, which WebAssembly's encoding comes from.
        check(12_857, &[0x80 + 57, 100]);
        check(624_485, &[0xe5, 0x8e, 0x26]);
    }

    #[test]
    fn a_packed_piece_is_a_section_that_readers_find() {
        let mut wasm = walrus::Module::default().emit_wasm();
        wasm.extend(custom_section("chunk_1", &[7; 300]).unwrap());
        let module = walrus::Module::from_buffer(&wasm).unwrap();
        let (_, section) = module.customs.iter().find(|(_, section)| section.name() == "chunk_1").unwrap();
        assert_eq!(&*section.data(&walrus::IdsToIndices::default()), &[7; 300]);
    }

    #[test]
    fn a_link_module_of_another_make_is_an_error() {
        let error = taken("const __chunk_1 = load('./chunk_1.wasm');", "chunk_1", "piece").unwrap_err();
        assert!(error.to_string().contains("chunk_1"), "{error}");
    }
}
