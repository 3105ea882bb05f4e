//! A large, valid, made-up feed for tests and benchmarks: the same numbers always make the same feed.
//!
//! Members are spread over the capitals of the 47 prefectures, events over a fiscal year. Each entry depends on its own
//! number and the seed alone, so a feed of 10,000 events begins with the entries of the feed of 1,000.

mod entries;
mod places;
mod random;
mod words;

use std::io::{self, Write};

use serde::Serialize;

/// What the feed is to hold.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// How many members.
    pub members: u32,
    /// How many events.
    pub events: u32,
    /// Another number makes another feed.
    pub seed: u64,
    /// The fiscal year, April to March, over which the events are spread.
    pub year: i16,
}

impl Sample {
    /// Writes the feed as JSON, one entry a line, without holding it in memory.
    ///
    /// # Errors
    /// When `out` takes no more.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{{\n\"version\": 1,")?;
        write!(out, "\"alliance\": ")?;
        serde_json::to_writer(&mut *out, &entries::alliance())?;
        writeln!(out, ",")?;
        list(out, "themes", entries::themes())?;
        writeln!(out, ",")?;
        list(out, "members", (0..self.members).map(|number| entries::Member::of(self, number)))?;
        writeln!(out, ",")?;
        list(out, "events", (0..self.events).filter_map(|number| entries::Event::of(self, number)))?;
        writeln!(out, ",\n\"forms\": []\n}}")
    }
}

fn list(out: &mut dyn Write, name: &str, entries: impl Iterator<Item = impl Serialize>) -> io::Result<()> {
    write!(out, "\"{name}\": [")?;
    for (index, entry) in entries.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &entry)?;
    }
    write!(out, "\n]")
}

#[cfg(test)]
mod tests {
    use ran_feed::Limits;

    use super::Sample;

    fn written(sample: Sample) -> Vec<u8> {
        let mut bytes = Vec::new();
        sample.write(&mut bytes).expect("memory takes everything");
        bytes
    }

    const SMALL: Sample = Sample { members: 300, events: 2_000, seed: 7, year: 2026 };

    #[test]
    fn it_is_a_valid_feed_of_the_size_that_was_asked_for() {
        let check = |sample: Sample| {
            let reading = ran_feed::read(written(sample), &Limits::default()).expect("a feed");
            assert_eq!(reading.diagnostics, []);
            assert_eq!(reading.feed.members.len(), sample.members as usize);
            assert_eq!(reading.feed.events.len(), sample.events as usize);
        };
        check(SMALL);
        check(Sample { year: 2027, seed: u64::MAX, ..SMALL });
        check(Sample { members: 0, events: 10, ..SMALL });
        check(Sample { members: 0, events: 0, ..SMALL });
    }

    #[test]
    fn the_same_numbers_make_the_same_feed() {
        assert_eq!(written(SMALL), written(SMALL));
        assert_ne!(written(SMALL), written(Sample { seed: 8, ..SMALL }));
    }

    #[test]
    fn a_larger_feed_begins_as_the_smaller_one() {
        let entries = |members| {
            let text = String::from_utf8(written(Sample { members, events: 0, ..SMALL })).expect("UTF-8");
            text.lines()
                .filter(|line| line.contains("\"m-"))
                .map(|line| line.replace("},", "}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(entries(300)[..100], entries(100));
    }

    #[test]
    fn all_of_japan_and_all_of_the_year_are_covered() {
        let feed = ran_feed::read(written(SMALL), &Limits::default()).expect("a feed").feed;
        let mut prefectures: Vec<_> =
            feed.members.iter().filter_map(|member| member.place.as_ref()?.prefecture()).collect();
        prefectures.sort();
        prefectures.dedup();
        assert_eq!(prefectures.len(), 47);
        let mut months: Vec<_> = feed
            .events
            .iter()
            .filter_map(|event| event.start)
            .map(|start| (start.date().year(), start.date().month()))
            .collect();
        months.sort_unstable();
        months.dedup();
        assert_eq!((months.len(), months[0], months[11]), (12, (2026, 4), (2027, 3)));
        let recurring = feed.events.iter().filter(|event| event.rrule.is_some()).count();
        assert!((200..600).contains(&recurring), "{recurring} of 2,000 recur");
    }
}
