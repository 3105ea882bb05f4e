//! The browser's own modal dialog.

use web_sys::HtmlDialogElement;
use yew::NodeRef;

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
