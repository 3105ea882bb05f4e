//! The sections of the profile. One that has nothing to say is not there at all.

use crate::{Phrase, contact, text};
use ran_feed::model::{Contact, Exactness, Figure, Lang, Programme, Role};
use ran_view::html;
use yew::Html;

use super::{View, next, words};

/// A section, by the name that the `sections` attribute gives it.
pub struct Section {
    /// Its name.
    pub name: &'static str,
    heading: Phrase,
    body: fn(&View<'_>) -> Option<Html>,
}

/// All sections in the order of the profile.
pub const SECTIONS: &[Section] = &[
    Section { name: "about", heading: words::ABOUT, body: about },
    Section { name: "themes", heading: words::THEMES, body: themes },
    Section { name: "services", heading: words::SERVICES, body: services },
    Section { name: "programmes", heading: words::PROGRAMMES, body: programmes },
    Section { name: "people", heading: words::PEOPLE, body: people },
    Section { name: "events", heading: words::EVENTS, body: events },
    Section { name: "contact", heading: words::CONTACT, body: contact },
];

impl Section {
    /// The section, or nothing.
    pub fn render(&self, view: &View<'_>) -> Html {
        (self.body)(view).map_or_else(Html::default, |body| {
            html! {
                <section part="section">
                    <@{view.level.tag(1)}>{self.heading.html(view.lang)}</@>
                    {body}
                </section>
            }
        })
    }
}

/// A list of what there is.
fn list(class: &'static str, rows: Vec<Html>) -> Option<Html> {
    (!rows.is_empty()).then(|| html! { <ul {class}>{for rows}</ul> })
}

/// What is said beside the title of a row.
fn aside(inside: Html) -> Html {
    html! { <span class="support">{" "}{inside}</span> }
}

fn filled(phrase: Phrase, with: &str, lang: Lang) -> Html {
    aside(text::shown(&phrase.filled(lang, with), lang))
}

fn about(view: &View<'_>) -> Option<Html> {
    let (member, lang) = (view.member, view.lang);
    let summary = member.summary.as_ref().map(|summary| html! { <p>{text::text(summary, lang)}</p> });
    let description = member.description.as_ref().map(|words| text::prose(words, lang, &view.ready.address));
    let said: Vec<Html> = summary.into_iter().chain(description).collect();
    (!said.is_empty()).then(|| said.into_iter().collect())
}

fn themes(view: &View<'_>) -> Option<Html> {
    let labels: Vec<Html> = view
        .member
        .themes
        .iter()
        .filter_map(|id| view.ready.feed.theme(id.as_str()))
        .map(|theme| html! { <li>{text::text(&theme.label, view.lang)}</li> })
        .collect();
    list("chips", labels)
}

fn services(view: &View<'_>) -> Option<Html> {
    let rows = view.member.services.iter().map(|service| {
        html! {
            <li>
                {view.title(&service.name, service.url.as_ref(), None)}
                if let Some(fee) = &service.fee { {aside(text::text(fee, view.lang))} }
                if let Some(description) = &service.description {
                    {text::prose(description, view.lang, &view.ready.address)}
                }
            </li>
        }
    });
    list("rows", rows.collect())
}

fn programmes(view: &View<'_>) -> Option<Html> {
    let own = view.ready.feed.programmes_of(view.member.id.as_str());
    list("rows", own.map(|programme| programme_row(view, programme)).collect())
}

fn programme_row(view: &View<'_>, programme: &Programme) -> Html {
    let lang = view.lang;
    let operators = view.ready.feed.members_of(programme.id.as_str()).count();
    // What is special about it where this member runs it.
    let id = &view.member.id;
    let here = programme.operations.iter().find(|operation| operation.member.as_ref() == Some(id));
    let local_name = here.and_then(|here| here.local_name.as_ref());
    let url = here.and_then(|here| here.url.as_ref()).or(programme.url.as_ref());
    html! {
        <li>
            {view.title(&programme.name, url, Some(("programme", &programme.id)))}
            if let Some(local_name) = local_name {
                {filled(words::LOCAL_NAME, local_name.get(lang), lang)}
            }
            if operators > 1 { {filled(words::ONE_OF_SEVERAL, &operators.to_string(), lang)} }
            if let Some(summary) = &programme.summary { <p>{text::text(summary, lang)}</p> }
            if !programme.figures.is_empty() {
                <p>{for programme.figures.iter().map(|figure| outcome(figure, lang))}</p>
            }
        </li>
    }
}

fn outcome(one: &Figure, lang: Lang) -> Html {
    let colon = if lang == Lang::En { ": " } else { "：" };
    html! { <span class="outcome">{text::text(&one.label, lang)}{colon}<strong>{figure(one, lang)}</strong></span> }
}

/// A figure as it was said, or else its number and unit; with the time that it covers.
pub fn figure(figure: &Figure, lang: Lang) -> Html {
    let said = figure.text.as_ref().map_or_else(|| number(figure, lang), |said| text::text(said, lang));
    let period =
        figure.period.as_ref().map(|own| text::shown(&words::WITHIN.filled(lang, own.get(lang)), lang));
    html! { <>{said}{period}</> }
}

fn number(figure: &Figure, lang: Lang) -> Html {
    let Some(value) = figure.value else { return Html::default() };
    let unit = figure.unit.as_ref().map_or("", |unit| unit.get(lang));
    let space = if lang == Lang::En && !unit.is_empty() { " " } else { "" };
    let number = format!("{}{space}{unit}", text::number(value));
    let number = match figure.exactness {
        Some(Exactness::AtLeast) => words::AT_LEAST.filled(lang, &number),
        Some(Exactness::AtMost) => words::AT_MOST.filled(lang, &number),
        Some(Exactness::About) => words::ABOUT_SO_MANY.filled(lang, &number),
        _ => number,
    };
    text::shown(&number, lang)
}

fn people(view: &View<'_>) -> Option<Html> {
    let people = view.ready.feed.people_of(view.member.id.as_str());
    list("people", people.map(|role| person(&role, view.lang)).collect())
}

fn person(role: &Role<'_>, lang: Lang) -> Html {
    html! {
        <li>
            <strong>{text::text(role.name, lang)}</strong>
            if let Some(title) = role.role { {aside(text::text(title, lang))} }
        </li>
    }
}

fn events(view: &View<'_>) -> Option<Html> {
    let coming = next::next(view);
    let mut is_unlinked = false;
    let row = |coming| {
        let page = next::page(coming);
        is_unlinked |= page.is_none();
        next::row(view, coming, page)
    };
    let mut rows: Vec<Html> = coming.iter().map(row).collect();
    if is_unlinked {
        rows.push(html! { <li class="support">{words::ASK.html(view.lang)}</li> });
    }
    list("rows", rows)
}

fn contact(view: &View<'_>) -> Option<Html> {
    let member = view.member;
    let button = member.consultation().and_then(|contact| consult(view, contact));
    let base = &view.ready.address;
    let mut lines = Vec::new();
    let mut ways = member.consult.iter().chain(&member.contact).peekable();
    while let Some(way) = ways.next() {
        lines.extend(contact::lines(way, false, view.lang, base));
        // Both ways often have the same words under them, which then stand under the last.
        let is_said_later = ways.peek().is_some_and(|later| later.note == way.note);
        lines.extend(way.note.as_ref().filter(|_| !is_said_later).map(|note| text::text(note, view.lang)));
    }
    let links = links(view);
    if button.is_none() && lines.is_empty() && links.is_empty() {
        return None;
    }
    Some(html! {
        <>
            {button}
            {for lines.into_iter().map(|line| html! { <p>{line}</p> })}
            if !links.is_empty() {
                <p class="links">{for links}</p>
            }
        </>
    })
}

/// 「相談する」: the way to the member that was found.
fn consult(view: &View<'_>, contact: &Contact) -> Option<Html> {
    let href = match (&contact.url, &contact.email, &contact.tel) {
        (Some(url), ..) => view.href(url),
        (None, Some(email), _) => contact::mailto(email).into(),
        (None, None, tel) => contact::dialled(tel.as_ref()?).into(),
    };
    let label = match &contact.label {
        Some(label) => text::text(label, view.lang),
        None => words::CONSULT.html(view.lang),
    };
    Some(html! { <p><a class="consult" {href}>{label}</a></p> })
}

fn links(view: &View<'_>) -> Vec<Html> {
    let member = view.member;
    let own = member.url.iter().map(|url| (url, contact::WEBSITE.html(view.lang)));
    let further = member.links.iter();
    let further = further.map(|link| (&link.url, contact::link_name(link, contact::WEBSITE, view.lang)));
    own.chain(further).map(|(url, label)| html! { <a href={view.href(url)}>{label}</a> }).collect()
}
