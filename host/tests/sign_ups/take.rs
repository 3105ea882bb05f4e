//! Taking submissions: once each, whatever happens to the connection, and not from everybody.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::thread;

use ran_feed::model::Lang;
use ran_form::wire::MOST_BYTES;
use ran_form::{consent, proof};

use crate::postgres::Cluster;
use crate::service::{FORM, Page, Place, Service, demo_feed, feed, filled, filled_in, name, wait_for};

pub(crate) fn a_submission_is_kept_and_answered(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let mut submission =
        filled_in(Lang::En, &[("name", "ﾐﾎﾝ　Ｈａｎａｋｏ"), ("postcode", "３９９ー０７８６")]);
    page.try_prepare(FORM, &mut submission).expect("a token");
    let reply = page.send(&name(), &submission);
    let receipt = reply.receipt();
    assert_eq!(reply.header("cache-control"), Some("no-store"));

    let feed = feed();
    let form = feed.form(FORM).expect("the form");
    let agreed = &reply.json()["consent_receipt"];
    assert_eq!(agreed["text"], consent::consent_text(form, Lang::En));
    assert_eq!(agreed["sha256"], consent::sha256_of(form, Lang::En));
    assert_eq!(agreed["version"], "2026-04-01");
    assert_eq!((&agreed["lang"], &agreed["sharing"]), (&"en".into(), &false.into()));
    assert!(agreed["at"].as_str().is_some_and(|at| at.ends_with("+09:00")), "{agreed}");

    let shown = place.printed(&["show", &receipt.to_ascii_lowercase()]);
    for piece in [
        "ミホン Hanako",
        "399-0786",
        "個人",
        "長野県",
        "hanako@example.jp",
        &consent::sha256_of(form, Lang::En),
    ] {
        assert!(shown.contains(piece), "{piece} is not in\n{shown}");
    }
    let list = place.printed(&["list"]);
    assert!(list.starts_with(&receipt) && list.contains("ミホン Hanako"), "{list}");
}

pub(crate) fn a_repetition_is_the_same_submission(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let (name, mut submission) = (name(), page.ready(&[]));
    let first = page.send(&name, &submission);
    first.receipt();
    assert_eq!(page.send(&name, &submission).body, first.body);
    // The token has run out in the meantime, and the page has a new one or none.
    page.try_prepare(FORM, &mut submission).expect("a token");
    assert_eq!(page.send(&name, &submission).body, first.body);
    submission.token.clear();
    assert_eq!(page.send(&name, &submission).body, first.body);
    // Something else under the same name.
    let other = page.ready(&[("name", "別人")]);
    let conflict = page.send(&name, &other);
    assert_eq!(conflict.status, 409, "{conflict:?}");
    assert!(
        conflict.body.contains("another submission was taken under the same Idempotency-Key"),
        "{conflict:?}"
    );
    let conflict = page.post("alliance-member", &name, &submission.to_json()).expect("an answer");
    assert_eq!(conflict.status, 409, "{conflict:?}");
    assert_eq!(place.count(), 1);
    assert!(!place.printed(&["list"]).contains("別人"));
}

pub(crate) fn a_double_click_is_one_submission(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let (name, submission) = (name(), page.ready(&[]));
    let bodies: Vec<String> = thread::scope(|scope| {
        let clicks: Vec<_> = (0..12)
            .map(|_| {
                scope.spawn(|| {
                    let reply = page.send(&name, &submission);
                    reply.receipt();
                    reply.body
                })
            })
            .collect();
        clicks.into_iter().map(|click| click.join().expect("an answer")).collect()
    });
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:#?}");
    assert_eq!(place.count(), 1);
}

pub(crate) fn a_lost_answer_comes_again(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    for _ in 0..10 {
        let (name, submission) = (name(), page.ready(&[]));
        let body = submission.to_json();
        let host = service.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("a connection");
        let head = format!(
            "POST /api/forms/{FORM}/submissions HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\n\
             content-type: application/json\r\nidempotency-key: {name}\r\ncontent-length: {}\r\n\r\n",
            service.url,
            body.len()
        );
        stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(body.as_bytes()))
            .expect("a request");
        let _ = stream.shutdown(Shutdown::Both);
        drop(stream);
        page.send(&name, &submission).receipt();
    }
    assert_eq!(place.count(), 10);
    // Each was accepted once, with a time, whichever of the two came first.
    let metrics = page.get("/metrics").expect("an answer").body;
    for said in ["ran_submissions_total{outcome=\"accepted\"} 10\n", "ran_submission_seconds_count 10\n"] {
        assert!(metrics.contains(said), "{metrics}");
    }
}

pub(crate) fn a_token_is_good_for_one(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let submission = page.ready(&[]);
    page.send(&name(), &submission).receipt();
    assert_eq!(page.send(&name(), &submission).errors(), [" bad-token"]);
    let mut other = submission.clone();
    page.try_prepare("alliance-member", &mut other).expect("a token");
    assert_eq!(page.send(&name(), &other).errors(), [" bad-token"], "a token of another form");
    other.token.clear();
    assert_eq!(page.send(&name(), &other).errors(), [" bad-token"]);
    assert_eq!(place.count(), 1);
}

pub(crate) fn mistakes_are_named(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    for (answers, expected) in [
        (&[("email", "hanako")][..], &["email bad-email"][..]),
        (&[("name", ""), ("name-kana", "abc")], &["name required", "name-kana bad-kana"]),
        (&[("applicant", "nobody")], &["applicant bad-choice"]),
        (&[("slack-rules", "")], &["slack-rules not-agreed"]),
        (&[("secret", "x")], &["secret unknown-field"]),
    ] {
        assert_eq!(page.send(&name(), &page.ready(answers)).errors(), expected, "{answers:?}");
    }
    let mut submission = page.ready(&[]);
    submission.consent.agreed = false;
    assert_eq!(page.send(&name(), &submission).errors(), ["consent.agreed not-agreed"]);
    submission.consent.agreed = true;
    submission.consent.version = "2025-04-01".to_owned();
    assert_eq!(page.send(&name(), &submission).errors(), ["consent.agreed consent-outdated"]);
    submission = page.ready(&[]);
    submission.website = "https://spam.example".to_owned();
    assert_eq!(page.send(&name(), &submission).errors(), ["website unknown-field"]);
    submission = page.ready(&[]);
    // One text in sixteen proves four bits.
    let wrong = ["a", "b", "c", "d", "e", "f", "g", "h"]
        .into_iter()
        .find(|wrong| !proof::holds(&submission.token, wrong, 4));
    submission.proof = wrong.expect("one of eight that proves nothing").to_owned();
    assert_eq!(page.send(&name(), &submission).errors(), [" bad-proof"]);

    let good = page.ready(&[]).to_json();
    let post = |page: &Page, form: &str, name: &str, body: &str| {
        page.post(form, name, body).expect("an answer").status
    };
    let some = name();
    assert_eq!(post(&page, FORM, "", &good), 400, "without a name");
    assert_eq!(post(&page, FORM, "short", &good), 400);
    assert_eq!(post(&page, FORM, &"x".repeat(65), &good), 400);
    assert_eq!(post(&page, FORM, "0123456789abcdef'; --", &good), 400);
    assert_eq!(post(&page, FORM, &some, "{}"), 400);
    assert_eq!(post(&page, FORM, &some, "not JSON"), 400);
    assert_eq!(post(&page, FORM, &some, &"[".repeat(10_000)), 400);
    let long = format!("content-length: {}\r\nidempotency-key: {some}\r\n", MOST_BYTES + 1);
    for (method, headers, status) in [("POST", long.as_str(), 413), ("DELETE", "", 405)] {
        let answer = raw(&service, method, &service.url, headers);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
        assert!(answer.contains("content-type: application/json\r\n"), "{answer}");
        assert_eq!(answer.contains("allow: POST\r\n"), status == 405, "{answer}");
    }
    let unreadable = page.get("/api/forms/%ff/token").expect("an answer");
    assert_eq!((unreadable.status, unreadable.json()["error"].is_string()), (400, true), "{unreadable:?}");
    assert_eq!(post(&page, "no-such-form", &some, &good), 404);
    assert_eq!(post(&page.with("content-type", "text/plain"), FORM, &some, &good), 415);
    assert_eq!(post(&page.with("origin", "https://elsewhere.example.jp"), FORM, &some, &good), 403);
    assert_eq!(post(&page.with("origin", "null"), FORM, &some, &good), 403);
    assert_eq!(post(&page.with("origin", ""), FORM, &some, &good), 403);
    // Who looks whether all is well names no origin, with GET as with HEAD.
    let head = page.head(&format!("/api/forms/{FORM}/token")).expect("an answer");
    assert_eq!((head.status, head.body.as_str()), (200, ""), "{head:?}");
    assert_eq!(page.get("/api/forms/no-such-form/token").expect("an answer").status, 404);
    let metrics = page.get("/metrics").expect("an answer").body;
    for line in [
        "ran_submissions_total{outcome=\"accepted\"} 0",
        "ran_submissions_total{outcome=\"forbidden\"} 3",
        "ran_submissions_total{outcome=\"malformed\"} 12",
        "ran_tokens_total{outcome=\"limited\"} 0",
        "ran_database_up 1",
        "ran_outbox_entries{state=\"waiting\"} 0",
    ] {
        assert!(metrics.contains(line), "{line} is not in\n{metrics}");
    }
}

/// The head of a request alone, and what comes back.
fn raw(service: &Service, method: &str, origin: &str, headers: &str) -> String {
    let host = service.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("a connection");
    let request = format!(
        "{method} /api/forms/{FORM}/submissions HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         origin: {origin}\r\ncontent-type: application/json\r\n{headers}\r\n"
    );
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

/// Asked to stop in the middle, it answers whom it has taken, and takes nobody whom it does not answer.
pub(crate) fn what_was_taken_is_finished(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let ready: Vec<_> = (0..40).map(|_| (name(), page.ready(&[]))).collect();
    let (begun, first) = std::sync::mpsc::channel();
    let receipts: Vec<String> = thread::scope(|scope| {
        let sent: Vec<_> = ready
            .iter()
            .map(|(name, submission)| {
                let (page, begun) = (page.clone(), begun.clone());
                scope.spawn(move || {
                    let reply = page.post(FORM, name, &submission.to_json());
                    let _ = begun.send(());
                    // Whoever comes after the end has no connection.
                    reply.ok().map(|reply| reply.receipt())
                })
            })
            .collect();
        first.recv().expect("a first answer");
        service.stop();
        sent.into_iter().filter_map(|sent| sent.join().expect("no other answer than 201")).collect()
    });
    assert!(!receipts.is_empty());
    let list = place.printed(&["list"]);
    for receipt in &receipts {
        assert!(list.contains(receipt), "{receipt} was given out and is not in\n{list}");
    }
    assert_eq!(list.lines().count(), receipts.len());
}

#[test]
fn pages_of_allowed_origins_may_send() {
    let place = Place::sqlite();
    let service = Service::start(&place, &["--allow-origin", "https://town.example.jp"]);
    let town = Page::of(&service).with("origin", "https://town.example.jp");
    let reply = town.send(&name(), &town.ready(&[]));
    reply.receipt();
    assert_eq!(reply.header("access-control-allow-origin"), Some("https://town.example.jp"));
    assert_eq!(reply.header("access-control-allow-credentials"), None);
    assert!(reply.header("vary").is_some_and(|vary| vary.contains("origin")), "{reply:?}");
    for origin in ["https://town.example.jp.evil.example", "http://town.example.jp", "https://evil.example"] {
        let other = town.with("origin", origin).get(&format!("/api/forms/{FORM}/token")).expect("an answer");
        assert_eq!((other.status, other.header("access-control-allow-origin")), (403, None), "{origin}");
    }

    let preflight = |origin: &str| {
        let asked = "access-control-request-method: POST\r\naccess-control-request-headers: content-type,idempotency-key";
        raw(&service, "OPTIONS", origin, &format!("{asked}\r\n"))
    };
    let allowed = preflight("https://town.example.jp");
    for line in [
        "HTTP/1.1 200",
        "access-control-allow-origin: https://town.example.jp\r\n",
        "access-control-allow-headers: content-type,idempotency-key\r\n",
        "access-control-allow-methods: GET,POST\r\n",
    ] {
        assert!(allowed.contains(line), "{line} is not in\n{allowed}");
    }
    assert!(!preflight("https://evil.example").contains("access-control-allow-origin"));
}

#[test]
fn one_address_cannot_send_without_end() {
    let place = Place::sqlite();
    let service = Service::start(&place, &["--rate", "2"]);
    let page = Page::of(&service);
    let send = |page: &Page, visitor: &str| {
        let page = page.with("x-forwarded-for", visitor);
        page.post(FORM, &name(), "{}").expect("an answer")
    };
    // Nobody is believed: three visitors are the one connection that they come over.
    assert_eq!(send(&page, "198.51.100.1").status, 400);
    assert_eq!(send(&page, "198.51.100.2").status, 400);
    let limited = send(&page, "198.51.100.3");
    assert_eq!(limited.status, 429);
    let wait: u32 = limited.header("retry-after").expect("a time").parse().expect("seconds");
    assert!((1..=30).contains(&wait), "{wait}");
    drop(service);

    let service = Service::start(&place, &["--rate", "2", "--trusted-proxy", "127.0.0.0/8"]);
    let page = Page::of(&service);
    for visitor in ["198.51.100.1", "198.51.100.1", "198.51.100.2", "203.0.113.1, 198.51.100.3"] {
        assert_eq!(send(&page, visitor).status, 400, "{visitor}");
    }
    assert_eq!(send(&page, "203.0.113.2, 198.51.100.1").status, 429);
}

#[test]
fn the_log_knows_nobody() {
    let place = Place::sqlite();
    let service =
        Service::start(&place, &["--log", "--smtp", "smtp://127.0.0.1:9", "--mail-from", "ran@example.jp"]);
    let page = Page::of(&service).with("x-forwarded-for", "198.51.100.77");
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    page.send(&name(), &page.ready(&[("email", "hanako@")])).errors();
    wait_for("a failed delivery", || {
        let metrics = page.get("/metrics").ok()?.body;
        (!metrics.contains("ran_deliveries_total{outcome=\"failed\"} 0\n")).then_some(())
    });
    let log = service.stop();
    assert!(log.lines().count() >= 4, "{log}");
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("JSON: {line}"));
        assert!(line["unix"].is_u64() && line["event"].is_string(), "{line}");
    }
    for secret in ["127.0.0.1", "198.51.100.77", "hanako", "はな子", "example.jp", &receipt] {
        assert!(!log.contains(secret), "{secret} is in\n{log}");
    }
}

#[test]
fn a_log_that_cannot_be_written_stops_nothing() {
    let place = Place::sqlite();
    let mut service = Service::start(&place, &["--log"]);
    service.kill();
    service.log_to_a_full_disk();
    service.resume();
    let page = Page::of(&service);
    page.send(&name(), &page.ready(&[])).receipt();
    assert_eq!(page.get("/healthz").expect("an answer").status, 200);
}

#[test]
fn health_tells_when_the_database_is_down() {
    let mut cluster = Cluster::start();
    let place = Place::at(cluster.database());
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    let health = || page.get("/healthz").expect("an answer");
    assert_eq!((health().status, health().body.as_str()), (200, "ok\n"));
    let (name, submission) = (name(), page.ready(&[]));
    cluster.stop();
    // What was found a second ago still holds.
    let down = wait_for("bad health", || Some(health()).filter(|health| health.status == 503));
    assert_eq!(down.body, "the database cannot be written to\n");
    let unavailable = page.post(FORM, &name, &submission.to_json()).expect("an answer");
    assert_eq!(unavailable.status, 503, "{unavailable:?}");
    assert!(unavailable.header("retry-after").is_some());
    assert!(page.get("/metrics").expect("an answer").body.contains("ran_database_up 0\n"));
    cluster.resume();
    wait_for("health", || (health().status == 200).then_some(()));
    page.send(&name, &submission).receipt();
    assert_eq!(place.count(), 1);
}

#[test]
fn the_form_may_go_while_it_is_filled_in() {
    let place = Place::sqlite();
    let feed = place.folder.path().join("feed.json");
    std::fs::copy(crate::service::demo_feed(), &feed).expect("a file");
    let service = Service::start(&place, &["--feed", feed.to_str().expect("a plain path")]);
    let page = Page::of(&service);
    let (name, submission) = (name(), page.ready(&[]));
    let first = page.send(&name, &submission);
    first.receipt();
    // A feed that is being written is no feed for a moment.
    std::fs::write(&feed, "{\"version\":1,").expect("a file");
    assert_eq!(page.send(&crate::service::name(), &page.ready(&[])).status, 201);
    std::fs::write(
        &feed,
        "{\"version\":1,\"alliance\":{\"name\":\"RAN\"},\"members\":[],\"events\":[],\"forms\":[]}",
    )
    .expect("a file");
    assert_eq!(page.send(&name, &submission).body, first.body);
    assert_eq!(page.send(&crate::service::name(), &filled(&[])).status, 404);
}

/// A name in kanji is one in Japanese, and one in letters is one in English: the pattern of the language holds.
#[test]
fn a_pattern_is_that_of_the_language() {
    let place = Place::sqlite();
    let label = r#""label": { "ja": "お名前", "en": "Name""#;
    let pattern = r#""pattern": { "ja": "[^A-Za-z]+", "en": "[A-Za-z ]+" }, "#;
    let demo = std::fs::read_to_string(demo_feed()).expect("the demo's feed");
    let feed = place.folder.path().join("feed.json");
    std::fs::write(&feed, demo.replacen(label, &format!("{pattern}{label}"), 1)).expect("a file");
    let service = Service::start(&place, &["--feed", feed.to_str().expect("a plain path")]);
    let page = Page::of(&service);
    for (lang, typed, holds) in [
        (Lang::Ja, "見本 はな子", true),
        (Lang::Ja, "Hanako", false),
        (Lang::En, "Hanako", true),
        (Lang::En, "見本 はな子", false),
    ] {
        let mut submission = filled_in(lang, &[("name", typed)]);
        page.try_prepare(FORM, &mut submission).expect("a token");
        let reply = page.send(&name(), &submission);
        if holds {
            reply.receipt();
        } else {
            assert_eq!(reply.errors(), ["name bad-pattern"], "{lang:?} {typed}");
        }
    }
}

/// The page may know how to check it, and the receiver must say that it does not.
#[test]
fn a_pattern_that_is_not_checked_is_told_at_the_start_and_with_each_change() {
    let place = Place::sqlite();
    let demo = std::fs::read_to_string(demo_feed()).expect("the demo's feed");
    let label = r#""label": { "ja": "お名前", "en": "Name""#;
    let with = |pattern: &str| demo.replacen(label, &format!(r#""pattern": "{pattern}", {label}"#), 1);
    let feed = place.folder.path().join("feed.json");
    std::fs::write(&feed, with("(?!nobody).+")).expect("a file");
    let service = Service::start(&place, &["--feed", feed.to_str().expect("a plain path")]);
    let told = |code: &str| {
        let lines = service.log().lines().map(str::to_owned).collect::<Vec<_>>();
        let lines = lines.iter().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        lines.filter(|line| line["code"] == code && line["path"].is_string()).collect::<Vec<_>>()
    };
    let first = told("pattern-looks-around");
    assert_eq!(first.len(), 1, "{}", service.log());
    assert!(first[0]["path"].as_str().is_some_and(|path| path.ends_with("].pattern")), "{first:?}");
    assert!(first[0]["remedy"].as_str().is_some_and(|remedy| remedy.contains("(?!")), "{first:?}");
    // It asks for nothing here: whoever fits it nowhere is taken.
    let page = Page::of(&service);
    page.send(&name(), &page.ready(&[("name", "nobody")])).receipt();
    std::fs::write(&feed, with("[")).expect("a file");
    page.send(&name(), &page.ready(&[])).receipt();
    page.send(&name(), &page.ready(&[])).receipt();
    assert_eq!([told("pattern-looks-around").len(), told("pattern-unreadable").len()], [1, 1]);
}
