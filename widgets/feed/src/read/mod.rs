//! The way from bytes to a [`Feed`]: in small steps, so that a page never freezes, and with whatever can be read of a
//! feed that is broken.

mod cursor;
mod references;
mod rules;
mod sections;

use std::{cell::RefCell, mem};

use serde::Deserialize;

use self::{
    cursor::Cursor,
    sections::{Lists, Origin, Section},
};
use crate::{
    Limits,
    diagnostic::Diagnostic,
    error::{Cause, Error},
    fault::{
        BAD_VERSION, CUT_OFF, DANGLING, DUPLICATE_ID, DUPLICATE_KEY, Fault, MISSING, NO_VERSION, NOT_LIST,
        TEXT_AFTER_END, TOO_MANY, UNCLOSED,
    },
    json::{Node, Note, Scanner, Value},
    model::Feed,
    report::{Lost, Path, Report},
};

/// What could be read of a feed, and what was wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Everything that could be read.
    pub feed: Feed,
    /// What was wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
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
    pos: usize,
    limits: Limits,
    state: State,
    invalid_noted: bool,
    /// The known names of the outermost object that came already.
    seen: Vec<&'static str>,
    /// The offset of the alliance's entry.
    alliance_at: usize,
    feed: Feed,
    lists: Lists,
    report: RefCell<Report>,
}

/// What comes next.
enum State {
    /// The opening bracket of the document.
    Start,
    /// A name of the outermost object.
    Name,
    /// An entry of a list.
    Entry(Section, u32),
    /// The table of a list, by its place in `Section::ALL`.
    Index(usize),
    /// The references of a list from a place on.
    Refer(usize, usize),
    Done,
    Failed(Error),
}

/// How many entries are checked for references in one step.
const REFERENCES_A_STEP: usize = 256;

/// What indexing an entry costs, measured in bytes read.
const WORK_PER_ENTRY: usize = 100;

impl Reader {
    /// A reader at the beginning of these bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>, limits: Limits) -> Self {
        let report = RefCell::new(Report::new(&limits));
        Self {
            bytes,
            pos: 0,
            limits,
            state: State::Start,
            invalid_noted: false,
            seen: Vec::new(),
            alliance_at: 0,
            feed: Feed::default(),
            lists: Lists::default(),
            report,
        }
    }

    /// Reads on for the work of about `max_bytes`, until the entry at hand is finished, or until the feed is done.
    ///
    /// 100,000 bytes take a millisecond or so on a laptop. What comes after the last byte, such as the check for ids
    /// that lead nowhere, is cut into steps in the same measure.
    pub fn advance(&mut self, max_bytes: usize) -> Progress {
        // The scanner borrows the bytes while everything else of the reader changes.
        let bytes = mem::take(&mut self.bytes);
        let mut scanner = Scanner::new(&bytes, self.limits);
        scanner.pos = self.pos;
        scanner.invalid_noted = self.invalid_noted;
        let mut spent = 0;
        let progress = loop {
            if matches!(self.state, State::Done | State::Failed(_)) {
                break Progress::Done;
            }
            if spent >= max_bytes.max(1) {
                break Progress::Pending;
            }
            let start = scanner.pos;
            let entries = self.step(&mut scanner, &bytes);
            spent = spent.saturating_add(scanner.pos - start + entries * WORK_PER_ENTRY);
        };
        self.pos = scanner.pos;
        self.invalid_noted = scanner.invalid_noted;
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
        let Lists { themes, programmes, series, campaigns, people, members, events, forms } = self.lists;
        let feed = Feed {
            themes: themes.table,
            programmes: programmes.table,
            series: series.table,
            campaigns: campaigns.table,
            people: people.table,
            members: members.table,
            events: events.table,
            forms: forms.table,
            ..self.feed
        };
        Ok(Reading { feed, diagnostics: self.report.into_inner().finish(&self.bytes) })
    }

    /// Does the next thing, and says how many entries it handled that were read before.
    fn step(&mut self, scanner: &mut Scanner<'_>, bytes: &[u8]) -> usize {
        let mut entries = 0;
        let result = match self.state {
            State::Start => self.start(scanner, bytes),
            State::Name => self.name(scanner, bytes),
            State::Entry(section, index) => self.entry(section, index, scanner, bytes),
            State::Index(at) => {
                entries = self.index(at, bytes);
                Ok(())
            }
            State::Refer(at, place) => {
                entries = REFERENCES_A_STEP;
                self.refer(at, place, bytes);
                Ok(())
            }
            State::Done | State::Failed(_) => Ok(()),
        };
        if let Err(note) = result {
            // Only what cannot be stepped over comes here, which is the end of the file.
            self.note(Note { at: bytes.len(), ..note }, &Path::Root, bytes, Lost::This);
            if let State::Entry(section, index) = self.state {
                let list = Path::Field(&Path::Root, section.name());
                self.report.borrow_mut().costs(&Path::Index(&list, index as usize));
            }
            self.end();
        }
        entries
    }

    /// Refuses what is no feed, or opens the outermost object.
    fn start(&mut self, scanner: &mut Scanner<'_>, bytes: &[u8]) -> Result<(), Note> {
        if bytes.len() > self.limits.bytes {
            return self.fail(Cause::TooLarge { bytes: bytes.len(), limit: self.limits.bytes });
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return self.fail(Cause::Encoding);
        }
        scanner.skip_bom();
        scanner.space();
        match scanner.peek() {
            None => return self.fail(Cause::Empty),
            Some(b'<') => return self.fail(Cause::Html),
            Some(b'{') => {}
            Some(b'[' | b'"' | b'-' | b'0'..=b'9') => return self.fail(Cause::NotAnObject),
            Some(_) => {
                let word = &bytes[scanner.pos..];
                if [&b"null"[..], b"true", b"false"].contains(&word.trim_ascii_end()) {
                    return self.fail(Cause::NotAnObject);
                }
                let start: String =
                    String::from_utf8_lossy(&word[..word.len().min(80)]).chars().take(20).collect();
                return self.fail(Cause::NotJson(start));
            }
        }
        self.take_notes(scanner, &Path::Root, bytes);
        if scanner.open(b'}') {
            self.state = State::Name;
        } else {
            self.after_end(scanner, bytes);
        }
        Ok(())
    }

    fn fail(&mut self, cause: Cause) -> Result<(), Note> {
        self.state = State::Failed(Error(cause));
        Ok(())
    }

    /// Reads a name of the outermost object and, unless it is a list of the feed, its value.
    fn name(&mut self, scanner: &mut Scanner<'_>, bytes: &[u8]) -> Result<(), Note> {
        let start = scanner.pos;
        let name = match scanner.name() {
            Ok(name) => name,
            Err(note) => {
                // Step over what was to be a name and its value.
                self.take_notes(scanner, &Path::Root, bytes);
                self.note_unless_cut(note, &Path::Root, bytes)?;
                scanner.pos = start;
                scanner.skip()?;
                return self.after_value(scanner, bytes);
            }
        };
        self.take_notes(scanner, &Path::Root, bytes);
        scanner.space();
        if let Some(section) = Section::ALL.into_iter().find(|section| section.name() == name) {
            if self.came_before(section.name(), start, bytes) {
                self.lists.clear(section);
            }
            if scanner.peek() == Some(b'[') {
                self.state = State::Entry(section, 0);
                if scanner.open(b']') { Ok(()) } else { self.after_value(scanner, bytes) }
            } else {
                self.not_a_list(section, scanner, bytes)?;
                self.after_value(scanner, bytes)
            }
        } else {
            self.field(&name, start, scanner, bytes)?;
            self.after_value(scanner, bytes)
        }
    }

    /// Whether a name came already, which is then reported: the later value counts.
    fn came_before(&mut self, name: &'static str, at: usize, bytes: &[u8]) -> bool {
        if !self.seen.contains(&name) {
            self.seen.push(name);
            return false;
        }
        self.note(Note { at, fault: &DUPLICATE_KEY }, &Path::Field(&Path::Root, name), bytes, Lost::Nothing);
        true
    }

    /// Where a list is expected and something else stands.
    fn not_a_list(&mut self, section: Section, scanner: &mut Scanner<'_>, bytes: &[u8]) -> Result<(), Note> {
        let at = scanner.pos;
        let path = Path::Field(&Path::Root, section.name());
        let Some(node) = self.value(scanner, &path, bytes)? else { return Ok(()) };
        match node.value {
            Value::Null => {}
            Value::Object(_) => {
                self.note(Note { at, fault: &NOT_LIST }, &path, bytes, Lost::Nothing);
                self.push(section, 0, &node, bytes);
            }
            _ => self.note(Note { at, fault: &crate::fault::UNREADABLE }, &path, bytes, Lost::This),
        }
        Ok(())
    }

    /// Reads the value of a name of the outermost object that is no list.
    fn field(
        &mut self,
        name: &str,
        start: usize,
        scanner: &mut Scanner<'_>,
        bytes: &[u8],
    ) -> Result<(), Note> {
        const KNOWN: [&str; 8] = [
            "version",
            "updated",
            "next_revalidation",
            "calendar_url",
            "rss_url",
            "license",
            "credit",
            "alliance",
        ];
        let Some(name) = KNOWN.into_iter().find(|known| *known == name) else {
            // Unknown fields may be anything, also large: they are stepped over without being built.
            return scanner.skip();
        };
        self.came_before(name, start, bytes);
        let at = scanner.pos;
        let path = Path::Field(&Path::Root, name);
        let Some(node) = self.value(scanner, &path, bytes)? else { return Ok(()) };
        let node = Some(&node).filter(|node| node.value != Value::Null);
        let cursor = Cursor { node, path: &path, source: bytes, report: &self.report };
        match name {
            "version" => return self.version(node, at, bytes),
            "updated" => self.feed.updated = optional(cursor),
            "next_revalidation" => self.feed.next_revalidation = optional(cursor),
            "calendar_url" => self.feed.calendar_url = optional(cursor),
            "rss_url" => self.feed.rss_url = optional(cursor),
            "license" => self.feed.license = optional(cursor),
            "credit" => self.feed.credit = optional(cursor),
            _ => {
                self.alliance_at = at;
                self.feed.alliance = optional(cursor);
            }
        }
        Ok(())
    }

    fn version(&mut self, node: Option<&Node<'_>>, at: usize, bytes: &[u8]) -> Result<(), Note> {
        // "1", 1 and 1.2 all name the major version 1; so does "1.2".
        let digits =
            node.map(|node| String::from_utf8_lossy(&bytes[node.start..node.end.min(node.start + 20)]));
        let digits = digits.as_deref().unwrap_or_default().trim_matches('"');
        match digits.split('.').next().unwrap_or_default().parse::<u32>() {
            Ok(1) => {
                self.feed.version = 1;
                Ok(())
            }
            Ok(_) => self.fail(Cause::Version(digits.into())),
            Err(_) => {
                self.feed.version = 1;
                let path = Path::Field(&Path::Root, "version");
                self.note(Note { at, fault: &BAD_VERSION }, &path, bytes, Lost::Nothing);
                Ok(())
            }
        }
    }

    /// Reads an entry of a list.
    fn entry(
        &mut self,
        section: Section,
        index: u32,
        scanner: &mut Scanner<'_>,
        bytes: &[u8],
    ) -> Result<(), Note> {
        let list = Path::Field(&Path::Root, section.name());
        let path = Path::Index(&list, index as usize);
        if index as usize >= self.limits.entries {
            self.note(Note { at: scanner.pos, fault: &TOO_MANY }, &path, bytes, Lost::This);
            loop {
                scanner.skip()?;
                match scanner.separator(b']') {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(note) if note.fault == &CUT_OFF => return Err(note),
                    Err(_) => scanner.pos += 1,
                }
            }
            scanner.notes.clear();
            return self.after_value(scanner, bytes);
        }
        if let Some(node) = self.value(scanner, &path, bytes)? {
            self.push(section, index, &node, bytes);
        }
        match scanner.separator(b']') {
            Ok(true) => self.state = State::Entry(section, index + 1),
            Ok(false) => {
                self.take_notes(scanner, &list, bytes);
                return self.after_value(scanner, bytes);
            }
            Err(note) => {
                self.note_unless_cut(note, &list, bytes)?;
                // A stray bracket or word between entries: go on behind it.
                scanner.pos += 1;
                self.state = State::Entry(section, index + 1);
            }
        }
        self.take_notes(scanner, &list, bytes);
        Ok(())
    }

    fn push(&mut self, section: Section, index: u32, node: &Node<'_>, bytes: &[u8]) {
        let list = Path::Field(&Path::Root, section.name());
        let path = Path::Index(&list, index as usize);
        let cursor = Cursor { node: Some(node), path: &path, source: bytes, report: &self.report };
        let origin = Origin { index, offset: u32::try_from(node.start).unwrap_or(u32::MAX) };
        self.lists.push(section, cursor, origin);
    }

    /// Reads a value. One that is broken is reported and stepped over; only the end of the file is an error.
    fn value<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
        path: &Path<'_>,
        bytes: &[u8],
    ) -> Result<Option<Node<'a>>, Note> {
        scanner.space();
        let start = scanner.pos;
        let result = scanner.value(1);
        self.take_notes(scanner, path, bytes);
        match result {
            Ok(node) => Ok(Some(node)),
            Err(broken) => {
                scanner.pos = start;
                scanner.skip()?;
                // The value has an end, so that the file was read through only because a quote is missing.
                let unclosed = broken.fault == &CUT_OFF;
                self.note(
                    if unclosed { Note { at: start, fault: &UNCLOSED } } else { broken },
                    path,
                    bytes,
                    Lost::This,
                );
                Ok(None)
            }
        }
    }

    /// Steps over what follows a value of the outermost object.
    fn after_value(&mut self, scanner: &mut Scanner<'_>, bytes: &[u8]) -> Result<(), Note> {
        if matches!(self.state, State::Failed(_)) {
            return Ok(());
        }
        loop {
            match scanner.separator(b'}') {
                Ok(true) => self.state = State::Name,
                Ok(false) => self.after_end(scanner, bytes),
                Err(note) => {
                    self.note_unless_cut(note, &Path::Root, bytes)?;
                    scanner.pos += 1;
                    continue;
                }
            }
            self.take_notes(scanner, &Path::Root, bytes);
            return Ok(());
        }
    }

    /// Looks at what stands behind the outermost object.
    fn after_end(&mut self, scanner: &mut Scanner<'_>, bytes: &[u8]) {
        scanner.space();
        if scanner.peek().is_some() {
            self.note(Note { at: scanner.pos, fault: &TEXT_AFTER_END }, &Path::Root, bytes, Lost::Nothing);
        }
        self.end();
    }

    /// The text is read: what is missing from it is reported, and the tables come next.
    fn end(&mut self) {
        let missing = |name, fault: &'static Fault, lost| {
            self.report.borrow_mut().add(&Path::Field(&Path::Root, name), 0, fault, name, lost);
        };
        if !self.seen.contains(&"version") {
            self.feed.version = 1;
            missing("version", &NO_VERSION, Lost::Nothing);
        }
        if !self.seen.contains(&"alliance") {
            missing("alliance", &MISSING, Lost::This);
        }
        self.state = State::Index(0);
    }

    /// Makes the table of a list, and says how many entries it has.
    fn index(&mut self, at: usize, bytes: &[u8]) -> usize {
        let Some(&section) = Section::ALL.get(at) else {
            self.state = State::Refer(0, 0);
            return 0;
        };
        let mut left_out = Vec::new();
        self.lists.index(section, &mut |origin| left_out.push(origin));
        for origin in left_out.into_iter().rev() {
            self.explain(section, origin, bytes, &mut |entry, path| {
                let path = Path::Field(path, "id");
                let cursor =
                    Cursor { node: entry.get("id"), path: &path, source: bytes, report: &self.report };
                cursor.note(&DUPLICATE_ID, Lost::This);
            });
            let list = Path::Field(&Path::Root, section.name());
            self.report.borrow_mut().costs(&Path::Index(&list, origin.index as usize));
        }
        self.state = State::Index(at + 1);
        self.lists.len(section)
    }

    /// Reads an entry again, to say where in it something is wrong that shows only when all is read.
    fn explain(
        &self,
        section: Section,
        origin: Origin,
        bytes: &[u8],
        say: &mut dyn FnMut(&Node<'_>, &Path<'_>),
    ) {
        let list = Path::Field(&Path::Root, section.name());
        let path = Path::Index(&list, origin.index as usize);
        self.read_again(origin.offset as usize, bytes, &mut |node| say(node, &path));
    }

    fn read_again(&self, offset: usize, bytes: &[u8], say: &mut dyn FnMut(&Node<'_>)) {
        let mut scanner = Scanner::new(bytes, self.limits);
        scanner.pos = offset;
        if let Ok(node) = scanner.value(1) {
            say(&node);
        }
    }

    /// Looks for ids that lead nowhere, a few entries at a time.
    fn refer(&mut self, at: usize, place: usize, bytes: &[u8]) {
        let Some(&section) = Section::ALL.get(at) else {
            self.refer_alliance(bytes);
            self.state = State::Done;
            return;
        };
        for place in place..place + REFERENCES_A_STEP {
            let Some(origin) = self.lists.origin(section, place) else {
                self.state = State::Refer(at + 1, 0);
                return;
            };
            references::of_entry(&self.lists, section, place, &mut |fields, target, id| {
                if !self.lists.has(target, id.as_str()) {
                    self.explain(section, origin, bytes, &mut |entry, path| {
                        self.dangling(entry, path, fields, id.as_str(), bytes);
                    });
                }
            });
        }
        self.state = State::Refer(at, place + REFERENCES_A_STEP);
    }

    fn refer_alliance(&self, bytes: &[u8]) {
        let Some(alliance) = &self.feed.alliance else { return };
        references::of_alliance(alliance, &mut |fields, target, id| {
            if !self.lists.has(target, id.as_str()) {
                self.read_again(self.alliance_at, bytes, &mut |node| {
                    self.dangling(node, &Path::Field(&Path::Root, "alliance"), fields, id.as_str(), bytes);
                });
            }
        });
    }

    fn dangling(&self, entry: &Node<'_>, path: &Path<'_>, fields: &str, id: &str, bytes: &[u8]) {
        references::locate(entry, path, fields, id, &mut |path, node| {
            Cursor { node: Some(node), path, source: bytes, report: &self.report }
                .note(&DANGLING, Lost::Nothing);
        });
    }

    /// Reports what the scanner mended on the way.
    fn take_notes(&mut self, scanner: &mut Scanner<'_>, path: &Path<'_>, bytes: &[u8]) {
        for note in mem::take(&mut scanner.notes) {
            let lost = if note.fault.loses_value() { Lost::This } else { Lost::Nothing };
            self.note(note, path, bytes, lost);
        }
    }

    /// Reports a note, unless the file is at its end: then that is what is wrong.
    fn note_unless_cut(&mut self, note: Note, path: &Path<'_>, bytes: &[u8]) -> Result<(), Note> {
        if note.fault == &CUT_OFF {
            return Err(note);
        }
        self.note(note, path, bytes, Lost::This);
        Ok(())
    }

    fn note(&self, note: Note, path: &Path<'_>, bytes: &[u8], lost: Lost) {
        let rest = &bytes[note.at.min(bytes.len())..];
        // A mark stands for itself, anything else up to the next mark.
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",:]}".contains(byte);
        let length = rest.iter().skip(1).position(ends).map_or(rest.len(), |at| at + 1);
        let length = if rest.first().is_some_and(ends) { 1 } else { length.min(200) };
        let quoted = String::from_utf8_lossy(&rest[..length.min(rest.len())]);
        let quoted = if quoted.is_empty() { "this" } else { &quoted };
        self.report.borrow_mut().add(path, note.at, note.fault, quoted, lost);
    }
}

/// An optional value of the outermost object.
fn optional<T: for<'de> Deserialize<'de>>(cursor: Cursor<'_>) -> Option<T> {
    cursor.node?;
    cursor.read()
}
