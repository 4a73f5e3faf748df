//! SQL of the worker.

use app::db::{Conn, Tx};
use app::error::Result;
use app::ids::{AgreementId, ContributionId, EventId, IssueId, JobId, MeetingId};
use app::{by_dialect, execute, fetch, scalar};
use chrono::{DateTime, Utc};

/// A job taken.
#[derive(Debug, sqlx::FromRow)]
pub struct Taken {
    /// Id.
    pub id: JobId,
    /// What is lower goes first.
    pub priority: i64,
    /// What is to be done, as JSON.
    pub payload: String,
    /// How often it was taken, this time included.
    pub attempts: i64,
}

macro_rules! due {
    ($select:literal, $tail:literal) => {
        concat!($select, " FROM job WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= $1 AND (locked_until_at IS NULL OR locked_until_at <= $1)", $tail)
    };
}

/// True when there is something to do.
pub async fn any_due(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool> {
    Ok(scalar!(conn, i64, fetch_optional, due!("SELECT id", " LIMIT 1"), now)?.is_some())
}

/// Takes some jobs that are due and that nobody else has, those first that somebody waits for: no more than fit into a lease, should
/// each wait for a slow mail server.
pub async fn take(tx: &mut Tx, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Taken>> {
    const SQLITE: &str = concat!(
        "UPDATE job SET locked_until_at = $2, attempts = attempts + 1 WHERE id IN (",
        due!("SELECT id", " ORDER BY priority, run_at, id LIMIT 5"),
        ") RETURNING id, priority, payload, attempts"
    );
    const POSTGRES: &str = concat!(
        "UPDATE job SET locked_until_at = $2, attempts = attempts + 1 WHERE id = ANY(ARRAY(",
        due!("SELECT id", " ORDER BY priority, run_at, id LIMIT 5 FOR UPDATE SKIP LOCKED"),
        ")) RETURNING id, priority, payload, attempts"
    );
    let sql = by_dialect!(tx, sqlite: SQLITE, postgres: POSTGRES);
    let mut taken = fetch!(tx, Taken, fetch_all, sql, now, until)?;
    taken.sort_by_key(|t| (t.priority, t.id.0));
    Ok(taken)
}

/// A job is done. What it carried is forgotten: mails hold secrets.
pub async fn done(tx: &mut Tx, id: JobId, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "UPDATE job SET done_at = $2, payload = '{}', locked_until_at = NULL WHERE id = $1", id, now)?;
    Ok(())
}

/// A job waits for something that is not its fault.
pub async fn postpone(tx: &mut Tx, id: JobId, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<()> {
    const SQL: &str =
        "UPDATE job SET run_at = $3, attempts = attempts - 1, locked_until_at = NULL, waits_since_at = COALESCE(waits_since_at, $2) WHERE id = $1";
    execute!(tx, SQL, id, now, until)?;
    Ok(())
}

/// Gives up what has waited too long for something that is not its fault: addresses and secrets are not kept for it for ever. Gives their number.
pub async fn give_up_waiting(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    const SQL: &str = "UPDATE job SET failed_at = $1, last_error = 'it waited too long', payload = '{}', locked_until_at = NULL
        WHERE waits_since_at < $2 AND done_at IS NULL AND failed_at IS NULL AND (locked_until_at IS NULL OR locked_until_at <= $1)";
    Ok(execute!(tx, SQL, now, now - chrono::TimeDelta::days(7))?)
}

/// A job is tried again.
pub async fn retry(tx: &mut Tx, id: JobId, at: DateTime<Utc>, why: &str) -> Result<()> {
    execute!(tx, "UPDATE job SET run_at = $2, last_error = $3, locked_until_at = NULL WHERE id = $1", id, at, why)?;
    Ok(())
}

/// A job is given up. What it carried is forgotten, as when it is done.
pub async fn failed(tx: &mut Tx, id: JobId, now: DateTime<Utc>, why: &str) -> Result<()> {
    execute!(tx, "UPDATE job SET failed_at = $2, last_error = $3, payload = '{}', locked_until_at = NULL WHERE id = $1", id, now, why)?;
    Ok(())
}

/// Puts a mail where demo mode shows it. A job that runs twice shows it twice.
pub async fn keep_mail(tx: &mut Tx, to: &str, subject: &str, text: &str, now: DateTime<Utc>) -> Result<()> {
    execute!(tx, "INSERT INTO mailbox (recipient, subject, text, sent_at) VALUES ($1, $2, $3, $4)", to, subject, text, now)?;
    Ok(())
}

/// A job of a kind is waiting.
pub async fn is_waiting(conn: &mut Conn, kind: &str) -> Result<bool> {
    Ok(scalar!(conn, i64, fetch_optional, "SELECT id FROM job WHERE kind = $1 AND done_at IS NULL AND failed_at IS NULL LIMIT 1", kind)?.is_some())
}

/// Removes what is too old to be needed, and gives the number of rows.
pub async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    let days = |n| now - chrono::TimeDelta::days(n);
    let mut gone = execute!(tx, "DELETE FROM token WHERE expires_at < $1", days(1))?;
    gone += execute!(tx, "DELETE FROM session WHERE expires_at < $1", now)?;
    gone += execute!(tx, "DELETE FROM idempotency WHERE created_at < $1", days(7))?;
    gone += execute!(tx, "DELETE FROM job WHERE done_at < $1 OR failed_at < $2", days(1), days(30))?;
    gone += execute!(tx, "DELETE FROM mailbox WHERE sent_at < $1", days(30))?;
    Ok(gone)
}

/// True when something was rendered by an older renderer.
pub async fn any_old(conn: &mut Conn, renderer: i64) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM (SELECT id FROM issue WHERE renderer < $1 UNION ALL SELECT id FROM contribution WHERE renderer < $1
        UNION ALL SELECT id FROM meeting WHERE renderer < $1 UNION ALL SELECT id FROM event WHERE renderer < $1 AND (reason <> '' OR text <> '')) AS old";
    Ok(scalar!(conn, i64, fetch_one, SQL, renderer)? > 0)
}

/// An issue's texts.
#[derive(Debug, sqlx::FromRow)]
pub struct OldIssue {
    /// Id.
    pub id: IssueId,
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Version, so that an edit meanwhile is not overwritten.
    pub version: i64,
    /// The four texts.
    pub what: String,
    /// Why.
    pub why: String,
    /// Whom.
    pub whom: String,
    /// Ask.
    pub ask: String,
}

/// Issues that an older renderer rendered.
pub async fn old_issues(conn: &mut Conn, renderer: i64) -> Result<Vec<OldIssue>> {
    const SQL: &str = "SELECT id, agreement_id, version, what, why, whom, ask FROM issue WHERE renderer < $1 ORDER BY id LIMIT 100";
    Ok(fetch!(conn, OldIssue, fetch_all, SQL, renderer)?)
}

/// Writes an issue's texts as rendered.
pub async fn put_issue(tx: &mut Tx, old: &OldIssue, html: [String; 4], renderer: i64) -> Result<()> {
    const SQL: &str = "UPDATE issue SET what_html = $3, why_html = $4, whom_html = $5, ask_html = $6, renderer = $7 WHERE id = $1 AND version = $2";
    let [what, why, whom, ask] = html;
    execute!(tx, SQL, old.id, old.version, &what, &why, &whom, &ask, renderer)?;
    Ok(())
}

/// A contribution's text.
#[derive(Debug, sqlx::FromRow)]
pub struct OldContribution {
    /// Id.
    pub id: ContributionId,
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Issue.
    pub issue_id: IssueId,
    /// Version.
    pub version: i64,
    /// Text.
    pub text: String,
}

/// Contributions that an older renderer rendered.
pub async fn old_contributions(conn: &mut Conn, renderer: i64) -> Result<Vec<OldContribution>> {
    const SQL: &str = "SELECT id, agreement_id, issue_id, version, text FROM contribution WHERE renderer < $1 ORDER BY id LIMIT 100";
    Ok(fetch!(conn, OldContribution, fetch_all, SQL, renderer)?)
}

/// Writes a contribution's text as rendered.
pub async fn put_contribution(tx: &mut Tx, old: &OldContribution, html: &str, renderer: i64) -> Result<()> {
    execute!(tx, "UPDATE contribution SET html = $3, renderer = $4 WHERE id = $1 AND version = $2", old.id, old.version, html, renderer)?;
    Ok(())
}

/// A meeting's theme.
#[derive(Debug, sqlx::FromRow)]
pub struct OldMeeting {
    /// Id.
    pub id: MeetingId,
    /// Agreement.
    pub agreement_id: AgreementId,
    /// Version.
    pub version: i64,
    /// Theme.
    pub theme: String,
}

/// Meetings that an older renderer rendered.
pub async fn old_meetings(conn: &mut Conn, renderer: i64) -> Result<Vec<OldMeeting>> {
    Ok(fetch!(conn, OldMeeting, fetch_all, "SELECT id, agreement_id, version, theme FROM meeting WHERE renderer < $1 ORDER BY id LIMIT 100", renderer)?)
}

/// What the minutes say about an item.
#[derive(Debug, sqlx::FromRow)]
pub struct OldItem {
    /// Id.
    pub id: app::ids::AgendaItemId,
    /// Text.
    pub said: String,
}

/// The minutes of a meeting.
pub async fn items_said(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<OldItem>> {
    Ok(fetch!(conn, OldItem, fetch_all, "SELECT id, said FROM agenda_item WHERE meeting_id = $1 AND said <> ''", meeting)?)
}

/// Writes what the minutes say as rendered, unless it was changed meanwhile.
pub async fn put_item(tx: &mut Tx, old: &OldItem, html: &str) -> Result<()> {
    execute!(tx, "UPDATE agenda_item SET said_html = $3 WHERE id = $1 AND said = $2", old.id, &old.said, html)?;
    Ok(())
}

/// Writes a meeting's theme as rendered.
pub async fn put_meeting(tx: &mut Tx, old: &OldMeeting, html: &str, renderer: i64) -> Result<()> {
    execute!(tx, "UPDATE meeting SET theme_html = $3, renderer = $4 WHERE id = $1 AND version = $2", old.id, old.version, html, renderer)?;
    Ok(())
}

/// An event's texts.
#[derive(Debug, sqlx::FromRow)]
pub struct OldEvent {
    /// Id.
    pub id: EventId,
    /// Agreement.
    pub agreement_id: Option<AgreementId>,
    /// Issue.
    pub issue_id: Option<IssueId>,
    /// Reason.
    pub reason: String,
    /// Text.
    pub text: String,
}

/// Events that an older renderer rendered.
pub async fn old_events(conn: &mut Conn, renderer: i64) -> Result<Vec<OldEvent>> {
    const SQL: &str = "SELECT id, agreement_id, issue_id, reason, text FROM event WHERE renderer < $1 AND (reason <> '' OR text <> '') ORDER BY id LIMIT 100";
    Ok(fetch!(conn, OldEvent, fetch_all, SQL, renderer)?)
}

/// Writes an event's texts as rendered.
pub async fn put_event(tx: &mut Tx, id: EventId, reason: &str, text: &str, renderer: i64) -> Result<()> {
    execute!(tx, "UPDATE event SET reason_html = $2, text_html = $3, renderer = $4 WHERE id = $1", id, reason, text, renderer)?;
    Ok(())
}
