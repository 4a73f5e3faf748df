//! SQL of mentions.

use super::Place;
use super::found::Mentioned;
use crate::db::{Conn, Kind, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, EventId, OrganisationId};
use crate::{by_dialect, execute, fetch, scalar};
use chrono::{DateTime, Utc};

/// The mention `m` stands where all may read it: in the text of the issue `i`, its contribution `c` or the event `e` of an answer.
macro_rules! readable {
    () => {
        concat!(
            "i.published_at IS NOT NULL AND NOT ",
            $crate::issues::store::withheld!(),
            " AND (c.id IS NULL OR c.published_at IS NOT NULL) AND (e.id IS NULL OR e.undone_by IS NULL)"
        )
    };
}
pub(crate) use readable;

/// The organisations behind handles: by their slug, or by one that they had.
pub async fn by_handles(conn: &mut Conn, handles: &[String]) -> Result<Vec<Mentioned>> {
    const SQLITE: &str = "SELECT CAST(h.value AS TEXT) AS handle, o.id, o.slug, o.name FROM json_each($1) h
        JOIN organisation o ON o.id = COALESCE((SELECT s.id FROM organisation s WHERE s.slug = h.value),
            (SELECT s.organisation_id FROM organisation_old_slug s WHERE s.slug = h.value))";
    const POSTGRES: &str = "SELECT h.value AS handle, o.id, o.slug, o.name FROM jsonb_array_elements_text(CAST($1 AS JSONB)) AS h (value)
        JOIN organisation o ON o.id = COALESCE((SELECT s.id FROM organisation s WHERE s.slug = h.value),
            (SELECT s.organisation_id FROM organisation_old_slug s WHERE s.slug = h.value))";
    let sql = by_dialect!(conn, sqlite: SQLITE, postgres: POSTGRES);
    Ok(fetch!(conn, Mentioned, fetch_all, sql, serde_json::to_string(handles)?)?)
}

/// Keeps organisations from going away until the transaction ends. Before the agreement's sequence is locked: everybody takes locks in
/// this order.
pub async fn hold(tx: &mut Tx, organisations: &[OrganisationId]) -> Result<()> {
    const SQL: &str = "SELECT id FROM organisation WHERE id IN (SELECT CAST(h.value AS BIGINT) FROM jsonb_array_elements_text(CAST($1 AS JSONB)) AS h (value))
        ORDER BY id FOR KEY SHARE";
    if tx.kind() == Kind::Postgres && !organisations.is_empty() {
        execute!(tx, SQL, serde_json::to_string(organisations)?)?;
    }
    Ok(())
}

/// The organisations that a text mentioned when it was saved.
pub async fn organisations_of(conn: &mut Conn, at: Place) -> Result<Vec<OrganisationId>> {
    const SQL: &str = "SELECT organisation_id FROM mention
        WHERE issue_id = $1 AND COALESCE(contribution_id, 0) = COALESCE($2, 0) AND COALESCE(event_id, 0) = COALESCE($3, 0) ORDER BY organisation_id";
    Ok(scalar!(conn, OrganisationId, fetch_all, SQL, at.issue, at.contribution, at.event)?)
}

/// Stores a mention.
pub async fn put(tx: &mut Tx, agreement: AgreementId, at: Place, organisation: OrganisationId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "INSERT INTO mention (agreement_id, issue_id, contribution_id, event_id, organisation_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING";
    execute!(tx, SQL, agreement, at.issue, at.contribution, at.event, organisation, now)?;
    Ok(())
}

/// Removes a mention that is no longer in its text.
pub async fn remove(tx: &mut Tx, at: Place, organisation: OrganisationId) -> Result<()> {
    const SQL: &str = "DELETE FROM mention
        WHERE issue_id = $1 AND COALESCE(contribution_id, 0) = COALESCE($2, 0) AND COALESCE(event_id, 0) = COALESCE($3, 0) AND organisation_id = $4";
    execute!(tx, SQL, at.issue, at.contribution, at.event, organisation)?;
    Ok(())
}

/// Writes the answer of a public body as it is with its mentions.
pub async fn put_answer(tx: &mut Tx, event: EventId, html: &str) -> Result<()> {
    execute!(tx, "UPDATE event SET text_html = $2 WHERE id = $1", event, html)?;
    Ok(())
}

/// A mention about which nobody was told yet.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Untold {
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Organisation that is mentioned.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// Number of the issue.
    pub number: i64,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Number of the contribution.
    pub contribution: Option<i64>,
    /// Position of the answer's event.
    pub position: Option<i64>,
    /// Organisation of whoever wrote.
    pub by_organisation: Option<OrganisationId>,
    /// Address of whoever wrote.
    pub by_email: Option<String>,
    /// Name of the one or the other, as everybody sees.
    pub by_name: Option<String>,
}

/// Mentions in a text that all may read now, of organisations that were not told.
pub async fn untold(conn: &mut Conn, at: Place) -> Result<Vec<Untold>> {
    const SQL: &str = concat!(
        "SELECT i.agreement_id, m.organisation_id, o.name AS organisation, i.number, i.slug, i.title, c.number AS contribution, e.position,
            b.id AS by_organisation,
            p.email AS by_email, COALESCE(b.name, p.name) AS by_name
        FROM mention m JOIN organisation o ON o.id = m.organisation_id JOIN issue i ON i.id = m.issue_id
        LEFT JOIN contribution c ON c.id = m.contribution_id LEFT JOIN event e ON e.id = m.event_id
        LEFT JOIN person p ON p.id = CASE WHEN c.id IS NOT NULL THEN c.author_id WHEN e.id IS NOT NULL THEN e.person_id ELSE i.author_id END
        LEFT JOIN organisation b ON b.id = CASE WHEN c.id IS NOT NULL THEN c.organisation_id WHEN e.id IS NOT NULL THEN e.actor_organisation_id
            ELSE i.organisation_id END
        WHERE m.issue_id = $1 AND COALESCE(m.contribution_id, 0) = COALESCE($2, 0) AND COALESCE(m.event_id, 0) = COALESCE($3, 0) AND ",
        readable!(),
        " AND NOT EXISTS (SELECT 1 FROM mention_told t WHERE t.issue_id = m.issue_id AND COALESCE(t.contribution_id, 0) = COALESCE(m.contribution_id, 0)
            AND COALESCE(t.event_id, 0) = COALESCE(m.event_id, 0) AND t.organisation_id = m.organisation_id)
        ORDER BY m.organisation_id"
    );
    Ok(fetch!(conn, Untold, fetch_all, SQL, at.issue, at.contribution, at.event)?)
}

/// Notes that an organisation was told of a mention. False when it was already.
pub async fn mark_told(tx: &mut Tx, agreement: AgreementId, at: Place, organisation: OrganisationId) -> Result<bool> {
    const SQL: &str = "INSERT INTO mention_told (agreement_id, issue_id, contribution_id, event_id, organisation_id) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    Ok(execute!(tx, SQL, agreement, at.issue, at.contribution, at.event, organisation)? > 0)
}
