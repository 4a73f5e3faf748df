//! Types of agreements.

use crate::i18n::Locale;
use crate::ids::{AgreementId, AreaId, CommitmentId, ForumId, OrganisationId, PrincipleId, ThemeId};

codes! {
    /// A side of an agreement.
    pub enum Side {
        /// Civil society.
        CivilSociety = "civil_society",
        /// The public side: city or region.
        Public = "public",
        /// Both, or mixed.
        Both = "both",
    }
}

codes! {
    /// A forum's mark: its hue and shape, the same everywhere.
    pub enum ForumMark {
        /// Member care: a circle.
        Member = "member",
        /// Voice-bearer: a triangle.
        Voice = "voice",
        /// Service provider: a square.
        Service = "service",
    }
}

codes! {
    /// What a date of the year is, which meetings are planned beside.
    pub enum YearDateKind {
        /// The budget process; one that lasts at most a week is a decision.
        Budget = "budget",
        /// The annual accounts.
        Accounts = "accounts",
        /// An election.
        Election = "election",
        /// Schools have holidays.
        SchoolHoliday = "school_holiday",
        /// Something else that is good to know.
        Other = "other",
    }
}

impl ForumMark {
    /// CSS class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Voice => "voicebearer",
            Self::Service => "service",
        }
    }
}

/// A text in both languages of the interface.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in a language.
    pub fn get(&self, l: Locale) -> &str {
        match l {
            Locale::Sv => &self.sv,
            Locale::En => &self.en,
        }
    }
}

/// A principle.
#[derive(Debug, Clone)]
pub struct Principle {
    /// Id.
    pub id: PrincipleId,
    /// Number, for reference; numbering is not ranking (rule 8).
    pub number: i64,
    /// Title.
    pub title: Bilingual,
    /// Text.
    pub text: Bilingual,
}

/// A commitment.
#[derive(Debug, Clone)]
pub struct Commitment {
    /// Id.
    pub id: CommitmentId,
    /// Number.
    pub number: i64,
    /// Whose it is.
    pub owner: Side,
    /// Title.
    pub title: Bilingual,
    /// Text.
    pub text: Bilingual,
    /// Numbers of the principles it rests on, in the document's order.
    pub principles: Vec<i64>,
}

/// An area or a theme.
#[derive(Debug, Clone)]
pub struct Tag<Id> {
    /// Id.
    pub id: Id,
    /// Word in addresses.
    pub slug: String,
    /// Name.
    pub name: Bilingual,
    /// No longer offered for new things.
    pub retired: bool,
    /// Column and row of an area's tile on the schematic map, where the agreement says it.
    pub tile: Option<(i64, i64)>,
}

/// A day of a year: month and day.
pub type MonthDay = (u32, u32);

/// A date that comes back each year, or stands in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearDate {
    /// The agreement's word for it.
    pub slug: String,
    /// What it is.
    pub kind: YearDateKind,
    /// What it is called.
    pub title: Bilingual,
    /// First day.
    pub from: MonthDay,
    /// Last day; before the first one: in the year after.
    pub to: MonthDay,
    /// The year of the first day; none: every year.
    pub year: Option<i32>,
}

/// How a forum or a body works since a proposal passed by consensus, until the agreement's file says it too (M22).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The forum.
    pub forum_id: Option<ForumId>,
    /// The body.
    pub body_id: Option<OrganisationId>,
    /// Number of the proposal.
    pub number: i64,
    /// The text, as HTML.
    pub html: String,
    /// The text, as it was written.
    pub text: String,
    /// Language of it.
    pub lang: String,
    /// Since when.
    pub since_on: chrono::NaiveDate,
}

/// A forum (M01).
#[derive(Debug, Clone)]
pub struct Forum {
    /// Id.
    pub id: ForumId,
    /// Word in addresses.
    pub slug: String,
    /// Mark.
    pub mark: ForumMark,
    /// Name.
    pub name: Bilingual,
    /// Purpose, two sentences.
    pub purpose: Bilingual,
    /// Who may take part.
    pub participation: Bilingual,
    /// Who leads it.
    pub led_by: Bilingual,
    /// How to take part, as HTML; empty where the agreement does not say.
    pub how_html: Bilingual,
    /// No longer in use for new issues.
    pub retired: bool,
}

/// An agreement with all that is settled about it.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Id.
    pub id: AgreementId,
    /// Word in addresses.
    pub slug: String,
    /// Name.
    pub name: Bilingual,
    /// City or region.
    pub place: Bilingual,
    /// What happens here, in a sentence.
    pub lead: Bilingual,
    /// About it, as HTML.
    pub about_html: Bilingual,
    /// Its vision.
    pub vision: Bilingual,
    /// What the body that does the kansli's work is called here.
    pub curator_name: Bilingual,
    /// City or region as an organisation.
    pub public_party_id: OrganisationId,
    /// The body that does the kansli's work.
    pub curator_id: OrganisationId,
    /// Word in its address.
    pub curator_slug: String,
    /// The body that confirms accession.
    pub confirming_id: OrganisationId,
    /// The body that hears appeals.
    pub steering_id: OrganisationId,
    /// Its name.
    pub steering_name: String,
    /// Date of signing, ISO 8601.
    pub signed_on: Option<String>,
    /// Principles, by number.
    pub principles: Vec<Principle>,
    /// Commitments, by number.
    pub commitments: Vec<Commitment>,
    /// Areas, in order.
    pub areas: Vec<Tag<AreaId>>,
    /// Themes, in order.
    pub themes: Vec<Tag<ThemeId>>,
    /// Forums, in order; none in some agreements.
    pub forums: Vec<Forum>,
    /// Dates of the year that meetings are planned beside, in order.
    pub year_dates: Vec<YearDate>,
    /// How forums and bodies work since proposals passed that the agreement's file does not say yet.
    pub ways: Vec<Way>,
}

impl Agreement {
    /// A forum by its slug.
    pub fn forum(&self, slug: &str) -> Option<&Forum> {
        self.forums.iter().find(|f| f.slug == slug)
    }
    /// A forum by its id.
    pub fn forum_by_id(&self, id: Option<ForumId>) -> Option<&Forum> {
        self.forums.iter().find(|f| Some(f.id) == id)
    }
    /// A principle by its number.
    pub fn principle(&self, number: i64) -> Option<&Principle> {
        self.principles.iter().find(|p| p.number == number)
    }
    /// A commitment by its number.
    pub fn commitment(&self, number: i64) -> Option<&Commitment> {
        self.commitments.iter().find(|c| c.number == number)
    }
    /// An area by its slug.
    pub fn area(&self, slug: &str) -> Option<&Tag<AreaId>> {
        self.areas.iter().find(|a| a.slug == slug)
    }
    /// An area by its id.
    pub fn area_by_id(&self, id: AreaId) -> Option<&Tag<AreaId>> {
        self.areas.iter().find(|a| a.id == id)
    }
    /// A theme by its slug.
    pub fn theme(&self, slug: &str) -> Option<&Tag<ThemeId>> {
        self.themes.iter().find(|t| t.slug == slug)
    }
}
