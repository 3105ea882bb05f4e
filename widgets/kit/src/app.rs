//! A running widget, whichever it is, and the pool of those that wait for their next element.

use std::cell::RefCell;

use ran_feed::ListKind;
use ran_parts::WidgetProps;
use ran_parts::browser::Host;
use web_sys::HtmlElement;
use yew::{AppHandle, BaseComponent, Renderer};

use crate::names::Name;

/// A widget's Yew program behind one small door, so that the code beyond a split point is all there is of it.
pub(crate) trait App {
    fn update(&mut self, props: WidgetProps);
}

impl<C: BaseComponent<Properties = WidgetProps>> App for AppHandle<C> {
    fn update(&mut self, props: WidgetProps) {
        AppHandle::update(self, props);
    }
}

/// What a split point hands out.
#[derive(Clone, Copy)]
pub(crate) struct Widget {
    /// Starts the widget in an empty container.
    pub(crate) launch: fn(HtmlElement, WidgetProps) -> Box<dyn App>,
    /// Its own style sheet, beside the theme.
    pub(crate) css: &'static str,
    /// The lists of the feed that it reads. The code that reads them comes with the widget.
    pub(crate) lists: &'static [ListKind],
    /// The attributes of its element that name something of the feed.
    pub(crate) names: &'static [Name],
    /// The browser for the element of this number. It stands behind the split points of the widgets that need it.
    pub(crate) host: fn(u32) -> Host,
}

impl Widget {
    /// The widget of a component.
    pub(crate) const fn of<C: BaseComponent<Properties = WidgetProps>>(
        css: &'static str,
        lists: &'static [ListKind],
        names: &'static [Name],
    ) -> Self {
        Self { launch: launch::<C>, css, lists, names, host: |_| Host::default() }
    }

    /// The same with a browser.
    pub(crate) const fn with_host(self, host: fn(u32) -> Host) -> Self {
        Self { host, ..self }
    }
}

fn launch<C: BaseComponent<Properties = WidgetProps>>(
    container: HtmlElement,
    props: WidgetProps,
) -> Box<dyn App> {
    Box::new(Renderer::<C>::with_root_and_props(container.into(), props).render())
}

/// A program and the container that it renders into.
pub(crate) struct Running {
    pub(crate) app: Box<dyn App>,
    pub(crate) container: HtmlElement,
}

thread_local! {
    /// `AppHandle::destroy` leaves nodes, listeners and memory behind (yew 0.23), while `update` leaves nothing.
    /// So a program whose element has gone is emptied, kept here, and given to the next element of its kind.
    /// To be removed when `destroy` passes the contract suite's `leaves-nothing-behind`.
    static POOL: RefCell<Vec<(&'static str, Running)>> = const { RefCell::new(Vec::new()) };
}

/// Puts an emptied program aside.
pub(crate) fn park(kind: &'static str, running: Running) {
    POOL.with_borrow_mut(|pool| pool.push((kind, running)));
}

/// A program of this kind that waits for an element.
pub(crate) fn unpark(kind: &'static str) -> Option<Running> {
    POOL.with_borrow_mut(|pool| {
        let at = pool.iter().position(|(parked, _)| *parked == kind)?;
        Some(pool.swap_remove(at).1)
    })
}
