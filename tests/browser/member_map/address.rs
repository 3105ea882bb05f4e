//! What the page's address and attributes open.

use ran_tests::{Browser, Key, TestServer};

use super::{inside, open};

pub(super) fn the_address_says_what_is_open(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.find(&inside("[data-do='open naha'] strong")).click();
    page.wait_for_js("location.hash === '#ran-member=naha'");
    assert_eq!(page.count(&inside("dialog a[href='#ran-member=naha']")), 1);
    page.press(Key::Escape);
    page.wait_for_js("location.hash === ''");
}

pub(super) fn an_address_brings_it_back(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.run("location.hash = 'ran-themes=foreign&member=matsumoto'", vec![]);
    page.wait_for_count(&inside("dialog[open]"), 1);
    page.wait_for_text(&inside(".found"), "6団体中2団体が該当");
    page.run("location.hash = 'ran-search=石巻'", vec![]);
    page.wait_for_text(&inside(".found"), "6団体中1団体が該当");
    assert_eq!(page.find(&inside("input[name=q]")).js("element.value"), "石巻");
}

pub(super) fn back_closes_what_the_address_opened(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.run("location.hash = 'ran-member=naha'", vec![]);
    page.wait_for_count(&inside("dialog[open]"), 1);
    page.run("history.back()", vec![]);
    page.wait_for_count(&inside("dialog"), 0);
    page.wait_for_js("location.hash === ''");
}

pub(super) fn back_closes_what_the_visitor_has_opened(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    let row = page.find(&inside("button[data-do='open naha']"));
    for way in ["back", "Escape"] {
        row.press(Key::Enter);
        page.wait_for_js("location.hash === '#ran-member=naha' && history.state['ran-opened']");
        page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
        match way {
            "back" => drop(page.run("history.back()", vec![])),
            _ => page.press(Key::Escape),
        }
        page.wait_for_js("location.hash === '' && !history.state?.['ran-opened']");
        page.wait_for_count(&inside("dialog"), 0);
        assert!(page.focused().is_some_and(|node| node.is(&row)), "{way}: the focus is not where it was");
    }
    // A filter stays, and what is open on the way to it goes.
    page.run(
        "history.replaceState(null, '', '#ran-themes=foreign'); dispatchEvent(new Event('hashchange'))",
        vec![],
    );
    page.wait_for_text(&inside(".found"), "6団体中2団体が該当");
    page.find(&inside("button[data-do='open matsumoto']")).press(Key::Enter);
    page.wait_for_js("location.hash.includes('member=matsumoto')");
    page.run("history.back()", vec![]);
    page.wait_for_count(&inside("dialog"), 0);
    page.wait_for_js("location.hash === '#ran-themes=foreign'");
    page.wait_for_text(&inside(".found"), "6団体中2団体が該当");
}

pub(super) fn an_attribute_opens_a_member(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, r#"member="naha""#);
    page.wait_for_count(&inside("dialog[open]"), 1);
    // Nothing had the focus before it: it goes to the member's row, or to the first where that is not listed.
    let close = |row: &str| {
        page.press(Key::Escape);
        page.wait_for_count(&inside("dialog"), 0);
        page.wait_for_count(&inside(&format!(".member [data-do='open {row}']:focus")), 1);
    };
    close("naha");
    page.find(&inside("input[name=q]")).focus();
    page.type_text("石巻");
    page.wait_for_text(&inside(".found"), "6団体中1団体が該当");
    page.js(&format!("find({:?})[0].blur()", inside("input[name=q]")));
    page.find("ran-member-map").set_attribute("member", "meguru");
    page.wait_for_count(&inside("dialog[open]"), 1);
    close("ishinomaki");
}

pub(super) fn a_member_that_is_gone_is_missed_and_forgotten(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.run("location.hash = 'ran-member=nobody'", vec![]);
    page.wait_for_text(&inside(".notice"), "この会員の情報は、現在掲載されていません。");
    page.find(&inside("input[name=q]")).focus();
    page.type_text("石巻");
    page.wait_for_js("location.hash === '#ran-search=' + encodeURIComponent('石巻')");
    page.wait_for_count(&inside(".notice"), 0);
    page.wait_for_count(&inside("input[name=q]:focus"), 1);
}

/// A service has a name in any letters.
pub(super) fn a_service_is_linked_too(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "deep-link");
    page.run("location.hash = 'ran-services=' + encodeURIComponent('マッチング')", vec![]);
    page.wait_for_text(&inside(".found"), "6団体中1団体が該当");
    page.find(&inside("[data-do='open meguru'] strong")).click();
    page.wait_for_js("location.hash === '#ran-member=meguru&services=' + encodeURIComponent('マッチング')");
}
