//! Where something is, as precisely as is known.

use super::readings;
use super::record::record;
use super::{Lang, MunicipalityCode, Postcode, PrefectureCode, Text, Url, scalar::words};
use crate::read::rules;
use crate::{
    fault::BAD_DEGREES,
    read::{Cursor, Failure, Read},
};

words! {
    /// How precise a place is. An area that is a whole prefecture must not look like a point.
    Precision {
        /// A point: an address, or coordinates.
        Point = "point",
        /// Somewhere in a municipality.
        Municipality = "municipality",
        /// A whole prefecture.
        Prefecture = "prefecture",
        /// The whole nation.
        Nation = "nation",
    }
}

/// A place or an area. Every part is optional; what is given decides how precise it is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The name of the building, venue or area: 塩尻市市民交流センター, 上越地方.
    pub name: Option<Text>,
    /// How precise it is, where the other parts do not say: see [`Place::precision`].
    pub precision: Option<Precision>,
    /// The prefecture.
    pub prefecture: Option<PrefectureCode>,
    /// The municipality.
    pub municipality: Option<MunicipalityCode>,
    /// The name of the municipality, for people: 塩尻市.
    pub municipality_name: Option<Text>,
    /// The postcode.
    pub postcode: Option<Postcode>,
    /// The address in one line, without the postcode.
    pub address: Option<Text>,
    /// Building and floor (方書).
    pub building: Option<Text>,
    /// How to get there.
    pub access: Option<Text>,
    /// Where to park.
    pub parking: Option<Text>,
    /// Latitude in degrees north, WGS 84.
    pub lat: Option<Degrees>,
    /// Longitude in degrees east, WGS 84.
    pub lng: Option<Degrees>,
    /// A page about the place, or a map of it.
    pub url: Option<Url>,
}

record!(Place {} with {
    name, precision, prefecture, municipality, municipality_name, postcode, address, building, access,
    parking, lat, lng, url,
} checked by rules::place);

impl Place {
    /// The point, if both coordinates are given and make one. Exchanged ones are put right: see [`Coordinates::new`].
    #[must_use]
    pub fn coordinates(&self) -> Option<Coordinates> {
        Coordinates::new(self.lat?.get(), self.lng?.get())
    }

    /// The prefecture, named or implied by the municipality.
    #[must_use]
    pub fn prefecture(&self) -> Option<PrefectureCode> {
        self.prefecture.or_else(|| self.municipality.map(MunicipalityCode::prefecture))
    }

    /// A place in lines, as each language has it: in Japanese from the large to the small, in English the other way round. A
    /// town that its name says is not said twice.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        fn own(words: &Option<Text>, lang: Lang) -> &str {
            words.as_ref().map_or("", |words| words.get(lang))
        }
        let (name, mut town, building) =
            (own(&self.name, lang), own(&self.municipality_name, lang), own(&self.building, lang));
        let mut prefecture = self.prefecture().map_or("", |code| code.name(lang));
        if self.address.is_some() {
            (prefecture, town) = ("", own(&self.address, lang));
        } else if name.contains(prefecture) || lang != Lang::En && town.starts_with(prefecture) {
            prefecture = "";
        }
        // 「長野県」 and 「塩尻市内のホール」 are one line.
        let is_one = lang != Lang::En && !town.is_empty() && name.starts_with(town);
        if name.contains(town) {
            town = "";
        }
        let between = match lang {
            Lang::En => ", ",
            // A reading belongs to the kanji before it, so the two names stand apart.
            Lang::JaEasy => " ",
            Lang::Ja => "",
        };
        let pair = |first: &str, second: &str, between| {
            [first, if first.is_empty() || second.is_empty() { "" } else { between }, second].concat()
        };
        let mut lines = match lang {
            Lang::En => vec![pair(name, building, between), pair(town, prefecture, between)],
            _ if is_one => vec![pair(&pair(prefecture, name, between), building, " ")],
            _ => vec![pair(prefecture, town, between), pair(name, building, " ")],
        };
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// A place as one text, without readings.
    #[must_use]
    pub fn plain(&self, lang: Lang) -> String {
        let line = self.lines(lang).join(if lang == Lang::En { ", " } else { " " });
        if lang == Lang::JaEasy { readings::without(&line) } else { line }
    }

    /// How precise the place is: as it says, or else by the most precise part that it has.
    #[must_use]
    pub fn precision(&self) -> Precision {
        let by_parts = if self.coordinates().is_some() || self.address.is_some() {
            Precision::Point
        } else if self.municipality.is_some_and(|code| !code.is_prefecture())
            || self.municipality_name.is_some()
        {
            Precision::Municipality
        } else if self.prefecture().is_some() {
            Precision::Prefecture
        } else {
            Precision::Other
        };
        self.precision.unwrap_or(by_parts)
    }
}

/// An angle of −180 to 180 degrees.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Degrees(f64);

impl Degrees {
    /// The angle, if it is one.
    #[must_use]
    pub fn new(degrees: f64) -> Option<Self> {
        (-180.0..=180.0).contains(&degrees).then_some(Self(degrees))
    }

    /// The angle in degrees.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Read for Degrees {
    fn read(cursor: &Cursor<'_>) -> Result<Self, Failure> {
        Self::new(f64::read(cursor)?).ok_or(Failure::Fault(&BAD_DEGREES))
    }
}

#[cfg(feature = "serialize")]
impl<'de> serde::Deserialize<'de> for Degrees {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom(&BAD_DEGREES))
    }
}

#[cfg(feature = "serialize")]
impl serde::Serialize for Degrees {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Degrees {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Degrees".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": -180, "maximum": 180 })
    }
}

/// A point on the earth, WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    lat: f64,
    lng: f64,
}

impl Coordinates {
    /// The point, if there is one. A latitude and longitude that name a point in Japan only when exchanged are
    /// exchanged: no other reading makes sense of them here.
    #[must_use]
    pub fn new(lat: f64, lng: f64) -> Option<Self> {
        let (lat, lng) = if Self::are_swapped(lat, lng) { (lng, lat) } else { (lat, lng) };
        let exists = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lng);
        exists.then_some(Self { lat, lng })
    }

    /// Whether these are the longitude and latitude of a point in Japan.
    pub(crate) fn are_swapped(lat: f64, lng: f64) -> bool {
        Self { lat: lng, lng: lat }.are_about_japan()
    }

    /// Whether the point is in Japan or not far from it: 20–46° N, 122–154° E.
    pub(crate) fn are_about_japan(self) -> bool {
        (20.0..=46.0).contains(&self.lat) && (122.0..=154.0).contains(&self.lng)
    }

    /// Degrees north, −90 to 90.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east, −180 to 180.
    #[must_use]
    pub fn lng(self) -> f64 {
        self.lng
    }
}
