//! The one set of properties that every widget takes, and what it says back.
//!
//! All widgets take the same, so that the kit mounts any of them without knowing which it is.

use std::any::Any;
use std::mem;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use ran_feed::civil::{CivilDateTime, SECONDS_PER_DAY};
use ran_feed::model::{Event, Feed, Lang, TimeZone};
use yew::{AttrValue, Callback, Properties};

use crate::{browser::Host, dates};

/// What a widget is given: by the kit in a browser, without one by its native tests.
#[derive(Clone, Debug, Default, PartialEq, Properties)]
pub struct WidgetProps {
    /// The element's attributes; the loader has replaced wrong values by the defaults.
    pub attributes: Attributes,
    /// The feed, as far as it is known.
    pub feed: FeedState,
    /// Now, on the clocks of the alliance's time zone; none where there is no clock.
    pub now: Option<CivilDateTime>,
    /// The clocks of other zones, where there is a browser to know them.
    pub clocks: Option<Clocks>,
    /// The last thing that the page asked for by a method of the element.
    pub asked: Option<Asked>,
    /// What the page's address says of the element, if it has the attribute `deep-link`: see [`fragment`](crate::fragment).
    pub fragment: AttrValue,
    /// What stands before a fragment in a link to this page: nothing, unless the page has a `<base>` that leads elsewhere.
    pub page: AttrValue,
    /// Where the widget says what happens in it.
    pub emit: Callback<Outgoing>,
    /// The browser, for a widget that sends something.
    pub host: Host,
    /// How far what it shows in its dialog has come, for a widget that has one.
    pub detail: Detail,
}

/// What a widget shows of one thing in full. It is code that comes when somebody asks for it: a page is there sooner without,
/// and most visitors of most pages open nothing.
#[derive(Clone, Debug, Default)]
pub enum Detail {
    /// Nobody has asked for it yet, or it is on its way.
    #[default]
    Coming,
    /// It could not be had.
    Failed,
    /// Here: a function, of which only the widget itself knows the type.
    Here(Rc<dyn Any>),
}

impl Detail {
    /// The function, if it is here.
    #[must_use]
    pub fn get<F: Copy + 'static>(&self) -> Option<F> {
        match self {
            Self::Here(function) => function.downcast_ref().copied(),
            _ => None,
        }
    }
}

/// A widget has one such function, so having it is the same as having it.
impl PartialEq for Detail {
    fn eq(&self, other: &Self) -> bool {
        mem::discriminant(self) == mem::discriminant(other)
    }
}

/// What is the same only when it is one and the same: comparing 10,000 records would cost more than showing them.
#[derive(Debug)]
pub struct Same<T>(pub Rc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A call of a method of the element.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Counts the calls: the same call twice is two.
    pub number: u32,
    /// The method, for example `goTo`.
    pub method: AttrValue,
    /// What it was given.
    pub argument: AttrValue,
}

/// Tells what the clocks of a zone (without one: the visitor's own) show at so many seconds after 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug)]
pub struct Clocks(pub fn(Option<&str>, i64) -> Option<CivilDateTime>);

/// A page has one browser, and so the same clocks always.
impl PartialEq for Clocks {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Clocks {
    /// The seconds after 1970-01-01T00:00Z at which the clock of a zone shows `time`; none if the zone is not known.
    #[must_use]
    pub fn moment(self, zone: &str, time: CivilDateTime) -> Option<i64> {
        let shown = time.seconds();
        let ahead = |moment| Some((self.0)(Some(zone), moment)?.seconds() - moment);
        let (before, after) = (ahead(shown - SECONDS_PER_DAY)?, ahead(shown + SECONDS_PER_DAY)?);
        // Around a change of the zone's clocks a time that they show twice is the first, and one that they skip is counted as
        // before (RFC 5545 §3.3.5).
        let is_after = before != after && ahead(shown - before)? != before && ahead(shown - after)? == after;
        Some(shown - if is_after { after } else { before })
    }

    /// What the visitor's clock shows when that of a zone shows `time`; none if they show the same.
    #[must_use]
    pub fn visitors(self, zone: &str, time: CivilDateTime) -> Option<CivilDateTime> {
        self.visitors_at(self.moment(zone, time)?).filter(|own| *own != time)
    }

    /// What the visitor's clock shows at so many seconds after 1970-01-01T00:00Z.
    #[must_use]
    pub fn visitors_at(self, moment: i64) -> Option<CivilDateTime> {
        (self.0)(None, moment)
    }
}

impl WidgetProps {
    /// The language that the `lang` attribute asks for; Japanese without one.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_tag(self.attributes.get("lang")).unwrap_or_default()
    }

    /// Now on the clock on which an event's times are shown: that of its zone, if anybody knows it, or the alliance's. None
    /// where there is no clock.
    #[must_use]
    pub fn now_for(&self, event: &Event, feed: &Feed) -> Option<CivilDateTime> {
        let (now, home) = (self.now?, feed.time_zone());
        let zone = event.time_zone.as_ref().filter(|zone| zone.as_str() != home && dates::is_local(event));
        let shown = |zone: &TimeZone| {
            let clocks = self.clocks?;
            (clocks.0)(Some(zone.as_str()), clocks.moment(home, now)?)
        };
        Some(zone.and_then(shown).unwrap_or(now))
    }

    /// The feed, when it can be shown.
    #[must_use]
    pub fn ready(&self) -> Option<&Ready> {
        match &self.feed {
            FeedState::Ready(ready) => Some(ready),
            _ => None,
        }
    }
}

/// The attributes of an element, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes(Rc<[(AttrValue, AttrValue)]>);

impl Attributes {
    /// The value of an attribute; empty when it is not there.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The words of an attribute that takes a list.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name).split_ascii_whitespace()
    }
}

impl FromIterator<(AttrValue, AttrValue)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (AttrValue, AttrValue)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// The attributes and the address as a widget's state has taken them over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The element's attributes.
    pub attributes: Attributes,
    /// What the page's address says of the element.
    pub fragment: AttrValue,
    /// What it said when it led here; empty if the visitor has gone back from there.
    pub led: AttrValue,
    /// What the page has asked for last.
    pub asked: Option<Asked>,
}

/// A part of a widget's state that no view shows: two states that differ in it alone are equal, so that Yew renders nothing
/// again for it. What the part itself holds is compared by whoever asks for it.
#[derive(Clone, Debug, Default)]
pub struct Unshown<T>(pub T);

impl<T> PartialEq for Unshown<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Deref for Unshown<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Unshown<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

/// How far the feed has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FeedState {
    /// On its way.
    #[default]
    Loading,
    /// Here.
    Ready(Ready),
    /// Not to be had, and no copy is left from before.
    Failed(Failure),
}

/// A feed that can be shown.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The feed, shared by all widgets that show it.
    pub feed: Rc<Feed>,
    /// Its absolute address, which its relative addresses belong to.
    pub address: AttrValue,
    /// What the visitor should know about it.
    pub notice: Option<Notice>,
}

impl Ready {
    /// A feed with what the visitor should know about it.
    #[must_use]
    pub fn new(feed: Rc<Feed>, address: &str, notice: Option<Notice>) -> Self {
        Self { feed, address: address.to_owned().into(), notice }
    }

    /// Whether this is a copy from before.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        matches!(self.notice, Some(Notice::Stale { .. }))
    }
}

/// Two readings are the same when they are one and the same: comparing 10,000 events would cost more than showing them.
impl PartialEq for Ready {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.feed, &other.feed) && self.notice == other.notice
    }
}

/// What the visitor should know about a feed that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The server cannot be reached; this is the last good copy.
    Stale {
        /// Its age in minutes.
        minutes: u32,
    },
    /// The feed ended in the middle; what came before the cut is shown.
    Partial,
}

/// Why a feed cannot be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    code: &'static str,
    message: AttrValue,
}

impl Failure {
    /// A failure by its stable code, and a sentence for the page's maker: what is wrong, and how to mend it.
    #[must_use]
    pub fn new(code: &'static str, message: String) -> Self {
        Self { code, message: message.into() }
    }

    /// The element has no usable `feed` attribute.
    #[must_use]
    pub fn no_address() -> Self {
        Self::new(
            "feed-address",
            "the element has no `feed` attribute with an http or https address. Add feed=\"https://…/feed.json\"".to_owned(),
        )
    }

    /// A stable word in kebab case, for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The sentence, in English, for the page's maker.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// What a widget says to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Outgoing {
    /// The feed is shown.
    Ready,
    /// The feed cannot be shown.
    Error(Failure),
    /// The visitor chose something.
    Select {
        /// Which kind of thing: `member`, `event` or `programme`.
        what: &'static str,
        /// Its id in the feed.
        id: AttrValue,
    },
    /// What was open is closed.
    Closed,
    /// The visitor changed the filters: each by its name, with what it asks for.
    Filters(Vec<(&'static str, AttrValue)>),
    /// What the page's address is to say of the element, so that it can be found again.
    Fragment {
        /// What follows `#ran-`.
        fragment: AttrValue,
        /// Whether the visitor has something open, which Back closes; none if the address itself has opened it.
        is_open: Option<bool>,
    },
    /// What search engines are told of the feed, as JSON-LD; nothing any more, if it is empty.
    Described(AttrValue),
    /// A form was accepted.
    Submit {
        /// Its id in the feed.
        form: AttrValue,
        /// The receipt's number.
        receipt: AttrValue,
    },
    /// The visitor asks for the feed to be read again. The page hears nothing of this.
    Refresh,
    /// Something is open of which the widget has not what it shows in full ([`Detail`]). The page hears nothing of this either.
    Open,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_a_zone_is_put_on_the_visitors_clock() {
        /// A zone an hour ahead of UTC until 2026-03-29T01:00Z and two from then on; the visitor is nine ahead.
        fn shows(zone: Option<&str>, moment: i64) -> Option<CivilDateTime> {
            let hours = match zone {
                None => 9,
                Some("Asia/Tokyo") => 9,
                Some("Europe/Berlin") if moment >= at("2026-03-29T01:00").seconds() => 2,
                Some("Europe/Berlin") => 1,
                Some(_) => return None,
            };
            at("1970-01-01T00:00").plus_seconds(moment + hours * 3600)
        }
        fn at(text: &str) -> CivilDateTime {
            ran_feed::model::EventTime::parse(text).unwrap().time().unwrap()
        }
        let check = |zone: &str, time: &str, expected: Option<&str>| {
            assert_eq!(Clocks(shows).visitors(zone, at(time)), expected.map(at), "{zone} {time}");
        };
        check("Asia/Tokyo", "2026-04-01T19:00", None);
        check("Europe/Berlin", "2026-03-29T01:30", Some("2026-03-29T09:30"));
        check("Europe/Berlin", "2026-03-29T03:30", Some("2026-03-29T10:30"));
        check("Mars/Base", "2026-04-01T19:00", None);
    }

    #[test]
    fn a_time_that_clocks_skip_or_show_twice_is_counted_as_the_rfc_says() {
        /// Zones around a change of their clocks (tz database): the moment of it, and the minutes ahead before and after.
        fn shows(zone: Option<&str>, moment: i64) -> Option<CivilDateTime> {
            let (change, before, after) = match zone? {
                "America/New_York" => ("2027-03-14T07:00", -300, -240),
                "Europe/Paris" => ("2027-10-31T01:00", 120, 60),
                "Australia/Lord_Howe" => ("2027-04-03T15:00", 660, 630),
                _ => return None,
            };
            let minutes = if moment < at(change).seconds() { before } else { after };
            CivilDateTime::from_seconds(moment + minutes * 60)
        }
        fn at(text: &str) -> CivilDateTime {
            ran_feed::model::EventTime::parse(text).unwrap().time().unwrap()
        }
        // RFC 5545 §3.3.5: of two the first, and in a gap by the offset before it.
        let check = |zone: &str, time: &str, in_utc: &str| {
            assert_eq!(
                Clocks(shows).moment(zone, at(time)).and_then(CivilDateTime::from_seconds),
                Some(at(in_utc)),
                "{zone} {time}"
            );
        };
        check("America/New_York", "2027-03-14T01:59", "2027-03-14T06:59");
        check("America/New_York", "2027-03-14T02:30", "2027-03-14T07:30");
        check("America/New_York", "2027-03-14T03:00", "2027-03-14T07:00");
        check("Europe/Paris", "2027-10-31T01:59", "2027-10-30T23:59");
        check("Europe/Paris", "2027-10-31T02:30", "2027-10-31T00:30");
        check("Europe/Paris", "2027-10-31T03:00", "2027-10-31T02:00");
        check("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45");
        check("Australia/Lord_Howe", "2027-04-04T02:00", "2027-04-03T15:30");
        assert_eq!(Clocks(shows).moment("Mars/Base", at("2027-03-14T02:30")), None);
    }

    #[test]
    fn attributes_are_found_by_name_and_split_into_words() {
        let attributes: Attributes =
            [("kinds".into(), " seminar  workshop ".into()), ("member".into(), "meguru".into())]
                .into_iter()
                .collect();
        assert_eq!(attributes.get("member"), "meguru");
        assert_eq!(attributes.get("size"), "");
        assert_eq!(attributes.list("kinds").collect::<Vec<_>>(), ["seminar", "workshop"]);
    }
}
