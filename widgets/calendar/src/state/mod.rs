//! What the visitor has chosen, and how each action changes it. No browser, no feed.

mod action;

use ran_feed::civil::CivilDate;
use ran_feed::model::EventTime;
use ran_parts::fragment::Linked;
use ran_parts::{Attributes, Seen, Unshown};
use yew::AttrValue;

pub(crate) use action::Action;

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
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// The heading of the dialog, which shows another date.
    Dialog,
    /// The row that asks for this.
    Row(AttrValue),
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
    pub(crate) seen: Unshown<Seen>,
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
        let is_another = before.get("feed") != self.seen.attributes.get("feed");
        if is_another {
            let (attributes, asked) = (std::mem::take(&mut self.seen.attributes), self.seen.asked.take());
            *self = Self { seen: Unshown(Seen { attributes, asked, ..Seen::default() }), ..Self::default() };
        }
        let begins = is_another || before == Attributes::default() && before != self.seen.attributes;
        let changed = |name: &str| begins || before.get(name) != self.seen.attributes.get(name);
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
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(in crate::state) fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        let owned = |text: &str| AttrValue::from(text.to_owned());
        pairs.iter().map(|(name, value)| (owned(name), owned(value))).collect()
    }

    /// The state as text after some actions: view, day at hand, chosen day, focus, picks, query, portions.
    pub(in crate::state) fn after(start: &[(&str, &str)], actions: Vec<Action>) -> String {
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
}
