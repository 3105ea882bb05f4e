use ran_parts::testing;

use crate::MemberBadge;

const FEED: &str = r#"{
    "version": 1,
    "alliance": { "name": { "ja": "地域人事部アライアンスネットワーク", "en": "RAN" }, "url": "https://example.jp/" },
    "members": [
        { "id": "a", "name": "NPO法人MEGURU", "tier": "alliance", "since": "2022-04" },
        { "id": "r", "name": "<b>みらい市</b>", "tier": "ran" },
        { "id": "plain", "name": "所属だけの団体" }
    ]
}"#;

async fn rendered(attributes: &[(&str, &str)]) -> String {
    testing::rendered::<MemberBadge>(testing::props(FEED, attributes)).await
}

#[tokio::test]
async fn the_badge_says_who_belongs_how() {
    let html = rendered(&[("member", "a")]).await;
    for part in [
        "アライアンスメンバー",
        "2022年から",
        "NPO法人MEGURU",
        "地域人事部アライアンスネットワーク",
        "href=\"https://example.jp/\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let html = rendered(&[("member", "a"), ("lang", "en")]).await;
    for part in ["Alliance member", "since 2022", ">RAN<", "lang=\"en\""] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[tokio::test]
async fn without_a_tier_the_alliance_alone_tells_what_the_badge_is() {
    let html = rendered(&[("member", "plain"), ("size", "s")]).await;
    assert!(html.contains("class=\"alliance\"") && !html.contains("class=\"tier\""), "{html}");
}

#[tokio::test]
async fn a_link_of_the_page_replaces_the_alliances_site() {
    let html = rendered(&[("member", "a"), ("link", "/profile.html")]).await;
    assert!(html.contains("href=\"/profile.html\""), "{html}");
    let html = rendered(&[("member", "a"), ("link", "javascript:alert(1)")]).await;
    assert!(html.contains("href=\"https://example.jp/\"") && !html.contains("javascript"), "{html}");
}

#[tokio::test]
async fn markup_in_the_feed_stays_text() {
    let html = rendered(&[("member", "r")]).await;
    assert!(html.contains("&lt;b&gt;みらい市&lt;/b&gt;") && html.contains("RAN会員"), "{html}");
}

#[tokio::test]
async fn an_unknown_member_gets_no_badge() {
    let html = rendered(&[("member", "nobody")]).await;
    assert!(html.contains("掲載されていません") && !html.contains("part=\"badge\""), "{html}");
}
