//! The script tag and what it does to a page.

mod arriving;
mod elements;
mod feeds;
mod frames;
mod pieces;
mod placeholders;

use ran_tests::{Browser, Html, Suite, TestServer};

use crate::element::Element;

pub(crate) fn register(suite: &mut Suite) {
    tests!(suite, "loader":
        placeholders {
            a_placeholder_becomes_an_element,
            a_placeholder_that_comes_later_too,
            a_placeholders_link_names_the_feed,
            an_unknown_placeholder_is_named,
            a_bad_placeholder_stops_no_other,
            a_replaced_body_is_watched,
            a_placeholder_that_is_merged_comes_back,
        }
        frames {
            a_frame_is_as_high_as_its_content,
            a_frame_in_a_sandbox_is_as_high_as_its_content,
            nobody_else_resizes_a_frame,
            a_frame_in_a_shadow_root_is_resized,
            a_late_script_learns_a_frames_height,
            a_frame_says_why_it_shows_nothing,
            a_frame_without_the_kit_says_so,
            a_frame_sends_to_no_foreign_receiver,
            a_frame_shows_no_foreign_pictures,
            a_dialog_in_a_frame_opens_before_the_visitor,
        }
        arriving {
            a_shared_link_opens_what_it_names,
            a_shared_link_leads_to_what_it_shows,
            a_shared_link_opens_the_part_that_holds_it,
            what_is_not_seen_takes_no_page,
            who_has_scrolled_is_left_there,
            a_link_within_the_page_starts_what_it_names,
        }
        feeds {
            different_elements_share_one_request,
            the_feed_is_asked_for_beside_the_kit,
            what_was_asked_for_ahead_grows_old,
            a_second_try_asks_for_the_feed_again,
            a_failed_refresh_keeps_what_is_shown,
            a_refresh_while_the_feed_is_read_is_not_forgotten,
            a_refresh_while_more_is_read_is_not_forgotten,
            a_changing_address_fills_no_memory,
            the_feed_stays_when_the_address_changes,
            a_page_that_was_away_asks_for_news,
            a_page_in_sight_asks_for_news,
            a_changing_address_fills_no_disk,
        }
        pieces {
            works_from_another_origin,
            works_on_a_server_that_knows_no_wasm,
            reads_well_on_a_page_in_shift_jis,
            asks_again_for_a_piece_that_failed,
            what_a_dialog_shows_comes_when_it_is_wanted,
            a_text_that_never_changes_is_decoded_once,
        }
        elements {
            the_first_of_two_versions_serves,
            a_foreign_definition_is_left_alone,
            another_document_has_the_styles,
            paper_has_what_was_never_near,
            ready_waits_for_all_that_is_shown,
            a_hidden_element_is_not_seen,
            text_is_as_large_as_the_page_s_own,
            what_visitors_choose_for_the_page_is_followed,
            a_text_size_that_the_window_decides_is_followed,
            an_element_that_takes_no_address_has_none,
            a_base_changes_no_link_to_this_page,
            a_call_before_the_program_is_kept,
            search_engines_hear_of_what_is_on_the_page,
        }
    );
}

const BADGE: &str = "ran-member-badge >>> .ran";
const BADGE_READS: &str = "アライアンスメンバー";

/// A page of one host with the kit and the feed on another, as most partners have them: opens it and waits for the badge.
/// What stands in the body is written when the origin of the kit is known.
fn shows_a_badge_of_another_origin(browser: &Browser, body: impl Fn(&str) -> String) {
    let (town, alliance) = (TestServer::start(), Element::server());
    let origin = alliance.url("");
    let policy = format!(
        "default-src 'none'; script-src 'self' {origin} 'wasm-unsafe-eval'; connect-src {origin}; style-src 'self'; \
         img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let html = Html::plain(&body(&origin))
        .head(&format!(r#"<script async src="{origin}/kit/v1/ran.js"></script>"#))
        .policy(Some(&policy));
    let page = browser.open(&town.page(&html));
    page.allow_origin(&alliance.url("/"));
    page.wait_for_text(BADGE, BADGE_READS);
}
