//! Prints where the towns of Japan lie, for `cargo xtask postcodes`.
//!
//! One a line, by tabs: code of the municipality (JIS X 0402 without its check digit), latitude and longitude in degrees. The
//! last line says of which version the data are.

use std::io::{self, Write};

use japan_reverse_geocoder::Geocoder;

/// Within this many metres of the middle of the country lies all of it.
const ALL: f64 = 3_000_000.0;

fn main() -> io::Result<()> {
    let towns = Geocoder::new();
    let all = towns.within_radius(36.0, 138.0, ALL).map_err(io::Error::other)?;
    let mut out = io::stdout().lock();
    for town in &all {
        let at = &town.address;
        writeln!(out, "{:05}\t{}\t{}", at.city_code, at.lat, at.lon)?;
    }
    if all.len() < towns.len() {
        return Err(io::Error::other(format!("{} towns lie elsewhere", towns.len() - all.len())));
    }
    writeln!(out, "{}", towns.data_version())
}
