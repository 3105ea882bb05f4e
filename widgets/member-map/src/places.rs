//! Where each member stands on the map, and how well that is known.

use std::cell::OnceCell;

use ran_atlas::japan::{Bounds, Japan, bit};
use ran_atlas::plane::{self, Point};
use ran_feed::model::{Feed, Lang, Member, Place, PrefectureCode};
use ran_feed::search::fold_kana;

use crate::near;

/// How a member came to its place on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum How {
    /// By its coordinates.
    Exactly,
    /// Somewhere in its prefecture: no coordinates are given, or they lie elsewhere than in Japan.
    InPrefecture,
}

/// A member's place on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MapPosition {
    pub(crate) point: Point,
    pub(crate) how: How,
    /// The prefecture; none off every coast.
    pub(crate) code: Option<PrefectureCode>,
}

/// Where a member stands; none where it works in all of Japan, elsewhere, or nobody knows.
fn position(member: &Member, japan: &Japan) -> Option<MapPosition> {
    let place = member.places().next()?;
    let named = place.prefecture();
    let exact = place.coordinates().and_then(|at| plane::place(at.lat(), at.lng()));
    if let Some(point) = exact.filter(|point| japan.is_home(*point, named.map(PrefectureCode::number))) {
        let code = named.or_else(|| japan.at(point).and_then(PrefectureCode::new));
        return Some(MapPosition { point, how: How::Exactly, code });
    }
    Some(MapPosition {
        point: japan.prefecture(named?.number())?.inside,
        how: How::InPrefecture,
        code: named,
    })
}

/// Where everybody stands, by the index in the feed, with a bit for each prefecture that the member is or works in.
#[derive(Default)]
pub(crate) struct Places {
    all: Vec<(Option<MapPosition>, u64)>,
    /// What municipalities are called, folded when they are first asked for, each with the index of a member in it.
    municipalities: OnceCell<Vec<(usize, String)>>,
}

impl Places {
    pub(crate) fn new(feed: &Feed, japan: &Japan) -> Self {
        let one = |member: &Member| {
            let position = position(member, japan);
            let named = member.places().filter_map(Place::prefecture);
            let standing = position.and_then(|position| position.code);
            (position, named.chain(standing).fold(0, |bits, code| bits | bit(code.number())))
        };
        Self { all: feed.members.iter().map(one).collect(), municipalities: OnceCell::new() }
    }

    /// What the members' municipalities are called, folded, each with the index of the member in the feed.
    pub(crate) fn municipalities(&self, feed: &Feed) -> &[(usize, String)] {
        self.municipalities.get_or_init(|| {
            let mut all = Vec::new();
            for (index, member) in (0..).zip(feed.members.iter()) {
                let names = member.place.iter().filter_map(|place| place.municipality_name.as_ref());
                for name in names {
                    // The name as it is written in each language, and as it is read.
                    let read = near::read(name.get(Lang::JaEasy));
                    all.extend(name.all().chain([&*read]).map(|name| (index, fold_kana(name))));
                }
            }
            all
        })
    }

    /// Where the member at this index of the feed stands.
    pub(crate) fn of(&self, index: usize) -> Option<MapPosition> {
        self.all.get(index).and_then(|(position, _)| *position)
    }

    /// A bit for each prefecture that the member at this index of the feed is or works in.
    pub(crate) fn bits(&self, index: usize) -> u64 {
        self.all.get(index).map_or(0, |(_, bits)| *bits)
    }

    /// Whether the member at this index of the feed is or works in one of some prefectures, or none is asked for.
    pub(crate) fn is_in(&self, index: usize, codes: &[PrefectureCode]) -> bool {
        let bits = self.bits(index);
        codes.is_empty() || codes.iter().any(|code| bits & bit(code.number()) != 0)
    }

    /// The box around the largest parts of some prefectures, and around the members that stand elsewhere in them: on 石垣島, say.
    pub(crate) fn bounds(&self, japan: &Japan, codes: &[PrefectureCode]) -> Option<Bounds> {
        let is_asked = |position: &&MapPosition| position.code.is_some_and(|code| codes.contains(&code));
        let all = japan.bounds_of(codes.iter().map(|code| code.number()));
        self.all.iter().filter_map(|(position, _)| position.as_ref()).filter(is_asked).fold(
            all,
            |all, position| {
                let Point { x, y } = position.point;
                all.map(|(west, north, east, south)| (west.min(x), north.min(y), east.max(x), south.max(y)))
            },
        )
    }

    /// Members by prefecture: how many of these are or work in each, by code. As many are found when it is asked for.
    pub(crate) fn count(&self, members: &[u32]) -> [u32; 48] {
        let mut counts = [0; 48];
        for (_, bits) in members.iter().filter_map(|member| self.all.get(*member as usize)) {
            let mut bits = *bits;
            while bits != 0 {
                // The bit of code 1 is the first one.
                counts[bits.trailing_zeros() as usize + 1] += 1;
                bits &= bits - 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use ran_feed::Limits;

    use super::*;

    #[test]
    fn everybody_stands_where_the_feed_says_as_well_as_it_says() {
        let japan = Japan::new();
        let check = |place: &str, expected: Option<(How, u8)>| {
            let text = format!(r#"{{"version":1,"members":[{{"id":"m","name":"M","place":{place}}}]}}"#);
            let feed = ran_feed::read(text.into_bytes(), &Limits::default()).unwrap().feed;
            let position = Places::new(&feed, &japan).of(0);
            assert_eq!(
                position.map(|position| (position.how, position.code.map_or(0, PrefectureCode::number))),
                expected,
                "{place}"
            );
        };
        check(r#"{ "lat": 36.115, "lng": 137.953 }"#, Some((How::Exactly, 20)));
        check(r#"{ "lat": 36.115, "lng": 137.953, "prefecture": "20" }"#, Some((How::Exactly, 20)));
        // Exchanged coordinates are put right, and reported by the feed's reader.
        check(r#"{ "lat": 137.953, "lng": 36.115 }"#, Some((How::Exactly, 20)));
        check(r#"{ "municipality": "202151" }"#, Some((How::InPrefecture, 20)));
        check(r#"{ "lat": 0, "lng": 0, "prefecture": "47" }"#, Some((How::InPrefecture, 47)));
        check(r#"{ "lat": 48.85, "lng": 2.35 }"#, None);
        check(r#"{ "precision": "nation" }"#, None);
        // 釜山, ウラジオストク and the Sea of Japan are within the frame, and 舳倉島 has no outline.
        check(r#"{ "lat": 35.18, "lng": 129.075 }"#, None);
        check(r#"{ "lat": 35.18, "lng": 129.075, "prefecture": "40" }"#, Some((How::InPrefecture, 40)));
        check(r#"{ "lat": 43.115, "lng": 131.885 }"#, None);
        check(r#"{ "lat": 39.0, "lng": 135.0 }"#, None);
        check(r#"{ "lat": 37.85, "lng": 136.92 }"#, Some((How::Exactly, 0)));
        check("null", None);
    }

    #[test]
    fn a_prefecture_is_seen_with_its_members_on_far_islands() {
        // The offices of 石垣市, 奄美市, 小笠原村 and 対馬市, as they publish their coordinates, and that of 長野市.
        const FEED: &str = r#"{ "version": 1, "members": [
            { "id": "ishigaki", "name": "石垣", "place": { "prefecture": "47", "lat": 24.341, "lng": 124.156 } },
            { "id": "amami", "name": "奄美", "place": { "prefecture": "46", "lat": 28.377, "lng": 129.494 } },
            { "id": "ogasawara", "name": "小笠原", "place": { "prefecture": "13", "lat": 27.094, "lng": 142.192 } },
            { "id": "tsushima", "name": "対馬", "place": { "prefecture": "42", "lat": 34.203, "lng": 129.288 } },
            { "id": "nagano", "name": "長野", "place": { "prefecture": "20", "lat": 36.649, "lng": 138.195 } }
        ] }"#;
        let japan = Japan::new();
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let places = Places::new(&feed, &japan);
        for (index, code) in (0..).zip([47, 46, 13, 42]) {
            let Point { x, y } = places.of(index).unwrap().point;
            let codes = [PrefectureCode::new(code).unwrap()];
            let (west, north, east, south) = places.bounds(&japan, &codes).unwrap();
            assert!((west..=east).contains(&x) && (north..=south).contains(&y), "{code}");
        }
        let nagano = [PrefectureCode::new(20).unwrap()];
        assert_eq!(places.bounds(&japan, &nagano), japan.bounds_of([20].into_iter()));
        assert_eq!(places.bounds(&japan, &[]), None);
    }
}
