//! axe and the eye, in every state that a form can come to.

use ran_tests::{Browser, Reply, axe};

use super::{Desk, SUBMISSIONS, inside};

/// Every theme and language of what is shown just now.
#[track_caller]
pub(super) fn check(desk: &Desk<'_>, name: &str) {
    let node = desk.page.find("ran-sign-up");
    for (theme, lang) in [("light", "ja"), ("dark", "ja"), ("light", "en"), ("light", "ja-x-easy")] {
        node.set_attribute("theme", theme);
        node.set_attribute("lang", lang);
        desk.page.wait_for_count(&inside(&format!(".ran[lang={lang}][data-theme={theme}]")), 1);
        axe::assert_accessible(&desk.page, "html");
        desk.page.screenshot_whole(&format!("sign-up/{name}-{theme}-{lang}"));
    }
    node.set_attribute("theme", "light");
    node.set_attribute("lang", "ja");
    desk.page.wait_for_count(&inside(".ran[lang=ja][data-theme=light]"), 1);
}

pub(super) fn accessible(browser: &Browser) {
    let desk = Desk::open(browser);
    check(&desk, "1-first-step");
    desk.next();
    desk.focus_is_on("#summary");
    check(&desk, "2-errors");
    desk.to_review();
    check(&desk, "3-review");
    desk.next();
    desk.focus_is_on("#summary");
    check(&desk, "4-no-consent");
    desk.tick("#agreed");
    let gate = desk.server.hold(SUBMISSIONS);
    desk.next();
    desk.page.wait_for_text(&inside("[role=status]"), "送信しています");
    let node = desk.page.find("ran-sign-up");
    node.set_attribute("theme", "dark");
    axe::assert_accessible(&desk.page, "html");
    desk.page.screenshot_whole("sign-up/5-sending");
    gate.release();
    desk.thanked();
    check(&desk, "6-thanks");

    // And when nothing helps.
    let desk = Desk::open(browser);
    desk.page.expect_console("answers 403");
    desk.server.put(SUBMISSIONS, Reply::status(403));
    desk.to_button();
    desk.next();
    desk.page.wait_for_text(&inside("#summary"), "入力した内容は消えていません");
    check(&desk, "7-failed");
}

/// WCAG 1.4.10: 320 px, and nothing to scroll sideways.
pub(super) fn widths(browser: &Browser) {
    let desk = Desk::open(browser);
    let fits = |name: &str| {
        for width in [320, 360, 768, 1280] {
            desk.page.resize(width, 800);
            let over = desk.page.js("document.documentElement.scrollWidth - innerWidth");
            assert!(over.as_i64() <= Some(0), "{name} at {width}: {over} px too wide");
            desk.page.screenshot_whole(&format!("sign-up/{name}-{width}"));
        }
        desk.page.resize(1280, 800);
    };
    fits("first");
    desk.first_step();
    fits("second");

    // Where there is no room for the names of the steps, there is none for their readings either.
    desk.page.resize(360, 800);
    desk.page.find("ran-sign-up").set_attribute("lang", "ja-x-easy");
    desk.page.wait_for_count(&inside(".progress li rt"), 3);
    for reading in desk.page.find_all(&inside(".progress li rt")) {
        assert_eq!(reading.style("font-size"), "0px");
    }
}
