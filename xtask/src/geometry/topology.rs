//! From rings to the lines that they share.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Prefectures, Ring};

/// Lines, and rings made of them: the index of a line and 1, negative where it is walked backwards.
pub(super) struct Topology {
    pub(super) lines: Vec<Ring>,
    pub(super) rings: Vec<Vec<Vec<i32>>>,
}

/// Cuts every ring where borders meet, and keeps a line that two rings have once.
///
/// Borders meet at a point that has other neighbours in one ring than in another. It needs no geometry, only that
/// neighbours use the very same points along their border, as Natural Earth and N03 do.
pub(super) fn of(prefectures: &Prefectures) -> Topology {
    let junctions = junctions(prefectures);
    let mut lines: Vec<Ring> = Vec::new();
    let mut known: BTreeMap<Ring, i32> = BTreeMap::new();
    let mut reference = |line: Ring| {
        let backwards: Ring = line.iter().rev().copied().collect();
        let (key, sign) = if line <= backwards { (line, 1) } else { (backwards, -1) };
        let number = *known.entry(key.clone()).or_insert_with(|| {
            lines.push(key);
            lines.len() as i32
        });
        number * sign
    };
    let mut all = Vec::new();
    for rings in prefectures {
        let cut = rings.iter().filter(|ring| ring.len() > 3).map(|ring| cut(ring, &junctions));
        all.push(cut.map(|lines| lines.into_iter().map(&mut reference).collect()).collect());
    }
    Topology { lines, rings: all }
}

/// The points of a closed line, each with the one before and the one after.
fn visits(ring: &Ring) -> impl Iterator<Item = ((i64, i64), [(i64, i64); 2])> {
    let count = ring.len() - 1;
    (0..count).map(move |at| (ring[at], [ring[(at + count - 1) % count], ring[at + 1]]))
}

fn junctions(prefectures: &Prefectures) -> BTreeSet<(i64, i64)> {
    let mut neighbours = BTreeMap::new();
    let mut junctions = BTreeSet::new();
    for ring in prefectures.iter().flatten().filter(|ring| ring.len() > 3) {
        for (point, mut beside) in visits(ring) {
            beside.sort_unstable();
            if *neighbours.entry(point).or_insert(beside) != beside {
                junctions.insert(point);
            }
        }
    }
    junctions
}

/// A ring from junction to junction. One without any begins at its least point, so that a hole and what fills it are alike.
fn cut(ring: &Ring, junctions: &BTreeSet<(i64, i64)>) -> Vec<Ring> {
    let count = ring.len() - 1;
    let first = (0..count).find(|&at| junctions.contains(&ring[at]));
    let first = first.or_else(|| (0..count).min_by_key(|&at| ring[at])).unwrap_or(0);
    let mut lines: Vec<Ring> = Vec::new();
    let mut line = vec![ring[first]];
    for step in 1..=count {
        let point = ring[(first + step) % count];
        line.push(point);
        if step == count || junctions.contains(&point) {
            lines.push(std::mem::replace(&mut line, vec![point]));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side, and an island.
    fn squares() -> Prefectures {
        vec![
            vec![vec![(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]],
            vec![vec![(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)], vec![(5, 5), (6, 5), (5, 6), (5, 5)]],
        ]
    }

    #[test]
    fn neighbours_share_their_border() {
        let topology = of(&squares());
        assert_eq!(topology.lines.len(), 4);
        let (left, right) = (&topology.rings[0][0], &topology.rings[1][0]);
        let shared: Vec<i32> = left.iter().filter(|line| right.contains(&-**line)).copied().collect();
        assert_eq!(shared.len(), 1, "{left:?} {right:?}");
        assert_eq!(topology.rings[1][1].len(), 1);
    }

    #[test]
    fn an_enclave_shares_its_coast_with_the_hole_around_it() {
        let hole = vec![vec![(2, 2), (4, 2), (4, 4), (2, 2)]];
        let filled = vec![vec![(4, 4), (4, 2), (2, 2), (4, 4)]];
        let topology = of(&vec![hole, filled]);
        assert_eq!(
            (topology.lines.len(), &topology.rings[0][0], &topology.rings[1][0]),
            (1, &vec![1], &vec![-1])
        );
    }
}
