//! From degrees to the plane of the map.
//!
//! The plane is Web Mercator (EPSG:3857) with a world of [`WORLD`] units a side, cut to the main islands: x grows to the
//! east and y to the south from the frame's north-western corner. A unit is about one kilometre at 36° N. As on
//! most maps of Japan, islands far to the south are moved into insets of the same scale, so that one plane holds all.

use std::f64::consts::TAU;

/// The side of the whole world in units of the plane: zoom 7 with tiles of 256 pixels.
pub const WORLD: f64 = 32_768.0;

/// The frame of the main islands: from Gotō to Etorofu and from Yakushima to Etorofu. No island lies on its edge.
const MAIN: Degrees = Degrees { west: 128.2, east: 149.2, south: 30.1, north: 45.9 };

/// The size of the plane in units: width and height.
pub const SIZE: (f64, f64) = (1_912.0, 1_839.0);

/// A box in degrees.
struct Degrees {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Degrees {
    fn holds(&self, lat: f64, lng: f64) -> bool {
        (self.south..=self.north).contains(&lat) && (self.west..=self.east).contains(&lng)
    }
}

/// Islands that are shown apart.
pub struct Inset {
    /// The prefecture that most of it belongs to.
    pub code: u8,
    degrees: Degrees,
    /// Where its box lies in the plane: west, north, east, south.
    pub bounds: (f64, f64, f64, f64),
}

/// The insets. Each stands in open sea.
pub const INSETS: [Inset; 2] = [
    // 沖縄県 with the Amami islands of 鹿児島県.
    Inset {
        code: 47,
        degrees: Degrees { west: 122.6, east: 131.7, south: 23.7, north: 30.1 },
        bounds: (6.0, 6.0, 835.0, 660.0),
    },
    // 小笠原諸島 of 東京都.
    Inset {
        code: 13,
        degrees: Degrees { west: 140.6, east: 142.9, south: 24.1, north: 28.3 },
        bounds: (1_390.0, 1_400.0, 1_600.0, 1_827.0),
    },
];

/// A point of the plane, in units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the east.
    pub x: f32,
    /// To the south.
    pub y: f32,
}

/// Where a place in Japan stands in the plane. None for a place elsewhere.
///
/// ```
/// use ran_atlas::plane::place;
/// // 塩尻市役所 lies south-west of 新潟市役所, and 那覇市役所 in the inset to the north-west of both.
/// let (shiojiri, niigata) = (place(36.115, 137.953).unwrap(), place(37.916, 139.036).unwrap());
/// assert!(shiojiri.y > niigata.y && shiojiri.x < niigata.x);
/// let naha = place(26.212, 127.679).unwrap();
/// assert!(naha.x < shiojiri.x && naha.y < niigata.y);
/// assert_eq!(place(51.5, -0.1), None);
/// ```
#[must_use]
pub fn place(lat: f64, lng: f64) -> Option<Point> {
    let (degrees, west, north) = match INSETS.iter().find(|inset| inset.degrees.holds(lat, lng)) {
        Some(inset) => (&inset.degrees, inset.bounds.0, inset.bounds.1),
        None if MAIN.holds(lat, lng) => (&MAIN, 0.0, 0.0),
        None => return None,
    };
    let x = (lng - degrees.west) / 360.0 * WORLD + west;
    let y = mercator(degrees.north) - mercator(lat) + north;
    if west == 0.0 && region(x, y).is_inset {
        // An inset covers the sea there: ウラジオストク would stand in Okinawa.
        return None;
    }
    // A unit of the plane is far above what an f32 can tell apart here: 0.0002.
    Some(Point { x: x as f32, y: y as f32 })
}

/// A part of the plane that shows one piece of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// Where it lies in the plane: west, north, east, south.
    pub bounds: (f64, f64, f64, f64),
    /// Its north-western corner in the world, in units from the world's own.
    pub world: (f64, f64),
    /// Whether it is an inset, and not the main islands.
    pub is_inset: bool,
}

/// The part of the plane that a point of it lies in.
#[must_use]
pub fn region(x: f64, y: f64) -> Region {
    let within = |(west, north, east, south): (f64, f64, f64, f64)| {
        (west..=east).contains(&x) && (north..=south).contains(&y)
    };
    let inset = INSETS.iter().find(|inset| within(inset.bounds));
    let (degrees, bounds) =
        inset.map_or((&MAIN, (0.0, 0.0, SIZE.0, SIZE.1)), |inset| (&inset.degrees, inset.bounds));
    let world = ((degrees.west + 180.0) / 360.0 * WORLD, WORLD / 2.0 - mercator(degrees.north));
    Region { bounds, world, is_inset: inset.is_some() }
}

/// How far two places are apart along the ground, in kilometres, with the insets back where they belong.
///
/// On the plane a unit is the shorter the farther north it lies: there Fukuoka is nearer to Tokyo than Sapporo, which is
/// not so. With m for the distance from the equator on Mercator's plane, the haversine of the angle between two places is
/// (cosh Δm − cos Δλ) / (2 cosh m₁ cosh m₂). The functions are series, as in [`place`]; for places in Japan the error is below
/// what a sphere in the Earth's place brings along, 0.3 %.
///
/// ```
/// use ran_atlas::plane::{kilometres, place};
/// let place = |lat, lng| place(lat, lng).unwrap();
/// let (tokyo, sapporo, fukuoka) = (place(35.690, 139.692), place(43.064, 141.347), place(33.607, 130.418));
/// assert_eq!(kilometres(tokyo, sapporo).round(), 832.0);
/// assert_eq!(kilometres(tokyo, fukuoka).round(), 879.0);
/// ```
#[must_use]
pub fn kilometres(from: Point, to: Point) -> f64 {
    /// The mean radius of the Earth (IUGG).
    const RADIUS: f64 = 6371.0;
    let [(x, y), (other_x, other_y)] = [from, to].map(|point| {
        let (x, y) = unmoved(point);
        (x / WORLD * TAU, (WORLD / 2.0 - y) / WORLD * TAU)
    });
    let (across, down) = ((x - other_x) * (x - other_x), (y - other_y) * (y - other_y));
    // Both series are of even powers; in their difference the first terms cancel, so that also the smallest counts.
    // The third ones, of the sixth power, are a seven-thousandth of it over the length of the country.
    let difference = (across + down) / 2.0 + (down * down - across * across) / 24.0;
    let chord = (2.0 * difference / (cosh(y) * cosh(other_y))).sqrt();
    // The arc over a chord.
    RADIUS * chord * (1.0 + chord * chord / 24.0)
}

/// The hyperbolic cosine of less than 1.
fn cosh(angle: f64) -> f64 {
    let (mut sum, mut term) = (0.0, 1.0);
    for power in 0..6 {
        sum += term;
        let even = f64::from(2 * power + 2);
        term *= angle * angle / (even * (even - 1.0));
    }
    sum
}

/// How far south a place is, in units from the northern end of the main islands, with the insets back where they belong.
///
/// ```
/// use ran_atlas::plane::{place, south};
/// let south = |lat, lng| south(place(lat, lng).unwrap());
/// let (naha, kagoshima) = (south(26.212, 127.679), south(31.596, 130.557));
/// assert!(naha > kagoshima && kagoshima > 0.0);
/// ```
#[must_use]
pub fn south(point: Point) -> f64 {
    unmoved(point).1 - (WORLD / 2.0 - mercator(MAIN.north))
}

/// A point as if there were no insets, in units from the world's corner.
fn unmoved(point: Point) -> (f64, f64) {
    let (x, y) = (f64::from(point.x), f64::from(point.y));
    let Region { bounds, world, .. } = region(x, y);
    (x - bounds.0 + world.0, y - bounds.1 + world.1)
}

/// The distance from the equator on the plane, in units to the north, for latitudes within 60° of it.
///
/// The inverse Gudermannian function 2 artanh(tan(φ/2)), by series: the functions of the C library that
/// Rust would bring along cost a visitor four kilobytes, and an error below a thousandth of a unit cannot be seen.
fn mercator(lat: f64) -> f64 {
    let angle = lat.clamp(-60.0, 60.0).to_radians();
    let (mut sine, mut term) = (0.0, angle);
    for power in 1..9 {
        sine += term;
        let odd = f64::from(2 * power);
        term *= -angle * angle / (odd * (odd + 1.0));
    }
    let tangent_of_half = sine / (1.0 + (1.0 - sine * sine).sqrt());
    let (mut artanh, mut power) = (0.0, tangent_of_half);
    for odd in 0..20 {
        artanh += power / f64::from(2 * odd + 1);
        power *= tangent_of_half * tangent_of_half;
    }
    artanh / std::f64::consts::PI * WORLD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_web_mercator() {
        for tenth in -600..=600 {
            let lat = f64::from(tenth) / 10.0;
            let exact = (std::f64::consts::FRAC_PI_4 + lat.to_radians() / 2.0).tan().ln()
                / std::f64::consts::TAU
                * WORLD;
            assert!((mercator(lat) - exact).abs() < 1e-3, "{lat}: {} and not {exact}", mercator(lat));
        }
    }

    #[test]
    fn the_plane_and_its_insets_are_as_large_as_what_they_hold() {
        let size = |degrees: &Degrees| {
            ((degrees.east - degrees.west) / 360.0 * WORLD, mercator(degrees.north) - mercator(degrees.south))
        };
        let fits = |actual: f64, needed: f64| {
            assert!((0.0..1.0).contains(&(actual - needed)), "{actual} for {needed}");
        };
        let (width, height) = size(&MAIN);
        fits(SIZE.0, width);
        fits(SIZE.1, height);
        for inset in &INSETS {
            let (width, height) = size(&inset.degrees);
            let (west, north, east, south) = inset.bounds;
            fits(east - west, width);
            fits(south - north, height);
            assert!(west >= 0.0 && north >= 0.0 && east <= SIZE.0 && south <= SIZE.1);
        }
    }

    /// Against the haversine formula with the functions of the C library.
    #[test]
    fn kilometres_are_those_of_a_sphere() {
        let places: [(f64, f64); 9] = [
            (45.227, 147.877), // 紗那
            (44.923, 142.963),
            (43.064, 141.347),
            (36.115, 137.953),
            (36.116, 137.953),
            (35.690, 139.692),
            (27.094, 142.192), // 父島
            (26.212, 127.681),
            (24.468, 122.999), // 与那国島
        ];
        for one in places {
            for other in places {
                let half = |one: f64, other: f64| ((one - other).to_radians() / 2.0).sin().powi(2);
                let (lat, other_lat) = (one.0.to_radians(), other.0.to_radians());
                let haversine = half(one.0, other.0) + lat.cos() * other_lat.cos() * half(one.1, other.1);
                let exact = 2.0 * 6371.0 * haversine.sqrt().asin();
                let found = kilometres(place(one.0, one.1).unwrap(), place(other.0, other.1).unwrap());
                assert!(
                    (found - exact).abs() < 0.02 + exact / 2000.0,
                    "{one:?} {other:?}: {found}, not {exact}"
                );
            }
        }
    }

    #[test]
    fn every_prefectural_office_is_on_the_map() {
        // Latitude and longitude of the offices at the four ends, of Naha and of Ogasawara village, as the municipalities publish them.
        for (lat, lng) in [
            (43.064, 141.347),
            (44.923, 142.963),
            (26.212, 127.681),
            (27.094, 142.192),
            (34.203, 129.288),
            (45.227, 147.877),
        ] {
            let point = place(lat, lng).unwrap();
            assert!((0.0..SIZE.0 as f32).contains(&point.x) && (0.0..SIZE.1 as f32).contains(&point.y));
        }
    }

    #[test]
    fn what_is_no_place_in_japan_is_nowhere() {
        for (lat, lng) in [
            (0.0, 0.0),
            (37.57, 126.98),
            (43.115, 131.885),
            (90.0, 180.0),
            (f64::NAN, 138.0),
            (36.0, f64::INFINITY),
        ] {
            assert_eq!(place(lat, lng), None, "{lat} {lng}");
        }
    }
}
