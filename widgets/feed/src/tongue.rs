//! The language of what is said about a feed, which is the language of who mends it: not that of who visits the page.

/// A language in which it can be said what is wrong with a feed. Without the feature `messages` there are no words to
/// choose from, and a value of this type takes no room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// Japanese, as one says it to a colleague.
    #[cfg(feature = "messages")]
    Ja,
}

/// The words of the language that is spoken, of which both stand here: one alone does not compile.
macro_rules! choose {
    ($tongue:expr, $en:expr, $ja:expr) => {
        match $tongue {
            $crate::Tongue::En => $en,
            #[cfg(feature = "messages")]
            $crate::Tongue::Ja => $ja,
        }
    };
}
pub(crate) use choose;

/// The same with values in the words.
macro_rules! say {
    ($tongue:expr, $en:literal, $ja:literal) => {
        $crate::tongue::choose!($tongue, format!($en), format!($ja))
    };
}
pub(crate) use say;
