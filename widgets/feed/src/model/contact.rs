//! How to reach someone, and links.

use super::record::record;
use super::{Email, Id, Tel, Text, Url, scalar::words};

/// A way to reach someone: also the route of 「相談する」.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// Who answers: 事務局.
    pub name: Option<Text>,
    /// What the link or button says: 「相談する」.
    pub label: Option<Text>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The telephone number.
    pub tel: Option<Tel>,
    /// The extension (内線).
    pub extension: Option<Text>,
    /// A page with a form.
    pub url: Option<Url>,
    /// A form of this feed.
    pub form: Option<Id>,
    /// When someone answers: 平日 9:00–17:00.
    pub hours: Option<Text>,
    /// Anything else to know.
    pub note: Option<Text>,
}

record!(Contact {} with { name, label, email, tel, extension, url, form, hours, note });

impl Contact {
    /// Whether it names a way that a link can lead. Which page shows a form of the feed, the feed does not know.
    #[must_use]
    pub fn is_reachable(&self) -> bool {
        self.email.is_some() || self.tel.is_some() || self.url.is_some()
    }
}

words! {
    /// What stands at the other end of a link.
    LinkKind {
        /// A site.
        Website = "website",
        /// A report of what happened.
        Report = "report",
        /// A recording.
        Archive = "archive",
        /// A video.
        Video = "video",
        /// Slides or another document.
        Document = "document",
        /// A leaflet.
        Leaflet = "leaflet",
        /// A page for signing up.
        SignUp = "sign-up",
        /// A meeting online.
        Meeting = "meeting",
        /// A page in a social network.
        Social = "social",
        /// An article about it.
        Article = "article",
    }
}

/// A link.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// What it says.
    pub label: Option<Text>,
    /// Where it leads.
    pub url: Url,
    /// What stands there.
    pub kind: Option<LinkKind>,
}

record!(Link { url } with { label, kind });
