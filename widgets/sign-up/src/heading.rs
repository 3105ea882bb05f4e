//! Headings at the level that the page around the form asks for.

use yew::{Html, html};

/// The level of the form's title among the page's headings, 2 to 4.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Level(u8);

impl Level {
    /// The `heading-level` attribute.
    pub(crate) fn read(attribute: &str) -> Self {
        match attribute {
            "3" => Self(3),
            "4" => Self(4),
            _ => Self(2),
        }
    }

    fn tag(self, below: u8) -> String {
        format!("h{}", self.0 + below)
    }

    /// The form's title.
    pub(crate) fn title(self, inside: Html) -> Html {
        html! { <@{self.tag(0)} class="title" part="title">{inside}</@> }
    }

    /// A heading one level below the title, which takes the focus when its page is shown.
    pub(crate) fn step(self, inside: Html) -> Html {
        html! { <@{self.tag(1)} id="step" tabindex="-1">{inside}</@> }
    }

    /// A heading below that.
    pub(crate) fn part(self, inside: Html) -> Html {
        html! { <@{self.tag(2)}>{inside}</@> }
    }
}
