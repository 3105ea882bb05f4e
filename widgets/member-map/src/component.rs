//! The component: what it remembers, what it listens to, and what it shows.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use ran_atlas::japan::Japan;
use ran_feed::model::{Feed, PrefectureCode};
use ran_parts::filter_bar::show_picks;
use ran_parts::heading::Level;
use ran_parts::search::Haystacks;
use ran_parts::{Attributes, Failure, Outgoing, Same, WidgetProps, dialog as modal, frame};
use ran_view::html;
use web_sys::Element;
use yew::{
    AttrValue, Html, NodeRef, UseReducerHandle, component, hook, use_effect_with, use_memo, use_mut_ref,
    use_node_ref, use_reducer_eq,
};

use crate::camera::{Camera, REGION_ZOOM};
use crate::filters::{self, FILTERING, Picked};
use crate::focus::{move_focus, show_row};
use crate::gestures::{Measured, gestures, printing};
use crate::listed::{Listed, Rested, part_seen};
use crate::listeners::{Drag, Listeners, focus_member};
use crate::near;
use crate::places::Places;
use crate::scene::{Scene, Shown};
use crate::state::{Action, State, View};
use crate::tiles::Tiles;
use crate::{bar, detail, list, map};

/// What is kept as long as the feed is the same.
#[derive(Default)]
pub(crate) struct Kept {
    haystacks: Haystacks,
    rested: Rested,
    is_folded: Cell<bool>,
}

impl Kept {
    /// Makes ready for a search, piece by piece, so that its first letter need not wait for all of it.
    pub(crate) fn expect_search(self: &Rc<Self>, feed: &Rc<Feed>) {
        if !self.is_folded.replace(true) {
            self.fold(feed.clone(), 0);
        }
    }

    fn fold(self: &Rc<Self>, feed: Rc<Feed>, from: usize) {
        if let Some(next) = filters::fold_ahead(&feed, &self.haystacks, from) {
            let kept = self.clone();
            Timeout::new(0, move || kept.fold(feed, next)).forget();
        }
    }
}

/// The attributes that filter, so that no other change looks through the members again.
fn filtering(attributes: &Attributes) -> [String; 3] {
    FILTERING.map(|facet| attributes.get(facet.attribute()).to_owned())
}

/// Follows the attributes and the page's address, and writes what is shown into the address where the page asks for that.
#[hook]
fn use_place(props: &WidgetProps, state: &UseReducerHandle<State>) {
    let heard = state.clone();
    use_effect_with((props.attributes.clone(), props.place.clone()), move |(attributes, place)| {
        heard.dispatch(Action::Configure(attributes.clone(), place.clone()));
    });
    let emit = props.emit.clone();
    let place = (!props.attributes.get("deep-link").is_empty()).then(|| state.place());
    use_effect_with(place, move |place| {
        if let Some(place) = place {
            emit.emit(Outgoing::Place(place.clone().into()));
        }
    });
}

/// Listens to the map as long as it is there, and not the list alone.
#[hook]
fn use_gestures(svg: &NodeRef, state: &UseReducerHandle<State>, is_ready: bool) {
    let (svg, state) = (svg.clone(), state.clone());
    use_effect_with((is_ready, state.view), move |_| {
        let element = svg.cast::<Element>();
        let held = element.map(|element| (Measured::new(&element, &state), gestures(&element, &state)));
        let held = (held, printing(&state));
        move || drop(held)
    });
}

/// Shows the prefectures whole that the visitor asks for, or else those of the page, and as close as that allows.
#[hook]
fn use_fitting(
    asked: (Option<Same<Feed>>, Vec<PrefectureCode>, Vec<PrefectureCode>),
    places: &Rc<Places>,
    japan: &Rc<Japan>,
    state: &UseReducerHandle<State>,
) {
    let (places, japan, state) = (places.clone(), japan.clone(), state.clone());
    use_effect_with((asked, state.is_measured), move |((_, own, picked), _)| {
        let fitted = |codes: &[PrefectureCode]| {
            let bounds = places.bounds(&japan, codes);
            bounds.map(|bounds| Camera::fitted(state.size, bounds, REGION_ZOOM))
        };
        let home = fitted(picked).or_else(|| fitted(own)).unwrap_or_default();
        state.dispatch(Action::Settle(home));
    });
}

/// The member map.
#[component]
pub fn MemberMap(props: &WidgetProps) -> Html {
    let attributes = &props.attributes;
    let state = use_reducer_eq(|| State::new(attributes, &props.place));
    let (root, svg, dialog) = (use_node_ref(), use_node_ref(), use_node_ref());
    let feed = props.ready().map(|ready| Same(ready.feed.clone()));
    let lang = props.lang();
    let drag = use_mut_ref(Drag::default);

    let japan = use_memo((), |()| Japan::new());
    let paths = use_memo((), |()| {
        japan
            .prefectures()
            .iter()
            .map(|prefecture| AttrValue::from(prefecture.path.clone()))
            .collect::<Vec<_>>()
    });
    let base = use_memo(filtering(attributes), |_| filters::of_attributes(attributes));
    let places = use_memo(feed.clone(), |feed| {
        feed.as_ref().map_or(Places::default(), |feed| Places::new(&feed.0, &japan))
    });
    let kept = use_memo(feed.clone(), |_| Kept::default());
    let asked = use_memo((feed.clone(), base.clone(), lang.tag()), |(feed, base, _)| {
        feed.as_ref().map_or_else(Default::default, |feed| {
            let allowed = filters::allowed(&feed.0, base, &base.prefectures, &places);
            let choices = filters::choices(&feed.0, &allowed, &places, lang);
            (allowed, choices)
        })
    });
    let (allowed, choices) = &*asked;
    let typed = use_memo((feed.clone(), state.near.clone()), |(feed, near)| {
        feed.as_ref().and_then(|feed| near::locate(near, &feed.0, &places, &japan))
    });
    let origin = state.here.or(typed.map(|near| near.point));
    let picked = Picked::new(&state.picks, &state.query);
    let has_theme = !picked.filter.themes.is_empty() || !base.filter.themes.is_empty();
    let (own_prefectures, picked_prefectures) = (base.prefectures.clone(), picked.prefectures.clone());
    let within = (feed.clone(), base, picked, origin);
    let shown = use_memo(within, |(feed, base, picked, origin)| {
        let nothing = Feed::default();
        let feed = feed.as_ref().map_or(&nothing, |feed| &feed.0);
        Shown::new(feed, (base, allowed), picked, &kept.haystacks, &places, &japan, *origin)
    });
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

    use_place(props, &state);
    {
        let root = root.clone();
        use_effect_with((state.goal.clone(), state.moves), move |(goal, moves)| {
            if *moves > 0 {
                move_focus(&root, goal);
            }
        });
    }
    {
        let root = root.clone();
        use_effect_with((state.lit, is_rested), move |_| show_row(&root));
    }
    {
        let root = root.clone();
        use_effect_with((state.picks.clone(), props.ready().is_some()), move |(picks, _)| {
            show_picks(filters::picked(picks), &root);
        });
    }
    {
        let dialog = dialog.clone();
        // A member that an attribute or the address names opens when the feed is there.
        use_effect_with((state.open.clone(), props.ready().is_some()), move |_| modal::show(&dialog));
    }
    use_gestures(&svg, &state, props.ready().is_some());
    use_fitting((feed.clone(), own_prefectures, picked_prefectures), &places, &japan, &state);
    {
        let (state, feed, places) = (state.clone(), feed.clone(), places.clone());
        use_effect_with(props.asked.clone(), move |asked| {
            let asked = asked.as_ref().filter(|asked| asked.method == "focusMember");
            if let (Some(asked), Some(feed)) = (asked, &feed) {
                focus_member(&asked.argument, &feed.0, &places, &state);
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
    let is_lost = !state.near.is_empty() && typed.is_none();
    let scene = props.ready().map(|ready| Scene {
        props,
        ready,
        state: &state,
        shown: &shown,
        listed: &listed,
        is_rested,
        places: &places,
        japan: &japan,
        paths: &paths,
        tiles: tiles.ok().flatten(),
        lang,
        level,
        has_theme,
        is_lost,
        somewhere_in: typed.and_then(|near| near.somewhere_in),
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
                {bar::bar(choices, &scene)}
                <div {class}>
                    if state.view == View::Map { {map::map(&scene, svg.clone())} }
                    {list::list(&scene)}
                </div>
                if let Some(id) = &state.open { {detail::dialog(id, &scene, dialog.clone(), listeners.close())} }
            </div>
        }
    });
    frame::around(props, content)
}
