//! One member in full: a dialog over the page.

use std::any::Any;
use std::rc::Rc;

use ran_parts::heading::Level;
use ran_parts::member::{self, SECTIONS, View};
use ran_parts::words::common;
use ran_parts::{dialog as modal, fragment, text};
use ran_view::html;
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::scene::Scene;
use crate::words;

/// What shows a member in full: [`in_full`], once its code is here.
type InFull = fn(&str, &Scene<'_>, NodeRef, Callback<yew::Event>) -> Html;

/// For [`Detail::Here`](ran_parts::Detail::Here): what the map shows of a member in full.
#[must_use]
pub fn detail() -> Rc<dyn Any> {
    Rc::new(in_full as InFull)
}

/// The dialog of the open member, if the feed still has it: in full, or that this is on its way.
pub(crate) fn dialog(id: &str, scene: &Scene<'_>, node: NodeRef, onclose: Callback<yew::Event>) -> Html {
    let (detail, lang) = (&scene.props.detail, scene.lang);
    if let Some(in_full) = detail.get::<InFull>() {
        return in_full(id, scene, node, onclose);
    }
    let Some(member) = scene.feed().member(id) else { return Html::default() };
    modal::waiting(text::text(member::name(member), lang), detail, lang, node, onclose)
}

/// A member in full.
fn in_full(id: &str, scene: &Scene<'_>, node: NodeRef, onclose: Callback<yew::Event>) -> Html {
    let (lang, feed) = (scene.lang, scene.feed());
    let Some(member) = feed.member(id) else { return Html::default() };
    let level = Level::read("2");
    let view = View { props: scene.props, ready: scene.ready, member, lang, level };
    let shared_at = fragment::shared(scene.props, &[("member", member.id.as_str())]);
    let mut programmes = Vec::new();
    for programme in feed.programmes_of(member.id.as_str()) {
        let say = format!("programme {}", programme.id);
        programmes.push(html! { <li><button type="button" data-do={say}>{text::text(&programme.name, lang)}</button></li> });
    }
    let content = html! {
        <article class="profile">
            {member::header_under_name(&view)}
            {for SECTIONS.iter().map(|section| section.render(&view))}
            if !programmes.is_empty() {
                <section class="further">
                    <@{level.tag(1)}>{words::SAME_PROGRAMME.html(lang)}</@>
                    <ul class="links">{for programmes}</ul>
                </section>
            }
            if let Some(href) = shared_at { <p class="links"><a {href}>{words::SHARE.html(lang)}</a></p> }
        </article>
    };
    modal::dialog(text::text(member::name(member), lang), content, lang, node, onclose)
}

/// What is said in place of the dialog of a member that the feed does not have.
pub(crate) fn missing(scene: &Scene<'_>) -> Html {
    let is_missing = |id: &AttrValue| scene.feed().member(id).is_none();
    if !scene.state.open.as_ref().is_some_and(is_missing) {
        return Html::default();
    }
    html! { <p class="notice" role="status">{common::NO_MEMBER.html(scene.lang)}</p> }
}
