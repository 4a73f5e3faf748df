//! SQL of actions from minutes, and of what happened to them since.

use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::events::types::ActorRole;
use crate::ids::{ActionId, AgendaItemId, AgreementId, IssueId, MeetingId, OrganisationId, PersonId};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDate, Utc};

/// An action from the minutes.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Action {
    /// Id.
    pub id: ActionId,
    /// Number within the agreement, for life.
    pub number: i64,
    /// Item that it came from.
    pub agenda_item_id: AgendaItemId,
    /// What.
    pub what: String,
    /// Owner.
    pub owner_id: OrganisationId,
    /// Owner's name.
    pub owner_name: String,
    /// Owner's slug.
    pub owner_slug: String,
    /// Owner's side.
    pub owner_side: Side,
    /// Function of whoever does it there.
    pub function: String,
    /// Their name: for the kansli and the owner alone.
    pub person: String,
    /// Until when.
    pub due_on: NaiveDate,
    /// Until when it was promised first.
    pub promised_on: NaiveDate,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// What came of it.
    pub done_note: String,
    /// Number of its meeting.
    pub meeting_number: i64,
    /// Slug of it.
    pub meeting_slug: String,
    /// Title of it.
    pub meeting_title: String,
    /// Language of it.
    pub lang: String,
    /// When that was held.
    pub held_on: chrono::NaiveDateTime,
    /// Place of its item on the agenda.
    pub item_position: i64,
    /// Number of the issue that it came of.
    pub issue_number: Option<i64>,
    /// Slug of it; none where its words are withheld.
    pub issue_slug: Option<String>,
    /// Title of it; none where its words are withheld.
    pub issue_title: Option<String>,
}

macro_rules! actions {
    ($tail:literal) => {
        concat!(
            "SELECT a.id, a.number, a.agenda_item_id, a.what, a.owner_id, o.name AS owner_name, o.slug AS owner_slug, o.side AS owner_side, a.function, a.person,
                a.due_on, COALESCE(a.promised_on, a.due_on) AS promised_on, a.done_at, a.done_note, m.number AS meeting_number, m.slug AS meeting_slug,
                m.title AS meeting_title, m.lang, m.starts_local AS held_on,
                (SELECT COUNT(*) FROM agenda_item b WHERE b.meeting_id = g.meeting_id AND (b.position, b.id) <= (g.position, g.id)) AS item_position,
                i.number AS issue_number, CASE WHEN i.withheld THEN NULL ELSE i.slug END AS issue_slug, CASE WHEN i.withheld THEN NULL ELSE i.title END AS issue_title
            FROM action a JOIN agenda_item g ON g.id = a.agenda_item_id JOIN meeting m ON m.id = g.meeting_id JOIN organisation o ON o.id = a.owner_id
            LEFT JOIN issue i ON i.id = g.issue_id AND i.published_at IS NOT NULL ",
            $tail
        )
    };
}

/// The actions of a meeting, by item and in order.
pub async fn actions(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Action>> {
    const SQL: &str = actions!("WHERE g.meeting_id = $1 ORDER BY g.position, a.position, a.id");
    Ok(fetch!(conn, Action, fetch_all, SQL, meeting)?)
}

/// An action by its number.
pub async fn action_by_number(conn: &mut Conn, agreement: AgreementId, number: i64) -> Result<Option<Action>> {
    const SQL: &str = actions!("WHERE a.agreement_id = $1 AND a.number = $2");
    Ok(fetch!(conn, Action, fetch_optional, SQL, agreement, number)?)
}

/// What a list of actions is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct ActionFilter {
    /// `open`, `late` or `done`; empty: all.
    pub state: &'static str,
    /// Slug of the owner.
    pub owner: Option<String>,
    /// Number of the meeting.
    pub meeting: Option<i64>,
}

/// The actions of an agreement, what is due first before; what is done last.
pub async fn all_actions(conn: &mut Conn, agreement: AgreementId, filter: &ActionFilter, today: NaiveDate, limit: i64) -> Result<Vec<Action>> {
    const SQL: &str = actions!(
        "WHERE a.agreement_id = $1 AND ($2 = '' OR ($2 = 'done' AND a.done_at IS NOT NULL) OR ($2 = 'open' AND a.done_at IS NULL)
            OR ($2 = 'late' AND a.done_at IS NULL AND a.due_on < $5))
         AND ($3 IS NULL OR o.slug = $3) AND ($4 IS NULL OR m.number = $4)
         ORDER BY (a.done_at IS NOT NULL), a.due_on, a.number LIMIT $6"
    );
    Ok(fetch!(conn, Action, fetch_all, SQL, agreement, filter.state, filter.owner.as_deref(), filter.meeting, today, limit)?)
}

/// Somebody or something that a list of actions can be narrowed to: `owner` by slug, `meeting` by number, and how many are `open`, `late`
/// and `done` of all.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ActionFacet {
    /// Which.
    pub what: String,
    /// Slug, or number.
    pub code: String,
    /// Name, or title.
    pub name: String,
    /// How many.
    pub count: i64,
}

/// What a list of actions can be narrowed to.
pub async fn action_facets(conn: &mut Conn, agreement: AgreementId, today: NaiveDate) -> Result<Vec<ActionFacet>> {
    const SQL: &str = "SELECT q.what, q.code, q.name, q.count FROM (
            SELECT 'owner' AS what, o.slug AS code, o.name, COUNT(*) AS count, o.sort_key AS sort_key
            FROM action a JOIN organisation o ON o.id = a.owner_id WHERE a.agreement_id = $1 GROUP BY o.id, o.slug, o.name, o.sort_key
            UNION ALL
            SELECT 'meeting', CAST(m.number AS TEXT), m.title, COUNT(*), CAST(m.starts_at AS TEXT)
            FROM action a JOIN agenda_item g ON g.id = a.agenda_item_id JOIN meeting m ON m.id = g.meeting_id WHERE a.agreement_id = $1
            GROUP BY m.id, m.number, m.title, m.starts_at
            UNION ALL SELECT 'state', 'open', '', COUNT(*), '' FROM action a WHERE a.agreement_id = $1 AND a.done_at IS NULL
            UNION ALL SELECT 'state', 'late', '', COUNT(*), '' FROM action a WHERE a.agreement_id = $1 AND a.done_at IS NULL AND a.due_on < $2
            UNION ALL SELECT 'state', 'done', '', COUNT(*), '' FROM action a WHERE a.agreement_id = $1 AND a.done_at IS NOT NULL
        ) q ORDER BY q.what, q.sort_key";
    Ok(fetch!(conn, ActionFacet, fetch_all, SQL, agreement, today)?)
}

/// Something that happened to an action.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Step {
    /// `progress`, `moved`, `done` or `reopened`.
    pub kind: String,
    /// In the words of who did it.
    pub note: String,
    /// Language of that.
    pub lang: String,
    /// Date that it had.
    pub from_on: Option<NaiveDate>,
    /// Date that it has since.
    pub to_on: Option<NaiveDate>,
    /// In which role.
    pub role: ActorRole,
    /// For whom.
    pub organisation: Option<String>,
    /// Its id.
    pub organisation_id: Option<OrganisationId>,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// What happened to an action, oldest first.
pub async fn steps(conn: &mut Conn, action: ActionId) -> Result<Vec<Step>> {
    const SQL: &str = "SELECT s.kind, s.note, s.lang, s.from_on, s.to_on, s.role, o.name AS organisation, s.organisation_id, s.created_at
        FROM action_step s LEFT JOIN organisation o ON o.id = s.organisation_id WHERE s.action_id = $1 ORDER BY s.id LIMIT 500";
    Ok(fetch!(conn, Step, fetch_all, SQL, action)?)
}

/// What happens to an action.
#[derive(Debug, Clone)]
pub struct NewStep<'a> {
    /// `progress`, `moved`, `done` or `reopened`.
    pub kind: &'static str,
    /// In the words of who does it.
    pub note: &'a str,
    /// Language of that.
    pub lang: &'static str,
    /// The date that it had and the one that it has from now on.
    pub moved: Option<(NaiveDate, NaiveDate)>,
    /// In which role.
    pub role: ActorRole,
    /// For whom.
    pub organisation: Option<OrganisationId>,
    /// By whom.
    pub person: PersonId,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Adds to the chain of a locked action.
pub async fn insert_step(tx: &mut Tx, agreement: AgreementId, action: ActionId, s: &NewStep<'_>) -> Result<()> {
    const SQL: &str = "INSERT INTO action_step (agreement_id, action_id, kind, note, lang, from_on, to_on, role, organisation_id, person_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (from, to) = s.moved.unzip();
    execute!(tx, SQL, agreement, action, s.kind, s.note, s.lang, from, to, s.role, s.organisation, s.person, s.now)?;
    Ok(())
}

/// An action about to be written.
#[derive(Debug, Clone)]
pub struct NewAction<'a> {
    /// Item that it came of.
    pub item: AgendaItemId,
    /// Place among those of the item.
    pub position: i64,
    /// What.
    pub what: &'a str,
    /// Owner.
    pub owner: OrganisationId,
    /// Function of whoever does it there.
    pub function: &'a str,
    /// Their name.
    pub person: &'a str,
    /// Until when.
    pub due_on: NaiveDate,
}

/// Writes an action under the next number, under the lock of the agreement's sequence.
pub async fn insert_action(tx: &mut Tx, agreement: AgreementId, a: &NewAction<'_>) -> Result<ActionId> {
    const NUMBER: &str = "UPDATE agreement_sequence SET action_number = action_number + 1 WHERE agreement_id = $1 RETURNING action_number";
    const SQL: &str = "INSERT INTO action (agreement_id, agenda_item_id, position, number, what, owner_id, function, person, due_on, promised_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING id";
    let number = scalar!(tx, i64, fetch_one, NUMBER, agreement)?;
    Ok(scalar!(tx, ActionId, fetch_one, SQL, agreement, a.item, a.position, number, a.what, a.owner, a.function, a.person, a.due_on)?)
}

/// An action under lock.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LockedAction {
    /// Id.
    pub id: ActionId,
    /// Item.
    pub agenda_item_id: AgendaItemId,
    /// Owner.
    pub owner_id: OrganisationId,
    /// Until when.
    pub due_on: NaiveDate,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
}

/// Locks an action.
pub async fn lock_action(tx: &mut Tx, agreement: AgreementId, id: ActionId) -> Result<Option<LockedAction>> {
    Ok(fetch_locked!(tx, LockedAction, "SELECT id, agenda_item_id, owner_id, due_on, done_at FROM action WHERE agreement_id = $1 AND id = $2", agreement, id)?)
}

/// Where an action came from.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Origin {
    /// Meeting.
    pub meeting: MeetingId,
    /// Its language.
    pub lang: String,
    /// Issue behind the item.
    pub issue: Option<IssueId>,
    /// Side of the action's owner.
    pub side: Side,
}

/// Meeting and issue of an action.
pub async fn origin_of(tx: &mut Tx, id: ActionId) -> Result<Origin> {
    const SQL: &str = "SELECT g.meeting_id AS meeting, m.lang, g.issue_id AS issue, o.side FROM action a JOIN agenda_item g ON g.id = a.agenda_item_id
        JOIN meeting m ON m.id = g.meeting_id JOIN organisation o ON o.id = a.owner_id WHERE a.id = $1";
    Ok(fetch!(tx, Origin, fetch_one, SQL, id)?)
}

/// Ticks an action off.
pub async fn finish_action(tx: &mut Tx, id: ActionId, note: &str, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE action SET done_at = $2, done_note = $3 WHERE id = $1", id, now, note)?;
    Ok(())
}

/// Opens an action again, with a new date.
pub async fn reopen_action(tx: &mut Tx, id: ActionId, due_on: NaiveDate) -> Result<()> {
    execute!(tx, "UPDATE action SET done_at = NULL, done_note = '', due_on = $2 WHERE id = $1", id, due_on)?;
    Ok(())
}

/// Moves the date of an action. The one that was promised first stays.
pub async fn move_action(tx: &mut Tx, id: ActionId, due_on: NaiveDate) -> Result<()> {
    execute!(tx, "UPDATE action SET due_on = $2 WHERE id = $1", id, due_on)?;
    Ok(())
}
