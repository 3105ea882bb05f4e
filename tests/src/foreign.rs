//! The foreign Yew page of `foreign-yew/`, built once for each run that needs it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::{fs, io};

use crate::{Reply, TestServer, workspace};

const NAME: &str = "foreign_yew";

/// Serves the foreign program under `/foreign/` and returns the head of a page that starts it.
///
/// It renders into the element with the id `app`.
#[track_caller]
pub fn serve_foreign_yew(server: &TestServer) -> String {
    static FOLDER: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let folder =
        FOLDER.get_or_init(|| build().map_err(|error| format!("foreign-yew could not be built: {error}")));
    let put = |file: &str, reply: fn(Vec<u8>) -> Reply| -> io::Result<()> {
        let folder = folder.as_ref().map_err(|error| io::Error::other(error.clone()))?;
        server.put(&format!("/foreign/{file}"), reply(fs::read(folder.join(file))?));
        Ok(())
    };
    let all = put(&format!("{NAME}.js"), Reply::script).and_then(|()| {
        put(&format!("{NAME}_bg.wasm"), |bytes| Reply::json(bytes).header("content-type", "application/wasm"))
    });
    all.unwrap_or_else(|error| panic!("{error}"));
    server
        .put("/foreign/start.js", Reply::script(format!("import start from './{NAME}.js'; await start();")));
    r#"<script type="module" src="/foreign/start.js"></script>"#.to_owned()
}

/// Compiles it in a target folder of its own (its profile and lock file are not ours) and writes its glue.
fn build() -> Result<PathBuf, String> {
    let target = workspace::root().join("target/foreign-yew");
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--locked", "--target", "wasm32-unknown-unknown"])
        .current_dir(workspace::tests().join("foreign-yew"))
        .env("CARGO_TARGET_DIR", &target)
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let glue = target.join("glue");
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(target.join(format!("wasm32-unknown-unknown/debug/{NAME}.wasm")))
        .web(true)
        .and_then(|bindgen| bindgen.typescript(false).omit_default_module_path(false).generate(&glue))
        .map_err(|error| format!("{error:#}"))?;
    Ok(glue)
}
