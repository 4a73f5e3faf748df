//! SQL of accounts.

use super::types::{Actor, Hat};
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::i18n::Locale;
use crate::ids::{OrganisationId, PersonId};
use chrono::NaiveDate;

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
