//! Attributes are properties, take effect at once, and are forgiving.

use ran_catalogue::{COMMON_ATTRIBUTES, ELEMENTS, Values};
use ran_tests::{Browser, Html};
use serde_json::json;

use crate::element::Element;

/// The attributes of an element, as the catalogue promises them.
fn promised(element: &Element) -> impl Iterator<Item = &'static ran_catalogue::Attribute> {
    let own = ELEMENTS.iter().find(|promised| promised.tag == element.tag);
    let own = own.unwrap_or_else(|| panic!("{} is not in the catalogue", element.tag));
    COMMON_ATTRIBUTES.iter().chain(own.attributes)
}

fn camel(name: &str) -> String {
    let mut words = name.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |done, word| {
        let (head, tail) = word.split_at(1);
        done + &head.to_uppercase() + tail
    })
}

fn default_of(values: &Values) -> &'static str {
    match values {
        Values::OneOf(words) => words[0],
        _ => "",
    }
}

pub(super) fn attributes_are_properties(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    // An element of its own, which is not on the page: nothing but the properties is looked at.
    let check = |name: &str, is_flag: bool, default: &str| {
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
        let seen = stage.page.run(body, vec![json!(element.tag), json!(name), json!(camel(name))]);
        let expected = json!([default, "a", "b", default]);
        // To be there is to be true, whatever the attribute's value.
        let expected = if is_flag { json!([false, true, "a", false]) } else { expected };
        assert_eq!(seen, expected, "{name}");
    };
    for attribute in promised(element) {
        // `lang` is a property of every HTML element; its default is the browser's.
        let default = if attribute.name == "lang" { "" } else { default_of(&attribute.values) };
        check(attribute.name, matches!(attribute.values, Values::Flag), default);
    }
}

pub(super) fn properties_set_early_are_kept(element: &Element, browser: &Browser) {
    let server = Element::server();
    let Some(change) = element.changes.first() else { return };
    let script = server.hold("/kit/v1/ran.js");
    let page = browser.open(&server.page(&Html::with_kit(&element.html(element.shows))));
    let body = "const [tag, property, value] = arguments; document.querySelector(tag)[property] = value";
    page.run(body, vec![json!(element.tag), json!(camel(change.attribute)), json!(change.value)]);
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
            Values::Text | Values::Url | Values::List | Values::Flag => continue,
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
        let rendered =
            page.run("return find(arguments[0]).map((root) => root.outerHTML)", vec![json!(".ran")]);
        assert!(rendered[0] == rendered[1] && rendered[1] == rendered[2], "{name}: {rendered:#}");
    }
}
