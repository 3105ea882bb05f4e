//! The list of members, which does all that the map does.

use ran_atlas::plane;
use ran_feed::model::{Lang, Member, Place};
use ran_parts::member::{areas, name, place_name};
use ran_parts::{Label, text, words as shared};
use ran_view::{classes, html};
use yew::Html;

use crate::places::How;
use crate::scene::Scene;
use crate::state::View;
use crate::words;

/// How many members are shown at once.
pub(crate) const PORTION: usize = 30;
/// How many while the list goes on changing: more than are seen beside the map, or under it.
const BRIEF: usize = 12;
/// How many themes of a member are named in its row.
const THEMES: usize = 4;

pub(crate) fn list(scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    if scene.shown.found.is_empty() {
        return nobody(scene);
    }
    let members = scene.listed.members();
    // On paper nobody can ask for more.
    let most = if scene.state.is_printed { usize::MAX } else { PORTION * (scene.state.portions + 1) };
    let left = members.len().saturating_sub(most);
    let is_brief = !scene.is_rested && !scene.state.is_printed && scene.state.view == View::Map;
    let (first, further) = members.split_at(members.len().min(if is_brief { BRIEF } else { most }));
    // Who is pointed at on the map, or has the focus, is always there to be seen.
    let lit = scene.state.lit.filter(|lit| further.contains(lit));
    html! {
        <div class="list" part="list">
            <ul class="members">{for first.iter().copied().chain(lit).filter_map(|member| row(member, scene))}</ul>
            if left > 0 {
                <button type="button" class="more" data-do="more">{shared::with_furigana(&words::MORE.filled(lang, &left.to_string()))}</button>
            }
        </div>
    }
}

fn row(index: u32, scene: &Scene<'_>) -> Option<Html> {
    let (lang, feed) = (scene.lang, scene.feed());
    let member = scene.member(index)?;
    let themes = member.themes.iter().filter_map(|id| feed.theme(id.as_str()));
    let themes: Vec<Html> =
        themes.take(THEMES).map(|theme| html! { <li>{text::text(&theme.label, lang)}</li> }).collect();
    let class = classes!("member", (scene.state.lit == Some(index)).then_some("lit"));
    Some(html! {
        <li key={index} {class} data-member={index.to_string()}>
            <button type="button" data-do={format!("open {}", member.id)} part="row">
                <strong><bdi>{text::text(name(member), lang)}</bdi></strong>
                <span class="facts">
                    {for facts(member, index, scene).into_iter().map(|fact| html! { <span>{fact}</span> })}
                </span>
            </button>
            if !themes.is_empty() { <ul class="chips">{for themes}</ul> }
        </li>
    })
}

fn facts(member: &Member, index: u32, scene: &Scene<'_>) -> Vec<Html> {
    let lang = scene.lang;
    let mut facts = Vec::new();
    if let Some(tier) = member.tier.and_then(Label::label) {
        facts.push(html! { <span class="tier">{tier.html(lang)}</span> });
    }
    let where_it_is = member.places().next();
    let place = where_it_is.map(|place| place_name(place, lang)).unwrap_or_default();
    if !place.is_empty() {
        facts.push(text::shown(&place, lang));
    }
    // Who is found in a prefecture because it works there says so.
    let position = scene.places.of(index as usize);
    let own = [where_it_is.and_then(Place::prefecture), position.and_then(|position| position.code)];
    if let Some(asked) = scene.picked().filter(|code| !own.contains(&Some(*code))) {
        let mut there = member.areas.iter().filter(|area| area.prefecture() == Some(asked));
        facts.extend(areas(&mut there, &place, lang));
    }
    // Where it is on the map is seen there; that it is not there at all is worth a word.
    if position.is_none() && where_it_is.is_some_and(|place| place.coordinates().is_some()) {
        facts.push(words::ABROAD.html(lang));
    }
    facts.extend(distance(index, scene));
    facts
}

/// How far a member is from the visitor, where of both more is known than the prefecture; in one town nothing is said, for
/// a town is a point here.
fn distance(index: u32, scene: &Scene<'_>) -> Option<Html> {
    let from = scene.shown.from?;
    let position = scene.places.of(index as usize).filter(|position| position.how == How::Exactly)?;
    let kilometres = plane::kilometres(from, position.point).round();
    let step = if kilometres < 100.0 { 1.0 } else { 10.0 };
    let said = words::DISTANCE.filled(scene.lang, &text::number((kilometres / step).round() * step));
    (kilometres > 0.0).then(|| said.into())
}

/// Instead of an empty page: who is near and good at the same.
fn nobody(scene: &Scene<'_>) -> Html {
    let lang: Lang = scene.lang;
    if scene.feed().members.is_empty() {
        return ran_parts::frame::empty(words::EMPTY.html(lang));
    }
    if scene.shown.instead.is_empty() {
        return Html::default();
    }
    html! {
        <div class="list" part="list">
            <ul class="members">{for scene.shown.instead.iter().filter_map(|member| row(*member, scene))}</ul>
        </div>
    }
}
