//! How the map looks, in any width and on paper.

use ran_tests::{Browser, Page, TestServer, axe, wait_for};
use serde_json::{Value, json};

use super::{inside, open, open_over, rows};

/// What can be pressed, is seen, and is smaller than 24 pixels a side.
const SMALL: &str = "return find(arguments[0]).filter((target) => target.checkVisibility()).map((target) => {
            const { width, height } = target.getBoundingClientRect();
            return width < 24 || height < 24 ? `${target.localName} ${target.className.baseVal ?? target.className} ${target.textContent}: ${width} x ${height}` : '';
        }).filter(Boolean)";

/// WCAG 2.5.8: 24 pixels a side, on the map too.
pub(super) fn targets_are_large_enough(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.resize(320, 640);
    // The map is drawn anew after the browser has told it of its new size.
    wait_for("targets of 24 pixels", || {
        let small = page.run(SMALL, vec![json!(inside(".mark, button, summary, input"))]);
        if small == json!([]) { Ok(()) } else { Err(small.to_string()) }
    });
}

pub(super) fn a_small_map_shows_all_its_buttons(browser: &Browser) {
    let server = TestServer::start();
    for (width, letters) in [(320, 16), (390, 16), (390, 32)] {
        let page = open(browser, &server, "");
        page.run(&format!("document.documentElement.style.fontSize = '{letters}px'"), vec![]);
        page.resize(width, 700);
        page.find(&inside(".controls .closer")).click();
        page.wait_for_count(&inside(".controls .pan-n"), 1);
        let map = page.find(&inside(".map")).rect();
        for button in page.find_all(&inside(".controls button")) {
            let at = button.rect();
            let is_within = at.x >= map.x && at.x + at.width <= map.x + map.width && at.y >= map.y;
            assert!(
                is_within && at.y + at.height <= map.y + map.height,
                "{} at {width} px, letters of {letters} px",
                button.accessible_name()
            );
        }
        let wide = page.js("document.documentElement.scrollWidth - innerWidth");
        assert!(wide.as_i64().is_some_and(|wide| wide <= 0), "{wide} px too wide at {width}, {letters}");
    }
}

pub(super) fn a_narrow_map_has_its_buttons_in_even_rows(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    page.resize(360, 700);
    page.find(&inside(".controls .closer")).click();
    page.wait_for_count(&inside(".controls .pan-n"), 1);
    // Where each row begins and ends.
    let mut rows: Vec<(f64, f64, f64)> = Vec::new();
    for button in page.find_all(&inside(".controls button")) {
        let at = button.rect();
        let (left, right) = (at.x.round(), (at.x + at.width).round());
        match rows.iter_mut().find(|(top, ..)| (*top - at.y).abs() < 2.0) {
            Some((_, from, to)) => (*from, *to) = (from.min(left), to.max(right)),
            None => rows.push((at.y, left, right)),
        }
    }
    let [(_, from, to), (_, other_from, other_to)] = rows[..] else { panic!("{rows:?}") };
    assert_eq!((from, to), (other_from, other_to));
}

/// Where they stand beside each other, the list is as high as the map and goes on under its edge.
pub(super) fn the_list_is_as_high_as_the_map(browser: &Browser) {
    let server = TestServer::start();
    let page = of_a_hundred(browser, &server);
    page.resize(1280, 900);
    wait_for("map and list of one height", || {
        let [map, list] = [".map", ".list"].map(|part| page.find(&inside(part)).rect());
        let is_beside = (map.y - list.y).abs() < 1.0 && (map.height - list.height).abs() < 1.0;
        if is_beside && list.x > map.x { Ok(()) } else { Err(format!("{map:?} {list:?}")) }
    });
    let list = page.find(&inside(".list"));
    assert_eq!(list.js("element.scrollHeight > element.clientHeight"), true);
}

/// Land stands out from the sea, and each shade from the one before, in the light and in the dark.
pub(super) fn the_shades_of_the_map_are_told_apart(browser: &Browser) {
    let server = TestServer::start();
    for theme in ["light", "dark"] {
        let page = open(browser, &server, &format!(r#"theme="{theme}""#));
        let ratios = page.run(
            "const map = find(arguments[0])[0], land = map.querySelector('.land');
            const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
            const luminance = (color) => {
                pixel.fillStyle = color;
                pixel.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
                    .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
            };
            const contrast = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            const shades = ['none', 'few', 'some', 'many'].map((shade) => {
                land.setAttribute('class', `land ${shade}`);
                return luminance(getComputedStyle(land).fill);
            });
            const sea = luminance(getComputedStyle(map).backgroundColor);
            return [shades[0] > sea, contrast(shades[0], sea), ...shades.slice(1).map((shade, at) => contrast(shade, shades[at]))];",
            vec![json!(inside(".map"))],
        );
        assert_eq!(ratios[0], true, "{theme}: the land is darker than the sea");
        let least: Vec<f64> = (1..5).filter_map(|at| ratios[at].as_f64()).collect();
        assert_eq!(least.len(), 4, "{ratios}");
        assert!(least[0] > 1.1 && least[1..].iter().all(|ratio| *ratio > 1.25), "{theme}: {ratios}");
    }
}

pub(super) fn there_is_room_for_words_on_a_telephone(browser: &Browser) {
    let server = TestServer::start();
    let page = open(browser, &server, "");
    for (width, share) in [(360, 0.95), (768, 0.3)] {
        page.resize(width, 640);
        let (form, field) = (page.find(&inside("form")).rect(), page.find(&inside("input[name=q]")).rect());
        assert!(field.width >= share * form.width, "{width}: {field:?} in {form:?}");
    }
    // Beside the button, where there is room for both.
    let (field, button) = (page.find(&inside("input[name=q]")).rect(), page.find(&inside("summary")).rect());
    assert!(field.x + field.width <= button.x && (field.y - button.y).abs() < 4.0, "{field:?} {button:?}");
}

pub(super) fn an_open_member_is_printed_whole(browser: &Browser) {
    let server = TestServer::start();
    let services =
        (0..150).map(|number| json!({ "name": format!("サービス{number}"), "summary": "できること" }));
    let member = json!({ "id": "m", "name": "団体", "services": services.collect::<Vec<_>>(),
        "contact": { "email": "a@example.jp" } });
    let page = open_over(browser, &server, &[member], r#"member="m""#);
    page.run("document.body.append(Object.assign(document.createElement('p'), { id: 'after', textContent: '続き' }))", vec![]);
    page.wait_for_count(&inside("dialog:modal:not(:has(.waiting))"), 1);
    let dialog = page.find(&inside("dialog"));
    dialog.js("element.scrollTop = 500");
    page.find(&inside("dialog .consult")).js("element.focus({ preventScroll: true })");
    let kept = "[element.scrollTop, element.getRootNode().activeElement.href, element.open && element.matches(':modal')]";
    let before = dialog.js(kept);
    assert_eq!((&before[0], &before[2]), (&json!(500), &json!(true)));

    assert!(page.sheets(false) > 2, "{} sheets", page.sheets(false));
    page.emulate_paper();
    page.run("dispatchEvent(new Event('beforeprint'))", vec![]);
    // All of it lies on the sheets, once: the list does not lie under it, and what the page has below lies below it.
    assert_eq!(dialog.js("element.scrollHeight <= element.clientHeight + 1"), true);
    let rect = dialog.rect();
    assert!(page.find("#after").rect().y >= rect.y + rect.height);
    assert!(!page.find(&inside(".found")).is_visible() && !page.find(&inside("dialog button")).is_visible());
    page.run("dispatchEvent(new Event('afterprint'))", vec![]);
    page.emulate(&[]);
    // That it was taken down for the printer is told in a later task, and means nothing.
    page.js("new Promise((done) => setTimeout(done))");
    assert_eq!(dialog.js(kept), before);

    // Nor is there a heading over buttons, which paper does not have.
    let page = open(browser, &server, r#"member="meguru""#);
    let further = page.find(&inside(".further"));
    assert!(further.is_visible());
    page.emulate_paper();
    assert!(!further.is_visible());
}

fn of_a_hundred<'b>(browser: &'b Browser, server: &TestServer) -> Page<'b> {
    let members: Vec<Value> = (0..100)
        .map(|number| json!({ "id": format!("m{number}"), "name": format!("団体{number}") }))
        .collect();
    let page = open_over(browser, server, &members, "");
    assert_eq!(rows(&page).len(), 30);
    page
}

pub(super) fn everybody_is_printed(browser: &Browser) {
    let server = TestServer::start();
    let page = of_a_hundred(browser, &server);
    page.run("dispatchEvent(new Event('beforeprint'))", vec![]);
    page.wait_for_count(&inside(".member"), 100);
    page.run("dispatchEvent(new Event('afterprint'))", vec![]);
    page.wait_for_count(&inside(".member"), 30);
}

pub(super) fn the_browser_prints_everybody(browser: &Browser) {
    let server = TestServer::start();
    let page = of_a_hundred(browser, &server);
    // Rows of two lines and more, in two columns: the map and thirty of them are on two sheets.
    let sheets = page.sheets(false);
    assert!(sheets > 3, "{sheets} sheets for a hundred members");
}

pub(super) fn is_accessible_in_every_view(browser: &Browser) {
    let server = TestServer::start();
    for attributes in
        [r#"lang="ja""#, r#"lang="en" view="list""#, r#"lang="ja-x-easy" theme="dark""#, r#"programme="p""#]
    {
        let page = open(browser, &server, attributes);
        page.find(&inside("summary")).click();
        axe::assert_accessible(&page, "ran-member-map");
        page.assert_clean();
    }
}

pub(super) fn looks(browser: &Browser) {
    let server = TestServer::start();
    for (theme, width) in [("light", 360), ("light", 768), ("light", 1280), ("dark", 360), ("dark", 1280)] {
        let page = open(browser, &server, &format!(r#"theme="{theme}" programme="p""#));
        page.resize(width, 800);
        page.screenshot_whole(&format!("member-map-{theme}-{width}"));
        assert_eq!(page.js("document.documentElement.scrollWidth <= innerWidth"), Value::Bool(true));
    }
}
