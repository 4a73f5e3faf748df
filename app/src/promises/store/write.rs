//! SQL that writes promises.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgendaItemId, AgreementId, ClockId, CommitmentId, IssueId, MeetingId, OrganisationId, PrincipleId, PromiseId};
use crate::promises::types::{PromiseKind, PromiseState};
use crate::{execute, fetch, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// What is written of a promise when it is written down or corrected.
#[derive(Debug, Clone)]
pub struct Details {
    /// Kind.
    pub kind: PromiseKind,
    /// What was promised.
    pub words: String,
    /// Language.
    pub lang: String,
    /// Party or body of whoever promised.
    pub party: String,
    /// What one is there.
    pub function: String,
    /// Owner.
    pub owner: OrganisationId,
    /// When it is to be kept, or looked at.
    pub due_on: NaiveDate,
    /// Item of the agenda.
    pub item: Option<AgendaItemId>,
    /// Issue.
    pub issue: Option<IssueId>,
    /// Principles.
    pub principles: Vec<PrincipleId>,
    /// Commitments.
    pub commitments: Vec<CommitmentId>,
}

/// Takes the next number, under the lock of the agreement's sequence.
pub async fn next_number(tx: &mut Tx, agreement: AgreementId) -> Result<i64> {
    const SQL: &str = "UPDATE agreement_sequence SET promise_number = promise_number + 1 WHERE agreement_id = $1 RETURNING promise_number";
    Ok(scalar!(tx, i64, fetch_one, SQL, agreement)?)
}

/// Writes a new promise, made at a meeting on a day.
pub async fn insert(
    tx: &mut Tx,
    agreement: AgreementId,
    number: i64,
    (meeting, made_on): (MeetingId, NaiveDate),
    now: DateTime<Utc>,
    d: &Details,
) -> Result<PromiseId> {
    use chrono::Datelike;
    const SQL: &str = "INSERT INTO promise (agreement_id, number, kind, words, lang, party, function, owner_id, due_on, meeting_id, agenda_item_id, made_on,
            year, issue_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id";
    let id = scalar!(
        tx,
        PromiseId,
        fetch_one,
        SQL,
        agreement,
        number,
        d.kind,
        &d.words,
        &d.lang,
        &d.party,
        &d.function,
        d.owner,
        d.due_on,
        meeting,
        d.item,
        made_on,
        i64::from(made_on.year()),
        d.issue,
        now
    )?;
    tie(tx, agreement, id, d).await?;
    Ok(id)
}

/// Corrects a promise.
pub async fn correct(tx: &mut Tx, agreement: AgreementId, id: PromiseId, d: &Details) -> Result<()> {
    const SQL: &str = "UPDATE promise SET kind = $2, words = $3, lang = $4, party = $5, function = $6, owner_id = $7, due_on = $8, agenda_item_id = $9,
        issue_id = $10, version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, d.kind, &d.words, &d.lang, &d.party, &d.function, d.owner, d.due_on, d.item, d.issue)?;
    execute!(tx, "DELETE FROM promise_principle WHERE promise_id = $1", id)?;
    execute!(tx, "DELETE FROM promise_commitment WHERE promise_id = $1", id)?;
    tie(tx, agreement, id, d).await
}

/// Words of a promise on the agendas of meetings that have not begun, as they are now, where no other title was given.
pub async fn retitle(tx: &mut Tx, id: PromiseId, before: &str, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE agenda_item SET title = (SELECT SUBSTR(p.words, 1, 140) FROM promise p WHERE p.id = $1)
        WHERE promise_id = $1 AND title = SUBSTR($2, 1, 140)
        AND meeting_id IN (SELECT m.id FROM meeting m WHERE m.state IN ('draft', 'announced', 'open') AND m.starts_at > $3)";
    execute!(tx, SQL, id, before, now)?;
    Ok(())
}

async fn tie(tx: &mut Tx, agreement: AgreementId, id: PromiseId, d: &Details) -> Result<()> {
    for principle in &d.principles {
        execute!(tx, "INSERT INTO promise_principle (agreement_id, promise_id, principle_id) VALUES ($1, $2, $3)", agreement, id, *principle)?;
    }
    for commitment in &d.commitments {
        execute!(tx, "INSERT INTO promise_commitment (agreement_id, promise_id, commitment_id) VALUES ($1, $2, $3)", agreement, id, *commitment)?;
    }
    Ok(())
}

/// Holds a promise until the transaction ends, without holding up what only refers to it (an agenda). False when there is none.
pub async fn hold(tx: &mut Tx, agreement: AgreementId, number: i64) -> Result<bool> {
    Ok(execute!(tx, "UPDATE promise SET version = version WHERE agreement_id = $1 AND number = $2", agreement, number)? > 0)
}

/// Whether the open clock of a promise has an owner and a date.
pub async fn is_expected(tx: &mut Tx, id: PromiseId, owner: OrganisationId, due_on: NaiveDate) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM clock WHERE promise_id = $1 AND kind = 'promise' AND closed_by IS NULL AND owner_id = $2 AND due_on = $3";
    Ok(scalar!(tx, i64, fetch_one, SQL, id, owner, due_on)? > 0)
}

/// What an act changes.
#[derive(Debug, Clone)]
pub struct Moved<'a> {
    /// State after.
    pub state: PromiseState,
    /// When it is to be kept or looked at.
    pub due_on: NaiveDate,
    /// When it was kept or taken back.
    pub closed_on: Option<NaiveDate>,
    /// Where one can see what was done; none: as before.
    pub evidence_url: Option<&'a str>,
}

/// Writes what an act changes.
pub async fn moved(tx: &mut Tx, id: PromiseId, m: &Moved<'_>) -> Result<()> {
    const SQL: &str =
        "UPDATE promise SET state = $2, due_on = $3, closed_on = $4, evidence_url = COALESCE($5, evidence_url), version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, m.state, m.due_on, m.closed_on, m.evidence_url)?;
    Ok(())
}

/// A promise without an issue whose date has passed, for the mail about it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LateRow {
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Number.
    pub number: i64,
    /// What was promised.
    pub words: String,
    /// Until when.
    pub due_on: NaiveDate,
    /// Who is late.
    pub owner_id: OrganisationId,
}

/// The promise of an open clock, where it is about no issue.
pub async fn late(conn: &mut Conn, clock: ClockId) -> Result<Option<LateRow>> {
    const SQL: &str = "SELECT p.agreement_id, p.number, p.words, k.due_on, k.owner_id FROM clock k JOIN promise p ON p.id = k.promise_id
        WHERE k.id = $1 AND k.closed_by IS NULL AND p.issue_id IS NULL";
    Ok(fetch!(conn, LateRow, fetch_optional, SQL, clock)?)
}

/// Addresses and languages of those who speak for an organisation or body on a day.
pub async fn speakers(conn: &mut Conn, organisation: OrganisationId, today: NaiveDate) -> Result<Vec<(String, String)>> {
    const SQL: &str = "SELECT DISTINCT p.email, p.locale FROM person p JOIN (
            SELECT r.person_id FROM role r WHERE r.organisation_id = $1 AND r.kind <> 'politician' AND r.from_on <= $2 AND (r.to_on IS NULL OR r.to_on >= $2)
            UNION SELECT s.person_id FROM seat s WHERE s.body_id = $1 AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on >= $2)) m ON m.person_id = p.id
        ORDER BY p.email LIMIT 500";
    Ok(fetch!(conn, (String, String), fetch_all, SQL, organisation, today)?)
}
