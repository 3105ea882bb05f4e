//! Events.

use super::record::record;
use super::{
    Contact, EventTime, Fuzzy, Id, Link, Participant, Place, Rrule, Supporter, Text, TimeZone, Url,
    scalar::words,
};
use crate::read::rules;
use crate::read::{Cursor, Fill};

words! {
    /// What kind of event it is.
    EventKind {
        /// セミナー
        Seminar = "seminar",
        /// 相談会
        Consultation = "consultation",
        /// 研修
        Training = "training",
        /// 出前授業・職業講話
        CareerEducation = "career-education",
        /// 交流会
        Networking = "networking",
        /// 定例ミーティング
        Meeting = "meeting",
        /// カンファレンス
        Conference = "conference",
        /// オープンファクトリー
        OpenFactory = "open-factory",
        /// 説明会
        Briefing = "briefing",
        /// ワークショップ
        Workshop = "workshop",
        /// フェスティバル
        Festival = "festival",
    }
}

impl Fill for EventKind {
    fn fill(&mut self, cursor: &Cursor<'_>) {
        *self = cursor.read().unwrap_or(*self);
    }
}

words! {
    /// Whom an event or programme is for.
    Audience {
        /// 高校生
        HighSchool = "high-school",
        /// 大学生
        University = "university",
        /// 若手社会人
        YoungWorkers = "young-workers",
        /// 企業・人事
        Companies = "companies",
        /// 経営者
        Executives = "executives",
        /// 自治体・公共団体職員
        Officials = "officials",
        /// 教育関係者
        Educators = "educators",
        /// 地域人事部の団体 (設立予定を含む)
        RegionalHr = "regional-hr",
        /// 一般
        Public = "public",
    }
}

words! {
    /// Where an event is attended, as `eventAttendanceMode` of schema.org.
    Mode {
        /// In the place alone.
        Onsite = "onsite",
        /// Online alone.
        Online = "online",
        /// Both.
        Hybrid = "hybrid",
    }
}

words! {
    /// Whether an event takes place, as `eventStatus` of schema.org.
    EventStatus {
        /// As announced.
        Scheduled = "scheduled",
        /// 中止
        Cancelled = "cancelled",
        /// 延期
        Postponed = "postponed",
        /// 満席
        Full = "full",
    }
}

impl EventStatus {
    /// Whether there is somewhere to go at the time that is named: neither 中止 nor 延期.
    #[must_use]
    pub fn takes_place(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Postponed)
    }
}

/// An event, once or recurring.
///
/// It has a `start`, or says in `when` what is known of its time.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// Whether the title is not final (仮題).
    #[cfg_attr(feature = "serialize", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub provisional_title: bool,
    /// What kind of event it is.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub kind: EventKind,
    /// When it begins. A date makes it an event of the whole day.
    pub start: Option<EventTime>,
    /// When it ends. The end of an event of whole days is its last day, unlike in iCalendar.
    pub end: Option<EventTime>,
    /// Whether it takes whole days although `start` has a time.
    #[cfg_attr(feature = "serialize", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub all_day: bool,
    /// When, if it is known only in words: 「2022年5月以降」.
    pub when: Option<Box<Fuzzy>>,
    /// Whether the time is not final (予定).
    #[cfg_attr(feature = "serialize", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub provisional: bool,
    /// What is special about the time: 受付は30分前から.
    pub time_note: Option<Text>,
    /// The zone of times without an offset, if not the alliance's; beside a `start` with one they are on its clock.
    pub time_zone: Option<TimeZone>,
    /// How it recurs.
    pub rrule: Option<Box<Rrule>>,
    /// Further times at which it takes place.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub rdate: Vec<EventTime>,
    /// Times at which it does not take place although the rule says so.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub exdate: Vec<EventTime>,
    /// What is different about single occurrences.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub overrides: Vec<Override>,
    /// Whether it is attended on site or online.
    pub mode: Option<Mode>,
    /// Where it is held.
    pub place: Option<Box<Place>>,
    /// Where it is attended online.
    pub online_url: Option<Url>,
    /// The member that holds it.
    pub host: Option<Id>,
    /// The organisations behind it by role (主催, 共催, 後援, 協力).
    #[cfg_attr(feature = "serialize", serde(default))]
    pub supporters: Vec<Supporter>,
    /// The programme it belongs to.
    pub programme: Option<Id>,
    /// The series it belongs to.
    pub series: Option<Id>,
    /// Which one of the series it is: 3 for 第3回.
    pub number: Option<u32>,
    /// The campaign it belongs to.
    pub campaign: Option<Id>,
    /// What it is about: ids of themes.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub themes: Vec<Id>,
    /// Whom it is for.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub audience: Vec<Audience>,
    /// Whether it is for members alone.
    #[cfg_attr(feature = "serialize", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub members_only: bool,
    /// Who speaks.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub speakers: Vec<Participant>,
    /// What it consists of.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub sessions: Vec<Session>,
    /// What it costs, in words: 無料.
    pub fee: Option<Text>,
    /// What it costs, in yen; 0 is free.
    pub price: Option<u32>,
    /// How many can take part.
    pub capacity: Option<u32>,
    /// Until when one can apply.
    pub deadline: Option<EventTime>,
    /// How to apply, in words.
    pub how_to_apply: Option<Text>,
    /// Where to apply.
    pub sign_up: Option<Url>,
    /// The form of this feed with which to apply.
    pub form: Option<Id>,
    /// Whether it takes place.
    pub status: Option<EventStatus>,
    /// Its page.
    pub url: Option<Url>,
    /// A picture.
    pub image: Option<Url>,
    /// What it is, in a sentence.
    pub summary: Option<Text>,
    /// What it is, in Markdown.
    pub description: Option<Text>,
    /// Whom to ask.
    pub contact: Option<Box<Contact>>,
    /// Leaflets, recordings, reports afterwards, and further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
    /// When this entry was last changed.
    pub updated: Option<EventTime>,
}

record!(Event { id, title } with {
    provisional_title, kind, start, end, all_day, when, provisional, time_note, time_zone, rrule, rdate,
    exdate, overrides, mode, place, online_url, host, supporters, programme, series, number, campaign,
    themes, audience, members_only, speakers, sessions, fee, price, capacity, deadline, how_to_apply,
    sign_up, form, status, url, image, summary, description, contact, links, updated,
} checked by rules::event);

impl Event {
    /// Whether it takes place; as scheduled if the feed does not say.
    #[must_use]
    pub fn status(&self) -> EventStatus {
        self.status.unwrap_or(EventStatus::Scheduled)
    }

    /// Whether it takes whole days.
    #[must_use]
    pub fn is_all_day(&self) -> bool {
        self.all_day || self.start.is_some_and(EventTime::is_all_day)
    }

    /// The zone on whose clock it is written; `home` is the alliance's.
    #[must_use]
    pub fn zone<'a>(&'a self, home: &'a str) -> &'a str {
        self.time_zone.as_ref().map_or(home, TimeZone::as_str)
    }

    /// Whether it is attended on site or online, said or implied by where it is held.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        let implied = match (&self.place, &self.online_url) {
            (Some(_), Some(_)) => Some(Mode::Hybrid),
            (Some(_), None) => Some(Mode::Onsite),
            (None, Some(_)) => Some(Mode::Online),
            (None, None) => None,
        };
        self.mode.or(implied)
    }

    /// The members that hold it, alone or together: the host, and supporters in the role of 主催 or 共催.
    pub fn hosts(&self) -> impl Iterator<Item = &Id> {
        use super::SupportRole::{CoHost, Host};
        let further = self.supporters.iter().filter(|supporter| matches!(supporter.role, Host | CoHost));
        self.host.iter().chain(further.filter_map(|supporter| supporter.member.as_ref()))
    }
}

/// What is different about one occurrence of a recurring event.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Override {
    /// The time at which the rule has it, as `RECURRENCE-ID` of RFC 5545.
    pub recurrence_id: EventTime,
    /// When it begins instead.
    pub start: Option<EventTime>,
    /// When it ends instead.
    pub end: Option<EventTime>,
    /// What it is called instead.
    pub title: Option<Text>,
    /// Whether it takes place.
    pub status: Option<EventStatus>,
    /// Where it is held instead.
    pub place: Option<Place>,
    /// Its own page.
    pub url: Option<Url>,
    /// Until when to apply for it; the event's own deadline is that of all the others.
    pub deadline: Option<EventTime>,
    /// What else is different.
    pub note: Option<Text>,
}

record!(Override { recurrence_id } with { start, end, title, status, place, url, deadline, note } checked by rules::span);

/// A part of an event.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// What it is called.
    pub title: Text,
    /// When it begins.
    pub start: Option<EventTime>,
    /// When it ends.
    pub end: Option<EventTime>,
    /// Where, within the event's place or elsewhere.
    pub place: Option<Place>,
    /// Who speaks.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub speakers: Vec<Participant>,
    /// What it is, in Markdown.
    pub description: Option<Text>,
    /// Recordings, slides and further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
}

record!(Session { title } with { start, end, place, speakers, description, links } checked by rules::span);
