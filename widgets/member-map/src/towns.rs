//! The municipalities of all of Japan: asked for when somebody names a place that the feed does not know, or not where it is;
//! and kept.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use ran_atlas::towns;
use ran_parts::browser::Host;
use yew::{Callback, UseReducerHandle, hook, use_effect_with};

use crate::state::{Action, State};

/// What is known of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Towns {
    /// Nobody has asked for them.
    #[default]
    Unread,
    /// They could not be had; the next word that somebody types asks again.
    Failed,
    /// The file.
    Here(Rc<str>),
}

/// The file, beside the kit.
const FILE: &str = "municipalities.txt";

/// Far more than all municipalities take.
const MOST_BYTES: usize = 200_000;

/// For how long nobody may type before the file is asked for, in milliseconds: with more letters it may not be needed.
const PAUSE: u32 = 500;

impl Towns {
    /// What came for them.
    pub(crate) fn of(answer: Option<Vec<u8>>) -> Self {
        let text = answer.filter(|bytes| bytes.len() <= MOST_BYTES).map(String::from_utf8);
        match text {
            Some(Ok(text)) if towns::is_file(&text) => Self::Here(text.into()),
            _ => Self::Failed,
        }
    }

    /// The file, if it is here.
    pub(crate) fn file(&self) -> Option<&str> {
        match self {
            Self::Here(file) => Some(file),
            _ => None,
        }
    }
}

/// Asks for the file where a place needs it, once for what is typed.
#[hook]
pub(crate) fn use_towns(host: &Host, state: &UseReducerHandle<State>, is_needed: bool) {
    let (host, state) = (host.clone(), state.clone());
    let typed = (state.near.clone(), state.query.clone());
    use_effect_with((typed, is_needed), move |_| {
        let held = is_needed.then(|| {
            Timeout::new(PAUSE, move || {
                if let Some(files) = host.files() {
                    let hear = move |answer| state.dispatch(Action::Know(Towns::of(answer)));
                    files.read(FILE, Callback::from(hear));
                }
            })
        });
        move || drop(held)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_of_municipalities_is_one() {
        let check = |answer: Option<&[u8]>, expected: Option<&str>| {
            assert_eq!(Towns::of(answer.map(<[u8]>::to_vec)).file(), expected);
        };
        check(Some("@\n上田市\n".as_bytes()), Some("@\n上田市\n"));
        check(None, None);
        check(Some(b""), None);
        check(Some(b"<!doctype html>"), None);
        check(Some(b"@20\n\xff"), None);
        check(Some(&[b"@20\n".to_vec(), vec![b'x'; MOST_BYTES]].concat()), None);
    }
}
