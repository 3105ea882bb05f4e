//! What someone answers, by the ids of the fields.

/// An answer to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(untagged))]
pub enum Answer {
    /// A text, or the value of the option that was chosen. Of a consent, [`Answer::YES`].
    Text(String),
    /// The values of the options that were ticked.
    Choices(Vec<String>),
}

impl Answer {
    /// The answer to a field of the kind `consent` that was agreed to.
    pub const YES: &'static str = "yes";

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Choices(choices) => choices.is_empty(),
        }
    }

    /// Whether it is this value, or has it among its choices.
    #[must_use]
    pub fn has(&self, value: &str) -> bool {
        match self {
            Self::Text(text) => text == value,
            Self::Choices(choices) => choices.iter().any(|choice| choice == value),
        }
    }

    /// What it says, one text for each choice.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Choices(choices) => choices.as_slice(),
        }
        .iter()
        .map(String::as_str)
    }
}

/// The answers to a form, in the order in which they were given.
///
/// ```
/// use ran_form::{Answer, Answers};
/// let mut answers = Answers::default();
/// answers.set("name", Answer::Text("見本 はな子".to_owned()));
/// assert_eq!(answers.text("name"), "見本 はな子");
/// assert_eq!(answers.text("email"), "");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<(String, Answer)>);

impl Answers {
    /// The answer to a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Answer> {
        self.0.iter().find(|(id, _)| id == field).map(|(_, answer)| answer)
    }

    /// The text of an answer; empty where there is none.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        match self.get(field) {
            Some(Answer::Text(text)) => text,
            _ => "",
        }
    }

    /// Answers a field, in place of what was answered before.
    pub fn set(&mut self, field: &str, answer: Answer) {
        match self.0.iter_mut().find(|(id, _)| id == field) {
            Some((_, old)) => *old = answer,
            None => self.0.push((field.to_owned(), answer)),
        }
    }

    /// The ids of the fields with their answers.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(id, answer)| (id.as_str(), answer))
    }

    /// Whether nothing was answered at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Answer)> for Answers {
    /// Of an id given twice, the last answer counts, as in `JSON.parse`.
    fn from_iter<I: IntoIterator<Item = (String, Answer)>>(pairs: I) -> Self {
        let mut answers = Self::default();
        for (field, answer) in pairs {
            answers.set(&field, answer);
        }
        answers
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Answers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Answers {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Answers;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object of texts and lists of texts")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
                let mut answers = Answers::default();
                while let Some((field, answer)) = map.next_entry::<String, Answer>()? {
                    answers.set(&field, answer);
                }
                Ok(answers)
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}
