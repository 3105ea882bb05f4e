//! One event in full: a dialog over the page.
//!
//! | module | what is in it |
//! | --- | --- |
//! | `when` | when it is, on whose clock, and until when one applies |
//! | `facts` | where it is, for whom, what it costs, who stands behind it |
//! | `ways` | where it leads: to apply, to its pages, into a calendar, to others |

use std::any::Any;
use std::rc::Rc;

mod facts;
mod ways;
mod when;

use ran_feed::model::{Event, Lang, Text};
use ran_feed::occurrence::Occurrence;
use ran_parts::{Phrase, dialog as modal, text};
use ran_view::html;
use yew::{Callback, Html, NodeRef};

pub(crate) use facts::listed;
pub(crate) use ways::{copy, out};

use crate::entry;
use crate::scene::{self, Entrance, Scene};
use crate::state::Subject;
use crate::words;

/// What shows an event in full: [`in_full`], once its code is here.
type InFull = fn(&Subject, &Scene<'_>, NodeRef, Callback<yew::Event>) -> Html;

/// For [`Detail::Here`](ran_parts::Detail::Here): what the calendar shows of an event in full.
#[must_use]
pub fn detail() -> Rc<dyn Any> {
    Rc::new(in_full as InFull)
}

/// The dialog of what is open, if the feed still has it: in full, or that this is on its way.
pub(crate) fn dialog(
    subject: &Subject,
    scene: &Scene<'_>,
    node: NodeRef,
    onclose: Callback<yew::Event>,
) -> Html {
    let (detail, lang) = (&scene.props.detail, scene.lang);
    if let Some(in_full) = detail.get::<InFull>() {
        return in_full(subject, scene, node, onclose);
    }
    let Some(event) = scene.feed().event(&subject.id) else { return Html::default() };
    modal::waiting(text::text(&event.title, lang), detail, lang, node, onclose)
}

/// An event in full.
fn in_full(subject: &Subject, scene: &Scene<'_>, node: NodeRef, onclose: Callback<yew::Event>) -> Html {
    let Some(event) = scene.feed().event(&subject.id) else { return Html::default() };
    let meant = entry::meant(scene.feed(), event, subject.on, scene.props.now_for(event, scene.feed()));
    let (occurrence, is_another) =
        meant.map_or((None, false), |(found, is_another)| (Some(found), is_another));
    let title = occurrence.as_ref().map_or(&event.title, Occurrence::title);
    let entrance = scene::entrance(event, occurrence.as_ref(), scene);
    let content = html! {
        <>
            if is_another { <p class="notice">{another(occurrence.as_ref(), scene).html(scene.lang)}</p> }
            {marks(event, occurrence.as_ref(), scene)}
            // What it is, before when and where.
            if let Some(summary) = &event.summary { <p>{text::text(summary, scene.lang)}</p> }
            {list_of(when::times(event, occurrence.as_ref(), scene), scene)}
            {ways::apply(event, entrance, scene)}
            {list_of(facts::facts(event, occurrence.as_ref(), entrance, scene), scene)}
            if let Some(description) = &event.description {
                {text::prose(description, scene.lang, &scene.ready.address)}
            }
            {ways::further(event, occurrence.as_ref(), scene)}
            if let Some(occurrence) = &occurrence && entrance != Entrance::None { {ways::add(occurrence, scene)} }
            {ways::share(subject, event, scene)}
        </>
    };
    modal::dialog(text::text(title, scene.lang), content, scene.lang, node, onclose)
}

/// What a link is told that means a day on which the series has nothing.
fn another(occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Phrase {
    let is_over = occurrence.is_some_and(|occurrence| scene::is_over(occurrence, scene));
    if is_over { words::LAST_INSTEAD } else { words::NEXT_INSTEAD }
}

/// What is said in place of a dialog of an event that the feed does not have.
pub(crate) fn missing(scene: &Scene<'_>) -> Html {
    let is_missing = |subject: &Subject| scene.feed().event(&subject.id).is_none();
    if !scene.state.open.as_ref().is_some_and(is_missing) {
        return Html::default();
    }
    html! { <p class="notice" role="status">{words::NOT_FOUND.html(scene.lang)}</p> }
}

/// What must be known before all else, in words.
fn marks(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Html {
    let status = occurrence.map_or(event.status(), Occurrence::status);
    html! {
        <ul class="chips">
            {scene::status("li", status, event, occurrence, scene)}
            {for scene::labels(event, occurrence, scene.feed()).into_iter().map(|mark| html! { <li>{mark.html(scene.lang)}</li> })}
        </ul>
    }
}

/// What each is called, and what it is.
type Rows = Vec<(Phrase, Html)>;

fn list_of(rows: Rows, scene: &Scene<'_>) -> Html {
    html! {
        <dl>{for rows.into_iter().map(|(name, value)| html! {
            <div><dt>{name.html(scene.lang)}</dt><dd>{value}</dd></div>
        })}</dl>
    }
}

fn words_of(words: &Option<Text>, lang: Lang) -> Option<Html> {
    words.as_ref().map(|words| text::text(words, lang))
}
