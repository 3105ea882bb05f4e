//! What a form that has met with trouble makes of it: nothing typed is lost, and there is always a way on.

use ran_tests::{Browser, Reply};

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
