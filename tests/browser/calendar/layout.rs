//! What there is room for: in a day, in a narrow element, on paper.

use ran_tests::Browser;
use serde_json::json;

use super::{EVENTS, html, inside, open, serve};

pub(super) fn what_has_no_room_is_counted_and_opens_the_day(browser: &Browser) {
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

pub(super) fn a_title_takes_the_lines_its_day_has_to_spare(browser: &Browser) {
    let event = |id: usize, title: &str, times: &str| {
        format!(r#"{{ "id": "e{id}", "title": "{title}", "kind": "seminar", {times} }}"#)
    };
    let long = "地域のしごとと暮らしを考える、高校生と若手社会人のための出張相談会";
    // One long title on the 6th, two on the 7th, three on the 8th; one under a bar on the 13th, a short one on the 15th.
    let mut events: Vec<String> = [6, 7, 7, 8, 8, 8, 13]
        .iter()
        .enumerate()
        .map(|(id, day)| event(id, long, &format!(r#""start": "2099-04-{day:02}T10:00""#)))
        .collect();
    events.push(event(8, "三日の市", r#""start": "2099-04-12", "end": "2099-04-14""#));
    events.push(event(9, "会", r#""start": "2099-04-15T10:00""#));
    let server = serve(&events.join(","));
    let page = open(browser, &server, "date=2099-04-01");
    let lines = |day: u32| -> Vec<f64> {
        let chips = page.find_all(&inside(&format!("[data-date='2099-04-{day:02}'] .chip")));
        chips.iter().map(|chip| ((chip.rect().height - 4.0) / 20.0).round()).collect()
    };
    assert_eq!(
        [6, 7, 8, 13, 15].map(lines),
        [vec![3.0], vec![2.0, 2.0], vec![1.0; 3], vec![1.0, 2.0], vec![1.0]]
    );
    // No week grows by it: the one with nothing in it is as high.
    let height = |day: u32| page.find(&inside(&format!("[data-date='2099-04-{day:02}']"))).rect().height;
    assert!([6, 13].into_iter().all(|day| (height(day) - height(20)).abs() < 1.0));
}

pub(super) fn a_narrow_element_shows_dots_and_the_days_list(browser: &Browser) {
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

pub(super) fn one_sheet_of_paper(browser: &Browser) {
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
