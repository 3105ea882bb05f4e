//! Points joined at each zoom, so that little of what is shown overlaps.
//!
//! The method and its results are those of [supercluster] 8 by Vladimir Agafonkin: from the closest zoom outwards, each
//! point in turn takes in all points of the zoom before that lie within a radius, and stands at their weighted mean. A
//! test holds the counts against fixtures that supercluster has made. What differs is how near points are found: by
//! a grid of cells as wide as the radius, instead of a k-d tree.
//!
//! Means may come nearer to each other than the radius. The points that took in the others do not: what must not overlap
//! stands at the first of [`Clusters::points`] at the closest zoom.
//!
//! [supercluster]: https://github.com/mapbox/supercluster

/// A point to be joined with others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClusterPoint {
    /// To the east, in any unit.
    pub x: f32,
    /// To the south, in the same unit.
    pub y: f32,
    /// What a cluster knows of its points: it has a bit if any of them has.
    pub bits: u64,
}

/// A cluster, or a point that stands alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// Where it stands: the mean of its points.
    pub x: f64,
    /// Where it stands.
    pub y: f64,
    /// How many points it has.
    pub count: u32,
    /// All bits of its points.
    pub bits: u64,
    /// Where its parts begin in `Level::parts`; they end where those of the next cluster begin.
    parts: u32,
}

/// The clusters of one zoom.
struct Level {
    clusters: Vec<Cluster>,
    /// Places in the level before (the closer zoom), or of points.
    parts: Vec<u32>,
}

/// Points joined at each zoom of a range.
pub struct Clusters {
    closest: u8,
    /// From the closest zoom to the farthest.
    levels: Vec<Level>,
}

impl Clusters {
    /// Joins points at the zooms from `farthest` to `closest`, within the radius that belongs to each, in the unit of the points.
    #[must_use]
    pub fn new(spots: &[ClusterPoint], farthest: u8, closest: u8, radius: impl Fn(u8) -> f64) -> Self {
        let mut grid = Grid::default();
        let mut levels: Vec<Level> = Vec::new();
        let single = |spot: &ClusterPoint| Cluster {
            x: spot.x.into(),
            y: spot.y.into(),
            count: 1,
            bits: spot.bits,
            parts: 0,
        };
        let points: Vec<Cluster> = spots.iter().map(single).collect();
        for zoom in (farthest..=closest).rev() {
            let before = levels.last().map_or(&points, |level| &level.clusters);
            let level = grid.join(before, radius(zoom));
            levels.push(level);
        }
        Self { closest, levels }
    }

    fn level(&self, zoom: u8) -> Option<(usize, &Level)> {
        let at = usize::from(self.closest.saturating_sub(zoom)).min(self.levels.len().checked_sub(1)?);
        Some((at, &self.levels[at]))
    }

    /// The clusters at a zoom. Beyond the range it is the nearest zoom in it.
    #[must_use]
    pub fn at(&self, zoom: u8) -> &[Cluster] {
        self.level(zoom).map_or(&[], |(_, level)| &level.clusters)
    }

    /// The points of a cluster, by its place in [`Clusters::at`]: their places in the list that was given, at most `most`.
    /// At the closest zoom the first one took in the others, and is farther from those of other clusters than the radius.
    #[must_use]
    pub fn points(&self, zoom: u8, place: usize, most: usize) -> Vec<usize> {
        let mut points = Vec::new();
        if let Some((at, _)) = self.level(zoom) {
            self.collect(at, place, most, &mut points);
        }
        points
    }

    fn collect(&self, at: usize, place: usize, most: usize, points: &mut Vec<usize>) {
        let level = &self.levels[at];
        let Some(cluster) = level.clusters.get(place) else { return };
        let end = level.clusters.get(place + 1).map_or(level.parts.len(), |next| next.parts as usize);
        for &part in &level.parts[cluster.parts as usize..end] {
            if points.len() >= most {
                return;
            }
            match at.checked_sub(1) {
                None => points.push(part as usize),
                Some(closer) => self.collect(closer, part as usize, most, points),
            }
        }
    }

    /// The cluster that has a point: by the point's place in the list that was given, its place in [`Clusters::at`].
    #[must_use]
    pub fn holding(&self, zoom: u8, point: usize) -> Option<usize> {
        let (last, _) = self.level(zoom)?;
        let mut place = point;
        for level in &self.levels[..=last] {
            let part = level.parts.iter().position(|part| *part as usize == place)?;
            // The last one whose parts begin there or before.
            place =
                level.clusters.partition_point(|cluster| cluster.parts as usize <= part).checked_sub(1)?;
        }
        Some(place)
    }

    /// The nearest zoom at which a cluster falls apart. None if its points never do.
    #[must_use]
    pub fn splits_at(&self, zoom: u8, place: usize) -> Option<u8> {
        let (mut at, mut level) = self.level(zoom)?;
        let mut place = place;
        loop {
            let cluster = level.clusters.get(place)?;
            let end = level.clusters.get(place + 1).map_or(level.parts.len(), |next| next.parts as usize);
            let closer = at.checked_sub(1)?;
            if end - cluster.parts as usize > 1 {
                return Some(self.closest - u8::try_from(closer).ok()?);
            }
            place = level.parts[cluster.parts as usize] as usize;
            (at, level) = (closer, &self.levels[closer]);
        }
    }
}

/// Cells as wide as the radius, found by a hash of their column and row.
#[derive(Default)]
struct Grid {
    /// By hash, the first cluster of the cells that have it, plus 1.
    first: Vec<u32>,
    /// By cluster, the next one of the same hash, plus 1.
    next: Vec<u32>,
}

impl Grid {
    fn hash(&self, column: i32, row: i32) -> usize {
        // Two large primes, as in the spatial hashing of Teschner and others (2003).
        let mixed = (column as u32).wrapping_mul(73_856_093) ^ (row as u32).wrapping_mul(19_349_663);
        (mixed ^ mixed >> 15) as usize & (self.first.len() - 1)
    }

    fn join(&mut self, before: &[Cluster], radius: f64) -> Level {
        self.first.clear();
        self.first.resize((before.len() * 2).next_power_of_two(), 0);
        self.next.clear();
        self.next.resize(before.len(), 0);
        // A little wider than the radius, so that rounding cannot hide a point two cells away.
        let width = radius * 1.001;
        let cell = |x: f64, y: f64| ((x / width).floor() as i32, (y / width).floor() as i32);
        // From the end, so that each list is in the order of the clusters.
        for (place, cluster) in before.iter().enumerate().rev() {
            let (column, row) = cell(cluster.x, cluster.y);
            let hash = self.hash(column, row);
            self.next[place] = std::mem::replace(&mut self.first[hash], place as u32 + 1);
        }
        let mut taken = vec![false; before.len()];
        let mut level = Level { clusters: Vec::new(), parts: Vec::with_capacity(before.len()) };
        for (place, origin) in before.iter().enumerate() {
            if std::mem::replace(&mut taken[place], true) {
                continue;
            }
            let mut cluster = Cluster { parts: level.parts.len() as u32, ..*origin };
            level.parts.push(place as u32);
            let weight = f64::from(origin.count);
            let (mut x, mut y) = (origin.x * weight, origin.y * weight);
            let (column, row) = cell(origin.x, origin.y);
            for (column, row) in
                (-1..=1).flat_map(|across| (-1..=1).map(move |down| (column + across, row + down)))
            {
                let mut at = self.first[self.hash(column, row)];
                while let Some(place) = (at as usize).checked_sub(1) {
                    at = self.next[place];
                    // supercluster searches among coordinates rounded to f32.
                    let other = &before[place];
                    let (across, down) =
                        (f64::from(other.x as f32) - origin.x, f64::from(other.y as f32) - origin.y);
                    if !taken[place] && across * across + down * down <= radius * radius {
                        taken[place] = true;
                        level.parts.push(place as u32);
                        let weight = f64::from(other.count);
                        (x, y) = (x + other.x * weight, y + other.y * weight);
                        cluster.count += other.count;
                        cluster.bits |= other.bits;
                    }
                }
            }
            if cluster.count > origin.count {
                (cluster.x, cluster.y) = (x / f64::from(cluster.count), y / f64::from(cluster.count));
            }
            level.clusters.push(cluster);
        }
        level
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// supercluster's projection of degrees, in its own unit: the world is 1 wide.
    fn mercator(lng: f64, lat: f64) -> (f32, f32) {
        let sine = lat.to_radians().sin();
        let y = 0.5 - 0.25 * ((1.0 + sine) / (1.0 - sine)).ln() / std::f64::consts::PI;
        ((lng / 360.0 + 0.5) as f32, y as f32)
    }

    #[test]
    fn counts_are_those_of_supercluster() {
        let golden: serde_json::Value =
            serde_json::from_str(include_str!("../golden/clusters.json")).unwrap();
        for set in golden["sets"].as_array().unwrap() {
            let number = |value: &serde_json::Value| value.as_f64().unwrap();
            let spots: Vec<ClusterPoint> = set["points"]
                .as_array()
                .unwrap()
                .iter()
                .map(|point| mercator(number(&point[0]), number(&point[1])))
                .map(|(x, y)| ClusterPoint { x, y, bits: 0 })
                .collect();
            let (radius, extent) = (number(&set["radius"]), number(&set["extent"]));
            let at = |zoom: u8| radius / (extent * f64::from(1u32 << zoom));
            let clusters = Clusters::new(&spots, 0, 16, at);
            let zooms = set["zooms"].as_array().unwrap();
            assert_eq!(zooms.len(), 17);
            for (zoom, expected) in (0..).zip(zooms) {
                let mut counts = std::collections::BTreeMap::new();
                for cluster in clusters.at(zoom) {
                    *counts.entry(cluster.count).or_insert(0) += 1;
                }
                let counts: Vec<(u32, u32)> = counts.into_iter().collect();
                assert_eq!(
                    serde_json::to_value(counts).unwrap(),
                    *expected,
                    "{} at zoom {zoom}",
                    set["name"]
                );
            }
        }
    }

    fn spots(points: &[(f32, f32)]) -> Vec<ClusterPoint> {
        (0..).zip(points).map(|(bit, &(x, y))| ClusterPoint { x, y, bits: 1 << (bit % 47) }).collect()
    }

    #[test]
    fn a_cluster_knows_its_points_and_where_it_falls_apart() {
        let clusters =
            Clusters::new(&spots(&[(0.0, 0.0), (100.0, 0.0), (3.0, 0.0), (100.0, 0.0)]), 0, 3, |zoom| {
                8.0 / f64::from(1u32 << zoom)
            });
        let counts = |zoom| clusters.at(zoom).iter().map(|cluster| cluster.count).collect::<Vec<_>>();
        assert_eq!(counts(0), [2, 2]);
        assert_eq!(counts(2), [1, 2, 1]);
        assert_eq!((clusters.points(0, 0, 9), clusters.points(0, 1, 9)), (vec![0, 2], vec![1, 3]));
        assert_eq!(clusters.points(0, 1, 1), [1]);
        assert_eq!(
            (clusters.holding(0, 2), clusters.holding(3, 2), clusters.holding(0, 4)),
            (Some(0), Some(2), None)
        );
        assert_eq!((clusters.splits_at(0, 0), clusters.splits_at(0, 1)), (Some(2), None));
        assert_eq!(clusters.at(0)[0].bits, 0b101);
        assert!((clusters.at(0)[0].x - 1.5).abs() < 1e-9);
        assert_eq!((clusters.points(0, 7, 9), clusters.splits_at(0, 7)), (vec![], None));
    }

    #[test]
    fn nothing_and_ten_thousand_at_one_point() {
        assert!(Clusters::new(&[], 0, 16, |_| 1.0).at(5).is_empty());
        let clusters = Clusters::new(&spots(&vec![(7.0, 7.0); 10_000]), 5, 16, |_| 0.001);
        assert_eq!(clusters.at(16).iter().map(|cluster| cluster.count).collect::<Vec<_>>(), [10_000]);
        assert_eq!(clusters.splits_at(5, 0), None);
        // Each bit is that of two hundred points: it counts once.
        assert_eq!(clusters.at(5)[0].bits, (1 << 47) - 1);
    }

    /// As in supercluster, whose index takes what is no farther away than the radius.
    #[test]
    fn what_is_just_as_far_as_the_radius_is_taken_in() {
        let count = |across| Clusters::new(&spots(&[(0.0, 0.0), (across, 0.0)]), 0, 0, |_| 8.0).at(0).len();
        assert_eq!((count(8.0), count(8.001)), (1, 2));
    }

    proptest! {
        #[test]
        fn the_first_points_are_farther_apart_than_the_radius(points in prop::collection::vec((0f32..50.0, 0f32..50.0), 0..120)) {
            let clusters = Clusters::new(&spots(&points), 3, 4, |zoom| 20.0 / f64::from(1u32 << zoom));
            let first = |place| points[clusters.points(4, place, 1)[0]];
            for place in 0..clusters.at(4).len() {
                for other in 0..place {
                    let ((x, y), (other_x, other_y)) = (first(place), first(other));
                    prop_assert!(f64::from(x - other_x).hypot(f64::from(y - other_y)) > 20.0 / 16.0 - 1e-6);
                }
            }
        }

        #[test]
        fn no_point_is_lost_or_shown_twice(points in prop::collection::vec((0f32..50.0, 0f32..50.0), 0..120)) {
            let clusters = Clusters::new(&spots(&points), 0, 4, |zoom| 20.0 / f64::from(1u32 << zoom));
            for zoom in 0..=4 {
                let mut all = Vec::new();
                for place in 0..clusters.at(zoom).len() {
                    for point in clusters.points(zoom, place, usize::MAX) {
                        prop_assert_eq!(clusters.holding(zoom, point), Some(place));
                        all.push(point);
                    }
                }
                all.sort_unstable();
                prop_assert_eq!(all, (0..points.len()).collect::<Vec<_>>());
            }
        }
    }
}
