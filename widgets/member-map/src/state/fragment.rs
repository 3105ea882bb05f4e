//! The part of the page's address that says what is open and how it is filtered: read, followed, and written.

use ran_parts::fragment::{Linked, Way, parts, say};
use ran_parts::{Attributes, Seen};
use yew::AttrValue;

use super::{Action, SEARCH, State};
use crate::filters::Facet;

impl Linked for State {
    const CONFIGURE: fn(Attributes, AttrValue) -> Action = Action::Configure;

    fn seen(&mut self) -> &mut Seen {
        &mut self.seen
    }

    /// The open member, the filters and the words; where the visitor is, nobody else is told.
    fn fragment(&self) -> String {
        let mut fragment = String::new();
        if let Some(id) = &self.open {
            say(&mut fragment, "member", id);
        }
        for (name, value) in self.filters() {
            say(&mut fragment, name, &value);
        }
        fragment
    }

    fn filters(&self) -> Vec<(&'static str, AttrValue)> {
        self.filters()
    }

    fn is_open_by_link(&self) -> Option<bool> {
        self.open.as_ref().map(|_| !self.is_own)
    }

    fn close(&mut self) {
        self.apply(Action::Close);
    }

    fn heed(&mut self, fragment: &str, way: Way) {
        let before = (self.picks.clone(), self.query.clone());
        if way == Way::There {
            (self.picks, self.query) = Default::default();
        }
        for (name, value) in parts(fragment) {
            let value = AttrValue::from(value);
            if name == "member" {
                if way == Way::There {
                    (self.open, self.is_own) = (Some(value), false);
                }
                continue;
            }
            let facet = Facet::named(name).filter(|facet| facet.is_known(&value));
            let asked = match facet {
                Some(facet) => &mut self.picks[facet as usize],
                None if name == SEARCH => &mut self.query,
                None => continue,
            };
            if way == Way::There {
                *asked = value;
            } else if *asked == value {
                *asked = AttrValue::default();
            }
        }
        let place = Facet::Prefecture as usize;
        if self.picks[place] != before.0[place] {
            self.camera = self.home;
        }
        if (&self.picks, &self.query) != (&before.0, &before.1) {
            self.refiltered();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::{after, attributes};

    #[test]
    fn what_stands_in_an_address_comes_back_from_it() {
        let check = |value: &str, written: &str| {
            let mut state = State::default();
            state.apply(Action::Pick(Facet::Service, value.to_owned().into()));
            assert_eq!(state.fragment(), format!("services={written}"));
            let again = State::new(&attributes(&[("feed", "f")]), &state.fragment().into());
            assert_eq!(again.picks[Facet::Service as usize], value);
        };
        check("training", "training");
        check("相談", "%E7%9B%B8%E8%AB%87");
        check("A&B=100% %41", "A%26B%3D100%25%20%2541");
        // A member's id may have letters of any script.
        let fragment = "member=%E5%A1%A9%E5%B0%BB&themes=youth";
        let state = State::new(&attributes(&[("feed", "f")]), &fragment.into());
        assert_eq!((state.open.as_deref(), state.fragment().as_str()), (Some("塩尻"), fragment));
    }

    #[test]
    fn the_words_that_are_looked_for_stand_in_it_and_no_place_of_the_visitor() {
        let start = || attributes(&[("feed", "f"), ("deep-link", "true")]);
        let mut state = State::new(&start(), &AttrValue::default());
        state.apply(Action::Near("塩尻".into()));
        state.apply(Action::Search("採用 & 定着".into()));
        state.apply(Action::Pick(Facet::Kind, "npo".into()));
        assert_eq!(state.fragment(), "kinds=npo&search=%E6%8E%A1%E7%94%A8%20%26%20%E5%AE%9A%E7%9D%80");
        let mut again = State::new(&start(), &state.fragment().into());
        assert_eq!((&*again.query, &*again.near), ("採用 & 定着", ""));
        // Another address asks for other words, or for none.
        again.apply(Action::More);
        again.apply(Action::Configure(start(), "search=a".into()));
        assert_eq!((&*again.query, again.portions), ("a", 0));
        again.apply(Action::Configure(start(), "member=m".into()));
        assert_eq!(again.query, "");
    }

    #[test]
    fn a_broken_address_is_taken_as_it_stands_or_for_nothing() {
        for (fragment, expected) in
            [("member=%", "%"), ("member=%E5", "-"), ("member=%zz", "%zz"), ("member=%é", "%é")]
        {
            let state = State::new(&attributes(&[("feed", "f")]), &fragment.into());
            let open = state.open.as_deref().filter(|id| !id.is_empty());
            assert_eq!(open.unwrap_or("-"), expected, "{fragment}");
        }
    }

    #[test]
    fn what_no_filter_knows_is_passed_over() {
        let fragment = "kinds=zzz&tiers=zzz&prefecture=99&themes=zzz&services=zzz";
        assert_eq!(after(&[("feed", "f")], fragment, vec![]), "map - [themes=zzz&services=zzz] 0");
    }

    #[test]
    fn going_back_closes_what_is_open_and_takes_back_what_the_address_had_asked_for() {
        let check = |after_it: Vec<Action>, expected: &str| {
            let start: &[(&str, &str)] = &[("feed", "f"), ("deep-link", "true")];
            let heard = |fragment: &'static str| Action::Configure(attributes(start), fragment.into());
            let mut actions = vec![heard("member=m&themes=youth&search=a")];
            actions.extend(after_it);
            actions.push(heard(""));
            assert_eq!(after(start, "", actions), expected);
        };
        check(vec![], "map - [] 0");
        check(vec![Action::Open("n".into())], "map - [] 0");
        check(vec![Action::Close, Action::Pick(Facet::Theme, "senior".into())], "map - [themes=senior] 0");
        check(vec![Action::Pick(Facet::Kind, "npo".into())], "map - [kinds=npo] 0");
        check(vec![Action::Close, Action::Search("b".into())], "map - [search=b] 0");
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
