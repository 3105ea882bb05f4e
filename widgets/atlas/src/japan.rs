//! The 47 prefectures: outlines, neighbours, and a point inside each.

use std::rc::Rc;

use crate::packed::{self, Node, Outlines};
use crate::plane::Point;

/// Made by `cargo xtask geometry`; `data/README.md` says from what.
const FILE: &[u8] = include_bytes!("../data/japan.bin");

/// Who is to be named where the outlines are shown.
pub const CREDIT: &str = include_str!("../data/credit.txt");

/// A box in the plane: west, north, east, south.
pub type Bounds = (f32, f32, f32, f32);

/// The prefectures of Japan.
#[derive(Clone, Debug, PartialEq)]
pub struct Japan {
    prefectures: Vec<Prefecture>,
}

/// A prefecture.
#[derive(Clone, Debug, PartialEq)]
pub struct Prefecture {
    /// Its code in JIS X 0401.
    pub code: u8,
    /// Its outline as the `d` of an SVG path, in units of the plane.
    pub path: Rc<str>,
    /// A point well inside its largest part: for its name, and for what is known to be somewhere in it.
    pub inside: Point,
    /// The box around its largest part.
    pub bounds: Bounds,
    /// A bit for each prefecture that it borders on land: the lowest for code 1.
    neighbours: u64,
    rings: Vec<Vec<Node>>,
    /// The box around each ring.
    boxes: Vec<Bounds>,
}

impl Prefecture {
    /// Whether it has a border on land with the prefecture of this code.
    #[must_use]
    pub fn borders(&self, code: u8) -> bool {
        bit(code) & self.neighbours != 0
    }

    /// Whether a point lies in the box around a piece of it, or so far off.
    fn is_near(&self, point: Point, off: f32) -> bool {
        self.boxes.iter().any(|&(west, north, east, south)| {
            (west - off..=east + off).contains(&point.x) && (north - off..=south + off).contains(&point.y)
        })
    }

    /// Whether a point lies within its outline.
    #[must_use]
    pub fn holds(&self, (x, y): (f32, f32)) -> bool {
        let mut is_inside = false;
        for ring in &self.rings {
            for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let [ax, ay, bx, by] = [a[0] as f32, a[1] as f32, b[0] as f32, b[1] as f32];
                if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
                    is_inside = !is_inside;
                }
            }
        }
        is_inside
    }
}

/// The bit of a code, of which there are 47; 0 for what is no code.
#[must_use]
pub fn bit(code: u8) -> u64 {
    match code {
        1..=47 => 1 << (code - 1),
        _ => 0,
    }
}

impl Default for Japan {
    fn default() -> Self {
        Self::new()
    }
}

impl Japan {
    /// Reads the outlines that come with the program.
    #[must_use]
    pub fn new() -> Self {
        Self::of(&packed::read(FILE))
    }

    fn of(outlines: &Outlines) -> Self {
        // Who walks along each arc: two prefectures with one arc are neighbours.
        let mut users = vec![0u64; outlines.arcs.len()];
        for (code, prefecture) in (1..).zip(&outlines.prefectures) {
            for &arc in prefecture.rings.iter().flatten() {
                if let Some(users) = users.get_mut((arc.unsigned_abs() as usize).wrapping_sub(1)) {
                    *users |= bit(code);
                }
            }
        }
        let prefectures = (1..).zip(&outlines.prefectures).map(|(code, packed)| {
            let rings: Vec<Vec<Node>> = packed.rings.iter().map(|ring| walk(ring, &outlines.arcs)).collect();
            let neighbours =
                users.iter().filter(|users| **users & bit(code) != 0).fold(0, |all, users| all | users);
            let boxes: Vec<Bounds> = rings.iter().map(|ring| box_of(ring)).collect();
            let inside = Point { x: packed.inside[0] as f32, y: packed.inside[1] as f32 };
            Prefecture {
                code,
                path: path(&rings).into(),
                inside,
                bounds: bounds(&boxes, inside),
                neighbours: neighbours & !bit(code),
                rings,
                boxes,
            }
        });
        Self { prefectures: prefectures.collect() }
    }

    /// All of them, in the order of their codes.
    #[must_use]
    pub fn prefectures(&self) -> &[Prefecture] {
        &self.prefectures
    }

    /// The prefecture of this code.
    #[must_use]
    pub fn prefecture(&self, code: u8) -> Option<&Prefecture> {
        self.prefectures.get(usize::from(code).wrapping_sub(1))
    }

    /// The box around the largest parts of some prefectures; none around nothing.
    #[must_use]
    pub fn bounds_of(&self, codes: impl Iterator<Item = u8>) -> Option<Bounds> {
        let boxes = codes.filter_map(|code| self.prefecture(code)).map(|prefecture| prefecture.bounds);
        boxes.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)))
    }

    /// The prefecture in which a point lies. On the coast it is as exact as the outlines: a kilometre or two.
    #[must_use]
    pub fn at(&self, point: Point) -> Option<u8> {
        self.prefectures
            .iter()
            .find(|prefecture| prefecture.holds((point.x, point.y)))
            .map(|prefecture| prefecture.code)
    }

    /// Whether a point can be in the prefecture of this code: as far as the outlines tell, it is not well within another.
    ///
    /// ```
    /// use ran_atlas::{japan::Japan, plane::place};
    /// let shiojiri = place(36.115, 137.953).unwrap();
    /// let japan = Japan::new();
    /// assert!(japan.may_be_in(20, shiojiri) && !japan.may_be_in(21, shiojiri));
    /// ```
    #[must_use]
    pub fn may_be_in(&self, code: u8, point: Point) -> bool {
        let Some(own) = self.prefecture(code) else { return false };
        // A grid of steps around it, up to the farthest that is let pass.
        let steps = || (-2_i8..=2).map(|step| f32::from(step) * OFF_BORDER / 2.0);
        let mut around = steps().flat_map(|east| steps().map(move |south| (point.x + east, point.y + south)));
        self.at(point).is_none() || around.any(|near| own.holds(near))
    }

    /// Whether a point can be in Japan: on the land that is drawn, or on an island near it that is too small to be drawn.
    /// `named` is the prefecture that is said of it, whose own islands may be farther away.
    #[must_use]
    pub fn is_home(&self, point: Point, named: Option<u8>) -> bool {
        let own = named.and_then(|code| self.prefecture(code));
        own.is_some_and(|own| own.is_near(point, OFF_ITS_OWN))
            || self.prefectures.iter().any(|prefecture| prefecture.is_near(point, OFF_ANY))
    }
}

/// How far, in units, an outline may be from the border that it stands for: some 20 km, for 北山村 is an exclave that is not drawn.
const OFF_BORDER: f32 = 16.0;
/// How far, in units, an island that is not drawn may lie off the land that is: 舳倉島 37. 釜山 lies 53 off 対馬.
const OFF_ANY: f32 = 45.0;
/// The same off the prefecture that it says it belongs to: 青ヶ島 62.
const OFF_ITS_OWN: f32 = 70.0;

/// The points of a ring, the first one once.
fn walk(ring: &[i32], arcs: &[Vec<Node>]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for &arc in ring {
        let Some(points) = arcs.get((arc.unsigned_abs() as usize).wrapping_sub(1)) else { continue };
        // The last point of an arc is the first one of the next; a coast that is one arc does not say it again.
        let count = points.len().saturating_sub(usize::from(ring.len() > 1));
        if arc < 0 {
            nodes.extend(points.iter().rev().take(count));
        } else {
            nodes.extend(points.iter().take(count));
        }
    }
    nodes
}

fn path(rings: &[Vec<Node>]) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut last = [0, 0];
        for (at, &[x, y]) in ring.iter().enumerate() {
            let letter = if at == 0 { 'M' } else { 'l' };
            // Not `write!`, which takes several times as long: there are some thousands of numbers.
            for (before, number) in [(letter, x - last[0]), (' ', y - last[1])] {
                path.push(before);
                path.push_str(&number.to_string());
            }
            last = [x, y];
        }
        path.push('z');
    }
    path
}

/// The box around a ring; around none, one that holds nothing.
fn box_of(ring: &[Node]) -> Bounds {
    let none = (f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY);
    ring.iter().fold(none, |(west, north, east, south), &[x, y]| {
        let (x, y) = (x as f32, y as f32);
        (west.min(x), north.min(y), east.max(x), south.max(y))
    })
}

/// The largest of some boxes that is around a point, or else the point.
fn bounds(boxes: &[Bounds], inside: Point) -> Bounds {
    let Point { x, y } = inside;
    let size = |b: &Bounds| (b.2 - b.0) * (b.3 - b.1);
    let around = boxes.iter().filter(|b| (b.0..=b.2).contains(&x) && (b.1..=b.3).contains(&y));
    around.copied().reduce(|a, b| if size(&b) >= size(&a) { b } else { a }).unwrap_or((x, y, x, y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::place;

    /// The middle of every municipality can be in its own prefecture, also at a border; and a slip of a degree, which may lead to the sea, is seen of many.
    #[test]
    fn every_municipality_may_be_in_its_prefecture() {
        let japan = Japan::new();
        let (mut code, mut count, mut slips, mut lost) = (0, 0, 0, Vec::new());
        for line in include_str!("../data/towns/municipalities.txt").lines() {
            if line == "@" {
                code += 1;
                continue;
            }
            let mut parts = line.rsplit(' ').map(|part| part.parse::<f64>().unwrap_or_default() / 100.0);
            let (lng, lat) = (parts.next().unwrap(), parts.next().unwrap());
            if !japan.may_be_in(code, place(lat, lng).unwrap()) {
                lost.push(line.split(' ').next());
            }
            count += 1;
            slips += u32::from(place(lat, lng - 1.0).is_some_and(|slip| !japan.may_be_in(code, slip)));
        }
        assert_eq!(lost, []);
        assert!(count > 1_800 && slips > count / 3, "{slips} of {count}");
    }

    #[test]
    fn the_box_around_several_holds_each() {
        let japan = Japan::new();
        let of = |codes: &[u8]| japan.bounds_of(codes.iter().copied());
        assert_eq!((of(&[]), of(&[0, 48])), (None, None));
        assert_eq!(of(&[20]), japan.prefecture(20).map(|nagano| nagano.bounds));
        // 北海道 reaches farthest north and east of the three, 福岡県 farthest west, 鹿児島県 farthest south.
        let (all, north, west, south) =
            (of(&[40, 1, 46]).unwrap(), of(&[1]).unwrap(), of(&[40]).unwrap(), of(&[46]).unwrap());
        assert_eq!((all.1, all.2, all.3), (north.1, north.2, south.3));
        assert!(all.0 <= west.0 && all.0 <= south.0);
    }

    fn neighbours(code: u8) -> Vec<u8> {
        let japan = Japan::new();
        let prefecture = japan.prefecture(code).unwrap();
        (1..=47).filter(|other| prefecture.borders(*other)).collect()
    }

    #[test]
    fn there_are_47_and_each_has_land_around_its_point() {
        let japan = Japan::new();
        assert_eq!(japan.prefectures().len(), 47);
        for prefecture in japan.prefectures() {
            assert!(prefecture.path.starts_with('M'), "{}", prefecture.code);
            assert_eq!(japan.at(prefecture.inside), Some(prefecture.code));
        }
    }

    /// Facts of 国土地理院 and of the prefectures' own pages: 長野県 has eight neighbours, more than any other; 沖縄県 and
    /// 北海道 have none on land, 長崎県 only 佐賀県; 香川県 borders 徳島県 and 愛媛県.
    #[test]
    fn neighbours_are_those_of_the_country() {
        let check = |code, expected: &[u8]| assert_eq!(neighbours(code), expected, "{code}");
        check(20, &[10, 11, 15, 16, 19, 21, 22, 23]);
        check(1, &[]);
        check(2, &[3, 5]);
        check(4, &[3, 5, 6, 7]);
        check(13, &[11, 12, 14, 19]);
        check(15, &[6, 7, 10, 16, 20]);
        check(25, &[18, 21, 24, 26]);
        check(37, &[36, 38]);
        check(42, &[41]);
        check(46, &[43, 45]);
        check(47, &[]);
        assert!((1..=47).all(|code| code == 20 || neighbours(code).len() < 8));
    }

    #[test]
    fn neighbours_know_each_other() {
        for code in 1..=47 {
            for other in neighbours(code) {
                assert!(neighbours(other).contains(&code), "{code} {other}");
            }
        }
    }

    /// Offices of municipalities, as they publish their coordinates.
    #[test]
    fn places_lie_in_their_prefectures() {
        let japan = Japan::new();
        let check =
            |lat, lng, expected| assert_eq!(japan.at(place(lat, lng).unwrap()), expected, "{lat} {lng}");
        // 塩尻市, 石巻市, 五泉市, 札幌市, 那覇市, 奄美市.
        check(36.115, 137.953, Some(20));
        check(38.434, 141.303, Some(4));
        check(37.744, 139.183, Some(15));
        check(43.062, 141.354, Some(1));
        check(26.212, 127.679, Some(47));
        check(28.377, 129.494, Some(46));
        // 爺爺岳 on 国後島 and 散布山 on 択捉島 are part of Hokkaido; the Sea of Japan is part of nothing.
        check(44.35, 146.25, Some(1));
        check(45.34, 147.92, Some(1));
        check(39.0, 135.0, None);
    }

    #[test]
    fn every_inhabited_island_is_in_japan_and_no_foreign_city_or_open_sea_is() {
        let japan = Japan::new();
        let check = |lat, lng, named, expected| {
            let is_home = place(lat, lng).is_some_and(|point| japan.is_home(point, named));
            assert_eq!(is_home, expected, "{lat} {lng}");
        };
        // Offices or harbours of 塩尻, 与那国島, 波照間島, 南大東島, 与論島, 対馬, 福江島, 口永良部島, 小笠原村, 八丈島, 利島, 佐渡,
        // 飛島, 見島, 礼文島, 奥尻島, 色丹島 and 択捉島.
        for (lat, lng) in [
            (36.115, 137.953),
            (24.468, 123.005),
            (24.06, 123.79),
            (25.829, 131.232),
            (27.05, 128.40),
            (34.658, 129.466),
            (32.695, 128.84),
            (30.46, 130.19),
            (27.094, 142.192),
            (33.11, 139.79),
            (34.53, 139.28),
            (38.03, 138.37),
            (39.19, 139.55),
            (34.77, 131.14),
            (45.303, 141.048),
            (42.17, 139.52),
            (43.87, 146.83),
            (45.22, 147.88),
        ] {
            check(lat, lng, None, true);
        }
        // 青ヶ島 lies farther from what is drawn than 釜山.
        check(32.467, 139.763, Some(13), true);
        check(32.467, 139.763, None, false);
        // 釜山, 蔚山, 浦項, 鬱陵島, ウラジオストク, the middle of the Sea of Japan and of the Pacific off 宮城県.
        for (lat, lng) in [
            (35.18, 129.075),
            (35.54, 129.31),
            (36.03, 129.36),
            (37.48, 130.9),
            (43.115, 131.885),
            (39.0, 135.0),
            (38.0, 145.0),
        ] {
            check(lat, lng, None, false);
        }
        check(35.18, 129.075, Some(20), false);
    }

    #[test]
    fn okinawa_lies_in_its_inset() {
        let (west, north, east, south) = crate::plane::INSETS[0].bounds;
        let japan = Japan::new();
        let okinawa = japan.prefecture(47).unwrap();
        for (x, y) in okinawa.rings.iter().flatten().map(|&[x, y]| (f64::from(x), f64::from(y))) {
            assert!((west..=east).contains(&x) && (north..=south).contains(&y), "{x} {y}");
        }
    }

    /// Two prefectures on both sides of a slanting border of two arcs, and an island of the second.
    #[test]
    fn outlines_are_walked_from_arc_to_arc() {
        let arcs = vec![
            vec![[40, 0], [50, 20]],
            vec![[50, 20], [60, 40]],
            vec![[60, 40], [0, 40], [0, 0], [40, 0]],
            vec![[60, 40], [100, 40], [100, 0], [40, 0]],
            vec![[200, 10], [210, 10], [205, 20]],
        ];
        let west = packed::Prefecture { inside: [20, 20], rings: vec![vec![1, 2, 3]] };
        let east = packed::Prefecture { inside: [80, 20], rings: vec![vec![-4, -2, -1], vec![5]] };
        let japan = Japan::of(&Outlines { arcs, prefectures: vec![west, east] });
        let [west, east] = japan.prefectures() else { panic!("not two") };
        assert_eq!(&*west.path, "M40 0l10 20l10 20l-60 0l0 -40z");
        assert_eq!(&*east.path, "M40 0l60 0l0 40l-40 0l-10 -20zM200 10l10 0l-5 10z");
        assert!(west.borders(2) && east.borders(1) && !west.borders(1));
        assert_eq!((west.bounds, east.bounds), ((0.0, 0.0, 60.0, 40.0), (40.0, 0.0, 100.0, 40.0)));
        // The border is at 45 and at 55; the island reaches from 201 to 209.
        for (x, y, expected) in [
            (44.0, 10.0, Some(1)),
            (46.0, 10.0, Some(2)),
            (54.0, 30.0, Some(1)),
            (56.0, 30.0, Some(2)),
            (200.5, 12.0, None),
            (202.0, 12.0, Some(2)),
            (209.5, 12.0, None),
        ] {
            assert_eq!(japan.at(Point { x, y }), expected, "{x} {y}");
        }
    }

    #[test]
    fn a_broken_file_gives_what_it_can() {
        let half = Japan::of(&packed::read(&FILE[..FILE.len() / 2]));
        assert_eq!(half.prefectures().len(), 47);
        assert_eq!(Japan::of(&packed::read(&[])).at(Point { x: 0.0, y: 0.0 }), None);
    }
}
