//! A member's next events.

use crate::{Label, Phrase, WidgetProps, dates, text};
use ran_feed::civil::CivilDateTime;
use ran_feed::model::{Event, EventStatus, EventTime, Feed, Lang, Text, Url};
use ran_feed::occurrence;
use ran_view::html;
use yew::Html;

use super::{View, words};

/// How many are shown: enough to see that something happens, few enough to read.
const MOST: usize = 3;

/// An event still to come, at the time at which it comes next.
pub struct Coming<'a> {
    /// The event.
    pub event: &'a Event,
    /// None for an event whose time is known only in words.
    pub start: Option<EventTime>,
    /// What it is called then.
    pub title: &'a Text,
    status: EventStatus,
    /// Where it sorts, in seconds.
    key: i64,
}

impl<'a> Coming<'a> {
    /// The next time of an event, counted from the beginning of today on the clock on which its times are shown, if `keeps`
    /// lets through the status that it has then. None where there is no clock.
    #[must_use]
    pub fn of(
        event: &'a Event,
        feed: &Feed,
        props: &WidgetProps,
        keeps: &dyn Fn(EventStatus) -> bool,
    ) -> Option<Self> {
        let now = props.now_for(event, feed)?;
        let midnight = CivilDateTime::midnight(now.date());
        let has_times = event.rrule.is_some() || !event.rdate.is_empty() || !event.overrides.is_empty();
        let (start, title, status) = if has_times {
            let keeps = |status| status != EventStatus::Cancelled && keeps(status);
            let next = occurrence::next_of(event, feed, midnight, 1, &keeps).pop()?;
            (Some(next.start), next.title(), next.status())
        } else {
            let start = event.start.map(|start| start.at_home(feed.home_minutes()));
            (start, &event.title, Some(event.status()).filter(|status| keeps(*status))?)
        };
        let when = event.when.as_ref();
        let comes = match start {
            Some(start) => start.seconds() >= midnight.seconds(),
            None => when.is_none_or(|when| !when.is_over(now.date())),
        };
        let first_day = || Some(EventTime::Date(when?.sort?.first_day()?));
        let key = start.or_else(first_day).map_or(i64::MAX, EventTime::seconds);
        comes.then_some(Self { event, start, title, status, key })
    }

    /// Whose clock its time is on, if that is not the alliance's.
    #[must_use]
    pub fn zone(&self, feed: &Feed, lang: Lang) -> Option<String> {
        dates::zone(self.start.filter(|_| !self.event.is_all_day())?, self.event, feed, lang)
    }
}

/// Of some events those that are still to come, soonest first and at most so many, of a status that `keeps` lets
/// through.
pub fn soonest<'a>(
    events: impl Iterator<Item = &'a Event>,
    feed: &Feed,
    props: &WidgetProps,
    most: usize,
    keeps: &dyn Fn(EventStatus) -> bool,
) -> Vec<Coming<'a>> {
    let mut soonest: Vec<Coming<'a>> = Vec::with_capacity(most + 1);
    for coming in events.filter_map(|event| Coming::of(event, feed, props, keeps)) {
        // Three of thousands: a place in a short list costs less than sorting them all.
        let place = soonest.iter().take_while(|other| other.key <= coming.key).count();
        soonest.insert(place, coming);
        soonest.truncate(most);
    }
    soonest
}

/// Where there is more about an event: its own page, or else where one applies, as long as one can.
pub(super) fn page<'a>(coming: &Coming<'a>) -> Option<&'a Url> {
    let sign_up = if coming.status == EventStatus::Scheduled { &coming.event.sign_up } else { &None };
    coming.event.url.as_ref().or(sign_up.as_ref())
}

/// The events of a member that are still to come, soonest first. One that is called off stands among them, and says so.
pub(super) fn next<'a>(view: &View<'a>) -> Vec<Coming<'a>> {
    let feed = &view.ready.feed;
    soonest(feed.events_of(view.member.id.as_str()), feed, view.props, MOST, &|_| true)
}

pub(super) fn row(view: &View<'_>, coming: &Coming<'_>, page: Option<&Url>) -> Html {
    let lang = view.lang;
    let Coming { event, start, .. } = *coming;
    let when = match (start, &event.when) {
        (Some(start), _) => {
            let mut words = dates::date(start.date(), lang);
            if let Some(time) = start.time().filter(|_| !event.is_all_day()) {
                words = dates::with_time(&words, &dates::time(time, lang), lang);
            }
            words = dates::on_clock(words, coming.zone(&view.ready.feed, lang), lang);
            html! { <time datetime={start.to_string()}>{crate::words::with_furigana(&words)}</time> }
        }
        (None, Some(fuzzy)) => html! { <strong>{text::text(&fuzzy.label, lang)}</strong> },
        (None, None) => Html::default(),
    };
    let status = match coming.status {
        EventStatus::Scheduled => None,
        status => status.label(),
    };
    let open = event.provisional.then_some(words::PROVISIONAL);
    let members_only = event.members_only.then_some(words::MEMBERS_ONLY);
    html! {
        <li>
            <p>{when}{fact(status, Some("status"), lang)}{fact(open, Some("status open"), lang)}</p>
            {view.title(coming.title, page, Some(("event", &event.id)))}
            <p class="facts">
                {fact(event.kind.label(), None, lang)}
                {fact(event.mode().and_then(Label::label), None, lang)}
                {fact(members_only, None, lang)}
            </p>
        </li>
    }
}

/// A fact, apart from what stands before it.
fn fact(fact: Option<Phrase>, class: Option<&'static str>, lang: Lang) -> Html {
    fact.map_or_else(Html::default, |fact| html! { <>{" "}<span {class}>{fact.html(lang)}</span></> })
}
