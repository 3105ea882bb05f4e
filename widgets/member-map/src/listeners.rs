//! What the widget listens to through Yew, and what clicks and keys do. Clicks and a mouse that drags: `pointer.rs`.

use std::cell::RefCell;
use std::rc::Rc;

use ran_atlas::compass::{Direction, next_prefecture};
use ran_atlas::japan::Japan;
use ran_atlas::plane::{self, Point};
use ran_feed::model::{Feed, PrefectureCode};
use ran_parts::fragment::dispatch;
use ran_parts::{Outgoing, WidgetProps, dialog as modal};
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, SvgElement};
use yew::{
    AttrValue, Callback, FocusEvent, InputEvent, KeyboardEvent, MouseEvent, NodeRef, TargetCast,
    UseReducerHandle,
};

use crate::camera::{Camera, REGION_ZOOM, STEP};
use crate::command::{self, Command, Step};
use crate::feed_cache::FeedCache;
use crate::filters::Facet;
use crate::places::Places;
use crate::pointer::Memory;
use crate::shown::Shown;
use crate::state::{Action, Hint, State, View};

/// The name of the field for the visitor's own place.
pub(crate) const NEAR: &str = "near";

/// What the widget listens to: one listener of each kind for all that is in it.
pub(crate) struct Listeners<'a> {
    pub(crate) props: &'a WidgetProps,
    pub(crate) state: &'a UseReducerHandle<State>,
    pub(crate) shown: &'a Rc<Shown>,
    pub(crate) japan: &'a Rc<Japan>,
    pub(crate) memory: &'a Rc<RefCell<Memory>>,
    pub(crate) cache: &'a Rc<FeedCache>,
    pub(crate) feed: &'a Rc<Feed>,
    pub(crate) stop: Option<PrefectureCode>,
}

impl Listeners<'_> {
    /// What clicks and keys do to the state.
    pub(crate) fn act(&self, dialog: &NodeRef) -> Rc<dyn Fn(&str)> {
        let (state, shown) = (self.state.clone(), self.shown.clone());
        let (emit, dialog) = (self.props.emit.clone(), dialog.clone());
        Rc::new(move |said: &str| {
            let close = || modal::close(&dialog);
            match command::read(said, state.size, state.portions) {
                Some(Command::Act(action)) => {
                    if let Action::Open(id) = &action {
                        emit.emit(Outgoing::Select { what: "member", id: id.clone() });
                    }
                    dispatch(&state, &emit, action);
                }
                Some(Command::ActAndFocus(action, goal)) => {
                    dispatch(&state, &emit, action);
                    state.dispatch(Action::Focus(goal));
                }
                Some(Command::Prefecture(code)) => {
                    let code = AttrValue::from(code.to_string());
                    let is_picked = state.picks[Facet::Prefecture as usize] == code;
                    let picked = if is_picked { AttrValue::default() } else { code };
                    dispatch(&state, &emit, Action::Pick(Facet::Prefecture, picked));
                }
                Some(Command::Step(to)) => step(&state, &shown, to),
                Some(Command::Cluster(zoom, index)) => {
                    let Some(cluster) = shown.cluster(zoom, index) else { return };
                    match shown.splits_at(zoom, index) {
                        Some(closer) => {
                            state.dispatch(Action::See(state.camera.centred(state.size, cluster, closer)));
                        }
                        None => state.dispatch(Action::Group(Some(shown.members(zoom, index).into()))),
                    }
                }
                Some(Command::Programme(id)) => {
                    close();
                    emit.emit(Outgoing::Select { what: "programme", id: id.clone() });
                    dispatch(&state, &emit, Action::Clear(id));
                }
                Some(Command::Here) => ask_position(&state),
                Some(Command::Again) => emit.emit(Outgoing::Open),
                Some(Command::CloseDialog) => close(),
                None => {}
            }
        })
    }

    /// The dialog has closed, whoever closed it.
    pub(crate) fn close(&self) -> Callback<yew::Event> {
        let state = self.state.clone();
        Callback::from(move |_| state.dispatch(Action::Close))
    }

    /// Keys on a prefecture, and on a mark.
    pub(crate) fn key(&self, dialog: &NodeRef) -> Callback<KeyboardEvent> {
        let (state, japan, stop, act) = (self.state.clone(), self.japan.clone(), self.stop, self.act(dialog));
        let shown = self.shown.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(target) = event.target_dyn_into::<SvgElement>() else { return };
            if event.alt_key() || event.ctrl_key() || event.meta_key() || event.is_composing() {
                return;
            }
            let key = event.key();
            let is_end = key == "Home" || key == "End";
            let direction = Direction::of_key(&key);
            if target.tag_name() == "path" && (is_end || direction.is_some()) {
                let next = match direction {
                    Some(direction) => {
                        stop.and_then(|stop| next_prefecture(&japan, stop.number(), direction))
                    }
                    None => Some(if key == "Home" { 1 } else { 47 }),
                };
                if let Some(code) = next.and_then(PrefectureCode::new) {
                    let inside = japan.prefecture(code.number()).map(|prefecture| prefecture.inside);
                    let is_seen =
                        |inside: &Point| state.camera.window(state.size, 0.0).holds(inside.x, inside.y);
                    if let Some(inside) = inside.filter(|inside| !is_seen(inside)) {
                        state.dispatch(Action::See(state.camera.centred(state.size, inside, 0)));
                    }
                    state.dispatch(Action::Walk(code));
                }
            } else {
                match key.as_str() {
                    "Enter" | " " => {
                        if let Some(said) = said(&target) {
                            act(&said);
                        }
                    }
                    "+" | ";" => step(&state, &shown, Step::Closer),
                    "-" => step(&state, &shown, Step::Farther),
                    "0" | "Escape" => state.dispatch(Action::See(Camera::default())),
                    _ => return,
                }
            }
            event.prevent_default();
        })
    }

    /// A choice or a word in the filter bar.
    pub(crate) fn input(&self) -> Callback<InputEvent> {
        let (state, emit) = (self.state.clone(), self.props.emit.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                let Some(facet) = Facet::named(&select.name()) else { return };
                dispatch(&state, &emit, Action::Pick(facet, select.value().into()));
            } else if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                let value = AttrValue::from(field.value());
                let is_near = field.name() == NEAR;
                dispatch(&state, &emit, if is_near { Action::Near(value) } else { Action::Search(value) });
            }
        })
    }

    /// The pointer on a member, in the list or on the map.
    pub(crate) fn hover(&self) -> Callback<MouseEvent> {
        let state = self.state.clone();
        Callback::from(move |event: MouseEvent| light(&state, event.target_dyn_into::<Element>()))
    }

    /// The focus on a member, or in the search field.
    pub(crate) fn focus(&self) -> Callback<FocusEvent> {
        let (state, cache, feed) = (self.state.clone(), self.cache.clone(), self.feed.clone());
        Callback::from(move |event: FocusEvent| {
            if event.target_dyn_into::<HtmlInputElement>().is_some_and(|field| field.name() != NEAR) {
                cache.expect_search(&feed);
            }
            light(&state, event.target_dyn_into::<Element>());
        })
    }
}

/// A step closer, or back, with what is nearest to the middle staying where it is.
fn step(state: &UseReducerHandle<State>, shown: &Shown, to: Step) {
    let factor = match to {
        Step::Closer => STEP,
        Step::Farther => 1.0 / STEP,
    };
    state.dispatch(Action::Zoom(factor, shown.nearest(state.camera, state.size)));
}

/// Brings a member into the middle of the map; where it is not there to be seen, or there is only the list, opens it.
pub(crate) fn focus_member(
    id: &str,
    feed: &Feed,
    places: &Places,
    shown: &Shown,
    state: &UseReducerHandle<State>,
) {
    let Some(place) = feed.members.position(id) else { return };
    let index = place as u32;
    match places.of(place).filter(|_| state.view == View::Map && shown.found.contains(&index)) {
        Some(position) => {
            state.dispatch(Action::See(state.camera.centred(state.size, position.point, REGION_ZOOM)));
            state.dispatch(Action::Light(Some(index)));
        }
        None => state.dispatch(Action::Open(id.to_owned().into())),
    }
}

/// What a clicked thing, or what it is in, says of itself.
pub(crate) fn said(target: &Element) -> Option<String> {
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
    // One function for both answers, which goes when it is called. Who is asked may take minutes: the answer is for the
    // element that the program served then.
    let (answered, round) = (state.clone(), state.round);
    let answer = Closure::once_into_js(move |answer: web_sys::Position| {
        // An error has none.
        let at = answer.coords();
        let point = if at.is_undefined() { None } else { plane::place(at.latitude(), at.longitude()) };
        answered.dispatch(Action::Here(round, point));
    });
    let answer = answer.unchecked_ref();
    let _ = geolocation.get_current_position_with_error_callback(answer, Some(answer));
}
