//! Views written as in Yew's `html!`, and built by calls.
//!
//! Yew's own macro writes the building of a node into the view, for speed: some 700 bytes of WebAssembly an element,
//! which made up half of a widget. [`html!`] here takes the same text and writes a few calls in their place. The nodes
//! are the same: attributes keep the order and the static keys by which Yew compares them quickly.
//!
//! What is taken: elements, `<@{tag}>`, `<>…</>`, `{node}`, `{for nodes}`, `"text"`, `if … else …`, `if let`,
//! attributes with literal or braced values, `{name}` for `name={name}`, `key`, `ref` and listeners.
//! What is not: components, for each widget is one and has none in it, and properties (`~style`).
//!
//! ```
//! use ran_view::{classes, html};
//!
//! let (name, is_new) = ("地域の人事部", true);
//! html! {
//!     <p class={classes!("member", is_new.then_some("new"))}>
//!         {name}
//!         if is_new { <strong>{"新"}</strong> }
//!     </p>
//! };
//! ```

mod node;
mod nodes;

pub use node::{Node, attribute, join};
pub use nodes::Nodes;
pub use ran_view_macro::html;

#[doc(hidden)]
pub use yew;

/// The value of a `class` attribute: the names that are there, by spaces. Each is a text or an `Option` of one.
#[macro_export]
macro_rules! classes {
    ($($name:expr),* $(,)?) => { $crate::join(&[$($crate::attribute($name)),*]) };
}
