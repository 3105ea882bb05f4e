//! The calendar as a server renders it, asserted by what it says.

mod clocks;
mod dialog;
mod feeds;
mod filters;
mod grid;
mod lists;

use ran_feed::model::EventTime;
use ran_parts::heading::Level;
use ran_parts::testing::{self, at};
use ran_parts::{Detail, WidgetProps};
use yew::{Callback, Html, NodeRef, component};

use crate::EventCalendar;
use crate::days::{WeekStart, YearStyle};
use crate::scene::{Scene, Shown};
use crate::state::{State, Subject};
use crate::{detail, entry};

const FEED: &str = r#"{
    "version": 1,
    "calendar_url": "events.ics",
    "members": [{ "id": "m", "name": "NPO法人MEGURU" }],
    "campaigns": [{ "id": "fes", "title": "全国フェス" }],
    "events": [
        { "id": "rule", "title": "定例会", "kind": "meeting", "start": "2026-04-14T19:00", "end": "2026-04-14T20:30",
          "rrule": "FREQ=MONTHLY;BYDAY=2TU", "mode": "online", "host": "m" },
        { "id": "span", "title": "GOSEN KNIT FES", "kind": "festival", "start": "2026-04-03", "end": "2026-04-06", "campaign": "fes" },
        { "id": "off", "title": "中止の会", "kind": "seminar", "start": "2026-04-20T10:00", "status": "cancelled" },
        { "id": "late", "title": "締切後の会", "kind": "seminar", "start": "2026-04-21T10:00", "deadline": "2026-04-10" },
        { "id": "a", "title": "一", "kind": "seminar", "start": "2026-04-28T10:00" },
        { "id": "b", "title": "二", "kind": "seminar", "start": "2026-04-28T11:00" },
        { "id": "c", "title": "三", "kind": "seminar", "start": "2026-04-28T12:00" },
        { "id": "d", "title": "四", "kind": "seminar", "start": "2026-04-28T13:00" },
        { "id": "e", "title": "五", "kind": "seminar", "start": "2026-04-28T14:00" },
        { "id": "abroad", "title": "New York", "kind": "seminar", "start": "2026-04-30T18:00", "time_zone": "America/New_York" },
        { "id": "fuzzy", "title": "いつか", "kind": "conference", "when": { "label": "2026年4月以降", "sort": "2026-04" } }
    ]
}"#;

fn props_of(feed: &str, attributes: &[(&str, &str)]) -> WidgetProps {
    let detail = Detail::Here(crate::detail());
    WidgetProps { detail, ..testing::at("2026-04-15T12:00", testing::props(feed, attributes)) }
}

async fn rendered_of(feed: &str, attributes: &[(&str, &str)]) -> String {
    rendered(props_of(feed, attributes)).await
}

async fn rendered(props: WidgetProps) -> String {
    testing::rendered::<EventCalendar>(props).await
}

/// What is read, without where its lines break.
fn unbroken(html: &str) -> String {
    let mut parts = html.split("<span class=\"piece\">");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        text += &part.replacen("</span>", "", 1);
    }
    text
}

async fn check(attributes: &[(&str, &str)], parts: &[&str], absent: &[&str]) {
    let html = rendered_of(FEED, attributes).await;
    let read = unbroken(&html);
    let is_there = |part: &str| html.contains(part) || read.contains(part);
    for part in parts {
        assert!(is_there(part), "{part} is missing in {html}");
    }
    for part in absent {
        assert!(!is_there(part), "{part} is in {html}");
    }
}

/// The dialog of the event that the attribute `open` names.
#[component]
fn Opened(props: &WidgetProps) -> Html {
    let ready = props.ready().unwrap();
    let day = props.now.unwrap().date();
    let id = props.attributes.get("open");
    let entries =
        entry::between(&ready.feed, day.first_of_month(), day.plus_days(30).unwrap(), &|_, event| {
            event.id == *id
        });
    let scene = Scene {
        props,
        ready,
        state: &State::default(),
        shown: &Shown::default(),
        lang: props.lang(),
        today: Some(day),
        cursor: day,
        week_start: WeekStart::Sunday,
        year: YearStyle::Era,
        level: Level::read("2"),
    };
    // The first of this month, or what an address names.
    let on = EventTime::parse(props.attributes.get("on")).ok();
    let on = on.or_else(|| entries.first().map(|entry| entry.on(&ready.feed)));
    let subject = Subject { id: id.to_owned().into(), on, linked: false };
    detail::dialog(&subject, &scene, NodeRef::default(), Callback::noop())
}

async fn check_opened_with(props: WidgetProps, parts: &[&str], absent: &[&str]) {
    testing::check(&unbroken(&testing::rendered::<Opened>(props).await), parts, absent);
}

const IN_DETAIL: &str = r#"{
    "version": 1,
    "themes": [{ "id": "young", "label": "若者" }],
    "members": [{ "id": "m", "name": "NPO法人MEGURU" }],
    "events": [
        { "id": "rule", "title": "定例会 <b>", "kind": "meeting", "start": "2026-04-14T19:00", "end": "2026-04-14T20:30",
          "rrule": "FREQ=MONTHLY;BYDAY=2TU", "host": "m", "themes": ["young"], "audience": ["public"],
          "place": { "name": "えんぱーく", "address": "塩尻市大門一番町12-2" }, "price": 12000, "capacity": 30,
          "deadline": "2026-04-10T17:00", "url": "events/1.html", "description": "**だれでも** 来てください。" },
        { "id": "abroad", "title": "New York", "kind": "seminar", "start": "2026-04-20T20:00-04:00", "price": 0 },
        { "id": "fuzzy", "title": "いつか", "kind": "conference", "when": { "label": "2026年4月以降" } }
    ]
}"#;

async fn check_opened(id: &str, lang: &str, parts: &[&str], absent: &[&str]) {
    check_opened_with(
        at("2026-04-12T12:00", props_of(IN_DETAIL, &[("open", id), ("lang", lang)])),
        parts,
        absent,
    )
    .await;
}
