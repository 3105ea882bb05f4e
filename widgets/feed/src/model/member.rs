//! Members: the organisations of the network.

use super::record::record;
use super::{
    Contact, CorporateNumber, EventTime, Figure, Id, Link, PartialDate, Participant, Place, Text, Token, Url,
    scalar::words,
};

words! {
    /// What kind of organisation a member is.
    MemberKind {
        /// NPO.
        Npo = "npo",
        /// 財団.
        Foundation = "foundation",
        /// 社団, or an association without legal form.
        Association = "association",
        /// 会社.
        Company = "company",
        /// 自治体.
        Municipality = "municipality",
        /// 学校.
        School = "school",
        /// 商工会議所・商工会.
        Chamber = "chamber",
    }
}

words! {
    /// The legal form under which a member is registered.
    LegalForm {
        /// 合同会社
        GodoKaisha = "godo-kaisha",
        /// 株式会社
        KabushikiKaisha = "kabushiki-kaisha",
        /// NPO法人 (特定非営利活動法人)
        NpoHojin = "npo-hojin",
        /// 一般社団法人
        IppanShadan = "ippan-shadan",
        /// 一般財団法人
        IppanZaidan = "ippan-zaidan",
        /// 公益社団法人
        KoekiShadan = "koeki-shadan",
        /// 公益財団法人
        KoekiZaidan = "koeki-zaidan",
        /// 任意団体
        NiniDantai = "nini-dantai",
        /// 自治体
        Jichitai = "jichitai",
    }
}

words! {
    /// How a member takes part.
    Tier {
        /// アライアンスメンバー: runs the network with the others.
        Alliance = "alliance",
        /// RAN会員: supports it or benefits from it.
        Ran = "ran",
    }
}

words! {
    /// Who leads the regional HR department.
    Leadership {
        /// 行政主導
        Public = "public",
        /// 民間主導
        Private = "private",
        /// 官民両方
        Both = "both",
    }
}

words! {
    /// The population of the region, in bands: the size of a region decides much of what works there.
    PopulationBand {
        /// Below 10,000.
        Under10k = "under-10k",
        /// 10,000 to 50,000.
        From10k = "10k-50k",
        /// 50,000 to 100,000.
        From50k = "50k-100k",
        /// 100,000 to 200,000.
        From100k = "100k-200k",
        /// 200,000 to 500,000.
        From200k = "200k-500k",
        /// 500,000 and more.
        From500k = "over-500k",
    }
}

/// An organisation of the network.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// Its id.
    pub id: Id,
    /// Its registered name, with the legal form as it is written: NPO法人MEGURU.
    pub name: Text,
    /// How the name is read.
    pub kana: Option<Text>,
    /// The name in short.
    pub short_name: Option<Text>,
    /// Names under which it works, apart from the legal entity: 塩尻の人事部.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub brands: Vec<Brand>,
    /// What kind of organisation it is.
    pub kind: Option<MemberKind>,
    /// Its legal form.
    pub legal_form: Option<LegalForm>,
    /// Its corporate number (法人番号).
    pub corporate_number: Option<CorporateNumber>,
    /// How it takes part.
    pub tier: Option<Tier>,
    /// Since when it takes part.
    pub since: Option<PartialDate>,
    /// When it was founded; in the future for one that is being set up (設立予定).
    pub founded: Option<PartialDate>,
    /// Who leads the regional HR department.
    pub leadership: Option<Leadership>,
    /// Where it is.
    pub place: Option<Box<Place>>,
    /// Where it works.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub areas: Vec<Place>,
    /// The population of its region.
    pub population_band: Option<PopulationBand>,
    /// The population of its region as it is said: 14–15万人.
    pub population: Option<Text>,
    /// What it is good at: ids of themes.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub themes: Vec<Id>,
    /// What it offers.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub services: Vec<Service>,
    /// The programmes it runs: ids. A programme may also name its members.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub programmes: Vec<Id>,
    /// Who works there. People with several roles stand in the feed's `people`.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub people: Vec<Participant>,
    /// Its site.
    pub url: Option<Url>,
    /// Its logo.
    pub logo: Option<Url>,
    /// A picture.
    pub image: Option<Url>,
    /// What it does, in a sentence.
    pub summary: Option<Text>,
    /// What it does, in Markdown.
    pub description: Option<Text>,
    /// How to reach it.
    pub contact: Option<Box<Contact>>,
    /// Where 「相談する」 leads, if elsewhere than `contact`.
    pub consult: Option<Box<Contact>>,
    /// Further pages.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub links: Vec<Link>,
    /// What came of its work.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub figures: Vec<Figure>,
    /// The signed statement that it belongs to the alliance.
    pub credential: Option<Token>,
    /// When this entry was last changed.
    pub updated: Option<EventTime>,
}

record!(Member { id, name } with {
    kana, short_name, brands, kind, legal_form, corporate_number, tier, since, founded, leadership, place,
    areas, population_band, population, themes, services, programmes, people, url, logo, image, summary,
    description, contact, consult, links, figures, credential, updated,
});

impl Member {
    /// Where 「相談する」 leads, if anyone can be reached.
    #[must_use]
    pub fn consultation(&self) -> Option<&Contact> {
        self.consult.as_deref().or(self.contact.as_deref()).filter(|contact| contact.is_reachable())
    }

    /// Its themes, and those of its services.
    pub fn all_themes(&self) -> impl Iterator<Item = &Id> {
        self.themes.iter().chain(self.services.iter().flat_map(|service| &service.themes))
    }

    /// Where it is and where it works, the first being where it is.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.place.as_deref().into_iter().chain(&self.areas)
    }
}

/// A name under which a member works: 石巻人事部.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Brand {
    /// The name.
    pub name: Text,
    /// How it is read.
    pub kana: Option<Text>,
    /// What it stands for, in a sentence.
    pub summary: Option<Text>,
    /// Its page.
    pub url: Option<Url>,
    /// Its logo.
    pub logo: Option<Url>,
}

record!(Brand { name } with { kana, summary, url, logo });

/// Something that a member offers.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Service {
    /// What it is called.
    pub name: Text,
    /// What it is, in Markdown.
    pub description: Option<Text>,
    /// What it is about: ids of themes.
    #[cfg_attr(feature = "serialize", serde(default))]
    pub themes: Vec<Id>,
    /// What it costs.
    pub fee: Option<Text>,
    /// Its page.
    pub url: Option<Url>,
}

record!(Service { name } with { description, themes, fee, url });
