//! Placeholders, for editors that take no unknown elements.

use ran_tests::{Browser, Html};

use super::{BADGE, BADGE_READS, shows_a_badge_of_another_origin};
use crate::element::{Element, FALLBACK};

pub(super) fn a_placeholder_becomes_an_element(browser: &Browser) {
    for placeholder in [
        // For an editor that takes `data-*` but no unknown elements.
        format!(r#"<div data-ran="member-badge" data-feed="/feed.json" data-member="meguru" data-size="l"><p>{FALLBACK}</p></div>"#),
        // For one that takes classes and links only.
        r#"<p class="ran-embed"><a href="/kit/v1/embed.html?widget=member-badge&amp;feed=/feed.json&amp;member=meguru&amp;size=l">会員証</a></p>"#
            .to_owned(),
    ] {
        let server = Element::server();
        let page = browser.open(&server.page(&Html::with_kit(&placeholder)));
        page.wait_for_text(BADGE, BADGE_READS);
        assert_eq!(page.find("ran-member-badge").attribute("size").as_deref(), Some("l"));
        // What stood in the placeholder is the element's fallback now.
        assert_eq!(page.js("document.querySelector('ran-member-badge').children.length"), 1);
    }
}

pub(super) fn a_placeholder_that_comes_later_too(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::with_kit("")));
    page.wait_for_js("customElements.get('ran-member-badge') !== undefined");
    let body = "
        const section = document.createElement('section');
        const placeholder = document.createElement('div');
        Object.assign(placeholder.dataset, { ran: 'member-badge', feed: '/feed.json', member: 'meguru' });
        section.append(placeholder);
        document.querySelector('main').append(section);
    ";
    page.run(body, vec![]);
    page.wait_for_text(BADGE, BADGE_READS);
}

/// The alliance's link stands on a town's page: what it says of the feed is said of the alliance's host.
pub(super) fn a_placeholders_link_names_the_feed(browser: &Browser) {
    for feed in ["&amp;feed=/feed.json", ""] {
        shows_a_badge_of_another_origin(browser, |origin| {
            let link = format!("{origin}/kit/v1/embed.html?widget=member-badge&amp;member=meguru{feed}");
            format!(r#"<p class="ran-embed"><a href="{link}">会員証</a></p>"#)
        });
    }
}

pub(super) fn an_unknown_placeholder_is_named(browser: &Browser) {
    let server = Element::server();
    let body = format!(r#"<div data-ran="member-bag"><p>{FALLBACK}</p></div>"#);
    let page = browser.open(&server.page(&Html::with_kit(&body)));
    page.expect_console("names the widget \"member-bag\". There are: ");
    page.wait_for_js("customElements.get('ran-member-badge') !== undefined");
    assert!(page.find("[data-ran] p").is_visible());
}

/// What is no address is told as that of an element is.
pub(super) fn a_bad_placeholder_stops_no_other(browser: &Browser) {
    let server = Element::server();
    let placeholder = |feed: &str| {
        format!(
            r#"<p class="ran-embed"><a href="/kit/v1/embed.html?widget=member-badge&amp;member=meguru&amp;feed={feed}">会員証</a></p>"#
        )
    };
    // A link that is no address at all, as an editor may have mangled it, and one whose feed is none.
    let mangled = r#"<p class="ran-embed"><a href="http://[/embed.html?widget=member-badge">会員証</a></p>"#;
    let body = mangled.to_owned() + &placeholder("https://") + &placeholder("/feed.json");
    let page = browser.open(&server.page(&Html::with_kit(&body)));
    page.expect_console(
        "the placeholder names the widget \"http://[/embed.html?widget=member-badge\". There are: ",
    );
    page.expect_console("feed=\"https://\" is no http or https address.");
    page.wait_for_events("ran-ready", 1);
    let errors = page.wait_for_events("ran-error", 1);
    assert_eq!(errors[0].detail["code"], "feed-address");
    assert!(page.find("a[href^='http://[']").is_visible());
    // And what comes later is seen to all the same.
    page.run(
        "const placeholder = document.createElement('div');
         Object.assign(placeholder.dataset, { ran: 'member-badge', feed: '/feed.json', member: 'machi' });
         document.querySelector('main').append(placeholder)",
        vec![],
    );
    page.wait_for_events("ran-ready", 2);
}

/// Morphing makes of the page what the server sends: the element goes, and the placeholder has its attribute again.
pub(super) fn a_placeholder_that_is_merged_comes_back(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::with_kit(
        r#"<div id=place data-ran=member-badge data-feed=/feed.json data-member=meguru><a href=/>MEGURU</a></div>"#,
    )));
    page.wait_for_text(BADGE, BADGE_READS);
    page.run(
        "const place = document.querySelector('#place');
         place.dataset.ran = 'member-badge';
         const link = document.createElement('a');
         link.href = '/';
         link.append('MEGURU');
         place.replaceChildren(link)",
        vec![],
    );
    page.wait_for_events("ran-ready", 2);
    page.wait_for_text(BADGE, BADGE_READS);
}

/// Some sites put another body into the same document when a visitor goes on.
pub(super) fn a_replaced_body_is_watched(browser: &Browser) {
    let server = Element::server();
    let page = browser.open(&server.page(&Html::with_kit("<p>前のページ</p>")));
    page.wait_for_js("customElements.get('ran-member-badge') !== undefined");
    page.run(
        "document.documentElement.replaceChild(document.createElement('body'), document.body);
         const placeholder = document.createElement('div');
         Object.assign(placeholder.dataset, { ran: 'member-badge', feed: '/feed.json', member: 'meguru' });
         document.body.append(placeholder)",
        vec![],
    );
    page.wait_for_text(BADGE, BADGE_READS);
}
