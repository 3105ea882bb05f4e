//! The alliance's mark, drawn by ourselves. It takes the colour of the text around it.

use ran_view::html;
use yew::Html;

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
