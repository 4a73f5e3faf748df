//! SQL of accounts.

use super::types::{Actor, Hat, RoleKind, TokenPurpose};
use crate::agreements::types::Side;
use crate::context::secret_hash;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::i18n::Locale;
use crate::ids::{AgreementId, OrganisationId, PersonId, RoleId, SeatId, TokenId};
use crate::organisations::types::OrganisationKind;
use crate::restrictions::types::{Restriction, RestrictionKind};
use crate::{execute, fetch, fetch_locked, scalar, text};
use chrono::{DateTime, NaiveDate, Utc};

/// A person and one of the hats, if there is any.
#[derive(sqlx::FromRow)]
struct ActorRow {
    person_name: String,
    email: String,
    locale: String,
    organisation_id: Option<OrganisationId>,
    slug: Option<String>,
    name: Option<String>,
    kind: Option<OrganisationKind>,
    role: Option<RoleKind>,
    seat: Option<Side>,
    function: Option<String>,
    appeal_waits: bool,
    restricted_in: Option<AgreementId>,
    restricted_organisation: Option<OrganisationId>,
    restriction: Option<RestrictionKind>,
    until_on: Option<NaiveDate>,
}

impl ActorRow {
    fn restriction(&self) -> Option<Restriction> {
        Some(Restriction { agreement: self.restricted_in?, organisation: self.restricted_organisation, kind: self.restriction?, until_on: self.until_on? })
    }

    fn hat(self) -> Option<Hat> {
        Some(Hat {
            organisation_id: self.organisation_id?,
            slug: self.slug?,
            name: self.name?,
            kind: self.kind?,
            role: self.role,
            seat: self.seat,
            function: self.function.unwrap_or_default(),
            appeal_waits: self.appeal_waits,
        })
    }
}

/// A person with the roles and seats that are current on a day and what holds them back, in one statement: every request of somebody
/// signed in asks.
/// Acting for an organisation whose mandate has ended falls back to oneself.
pub async fn actor(conn: &mut Conn, person: PersonId, acting_as: Option<OrganisationId>, today: NaiveDate) -> Result<Option<Actor>> {
    const SQL: &str = "SELECT p.name AS person_name, p.email, p.locale, h.organisation_id, h.slug, h.name, h.kind, h.role, h.seat, h.function,
            (COALESCE(h.seat, '') = 'civil_society' AND EXISTS (SELECT 1 FROM clock k WHERE k.owner_id = h.organisation_id AND k.closed_by IS NULL AND k.kind = 'appeal')) AS appeal_waits,
            x.agreement_id AS restricted_in, x.organisation_id AS restricted_organisation, x.kind AS restriction, x.until_on
        FROM person p LEFT JOIN (
            SELECT r.person_id, o.id AS organisation_id, o.slug, o.name, o.kind, r.kind AS role, NULL AS seat, r.function, o.sort_key
                FROM role r JOIN organisation o ON o.id = r.organisation_id
                WHERE r.person_id = $1 AND r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2) AND (o.ends_on IS NULL OR o.ends_on >= $2)
            UNION ALL
            SELECT s.person_id, o.id, o.slug, o.name, o.kind, NULL, s.side, s.function, o.sort_key
                FROM seat s JOIN organisation o ON o.id = s.body_id
                WHERE s.person_id = $1 AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2) AND (o.ends_on IS NULL OR o.ends_on >= $2)
        ) h ON h.person_id = p.id
        LEFT JOIN restriction x ON (x.person_id = p.id OR x.organisation_id = h.organisation_id) AND x.lifted_at IS NULL AND x.until_on >= $2
        WHERE p.id = $1 ORDER BY h.sort_key";
    let rows = fetch!(conn, ActorRow, fetch_all, SQL, person, today)?;
    let Some(first) = rows.first() else { return Ok(None) };
    let (name, email, locale) = (first.person_name.clone(), first.email.clone(), Locale::from_code(&first.locale));
    // a restriction comes once with each hat, and a hat once with each restriction
    let mut restrictions: Vec<Restriction> = Vec::new();
    let mut hats: Vec<Hat> = Vec::new();
    for row in rows {
        restrictions.extend(row.restriction().filter(|r| !restrictions.contains(r)));
        hats.extend(row.hat().filter(|h| !hats.contains(h)));
    }
    let acting_as = acting_as.filter(|id| hats.iter().any(|h| h.organisation_id == *id));
    Ok(Some(Actor { person_id: person, name, email, locale, hats, restrictions, acting_as }))
}

/// Adds a person. Somebody who has that address already stays as they are, and is given back.
pub async fn insert_person(tx: &mut Tx, name: &str, email: &str, locale: Locale, demo_role: Option<&str>, at: DateTime<Utc>) -> Result<PersonId> {
    const INSERT: &str = "INSERT INTO person (name, email, email_key, locale, demo_role, created_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (email_key) DO NOTHING RETURNING id";
    let key = text::email_key(email);
    match scalar!(tx, PersonId, fetch_optional, INSERT, text::clean_line(name), email.trim(), &key, locale.code(), demo_role, at)? {
        Some(id) => Ok(id),
        None => Ok(scalar!(tx, PersonId, fetch_one, "SELECT id FROM person WHERE email_key = $1", &key)?),
    }
}

/// The person with an address.
pub async fn person_by_email(conn: &mut Conn, email_key: &str) -> Result<Option<PersonId>> {
    Ok(scalar!(conn, PersonId, fetch_optional, "SELECT id FROM person WHERE email_key = $1", email_key)?)
}

/// Gives a person a role in an organisation, from a day on, until a day or without an end.
pub async fn insert_role(
    tx: &mut Tx,
    person: PersonId,
    organisation: OrganisationId,
    kind: RoleKind,
    function: &str,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
) -> Result<RoleId> {
    const SQL: &str = "INSERT INTO role (person_id, organisation_id, kind, function, from_on, to_on) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
    Ok(scalar!(tx, RoleId, fetch_one, SQL, person, organisation, kind, function, from_on, to_on)?)
}

/// Gives a person a seat in a body, on one side, from a day on, until a day or without an end.
pub async fn insert_seat(
    tx: &mut Tx,
    person: PersonId,
    body: OrganisationId,
    side: Side,
    function: &str,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
) -> Result<SeatId> {
    const SQL: &str = "INSERT INTO seat (person_id, body_id, side, function, from_on, to_on) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
    Ok(scalar!(tx, SeatId, fetch_one, SQL, person, body, side, function, from_on, to_on)?)
}

/// A mailed secret to keep.
#[derive(Debug, Clone)]
pub struct NewToken<'a> {
    /// What it is for.
    pub purpose: TokenPurpose,
    /// The secret itself; only its hash is stored.
    pub secret: &'a str,
    /// Whose mailbox it was sent to.
    pub email: &'a str,
    /// Organisation that it invites to.
    pub organisation: Option<OrganisationId>,
    /// Who invites.
    pub invited_by: Option<PersonId>,
    /// What the invited person is there.
    pub function: &'a str,
    /// Where to go afterwards.
    pub return_to: &'a str,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Until when it is valid.
    pub expires_at: DateTime<Utc>,
}

/// Keeps a mailed secret, as a hash.
pub async fn insert_token(tx: &mut Tx, token: &NewToken<'_>) -> Result<()> {
    execute!(
        tx,
        "INSERT INTO token (purpose, hash, email, email_key, organisation_id, invited_by, function, return_to, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        token.purpose,
        secret_hash(token.secret),
        token.email,
        text::email_key(token.email),
        token.organisation,
        token.invited_by,
        token.function,
        token.return_to,
        token.created_at,
        token.expires_at
    )?;
    Ok(())
}

/// A valid mailed secret, with the person whose address it was sent to and what it invites to.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Token {
    /// Id.
    pub id: TokenId,
    /// Address.
    pub email: String,
    /// Where to go afterwards.
    pub return_to: String,
    /// What the invited person is there.
    pub function: String,
    /// The person with that address, if there is one.
    pub person_id: Option<PersonId>,
    /// Organisation that it invites to.
    pub organisation_id: Option<OrganisationId>,
    /// Name of the organisation.
    pub organisation_name: Option<String>,
    /// Who invites.
    pub inviter_name: Option<String>,
}

/// The mailed secret, if it was not used, is not too old, and what it invites to still exists.
pub async fn valid_token(conn: &mut Conn, purpose: TokenPurpose, secret: &str, now: DateTime<Utc>, today: NaiveDate) -> Result<Option<Token>> {
    const SQL: &str = "SELECT t.id, t.email, t.return_to, t.function, p.id AS person_id, t.organisation_id, o.name AS organisation_name, i.name AS inviter_name
        FROM token t LEFT JOIN person p ON p.email_key = t.email_key LEFT JOIN organisation o ON o.id = t.organisation_id LEFT JOIN person i ON i.id = t.invited_by
        WHERE t.hash = $1 AND t.purpose = $2 AND t.used_at IS NULL AND t.expires_at > $3 AND (o.ends_on IS NULL OR o.ends_on >= $4)";
    Ok(fetch!(conn, Token, fetch_optional, SQL, secret_hash(secret), purpose, now, today)?)
}

/// Spends a mailed secret. True for exactly one caller, however many try at once.
pub async fn spend_token(tx: &mut Tx, id: TokenId, now: DateTime<Utc>) -> Result<bool> {
    Ok(execute!(tx, "UPDATE token SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2", id, now)? == 1)
}

/// One of somebody's sessions.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SessionRow {
    /// Hash of its id.
    pub id: String,
    /// Browser and system, as [`super::device::describe`] gives them.
    pub device: String,
    /// When it was last used, to the hour.
    pub seen_at: DateTime<Utc>,
}

/// Somebody's live sessions, last used first.
pub async fn sessions_of(conn: &mut Conn, person: PersonId, now: DateTime<Utc>) -> Result<Vec<SessionRow>> {
    const SQL: &str = "SELECT id, device, seen_at FROM session WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id";
    Ok(fetch!(conn, SessionRow, fetch_all, SQL, person, now)?)
}

/// Ends one of somebody's own sessions. False when it is not theirs.
pub async fn end_session(tx: &mut Tx, person: PersonId, id: &str) -> Result<bool> {
    Ok(execute!(tx, "DELETE FROM session WHERE person_id = $1 AND id = $2", person, id)? == 1)
}

/// Ends all of somebody's sessions but one.
pub async fn end_other_sessions(tx: &mut Tx, person: PersonId, but: &str) -> Result<u64> {
    Ok(execute!(tx, "DELETE FROM session WHERE person_id = $1 AND id <> $2", person, but)?)
}

/// Ends all of somebody's sessions.
pub async fn end_all_sessions(tx: &mut Tx, person: PersonId) -> Result<u64> {
    Ok(execute!(tx, "DELETE FROM session WHERE person_id = $1", person)?)
}

/// What somebody may change about themselves.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Profile {
    /// Name.
    pub name: String,
    /// Language of mail.
    pub locale: String,
    /// Version.
    pub version: i64,
    /// Since when there is a password beside the link, if there is one.
    pub password_set_at: Option<DateTime<Utc>>,
}

/// What somebody may change about themselves.
pub async fn profile(conn: &mut Conn, person: PersonId) -> Result<Option<Profile>> {
    Ok(fetch!(conn, Profile, fetch_optional, "SELECT name, locale, version, password_set_at FROM person WHERE id = $1", person)?)
}

/// The same, locked until the transaction ends. Serialises what one person sends at the same moment.
pub async fn lock_person(tx: &mut Tx, person: PersonId) -> Result<Option<Profile>> {
    Ok(fetch_locked!(tx, Profile, "SELECT name, locale, version, password_set_at FROM person WHERE id = $1", person)?)
}

/// Changes name and language.
pub async fn update_profile(tx: &mut Tx, person: PersonId, name: &str, locale: Locale) -> Result<()> {
    execute!(tx, "UPDATE person SET name = $2, locale = $3, version = version + 1 WHERE id = $1", person, name, locale.code())?;
    Ok(())
}

/// What signing in with a password needs. Not for logs, hence no `Debug`.
#[derive(sqlx::FromRow)]
pub struct Credentials {
    /// Person.
    pub id: PersonId,
    /// Hash of the password, if there is one.
    pub password_hash: Option<String>,
}

/// The person with an address, and their password.
pub async fn credentials(conn: &mut Conn, email_key: &str) -> Result<Option<Credentials>> {
    Ok(fetch!(conn, Credentials, fetch_optional, "SELECT id, password_hash FROM person WHERE email_key = $1", email_key)?)
}

/// Hash of somebody's password, if there is one.
pub async fn password_hash(conn: &mut Conn, person: PersonId) -> Result<Option<String>> {
    Ok(scalar!(conn, Option<String>, fetch_one, "SELECT password_hash FROM person WHERE id = $1", person)?)
}

/// Sets somebody's password, or takes it away.
pub async fn set_password(tx: &mut Tx, person: PersonId, hash: Option<&str>, now: DateTime<Utc>) -> Result<()> {
    let at = hash.map(|_| now);
    execute!(tx, "UPDATE person SET password_hash = $2, password_set_at = $3 WHERE id = $1", person, hash, at)?;
    Ok(())
}

/// Puts another hash of the same password in the place of an older one, unless the password was changed meanwhile.
pub async fn renew_password_hash(tx: &mut Tx, person: PersonId, old: &str, new: &str) -> Result<()> {
    execute!(tx, "UPDATE person SET password_hash = $3 WHERE id = $1 AND password_hash = $2", person, old, new)?;
    Ok(())
}

/// True when the person has a role of that kind in the organisation on that day.
pub async fn has_role(conn: &mut Conn, person: PersonId, organisation: OrganisationId, kind: RoleKind, today: NaiveDate) -> Result<bool> {
    const SQL: &str =
        "SELECT COUNT(*) FROM role WHERE person_id = $1 AND organisation_id = $2 AND kind = $3 AND from_on <= $4 AND (to_on IS NULL OR to_on >= $4)";
    Ok(scalar!(conn, i64, fetch_one, SQL, person, organisation, kind, today)? > 0)
}

/// True when the person has a seat of that side in the body on that day.
pub async fn has_seat(conn: &mut Conn, person: PersonId, body: OrganisationId, side: Side, today: NaiveDate) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM seat WHERE person_id = $1 AND body_id = $2 AND side = $3 AND from_on <= $4 AND (to_on IS NULL OR to_on >= $4)";
    Ok(scalar!(conn, i64, fetch_one, SQL, person, body, side, today)? > 0)
}

/// A person whom the demo offers, with one of the hats.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PersonaRow {
    /// Person.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// For what the demo offers the person.
    pub demo_role: String,
    /// Organisation or body.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Role there.
    pub role: Option<RoleKind>,
    /// Side of the seat there.
    pub seat: Option<Side>,
}

/// The first person of each role of the demo, with their hats; one row for each hat.
pub async fn personas(conn: &mut Conn, today: NaiveDate) -> Result<Vec<PersonaRow>> {
    const SQL: &str = "SELECT p.id, p.name, p.demo_role, h.organisation_id, h.organisation, h.role, h.seat
        FROM person p LEFT JOIN (
            SELECT r.person_id, o.id AS organisation_id, o.name AS organisation, r.kind AS role, NULL AS seat, o.sort_key
                FROM role r JOIN organisation o ON o.id = r.organisation_id
                WHERE r.from_on <= $1 AND (r.to_on IS NULL OR r.to_on >= $1) AND (o.ends_on IS NULL OR o.ends_on >= $1)
            UNION ALL
            SELECT s.person_id, o.id, o.name, NULL, s.side, o.sort_key FROM seat s JOIN organisation o ON o.id = s.body_id
                WHERE s.from_on <= $1 AND (s.to_on IS NULL OR s.to_on >= $1) AND (o.ends_on IS NULL OR o.ends_on >= $1)
        ) h ON h.person_id = p.id
        WHERE p.id IN (SELECT MIN(id) FROM person WHERE demo_role IS NOT NULL GROUP BY demo_role)
        ORDER BY p.id, h.sort_key";
    Ok(fetch!(conn, PersonaRow, fetch_all, SQL, today)?)
}

/// A mail in the demo's mailbox.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MailRow {
    /// Address.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// When.
    pub sent_at: DateTime<Utc>,
}

/// The newest mails of the demo's mailbox, to one address where it is given.
pub async fn mailbox(conn: &mut Conn, to: &str, limit: i64) -> Result<Vec<MailRow>> {
    const SQL: &str = "SELECT recipient, subject, text, sent_at FROM mailbox WHERE ($1 = '' OR LOWER(recipient) = LOWER($1)) ORDER BY id DESC LIMIT $2";
    Ok(fetch!(conn, MailRow, fetch_all, SQL, to, limit)?)
}
