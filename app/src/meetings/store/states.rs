//! SQL of the way of a meeting.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, MeetingId};
use crate::meetings::types::MeetingState;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, Utc};

/// Agreement and number of a meeting.
pub async fn address_of(conn: &mut Conn, id: MeetingId) -> Result<Option<(AgreementId, i64)>> {
    Ok(fetch!(conn, (AgreementId, i64), fetch_optional, "SELECT agreement_id, number FROM meeting WHERE id = $1", id)?)
}

/// True when it was said already that the meeting was held, at the time that it has now: one that fell through is held later.
pub async fn is_told_held(conn: &mut Conn, id: MeetingId, ends_at: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM event WHERE meeting_id = $1 AND kind = 'meeting_held' AND occurred_at >= $2";
    Ok(scalar!(conn, i64, fetch_one, SQL, id, ends_at)? > 0)
}

/// Marks a meeting as cancelled, and drops the draft of its minutes.
pub async fn cancel(tx: &mut Tx, id: MeetingId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE meeting SET state = 'cancelled', minutes_draft = '', ics_sequence = ics_sequence + 1, edited_at = $2, version = version + 1
        WHERE id = $1";
    execute!(tx, SQL, id, now)?;
    Ok(())
}

/// A meeting that fell through is held on another day: what began before that, and who came, counts no more.
pub async fn begin_anew(tx: &mut Tx, id: MeetingId, day: DateTime<Utc>) -> Result<()> {
    const RUN: &str = "UPDATE meeting_run SET started_at = NULL, started_by = NULL, paused_at = NULL, ended_at = NULL, current_item_id = NULL,
            item_started_at = NULL, revision = revision + 1, version = version + 1 WHERE meeting_id = $1 AND started_at < $2";
    const CAME: &str = "UPDATE registration SET checked_in_at = NULL, version = version + 1 WHERE meeting_id = $1 AND checked_in_at < $2";
    execute!(tx, RUN, id, day)?;
    execute!(tx, CAME, id, day)?;
    Ok(())
}

/// Marks a meeting as documented, and drops the draft of its minutes.
pub async fn document(tx: &mut Tx, id: MeetingId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE meeting SET state = 'documented', minutes_at = $2, minutes_draft = '', version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, now)?;
    Ok(())
}

/// Keeps a draft of the minutes.
pub async fn keep_draft(tx: &mut Tx, id: MeetingId, draft: &str) -> Result<()> {
    execute!(tx, "UPDATE meeting SET minutes_draft = $2, version = version + 1 WHERE id = $1", id, draft)?;
    Ok(())
}

/// Moves a meeting on its way.
pub async fn set_state(tx: &mut Tx, id: MeetingId, state: MeetingState) -> Result<()> {
    execute!(tx, "UPDATE meeting SET state = $2, version = version + 1 WHERE id = $1", id, state)?;
    Ok(())
}

/// Makes a meeting the first of its series.
pub async fn begin_series(tx: &mut Tx, id: MeetingId) -> Result<()> {
    execute!(tx, "UPDATE meeting SET series_id = id WHERE id = $1", id)?;
    Ok(())
}

/// Throws a draft away.
pub async fn drop_draft(tx: &mut Tx, id: MeetingId, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE meeting SET dropped_at = $2, version = version + 1 WHERE id = $1 AND state = 'draft'", id, now)?;
    Ok(())
}

/// How many actions of a meeting are not done.
pub async fn open_actions(conn: &mut Conn, id: MeetingId) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM action a JOIN agenda_item g ON g.id = a.agenda_item_id WHERE g.meeting_id = $1 AND a.done_at IS NULL";
    Ok(scalar!(conn, i64, fetch_one, SQL, id)?)
}
