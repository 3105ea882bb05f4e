//! Sign-ups as a table that Excel opens: UTF-8 with a mark at its beginning, CRLF, and nothing that it would run.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use ran_feed::search::fold_width;

use super::answers::{self, KeptAnswer, UNREADABLE, inert_lines};
use super::receive::local_time;
use super::show::{ZONE, given};
use super::store::Record;

/// The columns before the answers.
const HEAD: [&str; 4] = ["受付番号", "受付日時（日本時間）", "フォーム", "言語"];
/// The columns after them.
const TAIL: [&str; 4] =
    ["利用目的への同意", "団体間での共有への同意", "同意した文面の版", "同意した文面のSHA-256"];

/// A table with a column for each field that was ever answered. A field is known by its id and by what was asked: two
/// forms may ask different things under one id.
///
/// The records are gone through twice: once for the columns, once for the rows.
#[derive(Debug, Default)]
pub(crate) struct Csv {
    columns: Vec<Column>,
    /// The place of each by the field's id and what was asked.
    known: HashMap<(String, String), usize>,
    /// Which stands behind which, by their places: each record has its answers in the order of the form.
    pairs: HashSet<(usize, usize)>,
}

/// A column; those that no record puts before each other stand in the order of these.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    /// The first, by its id, of the forms that have asked it.
    form: String,
    /// The id of the field.
    field: String,
    /// What was asked.
    label: String,
}

impl Csv {
    /// Takes note of the fields that a record has answers to.
    pub(crate) fn look_at(&mut self, record: &Record) {
        let mut before = None;
        for KeptAnswer { field, label, .. } in answers::read(&record.answers).unwrap_or_default() {
            let place = *self.known.entry((field, label)).or_insert_with_key(|(field, label)| {
                let (form, field, label) = (record.form.clone(), field.clone(), label.clone());
                self.columns.push(Column { form, field, label });
                self.columns.len() - 1
            });
            if record.form < self.columns[place].form {
                self.columns[place].form.clone_from(&record.form);
            }
            self.pairs.extend(before.map(|before| (before, place)));
            before = Some(place);
        }
    }

    /// Puts the columns into the order of the forms, once all records were looked at: not of who answered first, which is
    /// another one when old sign-ups are deleted.
    pub(crate) fn order(&mut self) {
        let mut rest: Vec<usize> = (0..self.columns.len()).collect();
        rest.sort_by_key(|place| &self.columns[*place]);
        let mut ordered = Vec::new();
        while !rest.is_empty() {
            let is_first = |place: &usize| !rest.iter().any(|other| self.pairs.contains(&(*other, *place)));
            // Where the feed has turned its questions around meanwhile, each stands before the other.
            let place = rest.remove(rest.iter().position(is_first).unwrap_or_default());
            ordered.push(std::mem::take(&mut self.columns[place]));
        }
        self.columns = ordered;
    }

    /// Writes the first line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write_head(&self, out: &mut dyn Write) -> io::Result<()> {
        // Without the mark Excel in Japan reads Shift_JIS.
        out.write_all("\u{FEFF}".as_bytes())?;
        let labels = self.columns.iter().map(|column| column.label.as_str());
        write_row(out, HEAD.into_iter().chain(labels).chain(TAIL).map(quoted))
    }

    /// Writes the line of a record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write_row(&self, out: &mut dyn Write, record: &Record) -> io::Result<()> {
        let answers = answers::read(&record.answers).ok();
        let answer = |Column { field, label, .. }: &Column| {
            let Some(answers) = &answers else { return UNREADABLE.to_owned() };
            let mut found = answers.iter().filter(|answer| answer.field == *field && answer.label == *label);
            found.next().map_or_else(String::new, KeptAnswer::words)
        };
        let head = [
            in_quotes("", &record.receipt),
            // Excel may read our own times as times.
            in_quotes("", &local_time(record.taken_ms, ZONE, "%Y-%m-%d %H:%M:%S")),
            quoted(&record.form),
            quoted(&record.lang),
        ];
        let tail = match record.consent() {
            Ok(consent) => {
                let consent = consent.unwrap_or_default();
                let [agreed, sharing] = [consent.agreed, consent.sharing].map(|yes| given(yes).to_owned());
                [agreed, sharing, consent.version, consent.sha256]
            }
            Err(_) => [UNREADABLE; 4].map(str::to_owned),
        };
        let cells = self.columns.iter().map(|column| quoted(&answer(column)));
        write_row(out, head.into_iter().chain(cells).chain(tail.map(|cell| quoted(&cell))))
    }
}

/// Writes cells that are quoted already.
fn write_row(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        out.write_all(cell.as_bytes())?;
    }
    out.write_all(b"\r\n")
}

/// A cell that is shown as it was filled in and does nothing.
///
/// A line break inside it is a line feed, as Excel writes one itself.
fn quoted(cell: &str) -> String {
    let text = inert_lines(cell);
    let mark = if would_run(&text) || would_change(&text) { "'" } else { "" };
    in_quotes(mark, &text)
}

/// A cell (RFC 4180) with a mark before its text.
fn in_quotes(mark: &str, text: &str) -> String {
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

/// What spreadsheets take for a formula, in full width too (OWASP, CSV Injection).
fn would_run(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '|', '%'])
}

/// The most digits of a whole number that Excel's "General" shows: of more it makes a power of ten.
const SHOWN_DIGITS: usize = 11;
/// What stands in numbers, money, dates and times beside digits.
const SIGNS: &str = "-+/:.,()%$¥￥\\ ";
/// What stands in Japanese dates and times. Of one number alone (3年) it makes none.
const UNITS: &str = "年月日時分秒元";
const ERAS: [&str; 10] = ["明治", "大正", "昭和", "平成", "令和", "m", "t", "s", "h", "r"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What Excel would read as a number, a date or a truth, and show as another one: a telephone number without its first 0,
/// the house number 1-2-3 as a day in 2003, thirteen digits as a power of ten.
fn would_change(cell: &str) -> bool {
    // In Japan it reads full width as half.
    let text = fold_width(cell).to_lowercase();
    let text = text.trim();
    let is_digit = |letter: char| letter.is_ascii_digit();
    if matches!(text, "true" | "false") {
        return true;
    }
    if cell.len() <= SHOWN_DIGITS && cell.chars().all(is_digit) && (!cell.starts_with('0') || cell == "0") {
        return false;
    }
    let dated = ERAS.iter().find_map(|era| text.strip_prefix(era)).filter(|rest| {
        let first = rest.chars().next();
        first.is_some_and(|first| is_digit(first) || first == '元')
    });
    let rest = dated.unwrap_or(text);
    let rest = ["am", "pm", " a", " p"].iter().find_map(|half| rest.strip_suffix(half)).unwrap_or(rest);
    let numbers = rest.split(|letter| !is_digit(letter)).filter(|digits| !digits.is_empty()).count();
    let least = if dated.is_some() || rest.contains(|letter| UNITS.contains(letter)) { 2 } else { 1 };
    let is_known =
        |letter: char| letter.is_ascii_alphanumeric() || SIGNS.contains(letter) || UNITS.contains(letter);
    let mut words = rest.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let is_power = |word: &str| word == "e" && !rest.starts_with('e');
    numbers >= least && rest.chars().all(is_known) && words.all(|word| is_power(word) || is_month(word))
}

/// A month by its English name or the beginning of it, from three letters on.
fn is_month(word: &str) -> bool {
    word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::{Csv, quoted};
    use crate::sign_up::store::Record;
    use crate::sign_up::{line, page};

    fn record(answers: &str, consent: &str) -> Record {
        Record {
            submission: String::new(),
            receipt: "R-1".to_owned(),
            token: String::new(),
            form: "f".to_owned(),
            lang: "ja".to_owned(),
            digest: String::new(),
            answers: answers.to_owned(),
            consent: consent.to_owned(),
            taken_ms: 0,
        }
    }

    #[test]
    fn what_two_forms_ask_under_one_id_stands_in_two_columns() {
        let kept = |label: &str, value: &str| {
            format!(
                r#"{{"field":"name","kind":"text","label":"{label}","values":["{value}"],"shown":["{value}"]}}"#
            )
        };
        let person = record(&format!("[{}]", kept("お名前", "見本")), "null");
        let organisation = record(&format!("[{}]", kept("団体名", "見本の会")), "null");
        let mut table = Csv::default();
        [&person, &organisation].into_iter().for_each(|record| table.look_at(record));
        table.order();
        let mut out = Vec::new();
        table.write_head(&mut out).unwrap();
        table.write_row(&mut out, &person).unwrap();
        table.write_row(&mut out, &organisation).unwrap();
        let text = String::from_utf8(out).unwrap();
        let answers: Vec<String> =
            text.lines().map(|line| line.split(',').skip(4).take(2).collect::<Vec<_>>().join(",")).collect();
        assert_eq!(answers, [r#""お名前","団体名""#, r#""見本","""#, r#""","見本の会""#]);
    }

    #[test]
    fn columns_stand_in_the_order_of_the_form_whoever_answered_first() {
        let of = |form: &str, fields: &str| {
            let kept = |field: char| {
                format!(r#"{{"field":"{field}","kind":"text","label":"{field}","values":[],"shown":[]}}"#)
            };
            let answers: Vec<String> = fields.chars().map(kept).collect();
            Record { form: form.to_owned(), ..record(&format!("[{}]", answers.join(",")), "null") }
        };
        for (records, expected) in [
            // The form asks z, y, x, w in this order.
            (vec![("f", "zw"), ("f", "zxw"), ("f", "zyx")], "zyxw"),
            (vec![("f", "w"), ("f", "zx"), ("f", "yxw")], "yzxw"),
            // Of two forms the questions stay together.
            (vec![("g", "ba"), ("f", "zc")], "zcba"),
            (vec![("g", "bc"), ("f", "zc"), ("f", "zd")], "zdbc"),
            // The form was turned around.
            (vec![("f", "ab"), ("f", "ba"), ("f", "bc")], "abc"),
        ] {
            let records: Vec<Record> = records.into_iter().map(|(form, fields)| of(form, fields)).collect();
            for turn in 0..records.len() {
                let mut table = Csv::default();
                records
                    .iter()
                    .cycle()
                    .skip(turn)
                    .take(records.len())
                    .for_each(|record| table.look_at(record));
                table.order();
                let order: String = table.columns.iter().map(|column| column.label.as_str()).collect();
                assert_eq!(order, expected, "{turn}");
            }
        }
    }

    /// A newer version may have written it.
    #[test]
    fn what_cannot_be_read_does_not_look_empty() {
        let good = record(
            r#"[{"field":"name","kind":"text","label":"お名前","values":["見本"],"shown":["見本"]}]"#,
            "null",
        );
        let bad = record(r#"{"of":"tomorrow"}"#, "{");
        assert_eq!([good.is_readable(), bad.is_readable()], [true, false]);
        let mut table = Csv::default();
        [&good, &bad].into_iter().for_each(|record| table.look_at(record));
        let mut out = Vec::new();
        table.write_row(&mut out, &bad).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\"R-1\""), "{text}");
        assert_eq!(text.matches("\"（読めません）\"").count(), 5, "{text}");
        assert!(line(&bad).ends_with("（読めません）"), "{}", line(&bad));
        let page = page(&bad, &[]);
        assert!(page.contains("{\"of\":\"tomorrow\"}") && page.contains("    {\n"), "{page}");
    }

    #[test]
    fn a_consent_is_called_the_same_on_the_page_and_in_the_table() {
        let consent = r#"{"form":"f","at":"","lang":"ja","version":"1","sha256":"0","text":"連絡のため","agreed":true,"sharing":false}"#;
        let record = record("[]", consent);
        let mut out = Vec::new();
        Csv::default().write_head(&mut out).unwrap();
        Csv::default().write_row(&mut out, &record).unwrap();
        let table = String::from_utf8(out).unwrap();
        let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split(',').collect()).collect();
        let page = page(&record, &[]);
        for (column, expected) in
            [(4, "利用目的への同意\n    あり\n"), (5, "団体間での共有への同意\n    なし\n")]
        {
            let cells = [rows[0][column], rows[1][column]].map(|cell| cell.trim_matches('"'));
            assert_eq!(format!("{}\n    {}\n", cells[0], cells[1]), expected);
            assert!(page.contains(expected), "{page}");
        }
    }

    /// The id of a form is what a feed's author likes.
    #[test]
    fn a_form_is_called_as_it_is() {
        for (form, expected) in [("2026-12", "'2026-12"), ("-1", "'-1"), ("ran-member", "ran-member")] {
            let record =
                Record { form: form.to_owned(), lang: "ja-x-easy".to_owned(), ..record("[]", "null") };
            let mut out = Vec::new();
            Csv::default().write_row(&mut out, &record).unwrap();
            let text = String::from_utf8(out).unwrap();
            let cells: Vec<&str> = text.split(',').collect();
            assert_eq!(
                cells.get(1..4),
                Some(&["\"1970-01-01 09:00:00\"", &format!("\"{expected}\""), "\"ja-x-easy\""][..]),
                "{text}"
            );
        }
    }

    #[test]
    fn cells_do_nothing() {
        for (cell, expected) in [
            ("見本 はな子", "\"見本 はな子\""),
            ("say \"a\", b", "\"say \"\"a\"\", b\""),
            ("a\r\nb\rc", "\"a\nb c\""),
            ("a\u{202E}b\u{1b}", "\"a\u{FFFD}b\u{FFFD}\""),
            ("=1+1", "\"'=1+1\""),
            ("  =1+1", "\"'  =1+1\""),
            ("\t=1", "\"' =1\""),
            ("\n=1", "\"'\n=1\""),
            ("+81-263-00-0000", "\"'+81-263-00-0000\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("＝cmd|' /C calc'!A0", "\"'＝cmd|' /C calc'!A0\""),
            ("a=1", "\"a=1\""),
            ("09012345678", "\"'09012345678\""),
            ("0263-00-0000", "\"'0263-00-0000\""),
            ("1-2-3", "\"'1-2-3\""),
            ("1/2", "\"'1/2\""),
            ("1234567890123456", "\"'1234567890123456\""),
            // Of twelve digits on a column shows a power of ten: "General" has place for eleven.
            ("12345678901", "\"12345678901\""),
            ("123456789012", "\"'123456789012\""),
            ("1234567890123", "\"'1234567890123\""),
            ("(1)", "\"'(1)\""),
            ("（1）", "\"'（1）\""),
            ("１２", "\"'１２\""),
            ("¥1000", "\"'¥1000\""),
            ("￥1000", "\"'￥1000\""),
            ("50%", "\"'50%\""),
            ("12月5日", "\"'12月5日\""),
            ("2026年12月", "\"'2026年12月\""),
            ("１０時３０分", "\"'１０時３０分\""),
            ("令和8年3月", "\"'令和8年3月\""),
            ("令和元年5月1日", "\"'令和元年5月1日\""),
            ("R8.3.5", "\"'R8.3.5\""),
            ("Mar 3", "\"'Mar 3\""),
            ("3-mar", "\"'3-mar\""),
            ("March 2026", "\"'March 2026\""),
            ("10:30 PM", "\"'10:30 PM\""),
            ("3 a", "\"'3 a\""),
            ("TRUE", "\"'TRUE\""),
            ("false ", "\"'false \""),
            ("ｔｒｕｅ", "\"'ｔｒｕｅ\""),
            ("3年2組", "\"3年2組\""),
            ("5時", "\"5時\""),
            ("令和8年度", "\"令和8年度\""),
            ("A4", "\"A4\""),
            ("R8", "\"R8\""),
            ("E5", "\"E5\""),
            ("1人", "\"1人\""),
            ("Martha 3", "\"Martha 3\""),
            ("true story", "\"true story\""),
            ("令和", "\"令和\""),
            ("May", "\"May\""),
            ("0", "\"0\""),
            ("1e5", "\"'1e5\""),
            ("3年", "\"3年\""),
            ("", "\"\""),
            ("-", "\"'-\""),
        ] {
            assert_eq!(quoted(cell), expected, "{cell:?}");
        }
    }
}
