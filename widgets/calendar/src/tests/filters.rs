//! What is shown at all: attributes, filters, words.

use ran_parts::WidgetProps;

use super::{FEED, check, props_of, rendered, rendered_of};

#[tokio::test]
async fn attributes_choose_what_is_shown() {
    check(
        &[("view", "agenda"), ("kinds", "festival conference")],
        &["GOSEN KNIT FES", "いつか"],
        &["定例会", "中止の会"],
    )
    .await;
    check(&[("view", "agenda"), ("host", "m")], &["定例会"], &["GOSEN", "いつか"]).await;
}

#[tokio::test]
async fn what_a_row_shows_is_found() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "rule", "title": "定例会", "kind": "open-factory", "mode": "online", "start": "2026-04-07T19:00",
          "rrule": "FREQ=WEEKLY;COUNT=2", "overrides": [{ "recurrence_id": "2026-04-14T19:00", "title": "忘年特別回",
          "note": "持ち物あり", "place": { "name": "えんぱーく" } }] },
        { "id": "other", "title": "ほか", "kind": "seminar", "start": "2026-04-08T19:00" }
    ] }"#;
    for words in
        ["忘年特別回", "持ち物", "えんぱーく", "オープンファクトリー", "open factory", "見学", "オンライン"]
    {
        let html = rendered_of(feed, &[("view", "agenda"), ("search", words)]).await;
        assert!(html.contains("定例会") && !html.contains("ほか"), "{words} in {html}");
    }
}

/// A grid of a month begins and ends with days of others, whose events are not of this month.
#[tokio::test]
async fn how_many_are_found_is_said_of_the_month_or_the_week() {
    let feed = r#"{ "version": 1, "members": [], "events": [
        { "id": "a", "title": "三月", "kind": "seminar", "start": "2026-03-30T10:00" },
        { "id": "b", "title": "から", "kind": "seminar", "start": "2026-03-30", "end": "2026-04-01" },
        { "id": "c", "title": "末", "kind": "seminar", "start": "2026-04-30T10:00" },
        { "id": "d", "title": "五月", "kind": "seminar", "start": "2026-05-01T10:00" },
        { "id": "e", "title": "いつか", "kind": "seminar", "when": { "label": "2026年4月以降", "sort": "2026-04" } }
    ] }"#;
    // Three of April, and three of the week from 29 March to 4 April; each with the one that has no date.
    for (view, days, expected) in [
        ("month", "2026年（令和8年）4月、", 3),
        ("agenda", "2026年（令和8年）4月、", 3),
        ("week", "2026年（令和8年）3月29日（日）〜4月4日（土）、", 3),
    ] {
        let html = rendered_of(feed, &[("date", "2026-04-01"), ("view", view)]).await;
        let said = format!("{days}</span>予定{expected}件</p>");
        assert!(html.contains(&said), "{view}: {said} is missing in {html}");
    }
}

#[tokio::test]
async fn where_nothing_matches_the_filters_are_named() {
    let open = |lang, fragment: &'static str, view| WidgetProps {
        fragment: fragment.into(),
        ..props_of(FEED, &[("lang", lang), ("view", view)])
    };
    for (view, days) in [("month", "part=\"grid\""), ("week", "part=\"week\""), ("agenda", "")] {
        let html = rendered(open("ja", "kinds=seminar&search=%E3%81%82", view)).await;
        let said = "<p>「セミナー」「あ」に合う予定は、この期間にはありません。</p>";
        // Under the filters, before the days.
        let places = ["part=\"filters\"", said, ">条件をすべて解除<", days].map(|part| html.rfind(part));
        assert!(places.is_sorted() && places[0].is_some(), "{view}: {places:?} in {html}");
        assert!(!html.contains("この日の予定はありません"), "{view}: {html}");
    }
    let html = rendered(open("en", "kinds=seminar&search=zz", "month")).await;
    assert!(html.contains("No events in this period match “Seminar”, “zz”."), "{html}");
    // A month that has nothing anyway blames no filter.
    let html = rendered_of(FEED, &[("date", "2030-01-01"), ("kinds", "seminar")]).await;
    assert!(html.contains("この期間の予定はありません。") && !html.contains("絞り込みを解除"), "{html}");
}

#[tokio::test]
async fn filters_that_are_on_can_be_taken_off_one_by_one() {
    let fragment = "kinds=seminar&mode=hybrid&search=%E4%BC%9A";
    let props = WidgetProps { fragment: fragment.into(), ..props_of(FEED, &[]) };
    let html = rendered(props).await;
    for part in [
        "data-do=\"clear kinds\" aria-label=\"セミナーの絞り込みを解除\">セミナー</button>",
        // What no choice has can be taken off too.
        "data-do=\"clear mode\" aria-label=\"会場とオンラインの絞り込みを解除\">会場とオンライン</button>",
        "data-do=\"clear\">条件をすべて解除</button>",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!rendered_of(FEED, &[]).await.contains("data-do=\"clear"));
}

/// A sheet on a wall has no page around it.
#[tokio::test]
async fn on_paper_a_calendar_says_what_its_attributes_narrow_it_to() {
    let feed = FEED.replace(r#""version": 1,"#, r#""version": 1, "alliance": { "name": "RAN" },"#);
    let html = rendered_of(&feed, &[("kinds", "seminar meeting"), ("host", "m")]).await;
    assert!(
        html.contains(r#"<p class="paper">セミナー・定例ミーティング・NPO法人MEGURU・RAN</p>"#),
        "{html}"
    );
    assert!(!rendered_of(&feed, &[]).await.contains(r#"<p class="paper">"#));
}
