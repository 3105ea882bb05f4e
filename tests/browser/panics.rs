//! A panic in one widget costs that widget alone. The kit of these tests panics on demand.

use ran_tests::{Browser, Html, Page, Reply, Suite, TestServer};

use crate::element::{FEED, put_feed};

pub(crate) fn register(suite: &mut Suite) {
    suite.test("panics::while_rendering_costs_one_widget", while_rendering_costs_one_widget);
    suite.test("panics::on_a_click_costs_one_widget", on_a_click_costs_one_widget);
    suite.test("panics::again_and_again_come_to_rest", again_and_again_come_to_rest);
    suite.test("panics::of_the_engine_cost_nothing", of_the_engine_cost_nothing);
    suite.test("panics::tell_search_engines_nothing_twice", tell_search_engines_nothing_twice);
    suite.test(
        "panics::where_everything_takes_long_cost_one_widget",
        where_everything_takes_long_cost_one_widget,
    );
}

const WHILE_RENDERING: &str = "panic-while-rendering";
const ON_CLICK: &str = "panic-on-click";

fn server() -> TestServer {
    let server = TestServer::with_panicking_kit();
    // The members of the feed under whose names the kit panics.
    let entry = format!(
        "\"members\": [
{{ \"id\": \"{ON_CLICK}\", \"name\": \"押すと壊れる\" }}, {{ \"id\": \"{WHILE_RENDERING}\", \"name\": \"壊れている\" }},"
    );
    let named = FEED.replacen(
        "\"members\": [
",
        &entry,
        1,
    );
    assert_ne!(named, FEED);
    put_feed(&server, named);
    server
}

fn body(first: &str) -> String {
    format!(
        "<ran-member-badge id=first loading=eager feed=/feed.json member={first}><p>予備</p></ran-member-badge>\
         <ran-member-badge id=second loading=eager feed=/feed.json member=meguru></ran-member-badge>\
         <ran-member-profile id=third loading=eager feed=/feed.json member=meguru></ran-member-profile>"
    )
}

/// What is said of a panic on the console. It is caught: nothing else stands there.
fn expect_panic(page: &Page<'_>) {
    page.expect_console("panicked: ");
}

#[track_caller]
fn check_others_work(page: &Page<'_>) {
    page.wait_for_text("#second >>> .ran", "NPO法人MEGURU");
    page.wait_for_text("#third >>> .ran", "得意なテーマ");
    // They render on: a change takes effect.
    page.find("#second").set_attribute("member", "machi");
    page.wait_for_text("#second >>> .ran", "まちと人と");
    page.find("#second").set_attribute("member", "meguru");
    page.wait_for_text("#second >>> .ran", "NPO法人MEGURU");
}

fn while_rendering_costs_one_widget(browser: &Browser) {
    let server = server();
    let page = browser.open(&server.page(&Html::with_kit(&body(WHILE_RENDERING))));
    expect_panic(&page);
    let errors = page.wait_for_events("ran-error", 1);
    assert_eq!((errors[0].target.as_str(), &errors[0].detail["code"]), ("ran-member-badge", &"panic".into()));
    assert!(page.find("#first >>> [part=failed]").is_visible());
    assert!(page.find("#first > p").is_visible());
    check_others_work(&page);
    assert_eq!(page.count("[part=failed]"), 1);
    let mut pieces: Vec<String> = server.paths().into_iter().filter(|path| path.ends_with(".wasm")).collect();
    let all = pieces.len();
    pieces.sort();
    pieces.dedup();
    assert_eq!(pieces.len(), all, "a fresh program is made of the pieces that are there: {pieces:?}");

    // It recovers when there is no reason to panic any more.
    page.find("#first").set_attribute("member", "machi");
    page.find("#first >>> [part=failed] button").click();
    page.wait_for_text("#first >>> .ran", "まちと人と");
    check_others_work(&page);
    assert_eq!(page.wait_for_events("ran-error", 1).len(), 1);
}

/// An engine that loses its way in the program's table, as WebKit does at times: the first program finds nothing there.
fn of_the_engine_cost_nothing(browser: &Browser) {
    let server = TestServer::start();
    put_feed(&server, FEED.to_owned());
    server.put(
        "/emptied.js",
        Reply::script(
            "let programs = 0;
             const { instantiate } = WebAssembly;
             WebAssembly.instantiate = async (...given) => {
                 const instance = await instantiate.apply(WebAssembly, given);
                 programs += 1;
                 const table = instance.exports.__indirect_function_table;
                 for (let at = 0; programs === 1 && at < table.length; at += 1) table.set(at, null);
                 return instance;
             };",
        ),
    );
    let html = Html::with_kit(&body("machi")).head(r#"<script src="/emptied.js"></script>"#);
    let page = browser.open(&server.page(&html));
    page.expect_console("the kit starts again");
    page.wait_for_events("ran-ready", 3);
    page.wait_for_text("#first >>> .ran", "まちと人と");
    check_others_work(&page);
    assert!(page.record().events.iter().all(|event| event.name != "ran-error"));
}

fn on_a_click_costs_one_widget(browser: &Browser) {
    let server = server();
    let page = browser.open(&server.page(&Html::with_kit(&body(ON_CLICK))));
    expect_panic(&page);
    page.wait_for_events("ran-ready", 3);
    page.run("document.addEventListener('click', (event) => event.preventDefault())", vec![]);
    page.find("#first >>> .name").click();
    page.wait_for_events("ran-error", 1);
    assert!(page.find("#first >>> [part=failed]").is_visible());
    check_others_work(&page);
    page.run("document.querySelector('#first').refresh()", vec![]);
    page.wait_for_text("#first >>> .ran", "押すと壊れる");
}

/// Yew lets the browser have its turn when it has worked for 16 ms, and others ask for their rendering meanwhile.
fn where_everything_takes_long_cost_one_widget(browser: &Browser) {
    let server = server();
    server.put(
        "/long.js",
        Reply::script(
            "let past = Date.now(), times = 3;
             Date.now = () => (past += 20);
             // It asks for its rendering while that of another one waits, and before a third one does.
             addEventListener('ran-error', ({ target }) => queueMicrotask(() => {
                 if (times === 0) return;
                 times -= 1;
                 target.refresh();
                 const last = document.createElement('ran-member-badge');
                 document.body.append(Object.assign(last, { feed: '/feed.json', member: 'machi', loading: 'eager' }));
             }));",
        ),
    );
    let html = Html::with_kit(&body(WHILE_RENDERING)).head(r#"<script src="/long.js"></script>"#);
    let page = browser.open(&server.page(&html));
    expect_panic(&page);
    page.wait_for_events("ran-error", 4);
    check_others_work(&page);
    assert_eq!(page.count("#first >>> [part=failed]"), 1);
    assert_eq!(page.count("ran-member-badge"), 5);
    page.wait_for_count("ran-member-badge:not(#first) >>> .ran", 4);
}

fn tell_search_engines_nothing_twice(browser: &Browser) {
    let server = server();
    let coming = r#"{ "version": 1, "alliance": { "name": "RAN" }, "members": [], "events": [
        { "id": "a", "title": "定例会", "start": "2020-01-07T19:00", "rrule": "FREQ=WEEKLY" }] }"#;
    server.put("/coming.json", Reply::json(coming));
    let calendar = "<ran-event-calendar loading=eager feed=/coming.json json-ld></ran-event-calendar>";
    let html = Html::with_kit(&(body(ON_CLICK) + calendar)).policy(None);
    let page = browser.open(&server.page(&html));
    expect_panic(&page);
    page.wait_for_events("ran-ready", 4);
    page.wait_for_count("script[type='application/ld+json']", 1);
    page.run("document.addEventListener('click', (event) => event.preventDefault())", vec![]);
    page.find("#first >>> .name").click();
    // All but the first are ready once more.
    page.wait_for_events("ran-ready", 7);
    // The last thing that is told is there when a later change is.
    page.find("ran-event-calendar").set_attribute("lang", "en");
    page.wait_for_count("ran-event-calendar >>> [lang=en]", 1);
    page.wait_for_count("script[type='application/ld+json']", 1);
}

fn again_and_again_come_to_rest(browser: &Browser) {
    let server = server();
    let page = browser.open(&server.page(&Html::with_kit(&body(WHILE_RENDERING))));
    expect_panic(&page);
    page.wait_for_events("ran-error", 1);
    for panics in 2..5 {
        page.run("document.querySelector('#first').refresh()", vec![]);
        page.wait_for_events("ran-error", panics);
        check_others_work(&page);
    }
    // The fifth is one too many: nothing is started again by itself, and everything says so.
    page.run("document.querySelector('#first').refresh()", vec![]);
    page.wait_for_events("ran-error", 7);
    for id in ["first", "second", "third"] {
        assert!(page.find(&format!("#{id} >>> [part=failed]")).is_visible(), "{id}");
    }
    // A visitor who asks gets it all the same.
    page.find("#second >>> [part=failed] button").click();
    page.wait_for_text("#second >>> .ran", "NPO法人MEGURU");
}
