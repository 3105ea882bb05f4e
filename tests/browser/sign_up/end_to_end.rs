//! From a partner's page to the secretariat's table, with nothing put in anybody's place.

use ran_tests::{Browser, Html, Program, TestServer};
use serde_json::json;

use super::{Desk, inside};

pub(super) fn from_page_to_table(browser: &Browser) {
    // The page is the partner's, and the kit too; feed and receiver are RAN's.
    let server = TestServer::start();
    let program = Program::serve(server.url("/").trim_end_matches('/'));
    let element = format!(
        r#"<ran-sign-up feed="{}" form="ran-member" loading="eager"></ran-sign-up>"#,
        program.url("/feed.json")
    );
    let page = Html::with_kit(&element).connect(&format!("'self' {}", program.url("")));
    let address = server.page(&page);
    let page = browser.open(&address);
    page.allow_origin(&program.url("/"));
    page.wait_for_events("ran-ready", 1);
    let desk = Desk { page, server, address };

    desk.first_step();
    desk.type_into("postcode", "３９９ー０７３７");
    desk.page.wait_for_text(&inside(".field [role=status]"), "住所を入力しました");
    desk.on_to_button();
    assert_eq!(program.sign_ups(&["list"]), "", "nothing is sent before the button");
    desk.next();

    let told = desk.page.wait_for_events("ran-submit", 1);
    let receipt = told[0].detail["receipt"].as_str().unwrap_or_default().to_owned();
    assert_eq!(told[0].detail, json!({ "form": "ran-member", "receipt": receipt }));
    desk.page.wait_for_text(&inside(".thanks"), &receipt);

    let list = program.sign_ups(&["list"]);
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 1, "{list}");
    assert!(lines[0].starts_with(&receipt) && lines[0].contains("hanako@example.jp"), "{list}");
    let table = program.sign_ups(&["export", "--csv"]);
    assert_eq!(table.lines().count(), 2, "{table}");
    assert_eq!(table.matches(&receipt).count(), 1, "{table}");
    for cell in ["見本 はな子", "みほん はなこ", "hanako@example.jp", "399-0737", "長野県", "塩尻市"]
    {
        assert!(table.contains(cell), "{cell} is not in {table}");
    }
    // The text that was shown is the text that was agreed to.
    let record = program.sign_ups(&["show", &receipt]);
    assert!(
        record.contains("利用目的への同意\n    あり") && record.contains("団体間での共有への同意\n    なし"),
        "{record}"
    );
}
