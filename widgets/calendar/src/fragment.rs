//! What the page's address says after `#ran-`, so that what the visitor sees can be passed on and found again:
//! `view=week&date=2026-04-01&kinds=seminar&event=kickoff&on=2026-04-03`.

use ran_feed::civil::CivilDate;
use ran_feed::model::EventTime;
use ran_parts::fragment::{self, Linked, Way, parts, say};
use ran_parts::{Asked, Attributes, Seen, WidgetProps};
use yew::AttrValue;

use crate::filters::{self, Facet};
use crate::state::{Action, State, Subject, View};

/// The name of the words that are looked for.
pub(crate) const SEARCH: &str = "search";

impl Linked for State {
    const CONFIGURE: fn(Attributes, AttrValue) -> Action = Action::Configure;
    const CALL: Option<fn(Option<Asked>) -> Action> = Some(Action::Call);

    fn seen(&mut self) -> &mut Seen {
        &mut self.seen
    }

    /// Whatever is not as the attributes have it.
    fn fragment(&self) -> String {
        let mut fragment = String::new();
        let mut say = |name, value: &str| say(&mut fragment, name, value);
        let said = |date: Option<CivilDate>| date.map_or_else(String::new, |date| date.to_string());
        if self.view != self.attribute_view() {
            say("view", self.view.name());
        }
        match self.chosen {
            Some(_) => say("day", &said(self.chosen)),
            None if self.cursor != self.attribute_date() => say("date", &said(self.cursor)),
            None => {}
        }
        for (name, value) in self.filters() {
            say(name, &value);
        }
        if let Some(subject) = &self.open {
            say("event", &subject.id);
            say("on", &subject.on.map_or_else(String::new, |on| on.to_string()));
        }
        fragment
    }

    fn filters(&self) -> Vec<(&'static str, AttrValue)> {
        self.filters()
    }

    fn is_open_by_link(&self) -> Option<bool> {
        self.open.as_ref().map(|subject| subject.linked)
    }

    fn close(&mut self) {
        self.apply(Action::Close);
    }

    fn heed(&mut self, fragment: &str, way: Way) {
        fn undo<T: PartialEq>(own: &mut T, led: &T, before: T) {
            if own == led {
                *own = before;
            }
        }
        let (view, cursor) = (self.attribute_view(), self.attribute_date());
        let mut led =
            Self { seen: self.seen.clone(), focus: self.focus.clone(), view, cursor, ..Self::default() };
        read(fragment, &mut led);
        if way == Way::There {
            *self = led;
            return;
        }
        undo(&mut self.view, &led.view, view);
        undo(&mut self.cursor, &led.cursor, cursor);
        undo(&mut self.chosen, &led.chosen, None);
        undo(&mut self.query, &led.query, AttrValue::default());
        for (own, led) in self.picks.iter_mut().zip(&led.picks) {
            undo(own, led, AttrValue::default());
        }
    }
}

/// Puts into a fresh state what a fragment says. What makes no sense is passed over.
fn read(fragment: &str, state: &mut State) {
    let mut on = None;
    for (name, value) in parts(fragment) {
        match name {
            "view" => state.view = View::read(&value).unwrap_or(state.view),
            "date" => state.cursor = date(&value).or(state.cursor),
            "day" => state.chosen = date(&value),
            "event" => state.open = Some(Subject { id: value.into(), on: None, linked: true }),
            "on" => on = EventTime::parse(&value).ok(),
            SEARCH => state.query = value.into(),
            name => {
                if let Some(facet) = Facet::named(name).filter(|facet| filters::is_known(*facet, &value)) {
                    state.picks[facet as usize] = value.into();
                }
            }
        }
    }
    state.cursor = state.chosen.or(state.cursor);
    if let Some(subject) = &mut state.open {
        subject.on = on;
        // The month around the event is under its dialog.
        state.cursor = state.cursor.or(on.map(|on| crate::days::clamped(on.date())));
    }
}

fn date(text: &str) -> Option<CivilDate> {
    CivilDate::parse(text).ok().map(crate::days::clamped)
}

/// The address of an event on this page, for others.
pub(crate) fn shared(props: &WidgetProps, subject: &Subject) -> Option<String> {
    let on = subject.on.map(|on| on.to_string()).unwrap_or_default();
    fragment::shared(props, &[("event", &subject.id), ("on", &on)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The state that an address gives, as an address again.
    fn check(fragment: &str, expected: &str) {
        let state = State::new(&Attributes::default(), &AttrValue::from(fragment.to_owned()));
        assert_eq!(state.fragment(), expected, "{fragment}");
    }

    #[test]
    fn an_address_says_what_is_seen() {
        for fragment in [
            "",
            "view=week&date=2026-04-01",
            "day=2026-04-03",
            "kinds=seminar&mode=online&search=%E4%BC%9A%20%26%20%E8%A9%B1",
            "view=agenda&date=2026-04-01&event=a%2Fb&on=2026-04-03",
            "date=2026-04-03&event=a&on=2026-04-03T14%3A00",
        ] {
            check(fragment, fragment);
        }
    }

    #[test]
    fn an_address_leaves_out_what_the_attributes_say() {
        let pair = |name: &'static str, value: &'static str| (AttrValue::from(name), AttrValue::from(value));
        let attributes: Attributes = [pair("view", "week"), pair("date", "2026-04-01")].into_iter().collect();
        for fragment in ["", "view=month&date=2026-05-01"] {
            assert_eq!(State::new(&attributes, &fragment.into()).fragment(), fragment);
        }
        assert_eq!(
            State::new(&attributes, &"view=week&date=2026-04-01&search=a".into()).fragment(),
            "search=a"
        );
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        check("nonsense", "");
        check("view=year&date=tomorrow&day=2026-02-30&x=y", "");
        check("kinds=zzz&prefecture=99&mode=&audience=%E4%BC%9A&themes=zzz", "themes=zzz");
        check("search=%", "search=%25");
        check("search=%zz%E4", "");
        check("search=%e3%81", "");
        check("date=9999-01-01", "date=2199-12-31");
    }

    #[test]
    fn an_event_brings_its_month() {
        let state = State::new(&Attributes::default(), &"event=a&on=2026-04-03".into());
        assert_eq!(state.cursor.map(|day| day.to_string()).as_deref(), Some("2026-04-03"));
        let attributes = [("deep-link".into(), "true".into())].into_iter().collect();
        let props = WidgetProps { attributes, ..WidgetProps::default() };
        assert_eq!(shared(&props, &state.open.unwrap()).as_deref(), Some("#ran-event=a&on=2026-04-03"));
    }

    #[test]
    fn a_new_address_replaces_the_old_and_what_the_calendar_has_written_is_no_news() {
        let attributes = Attributes::default();
        let mut state = State::new(&attributes, &"view=week&kinds=seminar".into());
        state.apply(Action::Configure(attributes.clone(), "search=a".into()));
        assert_eq!(state.fragment(), "search=a");
        state.apply(Action::Show(View::Agenda));
        state.apply(Action::More("entry 100".into()));
        let before = state.clone();
        state.apply(Action::Configure(attributes, state.fragment().into()));
        assert_eq!((state.portions, state.view), (before.portions, before.view));
    }

    #[test]
    fn going_back_takes_back_what_the_address_had_asked_for_and_nothing_else() {
        let check = |start: &'static str, then: Vec<Action>, heard: &'static str, expected: &str| {
            let attributes = Attributes::default();
            let mut state = State::new(&attributes, &AttrValue::default());
            state.apply(Action::Configure(attributes.clone(), start.into()));
            for action in then {
                state.apply(action);
                // The address says what the calendar has written.
                state.apply(Action::Configure(attributes.clone(), state.fragment().into()));
            }
            state.apply(Action::Configure(attributes, heard.into()));
            assert_eq!(state.fragment(), expected, "{start}");
        };
        let open = || Action::Open(Subject { id: "a".into(), on: None, linked: false });
        let week = || Action::Show(View::Week);
        check("view=week&kinds=seminar&event=a&on=2026-04-03", vec![], "", "");
        check("event=a&on=2026-04-03", vec![Action::Close, week()], "", "view=week");
        check(
            "kinds=seminar",
            vec![Action::Pick(Facet::named("kinds").unwrap(), "workshop".into())],
            "",
            "kinds=workshop",
        );
        // What the visitor has chosen stays, and only what was opened closes.
        check("", vec![week(), open()], "view=week", "view=week");
        check("", vec![open()], "", "");
        check("", vec![week(), Action::Search("a".into()), open()], "", "view=week&search=a");
    }

    #[test]
    fn going_back_leaves_a_long_list_as_long_as_it_was() {
        let attributes = Attributes::default();
        let mut state = State::new(&attributes, &AttrValue::default());
        state.apply(Action::Show(View::Agenda));
        state.apply(Action::More("entry 100".into()));
        let before = state.fragment();
        state.apply(Action::Open(Subject { id: "a".into(), on: None, linked: false }));
        state.apply(Action::Configure(attributes.clone(), state.fragment().into()));
        state.apply(Action::Configure(attributes, before.into()));
        assert_eq!((state.open, state.portions), (None, 1));
    }
}
