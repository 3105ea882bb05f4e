//! Attributes are properties, take effect at once, and are forgiving.

use ran_catalogue::{Attribute, COMMON_ATTRIBUTES, ELEMENTS, Values};
use ran_tests::{Browser, Html};
use serde_json::json;

use crate::element::Element;

/// The attributes of an element, as the catalogue promises them.
fn promised(element: &Element) -> impl Iterator<Item = &'static Attribute> {
    let own = ELEMENTS.iter().find(|promised| promised.tag == element.tag);
    let own = own.unwrap_or_else(|| panic!("{} is not in the catalogue", element.tag));
    COMMON_ATTRIBUTES.iter().chain(own.attributes)
}

pub(super) fn attributes_are_properties(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    // An element of its own, which is not on the page: nothing but the properties is looked at.
    let check = |attribute: &Attribute, is_flag: bool, default: &str| {
        let name = attribute.name;
        let body = "
            const [tag, name, property] = arguments;
            const element = document.createElement(tag);
            const seen = [element[property]];
            element.setAttribute(name, 'a');
            seen.push(element[property]);
            element[property] = 'b';
            seen.push(element.getAttribute(name));
            element.removeAttribute(name);
            seen.push(element[property]);
            return seen;
        ";
        let seen = stage.page.run(body, vec![json!(element.tag), json!(name), json!(attribute.property())]);
        let expected = json!([default, "a", "b", default]);
        // To be there is to be true, whatever the attribute's value.
        let expected = if is_flag { json!([false, true, "a", false]) } else { expected };
        assert_eq!(seen, expected, "{name}");
    };
    for attribute in promised(element) {
        // `lang` is a property of every HTML element; its default is the browser's.
        let default = if attribute.name == "lang" { "" } else { attribute.default() };
        check(attribute, matches!(attribute.values, Values::Flag), default);
    }
}

pub(super) fn properties_set_early_are_kept(element: &Element, browser: &Browser) {
    let server = Element::server();
    let Some(change) = element.changes.first() else { return };
    let script = server.hold("/kit/v1/ran.js");
    let page = browser.open(&server.page(&Html::with_kit(&element.html(element.shows))));
    let body = "const [tag, property, value] = arguments; document.querySelector(tag)[property] = value";
    let changed =
        promised(element).find(|attribute| attribute.name == change.attribute).expect("an attribute");
    page.run(body, vec![json!(element.tag), json!(changed.property()), json!(change.value)]);
    script.release();
    page.wait_for_text(&element.inside(".ran"), change.reads);
    assert_eq!(page.find(element.tag).attribute(change.attribute).as_deref(), Some(change.value));
}

pub(super) fn a_changed_attribute_takes_effect(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let node = stage.page.find(element.tag);
    for change in element.changes {
        let before = node.attribute(change.attribute);
        node.set_attribute(change.attribute, change.value);
        stage.page.wait_for_text(&element.inside(".ran"), change.reads);
        match before {
            Some(before) => node.set_attribute(change.attribute, &before),
            None => drop(node.js(&format!("element.removeAttribute({})", json!(change.attribute)))),
        }
        stage.page.wait_for_text(&element.inside(".ran"), element.reads[0]);
    }
    assert_eq!(stage.server.count("/feed.json"), 1, "the feed is the same");

    // Another feed is another request, and is announced.
    stage.server.put("/other.json", ran_tests::Reply::json(crate::element::FEED));
    node.set_attribute("feed", "/other.json");
    stage.page.wait_for_events("ran-ready", 2);
    assert_eq!((stage.server.count("/feed.json"), stage.server.count("/other.json")), (1, 1));
}

pub(super) fn a_wrong_value_keeps_the_default_and_is_named_once(element: &Element, browser: &Browser) {
    for attribute in promised(element) {
        let words: &[&str] = match &attribute.values {
            Values::OneOf(words) | Values::ListOf(words) => words,
            Values::Text | Values::Id | Values::Url | Values::Day | Values::List | Values::Flag => continue,
        };
        let name = attribute.name;
        let server = Element::server();
        let (right, wrong) = (element.html(element.shows), "so-nicht");
        let with_wrong = right.replace(&format!(r#" {name}="eager""#), "");
        let with_wrong = with_wrong.replacen("feed=", &format!(r#"{name}="{wrong}" feed="#), 1);
        let page =
            browser.open(&server.page(&Html::with_kit(&[right.as_str(), &with_wrong, &with_wrong].concat())));
        page.expect_console(&format!(r#"<{} {name}="{wrong}"> is not understood"#, element.tag));
        page.wait_for_js(&format!("customElements.get('{}') !== undefined", element.tag));
        // `loading` falls back to lazy, and so is shown when it is near: scroll to it.
        page.run("find(arguments[0]).at(-1).scrollIntoView()", vec![json!(element.tag)]);
        page.wait_for_events("ran-ready", 3);

        let said = page.record().console;
        let said: Vec<_> = said.iter().filter(|line| line.text.contains(wrong)).collect();
        assert_eq!(said.len(), 1, "{name}: {said:?}");
        assert!(
            words.iter().all(|word| said[0].text.contains(word)),
            "{name}: {said:?} does not name {words:?}"
        );
        // A map hears of its size when it has been drawn.
        page.wait_for_js(
            "((all) => all.length === 3 && all.every((one) => one === all[0]) || all)
                (find('.ran').map((root) => root.outerHTML))",
        );
    }
}

/// What an attribute takes, of the contract's feed or of anything, and what it does not.
fn right_and_wrong(attribute: &Attribute) -> Option<(&'static str, &'static str)> {
    match attribute.values {
        // What is wrong with a feed's address is told before there is a feed.
        Values::Url if attribute.name == "feed" => None,
        Values::Url => Some(("https://machi.example.jp/", "ftp:so-nicht")),
        Values::Day => Some(("2026-04-01", "so-nicht")),
        Values::Id | Values::List => {
            let right = match attribute.name {
                "member" | "host" => "machi",
                "form" => "short",
                "themes" => "senior",
                "programme" => "matching",
                "kinds" => "seminar",
                "audience" => "high-school",
                "prefecture" => "47",
                name => panic!("{name} names something that no test knows of"),
            };
            Some((right, "so-nicht"))
        }
        Values::Text | Values::OneOf(_) | Values::ListOf(_) | Values::Flag => None,
    }
}

pub(super) fn a_word_that_is_not_understood_is_told_once(element: &Element, browser: &Browser) {
    for attribute in promised(element) {
        let name = attribute.name;
        let Some((known, word)) = right_and_wrong(attribute) else { continue };
        let is_list = matches!(attribute.values, Values::List);
        let wrong = if is_list { format!("{known} {word}") } else { word.to_owned() };
        let server = Element::server();
        let right = element.html(element.shows);
        let with_wrong = right.replacen("feed=", &format!(r#"{name}="{wrong}" feed="#), 1);
        let page =
            browser.open(&server.page(&Html::with_kit(&[right.as_str(), &with_wrong, &with_wrong].concat())));
        page.expect_console(&format!(r#"ran: <{}> {name}="{word}" is not understood. Use "#, element.tag));
        page.wait_for_events("ran-ready", 3);

        // Only an element that has nothing to show without it has failed, and each of the two says so.
        let needed = matches!(attribute.values, Values::Id) && element.shows.starts_with(&format!("{name}="));
        let expected = if needed { 2 } else { 0 };
        let errors = page.wait_for_events("ran-error", expected);
        // What the element has been told is not told again, whatever else changes.
        page.run(
            "const [tag, name, known, wrong] = arguments;
             const element = document.querySelectorAll(tag)[1];
             element.setAttribute(name, known);
             return new Promise((done) => setTimeout(done)).then(() => element.setAttribute(name, wrong))
                 .then(() => element.setAttribute('theme', 'dark'))",
            vec![json!(element.tag), json!(name), json!(known), json!(wrong)],
        );
        page.wait_for_count(&element.inside(".ran[data-theme=dark]"), 1);
        assert!(errors.iter().all(|error| error.detail["code"] == "unknown-name"), "{name}: {errors:?}");
        assert_eq!(page.wait_for_events("ran-error", expected).len(), expected, "{name}");
        let record = page.record();
        let said: Vec<_> = record.console.iter().filter(|line| line.text.contains("so-nicht")).collect();
        assert_eq!(said.len(), 1, "{name}: {said:?}");
        let remedy = said[0].text.split("Use ").nth(1).unwrap_or_default();
        let is_of_the_feed = matches!(attribute.values, Values::Id | Values::List);
        assert!(!is_of_the_feed || remedy.contains(known), "{name}: {said:?}");
        assert!(!remedy.contains("so-nicht"), "{name}: {said:?}");

        // One that comes later is told too, with the name that was meant in the first place.
        let (later, remedy) = match attribute.values {
            Values::Id | Values::List if name != "prefecture" => {
                (format!("{known}x"), format!("any of {known}"))
            }
            _ => ("auch:nicht".to_owned(), String::new()),
        };
        page.expect_console(&format!(r#"{name}="{later}" is not understood. Use {remedy}"#));
        page.find_all(element.tag)[0].set_attribute(name, &later);
    }
}

pub(super) fn a_feed_without_an_address_is_told_once(element: &Element, browser: &Browser) {
    for (attribute, value) in
        [("", ""), (r#"feed="ftp://example.jp/feed.json""#, "ftp://example.jp/feed.json")]
    {
        let server = Element::server();
        let html = element.html(element.shows).replacen(r#"feed="/feed.json""#, attribute, 1);
        let page = browser.open(&server.page(&Html::with_kit(&[html.as_str(), &html].concat())));
        let told = format!("ran: <{}> feed=\"{value}\" is no http or https address.", element.tag);
        page.expect_console(&told);
        let errors = page.wait_for_events("ran-error", 2);
        assert_eq!(errors[0].detail["code"], "feed-address");
        let said = page.record().console.iter().filter(|line| line.text.contains(&told)).count();
        assert_eq!(said, 1, "{attribute}");
    }
}
