//! SQL of the demo's loader: what no service does, since it lies before the first event.

use app::db::{Conn, Tx};
use app::error::Result;
use app::ids::{AgreementId, AreaId, OrganisationId};
use app::{execute, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// The mark of a load that was begun.
pub async fn begin(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "INSERT INTO idempotency (scope, key, result, created_at) VALUES ('demo', 'begun', '', $1)", now)?;
    Ok(())
}

/// True when a load was begun and not finished.
pub async fn is_begun(conn: &mut Conn) -> Result<bool> {
    Ok(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM idempotency WHERE scope = 'demo'")? > 0)
}

/// Ends the load: nothing that the past asked for is mailed now, and its forms' keys are not needed. Who follows is told of what happens
/// from here on, and what was overdue before is no news.
pub async fn end(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE follow SET told_position = (SELECT s.event_position FROM agreement_sequence s WHERE s.agreement_id = follow.agreement_id)")?;
    execute!(tx, "UPDATE clock SET overdue_at = $1 WHERE closed_by IS NULL AND due_on < $2", now, app::time::local_date(now))?;
    // what is told is of the past; the day on which sign-up opens is to come, and so are the one after a meeting and the last one of a proposal
    execute!(
        tx,
        "DELETE FROM job WHERE kind NOT IN ('open_sign_up', 'ask_after_meeting', 'end_consensus') OR (kind IN ('ask_after_meeting', 'end_consensus') AND run_at < $1)",
        now
    )?;
    execute!(tx, "DELETE FROM idempotency")?;
    Ok(())
}

/// True when there is an agreement.
pub async fn any_agreement(conn: &mut Conn) -> Result<bool> {
    Ok(scalar!(conn, i64, fetch_one, "SELECT COUNT(*) FROM agreement")? > 0)
}

/// Records that an organisation has signed.
pub async fn sign(tx: &mut Tx, agreement: AgreementId, organisation: OrganisationId, on: NaiveDate) -> Result<()> {
    execute!(tx, "INSERT INTO signatory (agreement_id, organisation_id, signed_on) VALUES ($1, $2, $3)", agreement, organisation, on)?;
    Ok(())
}

/// Something that a body needs to know, and who of it does, by name.
pub async fn competence(tx: &mut Tx, agreement: AgreementId, body: OrganisationId, name: &str, by: &str) -> Result<()> {
    const ADD: &str = "INSERT INTO body_competence (agreement_id, body_id, name, lang) VALUES ($1, $2, $3, 'sv') RETURNING id";
    const HOLD: &str = "INSERT INTO competence_holder (competence_id, seat_id)
        SELECT CAST($1 AS BIGINT), s.id FROM seat s JOIN person p ON p.id = s.person_id WHERE s.body_id = $2 AND p.name = $3";
    let id = scalar!(tx, i64, fetch_one, ADD, agreement, body, name)?;
    execute!(tx, HOLD, id, body, by)?;
    Ok(())
}

/// Says that an organisation works in an area.
pub async fn work_in(tx: &mut Tx, agreement: AgreementId, organisation: OrganisationId, area: AreaId) -> Result<()> {
    execute!(tx, "INSERT INTO organisation_area (agreement_id, organisation_id, area_id) VALUES ($1, $2, $3)", agreement, organisation, area)?;
    Ok(())
}

/// Mails that wait, latest first: those who adjust minutes answer by a link that is nowhere else.
pub async fn mails(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(scalar!(conn, String, fetch_all, "SELECT payload FROM job WHERE kind = 'mail' ORDER BY id DESC LIMIT 10")?)
}
