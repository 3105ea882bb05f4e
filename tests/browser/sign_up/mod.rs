//! The sign-up form against a receiver that answers as it is told, and once against the real one.

mod address;
mod autofill;
mod end_to_end;
mod filling;
mod going_back;
mod recovery;
mod sending;
mod states;

use ran_tests::{Browser, Html, Page, Reply, Suite, TestServer};
use serde_json::{Value, json};

/// The receiver's addresses for the demo's first form.
const TOKEN: &str = "/api/forms/ran-member/token";
const SUBMISSIONS: &str = "/api/forms/ran-member/submissions";

pub(crate) fn register(suite: &mut Suite) {
    suite.test("sign_up::by_keyboard_from_the_first_question_to_the_receipt", filling::by_keyboard);
    suite.test("sign_up::errors_take_the_focus_and_lead_to_their_fields", filling::errors);
    suite.test("sign_up::a_reload_loses_nothing_and_gives_no_consent", filling::reload);
    suite.test("sign_up::back_goes_step_by_step", going_back::step_by_step);
    suite.test(
        "sign_up::back_leaves_the_page_when_the_form_is_sent",
        going_back::out_of_the_page_when_it_is_sent,
    );
    suite.test("sign_up::back_passes_what_is_the_pages_own", going_back::past_what_is_the_pages_own);
    suite.test(
        "sign_up::back_from_another_page_finds_a_step_that_was_not_the_last",
        going_back::from_another_page_to_a_step_that_was_not_the_last,
    );
    suite.test("sign_up::back_of_two_forms_is_each_its_own", going_back::of_two_forms_each_its_own);
    suite.test("sign_up::what_people_type_is_normalised_by_the_program", filling::normalised);
    suite.test("sign_up::a_second_click_sends_nothing", sending::double_click);
    suite.test("sign_up::a_lost_answer_is_sent_again_with_the_same_key", sending::lost_answer);
    suite.test("sign_up::a_reload_while_it_is_sent_leads_to_the_same_receipt", sending::interrupted);
    suite.test("sign_up::an_error_of_the_server_is_tried_again", sending::server_error);
    suite.test("sign_up::what_the_receiver_finds_leads_to_its_field", sending::refused);
    suite.test("sign_up::offline_waits_and_says_so", sending::offline);
    suite.test("sign_up::a_receiver_that_does_not_serve_is_told_to_the_page", sending::unserved);
    suite.test("sign_up::a_choice_that_need_not_be_made_is_taken_back", filling::taken_back);
    suite.test("sign_up::an_old_token_is_renewed_unseen", sending::old_token);
    suite.test("sign_up::the_proof_of_work_holds_and_freezes_nothing", sending::proof);
    suite.test("sign_up::is_accessible_in_every_state", states::accessible);
    suite.test("sign_up::fits_every_width", states::widths);
    suite.test("sign_up::a_postcode_fills_in_its_address", address::fills);
    suite.test("sign_up::what_a_person_typed_is_not_overwritten", address::keeps);
    suite.test("sign_up::after_a_reload_an_address_still_follows_its_postcode", address::after_a_reload);
    suite.test("sign_up::a_postcode_without_an_address_stops_nobody", address::without_an_answer);
    suite.test("sign_up::an_address_leaves_autofill_alone", address::beside_autofill);
    suite.test("sign_up::is_accessible_with_an_address", address::accessible);
    suite.test("sign_up::reaches_the_secretariat_from_a_page", end_to_end::from_page_to_table);
    suite.test("sign_up::what_was_received_before_is_sent_as_another", recovery::received_before);
    suite.test("sign_up::two_of_a_form_keep_what_was_typed_into_each", recovery::two_of_a_form);
    suite.test("sign_up::a_pasted_date_fills_in_its_three_parts", recovery::pasted_date);
    suite.test("sign_up::an_address_comes_by_the_browsers_own_autofill", recovery::autofill);
    suite.test("sign_up::says_what_each_field_is_for_autofill", autofill::attributes);
    suite.test("sign_up::an_extension_fills_in_with_few_words_or_none", autofill::by_an_extension);
    suite.test("sign_up::the_browser_fills_in_what_it_knows", autofill::by_the_browser);
}

/// A form on a page, and its receiver.
struct Desk<'b> {
    page: Page<'b>,
    server: TestServer,
    address: String,
}

fn inside(selector: &str) -> String {
    format!("ran-sign-up >>> {selector}")
}

fn accepted() -> Reply {
    let receipt = json!({
        "form": "ran-member", "at": "2026-04-01T10:00:00+09:00", "lang": "ja", "version": "2026-04-01",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "text": "利用目的の文面",
        "agreed": true, "sharing": false,
    });
    Reply::json(json!({ "receipt": "RAN-7K3Q-9F2M", "consent_receipt": receipt }).to_string())
        .with_status(201)
}

fn token(difficulty: u32, not_before_ms: u32) -> Reply {
    Reply::json(
        json!({ "token": "signed.token", "difficulty": difficulty, "not_before_ms": not_before_ms })
            .to_string(),
    )
}

fn refused(field: &str, code: &str) -> Reply {
    let errors = json!({ "errors": [{ "field": field, "code": code, "message": "受付側の言葉" }] });
    Reply::json(errors.to_string()).with_status(422)
}

impl<'b> Desk<'b> {
    #[track_caller]
    fn open(browser: &'b Browser) -> Self {
        Self::with(browser, "")
    }

    /// With further attributes.
    #[track_caller]
    fn with(browser: &'b Browser, attributes: &str) -> Self {
        let server = TestServer::start();
        server.put("/feed.json", Reply::json(include_str!("../../../demo/feed.json")));
        server.put(TOKEN, token(8, 0));
        server.put(SUBMISSIONS, accepted());
        let element = format!(
            r#"<ran-sign-up feed="/feed.json" form="ran-member" loading="eager" {attributes}></ran-sign-up>"#
        );
        let address = server.page(&Html::with_kit(&element));
        let page = browser.open(&address);
        page.wait_for_events("ran-ready", 1);
        Self { page, server, address }
    }

    /// Types into the field of this name.
    #[track_caller]
    fn type_into(&self, name: &str, text: &str) {
        self.page.find(&inside(&format!("[name='{name}']"))).focus();
        self.page.type_text(text);
    }

    /// Chooses, as a person does, an option of a list.
    #[track_caller]
    fn choose(&self, name: &str, value: &str) {
        let list = self.page.find(&inside(&format!("select[name='{name}']")));
        list.js(&format!(
            "(element.value = {}, element.dispatchEvent(new Event('input', {{ bubbles: true }})))",
            json!(value)
        ));
    }

    #[track_caller]
    fn tick(&self, selector: &str) {
        self.page.find(&inside(selector)).click();
    }

    #[track_caller]
    fn next(&self) {
        self.tick("button.main");
    }

    /// Waits for the step of this title.
    #[track_caller]
    fn at(&self, title: &str) {
        self.page.wait_for_text(&inside("#step"), title);
    }

    #[track_caller]
    fn first_step(&self) {
        self.tick("[value=person]");
        self.type_into("name", "見本　はな子");
        self.type_into("name-kana", "ミホン　ハナコ");
        self.next();
        self.at("連絡先");
    }

    /// Up to the review, with nothing agreed to.
    #[track_caller]
    fn to_review(&self) {
        self.first_step();
        self.type_into("email", "ｈａｎａｋｏ＠example.jp");
        self.type_into("tel", "０２６３ー００ー００００");
        self.choose("prefecture", "20");
        self.next();
        self.at("関心");
        self.tick("[name='join-slack'][value=yes]");
        self.tick("[name='slack-rules']");
        self.next();
        self.at("確認");
    }

    /// Up to the button, everything agreed to that must be.
    #[track_caller]
    fn to_button(&self) {
        self.to_review();
        self.tick("#agreed");
    }

    /// From the step whose address is filled in already up to the button, everything agreed to that must be.
    #[track_caller]
    fn on_to_button(&self) {
        self.type_into("email", "ｈａｎａｋｏ＠example.jp");
        self.next();
        self.at("関心");
        self.tick("[name='join-slack'][value=later]");
        self.next();
        self.at("確認");
        self.tick("#agreed");
    }

    #[track_caller]
    fn thanked(&self) {
        self.page.wait_for_text(&inside(".thanks"), "RAN-7K3Q-9F2M");
    }

    /// What was sent so far, with the keys.
    fn sent(&self) -> Vec<(String, Value)> {
        let seen = self.server.requests(SUBMISSIONS);
        seen.iter()
            .map(|seen| {
                let key = seen.header("idempotency-key").unwrap_or_default().to_owned();
                (key, serde_json::from_str(&seen.body).unwrap_or_default())
            })
            .collect()
    }

    #[track_caller]
    fn focus_is_on(&self, selector: &str) {
        let body = "return find(arguments[0])[0]?.matches(':focus') ?? false";
        ran_tests::wait_for(&format!("the focus on {selector}"), || {
            match self.page.run(body, vec![json!(inside(selector))]) {
                Value::Bool(true) => Ok(()),
                _ => Err(self.page.focused().map_or("nothing".to_owned(), |node| node.text())),
            }
        });
    }
}
