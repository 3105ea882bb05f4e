//! The feed's texts and its Markdown subset as nodes, never as markup.

use ran_feed::model::markdown::{self, Block, Inline};
use ran_feed::model::{Lang, Text, Url};
use ran_view::html;
use yew::{AttrValue, Html};

use crate::words::{with_furigana, without_readings};

/// A text of the feed in a language. Where the feed has it in another language only, the node says in which.
pub fn text(text: &Text, lang: Lang) -> Html {
    let words = shown(text.get(lang), lang);
    match text.lang_of(lang) {
        Some(actual) if actual != lang => html! { <span lang={actual.tag()}>{words}</span> },
        _ => words,
    }
}

/// Words in a language without furigana. Only やさしい日本語 has them: elsewhere 《》 are quotation marks.
#[must_use]
pub fn unread(words: String, lang: Lang) -> String {
    if lang == Lang::JaEasy { without_readings(&words) } else { words }
}

/// Words in a language as nodes. Readings in 《》 are furigana in やさしい日本語 alone: elsewhere 《》 are quotation marks.
pub fn shown(words: &str, lang: Lang) -> Html {
    match lang {
        Lang::JaEasy => with_furigana(words),
        _ => html! { {numbered(words)} },
    }
}

/// Words of which no line ends with 第 of 「第12回」, as it could before a digit.
fn numbered(words: &str) -> String {
    let mut parts = words.split_inclusive('第').peekable();
    let mut out = String::with_capacity(words.len() + 3);
    while let Some(part) = parts.next() {
        out.push_str(part);
        if parts.peek().is_some_and(|next| next.starts_with(|next| matches!(next, '0'..='9' | '０'..='９')))
        {
            out.push('\u{2060}');
        }
    }
    out
}

/// A number with its thousands apart, and a tenth if it has any: `12,000`, `98.6`.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "an `as` cast saturates")]
pub fn number(value: f64) -> String {
    // In tenths, for printing a fraction would bring 20 KB into the page.
    let tenths = (value * 10.0).round() as i64;
    let digits = (tenths / 10).unsigned_abs().to_string();
    let mut out = String::from(if tenths < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if tenths % 10 != 0 {
        out.push('.');
        out.push_str(&(tenths % 10).unsigned_abs().to_string());
    }
    out
}

/// A description as nodes.
pub fn prose(text: &Text, lang: Lang, base: &str) -> Html {
    let blocks = markdown::parse(text.get(lang));
    let nodes = blocks.iter().map(|one| block(one, lang, base));
    let actual = text.lang_of(lang).filter(|actual| *actual != lang).map(Lang::tag);
    html! { <div class="prose" lang={actual}>{for nodes}</div> }
}

fn block(block: &Block, lang: Lang, base: &str) -> Html {
    match block {
        Block::Paragraph(line) => html! { <p>{inline(line, lang, base)}</p> },
        Block::List { ordered, items } => {
            let items = items.iter().map(|item| html! { <li>{inline(item, lang, base)}</li> });
            if *ordered {
                html! { <ol>{for items}</ol> }
            } else {
                html! { <ul>{for items}</ul> }
            }
        }
    }
}

fn inline(line: &[Inline], lang: Lang, base: &str) -> Html {
    line.iter()
        .map(|piece| match piece {
            Inline::Text(words) => shown(words, lang),
            Inline::Break => html! { <br /> },
            Inline::Strong(inner) => html! { <strong>{inline(inner, lang, base)}</strong> },
            Inline::Em(inner) => html! { <em>{inline(inner, lang, base)}</em> },
            Inline::Link { text, url } => html! { <a href={href(url, base)}>{inline(text, lang, base)}</a> },
        })
        .collect()
}

/// An address for `href` or `src`: one that is relative belongs to the feed, not to the page that shows it.
#[must_use]
pub fn href(url: &Url, base: &str) -> AttrValue {
    let address = url.resolved(base);
    let query = address.find('?').unwrap_or(address.len());
    // A browser writes a query in the encoding of the page, which may be Shift_JIS.
    let rest = escaped(&address[query..], |byte| byte.is_ascii());
    (address[..query].to_owned() + &rest).into()
}

/// A text for a part of an address: what is not unreserved (RFC 3986 §2.3) in percent and hexadecimal digits.
#[must_use]
pub fn encoded(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
}

/// A text with the bytes that do not stay in percent and hexadecimal digits.
fn escaped(text: &str, stays: fn(u8) -> bool) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', DIGITS[usize::from(byte >> 4)].into(), DIGITS[usize::from(byte & 15)].into()]);
        }
    }
    out
}

/// What [`encoded`] has encoded. Other text stays as it is; nothing is left of what is not UTF-8.
#[must_use]
pub fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        let coded = digit(0).zip(digit(1)).filter(|_| *first == b'%');
        bytes.push(coded.map_or(*first, |(high, low)| (high * 16 + low) as u8));
        rest = if coded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_with_what_makes_it_an_ordinal() {
        for (words, expected) in [
            ("第12回 第３期", "第\u{2060}12回 第\u{2060}３期"),
            ("次第、第一 第", "次第、第一 第"),
            ("第第1", "第第\u{2060}1"),
            ("", ""),
        ] {
            assert_eq!(numbered(words), expected);
        }
    }

    #[test]
    fn what_was_encoded_comes_back() {
        for text in ["", "abc-._~", "若者 & 子育て", "100%", "a/b?c=d"] {
            assert_eq!(decoded(&encoded(text)), text);
        }
        for (text, expected) in
            [("100%", "100%"), ("%4", "%4"), ("%zz", "%zz"), ("%ff", ""), ("%E8%8B%A5", "若")]
        {
            assert_eq!(decoded(text), expected, "{text}");
        }
    }

    #[test]
    fn relative_addresses_belong_to_the_feed() {
        let check = |base: &str, url: &str, expected: &str| {
            assert_eq!(href(&Url::parse(url).unwrap(), base), expected, "{url} at {base}");
        };
        check("https://a.example/x/feed.json?v=1", "logo.svg", "https://a.example/x/logo.svg");
        check("https://a.example/x/feed.json", "/logo.svg", "https://a.example/logo.svg");
        check("https://a.example/x/feed.json", "../logo.svg", "https://a.example/x/../logo.svg");
        check("https://a.example", "logo.svg", "https://a.example/logo.svg");
        check("https://a.example/x/feed.json", "https://b.example/", "https://b.example/");
        check("https://a.example/x/feed.json", "mailto:info@example.jp", "mailto:info@example.jp");
        check(
            "https://a.example",
            "https://b.example/塩尻?q=塩尻&x=%E5",
            "https://b.example/塩尻?q=%E5%A1%A9%E5%B0%BB&x=%E5",
        );
    }
}
