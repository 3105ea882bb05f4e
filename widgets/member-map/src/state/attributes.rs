//! The state with which an element begins, and what its attributes change of it.

use ran_parts::{Attributes, Seen, Unshown};
use yew::AttrValue;

use super::{Action, State, View};
use crate::filters::FILTERING;

impl State {
    /// The state with which an element begins.
    pub(crate) fn new(attributes: &Attributes, fragment: &AttrValue) -> Self {
        let mut state = Self::default();
        state.apply(Action::Configure(attributes.clone(), fragment.clone()));
        state
    }

    /// Takes over what has changed among the attributes. What the visitor has chosen stays, unless the element now shows
    /// another feed: then it is another element, which the kit gave a program that had served before.
    pub(super) fn configure(&mut self, attributes: Attributes) {
        let before = std::mem::replace(&mut self.seen.attributes, attributes);
        let is_new =
            before == Attributes::default() || before.get("feed") != self.seen.attributes.get("feed");
        if is_new {
            *self = Self {
                seen: Unshown(Seen {
                    attributes: std::mem::take(&mut self.seen.attributes),
                    ..Seen::default()
                }),
                size: self.size,
                towns: self.towns.clone(),
                is_measured: self.is_measured,
                round: self.round.wrapping_add(1),
                ..Self::default()
            };
        }
        let changed = |name: &str| is_new || before.get(name) != self.seen.attributes.get(name);
        let (view, member) = (changed("view"), changed("member"));
        let is_refiltered = FILTERING.iter().any(|facet| changed(facet.attribute()));
        if changed("prefecture") {
            self.camera = self.home;
        }
        if view {
            self.view = View::read(self.seen.attributes.get("view")).unwrap_or_default();
        }
        if member {
            let member = self.seen.attributes.get("member");
            self.open = (!member.is_empty()).then(|| member.to_owned().into());
            self.is_own = false;
        }
        if is_refiltered {
            self.refiltered();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::Facet;
    use crate::state::tests::{after, attributes};

    #[test]
    fn an_element_begins_as_its_attributes_and_the_address_say() {
        let check = |start: &[(&str, &str)], fragment: &str, expected: &str| {
            assert_eq!(after(start, fragment, vec![]), expected);
        };
        check(&[("feed", "f")], "", "map - [] 0");
        check(&[("feed", "f"), ("view", "list"), ("member", "m")], "", "list m [member=m] 0");
        check(&[("feed", "f")], "member=n&themes=youth&nonsense&x=y", "map n [member=n&themes=youth] 0");
        check(&[("feed", "f"), ("member", "m")], "prefecture=20", "map - [prefecture=20] 0");
    }

    #[test]
    fn a_changed_attribute_takes_effect_and_leaves_the_rest() {
        let start: &[(&str, &str)] = &[("feed", "f"), ("view", "map")];
        let check = |now: &[(&str, &str)], expected: &str| {
            let actions = vec![
                Action::Show(View::List),
                Action::Pick(Facet::Kind, "npo".into()),
                Action::Configure(attributes(now), AttrValue::default()),
            ];
            assert_eq!(after(start, "", actions), expected, "{now:?}");
        };
        check(start, "list - [kinds=npo] 0");
        check(&[("feed", "f"), ("view", "map"), ("member", "m")], "list m [member=m&kinds=npo] 0");
        check(&[("feed", "g"), ("view", "map")], "map - [] 0");
    }

    #[test]
    fn a_group_and_a_long_list_end_when_others_are_asked_for() {
        let configured = |start: &[(&str, &str)], fragment: &'static str| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
            state.apply(Action::Open("m".into()));
            state.apply(Action::Group(Some([1, 2].into())));
            state.apply(Action::More);
            state.apply(Action::Configure(attributes(start), fragment.into()));
            (state.group.is_some(), state.portions)
        };
        let (stays, ends) = ((true, 1), (false, 0));
        let feed = ("feed", "f");
        assert_eq!(configured(&[feed], ""), stays);
        assert_eq!(configured(&[feed, ("view", "list")], ""), stays);
        assert_eq!(configured(&[feed], "member=m"), stays);
        assert_eq!(configured(&[feed], "member=n"), stays);
        assert_eq!(configured(&[feed], "themes=young"), ends);
        assert_eq!(configured(&[feed, ("themes", "young")], ""), ends);
        assert_eq!(configured(&[feed, ("prefecture", "20")], ""), ends);
        assert_eq!(configured(&[feed, ("programme", "p")], ""), ends);
        // And when the address takes back what it had asked for.
        let mut state = State::new(&attributes(&[feed]), &"themes=young".into());
        state.apply(Action::Group(Some([1, 2].into())));
        state.apply(Action::Configure(attributes(&[feed]), AttrValue::default()));
        assert_eq!(state.group, None);
    }
}
