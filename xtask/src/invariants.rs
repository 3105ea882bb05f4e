//! Which crate may know which: the arrows of ARCHITECTURE.md, held by a test.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::files::all_files;
use crate::run::{cargo, output, root};

/// Per crate, the crates of the workspace that it may depend on; development dependencies included.
const ARROWS: &[(&str, &[&str])] = &[
    ("ran-catalogue", &[]),
    ("ran-atlas", &[]),
    ("ran-feed", &[]),
    ("ran-form", &["ran-feed"]),
    ("ran-view-macro", &[]),
    ("ran-view", &["ran-view-macro"]),
    ("ran-parts", &["ran-feed", "ran-view"]),
    ("ran-badge", &["ran-feed", "ran-parts", "ran-view"]),
    ("ran-profile", &["ran-feed", "ran-parts", "ran-view"]),
    ("ran-calendar", &["ran-feed", "ran-parts", "ran-view"]),
    ("ran-sign-up", &["ran-feed", "ran-form", "ran-parts", "ran-view"]),
    (
        "ran-kit",
        &[
            "ran-badge",
            "ran-calendar",
            "ran-feed",
            "ran-member-map",
            "ran-parts",
            "ran-profile",
            "ran-sign-up",
        ],
    ),
    ("ran-member-map", &["ran-atlas", "ran-feed", "ran-parts", "ran-view"]),
    ("ran-host", &["ran-atlas", "ran-feed", "ran-form"]),
    ("ran-tests", &["ran-atlas", "ran-catalogue", "ran-feed", "ran-form", "ran-host"]),
    ("xtask", &["ran-atlas", "ran-catalogue", "ran-feed", "ran-form"]),
    ("xtask-start", &[]),
    ("wasm-test-runner", &[]),
];

/// What the crates that run without a browser must never see.
const NOT_WITHOUT_BROWSER: &[&str] = &["web-sys", "js-sys", "gloo", "yew", "wasm-bindgen"];

/// What leads beyond the elements that a widget renders.
const BEYOND: &[&str] = &["gloo::timers", "owner_document", "web_sys::window"];

/// The files of widgets that know the browser, each with what of it leads beyond their own elements. ARCHITECTURE.md says
/// what for.
const KNOW_THE_BROWSER: &[(&str, &[&str])] = &[
    ("calendar/src/listeners.rs", &["web_sys::window"]),
    ("member-map/src/feed_cache.rs", &["gloo::timers"]),
    ("member-map/src/focus.rs", &[]),
    ("member-map/src/gestures.rs", &["web_sys::window"]),
    ("member-map/src/hooks.rs", &[]),
    ("member-map/src/listed.rs", &["gloo::timers"]),
    ("member-map/src/listeners.rs", &["web_sys::window"]),
    ("member-map/src/pointer.rs", &[]),
    ("member-map/src/towns.rs", &["gloo::timers"]),
    ("parts/src/dialog.rs", &[]),
    ("parts/src/filter_bar.rs", &[]),
    ("sign-up/src/listeners.rs", &["owner_document"]),
];

/// Each crate of the workspace with the names of its dependencies.
fn packages() -> BTreeMap<String, Vec<String>> {
    let text = output(cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"])).unwrap();
    let metadata: Value = serde_json::from_str(&text).unwrap();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            let dependencies =
                dependencies.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect();
            (package["name"].as_str().unwrap().to_owned(), dependencies)
        })
        .collect()
}

#[test]
fn dependencies_point_one_way() {
    let packages = packages();
    let known: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    for (name, dependencies) in &packages {
        let allowed = ARROWS
            .iter()
            .find(|(known, _)| known == name)
            .unwrap_or_else(|| {
                panic!("{name} is not in the picture: add it to ARROWS and to ARCHITECTURE.md")
            })
            .1;
        for dependency in dependencies.iter().filter(|dependency| known.contains(&dependency.as_str())) {
            assert!(allowed.contains(&dependency.as_str()), "{name} must not depend on {dependency}");
        }
    }
    for (name, _) in ARROWS {
        assert!(packages.contains_key(*name), "{name} is in ARROWS and not in the workspace");
    }
}

/// All crates that a crate brings into the kit, whatever they come through.
fn brought(package: &str) -> Vec<String> {
    let tree =
        ["tree", "--edges", "normal", "--target", "wasm32-unknown-unknown", "--all-features", "--offline"];
    let plain = ["--prefix", "none", "--format", "{p}", "--package", package];
    let tree = output(cargo().args(tree).args(plain)).unwrap();
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn feed_forms_and_atlas_know_no_dom() {
    for package in ["ran-feed", "ran-form", "ran-atlas"] {
        for dependency in brought(package) {
            let knows_it = NOT_WITHOUT_BROWSER.contains(&dependency.as_str());
            assert!(!knows_it, "{package} must not depend on {dependency}: see `cargo tree -p {package}`");
        }
    }
    // One that does know it, through another.
    assert!(brought("ran-badge").contains(&"web-sys".to_owned()));
}

#[test]
fn only_these_files_of_widgets_know_the_browser() {
    for widget in ["atlas", "badge", "calendar", "form", "member-map", "parts", "profile", "sign-up", "view"]
    {
        let sources = all_files(&root().join("widgets").join(widget).join("src")).unwrap();
        for file in sources.iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        {
            let text = fs::read_to_string(file).unwrap();
            let name = file.strip_prefix(root().join("widgets")).unwrap().to_str().unwrap();
            let knows_it = ["web_sys", "js_sys", "gloo"].iter().any(|binding| text.contains(binding));
            let reached: Vec<_> = BEYOND.iter().filter(|word| text.contains(**word)).copied().collect();
            let allowed = KNOW_THE_BROWSER.iter().find(|(known, _)| *known == name).map(|(_, reach)| *reach);
            let found = knows_it.then_some(&*reached);
            assert_eq!(found, allowed, "what widgets/{name} has of the browser, and what it may have");
        }
    }
    for (name, _) in KNOW_THE_BROWSER {
        assert!(root().join("widgets").join(name).exists(), "widgets/{name} is listed and not there");
    }
}
