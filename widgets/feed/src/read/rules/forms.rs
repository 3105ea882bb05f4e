//! Of forms and their questions.

#[cfg(any(test, feature = "check"))]
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use super::Refused;
/// A page shows a form as it is, and does not pay for looking.
#[cfg(not(any(test, feature = "check")))]
pub(crate) use super::none as form;
#[cfg(any(test, feature = "check"))]
use super::{at, each};
use crate::{
    fault::NO_CHOICES,
    json::{Node, Value},
    model::FieldKind,
    read::{Cursor, Failure},
};
#[cfg(any(test, feature = "check"))]
use crate::{
    fault::{
        DANGLING, DUPLICATE_ID, LATER_QUESTION, NO_SUCH_OPTION, NOTHING_TAKEN, PATTERN_LOOKS_AROUND,
        PATTERN_REFERS_BACK, PATTERN_TOO_LARGE, PATTERN_UNREADABLE, TOO_MUCH_ASKED,
    },
    read::PatternTrouble,
    report::Lost,
};

/// Of a question: something to choose from, if it is a choice.
pub(crate) fn field(cursor: &Cursor<'_>) -> Result<Refused, Failure> {
    let kind = kind(cursor.node);
    let empty = match cursor.node.given("options") {
        Some(Node { value: Value::List(options), .. }) => options.is_empty(),
        options => options.is_none(),
    };
    if kind.is_some_and(FieldKind::has_options) && empty {
        Err(Failure::Fault(&NO_CHOICES))
    } else {
        Ok(None)
    }
}

fn kind(field: &Node<'_>) -> Option<FieldKind> {
    field.get("type").and_then(Node::as_str).and_then(FieldKind::parse)
}

/// Of a form, for the checker: ids that are given once and lead somewhere, conditions and bounds that an answer can meet, and
/// patterns that its receiver can check.
#[cfg(any(test, feature = "check"))]
pub(crate) fn form(cursor: &Cursor<'_>) -> Result<Refused, Failure> {
    let fields = ids(cursor, "fields", "id");
    let steps = ids(cursor, "steps", "id");
    let mut options = HashMap::new();
    each(cursor, "fields", &mut |field| {
        let values = ids(field, "options", "value");
        at(field, "step", &mut |step| note_dangling(step, &steps));
        let kind = kind(field.node).unwrap_or(FieldKind::Other);
        at(field, "pattern", &mut |pattern| note_pattern(pattern, kind));
        note_bounds(field, values.len());
        if !values.is_empty() {
            at(field, "id", &mut |id| {
                options.extend(id.clean_text().map(|id| (id.into_owned(), values.clone())));
            });
        }
    });
    let mut before = HashSet::new();
    each(cursor, "fields", &mut |field| {
        at(field, "show_if", &mut |show_if| {
            let mut offered = None;
            at(show_if, "field", &mut |other| {
                note_dangling(other, &fields);
                let Some(id) = other.clean_text() else { return };
                if fields.contains(&*id) && !before.contains(&*id) {
                    other.note(&LATER_QUESTION, Lost::Nothing);
                }
                offered = options.get(&*id);
            });
            each(show_if, "is", &mut |value| {
                let is_other = |value: &str| offered.is_some_and(|offered| !offered.contains(value));
                if value.clean_text().is_some_and(|value| is_other(&value)) {
                    value.note(&NO_SUCH_OPTION, Lost::Nothing);
                }
            });
        });
        at(field, "id", &mut |id| before.extend(id.clean_text().map(Cow::into_owned)));
    });
    Ok(None)
}

/// Notes bounds between which no answer is, of a field with so many options.
#[cfg(any(test, feature = "check"))]
fn note_bounds(field: &Cursor<'_>, options: usize) {
    let number = |name: &str| match field.node.given(name) {
        Some(Node { value: Value::Integer(number), .. }) => Some(*number),
        _ => None,
    };
    let options = if options == 0 { None } else { i64::try_from(options).ok() };
    let is_required = matches!(field.node.given("required"), Some(Node { value: Value::Bool(true), .. }));
    let most_choices = number("max_choices").into_iter().chain(options).min();
    for (least, upper, most) in
        [("min_length", "max_length", number("max_length")), ("min_choices", "max_choices", most_choices)]
    {
        let Some(most) = most else { continue };
        if number(least).is_some_and(|least| least > most) {
            at(field, least, &mut |least| least.note(&TOO_MUCH_ASKED, Lost::Nothing));
        } else if is_required && most < 1 {
            at(field, upper, &mut |upper| upper.note(&NOTHING_TAKEN, Lost::Nothing));
        }
    }
}

/// Notes why a receiver cannot check a pattern of such a field, which may be one for each language.
#[cfg(any(test, feature = "check"))]
fn note_pattern(pattern: &Cursor<'_>, kind: FieldKind) {
    for language in ["ja", "en", "ja-easy", "ja-x-easy"] {
        at(pattern, language, &mut |pattern| note_pattern(pattern, kind));
    }
    let trouble = pattern.clean_text().and_then(|text| (pattern.session.experts.pattern)(kind, &text));
    let fault = match trouble {
        None => return,
        Some(PatternTrouble::LooksAround) => &PATTERN_LOOKS_AROUND,
        Some(PatternTrouble::RefersBack) => &PATTERN_REFERS_BACK,
        Some(PatternTrouble::TooLarge) => &PATTERN_TOO_LARGE,
        Some(PatternTrouble::Unreadable) => &PATTERN_UNREADABLE,
    };
    // Nothing is lost on the page, which asks its browser.
    pattern.note(fault, Lost::Nothing);
}

/// The ids of the objects of a list; those that were there before are noted.
#[cfg(any(test, feature = "check"))]
fn ids(cursor: &Cursor<'_>, list: &str, name: &str) -> HashSet<String> {
    let mut ids = HashSet::new();
    each(cursor, list, &mut |entry| {
        at(entry, name, &mut |id| {
            let Some(text) = id.clean_text() else { return };
            if !ids.insert(text.into_owned()) {
                // Of two with one id, one answer is kept.
                id.note(&DUPLICATE_ID, Lost::This);
            }
        });
    });
    ids
}

#[cfg(any(test, feature = "check"))]
fn note_dangling(id: &Cursor<'_>, known: &HashSet<String>) {
    if id.clean_text().is_some_and(|id| !known.contains(&*id)) {
        id.note(&DANGLING, Lost::Nothing);
    }
}

#[cfg(test)]
mod tests {
    use crate::read::PatternTrouble;

    #[test]
    fn a_form_that_contradicts_itself_is_reported_and_kept() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F",
            "steps":[{"id":"one","title":"1"},{"id":"one","title":"2"}],
            "fields":[
                {"id":"a","type":"text","label":"A","step":"one"},
                {"id":"a","type":"text","label":"B","step":"two"},
                {"id":"c","type":"radio","label":"C","show_if":{"field":"nobody"},
                 "options":[{"value":"x","label":"X"},{"value":"x","label":"Y"}]}]}]}"#;
        let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
        let mut said: Vec<_> = read.diagnostics.iter().map(|said| (said.path.as_str(), said.code)).collect();
        said.sort_unstable();
        assert_eq!(
            said,
            [
                ("forms[0].fields[1].id", "duplicate-id"),
                ("forms[0].fields[1].step", "dangling-reference"),
                ("forms[0].fields[2].options[1].value", "duplicate-id"),
                ("forms[0].fields[2].show_if.field", "dangling-reference"),
                ("forms[0].steps[1].id", "duplicate-id"),
            ]
        );
        assert_eq!(read.feed.forms[0].fields.len(), 3);
    }

    /// To look through all for each takes a minute.
    #[test]
    fn a_form_of_many_fields_takes_no_more_time_than_one_that_is_long() {
        const FIELDS: usize = 60_000;
        let field = |number: usize| {
            format!(r#"{{"id":"f{number}","type":"text","label":"F","show_if":{{"field":"g{number}"}}}}"#)
        };
        let fields = (0..FIELDS).map(field).collect::<Vec<_>>().join(",");
        let feed = format!(
            r#"{{"version":1,"alliance":{{"name":"RAN"}},"forms":[{{"id":"f","title":"F","fields":[{fields}]}}]}}"#
        );
        let limits = crate::Limits { diagnostics: 2 * FIELDS, ..crate::Limits::default() };
        let read = crate::read(feed.into(), &limits).unwrap();
        assert_eq!(read.feed.forms[0].fields.len(), FIELDS);
        assert_eq!(read.diagnostics.len(), FIELDS);
        assert!(read.diagnostics.iter().all(|said| said.code == "dangling-reference"));
    }

    #[test]
    fn what_no_answer_can_meet_is_reported_and_kept() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F","fields":[
            {"id":"late","type":"text","label":"L","show_if":{"field":"who","is":["p","zz"]}},
            {"id":"who","type":"radio","label":"W","options":[{"value":"p","label":"P"},{"value":"o","label":"O"}]},
            {"id":"free","type":"text","label":"F","min_length":6,"max_length":5},
            {"id":"fixed","type":"text","label":"X","min_length":13,"max_length":13},
            {"id":"few","type":"checkboxes","label":"C","min_choices":2,"options":[{"value":"x","label":"X"}]},
            {"id":"some","type":"checkboxes","label":"S","min_choices":2,"max_choices":1,
             "options":[{"value":"x","label":"X"},{"value":"y","label":"Y"}]},
            {"id":"any","type":"text","label":"A","show_if":{"field":"free","is":["zz"]}},
            {"id":"mute","type":"text","label":"M","required":true,"max_length":0},
            {"id":"none","type":"checkboxes","label":"N","required":true,"max_choices":0,"options":[{"value":"x","label":"X"}]},
            {"id":"spare","type":"text","label":"P","max_length":0}]}]}"#;
        let read = crate::read(feed.into(), &crate::Limits::default()).unwrap();
        let said: Vec<_> = read.diagnostics.iter().map(|said| (said.path.as_str(), said.code)).collect();
        assert_eq!(
            said,
            [
                ("forms[0].fields[0].show_if.field", "later-question"),
                ("forms[0].fields[0].show_if.is[1]", "no-such-option"),
                ("forms[0].fields[2].min_length", "too-much-asked"),
                ("forms[0].fields[4].min_choices", "too-much-asked"),
                ("forms[0].fields[5].min_choices", "too-much-asked"),
                ("forms[0].fields[7].max_length", "nothing-taken"),
                ("forms[0].fields[8].max_choices", "nothing-taken"),
            ]
        );
        assert_eq!(read.feed.forms[0].fields.len(), 10);
    }

    #[test]
    fn a_pattern_that_the_receiver_cannot_check_is_reported_and_kept() {
        let feed = r#"{"version":1,"alliance":{"name":"RAN"},"forms":[{"id":"f","title":"F","fields":[
            {"id":"a","type":"text","label":"A","pattern":"good"},
            {"id":"b","type":"text","label":"B","pattern":"around"},
            {"id":"c","type":"text","label":"C","pattern":{"ja":"good","en":"back","ja-easy":"large"}},
            {"id":"d","type":"text","label":"D","pattern":"\u202aother"},
            {"id":"e","type":"text","label":"E","pattern":7}]}]}"#;
        let expert = |_, pattern: &str| match pattern {
            "good" => None,
            "around" => Some(PatternTrouble::LooksAround),
            "back" => Some(PatternTrouble::RefersBack),
            "large" => Some(PatternTrouble::TooLarge),
            _ => Some(PatternTrouble::Unreadable),
        };
        let reader = || crate::Reader::new(feed.into(), crate::Limits::default());
        let told = |reader: crate::Reader| {
            let read = reader.finish().unwrap();
            let patterns = read.feed.forms[0].fields.iter().filter(|field| field.pattern.is_some()).count();
            let said = read.diagnostics.iter().map(|said| {
                format!(
                    "{}:{} {} {} {}",
                    said.line,
                    said.column,
                    said.severity.as_str(),
                    said.code,
                    said.path
                )
            });
            (patterns, said.collect::<Vec<_>>())
        };
        let usual = [
            "5:59 warning hidden-characters forms[0].fields[3].pattern",
            "6:59 error bad-translation forms[0].fields[4].pattern",
        ];
        assert_eq!(told(reader()), (4, usual.map(str::to_owned).to_vec()));
        let expected = [
            "3:59 warning pattern-looks-around forms[0].fields[1].pattern",
            "4:77 warning pattern-refers-back forms[0].fields[2].pattern.en",
            "4:94 warning pattern-too-large forms[0].fields[2].pattern.ja-easy",
            "5:59 warning pattern-unreadable forms[0].fields[3].pattern",
            usual[0],
            usual[1],
        ];
        assert_eq!(told(reader().with_patterns(expert)), (4, expected.map(str::to_owned).to_vec()));
    }
}
