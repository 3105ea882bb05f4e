//! The kit inside a page that is itself made with Yew, of another version.

use ran_tests::{Browser, Html, Page, Reply, Suite, TestServer, serve_foreign_yew, wait_for};

pub(crate) fn register(suite: &mut Suite) {
    suite.test("nested_yew::clicks_stay_inside", clicks_stay_inside);
    suite.test("nested_yew::clicks_would_not_stay_inside_under_yews_own_names", clicks_would_not_stay_inside);
}

/// The names that Yew puts on its nodes begin so, and in the kit's glue so.
const YEW: &str = "__yew";
const KIT: &str = concat!("__ran_", env!("CARGO_PKG_VERSION"));

#[track_caller]
fn open<'b>(browser: &'b Browser, server: &TestServer) -> Page<'b> {
    let start = serve_foreign_yew(server);
    // The failed state has a button with a listener of the kit's own.
    server.put("/feed.json", Reply::status(404));
    let page = browser.open(&server.page(&Html::with_kit("<div id=app></div>").head(&start)));
    page.expect_console("the server answers 404");
    page.wait_for_events("ran-error", 1);
    page.wait_for_count("#clicks", 1);
    page
}

/// Clicks the kit's button, and waits until its own handler has answered.
#[track_caller]
fn click_inside(page: &Page<'_>, server: &TestServer) {
    let before = server.count("/feed.json");
    page.find("ran-member-badge >>> button").click();
    wait_for("the feed to be asked for again", || match server.count("/feed.json") {
        count if count > before => Ok(()),
        count => Err(format!("{count} requests")),
    });
}

fn clicks_stay_inside(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server);
    click_inside(&page, &server);
    page.wait_for_events("ran-error", 2);
    assert_eq!(page.find("#clicks").text(), "0", "a click in the kit was the page's too");
    // The page's own buttons work, and are none of the kit's business.
    let asked = server.count("/feed.json");
    page.find("#host-3").click();
    page.wait_for_text("#clicks", "1");
    assert_eq!(server.count("/feed.json"), asked);
}

/// The same with the glue as wasm-bindgen writes it: if this passed, the test above would prove nothing.
fn clicks_would_not_stay_inside(browser: &Browser) {
    let server = TestServer::start();
    let glue = server.kit_paths().into_iter().find(|path| path.ends_with("/kit.js"));
    let path = glue.unwrap_or_else(|| panic!("the kit has no kit.js: {:?}", server.kit_paths()));
    let renamed = server.kit_file(&path);
    let own = renamed.replace(&KIT.replace('.', "_"), YEW);
    for name in ["__yew_subtree_id", "__yew_listener_id"] {
        assert!(own.contains(name) && !renamed.contains(name), "the build does not rename {name}");
    }
    server.put(&format!("/kit/v1/{path}"), Reply::script(own));
    let page = open(browser, &server);
    page.find("ran-member-badge >>> button").click();
    page.wait_for_js("Number(document.querySelector('#clicks').textContent) > 0");
}
