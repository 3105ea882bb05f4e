//! One event in full: a dialog over the page.

use ran_feed::civil::CivilDateTime;
use ran_feed::ics::{self, Words};
use ran_feed::model::{Event, EventStatus, EventTime, Lang, Text, Url};
use ran_feed::occurrence::{self, Occurrence, rule_text};
use ran_parts::{Label, Phrase, contact, dates, dialog as modal, labels, text, words as shared};
use ran_view::html;
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::entry;
use crate::list;
use crate::scene::{self, Entrance, Scene};
use crate::state::Subject;
use crate::subscription::subscription;
use crate::{background, days, fragment, links, words};

/// The times of a series that are named.
const NEXT_TIMES: usize = 3;

/// The dialog of what is open, if the feed still has it.
pub(crate) fn dialog(
    subject: &Subject,
    scene: &Scene<'_>,
    node: NodeRef,
    onclose: Callback<yew::Event>,
) -> Html {
    let Some(event) = scene.feed().event(&subject.id) else { return Html::default() };
    let meant = entry::meant(scene.feed(), event, subject.on, scene.props.now);
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
            {list_of(times(event, occurrence.as_ref(), scene), scene)}
            {apply(event, entrance, scene)}
            {list_of(rows(event, occurrence.as_ref(), entrance, scene), scene)}
            if let Some(description) = &event.description {
                {text::prose(description, scene.lang, &scene.ready.address)}
            }
            {further(event, occurrence.as_ref(), scene)}
            if let Some(occurrence) = &occurrence && entrance != Entrance::None { {add(occurrence, scene)} }
            {share(subject, event, scene)}
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

/// When an event is, and until when and how one applies.
fn times(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Rows {
    let (lang, feed) = (scene.lang, scene.feed());
    let mut rows = Vec::new();
    let mut row = |name: Phrase, value: Option<Html>| rows.extend(value.map(|value| (name, value)));
    let entrance = scene::entrance(event, occurrence, scene);
    row(words::WHEN, Some(when(event, occurrence, scene)));
    row(
        words::LOCAL_TIME,
        occurrence
            .and_then(|occurrence| entry::abroad(occurrence, feed))
            .map(|own| list::span(&own_time(own, lang))),
    );
    row(
        words::YOUR_TIME,
        occurrence
            .and_then(|occurrence| scene::visitors_time(occurrence, scene))
            .map(|(start, end)| list::span(&days::moment(start, end, lang))),
    );
    row(words::NOTE, occurrence.and_then(|occurrence| words_of(&occurrence.change?.note, lang)));
    if entrance != Entrance::None {
        row(words::DEADLINE, event.deadline.map(|deadline| list::span(&until(deadline, event, scene))));
    }
    if entrance == Entrance::Open {
        row(words::APPLY, words_of(&event.how_to_apply, lang));
    }
    rows
}

fn words_of(words: &Option<Text>, lang: Lang) -> Option<Html> {
    words.as_ref().map(|words| text::text(words, lang))
}

/// The other facts of an event.
fn rows(event: &Event, occurrence: Option<&Occurrence<'_>>, entrance: Entrance, scene: &Scene<'_>) -> Rows {
    let (lang, feed) = (scene.lang, scene.feed());
    let mut rows = Vec::new();
    let mut row = |name: Phrase, value: Option<Html>| rows.extend(value.map(|value| (name, value)));
    let furigana = |words: String| shared::with_furigana(&words);

    let place = occurrence.map_or(event.place.as_ref(), Occurrence::place);
    row(words::WHERE, place.map(|place| where_it_is(place, scene)));
    // Who has applied joins also where nobody else can any more.
    let join = event.online_url.as_ref().filter(|_| entrance != Entrance::None);
    let mode = event.mode().and_then(Label::label);
    row(
        words::MODE,
        (mode.is_some() || join.is_some()).then(|| {
            html! {
                <>
                    if let Some(mode) = mode { {mode.html(lang)}{" "} }
                    if let Some(url) = join {
                        <a href={text::href(url, &scene.ready.address)}>{words::JOIN_ONLINE.html(lang)}</a>
                    }
                </>
            }
        }),
    );
    let audience = event.audience.iter().filter_map(|audience| audience.label());
    row(words::AUDIENCE, in_line(&mut audience.map(|audience| audience.html(lang)), lang));
    row(words::FEE, words_of(&event.fee, lang).or_else(|| event.price.map(|price| fee(price, lang))));
    row(
        words::CAPACITY,
        event.capacity.map(|capacity| furigana(words::PEOPLE.filled(lang, &text::number(capacity.into())))),
    );
    for (role, names) in background::supporters(event, scene) {
        row(role, Some(names));
    }
    let speakers = event.speakers.iter().filter_map(|speaker| feed.who(speaker));
    row(words::SPEAKERS, listed(&mut speakers.map(|speaker| text::text(speaker.name, lang))));
    row(words::CONTACT, background::contact(event, scene));
    row(words::SESSIONS, background::sessions(event, scene));
    let time = |time| dates::time(time, lang);
    row(words::RULE, rule_text::of(event, feed.time_zone(), lang, &time).map(furigana));
    row(words::UPCOMING, upcoming(event, occurrence, scene));
    // Of the series itself a page reads nothing.
    let number = event.number.map(|number| words::NUMBER.filled(lang, &number.to_string()));
    row(words::SERIES, number.map(furigana));
    let programme = event.programme.as_ref().and_then(|id| feed.programme(id.as_str()));
    row(words::PROGRAMME, programme.map(|programme| text::text(&programme.name, lang)));
    let themes = event.themes.iter().filter_map(|id| feed.theme(id.as_str()));
    row(words::THEME, in_line(&mut themes.map(|theme| text::text(&theme.label, lang)), lang));
    rows
}

/// The way to apply, or that there is none any more.
fn apply(event: &Event, entrance: Entrance, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let Some(closed) = (match entrance {
        Entrance::None => return Html::default(),
        Entrance::Open => None,
        Entrance::Closed => Some(words::NO_LONGER),
        Entrance::Full => Some(words::NO_ROOM_LEFT),
    }) else {
        let Some(url) = &event.sign_up else { return Html::default() };
        return html! { <p><a class="apply" href={text::href(url, &scene.ready.address)}>{words::SIGN_UP.html(lang)}</a></p> };
    };
    let applies = event.sign_up.is_some() || event.how_to_apply.is_some();
    html! { if applies { <p>{closed.html(lang)}</p> } }
}

/// A deadline, with the clock that it is on where that may not be the visitor's.
fn until(deadline: EventTime, event: &Event, scene: &Scene<'_>) -> String {
    let (lang, zone) = (scene.lang, scene::zone_of(event, scene));
    let deadline = deadline.at_home(scene.feed().home_minutes());
    let said = own_time(deadline, lang);
    let time = deadline.time().unwrap_or(CivilDateTime::midnight(deadline.date()));
    let visitors = || scene.props.clocks?.visitors(zone, time);
    match deadline {
        EventTime::Offset(..) => said,
        _ if zone != scene.feed().time_zone() => dates::noted(&said, &zone.replace('_', " "), lang),
        _ if visitors().is_some() => dates::noted(&said, &clock_of(zone, lang), lang),
        _ => said,
    }
}

/// 日本時間: whose clock it is.
fn clock_of(zone: &str, lang: Lang) -> String {
    words::ZONE.filled(lang, scene::zone_name(zone, lang))
}

fn when(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let said = match (occurrence, &event.when) {
        (Some(occurrence), _) => {
            let mut moment = scene::moment(occurrence, scene.feed(), lang);
            // What is on the alliance's clock says so to who sees another.
            if scene::zone(occurrence, scene.feed()).is_none()
                && scene::visitors_time(occurrence, scene).is_some()
            {
                moment = dates::noted(&moment, &clock_of(scene.feed().time_zone(), lang), lang);
            }
            let before = scene::moved_from(occurrence).map(|before| {
                let before = before.at_home(scene.feed().home_minutes());
                let time = before.time().filter(|_| before.date() == occurrence.first_day());
                let before = time
                    .map_or_else(|| dates::without_year(before.date(), lang), |time| dates::time(time, lang));
                words::MOVED_FROM.filled(lang, &before)
            });
            html! {
                <>
                    <time datetime={occurrence.start.to_string()}>{list::span(&moment)}</time>
                    if let Some(before) = before { <br />{list::span(&before)} }
                </>
            }
        }
        (None, Some(when)) => text::text(&when.label, lang),
        (None, None) => words::UNDATED.html(lang),
    };
    html! { <>{said} if let Some(note) = &event.time_note { <br />{text::text(note, lang)} }</> }
}

/// A time with everything that it says, its offset too.
fn own_time(time: EventTime, lang: Lang) -> String {
    match time {
        EventTime::Offset(_, minutes) => dates::noted(&time_words(time, lang), &dates::utc(minutes), lang),
        _ => time_words(time, lang),
    }
}

fn time_words(time: EventTime, lang: Lang) -> String {
    let date = dates::date(time.date(), lang);
    match time.time() {
        Some(time) => days::with_time(&date, &dates::time(time, lang), lang),
        None => date,
    }
}

/// The next times of a series, after the one that is shown and from today.
fn upcoming(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Option<Html> {
    if event.rrule.is_none() && event.rdate.is_empty() {
        return None;
    }
    let shown = occurrence.map(|occurrence| {
        occurrence.start.time().unwrap_or(CivilDateTime::midnight(occurrence.start.date()))
    });
    let from =
        [shown.and_then(|shown| shown.plus_seconds(1)), scene.props.now].into_iter().flatten().max()?;
    let next = occurrence::next_of(event, scene.feed(), from, NEXT_TIMES, &|status| {
        status != EventStatus::Cancelled
    });
    listed(&mut next.iter().map(|next| {
        let moment = list::span(&scene::moment(next, scene.feed(), scene.lang));
        let status = next.status().label().filter(|_| next.status() != EventStatus::Scheduled);
        html! {
            <>
                {moment}
                if let Some(status) = status { {" "}<strong class="status">{status.html(scene.lang)}</strong> }
            </>
        }
    }))
}

/// Nodes under each other, if there are any.
pub(crate) fn listed(nodes: &mut dyn Iterator<Item = Html>) -> Option<Html> {
    let nodes: Vec<Html> = nodes.map(|node| html! { <li>{node}</li> }).collect();
    (!nodes.is_empty()).then(|| html! { <ul>{for nodes}</ul> })
}

/// Nodes after each other, if there are any.
fn in_line(nodes: &mut dyn Iterator<Item = Html>, lang: Lang) -> Option<Html> {
    let between = if lang == Lang::En { ", " } else { "、" };
    let mut line = Vec::new();
    for node in nodes {
        if !line.is_empty() {
            line.push(html! { {between} });
        }
        line.push(node);
    }
    (!line.is_empty()).then(|| Html::from_iter(line))
}

fn where_it_is(place: &ran_feed::model::Place, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let map = links::map(place, lang, &scene.ready.address);
    html! {
        <>
            {for place.lines(lang).iter().map(|line| html! {
                <bdi class="line">{text::shown(&labels::with_reading(line, place, lang), lang)}</bdi>
            })}
            if let Some(map) = map { {out(map.into(), words::MAP.html(lang), lang)} }
            if let Some(access) = &place.access { <br />{text::text(access, lang)} }
            if let Some(parking) = &place.parking {
                <br />{text::shown(&words::PARKING.filled(lang, parking.get(lang)), lang)}
            }
        </>
    }
}

fn fee(price: u32, lang: Lang) -> Html {
    match price {
        0 => words::FREE.html(lang),
        _ => shared::with_furigana(&words::YEN.filled(lang, &text::number(price.into()))),
    }
}

/// A link that leaves the page.
pub(crate) fn out(href: AttrValue, inside: Html, lang: Lang) -> Html {
    html! { <a {href} target="_blank" rel="noopener noreferrer">{inside}<span class="visually-hidden">{" "}{shared::common::NEW_TAB.plain(lang)}</span></a> }
}

/// Where the event leads: to its page, and further pages.
fn further(event: &Event, occurrence: Option<&Occurrence<'_>>, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let page = occurrence.map_or(event.url.as_ref(), Occurrence::url);
    let page = page.map(|url| (url, words::PAGE.html(lang)));
    let more = event.links.iter().map(|link| (&link.url, contact::link_name(link, words::LINK, lang)));
    let all: Vec<(&Url, Html)> = page.into_iter().chain(more).collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="links">
            {for all.into_iter().map(|(url, name)| html! {
                <li><a href={text::href(url, &scene.ready.address)}>{name}</a></li>
            })}
        </ul>
    }
}

/// The ways into the visitor's own calendar.
fn add(occurrence: &Occurrence<'_>, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let address = &scene.ready.address;
    let said = Words::of(occurrence, lang, address);
    let in_utc = |zone: &str, time| CivilDateTime::from_seconds(scene.props.clocks?.moment(zone, time)?);
    let when = ics::when(occurrence, scene.feed(), &in_utc);
    let now = scene.props.now.unwrap_or(CivilDateTime::midnight(occurrence.first_day()));
    let stamp = scene::instant(EventTime::Local(now), scene.feed().time_zone(), scene.props.clocks);
    let stamp = stamp.and_then(CivilDateTime::from_seconds).unwrap_or(now);
    let event = ics::event(occurrence, &when, &said, stamp, address);
    let file = ics::file(&[], [event.as_str()]);
    html! {
        <>
            <h3>{words::ADD.html(lang)}</h3>
            <ul class="links">
                <li><a href={links::data(&file)} download="event.ics">{words::ICS.html(lang)}</a></li>
                <li>{out(links::google(&when, &said).into(), html! { {"Google"} }, lang)}</li>
                <li>{out(links::outlook(&when, &said).into(), html! { {"Outlook"} }, lang)}</li>
            </ul>
            {subscription(scene)}
        </>
    }
}

/// The event's address, for others: on this page, if it keeps what is seen in its address, or else the event's own page.
fn share(subject: &Subject, event: &Event, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let here = fragment::shared(scene.props, subject);
    let own = event.url.as_ref().map(|url| text::href(url, &scene.ready.address).to_string());
    let Some(href) = here.or(own) else { return Html::default() };
    html! {
        <p class="share">
            <a href={href.clone()}>{words::SHARE.html(lang)}</a>
            {copy(&href, words::COPY, scene)}
        </p>
    }
}

/// A button that copies an address. What has come of it is said on the button itself, and once to who does not see it.
pub(crate) fn copy(address: &str, name: Phrase, scene: &Scene<'_>) -> Html {
    let copied = scene.state.copied.as_ref().filter(|(copied, _)| copied == address);
    html! {
        <span class="copy">
            <button type="button" data-do={["copy ", address].concat()}>{name.html(scene.lang)}</button>
            <span role="status">
                if let Some((_, copied)) = copied {
                    <span class={if *copied { "copied" } else { "" }}>
                        {if *copied { words::COPIED } else { words::NOT_COPIED }.html(scene.lang)}
                    </span>
                }
            </span>
        </span>
    }
}
