//! SQL of agendas and minutes.

use crate::agreements::types::Side;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::i18n::Locale;
use crate::ids::{AgendaItemId, AgreementId, IssueId, MeetingId, OrganisationId, PromiseId};
use crate::issues::types::IssueState;
use crate::meetings::inputs::Subject;
use crate::meetings::types::ItemOutcome;
use crate::organisations::types::OrganisationKind;
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::NaiveDate;

/// An item of an agenda, with the issue behind it and what the minutes say.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Item {
    /// Id.
    pub id: AgendaItemId,
    /// Title; may be empty where there is an issue.
    pub title: String,
    /// Issue.
    pub issue_id: Option<IssueId>,
    /// Reason why it was chosen.
    pub reason: String,
    /// Minutes that it takes; 0: not said.
    pub minutes: i64,
    /// What was said, as HTML.
    pub said_html: String,
    /// What was decided.
    pub decided: String,
    /// Outcome.
    pub outcome: ItemOutcome,
    /// Reason of the outcome.
    pub outcome_reason: String,
    /// Number of the issue.
    pub issue_number: Option<i64>,
    /// Slug of the issue; empty where it is hidden.
    pub issue_slug: Option<String>,
    /// Title of the issue; likewise.
    pub issue_title: Option<String>,
    /// Language of the issue.
    pub issue_lang: Option<String>,
    /// State of the issue.
    pub issue_state: Option<IssueState>,
    /// The promise made at a talk that it is about.
    pub promise_id: Option<PromiseId>,
    /// Its number.
    pub promise_number: Option<i64>,
    /// The beginning of its words.
    pub promise_words: Option<String>,
    /// Somebody chose that promise; otherwise it came here by itself.
    pub promise_chosen: bool,
    /// The issue stands on this agenda now: it was not withdrawn, moved on or put on a later one since.
    pub here: bool,
    /// The item that it stands under.
    pub parent_id: Option<AgendaItemId>,
    /// Who presents it.
    pub presenter: String,
}

impl Item {
    /// Title of its issue: of a hidden one its number.
    pub fn issue_name(&self, l: Locale) -> Option<String> {
        self.issue_title.clone().or_else(|| self.issue_number.map(|n| crate::issues::store::read::hidden_as(l, n).0))
    }
    /// What it is about.
    pub fn subject(&self) -> Option<Subject> {
        self.issue_number.map(Subject::Issue).or_else(|| self.promise_number.map(Subject::Promise))
    }
    /// The title that was typed for it; none where a promise stands by its own words.
    pub fn own_title(&self) -> &str {
        if self.promise_words.as_deref() == Some(self.title.as_str()) { "" } else { &self.title }
    }
    /// Its issue was taken off the agenda after it was announced: there need not be anything to say about it.
    pub fn is_dropped(&self) -> bool {
        self.issue_id.is_some() && !self.here
    }
    /// How long it takes and where it stands.
    pub fn length(&self) -> crate::meetings::rules::Length {
        crate::meetings::rules::Length { minutes: self.minutes, sub: self.parent_id.is_some() }
    }
}

/// The columns of an item `g` of an agenda, of its issue `i` and its promise `p`.
macro_rules! item_columns {
    () => {
        "g.id, g.title, g.issue_id, g.reason, g.minutes, g.said_html, g.decided, g.outcome, g.outcome_reason, g.promise_id, g.promise_chosen, g.parent_id, g.presenter,
            p.number AS promise_number, SUBSTR(p.words, 1, 140) AS promise_words, i.number AS issue_number, CASE WHEN NOT i.withheld THEN i.slug END AS issue_slug, CASE WHEN NOT i.withheld THEN i.title END AS issue_title, i.lang AS issue_lang, i.state AS issue_state,
            COALESCE(i.state = 'on_agenda' AND (SELECT e.meeting_id FROM event e WHERE e.issue_id = i.id AND e.kind = 'issue_put_on_agenda'
                ORDER BY e.id DESC LIMIT 1) = g.meeting_id, FALSE) AS here"
    };
}
pub(super) use item_columns;

/// The agenda of a meeting, in order.
pub async fn items(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<Item>> {
    const SQL: &str = concat!(
        "SELECT ",
        item_columns!(),
        " FROM agenda_item g LEFT JOIN issue i ON i.id = g.issue_id LEFT JOIN promise p ON p.id = g.promise_id WHERE g.meeting_id = $1 ORDER BY g.position, g.id"
    );
    Ok(fetch!(conn, Item, fetch_all, SQL, meeting)?)
}

/// An issue or a promise that can stand on an agenda.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Choosable {
    /// It is a promise.
    pub is_promise: bool,
    /// Number.
    pub number: i64,
    /// Title; of a promise the beginning of its words.
    pub title: String,
}

impl Choosable {
    /// What a form says for it.
    pub const fn subject(&self) -> Subject {
        if self.is_promise { Subject::Promise(self.number) } else { Subject::Issue(self.number) }
    }
}

/// Issues that can be put on an agenda, newest movement first, then promises that are neither kept nor taken back, newest first.
pub async fn choosable(conn: &mut Conn, agreement: AgreementId) -> Result<Vec<Choosable>> {
    const SQL: &str = "SELECT x.is_promise, x.number, x.title FROM (
            SELECT FALSE AS is_promise, number, title, ROW_NUMBER() OVER (ORDER BY moved_at DESC, id DESC) AS nth
            FROM issue WHERE agreement_id = $1 AND state IN ('in_forum', 'answered', 'followed_up') AND published_at IS NOT NULL AND NOT withheld
            UNION ALL
            SELECT TRUE, number, SUBSTR(words, 1, 140), ROW_NUMBER() OVER (ORDER BY number DESC)
            FROM promise WHERE agreement_id = $1 AND state IN ('open', 'under_way', 'claimed')
        ) x WHERE x.nth <= 500 ORDER BY x.is_promise, x.nth";
    Ok(fetch!(conn, Choosable, fetch_all, SQL, agreement)?)
}

/// An issue under lock.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct LockedIssue {
    /// Id.
    pub id: IssueId,
    /// State.
    pub state: IssueState,
}

/// Locks an issue by its number.
pub async fn lock_issue(tx: &mut Tx, agreement: AgreementId, number: i64) -> Result<Option<LockedIssue>> {
    Ok(fetch_locked!(tx, LockedIssue, "SELECT id, state FROM issue WHERE agreement_id = $1 AND number = $2 AND published_at IS NOT NULL", agreement, number)?)
}

/// What is written of an agenda item.
#[derive(Debug, Clone)]
pub struct ItemDetails {
    /// Place in the order.
    pub position: i64,
    /// Title.
    pub title: String,
    /// Issue.
    pub issue_id: Option<IssueId>,
    /// Promise that somebody chose. Of an item that is there already it stays as it is.
    pub promise_id: Option<PromiseId>,
    /// Reason.
    pub reason: String,
    /// Minutes.
    pub minutes: i64,
    /// The item that it stands under.
    pub parent_id: Option<AgendaItemId>,
    /// Who presents it.
    pub presenter: String,
}

/// Adds an item to an agenda.
pub async fn insert_item(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, d: &ItemDetails) -> Result<AgendaItemId> {
    const SQL: &str =
        "INSERT INTO agenda_item (agreement_id, meeting_id, position, title, issue_id, reason, minutes, parent_id, presenter, promise_id, promise_chosen)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id";
    let (promise, chosen) = (d.promise_id, d.promise_id.is_some());
    Ok(scalar!(
        tx,
        AgendaItemId,
        fetch_one,
        SQL,
        agreement,
        meeting,
        d.position,
        &d.title,
        d.issue_id,
        &d.reason,
        d.minutes,
        d.parent_id,
        &d.presenter,
        promise,
        chosen
    )?)
}

/// Changes an item of an agenda.
pub async fn update_item(tx: &mut Tx, id: AgendaItemId, d: &ItemDetails) -> Result<()> {
    const SQL: &str =
        "UPDATE agenda_item SET position = $2, title = $3, issue_id = $4, reason = $5, minutes = $6, parent_id = $7, presenter = $8 WHERE id = $1";
    execute!(tx, SQL, id, d.position, &d.title, d.issue_id, &d.reason, d.minutes, d.parent_id, &d.presenter)?;
    Ok(())
}

/// Stands every item of an agenda by itself, before some are taken off and the others are written again.
pub async fn flatten(tx: &mut Tx, meeting: MeetingId) -> Result<()> {
    execute!(tx, "UPDATE agenda_item SET parent_id = NULL WHERE meeting_id = $1 AND parent_id IS NOT NULL", meeting)?;
    Ok(())
}

/// Takes an item off an agenda.
pub async fn delete_item(tx: &mut Tx, id: AgendaItemId) -> Result<()> {
    execute!(tx, "DELETE FROM agenda_item WHERE id = $1", id)?;
    Ok(())
}

/// What the minutes say about an item.
#[derive(Debug, Clone)]
pub struct Said {
    /// What was said.
    pub said: String,
    /// The same as HTML.
    pub said_html: String,
    /// What was decided.
    pub decided: String,
    /// Outcome.
    pub outcome: ItemOutcome,
    /// Reason of the outcome.
    pub reason: String,
}

/// Writes what the minutes say about an item.
pub async fn write_minutes(tx: &mut Tx, id: AgendaItemId, s: &Said) -> Result<()> {
    const SQL: &str = "UPDATE agenda_item SET said = $2, said_html = $3, decided = $4, outcome = $5, outcome_reason = $6 WHERE id = $1";
    execute!(tx, SQL, id, &s.said, &s.said_html, &s.decided, s.outcome, &s.reason)?;
    Ok(())
}

/// An organisation that can own an action or be asked for an answer.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Owner {
    /// Id.
    pub id: OrganisationId,
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Name with its case folded.
    pub fold_key: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Side.
    pub side: Side,
}

/// Organisations and bodies that exist on a day, by name.
pub async fn owners(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Owner>> {
    const SQL: &str = "SELECT id, slug, name, fold_key, kind, side FROM organisation WHERE ends_on IS NULL OR ends_on >= $1 ORDER BY sort_key, id";
    Ok(fetch!(conn, Owner, fetch_all, SQL, today)?)
}
