//! SQL of who was there, and of erasing who they were.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{MeetingId, OrganisationId};
use crate::{execute, fetch};
use chrono::{DateTime, Utc};

/// People of an organisation who were at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Attended {
    /// Organisation of the register; none: all others, those who came for themselves among them.
    pub organisation_id: Option<OrganisationId>,
    /// How many.
    pub people: i64,
    /// Of these, online.
    pub online: i64,
}

/// `came`: those who were checked in, or all who had a place where nobody was.
macro_rules! came {
    () => {
        "r.state = 'confirmed' AND r.email <> '' AND (r.checked_in_at IS NOT NULL
            OR NOT EXISTS (SELECT 1 FROM registration c WHERE c.meeting_id = r.meeting_id AND c.checked_in_at IS NOT NULL))"
    };
}

pub(super) use came;

/// Who was at a meeting: organisations with their numbers, most first; from the sign-ups while those are kept, then from what remains of them.
pub async fn attended(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Attended>> {
    const SQL: &str = concat!(
        "SELECT organisation_id, CAST(SUM(people) AS BIGINT) AS people, CAST(SUM(online) AS BIGINT) AS online FROM (
            SELECT a.organisation_id, a.people, a.online FROM attendance a WHERE a.meeting_id = $1
            UNION ALL
            SELECT r.organisation_id, 1 AS people, CASE WHEN r.online THEN 1 ELSE 0 END AS online FROM registration r WHERE r.meeting_id = $1 AND ",
        came!(),
        ") AS came GROUP BY organisation_id ORDER BY 2 DESC, organisation_id"
    );
    Ok(fetch!(conn, Attended, fetch_all, SQL, meeting)?)
}

/// Erases who signed up or was invited to meetings that ended before a time. How many came, and from which organisations of the register, stays.
pub async fn erase_registrations(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64> {
    const REMAINS: &str = concat!(
        "INSERT INTO attendance (agreement_id, meeting_id, organisation_id, people, online)
            SELECT r.agreement_id, r.meeting_id, r.organisation_id, COUNT(*), CAST(SUM(CASE WHEN r.online THEN 1 ELSE 0 END) AS BIGINT)
            FROM registration r JOIN meeting m ON m.id = r.meeting_id
            WHERE m.ends_at < $1 AND m.state <> 'cancelled' AND ",
        came!(),
        " GROUP BY r.agreement_id, r.meeting_id, r.organisation_id"
    );
    const LINKS: &str = "DELETE FROM registration_link WHERE registration_id IN
        (SELECT r.id FROM registration r JOIN meeting m ON m.id = r.meeting_id WHERE m.ends_at < $1)";
    const NEEDS: &str = "DELETE FROM access_need WHERE registration_id IN
        (SELECT r.id FROM registration r JOIN meeting m ON m.id = r.meeting_id WHERE m.ends_at < $1)";
    const GUESTS: &str =
        "UPDATE guest SET name = '', email = '', email_key = 'erased-' || CAST(id AS TEXT), person_id = NULL, token_hash = 'erased-' || CAST(id AS TEXT)
        WHERE email <> '' AND meeting_id IN (SELECT id FROM meeting WHERE ends_at < $1)";
    const PEOPLE: &str =
        "UPDATE registration SET name = '', email = '', email_key = 'erased-' || CAST(id AS TEXT), organisation_name = '', organisation_key = '',
            organisation_id = NULL, needs = '', person_id = NULL, token_hash = 'erased-' || CAST(id AS TEXT), code = '', version = version + 1
        WHERE email <> '' AND meeting_id IN (SELECT id FROM meeting WHERE ends_at < $1)";
    execute!(tx, REMAINS, before)?;
    execute!(tx, LINKS, before)?;
    execute!(tx, NEEDS, before)?;
    execute!(tx, GUESTS, before)?;
    Ok(execute!(tx, PEOPLE, before)?)
}
