//! SQL of what the agendas of kinds of meetings begin with.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgendaTemplateId, AgreementId, PersonId};
use crate::meetings::types::MeetingKind;
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// An item of a template.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TemplateItem {
    /// Kind of meeting.
    pub kind: MeetingKind,
    /// Version of the template.
    pub version: i64,
    /// Title in Swedish.
    pub title_sv: String,
    /// Title in English.
    pub title_en: String,
    /// Minutes; 0: not said.
    pub minutes: i64,
    /// It stands under the nearest item above that does not.
    pub sub: bool,
}

/// The items of all templates of an agreement, by kind and in order.
pub async fn template_items(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<TemplateItem>> {
    const SQL: &str = "SELECT t.kind, t.version, i.title_sv, i.title_en, i.minutes, i.sub
        FROM agenda_template t JOIN agenda_template_item i ON i.template_id = t.id WHERE t.agreement_id = $1 ORDER BY t.id, i.position";
    Ok(fetch!(conn, TemplateItem, fetch_all, SQL, agreement)?)
}

/// A template under lock.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct LockedTemplate {
    /// Id.
    pub id: AgendaTemplateId,
    /// Version.
    pub version: i64,
}

/// Locks the agreement's sequence, so that templates change one by one, and reads one. Taken after a person's row, as everywhere.
pub async fn lock_template(tx: &mut Tx, agreement: AgreementId, kind: MeetingKind) -> Result<Option<LockedTemplate>> {
    fetch_locked!(tx, (AgreementId,), "SELECT agreement_id FROM agreement_sequence WHERE agreement_id = $1", agreement)?;
    Ok(fetch_locked!(tx, LockedTemplate, "SELECT id, version FROM agenda_template WHERE agreement_id = $1 AND kind = $2", agreement, kind)?)
}

/// Begins a template, or raises the version of the one that there is.
pub async fn put_template(
    tx: &mut Tx,
    agreement: AgreementId,
    kind: MeetingKind,
    there: Option<LockedTemplate>,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<AgendaTemplateId> {
    if let Some(there) = there {
        execute!(tx, "UPDATE agenda_template SET edited_by = $2, edited_at = $3, version = version + 1 WHERE id = $1", there.id, by, now)?;
        execute!(tx, "DELETE FROM agenda_template_item WHERE template_id = $1", there.id)?;
        return Ok(there.id);
    }
    const SQL: &str = "INSERT INTO agenda_template (agreement_id, kind, edited_by, edited_at) VALUES ($1, $2, $3, $4) RETURNING id";
    Ok(scalar!(tx, AgendaTemplateId, fetch_one, SQL, agreement, kind, by, now)?)
}

/// Removes a template.
pub async fn drop_template(tx: &mut Tx, id: AgendaTemplateId) -> Result<()> {
    execute!(tx, "DELETE FROM agenda_template_item WHERE template_id = $1", id)?;
    execute!(tx, "DELETE FROM agenda_template WHERE id = $1", id)?;
    Ok(())
}

/// Adds an item to a template.
pub async fn insert_template_item(
    tx: &mut Tx,
    agreement: AgreementId,
    template: AgendaTemplateId,
    position: i64,
    (title_sv, title_en): (&str, &str),
    length: crate::meetings::rules::Length,
) -> Result<()> {
    const SQL: &str =
        "INSERT INTO agenda_template_item (agreement_id, template_id, position, title_sv, title_en, minutes, sub) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(tx, SQL, agreement, template, position, title_sv, title_en, length.minutes, length.sub)?;
    Ok(())
}

/// A body that can have meetings.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwnBody {
    /// Id.
    pub id: crate::ids::OrganisationId,
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
}

/// Bodies and groups that exist on a day, by name.
pub async fn own_bodies(conn: &mut Conn, today: NaiveDate) -> Result<Vec<OwnBody>> {
    const SQL: &str = "SELECT id, slug, name FROM organisation WHERE kind = 'group' AND (ends_on IS NULL OR ends_on >= $1) ORDER BY sort_key, id LIMIT 500";
    Ok(fetch!(conn, OwnBody, fetch_all, SQL, today)?)
}
