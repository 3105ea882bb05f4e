//! What the checker advises where it can tell more than the fault's own remedy does, in each language.

use super::near;
use crate::{
    Tongue,
    civil::CivilDate,
    tongue::{choose, say},
};

/// How to mend one value, of which it is known what it was meant to be, or what is right in its place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Remedy<'a> {
    /// The value as it was meant.
    Write(&'a str),
    /// One of the words that are known, of which one may be near to what stands there.
    OneOf { known: &'a [&'a str], meant: &'a str },
    /// The name that is nearly the one that stands there.
    Meant(&'a str),
    /// A month has no more days than this.
    Day { year: i16, month: u8, last: u8 },
    /// A year has twelve months.
    Month,
    /// The day ends where this one begins.
    Midnight { next: CivilDate },
    /// An hour of this next day was meant.
    NextDay { next: CivilDate, hour: u8 },
    /// The event is at these times on that day.
    OnThatDay(&'a [String]),
    /// The event is not on that day, but at these times before and after.
    NotThatDay(&'a [String]),
    /// A rule gives this time first, and not the start.
    FirstTime { first: String, start: &'a str },
}

impl Remedy<'_> {
    /// The sentence.
    pub(crate) fn say(&self, tongue: Tongue) -> String {
        match self {
            Self::Write(value) => say!(tongue, "Write \"{value}\".", "\"{value}\" と書いてください。"),
            Self::OneOf { known, meant } => {
                let all = say_list(tongue, known, ", ");
                match near::nearest(known, meant) {
                    Some(word) => say!(
                        tongue,
                        "Write \"{word}\". Known are: {all}.",
                        "\"{word}\" と書いてください。書ける値は {all} です。"
                    ),
                    None => say!(tongue, "Write one of these: {all}.", "次のどれかを書いてください: {all}。"),
                }
            }
            Self::Meant(name) => {
                say!(tongue, "Did you mean \"{name}\"?", "\"{name}\" の書き間違いではありませんか。")
            }
            Self::Day { year, month, last } => say!(
                tongue,
                "Correct the day: {year:04}-{month:02} has {last} days.",
                "日を直してください。{year}年{month}月は{last}日までです。"
            ),
            Self::Month => say!(
                tongue,
                "Correct the month: they are 01 to 12.",
                "月を直してください。月は01から12までです。"
            ),
            Self::Midnight { next } => say!(
                tongue,
                "The day ends with 00:00 of the next: write {next}T00:00.",
                "1日の終わりは、翌日の00:00です。{next}T00:00 と書いてください。"
            ),
            Self::NextDay { next, hour } => say!(
                tongue,
                "Hours are 00 to 23. If it is on the next day, write {next}T{hour:02}:…",
                "時は00から23までです。翌日のことなら、{next}T{hour:02}:… と書いてください。"
            ),
            Self::OnThatDay(times) => {
                let times = say_list(tongue, times, " and ");
                say!(
                    tongue,
                    "On that day it is at {times}: write that.",
                    "その日の開催は {times} です。そのとおりに書いてください。"
                )
            }
            Self::NotThatDay(times) => {
                let times = say_list(tongue, times, " and ");
                say!(
                    tongue,
                    "On that day there is none; the nearest is {times}.",
                    "その日に開催はありません。いちばん近い開催は {times} です。"
                )
            }
            Self::FirstTime { first, start } => say!(
                tongue,
                "The first time is {first}: write that. Or, if it takes place on that day too, add \"rdate\": [\"{start}\"].",
                "規則にある最初の日時は {first} です。そのとおりに書いてください。{start} にも開催するのなら、\"rdate\": [\"{start}\"] を書き加えてください。"
            ),
        }
    }
}

/// Several things in a row, which Japanese joins in its one way.
fn say_list<T: AsRef<str>>(tongue: Tongue, all: &[T], english: &str) -> String {
    let all: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
    all.join(choose!(tongue, english, "、"))
}

#[cfg(all(test, feature = "messages"))]
mod tests {
    use super::Remedy;
    use crate::{Tongue, read::said_of};

    #[test]
    fn each_is_said_in_each_language() {
        let check = |remedy: Remedy<'_>, en: &str, ja: &str| {
            assert_eq!([remedy.say(Tongue::En), remedy.say(Tongue::Ja)], [en, ja], "{remedy:?}");
        };
        check(Remedy::Write("2026-12-01"), r#"Write "2026-12-01"."#, r#""2026-12-01" と書いてください。"#);
        let known = &["onsite", "online", "hybrid"];
        check(
            Remedy::OneOf { known, meant: "Online" },
            r#"Write "online". Known are: onsite, online, hybrid."#,
            r#""online" と書いてください。書ける値は onsite、online、hybrid です。"#,
        );
        check(
            Remedy::OneOf { known, meant: "会場" },
            "Write one of these: onsite, online, hybrid.",
            "次のどれかを書いてください: onsite、online、hybrid。",
        );
        check(
            Remedy::Meant("deadline"),
            r#"Did you mean "deadline"?"#,
            r#""deadline" の書き間違いではありませんか。"#,
        );
        let times = ["2026-12-07T09:00".to_owned(), "2026-12-14T09:00".to_owned()];
        check(
            Remedy::OnThatDay(&times[..1]),
            "On that day it is at 2026-12-07T09:00: write that.",
            "その日の開催は 2026-12-07T09:00 です。そのとおりに書いてください。",
        );
        check(
            Remedy::NotThatDay(&times),
            "On that day there is none; the nearest is 2026-12-07T09:00 and 2026-12-14T09:00.",
            "その日に開催はありません。いちばん近い開催は 2026-12-07T09:00、2026-12-14T09:00 です。",
        );
        check(
            Remedy::FirstTime { first: "2026-02-02".to_owned(), start: "2026-01-07" },
            r#"The first time is 2026-02-02: write that. Or, if it takes place on that day too, add "rdate": ["2026-01-07"]."#,
            r#"規則にある最初の日時は 2026-02-02 です。そのとおりに書いてください。2026-01-07 にも開催するのなら、"rdate": ["2026-01-07"] を書き加えてください。"#,
        );
    }

    #[test]
    fn what_was_meant_otherwise_is_said_with_what_was_meant() {
        let check = |fields: &str, expected: &str| {
            let feed = format!(
                r#"{{"version":1,"alliance":{{"name":"RAN"}},"members":[{{"id":"m","name":"M","place":{{"municipality":"202151","municipality_name":"塩尻市"}}}}],
                "events":[{{"id":"e","title":"E","start":"2026-12-05",{fields}}}]}}"#
            );
            assert_eq!(said_of(&feed).join("\n"), expected, "{fields}");
        };
        check(r#""dedline":"2026-12-01""#, r#"warning misspelt-name dedline: Did you mean "deadline"?"#);
        check(r#""RRULE":"FREQ=DAILY""#, r#"warning misspelt-name RRULE: Did you mean "rrule"?"#);
        check(
            r#""sessions":[{"Title":"S"}]"#,
            "error missing sessions[0].title: Add it: without it the entry cannot be shown.\nwarning misspelt-name sessions[0].Title: Did you mean \"title\"?",
        );
        check(r#""x_internal":1,"lang":"ja","schedule":[]"#, "");
        check(r#""status":"canceled""#, "");
        check(
            r#""status":"中止""#,
            "error unknown-value status: Write one of these: scheduled, cancelled, postponed, full, other.",
        );
        check(
            r#""mode":"Online""#,
            r#"warning unknown-value mode: Write "online". Known are: onsite, online, hybrid, other."#,
        );
        check(r#""deadline":"2026/12/1""#, r#"error bad-time deadline: Write "2026-12-01"."#);
        check(
            r#""deadline":"soon""#,
            "error bad-time deadline: Write it like 2026-04-01, 2026-04-01T19:00 or 2026-04-01T19:00+09:00.",
        );
        check(r#""deadline":"2027-02-29""#, "error bad-time deadline: Correct the day: 2027-02 has 28 days.");
        check(
            r#""contact":{"tel":"0263ー00ー0000","email":"info＠example.jp"}"#,
            "error bad-tel contact.tel: Write \"0263-00-0000\".\nerror bad-email contact.email: Write \"info@example.jp\".",
        );
        check(
            r#""sign_up":"example.jp/apply""#,
            r#"warning no-scheme sign_up: Write "https://example.jp/apply"."#,
        );
        check(r#""links":[{"url":"leaflet.pdf"}]"#, "");
        let markdown = "Write Markdown: **bold**, [a link](https://…), an empty line between paragraphs.";
        check(r#""description":"<p>x</p>""#, &format!("warning html-tag description: {markdown}"));
        check(
            r#""description":{"ja":"x","en":"a<br>b"}"#,
            &format!("warning html-tag description.en: {markdown}"),
        );
    }
}
