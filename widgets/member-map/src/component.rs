//! The component: what it remembers, what it listens to, and what it shows.

use std::rc::Rc;

use ran_atlas::japan::Japan;
use ran_parts::filter_bar::Choices;
use ran_parts::fragment::use_fragment;
use ran_parts::heading::Level;
use ran_parts::{Attributes, Same, WidgetProps, frame};
use ran_view::html;
use yew::{Html, NodeRef, component, use_effect_with, use_memo, use_mut_ref, use_node_ref, use_reducer_eq};

use crate::effects;
use crate::feed_cache::{FeedCache, Ground};
use crate::filters::{self, FILTERING, Picked};
use crate::hooks::{use_fitting, use_gestures};
use crate::listed::{Listed, part_seen};
use crate::listeners::Listeners;
use crate::near::{self, Near, Sought};
use crate::pointer::Memory;
use crate::scene::Scene;
use crate::shown::Shown;
use crate::state::{State, View};
use crate::tiles::Tiles;
use crate::towns::use_towns;
use crate::{bar, detail, list, map, words};

/// The attributes that filter, so that no other change looks through the members again.
fn filtering(attributes: &Attributes) -> [String; 3] {
    FILTERING.map(|facet| attributes.get(facet.attribute()).to_owned())
}

/// The outlines of Japan, for all maps of a page.
fn japan() -> Rc<Japan> {
    thread_local! {
        static JAPAN: Rc<Japan> = Rc::new(Japan::new());
    }
    JAPAN.with(Rc::clone)
}

/// The member map. It is long because what is kept and heard must be asked for here: five hooks of our own, which could
/// take it apart, cost every visitor 300 bytes. What happens then stands in `effects.rs`.
#[component]
pub fn MemberMap(props: &WidgetProps) -> Html {
    let attributes = &props.attributes;
    let state = use_reducer_eq(|| State::new(attributes, &props.fragment));
    let (root, svg, dialog) = (use_node_ref(), use_node_ref(), use_node_ref());
    let feed = props.ready().map(|ready| Same(ready.feed.clone()));
    let lang = props.lang();
    let memory = use_mut_ref(Memory::default);

    let japan = japan();
    // Until there is a feed, there is nobody in it.
    let members = feed.as_ref().map_or_else(Rc::default, |feed| feed.0.clone());
    // By the feed alone: where a hundred thousand members are is not asked again for each change of an attribute.
    let cache = use_memo(feed.clone(), |_| FeedCache::new(&members, &japan));
    let ground = use_memo((feed.clone(), filtering(attributes), lang.tag()), |_| {
        Ground::new(&members, filters::of_attributes(attributes), cache.clone(), lang)
    });
    let picked = Picked::new(&state.picks, &state.query);
    let towns = state.towns.clone();
    let place =
        (feed.clone(), state.near.clone(), towns.clone(), picked.prefectures.clone(), Same(ground.clone()));
    let sought = use_memo(place, |(_, near, towns, prefectures, ground)| {
        let asked = ground.0.base.prefectures_or(prefectures);
        let known = near::locate(near, &members, &cache.places, &japan);
        (!near.is_empty()).then(|| near::seek(near, known, towns.file(), asked, &japan))
    });
    let here = state.here.map(Near::at);
    let origin = here.or(sought.and_then(Sought::near));
    let has_theme = !picked.filter.themes.is_empty() || !ground.base.filter.themes.is_empty();
    let wanted = picked.prefectures.clone();
    let shown = use_memo((Same(ground.clone()), picked, origin, towns), |(ground, picked, origin, towns)| {
        Shown::new(&members, &ground.0, picked, &japan, towns.file(), *origin)
    });
    let unplaced = shown.unplaced.as_ref().map(|(_, sought)| *sought);
    let wants_towns = [*sought, unplaced].into_iter().flatten().any(Sought::wants_towns);
    use_towns(&props.host, &state, wants_towns);
    let within = (Same(shown.clone()), state.group.clone(), part_seen(&state));
    let listed = use_memo(within, |(shown, group, seen)| Listed::new(&shown.0, group.as_ref(), *seen));
    let is_rested = cache.rested.is(&listed);
    {
        let (state, cache) = (state.clone(), cache.clone());
        use_effect_with(Same(listed.clone()), move |listed| {
            let held = cache.rested.wait(&listed.0, &state);
            move || drop(held)
        });
    }

    use_fragment(props, &state, &dialog);
    use_effect_with((state.lit, is_rested), effects::show_row(&root));
    // Not when another row is pointed at: the focus comes back to one while a dialog that closes is still there. A member
    // that an attribute or the address names opens when the feed is there.
    let is_ready = props.ready().is_some();
    // Who is named and not in the feed is open and has no dialog: the next who has one opens it.
    let has_dialog = state.open.as_ref().is_some_and(|id| members.member(id).is_some());
    let arrived =
        (state.picks.clone(), (state.goal.clone(), state.moves), Same(ground.clone()), has_dialog, is_ready);
    use_effect_with(arrived, effects::arrive(&root, &dialog, &memory));
    use_gestures(&svg, &state, is_ready);
    let fitted = (Same(ground.clone()), wanted, shown.offered(&cache.places), shown.around);
    use_fitting(fitted, &japan, &state);
    use_effect_with(
        (props.asked.clone(), feed.is_some()),
        effects::call(feed, &cache, &shown, &memory, &state),
    );
    let tiles = Tiles::read(attributes);
    use_effect_with(tiles.as_ref().err().copied(), effects::report(&props.emit));
    let level = Level::read(attributes.get("heading-level"));
    let scene = props.ready().map(|ready| Scene {
        props,
        ready,
        state: &state,
        shown: &shown,
        listed: &listed,
        is_rested,
        places: &cache.places,
        japan: &japan,
        total: ground.allowed.len(),
        tiles: tiles.ok().flatten(),
        lang,
        level,
        has_theme,
        sought: *sought,
        origin,
    });
    let listeners = scene.as_ref().map(|scene| Listeners {
        props,
        state: &state,
        shown: &shown,
        japan: &japan,
        memory: &memory,
        cache: &cache,
        feed: &scene.ready.feed,
        stop: scene.stop(),
    });

    let content = scene
        .zip(listeners)
        .map(|(scene, listeners)| member_map(&scene, &ground.choices, &listeners, [root, svg, dialog]));
    frame::around(props, words::LABEL, content)
}

/// All of the widget, with the nodes of itself, of the map and of the dialog.
fn member_map(
    scene: &Scene<'_>,
    choices: &[Choices],
    listeners: &Listeners<'_>,
    [root, svg, dialog]: [NodeRef; 3],
) -> Html {
    let is_map = scene.state.view == View::Map;
    html! {
        <div class="member-map" ref={root} part="member-map" onclick={listeners.click(&dialog)} ondblclick={listeners.double_click(&svg)}
            onkeydown={listeners.key(&dialog)} oninput={listeners.input()} onmouseover={listeners.hover()} onfocusin={listeners.focus()}
            onpointerdown={listeners.pointer_down()} onpointermove={listeners.pointer_move(&svg)} onpointerup={listeners.pointer_up()}>
            {bar::bar(choices, scene)}
            {detail::missing(scene)}
            <div class={if is_map { "with-map" } else { "without-map" }}>
                if is_map { {map::map(scene, svg)} }
                {list::list(scene)}
            </div>
            if let Some(id) = &scene.state.open { {detail::dialog(id, scene, dialog, listeners.close())} }
        </div>
    }
}
