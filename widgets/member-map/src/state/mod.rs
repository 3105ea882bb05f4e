//! What the visitor has chosen, and how each action changes it. No browser, no feed.

mod address;

use std::rc::Rc;

use ran_atlas::plane::Point;
use ran_feed::model::PrefectureCode;
use ran_parts::{Attributes, Seen};
use yew::{AttrValue, Reducible};

use crate::camera::{Camera, Size};
use crate::filters::{FACETS, FILTERING, Facet};

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum View {
    /// The map and the list.
    #[default]
    Map,
    /// The list alone.
    List,
}

impl View {
    /// Both, in the order of their buttons.
    pub(crate) const ALL: [Self; 2] = [Self::Map, Self::List];

    /// The value of the `view` attribute.
    pub(crate) fn name(self) -> &'static str {
        ["map", "list"][self as usize]
    }

    /// Reads the value of the `view` attribute.
    pub(crate) fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// What the map says over itself for a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Hint {
    /// The wheel scrolls the page; with a key it zooms.
    Wheel,
    /// One finger scrolls the page; two move the map.
    Touch,
    /// The browser does not tell where the visitor is.
    NoPosition,
}

/// What the visitor has chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    seen: Seen,
    /// Where the page's address has led last.
    led: AttrValue,
    pub(crate) view: View,
    pub(crate) camera: Camera,
    /// What is seen before the visitor moves the map: all of Japan, or the prefectures that are asked for.
    pub(crate) home: Camera,
    pub(crate) size: Size,
    /// Whether the size is the map's own.
    pub(crate) is_measured: bool,
    /// What each facet of the filter bar asks for; empty for everything.
    pub(crate) picks: [AttrValue; FACETS],
    /// What is looked for.
    pub(crate) query: AttrValue,
    /// What was typed as the visitor's own place.
    pub(crate) near: AttrValue,
    /// Where the visitor is, as the browser told it.
    pub(crate) here: Option<Point>,
    /// The member that is shown in detail, by id.
    pub(crate) open: Option<AttrValue>,
    /// Members at one point, who are listed alone.
    pub(crate) group: Option<Rc<[u32]>>,
    /// The prefecture with the tab stop; none before the keyboard was there.
    pub(crate) stop: Option<PrefectureCode>,
    /// Where the focus was moved to last, as a selector, and how often it was moved.
    pub(crate) goal: AttrValue,
    pub(crate) moves: u32,
    /// The member that is pointed at in the list.
    pub(crate) lit: Option<u32>,
    /// What the map says, and how often it has said something.
    pub(crate) hint: Option<(Hint, u32)>,
    /// How many further portions of the list are shown.
    pub(crate) portions: usize,
    /// Whether the page is being printed.
    pub(crate) is_printed: bool,
    /// How often the whole list has followed its beginning.
    rests: u32,
}

/// The prefecture with the tab stop.
pub(crate) const STOP: &str = "[role=option][tabindex='0']";

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
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
    /// A step closer, or back.
    Step(bool),
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
    /// The visitor's own place as the browser tells it.
    Here(Point),
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
    /// Takes all filters away.
    Clear,
    /// Shows more of a long list.
    More,
    /// Nothing has changed for a while: the whole list follows its beginning.
    Rest,
    /// The page is going to be printed, or has been.
    Print(bool),
    /// Takes back what was chosen since then; what was told in the meantime stays.
    Return(Box<State>),
}

impl State {
    /// The state with which an element begins.
    pub(crate) fn new(attributes: &Attributes, place: &AttrValue) -> Self {
        let mut state = Self::default();
        state.configure(attributes.clone());
        state.hear(place.clone());
        state
    }

    /// Takes over what has changed among the attributes. What the visitor has chosen stays, unless the element now shows
    /// another feed: then it is another element, which the kit gave a program that had served before.
    fn configure(&mut self, attributes: Attributes) {
        let before = std::mem::replace(&mut self.seen.attributes, attributes);
        let is_new =
            before == Attributes::default() || before.get("feed") != self.seen.attributes.get("feed");
        if is_new {
            *self = Self {
                seen: Seen { attributes: std::mem::take(&mut self.seen.attributes), ..Seen::default() },
                size: self.size,
                is_measured: self.is_measured,
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
        }
        if is_refiltered {
            self.refiltered();
        }
    }

    /// The filters by their names, for the page.
    pub(crate) fn filters(&self) -> Vec<(&'static str, AttrValue)> {
        let mut filters = Vec::new();
        let mut add = |name, value: &AttrValue| {
            if !value.is_empty() {
                filters.push((name, value.clone()));
            }
        };
        for facet in Facet::ALL {
            add(facet.attribute(), &self.picks[facet as usize]);
        }
        add("search", &self.query);
        filters
    }

    /// Whether the list begins with who is near.
    pub(crate) fn is_near(&self) -> bool {
        self.here.is_some() || !self.near.is_empty()
    }

    /// Another place of the visitor's own. That the last one could not be had is said no longer.
    fn stand(&mut self, near: AttrValue, here: Option<Point>) {
        (self.near, self.here, self.portions) = (near, here, 0);
        self.hint = self.hint.filter(|(hint, _)| *hint != Hint::NoPosition);
    }

    fn refiltered(&mut self) {
        self.portions = 0;
        self.group = None;
    }

    /// Lets something happen.
    pub(crate) fn apply(&mut self, action: Action) {
        let size = self.size;
        match action {
            Action::Configure(attributes, place) => {
                self.configure(attributes);
                self.hear(place);
            }
            Action::Show(view) => self.view = view,
            Action::Measure(now) => {
                for camera in [&mut self.camera, &mut self.home] {
                    *camera = camera.resized(size, now);
                }
                self.size = now;
                self.is_measured = true;
            }
            Action::Pan(by) => self.camera = self.camera.panned(size, by),
            Action::Zoom(factor, focus) => self.camera = self.camera.zoomed(size, factor, focus),
            Action::Step(closer) => self.camera = self.camera.stepped(size, closer),
            Action::See(camera) => self.camera = camera,
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
            Action::Near(place) => self.stand(place, None),
            Action::Here(point) => self.stand(AttrValue::default(), Some(point)),
            Action::Open(id) => self.open = Some(id),
            Action::Close => self.open = None,
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
            Action::Clear => {
                self.picks = Default::default();
                self.query = AttrValue::default();
                self.stand(AttrValue::default(), None);
                self.camera = self.home;
                self.refiltered();
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

    pub(super) fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        let owned = |text: &str| AttrValue::from(text.to_owned());
        pairs.iter().map(|(name, value)| (owned(name), owned(value))).collect()
    }

    /// View, open member, address and portions after some actions.
    pub(super) fn after(start: &[(&str, &str)], place: &str, actions: Vec<Action>) -> String {
        let mut state = State::new(&attributes(start), &place.to_owned().into());
        actions.into_iter().for_each(|action| state.apply(action));
        let open = state.open.as_ref().map_or("-", AttrValue::as_str);
        format!("{} {open} [{}] {}", state.view.name(), state.place(), state.portions)
    }

    #[test]
    fn an_element_begins_as_its_attributes_and_the_address_say() {
        let check = |start: &[(&str, &str)], place: &str, expected: &str| {
            assert_eq!(after(start, place, vec![]), expected);
        };
        check(&[("feed", "f")], "", "map - [] 0");
        check(&[("feed", "f"), ("view", "list"), ("member", "m")], "", "list m [member=m] 0");
        check(&[("feed", "f")], "member=n&themes=youth&nonsense&x=y", "map n [member=n&themes=youth] 0");
        check(&[("feed", "f"), ("member", "m")], "prefecture=20", "map - [prefecture=20] 0");
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
            vec![Action::Pick(Facet::Theme, "youth".into()), Action::Search("x".into()), Action::Clear],
            "map - [] 0",
        );
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
    fn a_new_feed_ends_what_names_members_by_their_places() {
        let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
        let before = state.clone();
        state.apply(Action::Group(Some([1, 2].into())));
        state.apply(Action::Light(Some(1)));
        state.apply(Action::Settle(state.home));
        assert_eq!(state, before);
    }

    #[test]
    fn the_map_goes_back_to_where_it_began() {
        let home = Camera::default().stepped(Size::default(), true);
        let check = |actions: Vec<Action>, expected: Camera| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
            state.apply(Action::Settle(home));
            actions.into_iter().for_each(|action| state.apply(action));
            assert_eq!(state.camera, expected);
        };
        check(vec![], home);
        check(vec![Action::Step(true), Action::Pick(Facet::Prefecture, AttrValue::default())], home);
        let moved = Camera::default()
            .panned(Size::default(), (9.0, 9.0))
            .stepped(Size::default(), true)
            .stepped(Size::default(), true);
        check(vec![Action::See(moved), Action::Settle(Camera::default())], moved);
        check(vec![Action::Pan((9.0, 9.0)), Action::Clear], home);
        check(vec![Action::See(Camera::default())], Camera::default());
        check(vec![Action::Configure(attributes(&[("feed", "g")]), AttrValue::default())], Camera::default());
    }

    #[test]
    fn a_map_that_is_turned_shows_what_it_showed() {
        let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
        state.apply(Action::Settle(Camera::default().stepped(Size::default(), true)));
        let half = Size { width: Size::default().width / 2.0, height: Size::default().height / 2.0 };
        state.apply(Action::Measure(half));
        assert_eq!(state.camera, state.home);
        assert!(
            (state.camera.scale(half) * 2.0
                - Camera::default().stepped(Size::default(), true).scale(Size::default()))
            .abs()
                < 1e-9
        );
    }

    #[test]
    fn a_double_click_takes_back_what_its_first_click_chose() {
        let check = |first: Action| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
            state.apply(Action::Pick(Facet::Prefecture, "20".into()));
            state.apply(Action::Step(true));
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
    fn a_group_and_a_long_list_end_when_others_are_asked_for() {
        let configured = |start: &[(&str, &str)], place: &'static str| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
            state.apply(Action::Open("m".into()));
            state.apply(Action::Group(Some([1, 2].into())));
            state.apply(Action::More);
            state.apply(Action::Configure(attributes(start), place.into()));
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
        assert!(!after(Action::Here(Point { x: 0.0, y: 0.0 })));
        assert!(!after(Action::Clear));
    }

    #[test]
    fn a_hint_is_said_again_each_time() {
        let mut state = State::default();
        state.apply(Action::Say(Hint::Wheel));
        state.apply(Action::Say(Hint::Wheel));
        assert_eq!(state.hint, Some((Hint::Wheel, 1)));
    }
}
