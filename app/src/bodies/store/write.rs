//! Writing seats, offers, competences and attendance. Whoever writes about a body has locked its organisation.

use crate::agreements::types::Side;
use crate::bodies::types::{AssociateKind, OfferOutcome, OwnRole, SeatPost, Sitting};
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, AssociateId, ClockId, CompetenceId, MeetingId, OfferId, OrganisationId, PersonId, SeatId};
use crate::{execute, fetch, scalar, text};
use chrono::{DateTime, NaiveDate, Utc};

/// A seat, or a substitute's or expert's place, to add.
#[derive(Debug, Clone)]
pub struct NewSeat {
    /// Who.
    pub person: PersonId,
    /// Body.
    pub body: OrganisationId,
    /// For which side; an expert stands on neither.
    pub side: Side,
    /// Post.
    pub post: Option<SeatPost>,
    /// Function.
    pub function: String,
    /// Number of the seat.
    pub place: Option<i64>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Who appointed.
    pub appointed_by: Option<OrganisationId>,
    /// Where the person comes from.
    pub organisation: Option<OrganisationId>,
    /// What they are there, where it was asked.
    pub own_role: Option<OwnRole>,
    /// The name may be shown.
    pub shows_name: bool,
}

/// Adds a seat: with `kind` a substitute's or expert's place, which gives no rights.
pub async fn insert(tx: &mut Tx, kind: Option<AssociateKind>, s: &NewSeat) -> Result<Sitting> {
    const SEAT: &str =
        "INSERT INTO seat (person_id, body_id, side, function, from_on, to_on, appointed_by_id, organisation_id, shows_name, post, place, own_role)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";
    const ASSOCIATE: &str = "INSERT INTO associate (person_id, body_id, side, function, from_on, to_on, appointed_by_id, organisation_id, shows_name, kind)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
    Ok(match kind {
        None => Sitting::Seat(scalar!(
            tx,
            SeatId,
            fetch_one,
            SEAT,
            s.person,
            s.body,
            s.side,
            &s.function,
            s.from_on,
            s.to_on,
            s.appointed_by,
            s.organisation,
            s.shows_name,
            s.post,
            s.place,
            s.own_role
        )?),
        Some(kind) => Sitting::Associate(scalar!(
            tx,
            AssociateId,
            fetch_one,
            ASSOCIATE,
            s.person,
            s.body,
            s.side,
            &s.function,
            s.from_on,
            s.to_on,
            s.appointed_by,
            s.organisation,
            s.shows_name,
            kind
        )?),
    })
}

/// What of a seat can be changed.
#[derive(Debug, Clone)]
pub struct Changes {
    /// Post.
    pub post: Option<SeatPost>,
    /// Function.
    pub function: String,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Where the person comes from.
    pub organisation: Option<OrganisationId>,
    /// What they are there.
    pub own_role: Option<OwnRole>,
    /// Number of the seat.
    pub place: Option<i64>,
}

/// Changes a seat.
pub async fn change(tx: &mut Tx, sitting: Sitting, c: &Changes) -> Result<()> {
    match sitting {
        Sitting::Seat(id) => {
            const SQL: &str =
                "UPDATE seat SET function = $2, to_on = $3, organisation_id = $4, post = $5, place = $6, own_role = $7, version = version + 1 WHERE id = $1";
            execute!(tx, SQL, id, &c.function, c.to_on, c.organisation, c.post, c.place, c.own_role)?
        }
        Sitting::Associate(id) => {
            const SQL: &str = "UPDATE associate SET function = $2, to_on = $3, organisation_id = $4, version = version + 1 WHERE id = $1";
            execute!(tx, SQL, id, &c.function, c.to_on, c.organisation)?
        }
    };
    Ok(())
}

/// Ends a seat on a day. Its holder knows: nobody is reminded of it.
pub async fn end(tx: &mut Tx, sitting: Sitting, on: NaiveDate) -> Result<()> {
    match sitting {
        Sitting::Seat(id) => execute!(tx, "UPDATE seat SET to_on = $2, end_told_on = $2, version = version + 1 WHERE id = $1", id, on)?,
        Sitting::Associate(id) => execute!(tx, "UPDATE associate SET to_on = $2, version = version + 1 WHERE id = $1", id, on)?,
    };
    Ok(())
}

/// Removes a seat that has not begun: its holder was never anything by it.
pub async fn remove(tx: &mut Tx, sitting: Sitting) -> Result<()> {
    set_competences(tx, sitting, &[]).await?;
    match sitting {
        Sitting::Seat(id) => {
            execute!(tx, "DELETE FROM body_attendance WHERE seat_id = $1", id)?;
            execute!(tx, "DELETE FROM seat WHERE id = $1", id)?
        }
        Sitting::Associate(id) => execute!(tx, "DELETE FROM associate WHERE id = $1", id)?,
    };
    Ok(())
}

/// Another chair of a side: whoever was it is a member from now on, but not who is to be it later. The other side's is left alone (rule 1).
pub async fn only_chair(tx: &mut Tx, body: OrganisationId, side: Side, seat: SeatId, today: NaiveDate) -> Result<()> {
    const SQL: &str = "UPDATE seat SET post = NULL, version = version + 1
        WHERE body_id = $1 AND side = $2 AND id <> $3 AND post = 'chair' AND from_on <= $4 AND (to_on IS NULL OR to_on >= $4)";
    execute!(tx, SQL, body, side, seat, today)?;
    Ok(())
}

/// Bodies in which a side has two chairs since one has begun whose seat was given earlier: for each, the one that began last.
pub async fn new_chairs(conn: &mut Conn, today: NaiveDate) -> Result<Vec<(OrganisationId, Side, SeatId)>> {
    const SQL: &str = "SELECT s.body_id, s.side, s.id FROM seat s WHERE s.post = 'chair' AND s.from_on <= $1 AND (s.to_on IS NULL OR s.to_on >= $1)
        AND EXISTS (SELECT 1 FROM seat o WHERE o.body_id = s.body_id AND o.side = s.side AND o.id <> s.id AND o.post = 'chair'
            AND o.from_on <= $1 AND (o.to_on IS NULL OR o.to_on >= $1))
        AND NOT EXISTS (SELECT 1 FROM seat o WHERE o.body_id = s.body_id AND o.side = s.side AND o.post = 'chair'
            AND o.from_on <= $1 AND (o.to_on IS NULL OR o.to_on >= $1) AND (o.from_on > s.from_on OR (o.from_on = s.from_on AND o.id > s.id)))
        ORDER BY s.body_id, s.side";
    Ok(fetch!(conn, (OrganisationId, Side, SeatId), fetch_all, SQL, today)?)
}

/// A term that is about to end, and whom to tell of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Ending {
    /// Seat.
    pub id: SeatId,
    /// For which side.
    pub side: Side,
    /// Post.
    pub post: Option<SeatPost>,
    /// Function.
    pub function: String,
    /// Last day.
    pub to_on: NaiveDate,
    /// Who appointed.
    pub appointed_by_id: Option<OrganisationId>,
    /// Address of its holder.
    pub email: String,
    /// Language of theirs.
    pub locale: String,
    /// An agreement that the body belongs to.
    pub agreement_id: AgreementId,
    /// Body.
    pub body_id: OrganisationId,
    /// Its slug.
    pub body_slug: String,
    /// Its name.
    pub body_name: String,
}

/// Seats whose terms end by a day and of which nobody was told.
pub async fn ending(conn: &mut Conn, today: NaiveDate, by: NaiveDate) -> Result<Vec<Ending>> {
    const SQL: &str = "SELECT s.id, s.side, s.post, s.function, s.to_on, s.appointed_by_id, p.email, p.locale, b.agreement_id, b.body_id, o.slug AS body_slug,
            o.name AS body_name
        FROM seat s JOIN person p ON p.id = s.person_id JOIN organisation o ON o.id = s.body_id
        JOIN body b ON b.body_id = s.body_id AND b.agreement_id = (SELECT MIN(x.agreement_id) FROM body x WHERE x.body_id = s.body_id AND NOT x.retired)
        WHERE s.from_on <= $1 AND s.to_on >= $1 AND s.to_on <= $2 AND (s.end_told_on IS NULL OR s.end_told_on <> s.to_on)
            AND (o.ends_on IS NULL OR o.ends_on > s.to_on) ORDER BY s.id LIMIT 200";
    Ok(fetch!(conn, Ending, fetch_all, SQL, today, by)?)
}

/// Notes that those whom a term concerns were told that it ends. False when another process has.
pub async fn end_told(tx: &mut Tx, seat: SeatId, to_on: NaiveDate) -> Result<bool> {
    const SQL: &str = "UPDATE seat SET end_told_on = to_on WHERE id = $1 AND to_on = $2 AND (end_told_on IS NULL OR end_told_on <> to_on)";
    Ok(execute!(tx, SQL, seat, to_on)? > 0)
}

/// A review of representation that is promised.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PromisedReview {
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Body.
    pub body_id: OrganisationId,
    /// Its slug.
    pub body_slug: String,
    /// Its name.
    pub body_name: String,
    /// Who promised it.
    pub owner_id: OrganisationId,
    /// Until when.
    pub due_on: NaiveDate,
}

/// The review of an open clock, where it is one of a body.
pub async fn late_review(conn: &mut Conn, clock: ClockId) -> Result<Option<PromisedReview>> {
    const SQL: &str = "SELECT k.agreement_id, k.body_id, o.slug AS body_slug, o.name AS body_name, k.owner_id, k.due_on
        FROM clock k JOIN organisation o ON o.id = k.body_id WHERE k.id = $1 AND k.kind = 'representation' AND k.closed_by IS NULL";
    Ok(fetch!(conn, PromisedReview, fetch_optional, SQL, clock)?)
}

/// Reviews that are due by a day, of bodies that go on after it, and of which nobody was told.
pub async fn coming_reviews(conn: &mut Conn, today: NaiveDate, by: NaiveDate) -> Result<Vec<PromisedReview>> {
    const SQL: &str = "SELECT k.agreement_id, k.body_id, o.slug AS body_slug, o.name AS body_name, k.owner_id, k.due_on
        FROM clock k JOIN organisation o ON o.id = k.body_id JOIN body b ON b.agreement_id = k.agreement_id AND b.body_id = k.body_id
        WHERE k.kind = 'representation' AND k.closed_by IS NULL AND k.due_on >= $1 AND k.due_on <= $2 AND NOT b.retired
            AND (o.ends_on IS NULL OR o.ends_on > k.due_on) AND (b.review_told_on IS NULL OR b.review_told_on <> k.due_on) ORDER BY k.id LIMIT 200";
    Ok(fetch!(conn, PromisedReview, fetch_all, SQL, today, by)?)
}

/// Notes that those whom a review concerns were told of its day. False when another process has.
pub async fn review_told(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, due_on: NaiveDate) -> Result<bool> {
    const SQL: &str = "UPDATE body SET review_told_on = $3 WHERE agreement_id = $1 AND body_id = $2 AND (review_told_on IS NULL OR review_told_on <> $3)";
    Ok(execute!(tx, SQL, agreement, body, due_on)? > 0)
}

/// Whether a person agrees that their name is shown, for all that they are in a body. Gives how many places that are.
pub async fn show_name(tx: &mut Tx, person: PersonId, body: OrganisationId, shows: bool, today: NaiveDate) -> Result<u64> {
    const SEAT: &str = "UPDATE seat SET shows_name = $3 WHERE person_id = $1 AND body_id = $2 AND (to_on IS NULL OR to_on >= $4)";
    const ASSOCIATE: &str = "UPDATE associate SET shows_name = $3 WHERE person_id = $1 AND body_id = $2 AND (to_on IS NULL OR to_on >= $4)";
    Ok(execute!(tx, SEAT, person, body, shows, today)? + execute!(tx, ASSOCIATE, person, body, shows, today)?)
}

/// How many offered seats of a side wait for an answer.
pub async fn offered(conn: &mut Conn, body: OrganisationId, side: Side, now: DateTime<Utc>) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM seat_offer WHERE body_id = $1 AND side = $2 AND kind IS NULL AND outcome IS NULL AND expires_at > $3";
    Ok(scalar!(conn, i64, fetch_one, SQL, body, side, now)?)
}

/// A place to offer.
#[derive(Debug, Clone)]
pub struct NewOffer<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// How, of those without a seat.
    pub kind: Option<AssociateKind>,
    /// What is offered; its person is who offers it.
    pub seat: &'a NewSeat,
    /// Address.
    pub email: &'a str,
    /// Hash of the mailed secret.
    pub token_hash: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// Keeps an offered place.
pub async fn insert_offer(tx: &mut Tx, f: &NewOffer<'_>) -> Result<OfferId> {
    const SQL: &str = "INSERT INTO seat_offer (agreement_id, body_id, kind, side, post, function, from_on, to_on, appointed_by_id, organisation_id, email,
            email_key, token_hash, invited_by, created_at, expires_at, own_role)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING id";
    let s = f.seat;
    Ok(scalar!(
        tx,
        OfferId,
        fetch_one,
        SQL,
        f.agreement,
        s.body,
        f.kind,
        s.side,
        s.post,
        &s.function,
        s.from_on,
        s.to_on,
        s.appointed_by,
        s.organisation,
        f.email,
        text::email_key(f.email),
        &f.token_hash,
        s.person,
        f.created_at,
        f.expires_at,
        s.own_role
    )?)
}

/// Answers an offer and forgets its address. True for exactly one caller.
pub async fn answer(tx: &mut Tx, offer: OfferId, outcome: OfferOutcome, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "UPDATE seat_offer SET outcome = $2, answered_at = $3, email = '', email_key = '' WHERE id = $1 AND outcome IS NULL AND expires_at > $3";
    Ok(execute!(tx, SQL, offer, outcome, now)? == 1)
}

/// Gives an offer that waits a new secret: the one that was mailed before leads nowhere any more.
pub async fn renew_offer(tx: &mut Tx, offer: OfferId, token_hash: &str) -> Result<()> {
    execute!(tx, "UPDATE seat_offer SET token_hash = $2 WHERE id = $1 AND outcome IS NULL", offer, token_hash)?;
    Ok(())
}

/// Forgets addresses of offers that nobody answered in time. Gives how many.
pub async fn forget(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    Ok(execute!(tx, "UPDATE seat_offer SET email = '', email_key = '' WHERE outcome IS NULL AND expires_at <= $1 AND email <> ''", now)?)
}

/// Adds something that a body needs to know. False when it is there already.
pub async fn add_competence(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, name: &str, lang: &str) -> Result<bool> {
    const SQL: &str = "INSERT INTO body_competence (agreement_id, body_id, name, lang) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    Ok(execute!(tx, SQL, agreement, body, name, lang)? == 1)
}

/// Takes one away. False when there is none.
pub async fn remove_competence(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, id: CompetenceId) -> Result<bool> {
    const HOLDERS: &str =
        "DELETE FROM competence_holder WHERE competence_id IN (SELECT c.id FROM body_competence c WHERE c.id = $3 AND c.agreement_id = $1 AND c.body_id = $2)";
    execute!(tx, HOLDERS, agreement, body, id)?;
    Ok(execute!(tx, "DELETE FROM body_competence WHERE agreement_id = $1 AND body_id = $2 AND id = $3", agreement, body, id)? == 1)
}

/// Sets what somebody in a body knows, of what it needs.
pub async fn set_competences(tx: &mut Tx, sitting: Sitting, competences: &[CompetenceId]) -> Result<()> {
    let (seat, associate) = match sitting {
        Sitting::Seat(id) => (Some(id), None),
        Sitting::Associate(id) => (None, Some(id)),
    };
    execute!(tx, "DELETE FROM competence_holder WHERE seat_id = $1 OR associate_id = $2", seat, associate)?;
    for id in competences {
        execute!(tx, "INSERT INTO competence_holder (competence_id, seat_id, associate_id) VALUES ($1, $2, $3)", *id, seat, associate)?;
    }
    Ok(())
}

/// Notes which seats of a body were at a meeting, by their holder or by a substitute; what was noted before is replaced.
pub async fn note_presence(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, seats: &[(SeatId, bool, bool)]) -> Result<()> {
    execute!(tx, "DELETE FROM body_attendance WHERE meeting_id = $1", meeting)?;
    for (seat, present, by_substitute) in seats {
        const SQL: &str = "INSERT INTO body_attendance (agreement_id, meeting_id, seat_id, present, by_substitute) VALUES ($1, $2, $3, $4, $5)";
        execute!(tx, SQL, agreement, meeting, *seat, *present, *by_substitute)?;
    }
    Ok(())
}

/// Notes that representation was reviewed.
pub async fn reviewed(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, on: NaiveDate) -> Result<()> {
    execute!(tx, "UPDATE body SET reviewed_on = $3 WHERE agreement_id = $1 AND body_id = $2", agreement, body, on)?;
    Ok(())
}
