//! A feed as it is written, of which only the list of events changes.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::event::Entry;

/// The fields of a feed in their order, each as it is written; the events one by one.
pub(super) struct Outline {
    fields: Vec<(String, Box<RawValue>)>,
    events: Vec<Written>,
}

struct Written {
    id: Option<String>,
    text: String,
    /// It stood there before: an entry of a table takes its place.
    is_old: bool,
}

const EVENTS: &str = "events";

impl Outline {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let Fields(fields) = serde_json::from_slice(bytes)?;
        let mut events = Vec::new();
        for (_, list) in fields.iter().filter(|(name, _)| name == EVENTS) {
            for entry in serde_json::from_str::<Vec<&RawValue>>(list.get())? {
                events.push(Written { id: id_of(entry.get()), text: entry.get().to_owned(), is_old: true });
            }
        }
        Ok(Self { fields, events })
    }

    /// Puts an entry where the one of its id stood, or else at the end. Says which of the events it is.
    pub(super) fn put(&mut self, id: Option<&str>, entry: &Entry) -> usize {
        let written = Written { id: id.map(str::to_owned), text: entry.text(), is_old: false };
        let place =
            self.events.iter().position(|event| event.is_old && id.is_some() && event.id.as_deref() == id);
        match place {
            Some(place) => {
                self.events[place] = written;
                place
            }
            None => {
                self.events.push(written);
                self.events.len() - 1
            }
        }
    }

    pub(super) fn text(&self) -> String {
        let events: Vec<String> = self.events.iter().map(|event| format!("    {}", event.text)).collect();
        let events = format!("[\n{}\n  ]", events.join(",\n"));
        let mut fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.get())).collect();
        match fields.iter_mut().find(|(name, _)| *name == EVENTS) {
            Some((_, value)) => *value = &events,
            None => fields.push((EVENTS, &events)),
        }
        let lines: Vec<String> = fields
            .into_iter()
            .map(|(name, value)| format!("  {}: {value}", serde_json::Value::from(name)))
            .collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

fn id_of(entry: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct HasId {
        id: String,
    }
    serde_json::from_str::<HasId>(entry).ok().map(|HasId { id }| id)
}

/// An object whose fields stay in their order and as they are written.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a feed")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
