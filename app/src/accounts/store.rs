//! SQL of accounts.

use super::types::{Actor, Hat, RoleKind};
use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::i18n::Locale;
use crate::ids::{OrganisationId, PersonId, RoleId, SeatId};
use crate::{fetch, scalar, text};
use chrono::{DateTime, NaiveDate, Utc};

#[derive(sqlx::FromRow)]
struct PersonRow {
    name: String,
    email: String,
    locale: String,
}

/// A person with the roles and seats that are current on a day. Acting for an organisation whose mandate has ended falls back to oneself.
pub async fn actor(conn: &mut Conn, person: PersonId, acting_as: Option<OrganisationId>, today: NaiveDate) -> Result<Option<Actor>> {
    const HATS: &str = "SELECT o.id AS organisation_id, o.slug, o.name, o.kind, r.kind AS role, NULL AS seat, r.function, o.sort_key
            FROM role r JOIN organisation o ON o.id = r.organisation_id
            WHERE r.person_id = $1 AND r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2) AND (o.ends_on IS NULL OR o.ends_on >= $2)
        UNION ALL
        SELECT o.id, o.slug, o.name, o.kind, NULL, s.side, s.function, o.sort_key
            FROM seat s JOIN organisation o ON o.id = s.body_id
            WHERE s.person_id = $1 AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2) AND (o.ends_on IS NULL OR o.ends_on >= $2)
        ORDER BY sort_key";
    let Some(row) = fetch!(conn, PersonRow, fetch_optional, "SELECT name, email, locale FROM person WHERE id = $1", person)? else { return Ok(None) };
    let hats = fetch!(conn, Hat, fetch_all, HATS, person, today)?;
    let acting_as = acting_as.filter(|id| hats.iter().any(|h| h.organisation_id == *id));
    Ok(Some(Actor { person_id: person, name: row.name, email: row.email, locale: Locale::from_code(&row.locale), hats, acting_as }))
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
pub async fn insert_seat(tx: &mut Tx, person: PersonId, body: OrganisationId, side: Side, function: &str, from_on: NaiveDate, to_on: Option<NaiveDate>) -> Result<SeatId> {
    const SQL: &str = "INSERT INTO seat (person_id, body_id, side, function, from_on, to_on) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
    Ok(scalar!(tx, SeatId, fetch_one, SQL, person, body, side, function, from_on, to_on)?)
}
