//! The sections of the profile. One that has nothing to say is not there at all.

use crate::{Outgoing, Phrase, contact, text, words as shared};
use ran_feed::model::{Contact, Exactness, Figure, Lang, Programme, Role};
use ran_view::html;
use yew::{AttrValue, Callback, Html};

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

fn about(view: &View<'_>) -> Option<Html> {
    Some(text::prose(view.member.description.as_ref()?, view.lang, &view.ready.address))
}

fn themes(view: &View<'_>) -> Option<Html> {
    let labels: Vec<Html> = view
        .member
        .themes
        .iter()
        .filter_map(|id| view.ready.feed.theme(id.as_str()))
        .map(|theme| html! { <li>{text::text(&theme.label, view.lang)}</li> })
        .collect();
    (!labels.is_empty()).then(|| html! { <ul class="chips">{for labels}</ul> })
}

fn services(view: &View<'_>) -> Option<Html> {
    let rows = view.member.services.iter().map(|service| {
        let name = text::text(&service.name, view.lang);
        html! {
            <li>
                <strong>{match &service.url {
                    Some(url) => html! { <a href={view.href(url)}>{name}</a> },
                    None => name,
                }}</strong>
                if let Some(fee) = &service.fee { <span class="support">{" "}{text::text(fee, view.lang)}</span> }
                if let Some(description) = &service.description {
                    {text::prose(description, view.lang, &view.ready.address)}
                }
            </li>
        }
    });
    (!view.member.services.is_empty()).then(|| html! { <ul class="rows">{for rows}</ul> })
}

fn programmes(view: &View<'_>) -> Option<Html> {
    let rows: Vec<Html> = view
        .ready
        .feed
        .programmes_of(view.member.id.as_str())
        .map(|programme| programme_row(view, programme))
        .collect();
    (!rows.is_empty()).then(|| html! { <ul class="rows">{for rows}</ul> })
}

fn programme_row(view: &View<'_>, programme: &Programme) -> Html {
    let lang = view.lang;
    let name = text::text(&programme.name, lang);
    let (emit, id) = (view.props.emit.clone(), AttrValue::from(programme.id.as_str().to_owned()));
    let onclick = Callback::from(move |_| emit.emit(Outgoing::Select { what: "programme", id: id.clone() }));
    let operators = view.ready.feed.members_of(programme.id.as_str()).count();
    html! {
        <li>
            <strong>{match &programme.url {
                Some(url) => html! { <a href={view.href(url)} {onclick}>{name}</a> },
                None => name,
            }}</strong>
            if operators > 1 {
                <span class="support">{" "}{shared::with_furigana(&words::ONE_OF_SEVERAL.filled(lang, &operators.to_string()))}</span>
            }
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
    let rows: Vec<Html> =
        view.ready.feed.people_of(view.member.id.as_str()).map(|role| person(&role, view.lang)).collect();
    (!rows.is_empty()).then(|| html! { <ul class="people">{for rows}</ul> })
}

fn person(role: &Role<'_>, lang: Lang) -> Html {
    html! {
        <li>
            <strong>{text::text(role.name, lang)}</strong>
            if let Some(title) = role.role { <span class="support">{" "}{text::text(title, lang)}</span> }
        </li>
    }
}

fn events(view: &View<'_>) -> Option<Html> {
    let coming = next::next(view);
    (!coming.is_empty()).then(|| {
        html! { <ul class="rows">{for coming.iter().map(|coming| next::row(view, coming))}</ul> }
    })
}

fn contact(view: &View<'_>) -> Option<Html> {
    let member = view.member;
    let button = member.consultation().and_then(|contact| consult(view, contact));
    let base = &view.ready.address;
    let ways = member.consult.iter().chain(&member.contact);
    let mut notes = Vec::new();
    let lines = ways.flat_map(|way| {
        let mut lines = contact::lines(way, false, view.lang, base);
        // Both ways often have the same words under them.
        if let Some(note) = way.note.as_ref().filter(|note| !notes.contains(note)) {
            notes.push(note);
            lines.push(text::text(note, view.lang));
        }
        lines
    });
    let lines: Vec<Html> = lines.collect();
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
        (None, Some(email), _) => format!("mailto:{email}").into(),
        (None, None, tel) => format!("tel:{}", tel.as_ref()?.dial()).into(),
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
