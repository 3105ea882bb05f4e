//! The map: prefectures, and on them the members.
//!
//! | module | what is in it |
//! | --- | --- |
//! | `prefectures` | the land, its names, and the insets |
//! | `marks` | members and clusters |
//! | `controls` | the buttons |

mod controls;
mod marks;
mod prefectures;

use ran_atlas::plane::Point;
use ran_atlas::{japan, plane, towns};
use ran_parts::words as shared;
use ran_view::{classes, html};
use yew::{Html, NodeRef};

pub(crate) use controls::PAN;
pub(crate) use marks::reach;

use crate::order::order;
use crate::scene::{Scene, pixels, transform};
use crate::state::Hint;
use crate::{tiles, words};

/// The map with its buttons.
pub(crate) fn map(scene: &Scene<'_>, node: NodeRef) -> Html {
    let (lang, size) = (scene.lang, scene.state.size);
    let marks = scene.shown.marks(scene.state, scene.places);
    let tiles = scene.tiles.as_ref().filter(|_| tiles::are_shown(scene.state));
    html! {
        <div class={classes!("map", tiles.map(|_| "tiled"))} part="map">
            <svg ref={node} viewBox={format!("0 0 {} {}", pixels(size.width), pixels(size.height))} role="group" aria-label={words::LABEL.plain(lang)}>
                if let Some(tiles) = tiles { {tiles.images(scene.state)} }
                {prefectures::inset_names(scene)}
                <g transform={transform(scene.state)}>
                    {prefectures::insets()}
                    <g role="listbox" aria-label={words::PREFECTURES.plain(lang)} aria-describedby="keys">{for prefectures::prefectures(scene)}</g>
                    {prefectures::outline(scene)}
                </g>
                if tiles.is_none() { {prefectures::names(&marks, scene)} }
                {movement(scene)}
                {own(scene)}
                <g role="group" class={scene.shown.found.is_empty().then_some("offered")} aria-label={words::MEMBERS.plain(lang)}>{for marks.iter().map(|one| marks::mark(one, scene))}</g>
            </svg>
            <p id="keys" hidden=true>{words::KEYS.plain(lang)}</p>
            {controls::buttons(scene)}
            {hint(scene)}
            <p class="credit">
                <span>{words::LEGEND.html(lang)}</span>
                <span>{shared::with_furigana(&words::MAP_DATA.filled(lang, japan::CREDIT))}{" · "}<span lang="ja">{towns::CREDIT}</span>{tiles.map(|tiles| tiles.credit(lang))}</span>
            </p>
        </div>
    }
}

/// A line through more would be a scribble, and is written anew in each frame of a moving map.
const MOST_IN_LINE: usize = 200;

/// A line through the members of one programme: many small fish that swim as a large one.
fn movement(scene: &Scene<'_>) -> Html {
    if scene.programme().is_none() || scene.shown.found.len() > MOST_IN_LINE {
        return Html::default();
    }
    let mut members = scene.shown.found.to_vec();
    // From north to south.
    let south = |member: u32| {
        scene.places.of(member as usize).map_or(0, |position| plane::south(position.point) as usize)
    };
    order(&mut members, &south);
    let spots = members.iter().filter_map(|member| scene.places.of(*member as usize));
    let points = spots.map(|position| {
        let (x, y) =
            scene.state.camera.screen(scene.state.size, position.point.x.into(), position.point.y.into());
        format!("{},{}", pixels(x), pixels(y))
    });
    html! { <polyline class="movement" points={points.collect::<Vec<_>>().join(" ")} /> }
}

/// Where the visitor is, if more is known than the prefecture. The list says it in words.
fn own(scene: &Scene<'_>) -> Html {
    let Some(Point { x, y }) = scene.origin.filter(|near| near.somewhere_in.is_none()).map(|near| near.point)
    else {
        return Html::default();
    };
    let (x, y) = scene.state.camera.screen(scene.state.size, x.into(), y.into());
    html! {
        <g class="own names" aria-hidden="true" transform={format!("translate({} {})", pixels(x), pixels(y))}>
            <circle r="8" /><circle r="3" /><text y="-14">{words::OWN.plain(scene.lang)}</text>
        </g>
    }
}

/// What is said over the map; it fades by itself, and the next one is another node, which begins anew.
fn hint(scene: &Scene<'_>) -> Html {
    let Some((hint, times)) = scene.state.hint else { return Html::default() };
    let phrase = match hint {
        Hint::Wheel => words::WHEEL,
        Hint::Touch => words::TOUCH,
        Hint::NoPosition => return Html::default(),
    };
    html! { <p key={times} class="hint" aria-hidden="true"><span>{phrase.html(scene.lang)}</span></p> }
}
