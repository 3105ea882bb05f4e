//! `ran feed import`: lists of events, as spreadsheets have them, put into a feed.
//!
//! A column is known by its heading ([`Column`]), a cell is read as people write it ([`cell`]), and a row becomes an entry
//! ([`event`]). What the entries are worth the feed's own reader says, and what it says of one is told of its row and column.

mod cell;
mod column;
mod event;
mod outline;
mod table;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use ran_feed::{Diagnostic, Reading, Severity, Tongue};

use self::column::Column;
use self::event::{Event, Known};
use self::outline::Outline;
use self::table::Table;
use super::check::{Finding, Labels};
use super::{Source, limits, reader};
use crate::Error;

/// A feed with the events of some tables.
///
/// Its `Display` is what the command says of it.
#[derive(Debug)]
pub struct Imported {
    feed: String,
    tongue: Tongue,
    /// Each with the name of its table.
    findings: Vec<(String, Finding)>,
    rows: usize,
    /// What the rest of the feed has of mistakes and warnings.
    elsewhere: usize,
    into: String,
}

/// Where an entry of the feed comes from.
struct Origin {
    table: usize,
    row: u32,
    /// What stands where.
    columns: Vec<(Column, u32, String)>,
}

impl Imported {
    /// Reads tables of events and puts them into the feed at `into`: an entry of the same id gives way, and everything else
    /// stays as it is written there.
    ///
    /// # Errors
    /// When the feed or a table cannot be read, or a table has no headings of a list of events.
    pub fn of(tables: &[Source], into: &Source, tongue: Tongue) -> Result<Self, Error> {
        let bytes = into.read_for(limits().bytes, tongue)?;
        let Reading { feed, .. } = reader(bytes.clone()).finish().map_err(|error| {
            let (what, remedy) = (error.what(tongue), error.remedy(tongue));
            Error::new(match tongue {
                Tongue::En => format!("{into} is no feed: {what}. {remedy}"),
                Tongue::Ja => format!("{into} はフィードではありません。{what}{remedy}"),
            })
        })?;
        let known = Known::of(&feed);
        let mut outline = Outline::of(&bytes).map_err(|error| {
            let message = match tongue {
                Tongue::En => {
                    format!("{into} is no JSON to the letter. Mend first what `ran feed check {into}` says of it.")
                }
                Tongue::Ja => format!(
                    "{into} は、JSONとして正しくない箇所があります。先に `ran feed check {into} --lang ja` で確かめて直してください。"
                ),
            };
            Error::with_source(message, error)
        })?;
        let tables = tables.iter().map(|table| Table::read(table, tongue)).collect::<Result<Vec<_>, _>>()?;
        let tables: Vec<Table> = tables.into_iter().flatten().collect();

        let mut findings = Vec::new();
        let mut origins = HashMap::new();
        for (number, table) in tables.iter().enumerate() {
            findings.extend(table.unused(tongue).map(|finding| (table.name.clone(), finding)));
            for row in &table.rows {
                let Event { id, entry, kept } = Event::of(&table.columns, row, &known);
                findings.extend(
                    kept.into_iter().map(|kept| (table.name.clone(), kept.finding(row.number, tongue))),
                );
                let columns =
                    table.columns.iter().map(|(place, column, heading)| (*column, *place, heading.clone()));
                let place = outline.put(id.as_deref(), &entry);
                origins.insert(place, Origin { table: number, row: row.number, columns: columns.collect() });
            }
        }

        let text = outline.text();
        let Reading { diagnostics, .. } =
            reader(text.clone().into_bytes()).with_tongue(tongue).finish().map_err(|error| {
                Error::new(match tongue {
                    Tongue::En => format!("with the tables {into} would be no feed: {}", error.what(tongue)),
                    Tongue::Ja => format!("表の行を加えると、フィードになりません。{}", error.what(tongue)),
                })
            })?;
        let mut elsewhere = 0;
        for found in diagnostics {
            let Some((place, rest)) = of_event(&found.path) else {
                elsewhere += 1;
                continue;
            };
            let Some(origin) = origins.get(&place) else {
                elsewhere += 1;
                continue;
            };
            findings.push((tables[origin.table].name.clone(), origin.finding(&found, rest, tongue)));
        }
        // As they stand in the tables.
        findings.sort_by(|(a, first), (b, second)| {
            (a, first.line, first.column).cmp(&(b, second.line, second.column))
        });
        Ok(Self { feed: text, tongue, findings, rows: origins.len(), elsewhere, into: into.to_string() })
    }

    /// The feed, as JSON.
    #[must_use]
    pub fn feed(&self) -> &str {
        &self.feed
    }

    /// Whether something of the tables is not shown.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|(_, finding)| finding.is_error())
    }
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tongue, findings, rows, elsewhere, into, .. } = self;
        let labels = Labels::of(*tongue);
        for (table, finding) in findings {
            write!(f, "{table}:")?;
            finding.write(f, &labels)?;
        }
        let errors = findings.iter().filter(|(_, finding)| finding.is_error()).count();
        let warnings = findings.len() - errors;
        match tongue {
            Tongue::En => writeln!(f, "{rows} rows, {errors} errors, {warnings} warnings")?,
            Tongue::Ja => writeln!(f, "{rows}行、エラー{errors}件、警告{warnings}件")?,
        }
        match (elsewhere, tongue) {
            (0, _) => Ok(()),
            (_, Tongue::En) => {
                writeln!(
                    f,
                    "{into}: {elsewhere} errors and warnings beside the rows: see `ran feed check {into}`"
                )
            }
            (_, Tongue::Ja) => writeln!(
                f,
                "{into}: 表の行のほかに、エラーと警告が合わせて{elsewhere}件あります。`ran feed check {into} --lang ja` で確かめてください。"
            ),
        }
    }
}

/// The number of an event in a path, and what follows it: 3 and `place.lat` of `events[3].place.lat`.
fn of_event(path: &str) -> Option<(usize, &str)> {
    let (number, rest) = path.strip_prefix("events[")?.split_once(']')?;
    Some((number.parse().ok()?, rest.trim_start_matches('.')))
}

impl Origin {
    /// What the reader says of an entry, told of its row.
    fn finding(&self, found: &Diagnostic, field: &str, tongue: Tongue) -> Finding {
        let Self { row, columns, .. } = self;
        // The longest path that leads there: `place.lat` before `place`.
        let column = columns
            .iter()
            // Of two with one path the first, which is the one that must be there.
            .rev()
            .filter(|(column, ..)| {
                let rest = field.strip_prefix(column.path());
                rest.is_some_and(|rest| {
                    !column.path().is_empty() && (rest.is_empty() || rest.starts_with(['.', '[']))
                })
            })
            .max_by_key(|(column, ..)| column.path().len());
        let (column, heading) =
            column.map_or((1, field.to_owned()), |(_, place, heading)| (*place, heading.clone()));
        let is_whole = found.lost.as_deref().and_then(of_event).is_some_and(|(_, rest)| rest.is_empty());
        let (column, heading, message, remedy) = match self.lacks(found, field, tongue) {
            Some(said) => said,
            None => (column, heading, found.message.clone(), found.remedy.clone()),
        };
        Finding {
            severity: found.severity.as_str(),
            code: found.code,
            path: heading,
            line: *row,
            column,
            message,
            remedy,
            lost: is_whole.then(|| match tongue {
                Tongue::En => format!("row {row}"),
                Tongue::Ja => format!("{row}行目"),
            }),
        }
    }

    /// What a row lacks, in a table's words: the feed's tell of fields, of which who fills in a table knows nothing.
    fn lacks(
        &self,
        found: &Diagnostic,
        field: &str,
        tongue: Tongue,
    ) -> Option<(u32, String, String, Cow<'static, str>)> {
        let (column, message, remedy) = match (found.code, tongue) {
            ("missing", _) if field != "title" => return None,
            ("no-date", Tongue::En) => (
                Column::Start,
                "the row has no first day, and nothing else that says when",
                "Write the day, or what is known of it in words, such as 11月頃.",
            ),
            ("no-date", Tongue::Ja) => (
                Column::Start,
                "開始日がなく、時期を表す言葉もありません。",
                "開始日を書いてください。決まっていなければ、「11月頃」のような言葉でも構いません。",
            ),
            ("missing", Tongue::En) => {
                (Column::Title, "the row has no title", "Write what the event is called.")
            }
            ("missing", Tongue::Ja) => {
                (Column::Title, "イベント名がありません。", "イベント名を書いてください。")
            }
            _ => return None,
        };
        let of = |wanted| self.columns.iter().find(|(other, ..)| *other == wanted);
        // A table has one of the two that say when.
        let (_, place, heading) = of(column).or_else(|| of(Column::TimeNote))?;
        Some((*place, heading.clone(), message.to_owned(), remedy.into()))
    }
}

/// A finding of a cell that costs nothing.
fn warning(
    code: &'static str,
    (row, column): (u32, u32),
    heading: &str,
    message: String,
    remedy: &'static str,
) -> Finding {
    Finding {
        severity: Severity::Warning.as_str(),
        code,
        path: heading.to_owned(),
        line: row,
        column,
        message,
        remedy: remedy.into(),
        lost: None,
    }
}
