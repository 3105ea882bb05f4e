//! What Yew cannot listen to as the map needs it: the wheel and two fingers, the map's size, and the printer.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::UseReducerHandle;

use crate::camera::Size;
use crate::state::{Action, Hint, State};

/// How long the map does not repeat what it has just said, in milliseconds.
const QUIET: f64 = 2_500.0;

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
pub(crate) fn within(svg: &Element, x: f64, y: f64) -> (f64, f64) {
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
