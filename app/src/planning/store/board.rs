//! SQL of choosing among issues.

use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{AgreementId, AreaId, EventId, ForumId, IssueId, MeetingId, ThemeId};
use crate::issues::store::backers;
use crate::issues::types::IssueState;
use crate::planning::types::Order;
use crate::{execute, fetch, scalar};
use chrono::{DateTime, Utc};

/// An issue that could stand on an agenda.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct BoardRow {
    /// Id.
    pub id: IssueId,
    /// Number.
    pub number: i64,
    /// Slug.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Language.
    pub lang: String,
    /// State.
    pub state: IssueState,
    /// Forum.
    pub forum_id: Option<ForumId>,
    /// Who posted it.
    pub organisation_name: String,
    /// Their side.
    pub organisation_side: Side,
    /// Since when all can read it.
    pub since_at: DateTime<Utc>,
    /// When something last happened.
    pub moved_at: DateTime<Utc>,
    /// How many organisations stand behind it.
    pub backers: i64,
    /// Ids of themes, with commas.
    pub themes: Option<String>,
    /// Ids of areas, with commas.
    pub areas: Option<String>,
    /// How many meetings it was not chosen for.
    pub passed_over: i64,
    /// What was decided about it for the meeting at hand.
    pub chosen: Option<bool>,
    /// Why.
    pub reason: Option<String>,
}

/// What of the board is asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Forum.
    pub forum: Option<ForumId>,
    /// Theme.
    pub theme: Option<ThemeId>,
    /// Area.
    pub area: Option<AreaId>,
    /// Pattern for the title, case folded.
    pub pattern: String,
    /// Only these issues: their numbers, with commas around each.
    pub only: Option<String>,
    /// The meeting that issues are chosen for.
    pub meeting: Option<MeetingId>,
    /// Rows to leave out at the beginning.
    pub offset: i64,
}

/// Issues that could stand on an agenda.
pub async fn board(conn: &mut Conn, agreement: AgreementId, f: &Filter, order: Order, limit: i64) -> Result<Vec<BoardRow>> {
    macro_rules! rows {
        ($order:literal) => {
            concat!(
                "SELECT i.id, i.number, i.slug, i.title, i.lang, i.state, i.forum_id, o.name AS organisation_name, o.side AS organisation_side,
                    i.published_at AS since_at, i.moved_at AS moved_at, ",
                backers!(),
                " AS backers,
                    (SELECT string_agg(CAST(x.theme_id AS TEXT), ',') FROM issue_theme x WHERE x.issue_id = i.id) AS themes,
                    (SELECT string_agg(CAST(x.area_id AS TEXT), ',') FROM issue_area x WHERE x.issue_id = i.id) AS areas,
                    (SELECT COUNT(*) FROM issue_choice x WHERE x.issue_id = i.id AND NOT x.chosen AND x.event_id IS NOT NULL) AS passed_over,
                    c.chosen AS chosen, c.reason AS reason
                FROM issue i JOIN organisation o ON o.id = i.organisation_id
                LEFT JOIN issue_choice c ON c.issue_id = i.id AND c.meeting_id = $7
                WHERE i.agreement_id = $1 AND i.published_at IS NOT NULL AND NOT i.withheld AND i.state IN ('in_forum', 'answered', 'followed_up')
                AND ($2 IS NULL OR i.forum_id = $2)
                AND ($3 IS NULL OR EXISTS (SELECT 1 FROM issue_theme x WHERE x.issue_id = i.id AND x.theme_id = $3))
                AND ($4 IS NULL OR EXISTS (SELECT 1 FROM issue_area x WHERE x.issue_id = i.id AND x.area_id = $4))
                AND i.fold_key LIKE $5 ESCAPE '\\'
                AND (CAST($6 AS TEXT) IS NULL OR CAST($6 AS TEXT) LIKE '%,' || CAST(i.number AS TEXT) || ',%')
                ORDER BY ",
                $order,
                ", i.id LIMIT $8 OFFSET $9"
            )
        };
    }
    const MOVED: &str = rows!("moved_at DESC");
    const BACKING: &str = rows!("backers DESC, moved_at DESC");
    const AGE: &str = rows!("since_at");
    let sql = match order {
        Order::Moved => MOVED,
        Order::Backing => BACKING,
        Order::Age => AGE,
    };
    Ok(fetch!(conn, BoardRow, fetch_all, sql, agreement, f.forum, f.theme, f.area, &f.pattern, &f.only, f.meeting, limit, f.offset)?)
}

/// A decision about an issue for a meeting.
#[derive(Debug)]
pub struct NewChoice<'a> {
    /// Agreement.
    pub agreement: AgreementId,
    /// Issue.
    pub issue: IssueId,
    /// Meeting.
    pub meeting: MeetingId,
    /// It was chosen.
    pub chosen: bool,
    /// Why.
    pub reason: &'a str,
    /// Language of that.
    pub lang: &'a str,
    /// The event that says so; none for a draft.
    pub event: Option<EventId>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Keeps a decision; a later one takes its place.
pub async fn keep_choice(tx: &mut Tx, c: &NewChoice<'_>) -> Result<()> {
    const SQL: &str =
        "INSERT INTO issue_choice (agreement_id, issue_id, meeting_id, chosen, reason, lang, event_id, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (meeting_id, issue_id) DO UPDATE SET chosen = excluded.chosen, reason = excluded.reason, lang = excluded.lang, event_id = excluded.event_id,
            decided_at = excluded.decided_at";
    execute!(tx, SQL, c.agreement, c.issue, c.meeting, c.chosen, c.reason, c.lang, c.event, c.now)?;
    Ok(())
}

/// A decision about an issue that was taken while the meeting was a draft, and that nobody knows of.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Unsaid {
    /// Id.
    pub id: i64,
    /// Issue.
    pub issue_id: IssueId,
    /// It was chosen.
    pub chosen: bool,
    /// It stands on the agenda.
    pub on_agenda: bool,
    /// Why.
    pub reason: String,
    /// Language of that.
    pub lang: String,
}

/// Decisions for a meeting that nobody knows of: what was chosen, and what was not and could still have been.
pub async fn unsaid(tx: &mut Tx, meeting: MeetingId) -> Result<Vec<Unsaid>> {
    const SQL: &str =
        "SELECT c.id, c.issue_id, c.chosen, EXISTS (SELECT 1 FROM agenda_item g WHERE g.meeting_id = c.meeting_id AND g.issue_id = c.issue_id) AS on_agenda,
            c.reason, c.lang
        FROM issue_choice c JOIN issue i ON i.id = c.issue_id
        WHERE c.meeting_id = $1 AND c.event_id IS NULL AND i.published_at IS NOT NULL AND NOT i.withheld
            AND (c.chosen OR i.state IN ('in_forum', 'answered', 'followed_up')) ORDER BY i.number";
    Ok(fetch!(tx, Unsaid, fetch_all, SQL, meeting)?)
}

/// Keeps the event that says a decision.
pub async fn said(tx: &mut Tx, choice: i64, event: EventId) -> Result<()> {
    execute!(tx, "UPDATE issue_choice SET event_id = $2 WHERE id = $1", choice, event)?;
    Ok(())
}

/// The event by which an issue was last put on the agenda of a meeting.
pub async fn put_on_by(tx: &mut Tx, issue: IssueId, meeting: MeetingId) -> Result<Option<EventId>> {
    const SQL: &str = "SELECT id FROM event WHERE issue_id = $1 AND meeting_id = $2 AND kind = 'issue_put_on_agenda' ORDER BY id DESC LIMIT 1";
    Ok(scalar!(tx, EventId, fetch_optional, SQL, issue, meeting)?)
}

/// What was decided about an issue for a meeting, as the meeting's page shows it.
#[derive(Debug, Clone)]
pub struct ChoiceRow {
    /// It was chosen.
    pub chosen: bool,
    /// Why.
    pub reason: String,
    /// Language of that.
    pub lang: String,
    /// Number of the issue.
    pub number: i64,
    /// Slug of it.
    pub slug: String,
    /// Title of it.
    pub title: String,
    /// Language of it.
    pub title_lang: String,
}

/// What was chosen for a meeting and what was not: its agenda with its reasons, then what was not chosen and is not on it either. Nothing
/// where nobody chose among issues. `$1` is the meeting.
macro_rules! choices {
    () => {
        "SELECT TRUE AS chosen, g.reason, m.lang, i.number, i.slug, i.title, i.lang AS title_lang, g.position AS place
            FROM agenda_item g JOIN meeting m ON m.id = g.meeting_id JOIN issue i ON i.id = g.issue_id
            WHERE g.meeting_id = $1 AND g.reason <> '' AND NOT i.withheld AND EXISTS (SELECT 1 FROM issue_choice x WHERE x.meeting_id = $1)
            UNION ALL
            SELECT FALSE, c.reason, c.lang, i.number, i.slug, i.title, i.lang, i.number
            FROM issue_choice c JOIN issue i ON i.id = c.issue_id
            WHERE c.meeting_id = $1 AND NOT c.chosen AND NOT i.withheld
              AND (c.event_id IS NOT NULL OR EXISTS (SELECT 1 FROM meeting d WHERE d.id = $1 AND d.state = 'draft'))
              AND NOT EXISTS (SELECT 1 FROM agenda_item g WHERE g.meeting_id = $1 AND g.issue_id = c.issue_id)"
    };
}
pub(crate) use choices;
