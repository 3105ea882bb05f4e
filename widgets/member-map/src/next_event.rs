//! The next event of a prefecture, or of anything else.

use ran_feed::model::{Event, EventStatus, Id, Lang, Mode, Place, Text};
use ran_parts::dates;
use ran_parts::member::soonest;
use ran_parts::words::without_readings;

use crate::scene::Scene;
use crate::words;

/// The next of some events that takes place: 「次の予定：」 with its date, and its title.
pub(crate) fn coming<'a>(scene: &Scene<'a>, is_one: &dyn Fn(&Event) -> bool) -> Option<(String, &'a Text)> {
    let (feed, lang) = (scene.feed(), scene.lang);
    let events = feed.events.iter().filter(|event| is_one(event));
    let coming = soonest(events, feed, scene.props, 1, &EventStatus::takes_place).pop()?;
    let date = coming
        .start
        .map(|start| dates::on_clock(dates::date(start.date(), lang), coming.zone(feed, lang), lang) + " ");
    let date = date.unwrap_or_default();
    Some((words::NEXT.filled(lang, &date), coming.title))
}

/// Whether an event is held in a prefecture; one without a place is where its hosts are.
fn is_held_in(event: &Event, code: u8, scene: &Scene<'_>) -> bool {
    let is_here = |host: &Id| {
        let index = scene.feed().members.position(host.as_str());
        index
            .and_then(|index| scene.places.of(index))
            .and_then(|position| position.code)
            .is_some_and(|own| own.number() == code)
    };
    let held =
        event.place.as_deref().and_then(Place::prefecture).filter(|_| event.mode() != Some(Mode::Online));
    held.map_or_else(|| event.hosts().any(is_here), |prefecture| prefecture.number() == code)
}

/// The next event of a prefecture, in words.
pub(crate) fn of_prefecture(scene: &Scene<'_>, code: u8) -> Option<String> {
    let lang = scene.lang;
    let (date, title) = coming(scene, &|event| is_held_in(event, code, scene))?;
    let joint = if lang == Lang::En { ". " } else { "、" };
    Some([joint, &without_readings(&date), &title.plain(lang)].concat())
}
