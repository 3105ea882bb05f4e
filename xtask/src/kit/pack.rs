//! What is shipped of the pieces that the splitter has made.
//!
//! A page that shows one kind of widget, as most do, gets one file: the core and all that the kind needs, merged into one
//! program. There nothing waits for another request, and calls between the pieces are plain calls, where the splitter has
//! them go through the table of functions. A widget of another kind that comes to the same page brings its pieces by
//! themselves: they find the program's functions in the table still.
//!
//! The splitter makes a piece for every set of widgets that share something, some of a few dozen bytes. Each would be a
//! request, which costs a visitor more than its bytes; and they are too small to weigh on a page that does not need them.
//! So they are merged into every program.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;
use walrus::ir::{Call, Instr, InstrSeq, Value, VisitorMut, dfs_pre_order_mut};
use walrus::{ConstExpr, ElementItems, ElementKind, FunctionId, FunctionKind, Module, ModuleConfig, TableId};

use super::optimise::{binaryen, optimise};
use super::{Flavour, Needs};
use crate::files::{files, recreate};
use crate::run::{run, side_by_side};

/// The folder, among the pieces, of the Wasm files that a page may ask for.
pub(crate) const SHIPPED: &str = "shipped";

/// A piece below this many bytes, before compression, is no request of its own.
const SMALL: u64 = 1024;

/// Makes the files that are shipped, and has the link module take the pieces from the loader's `piece`.
///
/// # Errors
/// When the link module is not written as this expects, or a tool fails.
pub(crate) fn pack(pieces: &Path, needs: &mut Needs, flavour: Flavour) -> Result<()> {
    let shipped = pieces.join(SHIPPED);
    recreate(&shipped)?;
    let names: Vec<String> = files(pieces)?
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "wasm"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "core")
        .collect();
    let path = |name: &str| pieces.join(format!("{name}.wasm"));
    let shipped_path = |name: &str| shipped.join(format!("{name}.wasm"));
    side_by_side(&names, |name| {
        fs::write(path(name), nameless(&fs::read(path(name))?)?)?;
        optimise(&path(name), &shipped_path(name), flavour)
    })?;

    let link = pieces.join("__wasm_split.js");
    let mut text = awaited(&fs::read_to_string(&link)?)?;
    let mut small = Vec::new();
    for name in &names {
        let is_small = name.starts_with("chunk_") && fs::metadata(shipped_path(name))?.len() < SMALL;
        let source = if is_small { "null".to_owned() } else { format!("piece({})", json!(name)) };
        text = taken(&text, name, &source)?;
        if is_small {
            fs::remove_file(shipped_path(name))?;
            small.push(name.clone());
        }
    }
    let take = "const take = (module) => async (imports) => (await module) && new WebAssembly.Instance(await module, imports);";
    fs::write(&link, format!("{take}\n{text}"))?;

    for needed in needs.values_mut() {
        needed.retain(|piece| !small.contains(piece));
    }
    let kinds: Vec<String> = needs.keys().cloned().collect();
    side_by_side(&kinds, |kind| {
        let parts: Vec<PathBuf> = small.iter().chain(&needs[kind]).map(|name| path(name)).collect();
        let to = shipped_path(kind);
        merge(&path("core"), &parts, &to)?;
        let merged = fs::read(&to).with_context(|| format!("reading {}", to.display()))?;
        fs::write(&to, plainly_called(&merged)?)?;
        optimise(&to, &to, flavour)
    })
}

/// A piece without the names of its functions, which nobody downloads: Binaryen complains of some that the splitter keeps.
fn nameless(wasm: &[u8]) -> Result<Vec<u8>> {
    Ok(ModuleConfig::new().generate_name_section(false).parse(wasm)?.emit_wasm())
}

/// Merges the core and some pieces into one program.
fn merge(core: &Path, pieces: &[PathBuf], to: &Path) -> Result<()> {
    let mut command = binaryen("wasm-merge");
    // The name under which the pieces ask for what the core shares.
    command.arg(core).arg("__wasm_split");
    for (number, piece) in pieces.iter().enumerate() {
        command.arg(piece).arg(format!("piece_{number}"));
    }
    run(command.arg("-o").arg(to))
}

/// The program with plain calls where it calls what is in its own table: the splitter has pieces call each other through
/// fixed places of the table, each of which is written once, by the piece that holds the function.
fn plainly_called(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    let mut places = HashMap::new();
    for element in module.elements.iter() {
        let (
            ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(first)) },
            ElementItems::Functions(items),
        ) = (&element.kind, &element.items)
        else {
            continue;
        };
        places.extend((*first..).zip(items).map(|(place, function)| ((*table, place), *function)));
    }
    let types = module.funcs.iter().map(|function| (function.id(), function.ty())).collect();
    let mut calls = PlainCalls { places, types };
    for function in module.funcs.iter_mut() {
        if let FunctionKind::Local(function) = &mut function.kind {
            let entry = function.entry_block();
            dfs_pre_order_mut(&mut calls, function, entry);
        }
    }
    Ok(module.emit_wasm())
}

struct PlainCalls {
    places: HashMap<(TableId, i32), FunctionId>,
    types: HashMap<FunctionId, walrus::TypeId>,
}

impl VisitorMut for PlainCalls {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let mut changed = Vec::with_capacity(sequence.instrs.len());
        for (mut instruction, at) in std::mem::take(&mut sequence.instrs) {
            if let (Instr::CallIndirect(call), Some((Instr::Const(place), _))) =
                (&instruction, changed.last())
                && let Value::I32(place) = place.value
                && let Some(&func) = self.places.get(&(call.table, place))
                && self.types.get(&func) == Some(&call.ty)
            {
                changed.pop();
                instruction = Instr::Call(Call { func });
            }
            changed.push((instruction, at));
        }
        sequence.instrs = changed;
    }
}

/// The link module with one of its requests replaced by what gives the compiled piece: a promise, or nothing where the
/// program has the piece in it.
fn taken(link: &str, name: &str, source: &str) -> Result<String> {
    let fetched = format!(
        "() => {{\n    const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));\n    src.catch(() => {{}});\n    \
         return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n"
    );
    let (before, after) = link.split_once(&fetched).with_context(|| {
        format!("the link module asks for {name} in another way than before, see xtask/src/kit/pack.rs")
    })?;
    Ok(format!("{before}() => take({source})\n{after}"))
}

/// The link module with its doors open to JavaScript: each gives a promise of the pieces of a kind, where the splitter's
/// call back into the program.
fn awaited(link: &str) -> Result<String> {
    let called_back = " = wrapAsyncCb(makeLoad(";
    if !link.contains(called_back) {
        bail!("the link module hands out its pieces in another way than before, see xtask/src/kit/pack.rs");
    }
    Ok(link.replace(called_back, " = (makeLoad("))
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, RefType, ValType};

    use super::*;

    /// A program that calls through the places 1, 2 and 3 of its table, of which only the first holds a function of the
    /// type that is asked for.
    fn with_calls_through_the_table() -> Module {
        let mut module = Module::default();
        let number = module.types.add(&[], &[ValType::I32]);
        let table = module.tables.add_local(false, 4, None, RefType::FUNCREF);
        let mut given = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        given.func_body().i32_const(7);
        let given = given.finish(vec![], &mut module.funcs);
        let mut other = FunctionBuilder::new(&mut module.types, &[], &[]);
        other.func_body().unreachable();
        let other = other.finish(vec![], &mut module.funcs);
        let offset = ConstExpr::Value(Value::I32(1));
        let kind = ElementKind::Active { table, offset };
        let segment = module.elements.add(kind, ElementItems::Functions(vec![given, other]));
        module.tables.get_mut(table).elem_segments.insert(segment);
        for place in 1..4 {
            let mut calling = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
            calling.func_body().i32_const(place).call_indirect(number, table);
            let calling = calling.finish(vec![], &mut module.funcs);
            module.exports.add(&format!("calls_{place}"), calling);
        }
        module
    }

    #[test]
    fn what_the_table_holds_is_called_plainly_and_nothing_else() {
        let wasm = plainly_called(&with_calls_through_the_table().emit_wasm()).unwrap();
        let module = Module::from_buffer(&wasm).unwrap();
        let is_plain = |place: i32| {
            let function = module.exports.get_func(format!("calls_{place}")).unwrap();
            let function = module.funcs.get(function).kind.unwrap_local();
            let body = function.block(function.entry_block());
            matches!(body.instrs[..], [(Instr::Call(_), _)])
        };
        assert_eq!([is_plain(1), is_plain(2), is_plain(3)], [true, false, false]);
    }

    #[test]
    fn a_link_module_of_another_make_is_an_error() {
        let error = taken("const __chunk_1 = load('./chunk_1.wasm');", "chunk_1", "null").unwrap_err();
        assert!(error.to_string().contains("chunk_1"), "{error}");
        assert!(awaited("export const __wasm_split_load_sign_up = load();").is_err());
    }
}
