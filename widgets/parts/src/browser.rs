//! The browser, as far as a widget may use it: sending, waiting, and remembering within a tab.
//!
//! The kit implements [`Browser`], and [`Files`] for a widget that only reads a file beside it, and hands one of them to the
//! widgets that need it: a page pays only for what its widgets use, and a test puts something of its own in its place. On a
//! server there is none.

use std::rc::Rc;
use std::{fmt, mem};

use yew::{AttrValue, Callback};

/// Whether a later attempt may fare better than one that was answered with this status; 0 is no answer.
#[must_use]
pub fn is_passing(status: u16) -> bool {
    matches!(status, 0 | 408 | 425 | 429 | 500..)
}

/// What a widget may ask of the browser that it runs in.
pub trait Browser {
    /// Sends a request once. The answer comes in a later task.
    fn send(&self, request: Request, answered: Callback<Answered>);
    /// The address of a file that stands beside the kit, on the host that the page has it from.
    fn beside_kit(&self, path: &str) -> String;
    /// Whether there may be a network.
    fn is_online(&self) -> bool;
    /// Says once when there is a network again.
    fn when_online(&self, then: Callback<()>);
    /// Says once when this time is over; `spread` makes it up to a half shorter or longer, so that many pages that wait
    /// for the same do not come all at once.
    fn after(&self, ms: u32, spread: bool, then: Callback<()>);
    /// Remembers a text until the tab is closed. Where that is not possible, it is forgotten.
    fn keep(&self, name: &str, text: &str);
    /// What was remembered under this name.
    fn kept(&self, name: &str) -> Option<String>;
    /// Forgets it.
    fn forget(&self, name: &str);
    /// A random UUID (RFC 9562, version 4).
    fn new_id(&self) -> String;
    /// The visitor has gone from one step of a form to another, to which the browser's Back leads again: the widget then hears
    /// it as [`Asked`](crate::Asked), by the method `step` with the step and the form's name. To none, when the form was
    /// sent: Back leaves the page.
    fn went(&self, form: &str, from: usize, to: Option<usize>);
    /// The step of a form that the page was opened at again, by Back or Forward from another page.
    fn step_of(&self, form: &str) -> Option<usize>;
    /// Whether a whole text fits an expression of HTML's `pattern`; none if it is no such expression.
    fn fits(&self, pattern: &str, text: &str) -> Option<bool>;
}

/// A request that a widget sends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The address, absolute or relative to the page.
    pub address: AttrValue,
    /// JSON to be sent with POST; without it, the request is a GET.
    pub json: Option<String>,
    /// The header `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answered {
    /// The status of HTTP; 0 without an answer.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// The header `Retry-After`, where it names seconds.
    pub retry_after_s: Option<u32>,
}

/// The files that stand beside the kit.
pub trait Files {
    /// Reads one, from the host that the page has the kit from; none if it cannot be had. The answer comes in a later task.
    fn read(&self, path: &str, then: Callback<Option<Vec<u8>>>);
}

/// What a widget was given of the browser.
#[derive(Clone, Default)]
pub enum Host {
    /// Nothing: it stands on a server, or asks for nothing.
    #[default]
    Nothing,
    /// All of it.
    Browser(Rc<dyn Browser>),
    /// The files beside the kit alone.
    Files(Rc<dyn Files>),
}

impl Host {
    /// The browser.
    #[must_use]
    pub fn get(&self) -> Option<&dyn Browser> {
        match self {
            Self::Browser(browser) => Some(&**browser),
            _ => None,
        }
    }

    /// The files beside the kit.
    #[must_use]
    pub fn files(&self) -> Option<&dyn Files> {
        match self {
            Self::Files(files) => Some(&**files),
            _ => None,
        }
    }
}

/// There is one browser, so having one is the same as having one.
impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        mem::discriminant(self) == mem::discriminant(other)
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "Host::Nothing",
            Self::Browser(_) => "Host::Browser",
            Self::Files(_) => "Host::Files",
        })
    }
}
