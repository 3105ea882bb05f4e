//! From the crate `ran-kit` to the files that a page loads.
//!
//! ```text
//! cargo build     one linked program, with relocations
//! wasm_split      cut at the split points: core, one piece a widget, shared chunks
//! wasm-bindgen    the core's glue, its names made short
//! pack            for each widget one program of the core and all its pieces, linked for good; the pieces by themselves
//!                 for the widgets that come to a page later
//! wasm-opt        each of them made small
//! esbuild         glue and link module bundled into one kit.js; Yew's brands renamed in it
//! dist/ran.js     the loader, told the name of the folder that holds the rest
//! dist/<hash>/    kit.js and the pieces, named by their content: a cache may keep them for ever;
//!                 in postcodes/ the addresses of the sign-up form, by the first three digits; municipalities.txt for the map
//! ```

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use ran_catalogue::{Element, Reserve, Values};
use serde_json::{Map, Value, json};

use crate::run::{cargo, program, root, run, side_by_side};
use crate::{municipalities, names, pack, postcodes, tools};

/// Which program is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// What visitors get, in `pkg/dist`.
    Release,
    /// The same with panics on demand, for the browser tests, in `target/kit/panicking/dist`.
    Panicking,
}

impl Flavour {
    fn work(self) -> PathBuf {
        root().join("target/kit").join(match self {
            Self::Release => "release",
            Self::Panicking => "panicking",
        })
    }

    /// Where the build notes which pieces each widget needs.
    pub(crate) fn needs_file(self) -> PathBuf {
        self.work().join("needs.json")
    }

    /// The folder that a server offers as the kit.
    pub(crate) fn dist(self) -> PathBuf {
        match self {
            Self::Release => root().join("pkg/dist"),
            Self::Panicking => self.work().join("dist"),
        }
    }
}

/// The features that every browser of the last four years has, named one by one:
/// `--all-features` writes files that no browser reads.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

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

/// What Yew does where a translator may have put its own nodes: see `pkg/src/translated.js`.
const TRANSLATED: [[&str; 2]; 3] = [
    ["arg0.insertBefore(arg1, arg2)", "insertBefore(arg0, arg1, arg2)"],
    ["arg0.removeChild(arg1)", "removeChild(arg0, arg1)"],
    ["arg0.nodeValue = ", "original(arg0).nodeValue = "],
];

/// What the glue takes from the loader: `fetch` for a feed that it has asked for already, the compiled pieces, and how a
/// translated page is written to.
const FROM_LOADER: &str =
    "--banner:js=const{fetch,piece,insertBefore,removeChild,original}=window[Symbol.for('ran-widgets')];";

/// Builds what is out of date and returns the folder with the result.
pub(crate) fn build(flavour: Flavour) -> Result<PathBuf> {
    tools::wasm_target()?;
    tools::library_source()?;
    tools::npm("xtask/npm")?;

    println!("[1/4] Compiling the kit …");
    let linked = compile(flavour)?;
    let input = fs::read(&linked).with_context(|| format!("reading {}", linked.display()))?;

    let data = postcodes::data_file();
    let data = fs::read(&data).with_context(|| format!("reading {}", data.display()))?;
    let towns = municipalities::file();
    let towns = fs::read(&towns).with_context(|| format!("reading {}", towns.display()))?;
    let tools = fs::read(root().join("xtask/npm/package-lock.json"))
        .context("reading xtask/npm/package-lock.json")?;
    let stamp =
        stamp(&[&input, &folder_bytes("pkg/src")?, &folder_bytes("pkg/static")?, &data, &towns, &tools])?;
    let (work, dist) = (flavour.work(), flavour.dist());
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
    let mut needs = split(&input, &pieces)?;
    println!("[3/4] Making each piece small …");
    pack::pack(&pieces, &mut needs, flavour)?;
    println!("[4/4] Bundling the glue and the loader …");
    bundle(&pieces, &dist, &needs, &data, &towns)?;
    if flavour == Flavour::Release {
        compress(&dist)?;
    }
    fs::write(flavour.needs_file(), serde_json::to_string(&needs)?)?;
    fs::write(&stamp_file, stamp)?;
    Ok(dist)
}

const KIT_FLAGS: [&str; 5] = [
    // The splitter moves functions between modules by the linker's relocations.
    "-Clink-args=--emit-relocs",
    // Nothing that a visitor sees is written by `Debug`, and the places of panics in the source would be in every page.
    "-Zfmt-debug=none",
    "-Zlocation-detail=none",
    // A panic is a trap at once, without its words: `pkg/src/guard.js` hears of it.
    "-Cpanic=immediate-abort",
    "-Zunstable-options",
];

fn compile(flavour: Flavour) -> Result<PathBuf> {
    let mut command = cargo();
    command
        .args(["build", "--package", "ran-kit", "--profile", "kit", "--target", "wasm32-unknown-unknown"])
        // The standard library as it comes is built for speed; built like the rest, it is a tenth of a page less.
        // These switches belong to one compiler, the one that rust-toolchain.toml pins.
        .args(["-Zbuild-std=std", "-Zbuild-std-features=optimize_for_size"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", [&KIT_FLAGS.join(" "), &*remapped_paths()].join(" "))
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    let target = root().join("target/kit").join("cargo");
    command.env("CARGO_TARGET_DIR", &target);
    if flavour == Flavour::Panicking {
        command.args(["--features", "panic-on-demand"]);
    }
    run(&mut command)?;
    Ok(target.join("wasm32-unknown-unknown/kit/ran_kit.wasm"))
}

/// Per kind of widget (`member-badge`), the names of the pieces that it needs beside the core.
pub(crate) type Needs = BTreeMap<String, Vec<String>>;

fn remapped_paths() -> String {
    let home = |variable: &str, folder: &str| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(folder)))
    };
    let mut flags = vec![format!("--remap-path-prefix={}=", root().display())];
    if let Some(cargo) = home("CARGO_HOME", ".cargo") {
        flags.push(format!("--remap-path-prefix={}=", cargo.join("registry/src").display()));
    }
    flags.join(" ")
}

fn split(input: &[u8], pieces: &Path) -> Result<Needs> {
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
    Ok(needs)
}

/// Makes a piece small, in its place or in another.
pub(crate) fn optimise(from: &Path, to: &Path, flavour: Flavour) -> Result<()> {
    let level: &[&str] = match flavour {
        // Bytes after compression: `-Oz` and these two passes make the file smaller, and what is downloaded larger.
        Flavour::Release => &["-Os", "--converge", "--skip-pass=local-cse", "--skip-pass=simplify-locals"],
        // Nobody downloads it.
        Flavour::Panicking => &["-O1"],
    };
    run(binaryen("wasm-opt")
        .args(level)
        // What is called once and is no trifle stays a function of its own: that compresses better.
        .args(["--one-caller-inline-max-function-size", "50"])
        // The stack lies lowest in memory, so no address of data is small, and an offset that is added to one cannot wrap.
        .arg("--low-memory-unused")
        .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
        .arg(from)
        .arg("-o")
        .arg(to))
}

/// A program of Binaryen, which knows the features of our files.
pub(crate) fn binaryen(name: &str) -> Command {
    let mut command = program(root().join("xtask/npm/node_modules/.bin").join(name));
    command.args(WASM_FEATURES);
    command
}

/// Writes `ran.js`, the static files, and the folder of everything else, which is named by its own content.
fn bundle(pieces: &Path, dist: &Path, needs: &Needs, postcodes: &[u8], towns: &[u8]) -> Result<()> {
    let unnamed = dist.join("unnamed");
    fs::create_dir_all(&unnamed)?;
    fs::write(unnamed.join("kit.js"), glue(pieces, needs)?)?;
    for piece in files(&pieces.join(pack::SHIPPED))? {
        fs::copy(&piece, unnamed.join(piece.file_name().context("a piece without a name")?))?;
    }
    postcodes::cut(postcodes, &unnamed.join("postcodes"))?;
    fs::write(unnamed.join("municipalities.txt"), towns)?;

    let mut hasher = DefaultHasher::new();
    for file in all_files(&unnamed)? {
        file.strip_prefix(&unnamed)?.hash(&mut hasher);
        fs::read(&file)?.hash(&mut hasher);
    }
    let name = format!("{:016x}", hasher.finish());
    fs::rename(&unnamed, dist.join(&name))?;

    fs::write(dist.join("ran.js"), loader(pieces, &name, needs)?)?;
    for file in files(&root().join("pkg/static"))? {
        let name = file.file_name().context("a static file without a name")?;
        fs::copy(&file, dist.join(name))?;
    }
    Ok(())
}

/// The loader in one file, told what there is.
fn loader(pieces: &Path, folder: &str, needs: &Needs) -> Result<String> {
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

/// The glue in one file, with Yew's properties renamed.
fn glue(pieces: &Path, needs: &Needs) -> Result<String> {
    guard(pieces)?;
    // The glue and the link module import each other; one file loads in one request.
    let doors =
        needs.keys().map(|kind| format!("{kind:?}: link.__wasm_split_load_{}", kind.replace('-', "_")));
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
                "the glue no longer names {brand}: Yew marks its nodes in another way, see xtask/src/kit.rs"
            );
        }
        glue = glue.replace(brand, &brand.replace("__yew", &format!("__ran_{version}")));
    }

    Ok(glue)
}

/// Puts `pkg/src/guard.js` between the glue and the program.
fn guard(pieces: &Path) -> Result<()> {
    fs::write(pieces.join("guard.js"), guard_source()?)?;
    let path = pieces.join("core.js");
    let glue = on_translated_pages(without_markup(&fs::read_to_string(&path)?)?)?;
    let Some((before, after)) = glue.split_once("wasm = instance.exports;") else {
        bail!("the glue no longer takes the program's exports as it did, see xtask/src/kit.rs");
    };
    fs::write(
        path,
        format!("import {{ guarded }} from './guard.js';\n{before}wasm = guarded(instance.exports);{after}"),
    )?;
    Ok(())
}

/// The glue without a way to make markup of a text.
fn without_markup(glue: &str) -> Result<String> {
    let [writes, throws] = MARKUP;
    let glue = glue.replace(writes, throws);
    match WRITES_MARKUP.iter().find(|name| glue.contains(*name)) {
        Some(name) => {
            bail!("the glue has {name}: Yew writes markup in another way than before, see xtask/src/kit.rs")
        }
        None => Ok(glue),
    }
}

/// The glue that asks the loader to write where a translator may have been.
fn on_translated_pages(mut glue: String) -> Result<String> {
    for [writes, asks] in TRANSLATED {
        if !glue.contains(writes) {
            bail!(
                "the glue no longer has `{writes}`: Yew writes in another way than before, see xtask/src/kit.rs"
            );
        }
        glue = glue.replace(writes, asks);
    }
    Ok(glue)
}

fn guard_source() -> Result<String> {
    fs::read_to_string(root().join("pkg/src/guard.js")).context("reading pkg/src/guard.js")
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

fn esbuild(entry: &Path, options: &[&str]) -> Result<String> {
    let esbuild = root().join("xtask/npm/node_modules/.bin/esbuild");
    crate::run::output(
        program(esbuild)
            .arg(entry)
            .args(["--minify", "--legal-comments=none", "--log-level=warning"])
            .args(options),
    )
}

/// Lays `.br` and `.gz` beside each file, so that the smallest is served without work at request time; but for pages,
/// which an operator may edit: what is compressed would be served unchanged.
fn compress(dist: &Path) -> Result<()> {
    let is_edited = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "html");
    let mut paths = all_files(dist)?;
    paths.retain(|path| !is_edited(path));
    side_by_side(&paths, |path| {
        let bytes = fs::read(path)?;
        fs::write(with_suffix(path, "br"), brotli_11(&bytes)?)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut gzip, &bytes)?;
        fs::write(with_suffix(path, "gz"), gzip.finish()?)?;
        Ok(())
    })
}

/// Brotli at quality 11 with the largest ordinary window: what a careful server sends.
pub(crate) fn brotli_11(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

/// The plain files of a folder, sorted by name so that every build is alike.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    if !folder.exists() {
        return Ok(paths);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The files of a folder and of those in it, sorted.
pub(crate) fn all_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut all = files(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(all_files(&path)?);
        }
    }
    all.sort();
    Ok(all)
}

/// The names and the contents of a folder's files.
fn folder_bytes(folder: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for file in files(&root().join(folder))? {
        bytes.extend(file.file_name().unwrap_or_default().as_encoded_bytes());
        bytes.extend(fs::read(file)?);
    }
    Ok(bytes)
}

/// What the result is made of: the inputs and this program itself.
fn stamp(inputs: &[&[u8]]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in inputs {
        input.hash(&mut hasher);
    }
    fs::read(std::env::current_exe()?)?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

pub(crate) fn recreate(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
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
