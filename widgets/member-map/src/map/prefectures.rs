//! The prefectures, their names, and the insets.

use ran_atlas::japan::{Prefecture, bit};
use ran_atlas::plane::{INSETS, Inset};
use ran_view::{classes, html};
use yew::Html;

use super::reach;
use crate::next_event;
use crate::scene::{Scene, pixels};
use crate::shown::Mark;
use crate::words;

/// The frames of the insets.
pub(super) fn insets() -> Html {
    html! {
        <g class="insets">
            {for INSETS.iter().map(|inset| {
                let (west, north, east, south) = inset.bounds;
                html! { <rect x={pixels(west)} y={pixels(north)} width={pixels(east - west)} height={pixels(south - north)} /> }
            })}
        </g>
    }
}

/// What is in each: in its corner, or over a frame that is narrower than its name.
pub(super) fn inset_names(scene: &Scene<'_>) -> Html {
    let one = |inset: &Inset| {
        let (west, north, east, south) = inset.bounds;
        let is_narrow = east - west < south - north;
        let from = if is_narrow { west.midpoint(east) } else { west };
        let (x, y) = scene.state.camera.screen(scene.state.size, from, north);
        let (dx, dy, anchor) = if is_narrow { ("0", "-.4em", "middle") } else { (".4em", "1.4em", "start") };
        html! { <text x={pixels(x)} y={pixels(y)} {dx} {dy} text-anchor={anchor}>{words::inset(inset.code, scene.lang)}</text> }
    };
    html! { <g class="names of-insets">{for INSETS.iter().map(one)}</g> }
}

/// The prefectures, of which the one with the tab stop says its next event.
pub(super) fn prefectures(scene: &Scene<'_>) -> Vec<Html> {
    let (stop, state) = (scene.stop(), scene.state);
    // Not with each step of a moving map, as long as it is the pointer that moves it: a feed may have events by the thousand.
    let is_next_said = state.moves > 0 || state.camera == state.home || state.camera.is_whole();
    let picked = scene.picked();
    let one = |prefecture: &Prefecture| {
        let code = prefecture.code;
        let count = scene.shown.counts[usize::from(code)];
        let is_stop = stop.is_some_and(|stop| stop.number() == code);
        let mut label = words::area_count(bit(code), count, scene.lang);
        if is_stop && is_next_said {
            label.push_str(&next_event::of_prefecture(scene, code).unwrap_or_default());
        }
        let shade = match count {
            0 => "none",
            1 => "few",
            2..5 => "some",
            _ => "many",
        };
        let is_picked = picked.is_some_and(|picked| picked.number() == code);
        html! {
            <path key={code} d={prefecture.path.clone()} class={classes!("land", shade)} role="option"
                aria-label={label} aria-selected={is_picked.to_string()} data-do={format!("prefecture {code}")}
                tabindex={if is_stop { "0" } else { "-1" }} part="prefecture" />
        }
    };
    scene.japan.prefectures().iter().map(one).collect()
}

/// The outline of the prefecture that is filtered by, over those of its neighbours.
pub(super) fn outline(scene: &Scene<'_>) -> Html {
    let picked = scene.picked().and_then(|code| scene.japan.prefecture(code.number()));
    picked.map_or_else(
        Html::default,
        |picked| html! { <path class="picked" d={picked.path.clone()} aria-hidden="true" /> },
    )
}

/// The size of a letter of a prefecture's name in pixels, and of one that is not as wide as it is high.
const LETTER: f64 = 12.0;

const LATIN: f64 = 7.0;

/// How far from its middle a name may stand, to the south or the north, where a mark lies in its way.
const ASIDE: [f64; 5] = [0.0, 20.0, -20.0, 30.0, -30.0];

/// The names of the prefectures, when all of Japan is no longer seen, where there is room between the marks.
pub(super) fn names(marks: &[Mark], scene: &Scene<'_>) -> Html {
    let (camera, size) = (scene.state.camera, scene.state.size);
    if camera.is_whole() {
        return Html::default();
    }
    // What is in the way: the middle of each, and how far it reaches across and down.
    let mut taken: Vec<[f64; 4]> = Vec::new();
    for mark in marks {
        let reach = f64::from(reach(mark.count));
        taken.push([mark.at.0, mark.at.1, reach, reach]);
    }
    let mut names = Vec::new();
    for prefecture in scene.japan.prefectures() {
        let name = words::prefecture(prefecture.code, scene.lang);
        let letters = name.chars().map(|letter| if letter.is_ascii() { LATIN } else { LETTER });
        let across = letters.sum::<f64>() / 2.0 + 2.0;
        let (x, middle) = camera.screen(size, prefecture.inside.x.into(), prefecture.inside.y.into());
        if !(across..=size.width - across).contains(&x) || !(0.0..=size.height).contains(&middle) {
            continue;
        }
        // Of a name that reaches over a border, the reader takes the land on which most of it stands.
        let is_at_home = |y: f64| {
            let scale = camera.scale(size);
            let inside = prefecture.inside;
            [-0.6, 0.0, 0.6].iter().all(|part| {
                let (right, down) = (part * across / scale, (y - middle) / scale);
                prefecture.holds((inside.x + right as f32, inside.y + down as f32))
            })
        };
        let is_free = |y: &f64| {
            let is_apart = |[other_x, other_y, wide, high]: &[f64; 4]| {
                (x - other_x).abs() >= across + wide || (y - other_y).abs() >= LETTER / 2.0 + high
            };
            is_at_home(*y) && taken.iter().all(is_apart)
        };
        if let Some(y) = ASIDE.into_iter().map(|aside| middle + aside).find(is_free) {
            taken.push([x, y, across, LETTER / 2.0]);
            names.push(
                html! { <text key={prefecture.code} x={pixels(x)} y={pixels(y)} dy=".35em">{name}</text> },
            );
        }
    }
    html! { <g class="names" aria-hidden="true">{for names}</g> }
}
