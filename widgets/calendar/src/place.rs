//! What the page's address says after `#ran-`, so that what the visitor sees can be passed on and found again:
//! `view=week&date=2026-04-01&kinds=seminar&event=kickoff&on=2026-04-03`.

use ran_feed::civil::CivilDate;
use ran_feed::model::EventTime;
use ran_parts::text::{decoded, encoded};

use crate::filters::facet;
use crate::state::{State, Subject, View};

/// The name of the words that are looked for.
pub(crate) const SEARCH: &str = "search";

/// Puts into a fresh state what an address says. What makes no sense is passed over.
pub(crate) fn read(place: &str, state: &mut State) {
    let mut on = None;
    for (name, value) in place.split('&').filter_map(|part| part.split_once('=')) {
        let value = decoded(value);
        match name {
            "view" => state.view = View::read(&value).unwrap_or(state.view),
            "date" => state.cursor = date(&value).or(state.cursor),
            "day" => state.chosen = date(&value),
            "event" => state.open = Some(Subject { id: value.into(), on: None, linked: true }),
            "on" => on = EventTime::parse(&value).ok(),
            SEARCH => state.query = value.into(),
            name => {
                if let Some(facet) = facet(name) {
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

/// What an address is to say of a state: whatever is not as the attributes have it.
pub(crate) fn written(state: &State, view: View, cursor: Option<CivilDate>) -> String {
    let mut place = String::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            place.push_str(if place.is_empty() { "" } else { "&" });
            place.push_str(name);
            place.push('=');
            place.push_str(&encoded(value));
        }
    };
    let said = |date: Option<CivilDate>| date.map_or_else(String::new, |date| date.to_string());
    if state.view != view {
        add("view", state.view.name());
    }
    match state.chosen {
        Some(_) => add("day", &said(state.chosen)),
        None if state.cursor != cursor => add("date", &said(state.cursor)),
        None => {}
    }
    for (name, value) in state.filters() {
        add(name, &value);
    }
    if let Some(subject) = &state.open {
        add("event", &subject.id);
        add("on", &subject.on.map_or_else(String::new, |on| on.to_string()));
    }
    place
}

/// The address of an event on this page, for others.
pub(crate) fn shared(subject: &Subject) -> String {
    let on = subject.on.map_or_else(String::new, |on| format!("&on={}", encoded(&on.to_string())));
    format!("#ran-event={}{on}", encoded(&subject.id))
}

#[cfg(test)]
mod tests {
    use ran_parts::Attributes;
    use yew::AttrValue;

    use super::*;
    use crate::state::Action;

    /// The state that an address gives, as an address again.
    fn check(place: &str, expected: &str) {
        let state = State::new(&Attributes::default(), &AttrValue::from(place.to_owned()));
        assert_eq!(state.place(), expected, "{place}");
    }

    #[test]
    fn an_address_says_what_is_seen() {
        for place in [
            "",
            "view=week&date=2026-04-01",
            "day=2026-04-03",
            "kinds=seminar&mode=online&search=%E4%BC%9A%20%26%20%E8%A9%B1",
            "view=agenda&date=2026-04-01&event=a%2Fb&on=2026-04-03",
            "date=2026-04-03&event=a&on=2026-04-03T14%3A00",
        ] {
            check(place, place);
        }
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        check("nonsense", "");
        check("view=year&date=tomorrow&day=2026-02-30&x=y", "");
        check("search=%", "search=%25");
        check("search=%zz%E4", "");
        check("search=%e3%81", "");
        check("date=9999-01-01", "date=2199-12-31");
    }

    #[test]
    fn an_event_brings_its_month() {
        let state = State::new(&Attributes::default(), &"event=a&on=2026-04-03".into());
        assert_eq!(state.cursor.map(|day| day.to_string()).as_deref(), Some("2026-04-03"));
        assert_eq!(shared(&state.open.unwrap()), "#ran-event=a&on=2026-04-03");
    }

    #[test]
    fn a_new_address_replaces_the_old_and_what_the_calendar_has_written_is_no_news() {
        let attributes = Attributes::default();
        let mut state = State::new(&attributes, &"view=week&kinds=seminar".into());
        state.apply(Action::Configure(attributes.clone(), "search=a".into()));
        assert_eq!(state.place(), "search=a");
        state.apply(Action::Show(View::Agenda));
        state.apply(Action::More);
        let before = state.clone();
        state.apply(Action::Configure(attributes, state.place().into()));
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
                state.apply(Action::Configure(attributes.clone(), state.place().into()));
            }
            state.apply(Action::Configure(attributes, heard.into()));
            assert_eq!(state.place(), expected, "{start}");
        };
        let open = || Action::Open(Subject { id: "a".into(), on: None, linked: false });
        let week = || Action::Show(View::Week);
        check("view=week&kinds=seminar&event=a&on=2026-04-03", vec![], "", "");
        check("event=a&on=2026-04-03", vec![Action::Close, week()], "", "view=week");
        check(
            "kinds=seminar",
            vec![Action::Pick(facet("kinds").unwrap(), "workshop".into())],
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
        state.apply(Action::More);
        let before = state.place();
        state.apply(Action::Open(Subject { id: "a".into(), on: None, linked: false }));
        state.apply(Action::Configure(attributes.clone(), state.place().into()));
        state.apply(Action::Configure(attributes, before.into()));
        assert_eq!((state.open, state.portions), (None, 1));
    }
}
