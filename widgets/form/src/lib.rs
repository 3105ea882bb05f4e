//! The rules of a form, the same for the page and the receiver: one crate, no second copy.
//!
//! | module | what is in it |
//! | --- | --- |
//! | [`answers`] | what someone answers, by the ids of the fields |
//! | [`normalise`](mod@normalise) | every way to type the same becomes one |
//! | [`validate`](mod@validate) | which fields are asked, what is wrong with an answer, and what is kept |
//! | [`error`] | the mistakes: stable codes, and in three languages how to mend each |
//! | [`consent`] | the exact text that someone agrees to, and the receipt for it |
//! | [`postcodes`] | the address of a postcode, from files that are split by prefix |
//! | [`proof`] | SHA-256 and the small proof of work against robots |
//! | [`wire`] | what page and receiver send each other |
//!
//! # The wire
//!
//! `GET /api/forms/{form}/token` answers a [`wire::FormToken`]:
//! `{"token":"…","difficulty":16,"not_before_ms":3000}`.
//! The page asks for it when the first letter is typed; it looks for a [`proof`] while the visitor types.
//!
//! `POST /api/forms/{form}/submissions` with `Content-Type: application/json` and the header `Idempotency-Key` (a UUID
//! that the page makes at the first rendering and keeps through every repetition) takes a [`wire::Submission`]:
//!
//! ```json
//! {
//!   "answers": { "name": "見本 はな子", "themes": ["women", "seniors"], "slack-rules": "yes" },
//!   "consent": { "agreed": true, "sharing": false, "version": "2026-04-01", "lang": "ja", "sha256": "9f86…" },
//!   "token": "…", "proof": "51203", "website": ""
//! }
//! ```
//!
//! | status | body | the page |
//! | --- | --- | --- |
//! | 201 | [`wire::Accepted`]: `{"receipt":"…","consent_receipt":{…}}`; the same again for the same key | thanks |
//! | 422 | [`wire::Refused`]: `{"errors":[{"field":"email","code":"bad-email","message":"…"}]}` | shows the errors; of a mistake with the token (`field` is empty) it fetches a new one and tries again by itself |
//! | 408, 425, 429, 5xx, no answer | any | tries again with the same key, ever more slowly, and not before the seconds of `Retry-After`, of which it heeds 30 |
//! | 409: other answers were taken under this key | any | says so, and sends these under a new key if the person sends again |
//! | any other | any | says that it did not work, and keeps what was typed |
//!
//! `website` is the honeypot: no person sees the field, so a receiver takes a submission that has it filled for a
//! robot's. From the page alone, an answer that was lost looks like a request that was: a receiver that has committed
//! answers 201 again.

pub mod answers;
pub mod consent;
pub mod error;
pub mod normalise;
pub mod postcodes;
pub mod proof;
pub mod validate;
pub mod wire;

pub use answers::{Answer, Answers};
pub use consent::{consent_text, consent_version};
pub use error::{Code, FieldError};
pub use normalise::normalise;
pub use validate::{NoPatterns, Patterns, Valid, validate, validate_consent};
