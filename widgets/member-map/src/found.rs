//! Who is found, and in which order: by the filters, or else by a part of the words, or else who is offered instead.

use ran_atlas::japan::Japan;
use ran_atlas::plane;
use ran_feed::model::{Feed, Lang, Member, PrefectureCode};
use ran_feed::search::{self, Query, fold};

use crate::feed_cache::{FeedCache, Ground};
use crate::filters::{self, Picked};
use crate::near::{self, Near, Sought};
use crate::order::order;
use crate::places::Places;

/// How many words are looked for one by one: more than the field takes, and no more than a number has bits.
const MOST_WORDS: usize = 60;
/// How many are offered where nobody matches.
const MOST_INSTEAD: usize = 5;

/// The word that may be a place, and why it was not taken for one, or may be known better.
pub(crate) type Unplaced = Option<(String, Sought)>;

/// Members by their places in the feed: the nearest first where a place is known, else by prefecture.
pub(crate) struct Found {
    /// Those who are asked for.
    pub(crate) members: Vec<u32>,
    /// The same in whichever prefecture, in no order.
    pub(crate) everywhere: Vec<u32>,
    /// Whether they match the words in part, because nobody matches all of them.
    pub(crate) is_partial: bool,
    /// The word that is a place, if it was taken for one.
    pub(crate) near: Option<(String, Near)>,
    pub(crate) unplaced: Unplaced,
    /// Where there is nobody: who is good at the same, or just near.
    pub(crate) instead: Vec<u32>,
    /// Whether those are the nearest to somewhere.
    pub(crate) is_instead_near: bool,
}

/// Who is found; `origin` is the visitor's own place, `towns` the file of all municipalities if it is here.
pub(crate) fn found(
    feed: &Feed,
    ground: &Ground,
    picked: &Picked,
    japan: &Japan,
    towns: Option<&str>,
    mut origin: Option<Near>,
) -> Found {
    let Ground { base, allowed, cache, .. } = ground;
    let places = &cache.places;
    let within = |all: &[u32]| -> Vec<u32> {
        let is_asked = |member: &u32| places.is_in(*member as usize, &picked.prefectures);
        all.iter().copied().filter(is_asked).collect()
    };
    let mut everywhere = filters::found(feed, allowed, picked, &picked.filter.text, cache);
    let mut members = within(&everywhere);
    let (mut near, mut unplaced) = (None, None);
    // Of each member the words that are said of it, or else the letters.
    let (mut said_of, mut is_partial) = (Vec::new(), false);
    if members.is_empty() && !picked.filter.text.is_empty() {
        let typed: Vec<&str> = search::words(&picked.typed).take(MOST_WORDS).collect();
        said_of = said(&typed, feed, allowed, cache);
        // Those that may have to do alone.
        let mut words = (1_u64 << typed.len()) - 1;
        if origin.is_none() {
            let asked = base.prefectures_or(&picked.prefectures);
            let sought;
            (sought, unplaced) = place_among(&typed, &said_of, asked, feed, places, japan, towns);
            if let Some((at, place)) = sought {
                near = Some((typed[at].to_owned(), place));
                origin = Some(place);
                // It may be known better.
                unplaced = unplaced.filter(|(_, sought)| sought.near().is_some());
                words &= !(1 << at);
            }
        }
        said_of.iter_mut().for_each(|said| *said &= words);
        let others = filters::found(feed, allowed, picked, &Query::default(), cache);
        for is_by_theme in [false, true] {
            if is_by_theme {
                said_of = themed(&fold(&picked.typed), feed);
            }
            let has_some = |member: &u32| said_of[*member as usize] != 0;
            let partial: Vec<u32> = others.iter().copied().filter(has_some).collect();
            members = within(&partial);
            is_partial = !members.is_empty();
            if is_partial {
                everywhere = partial;
                // 「石巻市の若者」 is a place and more.
                if let (true, [_], Some((word, _))) = (is_by_theme, &*typed, &mut near)
                    && let Some((place, _)) = word.rsplit_once('の')
                {
                    *word = place.to_owned();
                }
                break;
            }
        }
    }
    let (instead, is_instead_near) =
        if members.is_empty() { instead(feed, ground, picked, japan, origin) } else { Default::default() };
    sort(&mut members, places, origin);
    if is_partial {
        order(&mut members, &|member| said_of[member as usize].count_zeros() as usize);
    }
    Found { members, everywhere, is_partial, near, unplaced, instead, is_instead_near }
}

/// Among words that nobody has all of: the place of the one that is a place, and what it is; and else the one that may be,
/// and why it was not taken for one.
fn place_among(
    typed: &[&str],
    said_of: &[u64],
    asked: &[PrefectureCode],
    feed: &Feed,
    places: &Places,
    japan: &Japan,
    towns: Option<&str>,
) -> (Option<(usize, Near)>, Unplaced) {
    let mut sought = near::locate_among(typed, feed, places, japan);
    let mut unplaced = None;
    for (at, word) in typed.iter().enumerate() {
        let known = sought.and_then(|(place, near)| (place == at).then_some(near));
        // What is said of somebody is rather that than the name of a town.
        if known.is_some() || sought.is_none() && said_of.iter().all(|said| said >> at & 1 == 0) {
            match near::seek(word, known, towns, asked, japan) {
                Sought::Found(place) => sought = Some((at, place)),
                Sought::Unknown => {}
                other => unplaced = Some(((*word).to_owned(), other)),
            }
        }
    }
    (sought, unplaced)
}

/// Who is offered where nobody is found: the nearest who are good at the same, and whether they are near to somewhere.
fn instead(
    feed: &Feed,
    ground: &Ground,
    picked: &Picked,
    japan: &Japan,
    origin: Option<Near>,
) -> (Vec<u32>, bool) {
    let Ground { base, cache, .. } = ground;
    // Near what is asked for, and so not only in it.
    let allowed = filters::allowed(feed, base, &[], cache);
    let mut instead = filters::found(feed, &allowed, &picked.by_theme(), &Query::default(), cache);
    let home = base.prefectures_or(&picked.prefectures).first();
    let origin = origin.or_else(|| near::inside(*home?, japan));
    sort(&mut instead, &cache.places, origin);
    instead.truncate(MOST_INSTEAD);
    (instead, origin.is_some())
}

/// Of each member of the feed a bit for each of some words that is said of it, the lowest for the first one: each word is
/// looked for once.
fn said(words: &[&str], feed: &Feed, allowed: &[u32], cache: &FeedCache) -> Vec<u64> {
    let words: Vec<Query> = words.iter().map(|word| Query::new(word)).collect();
    let mut said = vec![0; feed.members.len()];
    for member in allowed {
        for (at, word) in words.iter().enumerate() {
            if filters::has_words(word, *member, feed, cache) {
                said[*member as usize] |= 1 << at;
            }
        }
    }
    said
}

/// Of each member of the feed a bit for each letter of some folded words that a name of its themes covers: 外国人 stands in
/// 外国人労働者. What lies behind the sixty-fourth letter is not looked at.
fn themed(words: &str, feed: &Feed) -> Vec<u64> {
    let letters = |name: &str| -> u64 {
        let Some((before, after)) = words.split_once(name) else { return 0 };
        // `it` is no part of `city`.
        let is_latin = |letter: char| letter.is_ascii_alphanumeric();
        let is_part = name.is_ascii() && (before.ends_with(is_latin) || after.starts_with(is_latin));
        let (at, count) = (before.chars().count(), name.chars().count());
        if is_part || count < 2 || at + count > 64 { 0 } else { u64::MAX >> (64 - count) << at }
    };
    let mut themes = vec![0; feed.themes.len()];
    for (bits, theme) in themes.iter_mut().zip(feed.themes.iter()) {
        for text in std::iter::once(&theme.label).chain(&theme.keywords) {
            for lang in Lang::ALL {
                let names = fold(&text.plain(lang));
                *bits |= names.split('・').fold(0, |bits, name| bits | letters(name));
            }
        }
    }
    let of = |member: &Member| {
        let places = member.all_themes().filter_map(|id| feed.themes.position(id.as_str()));
        places.fold(0, |bits, place| bits | themes[place])
    };
    feed.members.iter().map(of).collect()
}

/// The nearest first, and before them who is in the prefecture of which no more is known, and then who works in it; without
/// a place to be near to, by prefecture. Who is nowhere comes last.
fn sort(members: &mut Vec<u32>, places: &Places, origin: Option<Near>) {
    order(members, &|member| match (places.of(member as usize), origin) {
        (None, _) => usize::MAX,
        // As the list says it.
        (Some(position), Some(origin)) => plane::kilometres(position.point, origin.point).round() as usize,
        (Some(position), None) => position.code.map_or(0, |code| code.number().into()),
    });
    if let Some(home) = origin.and_then(|origin| origin.somewhere_in) {
        order(members, &|member| match places.of(member as usize) {
            Some(position) if position.code == Some(home) => 0,
            _ => 2 - usize::from(places.is_in(member as usize, &[home])),
        });
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use ran_feed::Limits;
    use ran_feed::model::Lang;

    use super::*;

    /// Who is shown for a keyword, in their order, the place that was found in it, and how many are in 愛知県.
    fn looked_for(query: &str, prefecture: &str, origin: Option<Near>) -> String {
        looked_for_with(query, prefecture, Some(""), origin).0
    }

    /// The same with a file of municipalities, and the word that was not taken for a place.
    fn looked_for_with(
        query: &str,
        prefecture: &str,
        towns: Option<&str>,
        origin: Option<Near>,
    ) -> (String, Option<(String, Sought)>) {
        const FEED: &str = r#"{ "version": 1, "themes": [
            { "id": "foreign", "label": "外国人" },
            { "id": "hr", "label": { "ja": "採用・定着", "en": "IT", "ja-easy": "雇《やと》う" }, "keywords": ["人事部"] }
        ], "members": [
            { "id": "旭川", "name": "旭川", "themes": ["foreign"], "place": { "prefecture": "01" } },
            { "id": "石巻", "name": "石巻", "place": { "prefecture": "04" } },
            { "id": "塩尻", "name": "塩尻", "place": { "lat": 36.115, "lng": 137.953, "municipality_name": "塩尻市" } },
            { "id": "名古屋", "name": "名古屋", "themes": ["foreign"], "place": { "prefecture": "23" } },
            { "id": "那覇", "name": "那覇の就労", "themes": ["foreign"], "place": { "prefecture": "47" },
              "services": [{ "name": "相談", "themes": ["hr"] }] }
        ] }"#;
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let japan = Japan::new();
        let ground = Ground::new(&feed, Picked::default(), Rc::new(FeedCache::new(&feed, &japan)), Lang::Ja);
        let mut picks: [yew::AttrValue; filters::FACETS] = Default::default();
        picks[filters::Facet::Prefecture as usize] = prefecture.to_owned().into();
        let picked = Picked::new(&picks, &query.to_owned().into());
        let found = found(&feed, &ground, &picked, &japan, towns, origin);
        let names = |members: &[u32]| {
            let names = members.iter().map(|member| feed.members[*member as usize].id.as_str());
            names.collect::<Vec<_>>().join(" ")
        };
        let near = found.near.as_ref().map_or(String::new(), |(word, near)| near.called(word, Lang::Ja));
        assert_eq!(found.is_partial, !found.members.is_empty() && query != "外国人");
        let all = if found.everywhere.is_empty() { &found.instead } else { &found.everywhere };
        let counts = ground.cache.places.count(all);
        let said = format!("{}|{}|{near}|{}", names(&found.members), names(&found.instead), counts[23]);
        (said, found.unplaced)
    }

    #[test]
    fn near_a_prefecture_its_own_members_come_first() {
        // 小笠原村 is a thousand kilometres from the middle of 東京都.
        const FEED: &str = r#"{ "version": 1, "members": [
            { "id": "埼玉", "name": "M", "place": { "prefecture": "11" } },
            { "id": "全国", "name": "M", "place": { "precision": "nation" }, "areas": [{ "prefecture": "13" }] },
            { "id": "那覇", "name": "M", "place": { "prefecture": "47" }, "areas": [{ "prefecture": "13" }] },
            { "id": "小笠原", "name": "M", "place": { "prefecture": "13", "lat": 27.094, "lng": 142.192 } },
            { "id": "新宿", "name": "M", "place": { "prefecture": "13" } }
        ] }"#;
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let (japan, code) = (Japan::new(), PrefectureCode::new(13).unwrap());
        let places = Places::new(&feed, &japan);
        let tokyo = near::inside(code, &japan).unwrap();
        let check = |origin: Near, expected: &str| {
            let mut members = vec![0, 1, 2, 3, 4];
            sort(&mut members, &places, Some(origin));
            let names = members.iter().map(|member| feed.members[*member as usize].id.as_str());
            assert_eq!(names.collect::<Vec<_>>().join(" "), expected);
        };
        check(tokyo, "新宿 小笠原 那覇 全国 埼玉");
        check(Near { somewhere_in: None, ..tokyo }, "新宿 埼玉 小笠原 那覇 全国");
    }

    #[test]
    fn a_town_in_which_nobody_is_is_a_place_too() {
        let towns = ran_atlas::towns::written([
            (13, "府中市", [35.67, 139.48]),
            (13, "港区", [35.66, 139.75]),
            (20, "上田市 うえだし 386", [36.40, 138.25]),
            (23, "港区", [35.11, 136.89]),
            (34, "府中市", [34.57, 133.24]),
            (42, "就労市", [32.75, 129.87]),
        ]);
        let towns = Some(&*towns);
        let several = |word: &str, codes: [u8; 2]| {
            let bits = codes.iter().fold(0, |bits, code| bits | ran_atlas::japan::bit(*code));
            Some((word.to_owned(), Sought::Several(bits)))
        };
        let check = |query: &str, prefecture: &str, towns: Option<&str>, expected: &str, unplaced| {
            let found = looked_for_with(query, prefecture, towns, None);
            assert_eq!(found, (expected.to_owned(), unplaced), "{query} {prefecture} {towns:?}");
        };
        check("外国人 上田市", "", towns, "名古屋 旭川 那覇||長野県上田市|1", None);
        check("うえだ　外国人", "", towns, "名古屋 旭川 那覇||長野県うえだ|1", None);
        check("長野県上田市　外国人", "", towns, "名古屋 旭川 那覇||長野県上田市|1", None);
        check("386-8601 外国人", "", towns, "名古屋 旭川 那覇||386-8601（長野県）|1", None);
        check("上田市", "", towns, "|塩尻 名古屋 石巻 旭川 那覇|長野県上田市|1", None);
        // Which one of a name is meant, the prefecture tells that is asked for; a word that somebody has is no town.
        check("火星 府中市", "", towns, "|旭川 石巻 塩尻 名古屋 那覇||1", several("府中市", [13, 34]));
        check("港区", "23", towns, "|名古屋 塩尻 石巻 旭川 那覇|愛知県港区|1", None);
        check("就労 火星", "", towns, "那覇|||0", None);
        // Without the file, it is wanted where a word is nobody's and no place.
        let unread = |word: &str| Some((word.to_owned(), Sought::Unread));
        check("外国人 長野", "", None, "名古屋 旭川 那覇||長野県|1", None);
        check("外国人", "", None, "旭川 名古屋 那覇|||1", None);
        let nagano = Japan::new().prefecture(20).unwrap().inside;
        let roughly = Sought::Roughly(Near { somewhere_in: PrefectureCode::new(20), ..Near::at(nagano) });
        let word = "長野県上田市".to_owned();
        check("外国人 長野県上田市", "", None, "名古屋 旭川 那覇||長野県|1", Some((word, roughly)));
        assert_eq!(looked_for_with("火星", "", None, None).1, unread("火星"));
    }

    #[test]
    fn a_long_word_is_answered_by_the_themes_that_stand_in_it() {
        for (query, expected) in [
            ("外国人労働者", "旭川 名古屋 那覇|||1"),
            // Whose themes have more of its letters comes first.
            ("外国人の採用", "那覇 旭川 名古屋|||1"),
            ("長野県の外国人雇用", "名古屋 旭川 那覇||長野県|1"),
            ("定着支援", "那覇|||0"),
            ("雇う人", "那覇|||0"),
            ("人事部長", "那覇|||0"),
            ("IT人材", "那覇|||0"),
            ("city人材", "|旭川 石巻 塩尻 名古屋 那覇||1"),
            ("採石", "|旭川 石巻 塩尻 名古屋 那覇||1"),
            ("火星の石巻", "|旭川 石巻 塩尻 名古屋 那覇||1"),
        ] {
            assert_eq!(looked_for(query, "", None), expected, "{query}");
        }
        // Where somebody has a word, nobody needs a part of one.
        assert_eq!(looked_for("外国人労働者 石巻", "", None), "石巻|||0");
        // A prefecture that is filtered by stays.
        assert_eq!(looked_for("外国人労働者", "23", None), "名古屋|||1");
        let towns = ran_atlas::towns::written([(20, "上田市", [36.40, 138.25])]);
        let near_town = |query: &str| looked_for_with(query, "", Some(&towns), None).0;
        assert_eq!(near_town("上田市の外国人"), "名古屋 旭川 那覇||長野県上田市|1");
        let far = format!("{}外国人", "火".repeat(62));
        assert_eq!(looked_for(&far, "", None), "|旭川 石巻 塩尻 名古屋 那覇||1");
    }

    #[test]
    fn a_keyword_that_nobody_matches_is_taken_for_a_place_and_some_words() {
        let check =
            |query: &str, expected: &str| assert_eq!(looked_for(query, "", None), expected, "{query}");
        check("外国人", "旭川 名古屋 那覇|||1");
        check("長野 外国人", "名古屋 旭川 那覇||長野県|1");
        check("外国人　長野県", "名古屋 旭川 那覇||長野県|1");
        check("「外国人」、長野県", "名古屋 旭川 那覇||長野県|1");
        check("外国人 塩尻市", "名古屋 旭川 那覇||長野県塩尻市|1");
        // Who has more of the words comes first, then who is nearer.
        check("長野 外国人 就労 火星", "那覇 名古屋 旭川||長野県|1");
        check("就労 外国人 火星", "那覇 旭川 名古屋|||1");
        // Nobody matches a word: who is near the place, or anybody.
        check("火星 宮城", "|石巻 塩尻 名古屋 旭川 那覇|宮城県|1");
        check("福岡", "|名古屋 塩尻 那覇 石巻 旭川|福岡県|1");
        check("火星", "|旭川 石巻 塩尻 名古屋 那覇||1");
        // A year is no postcode.
        check("2026 外国人 火星 沖縄", "那覇 名古屋 旭川||沖縄県|1");
        // The visitor's own place goes before, and a prefecture that is filtered by stays.
        let naha = Near::at(Japan::new().prefecture(47).unwrap().inside);
        assert_eq!(looked_for("宮崎 外国人 火星", "23", None), "名古屋||宮崎県|1");
        assert!(looked_for("奈良", "", Some(naha)).starts_with("|那覇 "));
    }
}
