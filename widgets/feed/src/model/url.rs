//! Addresses that are safe to put into a link or an image.

use super::scalar::{Scalar, text_scalar};
use crate::fault::{BAD_URL, Fault, URL_SCHEME};

/// An address: `https`, `http`, `mailto`, `tel`, or relative to the feed.
///
/// Everything else is refused, `javascript:` in any spelling first of all. An address that begins with `//` is refused
/// too: it would take its scheme from the partner's page. Spaces, control characters, backslashes and a name before
/// `@` in the host are refused, because browsers and people read them differently.
///
/// ```
/// use ran_feed::model::Url;
/// assert!(Url::parse("https://example.jp/").is_ok());
/// assert!(Url::parse("/events/1").is_ok());
/// assert!(Url::parse("JaVaScRiPt:alert(1)").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Url(Box<str>);

/// The longest address that every browser and server in use takes, in bytes.
pub(super) const LONGEST: usize = 2_000;

impl Scalar for Url {
    fn read(text: &str) -> Result<Self, &'static Fault> {
        // A scheme is what comes before a colon that no slash, question mark or hash precedes. It is looked at before
        // anything else, without regard to case or to characters that browsers skip.
        match text.split_once(':') {
            Some((scheme, rest)) if !scheme.contains(['/', '?', '#']) => check_scheme(scheme, rest)?,
            _ if text.starts_with("//") => return Err(&URL_SCHEME),
            _ => {}
        }
        let odd = |letter: char| {
            letter.is_control() || letter.is_whitespace() || matches!(letter, '\\' | '<' | '>' | '"')
        };
        if text.is_empty() || text.len() > LONGEST || text.contains(odd) {
            return Err(&BAD_URL);
        }
        Ok(Self(text.into()))
    }
}

fn check_scheme(scheme: &str, rest: &str) -> Result<(), &'static Fault> {
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("mailto") || is("tel") {
        return if rest.is_empty() { Err(&BAD_URL) } else { Ok(()) };
    }
    if !is("https") && !is("http") {
        return Err(&URL_SCHEME);
    }
    let host = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#']).next());
    match host {
        Some(host) if !host.is_empty() && !host.starts_with(':') && !host.contains('@') => Ok(()),
        _ => Err(&BAD_URL),
    }
}

impl Url {
    /// Whether it leads to a page or a file, rather than to a mail program or a telephone.
    #[must_use]
    pub fn is_web(&self) -> bool {
        !self.has_scheme("mailto:") && !self.has_scheme("tel:")
    }

    /// Whether it must be resolved against the address of the feed.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        self.is_web() && !self.has_scheme("https:") && !self.has_scheme("http:")
    }

    /// The address in full: one that is relative belongs to the feed, whose address is `base`.
    #[must_use]
    pub fn resolved(&self, base: &str) -> String {
        if !self.is_relative() {
            return self.as_str().to_owned();
        }
        let url = self.as_str();
        let origin_end = base
            .find("://")
            .map_or(0, |at| base[at + 3..].find('/').map_or(base.len(), |slash| at + 3 + slash));
        let path_end = base.find(['?', '#']).unwrap_or(base.len());
        let start = match url.as_bytes().first() {
            Some(b'/') => &base[..origin_end],
            Some(b'?') => &base[..path_end],
            Some(b'#') => base.split('#').next().unwrap_or_default(),
            _ => base[..path_end]
                .rfind('/')
                .filter(|slash| *slash >= origin_end)
                .map_or(&base[..origin_end], |slash| &base[..=slash]),
        };
        let joint =
            if start.len() == origin_end && !url.starts_with('/') && origin_end > 0 { "/" } else { "" };
        format!("{start}{joint}{url}")
    }

    fn has_scheme(&self, scheme: &str) -> bool {
        self.0.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    }
}

text_scalar!(Url, from_address, {
    "type": "string",
    "format": "uri-reference",
    "description": "An address: https, http, mailto, tel, or relative to the feed.",
    "minLength": 1,
    "maxLength": 2000,
    "pattern": "^(?:[Hh][Tt][Tt][Pp][Ss]?://[^/?#:@][^/?#@]*(?:[/?#].*)?|[Mm][Aa][Ii][Ll][Tt][Oo]:.+|[Tt][Ee][Ll]:.+|[^/:?#][^:/?#]*(?:[/?#].*)?|/(?:[^/].*)?|[?#].*)$"
});
