//! From the button to the receipt: the form token and its proof, sending, and trying again.
//!
//! One submission id goes with every attempt, so that an answer that was lost on the way back makes no second record; and
//! what goes with it is the same each time, also after a reload, or the receiver would take it for another.

use ran_feed::model::Form;
use ran_form::consent::sha256_of;
use ran_form::proof::{MOST_DIFFICULT, Search};
use ran_form::wire::{Accepted, ConsentGiven, FormToken, Refused, Submission};
use ran_form::{Code, FieldError, Patterns, consent_version, validate};
use ran_parts::browser::{Answered, is_passing};

use crate::state::{Phase, Problem, State, Trouble};

/// Where the focus is to go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Spot {
    /// The heading of the step, of the review or of the thanks.
    Step,
    /// The summary of what is to be mended.
    Summary,
    /// The field at this place.
    Field(usize),
    /// The box for the purpose of use.
    Agreed,
    /// The box for the sharing.
    Sharing,
}

/// What is to be done, by the component.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// The tab remembers the draft.
    Keep,
    /// It forgets what it remembers, and the form begins anew.
    Forget,
    /// The focus moves, after the rendering.
    Focus(Spot),
    /// A form token is asked for.
    AskToken,
    /// The search for the proof goes on.
    Search,
    /// The address of a postcode is looked for.
    FindAddress,
    /// If there is a list at this place, it shows this answer: once a person has used it, it no longer follows what is
    /// rendered.
    Choose(usize, String),
    /// After this time something happens.
    Later(u32, bool, Event),
    /// It happens when there is a network again.
    WhenOnline(Event),
    /// What is sent from now on is another submission.
    Renew,
    /// The submission is sent.
    Post,
    /// The page is told of the receipt, which the tab remembers instead of the draft.
    Tell(String),
    /// The feed is read again, because the receiver has another.
    Refresh,
    /// The page's maker is told that the receiver does not serve the form, and what it answers: 0 for nothing.
    Complain(u16),
}

/// What can happen by the browser's hand. Each carries the round that it belongs to: what comes late is not heard.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// The answer to the question for a token.
    Token(u32, Answered),
    /// Time to search on.
    SearchOn(u32),
    /// The time before which no person has filled in a form is over.
    Ripe(u32),
    /// The answer of the receiver.
    Answer(u32, Answered),
    /// Time to try again.
    Again(u32),
    /// What there is about a postcode; the round is the lookup's.
    Found(u32, Answered),
}

/// How far the token is.
#[derive(Clone, Debug, Default)]
pub(crate) enum Ticket {
    /// Nobody has asked for one.
    #[default]
    None,
    /// It is asked for.
    Asked,
    /// It is here, and its proof is searched for.
    Searching(FormToken, Box<Search>),
    /// It may be used.
    Ready { token: String, proof: String },
    /// It was not given. Not each further letter asks again, only sending.
    Denied,
}

/// What sending remembers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sending {
    /// The `Idempotency-Key`, made at the first rendering.
    pub(crate) key: String,
    /// Grows with everything that makes earlier answers stale.
    pub(crate) round: u32,
    pub(crate) ticket: Ticket,
    /// Whether the token is old enough.
    pub(crate) ripe: bool,
    /// Whether there is a receiver that gives tokens.
    pub(crate) wants_token: bool,
    /// How often it has been tried in vain.
    pub(crate) attempts: u32,
    /// How often a token was refused.
    pub(crate) refusals: u32,
    /// Whether there is no network just now.
    pub(crate) offline: bool,
    /// What was sent last, until a definite answer comes or the visitor changes something.
    pub(crate) sent: Option<Submission>,
    /// Whether an earlier rendering of the page has sent it.
    pub(crate) resumed: bool,
}

/// How many numbers are tried in one go: a cheap phone does this in a few milliseconds.
const TRIES: u32 = 1_000;
/// The pause before the second attempt; it doubles with each further one.
const FIRST_PAUSE_MS: u32 = 1_000;
/// Longer than this nobody is kept waiting before a form that cannot be changed meanwhile, whatever the receiver asks for.
const LONGEST_PAUSE_MS: u32 = 30_000;
/// In vain so often, for two minutes or so, and the visitor is asked.
const MOST_ATTEMPTS: u32 = 8;
const MOST_REFUSALS: u32 = 2;

impl Sending {
    /// Asks for a token, once somebody begins to type: a page that is only read asks nothing.
    pub(crate) fn prepare(&mut self) -> Option<Effect> {
        if self.wants_token && matches!(self.ticket, Ticket::None) {
            self.ticket = Ticket::Asked;
            return Some(Effect::AskToken);
        }
        None
    }

    fn is_ready(&self) -> bool {
        !self.wants_token || self.ripe && matches!(self.ticket, Ticket::Ready { .. })
    }

    /// Whether it has been tried in vain.
    pub(crate) fn is_retrying(&self) -> bool {
        self.attempts > 0
    }

    /// What an earlier rendering of the page has sent is to be sent again, with the same token.
    pub(crate) fn take_up(&mut self, sent: Submission) {
        self.ticket = Ticket::Ready { token: sent.token.clone(), proof: sent.proof.clone() };
        self.ripe = true;
        self.resumed = true;
        self.sent = Some(sent);
    }

    /// What is sent next is not what was sent before, which the tab forgets.
    pub(crate) fn other(&mut self) -> Vec<Effect> {
        self.sent.take().map(|_| Effect::Keep).into_iter().collect()
    }

    fn drop_ticket(&mut self) {
        self.round += 1;
        self.ticket = Ticket::None;
        self.ripe = false;
    }
}

impl State {
    /// What is agreed to.
    pub(crate) fn consent(&self, form: &Form) -> ConsentGiven {
        let lang = self.lang;
        if form.consent.is_none() {
            return ConsentGiven { lang: lang.tag().to_owned(), ..ConsentGiven::default() };
        }
        ConsentGiven {
            agreed: self.agreed,
            sharing: self.shared,
            version: consent_version(form).to_owned(),
            lang: lang.tag().to_owned(),
            sha256: sha256_of(form, lang),
        }
    }

    /// What is sent: what was sent before it was tried again, or else normalised answers to what is asked.
    ///
    /// # Errors
    /// What is wrong with the answers, if the feed has changed since they were looked at.
    pub(crate) fn submission(
        &self,
        form: &Form,
        patterns: &dyn Patterns,
    ) -> Result<Submission, Vec<FieldError>> {
        let (token, proof) = match &self.sending.ticket {
            Ticket::Ready { token, proof } => (token.clone(), proof.clone()),
            _ => Default::default(),
        };
        if let Some(sent) = &self.sending.sent {
            return Ok(Submission { token, proof, ..sent.clone() });
        }
        // Answers to questions that the feed has dropped stay behind.
        let is_known = |id: &str| form.fields.iter().any(|field| field.id.as_str() == id);
        let known = self.answers.iter().filter(|(id, _)| is_known(id));
        let answers = known.map(|(id, answer)| (id.to_owned(), answer.clone())).collect();
        let answers = validate(form, &answers, self.lang, patterns)?.into_answers();
        Ok(Submission { answers, consent: self.consent(form), token, proof, website: self.website.clone() })
    }

    /// Sends, or waits for what is needed first. A second click finds it sending and does nothing.
    pub(crate) fn send(&mut self) -> Vec<Effect> {
        self.sending.sent = None;
        self.sending.resumed = false;
        self.resume()
    }

    /// Sends what was sent and not answered, or what there is.
    pub(crate) fn resume(&mut self) -> Vec<Effect> {
        self.phase = Phase::Sending;
        self.sending.attempts = 0;
        self.sending.refusals = 0;
        self.sending.offline = false;
        self.go_on()
    }

    fn go_on(&mut self) -> Vec<Effect> {
        if self.sending.is_ready() {
            self.sending.round += 1;
            return vec![Effect::Post];
        }
        if let Ticket::Denied = self.sending.ticket {
            self.sending.ticket = Ticket::None;
        }
        self.sending.prepare().into_iter().collect()
    }

    /// Lets something happen that the browser tells.
    pub(crate) fn hear(&mut self, event: Event, is_online: bool) -> Vec<Effect> {
        let round = self.sending.round;
        match event {
            Event::Token(of, answer) if of == round => self.token(&answer, is_online),
            Event::SearchOn(of) if of == round => self.search(),
            Event::Ripe(of) if of == round => {
                self.sending.ripe = true;
                if self.phase == Phase::Sending { self.go_on() } else { Vec::new() }
            }
            Event::Answer(of, answer) if of == round && self.phase == Phase::Sending => {
                self.answer(&answer, is_online)
            }
            Event::Again(of) if of == round && self.phase == Phase::Sending => {
                self.sending.offline = false;
                self.go_on()
            }
            _ => Vec::new(),
        }
    }

    fn token(&mut self, answer: &Answered, is_online: bool) -> Vec<Effect> {
        let token = FormToken::from_json(&answer.body)
            .ok()
            .filter(|token| answer.status == 200 && token.difficulty <= MOST_DIFFICULT);
        let Some(token) = token else {
            self.sending.ticket = Ticket::Denied;
            return match self.phase {
                Phase::Sending if answer.status == 200 || is_passing(answer.status) => {
                    self.try_later(answer, is_online)
                }
                Phase::Sending => self.fail(Trouble::Refused, answer.status),
                // Before the visitor sends, nobody misses it but who has just put the form on a page, if it does not pass.
                _ if is_online && answer.status == 0 || answer.status != 0 && !is_passing(answer.status) => {
                    vec![Effect::Complain(answer.status)]
                }
                _ => Vec::new(),
            };
        };
        let search = Box::new(Search::new(&token.token, token.difficulty));
        let ripe = Effect::Later(token.not_before_ms, false, Event::Ripe(self.sending.round));
        self.sending.ticket = Ticket::Searching(token, search);
        vec![ripe, Effect::Search]
    }

    fn search(&mut self) -> Vec<Effect> {
        let Ticket::Searching(token, search) = &mut self.sending.ticket else { return Vec::new() };
        let Some(proof) = search.advance(TRIES) else { return vec![Effect::Search] };
        self.sending.ticket = Ticket::Ready { token: std::mem::take(&mut token.token), proof };
        if self.phase == Phase::Sending { self.go_on() } else { Vec::new() }
    }

    fn answer(&mut self, answer: &Answered, is_online: bool) -> Vec<Effect> {
        match answer.status {
            200 | 201 => match Accepted::from_json(&answer.body) {
                Ok(accepted) => self.accepted(accepted),
                // Somebody between here and the receiver answers in its place.
                Err(_) => self.try_later(answer, is_online),
            },
            422 => match Refused::from_json(&answer.body) {
                Ok(refused) if !refused.errors.is_empty() => self.refused(refused),
                _ => self.turned_away(answer.status),
            },
            status if is_passing(status) => self.try_later(answer, is_online),
            // Whether there shall be a second one is the visitor's to say.
            409 => {
                self.sending.sent = None;
                [vec![Effect::Renew, Effect::Keep], self.fail(Trouble::Received, answer.status)].concat()
            }
            status => self.turned_away(status),
        }
    }

    fn turned_away(&mut self, status: u16) -> Vec<Effect> {
        [self.sending.other(), self.fail(Trouble::Refused, status)].concat()
    }

    fn accepted(&mut self, accepted: Accepted) -> Vec<Effect> {
        let receipt = accepted.receipt.clone();
        self.answers = Default::default();
        self.sending.sent = None;
        self.phase = Phase::Done(Box::new(accepted));
        vec![Effect::Focus(Spot::Step), Effect::Tell(receipt)]
    }

    fn refused(&mut self, refused: Refused) -> Vec<Effect> {
        let mut problems: Vec<Problem> = refused
            .errors
            .into_iter()
            .map(|field| {
                let unknown = || FieldError::new(&field.field, Code::WrongShape);
                let error = field.error().unwrap_or_else(unknown);
                Problem { error, said: Some(field.message).filter(|said| !said.is_empty()) }
            })
            .collect();
        if problems.iter().all(|problem| problem.error.code.is_about_token()) {
            if self.sending.refusals == MOST_REFUSALS {
                return self.fail(Trouble::Unreachable, 422);
            }
            self.sending.refusals += 1;
            self.sending.drop_ticket();
            return self.go_on();
        }
        let is_trap = |error: &FieldError| error.field == "website" && error.code == Code::UnknownField;
        // The page has found nothing with the same rules: so the receiver's form is another by now.
        let is_renewed = problems.iter().any(|problem| !is_trap(&problem.error));
        for problem in problems.iter_mut().filter(|problem| problem.error.code == Code::UnknownField) {
            // No person has filled in the honeypot, but their password manager may have: it is emptied, and they send again.
            let code = if is_trap(&problem.error) { Code::TooEarly } else { Code::UnknownField };
            *problem = Problem { error: FieldError::new("", code), said: None };
        }
        if problems.iter().any(|problem| problem.error.code == Code::TooEarly) {
            self.website.clear();
        }
        problems.dedup();
        // A token is good for one submission.
        self.sending.drop_ticket();
        let mut effects = self.sending.other();
        if problems.iter().any(|problem| problem.error.code == Code::ConsentOutdated) {
            self.agreed = false;
            self.shared = false;
        }
        if is_renewed {
            effects.push(Effect::Refresh);
        }
        effects.extend(self.sending.prepare());
        effects.extend(self.show(problems));
        effects
    }

    fn fail(&mut self, trouble: Trouble, status: u16) -> Vec<Effect> {
        self.sending.round += 1;
        if let Ticket::Asked | Ticket::Searching(..) = self.sending.ticket {
            self.sending.ticket = Ticket::None;
        }
        self.phase = Phase::Failed(trouble);
        let mut effects = vec![Effect::Focus(Spot::Summary)];
        if trouble != Trouble::Received {
            effects.push(Effect::Complain(status));
        }
        effects
    }

    /// Waits for the network, or for a while that grows.
    fn try_later(&mut self, answer: &Answered, is_online: bool) -> Vec<Effect> {
        let again = Event::Again(self.sending.round);
        if !is_online {
            self.sending.offline = true;
            return vec![Effect::WhenOnline(again)];
        }
        self.sending.attempts += 1;
        if self.sending.attempts == MOST_ATTEMPTS {
            return self.fail(Trouble::Unreachable, answer.status);
        }
        let doubled = FIRST_PAUSE_MS << (self.sending.attempts - 1);
        let asked = answer.retry_after_s.map_or(0, |seconds| seconds.saturating_mul(1_000));
        // Of many pages that would wait longer than the longest pause, not all come back at once.
        let is_spread = asked == 0 || asked > LONGEST_PAUSE_MS;
        vec![Effect::Later(doubled.max(asked).min(LONGEST_PAUSE_MS), is_spread, again)]
    }
}

/// The address for tokens beside one for submissions; none where a receiver of another kind stands.
pub(crate) fn token_address(endpoint: &str) -> Option<String> {
    let base = endpoint.strip_suffix("submissions")?;
    base.ends_with('/').then(|| [base, "token"].concat())
}
