//! What a feed says, as types that cannot hold a bad value. The serde types are the source, and the JSON Schema is
//! generated from them.
//!
//! Optional lists are empty when the feed has none, and `null` is the same as nothing.

mod alliance;
mod codes;
mod contact;
mod event;
mod feed;
mod figure;
mod form;
mod id;
pub(crate) mod index;
pub mod markdown;
mod member;
mod organisation;
mod person;
mod place;
mod prefectures;
mod programme;
pub mod readings;
mod record;
pub(crate) mod scalar;
pub(crate) mod table;
mod text;
mod theme;
mod time;
mod url;

pub use alliance::{Alliance, Membership, PublicKey};
pub use codes::{CorporateNumber, Email, MunicipalityCode, Postcode, PrefectureCode, Tel, Token};
pub use contact::{Contact, Link, LinkKind};
pub use event::{Audience, Event, EventKind, EventStatus, Mode, Override, Session};
pub use feed::{Feed, Role};
pub use figure::{Exactness, Figure, Fuzzy};
pub use form::{Choice, Consent, Field, FieldKind, Form, Sharing, ShowIf, Step};
pub use id::Id;
pub use member::{Brand, Leadership, LegalForm, Member, MemberKind, PopulationBand, Service, Tier};
pub use organisation::{Operation, SupportRole, Supporter};
pub use person::{Affiliation, Participant, Person};
pub use place::{Coordinates, Degrees, Place, Precision};
pub use programme::{Campaign, Programme, RunState, Series};
pub use table::{Identified, Table};
pub use text::{Lang, Text};
pub use theme::Theme;
pub use time::{EventTime, PartialDate, Rrule, TimeZone};
pub use url::Url;

pub use crate::civil::{CivilDate, CivilDateTime};
