//! SQL of bodies and seats. `body_id` is the body's organisation everywhere.

mod write;

pub use write::*;

use super::types::{AssociateKind, BodyKind, BodyRole, OwnRole, SeatPost, Sitting};
use crate::agreements::types::Side;
use crate::db::Conn;
use crate::error::Result;
use crate::ids::{AgreementId, AssociateId, CompetenceId, MeetingId, OfferId, OrganisationId, PersonId, SeatId};
use crate::meetings::types::{MeetingKind, MeetingState};
use crate::{fetch, scalar};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// A body with what is laid down about it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Body {
    /// Its organisation.
    pub body_id: OrganisationId,
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Which sides sit there.
    pub side: Side,
    /// Last day of its existence.
    pub ends_on: Option<NaiveDate>,
    /// Kind.
    pub kind: BodyKind,
    /// What it does, in Swedish.
    pub does_sv: String,
    /// The same in English.
    pub does_en: String,
    /// Who convenes it.
    pub convener_id: Option<OrganisationId>,
    /// Slug of that.
    pub convener_slug: Option<String>,
    /// Name of that.
    pub convener_name: Option<String>,
    /// On which side they stand.
    pub convener_side: Option<Side>,
    /// Seats of civil society.
    pub seats_civil: i64,
    /// Seats of the public side.
    pub seats_public: i64,
    /// As many from each side.
    pub equal_numbers: bool,
    /// Fewest people, both sides together.
    pub size_least: Option<i64>,
    /// Most people.
    pub size_most: Option<i64>,
    /// Civil society is there by those who chair or manage its organisations.
    pub civil_leaders: bool,
    /// How long terms are.
    pub term_months: Option<i64>,
    /// How often representation is reviewed, besides at every revision of the agreement.
    pub review_months: Option<i64>,
    /// Fewest meetings a year.
    pub meetings_least: Option<i64>,
    /// Most meetings a year.
    pub meetings_most: Option<i64>,
    /// When representation was reviewed last.
    pub reviewed_on: Option<NaiveDate>,
    /// Until when it is to be reviewed next.
    pub review_due_on: Option<NaiveDate>,
    /// No longer a body of this agreement.
    pub retired: bool,
    /// Who sits there now for civil society.
    pub civil: i64,
    /// Who sits there now for the public side.
    pub public: i64,
}

impl Body {
    /// Whether numbers that must be equal are not.
    pub fn is_unequal(&self) -> bool {
        self.equal_numbers && self.civil != self.public
    }
    /// How many people it has and should have, where there are fewer or more.
    pub fn wrong_size(&self) -> Option<(i64, i64, i64)> {
        let (least, most) = self.size_least.zip(self.size_most)?;
        let sits = self.civil + self.public;
        (sits < least || sits > most).then_some((sits, least, most))
    }
    /// It has ended, or belongs to the agreement no longer.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.retired || self.ends_on.is_some_and(|d| d < today)
    }
}

/// `$1` agreement, `$2` today.
macro_rules! bodies {
    ($tail:literal) => {
        concat!(
            "SELECT b.body_id, o.slug, o.name, o.side, o.ends_on, b.kind, b.does_sv, b.does_en, b.convener_id, c.slug AS convener_slug, c.name AS convener_name,
                c.side AS convener_side, b.seats_civil, b.seats_public, b.equal_numbers, b.size_least, b.size_most, b.civil_leaders, b.term_months, b.review_months, b.meetings_least, b.meetings_most,
                b.reviewed_on, (SELECT MIN(k.due_on) FROM clock k WHERE k.agreement_id = b.agreement_id AND k.body_id = b.body_id
                    AND k.kind = 'representation' AND k.closed_by IS NULL) AS review_due_on, b.retired,
                (SELECT COUNT(*) FROM seat s WHERE s.body_id = b.body_id AND s.side = 'civil_society' AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2)) AS civil,
                (SELECT COUNT(*) FROM seat s WHERE s.body_id = b.body_id AND s.side = 'public' AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2)) AS public
            FROM body b JOIN organisation o ON o.id = b.body_id LEFT JOIN organisation c ON c.id = b.convener_id WHERE b.agreement_id = $1 ",
            $tail
        )
    };
}

/// All bodies of an agreement, as its file has them.
pub async fn all(conn: &mut Conn, agreement: AgreementId, today: NaiveDate) -> Result<Vec<Body>> {
    const SQL: &str = bodies!("ORDER BY b.position, o.sort_key, b.body_id");
    Ok(fetch!(conn, Body, fetch_all, SQL, agreement, today)?)
}

/// The body at an address, or at an address that it once had.
pub async fn find(conn: &mut Conn, agreement: AgreementId, today: NaiveDate, slug: &str) -> Result<Option<Body>> {
    const SQL: &str =
        bodies!("AND (o.slug = $3 OR o.id = (SELECT x.organisation_id FROM organisation_old_slug x WHERE x.slug = $3)) ORDER BY (o.slug = $3) DESC LIMIT 1");
    Ok(fetch!(conn, Body, fetch_optional, SQL, agreement, today, slug)?)
}

/// Somebody who sits in a body, takes part in it, or is about to.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Holder {
    /// `seat` or `associate`.
    what: String,
    id: i64,
    /// Who. Never shown but by [`Holder::shown_name`] and to those who fill that side's seats.
    pub person_id: PersonId,
    /// Name.
    pub name: String,
    /// For which side.
    pub side: Side,
    /// How, of those without a seat.
    pub kind: Option<AssociateKind>,
    /// Post.
    pub post: Option<SeatPost>,
    /// Function.
    pub function: String,
    /// Number of the seat within its side.
    pub place: Option<i64>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// The organisation that the person comes from.
    pub organisation_name: Option<String>,
    /// Its slug.
    pub organisation_slug: Option<String>,
    /// What they are there, where it was asked.
    pub own_role: Option<OwnRole>,
    /// Who appointed.
    pub appointed_name: Option<String>,
    /// Slug of that.
    pub appointed_slug: Option<String>,
    /// The name may be shown to all.
    pub shows_name: bool,
    /// Version.
    pub version: i64,
    /// Meetings at which this seat was present.
    pub attended: i64,
    /// Meetings at which it was noted whether it was.
    pub noted: i64,
}

impl Holder {
    /// Its name in addresses and forms.
    pub fn sitting(&self) -> Sitting {
        if self.what == "seat" { Sitting::Seat(SeatId(self.id)) } else { Sitting::Associate(AssociateId(self.id)) }
    }
    /// A seat, and not a substitute or an expert.
    pub fn is_seat(&self) -> bool {
        self.kind.is_none()
    }
    /// It has begun.
    pub fn has_begun(&self, today: NaiveDate) -> bool {
        self.from_on <= today
    }
    /// It holds on a day.
    pub fn sits(&self, day: NaiveDate) -> bool {
        self.from_on <= day && self.to_on.is_none_or(|d| d >= day)
    }
    /// The name, where its owner agreed to that.
    pub fn shown_name(&self) -> Option<&str> {
        self.shows_name.then_some(self.name.as_str())
    }
}

/// Who sits in a body on a day or will, and who takes part without a seat.
pub async fn holders(conn: &mut Conn, body: OrganisationId, today: NaiveDate) -> Result<Vec<Holder>> {
    const SQL: &str = "SELECT 'seat' AS what, s.id, s.person_id, p.name, s.side, CAST(NULL AS TEXT) AS kind, s.post, s.function, s.place, s.from_on, s.to_on,
            f.name AS organisation_name, f.slug AS organisation_slug, s.own_role, a.name AS appointed_name, a.slug AS appointed_slug, s.shows_name, s.version,
            (SELECT COUNT(*) FROM body_attendance t WHERE t.seat_id = s.id AND t.present) AS attended,
            (SELECT COUNT(*) FROM body_attendance t WHERE t.seat_id = s.id) AS noted
        FROM seat s JOIN person p ON p.id = s.person_id LEFT JOIN organisation f ON f.id = s.organisation_id LEFT JOIN organisation a ON a.id = s.appointed_by_id
        WHERE s.body_id = $1 AND (s.to_on IS NULL OR s.to_on >= $2)
        UNION ALL
        SELECT 'associate', s.id, s.person_id, p.name, s.side, s.kind, NULL, s.function, NULL, s.from_on, s.to_on, f.name, f.slug, NULL, a.name, a.slug,
            s.shows_name, s.version, 0, 0
        FROM associate s JOIN person p ON p.id = s.person_id LEFT JOIN organisation f ON f.id = s.organisation_id LEFT JOIN organisation a ON a.id = s.appointed_by_id
        WHERE s.body_id = $1 AND (s.to_on IS NULL OR s.to_on >= $2)";
    let mut all = fetch!(conn, Holder, fetch_all, SQL, body, today)?;
    // the chair first, then by number; names would tell who is who
    all.sort_by_key(|h| (h.kind, h.side, h.post.is_none(), h.post, h.place.is_none(), h.place, h.from_on, h.id));
    Ok(all)
}

/// What hangs on a body: who appoints and finances, what it needs to know and who of it does.
#[derive(Debug, Clone, sqlx::FromRow)]
struct TiedRow {
    what: String,
    role: Option<BodyRole>,
    id: i64,
    slug: String,
    name: String,
    side: Option<Side>,
    lang: String,
    seat_id: Option<SeatId>,
    associate_id: Option<AssociateId>,
}

/// An organisation that appoints or finances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Which of the two.
    pub role: BodyRole,
    /// Organisation.
    pub organisation_id: OrganisationId,
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Its side.
    pub side: Side,
}

/// Something that a body needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competence {
    /// Id.
    pub id: CompetenceId,
    /// What.
    pub name: String,
    /// Language of that.
    pub lang: String,
    /// Who knows it, of those who sat there at any time.
    pub by: Vec<Sitting>,
}

/// Who appoints and finances, and what the body needs to know.
pub async fn tied(conn: &mut Conn, agreement: AgreementId, body: OrganisationId) -> Result<(Vec<Party>, Vec<Competence>)> {
    const SQL: &str = "SELECT 'party' AS what, p.role, p.organisation_id AS id, o.slug, o.name, o.side, '' AS lang, CAST(NULL AS BIGINT) AS seat_id,
            CAST(NULL AS BIGINT) AS associate_id, o.sort_key
        FROM body_party p JOIN organisation o ON o.id = p.organisation_id WHERE p.agreement_id = $1 AND p.body_id = $2
        UNION ALL
        SELECT 'competence', NULL, c.id, '', c.name, NULL, c.lang, h.seat_id, h.associate_id, c.name
        FROM body_competence c LEFT JOIN competence_holder h ON h.competence_id = c.id WHERE c.agreement_id = $1 AND c.body_id = $2
        ORDER BY 1, 10, 3";
    let rows = fetch!(conn, TiedRow, fetch_all, SQL, agreement, body)?;
    let (mut parties, mut competences) = (Vec::new(), Vec::<Competence>::new());
    for row in rows {
        match (row.role, row.side) {
            (Some(role), Some(side)) => parties.push(Party { role, organisation_id: OrganisationId(row.id), slug: row.slug, name: row.name, side }),
            _ if row.what == "competence" => {
                if competences.last().is_none_or(|c| c.id.0 != row.id) {
                    competences.push(Competence { id: CompetenceId(row.id), name: row.name, lang: row.lang, by: Vec::new() });
                }
                let by = row.seat_id.map(Sitting::Seat).or(row.associate_id.map(Sitting::Associate));
                if let Some(competence) = competences.last_mut() {
                    competence.by.extend(by);
                }
            }
            _ => {}
        }
    }
    Ok((parties, competences))
}

/// A meeting of a body.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct BodyMeeting {
    /// Id.
    pub id: MeetingId,
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Kind.
    pub kind: MeetingKind,
    /// State.
    pub state: MeetingState,
    /// Title.
    pub title: String,
    /// Language.
    pub lang: String,
    /// Place.
    pub place: String,
    /// Start by the wall clock.
    pub starts_local: NaiveDateTime,
    /// End by the wall clock.
    pub ends_local: NaiveDateTime,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Items of its agenda.
    pub items: i64,
    /// Who came is noted.
    pub noted: bool,
}

/// `$1` agreement, `$2` body. Drafts are nobody's but theirs who plan.
macro_rules! meetings_of_body {
    ($tail:literal) => {
        concat!(
            "SELECT m.id, m.number, m.slug, m.kind, m.state, m.title, m.lang, m.place, m.starts_local, m.ends_local, m.ends_at,
                (SELECT COUNT(*) FROM agenda_item g WHERE g.meeting_id = m.id) AS items,
                EXISTS (SELECT 1 FROM body_attendance t WHERE t.meeting_id = m.id) AS noted
            FROM meeting m WHERE m.agreement_id = $1 AND m.body_id = $2 AND m.state <> 'draft' ",
            $tail
        )
    };
}

/// Meetings of a body, newest first.
pub async fn meetings(conn: &mut Conn, agreement: AgreementId, body: OrganisationId) -> Result<Vec<BodyMeeting>> {
    const SQL: &str = meetings_of_body!("ORDER BY m.starts_at DESC, m.id DESC LIMIT 40");
    Ok(fetch!(conn, BodyMeeting, fetch_all, SQL, agreement, body)?)
}

/// A meeting of a body by its number.
pub async fn meeting(conn: &mut Conn, agreement: AgreementId, body: OrganisationId, number: i64) -> Result<Option<BodyMeeting>> {
    const SQL: &str = meetings_of_body!("AND m.number = $3");
    Ok(fetch!(conn, BodyMeeting, fetch_optional, SQL, agreement, body, number)?)
}

/// A seat whose presence at a meeting is noted.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PresentRow {
    /// Seat.
    pub id: SeatId,
    /// For which side.
    pub side: Side,
    /// Post.
    pub post: Option<SeatPost>,
    /// Function.
    pub function: String,
    /// Number.
    pub place: Option<i64>,
    /// Name of its holder.
    pub name: String,
    /// The name may be shown to all.
    pub shows_name: bool,
    /// Was there; empty: not noted.
    pub present: Option<bool>,
    /// A substitute was there for its holder.
    pub by_substitute: Option<bool>,
    /// Its side had substitutes that day.
    pub has_substitutes: bool,
}

/// Seats that a body had on the day of a meeting, with what is noted.
pub async fn presence(conn: &mut Conn, body: OrganisationId, meeting: MeetingId, day: NaiveDate) -> Result<Vec<PresentRow>> {
    const SQL: &str = "SELECT s.id, s.side, s.post, s.function, s.place, p.name, s.shows_name, t.present, t.by_substitute,
            EXISTS (SELECT 1 FROM associate a WHERE a.body_id = s.body_id AND a.kind = 'substitute' AND a.side = s.side
                AND a.from_on <= $3 AND (a.to_on IS NULL OR a.to_on >= $3)) AS has_substitutes
        FROM seat s JOIN person p ON p.id = s.person_id LEFT JOIN body_attendance t ON t.seat_id = s.id AND t.meeting_id = $2
        WHERE s.body_id = $1 AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on >= $3) ORDER BY s.side, s.place, s.id";
    Ok(fetch!(conn, PresentRow, fetch_all, SQL, body, meeting, day)?)
}

/// Somebody who is invited to the meetings of a body.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Member {
    /// Person.
    pub person_id: PersonId,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Language.
    pub locale: String,
    /// The organisation that they come from.
    pub organisation_id: Option<OrganisationId>,
}

/// Who has a seat in a body on a day, and which experts are co-opted; each once. Substitutes come when a seat's holder cannot.
pub async fn members(conn: &mut Conn, body: OrganisationId, day: NaiveDate) -> Result<Vec<Member>> {
    const SQL: &str = "SELECT p.id AS person_id, p.name, p.email, p.locale, MAX(x.organisation_id) AS organisation_id
        FROM (SELECT s.person_id, s.organisation_id FROM seat s WHERE s.body_id = $1 AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2)
            UNION ALL SELECT a.person_id, a.organisation_id FROM associate a
                WHERE a.body_id = $1 AND a.kind = 'expert' AND a.from_on <= $2 AND (a.to_on IS NULL OR a.to_on >= $2)) x
        JOIN person p ON p.id = x.person_id GROUP BY p.id, p.name, p.email, p.locale ORDER BY p.id";
    Ok(fetch!(conn, Member, fetch_all, SQL, body, day)?)
}

/// Whether somebody is a substitute in a body on a day.
pub async fn is_substitute(conn: &mut Conn, body: OrganisationId, person: PersonId, day: NaiveDate) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM associate
        WHERE body_id = $1 AND person_id = $2 AND kind = 'substitute' AND from_on <= $3 AND (to_on IS NULL OR to_on >= $3)";
    Ok(scalar!(conn, i64, fetch_one, SQL, body, person, day)? > 0)
}

/// A place that was offered and waits for an answer, for those who fill that side's seats.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WaitingOffer {
    /// Id.
    pub id: OfferId,
    /// For which side.
    pub side: Side,
    /// How, of those without a seat.
    pub kind: Option<AssociateKind>,
    /// Function.
    pub function: String,
    /// Address.
    pub email: String,
    /// Until when the link works.
    pub expires_at: DateTime<Utc>,
}

/// Offers of a body that wait.
pub async fn waiting(conn: &mut Conn, agreement: AgreementId, body: OrganisationId, now: DateTime<Utc>) -> Result<Vec<WaitingOffer>> {
    const SQL: &str = "SELECT f.id, f.side, f.kind, f.function, f.email, f.expires_at FROM seat_offer f
        WHERE f.agreement_id = $1 AND f.body_id = $2 AND f.outcome IS NULL AND f.expires_at > $3 ORDER BY f.created_at, f.id LIMIT 100";
    Ok(fetch!(conn, WaitingOffer, fetch_all, SQL, agreement, body, now)?)
}

/// An offer as the page behind its mailed secret needs it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Offer {
    /// Id.
    pub id: OfferId,
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Body.
    pub body_id: OrganisationId,
    /// Its slug.
    pub body_slug: String,
    /// Its name.
    pub body_name: String,
    /// How, of those without a seat.
    pub kind: Option<AssociateKind>,
    /// For which side.
    pub side: Side,
    /// Post.
    pub post: Option<SeatPost>,
    /// Function.
    pub function: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Who appoints.
    pub appointed_by_id: Option<OrganisationId>,
    /// Name of that.
    pub appointed_name: Option<String>,
    /// The organisation that the person comes from.
    pub organisation_id: Option<OrganisationId>,
    /// What they are there.
    pub own_role: Option<OwnRole>,
    /// Address.
    pub email: String,
    /// Until when the link works.
    pub expires_at: DateTime<Utc>,
    /// Who has it, if anybody.
    pub person_id: Option<PersonId>,
    /// Seats of civil society that are laid down.
    pub seats_civil: i64,
    /// Seats of the public side.
    pub seats_public: i64,
}

macro_rules! offers {
    ($tail:literal) => {
        concat!(
            "SELECT f.id, f.agreement_id, f.body_id, o.slug AS body_slug, o.name AS body_name, f.kind, f.side, f.post, f.function, f.from_on, f.to_on,
            f.appointed_by_id, a.name AS appointed_name, f.organisation_id, f.own_role, f.email, f.expires_at, p.id AS person_id, b.seats_civil, b.seats_public
        FROM seat_offer f JOIN body b ON b.agreement_id = f.agreement_id AND b.body_id = f.body_id JOIN organisation o ON o.id = f.body_id
        LEFT JOIN organisation a ON a.id = f.appointed_by_id LEFT JOIN person p ON p.email_key = f.email_key
        WHERE f.outcome IS NULL AND f.expires_at > $2 AND NOT b.retired AND (o.ends_on IS NULL OR o.ends_on >= $3) AND ",
            $tail
        )
    };
}

/// The offer behind a secret, by its hash, if it waits, is not too old, and the body still is one of the agreement.
pub async fn offer(conn: &mut Conn, hash: &str, now: DateTime<Utc>, today: NaiveDate) -> Result<Option<Offer>> {
    const SQL: &str = offers!("f.token_hash = $1");
    Ok(fetch!(conn, Offer, fetch_optional, SQL, hash, now, today)?)
}

/// The same by its id, for the person whose address it went to.
pub async fn own_offer(conn: &mut Conn, id: OfferId, now: DateTime<Utc>, today: NaiveDate, person: PersonId) -> Result<Option<Offer>> {
    const SQL: &str = offers!("f.id = $1 AND p.id = $4");
    Ok(fetch!(conn, Offer, fetch_optional, SQL, id, now, today, person)?)
}
