//! What part of the plane is seen: where the middle is, and how large a unit is on the screen.

use ran_atlas::plane::{Point, SIZE};

/// The zooms, as tiles of 256 pixels count them, between which members are joined.
pub(crate) const FARTHEST: u8 = 4;
/// At the closest zoom a pixel is about ten metres.
pub(crate) const CLOSEST: u8 = 14;
/// The zoom to which the map goes for prefectures at most, and for a member.
pub(crate) const REGION_ZOOM: u8 = 10;
/// The zoom to which the map goes for who is near at most: neighbours are seen beside the visitor's prefecture.
pub(crate) const NEAR_ZOOM: u8 = 8;
/// The zoom at which a unit of the plane is a pixel.
const UNIT_ZOOM: u8 = 7;

/// Members nearer to each other than this, in pixels, are joined: more than the widest mark, and a finger's width apart.
pub(crate) const RADIUS: f64 = 56.0;

/// How many times as close a step of the zoom buttons goes.
pub(crate) const STEP: f64 = 2.0;

/// The room that is left around what is fitted into the map, as a part of the map.
const ROOM: f64 = 0.8;

/// The radius at a zoom, in units of the plane.
pub(crate) fn radius(zoom: u8) -> f64 {
    RADIUS / scale_of(zoom)
}

/// How many pixels a unit is at a zoom.
fn scale_of(zoom: u8) -> f64 {
    // 2^(zoom - 7) without the functions of the C library.
    f64::from(1u32 << zoom) / f64::from(1u32 << UNIT_ZOOM)
}

/// The size of the map on the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Before anything is measured, and where nothing can be.
impl Default for Size {
    fn default() -> Self {
        Self { width: 640.0, height: 620.0 }
    }
}

impl Size {
    /// How many pixels a unit is when all of Japan is seen.
    fn whole(self) -> f64 {
        (self.width / SIZE.0).min(self.height / SIZE.1)
    }
}

/// A box of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    west: f64,
    north: f64,
    east: f64,
    south: f64,
}

impl Window {
    /// Whether a point is in it.
    pub(crate) fn holds(self, x: impl Into<f64>, y: impl Into<f64>) -> bool {
        (self.west..=self.east).contains(&x.into()) && (self.north..=self.south).contains(&y.into())
    }
}

/// What part of the plane is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Camera {
    /// The point in the middle of the map, in units.
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// How many pixels a unit is; 0 for as many as show all of Japan.
    scale: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self { x: SIZE.0 / 2.0, y: SIZE.1 / 2.0, scale: 0.0 }
    }
}

impl Camera {
    /// How many pixels a unit is.
    pub(crate) fn scale(&self, size: Size) -> f64 {
        self.scale.max(size.whole())
    }

    /// The zoom whose clusters are shown.
    pub(crate) fn zoom(&self, size: Size) -> u8 {
        let scale = self.scale(size);
        (FARTHEST..=CLOSEST).rev().find(|zoom| scale_of(*zoom) <= scale).unwrap_or(FARTHEST)
    }

    /// Whether all of Japan is seen.
    pub(crate) fn is_whole(&self) -> bool {
        self.scale == 0.0
    }

    /// Whether it can go no closer.
    pub(crate) fn is_closest(&self, size: Size) -> bool {
        self.scale(size) >= scale_of(CLOSEST)
    }

    /// Where a point of the plane is on the screen.
    pub(crate) fn screen(&self, size: Size, x: f64, y: f64) -> (f64, f64) {
        let scale = self.scale(size);
        ((x - self.x) * scale + size.width / 2.0, (y - self.y) * scale + size.height / 2.0)
    }

    /// The part of the plane that is seen, or nearly so: `margin` is in pixels.
    pub(crate) fn window(&self, size: Size, margin: f64) -> Window {
        let scale = self.scale(size);
        let (across, down) = ((size.width / 2.0 + margin) / scale, (size.height / 2.0 + margin) / scale);
        Window { west: self.x - across, north: self.y - down, east: self.x + across, south: self.y + down }
    }

    /// Moved by so many pixels.
    pub(crate) fn panned(self, size: Size, (dx, dy): (f64, f64)) -> Self {
        let scale = self.scale(size);
        Self { x: self.x - dx / scale, y: self.y - dy / scale, ..self }.held(size)
    }

    /// So many times as close, with what is at `focus` (in pixels) staying there.
    pub(crate) fn zoomed(self, size: Size, factor: f64, focus: (f64, f64)) -> Self {
        let before = self.scale(size);
        let scale = (before * factor).min(scale_of(CLOSEST));
        if scale <= size.whole() * 1.001 {
            return Self::default();
        }
        let (dx, dy) = (focus.0 - size.width / 2.0, focus.1 - size.height / 2.0);
        let (x, y) = (self.x + dx / before - dx / scale, self.y + dy / before - dy / scale);
        Self { x, y, scale }.held(size)
    }

    /// So that a box is seen whole, with some room around it, but no closer than a zoom.
    pub(crate) fn fitted(size: Size, (west, north, east, south): (f32, f32, f32, f32), closest: u8) -> Self {
        let (width, height) = (f64::from(east - west).max(0.01), f64::from(south - north).max(0.01));
        let scale = (size.width * ROOM / width).min(size.height * ROOM / height).min(scale_of(closest));
        if scale <= size.whole() {
            return Self::default();
        }
        Self { x: f64::from(west + east) / 2.0, y: f64::from(north + south) / 2.0, scale }.held(size)
    }

    /// So that a point is in the middle, at a zoom at least.
    pub(crate) fn centred(self, size: Size, point: Point, zoom: u8) -> Self {
        Self {
            x: point.x.into(),
            y: point.y.into(),
            scale: self.scale(size).max(scale_of(zoom.min(CLOSEST))),
        }
        .held(size)
    }

    /// The same part of the plane on a map of another size.
    pub(crate) fn resized(self, from: Size, to: Size) -> Self {
        let scale = (self.scale / from.whole() * to.whole()).min(scale_of(CLOSEST));
        Self { scale, ..self }
    }

    /// The middle stays on the plane, so that nobody gets lost at sea.
    fn held(self, size: Size) -> Self {
        let scale = self.scale(size);
        let hold = |middle: f64, whole: f64, seen: f64| {
            let half = seen / scale / 2.0;
            if half * 2.0 >= whole { whole / 2.0 } else { middle.clamp(half, whole - half) }
        };
        Self { x: hold(self.x, SIZE.0, size.width), y: hold(self.y, SIZE.1, size.height), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Size = Size { width: 956.0, height: 919.5 };
    const MIDDLE: (f64, f64) = (478.0, 459.75);

    #[test]
    fn all_of_japan_is_seen_at_first() {
        let camera = Camera::default();
        assert!((camera.scale(SCREEN) - 0.5).abs() < 1e-9);
        assert_eq!((camera.zoom(SCREEN), camera.is_whole()), (6, true));
        let window = camera.window(SCREEN, 1.0);
        assert!(window.holds(0.0, 0.0) && window.holds(SIZE.0, SIZE.1));
        assert!(!window.holds(SIZE.0 + 3.0, 0.0) && !window.holds(0.0, -3.0));
        // A phone sees as much, from farther away.
        assert_eq!(camera.zoom(Size { width: 320.0, height: 320.0 }), 4);
        // What is narrow or low holds all of it, too: 1912 units across and 1839 down.
        assert!((camera.scale(Size { width: 239.0, height: 919.5 }) - 0.125).abs() < 1e-9);
        assert!((camera.scale(Size { width: 956.0, height: 229.875 }) - 0.125).abs() < 1e-9);
        assert!(!camera.is_closest(SCREEN));
    }

    #[test]
    fn what_is_dragged_goes_along_with_the_pointer() {
        let before = Camera::default().zoomed(SCREEN, 8.0, MIDDLE);
        let after = before.panned(SCREEN, (30.0, -50.0));
        let (x, y) = after.screen(SCREEN, before.x, before.y);
        assert!((x - MIDDLE.0 - 30.0).abs() < 1e-6 && (y - MIDDLE.1 + 50.0).abs() < 1e-6, "{x} {y}");
        assert!(!before.is_whole());
    }

    #[test]
    fn the_margin_around_what_is_seen_is_in_pixels() {
        // Four pixels a unit: 239 by 229.875 units, and 25 more on each side.
        let camera = Camera::default().zoomed(SCREEN, 8.0, MIDDLE);
        let window = camera.window(SCREEN, 100.0);
        for (across, down, expected) in
            [(0.0, 0.0, true), (144.0, 139.0, true), (145.0, 0.0, false), (0.0, 140.0, false)]
        {
            for (x, y) in [(across, down), (-across, -down)] {
                assert_eq!(window.holds(camera.x + x, camera.y + y), expected, "{x} {y}");
            }
        }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let before = Camera::default().zoomed(SCREEN, 4.0, (300.0, 500.0));
        let (x, y) = (before.x, before.y);
        let there = before.screen(SCREEN, x + 40.0, y - 20.0);
        let after = before.zoomed(SCREEN, 1.7, there);
        let (now_x, now_y) = after.screen(SCREEN, x + 40.0, y - 20.0);
        assert!((now_x - there.0).abs() < 1e-6 && (now_y - there.1).abs() < 1e-6);
    }

    #[test]
    fn it_goes_no_farther_than_japan_and_no_closer_than_the_last_zoom() {
        let mut camera = Camera::default();
        for _ in 0..20 {
            camera = camera.zoomed(SCREEN, STEP, MIDDLE);
        }
        assert!(camera.is_closest(SCREEN) && camera.zoom(SCREEN) == CLOSEST);
        for _ in 0..20 {
            camera = camera.zoomed(SCREEN, 1.0 / STEP, MIDDLE);
        }
        assert_eq!(camera, Camera::default());
    }

    #[test]
    fn a_map_of_another_size_shows_the_same() {
        let small = Size { width: 239.0, height: 229.875 };
        let bounds = (900.0, 900.0, 1000.0, 950.0);
        let fitted = Camera::fitted(SCREEN, bounds, CLOSEST).resized(SCREEN, small);
        let expected = Camera::fitted(small, bounds, CLOSEST);
        assert!((fitted.scale(small) - expected.scale(small)).abs() < 1e-9);
        assert_eq!((fitted.x, fitted.y), (expected.x, expected.y));
        assert_eq!(Camera::default().resized(SCREEN, small), Camera::default());
        let closest = Camera::fitted(small, bounds, CLOSEST).zoomed(small, 1e6, (0.0, 0.0));
        assert_eq!(closest.resized(small, SCREEN).zoom(SCREEN), CLOSEST);
    }

    #[test]
    fn nobody_gets_lost_at_sea() {
        let camera = Camera::default().zoomed(SCREEN, STEP, MIDDLE).panned(SCREEN, (1e6, -1e6));
        assert!(
            (camera.x - SIZE.0 / 4.0).abs() < 1.0 && (camera.y - SIZE.1 * 0.75).abs() < 1.0,
            "{camera:?}"
        );
        assert_eq!(Camera::default().panned(SCREEN, (500.0, 500.0)), Camera::default());
    }

    #[test]
    fn a_box_is_fitted_with_room_around_it() {
        let camera = Camera::fitted(SCREEN, (900.0, 900.0, 1000.0, 950.0), CLOSEST);
        assert!((camera.scale(SCREEN) - SCREEN.width * ROOM / 100.0).abs() < 1e-6);
        assert!((camera.x - 950.0).abs() < 1e-6 && (camera.y - 925.0).abs() < 1e-6);
        let tall = Camera::fitted(SCREEN, (900.0, 900.0, 950.0, 1000.0), CLOSEST);
        assert!((tall.scale(SCREEN) - SCREEN.height * ROOM / 100.0).abs() < 1e-6);
        // A single point is not brought closer than asked.
        assert_eq!(Camera::fitted(SCREEN, (900.0, 900.0, 900.0, 900.0), 9).zoom(SCREEN), 9);
        assert_eq!(Camera::fitted(SCREEN, (0.0, 0.0, 1912.0, 1839.0), CLOSEST), Camera::default());
    }
}
