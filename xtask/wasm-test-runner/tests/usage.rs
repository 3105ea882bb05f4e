//! The runner as cargo calls it. That there is a test of it makes `cargo test` build it.

use std::process::Command;

#[test]
fn it_says_how_it_is_used() {
    let output = Command::new(env!("CARGO_BIN_EXE_wasm-test-runner")).arg("--help").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("Usage"), "{said}");
}
