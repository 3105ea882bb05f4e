//! One theme, member or event of the sample.

use ran_feed::civil::{CivilDate, CivilDateTime, Weekday};
use serde::Serialize;
use serde_json::{Value, json};

use super::Sample;
use super::places::{CAPITALS, Capital};
use super::random::Random;
use super::words::{BODIES, Body, HOURS, PLANS, Plan, Rhythm, THEMES, VENUES};

/// The lists draw from numbers of their own.
const MEMBERS: u64 = 1;
const EVENTS: u64 = 2;

pub(super) fn alliance() -> Value {
    json!({ "name": "地域人事部アライアンスネットワーク（生成した見本）" })
}

pub(super) fn themes() -> impl Iterator<Item = Value> {
    THEMES.iter().map(|(id, label)| json!({ "id": id, "label": label }))
}

#[derive(Serialize)]
pub(super) struct Member {
    id: String,
    name: String,
    kana: String,
    kind: &'static str,
    legal_form: &'static str,
    tier: &'static str,
    since: String,
    place: Place,
    themes: Vec<&'static str>,
}

#[derive(Serialize)]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    municipality: &'static str,
    municipality_name: String,
    lat: f64,
    lng: f64,
}

impl Member {
    pub(super) fn of(sample: &Sample, number: u32) -> Self {
        let mut random = Random::of(sample.seed, MEMBERS, number);
        // The first 47 cover the country; whoever comes then is anywhere.
        let capital = CAPITALS.get(number as usize).unwrap_or_else(|| random.pick(&CAPITALS));
        let Body { kind, legal_form, name, kana } = random.pick(&BODIES);
        let first = random.pick(&THEMES).0;
        let second = random.pick(&THEMES).0;
        Self {
            id: member_id(number),
            name: format!("{}{}{}", name[0], capital.name, name[1]),
            kana: format!("{}{}{}", kana[0], capital.kana, kana[1]),
            kind,
            legal_form,
            tier: if random.percent(20) { "alliance" } else { "ran" },
            since: format!("{}-{:02}", 2022 + random.below(4), 1 + random.below(12)),
            place: Place::near(capital, None, &mut random),
            themes: if first == second { vec![first] } else { vec![first, second] },
        }
    }
}

fn member_id(number: u32) -> String {
    format!("m-{number}")
}

impl Place {
    /// Within some 10 km of the capital's office.
    fn near(capital: &Capital, name: Option<String>, random: &mut Random) -> Self {
        let mut off = |degrees: f64| {
            let thousandths = f64::from(random.below(201)) - 100.0;
            // Rounded to the 10 m that four digits hold.
            ((degrees + thousandths / 1_000.0) * 10_000.0).round() / 10_000.0
        };
        let town = if capital.name == "新宿" { '区' } else { '市' };
        let municipality_name = format!("{}{town}", capital.name);
        Self {
            name,
            municipality: capital.code,
            municipality_name,
            lat: off(capital.lat),
            lng: off(capital.lng),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Event {
    id: String,
    title: String,
    kind: &'static str,
    start: String,
    end: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rrule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    online_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<String>,
    themes: &'static [&'static str],
    audience: &'static [&'static str],
    fee: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

impl Event {
    /// An event; none only if the year were beyond the calendar.
    pub(super) fn of(sample: &Sample, number: u32) -> Option<Self> {
        let mut random = Random::of(sample.seed, EVENTS, number);
        let capital = random.pick(&CAPITALS);
        let plan = random.pick(&PLANS);
        let date = day(sample.year, plan, &mut random)?;
        let (start, end) = times(date, plan, &mut random)?;
        let online = plan.length > 0 && random.percent(25);
        let venue = format!("{}{}", capital.name, random.pick(&VENUES));
        Some(Self {
            id: format!("e-{number}"),
            title: format!("{}（{}）", plan.title, capital.name),
            kind: plan.kind,
            start,
            end,
            rrule: rule(plan.rhythm, date),
            place: (!online).then(|| Place::near(capital, Some(venue), &mut random)),
            online_url: online.then(|| format!("https://online.example.jp/e-{number}")),
            host: (sample.members > 0).then(|| member_id(random.below(sample.members))),
            themes: plan.themes,
            audience: plan.audience,
            fee: if random.percent(80) { "無料" } else { "1,000円" },
            capacity: random.percent(60).then(|| 10 * (1 + random.below(10))),
            status: match random.below(100) {
                0..2 => Some("cancelled"),
                2..4 => Some("postponed"),
                4..10 => Some("full"),
                _ => None,
            },
        })
    }
}

/// A working day for most events, a weekend for those of whole days.
fn day(year: i16, plan: &Plan, random: &mut Random) -> Option<CivilDate> {
    let first = CivilDate::new(year, 4, 1)?;
    let last = CivilDate::new(year + 1, 3, 31)?;
    let days = u32::try_from(last.days() - first.days() + 1).ok()?;
    let date = first.plus_days(i32::try_from(random.below(days)).ok()?)?;
    let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    match (plan.length == 0, is_weekend) {
        (true, true) | (false, false) => Some(date),
        // Saturday of the same week, which may be one day past March; then the one before.
        (true, false) => {
            let saturday = date.plus_days(6 - i32::from(date.weekday().from_sunday()))?;
            if saturday > last { saturday.plus_days(-7) } else { Some(saturday) }
        }
        // Friday before a weekend, or Monday after the first one of April.
        (false, true) => {
            let friday = date.plus_days(4 - i32::from(date.weekday().from_monday()))?;
            if friday < first {
                date.plus_days(7 - i32::from(date.weekday().from_monday()))
            } else {
                Some(friday)
            }
        }
    }
}

fn times(date: CivilDate, plan: &Plan, random: &mut Random) -> Option<(String, String)> {
    if plan.length == 0 {
        return Some((date.to_string(), date.plus_days(1)?.to_string()));
    }
    let (hour, minute) = *random.pick(&HOURS);
    let end = u16::from(hour) * 60 + u16::from(minute) + plan.length;
    // The latest start and the longest plan end at midnight; nothing of the sample lasts beyond 23:59.
    let end = end.min(23 * 60 + 59);
    let at = |minutes: u16| {
        let (hour, minute) = (u8::try_from(minutes / 60).ok()?, u8::try_from(minutes % 60).ok()?);
        Some(CivilDateTime::new(date, hour, minute, 0)?.to_string())
    };
    Some((at(u16::from(hour) * 60 + u16::from(minute))?, at(end)?))
}

/// A rule of which the start is an occurrence: RFC 5545 leaves open what else would happen.
fn rule(rhythm: Rhythm, start: CivilDate) -> Option<String> {
    let day = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][usize::from(start.weekday().from_sunday())];
    // A fifth Tuesday is not in every month; the last one is.
    let nth = match start.day().div_ceil(7) {
        5 => "-1".to_owned(),
        week => week.to_string(),
    };
    match rhythm {
        Rhythm::Once => None,
        Rhythm::Monthly => Some(format!("FREQ=MONTHLY;BYDAY={nth}{day}")),
        Rhythm::Months(count) => Some(format!("FREQ=MONTHLY;BYDAY={nth}{day};COUNT={count}")),
        Rhythm::Weeks(count) => Some(format!("FREQ=WEEKLY;COUNT={count}")),
    }
}
