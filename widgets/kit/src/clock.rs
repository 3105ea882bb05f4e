//! What time it is where the alliance is.

use js_sys::{Date, Object, Reflect};
use ran_feed::civil::CivilDateTime;
use ran_feed::model::{EventTime, TimeZone};
use ran_parts::{Clocks, FeedState};
use wasm_bindgen::JsValue;

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

fn shown(zone: Option<&str>, moment: i64) -> Option<CivilDateTime> {
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
    // A name that `Intl` does not know throws, which the binding's `unchecked` form would not catch.
    let text = date(moment).to_locale_string("sv-SE", &options);
    EventTime::parse(&String::from(text).replace(' ', "T")).ok()?.time()
}

fn date(moment: i64) -> Date {
    Date::new(&JsValue::from_f64(moment as f64 * 1000.0))
}
