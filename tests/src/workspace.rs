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
    given("RAN_KIT_DIR").unwrap_or_else(|| root().join("pkg/dist"))
}

/// The kit that panics on demand: `RAN_PANICKING_KIT_DIR`, or where `cargo xtask test` builds it.
pub(crate) fn panicking_kit() -> PathBuf {
    given("RAN_PANICKING_KIT_DIR").unwrap_or_else(|| root().join("target/kit/panicking/dist"))
}

/// Where screenshots go.
pub(crate) fn screenshots() -> PathBuf {
    root().join("target/screenshots")
}

fn given(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}
