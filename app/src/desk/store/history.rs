//! SQL of what a body did within a span.

use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgreementId, OrganisationId};
use chrono::{DateTime, NaiveDate, Utc};

/// One thing that was done.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DoneRow {
    /// Kind of the event; `minutes`, `hearing`, `meeting`, `first` or `effort` for what is read from elsewhere.
    pub what: String,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// On which day, where no time is known.
    pub done_on: Option<NaiveDate>,
    /// Until when it was promised.
    pub due_on: Option<NaiveDate>,
    /// Since when it had waited.
    pub from_at: Option<DateTime<Utc>>,
}

/// A span: from an instant until another, and the same by its days.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// First instant.
    pub from: DateTime<Utc>,
    /// First instant after it.
    pub to: DateTime<Utc>,
    /// First day.
    pub from_on: NaiveDate,
    /// First day after it.
    pub to_on: NaiveDate,
    /// Now: a meeting that is going on has not been held.
    pub now: DateTime<Utc>,
}

/// What a body did within a span: its acts that were not undone, minutes with their dates, meetings held, efforts, and of each issue
/// the first decision that was taken about it, with when it was posted. One statement for all of it.
pub async fn done(conn: &mut Conn, agreement: AgreementId, body: OrganisationId, span: &Span) -> Result<Vec<DoneRow>> {
    const SQL: &str = "SELECT e.kind AS what, e.occurred_at AS at, CAST(NULL AS DATE) AS done_on, CAST(NULL AS DATE) AS due_on, CAST(NULL AS TIMESTAMPTZ) AS from_at
        FROM event e WHERE e.agreement_id = $1 AND e.actor_organisation_id = $2 AND e.occurred_at >= $3 AND e.occurred_at < $4 AND e.undone_by IS NULL
            AND e.kind IN ('issue_accepted', 'issue_asked_back', 'issue_declined', 'issue_referred', 'issue_reminded', 'issue_followed_up', 'issue_closed',
                'issue_merged', 'issue_hidden', 'contribution_published', 'contribution_hidden', 'flags_answered', 'wish_planned', 'wish_joined', 'wish_declined')
        UNION ALL
        SELECT CASE WHEN m.kind = 'hearing' THEN 'hearing' ELSE 'meeting' END, m.ends_at, NULL, NULL, NULL
        FROM meeting m WHERE m.agreement_id = $1 AND m.starts_at >= $3 AND m.starts_at < $4 AND m.ends_at <= $7 AND m.state NOT IN ('draft', 'cancelled')
        UNION ALL
        SELECT 'minutes', NULL, k.closed_on, k.due_on, NULL
        FROM clock k JOIN event e ON e.id = k.closed_by
        WHERE k.agreement_id = $1 AND k.kind = 'minutes' AND k.owner_id = $2 AND k.closed_on >= $5 AND k.closed_on < $6 AND e.kind = 'minutes_published'
        UNION ALL
        SELECT 'effort', NULL, f.done_on, f.due_on, NULL
        FROM effort f WHERE f.agreement_id = $1 AND f.body_id = $2 AND f.done_on >= $5 AND f.done_on < $6
        UNION ALL
        SELECT 'first', MIN(e.occurred_at), NULL, NULL, i.created_at
        FROM event e JOIN issue i ON i.id = e.issue_id
        WHERE e.agreement_id = $1 AND e.actor_organisation_id = $2 AND e.undone_by IS NULL
            AND e.kind IN ('issue_accepted', 'issue_asked_back', 'issue_declined', 'issue_put_on_agenda', 'issue_referred', 'issue_closed', 'issue_merged', 'issue_moved')
        GROUP BY i.id, i.created_at HAVING MIN(e.occurred_at) >= $3 AND MIN(e.occurred_at) < $4
        LIMIT 20000";
    Ok(fetch!(conn, DoneRow, fetch_all, SQL, agreement, body, span.from, span.to, span.from_on, span.to_on, span.now)?)
}
