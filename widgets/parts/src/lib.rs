//! What the widgets share.
//!
//! | module | what is in it |
//! | --- | --- |
//! | [`widget`] | the one set of properties that every widget takes, and what it says back |
//! | [`browser`] | what a widget may ask of the browser: sending, waiting, remembering within a tab |
//! | [`fragment`] | what the page's address says of an element, followed and written |
//! | [`frame`] | the root node of every widget and its states: loading, empty, stale, failed |
//! | [`member`] | one member in full: the head of its profile and the sections under it |
//! | [`contact`] | how to reach someone, line by line |
//! | [`words`] | phrases in the three languages, with furigana in やさしい日本語 |
//! | [`filter_bar`] | choices and a search field |
//! | [`search`] | the words by which something is found |
//! | [`dialog`] | one thing in full, over the page |
//! | [`labels`] | what the words of the feed are called |
//! | [`text`] | the feed's texts and its Markdown subset as nodes, never as markup |
//! | [`dates`] | dates as people write them |
//! | [`theme`] | the tokens that a site may replace, light and dark |
//! | [`stylesheet`] | style sheets made small at compile time |
//! | [`heading`] | headings at the level that the page asks for |
//! | [`icons`] | the few icons, drawn by ourselves |
//! | `testing` | what the widgets' native tests do alike; with the feature `testing` |
//!
//! No widget depends on another; what two of them need stands here.

pub mod browser;
pub mod contact;
pub mod dates;
pub mod dialog;
pub mod filter_bar;
pub mod fragment;
pub mod frame;
pub mod heading;
pub mod icons;
pub mod labels;
pub mod member;
pub mod search;
pub mod stylesheet;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;
pub mod theme;
pub mod widget;
pub mod words;

pub use labels::Label;
pub use widget::{
    Asked, Attributes, Clocks, Detail, Failure, FeedState, Notice, Outgoing, Ready, Same, Seen, Unshown,
    WidgetProps,
};
pub use words::Phrase;
