//! Clicks, double clicks, and a mouse that drags the map.

use ran_parts::fragment::dispatch;
use web_sys::{Element, SvgElement};
use yew::{Callback, MouseEvent, NodeRef, PointerEvent, TargetCast};

use crate::camera::STEP;
use crate::gestures::within;
use crate::listeners::{Listeners, said};
use crate::state::{Action, State};

/// How far a pointer may move, in pixels, and still click.
const CLICK: f64 = 4.0;

/// A mouse that is held down on the map.
#[derive(Default)]
pub(crate) struct Drag {
    /// Which call of the page was heeded last; it stands here because a reference of its own costs more.
    pub(crate) heeded: Option<u32>,
    /// The same of how often the focus was moved.
    pub(crate) moves: u32,
    last: Option<(f64, f64)>,
    /// Whether it has moved so far that its click means nothing.
    is_moving: bool,
    /// What was chosen before the last single click, for a double click is none.
    before: Option<Box<State>>,
}

impl Drag {
    /// Begins anew, or ends.
    fn hold(&mut self, last: Option<(f64, f64)>) {
        (self.last, self.is_moving) = (last, false);
    }
}

impl Listeners<'_> {
    /// A click on what says in `data-do` what it means, unless it ends a drag.
    pub(crate) fn click(&self, dialog: &NodeRef) -> Callback<MouseEvent> {
        let (act, drag, state) = (self.act(dialog), self.drag.clone(), self.state.clone());
        Callback::from(move |event: MouseEvent| {
            let Some(target) = event.target_dyn_into::<Element>() else { return };
            if std::mem::take(&mut drag.borrow_mut().is_moving) {
                return;
            }
            // Buttons are pressed as often as somebody likes; elsewhere the second click makes a double one.
            if event.detail() < 2 {
                drag.borrow_mut().before = Some(Box::new((*state).clone()));
            } else if matches!(target.closest("button"), Ok(None)) {
                return;
            }
            if let Some(said) = said(&target) {
                act(&said);
            }
        })
    }

    /// A double click on the map itself goes closer, and its first click has chosen nothing.
    pub(crate) fn double_click(&self, svg: &NodeRef) -> Callback<MouseEvent> {
        let (state, svg, drag) = (self.state.clone(), svg.clone(), self.drag.clone());
        let emit = self.props.emit.clone();
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>();
            let on_map =
                target.is_some_and(|target| matches!(target.closest("svg:not(button svg)"), Ok(Some(_))));
            if let Some(svg) = svg.cast::<Element>().filter(|_| on_map) {
                if let Some(before) = drag.borrow_mut().before.take() {
                    dispatch(&state, &emit, Action::Return(before));
                }
                let focus = within(&svg, event.client_x().into(), event.client_y().into());
                state.dispatch(Action::Zoom(STEP, focus));
            }
        })
    }

    pub(crate) fn pointer_down(&self) -> Callback<PointerEvent> {
        let drag = self.drag.clone();
        Callback::from(move |event: PointerEvent| {
            let on_map = event
                .target_dyn_into::<SvgElement>()
                .is_some_and(|target| matches!(target.closest(".map > svg"), Ok(Some(_))));
            let is_held = on_map && event.pointer_type() == "mouse" && event.button() == 0;
            let at = is_held.then(|| (event.client_x().into(), event.client_y().into()));
            drag.borrow_mut().hold(at);
        })
    }

    pub(crate) fn pointer_move(&self, svg: &NodeRef) -> Callback<PointerEvent> {
        let (drag, state, svg) = (self.drag.clone(), self.state.clone(), svg.clone());
        Callback::from(move |event: PointerEvent| {
            let mut drag = drag.borrow_mut();
            let Some(last) = drag.last else { return };
            if event.buttons() & 1 == 0 {
                // The button was let go of elsewhere.
                drag.hold(None);
                return;
            }
            let now = (f64::from(event.client_x()), f64::from(event.client_y()));
            let by = (now.0 - last.0, now.1 - last.1);
            if !drag.is_moving && by.0.abs() + by.1.abs() < CLICK {
                return;
            }
            if !std::mem::replace(&mut drag.is_moving, true) {
                // From now on the mouse may leave the map and still move it.
                if let Some(svg) = svg.cast::<Element>() {
                    let _ = svg.set_pointer_capture(event.pointer_id());
                }
            }
            drag.last = Some(now);
            state.dispatch(Action::Pan(by));
        })
    }

    pub(crate) fn pointer_up(&self) -> Callback<PointerEvent> {
        let drag = self.drag.clone();
        Callback::from(move |_| drag.borrow_mut().last = None)
    }
}
