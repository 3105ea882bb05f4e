//! What every element promises, tried on each of them.
//!
//! A check is a function of the element and a browser; its name in the output is `contract::TAG::CHECK`.

mod accessibility;
mod attributes;
mod events;
mod isolation;
mod layout;
mod lifecycle;
mod looks;

use ran_tests::{Browser, Suite};

use crate::element::{Element, State};

type Check = fn(&Element, &Browser);

macro_rules! checks {
    ($($module:ident: $($check:ident),+;)+) => { &[$($((stringify!($check), $module::$check as Check)),+),+] };
}

const CHECKS: &[(&str, Check)] = checks! {
    attributes: attributes_are_properties, properties_set_early_are_kept, a_changed_attribute_takes_effect,
        a_wrong_value_keeps_the_default_and_is_named_once, a_word_that_is_not_understood_is_told_once,
        a_feed_without_an_address_is_told_once;
    events: ready_is_announced_when_it_is_seen, failure_is_announced, refresh_recovers, refresh_asks_the_server,
        plain_events_of_a_script_break_nothing;
    isolation: hostile_page_styles_change_nothing, an_old_library_changes_nothing, the_page_keeps_its_own_styles, two_share_one_request,
        the_script_twice_is_harmless, works_without_any_policy,
        a_translated_page_is_followed;
    layout: nothing_on_the_page_moves, reflows_at_320_pixels, has_its_height_in_a_grid, is_never_squeezed,
        takes_no_more_than_its_column, grows_with_the_text;
    lifecycle: moves_within_the_page, comes_back_after_removal, leaves_nothing_behind, the_fallback_stays_until_ready,
        the_fallback_stays_when_it_fails, the_fallback_stays_where_wasm_is_forbidden, waits_until_it_is_near,
        paper_has_it_though_it_was_never_near;
    looks: speaks_its_languages, wears_its_themes, keeps_its_shape_in_forced_colours, stands_still_when_asked,
        prints_what_is_seen;
    accessibility: is_reached_by_keyboard, shows_where_the_focus_is, is_read_in_the_colours_of_the_readme;
};

/// Adds every check of an element.
pub(crate) fn register(suite: &mut Suite, element: &'static Element) {
    let tag = element.tag;
    for &(name, check) in CHECKS {
        suite.test(format!("contract::{tag}::{name}"), move |browser| check(element, browser));
    }
    for state in State::ALL {
        let name = state.name();
        suite.test(format!("contract::{tag}::is_accessible_when_{name}"), move |browser| {
            accessibility::is_accessible(element, state, browser);
        });
    }
}
