//! What the visitor has done, and how each action changes it. No browser: what is to be done is the answer.

use ran_feed::model::{Field, FieldKind, Form, Lang};
use ran_form::consent::sha256_of;
use ran_form::error::{AGREED, SHARING};
use ran_form::wire::{Accepted, Submission};
use ran_form::{Answer, Answers, Code, FieldError, Patterns, consent_text, validate, validate_consent};

use crate::address::Lookup;
use crate::draft::{Draft, set_date_part};
use crate::sending::{Effect, Sending, Spot};

/// Where the form stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Phase {
    /// The visitor fills it in or reviews it.
    #[default]
    Filling,
    /// It is on its way.
    Sending,
    /// It could not be sent, and trying again is up to the visitor.
    Failed(Trouble),
    /// It was accepted.
    Done(Box<Accepted>),
}

/// Why it could not be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Trouble {
    /// No answer, or one that says to come back later, again and again.
    Unreachable,
    /// The receiver does not take it, whatever is mended.
    Refused,
    /// The receiver has other answers under the same submission's id: the answer to them was lost, or the tab was copied.
    Received,
}

/// Something to mend.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    pub(crate) error: FieldError,
    /// What the receiver says of it, which knows what it has counted.
    pub(crate) said: Option<String>,
}

impl Problem {
    /// What is said of it.
    pub(crate) fn message(&self, form: &Form, lang: Lang) -> String {
        self.said.clone().unwrap_or_else(|| self.error.message(form, lang))
    }
}

/// What can happen by the visitor's hand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Act {
    /// The answer to the field at this place.
    Answer(usize, String),
    /// One of the three inputs of a date.
    DatePart(usize, usize, String),
    /// An option of the field at this place is ticked or not.
    Tick(usize, String, bool),
    /// None of the options of the field at this place is chosen any more.
    Clear(usize),
    /// The box for the purpose of use.
    Agree(bool),
    /// The box for the sharing.
    Share(bool),
    /// The honeypot.
    Website(String),
    /// To the next step, or to send from the review.
    Next,
    /// To the step before.
    Back,
    /// To this step.
    Go(usize),
    /// To the field of this problem.
    Mend(usize),
    /// To another form, after this one was accepted.
    Anew,
}

/// All that a form remembers.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// The language in which the form is shown.
    pub(crate) lang: Lang,
    /// The text that a consent would be to, as it is shown.
    consent_text: String,
    /// What was typed, as it was typed.
    pub(crate) answers: Answers,
    /// The step that is shown; the number of steps for the review.
    pub(crate) step: usize,
    pub(crate) agreed: bool,
    pub(crate) shared: bool,
    pub(crate) website: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) phase: Phase,
    /// When it was accepted, in words.
    pub(crate) at: String,
    pub(crate) sending: Sending,
    pub(crate) lookup: Lookup,
}

/// Places of the fields of each step. A form without steps has one.
pub(crate) fn steps(form: &Form) -> Vec<Vec<usize>> {
    if form.steps.is_empty() {
        return vec![(0..form.fields.len()).collect()];
    }
    let places = form.steps.iter().map(|step| {
        let inside = form.fields_of(step);
        let place = |field: &Field| form.fields.iter().position(|other| std::ptr::eq(other, field));
        inside.filter_map(place).collect()
    });
    places.collect()
}

impl State {
    /// A form as the tab remembers it.
    pub(crate) fn of(draft: Draft, form: &Form) -> Self {
        let step = draft.step.min(steps(form).len());
        let sending = Sending { key: draft.key, ..Sending::default() };
        let mut state = Self { answers: draft.answers, step, sending, ..Self::default() };
        state.lookup.filled = draft.filled;
        if let Some(sent) = draft.sent {
            state.interrupted(sent, form);
        }
        state
    }

    /// What the tab is to remember.
    pub(crate) fn draft(&self) -> Draft {
        let (answers, filled) = (self.answers.clone(), self.lookup.filled.clone());
        let sent = self.sending.sent.clone();
        Draft { key: self.sending.key.clone(), step: self.step, answers, filled, sent }
    }

    /// At the review, as it was when this was sent and the page went away. A consent to another text holds no more.
    fn interrupted(&mut self, sent: Submission, form: &Form) {
        self.step = steps(form).len();
        let lang = sent.consent.lang();
        if sha256_of(form, lang) == sent.consent.sha256 {
            self.consent_text = consent_text(form, lang);
            self.agreed = sent.consent.agreed;
            self.shared = sent.consent.sharing;
        }
        self.sending.take_up(sent);
    }

    /// The form is shown so from now on. A consent holds for the text that was read, and not for another.
    pub(crate) fn shown(&mut self, form: &Form, lang: Lang) {
        let text = consent_text(form, lang);
        if text != self.consent_text {
            self.agreed = false;
            self.shared = false;
            self.consent_text = text;
        }
        if lang != self.lang {
            // What the receiver has said is in the language of before.
            self.problems.iter_mut().for_each(|problem| problem.said = None);
        }
        self.lang = lang;
    }

    /// Whether the visitor may change something.
    fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Filling | Phase::Failed(_))
    }

    /// Whether the visitor may go to another step: also while nothing goes out, for there is no network.
    pub(crate) fn may_leave(&self) -> bool {
        self.is_open() || self.phase == Phase::Sending && self.sending.offline
    }

    /// The problem of a field, to be shown beside it.
    pub(crate) fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.error.field == field)
    }

    /// Lets something happen, and answers what is to be done.
    pub(crate) fn act(&mut self, act: Act, form: &Form, patterns: &dyn Patterns) -> Vec<Effect> {
        let leaves = matches!(act, Act::Back | Act::Go(_)) && self.may_leave();
        if !self.is_open() && !leaves {
            let is_anew = act == Act::Anew && matches!(self.phase, Phase::Done(_));
            return if is_anew { vec![Effect::Forget, Effect::Focus(Spot::Step)] } else { Vec::new() };
        }
        let field = |place: usize| form.fields.get(place);
        match act {
            Act::Answer(place, typed) => {
                let Some(field) = field(place) else { return Vec::new() };
                if !self.set(field, Answer::Text(typed)) {
                    return Vec::new();
                }
                let mut effects = self.answered(field, form, patterns);
                effects.extend(self.look_up(place, form));
                effects
            }
            Act::DatePart(place, part, typed) => {
                let Some(field) = field(place) else { return Vec::new() };
                let mut answers = self.answers.clone();
                set_date_part(&mut answers, field.id.as_str(), part, &typed);
                let typed = Answer::Text(answers.text(field.id.as_str()).to_owned());
                if self.set(field, typed) { self.answered(field, form, patterns) } else { Vec::new() }
            }
            Act::Tick(place, value, ticked) => {
                let Some(field) = field(place) else { return Vec::new() };
                let answer = if field.kind == FieldKind::Checkboxes {
                    Answer::Choices(self.ticked(field, &value, ticked))
                } else {
                    Answer::Text(if ticked { value } else { String::new() })
                };
                if self.set(field, answer) { self.answered(field, form, patterns) } else { Vec::new() }
            }
            Act::Clear(place) => {
                let Some(field) = field(place) else { return Vec::new() };
                let mut effects = Vec::new();
                if self.set(field, Answer::Text(String::new())) {
                    effects = self.answered(field, form, patterns);
                    effects.push(Effect::Focus(Spot::Field(place)));
                }
                effects
            }
            Act::Agree(agreed) if agreed != self.agreed => {
                self.agreed = agreed;
                self.problems.retain(|problem| !agreed || problem.error.field != AGREED);
                self.sending.other()
            }
            Act::Share(shared) if shared != self.shared => {
                self.shared = shared;
                self.problems.retain(|problem| !shared || problem.error.field != SHARING);
                self.sending.other()
            }
            Act::Agree(_) | Act::Share(_) | Act::Anew => Vec::new(),
            Act::Website(typed) => {
                self.website = typed;
                Vec::new()
            }
            Act::Next => self.next(form, patterns),
            Act::Back => self.go(self.neighbour(form, false), form),
            Act::Go(step) => self.go(step, form),
            Act::Mend(place) => self.mend(place, form),
        }
    }

    /// Sets an answer. Whether it is another one: each is told more than once.
    fn set(&mut self, field: &Field, answer: Answer) -> bool {
        let id = field.id.as_str();
        let before = self.answers.get(id);
        let is_new = before.map_or(!answer.is_empty(), |before| *before != answer);
        if is_new {
            self.answers.set(id, answer);
        }
        is_new
    }

    /// The choices of a field, one ticked or not, in the order of its options.
    fn ticked(&self, field: &Field, value: &str, ticked: bool) -> Vec<String> {
        let before = self.answers.get(field.id.as_str());
        let has = |option: &str| {
            if option == value { ticked } else { before.is_some_and(|answer| answer.has(option)) }
        };
        let options = field.options.iter().map(|option| option.value.as_str());
        options.filter(|option| has(option)).map(str::to_owned).collect()
    }

    /// After an answer: a problem that is mended goes at once, and one that is not counts anew; another one waits until it is
    /// asked for.
    pub(crate) fn answered(&mut self, field: &Field, form: &Form, patterns: &dyn Patterns) -> Vec<Effect> {
        self.phase = Phase::Filling;
        self.sending.sent = None;
        let id = field.id.as_str();
        if self.problem(id).is_some() {
            let errors = validate(form, &self.answers, self.lang, patterns).err().unwrap_or_default();
            self.problems.retain_mut(|problem| {
                if problem.error.field != id {
                    return true;
                }
                let same = |error: &&FieldError| error.field == id && error.code == problem.error.code;
                let Some(still) = errors.iter().find(same) else { return false };
                *problem = Problem { error: still.clone(), said: None };
                true
            });
        }
        let mut effects = vec![Effect::Keep];
        effects.extend(self.sending.prepare());
        effects
    }

    fn next(&mut self, form: &Form, patterns: &dyn Patterns) -> Vec<Effect> {
        let all = steps(form);
        let mut errors = validate(form, &self.answers, self.lang, patterns).err().unwrap_or_default();
        if let Some(inside) = all.get(self.step) {
            errors.retain(|error| inside.iter().any(|place| form.fields[*place].id.as_str() == error.field));
            if errors.is_empty() {
                return self.go(self.neighbour(form, true), form);
            }
        } else {
            // An answer to a question that the feed has dropped in the meantime is no reason to keep somebody waiting.
            errors.retain(|error| error.code != Code::UnknownField);
            errors.extend(validate_consent(form, &self.consent(form)).err().unwrap_or_default());
            if errors.is_empty() {
                self.problems.clear();
                return self.send();
            }
        }
        self.show(errors.into_iter().map(|error| Problem { error, said: None }).collect())
    }

    /// Shows what is to be mended.
    pub(crate) fn show(&mut self, problems: Vec<Problem>) -> Vec<Effect> {
        self.phase = Phase::Filling;
        self.problems = problems;
        vec![Effect::Focus(Spot::Summary)]
    }

    /// The next step in which something is asked, or the one before.
    fn neighbour(&self, form: &Form, forward: bool) -> usize {
        let asked = ran_form::validate::asked(form, &self.answers);
        let steps = steps(form);
        let asks = |step: &usize| steps[*step].iter().any(|place| asked[*place]);
        if forward {
            (self.step + 1..steps.len()).find(asks).unwrap_or(steps.len())
        } else {
            (0..self.step.min(steps.len())).rev().find(asks).unwrap_or(0)
        }
    }

    fn go(&mut self, step: usize, form: &Form) -> Vec<Effect> {
        self.step = step.min(steps(form).len());
        self.problems.clear();
        self.phase = Phase::Filling;
        self.sending.sent = None;
        self.lookup.end();
        vec![Effect::Keep, Effect::Focus(Spot::Step)]
    }

    /// Where a problem is mended. Nowhere if it is no field's, or one's that the form will have when the feed is here anew.
    pub(crate) fn spot(&self, problem: &Problem, form: &Form) -> Option<Spot> {
        match problem.error.field.as_str() {
            AGREED => Some(Spot::Agreed),
            SHARING => Some(Spot::Sharing),
            id => form.fields.iter().position(|field| field.id.as_str() == id).map(Spot::Field),
        }
    }

    /// To where a problem is mended, whose step is shown with its problems.
    fn mend(&mut self, place: usize, form: &Form) -> Vec<Effect> {
        let Some(spot) = self.problems.get(place).and_then(|problem| self.spot(problem, form)) else {
            return Vec::new();
        };
        if let Spot::Field(place) = spot {
            let step = steps(form).iter().position(|inside| inside.contains(&place));
            self.step = step.unwrap_or(self.step);
            self.lookup.end();
        }
        vec![Effect::Focus(spot)]
    }
}

#[cfg(test)]
mod tests;
