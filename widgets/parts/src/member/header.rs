//! The head of the profile: logo, name, and the facts that tell what kind of member this is.

use crate::{Label, Phrase, labels, text, words as shared};
use ran_feed::model::{Lang, Member, Place, Precision, Text};
use ran_view::html;
use yew::Html;

use super::{View, words};

/// The name under which the region knows a member; the legal entity stands under it.
#[must_use]
pub fn name(member: &Member) -> &Text {
    member.brands.first().map_or(&member.name, |brand| &brand.name)
}

/// The head: logo, name, and facts.
pub fn header(view: &View<'_>) -> Html {
    let name = text::text(name(view.member), view.lang);
    under(html! { <@{view.level.tag(0)} class="brand" part="name">{name}</@> }, view)
}

/// The head without the name, which stands over it already.
pub fn header_under_name(view: &View<'_>) -> Html {
    under(Html::default(), view)
}

fn under(heading: Html, view: &View<'_>) -> Html {
    let (member, lang) = (view.member, view.lang);
    let brand = member.brands.first();
    // How a name is read in kana is for who reads kanji, and once is enough.
    let is_for_reader = lang == Lang::Ja || (lang == Lang::JaEasy && !name(member).get(lang).contains('《'));
    let kana = brand.map_or(member.kana.as_ref(), |brand| brand.kana.as_ref()).filter(|_| is_for_reader);
    let logo = brand.and_then(|brand| brand.logo.as_ref()).or(member.logo.as_ref());
    html! {
        <header>
            if let Some(logo) = logo {
                // The name stands beside it, so the picture has nothing to add.
                <img class="logo" src={view.href(logo)} alt="" width="80" height="80" loading="lazy" />
            }
            <div>
                {heading}
                if let Some(kana) = kana {
                    <p class="kana">{text::text(kana, lang)}</p>
                }
                if brand.is_some() {
                    <p>{text::text(&member.name, lang)}</p>
                }
                <p class="facts">{for facts(view).into_iter().map(|fact| html! { <span>{fact}</span> })}</p>
            </div>
        </header>
    }
}

fn facts(view: &View<'_>) -> Vec<Html> {
    let (member, lang) = (view.member, view.lang);
    let mut facts = Vec::new();
    if let Some(tier) = member.tier.and_then(Label::label) {
        facts.push(html! { <span class="tier">{tier.html(lang)}</span> });
    }
    // 「株式会社」 stands in most names already.
    let is_in_name = |form: &Phrase| member.name.get(lang).contains(form.get(lang));
    if let Some(form) = member.legal_form.and_then(Label::label).filter(|form| !is_in_name(form)) {
        facts.push(form.html(lang));
    }
    if let Some(since) = member.since {
        facts.push(shared::with_furigana(&words::SINCE.filled(lang, &since.year().to_string())));
    }
    let place = member.place.as_ref().map(|place| place_name(place, lang)).unwrap_or_default();
    if !place.is_empty() {
        facts.push(text::shown(&place, lang));
    }
    facts.extend(areas(&mut member.areas.iter(), &place, lang));
    let band = || Some(member.population_band?.label()?.html(lang));
    if let Some(population) = member.population.as_ref().map(|said| text::text(said, lang)).or_else(band) {
        facts.push(html! { <>{words::OF_REGION.html(lang)}{population}</> });
    }
    if let Some(leadership) = member.leadership.and_then(Label::label) {
        facts.push(leadership.html(lang));
    }
    facts
}

/// 「活動地域：塩尻市・松本市」, unless that is where the member is, as most are.
#[must_use]
pub fn areas(areas: &mut dyn Iterator<Item = &Place>, place: &str, lang: Lang) -> Option<Html> {
    let mut names = String::new();
    for area in areas {
        let name = place_name(area, lang);
        if !names.is_empty() && !name.is_empty() {
            names.push_str(if lang == Lang::En { ", " } else { "・" });
        }
        names.push_str(&name);
    }
    let is_said = !names.is_empty() && names != place;
    is_said.then(|| text::shown(&words::AREAS.filled(lang, &names), lang))
}

/// 「長野県塩尻市」, a whole prefecture, or the nation: as precisely as the feed knows.
#[must_use]
pub fn place_name(place: &Place, lang: Lang) -> String {
    if place.precision() == Precision::Nation {
        return words::NATIONWIDE.get(lang).to_owned();
    }
    let municipality = place.municipality_name.as_ref().or(place.name.as_ref()).map(|name| name.get(lang));
    let Some(code) = place.prefecture() else { return municipality.unwrap_or_default().to_owned() };
    let prefecture = labels::prefecture(code, lang);
    let Some(municipality) = municipality else { return prefecture };
    // 「宮城県」 or 「宮城県各地」, and "Miyagi Prefecture", but "Yamagata, Yamagata", which is its capital.
    let rest = municipality.strip_prefix(code.name(lang));
    if rest.is_some_and(|rest| lang != Lang::En || rest.starts_with(' ')) {
        return municipality.to_owned();
    }
    // A reading belongs to the kanji before it, so the two names stand apart.
    let (first, between, last) = match lang {
        Lang::Ja => (prefecture.as_str(), "", municipality),
        Lang::En => (municipality, ", ", prefecture.as_str()),
        Lang::JaEasy => (prefecture.as_str(), " ", municipality),
    };
    [first, between, last].concat()
}

#[cfg(test)]
mod tests {
    use ran_feed::model::Lang::{self, En, Ja, JaEasy};

    use super::place_name;

    #[test]
    fn a_place_names_its_prefecture_once() {
        let read = |place: &str, lang: Lang| {
            let feed = format!(
                r#"{{ "version": 1, "members": [{{ "id": "m", "name": "団体", "place": {place} }}] }}"#
            );
            let feed = ran_feed::read(feed.into(), &ran_feed::Limits::default()).unwrap().feed;
            place_name(feed.members[0].place.as_ref().unwrap(), lang)
        };
        let city = r#"{ "prefecture": "06", "municipality_name": { "ja": "山形市", "en": "Yamagata", "ja-easy": "山形市《やまがたし》" } }"#;
        let whole = r#"{ "prefecture": "04", "precision": "prefecture", "name": { "ja": "宮城県", "en": "Miyagi Prefecture" } }"#;
        for (place, lang, expected) in [
            (city, Ja, "山形県山形市"),
            (city, En, "Yamagata, Yamagata"),
            (city, JaEasy, "山形県《やまがたけん》 山形市《やまがたし》"),
            (whole, Ja, "宮城県"),
            (whole, En, "Miyagi Prefecture"),
            (r#"{ "prefecture": "04" }"#, En, "Miyagi"),
            (r#"{ "prefecture": "47" }"#, JaEasy, "沖縄県《おきなわけん》"),
            (r#"{ "prefecture": "01" }"#, JaEasy, "北海道《ほっかいどう》"),
            (r#"{ "prefecture": "13" }"#, JaEasy, "東京都《とうきょうと》"),
            (r#"{ "prefecture": "26" }"#, JaEasy, "京都府《きょうとふ》"),
            (r#"{ "name": "東北各地" }"#, Ja, "東北各地"),
        ] {
            assert_eq!(read(place, lang), expected);
        }
    }
}
