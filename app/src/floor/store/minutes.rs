//! Minutes as they are written, item by item.

use crate::db::{Conn, Tx};
use crate::error::{AppError, Result};
use crate::ids::{AgendaItemId, AgreementId, MeetingId, PersonId};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, TimeDelta, Utc};

/// Versions that are kept of each item in any case: the last fifty saves, each with what came of it.
pub const KEPT_SAVES: i64 = 100;
/// How long others are kept too: whoever has had the page open for a while and now writes a line began from one of them.
pub const KEPT_FOR: TimeDelta = TimeDelta::hours(1);
/// Most versions of an item, whatever their age.
const MOST_SAVES: i64 = 500;

/// What is written about an item.
#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct Draft {
    /// Text.
    pub text: String,
    /// Version.
    pub version: i64,
}

/// Locks what is written about an item.
pub async fn lock_minutes(tx: &mut Tx, agreement: AgreementId, meeting: MeetingId, item: AgendaItemId) -> Result<Draft> {
    const NEW: &str = "INSERT INTO minutes_draft_item (agreement_id, meeting_id, item_id) VALUES ($1, $2, $3) ON CONFLICT (meeting_id, item_id) DO NOTHING";
    execute!(tx, NEW, agreement, meeting, item)?;
    fetch_locked!(tx, Draft, "SELECT text, version FROM minutes_draft_item WHERE meeting_id = $1 AND item_id = $2", meeting, item)?.ok_or(AppError::NotFound)
}

/// A text that was saved.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Save {
    /// Version.
    pub version: i64,
    /// Text.
    pub text: String,
    /// Who saved it.
    pub name: String,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// It waits beside the text for somebody to choose.
    pub beside: bool,
}

/// The text under a version, while it is kept.
pub async fn saved_text(tx: &mut Tx, meeting: MeetingId, item: AgendaItemId, version: i64) -> Result<Option<String>> {
    const SQL: &str = "SELECT text FROM minutes_draft_save WHERE meeting_id = $1 AND item_id = $2 AND version = $3";
    Ok(scalar!(tx, String, fetch_optional, SQL, meeting, item, version)?)
}

/// Saves of an item, newest first.
pub async fn saves(conn: &mut Conn, meeting: MeetingId, item: AgendaItemId) -> Result<Vec<Save>> {
    const SQL: &str = "SELECT s.version, s.text, p.name, s.saved_at, s.beside FROM minutes_draft_save s JOIN person p ON p.id = s.person_id
        WHERE s.meeting_id = $1 AND s.item_id = $2 ORDER BY s.version DESC LIMIT 100";
    Ok(fetch!(conn, Save, fetch_all, SQL, meeting, item)?)
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    text: String,
    version: i64,
    save_version: Option<i64>,
    save_text: Option<String>,
    name: Option<String>,
    saved_at: Option<DateTime<Utc>>,
}

/// What is written about an item, and the texts beside it that wait for somebody to choose, oldest first.
pub async fn minutes_of(conn: &mut Conn, meeting: MeetingId, item: AgendaItemId) -> Result<(Draft, Vec<Save>)> {
    const SQL: &str = "SELECT d.text, d.version, s.version AS save_version, s.text AS save_text, p.name, s.saved_at
        FROM minutes_draft_item d
        LEFT JOIN minutes_draft_save s ON s.meeting_id = d.meeting_id AND s.item_id = d.item_id AND s.beside
        LEFT JOIN person p ON p.id = s.person_id
        WHERE d.meeting_id = $1 AND d.item_id = $2 ORDER BY s.version";
    let rows = fetch!(conn, DraftRow, fetch_all, SQL, meeting, item)?;
    let draft = rows.first().map(|r| Draft { text: r.text.clone(), version: r.version }).unwrap_or_default();
    let beside = rows
        .into_iter()
        .filter_map(|r| Some(Save { version: r.save_version?, text: r.save_text?, name: r.name?, saved_at: r.saved_at?, beside: true }))
        .collect();
    Ok((draft, beside))
}

/// What was written about an item while its meeting ran.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct WrittenLive {
    /// The item.
    pub item_id: AgendaItemId,
    /// Text.
    pub text: String,
    /// Version.
    pub version: i64,
    /// Version that somebody has taken into the form of the minutes, or read and left out.
    pub taken: i64,
}

/// Locks what is written about all items of a locked meeting, also where nothing is yet: nobody writes on until the transaction ends.
pub async fn lock_all_minutes(tx: &mut Tx, meeting: MeetingId) -> Result<Vec<WrittenLive>> {
    const NEW: &str = "INSERT INTO minutes_draft_item (agreement_id, meeting_id, item_id)
        SELECT g.agreement_id, g.meeting_id, g.id FROM agenda_item g WHERE g.meeting_id = $1 ON CONFLICT (meeting_id, item_id) DO NOTHING";
    const LOCK: &str = "UPDATE minutes_draft_item SET taken = taken WHERE meeting_id = $1 RETURNING item_id, text, version, taken";
    execute!(tx, NEW, meeting)?;
    Ok(fetch!(tx, WrittenLive, fetch_all, LOCK, meeting)?)
}

/// Texts of a meeting that wait beside others for somebody to choose: item and version.
pub async fn all_beside(conn: &mut Conn, meeting: MeetingId) -> Result<Vec<(AgendaItemId, i64)>> {
    const SQL: &str = "SELECT item_id, version FROM minutes_draft_save WHERE meeting_id = $1 AND beside ORDER BY item_id, version";
    Ok(fetch!(conn, (AgendaItemId, i64), fetch_all, SQL, meeting)?)
}

/// What is written about an item is in the form of the minutes, or was left out, up to a version.
pub async fn take_in(tx: &mut Tx, meeting: MeetingId, item: AgendaItemId, version: i64) -> Result<()> {
    execute!(tx, "UPDATE minutes_draft_item SET taken = $3 WHERE meeting_id = $1 AND item_id = $2", meeting, item, version)?;
    Ok(())
}

/// A text waits no more: what was written on from it waits in its place.
pub async fn settle_one(tx: &mut Tx, meeting: MeetingId, item: AgendaItemId, version: i64) -> Result<()> {
    execute!(tx, "UPDATE minutes_draft_save SET beside = $4 WHERE meeting_id = $1 AND item_id = $2 AND version = $3", meeting, item, version, false)?;
    Ok(())
}

/// Keeps a text under a version.
pub async fn keep_save(tx: &mut Tx, (meeting, item): (MeetingId, AgendaItemId), s: &NewSave<'_>) -> Result<()> {
    const SQL: &str = "INSERT INTO minutes_draft_save (meeting_id, item_id, version, text, person_id, saved_at, beside) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(tx, SQL, meeting, item, s.version, s.text, s.person, s.now, s.beside)?;
    Ok(())
}

/// A text to be kept.
#[derive(Debug, Clone)]
pub struct NewSave<'a> {
    /// Version.
    pub version: i64,
    /// Text.
    pub text: &'a str,
    /// Who.
    pub person: PersonId,
    /// When.
    pub now: DateTime<Utc>,
    /// It waits beside the text.
    pub beside: bool,
}

/// Writes the text, and forgets the oldest saves. What waits for somebody to choose is not forgotten.
pub async fn write_minutes(tx: &mut Tx, (meeting, item): (MeetingId, AgendaItemId), text: &str, version: i64, now: DateTime<Utc>) -> Result<()> {
    const FORGET: &str = "DELETE FROM minutes_draft_save WHERE meeting_id = $1 AND item_id = $2 AND NOT beside
        AND (version <= $3 OR (version <= $4 AND saved_at < $5))";
    execute!(tx, "UPDATE minutes_draft_item SET text = $3, version = $4 WHERE meeting_id = $1 AND item_id = $2", meeting, item, text, version)?;
    execute!(tx, FORGET, meeting, item, version - MOST_SAVES, version - KEPT_SAVES, now - KEPT_FOR)?;
    Ok(())
}

/// Somebody has chosen: texts up to a version wait no more.
pub async fn settle(tx: &mut Tx, meeting: MeetingId, item: AgendaItemId, up_to: i64) -> Result<()> {
    execute!(tx, "UPDATE minutes_draft_save SET beside = $4 WHERE meeting_id = $1 AND item_id = $2 AND version <= $3", meeting, item, up_to, false)?;
    Ok(())
}
