//! What browsers and password managers read and write: inside of an open shadow root.

use ran_tests::Browser;
use serde_json::json;

use super::{Desk, inside};

pub(super) fn attributes(browser: &Browser) {
    let desk = Desk::open(browser);
    let read = || {
        desk.page
            .js("find('ran-sign-up >>> :is(input:not([type=radio], [type=checkbox], [tabindex]), select)')
                .map((field) => [field.name, field.type, field.autocomplete, field.inputMode])")
    };
    assert_eq!(read(), json!([["name", "text", "name", ""], ["name-kana", "text", "", ""]]));
    desk.first_step();
    assert_eq!(
        read(),
        json!([
            ["email", "text", "email", "email"],
            ["tel", "tel", "tel", ""],
            ["postcode", "text", "postal-code", "numeric"],
            ["prefecture", "select-one", "address-level1", ""],
            ["municipality", "text", "address-level2", ""],
        ])
    );
}

/// What fills in a form may say only that it has changed, or nothing.
pub(super) fn by_an_extension(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.first_step();
    let set = |name: &str, value: &str, then: &str| {
        let field = desk.page.find(&inside(&format!("[name={name}]")));
        field.js(&format!("(element.value = '{value}', {then})"));
    };
    set("municipality", "塩尻市", "element.dispatchEvent(new Event('change', { bubbles: true }))");
    set("prefecture", "20", "element.dispatchEvent(new Event('change', { bubbles: true }))");
    // Which is rendered now, with what was told.
    desk.type_into("email", "hanako@example.jp");
    set("tel", "0263-00-0000", "0");
    desk.next();
    desk.at("関心");
    desk.page.find(&inside("[name='join-slack'][value=later]")).js("(element.checked = true)");
    desk.next();
    desk.at("確認");
    let review = desk.page.find(&inside(".review")).text();
    for expected in ["長野県", "塩尻市", "hanako@example.jp", "0263-00-0000"] {
        assert!(review.contains(expected), "{expected} is not in {review}");
    }
    desk.page.find(&inside("#agreed")).js("(element.checked = true)");
    desk.next();
    desk.thanked();
    assert_eq!(desk.sent()[0].1["answers"]["join-slack"], "later");
}

/// No driver has an address of the visitor's to choose, so this does what the browser would do.
pub(super) fn by_the_browser(browser: &Browser) {
    let desk = Desk::open(browser);
    desk.first_step();
    // What autofill does to a field: it sets the value and fires these events, trusted or not.
    let email = desk.page.find(&inside("[name=email]"));
    email.js("(element.value = 'hanako@example.jp',
          element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })),
          element.dispatchEvent(new Event('change', { bubbles: true })))");
    desk.choose("prefecture", "20");
    desk.next();
    desk.at("関心");
}
