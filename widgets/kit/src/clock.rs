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
    let date = Date::new_0();
    shown(Some(zone), &date).or_else(|| shown(Some(TimeZone::DEFAULT), &date))
}

/// What the clocks of a zone show at a moment.
pub(crate) const CLOCKS: Clocks = Clocks(|zone, moment| {
    let milliseconds = JsValue::from_f64(moment as f64 * 1000.0);
    shown(zone, &Date::new(&milliseconds))
});

/// The browser's `Intl` knows every zone. Swedish writes a time as `2026-04-01 19:00:00`, which reads back plainly.
fn shown(zone: Option<&str>, date: &Date) -> Option<CivilDateTime> {
    let options = Object::new();
    if let Some(zone) = zone {
        Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str(zone)).ok()?;
    }
    // A name that `Intl` does not know throws, which the binding's `unchecked` form would not catch.
    let text = date.to_locale_string("sv-SE", &options);
    EventTime::parse(&String::from(text).replace(' ', "T")).ok()?.time()
}
