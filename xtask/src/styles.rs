//! The style sheets of the widgets: every token is defined and used.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files::files;
use crate::run::root;

/// The names after each occurrence of `before`, for example of `var(--`.
fn names(css: &str, before: &str) -> BTreeSet<String> {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    css.split(before)
        .skip(1)
        .map(|rest| rest[..rest.find(|letter| !is_of_name(letter)).unwrap_or(rest.len())].to_owned())
        .collect()
}

/// The tokens that a style sheet defines: `--text: …` at the start of a line.
fn defined(css: &str) -> BTreeSet<String> {
    css.lines()
        .filter_map(|line| line.trim_start().strip_prefix("--")?.split_once(':'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn sheets() -> Vec<(PathBuf, String)> {
    let mut sheets = Vec::new();
    for entry in fs::read_dir(root().join("widgets")).unwrap() {
        for file in files(&entry.unwrap().path().join("src")).unwrap() {
            if file.extension().is_some_and(|extension| extension == "css") {
                let css = fs::read_to_string(&file).unwrap();
                sheets.push((file, css));
            }
        }
    }
    sheets
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(&root()).join(path)).unwrap()
}

#[test]
fn every_token_is_defined_and_used() {
    let tokens = defined(&read("widgets/parts/src/theme.css"));
    let mut used = BTreeSet::new();
    for (file, css) in sheets() {
        let own = defined(&css);
        for name in names(&css, "var(--").into_iter().filter(|name| !name.starts_with("ran-")) {
            assert!(
                tokens.contains(&name) || own.contains(&name),
                "{} uses --{name}, which widgets/parts/src/theme.css does not define",
                file.display()
            );
            used.insert(name);
        }
    }
    let unused: Vec<_> = tokens.difference(&used).collect();
    assert!(unused.is_empty(), "nothing uses the tokens {unused:?} of widgets/parts/src/theme.css");
}

#[test]
fn the_dark_theme_has_a_value_for_each_colour() {
    let (light, dark) =
        (defined(&read("widgets/parts/src/theme.css")), defined(&read("widgets/parts/src/dark.css")));
    let same_in_both = BTreeSet::from(["radius".to_owned()]);
    assert_eq!(light.difference(&dark).cloned().collect::<BTreeSet<_>>(), same_in_both);
    assert!(dark.is_subset(&light));
}

#[test]
fn names_are_read_from_css() {
    let css = "  --text: var(--ran-text, #333);\n  color: var(--text); outline: var(--text-2,0)";
    assert_eq!(names(css, "var(--"), BTreeSet::from(["ran-text", "text", "text-2"].map(str::to_owned)));
    assert_eq!(defined(css), BTreeSet::from(["text".to_owned()]));
}
