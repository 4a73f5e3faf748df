//! SQL of meetings.

mod agenda;
mod attendance;
mod guests;
mod places;
mod registrations;

pub use agenda::*;
pub use attendance::*;
pub use guests::*;
pub use places::*;
pub use registrations::*;

use super::types::{MeetingKind, MeetingState};
use crate::db::{Conn, Tx};
use crate::error::{AppError, Result};
use crate::ids::{AgreementId, AreaId, MeetingId, PersonId};
use crate::{execute, fetch, fetch_locked, scalar};
use chrono::{DateTime, NaiveDateTime, Utc};

/// A meeting whole.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Meeting {
    /// Id.
    pub id: MeetingId,
    /// Number within the agreement.
    pub number: i64,
    /// Word in its address.
    pub slug: String,
    /// Kind.
    pub kind: MeetingKind,
    /// State.
    pub state: MeetingState,
    /// Title.
    pub title: String,
    /// Theme as written.
    pub theme: String,
    /// Theme as HTML.
    pub theme_html: String,
    /// How everyone can take part.
    pub access: String,
    /// Language of its texts.
    pub lang: String,
    /// Area; none: all of it.
    pub area_id: Option<AreaId>,
    /// Place.
    pub place: String,
    /// Address.
    pub address: String,
    /// Link for those who take part online. Mailed to who has a place, never shown in public.
    pub online_url: String,
    /// Start by the wall clock in Stockholm.
    pub starts_local: NaiveDateTime,
    /// End.
    pub ends_local: NaiveDateTime,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Places.
    pub capacity: i64,
    /// Places taken, held ones included.
    pub taken: i64,
    /// Stable id in calendars.
    pub ics_uid: String,
    /// Rises with each change that calendars must hear of.
    pub ics_sequence: i64,
    /// When it was last changed.
    pub edited_at: DateTime<Utc>,
    /// When its minutes were published.
    pub minutes_at: Option<DateTime<Utc>>,
    /// Draft of the minutes, as JSON.
    pub minutes_draft: String,
    /// Version.
    pub version: i64,
    /// Of the places taken, those whose holder did not confirm in time and that nobody has let go of yet.
    pub lapsed: i64,
    /// Confirmed sign-ups.
    pub confirmed: i64,
    /// Those who were checked in.
    pub checked_in: i64,
    /// Places online; none: as many as want to.
    pub online_capacity: Option<i64>,
    /// Of these, taken.
    pub online_taken: i64,
    /// As `lapsed`, online.
    pub online_lapsed: i64,
    /// Those who wait for a place at the place.
    pub waiting: i64,
    /// Those who wait for one online.
    pub online_waiting: i64,
    /// Places that people of one organisation can have.
    pub seats_per_organisation: Option<i64>,
    /// Only those who are invited sign up.
    pub by_invitation: bool,
}

impl Meeting {
    /// Places left at the place, at the time for which it was read. Those that lapsed go to those who wait first.
    pub fn left(&self) -> i64 {
        (self.capacity - self.taken + (self.lapsed - self.waiting).max(0)).max(0)
    }
    /// Places left online; none: there is room for all.
    pub fn online_left(&self) -> Option<i64> {
        Some((self.online_capacity? - self.online_taken + (self.online_lapsed - self.online_waiting).max(0)).max(0))
    }
    /// No place is left, neither at the place nor online.
    pub fn is_full(&self) -> bool {
        self.left() == 0 && (self.online_url.is_empty() || self.online_left() == Some(0))
    }
}

/// `$1` agreement, `$2` now.
macro_rules! meetings {
    ($tail:literal) => {
        concat!(
            "SELECT m.id, m.number, m.slug, m.kind, m.state, m.title, m.theme, m.theme_html, m.access, m.lang, m.area_id, m.place, m.address, m.online_url,
                m.starts_local, m.ends_local, m.starts_at, m.ends_at, m.capacity, m.taken, m.ics_uid, m.ics_sequence, m.edited_at, m.minutes_at,
                m.minutes_draft, m.version,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'held' AND r.held_until_at <= $2 AND NOT r.online) AS lapsed,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'confirmed') AS confirmed,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.checked_in_at IS NOT NULL) AS checked_in,
                m.online_capacity, m.online_taken, m.seats_per_organisation, m.by_invitation,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'held' AND r.held_until_at <= $2 AND r.online) AS online_lapsed,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'waiting' AND NOT r.online) AS waiting,
                (SELECT COUNT(*) FROM registration r WHERE r.meeting_id = m.id AND r.state = 'waiting' AND r.online) AS online_waiting
            FROM meeting m WHERE m.agreement_id = $1 ",
            $tail
        )
    };
}

/// A meeting by its number.
pub async fn by_number(conn: &mut Conn, agreement: AgreementId, number: i64, now: DateTime<Utc>) -> Result<Option<Meeting>> {
    const SQL: &str = meetings!("AND m.number = $3");
    Ok(fetch!(conn, Meeting, fetch_optional, SQL, agreement, now, number)?)
}

/// Meetings that have not ended, earliest first.
pub async fn coming(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>, limit: i64) -> Result<Vec<Meeting>> {
    const SQL: &str = meetings!("AND m.ends_at > $2 ORDER BY m.starts_at, m.id LIMIT $3");
    Ok(fetch!(conn, Meeting, fetch_all, SQL, agreement, now, limit)?)
}

/// Meetings that have ended, latest first; after the one with a number, for paging.
pub async fn held(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>, after: Option<i64>, limit: i64) -> Result<Vec<Meeting>> {
    const SQL: &str = meetings!(
        "AND m.ends_at <= $2 AND ($3 IS NULL OR (m.starts_at, m.id) < (SELECT p.starts_at, p.id FROM meeting p WHERE p.agreement_id = $1 AND p.number = $3))
         ORDER BY m.starts_at DESC, m.id DESC LIMIT $4"
    );
    Ok(fetch!(conn, Meeting, fetch_all, SQL, agreement, now, after, limit)?)
}

/// Meetings for a calendar: those that began after a time.
pub async fn since(conn: &mut Conn, agreement: AgreementId, now: DateTime<Utc>, since: DateTime<Utc>) -> Result<Vec<Meeting>> {
    const SQL: &str = meetings!("AND m.starts_at > $3 ORDER BY m.starts_at, m.id LIMIT 500");
    Ok(fetch!(conn, Meeting, fetch_all, SQL, agreement, now, since)?)
}

/// What of a meeting is written when it is announced or changed.
#[derive(Debug, Clone)]
pub struct Details {
    /// Kind.
    pub kind: MeetingKind,
    /// Word in its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Theme.
    pub theme: String,
    /// Theme as HTML.
    pub theme_html: String,
    /// How everyone can take part.
    pub access: String,
    /// Language.
    pub lang: String,
    /// Area.
    pub area_id: Option<AreaId>,
    /// Place.
    pub place: String,
    /// Address.
    pub address: String,
    /// Link.
    pub online_url: String,
    /// Start by the wall clock.
    pub starts_local: NaiveDateTime,
    /// End by the wall clock.
    pub ends_local: NaiveDateTime,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Places.
    pub capacity: i64,
}

/// Locks the person who announces a meeting until the transaction ends.
pub async fn lock_planner(tx: &mut Tx, person: PersonId) -> Result<()> {
    fetch_locked!(tx, (PersonId,), "SELECT id FROM person WHERE id = $1", person)?.ok_or(AppError::NotFound)?;
    Ok(())
}

/// Takes the next number of a meeting, under the lock of the agreement's sequence.
pub async fn next_number(tx: &mut Tx, agreement: AgreementId) -> Result<i64> {
    const SQL: &str = "UPDATE agreement_sequence SET meeting_number = meeting_number + 1 WHERE agreement_id = $1 RETURNING meeting_number";
    Ok(scalar!(tx, i64, fetch_one, SQL, agreement)?)
}

/// Writes a new meeting.
pub async fn insert(tx: &mut Tx, agreement: AgreementId, number: i64, uid: &str, by: PersonId, now: DateTime<Utc>, d: &Details) -> Result<MeetingId> {
    const SQL: &str = "INSERT INTO meeting (agreement_id, number, slug, kind, state, title, theme, theme_html, access, renderer, lang, area_id, place, address,
            online_url, starts_local, ends_local, starts_at, ends_at, capacity, ics_uid, created_by, created_at, edited_at)
        VALUES ($1, $2, $3, $4, 'announced', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22) RETURNING id";
    Ok(scalar!(
        tx,
        MeetingId,
        fetch_one,
        SQL,
        agreement,
        number,
        &d.slug,
        d.kind,
        &d.title,
        &d.theme,
        &d.theme_html,
        &d.access,
        crate::text::markdown::RENDERER,
        &d.lang,
        d.area_id,
        &d.place,
        &d.address,
        &d.online_url,
        d.starts_local,
        d.ends_local,
        d.starts_at,
        d.ends_at,
        d.capacity,
        uid,
        by,
        now
    )?)
}

#[derive(sqlx::FromRow)]
struct IdRow {
    id: MeetingId,
}

/// Locks a meeting until the transaction ends, and reads it. Issues are locked before, registrations after it.
pub async fn lock(tx: &mut Tx, agreement: AgreementId, number: i64, now: DateTime<Utc>) -> Result<Meeting> {
    fetch_locked!(tx, IdRow, "SELECT id FROM meeting WHERE agreement_id = $1 AND number = $2", agreement, number)?.map(|r| r.id).ok_or(AppError::NotFound)?;
    by_number(tx, agreement, number, now).await?.ok_or(AppError::NotFound)
}

/// Changes a meeting. `for_calendars` raises the number that calendars look at.
pub async fn update(tx: &mut Tx, id: MeetingId, now: DateTime<Utc>, for_calendars: bool, d: &Details) -> Result<()> {
    const SQL: &str =
        "UPDATE meeting SET slug = $2, kind = $3, title = $4, theme = $5, theme_html = $6, access = $7, renderer = $8, lang = $9, area_id = $10, place = $11,
            address = $12, online_url = $13, starts_local = $14, ends_local = $15, starts_at = $16, ends_at = $17, capacity = $18, edited_at = $19,
            ics_sequence = ics_sequence + $20, version = version + 1
        WHERE id = $1";
    execute!(
        tx,
        SQL,
        id,
        &d.slug,
        d.kind,
        &d.title,
        &d.theme,
        &d.theme_html,
        &d.access,
        crate::text::markdown::RENDERER,
        &d.lang,
        d.area_id,
        &d.place,
        &d.address,
        &d.online_url,
        d.starts_local,
        d.ends_local,
        d.starts_at,
        d.ends_at,
        d.capacity,
        now,
        i64::from(for_calendars)
    )?;
    Ok(())
}

/// Agreement and number of a meeting.
pub async fn address_of(conn: &mut Conn, id: MeetingId) -> Result<Option<(AgreementId, i64)>> {
    Ok(fetch!(conn, (AgreementId, i64), fetch_optional, "SELECT agreement_id, number FROM meeting WHERE id = $1", id)?)
}

/// True when it was said already that the meeting was held, at the time that it has now: one that fell through is held later.
pub async fn is_told_held(conn: &mut Conn, id: MeetingId, ends_at: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM event WHERE meeting_id = $1 AND kind = 'meeting_held' AND occurred_at >= $2";
    Ok(scalar!(conn, i64, fetch_one, SQL, id, ends_at)? > 0)
}

/// Marks a meeting as cancelled.
pub async fn cancel(tx: &mut Tx, id: MeetingId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE meeting SET state = 'cancelled', ics_sequence = ics_sequence + 1, edited_at = $2, version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, now)?;
    Ok(())
}

/// Marks a meeting as documented, and drops the draft of its minutes.
pub async fn document(tx: &mut Tx, id: MeetingId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE meeting SET state = 'documented', minutes_at = $2, minutes_draft = '', version = version + 1 WHERE id = $1";
    execute!(tx, SQL, id, now)?;
    Ok(())
}

/// Keeps a draft of the minutes.
pub async fn keep_draft(tx: &mut Tx, id: MeetingId, draft: &str) -> Result<()> {
    execute!(tx, "UPDATE meeting SET minutes_draft = $2, version = version + 1 WHERE id = $1", id, draft)?;
    Ok(())
}
