//! The coming events as schema.org `Event`s in JSON-LD, for search engines: <https://schema.org/Event>.

use ran_feed::filter::EventFilter;
use ran_feed::json::quote;
use ran_feed::model::{Event, EventStatus, EventTime, Feed, Lang, Mode, Place, Url, markdown};
use ran_feed::occurrence::Occurrence;
use ran_parts::search::Haystacks;
use ran_parts::{Clocks, WidgetProps, dates, text};

use crate::{days, entry, filters, scene};

/// How far ahead events are told of.
const DAYS: i32 = 366;

/// How many of them at most: search engines show the next few.
const MOST: usize = 100;

/// What is still to come of the events that a filter lets through, each a line of JSON that may stand in a script element:
/// so two calendars of a page tell of an event once. Nothing where there is no clock.
///
/// `address` is the feed's own, to which its relative addresses belong.
#[must_use]
pub(crate) fn of(
    feed: &Feed,
    filter: &EventFilter,
    props: &WidgetProps,
    lang: Lang,
    address: &str,
) -> String {
    let Some(now) = props.now else { return String::new() };
    let today = now.date();
    let haystacks = Haystacks::default();
    let keep = |index: usize, event: &Event| {
        !event.members_only && filters::keeps(filter, index, event, feed, &haystacks)
    };
    // Where it is still the day before, there is something to come on it.
    let entries = entry::between(feed, days::plus_days(today, -1), days::plus_days(today, DAYS), &keep);
    let occurrences = entries.iter().filter_map(|entry| entry.of(feed));
    let coming = occurrences.filter(|occurrence| {
        let now = props.now_for(occurrence.event, feed).unwrap_or(now);
        let end = occurrence.end.unwrap_or(occurrence.start).time().filter(|_| !occurrence.is_all_day());
        end.map_or(occurrence.last_day() >= now.date(), |end| end >= now)
    });
    let mut json = Json::default();
    for occurrence in coming.take(MOST) {
        if !json.0.is_empty() {
            json.0.push('\n');
        }
        described(&occurrence, feed, props.clocks, lang, address, &mut json);
    }
    json.0
}

fn described(
    occurrence: &Occurrence<'_>,
    feed: &Feed,
    clocks: Option<Clocks>,
    lang: Lang,
    address: &str,
    json: &mut Json,
) {
    let event = occurrence.event;
    let href = |url: &Url| text::href(url, address).to_string();
    json.open('{');
    json.text("@context", "https://schema.org");
    json.text("@type", "Event");
    json.text("name", &occurrence.title().plain(lang));
    json.text("startDate", &time(occurrence.start, occurrence, feed, clocks));
    if let Some(end) = occurrence.end {
        let end = if occurrence.is_all_day() { EventTime::Date(occurrence.last_day()) } else { end };
        json.text("endDate", &time(end, occurrence, feed, clocks));
    }
    let before = scene::moved_from(occurrence);
    if let Some(before) = before {
        json.text("previousStartDate", &time(before, occurrence, feed, clocks));
    }
    json.text(
        "eventStatus",
        match occurrence.status() {
            _ if before.is_some() => "https://schema.org/EventRescheduled",
            EventStatus::Cancelled => "https://schema.org/EventCancelled",
            EventStatus::Postponed => "https://schema.org/EventPostponed",
            _ => "https://schema.org/EventScheduled",
        },
    );
    let mode = match event.mode() {
        Some(Mode::Onsite) => "https://schema.org/OfflineEventAttendanceMode",
        Some(Mode::Online) => "https://schema.org/OnlineEventAttendanceMode",
        Some(Mode::Hybrid) => "https://schema.org/MixedEventAttendanceMode",
        _ => "",
    };
    json.text("eventAttendanceMode", mode);
    let page = occurrence.url().map(href);
    locations(occurrence.place(), event.online_url.as_ref().map(href), page.as_deref(), lang, json);
    if let Some(words) = event.summary.as_ref().or(event.description.as_ref()) {
        json.text("description", &markdown::plain(&words.plain(lang)));
    }
    json.text("image", &event.image.as_ref().map(href).unwrap_or_default());
    if let Some(host) = event.hosts().find_map(|id| feed.member(id.as_str())) {
        json.object("organizer", "Organization");
        json.text("name", &host.name.plain(lang));
        json.text("url", &host.url.as_ref().map(href).unwrap_or_default());
        json.close('}');
    }
    if let Some(price) = event.price {
        json.object("offers", "Offer");
        json.text("price", &price.to_string());
        json.text("priceCurrency", "JPY");
        let full = occurrence.status() == EventStatus::Full;
        let stock = if full { "https://schema.org/SoldOut" } else { "https://schema.org/InStock" };
        json.text("availability", stock);
        json.text("url", &event.sign_up.as_ref().or(occurrence.url()).map(href).unwrap_or_default());
        json.close('}');
    }
    json.text("url", &page.unwrap_or_default());
    json.close('}');
}

fn locations(place: Option<&Place>, online: Option<String>, page: Option<&str>, lang: Lang, json: &mut Json) {
    let words = place.map_or_else(String::new, |place| place.plain(lang));
    let online = online.or_else(|| page.filter(|_| words.is_empty()).map(str::to_owned));
    if words.is_empty() && online.is_none() {
        return;
    }
    json.name("location");
    json.open('[');
    if let Some(place) = place.filter(|_| !words.is_empty()) {
        json.item("Place");
        json.text("name", &place.name.as_ref().map(|name| name.plain(lang)).unwrap_or_default());
        json.text("address", &words);
        json.close('}');
    }
    if let Some(url) = online {
        json.item("VirtualLocation");
        json.text("url", &url);
        json.close('}');
    }
    json.close(']');
}

/// A time with its offset, which the browser knows of most zones: without one, readers take it as local to the place.
fn time(time: EventTime, occurrence: &Occurrence<'_>, feed: &Feed, clocks: Option<Clocks>) -> String {
    let own = occurrence.event.time_zone.as_ref().filter(|_| dates::is_local(occurrence.event));
    let zone = own.map_or(feed.time_zone(), |zone| zone.as_str());
    match time {
        EventTime::Local(_) if occurrence.is_all_day() => time.date().to_string(),
        EventTime::Local(local) => {
            let ahead = scene::instant(time, zone, clocks).map(|moment| (local.seconds() - moment) / 60);
            let known = ahead.and_then(|ahead| i16::try_from(ahead).ok());
            known.map_or(time, |ahead| EventTime::Offset(local, ahead)).to_string()
        }
        _ => time.to_string(),
    }
}

/// JSON as it grows.
#[derive(Default)]
struct Json(String);

impl Json {
    fn open(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// A comma, unless nothing stands before it.
    fn comma(&mut self) {
        if !self.0.ends_with(['{', '[', ':']) {
            self.0.push(',');
        }
    }

    fn name(&mut self, name: &str) {
        self.comma();
        quote(&mut self.0, name);
        self.0.push(':');
    }

    fn object(&mut self, name: &str, kind: &str) {
        self.name(name);
        self.open('{');
        self.text("@type", kind);
    }

    fn item(&mut self, kind: &str) {
        self.comma();
        self.open('{');
        self.text("@type", kind);
    }

    /// A member with a text, unless there is none.
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.name(name);
            quote(&mut self.0, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use ran_feed::{Limits, civil::CivilDateTime};
    use serde_json::{Value, json};

    use super::*;

    /// What search engines are told of a feed at noon of 15 April 2026.
    fn told(events: &str, filter: &EventFilter) -> Value {
        let text = format!(
            r#"{{"version":1,"members":[{{"id":"m","name":"NPO法人MEGURU","url":"/m/"}}],"events":[{events}]}}"#
        );
        let feed = ran_feed::read(text.into(), &Limits::default()).unwrap().feed;
        let now = EventTime::parse("2026-04-15T12:00").unwrap().time();
        // Hawaii is nineteen hours behind Japan.
        let clocks = Clocks(|zone, moment| {
            let hours = match zone {
                Some("Pacific/Honolulu") => -10,
                Some("America/New_York") => -4,
                Some("Asia/Tokyo") | None => 9,
                _ => return None,
            };
            CivilDateTime::from_seconds(moment + hours * 3_600)
        });
        let props = WidgetProps { now, clocks: Some(clocks), ..WidgetProps::default() };
        let text = of(&feed, filter, &props, Lang::Ja, "https://a.example/x/feed.json");
        assert!(!text.contains('<'), "{text}");
        text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect()
    }

    #[test]
    fn an_event_is_told_in_the_words_of_schema_org() {
        let event = r#"{"id":"a","title":"会</script>\"","kind":"seminar","start":"2026-04-20T19:00","end":"2026-04-20T21:00",
            "mode":"hybrid","online_url":"https://online.example/","place":{"name":"えんぱーく","address":"塩尻市大門一番町12-2"},
            "host":"m","price":0,"status":"full","url":"a.html","summary":"だれでも。"}"#;
        assert_eq!(
            told(event, &EventFilter::default()),
            json!([{
                "@context": "https://schema.org",
                "@type": "Event",
                "name": "会</script>\"",
                "startDate": "2026-04-20T19:00+09:00",
                "endDate": "2026-04-20T21:00+09:00",
                "eventStatus": "https://schema.org/EventScheduled",
                "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
                "location": [
                    { "@type": "Place", "name": "えんぱーく", "address": "塩尻市大門一番町12-2 えんぱーく" },
                    { "@type": "VirtualLocation", "url": "https://online.example/" },
                ],
                "description": "だれでも。",
                "organizer": { "@type": "Organization", "name": "NPO法人MEGURU", "url": "https://a.example/m/" },
                "offers": {
                    "@type": "Offer", "price": "0", "priceCurrency": "JPY",
                    "availability": "https://schema.org/SoldOut", "url": "https://a.example/x/a.html",
                },
                "url": "https://a.example/x/a.html",
            }])
        );
    }

    /// Of schema.org's EventStatusType and EventAttendanceModeEnumeration.
    #[test]
    fn every_state_and_mode_has_its_word() {
        let check = |more: &str, expected: Value| {
            let event = format!(r#"{{"id":"a","title":"a","start":"2026-04-20T19:00"{more}}}"#);
            let told = told(&event, &EventFilter::default());
            let word =
                |name: &str| told[0][name].as_str().map(|word| word.replace("https://schema.org/", ""));
            let place = &told[0]["location"][0]["name"];
            let said = [word("eventStatus"), word("eventAttendanceMode"), word("previousStartDate")];
            assert_eq!(json!([said[0], said[1], said[2], place]), expected, "{more}");
        };
        check("", json!(["EventScheduled", null, null, null]));
        check(
            r#","status":"postponed","mode":"onsite","place":{"name":"えんぱーく"}"#,
            json!(["EventPostponed", "OfflineEventAttendanceMode", null, "えんぱーく"]),
        );
        check(
            r#","status":"cancelled","mode":"online""#,
            json!(["EventCancelled", "OnlineEventAttendanceMode", null, null]),
        );
        check(
            r#","rrule":"FREQ=WEEKLY;COUNT=1","overrides":[{"recurrence_id":"2026-04-20T19:00","start":"2026-04-21T19:00"}]"#,
            json!(["EventRescheduled", null, "2026-04-20T19:00+09:00", null]),
        );
    }

    #[test]
    fn whole_days_end_with_their_last_one() {
        let event = |id: &str, start: &str, end: &str| {
            format!(r#"{{"id":"{id}","title":"{id}","start":"{start}","end":"{end}","all_day":true}}"#)
        };
        let events = [
            event("fair", "2026-04-20T00:00", "2026-04-22T00:00"),
            event("past", "2026-04-14T00:00", "2026-04-15T00:00"),
        ];
        let told = told(&events.join(","), &EventFilter::default());
        assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
        assert_eq!(
            (&told[0]["startDate"], &told[0]["endDate"]),
            (&json!("2026-04-20"), &json!("2026-04-21"))
        );
    }

    #[test]
    fn only_what_is_to_come_is_told() {
        let events = r#"{"id":"past","title":"past","kind":"seminar","start":"2026-04-15T10:00"},
            {"id":"now","title":"now","kind":"seminar","start":"2026-04-15T10:00","end":"2026-04-15T13:00"},
            {"id":"today","title":"today","kind":"seminar","start":"2026-04-14","end":"2026-04-15"},
            {"id":"members","title":"members","kind":"seminar","start":"2026-04-20","members_only":true},
            {"id":"off","title":"off","kind":"workshop","start":"2026-04-21T10:00","status":"cancelled","time_zone":"America/New_York"},
            {"id":"far","title":"far","kind":"seminar","start":"2028-04-21"}"#;
        let check = |filter: &EventFilter, expected: Value| {
            let told = told(events, filter);
            let said = told.as_array().unwrap().iter();
            let said: Vec<Value> = said
                .map(|event| {
                    json!([event["name"], event["startDate"], event["eventStatus"].as_str().unwrap()[24..]])
                })
                .collect();
            assert_eq!(Value::Array(said), expected);
        };
        let off = json!(["off", "2026-04-21T10:00-04:00", "Cancelled"]);
        check(
            &EventFilter::default(),
            json!([
                ["today", "2026-04-14", "Scheduled"],
                ["now", "2026-04-15T10:00+09:00", "Scheduled"],
                off
            ]),
        );
        let workshops =
            EventFilter { kinds: vec![ran_feed::model::EventKind::Workshop], ..EventFilter::default() };
        check(&workshops, json!([off]));
        // As in the calendar's own search, a kind is found by its name.
        let search = EventFilter {
            text: ran_feed::search::Query::new("ワークショップ"),
            ..EventFilter::default()
        };
        check(&search, json!([off]));
        assert_eq!(told("", &EventFilter::default()), json!([]));
    }

    #[test]
    fn what_is_to_come_is_told_by_its_own_clock() {
        // It is 17:00 of the 14th in Hawaii.
        let event = |id: &str, start: &str| {
            format!(r#"{{"id":"{id}","title":"{id}","start":"{start}","time_zone":"Pacific/Honolulu"}}"#)
        };
        let events = [event("over", "2026-04-14T16:00"), event("tonight", "2026-04-14T19:00")];
        let told = told(&events.join(","), &EventFilter::default());
        assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
        assert_eq!(told[0]["name"], "tonight");
    }

    #[test]
    fn a_thousand_events_are_told_by_the_first_hundred() {
        let events: Vec<String> = (0..1000)
            .map(|number| {
                format!(
                    r#"{{"id":"e{number}","title":"{number}","kind":"seminar","start":"2026-04-20T19:00"}}"#
                )
            })
            .collect();
        assert_eq!(told(&events.join(","), &EventFilter::default()).as_array().unwrap().len(), MOST);
    }
}
