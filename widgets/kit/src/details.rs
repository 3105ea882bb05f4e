//! What widgets show of one thing in full: code that is fetched when somebody opens one, once for all elements of a kind.

use std::cell::RefCell;

use ran_parts::Detail;

use crate::{hooks, registry, splits};

thread_local! {
    /// By kind. What is not in here nobody has asked for.
    static DETAILS: RefCell<Vec<(&'static str, Detail)>> = const { RefCell::new(Vec::new()) };
}

/// How far it has come for the elements of a kind.
pub(crate) fn of(kind: &str) -> Detail {
    DETAILS.with_borrow(|all| {
        let known = all.iter().find(|(known, _)| *known == kind);
        known.map(|(_, detail)| detail.clone()).unwrap_or_default()
    })
}

/// Has it fetched.
pub(crate) fn ask(kind: &'static str) {
    if !matches!(of(kind), Detail::Here(_)) {
        show(kind, Detail::Coming);
        hooks::detail(kind);
    }
}

/// Shows it in all elements of the kind; or that it could not be had, until somebody asks again.
pub(crate) fn came(kind: &str, is_here: bool) {
    let Some((kind, detail)) = splits::detail(kind, is_here) else { return };
    show(kind, detail.map_or(Detail::Failed, Detail::Here));
}

fn show(kind: &'static str, detail: Detail) {
    let is_news = of(kind) != detail;
    DETAILS.with_borrow_mut(|all| {
        all.retain(|(known, _)| *known != kind);
        all.push((kind, detail));
    });
    if is_news {
        registry::detail_changed(kind);
    }
}
