//! SQL of what a forum's first page tells beside its list.

use crate::db::Conn;
use crate::error::Result;
use crate::fetch;
use crate::ids::{AgreementId, ForumId};
use crate::issues::types::IssueState;
use crate::meetings::types::MeetingKind;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

codes! {
    /// Which part of the page a row is for.
    pub enum Part {
        /// An issue on the next agenda.
        Agenda = "agenda",
        /// An issue that was closed or declined.
        Ended = "ended",
        /// An answer of a public body.
        Answer = "answer",
    }
}

/// A row of the page. What does not belong to its part is empty; the counts are the same in every row.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OverviewRow {
    /// Part.
    pub part: Part,
    /// Number of the issue.
    pub number: Option<i64>,
    /// Slug of the issue.
    pub slug: Option<String>,
    /// Title of the issue.
    pub title: Option<String>,
    /// Language of the title.
    pub lang: Option<String>,
    /// State of the issue.
    pub state: Option<IssueState>,
    /// Why it ended, as HTML.
    pub reason_html: Option<String>,
    /// Language of the reason.
    pub reason_lang: Option<String>,
    /// When it ended, or when the answer was asked for.
    pub event_at: Option<DateTime<Utc>>,
    /// When the answer came.
    pub closed_on: Option<NaiveDate>,
    /// Number of the meeting.
    pub meeting_number: Option<i64>,
    /// Slug of the meeting.
    pub meeting_slug: Option<String>,
    /// Kind of the meeting.
    pub meeting_kind: Option<MeetingKind>,
    /// Title of the meeting.
    pub meeting_title: Option<String>,
    /// Language of its title.
    pub meeting_lang: Option<String>,
    /// Place.
    pub meeting_place: Option<String>,
    /// One can take part on the net too.
    pub meeting_online: Option<bool>,
    /// Beginning by the wall clock.
    pub starts_local: Option<NaiveDateTime>,
    /// End by the wall clock.
    pub ends_local: Option<NaiveDateTime>,
    /// Issues of the forum that a public body has answered.
    pub answered: i64,
    /// Those of them that have waited too long for an answer.
    pub late: i64,
}

/// What a forum's first page tells: issues on the next agenda that has any (five at most), the five that ended last, and the 200 latest
/// answers. One statement, published issues only.
pub async fn rows(conn: &mut Conn, agreement: AgreementId, forum: ForumId, now: DateTime<Utc>) -> Result<Vec<OverviewRow>> {
    const SQL: &str = "WITH stands(issue_id, meeting_id, place, turn) AS (
            SELECT i.id, m.id, g.position, DENSE_RANK() OVER (ORDER BY m.starts_at, m.id)
            FROM meeting m JOIN agenda_item g ON g.meeting_id = m.id JOIN issue i ON i.id = g.issue_id
            WHERE m.agreement_id = $1 AND m.state IN ('announced', 'open') AND m.ends_at > $3 AND i.forum_id = $2 AND i.published_at IS NOT NULL AND NOT i.withheld AND i.state = 'on_agenda'
            AND (SELECT e.meeting_id FROM event e WHERE e.issue_id = i.id AND e.kind = 'issue_put_on_agenda' ORDER BY e.id DESC LIMIT 1) = m.id),
        answers(id, issue_id, closed_on, late) AS (
            SELECT k.id, k.issue_id, k.closed_on, CASE WHEN k.closed_on > k.due_on THEN 1 ELSE 0 END
            FROM issue i JOIN clock k ON k.issue_id = i.id JOIN event e ON e.id = k.closed_by
            WHERE i.agreement_id = $1 AND i.forum_id = $2 AND i.published_at IS NOT NULL AND NOT i.withheld AND k.kind = 'answer' AND e.kind = 'issue_answered'),
        picked(part, issue_id, other_id, place) AS (
            SELECT * FROM (SELECT 'agenda' AS part, s.issue_id, s.meeting_id AS other_id, s.place FROM stands s WHERE s.turn = 1
                ORDER BY s.place LIMIT 5) AS on_agenda
            UNION ALL
            SELECT * FROM (SELECT 'ended' AS part, i.id AS issue_id, i.id AS other_id, 0 AS place FROM issue i
                WHERE i.agreement_id = $1 AND i.forum_id = $2 AND i.published_at IS NOT NULL AND i.state IN ('closed', 'declined')
                AND NOT i.withheld ORDER BY i.moved_at DESC, i.id DESC LIMIT 5) AS ended
            UNION ALL
            SELECT * FROM (SELECT 'answer' AS part, a.issue_id, a.id AS other_id, 0 AS place FROM answers a
                ORDER BY a.closed_on DESC, a.id DESC LIMIT 200) AS latest)
        SELECT p.part, i.number, i.slug, i.title, i.lang, i.state, CASE WHEN p.part = 'ended' THEN e.reason_html END AS reason_html, e.lang AS reason_lang,
            e.occurred_at AS event_at, k.closed_on, m.number AS meeting_number, m.slug AS meeting_slug, m.kind AS meeting_kind, m.title AS meeting_title,
            m.lang AS meeting_lang, m.place AS meeting_place, m.online_url <> '' AS meeting_online, m.starts_local, m.ends_local,
            (SELECT COUNT(DISTINCT a.issue_id) FROM answers a) AS answered,
            (SELECT COUNT(DISTINCT a.issue_id) FROM answers a WHERE a.late = 1) AS late
        FROM picked p
        LEFT JOIN issue i ON p.part <> 'answer' AND i.id = p.issue_id
        LEFT JOIN meeting m ON p.part = 'agenda' AND m.id = p.other_id
        LEFT JOIN clock k ON p.part = 'answer' AND k.id = p.other_id
        LEFT JOIN event e ON e.id = CASE WHEN p.part = 'ended' THEN (SELECT MAX(x.id) FROM event x WHERE x.issue_id = p.issue_id AND x.audience = 'public' AND x.undone_by IS NULL
            AND x.kind IN ('issue_closed', 'issue_declined')) ELSE k.opened_by END
        ORDER BY p.part, p.place, i.moved_at DESC, i.id DESC";
    Ok(fetch!(conn, OverviewRow, fetch_all, SQL, agreement, forum, now)?)
}
