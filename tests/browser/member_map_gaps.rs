//! What visitors do to the member map that nobody thinks of at first.

use ran_tests::{Browser, Page, Suite, TestServer};
use serde_json::{Value, json};

use crate::member_map::{inside, open, rows, transform};

macro_rules! tests {
    ($suite:ident: $($test:ident),+ $(,)?) => { $($suite.test(concat!("member_map::", stringify!($test)), $test);)+ };
}

pub(crate) fn register(suite: &mut Suite) {
    tests!(suite: a_double_click_goes_closer_and_chooses_nothing);
}

/// The clicks and the double click of a person, as a browser fires them, in the middle of an element.
fn double_click(page: &Page<'_>, selector: &str) {
    page.js(&format!(
        "(async () => {{
            const {{ left, top, width, height }} = find({selector:?})[0].getBoundingClientRect();
            const at = {{ bubbles: true, composed: true, clientX: left + width / 2, clientY: top + height / 2 }};
            for (const [type, detail] of [['click', 1], ['click', 2], ['dblclick', 2]]) {{
                const target = find({selector:?})[0] ?? find({:?})[0];
                target.dispatchEvent(new MouseEvent(type, {{ ...at, detail }}));
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }}
        }})()",
        inside(".map > svg")
    ));
}

fn a_double_click_goes_closer_and_chooses_nothing(browser: &Browser) {
    let server = TestServer::start();
    for selector in ["[data-do='prefecture 40']", ".cluster[aria-label='長野県、会員3団体']"] {
        let page = open(browser, &server, "");
        let whole = transform(&page);
        double_click(&page, &inside(selector));
        page.wait_for_count(&inside(".controls .whole"), 1);
        assert_ne!(transform(&page), whole, "{selector}");
        assert_eq!(page.find(&inside(".found")).text(), "6団体が該当します", "{selector}");
        assert_eq!(page.count(&inside("[aria-selected=true]")), 0, "{selector}");
    }
}
