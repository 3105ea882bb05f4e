//! What the catalogue and the loader promise, held to what the sources do.

use std::collections::BTreeSet;
use std::fs;

use ran_catalogue::{ELEMENTS, ERROR_CODES, Element};

use crate::files::all_files;
use crate::run::root;

/// The Rust sources below a folder, in one text.
fn sources(folder: &str) -> String {
    let files = all_files(&root().join(folder)).unwrap().into_iter();
    let sources = files.filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    sources.map(|file| fs::read_to_string(file).unwrap()).collect()
}

fn loader() -> String {
    let files = all_files(&root().join("pkg/src")).unwrap().into_iter();
    files.map(|file| fs::read_to_string(file).unwrap()).collect()
}

/// The words between `before` and `after`; a string may begin on the next line.
fn words(text: &str, before: &str, after: &str) -> BTreeSet<String> {
    let is_of_word = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    let word = |rest: &str| {
        let (word, rest) = rest.split_at(rest.find(|letter| !is_of_word(letter))?);
        (!word.is_empty() && rest.starts_with(after)).then(|| word.to_owned())
    };
    text.split(before).skip(1).filter_map(|rest| word(rest.trim_start().trim_start_matches('"'))).collect()
}

#[test]
fn the_loader_notes_whose_work_each_event_causes() {
    let widgets = sources("widgets");
    // `onclick={…}`, `{onclick}`, and the listeners on the map's drawing.
    let heard = [(" on", "={"), ("{on", "}"), ("(svg, \"", "\"")];
    let heard: BTreeSet<_> =
        heard.iter().flat_map(|(before, after)| words(&widgets, before, after)).collect();
    let loader = loader();
    let (_, list) = loader.split_once("const EVENTS_THAT_RENDER = [").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    assert_eq!(words(&format!(" {list}").replace(" '", "|"), "|", "'"), heard);
}

#[test]
fn the_parts_are_those_that_are_rendered() {
    let told: BTreeSet<_> =
        ELEMENTS.iter().flat_map(Element::all_parts).map(|part| part.name.to_owned()).collect();
    assert_eq!(words(&sources("widgets"), " part=\"", "\""), told);
}

#[test]
fn the_codes_of_errors_are_those_that_are_fired() {
    let (widgets, loader) = (sources("widgets"), loader());
    let errors = fs::read_to_string(root().join("widgets/feed/src/error.rs")).unwrap();
    let fired: BTreeSet<_> = [
        words(&widgets, "Failure::new(", "\""),
        words(&widgets, "Self::new(", "\""),
        words(&errors, "=> \"", "\","),
        words(&loader, "[FAIL]('", "'"),
        words(&loader, "#fire('", "'"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let told: BTreeSet<_> = ERROR_CODES.iter().map(|(code, _)| (*code).to_owned()).collect();
    assert_eq!(fired, told);
}
