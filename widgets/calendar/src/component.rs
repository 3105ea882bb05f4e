//! The component: what it remembers, what it listens to, and which view it shows.

use ran_feed::civil::{CivilDate, CivilDateTime};
use ran_feed::model::EventTime;
use ran_parts::filter_bar::{Choices, asked, called, show_picks};
use ran_parts::fragment::use_fragment;
use ran_parts::heading::Level;
use ran_parts::search::Haystacks;
use ran_parts::{Outgoing, Same, WidgetProps, dialog as modal, frame};
use ran_view::html;
use yew::{Html, NodeRef, component, use_effect_with, use_memo, use_node_ref, use_reducer_eq};

use crate::days::{self, WeekStart, YearStyle};
use crate::filters;
use crate::listeners::{Listeners, move_focus};
use crate::look::Look;
use crate::scene::{self, Scene, Shown};
use crate::state::{State, View};
use crate::subscription::subscription;
use crate::{agenda, bar, detail, filter_bar, grid, json_ld, list, words};

/// The event calendar.
#[component]
pub fn EventCalendar(props: &WidgetProps) -> Html {
    let attributes = &props.attributes;
    let state = use_reducer_eq(|| State::new(attributes, &props.fragment));
    let (root, dialog) = (use_node_ref(), use_node_ref());
    let feed = props.ready().map(|ready| Same(ready.feed.clone()));
    let lang = props.lang();
    let today = props.now.map(CivilDateTime::date);
    let week_start = WeekStart::read(attributes.get("week-start"));
    let cursor = state.cursor.or(today).or_else(|| first_day(props)).map(days::clamped);

    let base = use_memo(attributes.clone(), filters::of_attributes);
    let kept = use_memo((feed.clone(), base.clone(), lang), |(feed, base, lang)| {
        let choices = feed.as_ref().map_or(Vec::new(), |feed| filters::choices(&feed.0, base, *lang));
        (choices, Haystacks::default())
    });
    // The month and not the day at hand: walking within it expands nothing anew.
    let view = state.view;
    let period =
        cursor.map(|cursor| (view, scene::days_of(view, cursor, week_start), cursor.first_of_month()));
    let asked = (feed.clone(), base.clone(), state.picks.clone(), state.query.clone(), period, today);
    let shown = use_memo(asked, |(feed, base, picks, query, period, today)| {
        let (Some(feed), Some((view, days, month))) = (feed, period) else { return Shown::default() };
        let picked = filters::of_picks(picks, query);
        let look = Look { feed: &feed.0, base, picked: &picked, haystacks: &kept.1 };
        look.shown(*view, *days, *month, *today)
    });

    use_fragment(props, &state, &dialog);
    {
        let asked =
            (!attributes.get("json-ld").is_empty()).then(|| (feed.clone(), base.clone(), today, lang));
        let props = props.clone();
        use_effect_with(asked, move |asked| {
            let told = match (asked, props.ready()) {
                (Some((Some(Same(feed)), base, _, lang)), Some(ready)) => {
                    json_ld::of(feed, base, &props, *lang, &ready.address)
                }
                _ => String::new(),
            };
            props.emit.emit(Outgoing::Described(told.into()));
        });
    }
    {
        let root = root.clone();
        use_effect_with(state.focus.clone(), move |(target, moves)| move_focus(target, *moves, &root));
    }
    {
        let (root, dialog) = (root.clone(), dialog.clone());
        // What a link names and the feed does not have is open and has no dialog: the next that has one opens it.
        let has_dialog = props.ready().zip(state.open.as_ref());
        let has_dialog = has_dialog.is_some_and(|(ready, subject)| ready.feed.event(&subject.id).is_some());
        use_effect_with((state.picks.clone(), Same(kept.clone()), has_dialog), move |(picks, ..)| {
            show_picks(filters::picked(picks), &root);
            modal::show(&dialog);
        });
    }

    let content = props.ready().map(|ready| {
        // Without a clock, a date and an event there is no day to show.
        let Some(cursor) = cursor else { return frame::empty(words::EMPTY.html(lang)) };
        let level = Level::read(attributes.get("heading-level"));
        let year = YearStyle::read(attributes.get("year"));
        let (state, shown) = (&state, &shown);
        let scene = Scene { props, ready, state, shown, lang, today, cursor, week_start, year, level };
        let listeners = Listeners { props, ready, state, shown, week_start };
        calendar(&scene, &kept.0, &listeners, root, dialog)
    });
    frame::around(props, words::CALENDAR, content)
}

/// The day at hand where there is no clock: that of the first event.
fn first_day(props: &WidgetProps) -> Option<CivilDate> {
    props.ready()?.feed.events.iter().filter_map(|event| event.start).map(EventTime::date).min()
}

fn calendar(
    scene: &Scene<'_>,
    choices: &[Choices],
    listeners: &Listeners<'_>,
    root: NodeRef,
    dialog: NodeRef,
) -> Html {
    let view = match scene.state.view {
        View::Month => grid::month(scene),
        View::Week => agenda::week(scene),
        View::Agenda => agenda::agenda(scene),
    };
    let asked = asked(choices, filters::picked(&scene.state.picks), &|name, value| {
        filters::called(name, value, scene.feed(), scene.lang)
    });
    let mut reasons = called(&asked);
    if !scene.state.query.is_empty() {
        reasons.push(&scene.state.query);
    }
    let is_active = !reasons.is_empty();
    let period = bar::period(scene);
    html! {
        <div class="calendar" ref={root} part="calendar" onclick={listeners.click(&dialog)} onkeydown={listeners.key()} oninput={listeners.input()}>
            {bar::bar(&period, scene)}
            {filter_bar::narrowed(scene)}
            {filter_bar::bar(choices, &asked, scene)}
            {detail::missing(scene)}
            {list::nothing(&reasons, scene)}
            {filter_bar::found(is_active, &period, scene)}
            {view}
            {list::undated(scene)}
            if scene.shown.incomplete { <p class="missing">{words::INCOMPLETE.html(scene.lang)}</p> }
            {clock(scene)}
            // Under the days: on a phone it would stand before them with half the screen.
            {subscription(scene)}
            if let Some(subject) = &scene.state.open { {detail::dialog(subject, scene, dialog, listeners.close())} }
        </div>
    }
}

/// Whose clocks the times are on, where the visitor's own show another time.
fn clock(scene: &Scene<'_>) -> Html {
    let zone = scene.feed().time_zone();
    let is_abroad =
        scene.props.clocks.zip(scene.props.now).and_then(|(clocks, now)| clocks.visitors(zone, now));
    if is_abroad.is_none() {
        return Html::default();
    }
    let name = ran_parts::dates::zone_name(zone, scene.lang);
    html! { <p class="clock">{ran_parts::words::with_furigana(&words::CLOCK.filled(scene.lang, &name))}</p> }
}
