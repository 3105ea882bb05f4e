//! What the filter bar can ask of the members of a feed.

use ran_atlas::japan::bit;
use ran_feed::filter::Ties;
use ran_feed::model::{Feed, Id, Lang, Member, MemberKind, PrefectureCode, Text, Tier};
use ran_parts::Label;
use ran_parts::filter_bar::Choices;
use yew::AttrValue;

use crate::feed_cache::FeedCache;
use crate::filters::Facet;

/// What the filter bar can ask: facets of which the members that the attributes let through have at least two values.
pub(crate) fn choices(feed: &Feed, allowed: &[u32], cache: &FeedCache, lang: Lang) -> Vec<Choices> {
    let all: &[Member] = &feed.members;
    let mut members: Vec<&Member> = Vec::new();
    let mut prefectures = 0;
    for index in allowed {
        members.extend(all.get(*index as usize));
        prefectures |= cache.places.bits(*index as usize);
    }
    let all = Facet::ALL.into_iter().map(|facet| Choices {
        name: facet.attribute(),
        label: facet.label(),
        options: match facet {
            Facet::Kind => {
                let is_had = |kind| members.iter().any(|member| member.kind == Some(kind));
                named(MemberKind::ALL, MemberKind::as_str, &is_had, lang)
            }
            Facet::Tier => {
                let is_had = |tier| members.iter().any(|member| member.tier == Some(tier));
                named(Tier::ALL, Tier::as_str, &is_had, lang)
            }
            Facet::Theme => themes(&members, feed, lang),
            Facet::Programme => programmes(allowed, &cache.ties, feed, lang),
            Facet::Prefecture => in_prefectures(prefectures, lang),
            Facet::Service => services(&members, lang),
        },
    });
    all.filter(|choices| choices.options.len() > 1).collect()
}

/// More services than this are no choice but a catalogue; the search field finds them.
const MOST_SERVICES: usize = 60;

/// Values of a facet, and what they are called.
type Options = Vec<(AttrValue, String)>;

// Loops, not chains of adapters: each chain that is collected is code of its own for a visitor to carry.

/// Words of the feed, of which those that are had and have a name are values.
fn named<T: Label + Copy>(
    all: &[T],
    word: fn(T) -> &'static str,
    is_had: &dyn Fn(T) -> bool,
    lang: Lang,
) -> Options {
    let mut options = Vec::new();
    for value in all {
        if let Some(label) = value.label()
            && is_had(*value)
        {
            options.push((AttrValue::Static(word(*value)), label.plain(lang)));
        }
    }
    options
}

fn entry(id: &Id, name: &Text, lang: Lang) -> (AttrValue, String) {
    (AttrValue::from(id.as_str().to_owned()), name.plain(lang))
}

fn themes(members: &[&Member], feed: &Feed, lang: Lang) -> Options {
    let mut seen = vec![false; feed.themes.len()];
    for member in members {
        for index in member.all_themes().filter_map(|id| feed.themes.position(id.as_str())) {
            seen[index] = true;
        }
    }
    let mut options = Vec::new();
    for (theme, seen) in feed.themes.iter().zip(seen) {
        if seen {
            options.push(entry(&theme.id, &theme.label, lang));
        }
    }
    options
}

fn programmes(allowed: &[u32], ties: &Ties, feed: &Feed, lang: Lang) -> Options {
    let mut seen = vec![false; feed.programmes.len()];
    for index in allowed {
        for place in ties.programmes(*index as usize, feed) {
            seen[place] = true;
        }
    }
    let mut options = Vec::new();
    for (programme, seen) in feed.programmes.iter().zip(seen) {
        if seen {
            options.push(entry(&programme.id, &programme.name, lang));
        }
    }
    options
}

fn in_prefectures(bits: u64, lang: Lang) -> Options {
    let mut options = Vec::new();
    for code in PrefectureCode::all() {
        if bits & bit(code.number()) != 0 {
            options.push((AttrValue::from(code.to_string()), code.name(lang).to_owned()));
        }
    }
    options
}

fn services(members: &[&Member], lang: Lang) -> Options {
    let mut options: Options = Vec::new();
    for name in members.iter().flat_map(|member| &member.services).map(|service| &service.name) {
        let value = name.all().next().unwrap_or_default();
        if !options.iter().any(|(known, _)| known == value) {
            options.push((AttrValue::from(value.to_owned()), name.plain(lang)));
        }
        if options.len() > MOST_SERVICES {
            return Vec::new();
        }
    }
    options
}

#[cfg(test)]
mod tests {
    use ran_atlas::japan::Japan;
    use ran_feed::Limits;

    use super::*;
    use crate::filters::tests::feed;

    #[test]
    fn the_bar_asks_only_what_the_feed_can_answer() {
        let feed = feed();
        let cache = FeedCache::new(&feed, &Japan::new());
        let said: Vec<String> = choices(&feed, &[0, 1, 2], &cache, Lang::Ja)
            .iter()
            .map(|choices| {
                let options = choices.options.iter().map(|(value, name)| format!("{value}={name}"));
                format!("{}: {}", choices.name, options.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(
            said,
            [
                "themes: young=若者 senior=シニア",
                "services: 研修=研修 相談=相談",
                "kinds: npo=NPO foundation=財団",
                "prefecture: 04=宮城県 20=長野県",
                "programme: p=ミライブラリー q=いしのまき学校",
            ]
        );
    }

    #[test]
    fn a_prefecture_known_by_coordinates_alone_can_be_chosen() {
        const FEED: &str = r#"{ "version": 1, "members": [
            { "id": "a", "name": "A", "place": { "prefecture": "15" }, "areas": [{ "prefecture": "16" }] },
            { "id": "b", "name": "B", "place": { "lat": 36.115, "lng": 137.953 } }
        ] }"#;
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let cache = FeedCache::new(&feed, &Japan::new());
        let all = choices(&feed, &[0, 1], &cache, Lang::En);
        assert_eq!(all.len(), 1);
        let names: Vec<&str> = all[0].options.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Niigata", "Toyama", "Nagano"]);
    }
}
