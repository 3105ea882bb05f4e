//! Languages, themes, and what the visitor's system asks for.

use ran_tests::Browser;

use crate::element::Element;

pub(super) fn speaks_its_languages(element: &Element, browser: &Browser) {
    let [ja, en, easy] = element.reads;
    let stage = element.ready(browser);
    let node = stage.page.find(element.tag);
    for (lang, tag, reads) in [
        ("en", "en", en),
        ("ja-x-easy", "ja-x-easy", easy),
        ("ja", "ja", ja),
        ("ja-easy", "ja-x-easy", easy),
        // Capitals are the same to HTML.
        ("EN-GB", "en", en),
    ] {
        node.set_attribute("lang", lang);
        stage.page.wait_for_text(&element.inside(&format!(".ran[lang={tag}]")), reads);
        // By it Blink and WebKit choose a kanji's glyph and where a line may break; Gecko goes by the attribute alone.
        let locale = stage.page.find(&element.inside(".ran")).style("-webkit-locale");
        assert!(locale.is_empty() || locale.trim_matches('"') == &tag[..2], "{tag} is set as {locale}");
    }
    // Without the attribute it is Japanese, whatever the page is written in.
    node.js("element.removeAttribute('lang')");
    stage.page.wait_for_text(&element.inside(".ran[lang=ja]"), ja);
    // Furigana are ruby, and no reading is left in the text as it was written.
    node.set_attribute("lang", "ja-x-easy");
    stage.page.wait_for_text(&element.inside(".ran[lang=ja-x-easy]"), easy);
    let text = stage.page.find(&element.inside(".ran")).text();
    assert!(!text.contains('《') && !text.contains('｜'), "{text}");
}

pub(super) fn wears_its_themes(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let (page, node) = (&stage.page, stage.page.find(element.tag));
    let ran = page.find(&element.inside(".ran"));
    let look = || (ran.style("color"), ran.style("color-scheme"), ran.style("--background"));
    let wear = |theme: &str| {
        node.set_attribute("theme", theme);
        page.wait_for_count(&element.inside(&format!(".ran[data-theme={theme}]")), 1);
        look()
    };
    let (light, dark) = (wear("light"), wear("dark"));
    assert_ne!(light.0, dark.0);
    assert_eq!((light.1.as_str(), dark.1.as_str()), ("light", "dark"));
    // A page that says nothing of it is light, also at night; one that knows both follows the visitor's system.
    page.emulate(&[("prefers-color-scheme", "dark")]);
    node.set_attribute("theme", "auto");
    page.wait_for_count(&element.inside(".ran[data-theme=light]"), 1);
    page.js("document.documentElement.style.colorScheme = 'light dark'");
    wear("light");
    assert_eq!(wear("auto"), dark);
    page.emulate(&[("prefers-color-scheme", "light")]);
    assert_eq!(look(), light);
    page.js("document.documentElement.style.colorScheme = 'dark'");
    wear("light");
    node.set_attribute("theme", "auto");
    page.wait_for_count(&element.inside(".ran[data-theme=dark]"), 1);
    assert_eq!((wear("light"), wear("dark")), (light, dark), "the attribute is stronger than the system");
}

/// Forced colours replace ours; what colours alone would tell must still be told, which a border does.
pub(super) fn keeps_its_shape_in_forced_colours(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    stage.page.emulate(&[("forced-colors", "active")]);
    let system = stage
        .page
        .js("(() => { const probe = document.querySelector('h1'); probe.style.color = 'CanvasText';
            return getComputedStyle(probe).color })()");
    let ran = stage.page.find(&element.inside(".ran"));
    assert_eq!(ran.style("color"), system.as_str().unwrap_or_default());
    // Nobody opts out of what the visitor has chosen.
    let opted_out = stage.page.run(
        "return find(arguments[0]).filter((node) => getComputedStyle(node).forcedColorAdjust === 'none').map((node) => node.className)",
        vec![element.inside(".ran *").into()],
    );
    assert_eq!(opted_out, serde_json::json!([]));
    stage.page.screenshot(&format!("{}-forced-colours", element.tag));
}

pub(super) fn stands_still_when_asked(element: &Element, browser: &Browser) {
    let stage = element.stage(browser, crate::element::State::Loading, "");
    stage.page.emulate(&[("prefers-reduced-motion", "reduce")]);
    assert_eq!(stage.page.js("document.getAnimations().length"), 0);
    stage.page.find(element.tag).set_attribute("theme", "dark");
    stage.page.wait_for_count(&element.inside(".ran[data-theme=dark]"), 1);
    assert_eq!(stage.page.js("document.getAnimations().length"), 0);
}

pub(super) fn prints_what_is_seen(element: &Element, browser: &Browser) {
    let stage = element.stage(browser, crate::element::State::Ready, "theme=dark");
    stage.page.emulate_paper();
    let ran = stage.page.find(&element.inside(".ran"));
    assert!(ran.text().contains(element.reads[0]));
    // Paper is white: no dark ground, and text that can be read on it.
    let body = "
        const light = (color) => { const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number); return a === 0 ? 1 : (r + g + b) / 765; };
        return find(arguments[0]).filter((node) => node.innerText?.trim() && node.checkVisibility()).filter((node) => {
            const style = getComputedStyle(node);
            return light(style.backgroundColor) < 0.8 || light(style.color) > 0.6;
        }).map((node) => `${node.localName}.${node.className}: ${getComputedStyle(node).color} on ${getComputedStyle(node).backgroundColor}`);
    ";
    let unreadable = stage.page.run(body, vec![element.inside(".ran, .ran *").into()]);
    assert_eq!(unreadable, serde_json::json!([]));
}
