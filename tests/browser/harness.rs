//! The harness itself: a checker that never complains would prove nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ran_tests::{Browser, Html, Key, Page, Reply, Suite, TestServer, axe};
use serde_json::json;

pub(crate) fn register(suite: &mut Suite) {
    suite.test("harness::finds_through_open_shadow_roots", finds_through_open_shadow_roots);
    suite.test("harness::acts_like_a_person", acts_like_a_person);
    suite.test("harness::a_clean_page_is_clean", a_clean_page_is_clean);
    suite.test("harness::sees_what_is_wrong_on_a_page", sees_what_is_wrong_on_a_page);
    suite.test("harness::sees_foreign_requests", sees_foreign_requests);
    suite.test("harness::axe_finds_mistakes", axe_finds_mistakes);
    suite.test("harness::the_server_fails_as_told", the_server_fails_as_told);
    suite.test("harness::the_server_waits_as_told", the_server_waits_as_told);
    suite.test("harness::viewport", viewport);
    suite.test("harness::media", media);
}

/// A page with a script of its own, which the strict policy allows from a file alone.
fn scripted(server: &TestServer, script: &str, body: &str) -> String {
    server.put("/page.js", Reply::script(script.to_owned()));
    server.page(&Html::plain(body).head(r#"<script defer src="/page.js"></script>"#))
}

#[track_caller]
fn check_complaint(page: &Page<'_>, expected: &str) {
    let complaint = catch_unwind(AssertUnwindSafe(|| page.assert_clean())).expect_err("a complaint");
    let text = complaint.downcast_ref::<String>().expect("a message");
    assert!(text.contains(expected), "no {expected:?} in {text}");
}

fn finds_through_open_shadow_roots(browser: &Browser) {
    let server = TestServer::start();
    let script = "
        const button = (text) => Object.assign(document.createElement('button'), { textContent: text });
        const outer = document.querySelector('#outer').attachShadow({ mode: 'open' });
        const inner = Object.assign(document.createElement('div'), { id: 'inner' });
        outer.append(button('一'), inner);
        inner.attachShadow({ mode: 'open' }).append(button('二'));
    ";
    let page = browser.open(&scripted(&server, script, "<button>零</button><div id=outer></div>"));
    page.wait_for_count("button", 3);
    for (selector, expected) in [
        ("button", vec!["零", "一", "二"]),
        ("#outer >>> button", vec!["一", "二"]),
        ("#outer >>> #inner >>> button", vec!["二"]),
        ("#inner button", vec![]),
        ("#none >>> button", vec![]),
    ] {
        let texts: Vec<String> = page.find_all(selector).iter().map(ran_tests::Node::text).collect();
        assert_eq!(texts, expected, "{selector}");
    }
}

fn acts_like_a_person(browser: &Browser) {
    let server = TestServer::start();
    let script = "
        window.log = [];
        for (const type of ['click', 'keydown', 'focusin']) {
            document.addEventListener(type, (event) => log.push([type, event.isTrusted, event.key ?? event.target.id]));
        }
    ";
    let body = "<button id=a>はい</button><p style=height:200vh></p><label>名前 <input id=b></label>";
    let page = browser.open(&server.page(&{
        server.put("/page.js", Reply::script(script));
        Html::plain(body).policy(None).head(r#"<script defer src="/page.js"></script>"#)
    }));
    page.wait_for_js("'log' in window");

    let button = page.find("#a");
    button.click();
    assert_eq!(page.js("log"), json!([["focusin", true, "a"], ["click", true, "a"]]));
    assert_eq!((button.role().as_str(), button.accessible_name().as_str()), ("button", "はい"));

    page.press(Key::Tab);
    let input = page.focused().expect("a focus");
    assert!(input.is(&page.find("#b")));
    page.type_text("塩尻 a");
    page.chord(&[Key::Shift, Key::Left]);
    page.press(Key::Delete);
    assert_eq!(input.js("element.value"), "塩尻 ");
    assert!(input.rect().y > 0.0 && input.is_visible());
}

fn a_clean_page_is_clean(browser: &Browser) {
    let server = TestServer::start();
    let page = browser.open(&server.page(&Html::plain("<p>静かなページ</p>")));
    page.assert_clean();
    axe::assert_accessible(&page, "html");
    assert!(page.record().resources.iter().any(|address| address == &server.url("/recorder.js")));
}

fn sees_what_is_wrong_on_a_page(browser: &Browser) {
    for (script, expected) in [
        ("console.error('oh', { no: 1 })", "console.error: oh {\"no\":1}"),
        ("console.warn(new TypeError('oh'))", "console.warn: TypeError: oh"),
    ] {
        let server = TestServer::start();
        let page = browser.open(&scripted(&server, script, ""));
        page.wait_for_js("document.readyState === 'complete'");
        check_complaint(&page, expected);
        page.allow_console("");
    }
    for (script, expected) in [
        ("throw new Error('oh')", "uncaught: "),
        ("Promise.reject(new Error('oh'))", "uncaught: unhandled rejection: Error: oh"),
        ("document.body.setAttribute('style', 'color: red')", "policy violated: style-src-attr inline"),
        ("document.body.innerHTML = '<b>oh</b>'", "policy violated: require-trusted-types-for"),
    ] {
        let server = TestServer::start();
        let page = browser.open(&scripted(&server, &format!("window.ran = 1; {script}"), ""));
        page.wait_for_js("document.readyState === 'complete'");
        let text = ran_tests::wait_for(&format!("a complaint of {script}"), || {
            match catch_unwind(AssertUnwindSafe(|| page.assert_clean())) {
                Ok(()) => Err("none".to_owned()),
                Err(complaint) => Ok(complaint.downcast_ref::<String>().cloned().unwrap_or_default()),
            }
        });
        assert!(text.contains(expected), "{script}: no {expected:?} in {text}");
        page.run(
            "__ranRecorder.read().errors.length = 0; __ranRecorder.read().violations.length = 0",
            vec![],
        );
    }
}

fn sees_foreign_requests(browser: &Browser) {
    let (server, other) = (TestServer::start(), TestServer::start());
    other.put("/feed.json", Reply::json("{}"));
    let script = format!("fetch('{}')", other.url("/feed.json"));
    server.put("/page.js", Reply::script(script));
    let html = Html::plain("").policy(None).head(r#"<script defer src="/page.js"></script>"#);
    let page = browser.open(&server.page(&html));
    ran_tests::wait_for("the foreign request", || {
        let resources = page.record().resources;
        if resources.contains(&other.url("/feed.json")) { Ok(()) } else { Err(format!("{resources:?}")) }
    });
    check_complaint(&page, &format!("foreign request: {}", other.url("/feed.json")));
    page.allow_origin(&other.url("/"));
    page.assert_clean();
}

fn axe_finds_mistakes(browser: &Browser) {
    let server = TestServer::start();
    let body = "<p>本文</p><button id=small></button><img src=data:,>";
    let page = browser.open(&server.page(&Html::plain(body)));
    let complaint =
        catch_unwind(AssertUnwindSafe(|| axe::assert_accessible(&page, "html"))).expect_err("findings");
    let text = complaint.downcast_ref::<String>().expect("a message");
    for rule in ["button-name", "image-alt"] {
        assert!(text.contains(rule), "no {rule} in {text}");
    }
}

fn the_server_fails_as_told(browser: &Browser) {
    let server = TestServer::start();
    let page = browser.open(&server.page(&Html::plain("")));
    let ask = "fetch('/feed.json').then(async (answer) => [answer.status, await answer.text()], () => 'no answer')\
               .catch(() => 'cut off')";
    for (reply, expected) in [
        (Reply::json("{}"), json!([200, "{}"])),
        (Reply::status(503), json!([503, "status 503"])),
        (Reply::html("<!doctype html>"), json!([200, "<!doctype html>"])),
        (Reply::no_answer(), json!("no answer")),
        (Reply::json("{\"version\":1}").cut_off(), json!("cut off")),
    ] {
        server.put("/feed.json", reply);
        assert_eq!(page.js(ask), expected);
    }
    // Another address: of a body that was cut off, the browser asks only for the missing rest.
    let ask = ask.replace("/feed.json", "/turns.json");
    server.put_in_turn("/turns.json", [Reply::status(500), Reply::json("[]")]);
    for expected in [json!([500, "status 500"]), json!([200, "[]"]), json!([200, "[]"])] {
        assert_eq!(page.js(&ask), expected);
    }
    // The body is the same the second time: a browser that has kept it asks with its ETag.
    let asked = server.requests("/turns.json");
    let conditional: Vec<bool> = asked.iter().map(|seen| seen.header("if-none-match").is_some()).collect();
    assert_eq!(conditional, [false, false, browser.engine().has_http_cache()]);
}

fn the_server_waits_as_told(browser: &Browser) {
    let server = TestServer::start();
    server.put("/feed.json", Reply::json("{}"));
    let gate = server.hold("/feed.json");
    let script = "window.state = 'asked'; fetch('/feed.json').then(() => { window.state = 'answered'; })";
    let page = browser.open(&scripted(&server, script, ""));
    ran_tests::wait_for("the request", || {
        if server.count("/feed.json") == 1 { Ok(()) } else { Err("none".into()) }
    });
    assert_eq!(page.js("state"), "asked");
    gate.release();
    page.wait_for_js("state === 'answered'");
}

fn viewport(browser: &Browser) {
    let server = TestServer::start();
    let page = browser.open(&server.page(&Html::plain("")));
    assert_eq!(page.js("[innerWidth, innerHeight]"), json!([1280, 800]));
    page.resize(320, 600);
    assert_eq!(page.js("[innerWidth, innerHeight]"), json!([320, 600]));
}

fn media(browser: &Browser) {
    let server = TestServer::start();
    let page = browser.open(&server.page(&Html::plain("")));
    let dark = "matchMedia('(prefers-color-scheme: dark)').matches";
    assert_eq!(page.js(dark), false);
    page.emulate(&[("prefers-color-scheme", "dark"), ("forced-colors", "active")]);
    assert_eq!(page.js(dark), true);
    assert_eq!(page.js("matchMedia('(forced-colors: active)').matches"), true);
    page.emulate_paper();
    assert_eq!(page.js("matchMedia('print').matches"), true);
}
