//! The calendar, as far as only a browser shows it.

mod address;
mod finding;
mod keyboard;
mod layout;
mod states;

use ran_tests::{Browser, Html, Page, Suite, TestServer};

use crate::element::put_feed;

macro_rules! tests {
    ($suite:ident: $($subject:ident { $($test:ident),+ $(,)? })+) => {
        $($($suite.test(concat!("calendar::", stringify!($test)), $subject::$test);)+)+
    };
}

pub(crate) fn register(suite: &mut Suite) {
    tests!(suite:
        keyboard {
            keys_walk_over_the_grid,
            the_day_is_opened_and_left_by_keyboard,
            the_dialog_keeps_the_focus_and_gives_it_back,
            the_next_dates_lead_on,
            a_dialog_stays_over_the_page_when_its_calendar_moves,
            a_double_click_opens_an_event_and_leaves_it_open,
            the_way_out_of_a_long_event_stays_in_sight,
            enter_opens_the_day_that_has_the_focus,
            the_focus_goes_along_to_what_comes_next,
            the_focus_goes_into_no_closed_list,
            the_focus_goes_along_to_what_was_hidden,
        }
        layout {
            what_has_no_room_is_counted_and_opens_the_day,
            a_title_takes_the_lines_its_day_has_to_spare,
            a_narrow_element_shows_dots_and_the_days_list,
            the_name_of_a_holiday_is_never_cut,
            a_span_of_days_breaks_between_them,
            a_dialog_breaks_no_date_and_no_hours,
            no_line_of_a_chip_begins_with_a_long_vowel,
            one_sheet_of_paper,
            every_event_of_a_month_is_on_its_sheet,
            on_paper_one_event_is_named_whole,
            on_paper_what_a_day_cuts_is_named_under_the_month,
            on_paper_a_month_is_not_over,
            on_paper_a_month_is_never_on_two_sheets,
            on_paper_nothing_lies_over_a_bar,
        }
        address {
            the_address_says_what_is_seen,
            an_address_brings_it_back,
            a_link_within_the_page_is_followed,
            after_a_link_to_what_is_gone_all_else_opens,
            a_router_hears_nothing_of_what_is_opened,
            a_router_keeps_its_fragment,
            back_closes_what_the_visitor_has_opened,
            an_opened_event_that_is_loaded_again_leaves_no_entry_behind,
            a_link_is_copied,
            of_two_with_addresses_the_first_has_the_pages,
            after_a_dialog_that_an_address_opened_the_focus_is_in_the_calendar,
        }
        finding {
            the_page_hears_of_filters,
            words_find_events,
            each_change_of_days_view_and_filters_is_said,
            filters_are_taken_off_while_the_form_is_closed,
            the_page_goes_to_a_date,
            search_engines_are_told_once,
            a_narrowed_calendar_is_subscribed_to_as_it_is_shown,
        }
        states {
            a_visitor_abroad_sees_both_clocks,
            is_accessible_in_every_view,
            hostile_events_freeze_nothing,
            looks,
        }
    );
}

/// April 2099: a busy day, a span over two weeks, a rule, and the rest of what an event can be.
const EVENTS: &str = r#"
    { "id": "fes", "title": "GOSEN KNIT FES", "kind": "festival", "start": "2099-04-03", "end": "2099-04-06", "host": "inquiry" },
    { "id": "rule", "title": "定例会", "kind": "meeting", "start": "2099-04-14T19:00", "end": "2099-04-14T20:30",
      "rrule": "FREQ=MONTHLY;BYDAY=2TU", "mode": "online", "host": "meguru", "description": "**だれでも** 来てください。",
      "deadline": "2099-04-10", "url": "/rule/", "audience": ["public"], "place": { "name": "えんぱーく", "prefecture": "20" } },
    { "id": "off", "title": "中止の会", "kind": "seminar", "start": "2099-04-20T10:00", "status": "cancelled" },
    { "id": "night", "title": "夜の会", "kind": "seminar", "start": "2099-04-24T22:00", "end": "2099-04-25T02:00" },
    { "id": "a", "title": "一の会", "kind": "seminar", "start": "2099-04-28T10:00" },
    { "id": "b", "title": "二の会", "kind": "seminar", "start": "2099-04-28T11:00" },
    { "id": "c", "title": "三の会", "kind": "seminar", "start": "2099-04-28T12:00" },
    { "id": "d", "title": "四の会", "kind": "workshop", "start": "2099-04-28T13:00" },
    { "id": "e", "title": "五の会", "kind": "workshop", "start": "2099-04-28T14:00", "status": "full" }
"#;

/// A server whose feed has these events.
fn serve(events: &str) -> TestServer {
    let server = TestServer::start();
    let feed = format!(
        r#"{{ "version": 1, "alliance": {{ "name": "RAN" }}, "calendar_url": "/events.ics", "members": [
            {{ "id": "meguru", "name": "NPO法人MEGURU" }}, {{ "id": "inquiry", "name": "Inquiry合同会社" }}
        ], "events": [{events}] }}"#
    );
    put_feed(&server, feed);
    server
}

fn html(attributes: &str) -> Html {
    Html::with_kit(&format!(
        r#"<ran-event-calendar feed="/feed.json" loading="eager" {attributes} date="2099-04-15"></ran-event-calendar>"#
    ))
}

/// The calendar with these attributes, ready.
fn open<'b>(browser: &'b Browser, server: &TestServer, attributes: &str) -> Page<'b> {
    let page = browser.open(&server.page(&html(attributes)));
    page.wait_for_events("ran-ready", 1);
    page
}

const TAG: &str = "ran-event-calendar";

/// A selector for what the calendar renders.
fn inside(selector: &str) -> String {
    format!("ran-event-calendar >>> {selector}")
}

/// The first event of a list.
#[track_caller]
fn first_row<'b>(page: &Page<'b>) -> ran_tests::Node<'b> {
    page.find_all(&inside("button.event")).into_iter().next().unwrap_or_else(|| panic!("no row"))
}

/// An open dialog on a telephone, however far it is read: its name comes first, for the eye, the keyboard and a reader, then
/// the way out, which has the focus and stays in sight with it.
#[track_caller]
pub(crate) fn assert_the_way_out_stays(page: &Page<'_>, tag: &str, name: &str) {
    let inside = |selector: &str| format!("{tag} >>> {selector}");
    page.resize(360, 640);
    let dialog = page.find(&inside("dialog:modal:not(:has(.waiting))"));
    assert_eq!((dialog.role(), dialog.accessible_name()), ("dialog".to_owned(), name.to_owned()));
    let [heading, close] =
        [".sheet > header h2", ".sheet > header button"].map(|selector| page.find(&inside(selector)));
    assert_eq!(heading.text(), name);
    assert!(page.focused().is_some_and(|node| node.is(&close)), "the way out has not the focus");
    let first =
        dialog.js("element.querySelector('h2').compareDocumentPosition(element.querySelector('button'))");
    assert_eq!(first, 4, "DOCUMENT_POSITION_FOLLOWING");
    assert_eq!(dialog.js("element.scrollHeight > 2 * element.clientHeight"), true, "it is no long one");
    for share in ["0", "0.5", "1"] {
        dialog.js(&format!("element.scrollTop = element.scrollHeight * {share}"));
        let (around, title, way) = (dialog.rect(), heading.rect(), close.rect());
        for part in [&title, &way] {
            assert!(
                part.y >= around.y && part.y + part.height < around.y + around.height / 2.0,
                "{share}: {part:?}"
            );
        }
        assert!(title.x + title.width <= way.x, "{share}: {title:?} {way:?}");
    }
    // What a keyboard reaches backwards is not under them.
    dialog.js("element.scrollTop = element.scrollHeight");
    let links = page.find_all(&inside("dialog a[href]"));
    let link = links.first().unwrap_or_else(|| panic!("no link"));
    link.focus();
    let (header, link) = (page.find(&inside(".sheet > header")).rect(), link.rect());
    assert!(link.y >= header.y + header.height, "{link:?} under {header:?}");
}
