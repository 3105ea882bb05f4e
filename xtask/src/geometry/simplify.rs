//! Fewer points, by the method of Visvalingam and Whyatt (1993): again and again the point goes that makes the smallest
//! triangle with its neighbours. The ends of a line stay, so lines that met still meet.

/// A point of the plane.
pub(super) type Point = (f64, f64);

/// Twice the area of a triangle.
fn triangle(a: Point, b: Point, c: Point) -> f64 {
    ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs()
}

/// The line without the points whose triangles are smaller than `area`, in square units. Of a closed line four points
/// stay, so that it stays an area.
pub(super) fn simplified(line: &[Point], area: f64) -> Vec<Point> {
    let mut line = line.to_vec();
    let is_closed = line.first() == line.last();
    let fewest = if is_closed { 4 } else { 2 };
    // Quadratic, for lines of some thousand points, once in a while on a developer's machine.
    while line.len() > fewest {
        let smallest = (1..line.len() - 1)
            .map(|at| (at, triangle(line[at - 1], line[at], line[at + 1])))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match smallest {
            Some((at, size)) if size < 2.0 * area => line.remove(at),
            _ => break,
        };
    }
    line
}

/// The area within a closed line, in square units.
pub(super) fn area(ring: &[Point]) -> f64 {
    let twice: f64 = ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum();
    (twice / 2.0).abs()
}

/// The point farthest from the edges of an area, on a grid that is made finer around the best point found.
pub(super) fn inside(ring: &[Point]) -> Point {
    const STEPS: u32 = 24;
    let fold = |pick: fn(f64, f64) -> f64, of: fn(&Point) -> f64| {
        ring.iter().map(of).reduce(pick).unwrap_or_default()
    };
    let (mut west, mut north) = (fold(f64::min, |p| p.0), fold(f64::min, |p| p.1));
    let (mut width, mut height) = (fold(f64::max, |p| p.0) - west, fold(f64::max, |p| p.1) - north);
    let mut best = (f64::NEG_INFINITY, ring.first().copied().unwrap_or_default());
    for _ in 0..4 {
        for (column, row) in (0..=STEPS).flat_map(|column| (0..=STEPS).map(move |row| (column, row))) {
            let at = |steps: u32, from: f64, size: f64| from + size * f64::from(steps) / f64::from(STEPS);
            let point = (at(column, west, width), at(row, north, height));
            let depth = depth(point, ring);
            if depth > best.0 {
                best = (depth, point);
            }
        }
        (width, height) = (width / 6.0, height / 6.0);
        (west, north) = (best.1.0 - width / 2.0, best.1.1 - height / 2.0);
    }
    best.1
}

/// How far a point is from the edge; negative outside.
fn depth(point: Point, ring: &[Point]) -> f64 {
    let mut nearest = f64::INFINITY;
    let mut is_inside = false;
    for pair in ring.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        if (a.1 > point.1) != (b.1 > point.1) && point.0 < (b.0 - a.0) * (point.1 - a.1) / (b.1 - a.1) + a.0 {
            is_inside = !is_inside;
        }
        let length = (b.0 - a.0).powi(2) + (b.1 - a.1).powi(2);
        let along =
            ((point.0 - a.0) * (b.0 - a.0) + (point.1 - a.1) * (b.1 - a.1)) / length.max(f64::MIN_POSITIVE);
        let along = along.clamp(0.0, 1.0);
        let foot = (a.0 + along * (b.0 - a.0), a.1 + along * (b.1 - a.1));
        nearest = nearest.min((point.0 - foot.0).hypot(point.1 - foot.1));
    }
    if is_inside { nearest } else { -nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_corners_go_and_ends_stay() {
        let line = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (3.0, 4.0), (4.0, 0.0)];
        assert_eq!(simplified(&line, 0.5), [(0.0, 0.0), (2.0, 0.0), (3.0, 4.0), (4.0, 0.0)]);
        assert_eq!(simplified(&line, 100.0), [(0.0, 0.0), (4.0, 0.0)]);
    }

    #[test]
    fn an_island_stays_an_area() {
        let square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
        assert_eq!(simplified(&square, 100.0).len(), 4);
        assert!((area(&square) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_inside_of_a_hook_is_in_its_widest_part() {
        let hook = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (9.0, 10.0), (9.0, 4.0), (0.0, 4.0), (0.0, 0.0)];
        let (x, y) = inside(&hook);
        assert!((1.9..=8.1).contains(&x) && (y - 2.0).abs() < 0.1, "{x} {y}");
    }
}
