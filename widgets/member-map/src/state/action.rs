//! What can happen, and what each of it changes.

use std::rc::Rc;

use ran_atlas::plane::Point;
use ran_feed::model::PrefectureCode;
use ran_parts::Attributes;
use ran_parts::fragment::Linked;
use yew::{AttrValue, Reducible};

use super::{Hint, STOP, State, View};
use crate::camera::{Camera, Size};
use crate::filters::Facet;
use crate::towns::Towns;

/// What can happen.
#[derive(Debug, PartialEq)]
pub(crate) enum Action {
    /// The element's attributes, and what the page's address says.
    Configure(Attributes, AttrValue),
    /// Another view.
    Show(View),
    /// The map has this size now.
    Measure(Size),
    /// The map is moved by so many pixels.
    Pan((f64, f64)),
    /// So many times as close around a point of the screen.
    Zoom(f64, (f64, f64)),
    /// To another part of the plane.
    See(Camera),
    /// To where the map begins from now on. The feed may be another one: members have other places in it.
    Settle(Camera),
    /// Filters by a facet.
    Pick(Facet, AttrValue),
    /// Looks for words.
    Search(AttrValue),
    /// The visitor's own place as typed.
    Near(AttrValue),
    /// The visitor's own place as the browser tells it, if it does, in the round in which it was asked.
    Here(u32, Option<Point>),
    /// What is known of the municipalities of all of Japan.
    Know(Towns),
    /// Shows a member in detail.
    Open(AttrValue),
    /// Closes the detail.
    Close,
    /// Lists some members alone, or everybody again.
    Group(Option<Rc<[u32]>>),
    /// Moves the tab stop and the focus to a prefecture.
    Walk(PrefectureCode),
    /// Moves the focus to what a selector finds, if it would be lost.
    Focus(AttrValue),
    /// Points at a member, or at nobody.
    Light(Option<u32>),
    /// Says something over the map.
    Say(Hint),
    /// Takes all filters away, but for a programme.
    Clear(AttrValue),
    /// Shows more of a long list.
    More,
    /// Nothing has changed for a while: the whole list follows its beginning.
    Rest,
    /// The page is going to be printed, or has been.
    Print(bool),
    /// Takes back what was chosen since then; what was told in the meantime stays.
    Return(Box<State>),
}

impl Action {
    /// Whether a visitor goes on who was told that the feed does not have the member of a link: over a dialog nobody can,
    /// but for a programme that closes it. Who only looks around the map is still told, for it would move under the pointer.
    fn leaves_what_is_open(&self) -> bool {
        match self {
            Self::Show(_)
            | Self::Pick(..)
            | Self::Search(_)
            | Self::Near(_)
            | Self::Group(_)
            | Self::More => true,
            Self::Clear(programme) => programme.is_empty(),
            _ => false,
        }
    }
}

impl State {
    /// Another place of the visitor's own. That the last one could not be had is said no longer.
    fn stand(&mut self, near: AttrValue, here: Option<Point>) {
        (self.near, self.here) = (near, here);
        // The map goes to who is near.
        self.camera = self.home;
        self.refiltered();
        self.hint = self.hint.filter(|(hint, _)| *hint != Hint::NoPosition);
    }

    /// Lets something happen.
    pub(crate) fn apply(&mut self, action: Action) {
        let size = self.size;
        if action.leaves_what_is_open() {
            self.open = None;
        }
        match action {
            Action::Configure(attributes, fragment) => {
                let round = self.round;
                self.configure(attributes);
                self.hear(fragment);
                if self.round != round {
                    // An element that begins takes no focus.
                    self.moves = 0;
                }
            }
            Action::Show(view) => (self.view, self.group) = (view, None),
            Action::Measure(now) => {
                for camera in [&mut self.camera, &mut self.home] {
                    *camera = camera.resized(size, now);
                }
                self.size = now;
                self.is_measured = true;
            }
            Action::Pan(by) => self.camera = self.camera.panned(size, by),
            Action::Zoom(factor, focus) => self.camera = self.camera.zoomed(size, factor, focus),
            Action::See(camera) => {
                self.camera = camera;
                if camera == Camera::default() {
                    self.group = None;
                }
            }
            Action::Settle(home) => {
                // Where somebody has gone in the meantime stays.
                if self.camera == self.home {
                    self.camera = home;
                }
                self.home = home;
                (self.group, self.lit) = (None, None);
            }
            Action::Pick(facet, value) => {
                self.picks[facet as usize] = value;
                if facet == Facet::Prefecture {
                    self.camera = self.home;
                }
                self.refiltered();
            }
            Action::Search(query) => {
                self.query = query;
                self.refiltered();
            }
            // Blanks are no place.
            Action::Near(place) if place.trim().is_empty() => self.stand(AttrValue::default(), None),
            Action::Near(place) => self.stand(place, None),
            Action::Here(round, _) if round != self.round => {}
            Action::Here(_, None) => {
                // Who is not where they were is not near to it.
                if self.here.is_some() {
                    self.stand(AttrValue::default(), None);
                }
                self.apply(Action::Say(Hint::NoPosition));
            }
            Action::Here(_, point) => self.stand(AttrValue::default(), point),
            // Two may have been asked for at once.
            Action::Know(Towns::Failed) if matches!(self.towns, Towns::Here(_)) => {}
            Action::Know(towns) => self.towns = towns,
            Action::Open(id) => (self.open, self.is_own) = (Some(id), true),
            Action::Close => {
                // Nothing had the focus before a dialog that the page or its address opened.
                if let Some(id) = self.open.take().filter(|_| !self.is_own) {
                    self.apply(Action::Focus([".member [data-do='open ", &id, "']"].concat().into()));
                }
            }
            Action::Group(members) => {
                self.group = members;
                self.portions = 0;
            }
            Action::Walk(code) => {
                self.stop = Some(code);
                self.apply(Action::Focus(STOP.into()));
            }
            Action::Focus(goal) => {
                self.goal = goal;
                self.moves += 1;
            }
            Action::Light(member) => self.lit = member,
            Action::Say(hint) => self.hint = Some((hint, self.hint.map_or(0, |(_, times)| times + 1))),
            Action::Clear(programme) => {
                self.picks = Default::default();
                self.picks[Facet::Programme as usize] = programme;
                self.query = AttrValue::default();
                self.stand(AttrValue::default(), None);
            }
            Action::More => self.portions += 1,
            Action::Rest => self.rests = self.rests.wrapping_add(1),
            Action::Print(is_printed) => self.is_printed = is_printed,
            Action::Return(before) => {
                (self.picks, self.group) = (before.picks, before.group);
                (self.camera, self.portions) = (before.camera, before.portions);
            }
        }
        if !matches!(self.hint, Some((Hint::NoPosition, _))) && self.view == View::List {
            self.hint = None;
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(mut self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::make_mut(&mut self).apply(action);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::{after, attributes};

    /// A step closer, about the middle of the map before it is measured.
    const CLOSER: Action = Action::Zoom(2.0, (320.0, 310.0));

    fn closer(camera: Camera) -> Camera {
        camera.zoomed(Size::default(), 2.0, (320.0, 310.0))
    }

    #[test]
    fn each_action_changes_what_it_names() {
        let check = |actions: Vec<Action>, expected: &str| {
            assert_eq!(after(&[("feed", "f")], "", actions), expected);
        };
        check(vec![Action::Show(View::List)], "list - [] 0");
        check(vec![Action::Open("m".into())], "map m [member=m] 0");
        check(vec![Action::Open("m".into()), Action::Close], "map - [] 0");
        check(vec![Action::More, Action::More], "map - [] 2");
        check(vec![Action::More, Action::Pick(Facet::Theme, "youth".into())], "map - [themes=youth] 0");
        check(
            vec![
                Action::Pick(Facet::Theme, "youth".into()),
                Action::Search("x".into()),
                Action::Clear(AttrValue::default()),
            ],
            "map - [] 0",
        );
    }

    /// The feed may have it no longer: then there is no dialog to be closed.
    #[test]
    fn who_goes_on_leaves_the_member_of_a_link_behind() {
        let is_left = |then: Action| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &"member=nobody".into());
            state.apply(then);
            assert_eq!(state.moves, 0, "the focus stays");
            state.open.is_none()
        };
        for then in [
            Action::Show(View::List),
            Action::Pick(Facet::Theme, "young".into()),
            Action::Search("a".into()),
            Action::Near("塩尻".into()),
            Action::Group(None),
            Action::More,
            Action::Clear(AttrValue::default()),
        ] {
            let said = format!("{then:?}");
            assert!(is_left(then), "{said}");
        }
        for then in [
            Action::Pan((9.0, 9.0)),
            CLOSER,
            Action::Settle(Camera::default()),
            Action::Light(Some(1)),
            // From within the dialog, which gives the focus back when it has closed.
            Action::Clear("p".into()),
        ] {
            let said = format!("{then:?}");
            assert!(!is_left(then), "{said}");
        }
    }

    #[test]
    fn a_new_feed_ends_what_names_members_by_their_places() {
        let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
        let before = state.clone();
        state.apply(Action::Group(Some([1, 2].into())));
        state.apply(Action::Light(Some(1)));
        state.apply(Action::Settle(state.home));
        assert_eq!(state, before);
    }

    #[test]
    fn who_is_at_a_point_is_listed_until_others_are_asked_for() {
        let is_listed = |then: Action| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
            state.apply(Action::See(closer(Camera::default())));
            state.apply(Action::Group(Some([1, 2].into())));
            state.apply(then);
            state.group.is_some()
        };
        assert!(!is_listed(Action::Show(View::List)));
        assert!(!is_listed(Action::Near("塩尻".into())));
        assert!(!is_listed(Action::Here(1, Some(Point { x: 0.0, y: 0.0 }))));
        assert!(!is_listed(Action::See(Camera::default())));
        // Who looks around the point still has it.
        assert!(is_listed(Action::Pan((9.0, 9.0))));
        assert!(is_listed(CLOSER));
        assert!(is_listed(Action::See(closer(closer(Camera::default())))));
    }

    #[test]
    fn the_map_goes_back_to_where_it_began() {
        let home = closer(Camera::default());
        let check = |actions: Vec<Action>, expected: Camera| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
            state.apply(Action::Settle(home));
            actions.into_iter().for_each(|action| state.apply(action));
            assert_eq!(state.camera, expected);
        };
        check(vec![], home);
        check(vec![CLOSER, Action::Pick(Facet::Prefecture, AttrValue::default())], home);
        let moved = closer(closer(Camera::default().panned(Size::default(), (9.0, 9.0))));
        check(vec![Action::See(moved), Action::Settle(Camera::default())], moved);
        check(vec![Action::Pan((9.0, 9.0)), Action::Clear(AttrValue::default())], home);
        check(vec![Action::See(Camera::default())], Camera::default());
        check(vec![Action::Configure(attributes(&[("feed", "g")]), AttrValue::default())], Camera::default());
        // A link asks for another place only where it names one.
        let heard = |fragment: &'static str| Action::Configure(attributes(&[("feed", "f")]), fragment.into());
        check(vec![CLOSER, Action::See(moved), heard("member=m&themes=youth"), heard("x=y")], moved);
        check(vec![CLOSER, heard("prefecture=20")], home);
    }

    #[test]
    fn towns_that_are_here_stay() {
        let mut state = State::default();
        for (heard, expected) in [
            (Towns::Failed, Towns::Failed),
            (Towns::Here("".into()), Towns::Here("".into())),
            (Towns::Failed, Towns::Here("".into())),
        ] {
            state.apply(Action::Know(heard));
            assert_eq!(state.towns, expected);
        }
    }

    #[test]
    fn a_map_that_is_turned_shows_what_it_showed() {
        let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
        state.apply(Action::Settle(closer(Camera::default())));
        let half = Size { width: Size::default().width / 2.0, height: Size::default().height / 2.0 };
        state.apply(Action::Measure(half));
        assert_eq!(state.camera, state.home);
        assert!(
            (state.camera.scale(half) * 2.0 - closer(Camera::default()).scale(Size::default())).abs() < 1e-9
        );
    }

    #[test]
    fn a_double_click_takes_back_what_its_first_click_chose() {
        let check = |first: Action| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
            state.apply(Action::Pick(Facet::Prefecture, "20".into()));
            state.apply(CLOSER);
            state.apply(Action::More);
            let before = state.clone();
            state.apply(first);
            assert_ne!(state, before);
            state.apply(Action::Return(Box::new(before.clone())));
            assert_eq!(state, before);
        };
        check(Action::Pick(Facet::Prefecture, "40".into()));
        check(Action::Pick(Facet::Prefecture, AttrValue::default()));
        check(Action::Group(Some([1, 2].into())));
        check(Action::See(Camera::default()));
    }

    #[test]
    fn that_no_position_could_be_had_is_said_until_there_is_another() {
        let after = |action: Action| {
            let mut state = State::default();
            state.apply(Action::Say(Hint::NoPosition));
            state.apply(action);
            state.hint.is_some()
        };
        assert!(after(Action::More));
        assert!(!after(Action::Near("長野県".into())));
        assert!(!after(Action::Here(0, Some(Point { x: 0.0, y: 0.0 }))));
        assert!(!after(Action::Clear(AttrValue::default())));
        // And then the list does not begin with who is near to the last one; a place that was typed stays.
        let mut state = State::default();
        for (before, is_near) in
            [(Action::Here(0, Some(Point { x: 0.0, y: 0.0 })), false), (Action::Near("長野県".into()), true)]
        {
            state.apply(before);
            state.apply(Action::Here(0, None));
            assert_eq!(
                (state.is_near(), state.hint.map(|(hint, _)| hint)),
                (is_near, Some(Hint::NoPosition))
            );
        }
    }

    #[test]
    fn blanks_are_no_place() {
        for (place, near) in [("塩尻 ", "塩尻 "), (" \u{3000}", "")] {
            let mut state = State::default();
            state.apply(Action::Near("上田".into()));
            state.apply(Action::Near(place.into()));
            assert_eq!((&*state.near, state.is_near()), (near, !near.is_empty()));
        }
    }

    #[test]
    fn a_position_is_for_the_element_that_asked() {
        let point = Some(Point { x: 1.0, y: 2.0 });
        let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
        let round = state.round;
        state.apply(Action::Here(round, point));
        assert_eq!(state.here, point);
        // The program serves another element now.
        state.apply(Action::Configure(attributes(&[("feed", "g")]), AttrValue::default()));
        for late in [point, None] {
            state.apply(Action::Here(round, late));
            assert_eq!((state.here, state.hint), (None, None));
        }
        state.apply(Action::Here(state.round, None));
        assert_eq!(state.hint, Some((Hint::NoPosition, 0)));
    }

    #[test]
    fn what_the_page_has_opened_leaves_the_focus_to_its_row() {
        let check = |start: &[(&str, &str)], fragment: &'static str, actions: Vec<Action>, goal: &str| {
            let mut state = State::new(&attributes(start), &fragment.into());
            assert_eq!(state.moves, 0);
            actions.into_iter().for_each(|action| state.apply(action));
            assert_eq!((&*state.goal, state.moves), (goal, u32::from(!goal.is_empty())));
        };
        let row = ".member [data-do='open m']";
        let feed = ("feed", "f");
        let heard = |fragment: &'static str| Action::Configure(attributes(&[feed]), fragment.into());
        check(&[feed], "member=m", vec![Action::Close, Action::Close], row);
        check(&[feed, ("member", "m")], "", vec![Action::Close], row);
        check(&[feed], "", vec![heard("member=m"), heard("")], row);
        // The browser gives it back to the row that was clicked.
        check(&[feed], "", vec![Action::Open("m".into()), Action::Close], "");
    }

    #[test]
    fn a_hint_is_said_again_each_time() {
        let mut state = State::default();
        state.apply(Action::Say(Hint::Wheel));
        state.apply(Action::Say(Hint::Wheel));
        assert_eq!(state.hint, Some((Hint::Wheel, 1)));
    }
}
