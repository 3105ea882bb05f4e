//! What the visitor has chosen, and how each action changes it. No browser, no feed.

use std::rc::Rc;

use ran_feed::civil::CivilDate;
use ran_feed::model::EventTime;
use ran_parts::fragment::Linked;
use ran_parts::{Asked, Attributes, Seen};
use yew::{AttrValue, Reducible};

use crate::days;
use crate::filters::{FACETS, Facet};
use crate::fragment;

/// How the events are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum View {
    #[default]
    Month,
    Week,
    Agenda,
}

impl View {
    /// All of them, in the order of their buttons.
    pub(crate) const ALL: [Self; 3] = [Self::Month, Self::Week, Self::Agenda];

    /// The value of the `view` attribute.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
            Self::Agenda => "agenda",
        }
    }

    /// Reads the value of the `view` attribute.
    pub(crate) fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// Where the keyboard's focus is to go.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Target {
    /// The cell of the day at hand, or the first event of a view without cells.
    #[default]
    Cell,
    /// The heading of the chosen day's list.
    Day,
    /// Nothing: the list of the chosen day comes into sight.
    List,
    /// What opens the choices of the filter bar.
    Filters,
}

/// An event that is shown in detail.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subject {
    /// Its id, by which it is known again in a feed that has been read anew.
    pub(crate) id: AttrValue,
    /// The day on which the occurrence begins, if it has one, or the time where it is not the first of its day.
    pub(crate) on: Option<EventTime>,
    /// Whether the page's address has opened it, and not the visitor.
    pub(crate) linked: bool,
}

/// What the visitor has chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    pub(crate) seen: Seen,
    /// How the events are shown.
    pub(crate) view: View,
    /// The day at hand: its month or week is shown, and the grid's tab stop is on it. None is today.
    pub(crate) cursor: Option<CivilDate>,
    /// The day whose list stands under the grid.
    pub(crate) chosen: Option<CivilDate>,
    /// What is shown in detail.
    pub(crate) open: Option<Subject>,
    /// The address that was copied last, and whether that was possible.
    pub(crate) copied: Option<(AttrValue, bool)>,
    /// What each facet of the filter bar asks for; empty for everything.
    pub(crate) picks: [AttrValue; FACETS],
    /// What is looked for.
    pub(crate) query: AttrValue,
    /// How many further portions of a long list are shown.
    pub(crate) portions: usize,
    /// Where the focus is to go, and how often it has been moved: to the same twice is two moves.
    pub(crate) focus: (Target, u32),
}

/// What can happen.
#[derive(Debug, PartialEq)]
pub(crate) enum Action {
    /// The element's attributes are these, and the page's address says this of it.
    Configure(Attributes, AttrValue),
    /// What the page has asked for last by a method of the element.
    Call(Option<Asked>),
    /// Another view.
    Show(View),
    /// To another day, by a button.
    Go(CivilDate),
    /// To what comes next, by a button that is gone then: the focus goes along.
    Follow(CivilDate),
    /// To another day, by the keyboard in the grid.
    Walk(CivilDate),
    /// Shows the list of a day, and takes the focus there or not.
    Choose(CivilDate, bool),
    /// Back from the list of a day to its cell.
    Leave,
    /// Shows an event in detail.
    Open(Subject),
    /// Closes the detail.
    Close,
    /// An address has been copied, or could not be; none while it is tried. With what was open when it was asked for: where
    /// something else is, this is no answer.
    Copied(Option<Subject>, Option<(AttrValue, bool)>),
    /// Filters by a facet.
    Pick(Facet, AttrValue),
    /// Looks for words.
    Search(AttrValue),
    /// Takes a filter away, or all of them, by a button that is gone then: the focus goes to the filters.
    Clear(Option<Facet>),
    /// Shows more of a long list.
    More,
}

impl State {
    /// The state with which an element begins.
    pub(crate) fn new(attributes: &Attributes, fragment: &AttrValue) -> Self {
        let mut state = Self::default();
        state.configure(attributes.clone());
        state.hear(fragment.clone());
        state
    }

    /// Takes over what has changed among the attributes. What the visitor has chosen stays, unless the element now shows
    /// another feed: then it is another element, which the kit gave a program that had served before.
    fn configure(&mut self, attributes: Attributes) {
        let before = std::mem::replace(&mut self.seen.attributes, attributes);
        if before.get("feed") != self.seen.attributes.get("feed") {
            let (attributes, asked) = (std::mem::take(&mut self.seen.attributes), self.seen.asked.take());
            *self = Self { seen: Seen { attributes, asked, ..Seen::default() }, ..Self::default() };
        }
        let fresh = self.seen.fragment.is_empty() && *self == Self::default();
        let changed = |name: &str| fresh || before.get(name) != self.seen.attributes.get(name);
        let (view, date) = (changed("view"), changed("date"));
        if view {
            self.view = self.attribute_view();
        }
        if date {
            self.cursor = self.attribute_date();
            self.chosen = None;
        }
    }

    pub(crate) fn attribute_view(&self) -> View {
        View::read(self.seen.attributes.get("view")).unwrap_or_default()
    }

    pub(crate) fn attribute_date(&self) -> Option<CivilDate> {
        CivilDate::parse(self.seen.attributes.get("date")).ok().map(days::clamped)
    }

    /// What the visitor asks for, by the names of the attributes that ask the same.
    pub(crate) fn filters(&self) -> Vec<(&'static str, AttrValue)> {
        let picks = Facet::ALL.into_iter().map(|facet| (facet.attribute(), &self.picks[facet as usize]));
        let all = picks.chain([(fragment::SEARCH, &self.query)]);
        all.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.clone())).collect()
    }

    fn focus_on(&mut self, target: Target) {
        self.focus = (target, self.focus.1 + 1);
    }

    fn go(&mut self, date: CivilDate) {
        self.cursor = Some(days::clamped(date));
        self.portions = 0;
    }

    /// Lets something happen.
    pub(crate) fn apply(&mut self, action: Action) {
        // Whoever goes on leaves what is open behind: over a dialog only the page does, or a visitor who was told that the
        // feed does not have it.
        if !matches!(
            action,
            Action::Configure(..) | Action::Call(_) | Action::Open(_) | Action::Close | Action::Copied(..)
        ) {
            self.open = None;
        }
        match action {
            Action::Configure(attributes, fragment) => {
                self.configure(attributes);
                self.hear(fragment);
            }
            Action::Call(asked) => {
                if self.seen.asked != asked {
                    self.seen.asked = asked;
                    let asked = self.seen.asked.as_ref().filter(|asked| asked.method == "goTo");
                    if let Some(date) = asked.and_then(|asked| CivilDate::parse(&asked.argument).ok()) {
                        self.apply(Action::Go(date));
                    }
                }
            }
            Action::Show(view) => {
                self.view = view;
                self.portions = 0;
            }
            Action::Go(date) => {
                self.go(date);
                self.chosen = None;
            }
            Action::Follow(date) => {
                self.go(date);
                self.chosen = None;
                self.focus_on(Target::Cell);
            }
            Action::Walk(date) => {
                self.go(date);
                self.focus_on(Target::Cell);
            }
            Action::Choose(date, with_focus) => {
                self.go(date);
                self.chosen = self.cursor;
                self.focus_on(if with_focus { Target::Day } else { Target::List });
            }
            Action::Leave => self.focus_on(Target::Cell),
            Action::Open(subject) => (self.open, self.copied) = (Some(subject), None),
            Action::Close => {
                // Nothing had the focus before a dialog that the page's address opened.
                if self.open.take().is_some_and(|subject| subject.linked) {
                    self.focus_on(Target::Cell);
                }
            }
            Action::Copied(asked, copied) => {
                if asked == self.open {
                    self.copied = copied;
                }
            }
            Action::Pick(facet, value) => {
                self.picks[facet as usize] = value;
                self.portions = 0;
            }
            Action::Search(query) => {
                self.query = query;
                self.portions = 0;
            }
            Action::Clear(facet) => {
                match facet {
                    Some(facet) => self.picks[facet as usize] = AttrValue::default(),
                    None => (self.picks, self.query) = Default::default(),
                }
                self.portions = 0;
                self.focus_on(Target::Filters);
            }
            Action::More => self.portions += 1,
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

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
    }

    fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        let owned = |text: &str| AttrValue::from(text.to_owned());
        pairs.iter().map(|(name, value)| (owned(name), owned(value))).collect()
    }

    /// The state as text after some actions: view, day at hand, chosen day, focus, picks, query, portions.
    fn after(start: &[(&str, &str)], actions: Vec<Action>) -> String {
        let mut state = State::new(&attributes(start), &AttrValue::default());
        actions.into_iter().for_each(|action| state.apply(action));
        let date = |date: Option<CivilDate>| date.map_or("-".to_owned(), |date| date.to_string());
        let picks: Vec<&str> =
            state.picks.iter().map(AttrValue::as_str).filter(|pick| !pick.is_empty()).collect();
        format!(
            "{} {} {} {:?} {:?} {} {}",
            state.view.name(),
            date(state.cursor),
            date(state.chosen),
            state.focus,
            picks,
            state.query,
            state.portions
        )
    }

    #[test]
    fn an_element_begins_as_its_attributes_say() {
        let check = |start: &[(&str, &str)], expected: &str| assert_eq!(after(start, vec![]), expected);
        check(&[], "month - - (Cell, 0) []  0");
        check(&[("view", "agenda"), ("date", "2026-04-05")], "agenda 2026-04-05 - (Cell, 0) []  0");
        check(&[("view", "year"), ("date", "tomorrow")], "month - - (Cell, 0) []  0");
        check(&[("date", "0001-01-01")], "month 1900-01-01 - (Cell, 0) []  0");
    }

    #[test]
    fn each_action_changes_what_it_names() {
        let check = |actions: Vec<Action>, expected: &str| assert_eq!(after(&[], actions), expected);
        check(vec![Action::Show(View::Week)], "week - - (Cell, 0) []  0");
        check(vec![Action::Go(day("2026-05-01"))], "month 2026-05-01 - (Cell, 0) []  0");
        check(
            vec![Action::Walk(day("2026-05-01")), Action::Walk(day("2026-05-02"))],
            "month 2026-05-02 - (Cell, 2) []  0",
        );
        check(vec![Action::Choose(day("2026-05-01"), false)], "month 2026-05-01 2026-05-01 (List, 1) []  0");
        check(
            vec![Action::Choose(day("2026-05-01"), true), Action::Leave],
            "month 2026-05-01 2026-05-01 (Cell, 2) []  0",
        );
        check(
            vec![Action::Choose(day("2026-05-01"), true), Action::Go(day("2026-06-01"))],
            "month 2026-06-01 - (Day, 1) []  0",
        );
        check(
            vec![Action::Choose(day("2026-05-01"), false), Action::Follow(day("2026-06-01"))],
            "month 2026-06-01 - (Cell, 2) []  0",
        );
        let subject = |linked| Subject { id: "a".into(), on: None, linked };
        check(vec![Action::Open(subject(false)), Action::Close], "month - - (Cell, 0) []  0");
        check(vec![Action::Open(subject(true)), Action::Close, Action::Close], "month - - (Cell, 1) []  0");
        check(
            vec![
                Action::More,
                Action::Pick(Facet::Kind, "seminar".into()),
                Action::Pick(Facet::Mode, "online".into()),
                Action::Pick(Facet::Kind, "workshop".into()),
                Action::Search("シニア".into()),
                Action::More,
            ],
            "month - - (Cell, 0) [\"workshop\", \"online\"] シニア 1",
        );
        check(
            vec![
                Action::Pick(Facet::Kind, "seminar".into()),
                Action::Search("a".into()),
                Action::Clear(None),
            ],
            "month - - (Filters, 1) []  0",
        );
        check(
            vec![
                Action::Pick(Facet::Kind, "seminar".into()),
                Action::Pick(Facet::Mode, "online".into()),
                Action::Search("a".into()),
                Action::Clear(Some(Facet::Kind)),
            ],
            "month - - (Filters, 1) [\"online\"] a 0",
        );
    }

    #[test]
    fn what_the_page_asks_for_is_heeded_once() {
        let call = |number, method: &'static str, argument: &'static str| {
            Action::Call(Some(Asked { number, method: method.into(), argument: argument.into() }))
        };
        let go = |number| call(number, "goTo", "2026-05-01");
        let there = "month 2026-05-01 - (Cell, 0) []  0";
        let elsewhere = "month 2026-06-01 - (Cell, 0) []  0";
        let check = |actions: Vec<Action>, expected: &str| {
            assert_eq!(after(&[("feed", "f")], actions), expected);
        };
        check(vec![go(1)], there);
        check(vec![go(1), Action::Go(day("2026-06-01")), go(1)], elsewhere);
        check(vec![go(1), Action::Go(day("2026-06-01")), go(2)], there);
        check(
            vec![
                Action::Go(day("2026-06-01")),
                call(1, "goTo", "tomorrow"),
                call(2, "refresh", "2026-05-01"),
            ],
            elsewhere,
        );
        // Another element that gets this program has heard nothing yet.
        check(vec![go(1), Action::Go(day("2026-06-01")), Action::Call(None), go(1)], there);
        // Of another feed nothing was asked.
        let other = Action::Configure(attributes(&[("feed", "g")]), AttrValue::default());
        check(vec![go(1), other, go(1)], "month - - (Cell, 0) []  0");
        // It closes what is open.
        let mut state = State::new(&attributes(&[]), &"event=a".into());
        state.apply(go(1));
        assert_eq!(state.open, None);
    }

    #[test]
    fn a_late_answer_of_the_clipboard_is_none_for_what_was_opened_since() {
        let subject = |id: &'static str| Subject { id: id.into(), on: None, linked: false };
        let (a, b) = (|| subject("a"), || subject("b"));
        let asked = || Action::Copied(Some(a()), None);
        let answered = || Action::Copied(Some(a()), Some(("webcal".into(), true)));
        let check = |since: Vec<Action>, is_said| {
            let mut state = State::new(&attributes(&[("feed", "f")]), &AttrValue::default());
            let actions = [Action::Open(a()), asked()].into_iter().chain(since).chain([answered()]);
            actions.for_each(|action| state.apply(action));
            assert_eq!(state.copied.is_some(), is_said, "{:?}", state.open);
        };
        check(vec![], true);
        check(vec![Action::Close, Action::Open(b())], false);
        check(vec![Action::Close], false);
        check(vec![Action::Configure(attributes(&[("feed", "g")]), "event=b".into())], false);
    }

    #[test]
    fn a_changed_attribute_takes_effect_and_leaves_the_rest() {
        let start: &[(&str, &str)] = &[("feed", "a"), ("view", "month"), ("date", "2026-04-01")];
        let check = |now: &[(&str, &str)], expected: &str| {
            let chosen = vec![
                Action::Show(View::Agenda),
                Action::Go(day("2026-09-01")),
                Action::Search("x".into()),
                Action::Configure(attributes(now), AttrValue::default()),
            ];
            assert_eq!(after(start, chosen), expected, "{now:?}");
        };
        check(start, "agenda 2026-09-01 - (Cell, 0) [] x 0");
        check(
            &[("feed", "a"), ("view", "week"), ("date", "2026-04-01")],
            "week 2026-09-01 - (Cell, 0) [] x 0",
        );
        check(
            &[("feed", "a"), ("view", "month"), ("date", "2027-01-01")],
            "agenda 2027-01-01 - (Cell, 0) [] x 0",
        );
        // Another feed is another element.
        check(&[("feed", "b"), ("view", "week")], "week - - (Cell, 0) []  0");
        check(&[], "month - - (Cell, 0) []  0");
    }
}
