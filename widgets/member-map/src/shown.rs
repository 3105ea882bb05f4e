//! The members that are asked for, in their order and as clusters.

use std::rc::Rc;

use ran_atlas::clusters::{Cluster, Clusters, Spot};
use ran_atlas::japan::{Japan, bit};
use ran_atlas::plane::{self, Point};
use ran_feed::model::{Feed, PrefectureCode};
use ran_feed::search::Query;

use crate::camera::{self, Camera, Size, Window};
use crate::filters::{self, Picked};
use crate::kept::Ground;
use crate::near::{self, Near};
use crate::places::{How, Places};
use crate::state::State;

/// The members that are asked for, and how they stand together.
pub(crate) struct Shown {
    /// Places in the feed: the nearest first where the visitor's place is known, else by prefecture.
    pub(crate) found: Rc<[u32]>,
    /// The members of `found`, or else of `instead`, that are on the map, by their number there.
    placed: Vec<u32>,
    /// Where they are, in the same order.
    spots: Vec<Spot>,
    clusters: Clusters,
    /// By code, how many there are in each prefecture, whichever is asked for.
    pub(crate) counts: [u32; 48],
    /// Whether those of `found` match the words in part, because nobody matches all of them.
    pub(crate) is_partial: bool,
    /// The word that is a place, if it was taken for one.
    pub(crate) near: Option<(String, Near)>,
    /// Where there is nobody: who is good at the same, or just near. They are on the map in the place of `found`.
    pub(crate) instead: Rc<[u32]>,
    /// Whether those are the nearest to somewhere.
    pub(crate) is_instead_near: bool,
}

/// A mark on the map: a member, or several.
pub(crate) struct Mark {
    /// Its place among the clusters of the zoom.
    pub(crate) place: usize,
    /// In pixels.
    pub(crate) at: (f64, f64),
    pub(crate) count: u32,
    pub(crate) bits: u64,
    /// A member of it: the only one of one.
    pub(crate) member: u32,
    /// Whether somebody of it is pointed at in the list.
    pub(crate) is_lit: bool,
    pub(crate) how: How,
}

/// How many are offered where nobody matches.
const MOST_INSTEAD: usize = 5;

impl Shown {
    pub(crate) fn new(
        feed: &Feed,
        ground: &Ground,
        picked: &Picked,
        japan: &Japan,
        origin: Option<Point>,
    ) -> Self {
        let Ground { base, allowed, kept, .. } = ground;
        let places = &kept.places;
        let haystacks = &kept.haystacks;
        let no_words = Query::default();
        let asked = |all: &[u32]| -> Vec<u32> {
            let is_asked = |member: &u32| places.is_in(*member as usize, &picked.prefectures);
            all.iter().copied().filter(is_asked).collect()
        };
        let mut all = filters::found(feed, allowed, picked, &picked.filter.text, haystacks);
        let mut found = asked(&all);
        let mut instead = Vec::new();
        let mut is_instead_near = false;
        let (mut origin, mut near, mut words) = (origin, None, Vec::new());
        if found.is_empty() {
            let mut typed: Vec<&str> = picked.typed.split_whitespace().collect();
            if origin.is_none()
                && let Some((at, place)) = near::locate_among(&typed, feed, places, japan)
            {
                near = Some((typed.remove(at).to_owned(), place));
                origin = Some(place.point);
            }
            words.extend(typed.into_iter().map(Query::new));
        }
        let had = |member: u32| {
            words.iter().filter(|word| filters::has_words(word, member, feed, haystacks)).count()
        };
        let mut is_partial = false;
        if !words.is_empty() {
            let mut partial = filters::found(feed, allowed, picked, &no_words, haystacks);
            partial.retain(|member| had(*member) > 0);
            found = asked(&partial);
            is_partial = !found.is_empty();
            if is_partial {
                all = partial;
            }
        }
        if found.is_empty() {
            // Near what is asked for, and so not only in it.
            let allowed = filters::allowed(feed, base, &[], places);
            instead = filters::found(feed, &allowed, &picked.by_theme(), &no_words, haystacks);
            let home = picked.prefectures.first().or(base.prefectures.first());
            let home = home.and_then(|code| japan.prefecture(code.number()));
            let origin = origin.or(home.map(|prefecture| prefecture.inside));
            is_instead_near = origin.is_some();
            sort(&mut instead, places, origin);
            instead.truncate(MOST_INSTEAD);
        }
        sort(&mut found, places, origin);
        if is_partial {
            order(&mut found, &|member| words.len() - had(member));
        }
        let on_map = |member: &u32| places.of(*member as usize).map(|spot| (*member, spot));
        let (placed, spots): (Vec<u32>, Vec<Spot>) = if found.is_empty() { &instead } else { &found }
            .iter()
            .filter_map(on_map)
            .map(|(member, spot)| {
                let bits = spot.code.map_or(0, |code| bit(code.number()));
                (member, Spot { x: spot.point.x, y: spot.point.y, bits })
            })
            .unzip();
        let clusters = Clusters::new(&spots, camera::FARTHEST, camera::CLOSEST, camera::radius);
        let counts = places.count(if all.is_empty() { &instead } else { &all });
        let (found, instead) = (found.into(), instead.into());
        Self { counts, found, placed, spots, clusters, is_partial, near, instead, is_instead_near }
    }

    /// The prefectures of those who are offered where nobody is found.
    pub(crate) fn offered(&self, places: &Places) -> Vec<PrefectureCode> {
        self.instead.iter().filter_map(|member| places.of(*member as usize)?.code).collect()
    }

    /// Where a cluster stands, by its place at a zoom.
    pub(crate) fn cluster(&self, zoom: u8, place: usize) -> Option<Point> {
        self.clusters.at(zoom).get(place).map(|cluster| Point { x: cluster.x as f32, y: cluster.y as f32 })
    }

    /// Where the mark of a cluster stands, and the first of its members.
    ///
    /// At the closest zoom, where nobody can go closer to part two marks, it stands at the member that took in the others:
    /// those are farther apart than the radius, which the middles of clusters need not be. So no mark lies over another.
    fn stand(&self, zoom: u8, place: usize, cluster: &Cluster, places: &Places) -> ((f64, f64), u32) {
        let first = self.clusters.points(zoom, place, 1).first().copied().unwrap_or_default();
        let member = self.placed.get(first).copied().unwrap_or_default();
        let origin = places.of(member as usize).filter(|_| zoom == camera::CLOSEST);
        let at = origin.map_or((cluster.x, cluster.y), |spot| (spot.point.x.into(), spot.point.y.into()));
        (at, member)
    }

    /// The marks that are seen.
    pub(crate) fn marks(&self, state: &State, places: &Places) -> Vec<Mark> {
        let (camera, size) = (state.camera, state.size);
        let (zoom, clusters) = (camera.zoom(size), &self.clusters);
        let lit = state.lit.and_then(|lit| self.placed.iter().position(|member| *member == lit));
        let lit = lit.and_then(|point| clusters.holding(zoom, point));
        // At the closest zoom a mark is up to the radius off the middle of its cluster.
        let margin = if zoom == camera::CLOSEST { 1.5 } else { 0.5 };
        let window = camera.window(size, camera::RADIUS * margin);
        let seen =
            clusters.at(zoom).iter().enumerate().filter(|(_, cluster)| window.holds(cluster.x, cluster.y));
        seen.map(|(place, cluster)| {
            let ((x, y), member) = self.stand(zoom, place, cluster, places);
            let how = places.of(member as usize).map_or(How::Exactly, |spot| spot.how);
            let at = camera.screen(size, x, y);
            let is_lit = lit == Some(place);
            Mark { place, at, count: cluster.count, bits: cluster.bits, member, is_lit, how }
        })
        .collect()
    }

    /// The mark that is nearest to the middle of the map, in pixels; the middle itself where none is seen.
    pub(crate) fn nearest(&self, camera: Camera, size: Size) -> (f64, f64) {
        let middle = (size.width / 2.0, size.height / 2.0);
        let window = camera.window(size, 0.0);
        let (mut nearest, mut least) = (middle, f64::INFINITY);
        for cluster in self.clusters.at(camera.zoom(size)) {
            let at = camera.screen(size, cluster.x, cluster.y);
            let (across, down) = (at.0 - middle.0, at.1 - middle.1);
            let apart = across * across + down * down;
            if apart < least && window.holds(cluster.x, cluster.y) {
                (nearest, least) = (at, apart);
            }
        }
        nearest
    }

    /// Those on a part of the map.
    pub(crate) fn within(&self, window: Window) -> Rc<[u32]> {
        let members = self.placed.iter().zip(&self.spots);
        members.filter(|(_, spot)| window.holds(spot.x, spot.y)).map(|(member, _)| *member).collect()
    }

    /// At which zoom it falls apart.
    pub(crate) fn splits_at(&self, zoom: u8, place: usize) -> Option<u8> {
        self.clusters.splits_at(zoom, place)
    }

    /// The members of a cluster, by its place at a zoom.
    pub(crate) fn members(&self, zoom: u8, place: usize) -> Vec<u32> {
        let points = self.clusters.points(zoom, place, usize::MAX);
        points.into_iter().filter_map(|point| self.placed.get(point).copied()).collect()
    }
}

/// The nearest first; without a place to be near to, by prefecture. Who is nowhere comes last.
fn sort(members: &mut Vec<u32>, places: &Places, origin: Option<Point>) {
    order(members, &|member| match (places.of(member as usize), origin) {
        (None, _) => usize::MAX,
        (Some(spot), Some(origin)) => plane::distance(spot.point, origin) as usize,
        (Some(spot), None) => spot.code.map_or(0, |code| code.number().into()),
    });
}

/// Units of the plane are finer than places are known, and nothing in Japan is farther apart than this many of them.
const FARTHEST_KEY: usize = 4095;

/// Sorts by a key, keeping the order of equals: by counting, because the sort of the standard library costs a visitor
/// some kilobytes for each type.
pub(crate) fn order(members: &mut Vec<u32>, key: &dyn Fn(u32) -> usize) {
    let keys: Vec<usize> = members.iter().map(|member| key(*member).min(FARTHEST_KEY)).collect();
    let mut starts = vec![0; FARTHEST_KEY + 2];
    for key in &keys {
        starts[key + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut sorted = vec![0; members.len()];
    for (member, key) in members.iter().zip(keys) {
        sorted[starts[key]] = *member;
        starts[key] += 1;
    }
    *members = sorted;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ran_atlas::plane::WORLD;
    use ran_feed::Limits;
    use ran_feed::model::Lang;

    use super::*;
    use crate::kept::Kept;
    use crate::map::reach;

    /// Members by how many pixels of the closest zoom they are east and south of 塩尻市役所.
    fn shown(points: &[(f64, f64)]) -> (Shown, Rc<Kept>) {
        let unit = 360.0 / WORLD / f64::from(1u32 << (camera::CLOSEST - 7));
        let member = |(at, (east, south)): (usize, &(f64, f64))| {
            // Web Mercator is stretched by the secant of the latitude.
            let (lat, lng) = (36.115 - south * unit * 36.115_f64.to_radians().cos(), 137.953 + east * unit);
            format!(r#"{{"id":"m{at}","name":"M","place":{{"lat":{lat},"lng":{lng}}}}}"#)
        };
        let members: Vec<String> = points.iter().enumerate().map(member).collect();
        let text = format!(r#"{{"version":1,"members":[{}]}}"#, members.join(","));
        let feed = ran_feed::read(text.into_bytes(), &Limits::default()).unwrap().feed;
        let japan = Japan::new();
        let kept = Rc::new(Kept::new(&feed, &japan));
        let ground = Ground::new(&feed, Picked::default(), kept.clone(), Lang::Ja);
        let shown = Shown::new(&feed, &ground, &Picked::default(), &japan, None);
        (shown, kept)
    }

    /// How many pixels there are between two marks of the closest zoom, at least.
    fn narrowest(points: &[(f64, f64)]) -> f64 {
        let (shown, kept) = shown(points);
        let clusters = shown.clusters.at(camera::CLOSEST);
        let marks: Vec<_> = (0..)
            .zip(clusters)
            .map(|(place, cluster)| {
                (
                    shown.stand(camera::CLOSEST, place, cluster, &kept.places).0,
                    f64::from(reach(cluster.count)),
                )
            })
            .collect();
        assert_eq!(clusters.iter().map(|cluster| cluster.count as usize).sum::<usize>(), points.len());
        let mut narrowest = f64::INFINITY;
        for (at, ((x, y), reach)) in marks.iter().enumerate() {
            for ((other_x, other_y), other_reach) in &marks[..at] {
                let scale = f64::from(1u32 << (camera::CLOSEST - 7));
                let apart = (x - other_x).hypot(y - other_y) * scale;
                narrowest = narrowest.min(apart - reach - other_reach);
            }
        }
        narrowest
    }

    /// The auditor's case: ten around a point, and one whose distance to their middle is a few pixels.
    #[test]
    fn a_member_beside_a_cluster_is_not_under_it() {
        let mut points = vec![(0.0, 0.0)];
        points.extend([(50.0, 0.0); 9]);
        points.push((57.0, 0.0));
        let (shown, _) = shown(&points);
        assert_eq!(shown.clusters.at(camera::CLOSEST).len(), 2);
        assert!(narrowest(&points) > 0.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Points in a heap, in a few heaps, on a line or on a grid of any width, and on a ring as wide as the radius.
        #[test]
        fn marks_never_lie_over_each_other_at_the_closest_zoom(
            heap in prop::collection::vec((0.0..300.0, 0.0..300.0), 0..60),
            heaps in prop::collection::vec((0..6u8, 0.0..9.0, 0.0..9.0), 0..60),
            (wide, steps) in (0.5..70.0, 0..9u8),
            angles in prop::collection::vec(0.0..std::f64::consts::TAU, 0..20),
        ) {
            let mut points: Vec<(f64, f64)> = heap;
            points.extend(heaps.into_iter().map(|(heap, x, y)| (f64::from(heap) * 29.0 + x, y)));
            points.extend((0..steps * steps).map(|at| (f64::from(at / steps) * wide, 900.0 + f64::from(at % steps) * wide)));
            points.extend(angles.into_iter().map(|angle: f64| (angle.cos() * camera::RADIUS, angle.sin() * camera::RADIUS)));
            let narrowest = narrowest(&points);
            prop_assert!(narrowest > 0.0, "{narrowest}");
        }
    }

    /// Who is shown for a keyword, in their order, the place that was found in it, and how many are in 愛知県.
    fn looked_for(query: &str, prefecture: &str, origin: Option<Point>) -> String {
        const FEED: &str = r#"{ "version": 1, "themes": [{ "id": "foreign", "label": "外国人" }], "members": [
            { "id": "旭川", "name": "旭川", "themes": ["foreign"], "place": { "prefecture": "01" } },
            { "id": "石巻", "name": "石巻", "place": { "prefecture": "04" } },
            { "id": "塩尻", "name": "塩尻", "place": { "lat": 36.115, "lng": 137.953, "municipality_name": "塩尻市" } },
            { "id": "名古屋", "name": "名古屋", "themes": ["foreign"], "place": { "prefecture": "23" } },
            { "id": "那覇", "name": "那覇の就労", "themes": ["foreign"], "place": { "prefecture": "47" } }
        ] }"#;
        let feed = ran_feed::read(FEED.into(), &Limits::default()).unwrap().feed;
        let japan = Japan::new();
        let ground = Ground::new(&feed, Picked::default(), Rc::new(Kept::new(&feed, &japan)), Lang::Ja);
        let mut picks: [yew::AttrValue; filters::FACETS] = Default::default();
        picks[filters::Facet::Prefecture as usize] = prefecture.to_owned().into();
        let picked = Picked::new(&picks, &query.to_owned().into());
        let shown = Shown::new(&feed, &ground, &picked, &japan, origin);
        let names = |members: &[u32]| {
            let names = members.iter().map(|member| feed.members[*member as usize].id.as_str());
            names.collect::<Vec<_>>().join(" ")
        };
        let near = shown.near.as_ref().map_or(String::new(), |(word, near)| near.called(word, Lang::Ja));
        assert_eq!(
            shown.is_partial,
            !shown.found.is_empty() && shown.near.is_some() || query == "就労 外国人 火星"
        );
        format!("{}|{}|{near}|{}", names(&shown.found), names(&shown.instead), shown.counts[23])
    }

    #[test]
    fn a_keyword_that_nobody_matches_is_taken_for_a_place_and_some_words() {
        let check =
            |query: &str, expected: &str| assert_eq!(looked_for(query, "", None), expected, "{query}");
        check("外国人", "旭川 名古屋 那覇|||1");
        check("長野 外国人", "名古屋 旭川 那覇||長野県|1");
        check("外国人　長野県", "名古屋 旭川 那覇||長野県|1");
        check("外国人 塩尻市", "名古屋 旭川 那覇||塩尻市|1");
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
        let naha = Japan::new().prefecture(47).unwrap().inside;
        assert_eq!(looked_for("宮崎 外国人 火星", "23", None), "名古屋||宮崎県|1");
        assert!(looked_for("奈良", "", Some(naha)).starts_with("|那覇 "));
    }

    #[test]
    fn equals_stay_in_their_order() {
        let mut members = vec![5, 1, 4, 2, 3];
        order(&mut members, &|member| if member == 4 { usize::MAX } else { (member % 2) as usize });
        assert_eq!(members, [2, 5, 1, 3, 4]);
        order(&mut Vec::new(), &|_| 0);
    }
}
