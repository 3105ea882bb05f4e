//! The form as it is rendered, without a browser.

use ran_form::error::AGREED;
use ran_form::wire::{Accepted, ConsentReceipt};
use ran_form::{Answer, Code, FieldError};
use ran_parts::text::encoded;
use ran_parts::{WidgetProps, testing};
use yew::{Html, Properties, component};

use crate::SignUp;
use crate::draft::{Draft, set_date_part};
use crate::page::View;
use crate::state::{Phase, Problem, State, Trouble};

const FEED: &str = include_str!("../../../demo/feed.json");

async fn rendered(feed: &str, attributes: &[(&str, &str)]) -> String {
    testing::rendered::<SignUp>(testing::props(feed, attributes)).await
}

#[tokio::test]
async fn a_form_begins_with_its_first_step() {
    let html = rendered(FEED, &[("form", "ran-member")]).await;
    for expected in [
        r#"<h2 class="title" part="title">RAN会員 入会申し込み</h2>"#,
        r#"aria-current="step""#,
        r#"autocomplete="name""#,
        "※必須",
        "<legend>",
        r#"tabindex="-1""#,
    ] {
        assert!(html.contains(expected), "{expected} is not in {html}");
    }
    assert!(!html.contains("団体の種類"), "asked of organisations alone");
    assert!(!html.contains(" checked"), "nothing is ticked beforehand");
    assert!(!html.contains("style="), "the strictest policy refuses it");
}

#[tokio::test]
async fn labels_and_headings_follow_the_page() {
    let html = rendered(FEED, &[("form", "ran-member"), ("heading-level", "4"), ("lang", "en")]).await;
    assert!(html.contains("<h4 ") && html.contains("<h5 ") && html.contains("(required)"), "{html}");
    let html = rendered(FEED, &[("form", "ran-member"), ("lang", "ja-x-easy")]).await;
    assert!(html.contains("<ruby>") && !html.contains('《'), "{html}");
}

#[tokio::test]
async fn whoever_chooses_is_told_who_may_join_and_what_for() {
    let html = rendered(FEED, &[("form", "alliance-member")]).await;
    for expected in [
        "<dt>対象</dt>",
        "設立を予定している法人・団体・自治体",
        "<dt>会員になると</dt>",
        "月1回の定例ミーティングに参加できます",
    ] {
        assert!(html.contains(expected), "{expected} is not in {html}");
    }
    assert!(!html.contains("Slack"), "of the other membership");
    let feed = r#"{"version":1,"alliance":{"name":"RAN","memberships":[{"tier":"ran","title":"T","form":"f"}]},
        "forms":[{"id":"f","title":"F","fields":[{"id":"x","type":"text","label":"L"}]}]}"#;
    let html = rendered(feed, &[("form", "f")]).await;
    assert!(html.contains("<form") && !html.contains("<dl"), "{html}");
}

#[tokio::test]
async fn the_keys_of_a_phone_follow_the_pattern_of_the_language() {
    let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F","fields":[
        {"id":"x","type":"text","label":"L","pattern":{"ja":"[ぁ-ん]+","en":"[0-9]{4}"}}]}]}"#;
    assert!(rendered(feed, &[("form", "f"), ("lang", "en")]).await.contains(r#"inputmode="numeric""#));
    assert!(!rendered(feed, &[("form", "f")]).await.contains("inputmode"));
}

#[tokio::test]
async fn a_form_that_is_not_there_is_said() {
    let html = rendered(FEED, &[("form", "nobody")]).await;
    assert!(html.contains("現在受け付けていません"), "{html}");
}

/// Also one of which no question can be read: a step without any could be sent by nobody.
#[tokio::test]
async fn a_form_without_a_question_is_none_and_says_whom_to_ask() {
    let feed = r#"{"version":1,"alliance":{"name":"RAN","contact":{"email":"ran@example.jp"}},
        "forms":[{"id":"f","title":"F","fields":[7]}]}"#;
    let html = rendered(feed, &[("form", "f")]).await;
    let said =
        r#"現在受け付けていません。<br>お問い合わせ：<a href="mailto:ran@example.jp">ran@example.jp</a>"#;
    assert!(html.contains(said) && !html.contains("<form"), "{html}");
}

#[tokio::test]
async fn the_heading_that_takes_the_focus_says_which_step_it_is() {
    let html = rendered(FEED, &[("form", "ran-member")]).await;
    assert!(html.contains(r#"<p id="place">ステップ 1/4</p>"#), "{html}");
    assert!(html.contains(r#"id="step" tabindex="-1" aria-describedby="place""#), "{html}");
}

/// The keyboard goes from button to button as the eye does.
#[tokio::test]
async fn back_stands_before_on() {
    let html = reviewed("ja").await;
    let place = |what: &str| html.find(what).unwrap();
    assert!(place(r#"data-do="back""#) < place(r#"type="submit""#), "{html}");
    assert!(!super::CSS.contains("reverse"));
}

#[tokio::test]
async fn every_kind_of_field_has_a_label_and_the_right_control() {
    const KINDS: [(&str, &str); 14] = [
        ("text", r#"type="text""#),
        ("kana", r#"type="text""#),
        ("email", r#"inputmode="email""#),
        ("tel", r#"type="tel""#),
        ("postcode", r#"autocomplete="postal-code""#),
        ("prefecture", r#"<option value="47">沖縄県</option>"#),
        ("url", r#"inputmode="url""#),
        ("select", "<select"),
        ("radio", r#"type="radio""#),
        ("checkboxes", r#"type="checkbox""#),
        ("textarea", "<textarea"),
        ("date", r#"data-part="2""#),
        ("consent", r#"value="yes""#),
        ("of-a-newer-feed", r#"type="text""#),
    ];
    for (kind, expected) in KINDS {
        let feed = format!(
            r#"{{"version":1,"alliance":{{"name":"RAN"}},"forms":[{{"id":"f","title":"F","fields":[{{"id":"x","type":"{kind}",
               "label":"<b>問い</b>","options":[{{"value":"a","label":"A"}}]}}]}}]}}"#
        );
        let html = rendered(&feed, &[("form", "f")]).await;
        assert!(html.contains(expected), "{kind}: {expected} is not in {html}");
        assert!(html.contains("&lt;b>問い") || html.contains("&lt;b&gt;問い"), "{kind}: {html}");
        assert!(
            html.contains(r#"for="f0""#)
                || html.contains("<legend>")
                || html.contains("<label class=\"option\">"),
            "{kind}"
        );
    }
}

#[derive(PartialEq, Properties)]
struct Reviewed {
    props: WidgetProps,
    phase: Phase,
    problems: Vec<Problem>,
}

/// The review of a form with a date and a policy.
#[component]
fn Review(reviewed: &Reviewed) -> Html {
    let props = &reviewed.props;
    let ready = props.ready().unwrap();
    let form = ready.feed.form("f").unwrap();
    let mut draft = Draft { step: 99, ..Draft::default() };
    for (part, typed) in ["令和8", "4", "1"].into_iter().enumerate() {
        set_date_part(&mut draft.answers, "day", part, typed);
    }
    draft.answers.set("mail", Answer::Text("ｈａｎａｋｏ@gmial.com".into()));
    let mut state = State::of(draft, form);
    state.shown(form, props.lang());
    state.phase = reviewed.phase.clone();
    state.problems = reviewed.problems.clone();
    View::new(props, ready, form, &state).page()
}

async fn reviewed(lang: &'static str) -> String {
    reviewed_with(lang, &[]).await
}

/// With problems, each a field and a code.
async fn reviewed_with(lang: &'static str, problems: &[(&str, Code)]) -> String {
    let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F",
        "fields":[{"id":"day","type":"date","label":{"ja":"日付","en":"Date"}},{"id":"mail","type":"email","label":"Mail"}],
        "consent":{"purpose":{"ja":"目的","en":"Purpose"},"privacy_policy":"https://a.example/"}}]}"#;
    testing::rendered::<Review>(Reviewed {
        props: testing::props(feed, &[("lang", lang)]),
        phase: Phase::Filling,
        problems: problems
            .iter()
            .map(|(field, code)| Problem { error: FieldError::new(field, *code), said: None })
            .collect(),
    })
    .await
}

#[tokio::test]
async fn the_review_writes_a_date_as_its_language_does() {
    let html = reviewed("ja-x-easy").await;
    assert!(
        html.contains("<rt aria-hidden=\"true\">ついたち</rt>") && !html.contains(['《', '｜']),
        "{html}"
    );
    assert!(reviewed("ja").await.contains("2026年4月1日"));
}

#[tokio::test]
async fn the_file_of_a_consent_says_nothing_of_what_was_not_asked() {
    let feed = |more: &str| {
        format!(
            r#"{{"version":1,"alliance":{{"name":"RAN"}},"forms":[{{"id":"f","title":"F",
                "fields":[{{"id":"day","type":"date","label":"D"}}],"consent":{{"purpose":"目的"{more}}}}}]}}"#
        )
    };
    let sharing = r#","sharing":{"text":"共有","label":"同意"}"#;
    for (more, expected) in [("", false), (sharing, true)] {
        let consent_receipt =
            Some(ConsentReceipt { lang: "en".to_owned(), agreed: true, ..Default::default() });
        let accepted = Accepted { receipt: "R-1".to_owned(), consent_receipt };
        let props = testing::props(&feed(more), &[("lang", "en")]);
        let phase = Phase::Done(Box::new(accepted));
        let html = testing::rendered::<Review>(Reviewed { props, phase, problems: Vec::new() }).await;
        assert!(html.contains(&encoded("What your data is used for: Agreed\r\n")), "{html}");
        assert_eq!(html.contains(&encoded("Sharing between organisations: Not agreed")), expected, "{html}");
    }
}

/// Nor that nothing was sent yet, while it may be there.
#[tokio::test]
async fn what_is_on_its_way_is_not_called_unsent() {
    let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F","fields":[{"id":"day","type":"date","label":"D"}]}]}"#;
    for (phase, expected) in
        [(Phase::Filling, true), (Phase::Sending, false), (Phase::Failed(Trouble::Refused), true)]
    {
        let said = format!("{phase:?}");
        let props = testing::props(feed, &[("lang", "ja")]);
        let html = testing::rendered::<Review>(Reviewed { props, phase, problems: Vec::new() }).await;
        assert_eq!(html.contains("まだ送信されていません"), expected, "{said}: {html}");
    }
}

#[tokio::test]
async fn the_review_asks_of_a_slip_in_an_address() {
    let html = reviewed("ja").await;
    let asks = "<dd>hanako@gmial.com<span class=\"slip\">「@gmail.com」の打ち間違いではありませんか。";
    assert!(html.contains(asks), "{html}");
}

#[tokio::test]
async fn the_review_has_the_marks_of_its_language() {
    let html = reviewed("en").await;
    assert!(html.contains(" (opens in a new tab)") && !html.contains(['：', '（', '）']), "{html}");
    let html = reviewed("ja").await;
    assert!(html.contains("（新規タブで開きます）") && html.contains("：入力"), "{html}");
}

#[tokio::test]
async fn what_is_no_field_s_is_not_counted_as_one() {
    let changed = "<p id=\"mend\" class=\"heading\">フォームが更新されました。";
    let html = reviewed_with("ja", &[("", Code::UnknownField)]).await;
    assert!(html.contains(changed) && !html.contains("<li>"), "{html}");
    let html = reviewed_with("ja", &[("day", Code::Required), ("", Code::UnknownField)]).await;
    assert!(html.contains("項目が1件あります") && html.matches("<li>").count() == 2, "{html}");
    // The box has the sign of its language, as the fields have.
    let html = reviewed_with("en", &[(AGREED, Code::NotAgreed)]).await;
    assert!(html.contains(">* Please read the text"), "{html}");
}

#[tokio::test]
async fn where_nothing_can_be_sent_the_secretariat_can_be_reached() {
    let check = async |contact: &str, lang: &'static str, expected: &str| {
        let feed = format!(
            r#"{{"version":1,"alliance":{{"name":"RAN"{contact}}},"forms":[{{"id":"f","title":"F","fields":[{{"id":"day","type":"date","label":"D"}}]}}]}}"#
        );
        let props = testing::props(&feed, &[("lang", lang)]);
        let phase = Phase::Failed(Trouble::Refused);
        let html = testing::rendered::<Review>(Reviewed { props, phase, problems: Vec::new() }).await;
        assert!(html.contains(expected), "{expected} is not in {html}");
    };
    let email = r#","contact":{"email":"ran@example.jp","tel":"025-000-0000"}"#;
    check(
        email,
        "ja",
        r#"事務局（<a href="mailto:ran@example.jp">ran@example.jp</a>）へお問い合わせください。"#,
    )
    .await;
    check(email, "en", r#"the secretariat (<a href="mailto:ran@example.jp">ran@example.jp</a>)."#).await;
    check(r#","contact":{"tel":"025-000-0000"}"#, "ja", r#"事務局（<a href="tel:"#).await;
    check("", "ja", "事務局へお問い合わせください。").await;
}
