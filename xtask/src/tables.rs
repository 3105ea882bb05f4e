//! Tables of documents that are made anew, between `<!-- table: NAME -->` and `<!-- end -->`.

use anyhow::{Context, Result, ensure};

/// A document with its tables as `make` gives them by name; one of which it says nothing stays.
///
/// # Errors
/// When a marker is not complete, or `make` fails.
pub(crate) fn with_tables(
    file: &str,
    text: &str,
    mut make: impl FnMut(&str) -> Result<Option<String>>,
) -> Result<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) =
            after.split_once(" -->\n").with_context(|| format!("{file}: a table marker without an end"))?;
        let (old, after) =
            after.split_once(END).with_context(|| format!("{file}: the table {name} has no end"))?;
        ensure!(!old.contains(BEGIN), "{file}: the table {name} has no end");
        let made = make(name)?;
        out.extend([before, BEGIN, name, " -->\n", made.as_deref().unwrap_or(old), END]);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

const BEGIN: &str = "<!-- table: ";
const END: &str = "<!-- end -->";

/// A document with one of its tables made anew.
///
/// # Errors
/// When it has no such table, or a marker is not complete.
pub(crate) fn with_table(file: &str, text: &str, name: &str, table: &str) -> Result<String> {
    let mut is_there = false;
    let written = with_tables(file, text, |other| {
        let is_it = other == name;
        is_there |= is_it;
        Ok(is_it.then(|| table.to_owned()))
    })?;
    ensure!(is_there, "{file} has no table {name}");
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n<!-- table: y -->\n<!-- end -->\n";

    #[test]
    fn one_table_is_replaced_and_the_rest_stays() {
        let check =
            |name, expected: &str| assert_eq!(with_table("f", TEXT, name, "new\n").unwrap(), expected);
        check("x", "a\n<!-- table: x -->\nnew\n<!-- end -->\nb\n<!-- table: y -->\n<!-- end -->\n");
        check("y", "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n<!-- table: y -->\nnew\n<!-- end -->\n");
    }

    #[test]
    fn a_table_that_is_not_there_or_has_no_end_is_named() {
        let check = |text: &str, name: &str, expected: &str| {
            assert_eq!(with_table("F.md", text, name, "new\n").unwrap_err().to_string(), expected);
        };
        check(TEXT, "z", "F.md has no table z");
        check("<!-- table: x -->\n", "x", "F.md: the table x has no end");
        check("<!-- table: x", "x", "F.md: a table marker without an end");
        // Else all between the two would go.
        let swallowing = "<!-- table: x -->\nold\n\n<!-- table: y -->\n<!-- end -->\n";
        check(swallowing, "x", "F.md: the table x has no end");
    }
}
