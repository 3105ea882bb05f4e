//! Sign-ups as the secretariat reads them in a terminal. Nothing of what somebody filled in is obeyed there.

use std::fmt::Write as _;

use ran_form::wire::ConsentReceipt;

use super::answers::{self, Kept, inert};
use super::receive::written;
use super::store::{Delivery, Record};

/// Times for the secretariat, wherever the server is.
pub(super) const ZONE: &str = "Asia/Tokyo";

/// One line: number, time, form, and who it is.
#[must_use]
pub fn line(record: &Record) -> String {
    let answers = answers::read(&record.answers).unwrap_or_default();
    let first = |kind: &str| answers.iter().find(|answer| answer.kind == kind).map(Kept::words);
    let mut line = format!(
        "{}  {}  {}",
        record.receipt,
        written(record.taken_ms, ZONE, "%Y-%m-%d %H:%M"),
        inert(&record.form, false)
    );
    for words in [first("text"), first("email")].into_iter().flatten() {
        let words: String = inert(&words, false).chars().take(60).collect();
        line.push_str("  ");
        line.push_str(&words);
    }
    line
}

/// All of one sign-up.
#[must_use]
pub fn page(record: &Record, deliveries: &[Delivery]) -> String {
    let mut page = String::new();
    let mut add = |name: &str, value: &str| {
        let value = inert(value, true).replace('\n', "\n    ");
        // Writing to a string does not fail.
        let _ = writeln!(page, "{}\n    {value}", inert(name, false));
    };
    add("受付番号", &record.receipt);
    add("受付日時", &written(record.taken_ms, ZONE, "%Y-%m-%d %H:%M:%S"));
    add("フォーム", &record.form);
    add("言語", &record.lang);
    for answer in answers::read(&record.answers).unwrap_or_default() {
        add(&answer.label, &answer.words());
    }
    if let Ok(Some(consent)) = serde_json::from_str::<Option<ConsentReceipt>>(&record.consent) {
        add("利用目的への同意", if consent.agreed { "あり" } else { "なし" });
        add("団体間での共有", if consent.sharing { "同意あり" } else { "同意なし" });
        add("同意した文面の版", &consent.version);
        add("同意した文面のSHA-256", &consent.sha256);
        add("同意した文面", &consent.text);
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
