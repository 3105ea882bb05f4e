//! What the component does beside rendering: it heeds the page, listens to the browser, and brings things into view.

use std::rc::Rc;

use ran_atlas::japan::Japan;
use ran_feed::model::PrefectureCode;
use ran_parts::filter_bar::show_picks;
use ran_parts::{Asked, Same, WidgetProps, dialog as modal};
use web_sys::Element;
use yew::{NodeRef, UseReducerHandle, hook, use_effect_with, use_mut_ref};

use crate::camera::{Camera, REGION_ZOOM};
use crate::filters;
use crate::focus::{move_focus, show_row};
use crate::gestures::{Measured, gestures, printing};
use crate::kept::{Ground, Kept};
use crate::listeners::focus_member;
use crate::state::{Action, State};

/// Brings into view what the visitor has gone to: the focus, the row of who is pointed at, what is picked and what is open.
#[hook]
pub(crate) fn use_sight(
    root: &NodeRef,
    dialog: &NodeRef,
    is_rested: bool,
    is_ready: bool,
    state: &UseReducerHandle<State>,
) {
    let focused = root.clone();
    use_effect_with((state.goal.clone(), state.moves), move |(goal, moves)| {
        if *moves > 0 {
            move_focus(&focused, goal);
        }
    });
    let (root, dialog) = (root.clone(), dialog.clone());
    // A member that an attribute or the address names opens when the feed is there.
    let seen = (state.lit, is_rested, state.picks.clone(), state.open.is_some(), is_ready);
    use_effect_with(seen, move |(_, _, picks, ..)| {
        show_row(&root);
        show_picks(filters::picked(picks), &root);
        modal::show(&dialog);
    });
}

/// Heeds `focusMember`, each call once. One that comes before the feed is heard when it is there.
#[hook]
pub(crate) fn use_calls(props: &WidgetProps, kept: &Rc<Kept>, state: &UseReducerHandle<State>) {
    let feed = props.ready().map(|ready| ready.feed.clone());
    let (state, kept) = (state.clone(), kept.clone());
    let heeded = use_mut_ref(|| None::<Asked>);
    use_effect_with((props.asked.clone(), feed.is_some()), move |(asked, is_ready)| {
        if asked.is_some() && !is_ready || heeded.replace(asked.clone()) == *asked {
            return;
        }
        let asked = asked.as_ref().filter(|asked| asked.method == "focusMember");
        if let (Some(asked), Some(feed)) = (asked, &feed) {
            focus_member(&asked.argument, feed, &kept.places, &state);
        }
    });
}

/// Listens to the map as long as it is there, and not the list alone.
#[hook]
pub(crate) fn use_gestures(svg: &NodeRef, state: &UseReducerHandle<State>, is_ready: bool) {
    let (svg, state) = (svg.clone(), state.clone());
    use_effect_with((is_ready, state.view), move |_| {
        let element = svg.cast::<Element>();
        let held = element.map(|element| (Measured::new(&element, &state), gestures(&element, &state)));
        let held = (held, printing(&state));
        move || drop(held)
    });
}

/// Shows the prefectures whole that the visitor asks for, or else those of the page, together with those of the members
/// who are offered instead, and as close as that allows.
#[hook]
pub(crate) fn use_fitting(
    asked: (Same<Ground>, Vec<PrefectureCode>, Vec<PrefectureCode>),
    japan: &Rc<Japan>,
    state: &UseReducerHandle<State>,
) {
    let (japan, state) = (japan.clone(), state.clone());
    use_effect_with((asked, state.is_measured), move |((ground, picked, offered), _)| {
        let ground = &ground.0;
        let asked = if picked.is_empty() { &ground.base.prefectures } else { picked };
        // Where all of Japan is seen, so is everybody who is offered.
        let with: &[PrefectureCode] = if asked.is_empty() { &[] } else { offered };
        let bounds = ground.kept.places.bounds(&japan, &[asked, with].concat());
        let home = bounds.map(|bounds| Camera::fitted(state.size, bounds, REGION_ZOOM));
        state.dispatch(Action::Settle(home.unwrap_or_default()));
    });
}
