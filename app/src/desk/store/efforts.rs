//! SQL of information efforts.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, EffortId, OrganisationId, PersonId};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// An information effort.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct EffortRow {
    /// Id.
    pub id: EffortId,
    /// What is done.
    pub title: String,
    /// For whom.
    pub whom: String,
    /// Until when.
    pub due_on: NaiveDate,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// Version.
    pub version: i64,
}

/// The efforts of a body: those to do in the order of their dates, then those done, the newest first.
pub async fn all(conn: &mut Conn, agreement: AgreementId, body: OrganisationId) -> Result<Vec<EffortRow>> {
    const SQL: &str = "SELECT f.id, f.title, f.whom, f.due_on, f.done_on, f.version FROM effort f WHERE f.agreement_id = $1 AND f.body_id = $2
        ORDER BY (f.done_on IS NOT NULL), f.done_on DESC, f.due_on, f.id LIMIT 200";
    Ok(fetch!(conn, EffortRow, fetch_all, SQL, agreement, body)?)
}

/// How many efforts of a body are to be done.
pub async fn count_open(conn: &mut Conn, agreement: AgreementId, body: OrganisationId) -> Result<i64> {
    Ok(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM effort WHERE agreement_id = $1 AND body_id = $2 AND done_on IS NULL", agreement, body)?)
}

/// An effort; its row is locked.
pub async fn lock(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, id: EffortId) -> Result<Option<EffortRow>> {
    Ok(fetch_locked!(
        tx,
        EffortRow,
        "SELECT id, title, whom, due_on, done_on, version FROM effort WHERE agreement_id = $1 AND body_id = $2 AND id = $3",
        agreement,
        body,
        id
    )?)
}

/// An effort about to be stored.
#[derive(Debug)]
pub struct NewEffort<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Body that keeps it.
    pub body: OrganisationId,
    /// What is done.
    pub title: &'a str,
    /// For whom.
    pub whom: &'a str,
    /// Until when.
    pub due_on: NaiveDate,
    /// Who wrote it down.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Stores an effort.
pub async fn insert(tx: &mut Tx, f: &NewEffort<'_>) -> Result<()> {
    const SQL: &str = "INSERT INTO effort (agreement_id, body_id, title, whom, due_on, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(tx, SQL, f.agreement, f.body, f.title, f.whom, f.due_on, f.by, f.at)?;
    Ok(())
}

/// Changes an effort.
pub async fn update(tx: &mut Tx, id: EffortId, title: &str, whom: &str, due_on: NaiveDate) -> Result<()> {
    execute!(tx, "UPDATE effort SET title = $2, whom = $3, due_on = $4, version = version + 1 WHERE id = $1", id, title, whom, due_on)?;
    Ok(())
}

/// Ticks an effort off, or takes that back.
pub async fn set_done(tx: &mut Tx, id: EffortId, done_on: Option<NaiveDate>) -> Result<()> {
    execute!(tx, "UPDATE effort SET done_on = $2, version = version + 1 WHERE id = $1", id, done_on)?;
    Ok(())
}

/// Removes an effort.
pub async fn delete(tx: &mut Tx, id: EffortId) -> Result<()> {
    execute!(tx, "DELETE FROM effort WHERE id = $1", id)?;
    Ok(())
}
