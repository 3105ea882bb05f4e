//! The elements that are on the page now, each with its program, its attributes and its feed.

use std::cell::RefCell;

use js_sys::{Array, Object};
use ran_feed::ListKind;
use ran_parts::browser::Host;
use ran_parts::{Asked, Attributes, Detail, FeedState, Outgoing, WidgetProps};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::Callback;

use crate::app::{Running, park, unpark};
use crate::names::{self, Name};
use crate::{clock, details, events, hooks, sheets, splits, store, turnstile};

struct Mounted {
    id: u32,
    kind: &'static str,
    lists: &'static [ListKind],
    names: &'static [Name],
    browser: Host,
    /// Made once: properties of which nothing has changed are equal, and Yew does nothing for them.
    emit: Callback<Outgoing>,
    host: HtmlElement,
    running: Running,
    attributes: Attributes,
    feed: String,
    state: FeedState,
    asked: Option<Asked>,
    /// Whether `ran-ready` has been fired since the last failure.
    announced: bool,
}

thread_local! {
    static MOUNTED: RefCell<Vec<Mounted>> = const { RefCell::new(Vec::new()) };
}

fn with<T>(id: u32, f: impl FnOnce(&mut Mounted) -> T) -> Option<T> {
    MOUNTED.with_borrow_mut(|all| all.iter_mut().find(|mounted| mounted.id == id).map(f))
}

/// Shows a widget in the shadow root of `host`.
pub(crate) fn mount(id: u32, host: HtmlElement, kind: &str, attributes: &Object) {
    let Some((kind, widget)) = splits::widget(kind) else { return };
    let Some(root) = host.shadow_root() else { return };
    let attributes = read(attributes);
    let feed = store::resolve(attributes.get("feed"));
    turnstile::queue(id, move || {
        let state = store::state(&feed, widget.lists);
        let (browser, emit) = ((widget.host)(id), emitter(id));
        let detail = details::of(kind);
        let props = props(attributes.clone(), state.clone(), None, emit.clone(), browser.clone(), detail);
        let running = match unpark(kind) {
            Some(mut running) => {
                running.app.update(props);
                running
            }
            None => {
                let Some(container) = new_container() else { return };
                Running { app: (widget.launch)(container.clone(), props), container }
            }
        };
        sheets::adopt(id, widget.css);
        let _ = root.append_child(&running.container);
        let mounted = Mounted {
            id,
            kind,
            lists: widget.lists,
            names: widget.names,
            browser,
            emit,
            host,
            running,
            attributes,
            feed: feed.clone(),
            state: FeedState::Loading,
            asked: None,
            announced: false,
        };
        MOUNTED.with_borrow_mut(|all| all.push(mounted));
        show(id, state);
        store::subscribe(&feed, id, widget.lists);
    });
}

/// Gives a widget its changed attributes.
pub(crate) fn update(id: u32, attributes: &Object) {
    let attributes = read(attributes);
    turnstile::queue(id, move || {
        let moved = with(id, |mounted| {
            let before = std::mem::replace(&mut mounted.attributes, attributes);
            // A page that has gone to another address within itself means the same feed as before.
            if before.get("feed") == mounted.attributes.get("feed") {
                return None;
            }
            let feed = store::resolve(mounted.attributes.get("feed"));
            if mounted.feed == feed {
                return None;
            }
            mounted.announced = false;
            let state = store::state(&feed, mounted.lists);
            Some((std::mem::replace(&mut mounted.feed, feed.clone()), feed, mounted.lists, state))
        });
        match moved {
            None => {}
            Some(None) => {
                render(id);
                tell(id);
            }
            Some(Some((old, feed, lists, state))) => {
                show(id, state);
                store::subscribe(&feed, id, lists);
                // Last: the new one may be among those that nobody shows.
                store::unsubscribe(&old, id);
            }
        }
    });
}

/// Hands a call of a method to a widget.
pub(crate) fn call(id: u32, method: &str, argument: &str) {
    let (method, argument) = (method.to_owned().into(), argument.to_owned().into());
    turnstile::queue(id, move || {
        with(id, |mounted| {
            let number = mounted.asked.as_ref().map_or(1, |asked| asked.number + 1);
            mounted.asked = Some(Asked { number, method, argument });
        });
        render(id);
        tell(id);
    });
}

/// Whether an element's state is part of the page's address.
fn is_linked(attributes: &Attributes) -> bool {
    !attributes.get("deep-link").is_empty()
}

/// The page's address has changed: those that it speaks of look at it again.
pub(crate) fn address_changed() {
    render_all(&|mounted| is_linked(&mounted.attributes));
}

/// What elements of a kind show in full is here, or will not come.
pub(crate) fn detail_changed(kind: &str) {
    render_all(&|mounted| mounted.kind == kind);
}

/// Renders some of the elements anew, each when it is its turn.
fn render_all(which: &dyn Fn(&Mounted) -> bool) {
    let ids = MOUNTED.with_borrow(|all| {
        all.iter().filter(|mounted| which(mounted)).map(|mounted| mounted.id).collect::<Vec<_>>()
    });
    for id in ids {
        turnstile::queue(id, move || render(id));
    }
}

/// Takes a widget off the page and keeps its program for the next element of its kind.
pub(crate) fn unmount(id: u32) {
    turnstile::queue(id, move || {
        let gone = MOUNTED.with_borrow_mut(|all| {
            let at = all.iter().position(|mounted| mounted.id == id)?;
            Some(all.swap_remove(at))
        });
        let Some(mut gone) = gone else { return };
        store::unsubscribe(&gone.feed, id);
        gone.running.app.update(WidgetProps::default());
        gone.running.container.remove();
        park(gone.kind, gone.running);
    });
}

/// Reads the feed of an element again.
pub(crate) fn refresh(id: u32) {
    if let Some(feed) = with(id, |mounted| mounted.feed.clone()) {
        store::refresh(&feed);
    }
}

/// Shows a feed's new state in one of its elements, when it is the element's turn.
pub(crate) fn feed_changed(id: u32) {
    turnstile::queue(id, move || {
        if let Some((feed, lists)) = with(id, |mounted| (mounted.feed.clone(), mounted.lists)) {
            show(id, store::state(&feed, lists));
        }
    });
}

fn show(id: u32, state: FeedState) {
    let event = with(id, |mounted| {
        mounted.state = state;
        let (name, has_content) = match &mounted.state {
            FeedState::Loading => ("loading", false),
            FeedState::Failed(_) => ("failed", false),
            FeedState::Ready(ready) if ready.is_stale() => ("stale", true),
            FeedState::Ready(_) => ("ready", true),
        };
        let _ = mounted.running.container.set_attribute("data-state", name);
        // What the page holds inside the element gives way once there is something better to show.
        if let Some(slot) = mounted.host.shadow_root().and_then(|root| root.first_element_child()) {
            let _ = slot.toggle_attribute_with_force("hidden", has_content);
        }
        let event = match &mounted.state {
            FeedState::Failed(failure) => Some(Outgoing::Error(failure.clone())),
            FeedState::Ready(_) if !mounted.announced => Some(Outgoing::Ready),
            _ => None,
        };
        mounted.announced = has_content;
        event.map(|event| (mounted.host.clone(), event))
    })
    .flatten();
    render(id);
    if let Some((host, event)) = event {
        // After the rendering, so that whoever hears `ran-ready` finds it done.
        turnstile::queue(id, move || {
            if with(id, |_| ()).is_some() {
                events::dispatch(&host, &event);
            }
        });
    }
    tell(id);
}

/// Has the page's maker told of words that are not understood.
fn tell(id: u32) {
    with(id, |mounted| {
        if let FeedState::Ready(ready) = &mounted.state {
            names::tell(id, mounted.names, &mounted.attributes, mounted.asked.as_ref(), &ready.feed);
        }
    });
}

fn render(id: u32) {
    with(id, |mounted| {
        let (attributes, state, asked) =
            (mounted.attributes.clone(), mounted.state.clone(), mounted.asked.clone());
        let (emit, browser) = (mounted.emit.clone(), mounted.browser.clone());
        let detail = details::of(mounted.kind);
        mounted.running.app.update(props(attributes, state, asked, emit, browser, detail));
    });
}

fn props(
    attributes: Attributes,
    feed: FeedState,
    asked: Option<Asked>,
    emit: Callback<Outgoing>,
    host: Host,
    detail: Detail,
) -> WidgetProps {
    let now = clock::now(&feed);
    let (fragment, page) =
        if is_linked(&attributes) { (hooks::fragment(), hooks::page()) } else { Default::default() };
    let clocks = Some(clock::CLOCKS);
    WidgetProps { attributes, feed, now, clocks, asked, fragment, page, emit, host, detail }
}

/// What an element's widget says to the page.
fn emitter(id: u32) -> Callback<Outgoing> {
    Callback::from(move |event| match event {
        Outgoing::Refresh => refresh(id),
        Outgoing::Open => {
            if let Some(kind) = with(id, |mounted| mounted.kind) {
                details::ask(kind);
            }
        }
        Outgoing::Fragment { fragment, is_open } => hooks::set_fragment(&fragment, is_open),
        Outgoing::Described(text) => hooks::describe(id, &text),
        event => {
            if let Some(host) = with(id, |mounted| mounted.host.clone()) {
                if let Outgoing::Error(failure) = &event {
                    let tag = host.local_name();
                    gloo::console::warn!(format!("ran: <{tag}> {}", failure.message()));
                }
                events::dispatch(&host, &event);
            }
        }
    })
}

/// The attributes as the loader has checked them.
fn read(attributes: &Object) -> Attributes {
    Object::entries(attributes)
        .iter()
        .filter_map(|entry| {
            let entry = entry.unchecked_into::<Array>();
            Some((entry.get(0).as_string()?.into(), entry.get(1).as_string()?.into()))
        })
        .collect()
}

fn new_container() -> Option<HtmlElement> {
    let document = gloo::utils::document();
    document.create_element("div").ok()?.dyn_into().ok()
}
