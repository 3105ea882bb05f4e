//! `html!`, for `ran-view`, which says what it takes.

mod parse;
mod write;

use proc_macro::TokenStream;

/// A view: one element, list, `if` or expression in braces, as in Yew's `html!`.
#[proc_macro]
pub fn html(text: TokenStream) -> TokenStream {
    let child = syn::parse_macro_input!(text as parse::Root).0;
    child.map_or_else(write::nothing, |child| write::node(&child)).into()
}
