//! The campaigns of a programme (複数地域同時開催): when and in which regions it is held as one.

use ran_feed::model::{Campaign, Event, Lang, Place, Programme};
use ran_parts::member::place_name;
use ran_parts::{dates, text, words as shared};
use ran_view::html;
use yew::Html;

use crate::next_event::coming;
use crate::scene::Scene;
use crate::words;

/// How many campaigns and how many regions are looked through: a feed of any size is shown at once.
const MOST: usize = 100;

/// The campaigns that a programme has, by its own word or by that of its events, as long as they are not over.
pub(crate) fn all(programme: &Programme, scene: &Scene<'_>) -> Vec<Html> {
    let feed = scene.feed();
    let mut is_named = vec![false; feed.campaigns.len()];
    for event in feed.events.iter().filter(|event| event.programme.as_ref() == Some(&programme.id)) {
        if let Some(index) = event.campaign.as_ref().and_then(|id| feed.campaigns.position(id.as_str())) {
            is_named[index] = true;
        }
    }
    let ours = feed.campaigns.iter().zip(is_named).filter(|(campaign, is_named)| {
        campaign.programme.as_ref().map_or(*is_named, |id| *id == programme.id) && !is_over(campaign, scene)
    });
    ours.take(MOST).map(|(campaign, _)| part(campaign, scene)).collect()
}

fn is_over(campaign: &Campaign, scene: &Scene<'_>) -> bool {
    matches!((campaign.end, scene.props.now), (Some(end), Some(now)) if end.date() < now.date())
}

/// What is said of a campaign: its name, when it is, in how many regions and which, and what comes next of it.
fn part(campaign: &Campaign, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let title = text::text(&campaign.title, lang);
    let next = coming(scene, &|event: &Event| event.campaign.as_ref() == Some(&campaign.id));
    let regions = regions(campaign, scene);
    html! {
        <div class="campaign">
            <p>
                <strong>{match &campaign.url {
                    Some(url) => html! { <a href={text::href(url, &scene.ready.address)}>{title}</a> },
                    None => title,
                }}</strong>
            </p>
            <p class="when">{when(campaign, lang)}</p>
            if !regions.is_empty() { <p>{text::shown(&regions, lang)}</p> }
            if let Some((date, title)) = next { <p>{shared::with_furigana(&date)}{text::text(title, lang)}</p> }
        </div>
    }
}

/// From when to when, or as it is said.
fn when(campaign: &Campaign, lang: Lang) -> Html {
    let Some(start) = campaign.start else {
        return campaign.when.as_ref().map_or_else(Html::default, |when| text::text(&when.label, lang));
    };
    let mut said = dates::date(start.date(), lang);
    if let Some(end) = campaign.end.filter(|end| end.date() != start.date()) {
        said = words::PERIOD.filled(lang, &said).replacen("{}", &dates::date(end.date(), lang), 1);
    }
    shared::with_furigana(&said)
}

/// In how many regions it is held and in which: as it says itself, or else where those are who take part.
fn regions(campaign: &Campaign, scene: &Scene<'_>) -> String {
    let (lang, feed) = (scene.lang, scene.feed());
    let mut places: Vec<&Place> = campaign.areas.iter().collect();
    if places.is_empty() {
        let members = campaign.members.iter().filter_map(|id| feed.member(id.as_str()));
        places.extend(members.filter_map(|member| member.places().next()));
    }
    let mut names: Vec<String> = Vec::new();
    for place in places {
        let name = place_name(place, lang);
        if !name.is_empty() && !names.iter().rev().take(MOST).any(|known| *known == name) {
            names.push(name);
        }
    }
    let said = names.join(if lang == Lang::En { "; " } else { "、" });
    match names.len() {
        0 | 1 => said,
        count => words::TOGETHER.filled(lang, &count.to_string()) + &said,
    }
}
