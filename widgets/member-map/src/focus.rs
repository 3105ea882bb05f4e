//! What is brought to the visitor's eye: the focus, a row of the list.

use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::NodeRef;

use crate::state::{FIRST_ROW, FOUND, STOP};

/// Moves the focus as the state says: to a prefecture and to the count always, elsewhere only where the focused element has
/// gone. What is not there leaves it to the first who is listed, or else to the map.
pub(crate) fn move_focus(root: &NodeRef, goal: &str) {
    let Some(root) = root.cast::<Element>() else { return };
    let find = |selector: &str| root.query_selector(selector).ok().flatten();
    if goal != STOP && goal != FOUND && find(":focus").is_some() {
        return;
    }
    if let Some(target) = [goal, FIRST_ROW, STOP].into_iter().find_map(find) {
        if goal == FOUND {
            target.scroll_into_view();
        }
        // A prefecture has the same method. An element that cannot take the focus leaves it where it is.
        let _ = target.unchecked_into::<HtmlElement>().focus();
    }
}

/// Brings the row of the member that is pointed at on the map into view, where the list scrolls by itself. The page stays.
pub(crate) fn show_row(root: &NodeRef) {
    let find = |selector: &str| root.cast::<Element>()?.query_selector(selector).ok().flatten();
    // A row under the pointer or the focus would slip away from it.
    if let (Some(row), Some(list)) = (find(".member.lit:not(:hover, :focus-within)"), find(".list")) {
        let (row, seen) = (row.get_bounding_client_rect(), list.get_bounding_client_rect());
        let above = (row.top() - seen.top()).min(0.0);
        let below = (row.bottom() - seen.bottom()).max(0.0);
        list.set_scroll_top(list.scroll_top() + (above + below) as i32);
    }
}
