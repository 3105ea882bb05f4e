//! Telling people about a sign-up: written into the same transaction as the record, delivered until it has arrived.
//!
//! An entry is claimed for a while, so that of several receivers one delivers it. When a receiver dies between the
//! other side's "taken" and its own note of it, or cannot reach the database until another one has claimed it, the entry
//! is delivered a second time, under the same `Message-ID` or `Idempotency-Key`: no protocol of mail lets one know
//! better.

mod deliver;
mod letters;
mod mail;
mod webhook;

use std::time::Duration;

pub(crate) use deliver::{Courier, Means, Pace};
pub(crate) use letters::{Occasion, letters};
pub use mail::Mail;
pub use webhook::Webhook;

/// Something to tell somebody.
#[derive(Clone, Debug)]
pub(crate) struct Entry<Words = Letter> {
    /// Its name, which the other side sees and can know it by.
    pub(crate) id: String,
    pub(crate) channel: Channel,
    /// An address for mail; empty for the webhook, whose address is a secret of the configuration.
    pub(crate) recipient: String,
    pub(crate) words: Words,
}

/// Something that somebody should be told. Without words it is left out, which is noted, and never sent.
pub(crate) type Intended = Entry<Option<Letter>>;

/// What is said.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// Empty in a chat.
    pub(crate) subject: String,
    pub(crate) body: String,
}

/// To whom, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channel {
    /// Mail to the person who signed up.
    Applicant,
    /// Mail to the people who keep the sign-ups.
    Secretariat,
    /// A message to a chat.
    Webhook,
}

/// What is delivered by the same means: by mail, or to the chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    Mail,
    Chat,
}

impl Channel {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Secretariat => "secretariat",
            Self::Webhook => "webhook",
        }
    }

    pub(crate) fn lane(self) -> Lane {
        match self {
            Self::Applicant | Self::Secretariat => Lane::Mail,
            Self::Webhook => Lane::Chat,
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Applicant, Self::Secretariat, Self::Webhook]
            .into_iter()
            .find(|channel| channel.as_str() == name)
    }
}

/// Why an entry has not arrived.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// In words without personal data: servers like to repeat the address that they do not know.
    pub(crate) what: String,
    /// Whether the other side has said that it never will take it.
    pub(crate) permanent: bool,
    /// How long the other side wants to be left alone.
    pub(crate) wait: Option<Duration>,
}

impl Trouble {
    pub(crate) fn passing(what: impl Into<String>) -> Self {
        Self { what: what.into(), permanent: false, wait: None }
    }

    pub(crate) fn permanent(what: impl Into<String>) -> Self {
        Self { what: what.into(), permanent: true, wait: None }
    }
}
