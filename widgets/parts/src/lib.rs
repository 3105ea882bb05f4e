//! What the widgets share: theme, words in three languages, text, icons and the four states.
