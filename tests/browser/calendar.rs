//! The calendar, as far as only a browser shows it.

use ran_tests::{Browser, Html, Key, Page, Suite, TestServer, axe};
use serde_json::{Value, json};

use crate::element::put_feed;

macro_rules! tests {
    ($suite:ident: $($test:ident),+ $(,)?) => { $($suite.test(concat!("calendar::", stringify!($test)), $test);)+ };
}

pub(crate) fn register(suite: &mut Suite) {
    tests!(suite:
        keys_walk_over_the_grid, the_day_is_opened_and_left_by_keyboard, what_has_no_room_is_counted_and_opens_the_day,
        the_dialog_keeps_the_focus_and_gives_it_back, a_narrow_element_shows_dots_and_the_days_list,
        the_address_says_what_is_seen, an_address_brings_it_back, a_link_within_the_page_is_followed,
        the_page_hears_of_filters, words_find_events, the_page_goes_to_a_date, a_visitor_abroad_sees_both_clocks,
        a_link_is_copied, one_sheet_of_paper, search_engines_are_told_once, is_accessible_in_every_view,
        hostile_events_freeze_nothing, looks);
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

/// What the focused node says of itself in an attribute.
#[track_caller]
fn focused(page: &Page<'_>, attribute: &str) -> String {
    let node = page.focused().unwrap_or_else(|| panic!("nothing has the focus"));
    node.attribute(attribute).unwrap_or_default()
}

fn keys_walk_over_the_grid(browser: &Browser) {
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
    assert_eq!(name, Some(("gridcell".into(), "2099年4月28日(火) 予定5件".into())));
    page.press(Key::Right);
    page.wait_for_count(&inside("[data-date='2099-04-29']:focus"), 1);
    let name = page.focused().map(|cell| cell.accessible_name());
    assert_eq!(name.as_deref(), Some("2099年4月29日(水) 昭和の日 予定なし"));
    // The heading tells of a new month while nobody looks at it.
    assert_eq!(page.find(&inside("#period")).attribute("aria-live").as_deref(), Some("polite"));
}

fn the_day_is_opened_and_left_by_keyboard(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    page.find(&inside("[data-date='2099-04-15']")).focus();
    page.press(Key::PageDown);
    page.press(Key::PageUp);
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

fn what_has_no_room_is_counted_and_opens_the_day(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    let cell = "[data-date='2099-04-28']";
    assert_eq!(page.find(&inside(&format!("{cell} .more"))).text(), "+2件");
    assert_eq!(page.count(&inside(&format!("{cell} .chip"))), 3);
    page.find(&inside(&format!("{cell} .more"))).click();
    page.wait_for_count(&inside("#day:focus"), 1);
    assert_eq!(page.count(&inside(".day .event")), 5);
    // A span is one bar in each of its weeks, over all its days.
    let bars = page.run(
        "const [cells] = [find(arguments[0])];
         return find(arguments[1]).map((bar) => {
             const box = bar.getBoundingClientRect();
             return cells.filter((cell) => {
                 const { left, right, top, bottom } = cell.getBoundingClientRect();
                 return box.top >= top && box.bottom <= bottom && Math.min(box.right, right) - Math.max(box.left, left) > 10;
             }).map((cell) => cell.dataset.date.slice(8));
         });",
        vec![inside("[role=gridcell]").into(), inside(".chip.bar").into()],
    );
    assert_eq!(bars, json!([["03", "04"], ["05", "06"], ["24", "25"]]));
}

fn the_dialog_keeps_the_focus_and_gives_it_back(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda");
    let row = page
        .find_all(&inside("button.event"))
        .into_iter()
        .find(|row| row.text().contains("定例会"))
        .unwrap_or_else(|| panic!("no row"));
    row.press(Key::Enter);
    page.wait_for_count(&inside("dialog:modal"), 1);
    let fired = page.wait_for_events("ran-select", 1);
    assert_eq!(fired[0].detail, json!({ "type": "event", "id": "rule" }));
    let dialog = page.find(&inside("dialog"));
    assert_eq!((dialog.role().as_str(), dialog.accessible_name().as_str()), ("dialog", "定例会"));
    for words in [
        "2099年4月14日(火) 19:00〜20:30",
        "毎月第2火曜日 19:00",
        "2099年5月12日(火)",
        "2099年6月9日(火)",
        "2099年7月14日(火)",
        "えんぱーく",
        "NPO法人MEGURU",
        "オンライン",
        "2099年4月10日(金)",
        "カレンダーファイル",
        "Google",
        "Outlook",
        "カレンダーを購読",
    ] {
        assert!(dialog.text().contains(words), "{words} is missing in {}", dialog.text());
    }
    // However often Tab is pressed, the page behind is not reached.
    for _ in 0..24 {
        page.press(Key::Tab);
        let within = page.js(
            "(() => { const root = document.querySelector('ran-event-calendar').shadowRoot;
                return root.activeElement === null || root.querySelector('dialog').contains(root.activeElement) })()",
        );
        assert_eq!(within, true);
    }
    page.press(Key::Escape);
    page.wait_for_count(&inside("dialog"), 0);
    assert!(page.focused().is_some_and(|node| node.is(&row)), "the focus is not where it was");
    // By the button, and on the ground around it.
    for close in ["header button", ""] {
        row.press(Key::Enter);
        page.wait_for_count(&inside("dialog:modal"), 1);
        match close {
            "" => drop(page.run("find(arguments[0])[0].click()", vec![inside("dialog").into()])),
            button => page.find(&inside(&format!("dialog {button}"))).click(),
        }
        page.wait_for_count(&inside("dialog"), 0);
        assert!(page.focused().is_some_and(|node| node.is(&row)), "the focus is not where it was");
    }
}

fn a_narrow_element_shows_dots_and_the_days_list(browser: &Browser) {
    let server = serve(EVENTS);
    server.put("/narrow.css", ran_tests::Reply::style("ran-event-calendar { inline-size: 22rem }"));
    // The window is wide: it is the element that is narrow.
    let narrow = html("").head(r#"<link rel="stylesheet" href="/narrow.css">"#);
    let page = browser.open(&server.page(&narrow));
    page.wait_for_events("ran-ready", 1);
    let shown = |selector: &str| page.find_all(&inside(selector)).iter().any(ran_tests::Node::is_visible);
    assert!(!shown(".chip") && !shown(".more"));
    assert_eq!(page.find(&inside("[data-date='2099-04-28'] .dots")).text(), "•••");
    // The day at hand has its list, and another one when it is touched.
    assert!(page.find(&inside(".day")).text().contains("この日の予定はありません"));
    page.find(&inside("[data-date='2099-04-28']")).click();
    page.wait_for_text(&inside(".day"), "五の会");
    assert_eq!(page.count(&inside(".day .event")), 5);
    assert!(page.find(&inside("[data-date='2099-04-28']")).rect().width >= 24.0);
}

/// What the page's address has after the `#`.
fn fragment(page: &Page<'_>) -> Value {
    page.js("location.hash")
}

fn the_address_says_what_is_seen(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "deep-link");
    assert_eq!(fragment(&page), "");
    let entries = page.js("history.length");
    page.find(&inside("[data-do='view week']")).click();
    page.wait_for_js("location.hash === '#ran-view=week'");
    page.find(&inside("[data-do='go 2099-04-22']")).click();
    page.wait_for_js("location.hash === '#ran-view=week&date=2099-04-22'");
    first_row(&page).click();
    page.wait_for_js(
        "location.hash === '#ran-view=week&date=2099-04-22&event=off&on=2099-04-20'
        || location.hash === '#ran-view=week&date=2099-04-22&event=night&on=2099-04-24'",
    );
    page.press(Key::Escape);
    page.wait_for_js("location.hash === '#ran-view=week&date=2099-04-22'");
    assert_eq!(page.js("history.length"), entries, "Back leaves the page");
    // Without the attribute the address is the page's own.
    let page = open(browser, &server, "");
    page.find(&inside("[data-do='view week']")).click();
    page.wait_for_text(&inside("#period"), "4月12日");
    assert_eq!(fragment(&page), "");
}

fn an_address_brings_it_back(browser: &Browser) {
    let server = serve(EVENTS);
    let address = server.page(&html("deep-link"));
    let page = browser.open(&format!("{address}#ran-date=2099-05-02&event=rule&on=2099-05-12"));
    page.wait_for_count(&inside("dialog:modal"), 1);
    assert!(page.find(&inside("dialog")).text().contains("2099年5月12日(火) 19:00"));
    page.press(Key::Escape);
    page.wait_for_text(&inside("#period"), "5月");
    page.wait_for_js("location.hash === '#ran-date=2099-05-02'");

    // The same page at another fragment would not be loaded again.
    let address = server.page(&html("deep-link lang=ja"));
    let page = browser.open(&format!("{address}#ran-view=agenda&kinds=workshop&search=%E4%BC%9A"));
    page.wait_for_text(&inside("[part=agenda]"), "四の会");
    assert_eq!(page.count(&inside("button.event")), 2);
    page.find(&inside("summary")).click();
    assert_eq!(page.find(&inside("select[name=kinds]")).js("element.value"), "workshop");
    assert_eq!(page.find(&inside("input[type=search]")).js("element.value"), "会");
}

fn a_link_within_the_page_is_followed(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "deep-link");
    page.js("location.hash = '#ran-view=agenda&kinds=festival'");
    page.wait_for_text(&inside("[part=agenda]"), "GOSEN KNIT FES");
    assert_eq!(page.count(&inside("button.event")), 1);
    // Another fragment is none of the calendar's business.
    page.js("location.hash = '#main'");
    page.wait_for_text(&inside("[part=agenda]"), "GOSEN KNIT FES");
}

fn the_page_hears_of_filters(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda");
    page.find(&inside("summary")).click();
    // Only what the feed can answer: it has no themes and no programmes.
    let asked =
        page.run("return find(arguments[0]).map((select) => select.name)", vec![inside("select").into()]);
    assert_eq!(asked, json!(["kinds", "host"]));
    let choose = |name: &str, value: &str| {
        page.run(
            "const [selector, value] = arguments; const [select] = find(selector); select.value = value;
             select.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))",
            vec![inside(&format!("select[name={name}]")).into(), value.into()],
        );
    };
    choose("kinds", "seminar");
    let fired = page.wait_for_events("ran-filter-change", 1);
    assert_eq!(fired[0].detail, json!({ "filters": { "kinds": ["seminar"] } }));
    page.wait_for_count(&inside("button.event"), 5);
    choose("host", "meguru");
    let fired = page.wait_for_events("ran-filter-change", 2);
    assert_eq!(fired[1].detail, json!({ "filters": { "kinds": ["seminar"], "host": ["meguru"] } }));
    page.wait_for_count(&inside("button.event"), 0);
    page.find(&inside("[data-do=clear]")).click();
    let fired = page.wait_for_events("ran-filter-change", 3);
    assert_eq!(fired[2].detail, json!({ "filters": {} }));
    page.wait_for_count(&inside("button.event"), 9);
    assert_eq!(page.find(&inside("select[name=kinds]")).js("element.value"), "");
}

fn words_find_events(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda");
    page.find(&inside("summary")).click();
    page.find(&inside("input[type=search]")).focus();
    page.type_text("ｇｏｓｅｎ");
    page.wait_for_count(&inside("button.event"), 1);
    page.wait_for_text(&inside("[role=status]"), "予定1件");
    assert_eq!(page.find(&inside("input[type=search]")).js("element.value"), "ｇｏｓｅｎ");
}

fn the_page_goes_to_a_date(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    for (date, month) in [("2101-02-03", "2101年(令和83年) 2月"), ("2099-04-01", "2099年(令和81年) 4月")]
    {
        page.run("document.querySelector('ran-event-calendar').goTo(arguments[0])", vec![date.into()]);
        page.wait_for_text(&inside("#period"), month);
    }
    // What is no date leads nowhere.
    page.run("return document.querySelector('ran-event-calendar').goTo('morgen')", vec![]);
    page.wait_for_text(&inside("#period"), "2099年(令和81年) 4月");
}

fn a_visitor_abroad_sees_both_clocks(browser: &Browser) {
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
    page.wait_for_count(&inside("dialog:modal"), 1);
    // 19:00 in Japan is 6:00 in New York, which is four hours behind UTC in April.
    let text = page.find(&inside("dialog")).text();
    assert!(text.contains("2099年4月14日(火) 19:00〜20:30"), "{text}");
    assert!(text.contains("お使いの地域の日時") && text.contains("2099年4月14日(火) 6:00〜7:30"), "{text}");
}

fn a_link_is_copied(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda deep-link");
    page.run(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true,
            value: { writeText: async (text) => { window.copied = text } } })",
        vec![],
    );
    first_row(&page).click();
    page.wait_for_count(&inside("dialog:modal"), 1);
    page.find(&inside(".share button")).click();
    page.wait_for_text(&inside(".share [role=status]"), "コピーしました");
    assert_eq!(
        page.js("copied === location.href.split('#')[0] + '#ran-event=fes&on=2099-04-03'"),
        true,
        "{}",
        page.js("copied")
    );
    page.run("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))", vec![]);
    page.find(&inside(".share button")).click();
    page.wait_for_text(&inside(".share [role=status]"), "コピーできませんでした");
}

fn one_sheet_of_paper(browser: &Browser) {
    // Six weeks, each with a full day: as much as a month can hold.
    let full = |day: u32| {
        (0..6).map(move |number| {
        format!(r#"{{ "id": "e{day}-{number}", "title": "長い名前の催し、{number}人目の話を聞く会", "kind": "seminar", "start": "2099-08-{day:02}T1{number}:00" }}"#)
    })
    };
    let events: Vec<String> = (1..=31).flat_map(full).collect();
    let server = serve(&events.join(","));
    let page = open(browser, &server, "date=2099-08-01");
    for landscape in [false, true] {
        assert_eq!(page.sheets(landscape), 1, "landscape: {landscape}");
    }
    page.emulate_paper();
    page.resize(794, 1123);
    page.screenshot_whole("calendar/paper");
    assert!(!page.find(&inside(".filters")).is_visible());
    assert!(page.find_all(&inside("[data-date='2099-08-05'] .chip")).iter().all(ran_tests::Node::is_visible));
}

fn search_engines_are_told_once(browser: &Browser) {
    let server = serve(EVENTS);
    let both = "<ran-event-calendar feed=/feed.json loading=eager json-ld></ran-event-calendar>".repeat(2);
    let page = browser.open(&server.page(&Html::with_kit(&both).policy(None)));
    page.wait_for_events("ran-ready", 2);
    page.wait_for_count("script[type='application/ld+json']", 1);
    // The rule's times of a year from today are none: it starts in 2099. So is all else.
    assert_eq!(
        page.js("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"),
        json!([])
    );
    let server = serve(
        r#"{ "id": "rule", "title": "定例会</script>", "kind": "meeting", "start": "2020-01-07T19:00", "rrule": "FREQ=WEEKLY;BYDAY=TU" }"#,
    );
    let page = browser.open(&server.page(&Html::with_kit(&both).policy(None)));
    page.wait_for_events("ran-ready", 2);
    page.wait_for_js("document.querySelector('script[type=\"application/ld+json\"]') !== null");
    let told = page.js(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)
            .every((event) => event['@type'] === 'Event' && event.name === '定例会</script>' && new Date(event.startDate) > Date.now() - 864e5)",
    );
    assert_eq!(told, true);
    assert_eq!(page.count("script[type='application/ld+json']"), 1);
}

fn is_accessible_in_every_view(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "date=2099-04-15");
    let calendar = page.find(TAG);
    for theme in ["light", "dark"] {
        calendar.set_attribute("theme", theme);
        for view in ["month", "week", "agenda"] {
            calendar.set_attribute("view", view);
            page.wait_for_count(&inside(&format!("[data-do='view {view}'][aria-pressed=true]")), 1);
            page.wait_for_count(&inside(&format!(".ran[data-theme={theme}]")), 1);
            for width in [360, 1280] {
                page.resize(width, 800);
                axe::assert_accessible(&page, "html");
            }
        }
        // The filter bar open, and an event.
        page.run("find(arguments[0])[0].open = true", vec![inside("details").into()]);
        axe::assert_accessible(&page, "html");
        first_row(&page).click();
        page.wait_for_count(&inside("dialog:modal"), 1);
        axe::assert_accessible(&page, "html");
        page.press(Key::Escape);
        page.wait_for_count(&inside("dialog"), 0);
    }
}

fn hostile_events_freeze_nothing(browser: &Browser) {
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
    page.find(&inside(".day [data-do=more]")).click();
    page.wait_for_count(&inside(".day .event"), 200);
    for (id, on) in
        [("long", "2099-04-18"), ("rtl", "2099-04-21"), ("emoji", "2099-04-22"), ("backwards", "2099-04-16")]
    {
        page.find(&inside(&format!("[data-date='{on}'] .chip:not(.gap)"))).click();
        page.wait_for_count(&inside("dialog:modal"), 1);
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
fn looks(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    let calendar = page.find(TAG);
    for theme in ["light", "dark"] {
        calendar.set_attribute("theme", theme);
        for view in ["month", "week", "agenda"] {
            calendar.set_attribute("view", view);
            page.wait_for_count(&inside(&format!("[data-do='view {view}'][aria-pressed=true]")), 1);
            for width in [360, 768, 1280] {
                page.resize(width, 800);
                page.screenshot_whole(&format!("calendar/{view}-{width}-{theme}"));
            }
        }
        first_row(&page).click();
        page.wait_for_count(&inside("dialog:modal"), 1);
        for width in [360, 1280] {
            page.resize(width, 800);
            page.screenshot(&format!("calendar/detail-{width}-{theme}"));
        }
        page.press(Key::Escape);
        page.wait_for_count(&inside("dialog"), 0);
    }
}
