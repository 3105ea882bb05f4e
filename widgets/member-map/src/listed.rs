//! Who is listed, and when the whole list is shown.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::UseReducerHandle;

use crate::camera::Window;
use crate::shown::Shown;
use crate::state::{Action, State, View};

/// Who is listed, and why.
pub(crate) enum Listed {
    /// Everybody who is asked for.
    All(Rc<[u32]>),
    /// Those on the part of the map that is seen.
    Seen(Rc<[u32]>),
    /// Those at one point.
    Point(Rc<[u32]>),
}

impl Listed {
    /// Those of one point, those in the part of the map that is seen, or everybody.
    pub(crate) fn new(shown: &Shown, group: Option<&Rc<[u32]>>, seen: Option<Window>) -> Self {
        match (group, seen) {
            (Some(group), _) => Self::Point(group.clone()),
            (None, Some(window)) => Self::Seen(shown.within(window)),
            (None, None) => Self::All(shown.found.clone()),
        }
    }

    pub(crate) fn members(&self) -> &Rc<[u32]> {
        match self {
            Self::All(members) | Self::Seen(members) | Self::Point(members) => members,
        }
    }
}

/// The part of the map whose members are listed; none where the map is not what chooses them.
pub(crate) fn part_seen(state: &State) -> Option<Window> {
    let is_unmoved = state.camera == state.home || state.camera.is_whole();
    let chooses = state.view == View::Map && !is_unmoved && !state.is_near();
    chooses.then(|| state.camera.window(state.size, 0.0))
}

/// For how long nothing may change before the rest of the list follows, in milliseconds.
const REST: u32 = 200;

/// The list that is shown as far as it was asked for. While the map moves, or somebody types, there is another list with
/// each step, and of most of it nothing is seen: its beginning is shown at once, and the rest when nothing changes any more.
#[derive(Clone, Default)]
pub(crate) struct Rested(Rc<RefCell<Option<Rc<Listed>>>>);

impl Rested {
    /// Whether this is the list. The first one of a feed is, so that nothing moves when it is there.
    pub(crate) fn is(&self, listed: &Rc<Listed>) -> bool {
        Rc::ptr_eq(self.0.borrow_mut().get_or_insert_with(|| listed.clone()), listed)
    }

    /// Shows this list when its time has come; never, if what it returns is dropped.
    pub(crate) fn wait(&self, listed: &Rc<Listed>, state: &UseReducerHandle<State>) -> Option<Timeout> {
        (!self.is(listed)).then(|| {
            let (rested, listed, state) = (self.0.clone(), listed.clone(), state.clone());
            Timeout::new(REST, move || {
                *rested.borrow_mut() = Some(listed);
                state.dispatch(Action::Rest);
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use ran_atlas::plane::Point;

    use super::*;
    use crate::camera::Camera;

    #[test]
    fn a_map_that_was_moved_chooses_who_is_listed() {
        let closer = |state: &State| Camera::default().zoomed(state.size, 4.0, (320.0, 310.0));
        let check = |change: &dyn Fn(&mut State), expected: bool| {
            let mut state = State::default();
            change(&mut state);
            assert_eq!(part_seen(&state).is_some(), expected, "{state:?}");
        };
        check(&|_| (), false);
        check(&|state| state.camera = closer(state), true);
        check(&|state| (state.camera, state.view) = (closer(state), View::List), false);
        // Back where it began.
        check(&|state| (state.camera, state.home) = (closer(state), closer(state)), false);
        check(&|state| state.home = closer(state), false);
        // Then the list begins with who is near.
        let here = Some(Point { x: 0.0, y: 0.0 });
        check(&|state| (state.camera, state.here) = (closer(state), here), false);
        check(&|state| (state.camera, state.near) = (closer(state), "塩尻".into()), false);
    }
}
