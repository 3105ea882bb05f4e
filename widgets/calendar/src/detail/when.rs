//! When an event is, on whose clock, and until when one applies.

use ran_feed::civil::CivilDateTime;
use ran_feed::model::{Event, EventStatus, EventTime, Lang};
use ran_feed::occurrence::{self, Occurrence};
use ran_parts::{Label, Phrase, dates, text};
use ran_view::html;
use yew::Html;

use super::{Rows, listed, words_of};
use crate::entry::{self, Entry};
use crate::scene::{self, Entrance, Scene};
use crate::{days, list, words};

/// The times of a series that are named.
const NEXT_TIMES: usize = 3;

/// When an event is, and until when and how one applies.
#[inline(never)]
pub(super) fn times(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Rows {
    let (lang, feed) = (scene.lang, scene.feed());
    let mut rows = Vec::new();
    let mut row = |name: Phrase, value: Option<Html>| rows.extend(value.map(|value| (name, value)));
    let entrance = scene::entrance(event, occurrence, scene);
    // Of what is put off nobody knows the new time yet.
    let is_put_off = occurrence.is_some_and(|occurrence| occurrence.status() == EventStatus::Postponed);
    row(if is_put_off { words::WAS_WHEN } else { words::WHEN }, Some(when(event, occurrence, scene)));
    row(
        words::LOCAL_TIME,
        occurrence
            .and_then(|occurrence| entry::abroad(occurrence, feed))
            .map(|own| list::span(&own_time(own, lang))),
    );
    row(
        words::YOUR_TIME,
        occurrence
            .filter(|_| !is_put_off)
            .and_then(|occurrence| scene::visitors_time(occurrence, scene))
            .map(|(start, end)| list::span(&days::moment(start, end, lang))),
    );
    row(words::NOTE, occurrence.and_then(|occurrence| words_of(&occurrence.change?.note, lang)));
    if entrance != Entrance::None {
        let deadline = scene::deadline(event, occurrence);
        row(words::DEADLINE, deadline.map(|deadline| list::span(&until(deadline, event, scene))));
    }
    if entrance == Entrance::Open {
        row(words::APPLY, words_of(&event.how_to_apply, lang));
    }
    rows
}

/// A deadline, with the clock that it is on where that may not be the visitor's.
fn until(deadline: EventTime, event: &Event, scene: &Scene<'_>) -> String {
    let (lang, zone) = (scene.lang, scene::zone_of(event, scene));
    let deadline = deadline.at_home(scene.feed().home_minutes());
    let said = own_time(deadline, lang);
    let time = deadline.time().unwrap_or(CivilDateTime::midnight(deadline.date()));
    let visitors = || scene.props.clocks?.visitors(zone, time);
    match deadline {
        EventTime::Offset(..) => said,
        _ if zone != scene.feed().time_zone() || visitors().is_some() => {
            dates::noted(&said, &dates::clock(zone, lang), lang)
        }
        _ => said,
    }
}

fn when(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let said = match (occurrence, &event.when) {
        (Some(occurrence), _) => {
            let mut moment = scene::moment(occurrence, scene.feed(), lang);
            // What is on the alliance's clock says so to who sees another.
            if scene::zone(occurrence, scene.feed(), lang).is_none()
                && scene::visitors_time(occurrence, scene).is_some()
            {
                moment = dates::noted(&moment, &dates::clock(scene.feed().time_zone(), lang), lang);
            }
            let before = scene::moved_from(occurrence).map(|before| {
                let before = before.at_home(scene.feed().home_minutes());
                let time = before.time().filter(|_| before.date() == occurrence.first_day());
                let before = time
                    .map_or_else(|| dates::without_year(before.date(), lang), |time| dates::time(time, lang));
                words::MOVED_FROM.filled(lang, &before)
            });
            html! {
                <>
                    <time datetime={occurrence.start.to_string()}>{list::span(&moment)}</time>
                    if let Some(before) = before { <br />{list::span(&before)} }
                </>
            }
        }
        (None, Some(when)) => text::text(&when.label, lang),
        (None, None) => words::UNDATED.html(lang),
    };
    html! { <>{said} if let Some(note) = &event.time_note { <br />{text::text(note, lang)} }</> }
}

/// A time with everything that it says, its offset too.
fn own_time(time: EventTime, lang: Lang) -> String {
    match time {
        EventTime::Offset(_, minutes) => dates::noted(&time_words(time, lang), &dates::utc(minutes), lang),
        _ => time_words(time, lang),
    }
}

fn time_words(time: EventTime, lang: Lang) -> String {
    let date = dates::date(time.date(), lang);
    match time.time() {
        Some(time) => days::with_time(&date, &dates::time(time, lang), lang),
        None => date,
    }
}

/// The next times of a series, after the one that is shown and from today; each leads to what is to know of it.
pub(super) fn upcoming(
    event: &Event,
    occurrence: Option<&Occurrence<'_>>,
    scene: &Scene<'_>,
) -> Option<Html> {
    if event.rrule.is_none() && event.rdate.is_empty() {
        return None;
    }
    let shown = occurrence.map(|occurrence| {
        occurrence.start.time().unwrap_or(CivilDateTime::midnight(occurrence.start.date()))
    });
    let from = [shown.and_then(|shown| shown.plus_seconds(1)), scene.props.now_for(event, scene.feed())]
        .into_iter()
        .flatten()
        .max()?;
    let next = occurrence::next_of(event, scene.feed(), from, NEXT_TIMES, &|status| {
        status != EventStatus::Cancelled
    });
    listed(&mut next.iter().map(|next| {
        let moment = list::span(&scene::moment(next, scene.feed(), scene.lang));
        let feed = scene.feed();
        let asks = Entry::new(next, feed).map(|entry| format!("date {} {}", entry.on(feed), event.id));
        let status = next.status().label().filter(|_| next.status() != EventStatus::Scheduled);
        html! {
            <>
                <button type="button" data-do={asks}>{moment}</button>
                if let Some(status) = status { {" "}<strong class="status">{status.html(scene.lang)}</strong> }
            </>
        }
    }))
}
