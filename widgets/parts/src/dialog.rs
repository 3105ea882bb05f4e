//! The browser's own modal dialog: one thing in full, over the page.
//!
//! The browser keeps the focus within, closes it on Escape, and gives the focus back when it closes.

use ran_feed::model::Lang;
use ran_view::html;
use web_sys::HtmlDialogElement;
use yew::{Callback, Html, NodeRef};

use crate::Detail;
use crate::words::common;

/// A dialog with its title, the way out, and what is in it, in this order for who sees it, who tabs and who hears it. Title
/// and way out stay in sight. `close` in `data-do` is a click on the way out, or on the ground around the dialog.
pub fn dialog(title: Html, content: Html, lang: Lang, node: NodeRef, onclose: Callback<yew::Event>) -> Html {
    html! {
        <dialog class="detail" ref={node} aria-labelledby="detail" data-do="close" {onclose} part="detail">
            // What is within the dialog is not the ground around it.
            <div class="sheet" data-do="stay">
                <header>
                    <h2 id="detail"><bdi>{title}</bdi></h2>
                    <button type="button" data-do="close">{common::CLOSE.html(lang)}</button>
                </header>
                {content}
            </div>
        </dialog>
    }
}

/// The dialog of what is shown in full once the code for it is here ([`Detail`]).
pub fn waiting(
    title: Html,
    detail: &Detail,
    lang: Lang,
    node: NodeRef,
    onclose: Callback<yew::Event>,
) -> Html {
    let is_failed = matches!(detail, Detail::Failed);
    let content = html! {
        <div class="state waiting" role="status">
            <p>{if is_failed { common::FAILED } else { common::LOADING }.html(lang)}</p>
            if is_failed { <button type="button" data-do="again">{common::AGAIN.html(lang)}</button> }
        </div>
    };
    dialog(title, content, lang, node, onclose)
}

/// Opens the dialog, if it is there and not open yet.
pub fn show(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
        // A dialog that is in no document cannot open; then there is nobody to see it either.
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog, if it is open: the focus goes back to where it was before.
pub fn close(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
