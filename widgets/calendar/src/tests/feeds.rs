//! Languages, and feeds that are empty, long or hostile.

use super::{check, rendered_of};

#[tokio::test]
async fn three_languages() {
    check(
        &[("lang", "en"), ("view", "agenda")],
        &[">April 2026</h2>", "19:00 – 20:30", "Cancelled", "Applications closed", "Previous month"],
        &[],
    )
    .await;
    check(
        &[("lang", "ja-x-easy")],
        &[
            "<ruby>前<rp>",
            ">2026年 4月 28日 火曜日 予定が 5件</span>",
            ">2026年 4月 29日 水曜日 昭和の 日 予定は ありません</span>",
        ],
        &["《"],
    )
    .await;
}

#[tokio::test]
async fn long_titles_and_many_events_stay_small() {
    let event = |id: usize| {
        format!(
            r#"{{"id":"e{id}","title":"{}","kind":"seminar","start":"2026-04-15T10:00"}}"#,
            "長".repeat(10_000)
        )
    };
    let events: Vec<String> = (0..300).map(event).collect();
    let feed = format!(r#"{{"version":1,"members":[],"events":[{}]}}"#, events.join(","));
    for view in ["month", "week", "agenda"] {
        let html = rendered_of(&feed, &[("view", view)]).await;
        assert!(html.len() < 200_000, "{view} has {} bytes", html.len());
    }
    let html = rendered_of(&feed, &[]).await;
    assert!(html.contains("+297件") && html.contains("さらに100件表示"), "{html}");
}

#[tokio::test]
async fn a_feed_without_events_is_a_calendar_without_events() {
    let html = rendered_of(r#"{"version":1,"members":[],"events":[]}"#, &[]).await;
    assert!(html.contains("この期間の予定はありません") && html.contains("role=\"grid\""), "{html}");
}

#[tokio::test]
async fn a_page_says_that_something_may_be_missing() {
    let feed = |rule: &str| {
        format!(
            r#"{{ "version": 1, "members": [], "events": [
                {{ "id": "a", "title": "会", "kind": "seminar", "start": "2026-04-01T00:00", "rrule": "{rule}" }}
            ] }}"#
        )
    };
    let said = "一部の予定を表示できていない可能性があります";
    for rule in ["FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=25"] {
        let html = rendered_of(&feed(rule), &[]).await;
        assert!(html.contains(said), "{rule}");
        // Of what is not asked for nothing is missing.
        assert!(!rendered_of(&feed(rule), &[("kinds", "meeting")]).await.contains(said), "{rule}");
    }
    assert!(!rendered_of(&feed("FREQ=DAILY"), &[]).await.contains(said));
}
