//! What time it is where the alliance is.

use std::cell::RefCell;

use js_sys::{Date, Object, Reflect};
use ran_feed::civil::CivilDateTime;
use ran_feed::model::{EventTime, TimeZone};
use ran_parts::{Clocks, FeedState};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `Date`, for a method that may throw.
    #[wasm_bindgen(js_name = Date)]
    type Moment;

    /// Throws for a zone that `Intl` does not know, which the binding of `js_sys` would not catch.
    #[wasm_bindgen(method, catch, js_name = toLocaleString)]
    fn in_zone(this: &Moment, locale: &str, options: &Object) -> Result<String, JsValue>;
}

thread_local! {
    /// The zone that was last asked about, and the answer: a feed tends to name the same one again and again.
    static ASKED: RefCell<(String, bool)> = RefCell::default();
}

/// Whether there is a zone of this name.
pub(crate) fn is_zone(name: &str) -> bool {
    if TimeZone::fixed_minutes(name).is_some() {
        return true;
    }
    ASKED.with_borrow_mut(|(asked, is_zone)| {
        if asked != name {
            name.clone_into(asked);
            *is_zone = looked_up(name, 0).is_some();
        }
        *is_zone
    })
}

/// Now, on the clocks of the feed's time zone.
pub(crate) fn now(feed: &FeedState) -> Option<CivilDateTime> {
    let zone = match feed {
        FeedState::Ready(ready) => ready.feed.time_zone(),
        _ => TimeZone::DEFAULT,
    };
    #[expect(clippy::cast_possible_truncation, reason = "an `as` cast saturates")]
    let moment = (Date::now() / 1000.0) as i64;
    shown(Some(zone), moment).or_else(|| shown(Some(TimeZone::DEFAULT), moment))
}

/// What the clocks of a zone show at a moment.
pub(crate) const CLOCKS: Clocks = Clocks(shown);

pub(crate) fn shown(zone: Option<&str>, moment: i64) -> Option<CivilDateTime> {
    match zone {
        None => CivilDateTime::from_seconds(moment + visitors_seconds(moment)),
        Some(zone) => match TimeZone::fixed_minutes(zone) {
            Some(minutes) => CivilDateTime::from_seconds(moment + i64::from(minutes) * 60),
            None => looked_up(zone, moment),
        },
    }
}

/// By how many seconds the visitor's clock is ahead of UTC at a moment.
#[expect(clippy::cast_possible_truncation, reason = "an `as` cast saturates")]
fn visitors_seconds(moment: i64) -> i64 {
    (date(moment).get_timezone_offset() * -60.0) as i64
}

/// The browser's `Intl` knows every zone, and is asked last: its first answer takes a tenth of the time in which a page
/// shows a month. Swedish writes a time as `2026-04-01 19:00:00`, which reads back plainly.
fn looked_up(zone: &str, moment: i64) -> Option<CivilDateTime> {
    let options = Object::new();
    Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str(zone)).ok()?;
    let text = date(moment).unchecked_into::<Moment>().in_zone("sv-SE", &options).ok()?;
    EventTime::parse(&text.replace(' ', "T")).ok()?.time()
}

fn date(moment: i64) -> Date {
    Date::new(&JsValue::from_f64(moment as f64 * 1000.0))
}
