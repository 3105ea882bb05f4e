//! What people who mean harm fill in comes back as what it is: text.

use ran_form::wire::Submission;

use crate::service::{FORM, Page, Place, Service, filled, name, wait_for};
use crate::smtp::{MailServer, Mood};
use crate::webhook::Chat;

/// Of the kinds that public lists have: markup (OWASP XSS Filter Evasion), formulas (OWASP CSV Injection), headers (CWE-93), terminals (CWE-150), SQL, templates, shells, and names of people.
const PAYLOADS: &str = include_str!("payloads.json");

/// The fields that take free text; every other one is a choice or has a shape.
const FREE: [&str; 3] = ["name", "municipality", "message"];
/// The fields that have a shape.
const SHAPED: [&str; 11] = [
    "applicant",
    "name-kana",
    "status",
    "email",
    "tel",
    "postcode",
    "prefecture",
    "themes",
    "join-slack",
    "slack-rules",
    "organisation-kind",
];

pub(crate) fn payloads_come_back_inert(place: &Place) {
    let payloads: Vec<String> = serde_json::from_str(PAYLOADS).expect("a list of texts");
    assert!(payloads.len() >= 50);
    let (mail, chat) = (MailServer::start(Mood::Obedient), Chat::start());
    let service = Service::start(
        place,
        &[
            "--smtp",
            &mail.url(),
            "--mail-from",
            "ran@example.jp",
            "--secretariat",
            "office@example.jp",
            "--webhook",
            &chat.url(),
        ],
    );
    let page = Page::of(&service);
    let mut taken = 0;
    for payload in &payloads {
        let mut submission = filled(&FREE.map(|field| (field, payload.as_str())));
        page.try_prepare(FORM, &mut submission).expect("a token");
        let reply = page.send(&name(), &submission);
        // What is longer than a field, or nothing when unseen characters are gone, is refused by the form's rules.
        match reply.status {
            201 => taken += 1,
            _ => assert!(
                reply
                    .errors()
                    .iter()
                    .all(|error| error.starts_with("name ") || error.starts_with("municipality ")),
                "{payload}: {reply:?}"
            ),
        }
    }
    assert!(taken * 10 >= payloads.len() * 8, "{taken} of {}", payloads.len());
    refused_where_it_has_no_shape(place, &page, &payloads);

    wait_for("an empty outbox", || {
        page.get("/metrics").ok()?.body.contains("ran_outbox_entries{state=\"waiting\"} 0\n").then_some(())
    });
    list_and_show(place, taken);
    export(place, taken);
    letters(&mail, taken);
    let messages = chat.messages();
    assert!(messages.len() >= taken, "{} messages", messages.len());
    for message in messages {
        assert!(!message.text.contains(['<', '>', '=']), "{}", message.text);
    }
}

fn refused_where_it_has_no_shape(place: &Place, page: &Page, payloads: &[String]) {
    let mut refused = 0;
    for payload in payloads.iter().step_by(7) {
        for field in SHAPED {
            let submission: Submission = page.ready(&[(field, payload.as_str())]);
            let reply = page.send(&name(), &submission);
            // A field that is not asked is dropped, and one that is empty after normalising is not answered. Nothing of
            // the payload is kept then.
            if reply.status == 201 {
                let shown = place.printed(&["show", &reply.receipt()]);
                let is_kept = shown.lines().any(|line| line.strip_prefix("    ") == Some(payload.as_str()));
                assert!(!is_kept, "{field}: {payload}: {shown}");
                continue;
            }
            refused += 1;
            assert!(
                reply.errors().iter().all(|error| error.starts_with(field)),
                "{field}: {payload}: {reply:?}"
            );
        }
    }
    let sent = payloads.iter().step_by(7).count() * SHAPED.len();
    assert!(2 * refused > sent, "{refused} of {sent}");
}

fn is_obeyed(letter: char) -> bool {
    letter.is_control() && letter != '\n'
        || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn list_and_show(place: &Place, taken: usize) {
    let list = place.printed(&["list"]);
    assert!(list.lines().count() >= taken);
    assert!(!list.contains(is_obeyed), "{list}");
    for line in list.lines() {
        let receipt = &line[..14];
        assert_eq!(receipt.matches('-').count(), 2, "a line that is no record: {line}");
        let shown = place.printed(&["show", receipt]);
        assert!(!shown.contains(is_obeyed), "{shown}");
        // No answer looks like a line of ours: ours are the ones that are not indented.
        let ours = shown.lines().filter(|line| !line.starts_with("    "));
        let known = [
            "受付番号",
            "受付日時",
            "フォーム",
            "言語",
            "利用目的への同意",
            "団体間での共有への同意",
            "同意した文面",
            "通知：",
        ];
        let feed = crate::service::feed();
        let form = feed.form(FORM).expect("the form");
        for line in ours {
            let label = form.fields.iter().any(|field| field.label.get(ran_feed::model::Lang::Ja) == line);
            assert!(label || known.iter().any(|known| line.starts_with(known)), "{line:?} in\n{shown}");
        }
    }
}

fn export(place: &Place, taken: usize) {
    let csv = place.printed(&["export", "--csv"]);
    let csv = csv.strip_prefix('\u{FEFF}').expect("a mark that says UTF-8");
    let rows = rows(csv);
    assert!(rows.len() > taken);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "a table has straight edges");
    for cell in rows.iter().flatten() {
        let first = cell.trim_start().chars().next();
        let runs = first.is_some_and(|first| "=+-@＝＋－＠|%\t\r".contains(first));
        assert!(!runs, "a spreadsheet would run {cell:?}");
    }
    assert_eq!(csv.matches("\r\n").count(), rows.len(), "a record a line, and CRLF nowhere else");
}

/// RFC 4180, with nothing forgiven: every cell is quoted.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![]];
    let mut rest = csv;
    while let Some(inside) = rest.strip_prefix('"') {
        let mut cell = String::new();
        rest = inside;
        loop {
            let (before, after) = rest.split_once('"').expect("a closing quotation mark");
            cell.push_str(before);
            rest = after;
            match after.strip_prefix('"') {
                Some(after) => {
                    cell.push('"');
                    rest = after;
                }
                None => break,
            }
        }
        rows.last_mut().expect("a row").push(cell);
        if let Some(after) = rest.strip_prefix(',') {
            rest = after;
        } else {
            rest = rest.strip_prefix("\r\n").expect("the end of a row");
            if !rest.is_empty() {
                rows.push(vec![]);
            }
        }
    }
    assert_eq!(rest, "");
    rows
}

fn letters(mail: &MailServer, taken: usize) {
    let letters = mail.letters();
    assert!(letters.len() >= 2 * taken);
    for letter in &letters {
        let mut names = letter.header_names();
        names.sort();
        let ours = [
            "auto-submitted",
            "content-transfer-encoding",
            "content-type",
            "date",
            "from",
            "message-id",
            "mime-version",
            "subject",
            "to",
        ];
        assert_eq!(names, ours, "{}", String::from_utf8_lossy(&letter.data));
        assert!(["hanako@example.jp", "office@example.jp"].contains(&letter.to.as_str()), "{}", letter.to);
        assert_eq!(letter.header("to"), letter.to);
        let text = letter.text();
        assert!(!text.contains(is_obeyed), "{text}");
        if letter.to == "office@example.jp" {
            only_our_lines(&text);
        }
        assert!(letter.data.is_ascii(), "a mail that every server passes on");
        assert!(letter.data.split(|byte| *byte == b'\n').all(|line| line.len() <= 999), "RFC 5322 §2.1.1");
    }
}

/// Every line of a letter that is not indented is one of ours, whatever somebody filled in.
fn only_our_lines(text: &str) {
    let known = [
        "",
        "「RAN会員",
        "受付番号：",
        "受付日時：",
        "言語：",
        "利用目的：",
        "団体間での共有：",
        "回答は",
        "一覧：",
    ];
    let form = crate::service::feed().form(FORM).expect("the form");
    for line in text.lines().filter(|line| !line.starts_with("　　")) {
        let label = form.fields.iter().any(|field| field.label.get(ran_feed::model::Lang::Ja) == line);
        let ours = known.iter().any(|known| line == *known || !known.is_empty() && line.starts_with(known));
        assert!(label || ours, "{line:?} in\n{text}");
    }
}
