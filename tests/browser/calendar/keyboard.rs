//! The calendar by keyboard: the grid, a day, the dialog.

use ran_tests::{Browser, Key, Page, Reply};
use serde_json::json;

use super::{EVENTS, TAG, assert_the_way_out_stays, html, inside, open, serve};

/// What the focused node says of itself in an attribute.
#[track_caller]
fn focused(page: &Page<'_>, attribute: &str) -> String {
    let node = page.focused().unwrap_or_else(|| panic!("nothing has the focus"));
    node.attribute(attribute).unwrap_or_default()
}

pub(super) fn keys_walk_over_the_grid(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    assert_eq!(page.count(&inside("[role=gridcell][tabindex='0']")), 1);
    page.find(&inside("[role=gridcell][tabindex='0']")).focus();
    for (key, expected) in [
        (Key::Right, "2099-04-16"),
        (Key::Left, "2099-04-15"),
        (Key::Down, "2099-04-22"),
        (Key::Up, "2099-04-15"),
        (Key::Home, "2099-04-12"),
        (Key::End, "2099-04-18"),
        (Key::PageDown, "2099-05-18"),
        (Key::PageUp, "2099-04-18"),
        (Key::Up, "2099-04-11"),
        (Key::Up, "2099-04-04"),
        (Key::Up, "2099-03-28"),
    ] {
        page.press(key);
        page.wait_for_count(&inside(&format!("[data-date='{expected}']:focus")), 1);
        assert_eq!(page.count(&inside("[role=gridcell][tabindex='0']")), 1, "after {key:?}");
    }
    page.chord(&[Key::Shift, Key::PageDown]);
    page.wait_for_count(&inside("[data-date='2100-03-28']:focus"), 1);
    page.chord(&[Key::Shift, Key::PageUp]);
    page.wait_for_count(&inside("[data-date='2099-03-28']:focus"), 1);
    // What is heard: the full date, the public holiday and the count.
    page.press(Key::PageDown);
    page.wait_for_count(&inside("[data-date='2099-04-28']:focus"), 1);
    let name = page.focused().map(|cell| (cell.role(), cell.accessible_name()));
    assert_eq!(name, Some(("gridcell".into(), "2099年4月28日（火） 予定5件、うち満席1件".into())));
    page.press(Key::Right);
    page.wait_for_count(&inside("[data-date='2099-04-29']:focus"), 1);
    let name = page.focused().map(|cell| cell.accessible_name());
    assert_eq!(name.as_deref(), Some("2099年4月29日（水） 昭和の日 予定なし"));
    // A region tells of a new month while nobody looks at it.
    assert!(
        page.find(&inside("p[role=status]"))
            .js("element.textContent")
            .as_str()
            .is_some_and(|said| said.ends_with("4月、予定9件"))
    );
}

pub(super) fn the_day_is_opened_and_left_by_keyboard(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    page.find(&inside("[data-date='2099-04-15']")).focus();
    // On a busy machine Yew draws another month in several tasks, and a key that comes between them finds no day.
    for (key, day) in [(Key::PageDown, "2099-05-15"), (Key::PageUp, "2099-04-15")] {
        page.press(key);
        page.wait_for_count(&inside(&format!("[data-date='{day}']:focus")), 1);
    }
    page.press(Key::Up);
    page.press(Key::Down);
    page.press(Key::Left);
    page.wait_for_count(&inside("[data-date='2099-04-14']:focus"), 1);
    page.press(Key::Enter);
    page.wait_for_count(&inside("#day:focus"), 1);
    page.wait_for_text(&inside(".day"), "定例会");
    page.press(Key::Tab);
    assert!(focused(&page, "class").contains("event"));
    page.press(Key::Escape);
    page.wait_for_count(&inside("[data-date='2099-04-14']:focus"), 1);
}

pub(super) fn the_dialog_keeps_the_focus_and_gives_it_back(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda");
    let row = page
        .find_all(&inside("button.event"))
        .into_iter()
        .find(|row| row.text().contains("定例会"))
        .unwrap_or_else(|| panic!("no row"));
    row.press(Key::Enter);
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    let fired = page.wait_for_events("ran-select", 1);
    assert_eq!(fired[0].detail, json!({ "type": "event", "id": "rule" }));
    let dialog = page.find(&inside("dialog"));
    assert_eq!((dialog.role().as_str(), dialog.accessible_name().as_str()), ("dialog", "定例会"));
    for words in [
        "2099年4月14日（火）19:00〜20:30",
        "毎月第2火曜日 19:00",
        "2099年5月12日（火）",
        "2099年6月9日（火）",
        "2099年7月14日（火）",
        "えんぱーく",
        "NPO法人MEGURU",
        "オンライン",
        "2099年4月10日（金）",
        "iPhone・パソコンのカレンダー",
        "Google",
        "Outlook",
        "予定表全体をカレンダーアプリに登録",
    ] {
        assert!(dialog.text().contains(words), "{words} is missing in {}", dialog.text());
    }
    // However often Tab is pressed, the page behind is not reached. A browser's own buttons may be, and from there the
    // dialog again.
    let mut pressed = 0;
    loop {
        page.press(Key::Tab);
        pressed += 1;
        let within = page.js("(() => {
                const root = document.querySelector('ran-event-calendar').shadowRoot;
                if (root.activeElement) return root.querySelector('dialog').contains(root.activeElement);
                return [null, document.body].includes(document.activeElement) ? null : false;
            })()");
        assert_ne!(within, false);
        assert!(pressed < 100, "Tab does not come back to the dialog");
        if pressed >= 24 && within == true {
            break;
        }
    }
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    assert!(page.focused().is_some_and(|node| node.is(&row)), "the focus is not where it was");
    // By the button, and on the ground around it.
    for close in ["header button", ""] {
        row.press(Key::Enter);
        page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
        match close {
            "" => drop(page.run("find(arguments[0])[0].click()", vec![inside("dialog").into()])),
            button => page.find(&inside(&format!("dialog {button}"))).click(),
        }
        page.wait_for_count(&inside("dialog"), 0);
        assert!(page.focused().is_some_and(|node| node.is(&row)), "the focus is not where it was");
    }
}

pub(super) fn a_dialog_stays_over_the_page_when_its_calendar_moves(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda");
    page.find_all(&inside("button.event"))[0].press(Key::Enter);
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    page.js("document.body.append(document.querySelector('ran-event-calendar'))");
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
}

/// The second click of a person who is used to clicking twice lies on the ground around what the first one has opened.
pub(super) fn a_double_click_opens_an_event_and_leaves_it_open(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    let click = |selector: &str, detail: u8| {
        page.run(
            "const [selector, detail] = arguments;
             find(selector)[0].dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail }))",
            vec![inside(selector).into(), detail.into()],
        );
    };
    click("[role=gridcell] [data-do^='entry ']", 1);
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    click("dialog", 2);
    page.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    assert_eq!(page.count(&inside("dialog:modal:not(:has(.waiting))")), 1);
    click("dialog", 1);
    page.wait_for_count(&inside("dialog"), 0);
}

pub(super) fn the_way_out_of_a_long_event_stays_in_sight(browser: &Browser) {
    let description = "長い説明です。".repeat(300);
    let server = serve(&format!(
        r#"{{ "id": "a", "title": "地域の人事を考える相談会", "kind": "seminar", "start": "2099-04-21T10:00",
            "sign_up": "/apply", "description": "{description}" }}"#
    ));
    let page = open(browser, &server, "view=agenda");
    page.find(&inside("button.event")).press(Key::Enter);
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    assert_the_way_out_stays(&page, TAG, "地域の人事を考える相談会");
}

pub(super) fn enter_opens_the_day_that_has_the_focus(browser: &Browser) {
    let server = serve(r#"{ "id": "a", "title": "相談会", "kind": "seminar", "start": "2099-04-21T10:00" }"#);
    let page = open(browser, &server, "");
    // As a screen reader's browse mode does, or a click on what stands in the cell: the tab stop is on another day.
    page.find(&inside("[data-date='2099-04-21']")).focus();
    page.press(Key::Enter);
    page.wait_for_count(&inside("#day:focus"), 1);
    page.wait_for_text(&inside(".day"), "相談会");
    // The arrows go on from there too.
    page.find(&inside("[data-date='2099-04-07']")).focus();
    page.press(Key::Right);
    page.wait_for_count(&inside("[data-date='2099-04-08']:focus"), 1);
}

pub(super) fn the_focus_goes_along_to_what_comes_next(browser: &Browser) {
    let server = serve(r#"{ "id": "a", "title": "相談会", "kind": "seminar", "start": "2099-06-21T10:00" }"#);
    let page = open(browser, &server, "");
    page.find(&inside("[data-do='next 2099-06-21']")).press(Key::Enter);
    page.wait_for_count(&inside("[data-date='2099-06-21']:focus"), 1);
}

/// What is over stands in a list that is closed.
pub(super) fn the_focus_goes_into_no_closed_list(browser: &Browser) {
    let over = r#"{ "id": "over", "title": "春の会", "kind": "seminar", "start": "2099-04-03T10:00" }"#;
    let coming = r#"{ "id": "coming", "title": "相談会", "kind": "seminar", "start": "2099-04-21T10:00" }"#;
    let at = |events: &str, fragment: &str| {
        let server = serve(events);
        server.put("/late.js", Reply::script("Date.now = () => Date.UTC(2099, 3, 15);"));
        let html = html("view=agenda deep-link").head(r#"<script src="/late.js"></script>"#);
        let page = browser.open(&format!("{}{fragment}", server.page(&html)));
        page.wait_for_events("ran-ready", 1);
        page
    };
    let close = |page: &Page<'_>| {
        page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
        page.press(Key::Escape);
        page.wait_for_count(&inside("dialog"), 0);
    };
    let first = inside("[part=agenda] button.event:focus");
    let page = at(&format!("{over},{coming}"), "#ran-event=coming&on=2099-04-21");
    close(&page);
    page.wait_for_count(&first, 1);
    // From an empty month to the first that is still to come.
    let page = at(&format!("{over},{coming}"), "#ran-date=2099-02-01");
    page.find(&inside("[data-do^='next ']")).press(Key::Enter);
    page.wait_for_count(&first, 1);
    // Where nothing is, what opens the list.
    let page = at(over, "#ran-event=over&on=2099-04-03");
    close(&page);
    page.wait_for_count(&inside(".past > summary:focus"), 1);
}

/// The button that shows more goes with the last of them; what it has shown has the focus.
pub(super) fn the_focus_goes_along_to_what_was_hidden(browser: &Browser) {
    let events: Vec<String> = (0..120)
        .map(|number| {
            format!(
                r#"{{ "id": "e{number}", "title": "会{number}", "kind": "seminar", "start": "2099-04-14T10:{:02}" }}"#,
                number % 60
            )
        })
        .collect();
    let server = serve(&events.join(","));
    for (view, first) in [("agenda", 100), ("week", 14)] {
        let page = open(browser, &server, &format!("view={view}"));
        page.find(&inside(&format!("[data-do='more entry {first}']"))).press(Key::Enter);
        page.wait_for_count(&inside(&format!("button[data-do='entry {first}']:focus")), 1);
    }
}

/// From one date of a series to the next, and out.
pub(super) fn the_next_dates_lead_on(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda");
    let rows = page.find_all(&inside("button.event"));
    let row = rows.into_iter().find(|row| row.text().contains("定例会")).unwrap_or_else(|| panic!("no row"));
    row.press(Key::Enter);
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    for day in ["2099-05-12", "2099-06-09"] {
        page.find(&inside(&format!("[data-do='date {day} rule']"))).press(Key::Enter);
        page.wait_for_count(&inside(&format!("dialog dl:first-of-type time[datetime^='{day}']")), 1);
        page.wait_for_count(&inside("#detail:focus"), 1);
    }
    assert_eq!(page.wait_for_events("ran-select", 3).len(), 3);
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    let closed = page.wait_for_events("ran-close", 1);
    assert_eq!((closed.len(), closed[0].target.as_str()), (1, "ran-event-calendar"));
    assert!(page.focused().is_some_and(|node| node.is(&row)), "the focus is not where it was");
}
