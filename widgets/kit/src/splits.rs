//! The split points: what stands behind each is loaded when the first element of its kind is shown.

use std::any::Any;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_split_helpers::wasm_split;

use crate::app::Widget;
use crate::names::{self, Name};
use crate::{browser, files};

#[wasm_split(member_badge, wasm_split_path = crate::splits)]
fn member_badge() -> Widget {
    const NAMES: &[Name] = &[Name::needed("member", names::members), Name::one("link", names::addresses)];
    Widget::of::<ran_badge::MemberBadge>(ran_badge::CSS, ran_badge::LISTS, NAMES)
}

#[wasm_split(member_profile, wasm_split_path = crate::splits)]
fn member_profile() -> Widget {
    const NAMES: &[Name] = &[Name::needed("member", names::members)];
    Widget::of::<ran_profile::MemberProfile>(ran_profile::CSS, ran_profile::LISTS, NAMES)
}

#[wasm_split(event_calendar, wasm_split_path = crate::splits)]
fn event_calendar() -> Widget {
    const NAMES: &[Name] = &[
        Name::one("date", names::days),
        Name::one("goTo", names::days),
        Name::many("kinds", names::kinds),
        Name::many("audience", names::audiences),
        Name::many("themes", names::themes),
        Name::many("prefecture", names::prefectures),
        Name::many("host", names::members),
        Name::many("programme", names::programmes),
    ];
    Widget::of::<ran_calendar::EventCalendar>(ran_calendar::CSS, ran_calendar::LISTS, NAMES)
}

#[wasm_split(member_map, wasm_split_path = crate::splits)]
fn member_map() -> Widget {
    const NAMES: &[Name] = &[
        Name::many("themes", names::themes),
        Name::many("prefecture", names::prefectures),
        Name::many("programme", names::programmes),
        Name::one("member", names::members),
        Name::one("focusMember", names::members),
    ];
    Widget::of::<ran_member_map::MemberMap>(ran_member_map::CSS, ran_member_map::LISTS, NAMES)
        .with_host(files::host)
}

#[wasm_split(sign_up, wasm_split_path = crate::splits)]
fn sign_up() -> Widget {
    const NAMES: &[Name] = &[Name::needed("form", names::forms), Name::one("endpoint", names::addresses)];
    Widget::of::<ran_sign_up::SignUp>(ran_sign_up::CSS, ran_sign_up::LISTS, NAMES).with_host(browser::host)
}

/// The widget of a kind whose pieces are here; a widget joins by its split point above and its line in here.
pub(crate) fn widget(kind: &str) -> Option<(&'static str, Widget)> {
    match kind {
        "member-badge" => Some(("member-badge", now(member_badge())?)),
        "member-profile" => Some(("member-profile", now(member_profile())?)),
        "event-calendar" => Some(("event-calendar", now(event_calendar())?)),
        "member-map" => Some(("member-map", now(member_map())?)),
        "sign-up" => Some(("sign-up", now(sign_up())?)),
        _ => None,
    }
}

#[wasm_split(event_calendar_detail, wasm_split_path = crate::splits)]
fn event_calendar_detail() -> Rc<dyn Any> {
    ran_calendar::detail()
}

#[wasm_split(member_map_detail, wasm_split_path = crate::splits)]
fn member_map_detail() -> Rc<dyn Any> {
    ran_member_map::detail()
}

/// What a kind with a dialog shows in it (see [`Detail`](ran_parts::Detail)), if its pieces are here.
pub(crate) fn detail(kind: &str, is_here: bool) -> Option<(&'static str, Option<Rc<dyn Any>>)> {
    match kind {
        "event-calendar" => Some(("event-calendar", is_here.then(|| now(event_calendar_detail())).flatten())),
        "member-map" => Some(("member-map", is_here.then(|| now(member_map_detail())).flatten())),
        _ => None,
    }
}

/// What a future that waits for nothing gives.
fn now<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// What the calls of `#[wasm_split]` wait for: nothing. The loader puts the pieces of a kind in their places before it
/// mounts the first element (`prepare`, which xtask writes into the glue), and what waits in Rust costs 2 KB a page.
pub(crate) mod rt {
    use std::ffi::c_void;
    use std::pin::Pin;

    pub(crate) type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);
    type LoadFn = unsafe extern "C" fn(LoadCallbackFn, *const c_void);

    pub(crate) struct LazySplitLoader;

    impl LazySplitLoader {
        pub(crate) const unsafe fn new(_: LoadFn) -> Self {
            Self
        }
    }

    pub(crate) async fn ensure_loaded(_: Pin<&LazySplitLoader>) -> Option<()> {
        Some(())
    }
}
