//! SQL of sign-ups. Every change of one locks its meeting first.

use crate::context::Ctx;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, MeetingId, PersonId, RegistrationId};
use crate::meetings::types::RegistrationState;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, Utc};

/// A sign-up.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Registration {
    /// Id.
    pub id: RegistrationId,
    /// Meeting.
    pub meeting_id: MeetingId,
    /// State.
    pub state: RegistrationState,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Organisation, as written.
    pub organisation_name: String,
    /// Takes part online.
    pub online: bool,
    /// What the person needs.
    pub needs: String,
    /// Language for mail.
    pub locale: String,
    /// Until when the place is held.
    pub held_until_at: Option<DateTime<Utc>>,
}

impl Registration {
    /// True while the sign-up holds a place.
    pub fn has_place(&self, now: DateTime<Utc>) -> bool {
        match self.state {
            RegistrationState::Confirmed => true,
            RegistrationState::Held => self.held_until_at.is_some_and(|until| until > now),
            _ => false,
        }
    }
}

macro_rules! registrations {
    ($tail:literal) => {
        concat!("SELECT id, meeting_id, state, name, email, organisation_name, online, needs, locale, held_until_at FROM registration ", $tail)
    };
}

/// A sign-up by the address that made it.
pub async fn registration_of(conn: &mut Conn, meeting: MeetingId, email_key: &str) -> Result<Option<Registration>> {
    const SQL: &str = registrations!("WHERE meeting_id = $1 AND email_key = $2");
    Ok(fetch!(conn, Registration, fetch_optional, SQL, meeting, email_key)?)
}

/// A sign-up by the hash of the secret of one of its links.
pub async fn registration_by_token(conn: &mut Conn, meeting: MeetingId, token_hash: &str) -> Result<Option<Registration>> {
    const SQL: &str =
        registrations!("WHERE meeting_id = $1 AND (token_hash = $2 OR id = (SELECT registration_id FROM registration_link WHERE token_hash = $2))");
    Ok(fetch!(conn, Registration, fetch_optional, SQL, meeting, token_hash)?)
}

/// Sign-ups of a meeting that hold a place, by name in Swedish order. For the kansli only.
pub async fn registrants(conn: &mut Conn, meeting: MeetingId, now: DateTime<Utc>) -> Result<Vec<Registration>> {
    const SQL: &str = registrations!("WHERE meeting_id = $1 AND (state = 'confirmed' OR (state = 'held' AND held_until_at > $2)) ORDER BY id");
    let mut people = fetch!(conn, Registration, fetch_all, SQL, meeting, now)?;
    people.sort_by_cached_key(|r| crate::text::sort_key(&r.name));
    Ok(people)
}

/// What is written of a sign-up.
#[derive(Debug, Clone)]
pub struct Sign {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Organisation.
    pub organisation: String,
    /// Takes part online.
    pub online: bool,
    /// Needs.
    pub needs: String,
}

/// A place that is asked for: held until a time, or confirmed at once.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// Who.
    pub sign: &'a Sign,
    /// Key of the address.
    pub email_key: &'a str,
    /// Language for mail.
    pub locale: &'static str,
    /// Person signed in with that address.
    pub person: Option<PersonId>,
    /// Hash of the own link's secret.
    pub token_hash: &'a str,
    /// Until when it is held; none: confirmed.
    pub held_until: Option<DateTime<Utc>>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Writes a sign-up, or begins again the one that the same address had.
pub async fn put_registration(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, p: &Place<'_>) -> Result<RegistrationId> {
    const SQL: &str =
        "INSERT INTO registration (agreement_id, meeting_id, state, name, email, email_key, organisation_name, online, needs, locale, person_id, token_hash,
            held_until_at, created_at, confirmed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (meeting_id, email_key) DO UPDATE SET state = $3, name = $4, email = $5, organisation_name = $7, online = $8, needs = $9, locale = $10,
            person_id = $11, token_hash = $12, held_until_at = $13, confirmed_at = $15, cancelled_at = NULL, version = registration.version + 1
        RETURNING id";
    let (state, confirmed) = if p.held_until.is_some() { (RegistrationState::Held, None) } else { (RegistrationState::Confirmed, Some(p.now)) };
    Ok(scalar!(
        tx,
        RegistrationId,
        fetch_one,
        SQL,
        agreement,
        meeting,
        state,
        &p.sign.name,
        &p.sign.email,
        p.email_key,
        &p.sign.organisation,
        p.sign.online,
        &p.sign.needs,
        p.locale,
        p.person,
        p.token_hash,
        p.held_until,
        p.now,
        confirmed
    )?)
}

/// Gives a sign-up one more own link. Those mailed before stay valid.
pub async fn add_link(tx: &mut Tx, id: RegistrationId, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "INSERT INTO registration_link (token_hash, registration_id, created_at) VALUES ($1, $2, $3)", token_hash, id, now)?;
    Ok(())
}

/// Takes a place. False when none is left: the database decides.
pub async fn take_place(tx: &mut Tx, meeting: MeetingId) -> Result<bool> {
    Ok(execute!(tx, "UPDATE meeting SET taken = taken + 1 WHERE id = $1 AND taken < capacity", meeting)? == 1)
}

/// Gives places back.
pub async fn give_back(tx: &mut Tx, meeting: MeetingId, places: i64) -> Result<()> {
    execute!(tx, "UPDATE meeting SET taken = taken - $2 WHERE id = $1", meeting, places)?;
    Ok(())
}

/// Lets go of the places of a meeting whose holders did not confirm in time. Gives the sign-ups.
pub async fn expire_holds(tx: &mut Tx, meeting: MeetingId, now: DateTime<Utc>) -> Result<Vec<RegistrationId>> {
    const SQL: &str =
        "UPDATE registration SET state = 'expired', version = version + 1 WHERE meeting_id = $1 AND state = 'held' AND held_until_at <= $2 RETURNING id";
    Ok(scalar!(tx, RegistrationId, fetch_all, SQL, meeting, now)?)
}

/// Confirms a sign-up.
pub async fn confirm_registration(tx: &mut Tx, id: RegistrationId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str =
        "UPDATE registration SET state = 'confirmed', confirmed_at = $2, held_until_at = NULL, cancelled_at = NULL, version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, now)?;
    Ok(())
}

/// Changes what a sign-up says; never its address.
pub async fn change_registration(tx: &mut Tx, id: RegistrationId, s: &Sign) -> Result<()> {
    const SQL: &str = "UPDATE registration SET name = $2, organisation_name = $3, online = $4, needs = $5, version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, &s.name, &s.organisation, s.online, &s.needs)?;
    Ok(())
}

/// Cancels a sign-up, and forgets what the person needs.
pub async fn cancel_registration(tx: &mut Tx, id: RegistrationId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE registration SET state = 'cancelled', cancelled_at = $2, held_until_at = NULL, needs = '', version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, now)?;
    Ok(())
}

/// Agreement and number of the meeting that a sign-up belongs to.
pub async fn meeting_of_registration(conn: &mut Conn, id: RegistrationId) -> Result<Option<(AgreementId, i64)>> {
    const SQL: &str = "SELECT m.agreement_id, m.number FROM registration r JOIN meeting m ON m.id = r.meeting_id WHERE r.id = $1";
    Ok(fetch!(conn, (AgreementId, i64), fetch_optional, SQL, id)?)
}

/// Addresses and languages of those who have a confirmed place; with `held`, also of those who have not confirmed yet.
pub async fn recipients(conn: &mut Conn, meeting: MeetingId, held: bool) -> Result<Vec<(String, String)>> {
    const SQL: &str = "SELECT email, locale FROM registration WHERE meeting_id = $1 AND (state = 'confirmed' OR ($2 AND state = 'held')) ORDER BY id";
    Ok(fetch!(conn, (String, String), fetch_all, SQL, meeting, held)?)
}

/// Erases who signed up to meetings that ended before a time; how many came stays countable.
pub async fn erase_registrations(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64> {
    const SQL: &str =
        "UPDATE registration SET name = '', email = '', email_key = 'erased-' || CAST(id AS TEXT), organisation_name = '', needs = '', person_id = NULL,
            token_hash = 'erased-' || CAST(id AS TEXT), version = version + 1
        WHERE email <> '' AND meeting_id IN (SELECT id FROM meeting WHERE ends_at < $1)";
    const LINKS: &str = "DELETE FROM registration_link WHERE registration_id IN
        (SELECT r.id FROM registration r JOIN meeting m ON m.id = r.meeting_id WHERE m.ends_at < $1)";
    execute!(tx, LINKS, before)?;
    Ok(execute!(tx, SQL, before)?)
}

/// Writes a confirmed sign-up and takes its place, without mail or event. For data that are loaded, such as the demo's.
/// False when no place is left.
pub async fn insert_confirmed_registration(tx: &mut Tx, ctx: &Ctx, agreement: AgreementId, meeting: MeetingId, sign: &Sign) -> Result<bool> {
    if !take_place(tx, meeting).await? {
        return Ok(false);
    }
    let email_key = crate::text::email_key(&sign.email);
    let token_hash = crate::context::secret_hash(&ctx.rng.secret());
    let place = Place { sign, email_key: &email_key, locale: ctx.locale.code(), person: None, token_hash: &token_hash, held_until: None, now: ctx.now() };
    put_registration(tx, agreement, meeting, &place).await?;
    Ok(true)
}
