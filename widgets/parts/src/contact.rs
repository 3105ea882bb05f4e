//! How to reach someone, line by line.

use ran_feed::model::{Contact, Email, Lang, Link, Tel};
use ran_view::html;
use yew::Html;

use crate::{Label, Phrase, text};

const TEL: Phrase = crate::phrase!("電話", "Telephone", "電話《でんわ》");
const EXTENSION: Phrase = crate::phrase!("（内線{}）", " (extension {})", "（内線《ないせん》 {}）");
const EMAIL: Phrase = crate::phrase!("メール", "E-mail", "メール");
/// A page of which nothing else is said.
pub const WEBSITE: Phrase = crate::phrase!("ウェブサイト", "Website", "ウェブサイト");
const HOURS: Phrase = crate::phrase!("受付時間：{}", "Hours: {}", "時間《じかん》：{}");

/// What a link is called: its own label, or what stands there, or words for any page.
pub fn link_name(link: &Link, otherwise: Phrase, lang: Lang) -> Html {
    match &link.label {
        Some(label) => text::text(label, lang),
        None => link.kind.and_then(Label::label).unwrap_or(otherwise).html(lang),
    }
}

/// Who answers, how, and when; `base` is the address of the feed. With `page`, its page too: where a button leads there
/// already, it needs no line. The note is left to who shows it.
pub fn lines(contact: &Contact, page: bool, lang: Lang, base: &str) -> Vec<Html> {
    let mut lines = Vec::new();
    let own = |words: &ran_feed::model::Text| text::text(words, lang);
    lines.extend(contact.name.as_ref().map(own));
    lines.extend(contact.tel.as_ref().map(|tel| {
        let extension = contact.extension.as_ref();
        let extension = extension.map(|own| text::shown(&EXTENSION.filled(lang, own.get(lang)), lang));
        way(TEL, dialled(tel), tel.to_string(), extension, lang)
    }));
    lines
        .extend(contact.email.as_ref().map(|email| way(EMAIL, mailto(email), email.to_string(), None, lang)));
    if page {
        lines.extend(contact.url.as_ref().map(|url| {
            let label = contact.label.as_ref().map_or_else(|| WEBSITE.html(lang), own);
            html! { <a href={text::href(url, base)}>{label}</a> }
        }));
    }
    lines.extend(contact.hours.as_ref().map(|hours| text::shown(&HOURS.filled(lang, hours.get(lang)), lang)));
    lines
}

fn way(name: Phrase, href: String, shown: String, rest: Option<Html>, lang: Lang) -> Html {
    html! { <>{name.html(lang)}{" "}<a {href}>{shown}</a>{rest}</> }
}

/// The address that opens a letter.
#[must_use]
pub fn mailto(email: &Email) -> String {
    ["mailto:", email.as_str()].concat()
}

/// The address that calls a number.
#[must_use]
pub fn dialled(tel: &Tel) -> String {
    ["tel:", &tel.dial()].concat()
}
