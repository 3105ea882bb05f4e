//! A table of a file: a workbook, or text with commas or tabs.

use std::io;

use calamine::{Data, ExcelDateTime, Reader as _};
use encoding_rs::Encoding;
use ran_feed::Tongue;

use super::super::check::{Finding, encoding_of};
use super::super::{Source, limits};
use super::column::Column;
use super::warning;
use crate::Error;

/// A list of events.
pub(super) struct Table {
    /// The file's name.
    pub(super) name: String,
    /// The columns that are known, each with its place from 1 and its heading.
    pub(super) columns: Vec<(u32, Column, String)>,
    /// The other ones that have a heading.
    strange: Vec<(u32, String)>,
    /// The row of the headings.
    head: u32,
    pub(super) rows: Vec<Row>,
}

/// A row that is not empty.
pub(super) struct Row {
    /// As the spreadsheet numbers it, from 1.
    pub(super) number: u32,
    cells: Vec<String>,
}

impl Row {
    /// The cell in a column, from 1; empty where the row is shorter.
    pub(super) fn cell(&self, place: u32) -> &str {
        let place = usize::try_from(place).ok().and_then(|place| place.checked_sub(1));
        place.and_then(|place| self.cells.get(place)).map_or("", |cell| cell.trim())
    }
}

impl Table {
    /// The lists of a file: many a workbook has a sheet for each month.
    pub(super) fn read(source: &Source, tongue: Tongue) -> Result<Vec<Self>, Error> {
        let bytes = source.read_for(limits().bytes, tongue)?;
        let sheets = if is_workbook(&bytes) {
            of_workbook(bytes)
                .map_err(|error| Error::with_source(Trouble::Workbook.say(source, tongue), error))
        } else {
            of_text(&bytes).map(|rows| vec![Sheet { name: None, rows }]).map_err(|error| {
                let message = Trouble::Text.say(source, tongue);
                error.map_or_else(
                    || Error::new(message.clone()),
                    |error| Error::with_source(message.clone(), error),
                )
            })
        }?;
        let name = source.to_string();
        let named =
            |sheet: Option<String>| sheet.map_or_else(|| name.clone(), |sheet| format!("{name}[{sheet}]"));
        let lists: Vec<Self> =
            sheets.into_iter().filter_map(|Sheet { name, rows }| Self::of(&named(name), rows)).collect();
        if lists.is_empty() { Err(Error::new(Trouble::List.say(source, tongue))) } else { Ok(lists) }
    }

    /// The list under the first row that has a heading for the title and one for the time.
    fn of(name: &str, mut rows: Vec<Row>) -> Option<Self> {
        let columns_of = |row: &Row| {
            let mut known: Vec<(u32, Column, String)> = Vec::new();
            let mut strange = Vec::new();
            for (heading, place) in
                row.cells.iter().zip(1..).filter(|(heading, _)| !heading.trim().is_empty())
            {
                let heading = heading.split_whitespace().collect::<String>();
                match Column::of(&heading) {
                    // The first one counts where two have one meaning.
                    Some(column) if known.iter().all(|(_, other, _)| *other != column) => {
                        known.push((place, column, heading));
                    }
                    _ => strange.push((place, heading)),
                }
            }
            let has = |wanted| known.iter().any(|(_, column, _)| *column == wanted);
            (has(Column::Title) && (has(Column::Start) || has(Column::TimeNote))).then_some((known, strange))
        };
        let (place, (columns, strange)) =
            rows.iter().enumerate().find_map(|(place, row)| Some((place, columns_of(row)?)))?;
        let mut list = rows.split_off(place + 1);
        let head = rows.pop()?.number;
        list.retain(|row| columns.iter().any(|(place, ..)| !row.cell(*place).is_empty()));
        Some(Self { name: name.to_owned(), columns, strange, head, rows: list })
    }

    /// What is said of the columns that nothing is made of.
    pub(super) fn unused(&self, tongue: Tongue) -> impl Iterator<Item = Finding> {
        self.strange.iter().map(move |(place, heading)| {
            let (message, remedy) = match tongue {
                Tongue::En => (
                    format!("the column \"{heading}\" is not read"),
                    "Name it as in README.ja.md if visitors are to see it; leave it if they are not.",
                ),
                Tongue::Ja => (
                    format!("「{heading}」の列は読み込みません。"),
                    "ページに表示したい場合は、見出しをREADME.ja.mdの表のとおりに変えてください。表示しない列は、このままで構いません。",
                ),
            };
            warning("unread-column", (self.head, *place), heading, message, remedy)
        })
    }
}

/// What a file has of rows, and their sheet's name where there are sheets.
struct Sheet {
    name: Option<String>,
    rows: Vec<Row>,
}

/// Why a file is no table of events.
#[derive(Clone, Copy)]
enum Trouble {
    Workbook,
    Text,
    List,
}

impl Trouble {
    fn say(self, source: &Source, tongue: Tongue) -> String {
        match (self, tongue) {
            (Self::Workbook, Tongue::En) => {
                format!("{source} is no workbook that can be read. Save it as .xlsx or as CSV.")
            }
            (Self::Workbook, Tongue::Ja) => {
                format!("{source} は、表計算のファイルとして読めません。.xlsxかCSVで保存し直してください。")
            }
            (Self::Text, Tongue::En) => {
                format!("{source} is neither in UTF-8 nor in Shift_JIS. Save it as CSV UTF-8.")
            }
            (Self::Text, Tongue::Ja) => format!(
                "{source} の文字コードが、UTF-8でもShift_JISでもありません。「CSV UTF-8（コンマ区切り）」で保存し直してください。"
            ),
            (Self::List, Tongue::En) => format!(
                "{source} has no row with the headings of a list of events: one for the title (イベント名) and one for the \
                 first day (開始日). Name the columns as in README.ja.md."
            ),
            (Self::List, Tongue::Ja) => format!(
                "{source} に、行事の一覧の見出しの行がありません。「イベント名」と「開始日」の列が必要です。見出しをREADME.ja.mdの表のとおりに書いてください。"
            ),
        }
    }
}

/// Whether it is a ZIP archive (xlsx, ods) or a compound file (xls).
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

fn of_workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, calamine::Error> {
    let mut book = calamine::open_workbook_auto_from_rs(io::Cursor::new(bytes))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Others of the book are charts.
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (first_row, first_column) = range.start().unwrap_or_default();
        // The cells begin where the first one is that is filled.
        let indent = usize::try_from(first_column).unwrap_or_default();
        let rows = range.rows().zip(first_row + 1..).map(|(cells, number)| {
            let cells = std::iter::repeat_n(String::new(), indent).chain(cells.iter().map(written));
            Row { number, cells: cells.collect() }
        });
        let rows = rows.collect();
        sheets.push(Sheet { name: Some(name), rows });
    }
    Ok(sheets)
}

/// A cell as it would be typed.
fn written(cell: &Data) -> String {
    match cell {
        Data::DateTime(time) => written_time(*time),
        // Numbers are kept as fractions, also 20.
        Data::Float(number) => number.to_string(),
        Data::Error(_) | Data::Empty => String::new(),
        other => other.to_string(),
    }
}

fn written_time(time: ExcelDateTime) -> String {
    // Hours that go on beyond a day, as 25:00; the serial counts days.
    if time.is_duration() {
        let minutes = (time.as_f64() * 1_440.0).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}");
    let date = format!("{year:04}-{month:02}-{day:02}");
    match time.as_f64() {
        // A time of the day alone.
        serial if serial < 1.0 => clock,
        serial if serial.fract() == 0.0 => date,
        _ => format!("{date} {clock}"),
    }
}

/// The rows of a text; without a cause, it is in no encoding that is known.
fn of_text(bytes: &[u8]) -> Result<Vec<Row>, Option<csv::Error>> {
    let encoding = encoding_of(bytes).and_then(|name| Encoding::for_label(name.as_bytes()));
    let (text, _, is_garbled) = encoding.unwrap_or(encoding_rs::UTF_8).decode(bytes);
    if is_garbled {
        return Err(None);
    }
    // The last line is one as the others are.
    let text = format!("{}\n", text.trim_end());
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = if head.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    loop {
        let before = reader.position().line();
        if !reader.read_record(&mut record)? {
            return Ok(rows);
        }
        // Empty lines are no records, but rows in a spreadsheet; a line break in a cell makes no row.
        let lines = reader.position().line() - before;
        let within = record.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').count();
        let empty = usize::try_from(lines).unwrap_or_default().saturating_sub(within + 1);
        number += 1 + u32::try_from(empty).unwrap_or_default();
        rows.push(Row { number, cells: record.iter().map(str::to_owned).collect() });
    }
}
