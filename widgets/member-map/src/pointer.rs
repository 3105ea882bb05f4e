//! Clicks, double clicks, and a mouse that drags the map; and what is remembered between them.

use ran_parts::fragment::dispatch;
use web_sys::{Element, SvgElement};
use yew::{Callback, MouseEvent, NodeRef, PointerEvent, TargetCast};

use crate::camera::STEP;
use crate::gestures::within;
use crate::listeners::{Listeners, said};
use crate::state::{Action, State};

/// How far a pointer may move, in pixels, and still click.
const CLICK: f64 = 4.0;

/// What is remembered from one event to the next and shown nowhere, so that nothing is rendered for it. It stands in one
/// reference, for each costs every visitor some bytes.
#[derive(Default)]
pub(crate) struct Memory {
    /// Which call of the page was heeded last.
    pub(crate) heeded_call: Option<u32>,
    /// How often the focus had been moved when it was moved last.
    pub(crate) focus_moves: u32,
    /// Where the mouse that is held down on the map was last.
    dragged_from: Option<(f64, f64)>,
    /// Whether it has moved so far that its click means nothing.
    is_dragging: bool,
    /// What was chosen before the last single click, for a double click is none.
    before_click: Option<Box<State>>,
}

impl Memory {
    /// A drag begins where the mouse is, or ends.
    fn drag_from(&mut self, at: Option<(f64, f64)>) {
        (self.dragged_from, self.is_dragging) = (at, false);
    }
}

impl Listeners<'_> {
    /// A click on what says in `data-do` what it means, unless it ends a drag.
    pub(crate) fn click(&self, dialog: &NodeRef) -> Callback<MouseEvent> {
        let (act, memory, state) = (self.act(dialog), self.memory.clone(), self.state.clone());
        Callback::from(move |event: MouseEvent| {
            let Some(target) = event.target_dyn_into::<Element>() else { return };
            if std::mem::take(&mut memory.borrow_mut().is_dragging) {
                return;
            }
            // Buttons are pressed as often as somebody likes; elsewhere the second click makes a double one.
            if event.detail() < 2 {
                memory.borrow_mut().before_click = Some(Box::new((*state).clone()));
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
        let (state, svg, memory) = (self.state.clone(), svg.clone(), self.memory.clone());
        let emit = self.props.emit.clone();
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>();
            let on_map =
                target.is_some_and(|target| matches!(target.closest("svg:not(button svg)"), Ok(Some(_))));
            if let Some(svg) = svg.cast::<Element>().filter(|_| on_map) {
                // What is borrowed while the page hears of the change could be asked for by the page.
                let before = memory.borrow_mut().before_click.take();
                if let Some(before) = before {
                    dispatch(&state, &emit, Action::Return(before));
                }
                let focus = within(&svg, event.client_x().into(), event.client_y().into());
                state.dispatch(Action::Zoom(STEP, focus));
            }
        })
    }

    pub(crate) fn pointer_down(&self) -> Callback<PointerEvent> {
        let memory = self.memory.clone();
        Callback::from(move |event: PointerEvent| {
            let on_map = event
                .target_dyn_into::<SvgElement>()
                .is_some_and(|target| matches!(target.closest(".map > svg"), Ok(Some(_))));
            let is_held = on_map && event.pointer_type() == "mouse" && event.button() == 0;
            let at = is_held.then(|| (event.client_x().into(), event.client_y().into()));
            memory.borrow_mut().drag_from(at);
        })
    }

    pub(crate) fn pointer_move(&self, svg: &NodeRef) -> Callback<PointerEvent> {
        let (memory, state, svg) = (self.memory.clone(), self.state.clone(), svg.clone());
        Callback::from(move |event: PointerEvent| {
            let mut memory = memory.borrow_mut();
            let Some(last) = memory.dragged_from else { return };
            if event.buttons() & 1 == 0 {
                // The button was let go of elsewhere.
                memory.drag_from(None);
                return;
            }
            let now = (f64::from(event.client_x()), f64::from(event.client_y()));
            let by = (now.0 - last.0, now.1 - last.1);
            if !memory.is_dragging && by.0.abs() + by.1.abs() < CLICK {
                return;
            }
            if !std::mem::replace(&mut memory.is_dragging, true) {
                // From now on the mouse may leave the map and still move it.
                if let Some(svg) = svg.cast::<Element>() {
                    let _ = svg.set_pointer_capture(event.pointer_id());
                }
            }
            memory.dragged_from = Some(now);
            state.dispatch(Action::Pan(by));
        })
    }

    pub(crate) fn pointer_up(&self) -> Callback<PointerEvent> {
        let memory = self.memory.clone();
        Callback::from(move |_| memory.borrow_mut().dragged_from = None)
    }
}
