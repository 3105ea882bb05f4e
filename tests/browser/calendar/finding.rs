//! How events are found: filters, words, a date, search engines.

use ran_tests::{Browser, Html, Key, TestServer};
use serde_json::json;

use super::{EVENTS, inside, open, serve};

pub(super) fn the_page_hears_of_filters(browser: &Browser) {
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
    page.find(&inside(".asked [data-do=clear]")).click();
    let fired = page.wait_for_events("ran-filter-change", 3);
    assert_eq!(fired[2].detail, json!({ "filters": {} }));
    page.wait_for_count(&inside("button.event"), 9);
    assert_eq!(page.find(&inside("select[name=kinds]")).js("element.value"), "");
    // What is chosen stays, and is said, also when the page narrows its calendar to others, and widens it again.
    choose("kinds", "workshop");
    page.wait_for_count(&inside("button.event"), 2);
    for (kinds, options) in [("seminar meeting", 4), ("", 5), ("festival workshop", 3)] {
        page.js(&format!("document.querySelector('ran-event-calendar').setAttribute('kinds', '{kinds}')"));
        page.wait_for_count(&inside("select[name=kinds] option"), options);
        page.wait_for_js("find('ran-event-calendar >>> select[name=kinds]')[0].value === 'workshop'");
    }
}

pub(super) fn words_find_events(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda");
    page.find(&inside("summary")).click();
    page.find(&inside("input[type=search]")).focus();
    page.type_text("ｇｏｓｅｎ");
    page.wait_for_count(&inside("button.event"), 1);
    page.wait_for_text(&inside("[role=status]"), "予定1件");
    assert_eq!(page.find(&inside("input[type=search]")).js("element.value"), "ｇｏｓｅｎ");
}

/// In a region that stays: one that is put in with its words is not heard by all.
pub(super) fn each_change_of_days_view_and_filters_is_said(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "year=western deep-link");
    page.run("find(arguments[0])[0].kept = true", vec![inside("p[role=status]").into()]);
    let said = |text: &str| {
        page.wait_for_js(&format!(
            "find('ran-event-calendar >>> p[role=status]').some((one) => one.kept && one.textContent === '{text}')"
        ));
        assert_eq!(page.count(&inside("p[role=status]")), 1);
        assert_eq!(page.count(&inside("[aria-live]")), 0);
    };
    said("2099年4月、予定9件");
    let go =
        |at: usize| page.find_all(&inside("[part=toolbar] [role=group]:not(:last-child) button"))[at].click();
    go(0);
    said("2099年3月、予定なし");
    go(2);
    said("2099年4月、予定9件");
    page.find(&inside("[data-do='view week']")).click();
    said("2099年3月29日（日）〜4月4日（土）、予定1件");
    page.find(&inside("[data-do='view agenda']")).click();
    said("2099年4月、予定9件");
    page.run("location.hash = 'ran-view=agenda&kinds=workshop'", vec![]);
    said("2099年4月、予定2件");
    page.find(&inside("[data-do='clear kinds']")).click();
    said("2099年4月、予定9件");
}

pub(super) fn filters_are_taken_off_while_the_form_is_closed(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "view=agenda deep-link");
    page.run("location.hash = 'ran-kinds=workshop&host=meguru'", vec![]);
    page.wait_for_text(
        &inside("[part=empty]"),
        "「ワークショップ」「NPO法人MEGURU」に合う予定は、この期間にはありません。",
    );
    assert_eq!(page.find(&inside("details")).js("element.open"), false);
    let chip = page.find(&inside("[data-do='clear host']"));
    assert_eq!(chip.accessible_name(), "NPO法人MEGURUの絞り込みを解除");
    let size = chip.rect();
    assert!(size.width >= 24.0 && size.height >= 24.0, "{size:?}");
    let on_filters = || page.wait_for_count(&inside("summary:focus"), 1);
    chip.press(Key::Enter);
    on_filters();
    page.wait_for_count(&inside("button.event"), 2);
    page.wait_for_count(&inside(".asked button"), 2);
    assert_eq!(page.find(&inside("select[name=host]")).js("element.value"), "");
    page.find(&inside(".asked [data-do=clear]")).press(Key::Enter);
    on_filters();
    page.wait_for_count(&inside("button.event"), 9);
    page.wait_for_count(&inside(".asked"), 0);
    // The words are taken away from where nothing matches them.
    page.find(&inside("input[type=search]")).focus();
    page.type_text("ない");
    page.find(&inside("[part=empty] [data-do=clear]")).press(Key::Enter);
    on_filters();
    page.wait_for_count(&inside("button.event"), 9);
    assert_eq!(page.find(&inside("input[type=search]")).js("element.value"), "");
}

pub(super) fn the_page_goes_to_a_date(browser: &Browser) {
    let server = serve(EVENTS);
    let page = open(browser, &server, "");
    for (date, month) in [("2101-02-03", "2101年（令和83年）2月"), ("2099-04-01", "2099年（令和81年）4月")]
    {
        page.run("document.querySelector('ran-event-calendar').goTo(arguments[0])", vec![date.into()]);
        page.wait_for_text(&inside("#period"), month);
    }
    // What is no date leads nowhere, and the page's maker hears of it.
    page.expect_console(
        "ran: <ran-event-calendar> goTo('morgen') is not understood. Use a day, for example 2026-04-01.",
    );
    page.run("return document.querySelector('ran-event-calendar').goTo('morgen')", vec![]);
    page.wait_for_text(&inside("#period"), "2099年（令和81年）4月");
}

pub(super) fn search_engines_are_told_once(browser: &Browser) {
    let server = serve(EVENTS);
    let both = "<ran-event-calendar feed=/feed.json loading=eager json-ld></ran-event-calendar>".repeat(2);
    let page = browser.open(&server.page(&Html::with_kit(&both).policy(None)));
    page.wait_for_events("ran-ready", 2);
    // The rule's times of a year from today are none: it starts in 2099. So is all else.
    assert_eq!(page.count("script[type='application/ld+json']"), 0);
    let server = serve(
        r#"{ "id": "rule", "title": "定例会</script>", "kind": "meeting", "start": "2020-01-07T19:00", "rrule": "FREQ=WEEKLY;BYDAY=TU" }"#,
    );
    let page = browser.open(&server.page(&Html::with_kit(&both).policy(None)));
    page.wait_for_events("ran-ready", 2);
    page.wait_for_js("document.querySelector('script[type=\"application/ld+json\"]') !== null");
    let told = page.js(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)
            .filter((event) => event['@type'] === 'Event' && event.name === '定例会</script>' && new Date(event.startDate) > Date.now() - 864e5).length",
    );
    // A weekly rule has 52 times in a year from today, or 53.
    assert!(told == 52 || told == 53, "{told}");
    assert_eq!(page.count("script[type='application/ld+json']"), 1);
}

/// Where the feed says that its address can be asked, what `ran serve` answers is what a narrowed calendar shows.
pub(super) fn a_narrowed_calendar_is_subscribed_to_as_it_is_shown(browser: &Browser) {
    let server = TestServer::with_demo();
    let subscribed = |attributes: &str| {
        let page = open(browser, &server, attributes);
        let link = page.run("return find(arguments[0])[0].href", vec![inside("a[href^=\"webcal:\"]").into()]);
        let link = link.as_str().expect("an address").replacen("webcal:", "http:", 1);
        let answer = page.run(
            "return fetch(arguments[0]).then(async (answer) => `${answer.status} ${await answer.text()}`)",
            vec![link.into()],
        );
        let answer = answer.as_str().expect("a text").to_owned();
        assert!(answer.starts_with("200 "), "{attributes}: {answer}");
        // Both are held each month, by one member each.
        ["shiojiri-consultation", "ishinomaki-school"].map(|id| answer.contains(id))
    };
    assert_eq!(subscribed(""), [true, true]);
    assert_eq!(subscribed("host=meguru"), [true, false]);
    assert_eq!(subscribed("kinds=workshop"), [false, true]);
}
