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

/// `came`: those who were checked in, or all who had a place where nobody was. Nobody stands at a door online, and a link to a video
/// meeting does not tell who opens it: whoever signed up to take part online counts, whether or not others were checked in.
macro_rules! came {
    () => {
        "r.state = 'confirmed' AND r.email <> '' AND (r.checked_in_at IS NOT NULL OR r.online
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

/// Meetings that ended, or were cancelled, before `$1`: nothing changes a cancelled one, so that it was edited last then.
macro_rules! over {
    () => {
        "(SELECT m.id FROM meeting m WHERE m.ends_at < $1 OR (m.state = 'cancelled' AND m.edited_at < $1))"
    };
}

/// Erases who signed up or was invited to meetings that ended, or were cancelled, before a time. How many came, and from which organisations of the register, stays.
pub async fn erase_registrations(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64> {
    const REMAINS: &str = concat!(
        "INSERT INTO attendance (agreement_id, meeting_id, organisation_id, people, online)
            SELECT r.agreement_id, r.meeting_id, r.organisation_id, COUNT(*), CAST(SUM(CASE WHEN r.online THEN 1 ELSE 0 END) AS BIGINT)
            FROM registration r JOIN meeting m ON m.id = r.meeting_id
            WHERE m.ends_at < $1 AND m.state <> 'cancelled' AND ",
        came!(),
        // it was held before, and people came then too
        " GROUP BY r.agreement_id, r.meeting_id, r.organisation_id
            ON CONFLICT (meeting_id, organisation_id) DO UPDATE SET people = attendance.people + excluded.people, online = attendance.online + excluded.online"
    );
    const LINKS: &str = concat!("DELETE FROM registration_link WHERE registration_id IN (SELECT r.id FROM registration r WHERE r.meeting_id IN ", over!(), ")");
    const NEEDS: &str = concat!("DELETE FROM access_need WHERE registration_id IN (SELECT r.id FROM registration r WHERE r.meeting_id IN ", over!(), ")");
    const GUESTS: &str = concat!(
        "UPDATE guest SET name = '', email = '', email_key = 'erased-' || CAST(id AS TEXT), person_id = NULL, token_hash = 'erased-' || CAST(id AS TEXT)
        WHERE email <> '' AND meeting_id IN ",
        over!()
    );
    const EVERYONE: &str = concat!("DELETE FROM assembly_invitation WHERE meeting_id IN ", over!());
    const PEOPLE: &str = concat!(
        "UPDATE registration SET name = '', email = '', email_key = 'erased-' || CAST(id AS TEXT), organisation_name = '', organisation_key = '',
            organisation_id = NULL, needs = '', person_id = NULL, token_hash = 'erased-' || CAST(id AS TEXT), code = '', version = version + 1
        WHERE email <> '' AND meeting_id IN ",
        over!()
    );
    execute!(tx, REMAINS, before)?;
    execute!(tx, LINKS, before)?;
    execute!(tx, NEEDS, before)?;
    execute!(tx, GUESTS, before)?;
    execute!(tx, EVERYONE, before)?;
    Ok(execute!(tx, PEOPLE, before)?)
}

/// Erases the addresses of those who were asked before a time to adjust minutes, and their links.
pub async fn erase_adjusters(tx: &mut Tx, before: DateTime<Utc>) -> Result<()> {
    const LINKS: &str = "DELETE FROM minutes_link WHERE adjuster_id IN
        (SELECT j.id FROM minutes_adjuster j JOIN minutes_round r ON r.id = j.round_id WHERE j.email <> '' AND r.sent_at < $1)";
    const PEOPLE: &str = "UPDATE minutes_adjuster SET email = '' WHERE email <> '' AND round_id IN (SELECT id FROM minutes_round WHERE sent_at < $1)";
    execute!(tx, LINKS, before)?;
    execute!(tx, PEOPLE, before)?;
    Ok(())
}

/// Drafts of minutes that may name addresses, of meetings that ended before a time and whose minutes nobody was asked since then to adjust.
pub async fn drafts_with_addresses(conn: &mut Conn, before: DateTime<Utc>) -> Result<Vec<(MeetingId, String)>> {
    const SQL: &str = "SELECT id, minutes_draft FROM meeting WHERE minutes_draft LIKE '%@%' AND ends_at < $1
        AND NOT EXISTS (SELECT 1 FROM minutes_round r WHERE r.meeting_id = meeting.id AND r.sent_at >= $1) ORDER BY id";
    Ok(fetch!(conn, (MeetingId, String), fetch_all, SQL, before)?)
}

/// Puts a draft of minutes in place of another, unless it was changed meanwhile. Whoever has its form open goes on with that.
pub async fn put_draft(tx: &mut Tx, id: MeetingId, before: &str, draft: &str) -> Result<()> {
    execute!(tx, "UPDATE meeting SET minutes_draft = $3 WHERE id = $1 AND minutes_draft = $2", id, before, draft)?;
    Ok(())
}
