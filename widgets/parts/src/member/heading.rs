//! Headings at the level that the page around the profile asks for.

use yew::{Html, html};

/// The level of the member's name among the page's headings, 2 to 4.
#[derive(Clone, Copy)]
pub struct Level(u8);

impl Level {
    /// The `heading-level` attribute.
    #[must_use]
    pub fn read(attribute: &str) -> Self {
        match attribute {
            "3" => Self(3),
            "4" => Self(4),
            _ => Self(2),
        }
    }

    /// The member's name.
    pub fn name(self, inside: Html) -> Html {
        match self.0 {
            2 => html! { <h2 class="brand" part="name">{inside}</h2> },
            3 => html! { <h3 class="brand" part="name">{inside}</h3> },
            _ => html! { <h4 class="brand" part="name">{inside}</h4> },
        }
    }

    /// A section's heading, one level below the name.
    pub fn section(self, inside: Html) -> Html {
        match self.0 {
            2 => html! { <h3>{inside}</h3> },
            3 => html! { <h4>{inside}</h4> },
            _ => html! { <h5>{inside}</h5> },
        }
    }
}
