//! The public face of every element, as data.
//!
//! The loader's attribute checks, the TypeScript types, `custom-elements.json` and the tables of the README are all
//! made from [`ELEMENTS`] by `cargo xtask generate`, so that they cannot tell different stories.

mod elements;

pub use elements::{COMMON_ATTRIBUTES, COMMON_PARTS, ELEMENTS, ERROR_CODES, EVENTS};

/// A custom element of the kit.
#[derive(Debug)]
pub struct Element {
    /// The tag, for example `ran-member-badge`.
    pub tag: &'static str,
    /// One sentence: what it shows.
    pub summary: &'static str,
    /// The attributes of its own, beside [`COMMON_ATTRIBUTES`].
    pub attributes: &'static [Attribute],
    /// The methods of its own, beside `refresh()`.
    pub methods: &'static [Method],
    /// The `::part()`s that a page may style, beside [`COMMON_PARTS`].
    pub parts: &'static [Part],
    /// The block size kept free while it loads, so that nothing on the page jumps.
    pub reserve: Reserve,
}

impl Element {
    /// The name without the prefix, as a placeholder and the split point write it: `member-badge`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.tag.strip_prefix("ran-").unwrap_or(self.tag)
    }

    /// The common attributes and its own, in the order of the documentation.
    pub fn all_attributes(&self) -> impl Iterator<Item = &'static Attribute> {
        COMMON_ATTRIBUTES.iter().chain(self.attributes)
    }

    /// Its own parts, and those of every element's states.
    pub fn all_parts(&self) -> impl Iterator<Item = &'static Part> {
        self.parts.iter().chain(COMMON_PARTS)
    }
}

/// The block size of an element before there is anything to measure, as CSS lengths.
#[derive(Debug)]
pub struct Reserve {
    /// Without further attributes.
    pub usual: &'static str,
    /// With an attribute of this value: `("size", "s", "3.5rem")`.
    pub with: &'static [(&'static str, &'static str, &'static str)],
}

impl Reserve {
    /// The same size whatever the attributes.
    #[must_use]
    pub const fn always(usual: &'static str) -> Self {
        Self { usual, with: &[] }
    }
}

/// An attribute, which is also a property.
#[derive(Debug)]
pub struct Attribute {
    /// The name in HTML; the property is the same in camel case.
    pub name: &'static str,
    /// What values it takes.
    pub values: Values,
    /// One sentence: what it does.
    pub summary: &'static str,
}

impl Attribute {
    /// The property's name: `deepLink` for `deep-link`.
    #[must_use]
    pub fn property(&self) -> String {
        let mut words = self.name.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| {
            let (head, tail) = word.split_at(1);
            name + &head.to_uppercase() + tail
        })
    }

    /// What the property is without the attribute: the first of the words that it takes, or no word.
    #[must_use]
    pub fn default(&self) -> &'static str {
        match self.values {
            Values::OneOf(words) => words.first().copied().unwrap_or_default(),
            _ => "",
        }
    }
}

/// What an attribute takes.
#[derive(Debug)]
pub enum Values {
    /// Any text.
    Text,
    /// An id of the feed.
    Id,
    /// An address, read relative to the page.
    Url,
    /// A day as `YYYY-MM-DD` (ISO 8601).
    Day,
    /// One of these words; the first is the default.
    OneOf(&'static [&'static str]),
    /// Any of these words, separated by spaces; none means all.
    ListOf(&'static [&'static str]),
    /// Words that the feed defines, separated by spaces.
    List,
    /// Nothing: to be there is to be true.
    Flag,
}

/// A method of an element.
#[derive(Debug)]
pub struct Method {
    /// The name in JavaScript.
    pub name: &'static str,
    /// The parameter's name; every method takes one string.
    pub parameter: &'static str,
    /// One sentence: what it does.
    pub summary: &'static str,
}

/// A DOM event, which bubbles and is composed.
#[derive(Debug)]
pub struct Event {
    /// The type, for example `ran-ready`.
    pub name: &'static str,
    /// The members of `detail`, each with its TypeScript type.
    pub detail: &'static [(&'static str, &'static str)],
    /// One sentence: when it is fired.
    pub summary: &'static str,
}

/// A part of the rendering that a page may style with `::part(name)`.
#[derive(Debug)]
pub struct Part {
    /// The name.
    pub name: &'static str,
    /// One sentence: what it is.
    pub summary: &'static str,
}

/// The element of a tag or of a placeholder's kind.
#[must_use]
pub fn find(name: &str) -> Option<&'static Element> {
    ELEMENTS.iter().find(|element| element.tag == name || element.kind() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_prefixed_and_found_by_both_names() {
        for element in ELEMENTS {
            assert!(element.tag.starts_with("ran-"), "{}", element.tag);
            assert_eq!(find(element.tag).map(Element::kind), Some(element.kind()));
            assert_eq!(find(element.kind()).map(|found| found.tag), Some(element.tag));
        }
    }

    #[test]
    fn no_element_names_an_attribute_twice() {
        for element in ELEMENTS {
            let mut names: Vec<_> = element.all_attributes().map(|attribute| attribute.name).collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{}", element.tag);
        }
    }

    #[test]
    fn names_become_properties() {
        let check = |name, expected: &str| {
            assert_eq!(Attribute { name, values: Values::Text, summary: "" }.property(), expected);
        };
        check("member", "member");
        check("deep-link", "deepLink");
    }
}
