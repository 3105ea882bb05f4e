//! Collects what is wrong while a feed is read, and works out lines and columns at the end.

#[cfg(any(test, feature = "check"))]
use std::collections::HashMap;
use std::{borrow::Cow, fmt::Write as _};

#[cfg(any(test, feature = "check"))]
use crate::read::Remedy;
use crate::{
    Limits, Tongue,
    diagnostic::{Diagnostic, Severity},
    fault::{Fault, MORE},
};

/// The way from the document to a value, kept on the stack while values are read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Path<'a> {
    /// The document itself.
    Root,
    /// A field of an object.
    Field(&'a Path<'a>, &'a str),
    /// An entry of a list.
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    /// The path as people write it: `events[3].start`.
    pub(crate) fn render(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Root => {}
            Self::Field(parent, name) => {
                parent.write(text);
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Self::Index(parent, index) => {
                parent.write(text);
                // Writing to a String cannot fail.
                let _ = write!(text, "[{index}]");
            }
        }
    }
}

/// What was left out because of a problem.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lost {
    Nothing,
    /// Letters of a text, of which nobody can tell what they were.
    Letters,
    /// The value at the path itself.
    This,
}

/// The diagnostics so far, in the order in which they were found. `line` holds the byte offset until [`Report::finish`].
pub(crate) struct Report {
    found: Vec<Diagnostic>,
    /// The place in `found` of the one noted last of what begins at an offset.
    #[cfg(any(test, feature = "check"))]
    places: HashMap<u32, usize>,
    limit: usize,
    /// In which language all this is said.
    pub(crate) tongue: Tongue,
    /// The place in `found` of the one noted last, or taken up again since.
    last: usize,
    /// How many were found beyond the limit.
    beyond: usize,
}

/// The longest piece of a value that a message quotes, in characters.
const QUOTED: usize = 40;

impl Report {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            found: Vec::new(),
            #[cfg(any(test, feature = "check"))]
            places: HashMap::new(),
            limit: limits.diagnostics,
            tongue: Tongue::En,
            last: 0,
            beyond: 0,
        }
    }

    /// Notes a problem of the value whose source begins at `at`. A problem that loses nothing is a warning.
    pub(crate) fn add(&mut self, path: &Path<'_>, at: usize, fault: &'static Fault, value: &str, lost: Lost) {
        if self.is_full() {
            self.count();
            return;
        }
        let path = path.render();
        let (severity, lost) = match lost {
            Lost::Nothing => (Severity::Warning, None),
            Lost::Letters => (Severity::Error, None),
            Lost::This => (Severity::Error, Some(path.clone())),
        };
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.last = self.found.len();
        #[cfg(any(test, feature = "check"))]
        self.places.insert(at, self.last);
        let found = Diagnostic {
            severity,
            code: fault.code(),
            path,
            line: at,
            column: 0,
            message: fault.said_of(&shorten(value), self.tongue),
            remedy: Cow::Borrowed(fault.remedy(self.tongue)),
            lost,
        };
        self.found.push(found);
    }

    /// The problem noted last has a remedy of its own.
    #[cfg(any(test, feature = "check"))]
    pub(crate) fn help(&mut self, remedy: &Remedy<'_>) {
        if self.beyond == 0
            && let Some(last) = self.found.get_mut(self.last)
        {
            last.remedy = Cow::Owned(remedy.say(self.tongue));
        }
    }

    /// Takes up again the problem noted last of what begins at `at`. Whether there is one.
    #[cfg(any(test, feature = "check"))]
    pub(crate) fn turn_to(&mut self, at: usize) -> bool {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let place = self.places.get(&at);
        if let Some(place) = place {
            self.last = *place;
        }
        place.is_some()
    }

    /// Whether no more problems are listed, so that nobody need find out more about one.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= self.limit
    }

    /// Counts a problem that is not listed.
    pub(crate) fn count(&mut self) {
        self.beyond += 1;
    }

    /// The problem noted last turned out to cost more than its own value: all that stands at `path`.
    pub(crate) fn costs(&mut self, path: &Path<'_>) {
        if self.beyond == 0
            && let Some(last) = self.found.get_mut(self.last)
        {
            last.severity = Severity::Error;
            last.lost = Some(path.render());
        }
    }

    /// The diagnostics in the order of the file, with lines and columns counted in `bytes`.
    pub(crate) fn finish(mut self, bytes: &[u8]) -> Vec<Diagnostic> {
        // What is found at one place stays in the order in which it was found.
        self.found.sort_by_key(|found| found.line);
        // A byte order mark is no character.
        let mut seen = if bytes.starts_with("\u{FEFF}".as_bytes()) { 3 } else { 0 };
        let (mut line, mut column) = (1, 1);
        for found in &mut self.found {
            let at = (found.line as usize).clamp(seen, bytes.len().max(seen));
            for byte in &bytes[seen..at] {
                if *byte == b'\n' {
                    line += 1;
                    column = 1;
                } else if byte & 0xC0 != 0x80 {
                    column += 1;
                }
            }
            seen = at;
            found.line = line;
            found.column = column;
        }
        if self.beyond > 0 {
            self.found.push(Diagnostic {
                severity: Severity::Error,
                code: MORE.code(),
                path: String::new(),
                line,
                column: 1,
                message: MORE.counted(self.beyond, self.tongue),
                remedy: Cow::Borrowed(MORE.remedy(self.tongue)),
                lost: None,
            });
        }
        self.found
    }
}

/// The source of a value on one line, cut to a length that a message can hold.
pub(crate) fn shorten(value: &str) -> String {
    let mut short: String =
        value.chars().take(QUOTED).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}
