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
