//! The way from bytes to a [`Feed`]: in steps of an entry or so, so that a page does not freeze, in a time that grows with
//! the file and no faster, and with whatever can be read of a feed that is broken.

mod closing;
mod cursor;
#[cfg(any(test, feature = "check"))]
pub(crate) mod near;
mod outline;
mod references;
#[cfg(any(test, feature = "check"))]
mod remedy;
pub(crate) mod rules;
mod sections;

use std::{cell::RefCell, mem};

#[cfg(any(test, feature = "check"))]
pub use self::cursor::PatternTrouble;
pub(crate) use self::cursor::{Clocks, Cursor, Failure, Fill, Read, Session};
use self::cursor::{Experts, SHOWN};
#[cfg(any(test, feature = "check"))]
pub(crate) use self::remedy::Remedy;
use self::sections::Lists;
pub use self::sections::{ListKind, Section, lists};
#[cfg(feature = "messages")]
use crate::Tongue;
use crate::{
    Limits,
    civil::CivilDateTime,
    diagnostic::Diagnostic,
    error::Error,
    fault::CUT_OFF,
    json::{Note, Scanner},
    model::Feed,
    report::{Lost, Path, Report},
};
#[cfg(any(test, feature = "check"))]
use crate::{
    model::{FieldKind, PrefectureCode},
    occurrence::Budget,
};

/// What could be read of a feed, and what was wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Everything that could be read.
    pub feed: Feed,
    /// What was wrong, in the order of the file: [`Limits::diagnostics`] at most.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the file has an end: of one that was cut off nobody knows what is missing. [`Self::diagnostics`] says so
    /// too, but may be full by then.
    pub is_whole: bool,
}

/// Whether a [`Reader`] has more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Call [`Reader::advance`] again.
    Pending,
    /// Call [`Reader::finish`].
    Done,
}

/// Reads a whole feed at once.
///
/// ```
/// let bytes = br#"{ "version": 1, "alliance": { "name": "RAN" }, "members": [{ "id": "meguru", "name": "MEGURU" }] }"#;
/// let reading = ran_feed::read(bytes.to_vec(), &ran_feed::Limits::default())?;
/// assert_eq!(reading.feed.members.len(), 1);
/// assert!(reading.diagnostics.is_empty());
/// # Ok::<(), ran_feed::Error>(())
/// ```
///
/// # Errors
/// When nothing can be read: empty, not JSON, a web page, not an object, beyond [`Limits::bytes`], or a version of the
/// format other than 1. Everything else is a diagnostic.
pub fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Error> {
    Reader::new(bytes, *limits).finish()
}

/// Reads a feed in steps. However the steps are cut, the reading is the same.
pub struct Reader {
    bytes: Vec<u8>,
    /// Where in the bytes the next step begins.
    pos: usize,
    limits: Limits,
    state: State,
    invalid_noted: bool,
    /// What the scanner mended and was not reported yet.
    notes: Vec<Note>,
    /// The known names of the outermost object that came already.
    seen: Vec<&'static str>,
    /// Whether the file did not end in the middle of the feed so far.
    is_whole: bool,
    /// How many values had no end, up to [`UNCLOSED_READ`](outline::UNCLOSED_READ).
    unclosed: u8,
    /// The offset of the alliance's entry.
    alliance_at: usize,
    /// What does not stand in a list.
    feed: Feed,
    lists: Lists,
    report: RefCell<Report>,
    experts: Experts,
    /// What is left of the work on the times of events.
    #[cfg(any(test, feature = "check"))]
    work: RefCell<Budget>,
}

/// What comes next.
enum State {
    /// The opening bracket of the document.
    Start,
    /// A name of the outermost object.
    Name,
    /// What follows a value of the outermost object, behind something that does not belong there.
    After,
    /// An entry of a list, and its place in the document.
    Entry(Section, u32),
    /// The table of a list, by its place in `Section::ALL`.
    Index(usize),
    /// The references of a list, by its place in `Section::ALL`, from an entry on.
    Refer(usize, usize),
    Done,
    Failed(Error),
}

/// How many entries are checked for references in one step.
const REFERENCES_A_STEP: usize = 256;

/// What indexing an entry costs, measured in bytes read.
const WORK_PER_ENTRY: usize = 100;

impl Reader {
    /// A reader of the whole feed at the beginning of these bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>, limits: Limits) -> Self {
        Self::of(bytes, limits, lists::ALL)
    }

    /// A reader of the alliance and of these lists alone. The others are stepped over, and stay empty.
    ///
    /// A reference into a list that is not read is not checked.
    #[must_use]
    pub fn of(bytes: Vec<u8>, limits: Limits, lists: &[ListKind]) -> Self {
        Self {
            bytes,
            pos: 0,
            limits,
            state: State::Start,
            invalid_noted: false,
            notes: Vec::new(),
            seen: Vec::new(),
            is_whole: true,
            unclosed: 0,
            alliance_at: 0,
            feed: Feed::default(),
            lists: Lists::new(lists),
            report: RefCell::new(Report::new(&limits)),
            experts: Experts::default(),
            #[cfg(any(test, feature = "check"))]
            work: RefCell::new(Budget::for_feed(1)),
        }
    }

    /// Lets the names of time zones be checked by one who knows the IANA list: a browser's `Intl`, a server's data. The
    /// list would weigh more than this reader, which by itself looks at their form alone.
    #[must_use]
    pub fn with_zones(mut self, is_zone: fn(&str) -> bool) -> Self {
        self.experts.is_zone = is_zone;
        self
    }

    /// Has what is wrong be said in this language; else it is English.
    #[cfg(feature = "messages")]
    #[must_use]
    pub fn with_tongue(mut self, tongue: Tongue) -> Self {
        self.report.get_mut().tongue = tongue;
        self
    }

    /// Lets times and ends of rules that stand in UTC or with an offset be put on the clocks of their events by one who has
    /// zone data: `clocks` says what a zone's clocks show at a moment, in seconds since 1970 in UTC.
    #[must_use]
    pub fn with_clocks(mut self, clocks: fn(&str, i64) -> Option<CivilDateTime>) -> Self {
        self.experts.clocks = clocks;
        self
    }

    /// Lets the patterns of form fields be looked at by a receiver, which knows regular expressions: it says why it cannot
    /// check one, if it cannot. A browser knows others, and asks them itself.
    #[cfg(any(test, feature = "check"))]
    #[must_use]
    pub fn with_patterns(mut self, trouble: fn(FieldKind, &str) -> Option<PatternTrouble>) -> Self {
        self.experts.pattern = trouble;
        self
    }

    /// Lets the degrees of places be looked at by one who has the outlines of the prefectures: it says whether latitude and
    /// longitude can be in one.
    #[cfg(any(test, feature = "check"))]
    #[must_use]
    pub fn with_outlines(mut self, may_be_in: fn(PrefectureCode, f64, f64) -> bool) -> Self {
        self.experts.may_be_in = may_be_in;
        self
    }

    /// Reads on for the work of about `max_bytes`, until the entry at hand is finished, or until the feed is done.
    ///
    /// 100,000 bytes take a millisecond or so on a laptop. What comes after the last byte, such as the check for ids
    /// that lead nowhere, is cut into steps in the same measure, but for the table of a list, which is made in one.
    pub fn advance(&mut self, max_bytes: usize) -> Progress {
        // The scanner borrows the bytes while everything else of the reader changes.
        let bytes = mem::take(&mut self.bytes);
        let mut scanner = Scanner::new(&bytes, self.limits);
        scanner.pos = self.pos;
        scanner.invalid_noted = self.invalid_noted;
        scanner.notes = mem::take(&mut self.notes);
        let mut spent = 0;
        let progress = loop {
            if matches!(self.state, State::Done | State::Failed(_)) {
                break Progress::Done;
            }
            if spent >= max_bytes.max(1) {
                break Progress::Pending;
            }
            let start = scanner.pos;
            let entries = self.step(&mut scanner);
            spent = spent.saturating_add(scanner.pos - start + entries * WORK_PER_ENTRY);
        };
        self.pos = scanner.pos;
        self.invalid_noted = scanner.invalid_noted;
        self.notes = scanner.notes;
        self.bytes = bytes;
        progress
    }

    /// Reads the rest and hands over what was read.
    ///
    /// # Errors
    /// As [`read`].
    pub fn finish(mut self) -> Result<Reading, Error> {
        while self.advance(usize::MAX) == Progress::Pending {}
        if let State::Failed(error) = self.state {
            return Err(error);
        }
        let diagnostics = self.report.into_inner().finish(&self.bytes);
        Ok(Reading {
            feed: self.lists.into_feed(self.feed, self.experts.clocks),
            diagnostics,
            is_whole: self.is_whole,
        })
    }

    /// Does the next thing, and says how many entries it handled that were read before.
    fn step(&mut self, scanner: &mut Scanner<'_>) -> usize {
        let source = scanner.bytes;
        let result = match self.state {
            State::Start => self.start(scanner),
            State::Name => self.name(scanner),
            State::After => self.after_value(scanner),
            State::Entry(section, index) => self.entry(section, index, scanner),
            State::Index(at) => return self.index(at, source),
            State::Refer(at, place) => return self.refer(at, place, source),
            State::Done | State::Failed(_) => Ok(()),
        };
        if let Err(note) = result {
            // Only what cannot be stepped over comes here, which is the end of the file.
            self.is_whole = false;
            self.take_notes(scanner, &Path::Root);
            self.note(Note { at: source.len(), ..note }, &Path::Root, source, Lost::This);
            if let State::Entry(section, index) = self.state {
                self.report.borrow_mut().costs(&Path::Index(&section.path(), index as usize));
            }
            self.end();
        }
        0
    }

    fn session<'a>(&'a self, source: &'a [u8]) -> Session<'a> {
        Session { source, report: &self.report, experts: self.experts }
    }

    /// Reports what the scanner mended on the way.
    fn take_notes(&self, scanner: &mut Scanner<'_>, path: &Path<'_>) {
        for note in mem::take(&mut scanner.notes) {
            self.note(note, path, scanner.bytes, note.fault.loses());
        }
    }

    /// Reports a note, unless the file is at its end: then that is what is wrong.
    fn note_unless_cut(&self, note: Note, path: &Path<'_>, source: &[u8]) -> Result<(), Note> {
        if note.fault == &CUT_OFF {
            return Err(note);
        }
        self.note(note, path, source, Lost::This);
        Ok(())
    }

    fn note(&self, note: Note, path: &Path<'_>, source: &[u8], lost: Lost) {
        let rest = source.get(note.at..).unwrap_or_default();
        let rest = &rest[..rest.len().min(SHOWN)];
        // A mark stands for itself, anything else up to the next mark.
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",:]}".contains(byte);
        let length = rest.iter().skip(1).position(ends).map_or(rest.len(), |at| at + 1);
        let length = if rest.first().is_some_and(ends) { 1 } else { length };
        self.session(source).add(path, note.at, note.at + length, note.fault, lost);
    }
}

/// Each problem that was found, for tests: its code, its path and its severity.
#[cfg(test)]
fn codes_of(reading: &Reading) -> Vec<(&str, &str, &str)> {
    let said = reading.diagnostics.iter();
    said.map(|said| (said.code, said.path.as_str(), said.severity.as_str())).collect()
}

/// What the checker says of a feed, for tests: `severity code path: remedy`, where a path of the first event begins with
/// its field.
#[cfg(test)]
fn said_of(feed: &str) -> Vec<String> {
    said_in(&read(feed.into(), &Limits::default()).unwrap())
}

/// The same of what has been read.
#[cfg(test)]
fn said_in(reading: &Reading) -> Vec<String> {
    let said = reading.diagnostics.iter().map(|said| {
        let path = said.path.strip_prefix("events[0].").unwrap_or(&said.path);
        format!("{} {} {path}: {}", said.severity.as_str(), said.code, said.remedy)
    });
    said.collect()
}
