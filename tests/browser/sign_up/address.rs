//! The address of a postcode: what is filled in, and what is asked for.

use ran_tests::{Browser, Node, Reply};
use serde_json::json;

use super::{Desk, inside, states};

/// Where what became of the postcode is said.
const SAID: &str = ".field [role=status]";

/// The path of the addresses with these first three digits.
fn file(desk: &Desk<'_>, prefix: &str) -> String {
    let kit =
        desk.server.kit_paths().into_iter().find_map(|path| Some(path.strip_suffix("kit.js")?.to_owned()));
    format!("/kit/v1/{}postcodes/{prefix}.txt", kit.unwrap_or_else(|| panic!("the kit has no kit.js")))
}

/// At the step with the address.
#[track_caller]
fn desk(browser: &Browser) -> Desk<'_> {
    let desk = Desk::open(browser);
    desk.first_step();
    desk
}

#[track_caller]
fn said(desk: &Desk<'_>, text: &str) {
    desk.page.wait_for_text(&inside(SAID), text);
}

/// What the field of this name shows.
#[track_caller]
fn shows(desk: &Desk<'_>, name: &str, expected: &str) {
    let field: Node<'_> = desk.page.find(&inside(&format!("[name={name}]")));
    assert_eq!(field.js("element.value"), expected, "{name}");
}

#[track_caller]
fn replace(desk: &Desk<'_>, postcode: &str) {
    desk.page.find(&inside("[name=postcode]")).js("element.select()");
    desk.type_into("postcode", postcode);
}

pub(super) fn fills(browser: &Browser) {
    let desk = desk(browser);
    desk.type_into("postcode", "３９９ー０７３７");
    said(&desk, "郵便番号から住所を入力しました。");
    desk.focus_is_on("[name=postcode]");
    shows(&desk, "prefecture", "20");
    shows(&desk, "municipality", "塩尻市");
    // Once, by its first three digits, without a word more.
    let paths = desk.server.paths();
    let asked: Vec<&String> = paths.iter().filter(|path| path.contains("postcodes")).collect();
    assert_eq!(asked, [&file(&desk, "399")]);
    assert!(!paths.iter().any(|path| path.contains("0737")), "{paths:?}");
    let seen = &desk.server.requests(asked[0])[0];
    assert_eq!((seen.method.as_str(), seen.body.as_str()), ("GET", ""));
    let told: Vec<_> = seen.headers.iter().filter(|(_, value)| value.contains("0737")).collect();
    assert!(told.is_empty(), "{told:?}");

    desk.on_to_button();
    desk.next();
    desk.thanked();
    let answers = &desk.sent()[0].1["answers"];
    let address = ["postcode", "prefecture", "municipality"].map(|name| answers[name].clone());
    assert_eq!(json!(address), json!(["399-0737", "20", "塩尻市"]));
}

pub(super) fn keeps(browser: &Browser) {
    let desk = desk(browser);
    // A list that a person has used does not follow what is rendered by itself.
    desk.page.find(&inside("[name=prefecture]")).focus();
    desk.page.type_text("東");
    desk.choose("prefecture", "");
    desk.type_into("municipality", "松本市");
    desk.type_into("postcode", "3990737");
    said(&desk, "住所を入力しました");
    shows(&desk, "prefecture", "20");
    shows(&desk, "municipality", "松本市");
    said(&desk, "すでに入力されていた住所は変更していません");
    // What the program filled in follows the postcode, and what was typed does not.
    replace(&desk, "100-0005");
    said(&desk, "住所を入力しました");
    desk.page.wait_for_js("find('ran-sign-up >>> [name=prefecture]')[0].value === '13'");
    shows(&desk, "municipality", "松本市");
}

pub(super) fn after_a_reload(browser: &Browser) {
    let mut desk = desk(browser);
    desk.type_into("municipality", "松本市");
    desk.type_into("postcode", "3990737");
    said(&desk, "住所を入力しました");
    shows(&desk, "prefecture", "20");
    desk.page = browser.open(&desk.address);
    desk.page.wait_for_events("ran-ready", 1);
    desk.at("連絡先");
    shows(&desk, "prefecture", "20");
    replace(&desk, "100-0005");
    said(&desk, "住所を入力しました");
    shows(&desk, "prefecture", "13");
    shows(&desk, "municipality", "松本市");
}

pub(super) fn without_an_answer(browser: &Browser) {
    let desk = desk(browser);
    desk.type_into("postcode", "399-9999");
    said(&desk, "自動で入力できませんでした");
    desk.server.put(&file(&desk, "100"), Reply::no_answer());
    // The browser says so on its console, whatever the page does.
    desk.page.allow_console("Failed to load resource");
    replace(&desk, "100-0005");
    said(&desk, "自動で入力できませんでした");
    desk.server.put(&file(&desk, "901"), Reply::status(404));
    replace(&desk, "901-0005");
    said(&desk, "自動で入力できませんでした");
    desk.focus_is_on("[name=postcode]");
    // Nothing of it stands in the way.
    desk.type_into("email", "hanako@example.jp");
    desk.choose("prefecture", "13");
    desk.next();
    desk.at("関心");
}

/// A browser that knows the address fills all of it in at once, and is faster than any answer.
pub(super) fn beside_autofill(browser: &Browser) {
    let desk = desk(browser);
    let gate = desk.server.hold(&file(&desk, "399"));
    for (name, value) in [("postcode", "399-0737"), ("municipality", "塩尻市大門")] {
        desk.page.find(&inside(&format!("[name={name}]"))).js(&format!(
            "(element.value = {}, element.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }})),
              element.dispatchEvent(new Event('change', {{ bubbles: true }})))",
            json!(value)
        ));
    }
    gate.release();
    said(&desk, "郵便番号から住所を入力しました。");
    shows(&desk, "prefecture", "20");
    shows(&desk, "municipality", "塩尻市大門");
}

pub(super) fn accessible(browser: &Browser) {
    let desk = desk(browser);
    desk.type_into("postcode", "399-0737");
    said(&desk, "住所を入力しました");
    states::check(&desk, "8-address");
    replace(&desk, "399-9999");
    said(&desk, "自動で入力できませんでした");
    states::check(&desk, "9-no-address");
}
