//! The buttons that move the map.

use ran_parts::Phrase;
use ran_view::html;
use yew::Html;

use crate::scene::Scene;
use crate::words;

/// How far a pan button moves the map, as a part of it.
pub(crate) const PAN: f64 = 0.25;

pub(super) fn buttons(scene: &Scene<'_>) -> Html {
    let (lang, camera) = (scene.lang, scene.state.camera);
    // A disabled button would lose the focus with which somebody has just pressed it.
    let button = |say: &'static str, name: Phrase, path: &'static str, is_at_end: bool| {
        let name = name.plain(lang);
        html! {
            <button type="button" class={say.replace(' ', "-")} data-do={say} title={name} aria-disabled={is_at_end.to_string()}>
                <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
            </button>
        }
    };
    html! {
        <div class="controls" role="group" aria-label={words::CONTROLS.plain(lang)}>
            {button("closer", words::CLOSER, "M12 5v14M5 12h14", camera.is_closest(scene.state.size))}
            {button("farther", words::FARTHER, "M5 12h14", camera.is_whole())}
            {button("here", words::HERE, "M12 2v4M12 18v4M2 12h4M18 12h4M12 6a6 6 0 0 1 0 12 6 6 0 0 1 0-12z", false)}
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
