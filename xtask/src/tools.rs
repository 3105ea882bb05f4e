//! What a fresh machine lacks, installed by the project's own files or named in one clear line.

use anyhow::{Result, bail};

use crate::run::{cargo, has, output, program, root, run};

/// The Wasm target of the toolchain that `rust-toolchain.toml` names.
pub(crate) fn wasm_target() -> Result<()> {
    rustup("target", "wasm32-unknown-unknown")
}

/// The source of the standard library, which the kit is built with.
pub(crate) fn library_source() -> Result<()> {
    rustup("component", "rust-src")
}

/// A part of the toolchain that `rust-toolchain.toml` names.
///
/// A toolchain that was there before the file was read does not get the file's parts, so this asks again.
fn rustup(kind: &str, part: &str) -> Result<()> {
    if !has("rustup") {
        bail!("rustup is missing: it brings the {kind} {part}. Install it as https://rustup.rs says.");
    }
    let installed = output(program("rustup").args([kind, "list", "--installed"]))?;
    if installed.lines().any(|line| line.trim() == part) {
        return Ok(());
    }
    println!("Installing the Rust {kind} {part} …");
    run(program("rustup").args([kind, "add", part]))
}

/// The npm packages that the build runs, at the versions of a lock file; nothing of them is shipped.
pub(crate) fn npm(folder: &str) -> Result<()> {
    let folder = root().join(folder);
    let (lock, stamp) = (folder.join("package-lock.json"), folder.join("node_modules/.package-lock.json"));
    let newer = |a: &std::path::Path, b: &std::path::Path| {
        let time = |path: &std::path::Path| path.metadata().and_then(|meta| meta.modified()).ok();
        time(a) >= time(b)
    };
    if stamp.exists() && newer(&stamp, &lock) {
        return Ok(());
    }
    if !has("npm") {
        bail!("npm is missing: it brings wasm-opt (binaryen) and axe. Install Node.js 20 or later.");
    }
    println!("Installing the build tools of {} …", folder.display());
    run(program("npm").current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
}

/// Per browser the programs that the harness starts, and Debian's packages of them.
const BROWSERS: &[(&str, &[&str], &[&str])] = &[
    ("chromium", &["chromium", "chromedriver"], &["chromium", "chromium-driver", "fonts-noto-cjk"]),
    ("firefox", &["firefox"], &["firefox-esr", "fonts-noto-cjk"]),
    ("webkit", &["WebKitWebDriver", "Xvfb"], &["webkit2gtk-driver", "xvfb", "fonts-noto-cjk"]),
];

/// The browser and its WebDriver: installed when we may, named when we may not.
pub(crate) fn browser(name: &str) -> Result<()> {
    let Some((_, programs, packages)) = BROWSERS.iter().find(|(known, ..)| *known == name) else {
        bail!("there is no browser {name:?} here: chromium, firefox or webkit");
    };
    // `Xvfb` and `WebKitWebDriver` answer no `--version`, so this asks the path, not the program.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let missing = |program: &&str| !std::env::split_paths(&path).any(|folder| folder.join(program).exists());
    if programs.iter().any(missing) {
        apt(packages)?;
    }
    if name == "firefox" && missing(&"geckodriver") {
        println!("Installing geckodriver …");
        run(cargo().args(["install", "geckodriver", "--locked", "--quiet"]))?;
    }
    Ok(())
}

/// The database server of the receiver's tests, which start one of their own on the loopback.
pub(crate) fn postgres() -> Result<()> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let on_debian = versions.map(|version| version.path().join("bin/initdb")).any(|path| path.exists());
    if on_debian || has("initdb") {
        return Ok(());
    }
    apt(&["postgresql"])
}

fn apt(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let is_root = output(program("id").arg("-u"))?.trim() == "0";
    if !is_root || !has("apt-get") {
        bail!("the tests need {list}. On Debian: sudo apt-get install {list}");
    }
    println!("Installing {list} …");
    run(program("apt-get").args(["-qq", "update"]))?;
    run(program("apt-get")
        .args(["-qq", "install", "--yes", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(std::process::Stdio::null()))
}

#[cfg(test)]
mod tests {
    use super::BROWSERS;

    /// The harness has a table of its own, to say how a program that is missing is installed.
    #[test]
    fn what_the_harness_starts_is_looked_for_and_installed() {
        let harness = include_str!("../../tests/src/engine.rs");
        for (_, programs, packages) in BROWSERS {
            for program in *programs {
                let start = format!("(\"{program}\", \"apt-get install ");
                let advised = harness.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
                let advised = advised.unwrap_or_else(|| panic!("the harness does not start {program}")).0;
                for package in advised.split(' ') {
                    assert!(packages.contains(&package), "{program} comes with {package}");
                }
            }
        }
    }
}
