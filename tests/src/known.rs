//! Tests that an engine is known not to pass, each with its reason, in `known-failures/<engine>.txt`.
//!
//! A line is `name: reason`; `*` in a name stands for anything. Empty lines and lines that start with `#` say nothing.

use std::fs;

use crate::{Engine, workspace};

/// The list of an engine.
#[derive(Debug, Default)]
pub(crate) struct Known(Vec<(String, String)>);

impl Known {
    /// Reads the engine's list; an engine without one passes everything.
    ///
    /// # Errors
    /// When a line has no reason.
    pub(crate) fn of(engine: Engine) -> Result<Self, String> {
        let file = workspace::tests().join(format!("known-failures/{}.txt", engine.name()));
        let text = fs::read_to_string(&file).unwrap_or_default();
        Self::parse(&text).map_err(|line| format!("{}: {line:?} is not `name: reason`", file.display()))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines
            .map(|line| {
                let (name, reason) = line.split_once(": ").ok_or(line)?;
                Ok((name.to_owned(), reason.trim().to_owned()))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Fails when a line names none of these tests: it would never be found out to be out of date.
    ///
    /// # Errors
    /// Then.
    pub(crate) fn check(&self, tests: &[&str]) -> Result<(), String> {
        let idle = self.0.iter().find(|(pattern, _)| !tests.iter().any(|test| matches(pattern, test)));
        idle.map_or(Ok(()), |(pattern, _)| {
            Err(format!("the list of known failures names a test that is not there: {pattern}"))
        })
    }

    /// Why a test is known to fail, if it is.
    pub(crate) fn reason(&self, test: &str) -> Option<&str> {
        self.0.iter().find(|(pattern, _)| matches(pattern, test)).map(|(_, reason)| reason.as_str())
    }
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|tail| {
            (0..=tail.len()).filter(|&at| tail.is_char_boundary(at)).any(|at| matches(rest, &tail[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, matches};

    #[test]
    fn patterns() {
        for (pattern, name, expected) in [
            ("a::b", "a::b", true),
            ("a::b", "a::bc", false),
            ("a::*", "a::bc", true),
            ("*::forced_colours", "contract::x::forced_colours", true),
            ("contract::*::dark", "contract::x::dark", true),
            ("contract::*::dark", "contract::x::darker", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn lists() {
        let known = Known::parse("# a comment\n\na::*: no DevTools: none\n").expect("a list");
        assert_eq!(known.reason("a::b"), Some("no DevTools: none"));
        assert_eq!(known.reason("b::a"), None);
        assert_eq!(Known::parse("a::b").expect_err("no reason"), "a::b");
        assert_eq!(known.check(&["b::c", "a::b"]), Ok(()));
        assert!(known.check(&["b::a"]).is_err_and(|error| error.ends_with(": a::*")));
    }
}
