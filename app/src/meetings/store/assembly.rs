//! SQL of whom a general assembly was told of: all who speak for those that stand behind the agreement, and the politicians.

use crate::agreements::types::Agreement;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{MeetingId, PersonId};
use crate::{execute, fetch};
use chrono::{DateTime, NaiveDate, Utc};

/// How many were told of a general assembly together, and when last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Told {
    /// How many.
    pub people: i64,
    /// When the last of them were asked.
    pub last_at: Option<DateTime<Utc>>,
}

/// Writes down, each once, those who speak for a signatory of the agreement today or are politicians of its public party. Gives how many of
/// them are new. Their meeting is locked.
pub async fn ask_everyone(tx: &mut Tx, agreement: &Agreement, meeting: MeetingId, now: DateTime<Utc>, today: NaiveDate) -> Result<u64> {
    const SQL: &str = "WITH RECURSIVE tree (id) AS (
            SELECT id FROM organisation WHERE id = $3
            UNION SELECT o.id FROM organisation o JOIN tree t ON o.parent_id = t.id
        )
        INSERT INTO assembly_invitation (agreement_id, meeting_id, person_id, asked_at)
        SELECT DISTINCT CAST($1 AS BIGINT), CAST($2 AS BIGINT), r.person_id, $4
            FROM role r JOIN organisation o ON o.id = r.organisation_id JOIN person p ON p.id = r.person_id
            WHERE p.email <> '' AND r.from_on <= $5 AND (r.to_on IS NULL OR r.to_on >= $5) AND (o.ends_on IS NULL OR o.ends_on >= $5)
                AND ((r.kind = 'politician' AND o.id IN (SELECT t.id FROM tree t))
                    OR (r.kind <> 'politician' AND EXISTS (SELECT 1 FROM signatory s WHERE s.agreement_id = $1 AND s.organisation_id = o.id
                        AND s.signed_on <= $5 AND (s.ended_on IS NULL OR s.ended_on > $5))))
        ON CONFLICT (meeting_id, person_id) DO NOTHING";
    Ok(execute!(tx, SQL, agreement.id, meeting, agreement.public_party_id, now, today)?)
}

/// How many were told of a general assembly, and when last.
pub async fn told(conn: &mut Conn, meeting: MeetingId) -> Result<Told> {
    const SQL: &str = "SELECT COUNT(*) AS people, MAX(asked_at) AS last_at FROM assembly_invitation WHERE meeting_id = $1";
    Ok(fetch!(conn, Told, fetch_one, SQL, meeting)?)
}

/// Addresses and languages of those who are to be mailed and were not, some at once: they are now. The meeting is locked.
pub async fn take_unmailed(tx: &mut Tx, meeting: MeetingId, now: DateTime<Utc>, most: i64) -> Result<Vec<(PersonId, String, String)>> {
    const FIND: &str = "SELECT p.id, p.email, p.locale FROM assembly_invitation a JOIN person p ON p.id = a.person_id
        WHERE a.meeting_id = $1 AND a.mailed_at IS NULL ORDER BY p.id LIMIT $2";
    const SQL: &str = "UPDATE assembly_invitation SET mailed_at = $2 WHERE meeting_id = $1 AND mailed_at IS NULL AND person_id <= $3";
    let taken = fetch!(tx, (PersonId, String, String), fetch_all, FIND, meeting, most)?;
    if let Some((last, ..)) = taken.last() {
        execute!(tx, SQL, meeting, now, *last)?;
    }
    Ok(taken)
}
