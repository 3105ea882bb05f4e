//! What is shipped of the pieces that the splitter has made.
//!
//! A page that shows one kind of widget, as most do, gets one file: the core and all that the kind needs, merged into one
//! program. There nothing waits for another request, and calls between the pieces are plain calls, where the splitter has
//! them go through the table of functions. A widget of another kind that comes to the same page brings its pieces by
//! themselves: they find the program's functions in the table still.
//!
//! What a dialog shows comes the same way, when it is opened or is about to be.
//!
//! The splitter makes a piece for every set of widgets that share something, some of a few dozen bytes. Each would be a
//! request, which costs a visitor more than its bytes. So each small one travels in a larger one that is wanted wherever it
//! is: the splitter has one that all widgets share.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;
use walrus::ir::{Call, Instr, InstrSeq, Value, VisitorMut, dfs_pre_order_mut};
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionId, FunctionKind, ImportKind, Module, ModuleConfig, TableId,
};

use super::Needs;
use super::optimise::{binaryen, optimise};
use crate::files::{files, recreate};
use crate::run::{run, side_by_side};

/// The folder, among the pieces, of the Wasm files that a page may ask for.
pub(crate) const SHIPPED: &str = "shipped";

/// A piece below this many bytes, as the splitter makes it, is no request of its own.
const SMALL: usize = 2048;

/// The module from which the pieces take what the core shares.
const SHARED: &str = "__wasm_split";

/// Makes the files that are shipped, and has the link module take the pieces from the loader's `piece`.
///
/// # Errors
/// When the link module is not written as this expects, or a tool fails.
pub(crate) fn pack(pieces: &Path, needs: &mut Needs) -> Result<()> {
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
    let mut chunks = BTreeMap::new();
    for name in &names {
        let piece = nameless(&fs::read(path(name))?)?;
        fs::write(path(name), &piece)?;
        if name.starts_with("chunk_") {
            chunks.insert(name.clone(), piece.len());
        }
    }
    let carried = carried(&chunks, needs)?;
    for (carrier, small) in &carried {
        let parts: Vec<PathBuf> = std::iter::once(carrier).chain(small).map(|name| path(name)).collect();
        join(&parts, &path(carrier))?;
    }
    let small: Vec<&String> = carried.values().flatten().collect();
    let requested: Vec<&String> = names.iter().filter(|name| !small.contains(name)).collect();
    side_by_side(&requested, |name| optimise(&path(name), &shipped_path(name)))?;

    let link = pieces.join("__wasm_split.js");
    let mut text = awaited(&fs::read_to_string(&link)?)?;
    for name in &names {
        // Whoever waits for a small one waits for its carrier too.
        let source =
            if small.contains(&name) { "null".to_owned() } else { format!("piece({})", json!(name)) };
        text = taken(&text, name, &source)?;
    }
    let take = "const take = (module) => async (imports) => (await module) && new WebAssembly.Instance(await module, imports);";
    fs::write(&link, format!("{take}\n{text}"))?;

    for needed in needs.values_mut() {
        needed.retain(|piece| !small.contains(&piece));
    }
    // What is no kind comes to a program that is there already.
    let kinds: Vec<&str> = ran_catalogue::ELEMENTS.iter().map(ran_catalogue::Element::kind).collect();
    side_by_side(&kinds, |kind| {
        let needed = needs.get(*kind).with_context(|| format!("no split point for {kind}"))?;
        let parts: Vec<PathBuf> = needed.iter().map(|name| path(name)).collect();
        let to = shipped_path(kind);
        merge(&path("core"), &parts, &to)?;
        let merged = fs::read(&to).with_context(|| format!("reading {}", to.display()))?;
        fs::write(&to, plainly_called(&merged)?)?;
        optimise(&to, &to)
    })
}

/// Which small pieces travel in which larger one: of those that every widget needs that needs the small one, the one that
/// the fewest others need. `sizes` has the bytes of each piece.
fn carried(sizes: &BTreeMap<String, usize>, needs: &Needs) -> Result<BTreeMap<String, Vec<String>>> {
    let wanted_by = |piece: &String| -> Vec<&String> {
        needs.iter().filter(|(_, pieces)| pieces.contains(piece)).map(|(kind, _)| kind).collect()
    };
    let (small, large): (Vec<&String>, Vec<&String>) = sizes.keys().partition(|piece| sizes[*piece] < SMALL);
    let mut carried: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for piece in small {
        let wanted = wanted_by(piece);
        let carriers = large.iter().map(|carrier| (wanted_by(carrier), *carrier));
        let carriers = carriers.filter(|(kinds, _)| wanted.iter().all(|kind| kinds.contains(kind)));
        let (_, carrier) = carriers
            .min_by_key(|(kinds, _)| kinds.len())
            .with_context(|| format!("no piece is wanted wherever {piece} is"))?;
        carried.entry(carrier.clone()).or_default().push(piece.clone());
    }
    Ok(carried)
}

/// Several pieces as one, which takes from the core what each of them does.
fn join(pieces: &[PathBuf], to: &Path) -> Result<()> {
    /// Stands for the core among them, so that its memory and its table are one and not one for each piece.
    const OUTSIDE: &str = "outside";
    let mut core = Module::default();
    let mut known = HashSet::new();
    for piece in pieces {
        let module = Module::from_file(piece).with_context(|| format!("reading {}", piece.display()))?;
        for import in module.imports.iter().filter(|import| known.insert(import.name.clone())) {
            let name = &*import.name;
            if import.module != SHARED {
                bail!("{} takes {name} from {}, not from the core", piece.display(), import.module);
            }
            match import.kind {
                ImportKind::Memory(id) => {
                    let memory = module.memories.get(id);
                    let (id, _) = core.add_import_memory(
                        OUTSIDE,
                        name,
                        memory.shared,
                        memory.memory64,
                        memory.initial,
                        memory.maximum,
                        None,
                    );
                    core.exports.add(name, id);
                }
                ImportKind::Table(id) => {
                    let table = module.tables.get(id);
                    let (id, _) = core.add_import_table(
                        OUTSIDE,
                        name,
                        table.table64,
                        table.initial,
                        table.maximum,
                        table.element_ty,
                    );
                    core.exports.add(name, id);
                }
                ImportKind::Global(id) => {
                    let global = module.globals.get(id);
                    let (id, _) =
                        core.add_import_global(OUTSIDE, name, global.ty, global.mutable, global.shared);
                    core.exports.add(name, id);
                }
                ImportKind::Function(_) | ImportKind::Tag(_) => {
                    bail!(
                        "{} takes {name} from the core, which is neither memory, table nor number",
                        piece.display()
                    )
                }
            }
        }
    }
    let stand_in = to.with_extension("core.wasm");
    core.emit_wasm_file(&stand_in)?;
    let joined = to.with_extension("joined.wasm");
    merge(&stand_in, pieces, &joined)?;
    let mut module = Module::from_file(&joined)?;
    module.imports.iter_mut().for_each(|import| import.module = SHARED.to_owned());
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|export| module.exports.delete(export));
    module.emit_wasm_file(to)?;
    fs::remove_file(stand_in)?;
    Ok(fs::remove_file(joined)?)
}

/// A piece without the names of its functions, which nobody downloads: Binaryen complains of some that the splitter keeps.
fn nameless(wasm: &[u8]) -> Result<Vec<u8>> {
    Ok(ModuleConfig::new().generate_name_section(false).parse(wasm)?.emit_wasm())
}

/// Merges the core and some pieces into one program.
fn merge(core: &Path, pieces: &[PathBuf], to: &Path) -> Result<()> {
    let mut command = binaryen("wasm-merge");
    command.arg(core).arg(SHARED);
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
    fn a_small_piece_travels_in_one_that_is_wanted_wherever_it_is() {
        let kind = |name: &str, pieces: &[&str]| {
            (name.to_owned(), pieces.iter().map(|piece| (*piece).to_owned()).collect::<Vec<String>>())
        };
        let needs = Needs::from([
            kind("badge", &["all", "tiny"]),
            kind("calendar", &["all", "tiny", "two", "small"]),
            kind("map", &["all", "two", "small", "three"]),
            kind("profile", &["all", "three", "alone"]),
        ]);
        let sizes = |alone| {
            let sizes = [
                ("all", 9_000),
                ("two", SMALL),
                ("three", 3_000),
                ("small", 400),
                ("tiny", 1),
                ("alone", alone),
            ];
            sizes.map(|(name, bytes)| (name.to_owned(), bytes)).into()
        };
        // What the fewest others need: `two`, and not `all`, for the one that calendar and map share.
        let expected = [("all", vec!["tiny"]), ("three", vec!["alone"]), ("two", vec!["small"])];
        let expected = expected
            .map(|(carrier, small)| (carrier.to_owned(), small.into_iter().map(str::to_owned).collect()));
        assert_eq!(carried(&sizes(1), &needs).unwrap(), BTreeMap::from(expected));
        let error = carried(&BTreeMap::from([("alone".to_owned(), 1)]), &needs).unwrap_err();
        assert!(error.to_string().contains("alone"), "{error}");
    }

    #[test]
    fn a_link_module_of_another_make_is_an_error() {
        let error = taken("const __chunk_1 = load('./chunk_1.wasm');", "chunk_1", "null").unwrap_err();
        assert!(error.to_string().contains("chunk_1"), "{error}");
        assert!(awaited("export const __wasm_split_load_sign_up = load();").is_err());
    }
}
