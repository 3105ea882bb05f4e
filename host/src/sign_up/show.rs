//! Sign-ups as the secretariat reads them in a terminal. Nothing of what somebody filled in is obeyed there.

use std::fmt::Write as _;

use super::answers::{self, KeptAnswer, UNREADABLE, inert_line, inert_lines};
use super::receive::local_time;
use super::store::{Delivery, Record};

/// The zone of every time in mail, list and table, wherever the server is.
pub(super) const ZONE: &str = "Asia/Tokyo";

/// Whether a consent is given, in words.
pub(super) fn given(consent: bool) -> &'static str {
    if consent { "あり" } else { "なし" }
}

/// One line: number, time, form, and who it is.
pub(crate) fn line(record: &Record) -> String {
    let read = answers::read(&record.answers);
    let is_readable = read.is_ok();
    let answers = read.unwrap_or_default();
    let first = |kind: &str| answers.iter().find(|answer| answer.kind == kind).map(KeptAnswer::words);
    let mut line = format!(
        "{}  {}  {}",
        record.receipt,
        local_time(record.taken_ms, ZONE, "%Y-%m-%d %H:%M %:z"),
        inert_line(&record.form)
    );
    for words in [first("text"), first("email")].into_iter().flatten() {
        let words: String = inert_line(&words).chars().take(60).collect();
        line.push_str("  ");
        line.push_str(&words);
    }
    if !is_readable {
        line.push_str("  ");
        line.push_str(UNREADABLE);
    }
    line
}

/// All of one sign-up.
pub(crate) fn page(record: &Record, deliveries: &[Delivery]) -> String {
    let mut page = String::new();
    let mut add = |name: &str, value: &str| {
        let value = inert_lines(value).replace('\n', "\n    ");
        // Writing to a string does not fail.
        let _ = writeln!(page, "{}\n    {value}", inert_line(name));
    };
    add("受付番号", &record.receipt);
    add("受付日時", &local_time(record.taken_ms, ZONE, "%Y-%m-%d %H:%M:%S %:z"));
    add("フォーム", &record.form);
    add("言語", &record.lang);
    match answers::read(&record.answers) {
        Ok(answers) => answers.iter().for_each(|answer| add(&answer.label, &answer.words())),
        Err(_) => add(&format!("回答{UNREADABLE}"), &record.answers),
    }
    match record.consent() {
        Ok(None) => {}
        Ok(Some(consent)) => {
            add("利用目的への同意", given(consent.agreed));
            // Also where the form did not ask for it, of which the record knows nothing: it is not given. The text below has
            // it where it was asked for, and must not be taken for agreed to as a whole.
            add("団体間での共有への同意", given(consent.sharing));
            add("同意した文面の版", &consent.version);
            add("同意した文面のSHA-256", &consent.sha256);
            add("同意した文面", &consent.text);
        }
        Err(_) => add(&format!("同意{UNREADABLE}"), &record.consent),
    }
    for delivery in deliveries {
        let trouble =
            if delivery.trouble.is_empty() { String::new() } else { format!("（{}）", delivery.trouble) };
        add(
            &format!("通知：{}", delivery.channel),
            &format!("{}、{}回{trouble}", delivery.state, delivery.attempts),
        );
    }
    page
}
