//! What is read of a feed that is broken, and what is said about it: `corpus/reading.json`.

mod common;

use ran_feed::{Error, Limits, Progress, Reader, Reading, json::Node, read};
use wasm_bindgen_test::wasm_bindgen_test;

const CORPUS: &str = include_str!("../corpus/reading.json");
const VALUES: &str = include_str!("../corpus/bad-values.json");

/// `kept ids`, then each diagnostic as `line:column severity code path -> lost`.
fn describe(result: Result<Reading, Error>) -> String {
    let reading = match result {
        Err(error) => return format!("refused: {}", error.code()),
        Ok(reading) => reading,
    };
    let feed = &reading.feed;
    let members = feed.members.iter().map(|member| member.id.as_str());
    let events = feed.events.iter().map(|event| event.id.as_str());
    let forms = feed.forms.iter().map(|form| form.id.as_str());
    let mut lines = vec![members.chain(events).chain(forms).collect::<Vec<_>>().join(" ")];
    // What the checker alone speaks of has tests of its own; here all features must say the same.
    let of_all = |code| ran_feed::faults().iter().any(|fault| fault.code() == code);
    for found in reading.diagnostics.iter().filter(|found| of_all(found.code)) {
        // Each names a value, but for the end of the file, where there is none.
        let names_none = ["is ", "has ", "this is "].iter().any(|start| found.message.starts_with(start));
        assert_eq!(names_none, found.code == "cut-off", "{found:?}");
        let path = Some(&found.path).filter(|path| !path.is_empty());
        let lost = found.lost.as_ref().map(|lost| format!("-> {lost}"));
        let place = format!("{}:{}", found.line, found.column);
        let parts = [Some(place.as_str()), Some(found.severity.as_str()), Some(found.code)].into_iter();
        let parts = parts.chain([path.map(String::as_str), lost.as_deref().map(str::trim_end)]);
        lines.push(parts.flatten().collect::<Vec<_>>().join(" "));
    }
    lines.join("\n")
}

/// The bytes of a case: the text of `input`, in which `\xNN` stands for a byte.
fn input(case: &Node<'_>) -> Vec<u8> {
    let text = common::text(case, "input");
    let mut pieces = text.split("\\x");
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).expect("two hexadecimal digits"));
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    bytes
}

/// Who looks at the feed.
const WHO: &str = if cfg!(feature = "check") { "checker" } else { "page" };

#[wasm_bindgen_test(unsupported = test)]
fn broken_feeds() {
    common::run(CORPUS, WHO, |case| describe(read(input(case), &Limits::default())));
}

/// Every rule for a value, in an otherwise sound feed: what is lost must be the value, and the entry must stay.
#[wasm_bindgen_test(unsupported = test)]
fn bad_values() {
    common::run(VALUES, "page", |case| {
        let feed = format!(r#"{{"version":1,"alliance":{{"name":"RAN"}},{}}}"#, common::text(case, "input"));
        let described = describe(read(feed.into_bytes(), &Limits::default()));
        // The column follows from the case: that of the corpus above is enough.
        let lines = described.lines().map(|line| {
            line.split_once(' ').filter(|(at, _)| at.contains(':')).map_or(line, |(_, rest)| rest)
        });
        lines.collect::<Vec<_>>().join("\n")
    });
}

fn with_limits(input: &str, limits: Limits) -> String {
    describe(read(input.as_bytes().to_vec(), &limits))
}

#[wasm_bindgen_test(unsupported = test)]
fn limits_are_kept() {
    let small = Limits { bytes: 300, depth: 8, text_bytes: 20, entries: 2, diagnostics: 2 };
    let start = r#"{"version":1,"alliance":{"name":"RAN"},"#;
    let members =
        r#""members":[{"id":"a","name":"A"},{"id":"b","name":"B"},{"id":"c","name":"C"},{"id":"d"}]"#;
    let long = format!(r#"{start}"members":[{{"id":"a","name":"A","kana":"{}"}}]}}"#, "あ".repeat(7));
    let lists = format!(
        r#"{start}"members":[{{"id":"a","name":"A","themes":["x","y","z"]}}],"themes":[{{"id":"x","label":"X"}},{{"id":"y","label":"Y"}}]}}"#
    );
    let check = |input: &str, expected: &str| assert_eq!(with_limits(input, small), expected, "{input}");
    check(&" ".repeat(301), "refused: too-large");
    check(&format!("{start}{members}}}"), "a b\n1:95 error too-many members[2] -> members[2]");
    // Where in an entry the checker alone knows.
    let is_checker = cfg!(feature = "check");
    let within =
        |field: &str| if is_checker { format!("members[0]{field}") } else { "members[0]".to_owned() };
    let (kana, theme) = (within(".kana"), within(".themes[2]"));
    check(&long, &format!("a\n1:79 error too-long {kana} -> {kana}"));
    check(&lists, &format!("a\n1:90 error too-many {theme} -> {theme}"));
    check(
        r#"{"version":1,"alliance":{"name":"RAN"},"members":[1,2,3,4]}"#,
        "\n1:51 error not-an-object members[0] -> members[0]\n1:53 error not-an-object members[1] -> members[1]\n\
         1:1 error more-problems",
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_cut_is_seen_behind_any_number_of_mistakes() {
    let is_whole = |mistakes: usize, end: &str| {
        let mistakes = "7,".repeat(mistakes);
        let feed =
            format!(r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{mistakes}{{"id":"a"}}{end}"#);
        read(feed.into_bytes(), &Limits::default()).expect("a feed").is_whole
    };
    let limit = Limits::default().diagnostics;
    for mistakes in [0, limit - 1, limit, 2 * limit] {
        assert!(!is_whole(mistakes, ""), "{mistakes}");
        assert!(is_whole(mistakes, "]}"), "{mistakes}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn zones_are_checked_by_who_knows_them() {
    let feed = br#"{"version":1,"alliance":{"name":"RAN","time_zone":"Asia/Tokio"},"events":[
{"id":"a","title":"A","kind":"seminar","start":"2026-04-01T10:00","time_zone":"Mars/Base"},
{"id":"b","title":"B","kind":"seminar","start":"2026-04-01T10:00","time_zone":"Europe/Berlin"}]}"#;
    let zones = |reader: Reader| {
        let Reading { feed, diagnostics, .. } = reader.finish().expect("a feed");
        let named =
            feed.events.iter().map(|event| event.time_zone.as_ref().map_or("-", |zone| zone.as_str()));
        let named = named.collect::<Vec<_>>().join(" ");
        let paths =
            diagnostics.iter().map(|found| format!("{} {}", found.code, found.path)).collect::<Vec<_>>();
        format!("{} {named}; {}", feed.time_zone(), paths.join(", "))
    };
    let reader = || Reader::new(feed.to_vec(), Limits::default());
    assert_eq!(zones(reader()), "Asia/Tokio Mars/Base Europe/Berlin; ");
    assert_eq!(
        zones(reader().with_zones(|name| name == "Europe/Berlin")),
        "Asia/Tokyo - Europe/Berlin; bad-time-zone alliance.time_zone, bad-time-zone events[0].time_zone"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn another_encoding_is_seen_wherever_it_begins() {
    // 地域 in Shift_JIS (JIS X 0208: 354F, 3068), or what Latin-1 has for °.
    let check = |name: &[u8], spaces: usize, expected: &str| {
        let spaces = " ".repeat(spaces);
        let start =
            format!(r#"{{"version":1,"alliance":{{"name":"RAN"}},{spaces}"members":[{{"id":"a","name":""#);
        let feed = [start.as_bytes(), name, br#""}]}"#].concat();
        let described = describe(read(feed, &Limits::default()));
        assert!(described.starts_with(expected), "{}: {described:.99}", spaces.len());
    };
    let shift_jis = b"\x92n\x88\xE6".repeat(9);
    for spaces in [0, 64 * 1024, 1 << 20] {
        check(&shift_jis, spaces, "refused: encoding");
        check(b"25\xB0C", spaces, "a\n");
        check("地域".as_bytes(), spaces, "a");
    }
    // What is pasted into a feed of UTF-8 costs no more than itself.
    let pasted = [&"地".repeat(25 * 1024).into_bytes()[..], &shift_jis].concat();
    check(&pasted, 0, "a\n");
}

#[wasm_bindgen_test(unsupported = test)]
fn fifty_megabytes_are_refused() {
    assert_eq!(describe(read(vec![b' '; 50 << 20], &Limits::default())), "refused: too-large");
}

/// Each of these would be read through again and again by a reader that looks ahead for each letter or entry: a minute
/// and more.
#[wasm_bindgen_test(unsupported = test)]
fn what_is_hostile_takes_no_more_time_than_what_is_long() {
    let check = |rest: &str, kept: &str, last: &str| {
        let described =
            with_limits(&format!(r#"{{"version":1,"alliance":{{"name":"RAN"}}{rest}}}"#), Limits::default());
        assert_eq!(described.lines().next(), Some(kept));
        assert!(described.lines().next_back().is_some_and(|line| line.ends_with(last)), "{described:.300}");
    };
    check(&format!(" {}", "x".repeat(2_000_000)), "", "1:40 error unexpected-text ->");
    let unclosed = format!("{{\",\":1,\":{}\":\",\n", "[".repeat(70));
    let members = format!(",\"members\":[\n{}{{\"id\":\"a\",\"name\":\"A\"}}]", unclosed.repeat(16_000));
    check(&members, "a", ":1 error more-problems");
    let nobody = (0..50_000).map(|number| format!("\"m{number}\"")).collect::<Vec<_>>().join(",");
    let programmes = format!(r#","members":[],"programmes":[{{"id":"a","name":"A","members":[{nobody}]}}]"#);
    check(&programmes, "", "1:1 error more-problems");
    let wrong = "1,".repeat(100) + &" ".repeat(100_000);
    let members = format!(",\"members\":[{}1]", wrong.repeat(9));
    check(&members, "", "1:901851 error not-an-object members[900] -> members[900]");
}

#[wasm_bindgen_test(unsupported = test)]
fn words_that_do_not_belong_there_are_read_in_steps() {
    let words = "x ".repeat(50_000);
    let feed = format!(r#"{{"version":1,"alliance":{{"name":"RAN"}} {words}}}"#);
    let mut reader = Reader::new(feed.into_bytes(), Limits::default());
    let mut steps = 1;
    while reader.advance(1_000) == Progress::Pending {
        steps += 1;
    }
    assert!((100..=110).contains(&steps), "{steps}");
}

#[wasm_bindgen_test(unsupported = test)]
fn ten_thousand_levels_are_skipped() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let feed = format!(
        r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{{"id":"a","name":"A","x":{deep},"url":"/a"}},{{"id":"b","name":{deep}}},{deep},{{"id":"c","name":"C"}}],"new":{deep}}}"#
    );
    let said = describe(read(feed.into_bytes(), &Limits::default()));
    let codes: Vec<_> = said.lines().skip(1).map(|line| line.split(' ').nth(2).unwrap_or_default()).collect();
    assert_eq!(said.lines().next(), Some("a c"));
    // A name that is a list is wrong from its first bracket on, and too deep further in.
    let of_entries = ["too-deep", "bad-translation", "too-deep", "not-an-object", "too-deep"];
    // Into what nobody asks for the checker alone looks.
    let of_the_new = cfg!(feature = "check").then_some("too-deep");
    assert_eq!(codes, of_entries.into_iter().chain(of_the_new).collect::<Vec<_>>());
}
