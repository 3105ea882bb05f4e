//! What the page's address says of an element after `#ran-`, its fragment: how a widget reads, follows and writes it.
//!
//! It is a list of names with values, as in a query: `view=week&event=kickoff`. One element of a page has it, that with
//! the attribute `deep-link`.

use yew::{AttrValue, Callback, NodeRef, Reducible, UseReducerHandle, hook, use_effect_with};

use crate::text::{decoded, encoded};
use crate::{Asked, Attributes, Detail, Outgoing, Seen, WidgetProps, dialog as modal};

/// The names in a fragment with their values. What has no `=` is passed over.
pub fn parts(fragment: &str) -> impl Iterator<Item = (&str, String)> {
    let parts = fragment.split('&').filter_map(|part| part.split_once('='));
    parts.map(|(name, value)| (name, decoded(value)))
}

/// Adds a name with its value to a fragment. An empty value says nothing.
pub fn say(fragment: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let joint = if fragment.is_empty() { "" } else { "&" };
        [joint, name, "=", &encoded(value)].iter().for_each(|piece| fragment.push_str(piece));
    }
}

/// The address of something on this page, for others, where the page keeps what is seen in its address.
pub fn shared(props: &WidgetProps, parts: &[(&str, &str)]) -> Option<String> {
    if props.attributes.get("deep-link").is_empty() {
        return None;
    }
    let mut fragment = String::new();
    parts.iter().for_each(|(name, value)| say(&mut fragment, name, value));
    Some(format!("{}#ran-{fragment}", props.page))
}

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// To what it asks for.
    There,
    /// Back from there: to what was before.
    Back,
}

/// The state of a widget that follows the page's address: what is open in its dialog, and what is shown around it.
pub trait Linked: Reducible + 'static {
    /// The action by which it is told the element's attributes and the fragment.
    const CONFIGURE: fn(Attributes, AttrValue) -> Self::Action;

    /// The action by which it is told what the page has asked for last, if it needs nothing else for that.
    const CALL: Option<fn(Option<Asked>) -> Self::Action> = None;

    /// What it has been told of the element.
    fn seen(&mut self) -> &mut Seen;

    /// What the page's address is to say.
    fn fragment(&self) -> String;

    /// What the visitor filters by, each by its name.
    fn filters(&self) -> Vec<(&'static str, AttrValue)>;

    /// Whether the address has opened what is open, and not the visitor; none where nothing is open.
    fn is_open_by_link(&self) -> Option<bool>;

    /// Closes what is open.
    fn close(&mut self);

    /// Shows what a fragment asks for and nothing else; or takes that back, as far as it still is what is shown.
    fn heed(&mut self, fragment: &str, way: Way);

    /// Goes where the page's address leads, if that is news: back to before something was opened, or somewhere else.
    fn hear(&mut self, fragment: AttrValue) {
        if self.seen().fragment == fragment {
            return;
        }
        if self.fragment() != fragment.as_str() {
            // Back to before something was opened is all that it may be.
            self.close();
            if fragment.is_empty() {
                // Back to before an address led here, or to a part of the page.
                let led = std::mem::take(&mut self.seen().led);
                self.heed(&led, Way::Back);
            } else if self.fragment() != fragment.as_str() {
                self.heed(&fragment, Way::There);
                self.seen().led = fragment.clone();
            }
        }
        self.seen().fragment = fragment;
    }
}

/// Tells the state the attributes, the fragment and what the page asks for, and writes what is shown into the page's
/// address where the page asks for that.
#[hook]
pub fn use_fragment<State: Linked>(props: &WidgetProps, state: &UseReducerHandle<State>, dialog: &NodeRef) {
    let (told, dialog) = (state.clone(), dialog.clone());
    let news = (props.attributes.clone(), props.fragment.clone(), props.asked.clone());
    use_effect_with(news, move |(attributes, fragment, asked)| {
        act(&told, &dialog, State::CONFIGURE(attributes.clone(), fragment.clone()));
        if let Some(call) = State::CALL {
            act(&told, &dialog, call(asked.clone()));
        }
    });
    // What is opened is asked for once; whoever opens it again asks again, if it did not come.
    let wanted = state.is_open_by_link().is_some() && props.ready().is_some();
    let (emit, is_here) = (props.emit.clone(), matches!(props.detail, Detail::Here(_)));
    use_effect_with(wanted, move |wanted| {
        if *wanted && !is_here {
            emit.emit(Outgoing::Open);
        }
    });
    let (emit, is_open) = (props.emit.clone(), state.is_open_by_link().is_some());
    use_effect_with(is_open, move |is_open| {
        let was_open = *is_open;
        move || {
            if was_open {
                emit.emit(Outgoing::Closed);
            }
        }
    });
    let emit = props.emit.clone();
    let is_linked = !props.attributes.get("deep-link").is_empty();
    let said = is_linked.then(|| (state.fragment(), state.is_open_by_link()));
    use_effect_with(said, move |said| {
        if let Some((fragment, open)) = said.clone() {
            // What an address has opened has its entry already.
            let is_open = if open == Some(true) { None } else { Some(open.is_some()) };
            emit.emit(Outgoing::Fragment { fragment: fragment.into(), is_open });
        }
    });
}

/// Lets something happen that nobody has asked for in the dialog, and closes that while it is still there if it is not to
/// stay: so the focus goes back to where it was.
pub fn act<State: Linked>(state: &UseReducerHandle<State>, dialog: &NodeRef, action: State::Action) {
    state.dispatch(action);
    // The handle tells the state of now; it is rendered later.
    if state.is_open_by_link().is_none() {
        modal::close(dialog);
    }
}

/// Lets something happen that the visitor has asked for, and tells the page if it changes the filters.
pub fn dispatch<State: Linked>(
    state: &UseReducerHandle<State>,
    emit: &Callback<Outgoing>,
    action: State::Action,
) {
    let before = state.filters();
    state.dispatch(action);
    let filters = state.filters();
    if filters != before {
        emit.emit(Outgoing::Filters(filters));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_read_again() {
        let mut fragment = String::new();
        for (name, value) in [("view", "week"), ("none", ""), ("search", "会 & 話=1")] {
            say(&mut fragment, name, value);
        }
        assert_eq!(fragment, "view=week&search=%E4%BC%9A%20%26%20%E8%A9%B1%3D1");
        let read =
            |fragment| parts(fragment).map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>();
        assert_eq!(read(&fragment), ["view: week", "search: 会 & 話=1"]);
        assert_eq!(read("nonsense&a=&=b&&c=d=e"), ["a: ", ": b", "c: d=e"]);
    }

    #[test]
    fn what_is_shared_leads_to_this_page() {
        let parts = [("event", "a b"), ("on", "")];
        assert_eq!(shared(&WidgetProps::default(), &parts), None);
        let attributes: Attributes = [("deep-link".into(), "true".into())].into_iter().collect();
        let on = |page: &'static str| WidgetProps {
            page: page.into(),
            attributes: attributes.clone(),
            ..WidgetProps::default()
        };
        assert_eq!(shared(&on(""), &parts).as_deref(), Some("#ran-event=a%20b"));
        let page = "https://town.example/a/?b";
        assert_eq!(shared(&on(page), &parts), Some(format!("{page}#ran-event=a%20b")));
    }
}
