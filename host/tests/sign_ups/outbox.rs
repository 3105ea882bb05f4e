//! Telling people: mail and chat, with servers that are down, stubborn or silent, and receivers that die.

use std::collections::HashMap;
use std::thread;
use std::time::{Duration, Instant};

use ran_feed::model::Lang;

use crate::postgres::Cluster;
use crate::service::{FORM, Page, Place, Service, filled_in, name, wait_for, wait_long_for};
use crate::smtp::{Letter, MailServer, Mood};
use crate::webhook::Chat;

const SECRETARIAT: &str = "office@example.jp";

fn start(place: &Place, smtp: &str, webhook: &str) -> Service {
    let mut arguments =
        vec!["--smtp", smtp, "--mail-from", "RAN 事務局 <ran@example.jp>", "--secretariat", SECRETARIAT];
    if !webhook.is_empty() {
        arguments.extend(["--webhook", webhook]);
    }
    Service::start(place, &arguments)
}

/// Waits until nothing is waiting in the outbox.
fn settled(page: &Page) {
    wait_for("an empty outbox", || {
        let metrics = page.get("/metrics").ok()?.body;
        metrics.contains("ran_outbox_entries{state=\"waiting\"} 0\n").then_some(())
    });
}

fn to<'a>(letters: &'a [Letter], address: &str) -> Vec<&'a Letter> {
    letters.iter().filter(|letter| letter.to == address).collect()
}

pub(crate) fn everybody_is_told_once(place: &Place) {
    let (mail, chat) = (MailServer::start(Mood::Obedient), Chat::start());
    let service = start(place, &mail.url(), &chat.url());
    let page = Page::of(&service);
    let langs = [(Lang::Ja, "ja@example.jp"), (Lang::En, "en@example.jp"), (Lang::JaEasy, "easy@example.jp")];
    let receipts = langs.map(|(lang, address)| {
        let mut submission = filled_in(lang, &[("email", address)]);
        page.try_prepare(FORM, &mut submission).expect("a token");
        page.send(&name(), &submission).receipt()
    });
    settled(&page);
    let letters = mail.letters();
    assert_eq!((letters.len(), chat.messages().len()), (6, 3));
    for ((lang, address), receipt) in langs.iter().zip(&receipts) {
        let [letter] = to(&letters, address)[..] else { panic!("one letter to {address}") };
        let (subject, text) = (letter.header("subject"), letter.text());
        let expected = match lang {
            Lang::Ja => [
                "【RAN】「RAN会員 入会申し込み」を受け付けました",
                "受付番号：",
                "地域人事部アライアンスネットワーク 事務局",
            ],
            Lang::En => {
                ["[RAN] We have received: Become a RAN member", "Receipt number: ", "RAN secretariat"]
            }
            Lang::JaEasy => [
                "【RAN】申（もう）し込（こ）みが とどきました",
                "番号（ばんごう）：",
                "RANの 事務局（じむきょく）",
            ],
        };
        assert!(subject.starts_with(expected[0]) && subject.contains(receipt), "{subject}");
        assert!(text.contains(receipt) && text.contains(expected[1]) && text.contains(expected[2]), "{text}");
        assert!(text.contains("ran@example.jp") && !text.contains('《'), "{text}");
        assert!(
            !text.contains("はな子"),
            "nothing that was filled in goes to an address that was filled in: {text}"
        );
        assert_eq!(letter.header("from"), "RAN 事務局 <ran@example.jp>");
        assert_eq!(letter.header("auto-submitted"), "auto-generated");
        let id = letter.header("message-id");
        assert!(id.starts_with('<') && id.ends_with("@example.jp>"), "{id}");

        let office: Vec<_> = to(&letters, SECRETARIAT)
            .into_iter()
            .filter(|letter| letter.header("subject").contains(receipt))
            .collect();
        let [letter] = office[..] else { panic!("one letter to the office about {receipt}") };
        let text = letter.text();
        for piece in
            ["お名前\n　　見本 はな子\n", address, "都道府県\n　　長野県\n", &format!("言語：{}", lang.tag())]
        {
            assert!(text.contains(piece), "{piece} is not in\n{text}");
        }
        let told: Vec<_> =
            chat.messages().into_iter().filter(|message| message.text.contains(receipt)).collect();
        assert_eq!(told.len(), 1);
        assert_eq!(
            told[0].text,
            format!("「RAN会員 入会申し込み」に新しい申し込みがありました（受付番号 {receipt}）。")
        );
        assert!(!told[0].key.is_empty());
    }
    // Sent again, it is told to nobody again.
    let shown = place.printed(&["show", &receipts[0]]);
    assert_eq!(shown.matches("delivered、1回").count(), 3, "{shown}");
}

pub(crate) fn a_server_that_is_down_is_tried_again(place: &Place) {
    let (address, chat) = (MailServer::later(), Chat::start());
    chat.say("503 Service Unavailable");
    let service = start(place, &format!("smtp://{address}"), &chat.url());
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    let shown = wait_for("failed attempts of all three", || {
        let shown = place.printed(&["show", &receipt]);
        (shown.matches("（smtp connection）").count() == 2 && shown.contains("（webhook 503）"))
            .then_some(shown)
    });
    assert_eq!(shown.matches("waiting、").count(), 3, "{shown}");
    let mail = MailServer::start_at(address, Mood::Obedient);
    chat.say("200 OK");
    settled(&page);
    assert_eq!((mail.letters().len(), chat.messages().len()), (2, 1));
}

/// The mail server has taken it, and the receiver dies before it hears so.
pub(crate) fn a_death_in_the_middle_loses_nothing(place: &Place) {
    let mail = MailServer::start(Mood::Silent);
    let mut service = start(place, &mail.url(), "");
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    wait_for("both letters on their way", || (mail.letters().len() == 2).then_some(()));
    service.kill();
    assert_eq!(place.printed(&["show", &receipt]).matches("waiting、1回").count(), 2);
    mail.set(Mood::Obedient);
    service.resume();
    settled(&page);
    let mut ids: HashMap<String, usize> = HashMap::new();
    for letter in mail.letters() {
        *ids.entry(letter.header("message-id")).or_default() += 1;
    }
    // Twice each, and known as the same by its name: no client of SMTP can do better.
    assert_eq!(ids.values().copied().collect::<Vec<_>>(), [2, 2], "{ids:?}");
}

/// Who does not wait for the answer sends the letter again, and again.
pub(crate) fn a_server_that_takes_its_time_gets_one_copy(place: &Place) {
    let mail = MailServer::start(Mood::Slow);
    let service = start(place, &mail.url(), "");
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    settled(&page);
    assert_eq!(mail.letters().len(), 2);
    let shown = place.printed(&["show", &receipt]);
    assert_eq!(shown.matches("delivered、1回").count(), 2, "{shown}");
}

pub(crate) fn a_chat_that_hangs_holds_up_no_mail(place: &Place) {
    let (mail, chat) = (MailServer::start(Mood::Obedient), Chat::start());
    chat.say("");
    let service = start(place, &mail.url(), &chat.url());
    let page = Page::of(&service);
    // Three times as many messages as places.
    for _ in 0..24 {
        page.send(&name(), &page.ready(&[])).receipt();
    }
    // A message to the chat is given up after 20 s: rounds that wait for it would take over a minute.
    wait_for("all mail", || (mail.letters().len() == 48).then_some(()));
    assert!(chat.messages().is_empty());
    let begun = Instant::now();
    service.stop();
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

/// Japanese carriers have given out such addresses.
pub(crate) fn an_address_in_quotation_marks_gets_its_mail(place: &Place) {
    let mail = MailServer::start(Mood::Obedient);
    let service = start(place, &mail.url(), "");
    let page = Page::of(&service);
    page.send(&name(), &page.ready(&[("email", "a..b.@docomo.example.jp")])).receipt();
    settled(&page);
    assert_eq!(to(&mail.letters(), "\"a..b.\"@docomo.example.jp").len(), 1);
}

pub(crate) fn what_is_always_refused_waits_for_a_word(place: &Place) {
    let mail = MailServer::start(Mood::Stubborn);
    let service = Service::start(
        place,
        &["--smtp", &mail.url(), "--mail-from", "ran@example.jp", "--delivery-wait-ms", "1"],
    );
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    let shown = wait_for("the end of all attempts", || {
        let shown = place.printed(&["show", &receipt]);
        shown.contains("refused、").then_some(shown)
    });
    assert!(shown.contains("通知：applicant\n    refused、8回（smtp 550）"), "{shown}");
    assert!(
        page.get("/metrics").expect("an answer").body.contains("ran_outbox_entries{state=\"refused\"} 1\n")
    );
    let list = place.ran(&["list"]);
    let note = String::from_utf8_lossy(&list.stderr);
    assert!(note.contains(&format!("for {receipt}.")), "{note}");
    // The other side has mended it: the letter is still there, and goes when it is asked to.
    mail.set(Mood::Obedient);
    assert_eq!(place.ran(&["retry", &name()]).status.code(), Some(1), "somebody else's");
    assert_eq!(place.printed(&["retry", &receipt]), "to be sent again: 1\n");
    settled(&page);
    assert_eq!(mail.letters().len(), 1);
    assert!(mail.letters()[0].header("subject").contains(&receipt));
    assert_eq!(place.printed(&["retry"]), "to be sent again: 0\n");
    assert!(place.ran(&["list"]).stderr.is_empty());
    let log = service.stop();
    assert!(log.contains("smtp 550") && !log.contains("hanako"), "{log}");
}

/// A password that has expired says nothing of the letters.
pub(crate) fn a_sender_that_is_locked_out_loses_no_letter(place: &Place) {
    let mail = MailServer::start(Mood::Locked);
    let service = Service::start(
        place,
        &["--smtp", &mail.url(), "--mail-from", "ran@example.jp", "--delivery-wait-ms", "1"],
    );
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    wait_for("more attempts than a refusal has", || {
        let shown = place.printed(&["show", &receipt]);
        assert!(!shown.contains("refused"), "{shown}");
        let attempts = shown.split("waiting、").nth(1)?.split('回').next()?.parse::<u32>().ok()?;
        (attempts > 9).then_some(())
    });
    // Nor is it passed over in silence.
    assert!(page.get("/metrics").expect("an answer").body.contains("ran_outbox_late_entries 1\n"));
    let note = String::from_utf8_lossy(&place.ran(&["list"]).stderr).into_owned();
    assert!(note.contains(&format!("tried for hours, for {receipt}.")), "{note}");
    mail.set(Mood::Obedient);
    settled(&page);
    assert_eq!(mail.letters().len(), 1);
    assert!(place.ran(&["list"]).stderr.is_empty());
    // It is greeted by a name and not by a number.
    assert!(mail.greetings().iter().all(|name| name == "example.jp"), "{:?}", mail.greetings());
}

pub(crate) fn a_chat_that_wants_to_be_left_alone_is(place: &Place) {
    let chat = Chat::start();
    chat.say("429 Too Many Requests\r\nRetry-After: 3600");
    let service = Service::start(place, &["--webhook", &chat.url(), "--delivery-wait-ms", "1"]);
    let page = Page::of(&service);
    let tried = |receipt: &str, count: u32| {
        place.printed(&["show", receipt]).contains(&format!("waiting、{count}回（webhook 429）"))
    };
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    wait_for("the first attempt", || tried(&receipt, 1).then_some(()));
    // Rounds follow each other by a millisecond: in the time that these take there are many. What comes meanwhile is not
    // tried either.
    let others: Vec<_> = (0..8).map(|_| page.send(&name(), &page.ready(&[])).receipt()).collect();
    for other in &others {
        let shown = place.printed(&["show", other]);
        assert!(shown.contains("waiting") && !shown.contains("429"), "{shown}");
    }
    assert!(tried(&receipt, 1));
    chat.say("200 OK");
    assert_eq!(place.printed(&["retry"]), "to be sent again: 9\n");
    // Who says so has mended it: what comes now waits no more.
    page.send(&name(), &page.ready(&[])).receipt();
    settled(&page);
    assert_eq!(chat.messages().len(), 10);
}

/// What it says of one message holds for those that wait behind it.
pub(crate) fn a_chat_that_wants_to_be_left_alone_is_not_asked_for_each_message(place: &Place) {
    let nobody = format!("http://{}/", MailServer::later());
    let service = Service::start(place, &["--webhook", &nobody]);
    let page = Page::of(&service);
    let receipts: Vec<String> =
        (0..24).map(|_| page.send(&name(), &page.ready(&[])).receipt().to_owned()).collect();
    let told = |trouble: &str| {
        let shown = receipts.iter().map(|receipt| place.printed(&["show", receipt]));
        shown.filter(|shown| shown.contains(trouble)).count()
    };
    wait_for("an attempt of each", || (told("（webhook connection）") == 24).then_some(()));
    service.stop();
    assert_eq!(place.printed(&["retry"]), "to be sent again: 24\n");

    let chat = Chat::start();
    chat.say("429 Too Many Requests\r\nRetry-After: 3600");
    let service = Service::start(place, &["--webhook", &chat.url(), "--delivery-wait-ms", "1"]);
    // As many as are under way at once; then there are many rounds in the time that this takes.
    wait_for("the answers", || (told("（webhook 429）") == 8).then_some(()));
    assert_eq!(told("（webhook 429）"), 8);
    // A word brings back those that were held back, too.
    chat.say("200 OK");
    assert_eq!(place.printed(&["retry"]), "to be sent again: 24\n");
    settled(&Page::of(&service));
    assert_eq!(chat.messages().len(), 24);
}

pub(crate) fn a_chat_that_has_moved_is_named(place: &Place) {
    let chat = Chat::start();
    chat.say("301 Moved Permanently\r\nLocation: http://127.0.0.1:1/");
    let service = Service::start(place, &["--webhook", &chat.url(), "--delivery-wait-ms", "1"]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    // Eight rounds, each of which takes its time on a machine that does much else.
    wait_long_for(Duration::from_secs(240), "the end of all attempts", || {
        place.printed(&["show", &receipt]).contains("refused、8回（webhook 301）").then_some(())
    });
    let note = String::from_utf8_lossy(&place.ran(&["list"]).stderr).into_owned();
    assert!(note.contains(&receipt), "{note}");
}

/// The database is away when the mail server says that it has taken the letter, and for longer than the claim holds.
#[test]
fn what_went_while_the_database_was_away_is_noted_later() {
    let mut cluster = Cluster::start();
    let place = Place::at(cluster.database());
    let mail = MailServer::start(Mood::Slow);
    let service = Service::start(&place, &["--smtp", &mail.url(), "--mail-from", "ran@example.jp"]);
    let page = Page::of(&service);
    page.send(&name(), &page.ready(&[])).receipt();
    wait_for("the letter", || (mail.letters().len() == 1).then_some(()));
    cluster.stop();
    // Attempts to claim and to renew name no entry.
    wait_for("a note that fails", || {
        service
            .log()
            .lines()
            .any(|line| line.contains("\"outbox\"") && line.contains("\"entry\""))
            .then_some(())
    });
    cluster.resume();
    settled(&page);
    assert_eq!(mail.letters().len(), 1);
}

#[test]
fn receivers_on_one_database_share_the_work() {
    let (place, chat) = (Place::postgres(), Chat::start());
    let services: Vec<Service> =
        (0..3).map(|_| Service::start(&place, &["--webhook", &chat.url()])).collect();
    let pages: Vec<Page> = services.iter().map(Page::of).collect();
    thread::scope(|scope| {
        for page in &pages {
            scope.spawn(move || {
                for _ in 0..20 {
                    page.send(&name(), &page.ready(&[])).receipt();
                }
            });
        }
    });
    // A token of one is a token of all, and so is a name.
    let (name, submission) = (name(), pages[0].ready(&[]));
    let first = pages[1].send(&name, &submission);
    first.receipt();
    assert_eq!(pages[2].send(&name, &submission).body, first.body);
    settled(&pages[0]);
    let mut keys: Vec<String> = chat.messages().into_iter().map(|message| message.key).collect();
    assert_eq!(keys.len(), 61);
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 61, "each was told once");
    assert_eq!(place.count(), 61);
}

/// Whoever fills in somebody else's address has five letters an hour sent to them, here two, and no more.
pub(crate) fn nobody_floods_a_mailbox(place: &Place) {
    let mail = MailServer::start(Mood::Obedient);
    let options =
        ["--smtp", &mail.url(), "--mail-from", "ran@example.jp", "--secretariat", "office@example.jp"];
    let service = Service::start(place, &[&options[..], &["--mail-rate", "2"]].concat());
    let page = Page::of(&service);
    let send = |address: &str| page.send(&name(), &page.ready(&[("email", address)])).receipt();
    // What is sent again after a lost answer is one sign-up and one letter.
    let (again, submission) = (name(), page.ready(&[("email", "jiro@example.jp")]));
    let first = page.send(&again, &submission).receipt();
    for _ in 0..5 {
        assert_eq!(page.send(&again, &submission).receipt(), first);
    }
    send("jiro@example.jp");
    settled(&page);
    let to_jiro = mail.letters().into_iter().filter(|letter| letter.to == "jiro@example.jp").count();
    assert_eq!(to_jiro, 2);
    let receipts =
        ["hanako@example.jp", "Hanako@example.jp", "hanako+1@EXAMPLE.jp", "taro@example.jp"].map(send);
    settled(&page);
    let mut to: Vec<String> = mail.letters().into_iter().map(|letter| letter.to.to_lowercase()).collect();
    to.retain(|to| to != "jiro@example.jp");
    to.sort();
    let office = "office@example.jp";
    assert_eq!(
        to,
        [
            "hanako@example.jp",
            "hanako@example.jp",
            office,
            office,
            office,
            office,
            office,
            office,
            "taro@example.jp"
        ]
    );
    let shown = place.printed(&["show", &receipts[2]]);
    assert!(shown.contains("left out、0回（too many letters to one address in an hour）"), "{shown}");
    assert!(!place.printed(&["show", &receipts[1]]).contains("left out"));
    let list = place.ran(&["list"]);
    assert!(list.stderr.is_empty(), "it is no trouble: {}", String::from_utf8_lossy(&list.stderr));
    assert_eq!(place.printed(&["retry", &receipts[2]]), "to be sent again: 0\n");
}
