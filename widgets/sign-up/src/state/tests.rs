use ran_feed::{Limits, read};
use ran_form::proof::holds;
use ran_parts::browser::Answered;

use super::*;
use crate::sending::{Event, Ticket};

const FEED: &str = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F",
  "steps":[{"id":"a","title":"A"},{"id":"b","title":"B"},{"id":"c","title":"C"}],
  "fields":[
    {"id":"name","type":"text","label":"名前","required":true,"step":"a"},
    {"id":"who","type":"radio","label":"区分","step":"a","options":[{"value":"p","label":"個人"},{"value":"o","label":"団体"}]},
    {"id":"org","type":"text","label":"団体名","required":true,"step":"b","show_if":{"field":"who","is":["o"]}},
    {"id":"themes","type":"checkboxes","label":"テーマ","step":"c","options":[{"value":"x","label":"X"},{"value":"y","label":"Y"}]},
    {"id":"tel","type":"tel","label":"電話","step":"c"}],
  "consent":{"purpose":"目的","version":"1","sharing":{"text":"共有","label":"共有に同意"}}}]}"#;

fn form() -> Form {
    read(FEED.as_bytes().to_vec(), &Limits::default()).unwrap().feed.form("f").unwrap().clone()
}

/// A visitor with a browser: what is to be done is written down.
struct Visit {
    form: Form,
    state: State,
    done: Vec<Effect>,
    online: bool,
}

impl Visit {
    fn new() -> Self {
        let form = form();
        let mut state = State::of(Draft { key: "key".to_owned(), ..Draft::default() }, &form);
        state.sending.wants_token = true;
        state.shown(&form, Lang::Ja);
        Self { form, state, done: Vec::new(), online: true }
    }

    fn act(&mut self, act: Act) -> &mut Self {
        self.done = self.state.act(act, &self.form, &ran_form::NoPatterns);
        self
    }

    /// Something that the browser tells of the present round.
    fn hear(&mut self, event: impl FnOnce(u32) -> Event) -> &mut Self {
        let event = event(self.state.sending.round);
        self.done = self.state.hear(event, self.online);
        self
    }

    fn answer(&mut self, status: u16, body: &str) -> &mut Self {
        let answer = Answered { status, body: body.as_bytes().to_vec(), retry_after_s: None };
        self.hear(|round| Event::Answer(round, answer))
    }

    fn name(&mut self, name: &str) -> &mut Self {
        self.act(Act::Answer(0, name.to_owned()))
    }

    fn token(&mut self) -> &mut Self {
        let answer = Answered { status: 200, body: TOKEN.as_bytes().to_vec(), retry_after_s: None };
        self.hear(|round| Event::Token(round, answer))
    }

    /// Up to the button of the review, with a token at hand.
    fn reviewed() -> Self {
        let mut visit = Self::new();
        visit.name("見本").token();
        while visit.done.last() == Some(&Effect::Search) {
            visit.hear(Event::SearchOn);
        }
        visit.hear(Event::Ripe).act(Act::Next).act(Act::Next).act(Act::Agree(true));
        assert_eq!(visit.state.step, 3);
        visit
    }

    /// Sends what is to be sent.
    fn posts(&mut self) -> Submission {
        assert_eq!(self.done, [Effect::Post]);
        let sent = self.state.submission(&self.form, &ran_form::NoPatterns).unwrap();
        self.state.sending.sent = Some(sent.clone());
        sent
    }

    /// The page is loaded anew, in a language.
    fn reload(&mut self, lang: Lang) -> &mut Self {
        let kept = crate::draft::write(&self.state.draft());
        self.state = State::of(crate::draft::read(&kept).unwrap(), &self.form);
        self.state.sending.wants_token = true;
        self.state.shown(&self.form, lang);
        self.done.clear();
        self
    }

    fn problems(&self) -> Vec<(&str, &str)> {
        self.state
            .problems
            .iter()
            .map(|problem| (problem.error.field.as_str(), problem.error.code.as_str()))
            .collect()
    }
}

const TOKEN: &str = r#"{"token":"t","difficulty":6,"not_before_ms":3000}"#;
const ACCEPTED: &str = r#"{"receipt":"RAN-1","consent_receipt":null}"#;

#[test]
fn steps_without_a_question_are_passed_over() {
    let mut visit = Visit::new();
    visit.name("見本").act(Act::Next);
    assert_eq!(visit.state.step, 2, "nobody asked for the organisation");
    visit.act(Act::Back).act(Act::Tick(1, "o".to_owned(), true)).act(Act::Next);
    assert_eq!(visit.state.step, 1);
    visit.act(Act::Go(99));
    assert_eq!(visit.state.step, 3, "the review is the last");
}

#[test]
fn a_step_is_left_when_its_answers_hold() {
    let mut visit = Visit::new();
    visit.act(Act::Next);
    assert_eq!((visit.state.step, visit.problems()), (0, vec![("name", "required")]));
    assert_eq!(visit.done, [Effect::Focus(Spot::Summary)]);
    visit.act(Act::Mend(0));
    assert_eq!(visit.done, [Effect::Focus(Spot::Field(0))]);
    visit.name(" ");
    assert_eq!(visit.problems().len(), 1, "it is still missing");
    visit.name("見");
    assert_eq!(visit.problems(), [], "what is mended goes at once");
}

#[test]
fn a_wrong_answer_is_missing_no_more_and_one_too_long_is_counted_anew() {
    let mut visit = Visit::new();
    visit.form.fields[0].max_length = Some(2);
    visit.act(Act::Next);
    assert_eq!(visit.problems(), [("name", "required")]);
    visit.name("見本花子");
    assert_eq!(visit.problems(), [], "it is there, and whether it is right was not asked for yet");
    visit.act(Act::Next);
    let counted = |visit: &Visit| visit.state.problems.first().map(|problem| problem.error.count);
    assert_eq!((visit.problems(), counted(&visit)), (vec![("name", "too-long")], Some(4)));
    visit.name("見本花");
    assert_eq!((visit.problems(), counted(&visit)), (vec![("name", "too-long")], Some(3)));
}

#[test]
fn ticks_stand_in_the_order_of_the_options() {
    let mut visit = Visit::new();
    for (value, ticked, expected) in
        [("y", true, "y"), ("x", true, "x y"), ("y", false, "x"), ("x", false, "")]
    {
        visit.act(Act::Tick(3, value.to_owned(), ticked));
        let answer = visit.state.answers.get("themes").unwrap();
        assert_eq!(answer.texts().collect::<Vec<_>>().join(" "), expected);
    }
}

/// By `input`, by `change`, and once more when the visitor goes on.
#[test]
fn a_choice_is_taken_back() {
    let mut visit = Visit::new();
    let chosen = Act::Tick(1, "p".to_owned(), true);
    visit.name("見本").act(chosen.clone()).act(Act::Clear(1));
    assert!(visit.state.answers.get("who").is_none_or(Answer::is_empty));
    assert_eq!(visit.done, [Effect::Keep, Effect::Focus(Spot::Field(1))]);
    assert_eq!(visit.act(Act::Clear(1)).done, []);
}

#[test]
fn what_is_told_again_does_nothing() {
    let mut visit = Visit::new();
    for empty in [Act::Answer(0, String::new()), Act::DatePart(4, 0, String::new())] {
        assert_eq!(visit.act(empty).done, []);
    }
    for (place, value) in [(1, "p"), (3, "x")] {
        assert_eq!(visit.act(Act::Tick(place, value.to_owned(), false)).done, [], "{value}");
        assert_ne!(visit.act(Act::Tick(place, value.to_owned(), true)).done, [], "{value}");
        assert_eq!(visit.act(Act::Tick(place, value.to_owned(), true)).done, [], "{value}");
    }
    for typed in [Act::Answer(0, "見本".to_owned()), Act::DatePart(4, 1, "4".to_owned())] {
        assert_eq!(visit.act(typed.clone()).done, [Effect::Keep]);
        assert_eq!(visit.act(typed).done, []);
    }
    assert_eq!(visit.name("").done, [Effect::Keep], "nothing is an answer where there was one");
}

#[test]
fn a_token_is_asked_for_once_somebody_types() {
    let mut visit = Visit::new();
    assert_eq!(visit.name("見").done, [Effect::Keep, Effect::AskToken]);
    assert_eq!(visit.name("見本").done, [Effect::Keep]);
    let ripe = Event::Ripe(visit.state.sending.round);
    assert_eq!(visit.token().done, [Effect::Later(3_000, false, ripe), Effect::Search]);
    visit.hear(Event::SearchOn);
    let Ticket::Ready { token, proof } = &visit.state.sending.ticket else { panic!() };
    assert!(holds(token, proof, 6));
}

#[test]
fn sending_waits_for_proof_and_time() {
    let mut visit = Visit::new();
    visit.name("見本").act(Act::Next).act(Act::Next).act(Act::Agree(true)).act(Act::Next);
    assert_eq!((&visit.state.phase, visit.done.as_slice()), (&Phase::Sending, [].as_slice()));
    visit.token().hear(Event::SearchOn);
    assert_eq!(visit.done, [], "the proof is here and the time is not");
    visit.hear(Event::Ripe);
    assert_eq!(visit.done, [Effect::Post]);
}

#[test]
fn consent_is_asked_for_and_never_given_beforehand() {
    let mut visit = Visit::reviewed();
    visit.act(Act::Agree(false)).act(Act::Next);
    assert_eq!(visit.problems(), [("consent.agreed", "not-agreed")]);
    assert_eq!(visit.act(Act::Mend(0)).done, [Effect::Focus(Spot::Agreed)]);
    visit.act(Act::Agree(true)).act(Act::Next);
    assert_eq!(visit.done, [Effect::Post]);
    let submission = visit.state.submission(&visit.form, &ran_form::NoPatterns).unwrap();
    assert!(submission.consent.agreed && !submission.consent.sharing);
    assert_eq!(validate_consent(&visit.form, &submission.consent), Ok(()));

    // Another text, here by another language, wants a consent of its own.
    let mut visit = Visit::reviewed();
    let english = FEED.replace(r#""purpose":"目的""#, r#""purpose":{"ja":"目的","en":"Purpose"}"#);
    visit.form = read(english.into_bytes(), &Limits::default()).unwrap().feed.form("f").unwrap().clone();
    visit.state.shown(&visit.form, Lang::Ja);
    assert!(visit.state.agreed, "the same text");
    visit.state.shown(&visit.form, Lang::En);
    assert!(!visit.state.agreed);
}

#[test]
fn a_second_click_sends_nothing() {
    let mut visit = Visit::reviewed();
    assert_eq!(visit.act(Act::Next).done, [Effect::Post]);
    for act in [Act::Next, Act::Back, Act::Answer(0, "x".to_owned()), Act::Agree(false)] {
        assert_eq!(visit.act(act).done, []);
    }
    visit.answer(201, ACCEPTED);
    assert_eq!(visit.done, [Effect::Focus(Spot::Step), Effect::Tell("RAN-1".to_owned())]);
    assert!(visit.state.answers.is_empty(), "nothing personal stays");
    assert_eq!(visit.act(Act::Next).done, []);
    assert_eq!(visit.act(Act::Anew).done, [Effect::Forget, Effect::Focus(Spot::Step)]);
    assert_eq!(Visit::new().act(Act::Anew).done, [], "what is being filled in is not lost by it");
}

#[test]
fn what_was_sent_is_sent_again_after_a_reload() {
    let mut visit = Visit::reviewed();
    visit.act(Act::Share(true)).act(Act::Next);
    let first = visit.posts();
    assert!(first.consent.sharing);
    // Also where the page is in another language by now: what was read was in the first.
    let changed = FEED.replace(r#""purpose":"目的""#, r#""purpose":"別の目的""#);
    visit.form = read(changed.into_bytes(), &Limits::default()).unwrap().feed.form("f").unwrap().clone();
    for lang in [Lang::Ja, Lang::En] {
        visit.reload(lang);
        assert_eq!((visit.state.step, visit.state.agreed), (3, false), "the text is another");
        visit.done = visit.state.resume();
        assert_eq!((visit.posts(), visit.state.sending.key.as_str()), (first.clone(), "key"));
    }
    visit.form = form();
    visit.reload(Lang::Ja);
    assert!(visit.state.agreed && visit.state.shared, "the visitor may have to press again");
    visit.done = visit.state.resume();
    assert!(visit.state.sending.resumed);
    // A token that is too old is no reason to send something else.
    visit.answer(422, r#"{"errors":[{"field":"","code":"token-expired","message":""}]}"#);
    assert_eq!(visit.done, [Effect::AskToken]);
    visit.token().hear(Event::SearchOn).hear(Event::Ripe);
    let second = visit.posts();
    assert_ne!(second.proof, "");
    assert_eq!(Submission { token: first.token.clone(), proof: first.proof.clone(), ..second }, first);
    visit.answer(201, ACCEPTED);
    assert!(matches!(visit.state.phase, Phase::Done(_)) && visit.state.draft().sent.is_none());
}

#[test]
fn what_was_sent_is_remembered_until_something_is_certain() {
    let email = r#"{"errors":[{"field":"tel","code":"bad-tel","message":""}]}"#;
    for (status, body) in [(400, ""), (403, ""), (409, ""), (422, email), (422, "<html>")] {
        let mut visit = Visit::reviewed();
        visit.act(Act::Next).posts();
        visit.answer(status, body);
        assert!(visit.done.contains(&Effect::Keep), "{status} {body}");
        assert_eq!(visit.state.draft().sent, None, "{status} {body}");
    }
    let unanswered = || {
        let mut visit = Visit::reviewed();
        visit.act(Act::Next).posts();
        while visit.state.phase == Phase::Sending {
            visit.answer(503, "").hear(Event::Again);
        }
        assert!(visit.state.draft().sent.is_some());
        visit
    };
    // What the visitor changes then is something else, and no reload sends what it was before.
    for act in [Act::Share(true), Act::Back, Act::Answer(0, "はな子".to_owned())] {
        let mut visit = unanswered();
        assert!(visit.act(act.clone()).done.contains(&Effect::Keep), "{act:?}");
        assert_eq!(visit.state.draft().sent, None, "{act:?}");
    }
    let mut visit = unanswered();
    visit.act(Act::Share(true)).act(Act::Next);
    assert!(visit.posts().consent.sharing);
}

#[test]
fn an_answer_that_comes_late_is_not_heard() {
    let mut visit = Visit::reviewed();
    visit.act(Act::Next);
    let round = visit.state.sending.round - 1;
    visit
        .hear(|_| Event::Answer(round, Answered { status: 201, body: ACCEPTED.into(), retry_after_s: None }));
    assert_eq!(visit.state.phase, Phase::Sending);
}

#[test]
fn passing_troubles_are_tried_again_ever_more_slowly() {
    for status in [0, 408, 425, 429, 500, 503] {
        let mut visit = Visit::reviewed();
        visit.act(Act::Next);
        let mut pauses = Vec::new();
        while visit.state.phase == Phase::Sending {
            visit.answer(status, "");
            if let [Effect::Later(ms, true, Event::Again(_))] = visit.done.as_slice() {
                pauses.push(*ms);
                assert_eq!(visit.hear(Event::Again).done, [Effect::Post], "the same submission");
            }
        }
        assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000], "{status}");
        assert_eq!(visit.state.phase, Phase::Failed(Trouble::Unreachable));
        assert_eq!(visit.state.answers.text("name"), "見本", "nothing typed is lost");
        assert_eq!(visit.act(Act::Next).done, [Effect::Post], "the visitor tries again");
        assert_eq!(visit.state.sending.key, "key");
    }
}

#[test]
fn the_receiver_says_how_long_to_wait() {
    let mut visit = Visit::reviewed();
    visit.act(Act::Next);
    let later = Answered { status: 429, body: Vec::new(), retry_after_s: Some(20) };
    visit.hear(|round| Event::Answer(round, later));
    assert!(
        matches!(visit.done.as_slice(), [Effect::Later(20_000, false, Event::Again(_))]),
        "{:?}",
        visit.done
    );
    // Nobody is kept for an hour, and not all come back in the same second.
    let much_later = Answered { status: 429, body: Vec::new(), retry_after_s: Some(3_600) };
    visit.hear(Event::Again).hear(|round| Event::Answer(round, much_later));
    assert!(matches!(visit.done.as_slice(), [Effect::Later(30_000, true, Event::Again(_))]));
}

#[test]
fn without_a_network_it_waits_for_one() {
    let mut visit = Visit::reviewed();
    visit.online = false;
    visit.act(Act::Next).answer(0, "");
    assert!(matches!(visit.done.as_slice(), [Effect::WhenOnline(Event::Again(_))]));
    assert!(visit.state.sending.offline);
    let mut leaving = visit.state.clone();
    let round = leaving.sending.round;
    assert_eq!(leaving.act(Act::Agree(false), &visit.form, &ran_form::NoPatterns), []);
    leaving.act(Act::Back, &visit.form, &ran_form::NoPatterns);
    assert_eq!((leaving.phase.clone(), leaving.step), (Phase::Filling, 2));
    assert_eq!(leaving.hear(Event::Again(round), true), [], "nothing is sent behind the visitor's back");
    visit.online = true;
    assert_eq!(visit.hear(Event::Again).done, [Effect::Post]);
    assert!(!visit.state.sending.offline);
}

#[test]
fn what_no_repetition_mends_is_said() {
    for (status, body) in
        [(400, ""), (403, ""), (404, ""), (413, ""), (422, "<html>"), (422, r#"{"errors":[]}"#)]
    {
        let mut visit = Visit::reviewed();
        visit.act(Act::Next).answer(status, body);
        assert_eq!(visit.state.phase, Phase::Failed(Trouble::Refused), "{status} {body}");
    }
    // A page of somebody in between is no receipt.
    let mut visit = Visit::reviewed();
    visit.act(Act::Next).answer(200, "<html>");
    assert_eq!(visit.state.phase, Phase::Sending);
}

#[test]
fn a_receiver_without_tokens_is_said_at_once() {
    let unasked = |visit: &mut Visit, status| {
        let answer = Answered { status, body: Vec::new(), retry_after_s: None };
        visit.hear(|round| Event::Token(round, answer));
    };
    for status in [403, 404] {
        let mut visit = Visit::new();
        unasked(visit.name("見本"), status);
        assert_eq!(
            (&visit.state.phase, visit.done.as_slice()),
            (&Phase::Filling, [Effect::Complain(status)].as_slice()),
            "the visitor does not miss it yet"
        );
        visit.act(Act::Next).act(Act::Next).act(Act::Agree(true)).act(Act::Next);
        assert_eq!(visit.done, [Effect::AskToken]);
        unasked(&mut visit, status);
        assert_eq!(visit.state.phase, Phase::Failed(Trouble::Refused), "{status}");
        assert_eq!(visit.done, [Effect::Focus(Spot::Summary), Effect::Complain(status)]);
    }
    // No network is nothing that the page's maker could mend.
    for (network, status, complaints) in [(true, 0, 1), (false, 0, 0), (true, 429, 0), (true, 503, 0)] {
        let mut visit = Visit::new();
        visit.online = network;
        unasked(visit.name("見本"), status);
        assert_eq!(visit.done.len(), complaints, "{network} {status}");
    }
    // A page of somebody in between, and troubles that pass.
    for status in [200, 0, 429, 503] {
        let mut visit = Visit::new();
        visit.name("見本").act(Act::Next).act(Act::Next).act(Act::Agree(true)).act(Act::Next);
        unasked(&mut visit, status);
        assert_eq!(visit.state.phase, Phase::Sending, "{status}");
    }
}

#[test]
fn where_no_token_is_given_not_each_letter_asks_for_one() {
    let mut visit = Visit::new();
    let denied = Answered { status: 404, body: Vec::new(), retry_after_s: None };
    let mut asked = 0;
    for name in ["見", "見本", "見本 は", "見本 はな"] {
        asked += visit.name(name).done.iter().filter(|effect| **effect == Effect::AskToken).count();
        let denied = denied.clone();
        visit.hear(|round| Event::Token(round, denied));
    }
    assert_eq!(asked, 1);
    visit.act(Act::Next).act(Act::Next).act(Act::Agree(true)).act(Act::Next);
    assert_eq!(visit.done, [Effect::AskToken], "sending asks again");
}

#[test]
fn a_honeypot_that_a_password_manager_filled_is_emptied() {
    let mut visit = Visit::reviewed();
    visit.act(Act::Website("https://a.example/".to_owned())).act(Act::Next);
    let refused = r#"{"errors":[{"field":"website","code":"unknown-field","message":""}]}"#;
    visit.answer(422, refused);
    assert_eq!(visit.state.phase, Phase::Filling, "a robot is not sent again by itself");
    assert_eq!(visit.state.website, "");
    let [problem] = visit.state.problems.as_slice() else { panic!("{:?}", visit.problems()) };
    assert!(problem.message(&visit.form, Lang::Ja).contains("もう一度送信してください"));
    assert!(problem.error.field.is_empty(), "there is no field to go to");
}

#[test]
fn what_was_received_with_other_answers_is_sent_again_as_another() {
    let mut visit = Visit::reviewed();
    visit.act(Act::Next).answer(409, r#"{"error":"another submission was taken"}"#);
    assert_eq!(visit.state.phase, Phase::Failed(Trouble::Received));
    assert_eq!(visit.done, [Effect::Renew, Effect::Keep, Effect::Focus(Spot::Summary)], "and no Post");
    assert_eq!(visit.state.answers.text("name"), "見本", "nothing typed is lost");
    assert!(visit.state.agreed, "the consent was given on this page");
    assert_eq!(visit.act(Act::Next).done, [Effect::Post], "the visitor sends again");
}

#[test]
fn what_the_receiver_finds_is_shown_in_its_words_or_ours() {
    let mut visit = Visit::reviewed();
    let body = r#"{"errors":[{"field":"tel","code":"bad-tel","message":""},{"field":"name","code":"newer","message":"新しい決まり"},
        {"field":"org","code":"too-long","message":"「団体名」は1000文字以内で入力してください（現在1001文字）。"}]}"#;
    visit.act(Act::Next).answer(422, body);
    assert_eq!(visit.state.phase, Phase::Filling);
    let said: Vec<String> =
        visit.state.problems.iter().map(|problem| problem.message(&visit.form, Lang::Ja)).collect();
    assert!(said[0].contains("市外局番") && said[1] == "新しい決まり", "{said:?}");
    assert!(said[2].contains("現在1001文字"), "the receiver has counted: {said:?}");
    assert!(visit.done.contains(&Effect::AskToken), "a token is good for one submission");
    // The way there shows the step of the field.
    visit.act(Act::Mend(0));
    assert_eq!((visit.state.step, visit.done.as_slice()), (2, [Effect::Focus(Spot::Field(4))].as_slice()));
}

#[test]
fn a_refused_token_is_mended_without_the_visitor() {
    let refused = r#"{"errors":[{"field":"","code":"token-expired","message":""}]}"#;
    let mut visit = Visit::reviewed();
    visit.act(Act::Next);
    for _ in 0..2 {
        visit.answer(422, refused);
        assert_eq!(
            (&visit.state.phase, visit.done.as_slice()),
            (&Phase::Sending, [Effect::AskToken].as_slice())
        );
        visit.token().hear(Event::SearchOn);
        assert_eq!(visit.hear(Event::Ripe).done, [Effect::Post]);
    }
    visit.answer(422, refused);
    assert_eq!(visit.state.phase, Phase::Failed(Trouble::Unreachable));
}

#[test]
fn a_purpose_that_has_changed_is_read_again() {
    let mut visit = Visit::reviewed();
    visit.act(Act::Share(true)).act(Act::Next);
    visit.answer(422, r#"{"errors":[{"field":"consent.agreed","code":"consent-outdated","message":""}]}"#);
    assert!(!visit.state.agreed && !visit.state.shared);
    assert!(visit.done.contains(&Effect::Refresh));
    assert_eq!(visit.problems(), [("consent.agreed", "consent-outdated")]);
}

#[test]
fn a_form_that_has_changed_is_read_again() {
    let mut visit = Visit::reviewed();
    visit.act(Act::Next).answer(
        422,
        r#"{"errors":[{"field":"age","code":"required","message":"「年代」を入力してください。"},
            {"field":"tel","code":"unknown-field","message":"x"},{"field":"who","code":"unknown-field","message":"y"}]}"#,
    );
    assert!(visit.done.contains(&Effect::Refresh));
    // What is not asked any more is nothing to mend, and is said once.
    assert_eq!(visit.problems(), [("age", "required"), ("", "unknown-field")]);
    // The new question is not here yet.
    assert_eq!(visit.act(Act::Mend(0)).done, []);
    let renewed = FEED.replace("\"tel\",", "\"age\",");
    let renewed = read(renewed.into_bytes(), &Limits::default()).unwrap().feed;
    visit.form = renewed.form("f").unwrap().clone();
    assert_eq!(visit.act(Act::Mend(0)).done, [Effect::Focus(Spot::Field(4))]);
    assert_eq!(visit.state.step, 2);
}

#[test]
fn a_receiver_of_another_kind_gives_no_token() {
    let mut visit = Visit::new();
    visit.state.sending.wants_token = false;
    assert_eq!(visit.name("見本").done, [Effect::Keep]);
    visit.act(Act::Next).act(Act::Next).act(Act::Agree(true));
    assert_eq!(visit.act(Act::Next).done, [Effect::Post]);
    let check = |endpoint: &str, expected: Option<&str>| {
        assert_eq!(crate::sending::token_address(endpoint).as_deref(), expected);
    };
    check("https://a.example/api/forms/f/submissions", Some("https://a.example/api/forms/f/token"));
    check("https://b.example/f/xyz", None);
    check("https://b.example/mysubmissions", None);
    check("submissions", None);
}
