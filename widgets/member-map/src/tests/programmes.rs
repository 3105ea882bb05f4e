//! Programmes and campaigns that run in several regions.

use super::{FEED, check, rendered_of};

#[tokio::test]
async fn a_movement_is_counted_as_the_list_counts() {
    // One stands in 長野県 and works in 新潟県, too; where it stands is what the list says.
    let feed = FEED.replace(
        r#""name": "NPO法人MEGURU","#,
        r#""name": "NPO法人MEGURU", "areas": [{ "prefecture": "15" }, { "prefecture": "20" }],"#,
    );
    let html = rendered_of(&feed, &[("programme", "p")], "").await;
    assert!(html.contains("2地域で取り組んでいます"), "{html}");
}

#[tokio::test]
async fn a_programme_is_shown_as_one_movement() {
    check(
        &[("programme", "p")],
        "",
        &[
            "2地域で取り組んでいます",
            "対話の場",
            "<dt>再参加希望</dt><dd>7割以上</dd>",
            "class=\"movement\"",
            "全2団体",
        ],
        &["多文化センター"],
    )
    .await;
    check(&[], "", &[], &["<polyline"]).await;
    // From north to south, and 那覇 lies in an inset in the north.
    let feed = FEED.replace(r#"{ "id": "d""#, r#"{ "id": "n", "name": "N", "programmes": ["p"], "place": { "lat": 26.212, "lng": 127.679 } }, { "id": "d""#);
    let html = rendered_of(&feed, &[("programme", "p")], "").await;
    let line = html.split("<polyline").nth(1).and_then(|rest| rest.split("points=\"").nth(1)).unwrap();
    let points: Vec<&str> = line.split('"').next().unwrap().split(' ').collect();
    assert_eq!(points.len(), 3);
    let north = |place: usize| points[place].split_once(',').unwrap().1.parse::<f64>().unwrap();
    assert!(north(2) < north(0) && north(0) < north(1), "{points:?}");
}

/// The members of [`FEED`], the programmes `p` and `q`, and these campaigns and events.
async fn with_campaigns(attributes: &[(&str, &str)], campaigns: &str, events: &str) -> String {
    let (head, _) = FEED.split_once(r#""events""#).unwrap();
    let programmes = r#""programmes": [{ "id": "q", "name": "いしのまき学校" }, "#;
    let head = head.replace(r#""programmes": ["#, programmes);
    rendered_of(&format!(r#"{head} "campaigns": [{campaigns}], "events": [{events}] }}"#), attributes, "")
        .await
}

/// The campaigns in a rendered map, without their tags.
fn campaigns_in(html: &str) -> Vec<String> {
    let parts = html.split("<div class=\"campaign\">").skip(1);
    let text = |part: &str| {
        let mut text = String::new();
        for piece in part.split("</div>").next().unwrap_or_default().split('<') {
            let shown = piece.split_once('>').map_or(piece, |(_, shown)| shown);
            if !shown.trim().is_empty() {
                text.push_str(shown.trim());
                text.push('|');
            }
        }
        text
    };
    parts.map(text).collect()
}

#[tokio::test]
async fn a_campaign_of_the_programme_says_when_and_where_it_is_held_as_one() {
    let campaign = r#"{ "id": "c", "title": { "ja": "春の一斉相談会", "en": "Spring week" }, "programme": "p", "url": "spring.html",
        "areas": [{ "prefecture": "20", "municipality_name": "塩尻市" }, { "prefecture": "04" }, { "prefecture": "04" }],
        "start": "2026-03-30", "end": "2026-04-05" }"#;
    let events = r#"{ "id": "late", "title": "石巻の会", "start": "2026-04-05T10:00", "campaign": "c" },
        { "id": "off", "title": "中止の会", "start": "2026-04-02T10:00", "campaign": "c", "status": "cancelled" },
        { "id": "other", "title": "別の会", "start": "2026-04-01T19:00" },
        { "id": "past", "title": "終わった会", "start": "2026-03-30T19:00", "campaign": "c" },
        { "id": "soon", "title": "塩尻の会", "start": "2026-04-02T19:00", "campaign": "c" }"#;
    let html = with_campaigns(&[("programme", "p")], campaign, events).await;
    assert_eq!(
        campaigns_in(&html),
        ["春の一斉相談会|2026年3月30日（月）〜2026年4月5日（日）|2地域で同時開催：長野県塩尻市、宮城県|\
            次の予定：2026年4月2日（木） 塩尻の会|"]
    );
    assert!(html.contains(r#"<a href="https://feed.example/x/spring.html">春の一斉相談会</a>"#), "{html}");
    let english = with_campaigns(&[("programme", "p"), ("lang", "en")], campaign, events).await;
    let said = campaigns_in(&english).concat();
    assert!(
        said.starts_with(
            "Spring week|Mon, 30 March 2026 – Sun, 5 April 2026|In 2 regions at once: 塩尻市, Nagano; Miyagi|"
        ),
        "{said}"
    );
    let easy = with_campaigns(&[("programme", "p"), ("lang", "ja-x-easy")], campaign, events).await;
    assert!(easy.contains("<rt aria-hidden=\"true\">ちいき</rt>") && !easy.contains('《'), "{easy}");
}

#[tokio::test]
async fn a_date_that_is_called_off_is_no_next_event() {
    let campaign = r#"{ "id": "c", "title": "C", "programme": "p" }"#;
    let weekly = |change: &str| {
        format!(
            r#"{{ "id": "w", "title": "毎週の会", "start": "2026-04-02T19:00", "rrule": "FREQ=WEEKLY;COUNT=2", "campaign": "c",
                "overrides": [{{ "recurrence_id": "2026-04-02T19:00" {change} }}] }}"#
        )
    };
    let check = async |events: &str, expected: &str| {
        let html = with_campaigns(&[("programme", "p")], campaign, events).await;
        assert_eq!(campaigns_in(&html), [expected], "{events}");
    };
    check(&weekly(""), "C|次の予定：2026年4月2日（木） 毎週の会|").await;
    check(&weekly(r#", "status": "cancelled""#), "C|次の予定：2026年4月9日（木） 毎週の会|").await;
}

#[tokio::test]
async fn a_programme_shows_its_campaign_however_many_others_have() {
    let others = (0..150).map(|at| format!(r#"{{ "id": "o{at}", "title": "O", "programme": "q" }}"#));
    let mut campaigns: Vec<String> = others.collect();
    campaigns.push(r#"{ "id": "own", "title": "C", "programme": "p" }"#.to_owned());
    campaigns.push(r#"{ "id": "named", "title": "D" }"#.to_owned());
    let event =
        r#"{ "id": "v", "title": "会", "start": "2026-01-01", "programme": "p", "campaign": "named" }"#;
    let html = with_campaigns(&[("programme", "p")], &campaigns.join(","), event).await;
    assert_eq!(campaigns_in(&html), ["C|", "D|"]);
}

#[tokio::test]
async fn quotation_marks_of_the_feed_are_readings_in_easy_japanese_alone() {
    let feed = r#"{ "version": 1,
        "programmes": [{ "id": "p", "name": "講座《まなび》", "members": ["a", "b"] }],
        "campaigns": [{ "id": "c", "title": "C", "programme": "p", "areas": [{ "name": "会館《ひびき》" }] }],
        "members": [
            { "id": "a", "name": "A", "place": { "name": "文化会館《かいかん》", "prefecture": "20" } },
            { "id": "b", "name": "B", "place": { "prefecture": "04" } }
        ] }"#;
    for (lang, is_reading) in [("ja", false), ("en", false), ("ja-x-easy", true)] {
        let html = rendered_of(feed, &[("lang", lang), ("programme", "p"), ("member", "a")], "").await;
        for mark in ["文化会館《かいかん》", "講座《まなび》", "会館《ひびき》"] {
            // Nothing but the reading itself is left out of what stays as the feed has it.
            assert_eq!(html.contains(mark), !is_reading, "{mark} {lang} {html}");
        }
        assert_eq!(html.contains("<rt aria-hidden=\"true\">まなび</rt>"), is_reading, "{lang}");
        assert_eq!(html.contains("<rt aria-hidden=\"true\">ひびき</rt>"), is_reading, "{lang}");
        // The mark on the map, which takes no furigana.
        let joint = if lang == "en" { "A, " } else { "A、" };
        let mut labels = html.split("aria-label=\"").filter(|label| label.starts_with(joint));
        let label = labels.next().is_some_and(|label| label.contains("《かいかん》"));
        assert_eq!(label, !is_reading, "{lang} {html}");
    }
}

#[tokio::test]
async fn the_campaigns_of_a_programme_are_its_own_and_those_of_its_events() {
    let events = r#"{ "id": "v", "title": "会", "start": "2026-01-01", "programme": "p", "campaign": "b", "host": "b" },
        { "id": "w", "title": "会", "start": "2026-01-01", "campaign": "b", "host": "a" },
        { "id": "x", "title": "会", "start": "2026-01-01", "programme": "p", "campaign": "a" },
        { "id": "y", "title": "会", "start": "2026-01-01", "programme": "p", "campaign": "gone" }"#;
    let campaigns = r#"{ "id": "a", "title": "A", "programme": "p", "members": ["a", "d", "c", "a", "x"], "when": { "label": "毎年6月" } },
        { "id": "b", "title": "B" }, { "id": "c", "title": "C", "programme": "q" }, { "id": "d", "title": "D" },
        { "id": "over", "title": "E", "programme": "p", "start": "2026-03-01", "end": "2026-03-31" },
        { "id": "today", "title": "F", "programme": "p", "start": "2026-04-01", "end": "2026-04-01", "areas": [{ "precision": "nation" }] }"#;
    let check = async |programme: &str, expected: &[&str]| {
        let html = with_campaigns(&[("programme", programme)], campaigns, events).await;
        assert_eq!(campaigns_in(&html), expected);
    };
    check(
        "p",
        &["A|毎年6月|3地域で同時開催：長野県塩尻市、長野県、愛知県|", "B|", "F|2026年4月1日（水）|全国|"],
    )
    .await;
    check("q", &["C|"]).await;
    check("p q", &[]).await;
    check("", &[]).await;
}
