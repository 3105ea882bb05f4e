//! Style sheets as files beside the code, made small by the compiler.
//!
//! [`stylesheet!`](crate::stylesheet) reads a `.css` file and drops its comments, its indentation and the spaces that
//! say nothing while the program is compiled, so that readers get a readable file, visitors get few bytes, and no build step lies between.

/// The length of `css` without comments and without white space that says nothing.
#[must_use]
pub const fn squeezed_len(css: &str) -> usize {
    squeeze::<0>(css).1
}

/// `css` without comments and without white space that says nothing; `N` is its [`squeezed_len`].
#[must_use]
pub const fn squeezed<const N: usize>(css: &str) -> [u8; N] {
    squeeze::<N>(css).0
}

/// Writes as much as fits into `N` bytes and counts all.
const fn squeeze<const N: usize>(css: &str) -> ([u8; N], usize) {
    let css = css.as_bytes();
    let mut out = [0; N];
    let mut length = 0;
    let mut at = 0;
    let mut at_line_start = true;
    let mut last = b'\n';
    while at < css.len() {
        let byte = css[at];
        if byte == b'/' && at + 1 < css.len() && css[at + 1] == b'*' {
            at += 2;
            while at + 1 < css.len() && !(css[at] == b'*' && css[at + 1] == b'/') {
                at += 1;
            }
            at += 2;
            continue;
        }
        if byte == b'\n' {
            at_line_start = true;
        } else if byte != b' ' || !at_line_start && !matches!(last, b':' | b';' | b',' | b'{' | b'}') {
            at_line_start = false;
            if matches!((last, byte), (b' ', b'{' | b'}') | (b';', b'}')) {
                length -= 1;
            }
            last = byte;
            if length < N {
                out[length] = byte;
            }
            length += 1;
        }
        at += 1;
    }
    (out, length)
}

/// The text of a style sheet file, or of several, squeezed at compile time.
///
/// A line end stands for nothing, so a selector list or a value that runs over several lines ends each line with
/// the comma or the space that it needs.
#[macro_export]
macro_rules! stylesheet {
    ($($file:literal),+) => {{
        const SOURCE: &str = concat!($(include_str!($file)),+);
        const BYTES: [u8; $crate::stylesheet::squeezed_len(SOURCE)] = $crate::stylesheet::squeezed(SOURCE);
        const TEXT: &str = match core::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => panic!("a style sheet is UTF-8"),
        };
        TEXT
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<const N: usize>(css: &str, expected: &str) {
        assert_eq!(squeezed_len(css), N);
        assert_eq!(std::str::from_utf8(&squeezed::<N>(css)), Ok(expected));
    }

    #[test]
    fn comments_and_indentation_go_and_the_rest_stays() {
        check::<0>("/* nothing */\n", "");
        check::<12>("a {\n  color: red;\n}\n", "a{color:red}");
        check::<10>("a,\nb { top: /* x */0 }", "a,b{top:0}");
        check::<30>("a :is(b, c) { d: 'e f'; g: h(1 + 2); }", "a :is(b,c){d:'e f';g:h(1 + 2)}");
    }
}
