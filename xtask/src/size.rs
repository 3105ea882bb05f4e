//! `cargo xtask size`: what a visitor downloads, in brotli bytes a piece and a page, held against ceilings and what the design asks for.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::compress::with_suffix;
use crate::files::files;
use crate::kit::{self, Needs};
use crate::run::root;

/// What a page may weigh, with everything included.
struct Page {
    name: &'static str,
    /// The kinds, and what of them is open.
    kinds: &'static [&'static str],
    /// What the design asks for, in brotli bytes; 1 KB is 1,000 bytes.
    design: usize,
    /// What the build fails above. It stands above the design where that is not reached yet, and by half a KB above what
    /// was measured last: so much moves in every page when a few functions change, by their places alone.
    ceiling: usize,
}

const PAGES: &[Page] = &[
    Page { name: "badge", kinds: &["member-badge"], design: 70_000, ceiling: 95_500 },
    Page { name: "profile", kinds: &["member-profile"], design: 75_000, ceiling: 122_600 },
    Page { name: "sign-up", kinds: &["sign-up"], design: 100_000, ceiling: 137_100 },
    Page { name: "calendar", kinds: &["event-calendar"], design: 82_000, ceiling: 159_400 },
    Page {
        name: "calendar, an event open",
        kinds: &["event-calendar", "event-calendar-detail"],
        design: 82_000,
        ceiling: 183_600,
    },
    Page { name: "map", kinds: &["member-map"], design: 110_000, ceiling: 185_100 },
    Page {
        name: "map, a member open",
        kinds: &["member-map", "member-map-detail"],
        design: 110_000,
        ceiling: 197_100,
    },
    Page {
        name: "all",
        kinds: &["member-badge", "member-profile", "event-calendar", "member-map", "sign-up"],
        design: 220_000,
        ceiling: 309_800,
    },
];

/// What a page with these widgets downloads of the kit that was built last, in brotli bytes.
///
/// # Errors
/// When the kit has not been built.
pub(crate) fn of_kinds(kinds: &[&str]) -> Result<usize> {
    let needs: Needs = serde_json::from_str(&fs::read_to_string(kit::needs_file())?)?;
    of_page(kinds, &needs, &pieces(&kit::dist())?)
}

/// The widget that comes first brings the core and its own pieces in one file; the others' come by themselves. Of all
/// orders in which they can come, the heaviest.
fn of_page(kinds: &[&str], needs: &Needs, pieces: &BTreeMap<String, usize>) -> Result<usize> {
    let needed = |kind: &str| needs.get(kind).with_context(|| format!("no split point for {kind}"));
    let mut heaviest = 0;
    for first in kinds.iter().filter(|kind| !kind.ends_with("-detail")) {
        let here = needed(first)?;
        let mut files = vec!["ran.js".to_owned(), "kit.js".to_owned(), format!("{first}.wasm")];
        for kind in kinds {
            let more = needed(kind)?.iter().filter(|piece| !here.contains(piece));
            files.extend(more.map(|piece| format!("{piece}.wasm")));
        }
        files.sort();
        files.dedup();
        let mut bytes = 0;
        for file in &files {
            bytes += pieces.get(file).with_context(|| format!("{file} is not in the kit"))?;
        }
        heaviest = heaviest.max(bytes);
    }
    Ok(heaviest)
}

/// The files of the kit by name, each with its brotli bytes.
fn pieces(dist: &Path) -> Result<BTreeMap<String, usize>> {
    let mut pieces = BTreeMap::new();
    pieces.insert("ran.js".to_owned(), brotli_size(&dist.join("ran.js"))?);
    for entry in fs::read_dir(dist)? {
        let folder = entry?.path();
        if folder.is_dir() {
            for file in files(&folder)? {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if !name.ends_with(".br") && !name.ends_with(".gz") {
                    pieces.insert(name, brotli_size(&file)?);
                }
            }
        }
    }
    Ok(pieces)
}

/// How far a page or a piece may be from the table before the table has to be made again: builds in other folders differ
/// by a few bytes.
const TOLERANCE_PER_MILLE: usize = 20;
const TOLERANCE_BYTES: usize = 100;

/// Builds the kit, weighs it, and writes or compares the table.
///
/// # Errors
/// When a page is over its budget, or (with `check`) when SIZE.md no longer tells what is built.
pub(crate) fn size(check: bool) -> Result<()> {
    let dist = kit::build()?;
    let needs: Needs = serde_json::from_str(&fs::read_to_string(kit::needs_file())?)?;
    let pieces = pieces(&dist)?;

    let mut table = String::from(
        "# What a visitor downloads\n\nMade by `cargo xtask size`; brotli quality 11, in bytes.\n\n| piece | bytes |\n| --- | ---: |\n",
    );
    for (name, bytes) in &pieces {
        writeln!(table, "| `{name}` | {} |", grouped(*bytes))?;
    }
    table.push_str("\n| page shows | bytes | the build fails above | the design asks for |\n| --- | ---: | ---: | ---: |\n");
    let mut over = Vec::new();
    for page in PAGES {
        let bytes = of_page(page.kinds, &needs, &pieces)?;
        writeln!(
            table,
            "| {} | {} | {} | {} |",
            page.name,
            grouped(bytes),
            grouped(page.ceiling),
            grouped(page.design)
        )?;
        println!("{:>24} {:>8} of {:>8} bytes", page.name, grouped(bytes), grouped(page.ceiling));
        if bytes > page.ceiling {
            over.push(format!(
                "{} weighs {} bytes, {} at most",
                page.name,
                grouped(bytes),
                grouped(page.ceiling)
            ));
        }
    }

    let file = root().join("SIZE.md");
    if check {
        over.extend(differences(&fs::read_to_string(&file).unwrap_or_default(), &table));
    } else {
        fs::write(&file, table)?;
    }
    if over.is_empty() { Ok(()) } else { bail!("{}", over.join("\n")) }
}

/// Where the tracked table tells something else than the new one.
fn differences(tracked: &str, new: &str) -> Vec<String> {
    let (tracked, new) = (rows(tracked), rows(new));
    let tell = |what: String| format!("{what}: run cargo xtask size and commit the table");
    let gone = tracked.keys().filter(|name| !new.contains_key(*name));
    let gone = gone.map(|name| tell(format!("SIZE.md has a row {name}, which is not built")));
    let other = new.iter().filter_map(|(name, bytes)| match tracked.get(name) {
        None => Some(tell(format!("SIZE.md has no row {name}"))),
        Some(told) => {
            let difference = told.abs_diff(*bytes);
            let is_other = difference > TOLERANCE_BYTES && difference * 1000 > bytes * TOLERANCE_PER_MILLE;
            is_other.then(|| tell(format!("SIZE.md says {told} bytes for {name}, and it is {bytes}")))
        }
    });
    gone.chain(other).collect()
}

/// The rows of the tables: a name, and the first number beside it.
fn rows(table: &str) -> BTreeMap<&str, usize> {
    let row = |line| {
        let (name, rest) = str::strip_prefix(line, "| ")?.split_once(" | ")?;
        Some((name, rest.split(' ').next()?.replace(',', "").parse().ok()?))
    };
    table.lines().filter_map(row).collect()
}

fn brotli_size(file: &Path) -> Result<usize> {
    Ok(usize::try_from(fs::metadata(with_suffix(file, "br"))?.len())?)
}

/// 12345 as `12,345`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_tells_something_else_is_found() {
        let table = |rows: &str| format!("| piece | bytes |\n| --- | ---: |\n{rows}");
        let check = |tracked: &str, new: &str, expected: &[&str]| {
            let found = differences(&table(tracked), &table(new));
            let found: Vec<_> = found.iter().map(|line| line.split(':').next().unwrap_or_default()).collect();
            assert_eq!(found, expected, "{tracked} {new}");
        };
        check("| a | 10,000 |", "| a | 10,199 |", &[]);
        check("| a | 10,000 |", "| a | 10,300 |", &["SIZE.md says 10000 bytes for a, and it is 10300"]);
        check("| a | 100 |", "| a | 150 |", &[]);
        check(
            "| b | 100 |",
            "| a | 100 |",
            &["SIZE.md has a row b, which is not built", "SIZE.md has no row a"],
        );
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        let check = |number, expected: &str| assert_eq!(grouped(number), expected);
        check(0, "0");
        check(999, "999");
        check(1000, "1,000");
        check(1_234_567, "1,234,567");
    }
}
