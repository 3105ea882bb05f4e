//! The outermost object of the document: its names, its lists, and whatever stands between them that should not.

use super::{
    Cursor, Fill, Reader, State,
    sections::{Origin, Section},
};
#[cfg(any(test, feature = "check"))]
use crate::report::shorten;
use crate::{
    error::{Cause, Error},
    fault::{BAD_VERSION, CUT_OFF, DUPLICATE_KEY, NOT_LIST, TEXT_AFTER_END, TOO_MANY, UNCLOSED, UNREADABLE},
    json::{self, Node, Note, Scanner, Value},
    report::{Lost, Path},
};

/// The names of the outermost object besides its lists.
const FIELDS: [&str; 8] =
    ["version", "updated", "next_revalidation", "calendar_url", "rss_url", "license", "credit", "alliance"];

/// So much of a feed, from its first letter beyond ASCII on, is looked at for the encoding that it is in, and so many broken
/// letters are taken for accidents. To look at all of it in one step would hold a page up.
const LOOKED_AT: usize = 64 * 1024;
const ACCIDENTS: usize = 3;

/// Whether a feed is in UTF-16, in ISO-2022-JP, or in another encoding than UTF-8: its texts would all be shown as something else. One of
/// UTF-8 with a broken letter has many that are whole; one in Shift_JIS has those by chance alone. What is said here of a feed
/// holds for the checker too.
fn is_in_another_encoding(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
    for chunk in bytes[start..bytes.len().min(start + LOOKED_AT)].utf8_chunks() {
        // The first bytes of letters beyond ASCII.
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // ISO-2022-JP is all ASCII, and switches to Japanese with these (RFC 1468).
    let ascii = &bytes[..start];
    let escape = ascii.iter().position(|byte| *byte == 0x1B).map_or(&[][..], |at| &ascii[at..]);
    let switches = [b"\x1b$B", b"\x1b$@", b"\x1b(J"].iter().any(|sequence| escape.starts_with(*sequence));
    broken > whole.max(ACCIDENTS) || switches || matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
}

/// How many values that turn out to have no end are read to the end of the file to find that out.
pub(super) const UNCLOSED_READ: u8 = 8;

impl Reader {
    /// Refuses what is no feed, or opens the outermost object.
    pub(super) fn start(&mut self, scanner: &mut Scanner<'_>) -> Result<(), Note> {
        let bytes = scanner.bytes;
        if bytes.len() > self.limits.bytes {
            return self.fail(Cause::TooLarge { bytes: bytes.len(), limit: self.limits.bytes });
        }
        if is_in_another_encoding(bytes) {
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
                let start = &bytes[scanner.pos..];
                if [&b"null"[..], b"true", b"false"].contains(&start.trim_ascii_end()) {
                    return self.fail(Cause::NotAnObject);
                }
                let start = String::from_utf8_lossy(&start[..start.len().min(80)]).chars().take(20).collect();
                return self.fail(Cause::NotJson(start));
            }
        }
        self.take_notes(scanner, &Path::Root);
        if scanner.open(b'}') {
            self.state = State::Name;
        } else {
            self.after_end(scanner);
        }
        Ok(())
    }

    fn fail(&mut self, cause: Cause) -> Result<(), Note> {
        self.state = State::Failed(Error(cause));
        Ok(())
    }

    /// Reads a name of the outermost object and, unless it is a list of the feed, its value.
    pub(super) fn name(&mut self, scanner: &mut Scanner<'_>) -> Result<(), Note> {
        let start = scanner.pos;
        let name = match scanner.name() {
            Ok(name) => name,
            Err(note) => {
                // Step over what was to be a name and its value.
                self.take_notes(scanner, &Path::Root);
                self.note_unless_cut(note, &Path::Root, scanner.bytes)?;
                scanner.pos = start;
                scanner.skip()?;
                return self.after_value(scanner);
            }
        };
        self.take_notes(scanner, &Path::Root);
        scanner.space();
        if let Some(section) = Section::ALL.into_iter().find(|section| section.name() == name) {
            let again = self.came_before(section.name(), start, scanner.bytes);
            let Some(list) = self.lists.get_mut(section) else {
                scanner.skip()?;
                return self.after_value(scanner);
            };
            if again {
                list.clear();
            }
            if scanner.peek() == Some(b'[') {
                self.state = State::Entry(section, 0);
                if scanner.open(b']') {
                    return Ok(());
                }
            } else {
                self.not_a_list(section, scanner)?;
            }
        } else if let Some(field) = FIELDS.into_iter().find(|field| *field == name) {
            self.came_before(field, start, scanner.bytes);
            self.field(field, scanner)?;
        } else {
            #[cfg(any(test, feature = "check"))]
            {
                self.note_misspelt(&name, start, scanner.bytes);
                self.look_into(&name, scanner)?;
            }
            // Unknown fields may be anything, also large: they are stepped over without being built.
            scanner.skip()?;
        }
        self.after_value(scanner)
    }

    /// Warns of a name that is not known, if it is near to one that is.
    #[cfg(any(test, feature = "check"))]
    fn note_misspelt(&self, name: &str, at: usize, source: &[u8]) {
        let lists = Section::ALL.into_iter().map(Section::name);
        let known: Vec<&str> = FIELDS.into_iter().chain(lists).collect();
        super::cursor::note_misspelt(&self.session(source), &Path::Root, name, &known, at);
    }

    /// Reads a value that nobody asks for: a file that is no JSON is none for other programs either. It is still to be stepped
    /// over, as on a page.
    #[cfg(any(test, feature = "check"))]
    fn look_into(&mut self, name: &str, scanner: &mut Scanner<'_>) -> Result<(), Note> {
        let start = scanner.pos;
        self.value(scanner, &Path::Field(&Path::Root, &shorten(name)))?;
        scanner.pos = start;
        Ok(())
    }

    /// Whether a name came already, which is then reported: the later value counts, and the earlier one is lost.
    fn came_before(&mut self, name: &'static str, at: usize, source: &[u8]) -> bool {
        if !self.seen.contains(&name) {
            self.seen.push(name);
            return false;
        }
        let note = Note { at, fault: &DUPLICATE_KEY };
        self.note(note, &Path::Field(&Path::Root, name), source, Lost::This);
        true
    }

    /// Where a list is expected and something else stands.
    fn not_a_list(&mut self, section: Section, scanner: &mut Scanner<'_>) -> Result<(), Note> {
        let at = scanner.pos;
        let path = section.path();
        let Some(node) = self.value(scanner, &path)? else { return Ok(()) };
        match node.value {
            Value::Null => {}
            Value::Object(_) => {
                self.note(Note { at, fault: &NOT_LIST }, &path, scanner.bytes, Lost::Nothing);
                self.push(section, 0, &node, scanner.bytes);
            }
            _ => self.note(Note { at, fault: &UNREADABLE }, &path, scanner.bytes, Lost::This),
        }
        Ok(())
    }

    /// Reads the value of a name that is no list.
    fn field(&mut self, name: &'static str, scanner: &mut Scanner<'_>) -> Result<(), Note> {
        let at = scanner.pos;
        let path = Path::Field(&Path::Root, name);
        let Some(node) = self.value(scanner, &path)? else { return Ok(()) };
        if name == "version" {
            return self.version(&node, scanner.bytes);
        }
        if node.value == Value::Null {
            // Which is to say that it is not there.
            self.seen.retain(|seen| *seen != name);
            return Ok(());
        }
        let place: &mut dyn Fill = match name {
            "updated" => &mut self.feed.updated,
            "next_revalidation" => &mut self.feed.next_revalidation,
            "calendar_url" => &mut self.feed.calendar_url,
            "rss_url" => &mut self.feed.rss_url,
            "license" => &mut self.feed.license,
            "credit" => &mut self.feed.credit,
            _ => {
                self.alliance_at = at;
                &mut self.feed.alliance
            }
        };
        let session = super::Session { source: scanner.bytes, report: &self.report, experts: self.experts };
        place.fill(&Cursor { node: &node, path: &path, session: &session });
        Ok(())
    }

    fn version(&mut self, node: &Node<'_>, source: &[u8]) -> Result<(), Note> {
        // 1, 1.2, 1e0 and "1.2" all name the major version 1.
        let number = match &node.value {
            Value::Text(text) => {
                let major = text.split('.').next().unwrap_or_default();
                json::parse(major.as_bytes(), &self.limits).ok().and_then(|node| node.as_f64())
            }
            _ => node.as_f64(),
        };
        if number.is_some_and(|number| (0.0..1.0).contains(&number) || number >= 2.0) {
            let written = String::from_utf8_lossy(&source[node.start..node.end.min(node.start + 20)]);
            return self.fail(Cause::Version(written.trim_matches('"').into()));
        }
        self.feed.version = 1;
        if number.is_none_or(|number| number < 0.0) {
            let path = Path::Field(&Path::Root, "version");
            self.note(Note { at: node.start, fault: &BAD_VERSION }, &path, source, Lost::Nothing);
        }
        Ok(())
    }

    /// Reads an entry of a list.
    pub(super) fn entry(
        &mut self,
        section: Section,
        index: u32,
        scanner: &mut Scanner<'_>,
    ) -> Result<(), Note> {
        let list = section.path();
        let path = Path::Index(&list, index as usize);
        if index as usize >= self.limits.entries {
            self.note(Note { at: scanner.pos, fault: &TOO_MANY }, &path, scanner.bytes, Lost::This);
            skip_rest(scanner)?;
            return self.after_value(scanner);
        }
        if let Some(node) = self.value(scanner, &path)? {
            self.push(section, index, &node, scanner.bytes);
        }
        self.state = State::Entry(section, index + 1);
        let more = scanner.separator(b']');
        self.take_notes(scanner, &list);
        match more {
            Ok(true) => {}
            Ok(false) => return self.after_value(scanner),
            Err(note) => {
                self.note_unless_cut(note, &list, scanner.bytes)?;
                // A stray bracket or word between entries: go on behind it.
                scanner.stray();
            }
        }
        Ok(())
    }

    fn push(&mut self, section: Section, index: u32, node: &Node<'_>, source: &[u8]) {
        let list = section.path();
        let path = Path::Index(&list, index as usize);
        let session = super::Session { source, report: &self.report, experts: self.experts };
        let origin = Origin { index, offset: u32::try_from(node.start).unwrap_or(u32::MAX) };
        if let Some(list) = self.lists.get_mut(section) {
            list.push(&Cursor { node, path: &path, session: &session }, origin);
        }
    }

    /// Reads a value. One that is broken is reported and stepped over; only the end of the file is an error.
    fn value<'a>(&mut self, scanner: &mut Scanner<'a>, path: &Path<'_>) -> Result<Option<Node<'a>>, Note> {
        scanner.space();
        let (start, all) = (scanner.pos, scanner.bytes);
        if self.unclosed == UNCLOSED_READ {
            // Else a file full of them takes quadratic time.
            scanner.skip()?;
            scanner.bytes = &all[..scanner.pos];
            scanner.pos = start;
        }
        let result = scanner.value(1);
        scanner.bytes = all;
        #[cfg(any(test, feature = "check"))]
        if let Ok(node) = &result {
            self.take_notes_within(node, scanner, path);
        }
        self.take_notes(scanner, path);
        let broken = match result {
            Ok(node) => return Ok(Some(node)),
            // The value may have an end all the same. Then the file was read through because a quote is missing.
            Err(note) if note.fault == &CUT_OFF => {
                self.unclosed = UNCLOSED_READ.min(self.unclosed + 1);
                Note { at: start, fault: &UNCLOSED }
            }
            Err(note) => note,
        };
        scanner.pos = start;
        scanner.skip()?;
        self.note(broken, path, scanner.bytes, Lost::This);
        Ok(None)
    }

    /// Reports what the scanner mended within a value, each at its own place.
    #[cfg(any(test, feature = "check"))]
    fn take_notes_within(&self, node: &Node<'_>, scanner: &mut Scanner<'_>, path: &Path<'_>) {
        for note in std::mem::take(&mut scanner.notes) {
            at_its_place(node, path, note, &mut |path| {
                self.note(note, path, scanner.bytes, note.fault.loses());
            });
        }
    }

    /// Steps over what follows a value of the outermost object, or over the next part of what does not belong there.
    pub(super) fn after_value(&mut self, scanner: &mut Scanner<'_>) -> Result<(), Note> {
        if matches!(self.state, State::Failed(_)) {
            return Ok(());
        }
        let more = scanner.separator(b'}');
        self.take_notes(scanner, &Path::Root);
        match more {
            Ok(true) => self.state = State::Name,
            Ok(false) => self.after_end(scanner),
            Err(note) => {
                // Not that of an entry, whose list is closed.
                self.state = State::After;
                self.note_unless_cut(note, &Path::Root, scanner.bytes)?;
                scanner.stray();
            }
        }
        Ok(())
    }

    /// Looks at what stands behind the outermost object.
    fn after_end(&mut self, scanner: &mut Scanner<'_>) {
        scanner.space();
        self.take_notes(scanner, &Path::Root);
        if scanner.peek().is_some() {
            let note = Note { at: scanner.pos, fault: &TEXT_AFTER_END };
            self.note(note, &Path::Root, scanner.bytes, Lost::Nothing);
        }
        self.end();
    }
}

/// Hands over the way to what a note is on, within a value that holds it.
#[cfg(any(test, feature = "check"))]
fn at_its_place(node: &Node<'_>, path: &Path<'_>, note: Note, say: &mut dyn FnMut(&Path<'_>)) {
    let is_before = |node: &Node<'_>| node.end <= note.at;
    match &node.value {
        Value::List(entries) => {
            let index = entries.partition_point(is_before);
            let path_within = Path::Index(path, index);
            match entries.get(index) {
                Some(entry) if entry.start <= note.at => at_its_place(entry, &path_within, note, say),
                // The first one that was skipped.
                None if note.fault == &TOO_MANY => say(&path_within),
                _ => say(path),
            }
        }
        Value::Object(fields) => {
            let Some((name, value)) = fields.get(fields.partition_point(|(_, value)| is_before(value)))
            else {
                return say(path);
            };
            let name = shorten(name);
            let path_within = Path::Field(path, &name);
            if value.start <= note.at {
                at_its_place(value, &path_within, note, say);
            } else {
                // That stands on the name.
                say(if note.fault == &DUPLICATE_KEY { &path_within } else { path });
            }
        }
        _ => say(path),
    }
}

/// Steps over the rest of a list, with its closing bracket.
fn skip_rest(scanner: &mut Scanner<'_>) -> Result<(), Note> {
    loop {
        scanner.skip()?;
        match scanner.separator(b']') {
            Ok(true) => {}
            Ok(false) => break,
            Err(note) if note.fault == &CUT_OFF => return Err(note),
            Err(_) => scanner.pos += 1,
        }
    }
    // That the rest was skipped is all there is to say about it.
    scanner.notes.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{Limits, read::codes_of};

    #[test]
    fn what_nobody_shows_is_json_all_the_same() {
        let check = |more: &str, expected: &[(&str, &str, &str)]| {
            let feed = format!(r#"{{"version":1,"alliance":{{"name":"RAN"}},"x":{more},"members":[]}}"#);
            let reading = crate::read(feed.into(), &Limits::default()).unwrap();
            assert_eq!(codes_of(&reading), expected, "{more}");
        };
        check(r#"[1, {"a": ["]", "}"]}, null]"#, &[]);
        check("[1 nul]", &[("unexpected-text", "x", "error")]);
        check("[-.5]", &[("bad-number", "x", "error")]);
        check(r#"["\u30"]"#, &[("bad-escape", "x[0]", "warning")]);
        check("nothing", &[("unexpected-text", "x", "error")]);
        check(&format!("{}{}", "[".repeat(99), "]".repeat(99)), &[("too-deep", &depth(), "error")]);
    }

    /// The path of the first list that is too deep in lists of one.
    fn depth() -> String {
        format!("x{}", "[0]".repeat(Limits::default().depth - 1))
    }

    #[test]
    fn a_mistake_within_an_entry_costs_no_more_than_what_it_is_in() {
        let check = |fields: &str, expected: &[(&str, &str, &str)]| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"events":[{{"id":"a","title":"A","start":"2026-04-01",{fields}}}]}}"#
            );
            let reading = crate::read(feed.into(), &Limits::default()).unwrap();
            let said = reading.diagnostics.iter();
            let said =
                said.map(|said| (said.code, said.path.as_str(), said.lost.as_deref().unwrap_or_default()));
            assert_eq!(said.collect::<Vec<_>>(), expected, "{fields}");
            assert_eq!(
                reading.feed.events.len(),
                usize::from(!expected.iter().any(|(_, _, lost)| *lost == "events[0]"))
            );
        };
        let long = "x".repeat(Limits::default().text_bytes + 1);
        check(r#""price":1e999"#, &[("number-range", "events[0].price", "events[0].price")]);
        check(r#""place":{"lat":1e999}"#, &[("number-range", "events[0].place.lat", "events[0].place.lat")]);
        check(
            &format!(r#""sessions":[{{"title":"S"}},{{"title":"S","description":"{long}"}}]"#),
            &[("too-long", "events[0].sessions[1].description", "events[0].sessions[1].description")],
        );
        check(r#""summary":"\ud800""#, &[("lone-surrogate", "events[0].summary", "")]);
        check(r#""price":042"#, &[("leading-zero", "events[0].price", "")]);
        check(r#""price":1,"price":2"#, &[("duplicate-key", "events[0].price", "")]);
        check(r#""price":1, /* so much */ "capacity":2"#, &[("comment", "events[0]", "")]);
        let many = vec!["\"2026-04-01\""; Limits::default().entries + 1].join(",");
        let last = format!("events[0].rdate[{}]", Limits::default().entries);
        check(&format!(r#""rdate":[{many}]"#), &[("too-many", &last, &last)]);
        // What an entry cannot do without stands there, and is not missing.
        check(
            &format!(r#""title":"{long}""#),
            &[("duplicate-key", "events[0].title", ""), ("too-long", "events[0].title", "events[0]")],
        );
        check(
            r#""start":1e999"#,
            &[("duplicate-key", "events[0].start", ""), ("number-range", "events[0].start", "events[0]")],
        );
        check(
            r#""title":null"#,
            &[("missing", "events[0].title", "events[0]"), ("duplicate-key", "events[0].title", "")],
        );
        // Names may hold anything.
        check(r#""a\nb":1e999"#, &[("number-range", "events[0].a b", "events[0].a b")]);
        check(r#""titl\ne":1"#, &[("misspelt-name", "events[0].titl e", "")]);
        check(r#""titl\u001b":1"#, &[("misspelt-name", "events[0].titl ", "")]);
    }

    #[test]
    fn a_version_is_a_number_however_it_is_written() {
        let check = |version: &str, expected: Result<usize, &str>| {
            let feed = format!(r#"{{"version":{version},"alliance":{{"name":"RAN"}}}}"#);
            let reading = crate::read(feed.into(), &Limits::default());
            let found = reading.as_ref().map(|reading| reading.diagnostics.len()).map_err(crate::Error::code);
            assert_eq!(found, expected, "{version}");
        };
        for first in ["1", "1.0", "1.9", "1e0", "10e-1", "\"1\"", "\"1.2\"", "\"1.2.3\""] {
            check(first, Ok(0));
        }
        for higher in [
            "2",
            "2e0",
            "0.2e1",
            "4294967296",
            "4294967297",
            "99999999999999999999",
            "\"4294967297\"",
            "\"2.0.1\"",
            "0",
        ] {
            check(higher, Err("version"));
        }
        for none in ["\"\"", "\"v1\"", "-1", "true", "null", "[1]"] {
            check(none, Ok(1));
        }
    }
}
