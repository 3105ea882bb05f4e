//! The component: what it remembers, what it listens to, and what it shows.

use std::rc::Rc;

use ran_atlas::japan::Japan;
use ran_parts::filter_bar::show_picks;
use ran_parts::fragment::use_fragment;
use ran_parts::heading::Level;
use ran_parts::{Attributes, Failure, Outgoing, Same, WidgetProps, dialog as modal, frame};
use ran_view::html;
use yew::{Html, component, use_effect_with, use_memo, use_mut_ref, use_node_ref, use_reducer_eq};

use crate::filters::{self, FILTERING, Picked};
use crate::focus::{move_focus, show_row};
use crate::hooks::{use_fitting, use_gestures};
use crate::kept::{Ground, Kept};
use crate::listed::{Listed, part_seen};
use crate::listeners::{Listeners, focus_member};
use crate::near::{self, Sought};
use crate::pointer::Drag;
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

/// The member map.
#[component]
pub fn MemberMap(props: &WidgetProps) -> Html {
    let attributes = &props.attributes;
    let state = use_reducer_eq(|| State::new(attributes, &props.fragment));
    let (root, svg, dialog) = (use_node_ref(), use_node_ref(), use_node_ref());
    let feed = props.ready().map(|ready| Same(ready.feed.clone()));
    let lang = props.lang();
    let drag = use_mut_ref(Drag::default);

    let japan = japan();
    // Until there is a feed, there is nobody in it.
    let members = feed.as_ref().map_or_else(Rc::default, |feed| feed.0.clone());
    // By the feed alone: where a hundred thousand members are is not asked again for each change of an attribute.
    let kept = use_memo(feed.clone(), |_| Kept::new(&members, &japan));
    let ground = use_memo((feed.clone(), filtering(attributes), lang.tag()), |_| {
        Ground::new(&members, filters::of_attributes(attributes), kept.clone(), lang)
    });
    let picked = Picked::new(&state.picks, &state.query);
    let towns = state.towns.clone();
    let place =
        (feed.clone(), state.near.clone(), towns.clone(), picked.prefectures.clone(), Same(ground.clone()));
    let sought = use_memo(place, |(_, near, towns, prefectures, ground)| {
        let asked = ground.0.base.prefectures_or(prefectures);
        let known = near::locate(near, &members, &kept.places, &japan).map(Sought::Found);
        (!near.is_empty()).then(|| known.unwrap_or_else(|| near::seek(near, towns.file(), asked, &japan)))
    });
    let origin = state.here.or(sought.and_then(Sought::near).map(|near| near.point));
    let has_theme = !picked.filter.themes.is_empty() || !ground.base.filter.themes.is_empty();
    let wanted = picked.prefectures.clone();
    let shown = use_memo((Same(ground.clone()), picked, origin, towns), |(ground, picked, origin, towns)| {
        Shown::new(&members, &ground.0, picked, &japan, towns.file(), *origin)
    });
    let unplaced = shown.unplaced.as_ref().map(|(_, sought)| *sought);
    use_towns(&props.host, &state, [*sought, unplaced].contains(&Some(Sought::Unread)));
    let within = (Same(shown.clone()), state.group.clone(), part_seen(&state));
    let listed = use_memo(within, |(shown, group, seen)| Listed::new(&shown.0, group.as_ref(), *seen));
    let is_rested = kept.rested.is(&listed);
    {
        let (state, kept) = (state.clone(), kept.clone());
        use_effect_with(Same(listed.clone()), move |listed| {
            let held = kept.rested.wait(&listed.0, &state);
            move || drop(held)
        });
    }

    use_fragment(props, &state, &dialog);
    {
        let root = root.clone();
        use_effect_with((state.lit, is_rested), move |_| show_row(&root));
    }
    {
        let (root, dialog, drag) = (root.clone(), dialog.clone(), drag.clone());
        // Not when another row is pointed at: the focus comes back to one while a dialog that closes is still there.
        let seen = (
            state.picks.clone(),
            (state.goal.clone(), state.moves),
            state.open.is_some(),
            props.ready().is_some(),
        );
        use_effect_with(seen, move |(picks, (goal, moves), ..)| {
            show_picks(filters::picked(picks), &root);
            // A member that an attribute or the address names opens when the feed is there.
            modal::show(&dialog);
            if std::mem::replace(&mut drag.borrow_mut().moves, *moves) != *moves && *moves > 0 {
                move_focus(&root, goal);
            }
        });
    }
    use_gestures(&svg, &state, props.ready().is_some());
    use_fitting((Same(ground.clone()), wanted, shown.offered(&kept.places)), &japan, &state);
    {
        let (state, feed, kept) = (state.clone(), feed.clone(), kept.clone());
        let drag = drag.clone();
        // A call that comes before the feed is heard when it is there, and with another feed it is not heard again.
        use_effect_with((props.asked.clone(), feed.is_some()), move |(asked, is_ready)| {
            let number = asked.as_ref().map(|asked| asked.number);
            if number.is_some() && !is_ready
                || std::mem::replace(&mut drag.borrow_mut().heeded, number) == number
            {
                return;
            }
            let asked = asked.as_ref().filter(|asked| asked.method == "focusMember");
            if let (Some(asked), Some(feed)) = (asked, &feed) {
                focus_member(&asked.argument, &feed.0, &kept.places, &state);
            }
        });
    }

    let tiles = Tiles::read(attributes);
    {
        let (emit, fault) = (props.emit.clone(), tiles.as_ref().err().copied());
        use_effect_with(fault, move |fault| {
            if let Some(fault) = fault {
                emit.emit(Outgoing::Error(Failure::new("tiles", (*fault).to_owned())));
            }
        });
    }

    let level = Level::read(attributes.get("heading-level"));
    let scene = props.ready().map(|ready| Scene {
        props,
        ready,
        state: &state,
        shown: &shown,
        listed: &listed,
        is_rested,
        places: &kept.places,
        japan: &japan,
        total: ground.allowed.len(),
        tiles: tiles.ok().flatten(),
        lang,
        level,
        has_theme,
        sought: *sought,
    });
    let listeners = scene.as_ref().map(|scene| Listeners {
        props,
        state: &state,
        shown: &shown,
        japan: &japan,
        drag: &drag,
        kept: &kept,
        feed: &scene.ready.feed,
        stop: scene.stop(),
    });

    let content = scene.zip(listeners).map(|(scene, listeners)| {
        let class = if state.view == View::Map { "with-map" } else { "without-map" };
        html! {
            <div class="member-map" ref={root} part="member-map" onclick={listeners.click(&dialog)} ondblclick={listeners.double_click(&svg)}
                onkeydown={listeners.key(&dialog)} oninput={listeners.input()} onmouseover={listeners.hover()} onfocusin={listeners.focus()}
                onpointerdown={listeners.pointer_down()} onpointermove={listeners.pointer_move(&svg)} onpointerup={listeners.pointer_up()}>
                {bar::bar(&ground.choices, &scene)}
                <div {class}>
                    if state.view == View::Map { {map::map(&scene, svg.clone())} }
                    {list::list(&scene)}
                </div>
                if let Some(id) = &state.open { {detail::dialog(id, &scene, dialog.clone(), listeners.close())} }
            </div>
        }
    });
    frame::around(props, words::LABEL, content)
}
