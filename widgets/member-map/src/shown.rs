//! The members that are found, as they stand on the map: as clusters, in pixels, within a part of it.

use std::rc::Rc;

use ran_atlas::clusters::{Cluster, ClusterPoint, Clusters};
use ran_atlas::japan::{Bounds, Japan, bit};
use ran_atlas::plane::Point;
use ran_feed::model::{Feed, PrefectureCode};

use crate::camera::{self, Camera, Size, Window};
use crate::feed_cache::Ground;
use crate::filters::Picked;
use crate::found::{Found, Unplaced, found};
use crate::near::Near;
use crate::places::{How, Places};
use crate::state::State;

/// The members that are asked for, and how they stand together.
pub(crate) struct Shown {
    /// Places in the feed: the nearest first where the visitor's place is known, else by prefecture.
    pub(crate) found: Rc<[u32]>,
    /// The members of `found`, or else of `instead`, that are on the map, by their number there.
    placed: Vec<u32>,
    /// Where they are, in the same order.
    spots: Vec<ClusterPoint>,
    clusters: Clusters,
    /// By code, how many there are in each prefecture, whichever is asked for.
    pub(crate) counts: [u32; 48],
    /// Whether those of `found` match the words in part, because nobody matches all of them.
    pub(crate) is_partial: bool,
    /// The word that is a place, if it was taken for one.
    pub(crate) near: Option<(String, Near)>,
    pub(crate) unplaced: Unplaced,
    /// Where there is nobody: who is good at the same, or just near. They are on the map in the place of `found`.
    pub(crate) instead: Rc<[u32]>,
    /// Whether those are the nearest to somewhere.
    pub(crate) is_instead_near: bool,
    /// Where the visitor is, if more of it is known than the prefecture.
    pub(crate) from: Option<Point>,
    /// The box around the visitor's own place, and those who are nearest to it.
    pub(crate) around: Option<Bounds>,
}

/// So many of those who are nearest are brought into sight.
const NEAREST: usize = 3;

/// A mark on the map: a member, or several.
pub(crate) struct Mark {
    /// Its index among the clusters of the zoom.
    pub(crate) index: usize,
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

impl Shown {
    pub(crate) fn new(
        feed: &Feed,
        ground: &Ground,
        picked: &Picked,
        japan: &Japan,
        towns: Option<&str>,
        origin: Option<Near>,
    ) -> Self {
        let Found { members, everywhere, is_partial, near, unplaced, instead, is_instead_near } =
            found(feed, ground, picked, japan, towns, origin);
        let places = &ground.cache.places;
        let (placed, spots): (Vec<u32>, Vec<ClusterPoint>) =
            if members.is_empty() { &instead } else { &members }
                .iter()
                .filter_map(|member| {
                    let place = places.of(*member as usize)?;
                    let bits = place.code.map_or(0, |code| bit(code.number()));
                    Some((*member, ClusterPoint { x: place.point.x, y: place.point.y, bits }))
                })
                .unzip();
        let clusters = Clusters::new(&spots, camera::FARTHEST, camera::CLOSEST, camera::radius);
        let counts = places.count(if everywhere.is_empty() { &instead } else { &everywhere });
        let (found, instead) = (members.into(), instead.into());
        // Those who are nearest come first.
        let around = origin.map(|Near { point: Point { x, y }, .. }| {
            spots.iter().take(NEAREST).fold((x, y, x, y), |(west, north, east, south), spot| {
                (west.min(spot.x), north.min(spot.y), east.max(spot.x), south.max(spot.y))
            })
        });
        let from = origin.or(near.as_ref().map(|(_, near)| *near)).filter(|near| near.somewhere_in.is_none());
        Self {
            counts,
            found,
            placed,
            spots,
            clusters,
            is_partial,
            near,
            unplaced,
            instead,
            is_instead_near,
            from: from.map(|near| near.point),
            around,
        }
    }

    /// The prefectures of those who are offered where nobody is found.
    pub(crate) fn offered(&self, places: &Places) -> Vec<PrefectureCode> {
        self.instead.iter().filter_map(|member| places.of(*member as usize)?.code).collect()
    }

    /// Where a cluster stands, by its index at a zoom.
    pub(crate) fn cluster(&self, zoom: u8, index: usize) -> Option<Point> {
        self.clusters.at(zoom).get(index).map(|cluster| Point { x: cluster.x as f32, y: cluster.y as f32 })
    }

    /// Where the mark of a cluster stands, and the first of its members.
    ///
    /// At the closest zoom, where nobody can go closer to part two marks, it stands at the member that took in the others:
    /// those are farther apart than the radius, which the middles of clusters need not be. So no mark lies over another.
    fn stand(&self, zoom: u8, index: usize, cluster: &Cluster, places: &Places) -> ((f64, f64), u32) {
        let first = self.clusters.points(zoom, index, 1).first().copied().unwrap_or_default();
        let member = self.placed.get(first).copied().unwrap_or_default();
        let origin = places.of(member as usize).filter(|_| zoom == camera::CLOSEST);
        let at = origin
            .map_or((cluster.x, cluster.y), |position| (position.point.x.into(), position.point.y.into()));
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
        seen.map(|(index, cluster)| {
            let ((x, y), member) = self.stand(zoom, index, cluster, places);
            let how = places.of(member as usize).map_or(How::Exactly, |position| position.how);
            let at = camera.screen(size, x, y);
            let is_lit = lit == Some(index);
            Mark { index, at, count: cluster.count, bits: cluster.bits, member, is_lit, how }
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
        members
            .filter(|(_, position)| window.holds(position.x, position.y))
            .map(|(member, _)| *member)
            .collect()
    }

    /// At which zoom it falls apart.
    pub(crate) fn splits_at(&self, zoom: u8, index: usize) -> Option<u8> {
        self.clusters.splits_at(zoom, index)
    }

    /// The members of a cluster, by its index at a zoom.
    pub(crate) fn members(&self, zoom: u8, index: usize) -> Vec<u32> {
        let points = self.clusters.points(zoom, index, usize::MAX);
        points.into_iter().filter_map(|point| self.placed.get(point).copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ran_atlas::plane::WORLD;
    use ran_feed::Limits;
    use ran_feed::model::Lang;

    use super::*;
    use crate::feed_cache::FeedCache;
    use crate::map::reach;

    /// Members by how many pixels of the closest zoom they are east and south of 塩尻市役所.
    fn shown(points: &[(f64, f64)]) -> (Shown, Rc<FeedCache>) {
        shown_from(points, None)
    }

    /// The same for a visitor who is somewhere.
    fn shown_from(points: &[(f64, f64)], origin: Option<Near>) -> (Shown, Rc<FeedCache>) {
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
        let cache = Rc::new(FeedCache::new(&feed, &japan));
        let ground = Ground::new(&feed, Picked::default(), cache.clone(), Lang::Ja);
        let shown = Shown::new(&feed, &ground, &Picked::default(), &japan, None, origin);
        (shown, cache)
    }

    /// How many pixels there are between two marks of the closest zoom, at least.
    fn narrowest(points: &[(f64, f64)]) -> f64 {
        let (shown, cache) = shown(points);
        let clusters = shown.clusters.at(camera::CLOSEST);
        let marks: Vec<_> = (0..)
            .zip(clusters)
            .map(|(index, cluster)| {
                (
                    shown.stand(camera::CLOSEST, index, cluster, &cache.places).0,
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

    #[test]
    fn the_nearest_are_in_sight_with_the_visitor() {
        const KM: f64 = 128.0;
        let points =
            [(0.0, 900.0 * KM), (9.0 * KM, 0.0), (0.0, -7.0 * KM), (500.0 * KM, 0.0), (-3.0 * KM, 0.0)];
        let point = ran_atlas::plane::place(36.115, 137.953).unwrap();
        for somewhere_in in [None, PrefectureCode::new(20)] {
            let (shown, cache) = shown_from(&points, Some(Near { somewhere_in, ..Near::at(point) }));
            assert_eq!(shown.found[..3], [4, 2, 1]);
            let at = |member: usize| cache.places.of(member).unwrap().point;
            let around = (at(4).x, at(2).y, at(1).x, point.y);
            assert_eq!(shown.around.unwrap(), around);
        }
        assert_eq!(shown(&points).0.around, None);
        let alone = shown_from(&[], Some(Near::at(point))).0.around;
        assert_eq!(alone, Some((point.x, point.y, point.x, point.y)));
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
}
