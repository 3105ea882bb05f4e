//! The part of the page's address that says what is open and how it is filtered: read, followed, and written.

use ran_parts::text::{decoded, encoded};
use yew::AttrValue;

use super::State;
use crate::filters::Facet;

impl State {
    /// Goes where the page's address leads.
    pub(super) fn hear(&mut self, place: AttrValue) {
        if self.seen.place == place {
            return;
        }
        let before = self.picks.clone();
        if place != self.place() {
            // Back to before something was opened is all that it may be.
            self.open = None;
            if place.is_empty() {
                // Back to before the address led here, or to a part of the page: what it had asked for goes.
                let led = std::mem::take(&mut self.led);
                self.follow(&led, true);
            } else if place != self.place() {
                self.picks = Default::default();
                self.follow(&place, false);
                self.led = place.clone();
            }
        }
        if self.picks != before {
            self.refiltered();
        }
        self.seen.place = place;
    }

    /// Shows what an address asks for; or takes that back, as far as it still is what is shown.
    fn follow(&mut self, place: &str, is_back: bool) {
        for (name, value) in place.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = AttrValue::from(decoded(value));
            if name == "member" {
                if !is_back {
                    (self.open, self.is_own) = (Some(value), false);
                }
            } else if let Some(facet) = Facet::of(name) {
                let pick = &mut self.picks[facet as usize];
                if !is_back {
                    *pick = value;
                } else if *pick == value {
                    *pick = AttrValue::default();
                }
            }
            self.camera = self.home;
        }
    }

    /// What the page's address is to say: the open member and the filters.
    pub(crate) fn place(&self) -> String {
        let mut said = String::new();
        let mut say = |name: &str, value: &str| {
            if !value.is_empty() {
                let joint = if said.is_empty() { "" } else { "&" };
                [joint, name, "=", &encoded(value)].iter().for_each(|piece| said.push_str(piece));
            }
        };
        if let Some(id) = &self.open {
            say("member", id);
        }
        for facet in Facet::ALL {
            say(facet.attribute(), &self.picks[facet as usize]);
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;
    use crate::state::tests::{after, attributes};

    #[test]
    fn what_stands_in_an_address_comes_back_from_it() {
        let check = |value: &str, written: &str| {
            let mut state = State::default();
            state.apply(Action::Pick(Facet::Service, value.to_owned().into()));
            assert_eq!(state.place(), format!("services={written}"));
            let again = State::new(&attributes(&[("feed", "f")]), &state.place().into());
            assert_eq!(again.picks[Facet::Service as usize], value);
        };
        check("training", "training");
        check("相談", "%E7%9B%B8%E8%AB%87");
        check("A&B=100% %41", "A%26B%3D100%25%20%2541");
        // A member's id may have letters of any script.
        let place = "member=%E5%A1%A9%E5%B0%BB&themes=youth";
        let state = State::new(&attributes(&[("feed", "f")]), &place.into());
        assert_eq!((state.open.as_deref(), state.place().as_str()), (Some("塩尻"), place));
    }

    #[test]
    fn a_broken_address_is_taken_as_it_stands_or_for_nothing() {
        for (place, expected) in
            [("member=%", "%"), ("member=%E5", "-"), ("member=%zz", "%zz"), ("member=%é", "%é")]
        {
            let state = State::new(&attributes(&[("feed", "f")]), &place.into());
            let open = state.open.as_deref().filter(|id| !id.is_empty());
            assert_eq!(open.unwrap_or("-"), expected, "{place}");
        }
    }

    #[test]
    fn going_back_closes_what_is_open_and_takes_back_what_the_address_had_asked_for() {
        let check = |after_it: Vec<Action>, expected: &str| {
            let start: &[(&str, &str)] = &[("feed", "f"), ("deep-link", "true")];
            let heard = |place: &'static str| Action::Configure(attributes(start), place.into());
            let mut actions = vec![heard("member=m&themes=youth")];
            actions.extend(after_it);
            actions.push(heard(""));
            assert_eq!(after(start, "", actions), expected);
        };
        check(vec![], "map - [] 0");
        check(vec![Action::Open("n".into())], "map - [] 0");
        check(vec![Action::Close, Action::Pick(Facet::Theme, "senior".into())], "map - [themes=senior] 0");
        check(vec![Action::Pick(Facet::Kind, "npo".into())], "map - [kinds=npo] 0");
        // What no address has asked for stays when one says nothing: the visitor went to another part of the page.
        let attributes = || attributes(&[("feed", "f")]);
        let chosen = vec![
            Action::Pick(Facet::Theme, "youth".into()),
            Action::Configure(attributes(), "themes=youth".into()),
            Action::Configure(attributes(), AttrValue::default()),
        ];
        assert_eq!(after(&[("feed", "f")], "", chosen), "map - [themes=youth] 0");
    }
}
