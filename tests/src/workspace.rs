//! Where things are in the checkout.

use std::path::{Path, PathBuf};

/// The folder of this crate.
pub(crate) fn tests() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    tests().parent().unwrap_or(tests())
}

/// The built kit: `RAN_KIT_DIR`, or where `cargo xtask build` puts it.
pub(crate) fn kit() -> PathBuf {
    std::env::var_os("RAN_KIT_DIR").map_or_else(|| root().join("pkg/dist"), PathBuf::from)
}

/// Where screenshots go.
pub(crate) fn screenshots() -> PathBuf {
    root().join("target/screenshots")
}
