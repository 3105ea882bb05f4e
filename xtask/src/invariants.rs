//! Which crate may know which: the arrows of ARCHITECTURE.md, held by a test.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::run::{cargo, output};

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
    ("ran-host", &["ran-feed", "ran-form"]),
    ("ran-tests", &["ran-atlas", "ran-catalogue", "ran-feed", "ran-form", "ran-host"]),
    ("xtask", &["ran-atlas", "ran-catalogue", "ran-feed", "ran-form"]),
    ("xtask-start", &[]),
    ("wasm-test-runner", &[]),
];

/// What the crates that run without a browser must never see.
const NOT_WITHOUT_BROWSER: &[&str] = &["web-sys", "js-sys", "gloo", "yew", "wasm-bindgen"];

fn packages() -> BTreeMap<String, Vec<(String, bool)>> {
    let text = output(cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"])).unwrap();
    let metadata: Value = serde_json::from_str(&text).unwrap();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            let dependencies = dependencies
                .map(|dependency| {
                    (dependency["name"].as_str().unwrap().to_owned(), dependency["kind"].is_null())
                })
                .collect();
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
        for (dependency, _) in
            dependencies.iter().filter(|(dependency, _)| known.contains(&dependency.as_str()))
        {
            assert!(allowed.contains(&dependency.as_str()), "{name} must not depend on {dependency}");
        }
    }
    for (name, _) in ARROWS {
        assert!(packages.contains_key(*name), "{name} is in ARROWS and not in the workspace");
    }
}

#[test]
fn feed_forms_and_atlas_know_no_dom() {
    for package in ["ran-feed", "ran-form", "ran-atlas"] {
        for (dependency, normal) in &packages()[package] {
            assert!(
                !normal || !NOT_WITHOUT_BROWSER.contains(&dependency.as_str()),
                "{package} must not depend on {dependency}"
            );
        }
    }
}
