//! What is told, and to whom.

use ran_feed::model::{Alliance, Form, Lang};

use super::{Channel, Entry, Intended, Letter, Mail};
use crate::sign_up::answers::{KeptAnswer, inert_line, inert_lines};
use crate::sign_up::chance;

/// A sign-up, as far as there is something to tell about it.
pub(crate) struct Occasion<'a> {
    pub(crate) alliance: Option<&'a Alliance>,
    pub(crate) form: &'a Form,
    pub(crate) lang: Lang,
    pub(crate) receipt: &'a str,
    /// As it is said: `2026-04-01 19:00`.
    pub(crate) time: &'a str,
    pub(crate) answers: &'a [KeptAnswer],
    /// Whether sharing was agreed to.
    pub(crate) sharing: bool,
}

/// Every entry that a sign-up gives rise to. `may_write` is asked whether the applicant's address may get a letter.
pub(crate) fn letters(
    occasion: &Occasion<'_>,
    mail: Option<&Mail>,
    webhook: bool,
    may_write: impl FnOnce(&str) -> bool,
) -> Vec<Intended> {
    let mut entries = Vec::new();
    let mut add = |channel, recipient: &str, words: Option<(String, String)>| {
        let words = words.map(|(subject, body)| Letter { subject, body });
        entries.push(Entry { id: chance::name(), channel, recipient: recipient.to_owned(), words });
    };
    if let Some(mail) = mail {
        if let Some(address) = occasion.address() {
            add(Channel::Applicant, address, may_write(address).then(|| occasion.to_applicant()));
        }
        for address in &mail.secretariat {
            add(Channel::Secretariat, address.as_ref(), Some(occasion.to_secretariat()));
        }
    }
    if webhook {
        add(Channel::Webhook, "", Some((String::new(), occasion.to_chat())));
    }
    entries
}

impl Occasion<'_> {
    fn address(&self) -> Option<&str> {
        let answer = self.answers.iter().find(|answer| answer.kind == "email")?;
        answer.values.first().map(String::as_str)
    }

    /// To the applicant nothing is repeated that was filled in: whoever fills in the form with somebody else's address
    /// could else have us send anything to them.
    fn to_applicant(&self) -> (String, String) {
        let Self { receipt, time, .. } = self;
        let title = say(self.form.title.get(self.lang), self.lang);
        let name = self.short_name(self.lang);
        let sender = self.signature();
        // Without one an answer still reaches `--mail-from`.
        let has_contact = self.has_contact();
        match self.lang {
            Lang::Ja => (
                format!("【{name}】「{title}」を受け付けました（受付番号 {receipt}）"),
                format!(
                    "「{title}」を受け付けました。\nお申し込みいただき、ありがとうございます。\n\n\
                     受付番号：{receipt}\n受付日時：{time}（日本時間）\n\n\
                     お問い合わせの際は、受付番号をお知らせください。\n\
                     このメールにお心当たりがないときは、お手数ですが{}ください。\n{sender}",
                    if has_contact {
                        "下記までご連絡"
                    } else {
                        "、このメールに返信してお知らせ"
                    },
                ),
            ),
            Lang::En => (
                format!("[{name}] We have received: {title} (receipt {receipt})"),
                format!(
                    "We have received: {title}\nThank you for signing up.\n\n\
                     Receipt number: {receipt}\nReceived: {time} (Japan time, UTC+9)\n\n\
                     Please quote the receipt number when you write to us.\n\
                     If you know nothing of this, please tell us {}.\n{sender}",
                    if has_contact { "at the address below" } else { "by replying to this mail" },
                ),
            ),
            Lang::JaEasy => (
                format!("【{name}】申（もう）し込（こ）みが とどきました（番号（ばんごう） {receipt}）"),
                format!(
                    "「{title}」の 申（もう）し込（こ）みが とどきました。\nありがとう ございます。\n\n\
                     あなたの 番号（ばんごう）：{receipt}\nとどいた 日（ひ）と 時間（じかん）：{time}（日本（にほん）の 時間（じかん））\n\n\
                     質問（しつもん）が ある ときは、この 番号（ばんごう）を 教（おし）えて ください。\n\
                     申（もう）し込（こ）みを して いない ときは、{} ください。\n{sender}",
                    if has_contact {
                        "下（した）の メールか 電話（でんわ）に 連絡（れんらく）して"
                    } else {
                        "この メールに 返事（へんじ）を して"
                    },
                ),
            ),
        }
    }

    fn to_secretariat(&self) -> (String, String) {
        let Self { receipt, time, .. } = self;
        let title = inert_line(self.form.title.get(Lang::Ja));
        let mut body = format!(
            "「{title}」に申し込みがありました。\n\n受付番号：{receipt}\n受付日時：{time}（日本時間）\n言語：{}\n",
            self.lang.tag(),
        );
        // Of what was not asked nothing is said.
        if let Some(consent) = &self.form.consent {
            body.push_str("利用目的：同意あり\n");
            if consent.sharing.is_some() {
                let sharing = if self.sharing { "同意あり" } else { "同意なし" };
                body.push_str(&format!("団体間での共有：{sharing}\n"));
            }
        }
        body.push('\n');
        for answer in self.answers {
            // Indented, so that no answer can be taken for one of our own lines.
            let words = inert_lines(&answer.words()).replace('\n', "\n　　");
            body.push_str(&format!("{}\n　　{words}\n", inert_line(&answer.label)));
        }
        body.push_str(&format!(
            "\n回答は申込者が入力したままです。リンクは、開く前に送り先をお確かめください。\n\
             一覧：ran sign-ups list　この申し込み：ran sign-ups show {receipt}\n"
        ));
        (format!("【{}】申し込み：{title}（受付番号 {receipt}）", self.short_name(Lang::Ja)), body)
    }

    /// A chat is a third party: nothing of the person goes there.
    fn to_chat(&self) -> String {
        let title = inert_line(self.form.title.get(Lang::Ja));
        format!("「{title}」に新しい申し込みがありました（受付番号 {}）。", self.receipt)
    }

    fn short_name(&self, lang: Lang) -> String {
        let name = self.alliance.map(|alliance| alliance.short_name.as_ref().unwrap_or(&alliance.name));
        name.map_or_else(|| "RAN".to_owned(), |name| say(name.get(lang), lang))
    }

    /// Whether an address or a number stands in the signature.
    fn has_contact(&self) -> bool {
        let contact = self.alliance.and_then(|alliance| alliance.contact.as_ref());
        contact.is_some_and(|contact| contact.email.is_some() || contact.tel.is_some())
    }

    fn signature(&self) -> String {
        let Some(alliance) = self.alliance else { return String::new() };
        let contact = alliance.contact.as_ref();
        let name = contact.and_then(|contact| contact.name.as_ref()).unwrap_or(&alliance.name);
        let mut lines = vec![say(name.get(self.lang), self.lang)];
        if let Some(contact) = contact {
            lines.extend(contact.email.as_ref().map(ToString::to_string));
            lines.extend(contact.tel.as_ref().map(ToString::to_string));
        }
        format!("\n-- \n{}\n", lines.join("\n"))
    }
}

/// A text of the feed as plain text: readings stand in round brackets.
fn say(text: &str, lang: Lang) -> String {
    let text = inert_line(text);
    match lang {
        Lang::JaEasy => text.replace('《', "（").replace('》', "）").replace('｜', ""),
        Lang::Ja | Lang::En => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// It is sorted by subject, and who reads it speaks Japanese.
    #[test]
    fn the_secretariat_s_letter_is_in_japanese_whatever_the_applicant_speaks() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN","short_name":{"ja":"地域人事部","en":"Alliance",
            "ja-x-easy":"地域《ちいき》人事部《じんじぶ》"}},"forms":[{"id":"f","title":{"ja":"入会","en":"Join"},
            "fields":[{"id":"name","type":"text","label":"お名前"}]}]}"#;
        let feed = ran_feed::read(feed.into(), &ran_feed::Limits::default()).unwrap().feed;
        let (alliance, form) = (feed.alliance.as_ref(), feed.form("f").unwrap());
        for (lang, applicant) in [
            (Lang::Ja, "【地域人事部】「入会」"),
            (Lang::En, "[Alliance] We have received: Join"),
            (Lang::JaEasy, "【地域（ちいき）人事部（じんじぶ）】"),
        ] {
            let (receipt, time) = ("R-1", "2026-04-01 19:00");
            let occasion = Occasion { alliance, form, lang, receipt, time, answers: &[], sharing: false };
            assert_eq!(occasion.to_secretariat().0, "【地域人事部】申し込み：入会（受付番号 R-1）");
            let subject = occasion.to_applicant().0;
            assert!(subject.starts_with(applicant), "{subject}");
        }
    }

    #[test]
    fn whoever_signed_up_for_nothing_can_say_so() {
        let (below, reply) = (
            [
                "お手数ですが下記までご連絡ください。",
                "tell us at the address below.",
                "下（した）の メールか 電話（でんわ）に 連絡（れんらく）して ください。",
            ],
            [
                "お手数ですが、このメールに返信してお知らせください。",
                "tell us by replying to this mail.",
                "この メールに 返事（へんじ）を して ください。",
            ],
        );
        for (alliance, expected) in [
            (r#","alliance":{"name":"RAN","contact":{"email":"ran@example.jp"}}"#, below),
            (r#","alliance":{"name":"RAN","contact":{"tel":"03-0000-0000"}}"#, below),
            (r#","alliance":{"name":"RAN","contact":{"url":"https://example.jp/"}}"#, reply),
            (r#","alliance":{"name":"RAN"}"#, reply),
            ("", reply),
        ] {
            let feed = format!(
                r#"{{"version":1{alliance},"forms":[{{"id":"f","title":"見本","fields":[{{"id":"name","type":"text",
                "label":"お名前"}}]}}]}}"#
            );
            let feed = ran_feed::read(feed.into_bytes(), &ran_feed::Limits::default()).unwrap().feed;
            let (alliance, form) = (feed.alliance.as_ref(), feed.form("f").unwrap());
            for (lang, expected) in [Lang::Ja, Lang::En, Lang::JaEasy].into_iter().zip(expected) {
                let (receipt, time) = ("R-1", "2026-04-01 19:00");
                let occasion = Occasion { alliance, form, lang, receipt, time, answers: &[], sharing: false };
                let body = occasion.to_applicant().1;
                assert!(body.contains(expected), "{expected}: {body}");
            }
        }
    }

    #[test]
    fn of_a_consent_that_is_not_asked_for_nothing_is_said() {
        let check = |consent: &str, expected: [bool; 2]| {
            let form = format!(
                r#""id":"f","title":"見本","fields":[{{"id":"name","type":"text","label":"お名前"}}]{consent}"#
            );
            let feed = format!(r#"{{"version":1,"alliance":{{"name":"RAN"}},"forms":[{{{form}}}]}}"#);
            let feed = ran_feed::read(feed.into_bytes(), &ran_feed::Limits::default()).unwrap().feed;
            let form = feed.form("f").unwrap();
            let (lang, receipt, time) = (Lang::Ja, "R-1", "2026-04-01 19:00");
            let occasion =
                Occasion { alliance: None, form, lang, receipt, time, answers: &[], sharing: false };
            let (_, body) = occasion.to_secretariat();
            let says = ["利用目的：同意あり\n", "団体間での共有：同意なし\n"].map(|line| body.contains(line));
            assert_eq!(says, expected, "{body}");
            assert_eq!(body.contains("同意"), says != [false; 2], "{body}");
        };
        check("", [false, false]);
        check(r#","consent":{"purpose":"連絡のため"}"#, [true, false]);
        check(
            r#","consent":{"purpose":"連絡のため","sharing":{"text":"会員と","label":"同意する"}}"#,
            [true, true],
        );
    }
}
