//! SQL of the bodies in an agreement's file.

use crate::bodies::types::{BodyKind, BodyRole};
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{AgreementId, OrganisationId};
use crate::{execute, fetch};

/// A body as the file has it.
#[allow(missing_docs)]
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BodyRow {
    pub body_id: OrganisationId,
    pub kind: BodyKind,
    pub does_sv: String,
    pub does_en: String,
    pub convener_id: Option<OrganisationId>,
    pub seats_civil: i64,
    pub seats_public: i64,
    pub equal_numbers: bool,
    pub size_least: Option<i64>,
    pub size_most: Option<i64>,
    pub civil_leaders: bool,
    pub term_months: Option<i64>,
    pub review_months: Option<i64>,
    pub meetings_least: Option<i64>,
    pub meetings_most: Option<i64>,
    pub position: i64,
    pub retired: bool,
}

/// Bodies of an agreement.
pub async fn bodies(tx: &mut Tx, agreement: AgreementId) -> Result<Vec<BodyRow>> {
    const SQL: &str = "SELECT body_id, kind, does_sv, does_en, convener_id, seats_civil, seats_public, equal_numbers, term_months, review_months,
            meetings_least, meetings_most, size_least, size_most, civil_leaders, position, retired FROM body WHERE agreement_id = $1 ORDER BY position, body_id";
    Ok(fetch!(tx, BodyRow, fetch_all, SQL, agreement)?)
}

/// Creates a body, or changes it.
pub async fn put_body(tx: &mut Tx, agreement: AgreementId, b: &BodyRow) -> Result<()> {
    const SQL: &str = "INSERT INTO body (agreement_id, body_id, kind, does_sv, does_en, convener_id, seats_civil, seats_public, equal_numbers, term_months,
            review_months, meetings_least, meetings_most, position, retired, size_least, size_most, civil_leaders)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        ON CONFLICT (agreement_id, body_id) DO UPDATE SET kind = $3, does_sv = $4, does_en = $5, convener_id = $6, seats_civil = $7, seats_public = $8,
            equal_numbers = $9, term_months = $10, review_months = $11, meetings_least = $12, meetings_most = $13, position = $14, retired = $15,
            size_least = $16, size_most = $17, civil_leaders = $18";
    execute!(
        tx,
        SQL,
        agreement,
        b.body_id,
        b.kind,
        &b.does_sv,
        &b.does_en,
        b.convener_id,
        b.seats_civil,
        b.seats_public,
        b.equal_numbers,
        b.term_months,
        b.review_months,
        b.meetings_least,
        b.meetings_most,
        b.position,
        b.retired,
        b.size_least,
        b.size_most,
        b.civil_leaders
    )?;
    Ok(())
}

/// Who appoints and finances, of all bodies of an agreement.
pub async fn parties(tx: &mut Tx, agreement: AgreementId) -> Result<Vec<(OrganisationId, BodyRole, OrganisationId)>> {
    const SQL: &str = "SELECT body_id, role, organisation_id FROM body_party WHERE agreement_id = $1";
    Ok(fetch!(tx, (OrganisationId, BodyRole, OrganisationId), fetch_all, SQL, agreement)?)
}

/// Sets who appoints and finances a body.
pub async fn set_parties(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, parties: &[(BodyRole, OrganisationId)]) -> Result<()> {
    execute!(tx, "DELETE FROM body_party WHERE agreement_id = $1 AND body_id = $2", agreement, body)?;
    for (role, organisation) in parties {
        const SQL: &str = "INSERT INTO body_party (agreement_id, body_id, role, organisation_id) VALUES ($1, $2, $3, $4)";
        execute!(tx, SQL, agreement, body, *role, *organisation)?;
    }
    Ok(())
}
