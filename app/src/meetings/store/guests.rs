//! SQL of guests: who was invited and what they answered. Names and addresses are for the kansli only.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, GuestId, MeetingId, OrganisationId, PersonId};
use crate::meetings::types::GuestState;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// Somebody who was invited.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Guest {
    /// Id.
    pub id: GuestId,
    /// Name; may be empty.
    pub name: String,
    /// Address.
    pub email: String,
    /// Key of it.
    pub email_key: String,
    /// Organisation or body.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation_name: Option<String>,
    /// Person with an account.
    pub person_id: Option<PersonId>,
    /// What they answered.
    pub state: GuestState,
    /// Language for mail.
    pub locale: String,
    /// A place is counted for them until they answer.
    pub holds: bool,
    /// When they answered.
    pub answered_at: Option<DateTime<Utc>>,
}

macro_rules! guests {
    ($tail:literal) => {
        concat!(
            "SELECT g.id, g.name, g.email, g.email_key, g.organisation_id, o.name AS organisation_name, g.person_id, g.state, g.locale, g.holds, g.answered_at
            FROM guest g LEFT JOIN organisation o ON o.id = g.organisation_id ",
            $tail
        )
    };
}

/// The guests of a meeting, by name in Swedish order. For the kansli only.
pub async fn guests(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Guest>> {
    const SQL: &str = guests!("WHERE g.meeting_id = $1 AND g.email <> '' ORDER BY g.id");
    let mut all = fetch!(conn, Guest, fetch_all, SQL, meeting)?;
    all.sort_by_cached_key(|g| crate::text::sort_key(if g.name.is_empty() { &g.email } else { &g.name }));
    Ok(all)
}

/// A guest by the hash of the secret in the invitation.
pub async fn guest_by_token(conn: &mut Conn, meeting: MeetingId, token_hash: &str) -> Result<Option<Guest>> {
    const SQL: &str = guests!("WHERE g.meeting_id = $1 AND g.token_hash = $2");
    Ok(fetch!(conn, Guest, fetch_optional, SQL, meeting, token_hash)?)
}

/// A guest by id.
pub async fn guest_by_id(conn: &mut Conn, meeting: MeetingId, id: GuestId) -> Result<Option<Guest>> {
    const SQL: &str = guests!("WHERE g.meeting_id = $1 AND g.id = $2 AND g.email <> ''");
    Ok(fetch!(conn, Guest, fetch_optional, SQL, meeting, id)?)
}

/// Number of the meeting that a person is called to by an invitation of their own.
pub async fn meeting_of_own_guest(conn: &mut Conn, agreement: AgreementId, id: GuestId, person: PersonId) -> Result<Option<i64>> {
    const SQL: &str = "SELECT m.number FROM guest g JOIN meeting m ON m.id = g.meeting_id WHERE g.agreement_id = $1 AND g.id = $2 AND g.email <> ''
        AND (g.person_id = $3 OR (g.person_id IS NULL AND g.email_key = (SELECT p.email_key FROM person p WHERE p.id = $3)))";
    Ok(scalar!(conn, i64, fetch_optional, SQL, agreement, id, person)?)
}

/// A guest by address.
pub async fn guest_of(conn: &mut Conn, meeting: MeetingId, email_key: &str) -> Result<Option<Guest>> {
    const SQL: &str = guests!("WHERE g.meeting_id = $1 AND g.email_key = $2");
    Ok(fetch!(conn, Guest, fetch_optional, SQL, meeting, email_key)?)
}

/// Somebody who was invited to a meeting because they belong to its body.
pub async fn guest_of_body(conn: &mut Conn, meeting: MeetingId, body: OrganisationId, person: PersonId) -> Result<Option<Guest>> {
    const SQL: &str = guests!("WHERE g.meeting_id = $1 AND g.organisation_id = $2 AND g.person_id = $3 AND g.email <> ''");
    Ok(fetch!(conn, Guest, fetch_optional, SQL, meeting, body, person)?)
}

/// Agreements and numbers of the meetings of a body that have not begun, in the order of their ids.
pub async fn coming_of_body(conn: &mut Conn, body: OrganisationId, now: DateTime<Utc>) -> Result<Vec<(AgreementId, i64)>> {
    const SQL: &str = "SELECT agreement_id, number FROM meeting WHERE body_id = $1 AND state IN ('announced', 'open') AND starts_at > $2 ORDER BY id LIMIT 100";
    Ok(fetch!(conn, (AgreementId, i64), fetch_all, SQL, body, now)?)
}

/// How many were invited to a meeting.
pub async fn guest_count(conn: &mut Conn, meeting: MeetingId) -> Result<i64> {
    Ok(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM guest WHERE meeting_id = $1", meeting)?)
}

/// An organisation or body of which somebody was invited. This much is public.
#[derive(Debug, Clone)]
pub struct InvitedBody {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// Somebody to invite.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Invitee {
    /// Name; may be empty.
    pub name: String,
    /// Address.
    pub email: String,
    /// Key of it.
    pub email_key: String,
    /// Language for mail.
    pub locale: String,
    /// Person with an account.
    pub person_id: Option<PersonId>,
}

impl From<crate::bodies::store::Member> for Invitee {
    fn from(m: crate::bodies::store::Member) -> Self {
        let email_key = crate::text::email_key(&m.email);
        Self { name: m.name, email: m.email, email_key, locale: m.locale, person_id: Some(m.person_id) }
    }
}

/// Those who speak for an organisation today, or have a seat in it or are co-opted there.
pub async fn people_of(conn: &mut Conn, organisation: OrganisationId, today: NaiveDate) -> Result<Vec<Invitee>> {
    const SQL: &str = "SELECT p.name, p.email, p.email_key, p.locale, p.id AS person_id FROM person p WHERE p.id IN (
            SELECT r.person_id FROM role r WHERE r.organisation_id = $1 AND r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2)
            UNION SELECT s.person_id FROM seat s WHERE s.body_id = $1 AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2)
            UNION SELECT a.person_id FROM associate a WHERE a.body_id = $1 AND a.kind = 'expert' AND a.from_on <= $2 AND (a.to_on IS NULL OR a.to_on >= $2))
        ORDER BY p.id LIMIT 100";
    Ok(fetch!(conn, Invitee, fetch_all, SQL, organisation, today)?)
}

/// A person with an account, by address.
pub async fn invitee_of(conn: &mut Conn, email_key: &str) -> Result<Option<Invitee>> {
    const SQL: &str = "SELECT name, email, email_key, locale, id AS person_id FROM person WHERE email_key = $1";
    Ok(fetch!(conn, Invitee, fetch_optional, SQL, email_key)?)
}

/// A guest about to be written.
#[derive(Debug)]
pub struct NewGuest<'a> {
    /// Who.
    pub who: &'a Invitee,
    /// For which organisation or body.
    pub organisation: Option<OrganisationId>,
    /// A place is counted for them.
    pub holds: bool,
    /// Hash of the secret in the invitation.
    pub token_hash: &'a str,
}

/// Writes a guest.
pub async fn insert_guest(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, g: &NewGuest<'_>, now: DateTime<Utc>) -> Result<GuestId> {
    const SQL: &str = "INSERT INTO guest (agreement_id, meeting_id, name, email, email_key, organisation_id, person_id, locale, holds, token_hash, invited_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id";
    let w = g.who;
    Ok(scalar!(
        tx,
        GuestId,
        fetch_one,
        SQL,
        agreement,
        meeting,
        &w.name,
        &w.email,
        &w.email_key,
        g.organisation,
        w.person_id,
        &w.locale,
        g.holds,
        g.token_hash,
        now
    )?)
}

/// Gives a guest a new secret; with `again`, one who declined is asked once more.
pub async fn renew_guest(tx: &mut Tx, id: GuestId, token_hash: &str, holds: bool) -> Result<()> {
    execute!(tx, "UPDATE guest SET token_hash = $2, holds = $3, state = 'invited', answered_at = NULL WHERE id = $1", id, token_hash, holds)?;
    Ok(())
}

/// Writes what a guest answered. No place is counted for them from here on: the sign-up of one who comes has it.
pub async fn answer_guest(tx: &mut Tx, id: GuestId, state: GuestState, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE guest SET state = $2, answered_at = $3, holds = FALSE WHERE id = $1", id, state, now)?;
    Ok(())
}

/// Takes an invitation back.
pub async fn delete_guest(tx: &mut Tx, id: GuestId) -> Result<()> {
    execute!(tx, "DELETE FROM guest WHERE id = $1", id)?;
    Ok(())
}
