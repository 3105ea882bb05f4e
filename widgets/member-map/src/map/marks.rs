//! The marks: a member, or several as one.

use ran_feed::model::Lang;
use ran_parts::member::{name, place_name};
use ran_parts::text;
use ran_view::{classes, html};
use yew::Html;

use crate::places::How;
use crate::scene::{Scene, pixels};
use crate::shown::Mark;
use crate::words;

/// How far from its middle a single member can be pressed, in pixels.
const PIN_REACH: u8 = 22;

/// The half width of a cluster in pixels: 24 at least across, as WCAG 2.5.8 asks, and wider for more members.
fn half(count: u32) -> u8 {
    match count {
        ..10 => 16,
        10..100 => 19,
        100..1000 => 22,
        _ => 25,
    }
}

/// How far a mark reaches at most, in pixels: a pin can be pressed around itself, a cluster has an outline.
pub(crate) fn reach(count: u32) -> u8 {
    if count == 1 { PIN_REACH } else { half(count) + 2 }
}

/// A mark: a member, or several.
pub(super) fn mark(mark: &Mark, scene: &Scene<'_>) -> Html {
    let (x, y) = mark.at;
    let transform = format!("translate({} {})", pixels(x), pixels(y));
    if mark.count == 1 { pin(mark, transform, scene) } else { cluster(mark, transform, scene) }
}

fn pin(mark: &Mark, transform: String, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let Some(member) = scene.member(mark.member) else { return Html::default() };
    let joint = if lang == Lang::En { ", " } else { "、" };
    let mut label = name(member).plain(lang);
    if let Some(place) = member
        .place
        .as_ref()
        .map(|place| text::unread(place_name(place, lang), lang))
        .filter(|name| !name.is_empty())
    {
        label = format!("{label}{joint}{place}");
    }
    if mark.how == How::InPrefecture {
        label = format!("{label}{joint}{}", words::IN_PREFECTURE.plain(lang));
    }
    let class =
        classes!("mark", mark.is_lit.then_some("lit"), (mark.how == How::InPrefecture).then_some("vague"));
    html! {
        <g key={format!("m{}", mark.member)} {class} {transform} role="button" tabindex="-1" aria-label={label.clone()} data-do={format!("open {}", member.id)}
            data-member={mark.member.to_string()} part="member">
            <title>{label}</title>
            <circle r={PIN_REACH.to_string()} class="reach" /><path d="M0 13C-9 3-10 0-10-4a10 10 0 0 1 20 0c0 4-1 7-10 17z" /><circle r="4" cy="-4" class="eye" />
        </g>
    }
}

fn cluster(mark: &Mark, transform: String, scene: &Scene<'_>) -> Html {
    let label = words::area_count(mark.bits, mark.count, scene.lang);
    let shown = if mark.count < 10_000 { mark.count.to_string() } else { format!("{}k", mark.count / 1000) };
    html! {
        <g key={format!("c{}x{}", mark.member, mark.count)} class={classes!("mark", "cluster", mark.is_lit.then_some("lit"))} {transform} role="button" tabindex="-1"
            aria-label={label.clone()} data-do={format!("cluster {} {}", scene.zoom(), mark.index)} part="cluster">
            <title>{label}</title>
            <circle r={half(mark.count).to_string()} /><text dy=".35em" aria-hidden="true">{shown}</text>
        </g>
    }
}
