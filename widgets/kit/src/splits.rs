//! The split points: what stands behind each is loaded when the first element of its kind is shown.

use std::cell::RefCell;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::app::Widget;
use crate::browser;
use crate::names::{self, Name};

#[wasm_split(member_badge, fallible)]
fn member_badge() -> Result<Widget, SplitLoaderError> {
    const NAMES: &[Name] = &[Name::needed("member", names::members), Name::one("link", names::addresses)];
    Ok(Widget::of::<ran_badge::MemberBadge>(ran_badge::CSS, ran_badge::LISTS, NAMES))
}

#[wasm_split(member_profile, fallible)]
fn member_profile() -> Result<Widget, SplitLoaderError> {
    const NAMES: &[Name] = &[Name::needed("member", names::members)];
    Ok(Widget::of::<ran_profile::MemberProfile>(ran_profile::CSS, ran_profile::LISTS, NAMES))
}

#[wasm_split(event_calendar, fallible)]
fn event_calendar() -> Result<Widget, SplitLoaderError> {
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
    Ok(Widget::of::<ran_calendar::EventCalendar>(ran_calendar::CSS, ran_calendar::LISTS, NAMES))
}

#[wasm_split(member_map, fallible)]
fn member_map() -> Result<Widget, SplitLoaderError> {
    const NAMES: &[Name] = &[
        Name::many("themes", names::themes),
        Name::many("prefecture", names::prefectures),
        Name::many("programme", names::programmes),
        Name::one("member", names::members),
        Name::one("focusMember", names::members),
    ];
    Ok(Widget::of::<ran_member_map::MemberMap>(ran_member_map::CSS, ran_member_map::LISTS, NAMES))
}

#[wasm_split(sign_up, fallible)]
fn sign_up() -> Result<Widget, SplitLoaderError> {
    const NAMES: &[Name] = &[Name::needed("form", names::forms), Name::one("endpoint", names::addresses)];
    Ok(Widget::of::<ran_sign_up::SignUp>(ran_sign_up::CSS, ran_sign_up::LISTS, NAMES)
        .with_host(browser::host))
}

thread_local! {
    static LOADED: RefCell<Vec<(&'static str, Widget)>> = const { RefCell::new(Vec::new()) };
}

/// Loads the widget of a kind; a widget joins by its split point above and its line in here.
pub(crate) async fn load(kind: &str) -> Result<(), SplitLoaderError> {
    if loaded(kind).is_some() {
        return Ok(());
    }
    let (kind, widget) = match kind {
        "member-badge" => ("member-badge", member_badge().await?),
        "member-profile" => ("member-profile", member_profile().await?),
        "event-calendar" => ("event-calendar", event_calendar().await?),
        "member-map" => ("member-map", member_map().await?),
        "sign-up" => ("sign-up", sign_up().await?),
        _ => return Ok(()),
    };
    LOADED.with_borrow_mut(|all| all.push((kind, widget)));
    Ok(())
}

/// The way into a loaded widget.
pub(crate) fn loaded(kind: &str) -> Option<(&'static str, Widget)> {
    LOADED.with_borrow(|all| all.iter().copied().find(|(name, _)| *name == kind))
}
