//! The elements that the contract is tried on. A new one joins with its entry here.

use crate::element::{Change, Element};

/// Every element of the kit, over `feeds/contract.json`.
pub(crate) const ALL: &[Element] = &[
    Element {
        tag: "ran-member-badge",
        shows: r#"member="meguru""#,
        shows_nothing: r#"member="nobody""#,
        reads: ["アライアンスメンバー", "Alliance member", "めぐる"],
        reserve: "5.5rem",
        changes: &[Change {
            attribute: "member", value: "machi", reads: "一般財団法人まちと人と"
        }],
    },
    Element {
        tag: "ran-member-profile",
        shows: r#"member="meguru""#,
        shows_nothing: r#"member="nobody""#,
        reads: ["得意なテーマ", "Side jobs", "かかわる"],
        reserve: "60rem",
        changes: &[
            Change { attribute: "member", value: "machi", reads: "一般財団法人まちと人と" },
            Change { attribute: "sections", value: "contact", reads: "相談する" },
        ],
    },
    Element {
        tag: "ran-event-calendar",
        shows: r#"date="2099-04-15""#,
        shows_nothing: r#"date="2099-04-15" kinds="festival""#,
        reads: ["採用なんでも相談会", "Ask anything about hiring", "リスト"],
        reserve: "60rem",
        changes: &[
            Change { attribute: "view", value: "agenda", reads: "19:00〜20:30" },
            Change { attribute: "date", value: "2099-08-01", reads: "2099年8月ごろ" },
            Change {
                attribute: "search", value: "ないもの", reads: "この期間の予定はありません"
            },
        ],
    },
    Element {
        tag: "ran-member-map",
        shows: r#"view="map""#,
        shows_nothing: r#"themes="nobody""#,
        reads: ["全2団体", "Members: 2", "リストだけ"],
        reserve: "80rem",
        changes: &[
            Change { attribute: "view", value: "list", reads: "NPO法人MEGURU" },
            Change { attribute: "themes", value: "side-jobs", reads: "全1団体" },
            Change { attribute: "member", value: "meguru", reads: "横山暁一" },
        ],
    },
    Element {
        tag: "ran-sign-up",
        shows: r#"form="join""#,
        shows_nothing: r#"form="nobody""#,
        reads: ["お名前", "E-mail", "めぐる"],
        reserve: "80rem",
        changes: &[Change { attribute: "form", value: "short", reads: "短い申し込み" }],
    },
];
