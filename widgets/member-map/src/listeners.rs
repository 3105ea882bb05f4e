//! What the map listens to, and where it moves the focus: all that needs a browser.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use ran_atlas::compass::{Direction, next_prefecture};
use ran_atlas::japan::Japan;
use ran_atlas::plane;
use ran_feed::model::Feed;
use ran_parts::{Outgoing, WidgetProps};
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlSelectElement, ResizeObserver, SvgElement,
};
use yew::{
    AttrValue, Callback, FocusEvent, InputEvent, KeyboardEvent, MouseEvent, NodeRef, PointerEvent,
    TargetCast, UseReducerHandle,
};

use crate::camera::{Camera, REGION_ZOOM, Size};
use crate::command::{self, Command};
use crate::filters::Facet;
use crate::list;
use crate::places::Places;
use crate::scene::Shown;
use crate::state::{Action, Hint, STOP, State, View};

/// How far a pointer may move, in pixels, and still click.
const CLICK: f64 = 4.0;
/// How long the map does not repeat what it has just said, in milliseconds.
const QUIET: f64 = 2_500.0;

/// Moves the focus as the state says: to a prefecture always, elsewhere only where the focused element has gone.
pub(crate) fn move_focus(root: &NodeRef, goal: &str) {
    let Some(root) = root.cast::<Element>() else { return };
    let find = |selector: &str| root.query_selector(selector).ok().flatten();
    if goal != STOP && find(":focus").is_some() {
        return;
    }
    if let Some(goal) = find(goal) {
        // A prefecture has the same method. An element that cannot take the focus leaves it where it is.
        let _ = goal.unchecked_into::<HtmlElement>().focus();
    }
}

/// Brings the row of the member that is pointed at on the map into view, where the list scrolls by itself. The page stays.
pub(crate) fn show_row(root: &NodeRef) {
    let find = |selector: &str| root.cast::<Element>()?.query_selector(selector).ok().flatten();
    // A row under the pointer or the focus would slip away from it.
    if let (Some(row), Some(list)) = (find(".member.lit:not(:hover, :focus-within)"), find(".list")) {
        let (row, seen) = (row.get_bounding_client_rect(), list.get_bounding_client_rect());
        let above = (row.top() - seen.top()).min(0.0);
        let below = (row.bottom() - seen.bottom()).max(0.0);
        list.set_scroll_top(list.scroll_top() + (above + below) as i32);
    }
}

/// Opens the dialog, if it is there and not open yet.
pub(crate) fn show_dialog(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
        // A dialog that is in no document cannot open; then there is nobody to see it either.
        let _ = dialog.show_modal();
    }
}

/// Tells when the page is printed, until they are dropped.
pub(crate) fn printing(state: &UseReducerHandle<State>) -> Option<[EventListener; 2]> {
    let window = web_sys::window()?;
    Some([("beforeprint", true), ("afterprint", false)].map(|(event, is_printed)| {
        let state = state.clone();
        EventListener::new(&window, event, move |_| state.dispatch(Action::Print(is_printed)))
    }))
}

/// Tells the size of the map now and whenever it changes, until it is dropped.
pub(crate) struct Measured {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut()>,
}

impl Measured {
    pub(crate) fn new(svg: &Element, state: &UseReducerHandle<State>) -> Option<Self> {
        let (element, state) = (svg.clone(), state.clone());
        let told = Closure::<dyn FnMut()>::new(move || {
            let rect = element.get_bounding_client_rect();
            if rect.width() > 0.0 && rect.height() > 0.0 {
                state.dispatch(Action::Measure(Size { width: rect.width(), height: rect.height() }));
            }
        });
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(svg);
        Some(Self { observer, _told: told })
    }
}

impl Drop for Measured {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Where a client's point is within the map.
fn within(svg: &Element, x: f64, y: f64) -> (f64, f64) {
    let rect = svg.get_bounding_client_rect();
    (x - rect.left(), y - rect.top())
}

/// The wheel and two fingers, which must be kept from the page while they move the map. Yew listens passively to both.
pub(crate) fn gestures(svg: &Element, state: &UseReducerHandle<State>) -> [EventListener; 3] {
    let active = EventListenerOptions::enable_prevent_default();
    let said = Rc::new(RefCell::new(f64::MIN));
    let say = {
        let (state, said) = (state.clone(), said);
        move |hint: Hint, now: f64| {
            if now - *said.borrow() > QUIET {
                *said.borrow_mut() = now;
                state.dispatch(Action::Say(hint));
            }
        }
    };
    let wheel = {
        let (map, state, say) = (svg.clone(), state.clone(), say.clone());
        EventListener::new_with_options(svg, "wheel", active, move |event| {
            let Some(wheel) = event.dyn_ref::<web_sys::WheelEvent>() else { return };
            // A pinch on a touchpad comes as a wheel with Ctrl.
            if !wheel.ctrl_key() && !wheel.meta_key() {
                say(Hint::Wheel, event.time_stamp());
                return;
            }
            event.prevent_default();
            let factor = 1.0 + wheel.delta_y().abs().min(100.0) / 300.0;
            let factor = if wheel.delta_y() < 0.0 { factor } else { 1.0 / factor };
            state.dispatch(Action::Zoom(
                factor,
                within(&map, wheel.client_x().into(), wheel.client_y().into()),
            ));
        })
    };
    // The middle of two fingers and how far they are apart.
    let last = Rc::new(RefCell::new(None::<((f64, f64), f64)>));
    let start = {
        let last = last.clone();
        EventListener::new_with_options(svg, "touchstart", active, move |event| {
            *last.borrow_mut() = None;
            if event.dyn_ref::<web_sys::TouchEvent>().is_some_and(|touch| touch.touches().length() > 1) {
                event.prevent_default();
            }
        })
    };
    let (map, state) = (svg.clone(), state.clone());
    let moved = EventListener::new_with_options(svg, "touchmove", active, move |event| {
        let Some(touch) = event.dyn_ref::<web_sys::TouchEvent>() else { return };
        let (Some(one), Some(other)) = (touch.touches().get(0), touch.touches().get(1)) else {
            say(Hint::Touch, event.time_stamp());
            return;
        };
        event.prevent_default();
        let [one, other] =
            [one, other].map(|touch| within(&map, touch.client_x().into(), touch.client_y().into()));
        let middle = ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0);
        let (across, down) = (one.0 - other.0, one.1 - other.1);
        let apart = (across * across + down * down).sqrt().max(1.0);
        if let Some((before, was_apart)) = last.borrow_mut().replace((middle, apart)) {
            state.dispatch(Action::Pan((middle.0 - before.0, middle.1 - before.1)));
            state.dispatch(Action::Zoom(apart / was_apart, middle));
        }
    });
    [wheel, start, moved]
}

/// A mouse that is held down on the map.
#[derive(Default)]
pub(crate) struct Drag {
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

/// What the widget listens to: one listener of each kind for all that is in it.
pub(crate) struct Listeners<'a> {
    pub(crate) props: &'a WidgetProps,
    pub(crate) state: &'a UseReducerHandle<State>,
    pub(crate) shown: &'a Rc<Shown>,
    pub(crate) japan: &'a Rc<Japan>,
    pub(crate) drag: &'a Rc<RefCell<Drag>>,
    pub(crate) stop: u8,
}

impl Listeners<'_> {
    /// What clicks and keys do to the state.
    fn act(&self, dialog: &NodeRef) -> Rc<dyn Fn(&str)> {
        let (state, shown) = (self.state.clone(), self.shown.clone());
        let (emit, dialog) = (self.props.emit.clone(), dialog.clone());
        Rc::new(move |said: &str| {
            let close = || {
                if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                    dialog.close();
                }
            };
            match command::read(said, state.size) {
                Some(Command::Act(action)) => {
                    if let Action::Open(id) = &action {
                        emit.emit(Outgoing::Select { what: "member", id: id.clone() });
                    }
                    // These buttons may go with what they do. The handle tells the state of now, so ask before it changes.
                    let goal: Option<AttrValue> = match said {
                        "whole" => Some(".closer".into()),
                        "everybody" | "clear" => Some(".list button".into()),
                        "more" => {
                            let next = (list::PORTION * (state.portions + 1) + 1).to_string();
                            Some([".members > :nth-child(", &next, ") button"].concat().into())
                        }
                        _ => None,
                    };
                    state.dispatch(action);
                    if let Some(goal) = goal {
                        state.dispatch(Action::Focus(goal));
                    }
                }
                Some(Command::Prefecture(code)) => {
                    let code_text = ran_feed::model::PrefectureCode::new(code)
                        .map(|code| code.to_string())
                        .unwrap_or_default();
                    let is_picked = state.picks[Facet::Prefecture as usize] == code_text;
                    let picked = if is_picked { String::new() } else { code_text };
                    state.dispatch(Action::Pick(Facet::Prefecture, picked.into()));
                }
                Some(Command::Cluster(zoom, place)) => {
                    let Some(cluster) = shown.cluster(zoom, place) else { return };
                    match shown.splits_at(zoom, place) {
                        Some(closer) => {
                            state.dispatch(Action::See(state.camera.centred(state.size, cluster, closer)));
                        }
                        None => state.dispatch(Action::Group(Some(shown.members(zoom, place).into()))),
                    }
                }
                Some(Command::Programme(id)) => {
                    close();
                    emit.emit(Outgoing::Select { what: "programme", id: id.clone() });
                    state.dispatch(Action::Clear);
                    state.dispatch(Action::Pick(Facet::Programme, id));
                }
                Some(Command::Here) => ask_position(&state),
                Some(Command::CloseDialog) => close(),
                None => {}
            }
        })
    }

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
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>();
            let on_map =
                target.is_some_and(|target| matches!(target.closest("svg:not(button svg)"), Ok(Some(_))));
            if let Some(svg) = svg.cast::<Element>().filter(|_| on_map) {
                if let Some(before) = drag.borrow_mut().before.take() {
                    state.dispatch(Action::Return(before));
                }
                let focus = within(&svg, event.client_x().into(), event.client_y().into());
                state.dispatch(Action::Zoom(2.0, focus));
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

    /// The dialog has closed, whoever closed it.
    pub(crate) fn close(&self) -> Callback<yew::Event> {
        let state = self.state.clone();
        Callback::from(move |_| state.dispatch(Action::Close))
    }

    /// Keys on a prefecture, and on a mark.
    pub(crate) fn key(&self, dialog: &NodeRef) -> Callback<KeyboardEvent> {
        let (state, japan, stop, act) = (self.state.clone(), self.japan.clone(), self.stop, self.act(dialog));
        Callback::from(move |event: KeyboardEvent| {
            let Some(target) = event.target_dyn_into::<SvgElement>() else { return };
            if event.alt_key() || event.ctrl_key() || event.meta_key() || event.is_composing() {
                return;
            }
            let key = event.key();
            if let Some(direction) = Direction::of_key(&key).filter(|_| target.tag_name() == "path") {
                if let Some(prefecture) =
                    next_prefecture(&japan, stop, direction).and_then(|code| japan.prefecture(code))
                {
                    let (size, inside) = (state.size, prefecture.inside);
                    if !state.camera.window(size, 0.0).holds(inside.x, inside.y) {
                        state.dispatch(Action::See(state.camera.centred(size, inside, 0)));
                    }
                    state.dispatch(Action::Walk(prefecture.code));
                }
            } else {
                match key.as_str() {
                    "Enter" | " " => {
                        if let Some(said) = said(&target) {
                            act(&said);
                        }
                    }
                    "+" | ";" => state.dispatch(Action::Step(true)),
                    "-" => state.dispatch(Action::Step(false)),
                    "0" | "Escape" => state.dispatch(Action::See(Camera::default())),
                    _ => return,
                }
            }
            event.prevent_default();
        })
    }

    /// A choice or a word in the filter bar.
    pub(crate) fn input(&self) -> Callback<InputEvent> {
        let state = self.state.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                let Some(facet) = Facet::of(&select.name()) else { return };
                state.dispatch(Action::Pick(facet, select.value().into()));
            } else if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                let value = AttrValue::from(field.value());
                state.dispatch(if field.name() == "near" {
                    Action::Near(value)
                } else {
                    Action::Search(value)
                });
            }
        })
    }

    /// The pointer on a member, in the list or on the map.
    pub(crate) fn hover(&self) -> Callback<MouseEvent> {
        let state = self.state.clone();
        Callback::from(move |event: MouseEvent| light(&state, event.target_dyn_into::<Element>()))
    }

    /// The focus on a member.
    pub(crate) fn focus(&self) -> Callback<FocusEvent> {
        let state = self.state.clone();
        Callback::from(move |event: FocusEvent| light(&state, event.target_dyn_into::<Element>()))
    }
}

/// Brings a member into the middle of the map; where there is only the list, opens it.
pub(crate) fn focus_member(id: &str, feed: &Feed, places: &Places, state: &UseReducerHandle<State>) {
    let Some(place) = feed.members.position(id) else { return };
    match places.of(place).filter(|_| state.view == View::Map) {
        Some(spot) => {
            state.dispatch(Action::See(state.camera.centred(state.size, spot.point, REGION_ZOOM)));
            state.dispatch(Action::Light(u32::try_from(place).ok()));
        }
        None => state.dispatch(Action::Open(id.to_owned().into())),
    }
}

/// What a clicked thing, or what it is in, says of itself.
fn said(target: &Element) -> Option<String> {
    target.closest("[data-do]").ok().flatten()?.get_attribute("data-do")
}

fn light(state: &UseReducerHandle<State>, target: Option<Element>) {
    let member = target.and_then(|target| target.closest("[data-member]").ok().flatten());
    let member = member.and_then(|member| member.get_attribute("data-member")?.parse().ok());
    if member != state.lit {
        state.dispatch(Action::Light(member));
    }
}

/// Asks the browser, which asks the visitor.
fn ask_position(state: &UseReducerHandle<State>) {
    let window = web_sys::window();
    let Some(Ok(geolocation)) = window.map(|window| window.navigator().geolocation()) else {
        state.dispatch(Action::Say(Hint::NoPosition));
        return;
    };
    let (found, lost) = (state.clone(), state.clone());
    let found = Closure::once_into_js(move |position: web_sys::Position| {
        let at = position.coords();
        found.dispatch(match plane::place(at.latitude(), at.longitude()) {
            Some(point) => Action::Here(point),
            None => Action::Say(Hint::NoPosition),
        });
    });
    let lost = Closure::once_into_js(move || lost.dispatch(Action::Say(Hint::NoPosition)));
    let _ = geolocation
        .get_current_position_with_error_callback(found.unchecked_ref(), Some(lost.unchecked_ref()));
}
