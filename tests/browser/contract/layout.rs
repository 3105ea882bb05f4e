//! The element takes its room at once and fits into any.

use ran_tests::{Browser, Html, Page, Reply};
use serde_json::{Value, json};

use crate::element::Element;

pub(super) fn nothing_on_the_page_moves(element: &Element, browser: &Browser) {
    let server = Element::server();
    let gate = server.hold("/feed.json");
    let body = format!("{}<p id=after>続きの文章</p>", element.html(element.shows));
    // What the README tells a page to write that must not move even before the script is there.
    let (tag, height) = (element.tag, element.reserve);
    let rule =
        format!("{tag} {{ display: block; min-block-size: {height}; --ran-min-block-size: {height} }}");
    server.put("/page.css", Reply::style(rule));
    let html = Html::with_kit(&body).head(r#"<link rel="stylesheet" href="/page.css">"#);
    let page = browser.open(&server.page(&html));
    assert!(
        page.js("PerformanceObserver.supportedEntryTypes.includes('layout-shift')") == true,
        "{} does not measure layout shifts",
        browser.engine().name()
    );
    page.find(&element.inside("[data-state=loading] [role=status]"));
    let before = page.find("#after").rect();
    gate.release();
    page.wait_for_events("ran-ready", 1);
    // A shift is reported with the frame that shows it.
    page.js("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    let shifts = page.record().shifts;
    assert!(
        shifts.is_empty(),
        "{shifts:#?}\nwhat follows was at {before:?} and is at {:?}",
        page.find("#after").rect()
    );
}

/// What sticks out of the page to the right, by name.
const OVERFLOWING: &str = "
    const width = document.documentElement.clientWidth;
    const out = find(arguments[0]).filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.right > width + 0.5;
    }).map((element) => `${element.localName}.${element.className}: ${element.getBoundingClientRect().right}`);
    if (document.documentElement.scrollWidth > width) out.push(`the page scrolls to ${document.documentElement.scrollWidth}`);
    return out;
";

/// Text that its own box cuts off. The cells of a grid may cut: each has all it means in its name, and in its list.
const CUT_OFF: &str = "
    return find(arguments[0]).filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
        const isSeen = element.clientWidth > 1 && element.clientHeight > 1;
        if (element.closest('[role=gridcell]')) return false;
        return isSeen && ((hides(overflowX) && element.scrollWidth > element.clientWidth + 1)
            || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1));
    }).map((element) => `${element.localName}.${element.className}: ${element.innerText}`);
";

/// What does not fit, if anything.
fn out_of(page: &Page<'_>, element: &Element) -> Option<Value> {
    let everything = element.inside(".ran, .ran *");
    let looks = [OVERFLOWING, CUT_OFF].into_iter();
    looks.map(|look| page.run(look, vec![json!(everything)])).find(|out| *out != Value::Array(Vec::new()))
}

#[track_caller]
fn check_fits(page: &Page<'_>, element: &Element) {
    assert_eq!(out_of(page, element), None);
}

/// WCAG 1.4.10: 320 CSS pixels, no scrolling in two directions.
pub(super) fn reflows_at_320_pixels(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    for lang in ["ja", "en", "ja-x-easy"] {
        stage.page.find(element.tag).set_attribute("lang", lang);
        stage.page.wait_for_count(&element.inside(&format!(".ran[lang={lang}]")), 1);
        for width in [320, 360, 768] {
            stage.page.resize(width, 640);
            check_fits(&stage.page, element);
        }
    }
}

/// A row of the page's grid is as high as what is in it, also when the window has become narrower.
pub(super) fn has_its_height_in_a_grid(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let into_grid = "const grid = find(arguments[0])[0].parentElement.style;
        [grid.display, grid.gridTemplateColumns] = ['grid', 'minmax(0, 1fr)'];";
    stage.page.run(into_grid, vec![json!(element.tag)]);
    for width in [1280, 480, 320] {
        stage.page.resize(width, 800);
        let both = vec![json!(element.tag), json!(element.inside(".ran"))];
        let heights = stage.page.run(
            "return [...arguments].flatMap((each) => find(each)).map((one) => one.getBoundingClientRect().height)",
            both,
        );
        let [Some(host), Some(inside)] = [0, 1].map(|at| heights[at].as_f64()) else { panic!("{heights}") };
        assert!(inside <= host + 1.0, "{width} px: {inside} px in {host} px");
    }
}

/// Where the page asks its content how wide it would be, and in a row of text that runs downwards.
pub(super) fn is_never_squeezed(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    for (around, own) in [
        ("display: flex", ""),
        ("display: flex; flex-direction: column; align-items: center", ""),
        ("display: grid; justify-items: center", ""),
        ("display: table-cell", ""),
        ("display: inline-block", ""),
        ("float: left", ""),
        ("position: absolute; inset-block-start: 0", ""),
        ("", "float: right"),
        ("writing-mode: vertical-rl", ""),
    ] {
        let put = "const [element] = find(arguments[0]);
            [element.parentElement.style.cssText, element.style.cssText] = [arguments[1], arguments[2]]";
        stage.page.run(put, vec![json!(element.tag), json!(around), json!(own)]);
        for width in [1200, 360] {
            stage.page.resize(width, 800);
            // At 360 px it may share a row with the page's heading.
            let wide = stage.page.find(&element.inside(".ran")).rect().width;
            assert!(
                wide >= if width > 400 { 350.0 } else { 180.0 },
                "{around}|{own} at {width} px: {wide} px wide"
            );
            // A page that is written downwards goes on to the side.
            let out = out_of(&stage.page, element).filter(|_| !around.starts_with("writing-mode"));
            assert_eq!(out, None, "{around}|{own} at {width} px");
        }
    }
}

/// In a wrapper of its own, as an editor puts it into a column of the page.
pub(super) fn takes_no_more_than_its_column(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let wrap = "const [element] = find(arguments[0]);
        const columns = document.createElement('div'), column = document.createElement('div');
        columns.className = 'columns';
        columns.append(column, 'ほかの列の文章');
        element.replaceWith(columns);
        column.append(element);";
    stage.page.run(wrap, vec![json!(element.tag)]);
    stage.page.wait_for_events("ran-ready", 1);
    for (columns, column) in [
        ("display: grid; grid-template-columns: 1fr 1fr", ""),
        ("display: flex", "flex: 1 0 0%; max-inline-size: 50%"),
        ("display: grid", "padding: 1rem"),
        ("display: table; inline-size: 100%", "display: table-cell; inline-size: 50%"),
    ] {
        let put = "const [columns] = find('.columns');
            [columns.style.cssText, columns.firstElementChild.style.cssText] = arguments";
        stage.page.run(put, vec![json!(columns), json!(column)]);
        for width in [1000, 500] {
            stage.page.resize(width, 800);
            let widths = "return ['.columns', '.columns > div'].map((each) => find(each)[0].getBoundingClientRect().width)";
            let widths = stage.page.run(widths, vec![]);
            let [Some(all), Some(own)] = [0, 1].map(|at| widths[at].as_f64()) else { panic!("{widths}") };
            let share = if column.contains("padding") { 1.0 } else { 0.5 };
            assert!(own <= all * share + 1.0, "{columns}|{column} at {width} px: {own} of {all} px");
            assert_eq!(out_of(&stage.page, element), None, "{columns}|{column} at {width} px");
        }
    }
}

/// WCAG 1.4.4 and 1.4.12: text at 200 %, and with more space between lines, words and letters.
pub(super) fn grows_with_the_text(element: &Element, browser: &Browser) {
    let stage = element.ready(browser);
    let text = stage.page.find(&element.inside(".ran"));
    let size = |style: String| style.trim_end_matches("px").parse::<f64>().unwrap_or_default();
    let before = size(text.style("font-size"));
    stage.page.run("document.documentElement.style.fontSize = '200%'", vec![]);
    let after = size(text.style("font-size"));
    assert!((after - 2.0 * before).abs() < 0.1, "{before} px became {after} px");
    for width in [360, 640, 1280] {
        stage.page.resize(width, 800);
        check_fits(&stage.page, element);
    }
    let spaced = "
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }');
        for (const element of find(arguments[0])) element.getRootNode().adoptedStyleSheets.push(sheet);
        document.documentElement.style.fontSize = '';
    ";
    stage.page.run(spaced, vec![json!(element.inside(".ran"))]);
    stage.page.resize(320, 800);
    check_fits(&stage.page, element);
}
