//! Tests that an engine is known not to pass, each with its reason, in `known-failures/<engine>.txt`.
//!
//! A line is `name: reason (message)`; `*` in a name stands for anything. Empty lines and lines that start with `#` say
//! nothing. A test that fails and does not say the message fails for another reason than the known one.

use std::fs;

use crate::{Engine, workspace};

/// The list of an engine.
#[derive(Debug, Default)]
pub(crate) struct Known(Vec<KnownFailure>);

/// A line of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KnownFailure {
    pattern: String,
    pub(crate) reason: String,
    /// Part of what the test says when it fails.
    pub(crate) message: String,
}

impl Known {
    /// Reads the engine's list.
    ///
    /// # Errors
    /// When it cannot be read, or a line has no name, no reason or no message.
    pub(crate) fn of(engine: Engine) -> Result<Self, String> {
        let file = workspace::tests().join(format!("known-failures/{}.txt", engine.name()));
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        Self::parse(&text)
            .map_err(|line| format!("{}: {line:?} is not `name: reason (message)`", file.display()))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines
            .map(|line| {
                let (pattern, rest) = line.split_once(": ").ok_or(line)?;
                let (reason, message) =
                    rest.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).ok_or(line)?;
                // No message would be in all that a test can say.
                if [pattern, reason, message].iter().any(|part| part.trim().is_empty()) {
                    return Err(line.to_owned());
                }
                Ok(KnownFailure {
                    pattern: pattern.to_owned(),
                    reason: reason.to_owned(),
                    message: message.to_owned(),
                })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Fails when a line names none of these tests: it would never be found out to be out of date.
    ///
    /// # Errors
    /// Then.
    pub(crate) fn check(&self, tests: &[&str]) -> Result<(), String> {
        let idle = self
            .0
            .iter()
            .map(|known| &known.pattern)
            .find(|pattern| !tests.iter().any(|test| matches(pattern, test)));
        idle.map_or(Ok(()), |pattern| {
            Err(format!("the list of known failures names a test that is not there: {pattern}"))
        })
    }

    /// How a test is known to fail, if it is.
    pub(crate) fn find(&self, test: &str) -> Option<&KnownFailure> {
        self.0.iter().find(|known| matches(&known.pattern, test))
    }
}

/// Whether a name is one that a pattern means; `*` stands for anything.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
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
        let known = Known::parse("# a comment\n\na::*: no DevTools: none (has no cdp)\n").expect("a list");
        let found = known.find("a::b").map(|known| (known.reason.as_str(), known.message.as_str()));
        assert_eq!(found, Some(("no DevTools: none", "has no cdp")));
        assert_eq!(known.find("b::a"), None);
        for incomplete in [
            "a::b",
            "a::b: a reason",
            "a::b: (a message)",
            "a::b:  (a message)",
            "a::b: a reason ()",
            "a::b: a reason ( )",
            ": a reason (a message)",
        ] {
            assert_eq!(Known::parse(incomplete).expect_err("not complete"), incomplete);
        }
        assert_eq!(known.check(&["b::c", "a::b"]), Ok(()));
        assert!(known.check(&["b::a"]).is_err_and(|error| error.ends_with(": a::*")));
    }
}
