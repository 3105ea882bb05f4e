//! A row of a table as an event of the feed.

use ran_feed::Tongue;
use ran_feed::model::{EventTime, Feed, Id, Text};
use ran_feed::search::{fold, fold_width};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::super::check::Finding;
use super::cell::{Clock, When, count, span};
use super::column::Column;
use super::table::Row;
use super::warning;
use super::words::{self, parts, word};

/// What of the feed a row may mean by a name, folded, and its id.
pub(super) struct Known {
    members: Vec<(String, String)>,
    themes: Vec<(String, String)>,
    programmes: Vec<(String, String)>,
}

impl Known {
    pub(super) fn of(feed: &Feed) -> Self {
        fn names<'a>(id: &'a str, texts: impl IntoIterator<Item = &'a Text>) -> Vec<(String, String)> {
            let names = texts.into_iter().flat_map(Text::all).chain([id]);
            names.map(|name| (fold(name), id.to_owned())).collect()
        }
        let members = feed.members.iter().flat_map(|member| {
            names(member.id.as_str(), [&member.name].into_iter().chain(&member.short_name))
        });
        Self {
            members: members.collect(),
            themes: feed.themes.iter().flat_map(|theme| names(theme.id.as_str(), [&theme.label])).collect(),
            programmes: feed.programmes.iter().flat_map(|run| names(run.id.as_str(), [&run.name])).collect(),
        }
    }
}

fn id_of(known: &[(String, String)], name: &str) -> Option<Json> {
    let name = fold(name.trim());
    known.iter().find(|(other, _)| *other == name).map(|(_, id)| Json::text(id))
}

/// An event of a row.
pub(super) struct Event {
    pub(super) id: Option<String>,
    pub(super) entry: Entry,
    /// What no field takes as it is written.
    pub(super) kept: Vec<Kept>,
}

/// A cell whose text is shown as it stands.
pub(super) struct Kept {
    place: u32,
    heading: String,
    text: String,
    shown: Shown,
}

#[derive(Clone, Copy)]
enum Shown {
    /// In place of a date.
    Time,
    /// Beside the time.
    TimeNote,
    /// In the description.
    Description,
}

impl Kept {
    pub(super) fn finding(self, row: u32, tongue: Tongue) -> Finding {
        let Self { place, heading, text, shown } = self;
        let (message, remedy) = match (tongue, shown) {
            (Tongue::En, Shown::Time) => (
                format!("\"{text}\" is no date; it is shown as the time, in these words"),
                "Write a day as 2026-12-08, 2026/12/8 or 令和8年12月8日, if it is known.",
            ),
            (Tongue::En, Shown::TimeNote) => (
                format!(
                    "\"{text}\" makes no time with the other columns; it is shown beside the date, in these words"
                ),
                "Write times as 19:00 or 午後7時 and days as 2026-12-08; one that ends at a time begins at one.",
            ),
            (Tongue::En, Shown::Description) => (
                format!("\"{text}\" is none of what this column can hold; it is shown in the description"),
                "Leave it so, or write one of what README.ja.md names.",
            ),
            (Tongue::Ja, Shown::Time) => (
                format!("「{text}」は日付として読めないため、このまま「時期」として表示します。"),
                "日が決まっていれば、2026-12-08、2026/12/8、令和8年12月8日のように書いてください。",
            ),
            (Tongue::Ja, Shown::TimeNote) => (
                format!("「{text}」は日時として読めないため、このまま日付に添えて表示します。"),
                "決まっていれば、時刻は19:00や午後7時、日付は2026-12-08のように書いてください。終了時間には開始時間も必要です。",
            ),
            (Tongue::Ja, Shown::Description) => (
                format!("「{text}」はこの列の値として読めないため、説明文の中に表示します。"),
                "このままで構わなければ、直す必要はありません。書ける値はREADME.ja.mdにあります。",
            ),
        };
        warning("kept-as-words", (row, place), &heading, message, remedy)
    }
}

/// A row that becomes an event.
struct Cells<'a> {
    columns: &'a [(u32, Column, String)],
    row: &'a Row,
    kept: Vec<Kept>,
    /// Paragraphs of the description that come from other columns.
    more: Vec<String>,
}

impl<'a> Cells<'a> {
    /// The text in a column; nothing where it is empty.
    fn get(&self, column: Column) -> Option<&'a str> {
        let (place, ..) = self.columns.iter().find(|(_, other, _)| *other == column)?;
        let text = self.row.cell(*place);
        // What tables have for nothing. That there is no parking or no fee says something, and that there is no address nothing.
        let is_nothing = match text {
            "" | "-" | "－" | "ー" | "―" => true,
            "なし" => {
                matches!(column, Column::Url | Column::SignUp | Column::Image | Column::Tel | Column::Email)
            }
            _ => false,
        };
        (!is_nothing).then_some(text)
    }

    fn text(&self, column: Column) -> Option<Json> {
        self.get(column).map(Json::text)
    }

    /// Shows a cell that its field cannot take elsewhere.
    fn keep(&mut self, column: Column, shown: Shown) {
        let Some((place, _, heading)) = self.columns.iter().find(|(_, other, _)| *other == column) else {
            return;
        };
        let text = self.row.cell(*place).to_owned();
        if matches!(shown, Shown::Description) {
            self.more.push(format!("{heading}：{text}"));
        }
        self.kept.push(Kept { place: *place, heading: heading.clone(), text, shown });
    }

    /// What a cell is read as, or else the cell in the description.
    fn read<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = read(self.get(column)?);
        if value.is_none() {
            self.keep(column, Shown::Description);
        }
        value
    }

    /// All parts of a cell, if each is known.
    fn list(&mut self, column: Column, part: impl Fn(&str) -> Option<Json>) -> Option<Json> {
        self.read(column, |text| parts(text).map(&part).collect::<Option<Vec<_>>>()).map(Json::List)
    }

    /// A date with the time of another column.
    fn when(&mut self, date: Column, time: Option<Clock>, shown: Shown) -> Option<When> {
        let text = self.get(date)?;
        let when = When::of(text);
        if when.is_none() {
            self.keep(date, shown);
        }
        when.map(|when| When { time: time.or(when.time), ..when })
    }

    /// Shows a cell elsewhere, if something stands there.
    fn keep_filled(&mut self, column: Column, shown: Shown) {
        if self.get(column).is_some() {
            self.keep(column, shown);
        }
    }

    /// A time of the day, with the one behind it.
    fn clock(&mut self, column: Column, shown: Shown) -> (Option<Clock>, Option<Clock>) {
        let Some(text) = self.get(column) else { return (None, None) };
        let Some((start, end)) = span(text) else {
            self.keep(column, shown);
            return (None, None);
        };
        (Some(start), end)
    }
}

impl Event {
    pub(super) fn of(columns: &[(u32, Column, String)], row: &Row, known: &Known) -> Self {
        let mut cells = Cells { columns, row, kept: Vec::new(), more: Vec::new() };
        let mut entry = Entry::default();

        let (start_clock, end_of_span) = cells.clock(Column::StartTime, Shown::TimeNote);
        let start = cells.when(Column::Start, start_clock, Shown::Time);
        if start.is_none() && start_clock.is_some() {
            cells.keep(Column::StartTime, Shown::TimeNote);
        }
        let fuzzy = if start.is_none() { cells.text(Column::Start) } else { None };
        let id = id(&cells, start);
        entry.put("id", id.as_deref().map(Json::text));
        entry.put("title", title(&cells));
        entry.put("kind", cells.read(Column::Kind, |text| word(words::KINDS, text)).map(Json::text));
        entry.put("start", start.and_then(When::written).map(Json::from));
        entry.put("end", end(&mut cells, start, end_of_span));
        // Also of an event that has nothing else to say when it is.
        let note = cells.text(Column::TimeNote);
        let (when, note) = match (start, fuzzy, note) {
            (None, None, Some(note)) => (Some(note), None),
            (_, fuzzy, note) => (fuzzy, note),
        };
        entry.put("when", when.map(|label| Json::Object(Entry(vec![("label", label)]))));
        let odd_times = cells.kept.iter().filter(|kept| matches!(kept.shown, Shown::TimeNote));
        let notes: Vec<&str> =
            note.iter().filter_map(Json::as_text).chain(odd_times.map(|kept| kept.text.as_str())).collect();
        entry.put("time_note", Some(notes.join("\n")).filter(|notes| !notes.is_empty()).map(Json::from));
        entry.put("rrule", cells.text(Column::Rule));
        entry.put("status", cells.read(Column::Status, |text| word(words::STATUSES, text)).map(Json::text));
        let mode = cells.read(Column::Mode, |text| word(words::MODES, text));
        entry.put("mode", mode.map(Json::text));
        entry.put("place", place(&cells, mode));
        if let Some(host) = cells.get(Column::Host) {
            match id_of(&known.members, host) {
                Some(host) => entry.put("host", Some(host)),
                None => {
                    let supporter = Entry(vec![("role", Json::text("host")), ("name", Json::text(host))]);
                    entry.put("supporters", Some(Json::List(vec![Json::Object(supporter)])));
                }
            }
        }
        entry.put("programme", cells.read(Column::Programme, |text| id_of(&known.programmes, text)));
        entry.put("themes", cells.list(Column::Themes, |text| id_of(&known.themes, text)));
        entry.put(
            "audience",
            cells.list(Column::Audience, |text| word(words::AUDIENCES, text).map(Json::text)),
        );
        put_fee(&mut entry, &mut cells);
        let capacity = cells.read(Column::Capacity, count);
        entry.put("capacity", capacity.map(Json::Number));
        // The number does not say that who comes first has a place.
        if let Some(words) =
            cells.get(Column::Capacity).filter(|text| capacity.is_some() && text.starts_with("先着"))
        {
            cells.more.push(words.to_owned());
        }
        let (by, _) = cells.clock(Column::DeadlineTime, Shown::Description);
        let deadline = cells.when(Column::Deadline, by, Shown::Description);
        if deadline.is_none() && by.is_some() {
            cells.keep(Column::DeadlineTime, Shown::Description);
        }
        entry.put("deadline", deadline.and_then(When::written).map(Json::from));
        for (name, column) in [
            ("how_to_apply", Column::HowToApply),
            ("sign_up", Column::SignUp),
            ("url", Column::Url),
            ("image", Column::Image),
            ("summary", Column::Summary),
        ] {
            entry.put(name, cells.text(column));
        }
        entry.put(
            "contact",
            object(
                &cells,
                &[
                    ("name", Column::ContactName),
                    ("email", Column::Email),
                    ("tel", Column::Tel),
                    ("extension", Column::Extension),
                ],
            ),
        );
        let updated = cells.when(Column::Updated, None, Shown::Description);
        entry.put("updated", updated.and_then(When::written).map(Json::from));
        let description: Vec<&str> = [cells.get(Column::Description), cells.get(Column::Remark)]
            .into_iter()
            .flatten()
            .chain(cells.more.iter().map(String::as_str))
            .collect();
        entry.put(
            "description",
            Some(description.join("\n\n")).filter(|text| !text.is_empty()).map(Json::from),
        );
        Self { id, entry, kept: cells.kept }
    }
}

/// The table's own id, with the code of the town whose list it is, for others count from 1 too; without one, the title and the
/// day.
fn id(cells: &Cells<'_>, start: Option<When>) -> Option<String> {
    let id = match (cells.get(Column::Id), cells.get(Column::Number), cells.get(Column::Code)) {
        (Some(id), ..) => id.to_owned(),
        (_, Some(number), Some(code)) => format!("{code}-{number}"),
        (_, Some(number), None) => number.to_owned(),
        (None, None, _) => {
            let title = cells.get(Column::Title)?;
            let day = start.map(|When { date, .. }| format!("-{}", EventTime::Date(date)));
            format!("{title}{}", day.unwrap_or_default())
        }
    };
    let is_allowed = |letter: char| Id::parse(letter.encode_utf8(&mut [0; 4])).is_ok();
    Some(id.chars().map(|letter| if is_allowed(letter) { letter } else { '-' }).take(100).collect())
}

fn title(cells: &Cells<'_>) -> Option<Json> {
    let title = cells.text(Column::Title)?;
    Some(match cells.text(Column::TitleEn) {
        Some(english) => Json::Object(Entry(vec![("ja", title), ("en", english)])),
        None => title,
    })
}

/// The end, where it says more than the start: on the day of the start where none is named.
fn end(cells: &mut Cells<'_>, start: Option<When>, of_span: Option<Clock>) -> Option<Json> {
    if start.is_none() {
        cells.keep_filled(Column::End, Shown::TimeNote);
        cells.keep_filled(Column::EndTime, Shown::TimeNote);
    }
    let start = start?;
    let (clock, _) = cells.clock(Column::EndTime, Shown::TimeNote);
    let clock = clock.or(of_span);
    let named = cells.when(Column::End, clock, Shown::TimeNote);
    let end = named.unwrap_or(When { time: clock, ..start });
    // A day that begins at no time ends at none: what its end says of the time stands beside it, as the table has it.
    let is_all_day = start.time.is_none();
    if is_all_day && end.time.is_some() {
        cells.keep(if clock.is_some() { Column::EndTime } else { Column::End }, Shown::TimeNote);
    }
    let end = When { time: end.time.filter(|_| !is_all_day), ..end };
    let is_the_same = end.date == start.date && (end.time.is_none() || end.time == start.time);
    if is_the_same { None } else { end.written().map(Json::from) }
}

/// The place: only the town whose list it is says nothing of where an event online is.
fn place(cells: &Cells<'_>, mode: Option<&str>) -> Option<Json> {
    let columns = [
        ("name", Column::PlaceName),
        ("prefecture", Column::Prefecture),
        ("municipality", Column::Code),
        ("municipality_name", Column::Town),
        ("address", Column::Address),
        ("building", Column::Building),
        ("access", Column::Access),
        ("parking", Column::Parking),
    ];
    let where_it_is = [Column::PlaceName, Column::Address, Column::Lat, Column::Lng];
    if where_it_is.iter().all(|column| cells.get(*column).is_none()) && mode == Some("online") {
        return None;
    }
    let mut place = Entry::default();
    for (name, column) in columns {
        let value = cells.get(column).map(|text| match column {
            Column::Code => with_zero(text, &[5]),
            _ => Json::text(text),
        });
        place.put(name, value);
    }
    for (name, column) in [("lat", Column::Lat), ("lng", Column::Lng)] {
        place.put(name, cells.get(column).map(degrees));
    }
    (!place.0.is_empty()).then_some(Json::Object(place))
}

/// Degrees as the number that they are; what is none is the reader's to refuse.
fn degrees(text: &str) -> Json {
    match fold_width(text).parse() {
        Ok(degrees) if f64::is_finite(degrees) => Json::Fraction(degrees),
        _ => Json::text(text),
    }
}

/// Digits with the zero in front that spreadsheets drop, if there are as many as without it.
fn with_zero(text: &str, lengths: &[usize]) -> Json {
    let is_short = lengths.contains(&text.len()) && !text.starts_with('0');
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_short && is_number { Json::from(format!("0{text}")) } else { Json::text(text) }
}

fn put_fee(entry: &mut Entry, cells: &mut Cells<'_>) {
    let is_free = |text: &str| matches!(text, "無料" | "0" | "0円" | "なし");
    let basic = cells.get(Column::Fee).or_else(|| cells.get(Column::FeeKind));
    let price = basic.and_then(|text| if is_free(text) { Some(0) } else { count(text) });
    let words = basic.map(|text| match price {
        Some(0) => "無料".to_owned(),
        Some(price) if text.bytes().all(|byte| byte.is_ascii_digit()) => format!("{}円", grouped(price)),
        _ => text.to_owned(),
    });
    let words: Vec<String> =
        words.into_iter().chain(cells.get(Column::FeeDetail).map(str::to_owned)).collect();
    entry.put("fee", Some(words.join("　")).filter(|words| !words.is_empty()).map(Json::from));
    entry.put("price", price.map(Json::Number));
}

/// 2,000 for 2000.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An object of texts, if there is one.
fn object(cells: &Cells<'_>, columns: &[(&'static str, Column)]) -> Option<Json> {
    let mut object = Entry::default();
    for (name, column) in columns {
        let value = cells.get(*column).map(|text| match column {
            Column::Tel => with_zero(text, &[9, 10]),
            _ => Json::text(text),
        });
        object.put(name, value);
    }
    (!object.0.is_empty()).then_some(Json::Object(object))
}

/// An object of JSON whose fields stay in their order.
#[derive(Default)]
pub(super) struct Entry(Vec<(&'static str, Json)>);

enum Json {
    Text(String),
    Number(u32),
    Fraction(f64),
    List(Vec<Json>),
    Object(Entry),
}

impl Json {
    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Entry {
    fn put(&mut self, name: &'static str, value: Option<Json>) {
        self.0.extend(value.map(|value| (name, value)));
    }

    /// As it stands in the list of a feed, in lines.
    pub(super) fn text(&self) -> String {
        // It has nothing that JSON could not say.
        serde_json::to_string_pretty(self).unwrap_or_default().replace('\n', "\n    ")
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Fraction(number) => serializer.serialize_f64(*number),
            Self::List(list) => list.serialize(serializer),
            Self::Object(entry) => entry.serialize(serializer),
        }
    }
}
