//! What the prefectures and the insets say.

use ran_parts::testing;

use super::{FEED, check, rendered_of};

#[tokio::test]
async fn the_prefecture_with_the_tab_stop_says_what_is_held_there() {
    check(&[], "", &["aria-label=\"長野県、会員2団体、次の予定：2026年4月2日（木） 相談会\""], &[]).await;
    let feed = |place: &str| {
        format!(
            r#"{{ "version": 1, "members": [{{ "id": "a", "name": "A", "place": {{ "prefecture": "20" }} }},
                {{ "id": "b", "name": "B", "place": {{ "prefecture": "15" }} }},
                {{ "id": "c", "name": "C", "place": {{ "prefecture": "15" }} }}],
            "events": [{{ "id": "v", "title": "相談会", "kind": "consultation", "start": "2026-04-02T19:00", "host": "a" {place} }}] }}"#
        )
    };
    let html = rendered_of(&feed(r#", "place": { "prefecture": "15" }"#), &[], "").await;
    assert!(html.contains("aria-label=\"新潟県、会員2団体、次の予定：2026年4月2日（木） 相談会\""), "{html}");
    // Its hosts hold it where they are, if it has no place or none that anybody goes to.
    for elsewhere in ["", r#", "mode": "online", "place": { "prefecture": "15" }"#] {
        let html = rendered_of(&feed(elsewhere), &[], "").await;
        assert!(!html.contains("次の予定"), "{html}");
    }
}

#[tokio::test]
async fn what_comes_next_is_said_on_the_alliances_clock_and_takes_place() {
    let check = async |event: &str, expected: &str| {
        let feed = format!(
            r#"{{ "version": 1, "members": [{{ "id": "a", "name": "A", "place": {{ "prefecture": "20" }} }}],
            "events": [{{ "id": "off", "title": "中止の会", "start": "2026-04-02T10:00", "host": "a", "status": "cancelled" }},
                {{ "id": "later", "title": "延期の会", "start": "2026-04-03T10:00", "host": "a", "status": "postponed" }},
                {{ "id": "v", "title": "会", "host": "a", {event} }}] }}"#
        );
        let html = rendered_of(&feed, &[], "").await;
        assert!(html.contains(&format!("会員1団体、次の予定：{expected}\"")), "{expected} in {html}");
    };
    check(r#""start": "2026-04-20T20:00-04:00""#, "2026年4月21日（火） 会").await;
    check(
        r#""start": "2026-04-20T20:00", "time_zone": "America/New_York""#,
        "2026年4月20日（月）（New York時間） 会",
    )
    .await;
    let rule = r#""start": "2026-04-07T19:00", "rrule": "FREQ=WEEKLY", "overrides": [
        { "recurrence_id": "2026-04-07", "status": "postponed" }, { "recurrence_id": "2026-04-14", "status": "cancelled" }]"#;
    check(rule, "2026年4月21日（火） 会").await;
}

#[tokio::test]
async fn the_insets_say_what_is_in_them() {
    for (lang, okinawa, ogasawara) in [
        ("ja", "沖縄・奄美", "小笠原"),
        ("en", "Okinawa, Amami", "Ogasawara"),
        ("ja-x-easy", "おきなわ・あまみ", "おがさわら"),
    ] {
        let html = rendered_of(FEED, &[("lang", lang)], "").await;
        let (_, insets) = html.split_once("class=\"names of-insets\"").unwrap();
        let (insets, _) = insets.split_once("</g>").unwrap();
        testing::check(insets, &[&format!(">{okinawa}</text>"), &format!(">{ogasawara}</text>")], &[]);
    }
}

#[tokio::test]
async fn there_is_one_tab_stop_among_the_prefectures() {
    let html = rendered_of(FEED, &[], "").await;
    assert_eq!(html.matches("role=\"option\"").count(), 47);
    let options = html
        .split("<path")
        .filter(|option| option.contains("role=\"option\"") && option.contains("tabindex=\"0\""));
    assert_eq!(options.count(), 1);
}
