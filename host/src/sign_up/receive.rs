//! One submission: checked by the form's own rules, kept, and answered.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use ran_feed::model::{Feed, Form, Lang};
use ran_form::wire::{ConsentReceipt, Refused, Submission};
use ran_form::{Code, FieldError, Valid, proof, validate, validate_consent};
use sha2::{Digest as _, Sha256};
use tokio::task::JoinError;

use super::forms::Rules;
use super::metrics::Metrics;
use super::outbox::{Intended, Occasion, letters};
use super::rate::Taken;
use super::show::ZONE;
use super::state::State;
use super::store::{Failure, Keeping, Record};
use super::{answers, chance};
use crate::patterns::Compiled;

/// How often a receipt's number that is taken is replaced by another. One in 2⁶⁰ is.
const RECEIPTS: usize = 3;

/// What came of a submission.
pub(crate) enum Outcome {
    /// It is in the database now.
    Kept(Box<Record>),
    /// It is in the database since an earlier time.
    Repeated(Box<Record>),
    /// It has mistakes that its sender can mend.
    Refused(Refused),
    /// Another submission of the same name is in the database.
    Conflict,
    /// The feed has no such form.
    NoForm,
    /// The feed or the database cannot be used just now.
    Unavailable,
}

/// A submission on its way.
pub(crate) struct Arrival {
    /// The id of the form in the address.
    pub(crate) form: String,
    /// The name that the page has given to the submission.
    pub(crate) name: String,
    pub(crate) submission: Submission,
}

/// Takes a submission. This runs to its end even if nobody waits for the answer any more.
pub(crate) async fn receive(state: &Arc<State>, arrival: Arrival) -> Outcome {
    let state = Arc::clone(state);
    let task = tokio::spawn(async move {
        let begun = Instant::now();
        let taking = Arc::clone(&state);
        // A task of its own: a panic ends it alone, and is counted.
        let taken = tokio::spawn(async move { arrival.take(&taking).await }).await;
        let outcome = outcome(taken);
        count(&state.metrics, &outcome, begun.elapsed());
        outcome
    });
    task.await.unwrap_or(Outcome::Unavailable)
}

/// What a taking came to that may have failed, or panicked: of a panic the log has its own line.
fn outcome(taken: Result<Result<Outcome, Failure>, JoinError>) -> Outcome {
    match taken {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(failure)) => {
            crate::journal::line("submission", &[("trouble", failure.to_string().into())]);
            Outcome::Unavailable
        }
        Err(_) => Outcome::Unavailable,
    }
}

fn count(metrics: &Metrics, outcome: &Outcome, time: Duration) {
    match outcome {
        Outcome::Kept(_) => metrics.took(time),
        Outcome::Repeated(_) => metrics.repeated.add(),
        Outcome::Refused(_) => metrics.refused.add(),
        Outcome::Conflict => metrics.conflicting.add(),
        Outcome::NoForm => metrics.malformed.add(),
        Outcome::Unavailable => metrics.failed.add(),
    }
}

impl Arrival {
    async fn take(&self, state: &State) -> Result<Outcome, Failure> {
        let Some(rules) = state.forms.rules().await else { return Ok(Outcome::Unavailable) };
        let Rules { feed, patterns } = &*rules;
        let Some(form) = feed.form(&self.form) else {
            return Ok(self.kept_before(state).await?.unwrap_or(Outcome::NoForm));
        };
        let now_ms = unix_ms();
        let (token, valid) = match self.check(state, form, patterns, now_ms) {
            Ok(good) => good,
            // What was good when it was kept stays so, though its token is too old by now or the form has changed.
            Err(errors) => {
                return Ok(self.kept_before(state).await?.unwrap_or_else(|| self.refuse(form, &errors)));
            }
        };
        for _ in 0..RECEIPTS {
            let Ok((record, entries, taken)) = self.record(state, feed, form, &token, &valid, now_ms) else {
                // Never kept as nothing.
                let trouble = "it cannot be written as JSON";
                crate::journal::line("submission", &[("trouble", trouble.into())]);
                return Ok(Outcome::Unavailable);
            };
            let kept = state.store.keep(&record, &entries).await;
            // A page that repeats itself, through a database that is away too, must not use its own letter up.
            if let Some(taken) = taken
                && !matches!(kept, Ok(Keeping::New))
            {
                taken.give_back();
            }
            match kept? {
                Keeping::New => {
                    state.news.notify_one();
                    return Ok(Outcome::Kept(Box::new(record)));
                }
                Keeping::Before(before) => return Ok(self.same_or_conflict(before)),
                Keeping::TokenUsed => return Ok(self.refuse(form, &[FieldError::new("", Code::BadToken)])),
                Keeping::ReceiptTaken => (),
            }
        }
        Ok(Outcome::Unavailable)
    }

    /// The name of the token and the answers, if all is well with both. A robot's token is not worth reading answers.
    fn check(
        &self,
        state: &State,
        form: &Form,
        patterns: &Compiled,
        now_ms: i64,
    ) -> Result<(String, Valid), Vec<FieldError>> {
        let Submission { answers, consent, token, proof, website } = &self.submission;
        let whole = |code| vec![FieldError::new("", code)];
        if !website.is_empty() {
            // Said aloud and not passed over in silence: a password manager may have filled it in for a person.
            return Err(vec![FieldError::new("website", Code::UnknownField)]);
        }
        let name = state.tokens.check(form.id.as_str(), token, now_ms).map_err(whole)?;
        if !proof::holds(token, proof, state.difficulty) {
            return Err(whole(Code::BadProof));
        }
        match (validate(form, answers, self.lang(), patterns), validate_consent(form, consent)) {
            (Ok(valid), Ok(())) => Ok((name, valid)),
            (answers, consent) => {
                Err([answers.err(), consent.err()].into_iter().flatten().flatten().collect())
            }
        }
    }

    fn refuse(&self, form: &Form, errors: &[FieldError]) -> Outcome {
        Outcome::Refused(Refused::new(errors, form, self.lang()))
    }

    /// The language in which the form was filled in.
    fn lang(&self) -> Lang {
        self.submission.consent.lang()
    }

    /// A repetition of what is in the database already, or something else under its name.
    async fn kept_before(&self, state: &State) -> Result<Option<Outcome>, Failure> {
        let before = state.store.submission(&self.name).await?;
        Ok(before.map(|before| self.same_or_conflict(Box::new(before))))
    }

    fn same_or_conflict(&self, before: Box<Record>) -> Outcome {
        if before.digest != self.digest() {
            return Outcome::Conflict;
        }
        Outcome::Repeated(before)
    }

    /// Of what somebody filled in; a repetition may come with another token.
    fn digest(&self) -> String {
        let Submission { answers, consent, .. } = &self.submission;
        let said = Submission { answers: answers.clone(), consent: consent.clone(), ..Submission::default() };
        proof::hex(&Sha256::digest(format!("{}\n{}", self.form, said.to_json())))
    }

    /// The record, what is to be told, and what was counted for its applicant.
    fn record<'a>(
        &self,
        state: &'a State,
        feed: &Feed,
        form: &Form,
        token: &str,
        valid: &Valid,
        now_ms: i64,
    ) -> Result<(Record, Vec<Intended>, Option<Taken<'a>>), serde_json::Error> {
        let consent = &self.submission.consent;
        let lang = consent.lang();
        let receipt = chance::receipt();
        let answers = answers::keep(form, valid.answers());
        let agreed = form.consent.as_ref().map(|_| {
            ConsentReceipt::new(form, consent, &local_time(now_ms, feed.time_zone(), "%Y-%m-%dT%H:%M:%S%:z"))
        });
        let occasion = Occasion {
            alliance: feed.alliance.as_ref(),
            form,
            lang,
            receipt: &receipt,
            time: &local_time(now_ms, ZONE, "%Y-%m-%d %H:%M"),
            answers: &answers,
            sharing: agreed.as_ref().is_some_and(|agreed| agreed.sharing),
        };
        let mut taken = None;
        let may_write = |address: &str| {
            taken = state.mails.take_text(&mailbox(address)).ok();
            taken.is_some()
        };
        let entries = letters(&occasion, state.mail.as_ref(), state.has_webhook, may_write);
        let record = Record {
            submission: self.name.clone(),
            token: token.to_owned(),
            form: self.form.clone(),
            lang: lang.tag().to_owned(),
            digest: self.digest(),
            answers: serde_json::to_string(&answers)?,
            consent: serde_json::to_string(&agreed)?,
            taken_ms: now_ms,
            receipt,
        };
        Ok((record, entries, taken))
    }
}

/// The mailbox of an address, however it is written: what stands after a `+` is for its owner to sort by.
fn mailbox(address: &str) -> String {
    let address = address.trim().to_lowercase();
    let Some((name, domain)) = address.rsplit_once('@') else { return address };
    let name = name.split('+').next().filter(|name| !name.is_empty()).unwrap_or(name);
    format!("{name}@{domain}")
}

/// A time as people of a zone write it.
pub(crate) fn local_time(unix_ms: i64, zone: &str, format: &str) -> String {
    let time = Timestamp::from_millisecond(unix_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    time.to_zoned(crate::feed::zone(zone)).strftime(format).to_string()
}

/// Milliseconds since 1970 (UTC).
pub(crate) fn unix_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Metrics, Outcome, count, local_time, mailbox, outcome};

    #[tokio::test]
    async fn a_panic_is_counted_as_a_failure() {
        let metrics = Metrics::default();
        let taken = tokio::spawn(async { panic!("a panic of a test") }).await;
        let outcome = outcome(taken);
        assert!(matches!(outcome, Outcome::Unavailable));
        count(&metrics, &outcome, Duration::ZERO);
        let page = metrics.page(None, true);
        assert!(page.contains("ran_submissions_total{outcome=\"failed\"} 1\n"), "{page}");
    }

    #[test]
    fn a_mailbox_has_many_addresses() {
        for (address, expected) in [
            ("hanako@example.jp", "hanako@example.jp"),
            (" Hanako+ran@Example.JP", "hanako@example.jp"),
            ("+ran@example.jp", "+ran@example.jp"),
            ("a@b@example.jp", "a@b@example.jp"),
            ("hanako", "hanako"),
        ] {
            assert_eq!(mailbox(address), expected, "{address}");
        }
    }

    #[test]
    fn a_zone_that_nobody_knows_is_that_of_japan() {
        for (zone, expected) in [
            ("Asia/Tokyo", "1970-01-01 09:00 +09:00"),
            ("Asia/Nowhere", "1970-01-01 09:00 +09:00"),
            ("", "1970-01-01 09:00 +09:00"),
            ("UTC", "1970-01-01 00:00 +00:00"),
        ] {
            assert_eq!(local_time(0, zone, "%Y-%m-%d %H:%M %:z"), expected, "{zone}");
        }
    }
}
