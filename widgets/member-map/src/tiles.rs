//! Raster tiles under the map, where the page asks for them: off by default, because they ask another host.

use ran_atlas::plane::{INSETS, WORLD, region};
use ran_feed::model::{Lang, Url};
use ran_parts::{Attributes, Phrase};
use ran_view::html;
use yew::Html;

use crate::camera::{Camera, Size};
use crate::scene::pixels;
use crate::state::State;

/// From this zoom on, outlines alone say too little of where a place is.
const FROM_ZOOM: u8 = 9;

/// The tiles of the Geospatial Information Authority of Japan, whose terms ask for this credit with a link.
const GSI: &str = "https://cyberjapandata.gsi.go.jp/";
const GSI_LIST: &str = "https://maps.gsi.go.jp/development/ichiran.html";
const GSI_CREDIT: Phrase =
    ran_parts::phrase!("地理院タイル", "GSI Tiles (Japan)", "地理院《ちりいん》タイル");

/// What is wrong with the attributes, and how to mend it.
const BAD_TEMPLATE: &str = "`tiles` must be an https address or a path of this site with {z}, {x} and {y} in it, for example https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png. No tiles are shown";
const NO_CREDIT: &str =
    "`tiles` needs `tiles-credit`: who made them, as their terms ask for it. No tiles are shown";

/// Where zoom, column and row of a tile stand in an address.
const NAMES: [&str; 3] = ["{z}", "{x}", "{y}"];

/// Where tiles come from, and who made them.
pub(crate) struct Tiles<'a> {
    template: &'a str,
    credit: &'a str,
}

impl<'a> Tiles<'a> {
    /// What the attributes `tiles` and `tiles-credit` ask for; none without the first.
    ///
    /// # Errors
    /// What is wrong with them, in words for the page's author.
    pub(crate) fn read(attributes: &'a Attributes) -> Result<Option<Self>, &'static str> {
        let (template, credit) = (attributes.get("tiles"), attributes.get("tiles-credit").trim());
        if template.is_empty() {
            return Ok(None);
        }
        let is_safe = template.starts_with("https://") || template.starts_with('/');
        let rest = NAMES.iter().fold(template.to_owned(), |rest, name| rest.replacen(name, "", 1));
        let is_whole = NAMES.iter().all(|name| template.contains(name)) && !rest.contains(['{', '}']);
        if !is_safe || !is_whole || Url::parse(template).is_err() {
            return Err(BAD_TEMPLATE);
        }
        if credit.is_empty() && !template.starts_with(GSI) {
            return Err(NO_CREDIT);
        }
        Ok(Some(Self { template, credit }))
    }

    fn address(&self, tile: &Tile) -> String {
        let mut address = self.template.to_owned();
        for (name, number) in NAMES.into_iter().zip([i64::from(tile.zoom), tile.column, tile.row]) {
            address = address.replacen(name, &number.to_string(), 1);
        }
        address
    }

    /// The tiles that are seen. They say nothing that the map does not say to those who hear it.
    pub(crate) fn images(&self, state: &State) -> Html {
        let images = seen(&state.camera, state.size).into_iter().map(|tile| {
            // Half a pixel more: no seam between two of them.
            let side = pixels(tile.side + 0.5);
            html! {
                <image key={format!("{}/{}/{}", tile.zoom, tile.column, tile.row)} href={self.address(&tile)}
                    x={pixels(tile.at.0)} y={pixels(tile.at.1)} width={side.clone()} height={side} />
            }
        });
        html! { <g class="tiles" aria-hidden="true">{for images}</g> }
    }

    /// Who made them.
    pub(crate) fn credit(&self, lang: Lang) -> Html {
        if self.template.starts_with(GSI) {
            let name = GSI_CREDIT.html(lang);
            return html! { <>{" · "}<a href={GSI_LIST}>{name}</a>{" "}{self.credit.to_owned()}</> };
        }
        html! { <>{" · "}{self.credit.to_owned()}</> }
    }
}

/// Whether the map is so close that tiles are shown.
pub(crate) fn are_shown(state: &State) -> bool {
    state.camera.zoom(state.size) >= FROM_ZOOM
}

/// A square of the map that comes as one picture.
#[derive(Debug, PartialEq)]
struct Tile {
    zoom: u8,
    column: i64,
    row: i64,
    /// Its north-western corner on the screen, and its side, in pixels.
    at: (f64, f64),
    side: f64,
}

/// The tiles that cover what is seen, of the islands in the middle: those of an inset end at its frame, and those of
/// the main islands where an inset covers the sea.
fn seen(camera: &Camera, size: Size) -> Vec<Tile> {
    let (scale, here) = (camera.scale(size), region(camera.x, camera.y));
    // One zoom closer than the clusters: a tile is shown at its own size or smaller, and so never blurred.
    let zoom = camera.zoom(size) + 1;
    let side = WORLD / f64::from(1u32 << zoom);
    let (across, down) = (size.width / scale / 2.0, size.height / scale / 2.0);
    let (west, north, east, south) = here.bounds;
    let to_world = (here.world.0 - west, here.world.1 - north);
    let places = |from: f64, to: f64| (from / side) as i64..=(to / side) as i64;
    let columns =
        places((camera.x - across).max(west) + to_world.0, (camera.x + across).min(east) + to_world.0);
    let rows = places((camera.y - down).max(north) + to_world.1, (camera.y + down).min(south) + to_world.1);
    let is_covered = |x: f64, y: f64| {
        !here.is_inset
            && INSETS.iter().any(|inset| {
                let (west, north, east, south) = inset.bounds;
                x < east && x + side > west && y < south && y + side > north
            })
    };
    let mut tiles = Vec::new();
    for row in rows {
        for column in columns.clone() {
            let (x, y) = (column as f64 * side - to_world.0, row as f64 * side - to_world.1);
            if !is_covered(x, y) {
                tiles.push(Tile { zoom, column, row, at: camera.screen(size, x, y), side: side * scale });
            }
        }
    }
    tiles
}

#[cfg(test)]
mod tests {
    use ran_atlas::plane::place;

    use super::*;

    fn attributes(tiles: &'static str, credit: &'static str) -> Attributes {
        [("tiles".into(), tiles.into()), ("tiles-credit".into(), credit.into())].into_iter().collect()
    }

    #[test]
    fn only_safe_addresses_with_a_credit_are_taken() {
        let check = |tiles, credit, expected: Result<bool, &str>| {
            let attributes = attributes(tiles, credit);
            assert_eq!(Tiles::read(&attributes).map(|tiles| tiles.is_some()), expected, "{tiles}");
        };
        check("", "", Ok(false));
        check("https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png", "", Ok(true));
        check("/tiles/{z}/{x}/{y}.png", "市", Ok(true));
        check("/tiles/{z}/{x}/{y}.png", " ", Err(NO_CREDIT));
        check("https://tiles.example/{z}/{x}/{y}", "", Err(NO_CREDIT));
        check("https://tiles.example/{z}/{x}", "A", Err(BAD_TEMPLATE));
        check("https://tiles.example/{z}/{x}/{y}{r}.png", "A", Err(BAD_TEMPLATE));
        check("https://tiles.example/{z}/{y}/{x}", "A", Ok(true));
        check("http://tiles.example/{z}/{x}/{y}", "A", Err(BAD_TEMPLATE));
        check("//tiles.example/{z}/{x}/{y}", "A", Err(BAD_TEMPLATE));
        check("javascript:alert({x}+{y}+{z})", "A", Err(BAD_TEMPLATE));
        check("data:image/png,{x}{y}{z}", "A", Err(BAD_TEMPLATE));
    }

    /// The tile of a place, by the formula of the slippy map (n = 2^zoom columns; rows by the Mercator projection).
    fn tile_of(lat: f64, lng: f64, zoom: u8) -> (i64, i64) {
        let n = f64::from(1u32 << zoom);
        let y = (1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0;
        (((lng + 180.0) / 360.0 * n) as i64, (y * n) as i64)
    }

    #[test]
    fn a_place_stands_on_its_own_tile() {
        let size = Size { width: 640.0, height: 620.0 };
        // 塩尻, 那覇 (in an inset), 父島 (in the other), 稚内.
        for (lat, lng) in [(36.115, 137.953), (26.212, 127.679), (27.094, 142.192), (45.4157, 141.6731)] {
            for zoom in [9, 12, 14] {
                let point = place(lat, lng).unwrap();
                let camera = Camera::default().centred(size, point, zoom);
                let tiles = seen(&camera, size);
                let (x, y) = camera.screen(size, point.x.into(), point.y.into());
                let under = tiles.iter().find(|tile| {
                    (tile.at.0..tile.at.0 + tile.side).contains(&x)
                        && (tile.at.1..tile.at.1 + tile.side).contains(&y)
                });
                let under = under.unwrap_or_else(|| panic!("no tile under {lat} {lng}"));
                assert_eq!(((under.column, under.row), under.zoom), (tile_of(lat, lng, zoom + 1), zoom + 1));
                assert!(tiles.len() < 60, "{} tiles", tiles.len());
            }
        }
    }
}
