//! SQL of the desk: what waits, in few statements.

use crate::agreements::types::Side;
use crate::clocks::ClockKind;
use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgreementId, ForumId, MeetingId, OrganisationId};
use crate::issues::store::backers;
use crate::issues::types::IssueState;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Something that waits: an open clock that the desk shows, or a contribution that waits for publication (then without a clock).
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ItemRow {
    /// What is promised; empty for a contribution.
    pub kind: Option<ClockKind>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// The clock is the curating body's own.
    pub by_curator: bool,
    /// Who promised.
    pub owner_name: Option<String>,
    /// On which side the owner stands.
    pub owner_side: Option<Side>,
    /// The clock was opened when the issue was posted.
    pub from_posting: bool,
    /// State of the issue.
    pub state: Option<IssueState>,
    /// Number of the issue.
    pub issue_number: Option<i64>,
    /// Title of the issue.
    pub issue_title: Option<String>,
    /// Language of the issue.
    pub issue_lang: Option<String>,
    /// Forum of the issue.
    pub forum_id: Option<ForumId>,
    /// Organisation that posted the issue, or that a contribution speaks for.
    pub who: Option<String>,
    /// How many organisations stand behind it.
    pub backers: i64,
    /// Since when it waits.
    pub since_at: Option<DateTime<Utc>>,
    /// Number of the contribution within the issue.
    pub contribution_number: Option<i64>,
    /// Number of the meeting.
    pub meeting_number: Option<i64>,
    /// Slug of the meeting.
    pub meeting_slug: Option<String>,
    /// Title of the meeting.
    pub meeting_title: Option<String>,
    /// What the action is.
    pub action_what: Option<String>,
    /// How many reports of it wait; 0 where it is here for another reason.
    pub flags: i64,
}

/// Everything that waits, what came first before.
pub async fn items(conn: &mut Conn, agreement: AgreementId, curator: OrganisationId, today: NaiveDate) -> Result<Vec<ItemRow>> {
    const SQL: &str = concat!(
        "SELECT k.kind, k.due_on AS due_on, (k.owner_id = $2) AS by_curator, o.name AS owner_name, k.side AS owner_side, (e.kind = 'issue_posted') AS from_posting,
            i.state, i.number AS issue_number, i.title AS issue_title, i.lang AS issue_lang, i.forum_id, p.name AS who,
            ",
        backers!(),
        " AS backers, e.occurred_at AS since_at,
            CAST(NULL AS BIGINT) AS contribution_number, m.number AS meeting_number, m.slug AS meeting_slug, m.title AS meeting_title, a.what AS action_what,
            CAST(0 AS BIGINT) AS flags
        FROM clock k
        JOIN event e ON e.id = k.opened_by
        JOIN organisation o ON o.id = k.owner_id
        LEFT JOIN issue i ON i.id = k.issue_id
        LEFT JOIN organisation p ON p.id = i.organisation_id
        LEFT JOIN action a ON a.id = k.action_id
        LEFT JOIN agenda_item g ON g.id = a.agenda_item_id
        LEFT JOIN meeting m ON m.id = COALESCE(k.meeting_id, g.meeting_id)
        WHERE k.agreement_id = $1 AND k.closed_by IS NULL
          AND (k.kind IN ('acceptance', 'completion') OR (k.kind = 'next_step' AND e.kind = 'issue_posted') OR k.due_on < $3)
        UNION ALL
        SELECT NULL, NULL, TRUE, NULL, NULL, FALSE, i.state, i.number, i.title, i.lang, i.forum_id, p.name, 0, c.created_at, c.number, NULL, NULL, NULL, NULL, 0
        FROM contribution c
        JOIN issue i ON i.id = c.issue_id
        LEFT JOIN organisation p ON p.id = c.organisation_id
        WHERE c.agreement_id = $1 AND c.published_at IS NULL AND c.hidden_at IS NULL
        UNION ALL
        SELECT NULL, NULL, TRUE, NULL, NULL, FALSE, i.state, i.number, i.title, i.lang, i.forum_id, NULL, 0, MIN(f.created_at), c.number, NULL, NULL, NULL, NULL, COUNT(*)
        FROM flag f
        JOIN issue i ON i.id = f.issue_id
        LEFT JOIN contribution c ON c.id = f.contribution_id
        WHERE f.agreement_id = $1 AND f.outcome IS NULL
        GROUP BY i.id, c.id, i.state, i.number, i.title, i.lang, i.forum_id, c.number
        ORDER BY since_at LIMIT 1000"
    );
    Ok(fetch!(conn, ItemRow, fetch_all, SQL, agreement, curator, today)?)
}

/// A meeting that is coming, or was held and waits for its minutes.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MeetingRow {
    /// Id.
    pub id: MeetingId,
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language.
    pub lang: String,
    /// Place.
    pub place: String,
    /// When it starts, wall clock.
    pub starts_local: NaiveDateTime,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Places.
    pub capacity: i64,
    /// Places taken.
    pub taken: i64,
    /// Until when the minutes are promised.
    pub minutes_due_on: Option<NaiveDate>,
}

/// Meetings that are announced and not documented, earliest first.
pub async fn meetings(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<MeetingRow>> {
    const SQL: &str = "SELECT m.id, m.number, m.slug, m.title, m.lang, m.place, m.starts_local, m.ends_at, m.capacity, m.taken,
            (SELECT MIN(k.due_on) FROM clock k WHERE k.meeting_id = m.id AND k.kind = 'minutes' AND k.closed_by IS NULL) AS minutes_due_on
        FROM meeting m WHERE m.agreement_id = $1 AND m.state = 'announced' ORDER BY m.starts_at, m.id LIMIT 100";
    Ok(fetch!(conn, MeetingRow, fetch_all, SQL, agreement)?)
}
