//! What the visitor has chosen, and how each action changes it. No browser, no feed.

mod action;
mod attributes;
mod fragment;

use std::rc::Rc;

use ran_atlas::plane::Point;
use ran_feed::model::PrefectureCode;
use ran_parts::{Seen, Unshown};
use yew::AttrValue;

pub(crate) use action::Action;

use crate::camera::{Camera, Size};
use crate::filters::{FACETS, Facet};
use crate::towns::Towns;

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
        match self {
            Self::Map => "map",
            Self::List => "list",
        }
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
    seen: Unshown<Seen>,
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
    /// The names of all municipalities, when they are wanted.
    pub(crate) towns: Towns,
    /// Where the visitor is, as the browser told it.
    pub(crate) here: Option<Point>,
    /// The member that is shown in detail, by id.
    pub(crate) open: Option<AttrValue>,
    /// Whether the visitor has opened it, and no attribute or address.
    pub(crate) is_own: bool,
    /// Members at one point, who are listed alone.
    pub(crate) group: Option<Rc<[u32]>>,
    /// The prefecture with the tab stop; none before the keyboard was there.
    pub(crate) stop: Option<PrefectureCode>,
    /// Where the focus was moved to last, as a selector, and how often it was moved.
    pub(crate) goal: AttrValue,
    pub(crate) moves: u32,
    /// The member that is pointed at, in the list or on the map.
    pub(crate) lit: Option<u32>,
    /// What the map says, and how often it has said something.
    pub(crate) hint: Option<(Hint, u32)>,
    /// How many further portions of the list are shown.
    pub(crate) portions: usize,
    /// Whether the page is being printed.
    pub(crate) is_printed: bool,
    /// How often the whole list has followed its beginning.
    rests: u32,
    /// Grows when the element becomes another one, to which what was asked of the browser before is no answer.
    pub(crate) round: u32,
}

/// The name of the words that are looked for.
const SEARCH: &str = "search";
/// The prefecture with the tab stop.
pub(crate) const STOP: &str = "[role=option][tabindex='0']";
/// How many are found.
pub(crate) const FOUND: &str = ".found";
/// The first who is listed.
pub(crate) const FIRST_ROW: &str = ".list button";

impl State {
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
        add(SEARCH, &self.query);
        filters
    }

    /// Whether the list begins with who is near.
    pub(crate) fn is_near(&self) -> bool {
        self.here.is_some() || !self.near.is_empty()
    }

    fn refiltered(&mut self) {
        self.portions = 0;
        self.group = None;
    }
}

#[cfg(test)]
mod tests {
    use ran_parts::Attributes;
    use ran_parts::fragment::Linked;

    use super::*;

    pub(in crate::state) fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        let owned = |text: &str| AttrValue::from(text.to_owned());
        pairs.iter().map(|(name, value)| (owned(name), owned(value))).collect()
    }

    /// View, open member, address and portions after some actions.
    pub(in crate::state) fn after(start: &[(&str, &str)], fragment: &str, actions: Vec<Action>) -> String {
        let mut state = State::new(&attributes(start), &fragment.to_owned().into());
        actions.into_iter().for_each(|action| state.apply(action));
        let open = state.open.as_ref().map_or("-", AttrValue::as_str);
        format!("{} {open} [{}] {}", state.view.name(), state.fragment(), state.portions)
    }
}
