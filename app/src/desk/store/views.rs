//! SQL of saved views.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, OrganisationId, PersonId, ViewId};
use crate::{execute, fetch, scalar};
use chrono::{DateTime, Utc};

/// A filter of the desk that is saved under a name.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ViewRow {
    /// Id.
    pub id: ViewId,
    /// What it is called.
    pub name: String,
    /// The queue and its filters, as the address says them.
    pub query: String,
    /// All of the body see it.
    pub shared: bool,
}

/// The views of a body that somebody sees, oldest first.
pub async fn all(conn: &mut Conn, agreement: AgreementId, body: OrganisationId, person: PersonId) -> Result<Vec<ViewRow>> {
    const SQL: &str = "SELECT v.id, v.name, v.query, v.shared FROM saved_view v
        WHERE v.agreement_id = $1 AND v.body_id = $2 AND (v.shared OR v.person_id = $3) ORDER BY v.created_at, v.id LIMIT 200";
    Ok(fetch!(conn, ViewRow, fetch_all, SQL, agreement, body, person)?)
}

/// How many views of a body somebody sees.
pub async fn count(conn: &mut Conn, agreement: AgreementId, body: OrganisationId, person: PersonId) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM saved_view v WHERE v.agreement_id = $1 AND v.body_id = $2 AND (v.shared OR v.person_id = $3)";
    Ok(scalar!(conn, i64, fetch_one, SQL, agreement, body, person)?)
}

/// A view about to be stored.
#[derive(Debug)]
pub struct NewView<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Body that it belongs to.
    pub body: OrganisationId,
    /// Who saves it.
    pub person: PersonId,
    /// All of the body see it.
    pub shared: bool,
    /// Name.
    pub name: &'a str,
    /// Address.
    pub query: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// Stores a view.
pub async fn insert(tx: &mut Tx, v: &NewView<'_>) -> Result<()> {
    const SQL: &str = "INSERT INTO saved_view (agreement_id, body_id, person_id, shared, name, query, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(tx, SQL, v.agreement, v.body, v.person, v.shared, v.name, v.query, v.at)?;
    Ok(())
}

/// Removes a view that somebody sees. Gives how many there were.
pub async fn delete(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, person: PersonId, id: ViewId) -> Result<u64> {
    const SQL: &str = "DELETE FROM saved_view WHERE agreement_id = $1 AND body_id = $2 AND (shared OR person_id = $3) AND id = $4";
    Ok(execute!(tx, SQL, agreement, body, person, id)?)
}
