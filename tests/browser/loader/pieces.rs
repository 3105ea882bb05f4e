//! Where the program comes from, and what happens when some of it does not.

use ran_tests::{Browser, Html, Key, Reply, TestServer};
use serde_json::json;

use super::{BADGE, BADGE_READS, shows_a_badge_of_another_origin};
use crate::element::{Element, put_feed};

/// The pieces of the program, by their paths under `/kit/v1/`, and what the server answers for each.
fn pieces(server: &TestServer) -> Vec<(String, Reply)> {
    let paths = server.kit_paths().into_iter().filter(|path| path.ends_with(".wasm"));
    paths
        .map(|path| {
            let bytes = server.kit_bytes(&path);
            (path, Reply::wasm(bytes))
        })
        .collect()
}

pub(super) fn works_from_another_origin(browser: &Browser) {
    shows_a_badge_of_another_origin(browser, |origin| {
        format!("<ran-member-badge loading=eager feed='{origin}/feed.json' member=meguru></ran-member-badge>")
    });
}

/// An old server sends what it does not know as bytes of no kind.
pub(super) fn works_on_a_server_that_knows_no_wasm(browser: &Browser) {
    let server = Element::server();
    for (path, reply) in pieces(&server) {
        let plain = reply.without("content-type").header("content-type", "application/octet-stream");
        server.put(&format!("/kit/v1/{path}"), plain);
    }
    let body = "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_text(BADGE, BADGE_READS);
}

/// A script without a charset is read in that of the page, and many an old page of a town hall is in Shift_JIS.
pub(super) fn reads_well_on_a_page_in_shift_jis(browser: &Browser) {
    let server = Element::server();
    let script = Reply::script(server.kit_bytes("ran.js")).without("content-type");
    server.put("/kit/v1/ran.js", script.header("content-type", "text/javascript"));
    for (path, _) in pieces(&server) {
        server.put(&format!("/kit/v1/{path}"), Reply::status(503));
    }
    let body = "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>";
    let page = browser.open(&server.page(&Html::with_kit(body).read_as("shift_jis")));
    page.allow_console("");
    page.wait_for_text("ran-member-badge >>> [part=failed]", "表示できませんでした。");
}

pub(super) fn asks_again_for_a_piece_that_failed(browser: &Browser) {
    let server = Element::server();
    let all = pieces(&server);
    let own = all.iter().find(|(path, _)| path.ends_with("/split_member_profile.wasm"));
    let (path, reply) = own.expect("the profile's own piece");
    let address = format!("/kit/v1/{path}");
    server.put(&address, Reply::status(503));
    // What begins first brings the core; the other's piece comes by itself. The badge does, whether the loader comes before the
    // elements (they begin in the page's order) or after them (its kind is defined first).
    let body = "<ran-member-badge loading=eager feed=/feed.json member=meguru></ran-member-badge>
        <ran-member-profile loading=eager feed=/feed.json member=meguru></ran-member-profile>";
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.allow_console("");
    let errors = page.wait_for_events("ran-error", 1);
    assert_eq!(errors[0].detail["code"], "kit-unavailable");
    server.put(&address, reply.clone());
    page.find("ran-member-profile >>> [part=failed] button").click();
    page.wait_for_text("ran-member-profile >>> h2", "NPO法人MEGURU");
    let count = |name| server.paths().iter().filter(|path| path.ends_with(name)).count();
    assert_eq!(count("/member-badge.wasm"), 1, "what has come is kept");
    assert_eq!(count("/member-profile.wasm"), 0, "the core came with the badge");
}

/// What a dialog shows comes when somebody is about to open one, and not with the page. Where it does not come, that is said
/// in the dialog, which asks again.
pub(super) fn what_a_dialog_shows_comes_when_it_is_wanted(browser: &Browser) {
    let opened = [
        ("ran-event-calendar", "view=agenda date=2099-04-01", "[data-do^='entry']", "一の会の話"),
        ("ran-member-map", "view=list", "[data-do^='open']", "塩尻の話"),
    ];
    for (tag, attributes, opens, shows) in opened {
        let server = TestServer::start();
        put_feed(
            &server,
            r#"{ "version": 1, "members": [{ "id": "m", "name": "MEGURU", "description": "塩尻の話" }], "events": [
                { "id": "a", "title": "一の会", "start": "2099-04-07T19:00", "description": "一の会の話" }] }"#,
        );
        let piece = format!("/split_{}_detail.wasm", tag[4..].replace('-', "_"));
        let all = pieces(&server);
        let (path, reply) =
            all.iter().find(|(path, _)| path.ends_with(&piece)).expect("what the dialog shows");
        let address = format!("/kit/v1/{path}");
        let asked = || server.paths().iter().filter(|path| path.ends_with(&piece)).count();
        let page =
            browser.open(&server.page(&Html::with_kit(&format!(
                "<{tag} loading=eager feed=/feed.json {attributes}></{tag}>"
            ))));
        page.allow_console("");
        page.wait_for_events("ran-ready", 1);
        assert_eq!(asked(), 0, "{tag}: nobody is about to open anything");
        server.put(&address, Reply::status(503));
        let at = |selector: &str| format!("{tag} >>> {selector}");
        page.find(&at(opens)).click();
        page.wait_for_text(&at("dialog:modal [role=status]"), "読み込めませんでした");
        server.put(&address, reply.clone());
        page.find(&at("dialog [data-do=again]")).click();
        page.wait_for_text(&at("dialog:modal"), shows);
        assert_eq!(page.count(&at("dialog [role=status] > p")), 0);
        // Whoever opens another one has it at once.
        let before = asked();
        page.press(Key::Escape);
        page.wait_for_count(&at("dialog"), 0);
        page.find(&at(opens)).click();
        page.wait_for_text(&at("dialog:modal"), shows);
        assert_eq!(asked(), before);
    }
}

/// The glue asks the same script, which knows the program's own words again.
pub(super) fn a_text_that_never_changes_is_decoded_once(browser: &Browser) {
    let server = TestServer::start();
    server.put("/texts.js", Reply::script(include_str!("../../../pkg/src/texts.js")));
    server.put("/memory.js", Reply::script("export const READ_ONLY = [100, 200];"));
    let page = browser.open(&server.page(&Html::plain("")));
    let read = "return import('/texts.js').then(({ remembering }) => {
            const decoded = [];
            const read = remembering((place, length) => (decoded.push([place, length]), `${place}+${length}`));
            const texts = arguments[0].map(([place, length]) => read(place, length));
            return { texts, decoded };
        });";
    // A place comes as a signed number where it is beyond 2 GiB.
    let asked: [[i32; 2]; 10] =
        [[99, 5], [99, 5], [100, 5], [100, 5], [199, 1], [100, 3], [200, 1], [200, 1], [199, 1], [-1, 2]];
    let told = page.run(read, vec![json!(asked)]);
    let texts = asked.map(|[place, length]| format!("{}+{length}", place as u32));
    assert_eq!(told["texts"], json!(texts));
    let once = [0, 1, 2, 4, 5, 6, 7, 9].map(|at| asked[at].map(|number| number as u32));
    assert_eq!(told["decoded"], json!(once));
}
