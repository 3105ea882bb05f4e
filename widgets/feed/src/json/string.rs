//! Texts of JSON: escapes, surrogate pairs, invalid UTF-8.

use std::borrow::Cow;

use super::{Note, Scanner};
use crate::fault::{BAD_ESCAPE, CONTROL_IN_STRING, CUT_OFF, INVALID_UTF8, LONE_SURROGATE};

impl<'a> Scanner<'a> {
    /// Reads the text whose opening quote stands here.
    ///
    /// # Errors
    /// Only the end of the file. Everything else in a text can be mended, and is, with a note.
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, Note> {
        self.pos += 1;
        let mut text = Cow::Borrowed("");
        let mut from = self.pos;
        let mut control_noted = false;
        loop {
            let Some(byte) = self.peek() else { return Err(self.note_here(&CUT_OFF)) };
            match byte {
                b'"' => {
                    self.append(&mut text, from);
                    self.pos += 1;
                    return Ok(text);
                }
                b'\\' => {
                    self.append(&mut text, from);
                    let letter = self.escape()?;
                    text.to_mut().push(letter);
                    from = self.pos;
                }
                0..0x20 if !control_noted => {
                    control_noted = true;
                    self.note(self.pos, &CONTROL_IN_STRING);
                    self.pos += 1;
                }
                // Most of a text is plain, and passed in a loop of its own.
                _ => {
                    let rest = &self.bytes[self.pos + 1..];
                    let plain = rest.iter().position(|byte| matches!(byte, 0..0x20 | b'"' | b'\\'));
                    self.pos += 1 + plain.unwrap_or(rest.len());
                }
            }
        }
    }

    /// Adds the bytes from `from` to here, with U+FFFD for what is not UTF-8.
    fn append(&mut self, text: &mut Cow<'a, str>, from: usize) {
        let bytes = &self.bytes[from..self.pos];
        if bytes.is_empty() {
            return;
        }
        let piece = match std::str::from_utf8(bytes) {
            Ok(valid) => Cow::Borrowed(valid),
            Err(error) => {
                // One note a file: a file in another encoding is invalid throughout.
                if !self.invalid_noted {
                    self.invalid_noted = true;
                    self.note(from + error.valid_up_to(), &INVALID_UTF8);
                }
                String::from_utf8_lossy(bytes)
            }
        };
        if text.is_empty() {
            *text = piece;
        } else {
            text.to_mut().push_str(&piece);
        }
    }

    /// Reads the escape whose backslash stands here.
    fn escape(&mut self) -> Result<char, Note> {
        let start = self.pos;
        self.pos += 1;
        let Some(byte) = self.peek() else { return Err(self.note_here(&CUT_OFF)) };
        // What follows is read on its own, so that no character is torn apart.
        if !(0x20..0x80).contains(&byte) {
            self.note(start, &BAD_ESCAPE);
            return Ok('\\');
        }
        self.pos += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => match self.hex() {
                Some(unit) => self.unicode(start, unit),
                None if self.bytes[self.pos..].iter().all(u8::is_ascii_hexdigit) => {
                    return Err(self.note_at_end(&CUT_OFF));
                }
                None => {
                    self.note(start, &BAD_ESCAPE);
                    char::REPLACEMENT_CHARACTER
                }
            },
            other => {
                self.note(start, &BAD_ESCAPE);
                char::from(other)
            }
        })
    }

    /// The character of a first UTF-16 unit and, if it is the first half of a pair, of the escape that follows.
    fn unicode(&mut self, start: usize, unit: u32) -> char {
        if let Some(letter) = char::from_u32(unit) {
            return letter;
        }
        let after = self.pos;
        if unit < 0xDC00 && self.bytes[after..].starts_with(b"\\u") {
            self.pos += 2;
            if let Some(low @ 0xDC00..0xE000) = self.hex()
                && let Some(letter) = char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
            {
                return letter;
            }
            // Not its other half: that escape is read on its own.
            self.pos = after;
        }
        self.note(start, &LONE_SURROGATE);
        char::REPLACEMENT_CHARACTER
    }

    /// Four hexadecimal digits, or nothing and no step.
    fn hex(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.pos..self.pos + 4)?;
        let mut unit = 0;
        for &byte in digits {
            unit = unit * 16 + char::from(byte).to_digit(16)?;
        }
        self.pos += 4;
        Some(unit)
    }
}
