//! The tokens that a site may replace, light and dark.

use crate::stylesheet;

/// The light theme's tokens, and the rules that every widget shares.
pub const BASE: &str = stylesheet!("theme.css");
/// The dark theme's values for the tokens: declarations without a selector.
pub const DARK: &str = stylesheet!("dark.css");

/// The shared style sheet: the dark values apply when the element asks for them, or leaves it to the system.
/// Paper is white, so they apply on a screen alone.
#[must_use]
pub fn css() -> String {
    [
        BASE,
        "@media screen{.ran[data-theme=dark]{",
        DARK,
        "}}@media screen and (prefers-color-scheme:dark){.ran[data-theme=auto]{",
        DARK,
        "}}",
    ]
    .concat()
}
