//! Page and element leave each other alone.

use ran_tests::{Browser, Html, Page, Reply, strict_policy};
use serde_json::{Value, json};

use crate::element::Element;

/// What a person can see of the rendering, element by element. The width is the page's to give.
const SEEN: &str = "
    const properties = ['display', 'color', 'background-color', 'font-size', 'font-weight', 'font-family', 'line-height',
        'letter-spacing', 'text-align', 'padding', 'margin', 'border', 'border-radius', 'height', 'visibility', 'opacity',
        'direction', 'text-transform', 'white-space', 'cursor', 'position', 'float', 'list-style-type', 'text-decoration'];
    return find(arguments[0]).map((element) => {
        const style = getComputedStyle(element);
        return [element.localName, element.className.baseVal ?? element.className,
            ...properties.map((property) => `${property}: ${style.getPropertyValue(property)}`)];
    });
";

fn seen(page: &Page<'_>, element: &Element) -> Value {
    let all = format!("{}, {}", ".ran", ".ran *");
    page.run(SEEN, vec![json!(element.inside(&all))])
}

/// What is seen on a page with rules and a script of its own.
fn seen_under(element: &Element, browser: &Browser, rules: &str, script: &'static str) -> Value {
    let server = Element::server();
    // The width is the same for all: without the browser's own margin, which one of them takes away.
    server.put("/page.css", Reply::style(format!("body {{ margin: 0 !important }} {rules}")));
    server.put("/page.js", Reply::script(script));
    // The library stands before the kit.
    let head = r#"<link rel="stylesheet" href="/page.css"><script src="/page.js"></script>
        <script async src="/kit/v1/ran.js"></script>"#;
    let page = browser.open(&server.page(&Html::plain(&element.html(element.shows)).head(head)));
    page.wait_for_events("ran-ready", 1);
    seen(&page, element)
}

/// As Prototype.js and MooTools do: an `Array.from` that maps nothing, a `Window` that is no interface, and what both add to
/// the browser's own prototypes.
pub(super) fn an_old_library_changes_nothing(element: &Element, browser: &Browser) {
    const LIBRARY: &str = "
        Array.from = (list) => Array.prototype.slice.call(list);
        window.Window = function () {};
        for (const prototype of [Array.prototype, Element.prototype, Function.prototype, String.prototype]) {
            prototype.$family = function () { return this; };
        }
        Array.prototype.toJSON = function () { return `[${this}]`; };";
    let sized = ":root { font-size: 62.5% } body { font-size: 1.6rem }";
    let expected = seen_under(element, browser, sized, "");
    compare(&expected, &seen_under(element, browser, sized, LIBRARY), "an old library");
}

pub(super) fn hostile_page_styles_change_nothing(element: &Element, browser: &Browser) {
    let expected = seen_under(element, browser, "", "");
    assert!(expected.as_array().is_some_and(|all| all.len() > 3), "{expected}");
    for hostile in [
        "* { all: unset !important }",
        "body, body * { color: red !important; font: 15px/3 fantasy !important; letter-spacing: 1em !important; \
             text-transform: uppercase !important; visibility: hidden !important; direction: rtl !important }",
        ":root, body, main { display: inline !important; opacity: .5; writing-mode: horizontal-tb; cursor: wait; \
             text-align: right; word-spacing: 1em; text-indent: 5em; white-space: pre }",
        // The root's size is the page's to give, and a widget follows it; but this one is no size for text.
        ":root { font-size: 62.5% } body { font-size: 1.6rem }",
        "p, a, button, div, span, section, header, article, h2, h3, ul, li { display: none !important }",
    ] {
        compare(&expected, &seen_under(element, browser, hostile, ""), hostile);
    }
}

/// Names the first difference: the whole would be thousands of lines.
#[track_caller]
fn compare(expected: &Value, seen: &Value, hostile: &str) {
    let empty = Vec::new();
    let (expected, seen) = (expected.as_array().unwrap_or(&empty), seen.as_array().unwrap_or(&empty));
    assert_eq!(expected.len(), seen.len(), "under {hostile}");
    for (expected, seen) in expected.iter().zip(seen) {
        if expected != seen {
            let pairs = expected.as_array().into_iter().flatten().zip(seen.as_array().into_iter().flatten());
            let changed: Vec<String> =
                pairs.filter(|(a, b)| a != b).map(|(a, b)| format!("{a} became {b}")).collect();
            panic!("under {hostile}\n{} {}: {}", expected[0], expected[1], changed.join(", "));
        }
    }
}

/// A translator puts its own nodes in the place of all texts, and moves elements into them. What is rendered from then on
/// is the same as on a page that nobody has translated.
pub(super) fn a_translated_page_is_followed(element: &Element, browser: &Browser) {
    const TRANSLATE: &str = "
        const [ran] = find(arguments[0]);
        const walker = document.createTreeWalker(ran, NodeFilter.SHOW_TEXT), texts = [];
        while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest('svg')) texts.push(walker.currentNode);
        texts.forEach((text, at) => {
            const outer = document.createElement('font'), inner = document.createElement('font');
            outer.append(inner);
            inner.append(`#${text.data}#`);
            const next = text.nextSibling;
            // By one step or by two, and at times with what stands beside it.
            if (at % 2) text.replaceWith(outer);
            else { text.before(outer); text.remove(); }
            if (at % 3 === 0 && next?.nodeType === 1) inner.append(next);
        });";
    let stage = element.ready(browser);
    let ran = stage.page.find(&element.inside(".ran"));
    let text = || ran.js("element.innerText.replace(/\\s+/g, ' ')");
    let speak = |lang: &str| {
        stage.page.find(element.tag).set_attribute("lang", lang);
        stage.page.wait_for_count(&element.inside(&format!(".ran[lang={lang}]")), 1);
    };
    let langs = ["ja-x-easy", "en", "ja"];
    let expected = langs.map(|lang| {
        speak(lang);
        text()
    });
    for (lang, expected) in langs.iter().zip(expected) {
        stage.page.run(TRANSLATE, vec![json!(element.inside(".ran"))]);
        assert_ne!(text(), expected);
        speak(lang);
        // What is the same in both languages stays as the translator has written it.
        assert_eq!(text().as_str().map(|text| text.replace('#', "")).as_deref(), expected.as_str(), "{lang}");
    }
}

pub(super) fn the_page_keeps_its_own_styles(element: &Element, browser: &Browser) {
    let page_body = r#"<section class="ran badge profile state"><h2>見出し</h2><p>本文 <a href="/x">リンク</a></p>
        <button>ボタン</button><ul class="rows"><li>項目</li></ul></section>"#;
    let look = |page: &Page<'_>| page.run(SEEN, vec![json!("section, section *")]);
    let server = Element::server();
    let plain = look(&browser.open(&server.page(&Html::plain(page_body))));
    let page =
        browser.open(&server.page(&Html::with_kit(&format!("{page_body}{}", element.html(element.shows)))));
    page.wait_for_events("ran-ready", 1);
    compare(&plain, &page.run(SEEN, vec![json!("main > section, main > section *")]), "the kit");
    assert_eq!(page.js("document.adoptedStyleSheets.length + document.querySelectorAll('style').length"), 0);
}

pub(super) fn two_share_one_request(element: &Element, browser: &Browser) {
    let server = Element::server();
    let both = element.html(element.shows) + &element.html(element.shows_nothing);
    let page = browser.open(&server.page(&Html::with_kit(&both)));
    element.expect_word_of_nothing(&page);
    page.wait_for_events("ran-ready", 2);
    assert_eq!(server.count("/feed.json"), 1);
    let read = page
        .run("return find(arguments[0]).map((root) => root.innerText)", vec![json!(element.inside(".ran"))]);
    let read: Vec<&str> = read.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(
        read.len() == 2 && read[0].contains(element.reads[0]) && !read[1].contains(element.reads[0]),
        "{read:?}"
    );
}

pub(super) fn the_script_twice_is_harmless(element: &Element, browser: &Browser) {
    let server = Element::server();
    let body = element.html(element.shows);
    let html = Html::with_kit(&body)
        .head(r#"<script async src="/kit/v1/ran.js"></script>"#)
        .head(r#"<script defer src="/kit/v1/ran.js?again"></script>"#);
    let page = browser.open(&server.page(&html));
    page.wait_for_events("ran-ready", 1);
    page.wait_for_js("document.readyState === 'complete'");
    assert_eq!(page.wait_for_events("ran-ready", 1).len(), 1);
    assert_eq!(server.count("/feed.json"), 1);
    let kits = server.paths().iter().filter(|path| path.ends_with("/kit.js")).count();
    assert_eq!(kits, 1, "{:?}", server.paths());
}

/// Every other test runs under the strictest policy; a page without one must do as well.
pub(super) fn works_without_any_policy(element: &Element, browser: &Browser) {
    assert!(strict_policy().contains("trusted-types 'none'"));
    let server = Element::server();
    let page = browser.open(&server.page(&Html::with_kit(&element.html(element.shows)).policy(None)));
    page.wait_for_text(&element.inside(".ran"), element.reads[0]);
}
