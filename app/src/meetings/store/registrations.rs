//! SQL of sign-ups. Every change of one locks its meeting first.

use super::places::take_place;
use crate::context::Ctx;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, MeetingId, OrganisationId, PersonId, RegistrationId};
use crate::meetings::types::{NeedKind, RegistrationState};
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
    /// Organisation, as written or as the register has it.
    pub organisation_name: String,
    /// Organisation of the register.
    pub organisation_id: Option<OrganisationId>,
    /// Under what the seats of the organisation are counted; empty for oneself.
    pub organisation_key: String,
    /// Takes part online.
    pub online: bool,
    /// What the person needs, in own words.
    pub needs: String,
    /// Language for mail.
    pub locale: String,
    /// Until when the place, or the place on the list, is held.
    pub held_until_at: Option<DateTime<Utc>>,
    /// Since when somebody waits: the order of the list.
    pub waiting_at: Option<DateTime<Utc>>,
    /// Since when there is a place.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When somebody came through the door.
    pub checked_in_at: Option<DateTime<Utc>>,
    /// The start for which a reminder was mailed.
    pub reminded_for: Option<DateTime<Utc>>,
    /// Six characters for the door.
    pub code: String,
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
    /// True while the sign-up holds a place or stands on the waiting list, or will once it is confirmed.
    pub fn stands(&self, now: DateTime<Utc>) -> bool {
        match self.state {
            RegistrationState::Waiting => true,
            RegistrationState::Asked => self.held_until_at.is_some_and(|until| until > now),
            _ => self.has_place(now),
        }
    }
}

macro_rules! columns {
    () => {
        "id, meeting_id, state, name, email, organisation_name, organisation_id, organisation_key, online, needs, locale, held_until_at, waiting_at,
            confirmed_at, checked_in_at, reminded_for, code"
    };
}
macro_rules! registrations {
    ($tail:literal) => {
        concat!("SELECT ", columns!(), " FROM registration ", $tail)
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
    const SQL: &str = registrations!("WHERE meeting_id = $1 AND email <> '' AND (state = 'confirmed' OR (state = 'held' AND held_until_at > $2)) ORDER BY id");
    let mut people = fetch!(conn, Registration, fetch_all, SQL, meeting, now)?;
    people.sort_by_cached_key(|r| crate::text::sort_key(&r.name));
    Ok(people)
}

/// The waiting list in its order. For the kansli, and for giving places that came free.
pub async fn waiting(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Registration>> {
    const SQL: &str = registrations!("WHERE meeting_id = $1 AND state = 'waiting' AND email <> '' ORDER BY waiting_at, id");
    Ok(fetch!(conn, Registration, fetch_all, SQL, meeting)?)
}

/// How many stand on the waiting list, or will once they confirm.
pub async fn waiting_count(conn: &mut Conn, meeting: MeetingId) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM registration WHERE meeting_id = $1 AND state IN ('waiting', 'asked')";
    Ok(scalar!(conn, i64, fetch_one, SQL, meeting)?)
}

/// Somebody's place on the waiting list, among those who want to take part in the same way; 1 is next.
pub async fn position(conn: &mut Conn, r: &Registration) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM registration w JOIN registration r ON r.id = $2
        WHERE w.meeting_id = $1 AND w.state = 'waiting' AND w.online = r.online AND (w.waiting_at < r.waiting_at OR (w.waiting_at = r.waiting_at AND w.id <= r.id))";
    Ok(scalar!(conn, i64, fetch_one, SQL, r.meeting_id, r.id)?)
}

/// What is written of a sign-up.
#[derive(Debug, Clone, Default)]
pub struct Sign {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Organisation, as written or as the register has it.
    pub organisation: String,
    /// Organisation of the register.
    pub organisation_id: Option<OrganisationId>,
    /// Under what its seats are counted.
    pub organisation_key: String,
    /// Takes part online.
    pub online: bool,
    /// Needs, in own words.
    pub needs: String,
    /// Needs by kind, each with what there is to say about it.
    pub kinds: Vec<(NeedKind, String)>,
}

/// A sign-up about to be written.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// Who.
    pub sign: &'a Sign,
    /// Key of the address.
    pub email_key: &'a str,
    /// Language for mail.
    pub locale: &'a str,
    /// Person signed in with that address.
    pub person: Option<PersonId>,
    /// Hash of the own link's secret.
    pub token_hash: &'a str,
    /// Where it stands.
    pub state: RegistrationState,
    /// Until when it is held, if it is.
    pub held_until: Option<DateTime<Utc>>,
    /// Now.
    pub now: DateTime<Utc>,
    /// Code for the door, if it has none yet.
    pub code: &'a str,
}

/// A code for the door that nobody else has at this meeting.
pub async fn free_code(tx: &mut Tx, ctx: &Ctx, meeting: MeetingId) -> Result<String> {
    loop {
        let code = ctx.rng.code();
        if scalar!(tx, i64, fetch_one, "SELECT COUNT(*) FROM registration WHERE meeting_id = $1 AND code = $2", meeting, &code)? == 0 {
            return Ok(code);
        }
    }
}

/// Writes a sign-up, or begins again the one that the same address had. Gives its code for the door too.
pub async fn put_registration(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, p: &Place<'_>) -> Result<(RegistrationId, String)> {
    const SQL: &str =
        "INSERT INTO registration (agreement_id, meeting_id, state, name, email, email_key, organisation_name, online, needs, locale, person_id, token_hash,
            held_until_at, created_at, confirmed_at, waiting_at, organisation_id, organisation_key, code)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        ON CONFLICT (meeting_id, email_key) DO UPDATE SET state = $3, name = $4, email = $5, organisation_name = $7, online = $8, needs = $9, locale = $10,
            person_id = $11, token_hash = $12, held_until_at = $13, confirmed_at = $15, waiting_at = $16, organisation_id = $17, organisation_key = $18,
            code = CASE WHEN registration.code = '' THEN $19 ELSE registration.code END, cancelled_at = NULL, checked_in_at = NULL,
            version = registration.version + 1
        RETURNING id, code";
    let confirmed = (p.state == RegistrationState::Confirmed).then_some(p.now);
    let waiting = matches!(p.state, RegistrationState::Asked | RegistrationState::Waiting).then_some(p.now);
    let (id, code) = fetch!(
        tx,
        (RegistrationId, String),
        fetch_one,
        SQL,
        agreement,
        meeting,
        p.state,
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
        confirmed,
        waiting,
        p.sign.organisation_id,
        &p.sign.organisation_key,
        p.code
    )?;
    put_needs(tx, id, &p.sign.kinds).await?;
    Ok((id, code))
}

/// Writes what somebody needs, by kind, in place of what was there.
async fn put_needs(tx: &mut Tx, id: RegistrationId, kinds: &[(NeedKind, String)]) -> Result<()> {
    execute!(tx, "DELETE FROM access_need WHERE registration_id = $1", id)?;
    for (kind, detail) in kinds {
        execute!(tx, "INSERT INTO access_need (registration_id, kind, detail) VALUES ($1, $2, $3)", id, *kind, detail)?;
    }
    Ok(())
}

/// What one person needs, by kind.
pub async fn needs_of(conn: &mut Conn, id: RegistrationId) -> Result<Vec<(NeedKind, String)>> {
    Ok(fetch!(conn, (NeedKind, String), fetch_all, "SELECT kind, detail FROM access_need WHERE registration_id = $1 ORDER BY kind", id)?)
}

/// What those who have a place or wait need, by kind. For the kansli only.
pub async fn needs(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<(RegistrationId, NeedKind, String)>> {
    const SQL: &str = "SELECT n.registration_id, n.kind, n.detail FROM access_need n JOIN registration r ON r.id = n.registration_id
        WHERE r.meeting_id = $1 AND r.state IN ('confirmed', 'held', 'waiting') ORDER BY n.kind, n.registration_id";
    Ok(fetch!(conn, (RegistrationId, NeedKind, String), fetch_all, SQL, meeting)?)
}

/// Gives a sign-up one more own link. Those mailed before stay valid.
pub async fn add_link(tx: &mut Tx, id: RegistrationId, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "INSERT INTO registration_link (token_hash, registration_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    execute!(tx, SQL, token_hash, id, now)?;
    Ok(())
}

/// Ends the sign-ups of a meeting whose holders did not confirm in time. Gives them, with whether a place was held and of which kind.
pub async fn expire_holds(tx: &mut Tx, meeting: MeetingId, now: DateTime<Utc>) -> Result<Vec<(RegistrationId, bool, bool)>> {
    const FIND: &str = "SELECT id, (state = 'held') AS held, online FROM registration
        WHERE meeting_id = $1 AND state IN ('held', 'asked') AND held_until_at <= $2 ORDER BY id";
    const SQL: &str =
        "UPDATE registration SET state = 'expired', version = version + 1 WHERE meeting_id = $1 AND state IN ('held', 'asked') AND held_until_at <= $2";
    let lapsed = fetch!(tx, (RegistrationId, bool, bool), fetch_all, FIND, meeting, now)?;
    if !lapsed.is_empty() {
        execute!(tx, SQL, meeting, now)?;
    }
    Ok(lapsed)
}

/// Confirms a sign-up: it has a place.
pub async fn confirm_registration(tx: &mut Tx, id: RegistrationId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE registration SET state = 'confirmed', confirmed_at = $2, held_until_at = NULL, waiting_at = NULL, cancelled_at = NULL,
        version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, now)?;
    Ok(())
}

/// Puts a sign-up on the waiting list.
pub async fn put_on_list(tx: &mut Tx, id: RegistrationId, since: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE registration SET state = 'waiting', waiting_at = $2, confirmed_at = NULL, held_until_at = NULL, cancelled_at = NULL,
        version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, since)?;
    Ok(())
}

/// Changes what a sign-up says; never its address.
pub async fn change_registration(tx: &mut Tx, id: RegistrationId, s: &Sign) -> Result<()> {
    const SQL: &str = "UPDATE registration SET name = $2, organisation_name = $3, online = $4, needs = $5, organisation_id = $6, organisation_key = $7,
        version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, &s.name, &s.organisation, s.online, &s.needs, s.organisation_id, &s.organisation_key)?;
    put_needs(tx, id, &s.kinds).await
}

/// Cancels a sign-up, and forgets what the person needs. Whoever was a guest has declined.
pub async fn cancel_registration(tx: &mut Tx, id: RegistrationId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str =
        "UPDATE registration SET state = 'cancelled', cancelled_at = $2, held_until_at = NULL, waiting_at = NULL, checked_in_at = NULL, needs = '',
        version = version + 1 WHERE id = $1";
    const GUEST: &str = "UPDATE guest SET state = 'declined', answered_at = $2 WHERE state = 'accepted'
        AND EXISTS (SELECT 1 FROM registration r WHERE r.id = $1 AND r.meeting_id = guest.meeting_id AND r.email_key = guest.email_key)";
    execute!(tx, SQL, id, now)?;
    execute!(tx, GUEST, id, now)?;
    put_needs(tx, id, &[]).await
}

/// Agreement and number of the meeting that a sign-up belongs to.
pub async fn meeting_of_registration(conn: &mut Conn, id: RegistrationId) -> Result<Option<(AgreementId, i64)>> {
    const SQL: &str = "SELECT m.agreement_id, m.number FROM registration r JOIN meeting m ON m.id = r.meeting_id WHERE r.id = $1";
    Ok(fetch!(conn, (AgreementId, i64), fetch_optional, SQL, id)?)
}

/// Somebody who is told of a meeting.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Recipient {
    part: i64,
    /// Address.
    pub email: String,
    /// Language for mail.
    pub locale: String,
}

impl Recipient {
    /// They have a place.
    pub const fn has_place(&self) -> bool {
        self.part == 0
    }
    /// They signed up, and have a link of their own.
    pub const fn signed_up(&self) -> bool {
        self.part <= 1
    }
    /// They signed up, or were invited by name.
    pub const fn in_person(&self) -> bool {
        self.part <= 2
    }
}

/// Addresses and languages of those who have a place or wait for one, whether or not they have confirmed it, are invited and have not
/// answered, or were told with all others of a general assembly and have done nothing about it.
pub async fn recipients(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Recipient>> {
    const SQL: &str = "SELECT CAST(part AS BIGINT) AS part, email, locale FROM (
            SELECT CASE WHEN state = 'confirmed' THEN 0 ELSE 1 END AS part, id, email, locale FROM registration
            WHERE meeting_id = $1 AND email <> '' AND state IN ('confirmed', 'waiting', 'held', 'asked')
            UNION ALL
            SELECT 2 AS part, g.id, g.email, g.locale FROM guest g
            WHERE g.meeting_id = $1 AND g.state = 'invited' AND g.email <> '' AND NOT EXISTS (SELECT 1 FROM registration r
                WHERE r.meeting_id = g.meeting_id AND r.email_key = g.email_key AND r.state IN ('confirmed', 'waiting', 'held', 'asked'))
            UNION ALL
            SELECT 3 AS part, p.id, p.email, p.locale FROM assembly_invitation a JOIN person p ON p.id = a.person_id
            WHERE a.meeting_id = $1 AND a.mailed_at IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.meeting_id = a.meeting_id AND r.email_key = p.email_key)
                AND NOT EXISTS (SELECT 1 FROM guest g WHERE g.meeting_id = a.meeting_id AND g.email_key = p.email_key)
        ) AS told ORDER BY part, id";
    Ok(fetch!(conn, Recipient, fetch_all, SQL, meeting)?)
}

/// Those who have had a place since before a time and were not reminded of this start yet, some at once: they are now.
pub async fn take_unreminded(tx: &mut Tx, meeting: MeetingId, start: DateTime<Utc>, before: DateTime<Utc>, most: i64) -> Result<Vec<Registration>> {
    const SQL: &str = concat!(
        "UPDATE registration SET reminded_for = $2 WHERE id IN (SELECT id FROM registration WHERE meeting_id = $1 AND state = 'confirmed' AND email <> ''
            AND confirmed_at <= $3 AND (reminded_for IS NULL OR reminded_for <> $2) ORDER BY id LIMIT $4) RETURNING ",
        columns!()
    );
    let mut taken = fetch!(tx, Registration, fetch_all, SQL, meeting, start, before, most)?;
    taken.sort_by_key(|r| r.id);
    Ok(taken)
}

/// Checks somebody in who has a place; whoever had not confirmed it has by coming. False when that was done already.
pub async fn check_in(tx: &mut Tx, meeting: MeetingId, id: RegistrationId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "UPDATE registration SET checked_in_at = $3, state = 'confirmed', confirmed_at = COALESCE(confirmed_at, $3), held_until_at = NULL,
        version = version + 1 WHERE meeting_id = $1 AND id = $2 AND state IN ('held', 'confirmed') AND email <> '' AND checked_in_at IS NULL";
    Ok(execute!(tx, SQL, meeting, id, now)? > 0)
}

/// Undoes that. False when nobody was checked in.
pub async fn undo_check_in(tx: &mut Tx, meeting: MeetingId, id: RegistrationId) -> Result<bool> {
    const SQL: &str = "UPDATE registration SET checked_in_at = NULL, version = version + 1 WHERE meeting_id = $1 AND id = $2 AND checked_in_at IS NOT NULL";
    Ok(execute!(tx, SQL, meeting, id)? > 0)
}

/// A sign-up of a meeting by its id.
pub async fn registration_by_id(conn: &mut Conn, meeting: MeetingId, id: RegistrationId) -> Result<Option<Registration>> {
    const SQL: &str = registrations!("WHERE meeting_id = $1 AND id = $2");
    Ok(fetch!(conn, Registration, fetch_optional, SQL, meeting, id)?)
}

/// Writes a confirmed sign-up and takes its place, without mail or event. For data that are loaded, such as the demo's.
/// False when no place is left.
pub async fn insert_confirmed_registration(tx: &mut Tx, ctx: &Ctx, agreement: AgreementId, meeting: MeetingId, sign: &Sign) -> Result<bool> {
    let there = take_place(tx, meeting, sign.online).await?;
    if there {
        insert_loaded(tx, ctx, agreement, meeting, sign, RegistrationState::Confirmed).await?;
    }
    Ok(there)
}

/// Writes a sign-up as it stands, without taking a place. For data that are loaded.
pub async fn insert_loaded(
    tx: &mut Tx,
    ctx: &Ctx,
    agreement: AgreementId,
    meeting: MeetingId,
    sign: &Sign,
    state: RegistrationState,
) -> Result<RegistrationId> {
    let email_key = crate::text::email_key(&sign.email);
    let token_hash = crate::context::secret_hash(&ctx.rng.secret());
    let code = free_code(tx, ctx, meeting).await?;
    let place = Place {
        sign,
        email_key: &email_key,
        locale: ctx.locale.code(),
        person: None,
        token_hash: &token_hash,
        state,
        held_until: None,
        now: ctx.now(),
        code: &code,
    };
    Ok(put_registration(tx, agreement, meeting, &place).await?.0)
}
