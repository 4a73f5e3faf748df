//! SQL of phrases.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, OrganisationId, PersonId, PhraseId};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, Utc};

/// A phrase as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PhraseRow {
    /// Id.
    pub id: PhraseId,
    /// What it is called in the list.
    pub title: String,
    /// What it says (Markdown).
    pub text: String,
    /// Its language.
    pub lang: String,
    /// How many decisions it was chosen for in the list; what was done with it there is not kept.
    pub used: i64,
    /// Version.
    pub version: i64,
}

/// All phrases of a body, those that are used most first.
pub async fn all(conn: &mut Conn, agreement: AgreementId, body: OrganisationId) -> Result<Vec<PhraseRow>> {
    const SQL: &str = "SELECT id, title, text, lang, used, version FROM phrase WHERE agreement_id = $1 AND body_id = $2 ORDER BY used DESC, id LIMIT 200";
    Ok(fetch!(conn, PhraseRow, fetch_all, SQL, agreement, body)?)
}

/// Holds the agreement's sequence, so that phrases are added one by one. Taken after a person's row, as everywhere.
pub async fn one_by_one(tx: &mut Tx, agreement: AgreementId) -> Result<()> {
    fetch_locked!(tx, (AgreementId,), "SELECT agreement_id FROM agreement_sequence WHERE agreement_id = $1", agreement)?;
    Ok(())
}

/// How many phrases a body has.
pub(super) async fn count(conn: &mut Conn, agreement: AgreementId, body: OrganisationId) -> Result<i64> {
    Ok(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM phrase WHERE agreement_id = $1 AND body_id = $2", agreement, body)?)
}

/// Version of a phrase; its row is locked.
pub(super) async fn lock(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, id: PhraseId) -> Result<Option<i64>> {
    let row = fetch_locked!(tx, (i64,), "SELECT version FROM phrase WHERE agreement_id = $1 AND body_id = $2 AND id = $3", agreement, body, id)?;
    Ok(row.map(|(version,)| version))
}

/// A phrase about to be stored.
#[derive(Debug)]
pub(super) struct NewPhrase<'a> {
    pub agreement: AgreementId,
    pub body: OrganisationId,
    pub title: &'a str,
    pub text: &'a str,
    pub lang: &'static str,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Stores a new phrase.
pub(super) async fn insert(tx: &mut Tx, p: &NewPhrase<'_>) -> Result<()> {
    const SQL: &str = "INSERT INTO phrase (agreement_id, body_id, title, text, lang, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(tx, SQL, p.agreement, p.body, p.title, p.text, p.lang, p.by, p.at)?;
    Ok(())
}

/// Changes a phrase.
pub(super) async fn update(tx: &mut Tx, id: PhraseId, title: &str, text: &str, lang: &'static str) -> Result<()> {
    execute!(tx, "UPDATE phrase SET title = $2, text = $3, lang = $4, version = version + 1 WHERE id = $1", id, title, text, lang)?;
    Ok(())
}

/// Removes a phrase. Reasons that it was put into stay as they are.
pub(super) async fn delete(tx: &mut Tx, id: PhraseId) -> Result<()> {
    execute!(tx, "DELETE FROM phrase WHERE id = $1", id)?;
    Ok(())
}

/// Counts that a phrase was chosen for a decision. One that is gone meanwhile is no fault.
pub async fn count_use(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, id: PhraseId) -> Result<()> {
    execute!(tx, "UPDATE phrase SET used = used + 1 WHERE agreement_id = $1 AND body_id = $2 AND id = $3", agreement, body, id)?;
    Ok(())
}
