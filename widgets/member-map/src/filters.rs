//! Which members are shown: what the element's attributes ask for, and within that what the visitor picks.

use ran_feed::filter::{MemberFilter, member_haystack};
use ran_feed::model::{Feed, Id, Lang, MemberKind, PrefectureCode, Tier};
use ran_feed::search::Query;
use ran_parts::filter_bar::Picks;
use ran_parts::words::common;
use ran_parts::{Attributes, Label, Phrase, labels};
use yew::AttrValue;

use crate::feed_cache::FeedCache;
use crate::words;

/// What the filter bar asks about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Facet {
    Theme,
    Service,
    Kind,
    Tier,
    Prefecture,
    Programme,
}

/// How many facets there are.
pub(crate) const FACETS: usize = 6;

/// Those that an attribute of the element asks about.
pub(crate) const FILTERING: [Facet; 3] = [Facet::Theme, Facet::Prefecture, Facet::Programme];

impl Facet {
    /// All of them, in the order of the bar.
    pub(crate) const ALL: [Self; FACETS] =
        [Self::Theme, Self::Service, Self::Kind, Self::Tier, Self::Prefecture, Self::Programme];

    /// The names of the fields, in the same order.
    const ATTRIBUTES: [&str; FACETS] = {
        let (mut attributes, mut index) = ([""; FACETS], 0);
        while index < FACETS {
            // So what is picked of each is found by its number, too.
            assert!(Self::ALL[index] as usize == index);
            attributes[index] = Self::ALL[index].attribute();
            index += 1;
        }
        attributes
    };

    /// The name of its field, and of the attribute that asks the same where there is one.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::Theme => "themes",
            Self::Service => "services",
            Self::Kind => "kinds",
            Self::Tier => "tiers",
            Self::Prefecture => "prefecture",
            Self::Programme => "programme",
        }
    }

    /// The one that an attribute, or a part of an address, asks for.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.attribute() == name)
    }

    pub(crate) fn label(self) -> Phrase {
        match self {
            Self::Theme => words::THEME,
            Self::Service => words::SERVICE,
            Self::Kind => words::KIND,
            Self::Tier => words::TIER,
            Self::Prefecture => words::PREFECTURE,
            Self::Programme => words::PROGRAMME,
        }
    }

    /// Whether a word asks for anything: a link may have one that no filter knows.
    pub(crate) fn is_known(self, word: &str) -> bool {
        let mut picked = Picked::default();
        self.add(&mut picked, word);
        self == Self::Service || picked != Picked::default()
    }

    /// Adds a value to what is asked for. A value that means nothing is no value. Once for all who do: it is long when it is
    /// compiled.
    #[inline(never)]
    fn add(self, picked: &mut Picked, word: &str) {
        let filter = &mut picked.filter;
        match self {
            Self::Theme => filter.themes.extend(Id::parse(word)),
            Self::Kind => filter.kinds.extend(MemberKind::parse(word)),
            Self::Tier => filter.tiers.extend(Tier::parse(word)),
            Self::Prefecture => picked.prefectures.extend(PrefectureCode::parse(word)),
            Self::Programme => filter.programmes.extend(Id::parse(word)),
            Self::Service => {}
        }
    }
}

/// What is picked, for the filter bar.
pub(crate) fn picked(picks: &[AttrValue]) -> Picks<'_> {
    Picks { names: &Facet::ATTRIBUTES, values: picks }
}

/// What a pick is called that is no choice of the bar: a link asks for anything, and a click on the map for a prefecture
/// in which nobody is.
pub(crate) fn called(field: &str, value: &str, feed: &Feed, lang: Lang) -> String {
    let facet = Facet::named(field);
    let name = facet.and_then(|facet| name_of(facet, value, feed, lang));
    name.unwrap_or_else(|| common::UNLISTED.plain(lang))
}

fn name_of(facet: Facet, value: &str, feed: &Feed, lang: Lang) -> Option<String> {
    Some(match facet {
        Facet::Theme => feed.theme(value)?.label.plain(lang),
        Facet::Programme => feed.programme(value)?.name.plain(lang),
        Facet::Prefecture => PrefectureCode::parse(value).ok()?.name(lang).to_owned(),
        Facet::Kind => MemberKind::parse(value)?.label()?.plain(lang),
        Facet::Tier => Tier::parse(value)?.label()?.plain(lang),
        Facet::Service => return None,
    })
}

/// What the element's attributes ask for.
pub(crate) fn of_attributes(attributes: &Attributes) -> Picked {
    let mut picked = Picked::default();
    for facet in FILTERING {
        for word in attributes.list(facet.attribute()) {
            facet.add(&mut picked, word);
        }
    }
    picked
}

/// What the visitor asks for, or the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Picked {
    /// All but the prefectures.
    pub(crate) filter: MemberFilter,
    /// Asked of the map, which knows a member's prefectures by coordinates too: as many are found as it says.
    pub(crate) prefectures: Vec<PrefectureCode>,
    service: AttrValue,
    /// The words that are looked for, as they were typed.
    pub(crate) typed: AttrValue,
}

impl Picked {
    /// The prefectures that the visitor asks for, or else those that the page does.
    pub(crate) fn prefectures_or<'a>(&'a self, asked: &'a [PrefectureCode]) -> &'a [PrefectureCode] {
        if asked.is_empty() { &self.prefectures } else { asked }
    }

    pub(crate) fn new(picks: &[AttrValue; FACETS], query: &AttrValue) -> Self {
        let mut picked = Self {
            filter: MemberFilter { text: Query::new(query), ..MemberFilter::default() },
            prefectures: Vec::new(),
            service: picks[Facet::Service as usize].clone(),
            typed: query.clone(),
        };
        for facet in Facet::ALL {
            facet.add(&mut picked, &picks[facet as usize]);
        }
        picked
    }

    /// The same without anything but the themes: for who is near and good at it.
    pub(crate) fn by_theme(&self) -> Self {
        let themes = self.filter.themes.clone();
        Self { filter: MemberFilter { themes, ..MemberFilter::default() }, ..Self::default() }
    }

    fn keeps(&self, index: u32, feed: &Feed, cache: &FeedCache) -> bool {
        let index = index as usize;
        self.filter.matches_all_but_text(index, feed, &cache.ties)
            && (self.service.is_empty()
                || feed.members[index]
                    .services
                    .iter()
                    .any(|service| service.name.all().any(|name| name == self.service)))
    }
}

/// The members that the attributes let through, by their places in the feed; `own` are the prefectures that the page asks
/// for.
pub(crate) fn allowed(feed: &Feed, base: &Picked, own: &[PrefectureCode], cache: &FeedCache) -> Vec<u32> {
    let is_allowed =
        |index: &u32| cache.places.is_in(*index as usize, own) && base.keeps(*index, feed, cache);
    (0..).take(feed.members.len()).filter(is_allowed).collect()
}

/// Those of them that the visitor asks for and of whom these words are said, in whichever prefecture they are.
pub(crate) fn found(
    feed: &Feed,
    allowed: &[u32],
    picked: &Picked,
    query: &Query,
    cache: &FeedCache,
) -> Vec<u32> {
    let is_found = |index: &u32| picked.keeps(*index, feed, cache) && has_words(query, *index, feed, cache);
    allowed.iter().copied().filter(is_found).collect()
}

/// Whether what is said of the member at this index has all of some words.
pub(crate) fn has_words(query: &Query, index: u32, feed: &Feed, cache: &FeedCache) -> bool {
    let (index, count) = (index as usize, feed.members.len());
    cache.haystacks.match_query(query, index, count, &|| haystack(index, feed, cache))
}

/// All words by which the member at this index is found, and how its prefectures are written and read: 長野県《ながのけん》.
fn haystack(index: usize, feed: &Feed, cache: &FeedCache) -> String {
    let mut words = member_haystack(index, feed, &cache.ties);
    for code in PrefectureCode::all().filter(|code| cache.places.is_in(index, &[*code])) {
        words.push_str(&labels::prefecture(code, Lang::JaEasy));
    }
    words
}

/// How many members are folded in one go: less than a frame on a slow telephone.
const SLICE: usize = 500;

/// Folds the words of some members ahead, from an index on, and gives the index to go on from while there are more.
pub(crate) fn fold_ahead(feed: &Feed, cache: &FeedCache, from: usize) -> Option<usize> {
    // Whoever is asked about is folded, whatever the question.
    let query = Query::new("-");
    let count = feed.members.len();
    let to = from.saturating_add(SLICE);
    for index in from..to.min(count) {
        cache.haystacks.match_query(&query, index, count, &|| haystack(index, feed, cache));
    }
    (to < count).then_some(to)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::rc::Rc;

    use ran_atlas::japan::Japan;
    use ran_feed::Limits;

    use super::*;
    use crate::places::Places;

    const FEED: &str = r#"{
        "version": 1,
        "themes": [{ "id": "young", "label": "若者" }, { "id": "senior", "label": "シニア" }, { "id": "none", "label": "なし" }],
        "programmes": [{ "id": "p", "name": "ミライブラリー", "members": ["a"] }, { "id": "q", "name": "いしのまき学校" }],
        "members": [
            { "id": "a", "name": "塩尻", "kind": "npo", "tier": "alliance", "themes": ["young"], "place": { "prefecture": "20" } },
            { "id": "b", "name": "石巻", "kind": "foundation", "programmes": ["q"], "place": { "prefecture": "04" },
              "services": [{ "name": "研修", "themes": ["senior"] }, { "name": "相談" }] },
            { "id": "c", "name": "ＡＢＣ" }
        ]
    }"#;

    pub(crate) fn feed() -> Feed {
        ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed
    }

    #[test]
    fn picks_and_words_narrow_who_is_shown() {
        let feed = feed();
        let cache = FeedCache::new(&feed, &Japan::new());
        let check = |facet: Facet, value: &str, query: &str, expected: &[u32]| {
            let mut picks: [AttrValue; FACETS] = Default::default();
            picks[facet as usize] = value.to_owned().into();
            let picked = Picked::new(&picks, &query.to_owned().into());
            let mut members = found(&feed, &[0, 1, 2], &picked, &picked.filter.text, &cache);
            members.retain(|index| cache.places.is_in(*index as usize, &picked.prefectures));
            assert_eq!(members, expected, "{facet:?} {value} {query}");
        };
        check(Facet::Theme, "", "", &[0, 1, 2]);
        check(Facet::Theme, "senior", "", &[1]);
        check(Facet::Service, "相談", "", &[1]);
        check(Facet::Service, "講座", "", &[]);
        check(Facet::Kind, "npo", "", &[0]);
        check(Facet::Tier, "alliance", "", &[0]);
        check(Facet::Prefecture, "04", "", &[1]);
        check(Facet::Programme, "p", "", &[0]);
        check(Facet::Theme, "", "ﾐﾗｲﾌﾞﾗﾘｰ", &[0]);
        check(Facet::Theme, "", "abc", &[2]);
        // A prefecture as it is read.
        for (query, expected) in [("ながの", 0), ("ﾅｶﾞﾉｹﾝ", 0), ("ミヤギ", 1), ("みやぎけん", 1)]
        {
            check(Facet::Theme, "", query, &[expected]);
        }
        check(Facet::Theme, "young", "石巻", &[]);
    }

    #[test]
    fn everybody_is_folded_ahead_a_slice_at_a_time() {
        let check = |count: usize, slices: usize| {
            let members: Vec<String> =
                (0..count).map(|at| format!(r#"{{"id":"m{at}","name":"M"}}"#)).collect();
            let text = format!(r#"{{"version":1,"members":[{}]}}"#, members.join(","));
            let feed = ran_feed::read(text.into_bytes(), &Limits::default()).unwrap().feed;
            let cache = FeedCache::new(&feed, &Japan::new());
            let (mut from, mut folded) = (Some(0), Vec::new());
            while let Some(index) = from {
                from = fold_ahead(&feed, &cache, index);
                folded.push(cache.haystacks.folded());
            }
            assert_eq!(folded.len(), slices, "{count}");
            assert_eq!(folded.last(), Some(&count));
            assert!(folded.iter().zip(1..).all(|(folded, slices)| *folded <= slices * SLICE));
        };
        check(0, 1);
        check(1, 1);
        check(SLICE, 1);
        check(SLICE + 1, 2);
        check(3 * SLICE - 1, 3);
    }

    #[test]
    fn as_many_are_found_in_a_prefecture_as_the_map_says() {
        // One works in 新潟県 too, one is in 長野県 by its coordinates alone, one works all over Japan but in no prefecture.
        const FEED: &str = r#"{ "version": 1, "members": [
            { "id": "a", "name": "A", "place": { "prefecture": "20" }, "areas": [{ "prefecture": "15" }, { "prefecture": "20" }] },
            { "id": "b", "name": "B", "place": { "lat": 36.115, "lng": 137.953 } },
            { "id": "c", "name": "C", "place": { "precision": "nation" } }
        ] }"#;
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let japan = Japan::new();
        let counts = Places::new(&feed, &japan).count(&[0, 1, 2]);
        assert_eq!((counts[15], counts[20]), (1, 2));
        for code in PrefectureCode::all() {
            let mut picks: [AttrValue; FACETS] = Default::default();
            picks[Facet::Prefecture as usize] = code.to_string().into();
            let picked = Picked::new(&picks, &AttrValue::default());
            let cache = Rc::new(FeedCache::new(&feed, &japan));
            let count = |base: &Picked, picked: &Picked| {
                let ground = crate::feed_cache::Ground::new(&feed, base.clone(), cache.clone(), Lang::Ja);
                crate::shown::Shown::new(&feed, &ground, picked, &japan, None, None).found.len()
            };
            let said = counts[usize::from(code.number())] as usize;
            assert_eq!(count(&Picked::default(), &picked), said, "{code}");
            assert_eq!(count(&picked, &Picked::default()), said, "{code}");
        }
    }
}
