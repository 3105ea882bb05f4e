//! Everything that the views are made from, and what they have in common.

use ran_feed::civil::{CivilDate, CivilDateTime};
use ran_feed::holiday;
use ran_feed::model::{Event, EventStatus, EventTime, Feed, Lang, Text, TimeZone};
use ran_feed::occurrence::Occurrence;
use ran_parts::heading::Level;
use ran_parts::{Clocks, Label, Phrase, Ready, WidgetProps, dates, text};
use ran_view::html;
use yew::Html;

use crate::days::{self, WeekStart, YearStyle};
use crate::entry::Entry;
use crate::state::{State, View};
use crate::words;

/// What is shown: the outcome of expanding and filtering, kept from one rendering to the next.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Shown {
    /// What touches the days of the view.
    pub(crate) entries: Vec<Entry>,
    /// Whether some may be missing.
    pub(crate) incomplete: bool,
    /// Places of the events whose time is known only in words.
    pub(crate) undated: Vec<usize>,
    /// Whether the month at hand has nothing, or the week.
    pub(crate) is_empty: bool,
    /// Whether it has nothing from today on.
    pub(crate) is_over: bool,
    /// What comes next where nothing is left: all of one day, and the first after it. Of a day that is today's only the hour
    /// tells what is still to come.
    pub(crate) next: Vec<Entry>,
}

/// Everything that the views are made from.
pub(crate) struct Scene<'a> {
    pub(crate) props: &'a WidgetProps,
    pub(crate) ready: &'a Ready,
    pub(crate) state: &'a State,
    pub(crate) shown: &'a Shown,
    pub(crate) lang: Lang,
    pub(crate) today: Option<CivilDate>,
    /// The day at hand.
    pub(crate) cursor: CivilDate,
    pub(crate) week_start: WeekStart,
    pub(crate) year: YearStyle,
    /// The level of the calendar's heading, 2 to 4.
    pub(crate) level: Level,
}

/// The days that a view shows, first and last.
pub(crate) fn days_of(view: View, cursor: CivilDate, week_start: WeekStart) -> (CivilDate, CivilDate) {
    let (first, last) = match view {
        View::Week => (cursor, cursor),
        View::Month | View::Agenda => (cursor.first_of_month(), days::last_of_month(cursor)),
    };
    if view == View::Agenda {
        return (first, last);
    }
    (week_start.first_of_week(first), days::plus_days(week_start.first_of_week(last), 6))
}

impl<'a> Scene<'a> {
    /// The feed.
    pub(crate) fn feed(&self) -> &'a Feed {
        &self.ready.feed
    }

    /// The entries that touch a day, with their places.
    pub(crate) fn on(&self, day: CivilDate) -> impl Iterator<Item = (usize, &'a Entry)> {
        self.shown.entries.iter().enumerate().filter(move |(_, entry)| entry.touches(day))
    }

    /// The name of a public holiday.
    pub(crate) fn holiday(&self, day: CivilDate) -> Option<&'static str> {
        holiday::of(day).map(|holiday| holiday.name(self.lang))
    }

    /// A heading so many levels below the calendar's.
    pub(crate) fn heading_tag(&self, below: u8) -> &'static str {
        self.level.tag(below)
    }
}

/// The longest title that a chip or a row carries, in letters. What is longer shows no more of itself there anyway.
const LONGEST_TITLE: usize = 160;

/// A title as nodes, apart from the direction of the text around it.
pub(crate) fn title(title: &Text, lang: Lang) -> Html {
    let full = title.get(lang);
    let inside = match full.char_indices().nth(LONGEST_TITLE) {
        None => text::text(title, lang),
        Some((end, _)) => html! { {format!("{}…", &full[..end])} },
    };
    html! { <bdi>{inside}</bdi> }
}

/// What must be known before all else, in an element of this name: 中止, 延期, 終了, 満席, 受付終了.
///
/// `status` is the occurrence's, or the event's own where its time is known only in words.
pub(crate) fn status(
    tag: &'static str,
    status: EventStatus,
    event: &Event,
    occurrence: Option<&Occurrence<'_>>,
    scene: &Scene<'_>,
) -> Option<Html> {
    let is_over = status.takes_place() && occurrence.is_some_and(|occurrence| is_over(occurrence, scene));
    let words = match status {
        _ if is_over => words::OVER,
        EventStatus::Scheduled | EventStatus::Other if is_closed(event, occurrence, scene) => words::CLOSED,
        EventStatus::Scheduled | EventStatus::Other => return None,
        status => status.label()?,
    };
    let class = if is_over { "status over" } else { "status" };
    Some(html! { <@{tag} {class}>{words.html(scene.lang)}</@> })
}

/// Whether one can still take part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Entrance {
    /// Whoever has not applied yet may.
    Open,
    /// The deadline is past.
    Closed,
    /// There is no room.
    Full,
    /// It does not take place, or is over.
    None,
}

/// Whether one can still take part in an event.
pub(crate) fn entrance(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Entrance {
    let status = occurrence.map_or(event.status(), Occurrence::status);
    match status {
        EventStatus::Cancelled | EventStatus::Postponed => Entrance::None,
        _ if occurrence.is_some_and(|occurrence| is_over(occurrence, scene)) => Entrance::None,
        EventStatus::Full => Entrance::Full,
        _ if is_closed(event, occurrence, scene) => Entrance::Closed,
        _ => Entrance::Open,
    }
}

/// Whether the deadline is past.
fn is_closed(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> bool {
    let is_past = deadline(event, occurrence).and_then(|until| is_past(until, zone_of(event, scene), scene));
    is_past.unwrap_or_default()
}

/// Until when to apply for an event, or for one of its occurrences.
pub(crate) fn deadline(event: &Event, occurrence: Option<&Occurrence<'_>>) -> Option<EventTime> {
    occurrence.map_or(event.deadline, Occurrence::deadline)
}

/// Whether an occurrence has been: it has ended, or else its day is over.
pub(crate) fn is_over(occurrence: &Occurrence<'_>, scene: &Scene<'_>) -> bool {
    let is_time = |end: &EventTime| !occurrence.is_all_day() && end.seconds() > occurrence.start.seconds();
    let end = occurrence.end.filter(is_time).unwrap_or(EventTime::Date(occurrence.last_day()));
    let is_local = dates::is_local(occurrence.event);
    let zone = if is_local { zone_of(occurrence.event, scene) } else { scene.feed().time_zone() };
    is_past(end, zone, scene).unwrap_or_default()
}

/// The zone on whose clock an event is written.
pub(crate) fn zone_of<'a>(event: &'a Event, scene: &Scene<'a>) -> &'a str {
    event.zone(scene.feed().time_zone())
}

/// Whether a time is past on the clock of its zone; a day is with its last second. None where that clock is not known.
fn is_past(time: EventTime, zone: &str, scene: &Scene<'_>) -> Option<bool> {
    /// No two clocks of the world are further apart, in seconds.
    const FURTHEST: i64 = 26 * 3_600;
    let (home, clocks, now) = (scene.feed().time_zone(), scene.props.clocks, scene.props.now?);
    let time = match time {
        EventTime::Date(day) => EventTime::Local(CivilDateTime::new(day, 23, 59, 59)?),
        time => time,
    };
    let is_one_clock = zone == home && matches!(time, EventTime::Local(_));
    let apart = now.seconds() - time.seconds();
    if is_one_clock || apart.abs() > FURTHEST {
        return Some(apart > 0);
    }
    Some(instant(time, zone, clocks)? < instant(EventTime::Local(now), home, clocks)?)
}

/// What else is to be said of an event in a word or two: its kind, what is special about this occurrence, and whether
/// anything is provisional or for members alone.
pub(crate) fn labels(event: &Event, occurrence: Option<&Occurrence<'_>>, feed: &Feed) -> Vec<Phrase> {
    let is_nationwide = event.campaign.as_ref().is_some_and(|id| feed.campaigns.get(id.as_str()).is_some());
    let labels = [
        event.kind.label(),
        occurrence.and_then(unusual),
        event.provisional.then_some(words::PROVISIONAL),
        event.provisional_title.then_some(words::PROVISIONAL_TITLE),
        event.members_only.then_some(words::MEMBERS_ONLY),
        is_nationwide.then_some(words::NATIONWIDE),
    ];
    labels.into_iter().flatten().collect()
}

/// 日程変更 of an occurrence that its rule has at another time, 臨時開催 of one that its rule does not have.
fn unusual(occurrence: &Occurrence<'_>) -> Option<Phrase> {
    let (event, id) = (occurrence.event, occurrence.recurrence_id?);
    let is_extra = |time: &EventTime| match time {
        EventTime::Date(day) => *day == id.date(),
        time => time.seconds() == id.seconds(),
    };
    match moved_from(occurrence) {
        Some(_) => Some(words::MOVED),
        None => (event.rrule.is_some() && event.rdate.iter().any(is_extra)).then_some(words::EXTRA),
    }
}

/// The time at which its rule has an occurrence that takes place at another time.
pub(crate) fn moved_from(occurrence: &Occurrence<'_>) -> Option<EventTime> {
    let moved =
        occurrence.change.and_then(|change| change.start).filter(|_| occurrence.status().takes_place());
    occurrence.recurrence_id.filter(|id| moved.is_some_and(|start| start != *id))
}

/// When a time comes, in seconds after 1970-01-01T00:00Z, if it has no offset on the clock of this zone. None for a whole
/// day, and where nobody knows the zone.
pub(crate) fn instant(time: EventTime, zone: &str, clocks: Option<Clocks>) -> Option<i64> {
    match (time, TimeZone::fixed_minutes(zone)) {
        (EventTime::Date(_), _) => None,
        (EventTime::Offset(time, minutes), _) | (EventTime::Local(time), Some(minutes)) => {
            Some(time.seconds() - i64::from(minutes) * 60)
        }
        (EventTime::Local(time), None) => clocks?.moment(zone, time),
    }
}

/// When an occurrence is, for a row under the heading of a day that it touches.
pub(crate) fn times(occurrence: &Occurrence<'_>, day: CivilDate, feed: &Feed, lang: Lang) -> String {
    let (first, last) = (occurrence.first_day(), occurrence.last_day());
    let said = match hours_of(occurrence) {
        Some((start, None)) if last > first => days::until_day(start, last, lang),
        Some((start, end)) => days::hours_on(day, start, end, lang),
        None if last > first => days::span(first, last, lang),
        None => words::ALL_DAY.get(lang).to_owned(),
    };
    with_zone(said, occurrence, feed, lang)
}

/// When an occurrence is, in full: `2026年4月1日（水）19:00〜21:00`.
pub(crate) fn moment(occurrence: &Occurrence<'_>, feed: &Feed, lang: Lang) -> String {
    let (first, last) = (occurrence.first_day(), occurrence.last_day());
    let said = match hours_of(occurrence) {
        Some((start, None)) if last > first => days::until_day_in_full(start, last, lang),
        Some((start, end)) => days::moment(start, end, lang),
        None => return days::span_in_full(first, last, lang),
    };
    with_zone(said, occurrence, feed, lang)
}

/// When an occurrence begins and ends, if it does not take whole days.
fn hours_of(occurrence: &Occurrence<'_>) -> Option<(CivilDateTime, Option<CivilDateTime>)> {
    let start = occurrence.start.time().filter(|_| !occurrence.is_all_day())?;
    Some((start, occurrence.end.and_then(EventTime::time)))
}

/// A time, and whose clock it is on if that is not the alliance's.
fn with_zone(said: String, occurrence: &Occurrence<'_>, feed: &Feed, lang: Lang) -> String {
    dates::on_clock(said, zone(occurrence, feed, lang), lang)
}

/// Whose clock the times of an occurrence are on, if it is not the alliance's.
pub(crate) fn zone(occurrence: &Occurrence<'_>, feed: &Feed, lang: Lang) -> Option<String> {
    dates::zone(occurrence.start, occurrence.event, feed, lang)
}

/// What the visitor's own clock shows when an occurrence begins and ends, if that is another than the event's.
pub(crate) fn visitors_time(
    occurrence: &Occurrence<'_>,
    scene: &Scene<'_>,
) -> Option<(CivilDateTime, Option<CivilDateTime>)> {
    if occurrence.is_all_day() {
        return None;
    }
    let clocks = scene.props.clocks?;
    let zone = match &occurrence.event.time_zone {
        Some(zone) if dates::is_local(occurrence.event) => zone.as_str(),
        _ => scene.feed().time_zone(),
    };
    let own = |time: EventTime| match time {
        EventTime::Date(_) => None,
        EventTime::Local(time) => clocks.visitors(zone, time),
        EventTime::Offset(shown, _) => {
            clocks.visitors_at(instant(time, zone, Some(clocks))?).filter(|own| *own != shown)
        }
    };
    Some((own(occurrence.start)?, occurrence.end.and_then(own)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
    }

    #[test]
    fn a_view_shows_whole_weeks_or_its_month() {
        let check = |view, cursor, start, first, last| {
            assert_eq!(days_of(view, day(cursor), start), (day(first), day(last)));
        };
        check(View::Month, "2026-04-15", WeekStart::Sunday, "2026-03-29", "2026-05-02");
        check(View::Month, "2026-04-15", WeekStart::Monday, "2026-03-30", "2026-05-03");
        // Four weeks exactly, and six.
        check(View::Month, "2026-02-01", WeekStart::Sunday, "2026-02-01", "2026-02-28");
        check(View::Month, "2026-08-31", WeekStart::Sunday, "2026-07-26", "2026-09-05");
        check(View::Month, "2024-02-29", WeekStart::Sunday, "2024-01-28", "2024-03-02");
        check(View::Week, "2026-04-01", WeekStart::Sunday, "2026-03-29", "2026-04-04");
        check(View::Agenda, "2026-04-15", WeekStart::Sunday, "2026-04-01", "2026-04-30");
    }
}
