//! What the model answers: languages, lookups, places, filters.

use ran_feed::{
    Limits,
    filter::{EventFilter, MemberFilter, Ties, event_haystack, member_haystack},
    model::{
        Audience, EventKind, EventStatus, Feed, Id, Lang, Mode, Place, Precision, PrefectureCode, Table,
        Text, Tier,
    },
    read,
    search::Query,
};
use wasm_bindgen_test::wasm_bindgen_test;

const FEED: &str = r#"{
  "version": 1,
  "alliance": { "name": { "ja": "地域人事部アライアンスネットワーク", "en": "RAN" } },
  "themes": [{ "id": "senior", "label": "シニア", "keywords": ["高齢者"] }, { "id": "side-job", "label": "複業・兼業" }],
  "programmes": [
    { "id": "library", "name": "ミライブラリー", "themes": ["senior"], "members": ["inquiry"],
      "operations": [{ "member": "machihito", "place": { "municipality": "042021" } }] },
    { "id": "own", "name": "複業人材マッチング" }
  ],
  "people": [
    { "id": "saito", "name": "斉藤誠太郎", "affiliations": [
      { "member": "machihito", "role": "代表理事" }, { "organisation": "一般社団法人ISHINOMAKI2.0", "role": "理事" }] },
    { "id": "yokoyama", "name": "横山暁一", "affiliations": [{ "member": "meguru", "role": "代表理事" }] }
  ],
  "members": [
    { "id": "meguru", "name": "NPO法人MEGURU", "kind": "npo", "tier": "alliance", "programmes": ["own"],
      "place": { "municipality": "202151", "municipality_name": "塩尻市" },
      "people": [{ "person": "yokoyama", "role": "代表" }, { "name": "事務局" }],
      "services": [{ "name": "相談", "themes": ["side-job"] }] },
    { "id": "machihito", "name": "一般財団法人まちと人と", "kind": "foundation", "tier": "alliance",
      "areas": [{ "prefecture": "04", "municipality_name": "石巻市" }, { "precision": "nation" }] },
    { "id": "inquiry", "name": "Inquiry合同会社", "kind": "company", "tier": "ran",
      "place": { "prefecture": "新潟県", "lat": 37.9, "lng": 139.0 } }
  ],
  "events": [
    { "id": "a", "title": "シニアの相談会", "kind": "consultation", "start": "2026-04-01T19:00", "host": "meguru",
      "audience": ["companies"], "themes": ["side-job"], "place": { "name": "塩尻市役所" } },
    { "id": "b", "title": "ミライブラリー石巻", "kind": "career-education", "start": "2026-04-02", "host": "machihito",
      "programme": "library", "online_url": "https://example.jp/", "place": { "prefecture": "04", "municipality_name": "石巻市", "name": "石巻市民会館" },
      "supporters": [{ "role": "co-host", "member": "meguru" }, { "role": "patron", "name": "石巻市" }],
      "speakers": [{ "person": "saito" }, { "name": "ゲスト" }] },
    { "id": "c", "title": "定例", "kind": "meeting", "when": { "label": "月1程度", "sort": "2026-05" },
      "mode": "online", "status": "cancelled" },
    { "id": "d", "title": "未定", "when": { "label": "いつか" } }
  ]
}"#;

fn feed() -> Feed {
    let reading = read(FEED.as_bytes().to_vec(), &Limits::default()).expect("a feed");
    assert_eq!(reading.diagnostics, []);
    reading.feed
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn prefecture(number: u8) -> PrefectureCode {
    PrefectureCode::new(number).expect("a prefecture")
}

#[wasm_bindgen_test(unsupported = test)]
fn texts_fall_back() {
    let check = |json: &str, ja: &str, en: &str, easy: &str| {
        let feed = format!(r#"{{"version":1,"alliance":{{"name":{json}}}}}"#);
        let feed = read(feed.into_bytes(), &Limits::default()).unwrap().feed;
        let name = feed.alliance.unwrap().name;
        assert_eq!([Lang::Ja, Lang::En, Lang::JaEasy].map(|lang| name.get(lang)), [ja, en, easy], "{json}");
    };
    check(r#""塩尻""#, "塩尻", "塩尻", "塩尻");
    check(r#"{"ja":"塩尻","en":"Shiojiri","ja-easy":"しおじり"}"#, "塩尻", "Shiojiri", "しおじり");
    check(r#"{"ja":"塩尻","en":"Shiojiri"}"#, "塩尻", "Shiojiri", "塩尻");
    check(r#"{"ja":"塩尻","ja-x-easy":"しおじり","ja-easy":"x"}"#, "塩尻", "塩尻", "しおじり");
    check(r#"{"en":"Shiojiri"}"#, "Shiojiri", "Shiojiri", "Shiojiri");
    check(r#"{"ja":"","ja-easy":"しおじり","fr":"x"}"#, "しおじり", "しおじり", "しおじり");
    let name = feed().alliance.unwrap().name;
    assert_eq!([name.lang_of(Lang::En), name.lang_of(Lang::JaEasy)], [Some(Lang::En), Some(Lang::Ja)]);
    assert_eq!(Text::new("塩尻").unwrap().lang_of(Lang::En), None);
    assert_eq!(Text::new(" 　"), None);
}

#[wasm_bindgen_test(unsupported = test)]
fn lookups() {
    let feed = feed();
    assert_eq!(feed.time_zone(), "Asia/Tokyo");
    assert_eq!(feed.member("machihito").unwrap().name.get(Lang::Ja), "一般財団法人まちと人と");
    assert!(feed.member("nobody").is_none() && feed.theme("").is_none() && feed.event("zzz").is_none());
    let ids = |found: Vec<&Id>| found.into_iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
    assert_eq!(ids(feed.events_of("meguru").map(|event| &event.id).collect()), "a b");
    assert_eq!(ids(feed.events_of("nobody").map(|event| &event.id).collect()), "");
    assert_eq!(ids(feed.programmes_of("meguru").map(|programme| &programme.id).collect()), "own");
    assert_eq!(ids(feed.programmes_of("machihito").map(|programme| &programme.id).collect()), "library");
    assert_eq!(ids(feed.members_of("library").map(|member| &member.id).collect()), "machihito inquiry");
    assert_eq!(ids(feed.members_of("own").map(|member| &member.id).collect()), "meguru");
    let people = |member| {
        let role = |role: ran_feed::model::Role<'_>| {
            format!("{} {}", role.name.get(Lang::Ja), role.role.map_or("-", |role| role.get(Lang::Ja)))
        };
        feed.people_of(member).map(role).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(people("meguru"), "横山暁一 代表, 事務局 -");
    assert_eq!(people("machihito"), "斉藤誠太郎 代表理事");
    assert_eq!(people("inquiry"), "");
}

#[wasm_bindgen_test(unsupported = test)]
fn places_say_how_precise_they_are() {
    let feed = feed();
    let of = |place: &Place| (place.precision(), place.prefecture().map(PrefectureCode::number));
    let places = |member| feed.member(member).unwrap().places().map(of).collect::<Vec<_>>();
    assert_eq!(places("meguru"), [(Precision::Municipality, Some(20))]);
    assert_eq!(places("machihito"), [(Precision::Municipality, Some(4)), (Precision::Nation, None)]);
    assert_eq!(places("inquiry"), [(Precision::Point, Some(15))]);
    let point = feed.member("inquiry").unwrap().place.as_ref().unwrap().coordinates().unwrap();
    assert_eq!((point.lat(), point.lng()), (37.9, 139.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn events_know_their_mode_and_status() {
    let feed = feed();
    let modes: Vec<_> = feed.events.iter().map(ran_feed::model::Event::mode).collect();
    assert_eq!(modes, [Some(Mode::Onsite), Some(Mode::Hybrid), Some(Mode::Online), None]);
    assert_eq!(feed.event("c").unwrap().status(), EventStatus::Cancelled);
    assert_eq!(feed.event("a").unwrap().status(), EventStatus::Scheduled);
    assert_eq!(feed.event("d").unwrap().kind, EventKind::Other);
}

#[wasm_bindgen_test(unsupported = test)]
fn event_filters() {
    let feed = feed();
    let check = |filter: EventFilter, expected: &str| {
        let found: String =
            feed.events.iter().filter(|event| filter.matches(event, &feed)).map(|e| e.id.as_str()).collect();
        assert_eq!(found, expected, "{filter:?}");
    };
    let none = EventFilter::default;
    assert!(none().is_empty());
    check(none(), "abcd");
    check(EventFilter { kinds: vec![EventKind::Consultation, EventKind::Meeting], ..none() }, "ac");
    check(EventFilter { audience: vec![Audience::Companies], ..none() }, "a");
    check(EventFilter { themes: vec![id("side-job")], ..none() }, "a");
    check(EventFilter { themes: vec![id("senior")], ..none() }, "b");
    check(EventFilter { prefectures: vec![prefecture(20)], ..none() }, "ac");
    check(EventFilter { prefectures: vec![prefecture(4)], ..none() }, "bc");
    check(EventFilter { hosts: vec![id("meguru")], ..none() }, "ab");
    check(EventFilter { programmes: vec![id("library")], ..none() }, "b");
    check(EventFilter { modes: vec![Mode::Online], ..none() }, "bc");
    check(EventFilter { modes: vec![Mode::Onsite], ..none() }, "ab");
    check(EventFilter { text: Query::new("ｼﾆｱ"), ..none() }, "a");
    check(EventFilter { text: Query::new("斉藤"), ..none() }, "b");
    for text in ["宮城県石巻市", "宮城県石巻市民会館"] {
        check(EventFilter { text: Query::new(text), ..none() }, "b");
    }
    check(EventFilter { kinds: vec![EventKind::Meeting], hosts: vec![id("meguru")], ..none() }, "");
}

#[wasm_bindgen_test(unsupported = test)]
fn member_filters() {
    let feed = feed();
    let ties = Ties::new(&feed);
    let check = |filter: MemberFilter, expected: &str| {
        let is_found = |(place, _): &(usize, _)| {
            filter.matches_all_but_text(*place, &feed, &ties)
                && filter.text.matches(&member_haystack(*place, &feed, &ties))
        };
        let found = feed.members.iter().enumerate().filter(is_found).map(|(_, member)| member.id.as_str());
        assert_eq!(found.collect::<Vec<_>>().join(" "), expected, "{filter:?}");
    };
    let none = MemberFilter::default;
    check(none(), "meguru machihito inquiry");
    check(MemberFilter { tiers: vec![Tier::Ran], ..none() }, "inquiry");
    check(MemberFilter { themes: vec![id("side-job")], ..none() }, "meguru");
    check(MemberFilter { programmes: vec![id("library")], ..none() }, "machihito inquiry");
    check(MemberFilter { programmes: vec![id("own")], ..none() }, "meguru");
    check(MemberFilter { text: Query::new("みらいぶらりー"), ..none() }, "machihito inquiry");
    check(MemberFilter { text: Query::new("ながの"), ..none() }, "");
    check(MemberFilter { text: Query::new("長野 横山"), ..none() }, "meguru");
    // As the card writes it: where the member is, and where it works.
    check(MemberFilter { text: Query::new("長野県塩尻市"), ..none() }, "meguru");
    check(MemberFilter { text: Query::new("宮城県石巻市"), ..none() }, "machihito");
    check(MemberFilter { text: Query::new("nagano"), ..none() }, "meguru");
}

/// A search of the whole feed for each member would take minutes.
#[wasm_bindgen_test(unsupported = test)]
fn tens_of_thousands_of_members_are_tied_to_what_names_them() {
    let all = 0..20_000;
    let list = |entry: &dyn Fn(u32) -> String| all.clone().map(entry).collect::<Vec<_>>().join(",");
    let members = list(&|at| format!(r#"{{"id":"m{at}","name":"M"}}"#));
    let people =
        list(&|at| format!(r#"{{"id":"p{at}","name":"P{at}.","affiliations":[{{"member":"m{at}"}}]}}"#));
    let ids = list(&|at| format!(r#""m{at}""#));
    let programmes = format!(r#"{{"id":"p","name":"Library","members":[{ids}]}}"#);
    let text =
        format!(r#"{{"version":1,"members":[{members}],"people":[{people}],"programmes":[{programmes}]}}"#);
    let feed = read(text.into_bytes(), &Limits::default()).unwrap().feed;
    let ties = Ties::new(&feed);
    let filter = MemberFilter { programmes: vec![id("p")], ..MemberFilter::default() };
    for place in 0..feed.members.len() {
        assert!(filter.matches_all_but_text(place, &feed, &ties));
        assert_eq!(member_haystack(place, &feed, &ties), format!("m library p{place}."));
    }
    assert_eq!(feed.members_of("p").count(), feed.members.len());
}

#[wasm_bindgen_test(unsupported = test)]
fn haystacks_are_folded() {
    let feed = feed();
    let member = member_haystack(feed.members.position("inquiry").unwrap(), &feed, &Ties::new(&feed));
    assert_eq!(member, "inquiry合同会社 新潟県 niigata みらいぶらりー");
    assert!(event_haystack(feed.event("b").unwrap(), &feed).contains("みらいぶらりー石巻"));
}

#[wasm_bindgen_test(unsupported = test)]
fn of_entries_with_one_id_the_first_stays() {
    let feed = feed();
    let mut events: Vec<_> = feed.events.iter().chain(&feed.events).cloned().collect();
    events[4].title = Text::new("later").unwrap();
    let table = Table::new(events);
    assert_eq!(table.len(), 4);
    assert_eq!(table.get("a").unwrap().title.get(Lang::Ja), "シニアの相談会");
    assert_eq!(table.iter().map(|event| event.id.as_str()).collect::<String>(), "abcd");
}
