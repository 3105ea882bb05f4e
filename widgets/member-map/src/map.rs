//! The map: prefectures, and on them the members.

use ran_atlas::plane::{self, INSETS, Inset};
use ran_feed::model::{Event, EventStatus, Id, Lang, Mode, Place, Text};
use ran_parts::member::{name, place_name, soonest};
use ran_parts::{Phrase, dates, text};
use ran_view::{classes, html};
use yew::{Html, NodeRef};

use crate::order::order;
use crate::places::How;
use crate::scene::{Scene, pixels, transform};
use crate::shown::Mark;
use crate::state::Hint;
use crate::{tiles, words};
use ran_parts::words::{self as shared, without_readings};

/// How far a pan button moves the map, as a part of it.
pub(crate) const PAN: f64 = 0.25;

/// The map with its buttons.
pub(crate) fn map(scene: &Scene<'_>, node: NodeRef) -> Html {
    let (lang, size) = (scene.lang, scene.state.size);
    let marks = scene.shown.marks(scene.state, scene.places);
    let tiles = scene.tiles.as_ref().filter(|_| tiles::are_shown(scene.state));
    html! {
        <div class={classes!("map", tiles.map(|_| "tiled"))} part="map">
            <svg ref={node} viewBox={format!("0 0 {} {}", pixels(size.width), pixels(size.height))} role="group" aria-label={words::LABEL.plain(lang)}>
                if let Some(tiles) = tiles { {tiles.images(scene.state)} }
                {inset_names(scene)}
                <g transform={transform(scene.state)}>
                    {insets()}
                    <g role="listbox" aria-label={words::PREFECTURES.plain(lang)} aria-describedby="keys">{for prefectures(scene)}</g>
                    {outline(scene)}
                </g>
                if tiles.is_none() { {names(&marks, scene)} }
                {movement(scene)}
                <g role="group" class={scene.shown.found.is_empty().then_some("offered")} aria-label={words::MEMBERS.plain(lang)}>{for marks.iter().map(|one| mark(one, scene))}</g>
            </svg>
            <p id="keys" hidden=true>{words::KEYS.plain(lang)}</p>
            {buttons(scene)}
            {hint(scene)}
            <p class="credit">
                <span>{words::LEGEND.html(lang)}</span>
                <span>{shared::with_furigana(&words::MAP_DATA.filled(lang, ran_atlas::japan::CREDIT))}{tiles.map(|tiles| tiles.credit(lang))}</span>
            </p>
        </div>
    }
}

/// The frames of the insets.
fn insets() -> Html {
    html! {
        <g class="insets">
            {for INSETS.iter().map(|inset| {
                let (west, north, east, south) = inset.bounds;
                html! { <rect x={pixels(west)} y={pixels(north)} width={pixels(east - west)} height={pixels(south - north)} /> }
            })}
        </g>
    }
}

/// In the corner of each, what is in it.
fn inset_names(scene: &Scene<'_>) -> Html {
    let one = |inset: &Inset| {
        let (x, y) = scene.state.camera.screen(scene.state.size, inset.bounds.0, inset.bounds.1);
        html! { <text x={pixels(x)} y={pixels(y)} dx=".4em" dy="1.4em">{words::inset(inset.code, scene.lang)}</text> }
    };
    html! { <g class="names of-insets">{for INSETS.iter().map(one)}</g> }
}

/// The prefectures, of which the one with the tab stop says its next event.
fn prefectures(scene: &Scene<'_>) -> Vec<Html> {
    let (stop, state) = (scene.stop(), scene.state);
    // Not with each step of a moving map, as long as it is the pointer that moves it: a feed may have events by the thousand.
    let is_next_said = state.moves > 0 || state.camera == state.home || state.camera.is_whole();
    let picked = scene.picked();
    let one = |prefecture: &ran_atlas::japan::Prefecture| {
        let code = prefecture.code;
        let count = scene.shown.counts[usize::from(code)];
        let is_stop = stop.is_some_and(|stop| stop.number() == code);
        let mut label = words::area_count(ran_atlas::japan::bit(code), count, scene.lang);
        if is_stop && is_next_said {
            label.push_str(&next(scene, code).unwrap_or_default());
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
fn outline(scene: &Scene<'_>) -> Html {
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
fn names(marks: &[Mark], scene: &Scene<'_>) -> Html {
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

/// The next of some events that takes place: 「次の予定：」 with its date, and its title.
pub(crate) fn coming<'a>(scene: &Scene<'a>, is_one: &dyn Fn(&Event) -> bool) -> Option<(String, &'a Text)> {
    let (feed, lang) = (scene.feed(), scene.lang);
    let events = feed.events.iter().filter(|event| is_one(event));
    let coming = soonest(events, feed, scene.props.now?, 1, &EventStatus::takes_place).pop()?;
    let zone = coming.zone(feed).map_or(String::new(), |zone| format!("({zone}) "));
    let date = coming.start.map(|start| format!("{} {zone}", dates::date(start.date(), lang)));
    let date = date.unwrap_or_default();
    Some((words::NEXT.filled(lang, &date), coming.title))
}

/// Whether an event is held in a prefecture; one without a place is where its hosts are.
fn is_held_in(event: &Event, code: u8, scene: &Scene<'_>) -> bool {
    let is_here = |host: &Id| {
        let place = scene.feed().members.position(host.as_str());
        place
            .and_then(|place| scene.places.of(place))
            .and_then(|spot| spot.code)
            .is_some_and(|own| own.number() == code)
    };
    let held =
        event.place.as_ref().and_then(Place::prefecture).filter(|_| event.mode() != Some(Mode::Online));
    held.map_or_else(|| event.hosts().any(is_here), |prefecture| prefecture.number() == code)
}

/// The next event of a prefecture, in words.
fn next(scene: &Scene<'_>, code: u8) -> Option<String> {
    let lang = scene.lang;
    let (date, title) = coming(scene, &|event| is_held_in(event, code, scene))?;
    let joint = if lang == Lang::En { ". " } else { "、" };
    Some([joint, &without_readings(&date), &text::plain(title, lang)].concat())
}

/// A line through the members of one programme: many small fish that swim as a large one.
fn movement(scene: &Scene<'_>) -> Html {
    if scene.programme().is_none() {
        return Html::default();
    }
    let mut members = scene.shown.found.to_vec();
    // From north to south.
    let south =
        |member: u32| scene.places.of(member as usize).map_or(0, |spot| plane::south(spot.point) as usize);
    order(&mut members, &south);
    let spots = members.iter().filter_map(|member| scene.places.of(*member as usize));
    let points = spots.map(|spot| {
        let (x, y) = scene.state.camera.screen(scene.state.size, spot.point.x.into(), spot.point.y.into());
        format!("{},{}", pixels(x), pixels(y))
    });
    html! { <polyline class="movement" points={points.collect::<Vec<_>>().join(" ")} /> }
}

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

fn mark(mark: &Mark, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let (x, y) = mark.at;
    let transform = format!("translate({} {})", pixels(x), pixels(y));
    if mark.count == 1 {
        let Some(member) = scene.member(mark.member) else { return Html::default() };
        let joint = if lang == Lang::En { ", " } else { "、" };
        let mut label = text::plain(name(member), lang);
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
        let class = classes!(
            "mark",
            mark.is_lit.then_some("lit"),
            (mark.how == How::InPrefecture).then_some("vague")
        );
        return html! {
            <g key={format!("m{}", mark.member)} {class} {transform} role="button" tabindex="-1" aria-label={label.clone()} data-do={format!("open {}", member.id)}
                data-member={mark.member.to_string()} part="member">
                <title>{label}</title>
                <circle r={PIN_REACH.to_string()} class="reach" /><path d="M0 13C-9 3-10 0-10-4a10 10 0 0 1 20 0c0 4-1 7-10 17z" /><circle r="4" cy="-4" class="eye" />
            </g>
        };
    }
    let label = words::area_count(mark.bits, mark.count, lang);
    let shown = if mark.count < 10_000 { mark.count.to_string() } else { format!("{}k", mark.count / 1000) };
    html! {
        <g key={format!("c{}x{}", mark.member, mark.count)} class={classes!("mark", "cluster", mark.is_lit.then_some("lit"))} {transform} role="button" tabindex="-1"
            aria-label={label.clone()} data-do={format!("cluster {} {}", scene.zoom(), mark.place)} part="cluster">
            <title>{label}</title>
            <circle r={half(mark.count).to_string()} /><text dy=".35em" aria-hidden="true">{shown}</text>
        </g>
    }
}

fn buttons(scene: &Scene<'_>) -> Html {
    let (lang, camera) = (scene.lang, scene.state.camera);
    // A disabled button would lose the focus with which somebody has just pressed it.
    let button = |say: &'static str, name: Phrase, path: &'static str, is_at_end: bool| {
        let name = name.plain(lang);
        html! {
            <button type="button" class={say.replace(' ', "-")} data-do={say} aria-label={name.clone()} title={name} aria-disabled={is_at_end.to_string()}>
                <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
            </button>
        }
    };
    html! {
        <div class="controls" role="group" aria-label={words::CONTROLS.plain(lang)}>
            {button("closer", words::CLOSER, "M12 5v14M5 12h14", camera.is_closest(scene.state.size))}
            {button("farther", words::FARTHER, "M5 12h14", camera.is_whole())}
            if !camera.is_whole() {
                {button("whole", words::WHOLE, "M5 10V5h5M14 5h5v5M19 14v5h-5M10 19H5v-5", false)}
                {button("pan n", words::NORTH, "M6 15l6-6 6 6", false)}
                {button("pan w", words::WEST, "M15 6l-6 6 6 6", false)}
                {button("pan e", words::EAST, "M9 6l6 6-6 6", false)}
                {button("pan s", words::SOUTH, "M6 9l6 6 6-6", false)}
            }
        </div>
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
    html! { <p key={times} class="hint" aria-hidden="true">{phrase.html(scene.lang)}</p> }
}
