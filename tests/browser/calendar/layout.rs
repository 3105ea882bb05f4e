//! What there is room for: in a day, in a narrow element, on paper.

use ran_tests::{Browser, Reply};
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
    // Only the grid is seen: the list comes into sight with it.
    let height = page.find(&inside(".grid")).rect().height as u32;
    page.resize(1280, height + 200);
    page.run("find(arguments[0])[0].scrollIntoView({ block: 'end' })", vec![inside(".grid").into()]);
    let is_seen = "const box = find(arguments[0])[0].getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight";
    assert_eq!(page.run(is_seen, vec![inside("#day").into()]), false);
    // Not by the driver, which scrolls by itself.
    page.run("find(arguments[0])[0].click()", vec![inside("[data-date='2099-04-28']").into()]);
    page.wait_for_text(&inside(".day"), "五の会");
    assert_eq!(page.count(&inside(".day .event")), 5);
    assert_eq!(page.run(is_seen, vec![inside(".day .event").into()]), true);
    assert!(page.find(&inside("[data-date='2099-04-28']")).rect().width >= 24.0);
}

pub(super) fn the_name_of_a_holiday_is_never_cut(browser: &Browser) {
    // A bar over each Labour Thanksgiving Day, which has to stay level.
    let server = serve(
        r#"{ "id": "bar", "title": "甲", "kind": "seminar", "start": "2099-11-22", "end": "2099-11-25" }"#,
    );
    for (lang, name) in [("ja", "勤労感謝の日"), ("en", "Labor Thanksgiving Day"), ("ja-x-easy", "勤労感謝")]
    {
        let page = open(browser, &server, &format!("lang={lang}"));
        for width in [640, 768, 900, 1150, 1280] {
            page.resize(width, 800);
            for month in ["01", "02", "05", "09", "10", "11"] {
                page.run(
                    "document.querySelector('ran-event-calendar').goTo(arguments[0])",
                    vec![format!("2099-{month}-15").into()],
                );
                page.wait_for_count(&inside(&format!("[data-date='2099-{month}-15'][tabindex='0']")), 1);
                let wrong = page.run(
                    "const [names, tops] = [find(arguments[0]), find(arguments[1])];
                     const box = (node) => node.getBoundingClientRect();
                     const cut = names.filter((name) => {
                         const range = document.createRange();
                         range.selectNodeContents(name);
                         const [all, cell, top] = [box(range), box(name.closest('.cell')), box(name.closest('.top'))];
                         return all.right > cell.right || all.bottom > top.bottom + 1 || name.scrollWidth > name.clientWidth;
                     });
                     const heights = (week) => new Set([...week.querySelectorAll('.top')].map((top) => box(top).height));
                     const weeks = new Set(tops.map((top) => top.closest('.week')));
                     const uneven = [...weeks].filter((week) => heights(week).size > 1);
                     return [names.length > 0, cut.map((name) => name.textContent), uneven.length];",
                    vec![inside(".grid .holiday").into(), inside(".grid .top").into()],
                );
                assert_eq!(wrong, json!([true, [], 0]), "{lang}, {width} px, month {month}");
            }
        }
        // Where there is no room at all, the day's list has it.
        page.resize(360, 800);
        page.find(&inside("[data-date='2099-11-23']")).click();
        page.wait_for_text(&inside(".day .holiday"), name);
    }
}

pub(super) fn a_span_of_days_breaks_between_them(browser: &Browser) {
    let server = serve(
        r#"{ "id": "a", "title": "甲", "kind": "seminar", "start": "2099-11-23", "end": "2099-11-25" },
           { "id": "b", "title": "乙", "kind": "seminar", "start": "2099-11-28", "end": "2100-01-05" },
           { "id": "c", "title": "丙", "kind": "seminar", "start": "2099-11-18T22:00", "end": "2099-11-19T02:00" }"#,
    );
    for (lang, first) in [("ja", "11月23日（月）〜"), ("en", "Mon, 23 November –"), ("ja-x-easy", "から")]
    {
        let page = open(browser, &server, &format!("lang={lang} view=agenda"));
        page.run(
            "document.querySelector('ran-event-calendar').goTo(arguments[0])",
            vec!["2099-11-15".into()],
        );
        page.wait_for_count(&inside(".event"), 3);
        for width in [360, 768, 1280] {
            page.resize(width, 800);
            let pieces = page.find_all(&inside(".event .piece"));
            assert!(pieces.len() >= 4, "{lang}: {} pieces", pieces.len());
            assert!(pieces.iter().any(|piece| piece.text().contains(first)), "{lang}: no {first}");
            for piece in pieces {
                // One line, of 27 px, and furigana over it.
                let height = piece.rect().height;
                assert!(height < 40.0, "{lang}, {width} px: {} is {height} px high", piece.text());
            }
        }
    }
}

pub(super) fn a_dialog_breaks_no_date_and_no_hours(browser: &Browser) {
    let server = serve(
        r#"{ "id": "a", "title": "甲", "kind": "seminar", "start": "2099-11-23T10:00", "end": "2099-11-25T16:30",
             "deadline": "2099-11-20T17:00" },
           { "id": "b", "title": "乙", "kind": "seminar", "start": "2099-11-26T13:20", "end": "2099-11-26T15:10",
             "rrule": "FREQ=WEEKLY" }"#,
    );
    // Whose clock it is needs no words in Japan.
    open(browser, &server, "").travel("Asia/Tokyo");
    for lang in ["ja", "en", "ja-x-easy"] {
        for (id, day) in [("a", "2099-11-23"), ("b", "2099-11-26")] {
            let page = browser.open(&server.page(&html(&format!("lang={lang} deep-link"))));
            page.wait_for_events("ran-ready", 1);
            page.run("location.hash = arguments[0]", vec![format!("ran-event={id}&on={day}").into()]);
            page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
            for width in [320, 360, 1280] {
                page.resize(width, 800);
                let pieces = page.find_all(&inside("dialog .piece"));
                assert!(pieces.len() >= 4, "{lang}: {} pieces", pieces.len());
                for piece in pieces {
                    let height = piece.rect().height;
                    assert!(height < 40.0, "{lang}, {width} px: {} is {height} px high", piece.text());
                }
            }
        }
    }
}

pub(super) fn no_line_of_a_chip_begins_with_a_long_vowel(browser: &Browser) {
    let server = serve(
        r#"{ "id": "a", "title": "ミライブラリー 石巻", "kind": "seminar", "start": "2099-04-07T13:30" },
           { "id": "b", "title": "石巻のミライブラリー", "kind": "seminar", "start": "2099-04-09T10:00" }"#,
    );
    for lang in ["ja", "ja-x-easy"] {
        let page = open(browser, &server, &format!("lang={lang}"));
        for width in [640, 700, 768, 900, 1280] {
            page.resize(width, 800);
            let first = page.run(
                "return find(arguments[0]).flatMap((title) => {
                     const [text, range, lines] = [title.firstChild, document.createRange(), []];
                     let last = -Infinity;
                     for (let at = 0; at < text.length; at++) {
                         range.setStart(text, at);
                         range.setEnd(text, at + 1);
                         // In WebKit a letter that begins a line has an empty box at the end of the line before, too.
                         const box = [...range.getClientRects()].find(({ width }) => width > 0);
                         if (box && box.top > last + 4) { lines.push(text.data[at]); last = box.top; }
                     }
                     return lines;
                 })",
                vec![inside(".chip bdi").into()],
            );
            let first: Vec<&str> =
                first.as_array().into_iter().flatten().filter_map(|letter| letter.as_str()).collect();
            assert!(
                first.len() >= 2 && !first.contains(&"ー"),
                "{lang}, {width} px: lines begin with {first:?}"
            );
        }
    }
}

/// Events of August 2099: so many on each of these days, with this title before their number.
fn august(days: impl IntoIterator<Item = u32>, a_day: u32, title: &str) -> String {
    let on = |day: u32| {
        (0..a_day).map(move |number| {
            let (hour, minute) = (8 + number / 4, number % 4 * 15);
            format!(
                r#"{{ "id": "e{day}-{number}", "title": "{title}{day}の{number}", "kind": "seminar", "start": "2099-08-{day:02}T{hour:02}:{minute:02}" }}"#
            )
        })
    };
    days.into_iter().flat_map(on).collect::<Vec<_>>().join(",")
}

pub(super) fn one_sheet_of_paper(browser: &Browser) {
    // Six weeks, each day full: as much as a month can hold.
    let server = serve(&august(1..=31, 6, "長い名前の催し、地域で働く人の話を聞く会"));
    for lang in ["en", "ja-x-easy", "ja"] {
        let page = open(browser, &server, &format!("lang={lang} date=2099-08-01"));
        for landscape in [false, true] {
            assert_eq!(page.sheets(landscape), 1, "{lang}, landscape: {landscape}");
        }
    }
    let page = open(browser, &server, "date=2099-08-01");
    page.emulate_paper();
    page.resize(794, 1123);
    page.screenshot_whole("calendar/paper");
    assert!(!page.find(&inside(".filters")).is_visible());
    assert!(page.find_all(&inside("[data-date='2099-08-05'] .chip")).iter().all(ran_tests::Node::is_visible));
    // 31 days have room for three each of six. What a sheet cannot name either is counted, and found elsewhere.
    assert_eq!(page.count(&inside(".paper li")), 40);
    page.wait_for_text(&inside(".paper"), "ほか53件は、ウェブの「一覧」で");
}

pub(super) fn every_event_of_a_month_is_on_its_sheet(browser: &Browser) {
    // Forty events: on eight days five each; and all of them on one day.
    let cases = [(vec![3, 4, 5, 6, 7, 18, 19, 31], 5, 16), (vec![18], 40, 37)];
    for (days, a_day, hidden) in &cases {
        let server = serve(&august(days.iter().copied(), *a_day, "会"));
        let page = open(browser, &server, "date=2099-08-01");
        // On the screen the list is not there, not even for those who hear it: the day tells it.
        let listed = page.find_all(&inside(".paper li"));
        assert_eq!(listed.len(), *hidden);
        assert!(listed.iter().all(|event| !event.is_visible()));
        for landscape in [false, true] {
            assert_eq!(page.sheets(landscape), 1, "{a_day} a day, landscape: {landscape}");
        }
    }
    for (days, a_day, _) in &cases {
        let server = serve(&august(days.iter().copied(), *a_day, "会"));
        let page = open(browser, &server, "date=2099-08-01");
        page.emulate_paper();
        page.resize(794, 1123);
        page.screenshot_whole(&format!("calendar/paper-{a_day}"));
        let shown =
            |selector: &str| page.find_all(&inside(selector)).into_iter().filter(ran_tests::Node::is_visible);
        let named: Vec<String> = shown(".chip").chain(shown(".paper li")).map(|node| node.text()).collect();
        for (day, number) in days.iter().flat_map(|day| (0..*a_day).map(move |number| (day, number))) {
            let title = format!("会{day}の{number}");
            assert!(
                named.iter().any(|named| named.ends_with(&title)),
                "{title} is not on the sheet: {named:?}"
            );
        }
        assert!(named.contains(&"8月18日（火） 8:45 会18の3".to_owned()), "{named:?}");
    }
}

/// The lines of a day are for the events that it has: where there is one, it is named whole.
pub(super) fn on_paper_one_event_is_named_whole(browser: &Browser) {
    let server = serve(
        r#"{ "id": "a", "title": "女性のための再就職セミナー（オンラインでも参加できます）", "kind": "seminar", "start": "2099-04-09T10:00" }"#,
    );
    let page = open(browser, &server, "");
    page.emulate_paper();
    page.resize(794, 1123);
    let chip = page.find(&inside("[data-date='2099-04-09'] .chip"));
    // A line is ten pixels and more.
    let cut = chip.js("element.scrollHeight - element.clientHeight").as_f64();
    assert!(cut.is_some_and(|cut| cut < 5.0), "{cut:?} px of the name are cut off");
}

pub(super) fn on_paper_what_a_day_cuts_is_named_under_the_month(browser: &Browser) {
    // Three towns at the same time: a day's two lines each end before what tells them apart.
    let towns = ["新潟", "石巻", "塩尻"].map(|town| {
        format!(
            r#"{{ "id": "{town}", "title": "全国同時開催 ミライブラリー {town}", "kind": "seminar", "start": "2099-04-09T13:30" }}"#
        )
    });
    let short = r#"{ "id": "s", "title": "定例会", "kind": "meeting", "start": "2099-04-10T19:00" }"#;
    let server = serve(&[towns.join(","), short.to_owned()].join(","));
    let page = open(browser, &server, "");
    let rows = page.find_all(&inside(".paper li"));
    assert!(rows.iter().all(|row| !row.is_visible()));
    page.emulate_paper();
    page.resize(794, 1123);
    let named: Vec<String> = rows.iter().map(ran_tests::Node::text).collect();
    let expected =
        ["新潟", "石巻", "塩尻"].map(|town| format!("4月9日（木） 13:30 全国同時開催 ミライブラリー {town}"));
    assert_eq!(named, expected);
}

pub(super) fn on_paper_a_month_is_never_on_two_sheets(browser: &Browser) {
    let server = serve(r#"{ "id": "a", "title": "春の会", "kind": "seminar", "start": "2099-04-09T10:00" }"#);
    // It does not fit under what stands above it, and begins a sheet, which has no room for what comes after it. Torn apart,
    // all would fit on two.
    let rule =
        "body::before, body::after { content: ''; display: block; block-size: 15cm; break-inside: avoid }
        body::after { block-size: 14cm }";
    server.put("/page.css", ran_tests::Reply::style(rule));
    let page = browser.open(&server.page(&html("").head(r#"<link rel="stylesheet" href="/page.css">"#)));
    page.wait_for_events("ran-ready", 1);
    assert_eq!(page.sheets(false), 3);
}

/// Who looks at the page is told that all is over and what comes next; a sheet is of its month, whenever it is printed.
pub(super) fn on_paper_a_month_is_not_over(browser: &Browser) {
    let server = serve(r#"{ "id": "a", "title": "春の会", "kind": "seminar", "start": "2099-04-09T10:00" }"#);
    server.put("/late.js", Reply::script("Date.now = () => Date.UTC(2099, 3, 28);"));
    let page = browser.open(&server.page(&html("").head(r#"<script src="/late.js"></script>"#)));
    page.wait_for_events("ran-ready", 1);
    assert!(page.find(&inside(".state")).is_visible());
    page.emulate_paper();
    assert!(!page.find(&inside(".state")).is_visible());
    assert!(page.find(&inside("[data-date='2099-04-09'] .chip")).is_visible());
}

pub(super) fn on_paper_nothing_lies_over_a_bar(browser: &Browser) {
    // On Wednesday the second bar goes on under a free lane and under a short event with a long name.
    let spans = r#"
        { "id": "x", "title": "甲", "kind": "seminar", "start": "2099-08-03", "end": "2099-08-04" },
        { "id": "y", "title": "乙", "kind": "seminar", "start": "2099-08-04", "end": "2099-08-06" },
        { "id": "z", "title": "とても長い名前の、二行にも三行にもなる催し", "kind": "seminar", "start": "2099-08-05T10:00" },
        { "id": "w", "title": "丙", "kind": "seminar", "start": "2099-08-06T10:00" },
        { "id": "v", "title": "丁", "kind": "seminar", "start": "2099-08-06T11:00" }"#;
    let server = serve(spans);
    let page = open(browser, &server, "date=2099-08-01");
    page.emulate_paper();
    page.resize(794, 1123);
    let over = page.run(
        "const chips = find(arguments[0]).map((chip) => [chip.textContent, chip.getBoundingClientRect()]);
         return chips.flatMap(([one, a], at) => chips.slice(at + 1).filter(([, b]) =>
             Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
         ).map(([other]) => `${one} / ${other}`));",
        vec![inside(".chip:not(.gap)").into()],
    );
    assert_eq!(over, json!([]));
}
