//! Filling in: by keyboard, with mistakes, and over a reload.

use ran_tests::{Browser, Html, Key, Reply, TestServer};
use serde_json::json;

use super::{Desk, inside};

pub(super) fn by_keyboard(browser: &Browser) {
    let desk = Desk::open(browser);
    let page = &desk.page;
    page.run("document.querySelector('h1').tabIndex = -1; document.querySelector('h1').focus()", vec![]);
    let tab = || page.press(Key::Tab);
    tab();
    page.press(Key::Space); // 個人
    // One more question is asked now, and the focus stays.
    page.wait_for_count(&inside("[name=status]"), 1);
    desk.focus_is_on("[value=person]");
    tab();
    page.type_text("見本 はな子");
    tab();
    page.type_text("みほん はなこ");
    desk.focus_is_on("[name='name-kana']");
    page.press(Key::Enter);
    desk.at("連絡先");
    desk.focus_is_on("#step");

    tab();
    page.type_text("hanako@example.jp");
    (0..3).for_each(|_| tab());
    desk.focus_is_on("select");
    page.type_text("長");
    page.press(Key::Tab);
    page.press(Key::Enter); // In a text field, Enter goes on.
    desk.at("関心");

    desk.page.find(&inside("[name='join-slack'][value=later]")).press(Key::Space);
    page.find(&inside("button.main")).press(Key::Enter);
    desk.at("確認");
    page.find(&inside("#agreed")).press(Key::Space);
    page.find(&inside("button.main")).press(Key::Enter);
    desk.thanked();
    desk.focus_is_on("#step");

    let sent = desk.sent();
    assert_eq!(sent.len(), 1);
    let (key, body) = &sent[0];
    assert_eq!(key.len(), 36, "a UUID: {key}");
    assert_eq!(
        body["answers"],
        json!({
            "applicant": "person", "name": "見本 はな子", "name-kana": "みほん はなこ", "email": "hanako@example.jp",
            "prefecture": body["answers"]["prefecture"], "join-slack": "later",
        })
    );
    assert_eq!((&body["consent"]["agreed"], &body["consent"]["sharing"]), (&json!(true), &json!(false)));
    assert_eq!(body["consent"]["version"], "2026-04-01");
    assert_eq!(body["website"], "");
    let fired = page.wait_for_events("ran-submit", 1);
    assert_eq!(fired[0].detail, json!({ "form": "ran-member", "receipt": "RAN-7K3Q-9F2M" }));

    let receipt = page.find(&inside("a[download]"));
    assert_eq!(receipt.attribute("download").as_deref(), Some("RAN-7K3Q-9F2M.txt"));
    let file = page.js("decodeURIComponent(find('ran-sign-up >>> a[download]')[0].href.split(',')[1])");
    assert!(
        file.as_str().is_some_and(|file| file.contains("9f86d0818") && file.contains("利用目的の文面")),
        "{file}"
    );
    let kept = page.js("Object.values(sessionStorage).join('|')");
    let kept = kept.as_str().unwrap_or_default();
    assert!(
        kept.starts_with("received\nRAN-7K3Q-9F2M\n") && !kept.contains("はな") && !kept.contains('@'),
        "nothing personal stays: {kept}"
    );

    // After a reload the number is still there, and a new form is a click away.
    let page = browser.open(&desk.address);
    page.wait_for_text(&inside(".receipt"), "RAN-7K3Q-9F2M");
    page.find(&inside("[data-do=anew]")).click();
    page.wait_for_text(&inside("#step"), "あなたについて");
    assert_eq!(page.find(&inside("[name=name]")).js("element.value"), "");
    assert_eq!(page.js("sessionStorage.length"), 0);
}

pub(super) fn errors(browser: &Browser) {
    let desk = Desk::open(browser);
    let page = &desk.page;
    desk.next();
    desk.focus_is_on("#summary");
    page.wait_for_count(&inside("#summary li"), 3);
    page.wait_for_text(&inside("#summary"), "「お名前」を入力してください");
    assert_eq!(page.js("location.hash"), "", "the page's address is the page's");

    page.find_all(&inside("#summary button"))[1].click();
    desk.focus_is_on("[name=name]");
    let field = page.find(&inside("[name=name]"));
    assert_eq!(field.attribute("aria-invalid").as_deref(), Some("true"));
    let described = field.js(
        "element.getAttribute('aria-describedby').split(' ').map((id) => element.getRootNode().getElementById(id).innerText).join('|')",
    );
    let described = described.as_str().unwrap_or_default();
    assert!(
        described.starts_with("＊「お名前」を入力してください") && described.contains("例"),
        "{described}"
    );

    page.type_text("見本");
    page.wait_for_count(&inside("#summary li"), 2);
    assert_eq!(field.attribute("aria-invalid"), None, "what is mended goes at once");
    page.find_all(&inside("#summary button"))[0].click();
    desk.focus_is_on("[value=person]");
}

pub(super) fn reload(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.to_review();
    desk.tick("#agreed");
    let page = browser.open(&desk.address);
    page.wait_for_events("ran-ready", 1);
    page.wait_for_text(&inside("#step"), "確認");
    page.wait_for_text(&inside(".review"), "hanako@example.jp");
    assert_eq!(
        page.find(&inside("#agreed")).js("element.checked"),
        false,
        "a consent is given where it is sent"
    );
    page.find(&inside("[data-do='go 0']")).click();
    page.wait_for_text(&inside("#step"), "あなたについて");
    assert_eq!(page.find(&inside("[name=name]")).js("element.value"), "見本　はな子", "as it was typed");
    assert_eq!(page.find(&inside("[value=person]")).js("element.checked"), true);
}

pub(super) fn normalised(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.to_button();
    let review = desk.page.find(&inside(".review")).text();
    for expected in
        ["見本 はな子", "みほん はなこ", "hanako@example.jp", "0263-00-0000", "長野県", "（未入力）"]
    {
        assert!(review.contains(expected), "{expected} is not in {review}");
    }
    desk.next();
    desk.thanked();
    let (_, body) = &desk.sent()[0];
    assert_eq!(body["answers"]["tel"], "0263-00-0000");
    assert_eq!(body["answers"]["name-kana"], "みほん はなこ");
    assert_eq!(body["answers"]["slack-rules"], "yes");
}

/// A radio button stays chosen whatever is pressed, unless there is a way back.
pub(super) fn taken_back(browser: &Browser) {
    let server = TestServer::start();
    let feed = json!({
        "version": 1, "alliance": { "name": "RAN" }, "members": [],
        "forms": [{ "id": "f", "title": "F", "fields": [
            { "id": "who", "type": "radio", "label": "区分", "options": [
                { "value": "p", "label": "個人" }, { "value": "o", "label": "団体" }] },
            { "id": "org", "type": "text", "label": "団体名", "show_if": { "field": "who", "is": ["o"] } },
        ] }],
    });
    server.put("/feed.json", Reply::json(feed.to_string()));
    server.put("/api/forms/f/token", super::token(8, 0));
    let element = r#"<ran-sign-up feed="/feed.json" form="f" loading="eager"></ran-sign-up>"#;
    let page = browser.open(&server.page(&Html::with_kit(element)));
    page.wait_for_events("ran-ready", 1);
    let count = |selector: &str, expected: usize| {
        page.wait_for_js(&format!("find('ran-sign-up >>> {selector}').length === {expected}"));
    };
    count("[data-do=\"clear 0\"]", 0);
    page.find(&inside("[value=o]")).click();
    count("[name=org]", 1);
    page.find(&inside("[data-do='clear 0']")).click();
    count("[name=org]", 0);
    count("[value=p]:focus", 1);
    count(":checked", 0);
    count("[data-do=\"clear 0\"]", 0);
}
