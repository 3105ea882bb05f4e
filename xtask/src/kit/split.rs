//! The linked program cut into pieces, and the glue of its core.

use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, Module};

use super::{Needs, names};

/// Cuts the program at its split points into a folder, and says which pieces each widget needs.
pub(super) fn split(input: &[u8], pieces: &Path) -> Result<Needs> {
    let core = pieces.join("linked.wasm");
    let mut options = wasm_split_cli_support::Options::new(input);
    options.output_dir = pieces;
    options.main_out_path = &core;
    options.main_module = "./core.js";
    let cut = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow::anyhow!("splitting: {error:?}"))?;
    let needs =
        cut.prefetch_map.into_iter().map(|(split, pieces)| (split.replace('_', "-"), pieces)).collect();

    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(&core)
        .out_name("core")
        .web(true)?
        .typescript(false)
        // The pieces link to the core's table and memory by the names that the linker gave them.
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(pieces)
        .context("writing the glue")?;
    let glue = pieces.join("core.js");
    let (wasm, text) = names::shorten(&fs::read(pieces.join("core_bg.wasm"))?, &fs::read_to_string(&glue)?)?;
    fs::write(&core, wasm)?;
    fs::write(&glue, text)?;
    fs::remove_file(pieces.join("core_bg.wasm"))?;
    fs::rename(core, pieces.join("core.wasm"))?;
    let Range { start, end } = read_only(input)?;
    fs::write(pieces.join("memory.js"), format!("export const READ_ONLY = [{start}, {end}];\n"))?;
    Ok(needs)
}

/// Where in its memory the program has what it never changes, for `pkg/src/texts.js`.
fn read_only(linked: &[u8]) -> Result<Range<u32>> {
    let module = Module::from_buffer(linked)?;
    let data = module.data.iter().find(|data| data.name.as_deref() == Some(".rodata")).context(
        "the linked program has no .rodata: the linker names its data in another way, see xtask/src/kit/split.rs",
    )?;
    let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else {
        bail!("the linked program has its constants at no fixed place");
    };
    let start = start.cast_unsigned();
    Ok(start..start + u32::try_from(data.value.len())?)
}
