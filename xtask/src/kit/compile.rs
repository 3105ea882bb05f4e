//! The linked program, of which the pieces are cut.

use std::path::PathBuf;

use anyhow::Result;

use crate::run::{cargo, root, run};

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

/// Compiles the kit for Wasm, and says where it is.
pub(super) fn compile() -> Result<PathBuf> {
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
    run(&mut command)?;
    Ok(target.join("wasm32-unknown-unknown/kit/ran_kit.wasm"))
}

/// Neither the place of this checkout nor that of the registry is in what visitors download.
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
