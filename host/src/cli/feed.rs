//! `ran feed check`, `ran feed ics`, `ran feed import`, `ran feed occurrences`, `ran feed sample`, `ran feed schema`.

use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use ran_feed::Tongue;
use ran_feed::civil::CivilDate;
use ran_feed::model::Lang;

use super::{complain, print};
use crate::Error;
use crate::feed::{Calendar, Checked, Imported, Occurrences, Sample, Source, asked_for, now, schema};

/// The feed has mistakes, and what is right of it can be shown.
const MISTAKES: u8 = 1;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Read a feed as the widgets do and print what is wrong with it.
    ///
    /// Exit code 0: nothing, or warnings alone. 1: errors, each of which costs something of the feed.
    /// 2: the feed cannot be used or read at all.
    Check(Check),
    /// Print the events as an iCalendar file, to put beside a feed that any web server serves.
    ///
    /// It reaches from three months back to eighteen ahead: make it anew each day.
    Ics(Ics),
    /// Print a feed with the events of tables: .xlsx, .xls, .ods, or .csv in UTF-8 or Shift_JIS.
    ///
    /// A column is known by its heading (README.ja.md has them). An event of a table takes the place of the one with its id.
    /// What is wrong with a row is said on the standard error. Exit code 0: nothing, or warnings alone. 1: errors, each of
    /// which costs something of its row. 2: no feed could be made.
    Import(Import),
    /// Print when an event takes place: its start times as a JSON array of RFC 3339 strings.
    ///
    /// The same code as in the calendar finds them. Cancelled ones are left out.
    Occurrences(OccurrencesArguments),
    /// Write a large, valid, made-up feed, always the same for the same numbers.
    Sample(SampleArguments),
    /// Print the JSON Schema of a feed.
    Schema,
}

#[derive(clap::Args)]
pub(super) struct Check {
    /// A file, an http or https address, or - for the standard input.
    #[arg(value_name = "FILE|URL")]
    source: String,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of what is said. Without it: Japanese where LC_ALL, LC_MESSAGES or LANG ask for that, or else English.
    #[arg(long, value_enum, value_name = "LANG")]
    lang: Option<Spoken>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Spoken {
    /// 日本語
    Ja,
    /// English
    En,
}

impl From<Spoken> for Tongue {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Ja => Self::Ja,
            Spoken::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Lines as a compiler prints them.
    Text,
    /// One object with `source`, `summary` and `diagnostics`, or with `source` and `error`.
    Json,
}

#[derive(clap::Args)]
pub(super) struct Ics {
    /// A file, an http or https address, or - for the standard input.
    #[arg(value_name = "FEED")]
    source: String,
    /// The address at which pages read the feed, if it is read from elsewhere here.
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// The language: ja, en, or ja-x-easy.
    #[arg(long, value_name = "LANG", default_value = "ja", value_parser = lang)]
    lang: Lang,
    /// Only these events, as in the address of `ran serve`: "audience=high-school&host=inquiry".
    #[arg(long, value_name = "QUERY", default_value = "")]
    query: String,
}

#[derive(clap::Args)]
pub(super) struct Import {
    /// Tables of events: files, http or https addresses, or - for the standard input.
    #[arg(value_name = "TABLE", required = true)]
    tables: Vec<String>,
    /// The feed with all that is not in the tables; it is not changed.
    #[arg(long, value_name = "FEED")]
    into: String,
    /// The language of what is said, as for `check`.
    #[arg(long, value_enum, value_name = "LANG")]
    lang: Option<Spoken>,
}

#[derive(clap::Args)]
pub(super) struct OccurrencesArguments {
    /// A file, an http or https address, or - for the standard input.
    #[arg(value_name = "FEED")]
    source: String,
    /// The id of the event.
    #[arg(long, value_name = "ID")]
    event: String,
    /// The first day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    from: CivilDate,
    /// The last day, itself included.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    to: CivilDate,
}

#[derive(clap::Args)]
pub(super) struct SampleArguments {
    /// How many members.
    #[arg(long, value_name = "N", default_value_t = 100)]
    members: u32,
    /// How many events.
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    events: u32,
    /// Another number makes another feed.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The fiscal year (April to March) over which the events are spread.
    #[arg(long, value_name = "YEAR", default_value_t = 2026, value_parser = clap::value_parser!(i16).range(1970..=2100))]
    year: i16,
}

impl Command {
    pub(super) fn run(self) -> Result<ExitCode, Error> {
        match self {
            Self::Check(arguments) => arguments.run(),
            Self::Ics(arguments) => arguments.run(),
            Self::Import(arguments) => arguments.run(),
            Self::Occurrences(arguments) => arguments.run(),
            Self::Sample(SampleArguments { members, events, seed, year }) => {
                print(|out| Sample { members, events, seed, year }.write(out))?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Schema => {
                print(|out| writeln!(out, "{}", schema()))?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

impl Check {
    fn run(self) -> Result<ExitCode, Error> {
        let checked = Checked::of(&Source::named(&self.source), spoken(self.lang));
        match self.format {
            // What is no report is in nobody's pipe.
            Format::Text if !checked.is_read() => {
                complain(format_args!("{}", checked.to_string().trim_end()));
            }
            Format::Text => print(|out| write!(out, "{checked}"))?,
            Format::Json => print(|out| {
                serde_json::to_writer_pretty(&mut *out, &checked)?;
                writeln!(out)
            })?,
        }
        Ok(match (checked.is_usable(), checked.errors()) {
            (false, _) => ExitCode::from(super::UNUSABLE),
            (true, 0) => ExitCode::SUCCESS,
            (true, _) => ExitCode::from(MISTAKES),
        })
    }
}

impl Ics {
    fn run(self) -> Result<ExitCode, Error> {
        let Self { source, address, lang, query } = self;
        let source = Source::named(&source);
        let feed = source.feed()?;
        let question = asked_for(&query, &feed)
            .map_err(|error| Error::with_source("--query asks for what there is not.", error))?;
        let Some((today, changed)) = now(&feed) else {
            return Err(Error::new("this machine's clock shows no year of four digits. Set it."));
        };
        let address = address.unwrap_or_else(|| match &source {
            Source::Address(address) => address.clone(),
            Source::File(_) | Source::StandardInput => String::new(),
        });
        let (filter, lang) = (&question.filter, question.lang.unwrap_or(lang));
        let text = Calendar { feed: &feed, filter, lang, address: &address, today, changed }.text();
        print(|out| out.write_all(text.as_bytes()))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Import {
    fn run(self) -> Result<ExitCode, Error> {
        let tables: Vec<Source> = self.tables.iter().map(|table| Source::named(table)).collect();
        let imported = Imported::of(&tables, &Source::named(&self.into), spoken(self.lang))?;
        complain(format_args!("{}", imported.to_string().trim_end()));
        print(|out| out.write_all(imported.feed().as_bytes()))?;
        Ok(if imported.has_errors() { ExitCode::from(MISTAKES) } else { ExitCode::SUCCESS })
    }
}

impl OccurrencesArguments {
    fn run(self) -> Result<ExitCode, Error> {
        let found = Occurrences::of(&Source::named(&self.source), &self.event, self.from, self.to)?;
        if !found.complete {
            complain(format_args!(
                "warning: the rule gives too many occurrences, or makes no sense, or goes beyond the times that can be \
                 written with an offset; some may be missing"
            ));
        }
        print(|out| {
            serde_json::to_writer_pretty(&mut *out, &found.starts)?;
            writeln!(out)
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The language that is asked for, or else that of the system.
fn spoken(asked: Option<Spoken>) -> Tongue {
    asked.map_or_else(|| tongue_of(|name| std::env::var(name).ok()), Tongue::from)
}

/// The language of a system whose environment this is: POSIX has the first of these that is set and not empty.
fn tongue_of(variable: impl Fn(&str) -> Option<String>) -> Tongue {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|set| !set.is_empty());
    if locale.is_some_and(|locale| locale.starts_with("ja")) { Tongue::Ja } else { Tongue::En }
}

fn lang(text: &str) -> Result<Lang, &'static str> {
    Lang::from_tag(text).ok_or("it is one of ja, en, ja-x-easy")
}

fn date(text: &str) -> Result<CivilDate, &'static str> {
    CivilDate::parse(text).map_err(|_| "a date is written as 2026-04-01")
}

#[cfg(test)]
mod tests {
    use ran_feed::Tongue;

    use super::tongue_of;

    #[test]
    fn the_system_speaks_the_language_of_its_locale() {
        let check = |set: &[(&str, &str)], expected| {
            let variable =
                |name: &str| set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(tongue_of(variable), expected, "{set:?}");
        };
        check(&[], Tongue::En);
        check(&[("LANG", "ja_JP.UTF-8")], Tongue::Ja);
        check(&[("LANG", "ja")], Tongue::Ja);
        check(&[("LANG", "C.UTF-8")], Tongue::En);
        check(&[("LANG", "ja_JP.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")], Tongue::En);
        check(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ja_JP.UTF-8")], Tongue::Ja);
        check(&[("LC_MESSAGES", "ja_JP.UTF-8"), ("LC_ALL", "C")], Tongue::En);
        check(&[("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "ja_JP.eucJP")], Tongue::Ja);
    }
}
