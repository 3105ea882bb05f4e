//! The feed as programs outside Rust see it: its JSON Schema, and feeds written as JSON.

#[cfg(feature = "schema")]
use schemars::{
    Schema,
    transform::{Transform, transform_subschemas},
};
use serde_json::Value;

use crate::model::Feed;

/// The JSON Schema (draft 2020-12) of a feed, generated from the types that read it.
///
/// It accepts every feed that is read without a diagnostic, save for what a schema cannot say: ids given once, ids that
/// lead somewhere, an end after the start.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Feed);
    AsRead.transform(&mut schema);
    schema.insert("title".into(), "RAN feed, version 1".into());
    schema.to_value()
}

/// Lets every field that is not required be `null`, which the reader takes for nothing, and says how large a number may be.
#[cfg(feature = "schema")]
struct AsRead;

#[cfg(feature = "schema")]
impl Transform for AsRead {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        if schema.get("format").is_some_and(|format| format == "uint32") && schema.get("maximum").is_none() {
            schema.insert("maximum".into(), u32::MAX.into());
        }
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        let Some(Value::Object(fields)) = schema.get_mut("properties") else { return };
        for (_, field) in fields.iter_mut().filter(|(name, _)| !required.iter().any(|known| known == *name)) {
            let Value::Object(parts) = field else { continue };
            match parts.get_mut("type") {
                // `Option` allows it already.
                Some(Value::Array(_)) => {}
                Some(kind) => *kind = serde_json::json!([kind.take(), "null"]),
                None => {
                    if let Some(reference) = parts.remove("$ref") {
                        parts.insert(
                            "anyOf".into(),
                            serde_json::json!([{ "$ref": reference }, { "type": "null" }]),
                        );
                    }
                }
            }
        }
    }
}

/// A feed as JSON, with neither nulls nor empty lists.
///
/// # Errors
/// None that a feed can cause: what it holds is all text, numbers and lists.
pub fn to_json(feed: &Feed) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(feed)?;
    prune(&mut value);
    Ok(value)
}

fn prune(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| {
                prune(field);
                !field.is_null() && field.as_array().is_none_or(|list| !list.is_empty())
            });
        }
        Value::Array(entries) => entries.iter_mut().for_each(prune),
        _ => {}
    }
}
