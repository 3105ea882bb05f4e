//! Japan by prefecture, and points on it. No DOM: it runs natively and in Wasm.
//!
//! | module | what is in it |
//! | --- | --- |
//! | [`plane`] | from degrees to the plane of the map, in which Okinawa and Ogasawara are insets |
//! | [`japan`] | the 47 prefectures: outlines, neighbours, and a point inside each |
//! | [`packed`] | the file that the outlines are kept in: read here, written by `cargo xtask geometry` |
//! | [`clusters`] | points joined at each zoom, with the very counts of Mapbox's supercluster |
//! | [`towns`] | where a municipality or a postcode lies, by a file beside the kit |
//! | [`compass`] | what lies next in the direction of an arrow key |
//!
//! Prefectures are named by their codes in JIS X 0401, 1 to 47.

pub mod clusters;
pub mod compass;
pub mod japan;
pub mod packed;
pub mod plane;
pub mod towns;
