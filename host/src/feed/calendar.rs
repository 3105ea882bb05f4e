//! The events of a feed as one iCalendar file, for the programs in which people keep their own calendar.

use std::fmt;

use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;
use ran_feed::civil::{CivilDate, CivilDateTime};
use ran_feed::filter::{EventFilter, Facet};
use ran_feed::ics::{self, Words};
use ran_feed::model::{Event, Feed, Lang};
use ran_feed::occurrence::Occurrences;

use super::occurrences::on_clock;
use super::zone;

/// How far back and ahead it reaches, in months.
const MONTHS: (i32, i32) = (3, 18);

/// The longest file, in bytes: 10,000 ordinary events are half of that. What is over is left out, the farthest first.
const LONGEST: usize = 8 << 20;

/// How often programs may ask for it again: often enough for a date that is moved, and a few times a day at most.
const REFRESH: &str = "PT6H";

/// What is to be written, and how.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// The feed.
    pub feed: &'a Feed,
    /// Which of its events.
    pub filter: &'a EventFilter,
    /// The language.
    pub lang: Lang,
    /// The address of the feed, to which its relative addresses belong; its host makes the identifiers unique.
    pub address: &'a str,
    /// The day around which it reaches, on the alliance's clock.
    pub today: CivilDate,
    /// When the feed was last changed, in UTC.
    pub changed: CivilDateTime,
}

impl Calendar<'_> {
    /// The file: from three months before today to eighteen after, each occurrence an event of its own, with the
    /// fields and the identifier that the calendar on a page gives it.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { feed, filter, lang, address, today, changed } = *self;
        let from = today.plus_months(-MONTHS.0).unwrap_or(today);
        let to = today.plus_months(MONTHS.1).unwrap_or(today);
        let keeps = |_, event: &Event| filter.matches(event, feed);
        let Occurrences { list: shown, incomplete } = Occurrences::between_at_home(feed, from, to, &keeps);
        let ahead = shown.partition_point(|occurrence| occurrence.first_day() < today);
        // What comes next is what must not be missing, then what was last.
        let by_need = (ahead..shown.len()).chain((0..ahead).rev());
        let mut events = vec![String::new(); shown.len()];
        let mut left = LONGEST;
        let mut is_whole = incomplete.is_empty();
        for place in by_need {
            let words = Words::of(&shown[place], lang, address);
            let when = ics::when(&shown[place], feed, &in_utc);
            let event = ics::event(&shown[place], &when, &words, changed, address);
            let Some(rest) = left.checked_sub(event.len()) else {
                is_whole = false;
                break;
            };
            left = rest;
            events[place] = event;
        }
        let name = self.name();
        let mut properties = vec![
            ("NAME", name.as_str()),
            ("X-WR-CALNAME", &name),
            ("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
            ("X-PUBLISHED-TTL", REFRESH),
        ];
        if !is_whole {
            properties.push(("X-WR-CALDESC", left_out(lang)));
        }
        ics::file(&properties, events.iter().map(String::as_str))
    }

    /// What the calendar is called among others: by the member whose events it holds, or else by the alliance.
    fn name(&self) -> String {
        let Self { feed, filter, lang, .. } = *self;
        let host = match &*filter.hosts {
            [host] => feed.member(host.as_str()).map(|member| &member.name),
            _ => None,
        };
        let whose = host.or(feed.alliance.as_ref().map(|alliance| &alliance.name));
        let whose = whose.map(|name| name.plain(lang));
        match (whose, lang) {
            (Some(whose), Lang::Ja) => format!("{whose}の予定"),
            (Some(whose), Lang::En) => format!("Events of {whose}"),
            (Some(whose), Lang::JaEasy) => format!("{whose}の 予定"),
            (None, Lang::En) => "Events".to_owned(),
            (None, _) => "予定".to_owned(),
        }
    }
}

fn left_out(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "予定が多いため、一部を省いています。",
        Lang::En => "There are too many events; some are left out.",
        Lang::JaEasy => "予定が 多いので、全部は ありません。",
    }
}

/// The time of UTC at which the clock of a zone shows a time. One that the clocks skip or have twice is the one before the
/// change (RFC 5545 §3.3.5).
fn in_utc(zone: &str, time: CivilDateTime) -> Option<CivilDateTime> {
    let zoned = TimeZone::get(zone).ok()?.to_zoned(on_clock(time).ok()?).ok()?;
    CivilDateTime::from_seconds(zoned.timestamp().as_second())
}

/// The day that it is now on the alliance's clock, and the time of UTC. None if this machine's clock is out of its mind.
pub(crate) fn now(feed: &Feed) -> Option<(CivilDate, CivilDateTime)> {
    let now = jiff::Timestamp::now();
    let zone = zone(feed.time_zone());
    let utc = CivilDateTime::from_seconds(now.as_second())?;
    Some((utc.plus_seconds(i64::from(zone.to_offset(now).seconds()))?.date(), utc))
}

/// Why a query cannot be answered, in words for who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadQuery(String);

impl fmt::Display for BadQuery {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for BadQuery {}

/// What a query asks for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Question {
    /// Which events.
    pub filter: EventFilter,
    /// In which language, if it says so.
    pub lang: Option<Lang>,
}

/// What a query asks for: `audience=high-school+educators&host=inquiry&lang=en`, with the names and values of the calendar's
/// attributes. What those who count clicks add to an address (`utm_source`, `fbclid`) asks for nothing.
///
/// # Errors
/// When it has a name that is none of these, or a value that the feed does not know: a mistake must not show all events.
pub fn asked_for(query: &str, feed: &Feed) -> Result<Question, BadQuery> {
    let mut question = Question::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decoded(name), decoded(value));
        if name.starts_with("utm_") || name.ends_with("clid") {
            continue;
        }
        if name == "lang" {
            let lang = Lang::from_tag(&value).ok_or_else(|| {
                BadQuery(format!("lang: {:?} is not known. It is one of ja, en, ja-x-easy.", short(&value)))
            })?;
            question.lang = Some(lang);
            continue;
        }
        let Some(facet) = Facet::named(&name) else {
            let known: Vec<_> = Facet::ALL.into_iter().map(Facet::attribute).collect();
            return Err(BadQuery(format!(
                "{:?} is not known here. Known are: {}, lang.",
                short(&name),
                known.join(", ")
            )));
        };
        let mut words = value.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() {
            return Err(BadQuery(format!("{name} has no value. Name one, or leave it out.")));
        }
        for word in words {
            let mut one = EventFilter::default();
            facet.add(&mut one, word);
            if one.is_empty() || !knows(feed, facet, word) {
                return Err(BadQuery(format!("{name}: {:?} is not known to the feed.", short(word))));
            }
            facet.add(&mut question.filter, word);
        }
    }
    Ok(question)
}

/// Whether the feed has what a value names.
fn knows(feed: &Feed, facet: Facet, word: &str) -> bool {
    match facet {
        Facet::Theme => feed.theme(word).is_some(),
        Facet::Host => feed.member(word).is_some(),
        Facet::Programme => feed.programme(word).is_some(),
        Facet::Kind | Facet::Audience | Facet::Prefecture | Facet::Mode => true,
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// As much of a word as is worth repeating.
fn short(word: &str) -> String {
    word.chars().take(40).collect()
}
