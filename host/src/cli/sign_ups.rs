//! `ran sign-ups`: what the secretariat does with what was taken.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Subcommand;

use super::{complain, filled, print, written};
use crate::Error;
use crate::sign_up::{
    Csv, DATABASE, Failure, Filter, Record, Store, UNREADABLE, line, page, receipt_as_typed, unix_ms,
};

/// There is no such sign-up.
const NONE_SUCH: u8 = 1;
/// Something of a sign-up cannot be read.
const PARTLY_READ: u8 = 1;
/// What to do about it.
const NEWER: &str = "A newer version of this program may have written them: use that one.";
/// How long others are waited for who are in the way of overwriting.
const PATIENCE: Duration = Duration::from_secs(30);
/// Records read at a time: a long list is not held in memory.
const PAGE: i64 = 500;

#[derive(clap::Args)]
pub(super) struct SignUps {
    /// Where the sign-ups are: sqlite:PATH or postgres://….
    #[arg(
        long,
        global = true,
        value_name = "ADDRESS",
        env = filled("RAN_DATABASE"),
        hide_env_values = true,
        default_value = DATABASE
    )]
    database: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print a line for each sign-up, the oldest first.
    List {
        /// Only those of this form.
        #[arg(long, value_name = "ID")]
        form: Option<String>,
    },
    /// Print all of one sign-up: answers, consent, and how far it was told.
    Show {
        /// The receipt number.
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Write all sign-ups as a table that Excel opens.
    ///
    /// A ' stands before what a spreadsheet would calculate or change: formulas, and numbers like 090-….
    Export {
        /// As comma-separated values, in UTF-8.
        #[arg(long, required = true)]
        csv: bool,
        /// Only those of this form.
        #[arg(long, value_name = "ID")]
        form: Option<String>,
    },
    /// Send refused or waiting messages again now, of one sign-up or of all.
    Retry {
        /// The receipt number.
        #[arg(value_name = "ID")]
        id: Option<String>,
    },
    /// Delete a sign-up for good, with what is still to be told about it.
    Delete {
        /// The receipt number.
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Delete all sign-ups that are older than so many days.
    Purge {
        /// How old: 90d. At least 1d.
        #[arg(long, value_name = "DAYS", value_parser = days, required_unless_present = "all")]
        older_than: Option<i64>,
        /// Delete every sign-up, of whatever age.
        #[arg(long, conflicts_with = "older_than")]
        all: bool,
        /// Delete nothing, and print how many it would be.
        #[arg(long)]
        dry_run: bool,
    },
    /// Copy all of an SQLite database into a new file, also while the server runs.
    ///
    /// Copying the database's own file would leave out what stands in the file ending in -wal beside it. What is deleted
    /// later stays in the backup: delete that too.
    Backup {
        /// The file to make. One that is there is not overwritten.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

impl SignUps {
    pub(super) fn run(self) -> Result<ExitCode, Error> {
        let Self { database, command } = self;
        // One thread is enough for one person's question.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::with_source("the program's threads could not be started", error))?;
        runtime.block_on(async {
            let store = if let Command::Backup { .. } = command {
                Store::open_to_copy(&database).await?
            } else if command.only_reads() {
                Store::open_to_read(&database).await?
            } else {
                Store::open_existing(&database).await?
            };
            let code = command.run(&store).await;
            store.close().await;
            code
        })
    }
}

impl Command {
    /// Whether rights to read are enough for it, of tables as this version has them.
    fn only_reads(&self) -> bool {
        matches!(
            self,
            Self::List { .. } | Self::Show { .. } | Self::Export { .. } | Self::Purge { dry_run: true, .. }
        )
    }

    async fn run(self, store: &Store) -> Result<ExitCode, Error> {
        match self {
            Self::List { form } => list(store, filter(form.as_deref())).await,
            Self::Export { form, .. } => export(store, filter(form.as_deref())).await,
            Self::Show { id } => show(store, &typed(&id)).await,
            Self::Retry { id } => retry(store, id.map(|id| typed(&id)).as_deref()).await,
            Self::Delete { id } => delete(store, &typed(&id)).await,
            Self::Purge { older_than, dry_run, .. } => purge(store, older_than, dry_run).await,
            Self::Backup { file } => {
                store.backup(&file).await?;
                print(|out| writeln!(out, "backed up to {}", file.display()))?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

async fn show(store: &Store, id: &str) -> Result<ExitCode, Error> {
    let found = store.records(Filter::Id(id), None, 1).await.map_err(failed)?;
    let Some(record) = found.first() else { return Ok(none_such(id)) };
    let deliveries = store.deliveries(&record.submission).await.map_err(failed)?;
    print(|out| write!(out, "{}", page(record, &deliveries)))?;
    if record.is_readable() {
        return Ok(ExitCode::SUCCESS);
    }
    complain(format_args!(
        "error: parts of {} cannot be read, and are shown as they stand in the database. {NEWER}",
        record.receipt
    ));
    Ok(ExitCode::from(PARTLY_READ))
}

/// Of one sign-up, or of all.
async fn retry(store: &Store, id: Option<&str>) -> Result<ExitCode, Error> {
    if let Some(id) = id
        && store.count(Filter::Id(id)).await.map_err(failed)? == 0
    {
        return Ok(none_such(id));
    }
    let count = store.retry(id).await.map_err(not_sent)?;
    print(|out| writeln!(out, "to be sent again: {count}"))?;
    Ok(ExitCode::SUCCESS)
}

async fn delete(store: &Store, id: &str) -> Result<ExitCode, Error> {
    let count = store.delete(Filter::Id(id)).await.map_err(not_deleted)?;
    let finished = overwrite(store, count).await?;
    if count == 0 && !finished {
        return Ok(none_such(id));
    }
    let said = if count == 0 { "no sign-up has the number" } else { "deleted" };
    print(|out| writeln!(out, "{said} {id}"))?;
    say_finished(count, finished)?;
    Ok(ExitCode::SUCCESS)
}

/// Of those that were taken so many days ago at least, or of all.
async fn purge(store: &Store, older_than: Option<i64>, dry_run: bool) -> Result<ExitCode, Error> {
    let before = |days: i64| unix_ms().saturating_sub(days.saturating_mul(24 * 60 * 60 * 1_000));
    let filter = older_than.map_or(Filter::All, |days| Filter::TakenBefore(before(days)));
    if dry_run {
        let count = store.count(filter).await.map_err(failed)?;
        print(|out| writeln!(out, "to be deleted: {count}"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let count = store.delete(filter).await.map_err(not_deleted)?;
    let finished = overwrite(store, count).await?;
    print(|out| writeln!(out, "deleted {count}"))?;
    say_finished(count, finished)?;
    Ok(ExitCode::SUCCESS)
}

/// Says beside the list, not in it, of which sign-ups nobody could be told.
async fn warn_of_untold(store: &Store) -> Result<(), Error> {
    // One more than are named, so that it can be said that there are more.
    let untold = store.untold(i64::try_from(NAMED + 1).unwrap_or(i64::MAX)).await.map_err(failed)?;
    if !untold.is_empty() {
        complain(format_args!(
            "note: mail or messages were refused, or have been tried for hours, for {}. `ran sign-ups show ID` says why, `ran sign-ups retry` sends them again.",
            named(&untold)
        ));
    }
    Ok(())
}

/// Says beside an empty list why it is: a form that is spelled otherwise, or a file that is not all of the database.
async fn warn_of_none(store: &Store, filter: Filter<'_>) -> Result<(), Error> {
    let forms = store.forms().await.map_err(failed)?;
    if let (Filter::Form(form), false) = (filter, forms.is_empty()) {
        let forms: Vec<_> = forms.iter().map(|form| format!("{form:?}")).collect();
        complain(format_args!(
            "note: no sign-up is of the form {form:?}. Those that there are, are of {}.",
            named(&forms)
        ));
        return Ok(());
    }
    let copied = if store.file().is_some() {
        " If its file was copied while its server ran, they stand in the one ending in -wal beside the original, and `ran sign-ups backup FILE` copies all."
    } else {
        ""
    };
    complain(format_args!("note: no sign-up is in the database.{copied}"));
    Ok(())
}

/// So many receipts or forms are named at most where some are.
const NAMED: usize = 10;

fn named(names: &[String]) -> String {
    let more = if names.len() > NAMED { " and more" } else { "" };
    format!("{}{more}", names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", "))
}

async fn list(store: &Store, filter: Filter<'_>) -> Result<ExitCode, Error> {
    let mut out = io::BufWriter::new(io::stdout());
    let (mut is_empty, mut unreadable) = (true, Vec::new());
    let read = async |after: Option<&Record>| store.records(filter, after, PAGE).await;
    let is_heard = each_page(read, |records| {
        is_empty &= records.is_empty();
        note_unreadable(records, &mut unreadable);
        written(records.iter().try_for_each(|record| writeln!(out, "{}", line(record))))
    });
    if !is_heard.await? {
        return Ok(ExitCode::SUCCESS);
    }
    written(out.flush())?;
    if is_empty {
        warn_of_none(store, filter).await?;
    }
    warn_of_untold(store).await?;
    Ok(end(&unreadable))
}

/// The columns and the rows are of one moment: what comes or goes in between is in neither.
async fn export(store: &Store, filter: Filter<'_>) -> Result<ExitCode, Error> {
    let mut snapshot = store.snapshot().await.map_err(failed)?;
    let mut table = Csv::default();
    let (mut is_empty, mut unreadable) = (true, Vec::new());
    let read = async |after: Option<&Record>| snapshot.records(filter, after, PAGE).await;
    let looked = each_page(read, |records| {
        is_empty &= records.is_empty();
        note_unreadable(records, &mut unreadable);
        records.iter().for_each(|record| table.look_at(record));
        Ok(true)
    });
    looked.await?;
    table.order();
    let mut out = io::BufWriter::new(io::stdout());
    if !written(table.write_head(&mut out))? {
        return Ok(ExitCode::SUCCESS);
    }
    let read = async |after: Option<&Record>| snapshot.records(filter, after, PAGE).await;
    let is_heard = each_page(read, |records| {
        written(records.iter().try_for_each(|record| table.write_row(&mut out, record)))
    });
    if !is_heard.await? {
        return Ok(ExitCode::SUCCESS);
    }
    written(out.flush())?;
    // SQLite has one connection, and the snapshot holds it.
    drop(snapshot);
    if is_empty {
        warn_of_none(store, filter).await?;
    }
    Ok(end(&unreadable))
}

/// Shows all records to `look`, a page at a time, until it says that its reader has had enough; false then.
async fn each_page(
    mut read: impl AsyncFnMut(Option<&Record>) -> Result<Vec<Record>, Failure>,
    mut look: impl FnMut(&[Record]) -> Result<bool, Error>,
) -> Result<bool, Error> {
    let mut last = None;
    loop {
        let records = read(last.as_ref()).await.map_err(failed)?;
        if !look(&records)? {
            return Ok(false);
        }
        last = records.into_iter().next_back();
        if last.is_none() {
            return Ok(true);
        }
    }
}

fn note_unreadable(records: &[Record], receipts: &mut Vec<String>) {
    receipts
        .extend(records.iter().filter(|record| !record.is_readable()).map(|record| record.receipt.clone()));
}

/// Names what could not be read.
fn end(unreadable: &[String]) -> ExitCode {
    if unreadable.is_empty() {
        return ExitCode::SUCCESS;
    }
    complain(format_args!(
        "error: parts of {} cannot be read, and are shown as {UNREADABLE}. `ran sign-ups show ID` prints them as they stand in the database. {NEWER}",
        named(unreadable)
    ));
    ExitCode::from(PARTLY_READ)
}

fn filter(form: Option<&str>) -> Filter<'_> {
    form.map_or(Filter::All, Filter::Form)
}

fn typed(id: &str) -> String {
    receipt_as_typed(id).unwrap_or_else(|| id.to_owned())
}

fn none_such(id: &str) -> ExitCode {
    complain(format_args!("error: no sign-up has the number {id:?}. `ran sign-ups list` names all."));
    ExitCode::from(NONE_SUCH)
}

fn failed(failure: Failure) -> Error {
    Error::with_source("the sign-ups cannot be read.", failure)
}

fn not_sent(failure: Failure) -> Error {
    Error::with_source(format!("nothing is sent again: {}", why_not_written(&failure)), failure)
}

fn not_deleted(failure: Failure) -> Error {
    Error::with_source(format!("nothing is deleted: {}", why_not_written(&failure)), failure)
}

fn why_not_written(failure: &Failure) -> &'static str {
    if failure.is_forbidden() {
        "this user may not write to the database."
    } else if failure.is_full() {
        "the disk is full. Make room, and run the same command again."
    } else if failure.is_busy() {
        "others are using the database. Run the same command again."
    } else {
        "the database failed. Run the same command again."
    }
}

/// Finishes a deletion, this one or an earlier one; whether there was one.
async fn overwrite(store: &Store, count: u64) -> Result<bool, Error> {
    store.overwrite(PATIENCE).await.map_err(|failure| {
        let what = if count == 0 { "an earlier deletion is not finished".to_owned() } else { format!("deleted {count}") };
        let why = if failure.is_full() {
            ": the disk is full. Make room, and run"
        } else if failure.is_busy() {
            ": others are using the database. Run"
        } else {
            ". Run"
        };
        Error::with_source(
            format!(
                "{what}, but the bytes of what was deleted are not overwritten yet{why} the same command again: it finishes the work."
            ),
            failure,
        )
    })
}

/// Of a deletion that was begun by an earlier command.
fn say_finished(count: u64, finished: bool) -> Result<(), Error> {
    if count > 0 || !finished {
        return Ok(());
    }
    print(|out| writeln!(out, "an earlier deletion is finished: its bytes are overwritten now"))
}

fn days(text: &str) -> Result<i64, &'static str> {
    const WRONG: &str = "an age is written in days: 90d";
    const ALL: &str = "at least 1d; to delete every sign-up, write --all in its place";
    let days: u32 = text.strip_suffix('d').ok_or(WRONG)?.parse().map_err(|_| WRONG)?;
    if days == 0 { Err(ALL) } else { Ok(days.into()) }
}
