//! Which events are shown: what the element's attributes ask for, and within that what the visitor picks.

use ran_feed::filter::{EventFilter, event_haystack};
use ran_feed::model::{Audience, Event, EventKind, Feed, Id, Lang, Mode, Place, PrefectureCode};
use ran_feed::search::{Query, fold};
use ran_parts::filter_bar::{Choices, Picks};
use ran_parts::search::Haystacks;
use ran_parts::words::common;
use ran_parts::{Attributes, Label, Phrase};
use yew::AttrValue;

use crate::{fragment, words};

pub(crate) use ran_feed::filter::Facet;

/// How many facets there are.
pub(crate) const FACETS: usize = Facet::ALL.len();

fn label(facet: Facet) -> Phrase {
    match facet {
        Facet::Kind => words::KIND,
        Facet::Audience => words::AUDIENCE,
        Facet::Theme => words::THEME,
        Facet::Prefecture => words::PREFECTURE,
        Facet::Host => words::HOST,
        Facet::Programme => words::PROGRAMME,
        Facet::Mode => words::MODE,
    }
}

/// Adds a word to what a filter asks for. Once for all who do: it is long when it is compiled.
#[inline(never)]
fn add(facet: Facet, filter: &mut EventFilter, word: &str) {
    facet.add(filter, word);
}

/// Whether a word asks for anything: a link may have one that no filter knows.
pub(crate) fn is_known(facet: Facet, word: &str) -> bool {
    let mut filter = EventFilter::default();
    add(facet, &mut filter, word);
    !filter.is_empty()
}

/// What the element's attributes ask for.
pub(crate) fn of_attributes(attributes: &Attributes) -> EventFilter {
    let text = Query::new(attributes.get(fragment::SEARCH));
    let mut filter = EventFilter { text, ..EventFilter::default() };
    for facet in Facet::ALL {
        for word in attributes.list(facet.attribute()) {
            add(facet, &mut filter, word);
        }
    }
    filter
}

/// What the visitor asks for.
pub(crate) fn of_picks(picks: &[AttrValue; FACETS], query: &str) -> EventFilter {
    let mut filter = EventFilter { text: Query::new(query), ..EventFilter::default() };
    for facet in Facet::ALL {
        add(facet, &mut filter, &picks[facet as usize]);
    }
    filter
}

/// What is picked, for the filter bar.
pub(crate) fn picked(picks: &[AttrValue]) -> Picks<'_> {
    Picks { names: &Facet::ATTRIBUTES, values: picks }
}

/// All words by which an event is found, and those that its row shows of its kind and mode in any language.
fn haystack(event: &Event, feed: &Feed) -> String {
    let mut words = event_haystack(event, feed);
    let labels = [event.kind.label(), event.mode().and_then(Label::label)];
    for label in labels.into_iter().flatten() {
        for lang in [Lang::Ja, Lang::En, Lang::JaEasy] {
            words.push(' ');
            words.push_str(&fold(&label.plain(lang)));
        }
    }
    words
}

/// Whether a filter lets an event through, by its fields and by words.
pub(crate) fn keeps(
    filter: &EventFilter,
    index: usize,
    event: &Event,
    feed: &Feed,
    haystacks: &Haystacks,
) -> bool {
    let words = || haystack(event, feed);
    filter.matches_all_but_text(event, feed)
        && haystacks.match_query(&filter.text, index, feed.events.len(), &words)
}

/// What the filter bar can ask: facets of which the events that the attributes let through have at least two values.
pub(crate) fn choices(feed: &Feed, base: &EventFilter, lang: Lang) -> Vec<Choices> {
    let mut seen = Seen::new(feed);
    for event in feed.events.iter().filter(|event| base.matches_all_but_text(event, feed)) {
        seen.add(event, feed);
    }
    let is_online = seen.0[Facet::Mode as usize].get(Mode::Online as usize) == Some(&true);
    let facets = Facet::ALL.into_iter().map(|facet| Choices {
        name: facet.attribute(),
        label: match facet {
            // What is online is in each of them.
            Facet::Prefecture if is_online => words::PREFECTURE_OR_ONLINE,
            facet => label(facet),
        },
        options: seen.options(facet, feed, lang),
    });
    facets.filter(|choices| choices.options.len() > 1).collect()
}

/// Which values have been seen, by their places in the lists that they come from.
struct Seen([Vec<bool>; FACETS]);

impl Seen {
    fn new(feed: &Feed) -> Self {
        let mut seen = Self(Default::default());
        for facet in Facet::ALL {
            let values = match facet {
                Facet::Kind => EventKind::ALL.len(),
                Facet::Audience => Audience::ALL.len(),
                Facet::Theme => feed.themes.len(),
                Facet::Prefecture => 48,
                Facet::Host => feed.members.len(),
                Facet::Programme => feed.programmes.len(),
                Facet::Mode => Mode::ALL.len(),
            };
            seen.0[facet as usize] = vec![false; values];
        }
        seen
    }

    fn mark(&mut self, facet: Facet, index: Option<usize>) {
        if let Some(seen) = index.and_then(|index| self.0[facet as usize].get_mut(index)) {
            *seen = true;
        }
    }

    fn add(&mut self, event: &Event, feed: &Feed) {
        self.mark(Facet::Kind, Some(event.kind as usize));
        for audience in &event.audience {
            self.mark(Facet::Audience, Some(*audience as usize));
        }
        let programme = event.programme.as_ref().and_then(|id| feed.programmes.position(id.as_str()));
        self.mark(Facet::Programme, programme);
        for theme in feed.themes_of(event) {
            self.mark(Facet::Theme, feed.themes.position(theme.as_str()));
        }
        self.mark(Facet::Mode, event.mode().map(|mode| mode as usize));
        let prefecture = event.place.as_deref().and_then(Place::prefecture);
        self.mark(Facet::Prefecture, prefecture.map(|code| usize::from(code.number())));
        for host in event.hosts() {
            let index = feed.members.position(host.as_str());
            self.mark(Facet::Host, index);
            if let (None, Some(index)) = (prefecture, index) {
                for code in feed.members[index].places().filter_map(Place::prefecture) {
                    self.mark(Facet::Prefecture, Some(usize::from(code.number())));
                }
            }
        }
    }

    fn options(&self, facet: Facet, feed: &Feed, lang: Lang) -> Vec<(AttrValue, String)> {
        let seen = self.0[facet as usize].iter().enumerate().filter(|(_, seen)| **seen);
        let values = seen.filter_map(|(index, _)| value(facet, index, feed));
        values.filter_map(|value| Some((value.clone(), name_of(facet, &value, feed, lang)?))).collect()
    }
}

/// The value at an index, as an attribute writes it.
fn value(facet: Facet, index: usize, feed: &Feed) -> Option<AttrValue> {
    let id = |id: &Id| AttrValue::from(id.as_str().to_owned());
    Some(match facet {
        Facet::Kind => AttrValue::Static(EventKind::ALL[index].as_str()),
        Facet::Audience => AttrValue::Static(Audience::ALL[index].as_str()),
        Facet::Mode => AttrValue::Static(Mode::ALL[index].as_str()),
        Facet::Theme => id(&feed.themes[index].id),
        Facet::Host => id(&feed.members[index].id),
        Facet::Programme => id(&feed.programmes[index].id),
        Facet::Prefecture => PrefectureCode::new(u8::try_from(index).ok()?)?.to_string().into(),
    })
}

/// What a value is called; none for what has no name, or does not exist. A prefecture is asked for by its code or its name.
pub(crate) fn name_of(facet: Facet, value: &str, feed: &Feed, lang: Lang) -> Option<String> {
    Some(match facet {
        Facet::Kind => EventKind::parse(value)?.label()?.plain(lang),
        Facet::Audience => Audience::parse(value)?.label()?.plain(lang),
        Facet::Mode => Mode::parse(value)?.label()?.plain(lang),
        Facet::Theme => feed.theme(value)?.label.plain(lang),
        Facet::Host => feed.member(value)?.name.plain(lang),
        Facet::Programme => feed.programme(value)?.name.plain(lang),
        Facet::Prefecture => PrefectureCode::parse(value).ok()?.name(lang).to_owned(),
    })
}

/// What a pick is called that is no choice of the bar: a link may ask for what no event has, and for what does not exist.
pub(crate) fn called(field: &str, value: &str, feed: &Feed, lang: Lang) -> String {
    let name = Facet::named(field).and_then(|facet| name_of(facet, value, feed, lang));
    name.unwrap_or_else(|| common::UNLISTED.plain(lang))
}

#[cfg(test)]
mod tests {
    use ran_feed::Limits;

    use super::*;

    const FEED: &str = r#"{
        "version": 1,
        "themes": [{ "id": "young", "label": "若者" }, { "id": "senior", "label": "シニア" }, { "id": "none", "label": "なし" }],
        "members": [{ "id": "m", "name": "塩尻", "place": { "prefecture": "20" } }, { "id": "n", "name": "石巻" }],
        "programmes": [{ "id": "p", "name": "ミライブラリー", "themes": ["young"] }],
        "events": [
            { "id": "a", "title": "A", "kind": "seminar", "start": "2026-04-01", "host": "m", "programme": "p", "audience": ["public"] },
            { "id": "b", "title": "B", "kind": "workshop", "start": "2026-04-02", "host": "n", "themes": ["senior"],
              "place": { "prefecture": "04" } },
            { "id": "c", "title": "C", "kind": "seminar", "start": "2026-04-03", "host": "n", "mode": "online" }
        ]
    }"#;

    fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        let owned = |text: &str| AttrValue::from(text.to_owned());
        pairs.iter().map(|(name, value)| (owned(name), owned(value))).collect()
    }

    #[test]
    fn the_bar_asks_only_what_the_feed_can_answer() {
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let check = |pairs: &[(&str, &str)], expected: &[&str]| {
            let said: Vec<String> = choices(&feed, &of_attributes(&attributes(pairs)), Lang::Ja)
                .iter()
                .map(|choices| {
                    let options = choices.options.iter().map(|(value, name)| format!("{value}={name}"));
                    format!("{}: {}", choices.name, options.collect::<Vec<_>>().join(" "))
                })
                .collect();
            assert_eq!(said, expected, "{pairs:?}");
        };
        check(
            &[],
            &[
                "kinds: seminar=セミナー workshop=ワークショップ",
                "themes: young=若者 senior=シニア",
                "prefecture: 04=宮城県 20=長野県",
                "host: m=塩尻 n=石巻",
                "mode: onsite=会場開催 online=オンライン",
            ],
        );
        check(&[("kinds", "workshop")], &[]);
        check(&[("kinds", "seminar"), ("mode", "nonsense")], &["host: m=塩尻 n=石巻"]);
        let label = |text: String| {
            let feed = ran_feed::read(text.into(), &Limits::default()).unwrap().feed;
            let choices = choices(&feed, &EventFilter::default(), Lang::Ja);
            choices.iter().find(|one| one.name == "prefecture").map(|one| one.label.plain(Lang::Ja))
        };
        assert_eq!(label(FEED.to_owned()).as_deref(), Some("都道府県（オンラインを含む）"));
        assert_eq!(label(FEED.replace("online", "onsite")).as_deref(), Some("都道府県"));
    }

    #[test]
    fn what_no_event_has_is_called_by_its_name_and_what_does_not_exist_by_none() {
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        for (field, value, expected) in [
            ("kinds", "festival", "フェスティバル"),
            ("themes", "none", "なし"),
            ("prefecture", "47", "沖縄県"),
            ("prefecture", "長野県", "長野県"),
            ("host", "n", "石巻"),
            ("mode", "hybrid", "会場とオンライン"),
            ("prefecture", "48", "選択肢にない条件"),
            ("host", "nobody", "選択肢にない条件"),
            ("nonsense", "n", "選択肢にない条件"),
        ] {
            assert_eq!(called(field, value, &feed, Lang::Ja), expected, "{field}={value}");
        }
    }

    #[test]
    fn picks_and_words_narrow_what_is_shown() {
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let haystacks = Haystacks::default();
        let check = |facet: Facet, value: &str, query: &str, expected: &str| {
            let mut picks: [AttrValue; FACETS] = Default::default();
            picks[facet as usize] = value.to_owned().into();
            let filter = of_picks(&picks, query);
            let shown = feed
                .events
                .iter()
                .enumerate()
                .filter(|(index, event)| keeps(&filter, *index, event, &feed, &haystacks));
            let ids: String = shown.map(|(_, event)| event.id.as_str()).collect();
            assert_eq!(ids, expected, "{facet:?} {value} {query}");
        };
        check(Facet::Kind, "", "", "abc");
        check(Facet::Kind, "seminar", "", "ac");
        check(Facet::Host, "n", "", "bc");
        check(Facet::Theme, "young", "", "a");
        check(Facet::Prefecture, "04", "", "bc");
        check(Facet::Mode, "online", "", "c");
        check(Facet::Kind, "", "いしのまき", "");
        check(Facet::Kind, "", "石巻", "bc");
        check(Facet::Kind, "", "ﾐﾗｲﾌﾞﾗﾘｰ", "a");
    }
}
