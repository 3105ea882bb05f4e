//! Any bytes: no panic, no endless loop, and the same reading however the steps are cut.
//!
//! `cargo +nightly fuzz run read fuzz/corpus/read examples-json` in `widgets/feed`.
#![no_main]

use std::hint::black_box;

use libfuzzer_sys::fuzz_target;
use ran_feed::{
    Limits, Progress, Reader,
    filter::{Ties, event_haystack, member_haystack},
    model::{Lang, markdown},
    read,
};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { depth: 16, entries: 100, diagnostics: 20, ..Limits::default() };
    let whole = read(bytes.to_vec(), &limits);

    let mut reader = Reader::new(bytes.to_vec(), limits);
    let step = bytes.first().map_or(1, |&byte| usize::from(byte) + 1);
    while reader.advance(step) == Progress::Pending {}
    assert_eq!(reader.finish(), whole);

    // What widgets do with a feed.
    let Ok(reading) = whole else { return };
    let feed = &reading.feed;
    let ties = Ties::new(feed);
    for (place, member) in feed.members.iter().enumerate() {
        black_box(member_haystack(place, feed, &ties));
        black_box(feed.people_of(member.id.as_str()).count());
    }
    for event in &feed.events {
        black_box(event_haystack(event, feed));
        black_box(event.sort_key(540));
        if let Some(text) = &event.description {
            black_box(markdown::parse(text.get(Lang::En)));
        }
    }
});
