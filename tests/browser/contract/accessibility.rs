//! axe in every state, and what axe cannot see.

use ran_tests::{Browser, Html, Key, Page, Reply, axe};
use serde_json::json;

use crate::element::{Element, State};

/// Every state, in every theme and language, without a finding.
pub(super) fn is_accessible(element: &Element, state: State, browser: &Browser) {
    let stage = element.stage(browser, state, "");
    let node = stage.page.find(element.tag);
    for theme in ["light", "dark"] {
        // The page around a dark widget is usually dark; here it is what the widget must not depend on.
        for lang in ["ja", "en", "ja-x-easy"] {
            node.set_attribute("theme", theme);
            node.set_attribute("lang", lang);
            stage.page.wait_for_count(&element.inside(&format!(".ran[lang={lang}][data-theme={theme}]")), 1);
            axe::assert_accessible(&stage.page, "html");
        }
    }
    let picture = format!("{}-{}", element.tag, state.name());
    stage.page.screenshot(&picture);
}

/// The colours that the README gives a site with a switch for high contrast, yellow on black, leave nothing unread.
pub(super) fn is_read_in_the_colours_of_the_readme(element: &Element, browser: &Browser) {
    let readme = include_str!("../../../README.md");
    let (_, rule) = readme.split_once("```css\n.contrast-black {").expect("the README's rule");
    let (rule, _) = rule.split_once("```").expect("its end");
    let server = Element::server();
    server.put("/page.css", Reply::style(format!("body {{ background: #000; color: #ff0 }} main {{ {rule}")));
    let html =
        Html::with_kit(&element.html(element.shows)).head(r#"<link rel="stylesheet" href="/page.css">"#);
    let page = browser.open(&server.page(&html));
    page.wait_for_events("ran-ready", 1);
    axe::assert_accessible(&page, element.tag);
}

/// What a keyboard can reach, in the order of the document.
const FOCUSABLE: &str = "
    return find(arguments[0]).filter((node) => node.tabIndex >= 0 && !node.disabled && node.checkVisibility());
";

#[track_caller]
fn focusable<'b>(page: &Page<'b>, element: &Element) -> Vec<ran_tests::Node<'b>> {
    let interactive = "a[href], button, input, select, textarea, summary, [tabindex]";
    page.nodes(FOCUSABLE, vec![json!(element.inside(interactive))])
}

/// Tab goes through everything in order, out at the end, and back.
pub(super) fn is_reached_by_keyboard(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let page = &stage.page;
    let expected = focusable(page, element);
    assert!(!expected.is_empty(), "nothing can be reached");
    page.run(
        "const end = document.createElement('button'); end.id = 'end'; end.textContent = '終わり';
         document.querySelector('main').append(end); document.querySelector('h1').tabIndex = -1;
         document.querySelector('h1').focus()",
        vec![],
    );
    for node in &expected {
        page.press(Key::Tab);
        let focused = page.focused().unwrap_or_else(|| panic!("the focus is lost before {}", node.text()));
        assert!(focused.is(node), "the focus is on {:?}, not on {:?}", focused.text(), node.text());
        assert!(!node.accessible_name().is_empty(), "{} has no name", node.js("element.outerHTML"));
    }
    page.press(Key::Tab);
    assert!(page.focused().is_some_and(|node| node.attribute("id").as_deref() == Some("end")), "the way out");
    page.chord(&[Key::Shift, Key::Tab]);
    assert!(page.focused().is_some_and(|node| node.is(&expected[expected.len() - 1])), "the way back");
}

/// WCAG 2.4.7, 2.4.11 and 2.4.13: an outline that can be seen, on something that nothing covers.
pub(super) fn shows_where_the_focus_is(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let page = &stage.page;
    for node in focusable(page, element) {
        // The keyboard, not a script: `:focus-visible` asks which it was.
        page.run("document.activeElement?.blur()", vec![]);
        node.focus();
        page.press(Key::Shift);
        let outline: f64 = node.style("outline-width").trim_end_matches("px").parse().unwrap_or_default();
        let style = node.style("outline-style");
        assert!(outline >= 2.0 && style != "none", "{:?}: the outline is {outline} px {style}", node.text());
        let covered = node.js(
            "(() => { element.scrollIntoView({ block: 'center', behavior: 'instant' });
                const box = element.getClientRects()[0];
                const top = element.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                // What lies within one drawing lies on it, as members lie on their prefecture.
                return !(element === top || element.contains(top) || element.ownerSVGElement?.contains(top)); })()",
        );
        assert_eq!(covered, false, "{:?} is covered", node.text());
    }
}
