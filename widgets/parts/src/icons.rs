//! The few icons, drawn by ourselves in a square of 24. They take the colour of the text around them.

use ran_feed::model::Lang;
use ran_view::html;
use yew::Html;

use crate::words::common;

/// The alliance's mark: small fish that swim as one large one (the picture of the founding event).
pub fn mark() -> Html {
    // Each small fish is a body and a tail; together they have the outline of a large one.
    const FISH: [(u8, u8); 11] = [
        (3, 11),
        (8, 6),
        (8, 11),
        (8, 16),
        (13, 4),
        (13, 9),
        (13, 14),
        (13, 19),
        (19, 7),
        (19, 12),
        (19, 16),
    ];
    html! {
        <svg viewBox="0 0 28 24" aria-hidden="true" focusable="false" fill="currentColor" part="mark">
            { for FISH.iter().map(|(x, y)| html! {
                <path transform={format!("translate({x} {y})")} d="M-3 0C-1.8-2.2 1-2.2 2.2-.3L4-1.6V1.6L2.2.3C1 2.2-1.8 2.2-3 0Z" />
            }) }
        </svg>
    }
}

/// Beside a link that opens in a new tab.
pub fn new_tab(lang: Lang) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" role="img" aria-label={common::NEW_TAB.plain(lang)} focusable="false"
            fill="none" stroke="currentColor" stroke-width="2">
            <path d="M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9" />
        </svg>
    }
}
