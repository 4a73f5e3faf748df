//! SQL of clocks.

use super::ClockKind;
use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::ids::{ActionId, AgreementId, ClockId, ConsensusId, EventId, IssueId, MeetingId, OrganisationId, PromiseId, WishId};
use crate::{execute, fetch};
use chrono::NaiveDate;

/// What a clock belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// An issue.
    Issue(IssueId),
    /// A meeting.
    Meeting(MeetingId),
    /// An action, and the issue it came from if any.
    Action(ActionId, Option<IssueId>),
    /// A body of an agreement.
    Body(OrganisationId),
    /// A wish for a meeting.
    Wish(WishId),
    /// A promise made at a talk.
    Promise(PromiseId),
    /// A proposal to change how a forum or a body works.
    Consensus(ConsensusId),
    /// The model of an agreement itself.
    Model(AgreementId),
}

/// A clock to open.
#[derive(Debug, Clone)]
pub struct NewClock {
    /// Agreement.
    pub agreement: AgreementId,
    /// What is promised.
    pub kind: ClockKind,
    /// What it belongs to.
    pub thing: Thing,
    /// Who promised.
    pub owner: OrganisationId,
    /// On which side the owner stands.
    pub side: Side,
    /// Until when, a calendar date in Stockholm.
    pub due_on: NaiveDate,
    /// The event that set it.
    pub opened_by: EventId,
}

/// Starts a clock.
pub async fn open(tx: &mut Tx, clock: &NewClock) -> Result<()> {
    let (issue, meeting, action) = match clock.thing {
        Thing::Issue(i) => (Some(i), None, None),
        Thing::Meeting(m) => (None, Some(m), None),
        Thing::Action(a, i) => (i, None, Some(a)),
        Thing::Body(_) | Thing::Wish(_) | Thing::Promise(_) | Thing::Consensus(_) | Thing::Model(_) => (None, None, None),
    };
    let body = match clock.thing {
        Thing::Body(b) => Some(b),
        _ => None,
    };
    let wish = if let Thing::Wish(w) = clock.thing { Some(w) } else { None };
    let promise = if let Thing::Promise(p) = clock.thing { Some(p) } else { None };
    let consensus = if let Thing::Consensus(c) = clock.thing { Some(c) } else { None };
    execute!(
        tx,
        "INSERT INTO clock (agreement_id, kind, issue_id, meeting_id, action_id, owner_id, side, due_on, opened_by, body_id, wish_id, promise_id, consensus_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        clock.agreement,
        clock.kind,
        issue,
        meeting,
        action,
        clock.owner,
        clock.side,
        clock.due_on,
        clock.opened_by,
        body,
        wish,
        promise,
        consensus
    )?;
    Ok(())
}

/// Stops the open clocks of one kind of a thing. Gives how many.
pub async fn close(tx: &mut Tx, thing: Thing, kind: ClockKind, event: EventId, on: NaiveDate) -> Result<u64> {
    Ok(match thing {
        Thing::Issue(id) => execute!(
            tx,
            "UPDATE clock SET closed_by = $3, closed_on = $4 WHERE issue_id = $1 AND action_id IS NULL AND kind = $2 AND closed_by IS NULL",
            id,
            kind,
            event,
            on
        )?,
        Thing::Meeting(id) => {
            execute!(tx, "UPDATE clock SET closed_by = $3, closed_on = $4 WHERE meeting_id = $1 AND kind = $2 AND closed_by IS NULL", id, kind, event, on)?
        }
        Thing::Wish(id) => {
            execute!(tx, "UPDATE clock SET closed_by = $3, closed_on = $4 WHERE wish_id = $1 AND kind = $2 AND closed_by IS NULL", id, kind, event, on)?
        }
        Thing::Action(id, _) => {
            execute!(tx, "UPDATE clock SET closed_by = $3, closed_on = $4 WHERE action_id = $1 AND kind = $2 AND closed_by IS NULL", id, kind, event, on)?
        }
        // one body can belong to several agreements: that of the event
        Thing::Body(id) => execute!(
            tx,
            "UPDATE clock SET closed_by = $3, closed_on = $4 WHERE body_id = $1 AND kind = $2 AND closed_by IS NULL
                AND agreement_id = (SELECT e.agreement_id FROM event e WHERE e.id = $3)",
            id,
            kind,
            event,
            on
        )?,
        Thing::Consensus(id) => {
            execute!(tx, "UPDATE clock SET closed_by = $3, closed_on = $4 WHERE consensus_id = $1 AND kind = $2 AND closed_by IS NULL", id, kind, event, on)?
        }
        Thing::Model(id) => {
            execute!(tx, "UPDATE clock SET closed_by = $3, closed_on = $4 WHERE agreement_id = $1 AND kind = $2 AND closed_by IS NULL", id, kind, event, on)?
        }
        Thing::Promise(id) => {
            execute!(tx, "UPDATE clock SET closed_by = $3, closed_on = $4 WHERE promise_id = $1 AND kind = $2 AND closed_by IS NULL", id, kind, event, on)?
        }
    })
}

/// Stops the clock of an issue that an event set: that of an appeal, of which an issue can have several.
pub async fn close_opened_by(tx: &mut Tx, issue: IssueId, opened_by: EventId, event: EventId, on: NaiveDate) -> Result<u64> {
    const SQL: &str = "UPDATE clock SET closed_by = $2, closed_on = $3 WHERE opened_by = $1 AND closed_by IS NULL AND issue_id = $4";
    Ok(execute!(tx, SQL, opened_by, event, on, issue)?)
}

/// Stops every open clock of an issue itself (not those of actions that came from it, nor of an appeal, which goes on): it has come to an end.
pub async fn close_all_of_issue(tx: &mut Tx, issue: IssueId, event: EventId, on: NaiveDate) -> Result<u64> {
    Ok(execute!(
        tx,
        "UPDATE clock SET closed_by = $2, closed_on = $3 WHERE issue_id = $1 AND action_id IS NULL AND kind <> 'appeal' AND closed_by IS NULL",
        issue,
        event,
        on
    )?)
}

/// Sets the clocks of an issue back to before an act: those that it stopped run again, those that it started stop. One that runs again
/// may be found late again: the mails about that may have come to nothing while it was stopped.
pub async fn turn_back(tx: &mut Tx, undone: EventId, by: EventId, on: NaiveDate) -> Result<()> {
    execute!(tx, "UPDATE clock SET closed_by = $2, closed_on = $3 WHERE opened_by = $1 AND closed_by IS NULL", undone, by, on)?;
    execute!(tx, "UPDATE clock SET closed_by = NULL, closed_on = NULL, overdue_at = NULL WHERE closed_by = $1", undone)?;
    Ok(())
}

/// An open clock as a chain, a list or the desk shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OpenClock {
    /// Id.
    pub id: ClockId,
    /// What is promised.
    pub kind: ClockKind,
    /// Until when.
    pub due_on: NaiveDate,
    /// On which side the owner stands.
    pub side: Side,
    /// Owner.
    pub owner_id: OrganisationId,
    /// Owner's name.
    pub owner_name: String,
    /// Owner's slug.
    pub owner_slug: String,
    /// Number of the issue.
    pub issue_number: Option<i64>,
    /// Slug of the issue.
    pub issue_slug: Option<String>,
    /// Title of the issue.
    pub issue_title: Option<String>,
    /// Number of the meeting.
    pub meeting_number: Option<i64>,
    /// Slug of the meeting.
    pub meeting_slug: Option<String>,
    /// Title of the meeting.
    pub meeting_title: Option<String>,
    /// What the action is.
    pub action_what: Option<String>,
    /// The action.
    pub action_id: Option<ActionId>,
    /// Number of the action.
    pub action_number: Option<i64>,
    /// Name of the body whose representation is to be reviewed.
    pub body_name: Option<String>,
    /// Its slug.
    pub body_slug: Option<String>,
    /// Number of the wish for a meeting.
    pub wish_number: Option<i64>,
    /// Title of it.
    pub wish_title: Option<String>,
    /// Number of the promise.
    pub promise_number: Option<i64>,
    /// What was promised.
    pub promise_words: Option<String>,
    /// Number of the proposal to change how a forum or a body works.
    pub consensus_number: Option<i64>,
    /// Title of it.
    pub consensus_title: Option<String>,
}

macro_rules! open_clocks {
    ($tail:literal) => {
        concat!(
            "SELECT k.id, k.kind, k.due_on, k.side, k.owner_id, o.name AS owner_name, o.slug AS owner_slug, i.number AS issue_number,
                CASE WHEN i.withheld THEN NULL ELSE i.slug END AS issue_slug, CASE WHEN i.withheld THEN NULL ELSE i.title END AS issue_title, m.number AS meeting_number, m.slug AS meeting_slug, m.title AS meeting_title, a.what AS action_what, k.action_id, a.number AS action_number,
                bo.name AS body_name, bo.slug AS body_slug, w.number AS wish_number, w.title AS wish_title, pr.number AS promise_number, pr.words AS promise_words,
                cs.number AS consensus_number, cs.title AS consensus_title
            FROM clock k JOIN organisation o ON o.id = k.owner_id
            LEFT JOIN organisation bo ON bo.id = k.body_id
            LEFT JOIN promise pr ON pr.id = k.promise_id
            LEFT JOIN issue i ON i.id = COALESCE(k.issue_id, pr.issue_id)
            LEFT JOIN action a ON a.id = k.action_id
            LEFT JOIN agenda_item g ON g.id = a.agenda_item_id
            LEFT JOIN meeting m ON m.id = COALESCE(k.meeting_id, g.meeting_id, pr.meeting_id)
            LEFT JOIN wish w ON w.id = k.wish_id
            LEFT JOIN consensus cs ON cs.id = k.consensus_id
            WHERE k.closed_by IS NULL ",
            $tail
        )
    };
}

/// Open clocks of an issue, of the actions that came from it and of the promises about it, earliest first.
pub async fn of_issue(conn: &mut Conn, issue: IssueId) -> Result<Vec<OpenClock>> {
    const SQL: &str = open_clocks!(
        "AND k.id IN (SELECT c.id FROM clock c WHERE c.issue_id = $1
            UNION ALL SELECT c.id FROM promise x JOIN clock c ON c.promise_id = x.id WHERE x.issue_id = $1) ORDER BY k.due_on, k.id"
    );
    Ok(fetch!(conn, OpenClock, fetch_all, SQL, issue)?)
}

/// Open clocks of an owner (published things only), earliest first.
pub async fn of_owner(conn: &mut Conn, agreement: AgreementId, owner: OrganisationId, limit: i64) -> Result<Vec<OpenClock>> {
    const SQL: &str =
        open_clocks!("AND k.agreement_id = $1 AND k.owner_id = $2 AND (i.id IS NULL OR i.published_at IS NOT NULL) ORDER BY k.due_on, k.id LIMIT $3");
    Ok(fetch!(conn, OpenClock, fetch_all, SQL, agreement, owner, limit)?)
}

/// Overdue clocks of an agreement, oldest duty first. `unpublished` adds those of issues that wait for the kansli.
pub async fn overdue(conn: &mut Conn, agreement: AgreementId, today: NaiveDate, unpublished: bool, limit: i64) -> Result<Vec<OpenClock>> {
    const SQL: &str =
        open_clocks!("AND k.agreement_id = $1 AND k.due_on < $2 AND ($3 OR i.id IS NULL OR i.published_at IS NOT NULL) ORDER BY k.due_on, k.id LIMIT $4");
    Ok(fetch!(conn, OpenClock, fetch_all, SQL, agreement, today, unpublished, limit)?)
}

/// How many clocks of a side are overdue, and the oldest due date.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OverdueCount {
    /// Kind of promise.
    pub kind: ClockKind,
    /// Side of the owners.
    pub side: Side,
    /// True when the owner is the curating body.
    pub by_curator: bool,
    /// How many.
    pub count: i64,
    /// The oldest date.
    pub oldest_on: NaiveDate,
}

/// Overdue clocks counted by kind and side. New issues that wait unread count too: that the kansli is late is public, what waits is not.
pub async fn overdue_counts(conn: &mut Conn, agreement: AgreementId, curator: OrganisationId, today: NaiveDate) -> Result<Vec<OverdueCount>> {
    const SQL: &str = "SELECT k.kind, k.side, (k.owner_id = $2) AS by_curator, COUNT(*) AS count, MIN(k.due_on) AS oldest_on
        FROM clock k LEFT JOIN issue i ON i.id = k.issue_id
        WHERE k.agreement_id = $1 AND k.closed_by IS NULL AND k.due_on < $3
        GROUP BY k.kind, k.side, (k.owner_id = $2) ORDER BY MIN(k.due_on)";
    Ok(fetch!(conn, OverdueCount, fetch_all, SQL, agreement, curator, today)?)
}
