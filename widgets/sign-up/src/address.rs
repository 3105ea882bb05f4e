//! The address of a postcode: which fields it goes into, and that nothing is lost that a person typed.

use ran_feed::model::{Field, FieldKind, Form, Postcode};
use ran_form::postcodes;
use ran_form::validate::asked;
use ran_form::{Answer, Answers, Patterns, normalise};

use crate::sending::Effect;
use crate::state::State;

/// What the form remembers of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lookup {
    /// Grows with each letter that makes earlier answers stale.
    pub(crate) round: u32,
    /// The place of the postcode that was typed last.
    place: usize,
    /// The postcode as long as it is whole and in view, or nothing.
    postcode: String,
    /// What the program has put into fields.
    pub(crate) filled: Answers,
    said: Option<Said>,
    /// Whether a field was left to a person whose answer is not what the postcode says.
    differs: bool,
}

/// What is said below the postcode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Said {
    /// Something was filled in.
    Filled,
    /// And of the street there is more to write.
    Begun,
    /// There is no address for it, or no answer.
    Nothing,
}

impl Lookup {
    /// What is said below the postcode at a place.
    pub(crate) fn said(&self, place: usize) -> Option<Said> {
        self.said.filter(|_| self.place == place)
    }

    /// Whether an answer beside the postcode at a place is not of its address.
    pub(crate) fn differs(&self, place: usize) -> bool {
        self.differs && self.place == place
    }

    /// What was being looked for is out of view.
    #[inline(never)]
    pub(crate) fn end(&mut self) {
        self.round += 1;
        self.postcode.clear();
        self.said = None;
        self.differs = false;
    }

    /// The file in which the address stands: by the postcode's first three digits, and not one more.
    pub(crate) fn file(&self) -> String {
        ["postcodes/", self.postcode.get(..3).unwrap_or_default(), ".txt"].concat()
    }
}

/// What of an address a field asks for.
#[derive(Clone, Copy)]
enum Part {
    Prefecture,
    Municipality,
    /// What no field before it asks for, and the block.
    Street,
}

fn part(field: &Field) -> Option<Part> {
    let token = field.autocomplete.as_ref().map_or("", |token| token.as_str());
    Some(match (field.kind, token) {
        (FieldKind::Prefecture, "") | (FieldKind::Prefecture | FieldKind::Text, "address-level1") => {
            Part::Prefecture
        }
        (FieldKind::Text, "address-level2") => Part::Municipality,
        (FieldKind::Text | FieldKind::Textarea, "street-address" | "address-line1") => Part::Street,
        _ => return None,
    })
}

/// The next field of an address that is asked after a place, up to the next postcode.
fn next_part(after: usize, form: &Form, asked: &[bool]) -> Option<(usize, Part)> {
    for (place, field) in form.fields.iter().enumerate().skip(after + 1) {
        if field.kind == FieldKind::Postcode {
            break;
        }
        if let Some(part) = part(field).filter(|_| asked[place]) {
            return Some((place, part));
        }
    }
    None
}

impl State {
    /// After a letter was typed into the field at a place: asks for the address, if that is a whole postcode with
    /// fields after it for one.
    pub(crate) fn look_up(&mut self, place: usize, form: &Form) -> Option<Effect> {
        let field = form.fields.get(place).filter(|field| field.kind == FieldKind::Postcode)?;
        let typed = normalise(FieldKind::Postcode, self.answers.text(field.id.as_str()));
        let lookup = &mut self.lookup;
        if lookup.place == place && lookup.postcode == typed {
            return None;
        }
        lookup.end();
        lookup.place = place;
        Postcode::parse(&typed).ok()?;
        lookup.postcode = typed;
        next_part(place, form, &asked(form, &self.answers)).map(|_| Effect::FindAddress)
    }

    /// Whether a field is empty or holds what the program has put there. Of another one, whether it goes on from there
    /// with what a postcode says is noted.
    fn is_free(&mut self, field: &Field, text: &str) -> bool {
        let now = self.answers.text(field.id.as_str());
        let filled = self.lookup.filled.text(field.id.as_str());
        let is_free = now.is_empty() || now == filled;
        // Of a postcode that says nothing of it, what another has said is wrong.
        let begins =
            if text.is_empty() { filled.is_empty() } else { normalise(field.kind, now).starts_with(text) };
        self.lookup.differs |= !is_free && !begins;
        is_free
    }

    /// Fills in the address of a postcode from its file, if it is still the one that is wanted. What is no such file
    /// has no address in it.
    pub(crate) fn found(
        &mut self,
        round: u32,
        file: &[u8],
        form: &Form,
        patterns: &dyn Patterns,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.lookup.round != round {
            return effects;
        }
        let digits = self.lookup.postcode.get(4..).unwrap_or_default();
        let mut rest = postcodes::find(str::from_utf8(file).unwrap_or_default(), digits).unwrap_or_default();
        self.lookup.said = None;
        let asked = asked(form, &self.answers);
        let mut at = self.lookup.place;
        while let Some((place, part)) = next_part(at, form, &asked) {
            at = place;
            let text = match part {
                Part::Street => std::mem::take(&mut rest).concat(),
                part => std::mem::take(&mut rest[part as usize]).to_owned(),
            };
            let field = &form.fields[place];
            // Of a prefecture the answer is the code.
            let text = normalise(field.kind, &text);
            if !self.is_free(field, &text) {
                continue;
            }
            let is_street = matches!(part, Part::Street);
            self.lookup.said = match self.lookup.said {
                Some(Said::Filled | Said::Begun) if is_street => Some(Said::Begun),
                said if text.is_empty() => said.or(Some(Said::Nothing)),
                _ if is_street => Some(Said::Begun),
                _ => Some(Said::Filled),
            };
            self.lookup.filled.set(field.id.as_str(), Answer::Text(text.clone()));
            self.answers.set(field.id.as_str(), Answer::Text(text.clone()));
            effects.extend(self.answered(field, form, patterns));
            effects.push(Effect::Choose(place, text));
        }
        effects
    }
}

#[cfg(test)]
mod tests;
