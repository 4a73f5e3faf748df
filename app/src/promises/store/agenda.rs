//! SQL of promises on agendas.

use super::{PromiseRow, promises};
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgendaItemId, AgreementId, MeetingId, PromiseId};
use crate::meetings::types::MeetingState;
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, Utc};

/// Talks that have not begun, in order of time.
pub async fn talks_ahead(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>) -> Result<Vec<(MeetingId, MeetingState)>> {
    const SQL: &str = "SELECT id, state FROM meeting WHERE agreement_id = $1 AND kind IN ('high_level_talk', 'general_assembly')
        AND state IN ('draft', 'announced', 'open') AND dropped_at IS NULL AND starts_at > $2 ORDER BY starts_at, id";
    Ok(fetch!(conn, (MeetingId, MeetingState), fetch_all, SQL, agreement, now)?)
}

/// Whether a meeting is a talk with politicians.
pub async fn is_talk(conn: &mut Conn, meeting: MeetingId) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM meeting WHERE id = $1 AND kind IN ('high_level_talk', 'general_assembly')";
    Ok(scalar!(conn, i64, fetch_one, SQL, meeting)? > 0)
}

/// Locks a meeting until the transaction ends.
pub async fn lock_meeting(tx: &mut Tx, meeting: MeetingId) -> Result<()> {
    fetch_locked!(tx, (MeetingId,), "SELECT id FROM meeting WHERE id = $1", meeting)?;
    Ok(())
}

/// Puts what is neither kept nor taken back last on a meeting's agenda, in order of its dates; what stands there already stays. Gives how many.
pub async fn fill(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId) -> Result<u64> {
    const SQL: &str = "INSERT INTO agenda_item (agreement_id, meeting_id, position, title, promise_id)
        SELECT p.agreement_id, m.id, (SELECT COALESCE(MAX(g.position), 0) FROM agenda_item g WHERE g.meeting_id = m.id)
                + ROW_NUMBER() OVER (ORDER BY p.due_on, p.number), SUBSTR(p.words, 1, 140), p.id
        FROM promise p JOIN meeting m ON m.id = $2
        WHERE p.agreement_id = $1 AND p.state IN ('open', 'under_way', 'claimed')
            AND NOT EXISTS (SELECT 1 FROM agenda_item x WHERE x.meeting_id = $2 AND x.promise_id = p.id)
        ON CONFLICT DO NOTHING";
    Ok(execute!(tx, SQL, agreement, meeting)?)
}

/// Takes promises off the agenda of a meeting that has not begun, but for those that somebody chose. Gives how many.
pub async fn take_off(tx: &mut Tx, meeting: MeetingId, now: DateTime<Utc>) -> Result<u64> {
    const UNDER: &str = "UPDATE agenda_item SET parent_id = NULL WHERE meeting_id = $1
        AND parent_id IN (SELECT g.id FROM agenda_item g WHERE g.meeting_id = $1 AND g.promise_id IS NOT NULL AND NOT g.promise_chosen)
        AND EXISTS (SELECT 1 FROM meeting m WHERE m.id = $1 AND m.state IN ('draft', 'announced', 'open') AND m.starts_at > $2)";
    const SQL: &str = "DELETE FROM agenda_item WHERE meeting_id = $1 AND promise_id IS NOT NULL AND NOT promise_chosen
        AND EXISTS (SELECT 1 FROM meeting m WHERE m.id = $1 AND m.state IN ('draft', 'announced', 'open') AND m.starts_at > $2)";
    // what stood under one of them stands by itself
    execute!(tx, UNDER, meeting, now)?;
    Ok(execute!(tx, SQL, meeting, now)?)
}

/// Promises that are neither kept nor taken back: id, number and beginning of the words.
pub async fn open_ones(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<(PromiseId, i64, String)>> {
    const SQL: &str = "SELECT id, number, SUBSTR(words, 1, 140) FROM promise WHERE agreement_id = $1 AND state IN ('open', 'under_way', 'claimed')
        ORDER BY number DESC LIMIT 500";
    Ok(fetch!(conn, (PromiseId, i64, String), fetch_all, SQL, agreement)?)
}

/// A promise that a talk is about: it stands on its agenda, or was made there.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OfMeeting {
    /// The item of the agenda at which it stands.
    pub on_item: Option<AgendaItemId>,
    /// The promise.
    #[sqlx(flatten)]
    pub promise: PromiseRow,
}

/// Promises on the agenda of a meeting and promises made there, or at an earlier one (`also`), by number.
pub async fn of_meeting(conn: &mut Conn, agreement: AgreementId, meeting: MeetingId, also: Option<MeetingId>) -> Result<Vec<OfMeeting>> {
    const SQL: &str = concat!(
        "SELECT (SELECT g.id FROM agenda_item g WHERE g.meeting_id = $2 AND g.promise_id = x.id) AS on_item, x.* FROM (",
        promises!(
            "AND (p.meeting_id = $2 OR p.meeting_id = $3 OR p.id IN (SELECT g.promise_id FROM agenda_item g WHERE g.meeting_id = $2 AND g.promise_id IS NOT NULL))"
        ),
        ") x ORDER BY x.number LIMIT 300"
    );
    Ok(fetch!(conn, OfMeeting, fetch_all, SQL, agreement, meeting, also)?)
}
