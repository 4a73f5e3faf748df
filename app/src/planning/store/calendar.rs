//! SQL of the calendar, and of how meetings spread over the areas.

use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgreementId, AreaId, ForumId, OrganisationId};
use crate::meetings::types::{MeetingKind, MeetingState};
use chrono::{DateTime, NaiveDateTime, Utc};

/// A meeting in the calendar.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CalendarRow {
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Kind.
    pub kind: MeetingKind,
    /// State.
    pub state: MeetingState,
    /// Title.
    pub title: String,
    /// Language.
    pub lang: String,
    /// Area; none: all of it.
    pub area_id: Option<AreaId>,
    /// The forum whose meeting it is.
    pub forum_id: Option<ForumId>,
    /// The body whose meeting it is.
    pub body_id: Option<OrganisationId>,
    /// Name of that.
    pub body_name: Option<String>,
    /// Slug of that.
    pub body_slug: Option<String>,
    /// Place.
    pub place: String,
    /// Start by the wall clock in Stockholm.
    pub starts_local: NaiveDateTime,
    /// End.
    pub ends_local: NaiveDateTime,
    /// End.
    pub ends_at: DateTime<Utc>,
}

/// Meetings that begin within a span, in their order. `drafts`: also those that are only prepared, for those who manage meetings.
pub async fn meetings_between(conn: &mut Conn, agreement: AgreementId, (from, to): (DateTime<Utc>, DateTime<Utc>), drafts: bool) -> Result<Vec<CalendarRow>> {
    const SQL: &str = "SELECT m.number, m.slug, m.kind, m.state, m.title, m.lang, m.area_id, m.forum_id, m.body_id, b.name AS body_name, b.slug AS body_slug,
            m.place, m.starts_local, m.ends_local, m.ends_at
        FROM meeting m LEFT JOIN organisation b ON b.id = m.body_id
        WHERE m.agreement_id = $1 AND m.starts_at >= $2 AND m.starts_at < $3 AND m.dropped_at IS NULL AND ($4 OR m.state <> 'draft')
        ORDER BY m.starts_at, m.id LIMIT 1000";
    Ok(fetch!(conn, CalendarRow, fetch_all, SQL, agreement, from, to, drafts)?)
}

/// Last and next meeting in an area.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AreaRow {
    /// Area.
    pub id: AreaId,
    /// Number of the last meeting that was held.
    pub last_number: Option<i64>,
    /// Slug of it.
    pub last_slug: Option<String>,
    /// Title of it.
    pub last_title: Option<String>,
    /// Language of it.
    pub last_lang: Option<String>,
    /// Its start by the wall clock.
    pub last_starts: Option<NaiveDateTime>,
    /// Number of the next meeting.
    pub next_number: Option<i64>,
    /// Slug of it.
    pub next_slug: Option<String>,
    /// Title of it.
    pub next_title: Option<String>,
    /// Language of it.
    pub next_lang: Option<String>,
    /// Its start by the wall clock.
    pub next_starts: Option<NaiveDateTime>,
}

/// Last and next meeting in each area that is in use.
pub async fn areas(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>) -> Result<Vec<AreaRow>> {
    const SQL: &str = "SELECT a.id, l.number AS last_number, l.slug AS last_slug, l.title AS last_title, l.lang AS last_lang, l.starts_local AS last_starts,
            n.number AS next_number, n.slug AS next_slug, n.title AS next_title, n.lang AS next_lang, n.starts_local AS next_starts
        FROM area a
        LEFT JOIN meeting l ON l.id = (SELECT m.id FROM meeting m WHERE m.agreement_id = $1 AND m.area_id = a.id AND m.ends_at <= $2
            AND m.state NOT IN ('cancelled', 'draft') ORDER BY m.starts_at DESC, m.id DESC LIMIT 1)
        LEFT JOIN meeting n ON n.id = (SELECT m.id FROM meeting m WHERE m.agreement_id = $1 AND m.area_id = a.id AND m.ends_at > $2
            AND m.state IN ('announced', 'open') ORDER BY m.starts_at, m.id LIMIT 1)
        WHERE a.agreement_id = $1 AND NOT a.retired ORDER BY a.position, a.id";
    Ok(fetch!(conn, AreaRow, fetch_all, SQL, agreement, now)?)
}
