//! The scanner: values, separators, comments, and the way on after a broken value.

use std::borrow::Cow;

use super::{Node, Note, Value, number};
use crate::{
    Limits,
    fault::{
        BAD_NUMBER, BARE_NAME, COMMENT, CUT_OFF, DUPLICATE_KEY, Fault, LEADING_ZERO, MISSING_COLON,
        MISSING_COMMA, NUMBER_RANGE, SINGLE_QUOTES, TOO_DEEP, TOO_LONG, TOO_MANY, TRAILING_COMMA,
        UNEXPECTED_TEXT, WIDE_SIGN,
    },
};

/// Objects with more fields than this are not searched for names given twice: no entry of a feed has so many, and the
/// search takes quadratic time.
const DUPLICATES_SOUGHT: usize = 200;

/// A place in the bytes, and what was mended on the way there.
pub(crate) struct Scanner<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) pos: usize,
    limits: Limits,
    /// What was mended since the notes were last taken.
    pub(crate) notes: Vec<Note>,
    /// Whether invalid UTF-8 was noted: once is enough.
    pub(crate) invalid_noted: bool,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(bytes: &'a [u8], limits: Limits) -> Self {
        Self { bytes, pos: 0, limits, notes: Vec::new(), invalid_noted: false }
    }

    pub(crate) fn skip_bom(&mut self) {
        if self.bytes.starts_with("\u{FEFF}".as_bytes()) {
            self.pos = 3;
        }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    pub(super) fn note(&mut self, at: usize, fault: &'static Fault) {
        // A value full of mistakes needs no more notes than the feed has diagnostics.
        if self.notes.len() < self.limits.diagnostics {
            self.notes.push(Note { at, fault });
        }
    }

    pub(super) fn note_here(&self, fault: &'static Fault) -> Note {
        Note { at: self.pos, fault }
    }

    pub(super) fn note_at_end(&self, fault: &'static Fault) -> Note {
        Note { at: self.bytes.len(), fault }
    }

    /// The sign for which a wide one stands here outside of a text: a space, a comma, a colon or a quote.
    fn wide(&self) -> Option<u8> {
        Some(match self.bytes.get(self.pos..self.pos + 3)? {
            // U+3000, ， 、 ： “ ” ＂
            [0xE3, 0x80, 0x80] => b' ',
            [0xEF, 0xBC, 0x8C] | [0xE3, 0x80, 0x81] => b',',
            [0xEF, 0xBC, 0x9A] => b':',
            [0xE2, 0x80, 0x9C | 0x9D] | [0xEF, 0xBC, 0x82] => b'"',
            _ => return None,
        })
    }

    /// Steps over a sign, also where a wide one stands for it, which is noted. Whether it was there.
    fn sign(&mut self, sign: u8) -> bool {
        if self.peek() == Some(sign) {
            self.pos += 1;
            return true;
        }
        let is_wide = self.wide() == Some(sign);
        if is_wide {
            self.note(self.pos, &WIDE_SIGN);
            self.pos += 3;
        }
        is_wide
    }

    /// What is wrong with something that does not belong here.
    fn unexpected(&self) -> Note {
        self.note_here(if self.wide().is_some() { &WIDE_SIGN } else { &UNEXPECTED_TEXT })
    }

    /// Steps over white space, and over comments and wide spaces with a note.
    pub(crate) fn space(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.pos += 1,
                Some(0xE3) if self.sign(b' ') => {}
                Some(b'/' | b'#') => {
                    let rest = &self.bytes[self.pos..];
                    let length = match rest.get(1) {
                        _ if rest[0] == b'#' => rest.iter().position(|&byte| byte == b'\n'),
                        Some(b'/') => rest.iter().position(|&byte| byte == b'\n'),
                        Some(b'*') => rest.windows(2).skip(2).position(|pair| pair == b"*/").map(|at| at + 4),
                        _ => return,
                    };
                    self.note(self.pos, &COMMENT);
                    self.pos += length.unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }

    /// Reads a value with everything in it, `depth` brackets deep.
    ///
    /// # Errors
    /// The note on what makes it unreadable. The place is then somewhere inside it: see [`Scanner::skip`].
    pub(crate) fn value(&mut self, depth: usize) -> Result<Node<'a>, Note> {
        self.space();
        let start = self.pos;
        let Some(byte) = self.peek() else { return Err(self.note_here(&CUT_OFF)) };
        let value = match byte {
            b'{' | b'[' if depth >= self.limits.depth => {
                self.note(start, &TOO_DEEP);
                self.skip()?;
                Value::Null
            }
            b'{' => self.object(depth)?,
            b'[' => self.list(depth)?,
            b'"' => {
                let text = self.string()?;
                if text.len() > self.limits.text_bytes {
                    self.note(start, &TOO_LONG);
                    Value::Null
                } else {
                    Value::Text(text)
                }
            }
            b'-' | b'0'..=b'9' => self.number()?,
            _ => self.word()?,
        };
        Ok(Node { value, start, end: self.pos })
    }

    fn list(&mut self, depth: usize) -> Result<Value<'a>, Note> {
        let mut entries = Vec::new();
        let mut more = self.open(b']');
        while more {
            if entries.len() == self.limits.entries {
                self.note(self.pos, &TOO_MANY);
                while more {
                    self.skip()?;
                    more = self.separator(b']')?;
                }
                break;
            }
            entries.push(self.value(depth + 1)?);
            more = self.separator(b']')?;
        }
        Ok(Value::List(entries))
    }

    fn object(&mut self, depth: usize) -> Result<Value<'a>, Note> {
        let mut fields: Vec<(Cow<'a, str>, Node<'a>)> = Vec::new();
        let mut more = self.open(b'}');
        while more {
            let start = self.pos;
            let name = self.name()?;
            if fields.len() < DUPLICATES_SOUGHT && fields.iter().any(|(earlier, _)| *earlier == name) {
                self.note(start, &DUPLICATE_KEY);
            }
            fields.push((name, self.value(depth + 1)?));
            more = self.separator(b'}')?;
        }
        Ok(Value::Object(fields))
    }

    /// Steps over the opening bracket that stands here; whether something follows before the closing one.
    pub(crate) fn open(&mut self, close: u8) -> bool {
        self.pos += 1;
        self.space();
        let empty = self.peek() == Some(close);
        self.pos += usize::from(empty);
        !empty
    }

    /// Reads a name of an object and the colon after it.
    pub(crate) fn name(&mut self) -> Result<Cow<'a, str>, Note> {
        let name = match self.peek() {
            Some(b'"') => self.string()?,
            Some(b'\'') => return Err(self.note_here(&SINGLE_QUOTES)),
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$') => return Err(self.note_here(&BARE_NAME)),
            Some(_) => return Err(self.unexpected()),
            None => return Err(self.note_here(&CUT_OFF)),
        };
        self.space();
        match self.peek() {
            _ if self.sign(b':') => {}
            Some(_) => return Err(self.note_here(&MISSING_COLON)),
            None => return Err(self.note_here(&CUT_OFF)),
        }
        Ok(name)
    }

    /// Steps over what follows a value, up to the next one or past the closing bracket; whether there is a next one.
    pub(crate) fn separator(&mut self, close: u8) -> Result<bool, Note> {
        self.space();
        let comma = self.pos;
        match self.peek() {
            None => Err(self.note_here(&CUT_OFF)),
            _ if self.sign(b',') => {
                self.space();
                if self.peek() == Some(close) {
                    self.note(comma, &TRAILING_COMMA);
                    self.pos += 1;
                    return Ok(false);
                }
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.pos += 1;
                Ok(false)
            }
            Some(b'"' | b'{' | b'[') => {
                self.note(self.pos, &MISSING_COMMA);
                Ok(true)
            }
            Some(_) => Err(self.unexpected()),
        }
    }

    /// Steps over something that does not belong here: a sign, or a word up to whatever may follow it.
    pub(crate) fn stray(&mut self) {
        let ends = |byte| {
            matches!(
                byte,
                b' ' | b'\t' | b'\n' | b'\r' | b',' | b'"' | b'[' | b']' | b'{' | b'}' | b'/' | b'#'
            )
        };
        self.pos += 1;
        while self.peek().is_some_and(|byte| !ends(byte)) && self.wide().is_none() {
            self.pos += 1;
        }
    }

    fn number(&mut self) -> Result<Value<'a>, Note> {
        let rest = &self.bytes[self.pos..];
        let Some((length, leading_zero)) = number::measure(rest) else {
            return Err(self.unreadable(&BAD_NUMBER));
        };
        if leading_zero {
            self.note(self.pos, &LEADING_ZERO);
        }
        let value = number::value(&rest[..length]).unwrap_or_else(|| {
            self.note(self.pos, &NUMBER_RANGE);
            Value::Null
        });
        self.pos += length;
        Ok(value)
    }

    fn word(&mut self) -> Result<Value<'a>, Note> {
        let rest = &self.bytes[self.pos..];
        for (word, value) in
            [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))]
        {
            if rest.starts_with(word.as_bytes()) {
                self.pos += word.len();
                return Ok(value);
            }
            if word.as_bytes().starts_with(rest) {
                return Err(self.note_at_end(&CUT_OFF));
            }
        }
        Err(self.unreadable(match rest.first() {
            Some(b'\'') => &SINGLE_QUOTES,
            Some(b'+' | b'.') => &BAD_NUMBER,
            _ => self.unexpected().fault,
        }))
    }

    /// A fault here, unless the file ends within the word: then that is what is wrong.
    fn unreadable(&self, fault: &'static Fault) -> Note {
        let ends = self.bytes[self.pos..]
            .iter()
            .all(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'));
        if ends { self.note_at_end(&CUT_OFF) } else { self.note_here(fault) }
    }

    /// Steps over the value that stands here without looking into it: to after its closing bracket, or to the comma
    /// or bracket that ends a plain value. It needs no stack, however deep the value is.
    ///
    /// A line break ends a text here, because no text of JSON has one: after a lost quote the next line is sound again.
    /// If an object begins there, or a list ends, the closing brace of the value was swallowed with the quote.
    pub(crate) fn skip(&mut self) -> Result<(), Note> {
        let is_object = self.peek() == Some(b'{');
        let mut depth = 0usize;
        let mut in_text = false;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' if in_text => self.pos += 1,
                b'"' => in_text = !in_text,
                b'\n' if in_text => {
                    in_text = false;
                    let next = self.bytes[self.pos..].iter().position(|byte| !byte.is_ascii_whitespace());
                    let next = next.map_or(self.bytes.len(), |blanks| self.pos + blanks);
                    if is_object && depth == 1 && matches!(self.bytes.get(next), Some(b'{' | b']')) {
                        self.pos = next;
                        return Ok(());
                    }
                }
                _ if in_text => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return Ok(()),
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.pos += 1;
                        return Ok(());
                    }
                }
                _ => {}
            }
            self.pos += 1;
        }
        self.pos = self.bytes.len();
        Err(self.note_here(&CUT_OFF))
    }
}
