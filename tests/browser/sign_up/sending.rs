//! Sending: once, again, later, and not at all.

use ran_form::proof::holds;
use ran_tests::{Browser, Html, Key, Reply, TestServer};

use super::{Desk, SUBMISSIONS, TOKEN, accepted, inside, token};

pub(super) fn double_click(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.to_button();
    let gate = desk.server.hold(SUBMISSIONS);
    desk.next();
    desk.next();
    desk.page.press(Key::Enter);
    desk.page.wait_for_text(&inside("[role=status]"), "送信しています");
    gate.release();
    desk.thanked();
    assert_eq!(desk.sent().len(), 1);
}

/// Every attempt carries the same key and the same answers.
#[track_caller]
fn same_submission(desk: &Desk<'_>, attempts: usize) {
    let sent = desk.sent();
    assert_eq!(sent.len(), attempts);
    for (key, body) in &sent {
        assert_eq!((key, &body["answers"]), (&sent[0].0, &sent[0].1["answers"]));
    }
}

pub(super) fn lost_answer(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.server.put_in_turn(SUBMISSIONS, [Reply::no_answer(), accepted().cut_off(), accepted()]);
    desk.to_button();
    desk.next();
    desk.page.wait_for_text(&inside("[role=status]"), "自動で送り直しています");
    desk.thanked();
    // Some browsers repeat a request by themselves when a kept connection ends; the receiver knows it by its key.
    let sent = desk.sent();
    assert!(sent.len() >= 3, "{sent:?}");
    same_submission(&desk, sent.len());
}

/// The receiver has it, the page has no answer, and is loaded anew.
pub(super) fn interrupted(browser: &Browser) {
    let mut desk = Desk::open(browser);
    desk.to_button();
    desk.tick("#sharing");
    let unsent = |desk: &Desk<'_>| desk.page.find(&inside("form")).text().contains("まだ送信されていません");
    assert!(unsent(&desk));
    let gate = desk.server.hold(SUBMISSIONS);
    desk.next();
    desk.page.wait_for_text(&inside(".progress-note"), "送信しています");
    assert!(!unsent(&desk));
    ran_tests::wait_for("the submission", || match desk.sent().len() {
        1 => Ok(()),
        sent => Err(sent.to_string()),
    });
    // Each time with the ticks as they were given.
    for _ in 0..2 {
        desk.page = browser.open(&desk.address);
        desk.page.wait_for_events("ran-ready", 1);
        desk.page.wait_for_text(&inside(".progress-note"), "送信の途中で中断しました");
        assert!(!unsent(&desk));
    }
    gate.release();
    desk.thanked();
    let sent = desk.sent();
    same_submission(&desk, sent.len());
    assert!(
        sent.len() >= 3 && sent.iter().all(|(_, body)| body["consent"] == sent[0].1["consent"]),
        "{sent:?}"
    );
    let kept = desk.page.js("Object.values(sessionStorage).join('|')");
    assert!(
        kept.as_str().is_some_and(|kept| kept.starts_with("received\n") && !kept.contains("answers")),
        "{kept}"
    );
}

pub(super) fn server_error(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.server.put_in_turn(SUBMISSIONS, [Reply::status(500), accepted()]);
    desk.to_button();
    desk.next();
    desk.thanked();
    same_submission(&desk, 2);
}

pub(super) fn refused(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.server.put_in_turn(SUBMISSIONS, [super::refused("email", "bad-email"), accepted()]);
    desk.to_button();
    desk.next();
    desk.page.wait_for_text(&inside("#summary"), "受付側の言葉");
    desk.focus_is_on("#summary");
    desk.page.find(&inside("#summary button")).click();
    desk.focus_is_on("[name=email]");
    let typed = desk.page.find(&inside("[name=email]")).js("element.value");
    assert_eq!(typed, "ｈａｎａｋｏ＠example.jp", "nothing typed is lost");
    desk.next();
    desk.at("関心");
    desk.next();
    desk.at("確認");
    desk.next();
    desk.thanked();
    let sent = desk.sent();
    assert_eq!((sent.len(), &sent[0].0), (2, &sent[1].0));
}

pub(super) fn offline(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.to_button();
    desk.page.offline(true);
    desk.next();
    desk.page.wait_for_text(&inside("[role=status]"), "インターネットにつながっていません");
    assert_eq!(desk.sent().len(), 0);
    // Who is kept waiting may read on.
    desk.tick("[data-do=back]");
    desk.at("関心");
    desk.next();
    desk.at("確認");
    desk.next();
    desk.page.wait_for_text(&inside("[role=status]"), "インターネットにつながっていません");
    desk.page.offline(false);
    desk.thanked();
    assert_eq!(desk.sent().len(), 1);
}

/// Before anybody has sent anything, for the page's maker tries the form with a letter.
pub(super) fn unserved(browser: &Browser) {
    let mut desk = Desk::open(browser);
    let told = |desk: &Desk<'_>, expected: &str| {
        desk.page.expect_console(expected);
        desk.type_into("name", "見");
        let detail = &desk.page.wait_for_events("ran-error", 1)[0].detail;
        assert_eq!(detail["code"], "receiver");
        assert!(detail["message"].as_str().is_some_and(|said| said.contains(expected)), "{detail}");
    };
    desk.server.put(TOKEN, Reply::status(404));
    told(&desk, "submissions answers 404");
    // Another origin, which does not let this one read its answers.
    let receiver = TestServer::start();
    receiver.put(TOKEN, token(8, 0).without("access-control-allow-origin"));
    let element = format!(
        r#"<ran-sign-up feed="/feed.json" form="ran-member" loading="eager" endpoint="{}"></ran-sign-up>"#,
        receiver.url(SUBMISSIONS)
    );
    let page = Html::with_kit(&element).connect(&format!("'self' {}", receiver.url("")));
    desk.page = browser.open(&desk.server.page(&page));
    desk.page.allow_origin(&receiver.url(""));
    desk.page.wait_for_events("ran-ready", 1);
    told(&desk, "--allow-origin");
}

pub(super) fn old_token(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.server.put_in_turn(SUBMISSIONS, [super::refused("", "token-expired"), accepted()]);
    desk.to_button();
    desk.next();
    desk.thanked();
    assert_eq!(desk.server.count(TOKEN), 2);
    same_submission(&desk, 2);
}

pub(super) fn proof(browser: &Browser) {
    let desk = Desk::open(browser);
    assert_eq!(desk.server.count(TOKEN), 0, "a page that is only read asks nothing");
    desk.server.put(TOKEN, token(14, 10));
    desk.to_button();
    desk.next();
    desk.thanked();
    assert_eq!(desk.server.count(TOKEN), 1);
    let (_, body) = &desk.sent()[0];
    let proof = body["proof"].as_str().unwrap_or_default();
    assert!(holds("signed.token", proof, 14), "{body}");
    // Tasks of 50 ms and more are what a person feels; the kit's start and a busy machine make some of their own.
    let tasks = desk.page.record().long_tasks;
    assert!(tasks.iter().all(|ms| *ms < 500.0), "{tasks:?}");
}
