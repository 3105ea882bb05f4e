//! What lies next in the direction of an arrow key.

use crate::japan::Japan;
use crate::plane::Point;

/// A direction on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the west.
    Left,
    /// To the east.
    Right,
    /// To the north.
    Up,
    /// To the south.
    Down,
}

impl Direction {
    /// The direction of an arrow key, by its name in the browser.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            _ => return None,
        })
    }

    /// How far it is from one point to another this way, and how far off the way.
    fn along(self, from: Point, to: Point) -> (f32, f32) {
        let (x, y) = (to.x - from.x, to.y - from.y);
        match self {
            Self::Left => (-x, y.abs()),
            Self::Right => (x, y.abs()),
            Self::Up => (-y, x.abs()),
            Self::Down => (y, x.abs()),
        }
    }
}

/// Of points with their names, the one that lies next: near, and in the direction rather than beside it.
pub fn next<T: Copy>(
    from: Point,
    direction: Direction,
    points: impl IntoIterator<Item = (T, Point)>,
) -> Option<T> {
    let mut best = None;
    let mut least = f32::INFINITY;
    for (name, point) in points {
        let (ahead, beside) = direction.along(from, point);
        // Within 60° to both sides of the way. A step aside counts double.
        let cost = ahead + 2.0 * beside;
        if ahead > 0.0 && beside <= ahead * 1.73 && cost < least {
            (best, least) = (Some(name), cost);
        }
    }
    best
}

/// 鹿児島県 and 沖縄県, which lies to the south-west of it and is drawn elsewhere.
const KAGOSHIMA: u8 = 46;
const OKINAWA: u8 = 47;

/// The prefecture next to one: a neighbour on land if one lies that way, or else what comes next over the sea; of 沖縄県 as it
/// lies, and not as the map draws it.
///
/// ```
/// use ran_atlas::{compass::{Direction, next_prefecture}, japan::Japan};
/// let japan = Japan::new();
/// // North of 東京都 lies 埼玉県; from 青森県 it is over the strait to 北海道.
/// assert_eq!(next_prefecture(&japan, 13, Direction::Up), Some(11));
/// assert_eq!(next_prefecture(&japan, 2, Direction::Up), Some(1));
/// ```
#[must_use]
pub fn next_prefecture(japan: &Japan, code: u8, direction: Direction) -> Option<u8> {
    let here = japan.prefecture(code)?;
    if code == OKINAWA {
        return matches!(direction, Direction::Up | Direction::Right).then_some(KAGOSHIMA);
    }
    let others = |on_land: bool| {
        let others = japan
            .prefectures()
            .iter()
            .filter(move |other| if on_land { here.borders(other.code) } else { other.code != OKINAWA });
        others.map(|other| (other.code, other.inside))
    };
    let drawn =
        next(here.inside, direction, others(true)).or_else(|| next(here.inside, direction, others(false)));
    let leads_there = code == KAGOSHIMA && matches!(direction, Direction::Left | Direction::Down);
    drawn.or_else(|| leads_there.then_some(OKINAWA))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_ahead_comes_before_far_and_aside() {
        let points = [(1, 10.0, 0.0), (2, 20.0, 0.0), (3, 5.0, 8.0), (4, -1.0, 0.0), (5, 0.0, 0.0)];
        let points = points.map(|(name, x, y)| (name, Point { x, y }));
        let check =
            |direction, expected| assert_eq!(next(Point { x: 0.0, y: 0.0 }, direction, points), expected);
        check(Direction::Right, Some(1));
        check(Direction::Left, Some(4));
        check(Direction::Down, Some(3));
        check(Direction::Up, None);
    }

    #[test]
    fn the_nearest_within_60_degrees_is_next_and_a_step_aside_counts_double() {
        let check = |points: &[(f32, f32)], expected| {
            let points = (0..).zip(points.iter().map(|&(x, y)| Point { x, y }));
            assert_eq!(next(Point { x: 0.0, y: 0.0 }, Direction::Right, points), expected);
        };
        check(&[(20.0, 0.0), (10.0, 0.0)], Some(1));
        // 18 with the 4 aside, and 16 with them.
        check(&[(10.0, 4.0), (17.0, 0.0)], Some(1));
        check(&[(8.0, 4.0), (17.0, 0.0)], Some(0));
        // 58° and 63°.
        check(&[(10.0, 16.0)], Some(0));
        check(&[(1.0, 2.0)], None);
    }

    #[test]
    fn a_neighbour_on_land_comes_before_what_is_nearer_over_the_sea() {
        let japan = Japan::new();
        let check = |from, direction, expected| {
            assert_eq!(next_prefecture(&japan, from, direction), Some(expected), "{from} {direction:?}");
        };
        // 山口県 and 広島県, not 香川県; 香川県 and 愛媛県, not 広島県; 大分県 and 福岡県, not 山口県.
        check(35, Direction::Right, 34);
        check(37, Direction::Left, 38);
        check(44, Direction::Up, 40);
    }

    #[test]
    fn okinawa_is_where_it_lies_and_not_where_it_is_drawn() {
        let japan = Japan::new();
        let all = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
        for code in (1..=45).chain([47]) {
            assert!(all.iter().all(|way| next_prefecture(&japan, code, *way) != Some(47)), "{code}");
        }
        assert_eq!(next_prefecture(&japan, 46, Direction::Down), Some(47));
        assert_eq!(next_prefecture(&japan, 47, Direction::Up), Some(46));
        assert_eq!(next_prefecture(&japan, 47, Direction::Down), None);
    }

    #[test]
    fn every_prefecture_is_reached_from_every_other() {
        let japan = Japan::new();
        for start in 1..=47 {
            let mut reached = vec![start];
            let mut at = 0;
            while let Some(&code) = reached.get(at) {
                for direction in [Direction::Left, Direction::Right, Direction::Up, Direction::Down] {
                    if let Some(next) =
                        next_prefecture(&japan, code, direction).filter(|next| !reached.contains(next))
                    {
                        reached.push(next);
                    }
                }
                at += 1;
            }
            let missing: Vec<u8> = (1..=47).filter(|code| !reached.contains(code)).collect();
            assert!(missing.is_empty(), "from {start} nobody comes to {missing:?}");
        }
    }
}
