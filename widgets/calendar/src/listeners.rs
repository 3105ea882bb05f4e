//! What the calendar listens to, and where it moves the focus: all that needs a browser.

use std::rc::Rc;

use ran_feed::civil::CivilDate;
use ran_parts::fragment::dispatch;
use ran_parts::{Outgoing, Ready, WidgetProps, dialog as modal};
use wasm_bindgen_futures::JsFuture;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};
use yew::{
    AttrValue, Callback, InputEvent, KeyboardEvent, MouseEvent, NodeRef, TargetCast, UseReducerHandle,
};

use crate::command::{self, Command};
use crate::days::WeekStart;
use crate::filters::Facet;
use crate::keys;
use crate::scene::Shown;
use crate::state::{Action, State, Target};

/// Moves the focus to where the visitor has gone.
pub(crate) fn move_focus(target: &Target, moves: u32, root: &NodeRef) {
    if moves == 0 {
        return;
    }
    let wanted = match target {
        Target::Cell => "[role=gridcell][tabindex='0'],button.event:not(.past *)",
        Target::Day => "#day",
        Target::List => ".day",
        Target::Filters => "summary",
        Target::Dialog => "#detail",
        Target::Row(asks) => &*["button[data-do='", asks, "']"].concat(),
    };
    let Some(root) = root.cast::<Element>() else { return };
    let find = |selector: &str| root.query_selector(selector).ok().flatten();
    // What else can have the focus where there is nothing to come: the list of what is over, or the filters.
    let found = [wanted, ".past > summary", "summary"].into_iter().find_map(find);
    if let (Some(list), Target::List) = (&found, target) {
        // Whoever has chosen a day with the pointer stays where they are, but sees what it has.
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        list.scroll_into_view_with_scroll_into_view_options(&options);
        return;
    }
    if let Some(Ok(found)) = found.map(JsCast::dyn_into::<HtmlElement>) {
        // Not before: a dialog that opens gives the focus to the first that can take it.
        if let Target::Dialog = target {
            found.set_tab_index(-1);
        }
        // An element that cannot take the focus leaves it where it is.
        let _ = found.focus();
    }
}

/// What the calendar listens to: one listener of each kind for all that is in it.
pub(crate) struct Listeners<'a> {
    pub(crate) props: &'a WidgetProps,
    pub(crate) ready: &'a Ready,
    pub(crate) state: &'a UseReducerHandle<State>,
    pub(crate) shown: &'a Rc<Shown>,
    pub(crate) week_start: WeekStart,
}

impl Listeners<'_> {
    /// A click anywhere: on a cell, or on what says in `data-do` what it means.
    pub(crate) fn click(&self, dialog: &NodeRef) -> Callback<MouseEvent> {
        let (state, shown, feed) = (self.state.clone(), self.shown.clone(), self.ready.feed.clone());
        let (emit, dialog) = (self.props.emit.clone(), dialog.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>();
            let hit = target.and_then(|target| target.closest("[data-do],[data-date]").ok().flatten());
            let Some(hit) = hit else { return };
            if let Some(day) = date_of(&hit) {
                state.dispatch(Action::Choose(day, Target::List));
                return;
            }
            let said = hit.get_attribute("data-do").unwrap_or_default();
            match command::read(&said, &shown, &feed) {
                Some(Command::Act(action)) => {
                    if let Action::Open(subject) = &action {
                        // The second of two clicks was for what has opened the dialog, or another date in it.
                        if state.open.is_some() && event.detail() > 1 {
                            return;
                        }
                        emit.emit(Outgoing::Select { what: "event", id: subject.id.clone() });
                    }
                    dispatch(&state, &emit, action);
                }
                Some(Command::Copy(address)) => {
                    let (state, open) = (state.clone(), state.open.clone());
                    // What is said a second time is heard a second time.
                    state.dispatch(Action::Copied(open.clone(), None));
                    let said = AttrValue::from(address.clone());
                    copy(address, move |copied| state.dispatch(Action::Copied(open, Some((said, copied)))));
                }
                Some(Command::Again) => emit.emit(Outgoing::Open),
                // The second of two clicks was for what has opened the dialog.
                Some(Command::CloseDialog) if event.detail() < 2 => modal::close(&dialog),
                _ => {}
            }
        })
    }

    /// The dialog has closed, whoever closed it.
    pub(crate) fn close(&self) -> Callback<yew::Event> {
        let state = self.state.clone();
        Callback::from(move |_| state.dispatch(Action::Close))
    }

    /// A key on a cell, or Escape in the list of a day.
    pub(crate) fn key(&self) -> Callback<KeyboardEvent> {
        let (state, week_start) = (self.state.clone(), self.week_start);
        Callback::from(move |event: KeyboardEvent| {
            let Some(target) = event.target_dyn_into::<Element>() else { return };
            if event.alt_key() || event.ctrl_key() || event.meta_key() || event.is_composing() {
                return;
            }
            let key = event.key();
            // The day of the cell that has the focus, which a pointer or a screen reader may have put beside the tab stop.
            let action = if let Some(day) = date_of(&target) {
                keys::action(&key, event.shift_key(), day, week_start)
            } else if key == "Escape" && matches!(target.closest(".day"), Ok(Some(_))) {
                Some(Action::Leave)
            } else {
                None
            };
            if let Some(action) = action {
                event.prevent_default();
                state.dispatch(action);
            }
        })
    }

    /// A choice or a word in the filter bar.
    pub(crate) fn input(&self) -> Callback<InputEvent> {
        let (state, emit) = (self.state.clone(), self.props.emit.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                if let Some(facet) = Facet::named(&select.name()) {
                    dispatch(&state, &emit, Action::Pick(facet, AttrValue::from(select.value())));
                }
            } else if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                dispatch(&state, &emit, Action::Search(AttrValue::from(field.value())));
            }
        })
    }
}

/// Copies an address for the visitor, and says whether that was possible.
fn copy(address: String, then: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // A page that is not secure has none, whatever the binding says.
    let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) else { return then(false) };
    // A link within the page is copied with the page's address before it.
    let page = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = page.split('#').next().filter(|_| address.starts_with('#')).unwrap_or_default();
    let done = clipboard.write_text(&format!("{page}{address}"));
    yew::platform::spawn_local(async move { then(JsFuture::from(done).await.is_ok()) });
}

/// The day of a cell.
fn date_of(element: &Element) -> Option<CivilDate> {
    CivilDate::parse(&element.get_attribute("data-date")?).ok()
}
