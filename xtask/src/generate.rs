//! `cargo xtask generate`: what is told in several places, made from one source.
//!
//! | file | made from |
//! | --- | --- |
//! | `pkg/ran.d.ts` | the catalogue |
//! | `pkg/custom-elements.json` | the catalogue and the tokens of `theme.css` |
//! | the tables of `README.md` | the same |
//! | `pkg/static/feed.schema.json` | the types that read a feed |
//! | `pkg/static/faults.json` | what can be wrong with a feed |
//! | `pkg/package.json` | the workspace |

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result, bail};
use ran_catalogue::{Attribute, COMMON_ATTRIBUTES, ELEMENTS, ERROR_CODES, EVENTS, Element, Values};
use ran_feed::{Fault, Tongue};
use serde_json::{Map, Value, json};

use crate::run::root;
use crate::tables::with_tables;

/// Writes the files, or compares them.
///
/// # Errors
/// With `check`, when a file is not what it would be.
pub(crate) fn generate(check: bool) -> Result<()> {
    let theme = fs::read_to_string(root().join("widgets/parts/src/theme.css"))?;
    let tokens = tokens(&theme);
    let readme = fs::read_to_string(root().join("README.md")).context("reading README.md")?;
    let files = [
        ("pkg/ran.d.ts", types()),
        ("pkg/custom-elements.json", format!("{:#}\n", manifest(&tokens))),
        ("README.md", with_tables("README.md", &readme, |name| table(name, &tokens).map(Some))?),
        ("pkg/static/feed.schema.json", format!("{:#}\n", ran_feed::schema())),
        ("pkg/static/faults.json", format!("{:#}\n", faults())),
        ("pkg/package.json", format!("{:#}\n", package())),
    ];
    let mut stale = Vec::new();
    for (name, text) in files {
        let path = root().join(name);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        if check {
            stale.push(name);
        } else {
            fs::write(&path, text).with_context(|| format!("writing {name}"))?;
            println!("wrote {name}");
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        bail!("{} out of date: run cargo xtask generate", stale.join(", "))
    }
}

/// The npm package: what is built, and the types of its elements. Nothing in it is for a bundler: a page names `ran.js`.
fn package() -> Value {
    json!({
        "name": "ran-widgets",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Member map, event calendar, sign-up form, badge and profile of the Regional HR Department Alliance Network.",
        "license": "MIT OR Apache-2.0",
        "files": ["dist", "ran.d.ts", "custom-elements.json"],
        "types": "./ran.d.ts",
        "customElements": "./custom-elements.json",
        "exports": { ".": { "types": "./ran.d.ts" }, "./dist/*": "./dist/*" },
    })
}

/// Per code and language, what is wrong and how to mend it, for the console of a page whose feed has something wrong: the program there
/// knows the codes alone.
fn faults() -> Value {
    let words = |fault: &&Fault| {
        let said = |tongue, stop| [fault.what(tongue), stop, fault.remedy(tongue)].concat();
        (fault.code().to_owned(), json!({ "en": said(Tongue::En, ". "), "ja": said(Tongue::Ja, "") }))
    };
    ran_feed::faults().iter().map(words).collect::<Map<_, _>>().into()
}

/// A custom property that a site may set.
struct Token {
    name: String,
    default: String,
    summary: String,
}

/// Reads `--text: var(--ran-text, #333333); /* Body text. */` and `font-size: var(--ran-font-size, 1rem); /* … */`.
fn tokens(css: &str) -> Vec<Token> {
    css.lines()
        .filter_map(|line| {
            let (_, rest) = line.split_once("var(--ran-")?;
            let (inside, summary) = rest.split_once("); /*")?;
            let (name, default) = inside.split_once(", ")?;
            Some(Token {
                name: format!("--ran-{name}"),
                default: default.to_owned(),
                summary: summary.trim_end_matches("*/").trim().to_owned(),
            })
        })
        .collect()
}

fn class(element: &Element) -> String {
    element
        .tag
        .split('-')
        .map(|part| format!("{}{}", part[..1].to_uppercase(), &part[1..]))
        .collect::<String>()
        + "Element"
}

fn type_of(attribute: &Attribute) -> String {
    match attribute.values {
        Values::OneOf(words) => words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" | "),
        Values::Flag => "boolean".to_owned(),
        _ => "string".to_owned(),
    }
}

const REFRESH: &str = "Reads the feed again, or starts the widget again after a failure.";

fn types() -> String {
    let mut out = String::from(
        "// Made by `cargo xtask generate` from widgets/catalogue. Do not edit.\n\n/** What every element of the kit has. */\nexport interface RanElement extends HTMLElement {\n",
    );
    let property = |out: &mut String, attribute: &Attribute| {
        let _ = writeln!(
            out,
            "  /** {} */\n  {}: {};",
            attribute.summary,
            attribute.property(),
            type_of(attribute)
        );
    };
    // `lang` is every HTML element's already.
    for attribute in COMMON_ATTRIBUTES.iter().filter(|attribute| attribute.name != "lang") {
        property(&mut out, attribute);
    }
    let _ = writeln!(out, "  /** {REFRESH} */\n  refresh(): Promise<void>;\n}}");
    for element in ELEMENTS {
        let _ = write!(
            out,
            "\n/** {} */\nexport interface {} extends RanElement {{\n",
            element.summary,
            class(element)
        );
        for attribute in element.attributes {
            property(&mut out, attribute);
        }
        for method in element.methods {
            let _ = writeln!(
                out,
                "  /** {} */\n  {}({}: string): Promise<void>;",
                method.summary, method.name, method.parameter
            );
        }
        out.push_str("}\n");
    }
    out.push_str("\ndeclare global {\n  interface HTMLElementTagNameMap {\n");
    for element in ELEMENTS {
        let _ = writeln!(out, "    '{}': {};", element.tag, class(element));
    }
    out.push_str("  }\n");
    // They bubble, so a page may listen above the elements too.
    for map in ["HTMLElementEventMap", "DocumentEventMap", "WindowEventMap"] {
        let _ = writeln!(out, "  interface {map} extends RanEventMap {{}}");
    }
    out.push_str("}\n\n");
    out.push_str(&event_types());
    out
}

/// What the elements fire, and the codes of their errors.
fn event_types() -> String {
    let mut out = String::from(
        "/** What the elements fire. All bubble and are composed. */\nexport interface RanEventMap {\n",
    );
    for event in EVENTS {
        let detail = if event.detail.is_empty() {
            "Record<string, never>".to_owned()
        } else {
            let members: Vec<String> =
                event.detail.iter().map(|(name, kind)| format!("{name}: {kind}")).collect();
            format!("{{ {} }}", members.join("; "))
        };
        let _ = writeln!(out, "  /** {} */\n  '{}': CustomEvent<{detail}>;", event.summary, event.name);
    }
    out.push_str("}\n\n/** Why there was an error. */\nexport type RanErrorCode =");
    for (code, meaning) in ERROR_CODES {
        let _ = write!(out, "\n  /** {meaning} */\n  | '{code}'");
    }
    out.push_str(";\n");
    out
}

/// The custom elements manifest, schema 2.1.0: editors and documentation tools read it.
fn manifest(tokens: &[Token]) -> Value {
    let declaration = |element: &Element| {
        let attributes: Vec<Value> = element
            .all_attributes()
            .map(|attribute| {
                json!({
                    "name": attribute.name,
                    "fieldName": attribute.property(),
                    "description": attribute.summary,
                    "type": { "text": type_of(attribute) },
                    "default": attribute.default(),
                })
            })
            .collect();
        let mut members: Vec<Value> = element
            .all_attributes()
            .map(|attribute| {
                json!({ "kind": "field", "name": attribute.property(), "attribute": attribute.name,
                        "description": attribute.summary, "type": { "text": type_of(attribute) } })
            })
            .collect();
        members.push(json!({ "kind": "method", "name": "refresh", "description": REFRESH }));
        members.extend(element.methods.iter().map(|method| {
            json!({ "kind": "method", "name": method.name, "description": method.summary,
                    "parameters": [{ "name": method.parameter, "type": { "text": "string" } }] })
        }));
        json!({
            "kind": "class",
            "customElement": true,
            "name": class(element),
            "tagName": element.tag,
            "description": element.summary,
            "attributes": attributes,
            "members": members,
            "events": EVENTS.iter().map(|event| json!({ "name": event.name, "type": { "text": "CustomEvent" }, "description": event.summary })).collect::<Vec<_>>(),
            "slots": [{ "name": "", "description": "Shown until the widget is ready, and if it can never be." }],
            "cssParts": element.all_parts().map(|part| json!({ "name": part.name, "description": part.summary })).collect::<Vec<_>>(),
            "cssProperties": tokens.iter().map(|token| json!({ "name": token.name, "default": token.default, "description": token.summary })).collect::<Vec<_>>(),
        })
    };
    json!({
        "schemaVersion": "2.1.0",
        "readme": "../README.md",
        "modules": [{
            "kind": "javascript-module",
            "path": "dist/ran.js",
            "declarations": ELEMENTS.iter().map(declaration).collect::<Vec<_>>(),
            "exports": ELEMENTS.iter().map(|element| json!({
                "kind": "custom-element-definition", "name": element.tag, "declaration": { "name": class(element) },
            })).collect::<Vec<_>>(),
        }],
    })
}

fn values(attribute: &Attribute) -> String {
    let ticked = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match attribute.values {
        Values::Text => "text".to_owned(),
        Values::Id => "id of the feed".to_owned(),
        Values::Url => "address".to_owned(),
        Values::Day => "day, `YYYY-MM-DD`".to_owned(),
        Values::OneOf(words) => format!("one of {}", ticked(words)),
        Values::ListOf(words) => format!("any of {}", ticked(words)),
        Values::List => "words of the feed".to_owned(),
        Values::Flag => "nothing".to_owned(),
    }
}

fn table(name: &str, tokens: &[Token]) -> Result<String> {
    Ok(match name {
        "elements" => elements_table(),
        "events" => events_table(),
        "errors" => errors_table(),
        "tokens" => tokens_table(tokens),
        other => bail!("README.md: there is no table {other}"),
    })
}

fn elements_table() -> String {
    let mut out = String::from("| element | attribute | takes | what it does |\n| --- | --- | --- | --- |\n");
    let mut row = |tag: &str, attribute: &Attribute| {
        let _ =
            writeln!(out, "| {tag} | `{}` | {} | {} |", attribute.name, values(attribute), attribute.summary);
    };
    for attribute in COMMON_ATTRIBUTES {
        row("every element", attribute);
    }
    for element in ELEMENTS {
        for attribute in element.attributes {
            row(&format!("`<{}>`", element.tag), attribute);
        }
    }
    out
}

fn errors_table() -> String {
    let mut out = String::from("| `code` | what has happened |\n| --- | --- |\n");
    for (code, meaning) in ERROR_CODES {
        let _ = writeln!(out, "| `{code}` | {meaning} |");
    }
    out
}

fn events_table() -> String {
    let mut out = String::from("| event | `detail` | when |\n| --- | --- | --- |\n");
    for event in EVENTS {
        let detail: Vec<String> = event.detail.iter().map(|(name, _)| format!("`{name}`")).collect();
        let _ = writeln!(out, "| `{}` | {} | {} |", event.name, detail.join(", "), event.summary);
    }
    out
}

fn tokens_table(tokens: &[Token]) -> String {
    let mut out = String::from("| property | default | what it colours or sizes |\n| --- | --- | --- |\n");
    for token in tokens {
        let _ = writeln!(out, "| `{}` | `{}` | {} |", token.name, token.default, token.summary);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_from_their_lines() {
        let css = "  --text: var(--ran-text, #333333); /* Body text. */\n  color: var(--text);\n";
        let tokens = tokens(css);
        assert_eq!(tokens.len(), 1);
        assert_eq!((tokens[0].name.as_str(), tokens[0].default.as_str()), ("--ran-text", "#333333"));
        assert_eq!(tokens[0].summary, "Body text.");
    }
}
