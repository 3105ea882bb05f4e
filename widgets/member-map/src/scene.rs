//! What the views are made from.

use ran_atlas::japan::Japan;
use ran_feed::model::{Feed, Lang, Member, PrefectureCode, Programme};
use ran_parts::heading::Level;
use ran_parts::{Ready, WidgetProps};

use crate::camera::Size;
use crate::filters::Facet;
use crate::listed::Listed;
use crate::near::{Near, Sought};
use crate::places::Places;
use crate::shown::Shown;
use crate::state::State;
use crate::tiles::Tiles;

/// What the views are made from.
pub(crate) struct Scene<'a> {
    pub(crate) props: &'a WidgetProps,
    pub(crate) ready: &'a Ready,
    pub(crate) state: &'a State,
    pub(crate) shown: &'a Shown,
    /// Who is listed.
    pub(crate) listed: &'a Listed,
    /// Whether the list is shown as far as it was asked for, or only its beginning for now.
    pub(crate) is_rested: bool,
    pub(crate) places: &'a Places,
    pub(crate) japan: &'a Japan,
    pub(crate) lang: Lang,
    /// The level of the map's heading.
    pub(crate) level: Level,
    /// How many members the page lets through.
    pub(crate) total: usize,
    /// The tiles that the page asks for.
    pub(crate) tiles: Option<Tiles<'a>>,
    /// Whether a theme is asked for.
    pub(crate) has_theme: bool,
    /// What came of looking for the place that was typed; none if none was.
    pub(crate) sought: Option<Sought>,
    /// Where the visitor is.
    pub(crate) origin: Option<Near>,
}

impl<'a> Scene<'a> {
    pub(crate) fn feed(&self) -> &'a Feed {
        &self.ready.feed
    }

    /// The one programme that is shown, if it is one.
    pub(crate) fn programme(&self) -> Option<&'a Programme> {
        let picked = &self.state.picks[Facet::Programme as usize];
        let mut named = self.props.attributes.list("programme");
        let id = match (picked.is_empty(), named.next(), named.next()) {
            (false, ..) => picked.as_str(),
            (true, Some(only), None) => only,
            _ => return None,
        };
        self.ready.feed.programme(id)
    }

    pub(crate) fn member(&self, index: u32) -> Option<&'a Member> {
        let members: &[Member] = &self.ready.feed.members;
        members.get(index as usize)
    }

    pub(crate) fn zoom(&self) -> u8 {
        self.state.camera.zoom(self.state.size)
    }

    /// Where the typed place is.
    pub(crate) fn typed(&self) -> Option<Near> {
        self.sought.and_then(Sought::near)
    }

    /// The prefecture that is filtered by.
    pub(crate) fn picked(&self) -> Option<PrefectureCode> {
        PrefectureCode::parse(&self.state.picks[Facet::Prefecture as usize]).ok()
    }

    /// The prefecture with the tab stop: where the keyboard was last, the one that is filtered by, or the one with most
    /// members, and of equals the first.
    pub(crate) fn stop(&self) -> Option<PrefectureCode> {
        let count = |code: PrefectureCode| self.shown.counts[usize::from(code.number())];
        let most = |most, code| if count(code) > count(most) { code } else { most };
        self.state.stop.or_else(|| self.picked()).or_else(|| PrefectureCode::all().reduce(most))
    }
}

/// A number of pixels as SVG takes it: tenths are finer than a screen. Rust's own way to print a fraction costs a visitor 24 KB.
pub(crate) fn pixels(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}

/// The `transform` that puts the plane on the screen. Thousandths of a pixel a unit: over the width of Japan an error of a pixel at most.
pub(crate) fn transform(state: &State) -> String {
    let Size { width, height } = state.size;
    let scale = state.camera.scale(state.size);
    let (x, y) = (width / 2.0 - state.camera.x * scale, height / 2.0 - state.camera.y * scale);
    let millionths = (scale * 1e6).round() as u64;
    format!(
        "translate({} {}) scale({}.{:06})",
        pixels(x),
        pixels(y),
        millionths / 1_000_000,
        millionths % 1_000_000
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_tenths() {
        let check = |number, expected: &str| assert_eq!(pixels(number), expected);
        check(0.0, "0.0");
        check(-0.04, "0.0");
        check(-0.5, "-0.5");
        check(123.46, "123.5");
        check(-1000.0, "-1000.0");
    }
}
