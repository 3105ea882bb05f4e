//! The month as a grid.

use super::{FEED, check, rendered_of};

#[tokio::test]
async fn every_cell_says_its_day_its_holiday_and_its_count() {
    check(
        &[],
        &[
            "role=\"grid\"",
            ">2026年（令和8年）4月</h2>",
            "role=\"status\"><span class=\"visually-hidden\">2026年（令和8年）4月、</span>予定",
            "aria-label=\"日曜日\"",
            ">2026年4月1日（水） 予定なし</span>",
            ">2026年4月14日（火） 予定1件</span>",
            ">2026年4月15日（水） 今日 予定なし</span>",
            ">2026年4月28日（火） 予定5件</span>",
            ">2026年4月29日（水） 昭和の日 予定なし</span>",
            "aria-current=\"date\"",
            ">+2件<",
            "前の月",
            "次の月",
            "webcal://feed.example/x/events.ics",
        ],
        &[],
    )
    .await;
}

#[tokio::test]
async fn a_cell_says_what_its_chips_say_of_events_that_nobody_can_go_to() {
    let feed = r#"{ "version": 1, "events": [
        { "id": "a", "title": "一", "start": "2026-04-20T10:00", "status": "cancelled" },
        { "id": "b", "title": "二", "start": "2026-04-20T11:00", "status": "full" },
        { "id": "c", "title": "三", "start": "2026-04-20T12:00" },
        { "id": "d", "title": "四", "start": "2026-04-25", "end": "2026-04-27", "status": "postponed" },
        { "id": "weekly", "title": "五", "start": "2026-04-07T10:00", "rrule": "FREQ=WEEKLY",
          "overrides": [{ "recurrence_id": "2026-04-21T10:00", "status": "cancelled" }] },
        { "id": "was-full", "title": "六", "start": "2026-04-01T10:00", "status": "full" },
        { "id": "was-off", "title": "七", "start": "2026-03-28", "end": "2026-03-30", "status": "cancelled" },
        { "id": "other-month", "title": "八", "start": "2026-06-01", "status": "cancelled" }
    ] }"#;
    let cases: [(&str, &[&str]); 3] = [
        (
            "ja",
            &[
                "2026年4月20日（月） 予定3件、うち中止1件、満席1件<",
                "2026年4月26日（日） 予定1件、うち延期1件<",
                "2026年4月27日（月） 予定1件、うち延期1件<",
                "2026年4月28日（火） 予定1件<",
                "2026年4月21日（火） 予定1件、うち中止1件<",
                // That an event was full is no longer said of it, and that it was called off always is.
                "2026年4月1日（水） 予定1件<",
                "2026年3月30日（月） 予定1件、うち中止1件<",
            ],
        ),
        ("en", &["Mon, 20 April 2026, 3 events, 1 cancelled, 1 full<"]),
        ("ja-x-easy", &["2026年 4月 20日 月曜日 予定が 3件、中止の ものが 1件、いっぱいの ものが 1件<"]),
    ];
    for (lang, expected) in cases {
        let html = rendered_of(feed, &[("lang", lang)]).await;
        for label in expected {
            assert!(html.contains(label), "{label} is missing in {html}");
        }
    }
}

#[tokio::test]
async fn the_grid_has_one_tab_stop() {
    let html = rendered_of(FEED, &[]).await;
    assert_eq!(html.matches("role=\"gridcell\"").count(), 35);
    assert_eq!(html.matches("tabindex=\"0\"").count(), 1);
    let cell = html.split("role=\"gridcell\"").find(|cell| cell.contains("tabindex=\"0\"")).unwrap();
    assert!(cell.contains("data-date=\"2026-04-15\""), "{cell}");
}

#[tokio::test]
async fn whoever_goes_to_another_month_sees_what_it_has_first() {
    // To its first day, and of this month to today.
    check(&[], &["data-do=\"go 2026-03-01\"", "data-do=\"go 2026-05-01\""], &[]).await;
    check(&[("date", "2026-05-20")], &["data-do=\"go 2026-04-15\"", "data-do=\"go 2026-06-01\""], &[]).await;
    // The rule's second Tuesday, and a day at hand that has nothing.
    let heading = "id=\"day\" tabindex=\"-1\">";
    check(
        &[("date", "2026-05-01")],
        &[&format!("{heading}2026年5月12日（火）")],
        &["この日の予定はありません"],
    )
    .await;
    check(
        &[("date", "2026-05-02")],
        &[&format!("{heading}2026年5月2日（土）"), "この日の予定はありません"],
        &[],
    )
    .await;
}

#[tokio::test]
async fn what_spans_days_is_a_bar_in_each_week() {
    // 3 April 2026 is a Friday: two days of the first week, and two of the second.
    let html = rendered_of(FEED, &[]).await;
    assert!(html.contains("class=\"chip d2 bar goes-on\""), "{html}");
    assert!(html.contains("class=\"chip d2 bar from-before\""), "{html}");
}

#[tokio::test]
async fn weeks_may_begin_on_monday_and_months_be_named_by_attribute() {
    check(
        &[("week-start", "monday"), ("date", "2024-02-29"), ("heading-level", "3")],
        &["2024年（令和6年）2月</h3>", "data-date=\"2024-01-29\"", "data-date=\"2024-03-03\""],
        &["data-date=\"2024-01-28\"", "data-date=\"2024-03-04\""],
    )
    .await;
}
