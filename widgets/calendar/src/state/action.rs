//! What can happen, and what each of it changes.

use std::rc::Rc;

use ran_feed::civil::CivilDate;
use ran_parts::fragment::Linked;
use ran_parts::{Asked, Attributes};
use yew::{AttrValue, Reducible};

use super::{State, Subject, Target, View};
use crate::filters::Facet;

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
    /// Shows the list of a day, and takes the focus there ([`Target::Day`]) or only brings it into sight ([`Target::List`]).
    Choose(CivilDate, Target),
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
    /// Shows more of a long list, of which the first row asks for this.
    More(AttrValue),
}

impl Action {
    /// Whether what is open is left behind. Whoever goes on does so: over a dialog only the page goes on, or a visitor who
    /// was told that the feed does not have what is open.
    fn leaves_what_is_open(&self) -> bool {
        !matches!(self, Self::Configure(..) | Self::Call(_) | Self::Open(_) | Self::Close | Self::Copied(..))
    }
}

impl State {
    /// Lets something happen.
    pub(crate) fn apply(&mut self, action: Action) {
        if action.leaves_what_is_open() {
            self.open = None;
        }
        match action {
            Action::Configure(attributes, fragment) => {
                self.configure(attributes);
                self.hear(fragment);
            }
            Action::Call(asked) => self.call(asked),
            Action::Show(view) => {
                self.view = view;
                self.portions = 0;
            }
            Action::Go(date) => {
                self.go(date);
                self.chosen = None;
            }
            Action::Follow(date) => {
                self.apply(Action::Go(date));
                self.focus_on(Target::Cell);
            }
            Action::Walk(date) => {
                self.go(date);
                self.focus_on(Target::Cell);
            }
            Action::Choose(date, target) => {
                self.go(date);
                self.chosen = self.cursor;
                self.focus_on(target);
            }
            Action::Leave => self.focus_on(Target::Cell),
            Action::Open(subject) => {
                // What has been chosen within the dialog is read from its beginning.
                if self.open.is_some() {
                    self.focus_on(Target::Dialog);
                }
                (self.open, self.copied) = (Some(subject), None);
            }
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
            Action::Clear(facet) => self.clear(facet),
            Action::More(first) => {
                self.portions += 1;
                self.focus_on(Target::Row(first));
            }
        }
    }

    /// Does what the page asks for, if that is news.
    fn call(&mut self, asked: Option<Asked>) {
        if self.seen.asked == asked {
            return;
        }
        self.seen.asked = asked;
        let asked = self.seen.asked.as_ref().filter(|asked| asked.method == "goTo");
        if let Some(date) = asked.and_then(|asked| CivilDate::parse(&asked.argument).ok()) {
            self.apply(Action::Go(date));
        }
    }

    fn clear(&mut self, facet: Option<Facet>) {
        match facet {
            Some(facet) => self.picks[facet as usize] = AttrValue::default(),
            None => (self.picks, self.query) = Default::default(),
        }
        self.portions = 0;
        self.focus_on(Target::Filters);
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

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
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
        check(
            vec![Action::Choose(day("2026-05-01"), Target::List)],
            "month 2026-05-01 2026-05-01 (List, 1) []  0",
        );
        check(
            vec![Action::Choose(day("2026-05-01"), Target::Day), Action::Leave],
            "month 2026-05-01 2026-05-01 (Cell, 2) []  0",
        );
        check(
            vec![Action::Choose(day("2026-05-01"), Target::Day), Action::Go(day("2026-06-01"))],
            "month 2026-06-01 - (Day, 1) []  0",
        );
        check(
            vec![Action::Choose(day("2026-05-01"), Target::List), Action::Follow(day("2026-06-01"))],
            "month 2026-06-01 - (Cell, 2) []  0",
        );
        let subject = |linked| Subject { id: "a".into(), on: None, linked };
        check(vec![Action::Open(subject(false)), Action::Close], "month - - (Cell, 0) []  0");
        check(vec![Action::Open(subject(true)), Action::Close, Action::Close], "month - - (Cell, 1) []  0");
        check(
            vec![
                Action::More("entry 100".into()),
                Action::Pick(Facet::Kind, "seminar".into()),
                Action::Pick(Facet::Mode, "online".into()),
                Action::Pick(Facet::Kind, "workshop".into()),
                Action::Search("シニア".into()),
                Action::More("undated 100".into()),
            ],
            "month - - (Row(Rc(\"undated 100\")), 2) [\"workshop\", \"online\"] シニア 1",
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
        // To choose what is usual is a choice too.
        let (start, now) =
            ([("feed", "a"), ("view", "week")], [("feed", "a"), ("view", "week"), ("lang", "en")]);
        let chosen =
            |now| vec![Action::Show(View::Month), Action::Configure(attributes(now), AttrValue::default())];
        assert_eq!(after(&start, chosen(&now)), "month - - (Cell, 0) []  0");
    }
}
