//! Filling in by other hands, and trouble: nothing typed is lost, and there is always a way on.

use ran_tests::{Browser, Html, Reply, TestServer};

use serde_json::{Value, json};

use super::{Desk, SUBMISSIONS, accepted, inside};

pub(super) fn received_before(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.server.put_in_turn(SUBMISSIONS, [Reply::status(409), accepted()]);
    // The browser says so on its console, whatever the page does.
    desk.page.allow_console("Failed to load resource");
    desk.to_button();
    desk.next();
    desk.page.wait_for_text(&inside("#summary"), "すでに受け付けています");
    desk.focus_is_on("#summary");
    assert_eq!(desk.sent().len(), 1, "a second record is the visitor's to make");
    let kept = desk.page.js("Object.values(sessionStorage)[0].split('\\n')[0]");
    desk.next();
    desk.thanked();
    let sent = desk.sent();
    assert_eq!((sent.len(), &sent[0].1["answers"]), (2, &sent[1].1["answers"]));
    assert_ne!(sent[0].0, sent[1].0, "another submission");
    assert_eq!(kept, sent[1].0, "also after a reload");
}

/// The same form twice on a page: each has what was typed into it, and the second is found where only it was used.
pub(super) fn two_of_a_form(browser: &Browser) {
    let server = TestServer::start();
    server.put("/feed.json", Reply::json(include_str!("../../../demo/feed.json")));
    server.put(super::TOKEN, super::token(8, 0));
    let element = |form: &str| {
        format!(r#"<ran-sign-up feed="/feed.json" form="{form}" loading="eager"></ran-sign-up>"#)
    };
    let elements = [element("ran-member"), element("alliance-member"), element("ran-member")].concat();
    let address = server.page(&Html::with_kit(&elements));
    let open = || {
        let page = browser.open(&address);
        page.wait_for_events("ran-ready", 3);
        page
    };
    let page = open();
    let names = "ran-sign-up[form=ran-member] >>> [name=name]";
    page.find_all(names)[1].focus();
    page.type_text("第二");
    let page = open();
    let shown = |page: &ran_tests::Page<'_>| page.js(&format!("find('{names}').map((field) => field.value)"));
    assert_eq!(shown(&page), json!(["", "第二"]));
    page.find_all(names)[0].focus();
    page.type_text("第一");
    assert_eq!(shown(&open()), json!(["第一", "第二"]));
}

/// The number under which DevTools knows the input of this name, inside of shadow roots too.
fn input_named(node: &Value, name: &str) -> Option<Value> {
    let attributes = node["attributes"].as_array().map_or(&[][..], Vec::as_slice);
    if node["nodeName"] == "INPUT" && attributes.chunks(2).any(|pair| pair == [json!("name"), json!(name)]) {
        return Some(node["backendNodeId"].clone());
    }
    let inside = ["children", "shadowRoots"].into_iter().filter_map(|kind| node[kind].as_array());
    inside.flatten().find_map(|node| input_named(node, name))
}

/// Chromium's own autofill, with an address that the test gives it. The other engines let nobody start theirs.
pub(super) fn autofill(browser: &Browser) {
    let desk = Desk::open(browser);
    if !desk.page.engine().has_devtools() {
        return super::autofill::by_the_browser(browser);
    }
    desk.first_step();
    desk.page.devtools("Autofill.enable", &json!({}));
    let tree = desk.page.devtools("DOM.getDocument", &json!({ "depth": -1, "pierce": true }));
    let field = input_named(&tree["root"], "email");
    let known = [
        ("EMAIL_ADDRESS", "hanako@example.jp"),
        ("PHONE_HOME_WHOLE_NUMBER", "0263520280"),
        ("ADDRESS_HOME_COUNTRY", "JP"),
        ("ADDRESS_HOME_ZIP", "399-0737"),
        ("ADDRESS_HOME_STATE", "長野県"),
        ("ADDRESS_HOME_CITY", "塩尻市"),
    ];
    let fields = known.map(|(name, value)| json!({ "name": name, "value": value }));
    desk.page.devtools("Autofill.trigger", &json!({ "fieldId": field, "address": { "fields": fields } }));
    desk.page.wait_for_js("find('ran-sign-up >>> [name=email]')[0].value === 'hanako@example.jp'");
    // What the form has heard is what it shows at the end.
    desk.next();
    desk.at("関心");
    desk.tick("[name='join-slack'][value=later]");
    desk.next();
    desk.at("確認");
    let review = desk.page.find(&inside(".review")).text();
    for expected in ["hanako@example.jp", "263520280", "399-0737", "長野県", "塩尻市"] {
        assert!(review.contains(expected), "{expected} is not in {review}");
    }
}

/// A whole date pasted into the year fills in all three, and is what is sent.
pub(super) fn pasted_date(browser: &Browser) {
    let server = TestServer::start();
    let feed = json!({
        "version": 1, "alliance": { "name": "RAN" },
        "forms": [{ "id": "f", "title": "F", "fields": [{ "id": "day", "type": "date", "label": "日付" }] }],
    });
    server.put("/feed.json", Reply::json(feed.to_string()));
    server.put("/api/forms/f/token", super::token(8, 0));
    let element = r#"<ran-sign-up feed="/feed.json" form="f" loading="eager"></ran-sign-up>"#;
    let page = browser.open(&server.page(&Html::with_kit(element)));
    page.wait_for_events("ran-ready", 1);
    page.find(&inside("[name=day-0]")).js("(element.value = '令和8年4月1日', element.dispatchEvent(
        new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertFromPaste' })))");
    page.wait_for_js("find('ran-sign-up >>> [name=day-1]')[0].value === '04'");
    let shown = page.js("find('ran-sign-up >>> .date input').map((input) => input.value)");
    assert_eq!(shown, json!(["2026", "04", "01"]));
    // An extension that fills in forms fires a plain event, which does not say how it was typed.
    page.find(&inside("[name=day-0]"))
        .js("(element.value = '2027', element.dispatchEvent(new Event('input', { bubbles: true, composed: true })))");
    page.js("document.querySelector('ran-sign-up').setAttribute('lang', 'en')");
    page.wait_for_js("find('ran-sign-up >>> .ran')[0].lang === 'en'");
    assert_eq!(page.js("find('ran-sign-up >>> [name=day-0]')[0].value"), "2027");
}
