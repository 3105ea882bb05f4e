//! A panic in one widget costs that widget alone.
//!
//! The kit is the one that visitors get, and nothing in it panics on demand. So these pages have a document that refuses what
//! none refuses: Yew panics where its rendering cannot go on, and a click ends the program within its listener.

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

/// The member under whose name no program can go on.
const REFUSED: &str = "kowareteiru";

/// No node takes that name, and `expect` in Yew's rendering ends the program; in a listener of Yew's, the path of a click on
/// the calendar's button ends it while the test says so.
const REFUSING: &str = "
    const { insertBefore } = Node.prototype;
    Node.prototype.insertBefore = function (node, before) {
        if (node.nodeType === Node.TEXT_NODE && node.data === '壊れている') throw new DOMException('not this one');
        return insertBefore.call(this, node, before);
    };
    const { composedPath } = Event.prototype;
    Event.prototype.composedPath = function () {
        if (window.refuses && this.type === 'click') throw new WebAssembly.RuntimeError('unreachable');
        return composedPath.call(this);
    };
";

/// Serves the feed with that member in it, and the document that refuses.
fn server() -> TestServer {
    let server = TestServer::start();
    let entry = format!(
        "\"members\": [
{{ \"id\": \"{REFUSED}\", \"name\": \"壊れている\" }},"
    );
    let with_it = FEED.replacen(
        "\"members\": [
",
        &entry,
        1,
    );
    assert_ne!(with_it, FEED);
    put_feed(&server, with_it);
    server.put("/refusing.js", Reply::script(REFUSING));
    server
}

/// A badge that cannot be rendered, and what stands beside it.
fn badge() -> String {
    beside("ran-member-badge", &format!("member={REFUSED}"))
}

/// A calendar whose buttons end the program, and what stands beside it.
fn calendar() -> String {
    beside("ran-event-calendar", "date=2099-04-15")
}

fn beside(tag: &str, attributes: &str) -> String {
    format!(
        "<{tag} {attributes} id=first loading=eager feed=/feed.json><p>予備</p></{tag}>\
         <ran-member-badge id=second loading=eager feed=/feed.json member=meguru></ran-member-badge>\
         <ran-member-profile id=third loading=eager feed=/feed.json member=meguru></ran-member-profile>"
    )
}

fn refusing(body: &str) -> Html {
    Html::with_kit(body).head(r#"<script src="/refusing.js"></script>"#)
}

/// Ends the program in a click.
fn press(page: &Page<'_>) {
    page.run("window.refuses = true", vec![]);
    page.find("#first >>> [data-do='view agenda']").click();
    page.wait_for_events("ran-error", 1);
    page.run("window.refuses = false", vec![]);
}

/// What is said of a panic on the console. It is caught: nothing else stands there.
fn expect_panic(page: &Page<'_>) {
    page.expect_console("panicked: ");
}

/// The same, and what Yew says before it panics.
fn expect_panic_while_rendering(page: &Page<'_>) {
    page.expect_console("failed to ");
    expect_panic(page);
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
    let page = browser.open(&server.page(&refusing(&badge())));
    expect_panic_while_rendering(&page);
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
    let html = Html::with_kit(&beside("ran-member-badge", "member=machi"))
        .head(r#"<script src="/emptied.js"></script>"#);
    let page = browser.open(&server.page(&html));
    page.expect_console("the kit starts again");
    page.wait_for_events("ran-ready", 3);
    page.wait_for_text("#first >>> .ran", "まちと人と");
    check_others_work(&page);
    assert!(page.record().events.iter().all(|event| event.name != "ran-error"));
}

fn on_a_click_costs_one_widget(browser: &Browser) {
    let server = server();
    let page = browser.open(&server.page(&refusing(&calendar())));
    expect_panic(&page);
    page.wait_for_events("ran-ready", 3);
    press(&page);
    assert!(page.find("#first >>> [part=failed]").is_visible());
    check_others_work(&page);
    page.run("document.querySelector('#first').refresh()", vec![]);
    page.wait_for_text("#first >>> .ran", "採用なんでも相談会");
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
    let html = refusing(&badge()).head(r#"<script src="/long.js"></script>"#);
    let page = browser.open(&server.page(&html));
    expect_panic_while_rendering(&page);
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
    let told = "<ran-event-calendar id=told loading=eager feed=/coming.json json-ld></ran-event-calendar>";
    let html = refusing(&(calendar() + told)).policy(None);
    let page = browser.open(&server.page(&html));
    expect_panic(&page);
    page.wait_for_events("ran-ready", 4);
    page.wait_for_count("script[type='application/ld+json']", 1);
    press(&page);
    // All but the first are ready once more.
    page.wait_for_events("ran-ready", 7);
    // The last thing that is told is there when a later change is.
    page.find("#told").set_attribute("lang", "en");
    page.wait_for_count("#told >>> [lang=en]", 1);
    page.wait_for_count("script[type='application/ld+json']", 1);
}

fn again_and_again_come_to_rest(browser: &Browser) {
    let server = server();
    let page = browser.open(&server.page(&refusing(&badge())));
    expect_panic_while_rendering(&page);
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
