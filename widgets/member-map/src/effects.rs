//! What happens after a rendering, when something has changed that the component names.

use std::cell::RefCell;
use std::rc::Rc;

use ran_feed::model::Feed;
use ran_parts::filter_bar::show_picks;
use ran_parts::{Asked, Failure, Outgoing, Same, dialog as modal};
use yew::{AttrValue, Callback, NodeRef, UseReducerHandle};

use crate::feed_cache::{FeedCache, Ground};
use crate::filters::{self, FACETS};
use crate::focus::{self, move_focus};
use crate::listeners::focus_member;
use crate::pointer::Memory;
use crate::shown::Shown;
use crate::state::State;

/// Brings the row into view that is pointed at on the map.
pub(crate) fn show_row(root: &NodeRef) -> impl FnOnce(&(Option<u32>, bool)) + use<> {
    let root = root.clone();
    move |_| focus::show_row(&root)
}

/// What was picked, where the focus was moved to and how often, of which choices, whether a member is open, and whether the
/// feed is there.
type Arrived = ([AttrValue; FACETS], (AttrValue, u32), Same<Ground>, bool, bool);

/// Shows what is picked in the filters, opens the dialog that is there, and takes the focus to where it is to go.
pub(crate) fn arrive(
    root: &NodeRef,
    dialog: &NodeRef,
    memory: &Rc<RefCell<Memory>>,
) -> impl FnOnce(&Arrived) + use<> {
    let (root, dialog, memory) = (root.clone(), dialog.clone(), memory.clone());
    move |(picks, (goal, moves), ..)| {
        show_picks(filters::picked(picks), &root);
        modal::show(&dialog);
        if std::mem::replace(&mut memory.borrow_mut().focus_moves, *moves) != *moves && *moves > 0 {
            move_focus(&root, goal);
        }
    }
}

/// Does what the page has asked for by a method. A call that comes before the feed is heard when it is there, and with
/// another feed it is not heard again.
pub(crate) fn call(
    feed: Option<Same<Feed>>,
    cache: &Rc<FeedCache>,
    shown: &Rc<Shown>,
    memory: &Rc<RefCell<Memory>>,
    state: &UseReducerHandle<State>,
) -> impl FnOnce(&(Option<Asked>, bool)) + use<> {
    let (state, cache, shown, memory) = (state.clone(), cache.clone(), shown.clone(), memory.clone());
    move |(asked, is_ready)| {
        let number = asked.as_ref().map(|asked| asked.number);
        if number.is_some() && !is_ready
            || std::mem::replace(&mut memory.borrow_mut().heeded_call, number) == number
        {
            return;
        }
        let asked = asked.as_ref().filter(|asked| asked.method == "focusMember");
        if let (Some(asked), Some(feed)) = (asked, &feed) {
            focus_member(&asked.argument, &feed.0, &cache.places, &shown, &state);
        }
    }
}

/// Tells the page what is wrong with its tiles.
pub(crate) fn report(emit: &Callback<Outgoing>) -> impl FnOnce(&Option<&'static str>) + use<> {
    let emit = emit.clone();
    move |fault| {
        if let Some(fault) = fault {
            emit.emit(Outgoing::Error(Failure::new("tiles", (*fault).to_owned())));
        }
    }
}
