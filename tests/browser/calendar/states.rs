//! Every view: abroad, for everybody, with hostile events, and for people to look at.

use ran_tests::{Browser, Key, Page, axe};

use super::{EVENTS, TAG, first_row, inside, open, serve};

pub(super) fn a_visitor_abroad_sees_both_clocks(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda");
    page.travel("Asia/Tokyo");
    let page = open(browser, &server, "view=agenda");
    assert_eq!(page.count(&inside(".clock")), 0, "the visitor's clock is the alliance's");
    page.travel("America/New_York");
    let page = open(browser, &server, "view=agenda");
    assert!(page.find(&inside(".clock")).text().contains("日本の時刻"));
    let rows = page.find_all(&inside("button.event"));
    rows.iter().find(|row| row.text().contains("定例会")).unwrap_or_else(|| panic!("no row")).click();
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    // 19:00 in Japan is 6:00 in New York, which is four hours behind UTC in April.
    let text = page.find(&inside("dialog")).text();
    assert!(text.contains("2099年4月14日（火）19:00〜20:30"), "{text}");
    assert!(text.contains("お使いの地域の日時") && text.contains("2099年4月14日（火）6:00〜7:30"), "{text}");
}

/// Shows each view in each theme to `see`, and at the end of each theme to `end`, with the theme's name.
fn in_every_view(
    page: &Page<'_>,
    widths: &[u32],
    mut see: impl FnMut(&str, u32, &str),
    mut end: impl FnMut(&str),
) {
    let calendar = page.find(TAG);
    for theme in ["light", "dark"] {
        calendar.set_attribute("theme", theme);
        for view in ["month", "week", "agenda"] {
            calendar.set_attribute("view", view);
            page.wait_for_count(&inside(&format!("[data-do='view {view}'][aria-pressed=true]")), 1);
            page.wait_for_count(&inside(&format!(".ran[data-theme={theme}]")), 1);
            for width in widths {
                page.resize(*width, 800);
                see(view, *width, theme);
            }
        }
        end(theme);
    }
}

/// Opens the first event of a list in detail, and closes it again.
fn with_detail(page: &Page<'_>, see: impl FnOnce()) {
    first_row(page).click();
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    see();
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
}

pub(super) fn is_accessible_in_every_view(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "date=2099-04-15");
    let check = || axe::assert_accessible(&page, "html");
    in_every_view(
        &page,
        &[360, 1280],
        |_, _, _| check(),
        |_| {
            // The filter bar open, and an event.
            page.run("find(arguments[0])[0].open = true", vec![inside("details").into()]);
            check();
            with_detail(&page, check);
        },
    );
}

pub(super) fn hostile_events_freeze_nothing(browser: &Browser) {
    let many: Vec<String> = (0..10_000)
        .map(|number| format!(r#"{{ "id": "m{number}", "title": "会{number}", "kind": "seminar", "start": "2099-04-15T10:00" }}"#))
        .collect();
    let long = "長".repeat(10_000);
    let events = format!(
        r#"{},
        {{ "id": "secondly", "title": "毎秒", "kind": "seminar", "start": "2000-01-01T00:00", "rrule": "FREQ=SECONDLY" }},
        {{ "id": "backwards", "title": "終わりが先", "kind": "seminar", "start": "2099-04-16T10:00", "end": "2099-04-15T09:00" }},
        {{ "id": "impossible", "title": "ない日", "kind": "seminar", "start": "2099-02-30" }},
        {{ "id": "nowhere", "title": "ない時間帯", "kind": "seminar", "start": "2099-04-17T10:00", "time_zone": "Mars/Base" }},
        {{ "id": "long", "title": "{long}", "kind": "seminar", "start": "2099-04-18T10:00", "description": "{long}" }},
        {{ "id": "rtl", "title": "مؤتمر إقليمي", "kind": "seminar", "start": "2099-04-21T10:00" }},
        {{ "id": "emoji", "title": "👩‍👩‍👧‍👦🎉", "kind": "seminar", "start": "2099-04-22T10:00" }}"#,
        many.join(",")
    );
    let server = serve(&events);
    let page = open(browser, &server, "");
    page.allow_console("/feed.json");
    assert_eq!(page.find(&inside("[data-date='2099-04-15'] .more")).text(), "+9997件");
    assert!(page.find(&inside("[data-date='2099-04-15']")).accessible_name().contains("予定10000件"));
    page.find(&inside("[data-date='2099-04-15'] .more")).click();
    page.wait_for_count(&inside(".day .event"), 100);
    page.find(&inside(".day [data-do^=more]")).click();
    page.wait_for_count(&inside(".day .event"), 200);
    for (id, on) in
        [("long", "2099-04-18"), ("rtl", "2099-04-21"), ("emoji", "2099-04-22"), ("backwards", "2099-04-16")]
    {
        page.find(&inside(&format!("[data-date='{on}'] .chip:not(.gap)"))).click();
        page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
        assert_eq!(
            page.js("document.documentElement.scrollWidth <= innerWidth"),
            true,
            "{id} is wider than the page"
        );
        page.press(Key::Escape);
        page.wait_for_count(&inside("dialog"), 0);
    }
    let nodes = page.run("return find(arguments[0]).length", vec![inside("*").into()]);
    assert!(nodes.as_u64().is_some_and(|nodes| nodes < 4_000), "{nodes} nodes");
    for view in ["week", "agenda"] {
        page.find(&inside(&format!("[data-do='view {view}']"))).click();
        page.wait_for_count(&inside(&format!("[data-do='view {view}'][aria-pressed=true]")), 1);
    }
}

/// Pictures for people to look at: every view, wide and narrow, by day and by night.
pub(super) fn looks(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    let see = |view: &str, width: u32, theme: &str| {
        page.screenshot_whole(&format!("calendar/{view}-{width}-{theme}"));
    };
    in_every_view(&page, &[360, 768, 1280], see, |theme| {
        with_detail(&page, || {
            for width in [360, 1280] {
                page.resize(width, 800);
                page.screenshot(&format!("calendar/detail-{width}-{theme}"));
            }
        });
    });
}
