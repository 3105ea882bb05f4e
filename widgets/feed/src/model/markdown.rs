//! Descriptions: a small part of Markdown, read into nodes and never into HTML.
//!
//! Paragraphs (a blank line between), line breaks as typed, lists (`- ` or `1. `), `[text](address)`, `**strong**` and
//! `*em*`, and bare `https://…` addresses. Everything else, HTML first of all, is text as it stands. A backslash
//! before a punctuation mark makes it plain.

use super::Url;

/// A block of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// What each entry says.
        items: Vec<Vec<Inline>>,
    },
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// A line break that the author typed.
    Break,
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Stress.
    Em(Vec<Inline>),
    /// A link. Links do not nest.
    Link {
        /// What it says.
        text: Vec<Inline>,
        /// Where it leads.
        url: Url,
    },
}

/// Reads a description.
///
/// ```
/// use ran_feed::model::markdown::{parse, Block, Inline};
/// let blocks = parse("<b>Hi</b>");
/// assert_eq!(blocks, [Block::Paragraph(vec![Inline::Text("<b>Hi</b>".into())])]);
/// ```
#[must_use]
pub fn parse(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph: Vec<Inline> = Vec::new();
    for line in source.lines() {
        let line = line.trim();
        if let Some((ordered, item)) = item(line) {
            close(&mut paragraph, &mut blocks);
            match blocks.last_mut() {
                Some(Block::List { ordered: same, items }) if *same == ordered => items.push(inlines(item)),
                _ => blocks.push(Block::List { ordered, items: vec![inlines(item)] }),
            }
        } else if line.is_empty() {
            close(&mut paragraph, &mut blocks);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(Inline::Break);
            }
            paragraph.append(&mut inlines(line));
        }
    }
    close(&mut paragraph, &mut blocks);
    blocks
}

/// The text of a description without its marks, for summaries and searching.
#[must_use]
pub fn plain(source: &str) -> String {
    Plain { text: String::new(), gap: ' ', address: &|_| None }.written(source)
}

/// The same for a program that knows no marks: with its lines, and behind the text of a link its address, as `address` has it.
///
/// ```
/// use ran_feed::model::markdown::lines;
/// let source = "[Form](/form.pdf) and\n- pen\n- paper";
/// assert_eq!(lines(source, &|url| url.resolved("https://ran.example/")), "Form https://ran.example/form.pdf and\n- pen\n- paper");
/// ```
#[must_use]
pub fn lines(source: &str, address: &dyn Fn(&Url) -> String) -> String {
    Plain { text: String::new(), gap: '\n', address: &|url| Some(address(url)) }.written(source)
}

struct Plain<'a> {
    text: String,
    /// What stands between two lines.
    gap: char,
    address: &'a dyn Fn(&Url) -> Option<String>,
}

impl Plain<'_> {
    fn written(mut self, source: &str) -> String {
        for block in parse(source) {
            match block {
                Block::Paragraph(line) => self.line("", &line),
                Block::List { ordered, items } => {
                    for (number, item) in (1..).zip(&items) {
                        match (self.gap, ordered) {
                            ('\n', true) => self.line(&format!("{number}. "), item),
                            ('\n', false) => self.line("- ", item),
                            _ => self.line("", item),
                        }
                    }
                }
            }
        }
        self.text
    }

    fn line(&mut self, mark: &str, line: &[Inline]) {
        if !self.text.is_empty() {
            self.text.push(self.gap);
        }
        self.text.push_str(mark);
        self.pieces(line);
        self.text.truncate(self.text.trim_end().len());
    }

    fn pieces(&mut self, line: &[Inline]) {
        for piece in line {
            match piece {
                // An address has a space behind it, whatever follows.
                Inline::Text(words) if self.text.ends_with(' ') => self.text.push_str(words.trim_start()),
                Inline::Text(words) => self.text.push_str(words),
                Inline::Break => {
                    self.text.truncate(self.text.trim_end().len());
                    self.text.push(self.gap);
                }
                Inline::Strong(inner) | Inline::Em(inner) => self.pieces(inner),
                Inline::Link { text, url } => {
                    self.pieces(text);
                    // A bare address is its own text.
                    if let Some(url) = (self.address)(url).filter(|url| !self.text.ends_with(url.as_str())) {
                        self.text.push(' ');
                        self.text.push_str(&url);
                        self.text.push(' ');
                    }
                }
            }
        }
    }
}

fn close(paragraph: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(paragraph)));
    }
}

/// What follows the mark of a list entry, and whether the mark is a number.
fn item(line: &str) -> Option<(bool, &str)> {
    let bullet = line.strip_prefix(['-', '*', '・']);
    if let Some(rest) = bullet {
        // 「・」 is how people write lists in Japanese, without a space.
        let text = rest.trim_start();
        return (!text.is_empty() && (line.starts_with('・') || text.len() < rest.len()))
            .then_some((false, text));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let text = line[digits..].strip_prefix(". ").filter(|_| (1..4).contains(&digits))?.trim_start();
    (!text.is_empty()).then_some((true, text))
}

fn inlines(line: &str) -> Vec<Inline> {
    let mut pieces = Vec::new();
    read(line, &mut pieces, DEEPEST);
    pieces
}

/// How deep marks may stand in each other: `**[*x*](y)**`.
const DEEPEST: usize = 3;

fn read(mut rest: &str, pieces: &mut Vec<Inline>, depth: usize) {
    // A mark that finds no partner in the rest of the line finds none later either: looking again would take
    // quadratic time over a line of nothing but marks.
    let mut hopeless = [false; 2];
    while let Some(first) = rest.chars().next() {
        if first == '\\' {
            let mut after = rest[1..].chars();
            if let Some(mark) = after.next().filter(char::is_ascii_punctuation) {
                push_text(pieces, mark.encode_utf8(&mut [0; 4]));
                rest = after.as_str();
                continue;
            }
        }
        let found = match first {
            '*' if depth > 0 && rest.starts_with("**") && !hopeless[0] => {
                wrapped(rest, "**", depth, Inline::Strong, &mut hopeless[0])
            }
            '*' if depth > 0 && !rest.starts_with("**") && !hopeless[1] => {
                wrapped(rest, "*", depth, Inline::Em, &mut hopeless[1])
            }
            '[' if depth > 0 => link(rest, depth),
            'h' if depth > 0 => bare(rest),
            _ => None,
        };
        if let Some((piece, length)) = found {
            pieces.push(piece);
            rest = &rest[length..];
        } else {
            let (letter, after) = rest.split_at(first.len_utf8());
            push_text(pieces, letter);
            rest = after;
        }
    }
}

fn push_text(pieces: &mut Vec<Inline>, text: &str) {
    match pieces.last_mut() {
        Some(Inline::Text(words)) => words.push_str(text),
        _ => pieces.push(Inline::Text(text.into())),
    }
}

/// `**…**` or `*…*` at the beginning of `rest`, and its length.
fn wrapped(
    rest: &str,
    mark: &str,
    depth: usize,
    wrap: fn(Vec<Inline>) -> Inline,
    hopeless: &mut bool,
) -> Option<(Inline, usize)> {
    let inner = &rest[mark.len()..];
    let Some(end) = unescaped(inner, |rest| rest.starts_with(mark)) else {
        *hopeless = true;
        return None;
    };
    let text = &inner[..end];
    // As in Markdown, `* ` and ` *` are no marks: 「2 * 3 * 4」 stays as it is.
    if text.is_empty() || text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        return None;
    }
    let mut pieces = Vec::new();
    read(text, &mut pieces, depth - 1);
    Some((wrap(pieces), end + 2 * mark.len()))
}

/// Where something stands that no backslash makes plain.
fn unescaped(text: &str, is_it: impl Fn(&str) -> bool) -> Option<usize> {
    let mut escapes = false;
    for (at, letter) in text.char_indices() {
        if !escapes && is_it(&text[at..]) {
            return Some(at);
        }
        escapes = letter == '\\' && !escapes;
    }
    None
}

/// `[text](address)` at the beginning of `rest`, and its length.
fn link(rest: &str, depth: usize) -> Option<(Inline, usize)> {
    let label = &rest[1..][..unescaped(&rest[1..], |rest| rest.starts_with(['[', ']']))?];
    if label.is_empty() {
        return None;
    }
    let after = rest[1 + label.len()..].strip_prefix("](")?;
    let end = within_reach(after, |byte| matches!(byte, b')' | b' '))
        .filter(|&end| after[end..].starts_with(')'))?;
    let url = Url::parse(&after[..end]).ok()?;
    let mut text = Vec::new();
    read(label, &mut text, depth - 1);
    Some((Inline::Link { text: without_links(text), url }, label.len() + end + 4))
}

/// Where an address may end at the latest. Without a bound, a line of nothing but beginnings takes quadratic time.
fn within_reach(text: &str, ends: impl Fn(u8) -> bool) -> Option<usize> {
    text.bytes().take(super::url::LONGEST + 1).position(ends)
}

/// What a link says: links do not nest, so that inside only stress remains.
fn without_links(pieces: Vec<Inline>) -> Vec<Inline> {
    let mut text = Vec::new();
    for piece in pieces {
        match piece {
            Inline::Link { text: label, .. } => text.extend(label),
            Inline::Strong(inner) => text.push(Inline::Strong(without_links(inner))),
            Inline::Em(inner) => text.push(Inline::Em(without_links(inner))),
            piece => text.push(piece),
        }
    }
    text
}

/// A bare address at the beginning of `rest`, and its length.
fn bare(rest: &str) -> Option<(Inline, usize)> {
    if !rest.starts_with("https://") && !rest.starts_with("http://") {
        return None;
    }
    // Japanese goes on without a space: an address in running text is ASCII.
    let foreign = |byte: u8| !byte.is_ascii_graphic() || matches!(byte, b'<' | b'>' | b'"' | b')' | b'*');
    let end =
        within_reach(rest, foreign).or_else(|| (rest.len() <= super::url::LONGEST).then_some(rest.len()))?;
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    let url = Url::parse(address).ok()?;
    Some((Inline::Link { text: vec![Inline::Text(address.into())], url }, address.len()))
}
