//! Headings at the level that the page around the widget asks for.

/// The level of a widget's title among the page's headings: its `heading-level`, 2 to 4.
#[derive(Clone, Copy, Debug)]
pub struct Level(u8);

impl Level {
    /// The attribute `heading-level`; 2 if it says nothing that a heading can be.
    #[must_use]
    pub fn read(attribute: &str) -> Self {
        match attribute {
            "3" => Self(3),
            "4" => Self(4),
            _ => Self(2),
        }
    }

    /// The element of a heading so many levels below the title.
    #[must_use]
    pub fn tag(self, below: u8) -> &'static str {
        ["h2", "h3", "h4", "h5"].get(usize::from(self.0 - 2 + below)).unwrap_or(&"h6")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_below_the_title() {
        let check = |attribute, below, expected| assert_eq!(Level::read(attribute).tag(below), expected);
        check("", 0, "h2");
        check("1", 0, "h2");
        check("3", 0, "h3");
        check("4", 1, "h5");
        check("4", 2, "h6");
        check("4", 3, "h6");
    }
}
