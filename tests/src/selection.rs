//! The tests that are run where all of them would take too long, in `selection.txt`: with `RAN_TESTS=selection`.

use std::fs;

use crate::known::matches;
use crate::workspace;

/// Patterns of names; none for every test.
pub(crate) struct Selection(Option<Vec<String>>);

impl Selection {
    /// What `RAN_TESTS` asks for: without it, every test.
    ///
    /// # Errors
    /// When it asks for something else, the list cannot be read, or a line of it names none of these tests.
    pub(crate) fn from_environment(tests: &[&str]) -> Result<Self, String> {
        match std::env::var("RAN_TESTS").as_deref() {
            Err(_) | Ok("") => Ok(Self(None)),
            Ok("selection") => {
                let file = workspace::tests().join("selection.txt");
                let text =
                    fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                Self::parse(&text, tests)
            }
            Ok(other) => {
                Err(format!("RAN_TESTS={other} is no choice of tests. Use selection, or leave it out."))
            }
        }
    }

    fn parse(text: &str, tests: &[&str]) -> Result<Self, String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let patterns: Vec<String> = lines.map(str::to_owned).collect();
        let idle = patterns.iter().find(|pattern| !tests.iter().any(|test| matches(pattern, test)));
        match idle {
            Some(pattern) => Err(format!("selection.txt names a test that is not there: {pattern}")),
            None => Ok(Self(Some(patterns))),
        }
    }

    pub(crate) fn has(&self, test: &str) -> bool {
        self.0.as_ref().is_none_or(|patterns| patterns.iter().any(|pattern| matches(pattern, test)))
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;

    #[test]
    fn lists() {
        let tests = ["a::b", "a::c", "b::c"];
        let chosen = |text: &str| {
            Selection::parse(text, &tests).map(|selection| tests.map(|test| selection.has(test)))
        };
        assert_eq!(chosen("# a comment\n\na::*\n"), Ok([true, true, false]));
        assert_eq!(chosen("a::b\nb::c"), Ok([true, false, true]));
        assert_eq!(
            chosen("a::b\nc::*"),
            Err("selection.txt names a test that is not there: c::*".to_owned())
        );
    }
}
