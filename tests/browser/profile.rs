//! The profile, as far as only a browser shows it.

use ran_tests::{Browser, Html, Suite, TestServer};

use crate::element::{FEED, put_feed};

pub(crate) fn register(suite: &mut Suite) {
    suite.test("profile::readings_can_be_read_on_a_telephone", readings_can_be_read_on_a_telephone);
}

/// The readings over small letters too, and none of them beside the page.
fn readings_can_be_read_on_a_telephone(browser: &Browser) {
    let server = TestServer::start();
    put_feed(&server, FEED);
    let body = r#"<ran-member-profile feed="/feed.json" loading="eager" member="meguru" lang="ja-x-easy"></ran-member-profile>"#;
    let page = browser.open(&server.page(&Html::with_kit(body)));
    page.wait_for_events("ran-ready", 1);
    page.resize(360, 640);
    let mut are_small = 0;
    for reading in page.find_all("ran-member-profile >>> rt") {
        let letters: f64 = reading.style("font-size").trim_end_matches("px").parse().unwrap();
        let base = reading.js("parseFloat(getComputedStyle(element.parentNode).fontSize)").as_f64().unwrap();
        assert!(letters >= 9.0, "{} has letters of {letters} px over {base} px", reading.text());
        are_small += u32::from(base < 18.0);
        let at = reading.rect();
        assert!(at.x >= 0.0 && at.x + at.width <= 360.0, "{} is at {at:?}", reading.text());
    }
    assert!(are_small > 0, "no reading stands over small letters");
}
