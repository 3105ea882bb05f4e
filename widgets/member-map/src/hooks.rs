//! What the component does beside rendering: it listens to the browser, and brings things into view.

use std::rc::Rc;

use ran_atlas::japan::{Bounds, Japan};
use ran_feed::model::PrefectureCode;
use ran_parts::Same;
use web_sys::Element;
use yew::{NodeRef, UseReducerHandle, hook, use_effect_with};

use crate::camera::{Camera, NEAR_ZOOM, REGION_ZOOM};
use crate::feed_cache::Ground;
use crate::gestures::{Measured, gestures, printing};
use crate::state::{Action, State};

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
/// who are offered instead; or else who is nearest to the visitor; and as close as that allows.
#[hook]
pub(crate) fn use_fitting(
    asked: (Same<Ground>, Vec<PrefectureCode>, Vec<PrefectureCode>, Option<Bounds>),
    japan: &Rc<Japan>,
    state: &UseReducerHandle<State>,
) {
    let (japan, state) = (japan.clone(), state.clone());
    use_effect_with((asked, state.is_measured), move |((ground, picked, offered, around), _)| {
        let ground = &ground.0;
        let asked = ground.base.prefectures_or(picked);
        // Where all of Japan is seen, so is everybody who is offered.
        let with: &[PrefectureCode] = if asked.is_empty() { &[] } else { offered };
        let bounds = ground.cache.places.bounds(&japan, &[asked, with].concat());
        let fitted = bounds.map(|bounds| (bounds, REGION_ZOOM)).or(around.map(|bounds| (bounds, NEAR_ZOOM)));
        let home = fitted.map(|(bounds, closest)| Camera::fitted(state.size, bounds, closest));
        state.dispatch(Action::Settle(home.unwrap_or_default()));
    });
}
