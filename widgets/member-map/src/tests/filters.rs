//! Who is shown, and who is offered where nobody is.

use super::{FEED, check, rendered_of};

#[tokio::test]
async fn attributes_and_the_address_narrow_who_is_shown() {
    check(&[("themes", "young")], "", &["全1団体<", "塩尻の人事部"], &["まちと人と"]).await;
    check(&[], "themes=young&prefecture=20", &["6団体中1団体が該当（若者、長野県）<"], &[]).await;
    check(&[("lang", "en")], "themes=young", &["Of 6 members, 1 found (若者)<"], &[]).await;
    check(&[("prefecture", "04 23")], "", &["全2団体"], &["塩尻の人事部"]).await;
    check(
        &[],
        "themes=foreign",
        &[
            "6団体中1団体が該当（外国人）",
            "\"多文化センター、愛知県、位置の情報がないため都道府県の中央に表示\"",
        ],
        &["まちと人と"],
    )
    .await;
}

#[tokio::test]
async fn where_nobody_matches_the_filters_end_beside_the_message() {
    let beside = r#"該当する会員はいません（外国人、宮城県）。代わりに、同じテーマに取り組む近くの会員を表示しています。</p><button type="button" data-do="clear">"#;
    check(&[], "themes=foreign&prefecture=04", &[beside], &[]).await;
}

#[tokio::test]
async fn a_filter_that_is_no_choice_has_a_name_and_can_be_taken_off() {
    let chip = |name: &str, field: &str, label: &str| {
        format!(
            r#"<li><button type="button" data-do="clear {field}" aria-label="{label}">{name}</button></li>"#
        )
    };
    for (fragment, lang, name, field, label) in [
        ("prefecture=47", "ja", "沖縄県", "prefecture", "沖縄県の絞り込みを解除"),
        ("kinds=school", "en", "School", "kinds", "Remove the filter School"),
        ("themes=nothing", "ja", "選択肢にない条件", "themes", "選択肢にない条件の絞り込みを解除"),
        (
            "services=q%26a",
            "en",
            "Filter not listed here",
            "services",
            "Remove the filter Filter not listed here",
        ),
        ("tiers=ran", "ja-x-easy", "RAN会員", "tiers", "RAN会員で さがすのを やめる"),
    ] {
        check(&[("lang", lang)], fragment, &[&chip(name, field, label)], &[]).await;
    }
}

#[tokio::test]
async fn where_nobody_matches_the_nearest_the_nearest_with_the_theme_are_offered() {
    check(
        &[],
        "themes=foreign&prefecture=04",
        &[
            "該当する会員はいません",
            "代わりに、同じテーマに取り組む近くの会員を表示しています。",
            "多文化センター",
        ],
        &["塩尻の人事部"],
    )
    .await;
}

#[tokio::test]
async fn what_is_filtered_by_empties_no_other_prefecture() {
    let others =
        ["aria-label=\"長野県、会員2団体", "aria-label=\"宮城県、会員1団体", "aria-label=\"京都府、会員なし"];
    check(&[], "prefecture=23", &others, &[]).await;
    // Another filter does.
    check(&[], "prefecture=23&themes=foreign", &["aria-label=\"長野県、会員なし"], &[]).await;
}

#[tokio::test]
async fn a_prefectures_own_page_offers_the_nearest_outside_of_it() {
    check(
        &[("prefecture", "47"), ("themes", "foreign")],
        "",
        &[
            "該当する会員はいません",
            "代わりに、同じテーマに取り組む近くの会員を表示しています。",
            "多文化センター",
        ],
        // There is nothing that the visitor could take away.
        &["塩尻の人事部", "</p><button type=\"button\" data-do=\"clear\""],
    )
    .await;
    let html = rendered_of(FEED, &[("prefecture", "47"), ("themes", "foreign")], "").await;
    assert_eq!(html.matches("data-do=\"clear\"").count(), 0, "{html}");
    // Who is listed is on the map, quietly.
    assert_eq!(html.matches("part=\"member\"").count(), 1, "{html}");
    assert!(html.contains("class=\"offered\" aria-label=\"地図上の会員\""), "{html}");
    let found = rendered_of(FEED, &[("themes", "foreign")], "").await;
    assert!(found.contains("part=\"member\"") && !found.contains("offered"), "{found}");
    // Nobody is near to nowhere.
    check(
        &[],
        "kinds=school",
        &[
            "該当する会員はいません",
            "該当する会員はいません（学校）。代わりに、ほかの会員を表示しています。<",
        ],
        &["近くの会員"],
    )
    .await;
}

#[tokio::test]
async fn who_is_found_by_where_it_works_says_so() {
    let feed = r#"{ "version": 1, "members": [
        { "id": "m", "name": "MEGURU", "place": { "prefecture": "20", "municipality": "202151", "municipality_name": "塩尻市" },
          "areas": [{ "prefecture": "20" }, { "prefecture": "22", "municipality_name": "熱海市" }, { "prefecture": "22", "municipality_name": "伊東市" }, { "prefecture": "13" }] },
        { "id": "n", "name": "あたみ", "place": { "prefecture": "22", "municipality_name": "熱海市" }, "areas": [{ "prefecture": "22" }] }
    ] }"#;
    for (fragment, said) in [
        ("prefecture=22", &["活動地域：静岡県熱海市・静岡県伊東市"][..]),
        ("prefecture=13", &["活動地域：東京都"]),
        ("prefecture=20", &[]),
        ("", &[]),
    ] {
        let html = rendered_of(feed, &[], fragment).await;
        let rows = html.split("活動地域：").skip(1).map(|rest| rest.split('<').next().unwrap());
        let rows: Vec<String> = rows.map(|names| format!("活動地域：{names}")).collect();
        assert_eq!(rows, said, "{fragment}: {html}");
    }
}
