//! The page for frames, and the frames of a page.

use ran_tests::{Browser, Html, Reply, TestServer, strict_policy};
use serde_json::json;

use crate::element::{Element, put_feed};

pub(super) fn framing() -> String {
    strict_policy() + "; frame-src 'self'"
}

pub(super) fn a_frame_is_as_high_as_its_content(browser: &Browser) {
    let server = Element::server();
    let frame = "<iframe title=団体の紹介 height=100 src='/kit/v1/embed.html?widget=member-profile&feed=/feed.json&member=meguru'></iframe>";
    let page = browser.open(&server.page(&Html::with_kit(frame).policy(Some(&framing()))));
    page.wait_for_js(
        "(({ contentDocument: inside, height }) =>
            inside?.querySelector('ran-member-profile')?.shadowRoot?.querySelector('[data-state=ready]')?.innerText
                .includes('NPO法人MEGURU')
            && Number(height) > 300
            && Math.abs(inside.documentElement.getBoundingClientRect().height - Number(height)) <= 1
        )(document.querySelector('iframe'))",
    );
}

/// What a page keeps in a sandbox has no origin, and is sent to it all the same.
pub(super) fn a_frame_in_a_sandbox_is_as_high_as_its_content(browser: &Browser) {
    let server = Element::server();
    // Without an origin of its own the feed and the kit are another one's.
    server.put("/feed.json", Reply::json(crate::element::FEED).header("access-control-allow-origin", "*"));
    let frame = "<iframe title=団体の紹介 height=100 sandbox=allow-scripts \
        src='/kit/v1/embed.html?widget=member-profile&feed=/feed.json&member=meguru'></iframe>";
    let page = browser.open(&server.page(&Html::with_kit(frame).policy(Some(&framing()))));
    page.wait_for_js("Number(document.querySelector('iframe').height) > 300");
}

/// A page of another site in a frame asks for a height in our words.
pub(super) fn nobody_else_resizes_a_frame(browser: &Browser) {
    let (server, other) = (Element::server(), TestServer::start());
    other.put("/ask.js", Reply::script("parent.postMessage({ type: 'ran-resize', height: 9 }, '*')"));
    other.put("/asks", Reply::html(r#"<!doctype html><title>asks</title><script src="/ask.js"></script>"#));
    let page = browser.open(&server.page(&Html::with_kit("").policy(None)));
    page.allow_origin(&other.url("/"));
    page.wait_for_js("customElements.get('ran-member-badge') !== undefined");
    // The loader has heard every message before this page's own listener.
    let ask = "
        const frame = document.createElement('iframe');
        Object.assign(frame, { title: 'asks', height: 77, src: arguments[0] });
        const heard = new Promise((done) => {
            addEventListener('message', ({ data }) => { if (data?.type === 'ran-resize') done(frame.height) });
        });
        document.querySelector('main').append(frame);
        return heard;
    ";
    assert_eq!(page.run(ask, vec![json!(other.url("/asks"))]), "77");
}

/// A page's own component holds the frame.
pub(super) fn a_frame_in_a_shadow_root_is_resized(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::plain("<div class=outer></div>").policy(None)));
    page.run(
        "const outer = document.querySelector('.outer').attachShadow({ mode: 'open' });
         const inner = outer.appendChild(document.createElement('section')).attachShadow({ mode: 'open' });
         window.frame = document.createElement('iframe');
         const src = '/kit/v1/embed.html?widget=member-profile&feed=/feed.json&member=meguru';
         Object.assign(frame, { title: '団体の紹介', height: 100, src });
         inner.append(frame)",
        vec![],
    );
    // There before the script: it is asked, and answers.
    page.wait_for_js(
        "frame.contentDocument.querySelector('ran-member-profile')?.shadowRoot?.querySelector('[data-state=ready]') != null",
    );
    page.run(
        "const script = document.createElement('script'); script.src = '/kit/v1/ran.js'; document.head.append(script)",
        vec![],
    );
    page.wait_for_js("Number(frame.height) > 200");
    // And whenever it changes.
    page.run(
        "frame.contentDocument.querySelector('ran-member-profile').setAttribute('sections', 'contact')",
        vec![],
    );
    page.wait_for_js(
        "frame.contentDocument.querySelector('ran-member-profile').shadowRoot.querySelectorAll('[part=section]').length === 1
         && Math.abs(frame.contentDocument.documentElement.getBoundingClientRect().height - Number(frame.height)) <= 1",
    );
}

pub(super) fn a_late_script_learns_a_frames_height(browser: &Browser) {
    let server = Element::server();
    let frame = "<iframe title=団体の紹介 height=100 src='/kit/v1/embed.html?widget=member-profile&feed=/feed.json&member=meguru'></iframe>";
    let page = browser.open(&server.page(&Html::plain(frame).policy(None)));
    page.wait_for_js(
        "document.querySelector('iframe').contentDocument.querySelector('ran-member-profile')?.shadowRoot?.querySelector('[data-state=ready]') != null",
    );
    page.run(
        "const script = document.createElement('script'); script.src = '/kit/v1/ran.js'; document.head.append(script)",
        vec![],
    );
    page.wait_for_js("Number(document.querySelector('iframe').height) > 200");
}

pub(super) fn a_frame_says_why_it_shows_nothing(browser: &Browser) {
    let (server, other) = (Element::server(), Element::server());
    let foreign = format!("widget=member-badge&member=meguru&feed={}", other.url("/feed.json"));
    for (query, says, warns) in [
        (foreign.clone(), "表示できません", "This site does not show this feed."),
        (
            format!("{foreign}&lang=en"),
            "This site does not show this feed.",
            "This site does not show this feed.",
        ),
        (format!("{foreign}&lang=ja-easy"), "みせる ことが できません", "This site does not show this feed."),
        (String::new(), "部品が指定されていません", "No widget is named."),
        ("lang=en-GB".to_owned(), "No widget is named.", "No widget is named."),
        (
            "widget=nonsense".to_owned(),
            "「nonsense」という部品はありません",
            "There is no widget “nonsense”.",
        ),
        (
            "widget=nonsense&lang=en".to_owned(),
            "takes one of these: event-calendar, member-badge,",
            "sign-up",
        ),
        ("widget=nonsense&lang=ja-x-easy".to_owned(), "「nonsense」は ありません", "“nonsense”"),
        ("widget=%3Cscript%3E".to_owned(), "「<script>」という部品はありません", "“<script>”"),
        ("widget=Member-Badge".to_owned(), "「Member-Badge」という部品はありません", "“Member-Badge”"),
    ] {
        let page = browser.open(&server.url(&format!("/kit/v1/embed.html?{query}")));
        page.expect_console(warns);
        page.wait_for_text("[role=status]", says);
        let lang = if query.contains("lang=en") { "en" } else { "ja" };
        assert_eq!(page.js("document.documentElement.lang"), lang, "{query}");
        assert_eq!(page.js("document.querySelectorAll('script').length"), 3, "recorder, page and loader");
    }
    assert_eq!(other.count("/feed.json"), 0);
}

/// The kit may be gone while its embed page is still in a cache.
pub(super) fn a_frame_without_the_kit_says_so(browser: &Browser) {
    let server = Element::server();
    server.put("/kit/v1/ran.js", Reply::status(404));
    let page = browser.open(&server.url("/kit/v1/embed.html?widget=member-badge&member=meguru&lang=en"));
    page.allow_console("404");
    page.expect_console("ran: embed.html: This could not be shown.");
    page.wait_for_text("[role=status]", "This could not be shown.");
}

pub(super) fn a_frame_sends_to_no_foreign_receiver(browser: &Browser) {
    let server = Element::server();
    for (endpoint, kept) in [("https://other.example/take", false), ("/take", true)] {
        let query = format!("widget=sign-up&feed=/feed.json&form=join&endpoint={endpoint}");
        let page = browser.open(&server.url(&format!("/kit/v1/embed.html?{query}")));
        page.allow_console("endpoint=\"https://other.example/take\" is left out");
        page.wait_for_count("ran-sign-up", 1);
        assert_eq!(page.find("ran-sign-up").attribute("endpoint").is_some(), kept, "{endpoint}");
    }
}

pub(super) fn a_frame_shows_no_foreign_pictures(browser: &Browser) {
    let server = Element::server();
    for (tiles, kept) in [("https://other.example/{z}/{x}/{y}.png", false), ("/tiles/{z}/{x}/{y}.png", true)]
    {
        let query = format!("widget=member-map&feed=/feed.json&tiles={tiles}&tiles-credit=地図");
        let page = browser.open(&server.url(&format!("/kit/v1/embed.html?{query}")));
        page.allow_console("tiles=\"https://other.example/{z}/{x}/{y}.png\" is left out");
        page.wait_for_count("ran-member-map", 1);
        assert_eq!(page.find("ran-member-map").attribute("tiles").is_some(), kept, "{tiles}");
    }
}

/// A frame is higher than the screen, and what opens in it is where the visitor looks.
pub(super) fn a_dialog_in_a_frame_opens_before_the_visitor(browser: &Browser) {
    let server = TestServer::start();
    let members =
        (0..60).map(|n| json!({ "id": format!("m{n}"), "name": format!("団体{n}"), "prefecture": "20" }));
    let events = (0..60).map(|n| {
        json!({ "id": format!("e{n}"), "title": format!("会{n}"), "start": format!("2099-04-{:02}T10:00", n % 30 + 1) })
    });
    let (members, events) = (members.collect::<Vec<_>>(), events.collect::<Vec<_>>());
    let feed = json!({ "version": 1, "alliance": { "name": "RAN" }, "members": members, "events": events });
    put_feed(&server, feed.to_string());
    for (widget, row) in [
        ("event-calendar&view=agenda&date=2099-04-01", "button.event"),
        ("member-map&view=list", "[part=row]"),
    ] {
        let frame = format!(
            "<iframe title=枠 width=600 height=150 src='/kit/v1/embed.html?feed=/feed.json&widget={widget}'></iframe>"
        );
        let page = browser.open(&server.page(&Html::with_kit(&frame).policy(Some(&framing()))));
        page.wait_for_js("document.querySelector('iframe').height > 1500");
        page.run(
            "window.frame = document.querySelector('iframe');
             window.root = frame.contentDocument.querySelector('#widget > *').shadowRoot;
             window.pressed = [...root.querySelectorAll(arguments[0])][20];
             scrollTo(0, pressed.getBoundingClientRect().top + frame.getBoundingClientRect().top - 500);
             // Where something in the frame is on the screen.
             window.place = (element) => {
                 const { x, y, width, height } = element.getBoundingClientRect(), { left, top } = frame.getBoundingClientRect();
                 return [left + frame.clientLeft + x + width / 2, top + frame.clientTop + y + height / 2];
             }",
            vec![json!(row)],
        );
        let press = |element: &str| {
            let place = page.js(&format!("place({element})"));
            page.drag(&[(place[0].as_f64().unwrap_or_default(), place[1].as_f64().unwrap_or_default())]);
        };
        let is_in_sight = "(() => {
            const dialog = root.querySelector('dialog:modal:not(:has(.waiting))');
            if (!dialog) return 'no dialog';
            const { top, bottom, height } = dialog.getBoundingClientRect(), above = frame.getBoundingClientRect().top + frame.clientTop;
            return above + top >= 0 && above + bottom <= innerHeight && height > 0 && dialog.contains(root.activeElement)
                || [above + top, above + bottom, root.activeElement?.outerHTML];
        })()";
        press("pressed");
        page.wait_for_js(is_in_sight);
        // It follows whoever scrolls the page around it.
        for by in [300, -150, -300] {
            page.run(
                "window.on_screen = () => root.querySelector('dialog').getBoundingClientRect().top + frame.getBoundingClientRect().top;
                 window.before = on_screen();
                 scrollBy(0, arguments[0])",
                vec![json!(by)],
            );
            page.wait_for_js("Math.abs(on_screen() - before) <= 16 || [on_screen(), before]");
            page.wait_for_js(is_in_sight);
        }
        // It stays where it is when it is pressed in, and its button closes it.
        press("root.querySelector('dialog button[data-do=close]')");
        page.wait_for_js("!root.querySelector('dialog') && root.activeElement === pressed");
        // Elsewhere on the page, by the keyboard's own click.
        page.run(
            "window.pressed = [...root.querySelectorAll(arguments[0])][29];
             scrollTo(0, pressed.getBoundingClientRect().top + frame.getBoundingClientRect().top - 100);
             pressed.focus({ preventScroll: true });
             pressed.click()",
            vec![json!(row)],
        );
        page.wait_for_js(is_in_sight);
    }
}
