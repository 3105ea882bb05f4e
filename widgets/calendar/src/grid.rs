//! The month as a grid, after the grid pattern of the ARIA Authoring Practices: one tab stop, the keys of `keys.rs`.
//!
//! A cell says its day in full, how many events it has, and how many of them are called off or full; what stands in it is for the eye and the pointer alone. Who walks by
//! keyboard opens the day, and has its events as a list under the grid.

use ran_feed::civil::CivilDate;
use ran_feed::model::Lang;
use ran_parts::{dates, words as shared};
use ran_view::{classes, html};
use yew::Html;

use crate::days;
use crate::entry::Entry;
use crate::list;
use crate::month::{self, Day, LANES, Slot, WEEK};
use crate::scene::{self, Scene, title};
use crate::state::View;
use crate::words;

/// The grid, and under it the list of the day that is chosen: on a narrow element, or when somebody asks.
pub(crate) fn month(scene: &Scene<'_>) -> Html {
    let (first, last) = scene::days_of(View::Month, scene.cursor, scene.week_start);
    let weeks = (last.days() - first.days() + 1) as usize / WEEK;
    let (mut days, hidden) = month::weeks(first, weeks, scene.shown.entries.iter().map(|entry| entry.span));
    count_amiss(&mut days, first, scene);
    html! {
        <>
            <div class="grid" role="grid" aria-labelledby="period" part="grid">
                {header(scene)}
                {for days.chunks(WEEK).enumerate().map(|(week, days)| row(days::plus_days(first, (week * WEEK) as i32), days, scene))}
            </div>
            {on_paper(&days, hidden, scene)}
            {list::day(scene.state.chosen.unwrap_or_else(|| implied(scene)), scene)}
        </>
    }
}

/// Counts of each day what is called off, put off or full, where a chip says so.
fn count_amiss(days: &mut [Day], first: CivilDate, scene: &Scene<'_>) {
    for entry in &scene.shown.entries {
        let Some(occurrence) = entry.of(scene.feed()) else { continue };
        let status = occurrence.status();
        let Some(which) = words::AMISS.iter().position(|(amiss, _)| *amiss == status) else { continue };
        if status.takes_place() && scene::is_over(&occurrence, scene) {
            continue;
        }
        let place = |day: CivilDate| (day.days() - first.days()).max(0) as usize;
        for day in days.iter_mut().take(place(days::plus_days(entry.span.1, 1))).skip(place(entry.span.0)) {
            day.amiss[which] += 1;
        }
    }
}

/// The day whose list a narrow element shows before anybody has chosen one: the one at hand, and of a month that was gone
/// to, which is at its first day, the first that has something.
fn implied(scene: &Scene<'_>) -> CivilDate {
    let (first, last) = (scene.cursor, days::last_of_month(scene.cursor));
    if first.day() > 1 || scene.today == Some(first) {
        return first;
    }
    let of_month = scene.shown.entries.iter().filter(|entry| entry.span.1 >= first && entry.span.0 <= last);
    of_month.map(|entry| entry.span.0.max(first)).min().unwrap_or(first)
}

/// What is hidden, and the events of which a sheet cuts the name.
fn hidden_or_cut(days: &[Day], hidden: &[bool], scene: &Scene<'_>) -> Vec<bool> {
    /// Half letters that a line has room for, and lines for the events of a day.
    const LINE: usize = 18;
    const LINES: usize = 6;
    let mut hidden = hidden.to_vec();
    for day in days {
        let used = day.slots.iter().filter(|slot| **slot != Slot::Free).count();
        for slot in day.slots {
            let Slot::Bar { entry: index, days, from_before, .. } = slot else { continue };
            let Some(entry) = scene.shown.entries.get(index) else { continue };
            let Some(occurrence) = entry.of(scene.feed()) else { continue };
            let is_bar = entry.span.0 < entry.span.1;
            let room = if is_bar { LINE * usize::from(days) } else { LINES / used * LINE };
            let time = if occurrence.is_all_day() || from_before { 0 } else { "19:00 ".len() };
            let title = occurrence.title().plain(scene.lang);
            let needed = title.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
            hidden[index] |= time + needed > room;
        }
    }
    hidden
}

/// How many events a sheet names under the grid in larger type, and how many at all; readings over the words make lines
/// higher.
fn room_on_paper(lang: Lang) -> [usize; 2] {
    if lang == Lang::JaEasy { [6, 6] } else { [12, 40] }
}

/// What the grid has no room for or cuts, by name: on paper nobody can ask for it. The screen does not show it, nor is it
/// read out.
fn on_paper(days: &[Day], hidden: Vec<bool>, scene: &Scene<'_>) -> Html {
    let lang = scene.lang;
    let [large, most] = room_on_paper(lang);
    let count_of = |which: &[bool]| which.iter().filter(|is_one| **is_one).count();
    // Where there is no room for all of them, those that are nowhere else come first.
    let or_cut = (count_of(&hidden) <= large).then(|| hidden_or_cut(days, &hidden, scene));
    let named = or_cut.filter(|or_cut| count_of(or_cut) <= large).unwrap_or(hidden);
    let count = count_of(&named);
    if count == 0 {
        return Html::default();
    }
    let class = if count <= large { "paper" } else { "paper small" };
    let mut day_before = None;
    let entries =
        scene.shown.entries.iter().zip(named).filter_map(|(entry, is_named)| is_named.then_some(entry));
    let rows = entries.take(most).map(|entry| {
        let (first, last) = entry.span;
        let date = if first < last { days::span(first, last, lang) } else { dates::without_year(first, lang) };
        // A line between the days.
        let class = (day_before.replace(first) != Some(first)).then_some("first");
        html! { <li {class}><span class="date">{list::span(&date)}</span>{" "}{content(entry, false, scene)}</li> }
    });
    let tag = scene.heading_tag(1);
    html! {
        <div {class}>
            <@{tag}>{words::NO_ROOM.html(lang)}</@>
            <ul>{for rows}</ul>
            if count > most { <p>{shared::with_furigana(&words::ELSEWHERE.filled(lang, &(count - most).to_string()))}</p> }
        </div>
    }
}

fn header(scene: &Scene<'_>) -> Html {
    let cells = scene.week_start.weekdays().map(|weekday| {
        let (lang, class) = (scene.lang, days::kind_of_weekday(weekday));
        let name = dates::weekday(weekday, lang);
        html! {
            <div {class} role="columnheader" aria-label={words::weekday(name, lang)}>
                {shared::with_furigana(&dates::weekday_read(weekday, lang))}
            </div>
        }
    });
    html! { <div class="week" role="row">{for cells}</div> }
}

fn row(first: CivilDate, days: &[Day], scene: &Scene<'_>) -> Html {
    let mut has_holiday = false;
    let mut cells = Vec::with_capacity(WEEK);
    for (column, day) in days.iter().enumerate() {
        let date = days::plus_days(first, column as i32);
        let holiday = scene.holiday(date);
        has_holiday |= holiday.is_some();
        cells.push(cell(date, holiday, day, scene));
    }
    // A class, and not `:has(.holiday)`, which WebKit does not ask anew when another month is shown.
    let class = classes!("week", has_holiday.then_some("with-holiday"));
    html! { <div {class} role="row">{for cells}</div> }
}

fn cell(date: CivilDate, holiday: Option<&'static str>, day: &Day, scene: &Scene<'_>) -> Html {
    let is_other = date.month() != scene.cursor.month();
    let class = classes!("cell", is_other.then_some("other"));
    let used = LANES - day.slots.iter().rev().take_while(|slot| **slot == Slot::Free).count();
    html! {
        <div {class} role="gridcell" data-date={date.to_string()} tabindex={if date == scene.cursor { "0" } else { "-1" }}
            aria-current={(scene.today == Some(date)).then_some("date")}
            aria-selected={if scene.state.chosen == Some(date) { "true" } else { "false" }}>
            // Text and not `aria-label`, of which the visible text would have to be a part (WCAG 2.5.3).
            <span class="visually-hidden">{list::day_label(date, day, scene)}</span>
            <div class="inside" aria-hidden="true">
                <span class="top">
                    <span class={classes!("number", days::kind(date, holiday.is_some()))}>
                        // Where a ground does not tell the months apart.
                        if is_other { <span class="month">{date.month()}{"/"}</span> }
                        {date.day()}
                    </span>
                    if let Some(holiday) = holiday { <span class="holiday">{shared::with_furigana(holiday)}</span> }
                </span>
                {for day.slots[..used].iter().map(|slot| chip(*slot, scene))}
                if day.more > 0 {
                    <span class="more" data-do={format!("list {date}")}>
                        {words::MORE.filled(scene.lang, &day.more.to_string())}
                    </span>
                }
                if day.count > 0 { <span class="dots">{["•", "••", "•••"][day.count.min(3) - 1]}</span> }
            </div>
        </div>
    }
}

fn chip(slot: Slot, scene: &Scene<'_>) -> Html {
    let Slot::Bar { entry: index, days, from_before, goes_on } = slot else {
        return html! { <span class="chip gap"></span> };
    };
    let Some(entry) = scene.shown.entries.get(index) else { return Html::default() };
    let class = classes!(
        "chip",
        ["", "d1", "d2", "d3", "d4", "d5", "d6", "d7"][usize::from(days).min(WEEK)],
        (entry.span.0 < entry.span.1).then_some("bar"),
        from_before.then_some("from-before"),
        goes_on.then_some("goes-on"),
    );
    html! { <span {class} data-do={format!("entry {index}")} part="event">{content(entry, from_before, scene)}</span> }
}

fn content(entry: &Entry, from_before: bool, scene: &Scene<'_>) -> Html {
    let Some(occurrence) = entry.of(scene.feed()) else { return Html::default() };
    let lang = scene.lang;
    // That it has been is seen by its day.
    let has_been = occurrence.status().takes_place() && scene::is_over(&occurrence, scene);
    let status = (!has_been)
        .then(|| scene::status("span", occurrence.status(), occurrence.event, None, scene))
        .flatten();
    let time = occurrence.start.time().filter(|_| !occurrence.is_all_day() && !from_before);
    let zone = scene::zone(&occurrence, scene.feed(), lang);
    // Whose clock it is takes a chip's whole line: what it is comes first then.
    let is_elsewhere = zone.is_some();
    let time = time.map(|time| {
        let said = dates::on_clock(dates::time(time, lang), zone, lang);
        html! { <span class="time">{shared::with_furigana(&said)}</span> }
    });
    let (before, after) = if is_elsewhere { (None, time) } else { (time, None) };
    html! {
        <>
            {status}
            if let Some(time) = before { {time}{" "} }
            {title(occurrence.title(), lang)}
            if let Some(time) = after { {" "}{time} }
        </>
    }
}
