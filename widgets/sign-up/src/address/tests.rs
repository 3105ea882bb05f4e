use ran_feed::model::Lang;
use ran_feed::{Limits, read};
use ran_form::NoPatterns;

use super::*;
use crate::draft::{self, Draft};
use crate::state::Act;

const FILE: &str = "@長野県 塩尻市\n0700\n0737 大門八番町\n0001 北町\n0001 南町\n@東京都 千代田区\n0005 丸の内\n\
    @愛知県 弥富市\n0000\n@三重県 桑名郡木曽岬町\n0000\n";

/// A form whose fields are these: kind, token of autofill, and more.
fn form(fields: &[&str]) -> Form {
    let fields: Vec<String> = fields
        .iter()
        .enumerate()
        .map(|(place, field)| {
            let mut words = field.splitn(3, ' ');
            let mut word = || words.next().unwrap_or_default();
            let (kind, token, more) = (word(), word(), word());
            let token =
                if token.is_empty() { String::new() } else { format!(r#","autocomplete":"{token}""#) };
            format!(r#"{{"id":"f{place}","type":"{kind}","label":"F{place}"{token}{more}}}"#)
        })
        .collect();
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"forms":[{{"id":"f","title":"F","fields":[{}]}}]}}"#,
        fields.join(",")
    );
    let reading = read(feed.into_bytes(), &Limits::default()).unwrap();
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.feed.form("f").unwrap().clone()
}

struct Visit {
    form: Form,
    state: State,
}

impl Visit {
    fn new(fields: &[&str]) -> Self {
        let form = form(fields);
        let mut state = State::of(Draft::default(), &form);
        state.shown(&form, Lang::Ja);
        Self { form, state }
    }

    /// Types into a field; answers the file that is asked for.
    fn types(&mut self, place: usize, text: &str) -> Option<String> {
        let effects = self.state.act(Act::Answer(place, text.to_owned()), &self.form, &NoPatterns);
        effects.contains(&Effect::FindAddress).then(|| self.state.lookup.file())
    }

    /// Hears an answer of the present round.
    fn hears(&mut self, file: &str) -> Vec<Effect> {
        self.state.found(self.state.lookup.round, file.as_bytes(), &self.form, &NoPatterns)
    }

    /// Types a postcode that is looked for, and hears of it.
    fn posts(&mut self, postcode: &str) -> Vec<Effect> {
        assert_eq!(self.types(0, postcode), Some(format!("postcodes/{}.txt", &postcode[..3])));
        self.hears(FILE)
    }

    fn answers(&self) -> Vec<&str> {
        self.form.fields.iter().skip(1).map(|field| self.state.answers.text(field.id.as_str())).collect()
    }

    fn differs(&self) -> bool {
        self.state.lookup.differs(0)
    }

    fn said(&self) -> Option<Said> {
        self.state.lookup.said(0)
    }
}

const PARTS: [&str; 3] = ["postcode", "prefecture", "text address-level2"];

#[test]
fn each_form_gets_the_parts_that_it_asks_for() {
    let check = |fields: &[&str], expected: &[&str]| {
        let mut visit = Visit::new(fields);
        visit.posts("399-0737");
        assert_eq!(visit.answers(), expected, "{fields:?}");
    };
    check(&PARTS, &["20", "塩尻市"]);
    check(
        &["postcode", "prefecture", "text address-level2", "text street-address"],
        &["20", "塩尻市", "大門八番町"],
    );
    check(&["postcode", "prefecture", "text street-address"], &["20", "塩尻市大門八番町"]);
    check(&["postcode", "textarea street-address"], &["長野県塩尻市大門八番町"]);
    check(&["postcode", "text address-level1", "text name", "text"], &["長野県", "", ""]);
    // Another postcode has an address of its own.
    check(&["postcode", "prefecture", "postcode", "prefecture"], &["20", "", ""]);
    // A question that is not asked is not answered.
    let hidden = r#"prefecture address-level1 ,"show_if":{"field":"f0","is":["x"]}"#;
    check(&["postcode", hidden, "text address-level2"], &["", "塩尻市"]);
}

#[test]
fn a_whole_postcode_is_looked_for_once() {
    let mut visit = Visit::new(&PARTS);
    for typed in ["", "3", "399", "399-073", "３９９ー０７３"] {
        assert_eq!(visit.types(0, typed), None, "{typed}");
    }
    for (typed, expected) in [
        ("３９９ー０７３７", Some("postcodes/399.txt")),
        ("399-0737", None),
        ("3990737", None),
        ("39907371", None),
        ("〒399−0738", Some("postcodes/399.txt")),
    ] {
        assert_eq!(visit.types(0, typed).as_deref(), expected, "{typed}");
    }
    // Without a field for it, nobody is asked.
    assert_eq!(Visit::new(&["postcode", "text"]).types(0, "399-0737"), None);
    assert_eq!(Visit::new(&["text", "prefecture"]).types(0, "399-0737"), None);
}

#[test]
fn what_a_person_typed_stays() {
    let mut visit = Visit::new(&PARTS);
    visit.types(2, "松本市");
    visit.posts("399-0737");
    assert_eq!(visit.answers(), ["20", "松本市"]);
    assert_eq!(visit.said(), Some(Said::Filled));
    // What the program filled in follows the postcode; what was typed does not.
    visit.posts("100-0005");
    assert_eq!(visit.answers(), ["13", "松本市"]);
    visit.types(1, "14");
    visit.types(2, "");
    visit.posts("399-0737");
    assert_eq!(visit.answers(), ["14", "塩尻市"]);
    visit.types(2, "塩尻市大門");
    visit.posts("100-0005");
    assert_eq!(visit.answers(), ["14", "塩尻市大門"], "nothing is free any more");
    assert_eq!(visit.said(), None);
}

#[test]
fn what_stays_of_another_address_is_said() {
    let fields = ["postcode", "prefecture", "text address-level2", "text street-address"];
    for (street, postcode, expected) in [
        ("大門八番町1-2", "399-0737", false),
        ("大門八番町1-2", "100-0005", true),
        ("丸の内１丁目", "100-0005", false),
        // Of the street this one says nothing, and it was the other postcode's.
        ("大門八番町1-2", "399-0700", true),
    ] {
        let mut visit = Visit::new(&fields);
        visit.posts("399-0737");
        visit.types(3, street);
        assert!(!visit.differs());
        visit.types(0, "");
        visit.posts(postcode);
        assert_eq!((visit.answers()[2], visit.differs()), (street, expected), "{postcode}");
        visit.types(0, "399");
        assert!(!visit.differs(), "it is about the whole postcode");
    }
    // What was there before any postcode is no address of another one, where the postcode says nothing of it.
    let mut visit = Visit::new(&fields);
    visit.types(3, "大門1-2");
    visit.posts("399-0700");
    assert_eq!((visit.answers(), visit.differs()), (vec!["20", "塩尻市", "大門1-2"], false));
    // Also where nothing is filled in.
    let mut visit = Visit::new(&["postcode", "prefecture"]);
    visit.types(1, "14");
    visit.posts("399-0737");
    assert_eq!((visit.said(), visit.differs()), (None, true));
}

#[test]
fn after_a_reload_a_filled_in_address_still_follows_the_postcode() {
    let mut visit =
        Visit::new(&["postcode", "prefecture", "text address-level2", "text street-address", "text"]);
    visit.posts("399-0737");
    visit.types(3, "大門一番町");
    visit.types(4, "はな子");
    let kept = draft::write(&visit.state.draft());
    visit.state = State::of(draft::read(&kept).unwrap(), &visit.form);
    assert_eq!(visit.answers(), ["20", "塩尻市", "大門一番町", "はな子"]);
    visit.posts("100-0005");
    assert_eq!(visit.answers(), ["13", "千代田区", "大門一番町", "はな子"]);
}

#[test]
fn where_no_street_is_asked_for_nothing_is_to_be_added() {
    let mut visit = Visit::new(&["postcode", "prefecture", "text address-level2"]);
    visit.posts("399-0737");
    assert_eq!(visit.said(), Some(Said::Filled));
}

#[test]
fn only_what_all_places_have_in_common_is_filled_in() {
    let mut visit = Visit::new(&["postcode", "prefecture", "text address-level2", "text street-address"]);
    visit.posts("399-0737");
    assert_eq!(visit.said(), Some(Said::Begun), "the house number is to be written");
    visit.posts("399-0001");
    assert_eq!(visit.answers(), ["20", "塩尻市", ""], "the town of the other postcode is gone");
    visit.posts("498-0000");
    assert_eq!(visit.answers(), ["", "", ""]);
    assert_eq!(visit.said(), Some(Said::Nothing));
}

#[test]
fn what_belongs_to_another_postcode_does_not_stay() {
    let mut visit = Visit::new(&PARTS);
    visit.posts("399-0737");
    visit.types(0, "399-9999");
    visit.hears(FILE);
    assert_eq!((visit.answers(), visit.said()), (vec!["", ""], Some(Said::Nothing)));
}

#[test]
fn a_list_is_told_to_show_its_answer() {
    let mut visit = Visit::new(&PARTS);
    let told = visit.posts("399-0737");
    assert!(told.contains(&Effect::Keep) && told.contains(&Effect::Choose(1, "20".to_owned())), "{told:?}");
}

#[test]
fn without_an_answer_it_is_said_quietly() {
    for file in ["", "not found", "<!doctype html>\n<p>399-0737", "0737 大門八番町"] {
        let mut visit = Visit::new(&PARTS);
        assert!(visit.types(0, "399-0737").is_some());
        visit.hears(file);
        assert_eq!((visit.said(), visit.answers()), (Some(Said::Nothing), vec!["", ""]), "{file}");
        visit.types(0, "399-073");
        assert_eq!(visit.said(), None, "it is about the whole postcode");
    }
    let mut visit = Visit::new(&PARTS);
    visit.types(0, "399-0738");
    visit.hears(FILE);
    assert_eq!(visit.said(), Some(Said::Nothing));
}

#[test]
fn late_answers_are_not_heard() {
    // Another postcode, one that is not whole any more, or one that is no longer in view.
    let acts = [Act::Answer(0, "100-0005".to_owned()), Act::Answer(0, "399".to_owned()), Act::Next];
    for act in acts {
        let mut visit = Visit::new(&PARTS);
        visit.types(0, "399-0737");
        let round = visit.state.lookup.round;
        visit.state.act(act, &visit.form.clone(), &NoPatterns);
        assert_eq!(visit.state.found(round, FILE.as_bytes(), &visit.form, &NoPatterns), []);
        assert_eq!(visit.answers(), ["", ""]);
    }
}

#[test]
fn a_problem_that_the_address_mends_goes() {
    let required = r#"prefecture address-level1 ,"required":true"#;
    let mut visit = Visit::new(&["postcode", required]);
    visit.state.act(Act::Next, &visit.form.clone(), &NoPatterns);
    assert_eq!(visit.state.problems.len(), 1);
    visit.posts("399-0737");
    assert_eq!(visit.state.problems, []);
}
